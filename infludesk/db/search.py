"""Full-text search: what a person types becomes a query that cannot fail."""

import re
from collections.abc import Collection, Mapping

from infludesk.db.changelog import Touched
from infludesk.db.driver import Connection
from infludesk.kernel.text import fold

_WORD = re.compile(r"\w+", re.UNICODE)
_SHORT = 2


def match_query(typed: str) -> str | None:
    """Return the FTS5 query for typed words: each quoted and a prefix, all needed, in any order.

    None where nothing searchable was typed. An e-mail or a dotted handle is a phrase of its parts.
    """
    words = [_WORD.findall(part) for part in fold(typed).split()]
    phrases = ['"' + " ".join(parts) + '"*' for parts in words if parts]
    return " ".join(phrases) or None


def is_short(typed: str) -> bool:
    """Whether the prefixes are so short that ranking them costs more than it tells; then rows come in their order."""
    return all(len(word) <= _SHORT for word in _WORD.findall(fold(typed)))


def like_pattern(typed: str) -> str:
    """Return the LIKE pattern, escaped by a backslash, that finds the typed text anywhere in a folded column."""
    escaped = re.sub(r"([\\%_])", r"\\\1", fold(typed.lstrip("@")))
    return f"%{escaped}%"


def refresh_titles(conn: Connection, touched: Touched, titles: Mapping[str, str]) -> None:
    """Keep the index over the titles of everything but creators.

    Args:
        conn: the writer.
        touched: what the batch wrote.
        titles: table → its title column, in an order that never changes (it numbers the kinds).
    """
    for kind, (table, column) in enumerate(titles.items(), 1):
        if not touched.any(table):
            continue
        number = f"{kind << 40:d} + t.rowid"
        ids = touched.ids(table)
        conn.execute(f"DELETE FROM title_fts WHERE rowid IN (SELECT {number} FROM {table} AS t WHERE t.id IN ({ids}))")
        conn.execute(
            f"INSERT INTO title_fts(rowid, title, kind, record) SELECT {number}, t.{column}, '{table}', t.id "
            f"FROM {table} AS t WHERE t.deleted_at IS NULL AND t.{column} IS NOT NULL AND t.id IN ({ids})"
        )


def find_titles(conn: Connection, typed: str, limit: int, tables: Collection[str]) -> list[tuple[str, str, str]]:
    """Records of some tables whose title holds what was typed: (table, id, title), the best first; no creators."""
    query = match_query(typed)
    if query is None:
        return []
    order = "rowid" if is_short(typed) else "rank"
    those = ", ".join("?" * len(tables))
    sql = (
        f"SELECT kind, record, title FROM title_fts WHERE title_fts MATCH ? AND kind IN ({those}) "
        f"ORDER BY {order} LIMIT ?"
    )
    return [(row["kind"], row["record"], row["title"]) for row in conn.execute(sql, (query, *tables, limit))]
