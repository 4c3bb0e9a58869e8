"""Exclusivities held against all other work of the same creator, read by index: of one, of a campaign, of all."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from infludesk.clients.brand_store import brands_of, categories, groups
from infludesk.clients.categories import Tree
from infludesk.contracts.clashes import (
    Exclusive,
    Lack,
    Party,
    Verdict,
    effective_window,
    judge,
    judge_promises,
    plain_name,
)
from infludesk.contracts.model import LAPSED, VOID, Exclusivity
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import from_columns
from infludesk.db.sql import code_list
from infludesk.flows.engagements import (
    Engagement,
    brand_party,
    campaign_facts,
    client_names,
    engagements,
    select,
)
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold

_BOUND = "SELECT DISTINCT creator_id FROM exclusivity WHERE deleted_at IS NULL AND creator_id IS NOT NULL"
_PROMISES = f"""
SELECT x.*, r.name AS creator, c.starts_on AS from_contract, c.signed_on, c.ends_on AS to_contract, c.participation_id,
       n.campaign_id, (SELECT substr(p.party, 8) FROM contract_party AS p WHERE p.contract_id = c.id
         AND p.role = 'client' AND p.party LIKE 'client:%' AND p.deleted_at IS NULL ORDER BY p.id LIMIT 1) AS client_id
FROM exclusivity AS x JOIN creator AS r ON r.id = x.creator_id AND r.deleted_at IS NULL
LEFT JOIN contract AS c ON c.id = x.contract_id LEFT JOIN participation AS n ON n.id = c.participation_id
WHERE x.deleted_at IS NULL AND x.creator_id IN ({{marks}})
AND (x.contract_id IS NULL
     OR (c.deleted_at IS NULL AND coalesce(c.state, 'draft') NOT IN ({code_list(LAPSED)})))
ORDER BY x.id
"""
_CONTRACTS = f"""
SELECT id, participation_id FROM contract WHERE deleted_at IS NULL
AND coalesce(state, 'draft') NOT IN ({code_list(VOID)}) AND participation_id IN ({{marks}}) ORDER BY created_at, id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """An exclusivity and the work it clashes with. Internal: one client's deal is not for another to see.

    Attributes:
        contract_id, participation_id, campaign_id: of the exclusivity; empty for one told or seen.
        promised_to: the brand or client it was promised to; empty where nobody said.
        about: the other side as ``table:id``: a deliverable, post, participation or exclusivity.
        other_contract_id, other_participation_id, other_campaign_id: of the other side, where it has them.
        other: for whom that work is; ``other_title`` its campaign, or the post's first words.
        certain: else it is possible, and ``missing`` says what is not known.
        hit: the names or categories both have, as shown.
        starts, ends: the days both share, as far as they are known.
        waived_by, waived_on: who gave the exclusivity up, and when; empty where it stands.
    """

    creator_id: str
    creator: str
    exclusivity_id: str
    contract_id: str
    participation_id: str
    campaign_id: str
    promised_to: str
    about: str
    other_contract_id: str
    other_participation_id: str
    other_campaign_id: str
    other: str
    other_title: str
    certain: bool
    missing: tuple[Lack, ...]
    hit: tuple[str, ...]
    starts: str
    ends: str
    waived_by: str
    waived_on: str


@dataclass(frozen=True, slots=True)
class _Promise:
    """An exclusivity with what it is judged by; ``window`` is in ``rule``."""

    row: Exclusivity
    creator: str
    participation_id: str
    campaign_id: str
    promised_to: str
    rule: Exclusive


def of_creator(conn: Connection, creator_id: str, *, waived: bool = False) -> list[Clash]:
    """The clashes of one creator, the certain ones first; ``waived`` adds those that were given up."""
    return of_creators(conn, [creator_id], waived=waived)


def of_contract(conn: Connection, contract_id: str, *, waived: bool = False) -> list[Clash]:
    """The clashes that a contract is one side of, by its exclusivities or by its work."""
    row = conn.execute("SELECT creator_id, participation_id FROM contract WHERE id = ?", (contract_id,)).fetchone()
    if row is None or not row["creator_id"]:
        return []
    part = row["participation_id"] or "-"
    return [
        one
        for one in of_creator(conn, row["creator_id"], waived=waived)
        if contract_id in (one.contract_id, one.other_contract_id) or part == one.other_participation_id
    ]


