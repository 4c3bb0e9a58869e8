"""Where pieces are used beyond what the contracts allow, and what is used where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from infludesk.content.model import AssetUse
from infludesk.content.rights_use import Leave, Outside, breaches, leave_of
from infludesk.contracts.model import LAPSED, UsageRight, Whitelisting
from infludesk.contracts.states import FROZEN
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, from_columns
from infludesk.db.sql import code_list
from infludesk.flows.engagements import select
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import fold

_HOLDS = f"coalesce(c.state, 'draft') NOT IN ({code_list(LAPSED)})"
_RIGHTS = """
SELECT u.*, c.creator_id, c.participation_id, r.name AS creator, c.title, n.campaign_id
FROM contract AS c JOIN usage_right AS u ON u.contract_id = c.id AND u.deleted_at IS NULL
LEFT JOIN creator AS r ON r.id = c.creator_id LEFT JOIN participation AS n ON n.id = c.participation_id
WHERE c.deleted_at IS NULL AND {where} ORDER BY u.id
"""
_RENEWALS = f"""
SELECT u.* FROM usage_right AS u JOIN contract AS c ON c.id = u.contract_id AND c.deleted_at IS NULL
WHERE u.deleted_at IS NULL AND c.state IN ({code_list(FROZEN - {"terminated", "superseded"})})
AND u.renewed_from_id IN ({{marks}})
"""
_COVERED = "SELECT right_id, asset FROM right_asset WHERE deleted_at IS NULL AND right_id IN ({marks})"
_BELONGING = """
SELECT f.deliverable_id AS id, 'post:' || f.post_id AS piece FROM fulfilment AS f
WHERE f.deleted_at IS NULL AND f.deliverable_id IN ({marks})
"""
_DRAFTS = """
SELECT deliverable_id AS id, 'content_draft:' || id AS piece FROM content_draft
WHERE deleted_at IS NULL AND deliverable_id IN ({marks})
"""
_PLACES = {
    "deliverable": "SELECT participation_id FROM deliverable WHERE id = ?",
    "content_draft": "SELECT d.participation_id FROM content_draft AS x"
    " JOIN deliverable AS d ON d.id = x.deliverable_id WHERE x.id = ?",
    "post": "SELECT coalesce(participation_id, (SELECT d.participation_id FROM fulfilment AS f"
    " JOIN deliverable AS d ON d.id = f.deliverable_id WHERE f.post_id = post.id AND f.deleted_at IS NULL LIMIT 1))"
    " FROM post WHERE id = ?",
}
_NAMES = {
    "deliverable": "SELECT coalesce(title, format) FROM deliverable WHERE id = ?",
    "content_draft": "SELECT d.title FROM content_draft AS x JOIN deliverable AS d ON d.id = x.deliverable_id"
    " WHERE x.id = ?",
    "post": "SELECT coalesce(title, caption, url) FROM post WHERE id = ?",
    "attachment": "SELECT name FROM attachment WHERE id = ?",
}
_BOOSTED = f"""
SELECT p.id, p.participation_id, coalesce(p.title, p.caption, p.url) AS title, n.creator_id, n.campaign_id,
       r.name AS creator, substr(p.published_at, 1, 10) AS day
FROM post AS p JOIN participation AS n ON n.id = p.participation_id AND n.deleted_at IS NULL
JOIN creator AS r ON r.id = n.creator_id
WHERE p.deleted_at IS NULL AND p.boosted = 1 AND p.down_on IS NULL AND ?1 IN ('', n.creator_id)
AND EXISTS (SELECT 1 FROM contract AS c WHERE c.participation_id = n.id AND c.deleted_at IS NULL AND {_HOLDS})
"""
_ADS = f"""
SELECT w.* FROM whitelisting AS w JOIN contract AS c ON c.id = w.contract_id AND c.deleted_at IS NULL
WHERE w.deleted_at IS NULL AND c.participation_id = ? AND {_HOLDS}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRight:
    """A usage right with what it covers, and the pieces that belong to those."""

    right: UsageRight
    contract_id: str
    title: str
    creator_id: str
    creator: str
    participation_id: str
    campaign_id: str
    assets: tuple[str, ...]
    leave: Leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Misuse:
    """A piece used beyond its right; ``use_id`` is empty for a post that is boosted, ``contract_id`` where none is."""

    use_id: str
    asset: str
    name: str
    channel: str
    place: str
    contract_id: str
    participation_id: str
    campaign_id: str
    creator_id: str
    creator: str
    outside: Outside


