"""Lists that come and go: saved mappings, fields of the user's own, consent, and who is the same person as whom."""

from infludesk.db.schema.shape import index, synced

DDL = (
    synced(
        "import_mapping",
        """
        name TEXT,
        source TEXT,
        fingerprint TEXT,
        body TEXT
        """,
    ),
    index("import_mapping", "fingerprint"),
    "ALTER TABLE import_run ADD COLUMN mapping_id TEXT REFERENCES import_mapping(id) DEFERRABLE INITIALLY DEFERRED",
    index("import_run", "mapping_id"),
    synced(
        "custom_field",
        """
        table_name TEXT,
        key TEXT,
        label TEXT,
        field_kind TEXT,
        choices TEXT,
        help TEXT,
        internal INTEGER,
        searchable INTEGER,
        position INTEGER
        """,
    ),
    index("custom_field", "table_name"),
    synced(
        "custom_value",
        """
        field_id TEXT REFERENCES custom_field(id) DEFERRABLE INITIALLY DEFERRED,
        record TEXT,
        value_text TEXT,
        value_int INTEGER,
        value_currency TEXT
        """,
    ),
    index("custom_value", "record, field_id"),
    index("custom_value", "field_id, value_text, record"),
    index("custom_value", "field_id, value_int, value_currency, record"),
    synced(
        "consent",
        """
        person TEXT,
        purpose TEXT,
        basis TEXT,
        since TEXT,
        how TEXT,
        data_source TEXT,
        notice_sent_on TEXT,
        withdrawn_on TEXT,
        keep_until TEXT,
        note TEXT
        """,
    ),
    index("consent", "person"),
    synced(
        "creator_link",
        """
        from_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        to_id TEXT REFERENCES creator(id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT,
        note TEXT
        """,
    ),
    index("creator_link", "from_id"),
    index("creator_link", "to_id"),
)
