"""What is worked out of creators on each machine: the list's rows, the search index and the match keys."""

from infludesk.creators.profiles import normal_handle, normal_url
from infludesk.creators.tiers import tier_of
from infludesk.db.changelog import Touched
from infludesk.db.driver import Connection
from infludesk.kernel.phones import normal_phone

WATCHED = (
    "creator", "account", "account_snapshot", "tie", "tag", "tagging", "timeline_entry", "contact_point",
    "do_not_contact", "custom_field", "custom_value",
)  # fmt: skip

# Which creators a touched row concerns; {ids} selects the ids touched.
_STALE = {
    "creator": (
        "SELECT row_id FROM change WHERE {range} UNION SELECT its.value FROM change, "
        "json_each(data, '$.merged_into_id') AS its WHERE {range} AND its.value IS NOT NULL"
    ),
    "account": "SELECT creator_id FROM account WHERE id IN ({ids})",
    "account_snapshot": (
        "SELECT a.creator_id FROM account_snapshot AS s JOIN account AS a ON a.id = s.account_id WHERE s.id IN ({ids})"
    ),
    "tie": "SELECT creator_id FROM tie WHERE id IN ({ids})",
    "timeline_entry": "SELECT creator_id FROM timeline_entry WHERE id IN ({ids})",
    "tagging": "SELECT substr(target, 9) FROM tagging WHERE target LIKE 'creator:%' AND id IN ({ids})",
    "tag": "SELECT substr(target, 9) FROM tagging WHERE target LIKE 'creator:%' AND tag_id IN ({ids})",
    "contact_point": "SELECT substr(owner, 9) FROM contact_point WHERE owner LIKE 'creator:%' AND id IN ({ids})",
    "do_not_contact": "SELECT substr(person, 9) FROM do_not_contact WHERE person LIKE 'creator:%' AND id IN ({ids})",
    # of the user's own fields only what search looks into is worked out
    "custom_value": (
        "SELECT substr(record, 9) FROM custom_value WHERE record LIKE 'creator:%' AND id IN ({ids}) "
        "AND field_id IN (SELECT id FROM custom_field WHERE searchable)"
    ),
    "custom_field": (
        "SELECT substr(record, 9) FROM custom_value WHERE record LIKE 'creator:%' AND field_id IN (SELECT row_id "
        "FROM change WHERE {range} AND coalesce(json_type(data, '$.searchable'), json_type(data, '$.deleted_at')) "
        "IS NOT NULL)"
    ),
}