def of_campaign(conn: Connection, campaign_id: str, *, waived: bool = False) -> list[Clash]:
    """The clashes of a campaign's creators that it is one side of."""
    here = "SELECT creator_id FROM participation WHERE campaign_id = ? AND deleted_at IS NULL"
    sql = f"{here} AND creator_id IN ({_BOUND})"
    found = of_creators(conn, [row[0] for row in conn.execute(sql, (campaign_id,))], waived=waived)
    return [one for one in found if campaign_id in (one.campaign_id, one.other_campaign_id)]


def all_clashes(conn: Connection, *, waived: bool = False) -> list[Clash]:
    """Every clash: only creators with an exclusivity are looked at."""
    return of_creators(conn, [row[0] for row in conn.execute(_BOUND)], waived=waived)


def of_creators(conn: Connection, creator_ids: Sequence[str], *, waived: bool = False) -> list[Clash]:
    """The clashes of some creators, the certain ones first, then by creator and day."""
    rows = select(conn, _PROMISES, creator_ids)
    if not rows:
        return []
    tree = categories(conn)
    bound = list(dict.fromkeys(row["creator_id"] for row in rows))
    names = {name for row in rows for name in json.loads(row["rivals"] or "[]")}
    works: dict[str, list[Engagement]] = {}
    for one in engagements(conn, bound, names):
        works.setdefault(one.creator_id, []).append(one)
    promises: dict[str, list[_Promise]] = {}
    for promise in _promises(conn, rows, works):
        promises.setdefault(promise.row.creator_id or "", []).append(promise)
    found = [
        clash for one, some in promises.items() for clash in _judged(some, works.get(one, []), tree)
        if waived or not clash.waived_by
    ]  # fmt: skip
    return sorted(_with_contracts(conn, found), key=_order)


def _judged(promises: Sequence[_Promise], works: Sequence[Engagement], tree: Tree) -> list[Clash]:
    """The clashes of one creator: an exclusivity and a participation are named once, as clearly as they can be."""
    found: dict[tuple[str, str], Clash] = {}
    for promise in promises:
        standing = replace(promise.rule, waived=False)
        for work in works:
            if work.participation_id and work.participation_id == promise.participation_id:
                continue
            if verdict := judge(standing, work.work, tree):
                clash = _clash(promise, verdict, tree, work)
                key = promise.row.id, work.participation_id or work.about
                if key not in found or _clearer(clash, found[key]):
                    found[key] = clash
    for place, one in enumerate(promises):
        for two in promises[place + 1 :]:
            if one.participation_id and one.participation_id == two.participation_id:
                continue
            verdict = judge_promises(replace(one.rule, waived=False), replace(two.rule, waived=False), tree)
            same = [found.get((a.row.id, b.participation_id)) for a, b in ((one, two), (two, one))]
            if verdict and not any(told and (told.certain or not verdict.certain) for told in same):
                clash = _clash_of_two(one, two, verdict, tree)
                found[one.row.id, clash.about] = clash
    return list(found.values())


def _order(one: Clash) -> tuple[object, ...]:
    return not one.certain, fold(one.creator), one.starts, one.exclusivity_id, one.about


def _clearer(one: Clash, other: Clash) -> bool:
    return (len(one.missing), one.starts) < (len(other.missing), other.starts)


def _clash(promise: _Promise, verdict: Verdict, tree: Tree, work: Engagement) -> Clash:
    shared = promise.rule.window.shared(work.work.window)
    return Clash(
        creator_id=promise.row.creator_id or "", creator=promise.creator, exclusivity_id=promise.row.id,
        contract_id=promise.row.contract_id or "", participation_id=promise.participation_id,
        campaign_id=promise.campaign_id, promised_to=promise.promised_to, about=work.about, other_contract_id="",
        other_participation_id=work.participation_id, other_campaign_id=work.campaign_id, other=work.who,
        other_title=work.what, certain=verdict.certain, missing=verdict.missing,
        hit=_shown(verdict.hit, promise.row.rivals, tree), starts=shared.starts or "", ends=shared.ends or "",
        waived_by=promise.row.waived_by or "", waived_on=promise.row.waived_on or "",
    )  # fmt: skip


