"""Money, results and imports."""

from infludesk.db.schema.shape import index, synced

DDL = (
    synced(
        "creator_fee",
        """
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        amount_minor INTEGER,
        amount_currency TEXT,
        due_on TEXT,
        state TEXT,
        kind TEXT,
        label TEXT,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        deliverable_id TEXT REFERENCES deliverable(id) DEFERRABLE INITIALLY DEFERRED,
        usage_right_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED,
        estimate INTEGER,
        trigger TEXT,
        trigger_days INTEGER,
        earned_on TEXT,
        held_why TEXT
        """,
    ),
    index("creator_fee", "participation_id"),
    index("creator_fee", "state, due_on"),
    synced(
        "client_fee",
        """
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        label TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        bill_on TEXT,
        state TEXT
        """,
    ),
    index("client_fee", "campaign_id"),
    synced(
        "cost",
        """
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        post_id TEXT REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        label TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        spent_on TEXT,
        charged_on INTEGER
        """,
    ),
    index("cost", "campaign_id"),
    synced(
        "post_snapshot",
        """
        post_id TEXT REFERENCES post(id) DEFERRABLE INITIALLY DEFERRED,
        as_of TEXT,
        source TEXT,
        views INTEGER,
        reach INTEGER,
        likes INTEGER,
        comments INTEGER,
        shares INTEGER,
        saves INTEGER,
        traffic TEXT,
        impressions INTEGER,
        reposts INTEGER,
        reactions INTEGER,
        replies INTEGER,
        clicks INTEGER,
        follows INTEGER,
        watch_seconds INTEGER,
        followers_then INTEGER
        """,
    ),
    index("post_snapshot", "post_id"),
    index("post_snapshot", "post_id, as_of"),
    synced(
        "import_run",
        """
        file_name TEXT,
        sha256 TEXT,
        sheet TEXT,
        kind TEXT,
        source TEXT,
        batch_id TEXT,
        run_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        run_at TEXT,
        rows_in INTEGER,
        created INTEGER,
        merged INTEGER,
        skipped INTEGER,
        data_source TEXT,
        lawful_basis TEXT
        """,
    ),
    index("import_run", "run_at"),
)