def held_rights(conn: Connection, *, contract_id: str = "", creator_id: str = "") -> list[HeldRight]:
    """The usage rights of a contract, or of all contracts of a creator that hold."""
    if contract_id:
        return _of(conn, "c.id = ?", contract_id)
    return _of(conn, f"c.creator_id = ? AND {_HOLDS}", creator_id)


def uses(conn: Connection, right_ids: Sequence[str]) -> dict[str, list[AssetUse]]:
    """Where pieces are used under some rights, by right."""
    found: dict[str, list[AssetUse]] = {}
    sql = "SELECT * FROM asset_use WHERE deleted_at IS NULL AND right_id IN ({marks}) ORDER BY id"
    for row in select(conn, sql, right_ids):
        found.setdefault(row["right_id"], []).append(from_columns(AssetUse, row))
    return found


def asset_name(conn: Connection, asset: str) -> str:
    """What a piece is called; empty where it is gone."""
    table, one = split_ref(asset)
    row = conn.execute(_NAMES[table], (one,)).fetchone() if table in _NAMES else None
    return (row[0] or "") if row else ""


def misuses(conn: Connection, today: str, *, creator_id: str = "") -> list[Misuse]:
    """Every use beyond its right, of one creator or of all, the longest over first.

    A use that names no right stands on any right of the same participation that covers it.
    """
    rows = conn.execute("SELECT * FROM asset_use WHERE deleted_at IS NULL ORDER BY id").fetchall()
    found = [one for row in rows for one in _of_use(conn, from_columns(AssetUse, row), today)]
    found += [one for row in conn.execute(_BOOSTED, (creator_id,)) for one in _of_boost(conn, row, today)]
    found = [one for one in found if creator_id in ("", one.creator_id)]
    return sorted(found, key=lambda one: (-one.outside.days, fold(one.creator), one.asset, one.outside.breach))


def _of_use(conn: Connection, use: AssetUse, today: str) -> list[Misuse]:
    part = _part_of(conn, use.asset or "")
    for ad in find(conn, Whitelisting, "id = ?", (use.whitelisting_id,)):
        who = _who(conn, ad.contract_id or "")
        leave = Leave(ad.starts_on or "", min((d for d in (ad.ends_on, ad.revoked_on) if d), default=""))
        return [_misuse(conn, use, who, one) for one in breaches(use, leave, today)]
    where, value = ("u.id = ?", use.right_id) if use.right_id else ("c.participation_id = ?", part)
    held = _of(conn, f"{where} AND {_HOLDS}", value)
    if not held:
        return [_misuse(conn, use, _of_part(conn, part), one) for one in breaches(use, None, today)]
    judged = [(one, breaches(use, one.leave, today)) for one in held]
    best, outside = min(judged, key=lambda one: (len(one[1]), sum(each.days for each in one[1]), one[0].right.id))
    who = (best.contract_id, best.participation_id, best.campaign_id, best.creator_id, best.creator)
    return [_misuse(conn, use, who, one) for one in outside]


def _of_boost(conn: Connection, row: SqlRow, today: str) -> list[Misuse]:
    """A boosted post is advertising by the brand: a right for paid social or a whitelisting must hold."""
    ads = [from_columns(Whitelisting, one) for one in conn.execute(_ADS, (row["participation_id"],))]
    leaves = [
        Leave(one.starts_on or "", min((day for day in (one.ends_on, one.revoked_on) if day), default=""))
        for one in ads
    ]
    held = _of(conn, f"c.participation_id = ? AND {_HOLDS}", row["participation_id"])
    leaves += [one.leave for one in held]
    use = AssetUse(asset=ref("post", row["id"]), channel="paid_social", starts_on=row["day"])
    judged = [breaches(use, one, today) for one in leaves] or [breaches(use, None, today)]
    # A right that begins later than the post was published is no breach: nobody knows when the boost began.
    judged = [tuple(each for each in one if each.breach != "before_start") for one in judged]
    outside = min(judged, key=lambda one: (len(one), sum(each.days for each in one)))
    who = (
        held[0].contract_id if held else "",
        row["participation_id"],
        row["campaign_id"],
        row["creator_id"],
        row["creator"],
    )
    return [_misuse(conn, use, who, one) for one in outside]


