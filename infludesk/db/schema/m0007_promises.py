"""What is promised and kept: briefs sent, contracts whole, drafts reviewed; what is frozen lets only undo pass."""

from infludesk.db.schema.shape import index, synced

DDL = (
    "ALTER TABLE writer ADD COLUMN undoing INTEGER NOT NULL DEFAULT 0",
    synced(
        "task",
        """
        title TEXT,
        due TEXT,
        assignee_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        state TEXT,
        about TEXT,
        next_action INTEGER,
        notes TEXT,
        done_at TEXT,
        done_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
        """,
    ),
    index("task", "assignee_id, state, due"),
    index("task", "about"),
    synced(
        "snooze",
        """
        item_key TEXT,
        until TEXT,
        by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        reason TEXT
        """,
    ),
    synced(
        "template",
        """
        kind TEXT,
        name TEXT,
        lang TEXT,
        body TEXT
        """,
    ),
    index("template", "kind"),
    synced(
        "exchange_rate",
        """
        from_currency TEXT,
        to_currency TEXT,
        on_day TEXT,
        rate_num INTEGER,
        rate_den INTEGER,
        rate_day TEXT,
        rate_source TEXT
        """,
    ),
    index("exchange_rate", "from_currency, to_currency, on_day"),
    synced(
        "brand",
        """
        name TEXT,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        parent_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        words TEXT,
        brand_values TEXT,
        categories TEXT
        """,
    ),
    index("brand", "client_id"),
    synced(
        "brand_rival",
        """
        brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        rival_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        since TEXT,
        until TEXT
        """,
    ),
    index("brand_rival", "brand_id"),
    index("brand_rival", "rival_id"),
    synced(
        "category",
        """
        code TEXT,
        label TEXT,
        parent_id TEXT REFERENCES category(id) DEFERRABLE INITIALLY DEFERRED
        """,
    ),
    index("category", "parent_id"),
    "ALTER TABLE campaign ADD COLUMN promo_objective TEXT",
    "ALTER TABLE campaign ADD COLUMN planning_rates TEXT",
    "ALTER TABLE brief ADD COLUMN contact TEXT",
    "ALTER TABLE brief ADD COLUMN base_id TEXT REFERENCES brief(id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE brief ADD COLUMN participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED",
    index("brief", "base_id"),
    index("brief", "participation_id"),
    synced(
        "brief_sending",
        """
        version_id TEXT REFERENCES brief_version(id) DEFERRABLE INITIALLY DEFERRED,
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        recipient TEXT,
        via TEXT,
        sent_at TEXT,
        personal_note TEXT,
        acknowledged_at TEXT,
        acknowledged_how TEXT
        """,
    ),
    index("brief_sending", "version_id"),
    index("brief_sending", "participation_id"),
    synced(
        "campaign_market",
        """
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        country TEXT,
        langs TEXT,
        zone TEXT,
        lead_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED,
        budget_minor INTEGER,
        budget_currency TEXT,
        rule_packs TEXT,
        local_notes TEXT
        """,
    ),
    index("campaign_market", "campaign_id"),
    synced(
        "campaign_party",
        """
        campaign_id TEXT REFERENCES campaign(id) DEFERRABLE INITIALLY DEFERRED,
        client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED,
        brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        share_ppm INTEGER,
        part TEXT,
        own_report INTEGER
        """,
    ),
    index("campaign_party", "campaign_id"),
    "ALTER TABLE contract ADD COLUMN template TEXT",
    "ALTER TABLE contract ADD COLUMN kill_fee_ppm INTEGER",
    index("contract", "renew_by"),
    "ALTER TABLE usage_right ADD COLUMN renewed_from_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE usage_right ADD COLUMN client_id TEXT REFERENCES client(id) DEFERRABLE INITIALLY DEFERRED",
    index("usage_right", "renewed_from_id"),
    synced(
        "contract_clause",
        """
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        code TEXT,
        title TEXT,
        text TEXT,
        position INTEGER
        """,
    ),
    index("contract_clause", "contract_id"),
    synced(
        "contract_party",
        """
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT,
        party TEXT,
        legal_name TEXT,
        legal_entity TEXT,
        postal_address TEXT,
        email TEXT,
        tax_country TEXT,
        signatory TEXT,
        signed_on TEXT,
        signed_how TEXT
        """,
    ),
    index("contract_party", "contract_id"),
    index("contract_party", "party"),
    synced(
        "right_asset",
        """
        right_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED,
        asset TEXT
        """,
    ),
    index("right_asset", "right_id"),
    index("right_asset", "asset"),
    synced(
        "whitelisting",
        """
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        account_id TEXT REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED,
        mechanism TEXT,
        starts_on TEXT,
        ends_on TEXT,
        spend_cap_minor INTEGER,
        spend_cap_currency TEXT,
        ad_account TEXT,
        permission_code TEXT,
        granted_on TEXT,
        revoked_on TEXT,
        copy_approval INTEGER
        """,
    ),
    index("whitelisting", "contract_id"),
    index("whitelisting", "ends_on"),
    synced(
        "exclusivity",
        """
        creator_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        contract_id TEXT REFERENCES contract(id) DEFERRABLE INITIALLY DEFERRED,
        scope TEXT,
        categories TEXT,
        starts_on TEXT,
        ends_on TEXT,
        rivals TEXT,
        for_brand_id TEXT REFERENCES brand(id) DEFERRABLE INITIALLY DEFERRED,
        platforms TEXT,
        markets TEXT,
        days_before INTEGER,
        days_after INTEGER,
        organic_allowed INTEGER,
        source TEXT,
        source_note TEXT,
        waived_by TEXT,
        waived_on TEXT
        """,
    ),
    index("exclusivity", "creator_id, ends_on"),
    index("exclusivity", "contract_id"),
    index("exclusivity", "for_brand_id"),
    synced(
        "legal_figure",
        """
        code TEXT,
        from_day TEXT,
        until_day TEXT,
        amount_minor INTEGER,
        amount_currency TEXT,
        source TEXT,
        confidence TEXT,
        entered_by_id TEXT REFERENCES member(id) DEFERRABLE INITIALLY DEFERRED
        """,
    ),
    index("legal_figure", "code"),
    "ALTER TABLE deliverable ADD COLUMN bundle_id TEXT REFERENCES bundle(id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE deliverable ADD COLUMN needs_post INTEGER",
    "ALTER TABLE deliverable ADD COLUMN lang TEXT",
    "ALTER TABLE deliverable ADD COLUMN concept_due TEXT",
    "ALTER TABLE deliverable ADD COLUMN rounds_allowed INTEGER",
    "ALTER TABLE deliverable ADD COLUMN minor_appears INTEGER",
    "ALTER TABLE deliverable ADD COLUMN synthetic_media TEXT",
    "ALTER TABLE deliverable ADD COLUMN music_cleared INTEGER",
    index("deliverable", "draft_due"),
    index("deliverable", "concept_due"),
    "ALTER TABLE post ADD COLUMN synthetic_media TEXT",
    "ALTER TABLE post ADD COLUMN markets TEXT",
    "ALTER TABLE post ADD COLUMN expires_at TEXT",
    "ALTER TABLE disclosure_check ADD COLUMN draft_id TEXT REFERENCES content_draft(id) DEFERRABLE INITIALLY DEFERRED",
    (
        "ALTER TABLE disclosure_check ADD COLUMN brief_version_id TEXT "
        "REFERENCES brief_version(id) DEFERRABLE INITIALLY DEFERRED"
    ),
    "ALTER TABLE disclosure_check ADD COLUMN fix_wanted TEXT",
    "ALTER TABLE disclosure_check ADD COLUMN fix_reminded_at TEXT",
    index("disclosure_check", "draft_id"),
    index("disclosure_check", "outcome, fix_due"),
    "ALTER TABLE disclosure_finding ADD COLUMN found_by TEXT",
    synced(
        "bundle",
        """
        participation_id TEXT REFERENCES participation(id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT,
        note TEXT
        """,
    ),
    index("bundle", "participation_id"),
    synced(
        "content_draft",
        """
        deliverable_id TEXT REFERENCES deliverable(id) DEFERRABLE INITIALLY DEFERRED,
        step TEXT,
        submitted_at TEXT,
        url TEXT,
        caption TEXT,
        note TEXT,
        review_due TEXT,
        round_why TEXT
        """,
    ),
    index("content_draft", "deliverable_id, submitted_at"),
    synced(
        "review",
        """
        draft_id TEXT REFERENCES content_draft(id) DEFERRABLE INITIALLY DEFERRED,
        side TEXT,
        reviewer TEXT,
        decision TEXT,
        decided_at TEXT,
        comment TEXT,
        inside_note TEXT,
        reshoot INTEGER,
        deemed INTEGER
        """,
    ),
    index("review", "draft_id"),
    synced(
        "asset_use",
        """
        asset TEXT,
        right_id TEXT REFERENCES usage_right(id) DEFERRABLE INITIALLY DEFERRED,
        whitelisting_id TEXT REFERENCES whitelisting(id) DEFERRABLE INITIALLY DEFERRED,
        channel TEXT,
        place TEXT,
        territory TEXT,
        starts_on TEXT,
        planned_end TEXT,
        stopped_on TEXT
        """,
    ),
    index("asset_use", "asset"),
    index("asset_use", "right_id, stopped_on"),
)
