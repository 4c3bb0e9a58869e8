"""The change log, and the tables that are rebuilt from the rows on each machine."""

DDL = (
    """CREATE TABLE batch (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT,
    at TEXT NOT NULL,
    actor TEXT,
    device TEXT,
    first INTEGER,
    last INTEGER,
    undoes INTEGER,
    undone_by INTEGER
) STRICT""",
    """CREATE TABLE change (
    seq INTEGER PRIMARY KEY,
    batch INTEGER,
    stamp TEXT NOT NULL,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT
) STRICT""",
    "CREATE INDEX change_by_row ON change(row_id)",
    """CREATE TABLE writer (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    batch INTEGER,
    ms INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 0,
    device TEXT NOT NULL DEFAULT '',
    erasing INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "INSERT INTO writer(one) VALUES (1)",
    "CREATE TABLE derived (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT",
    "INSERT INTO derived(one, seq) VALUES (1, 0)",
    """CREATE TABLE match_key (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    creator_id TEXT NOT NULL,
    PRIMARY KEY (kind, key, creator_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX match_key_by_creator ON match_key(creator_id)",
    """CREATE TABLE creator_stats (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sort_key TEXT NOT NULL,
    folded TEXT NOT NULL,
    owner_id TEXT,
    standing TEXT,
    tier TEXT,
    followers INTEGER,
    er_ppm INTEGER,
    er_variant TEXT,
    as_of TEXT,
    platform TEXT,
    handle TEXT,
    more_handles TEXT,
    relations TEXT,
    tags TEXT,
    last_contact TEXT,
    next_step TEXT,
    blocked INTEGER NOT NULL DEFAULT 0
) STRICT""",
    "CREATE INDEX creator_stats_by_name ON creator_stats(sort_key, id)",
    "CREATE INDEX creator_stats_by_followers ON creator_stats(followers DESC, id)",
    """CREATE VIRTUAL TABLE creator_fts USING fts5(
    name, handles, email, tags, notes, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
)""",
    """CREATE VIRTUAL TABLE title_fts USING fts5(
    title, kind UNINDEXED, record UNINDEXED, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
)""",
    """CREATE TABLE import_row (
    run_id TEXT NOT NULL,
    row_no INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    target TEXT,
    kept TEXT,
    raw TEXT,
    PRIMARY KEY (run_id, row_no)
) STRICT, WITHOUT ROWID""",
    "CREATE TABLE draft (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT",
)