_Who = tuple[str, str, str, str, str]


def _misuse(conn: Connection, use: AssetUse, who: _Who, outside: Outside) -> Misuse:
    contract, part, campaign, creator_id, creator = who
    return Misuse(
        use_id=use.id, asset=use.asset or "", name=asset_name(conn, use.asset or ""), channel=use.channel or "",
        place=use.place or "", contract_id=contract, participation_id=part, campaign_id=campaign,
        creator_id=creator_id, creator=creator, outside=outside,
    )  # fmt: skip


def _of(conn: Connection, where: str, value: str) -> list[HeldRight]:
    return _held(conn, conn.execute(_RIGHTS.format(where=where), (value,)).fetchall())


def _held(conn: Connection, rows: Sequence[SqlRow]) -> list[HeldRight]:
    ids = [row["id"] for row in rows]
    covered: dict[str, list[str]] = {}
    for one in select(conn, _COVERED, ids):
        covered.setdefault(one["right_id"], []).append(one["asset"])
    pieces = _belonging(conn, {asset for some in covered.values() for asset in some})
    renewals = _renewals(conn, ids)
    found = []
    for row in rows:
        right, own = from_columns(UsageRight, row), covered.get(row["id"], [])
        whole = frozenset(own).union(*(pieces.get(one, ()) for one in own))
        found.append(
            HeldRight(
                right=right, contract_id=right.contract_id or "", title=row["title"] or "",
                creator_id=row["creator_id"] or "", creator=row["creator"] or "",
                participation_id=row["participation_id"] or "", campaign_id=row["campaign_id"] or "",
                assets=tuple(own), leave=leave_of(right, renewals.get(right.id, ()), whole),
            )
        )  # fmt: skip
    return found


def _renewals(conn: Connection, ids: Sequence[str]) -> dict[str, list[UsageRight]]:
    """The signed rights that renew some rights, and those that renew these, by the first of the line."""
    first = {one: one for one in ids}
    found: dict[str, list[UsageRight]] = {}
    wanted = list(ids)
    while wanted:
        new = [from_columns(UsageRight, row) for row in select(conn, _RENEWALS, wanted)]
        wanted = []
        for right in new:
            if right.id not in first or right.id in ids:
                root = first[right.renewed_from_id or ""]
                found.setdefault(root, []).append(right)
                if right.id not in first:
                    first[right.id] = root
                    wanted.append(right.id)
    return found


def _belonging(conn: Connection, assets: Iterable[str]) -> dict[str, list[str]]:
    """The posts and drafts that belong to deliverables."""
    ids = [one for table, one in map(split_ref, assets) if table == "deliverable"]
    found: dict[str, list[str]] = {}
    for row in (*select(conn, _BELONGING, ids), *select(conn, _DRAFTS, ids)):
        found.setdefault(ref("deliverable", row["id"]), []).append(row["piece"])
    return found


def _part_of(conn: Connection, asset: str) -> str:
    table, one = split_ref(asset)
    row = conn.execute(_PLACES[table], (one,)).fetchone() if table in _PLACES else None
    return (row[0] or "") if row else ""


def _who(conn: Connection, contract_id: str) -> _Who:
    sql = (
        "SELECT c.participation_id, n.campaign_id, c.creator_id, r.name FROM contract AS c "
        "LEFT JOIN participation AS n ON n.id = c.participation_id LEFT JOIN creator AS r ON r.id = c.creator_id "
        "WHERE c.id = ?"
    )
    row = conn.execute(sql, (contract_id,)).fetchone()
    part, campaign, creator_id, creator = (one or "" for one in row) if row else ("",) * 4
    return contract_id, part, campaign, creator_id, creator


def _of_part(conn: Connection, participation_id: str) -> _Who:
    sql = (
        "SELECT n.id, n.campaign_id, n.creator_id, r.name FROM participation AS n "
        "LEFT JOIN creator AS r ON r.id = n.creator_id WHERE n.id = ?"
    )
    row = conn.execute(sql, (participation_id,)).fetchone()
    part, campaign, creator_id, creator = (one or "" for one in row) if row else ("",) * 4
    return "", part, campaign, creator_id, creator
