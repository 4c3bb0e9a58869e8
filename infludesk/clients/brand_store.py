"""Brands, groups of clients and categories as the screens and the clash rules ask for them."""

from collections.abc import Sequence
from functools import cache

from infludesk.clients.categories import Trade, Tree, parse, tree
from infludesk.clients.model import Brand, BrandRival, Category
from infludesk.clients.shipped import shipped_categories
from infludesk.db.driver import Connection
from infludesk.db.rows import batched, find
from infludesk.db.sql import marks

_CHUNK = 500


def categories(conn: Connection) -> Tree:
    """The shipped trades, and beside or in place of them the workspace's own."""
    own = find(conn, Category)
    codes = {row.id: row.code or "" for row in own}
    shipped = _shipped()
    known = {one.code: one for one in shipped}
    trades = []
    for row in own:
        parent = codes.get(row.parent_id or "", "")
        former = known.get(row.code or "")
        trades.append(Trade(row.code or "", row.label or "", parent or (former.parent if former else "")))
    return tree((*shipped, *trades))


def brands(conn: Connection) -> list[Brand]:
    """Every brand, by name."""
    return find(conn, Brand, order="fold(name), id")


def brands_of(conn: Connection, ids: Sequence[str]) -> dict[str, Brand]:
    """Some brands by id, with those they are part of."""
    found: dict[str, Brand] = {}
    wanted = [one for one in dict.fromkeys(ids) if one]
    while wanted:
        for some in batched(wanted, _CHUNK):
            found |= {row.id: row for row in find(conn, Brand, f"id IN ({marks(some)})", tuple(some))}
        wanted = [row.parent_id for row in found.values() if row.parent_id and row.parent_id not in found]
        wanted = [one for one in dict.fromkeys(wanted) if one in _live(conn, wanted)]
    return found


def brands_of_clients(conn: Connection, client_ids: Sequence[str]) -> dict[str, list[Brand]]:
    """The brands of some clients, by client; a client without any is left out."""
    found: dict[str, list[Brand]] = {}
    for some in batched(list(dict.fromkeys(client_ids)), _CHUNK):
        for row in find(conn, Brand, f"client_id IN ({marks(some)})", tuple(some)):
            found.setdefault(row.client_id or "", []).append(row)
    return found


def rivals(conn: Connection, brand_id: str, today: str = "") -> list[tuple[BrandRival, str]]:
    """Who competes with a brand, whichever of the two it was said of, by name; on a day where one is given."""
    rows = find(conn, BrandRival, "brand_id = ?1 OR rival_id = ?1", (brand_id,))
    rows = [row for row in rows if not today or ((row.since or "") <= today <= (row.until or "9999"))]
    others = {row.id: row.rival_id if row.brand_id == brand_id else row.brand_id for row in rows}
    names = {one.id: one.name or "" for one in brands_of(conn, [other or "" for other in others.values()]).values()}
    known = [(row, names[other]) for row in rows if (other := others[row.id]) in names]
    return sorted(known, key=lambda one: (one[1].casefold(), one[0].id))


def groups(conn: Connection) -> dict[str, str]:
    """Client → the uppermost client of its group; a group that bites its tail is its smallest id."""
    above = dict(conn.execute("SELECT id, parent_id FROM client").fetchall())

    def top(one: str) -> str:
        seen = {one}
        while (upper := above.get(one)) and upper in above:
            if upper in seen:
                return min(seen)
            seen.add(upper)
            one = upper
        return one

    return {one: top(one) for one in above}


def _live(conn: Connection, ids: Sequence[str]) -> set[str]:
    live: set[str] = set()
    for some in batched(list(dict.fromkeys(ids)), _CHUNK):
        sql = f"SELECT id FROM brand WHERE deleted_at IS NULL AND id IN ({marks(some)})"
        live |= {row[0] for row in conn.execute(sql, tuple(some))}
    return live


@cache
def _shipped() -> tuple[Trade, ...]:
    return parse(shipped_categories())