_LATEST = """
CREATE TEMP TABLE latest AS
SELECT a.id, a.creator_id, a.platform, a.handle, a.url, a.platform_user_id,
       s.followers, s.er_ppm, s.er_variant, max(s.day) AS day
FROM account AS a LEFT JOIN account_snapshot AS s ON s.account_id = a.id AND s.deleted_at IS NULL
WHERE a.deleted_at IS NULL AND a.creator_id IN (SELECT id FROM stale)
GROUP BY a.id
"""
_MAIN = """
CREATE TEMP TABLE main_account AS
SELECT creator_id, platform, handle, followers, er_ppm, er_variant, day,
       max(coalesce(followers, -1)) AS most, group_concat(platform || ':' || coalesce(handle, ''), ' ') AS handles
FROM latest GROUP BY creator_id
"""
_TAGS = """
CREATE TEMP TABLE stale_tags AS
SELECT c.id AS creator_id, group_concat(t.label, char(31)) AS labels
FROM stale AS c JOIN tagging AS g ON g.target = 'creator:' || c.id AND g.deleted_at IS NULL
JOIN tag AS t ON t.id = g.tag_id AND t.deleted_at IS NULL
GROUP BY c.id
"""
_STATS = """
INSERT INTO creator_stats(rowid, id, sort_key, folded, owner_id, standing, tier, followers, er_ppm, er_variant, as_of,
                          platform, handle, more_handles, relations, tags, last_contact, next_step, blocked)
SELECT c.rowid, c.id, fold(c.name), fold(c.name || ' ' || coalesce(c.email, '') || ' ' || coalesce(m.handles, '')),
       c.owner_id, c.standing, tier_of(m.followers), m.followers, m.er_ppm, m.er_variant, m.day,
       m.platform, m.handle, m.handles,
       (SELECT group_concat(kind, ' ') FROM tie WHERE creator_id = c.id AND deleted_at IS NULL), t.labels,
       (SELECT max(happened_at) FROM timeline_entry WHERE creator_id = c.id AND deleted_at IS NULL
            AND kind <> 'note'),
       (SELECT min(follow_up) FROM timeline_entry WHERE creator_id = c.id AND deleted_at IS NULL
            AND follow_up IS NOT NULL AND waiting_on IS NOT 'done'),
       EXISTS (SELECT 1 FROM do_not_contact WHERE person = 'creator:' || c.id AND deleted_at IS NULL)
FROM creator AS c LEFT JOIN main_account AS m ON m.creator_id = c.id LEFT JOIN stale_tags AS t ON t.creator_id = c.id
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL AND c.id IN (SELECT id FROM stale)
"""
_FTS = """
INSERT INTO creator_fts(rowid, name, handles, email, tags, notes)
SELECT c.rowid,
       concat_words(c.name, c.given_name, c.family_name, c.nickname, c.phonetic_name, c.legal_name, c.city, c.summary,
                    (SELECT group_concat(name, ' ') FROM creator WHERE merged_into_id = c.id AND deleted_at IS NULL)),
       (SELECT group_concat(coalesce(handle, '') || ' ' || coalesce(display_name, ''), ' ') FROM account
            WHERE creator_id = c.id AND deleted_at IS NULL),
       c.email, replace(t.labels, char(31), ' '), concat_words(c.notes, c.topics,
           (SELECT group_concat(v.value_text, ' ') FROM custom_value AS v CROSS JOIN custom_field AS f
                ON f.id = v.field_id AND f.searchable AND f.deleted_at IS NULL
                WHERE v.record = 'creator:' || c.id AND v.deleted_at IS NULL))
FROM creator AS c LEFT JOIN stale_tags AS t ON t.creator_id = c.id
WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL AND c.id IN (SELECT id FROM stale)
"""
_ACCOUNTS = (
    "account WHERE creator_id IN (SELECT id FROM stale) AND (deleted_at IS NULL OR (deleted_as = 'trash' "
    "AND creator_id IN (SELECT id FROM creator WHERE deleted_as = 'trash')))"
)
# what hangs on somebody is there, or went to the trash with them
_POINT = "p.deleted_at IS NULL AND c.deleted_at IS NULL OR p.deleted_as = 'trash' AND c.deleted_as = 'trash'"
_PHONES = (
    "SELECT 'phone', normal_phone(phone, country) AS number, id AS creator_id FROM creator "  # noqa: ISC004  one query
    "WHERE phone IS NOT NULL AND number <> '' AND deleted_as IS NOT 'undo' AND merged_into_id IS NULL",
    "SELECT 'phone', normal_phone(p.value, c.country) AS number, c.id AS creator_id FROM contact_point AS p "  # noqa: ISC004  one query
    "JOIN creator AS c ON p.owner = 'creator:' || c.id "
    f"WHERE p.kind IN ('phone', 'whatsapp') AND number <> '' AND ({_POINT})",
)
# People in the trash keep their keys, so that an import meets them and says so; a channel that went alone does not.
_KEYS = (
    f"SELECT 'account', platform || ':' || normal_handle(handle), creator_id FROM {_ACCOUNTS} AND handle IS NOT NULL",
    f"SELECT 'user_id', platform || ':' || platform_user_id, creator_id FROM {_ACCOUNTS} "  # noqa: ISC004  one query
    "AND platform_user_id IS NOT NULL",
    f"SELECT 'url', normal_url(url), creator_id FROM {_ACCOUNTS} AND url IS NOT NULL",
    "SELECT 'email', casefold(email), id FROM creator "  # noqa: ISC004  one query
    "WHERE email IS NOT NULL AND id IN (SELECT id FROM stale) AND deleted_as IS NOT 'undo' AND merged_into_id IS NULL",
    "SELECT 'email', casefold(p.value), s.id FROM stale AS s "  # noqa: ISC004  one query
    "JOIN creator AS c ON c.id = s.id JOIN contact_point AS p ON p.owner = 'creator:' || s.id "
    f"WHERE p.kind = 'email' AND ({_POINT})",
    "SELECT 'name', fold(name), id FROM creator "  # noqa: ISC004  one query
    "WHERE id IN (SELECT id FROM stale) AND deleted_at IS NULL AND merged_into_id IS NULL",
    # the former name of somebody merged still leads to them
    "SELECT 'name', fold(name), merged_into_id FROM creator "  # noqa: ISC004  one query
    "WHERE merged_into_id IN (SELECT id FROM stale) AND deleted_at IS NULL",
    *(f"{sql} AND creator_id IN (SELECT id FROM stale)" for sql in _PHONES),
)
_TEMPORARY = ("stale", "latest", "main_account", "stale_tags")