def _clash_of_two(one: _Promise, two: _Promise, verdict: Verdict, tree: Tree) -> Clash:
    shared = one.rule.window.shared(two.rule.window)
    waived = one.row if one.row.waived_by else two.row
    return Clash(
        creator_id=one.row.creator_id or "", creator=one.creator, exclusivity_id=one.row.id,
        contract_id=one.row.contract_id or "", participation_id=one.participation_id, campaign_id=one.campaign_id,
        promised_to=one.promised_to, about=ref("exclusivity", two.row.id), other_contract_id=two.row.contract_id or "",
        other_participation_id=two.participation_id, other_campaign_id=two.campaign_id, other=two.promised_to,
        other_title="", certain=verdict.certain, missing=verdict.missing,
        hit=_shown(verdict.hit, (*one.row.rivals, *two.row.rivals), tree), starts=shared.starts or "",
        ends=shared.ends or "", waived_by=waived.waived_by or "", waived_on=waived.waived_on or "",
    )  # fmt: skip


def _shown(hit: Iterable[str], rivals: Iterable[str], tree: Tree) -> tuple[str, ...]:
    typed = {plain_name(name): name for name in rivals}
    return tuple(typed[one] if one in typed else tree.name(one) for one in hit)


def _promises(conn: Connection, rows: Sequence[SqlRow], works: dict[str, list[Engagement]]) -> list[_Promise]:
    facts = campaign_facts(conn, [row["campaign_id"] for row in rows if row["campaign_id"]])
    brands = brands_of(conn, [row["for_brand_id"] or "" for row in rows])
    named = client_names(conn, [row["client_id"] for row in rows if row["client_id"]])
    above = groups(conn)
    found = []
    for row in rows:
        promise, campaign = from_columns(Exclusivity, row), facts.get(row["campaign_id"] or "")
        brand = brands.get(promise.for_brand_id or "")
        client = row["client_id"] or ""
        owner: tuple[Party, ...] = campaign.parties[:1] if campaign else ()
        if campaign is None and client in named:  # a frame contract stands for no campaign
            owner = (Party(above.get(client, ""), frozenset(map(plain_name, named[client]))),)
        if brand is not None:
            group = above.get(brand.client_id or "", "") or (owner[0].group if owner else "")
            owner = (brand_party(brand, brands, (), group),)
        theirs = works.get(promise.creator_id or "", ())
        own = [one for one in theirs if one.participation_id == row["participation_id"]]
        whose = campaign.who if campaign else next(iter(named.get(client, ())), "")
        found.append(
            _Promise(
                row=promise, creator=row["creator"] or "", participation_id=row["participation_id"] or "",
                campaign_id=row["campaign_id"] or "", promised_to=(brand.name or "") if brand else whose,
                rule=_rule(promise, owner, row, own),
            )
        )  # fmt: skip
    return found


def _rule(promise: Exclusivity, owner: tuple[Party, ...], row: SqlRow, own: Sequence[Engagement]) -> Exclusive:
    published = [
        day
        for one in own
        if row["participation_id"] and not one.about.startswith("participation:")
        for day in (one.work.window.starts, one.work.window.ends)
        if day
    ]
    window = effective_window(
        promise.starts_on or row["from_contract"] or row["signed_on"],
        promise.ends_on or (None if promise.days_after is not None and published else row["to_contract"]),
        before=promise.days_before,
        after=promise.days_after,
        published=published,
    )
    return Exclusive(
        scope=promise.scope or "",
        owner=owner,
        categories=frozenset(promise.categories),
        rivals=frozenset(filter(None, map(plain_name, promise.rivals))),
        window=window,
        markets=frozenset(one.upper() for one in promise.markets),
        platforms=frozenset(map(fold, promise.platforms)),
        organic_allowed=bool(promise.organic_allowed),
        waived=bool(promise.waived_by),
    )


def _with_contracts(conn: Connection, found: Sequence[Clash]) -> list[Clash]:
    """The same with the newest contract of the other side."""
    parts = [one.other_participation_id for one in found if one.other_participation_id and not one.other_contract_id]
    newest = {row["participation_id"]: row["id"] for row in select(conn, _CONTRACTS, parts)}
    return [
        one if one.other_contract_id else replace(one, other_contract_id=newest.get(one.other_participation_id, ""))
        for one in found
    ]