def refresh(conn: Connection, touched: Touched) -> None:
    """Work the list, the index and the keys out again for the creators a batch touched."""
    if not touched.any(*WATCHED):
        return
    _define(conn)
    conn.execute("CREATE TEMP TABLE stale(id TEXT PRIMARY KEY) WITHOUT ROWID")
    for table, sql in _STALE.items():
        if touched.any(table):
            ids = touched.ids(table)
            span = f"seq > {touched.first:d} AND table_name = '{table}'"
            conn.execute(f"INSERT OR IGNORE INTO stale {sql.format(ids=ids, range=span)}")
    for sql in (_LATEST, _MAIN, _TAGS):
        conn.execute(sql)
    conn.execute("CREATE UNIQUE INDEX temp.main_by ON main_account(creator_id)")
    conn.execute("CREATE UNIQUE INDEX temp.tags_by ON stale_tags(creator_id)")
    known = "SELECT rowid FROM creator_stats WHERE id IN (SELECT id FROM stale)"
    conn.execute(f"DELETE FROM creator_fts WHERE rowid IN ({known})")
    conn.execute("DELETE FROM creator_stats WHERE id IN (SELECT id FROM stale)")
    conn.execute("DELETE FROM match_key WHERE creator_id IN (SELECT id FROM stale)")
    conn.execute(_STATS)
    conn.execute(_FTS)
    for sql in _KEYS:
        conn.execute(f"INSERT OR IGNORE INTO match_key {sql}")
    for table in _TEMPORARY:
        conn.execute(f"DROP TABLE temp.{table}")


def lacks_phones(conn: Connection) -> bool:
    """Whether an older version wrote the file, which made no keys of phones."""
    some = "EXISTS (SELECT 1 FROM creator WHERE phone IS NOT NULL AND deleted_at IS NULL)"
    none = "NOT EXISTS (SELECT 1 FROM match_key WHERE kind = 'phone')"
    return bool(conn.execute(f"SELECT {none} AND {some}").fetchone()[0])


def add_phones(conn: Connection) -> None:
    """Work out the keys of everybody's phones."""
    _define(conn)
    for sql in _PHONES:
        conn.execute(f"INSERT OR IGNORE INTO match_key {sql}")


def _define(conn: Connection) -> None:
    conn.create_function("tier_of", 1, tier_of, deterministic=True)
    conn.create_function("normal_handle", 1, normal_handle, deterministic=True)
    conn.create_function("normal_url", 1, normal_url, deterministic=True)
    conn.create_function(
        "normal_phone", 2, lambda text, country: normal_phone(text or "", country or ""), deterministic=True
    )
    conn.create_function("casefold", 1, str.casefold, deterministic=True)
    conn.create_function("concat_words", -1, lambda *words: " ".join(filter(None, words)), deterministic=True)
