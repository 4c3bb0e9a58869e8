"""Merging creators: everything of the others becomes one's own, and nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from infludesk.campaigns.model import PIPELINE
from infludesk.campaigns.pipeline import base
from infludesk.contracts.model import Contract
from infludesk.creators.model import Address, Consent, ContactPoint, Creator, CreatorLink
from infludesk.creators.profiles import normal_handle, normal_url
from infludesk.creators.several import REACHED_BY
from infludesk.creators.store import canonical
from infludesk.db.driver import SqlRow
from infludesk.db.rows import batched, find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.absorb import Rule, absorb, additions, assign, changes, drop
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Entity
from infludesk.kernel.ids import ref
from infludesk.kernel.phones import normal_phone
from infludesk.kernel.text import tr
from infludesk.payments.payees import prefer_one
from infludesk.records.custom import PREFIX
from infludesk.records.custom_commands import set_custom_value
from infludesk.records.custom_store import custom_fields

_OWN = frozenset({"merged_into_id", "archived", "age_check", "age_checked_on"})
# A stop after the agreement still carries what was promised and billed.
_LEFT_LATE = {"stopped": PIPELINE.index("agreed"), "cancelled": PIPELINE.index("agreed")}
_NEVER = "9999"
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Creators that are one.

    Attributes:
        keep: the id that stays.
        others: the ids that become part of it.
        values: field, or ``custom.<key>`` of one's own → the value it has afterwards; else the one kept, or of the
            others where that is blank.
        leading: campaign id → the participation that leads, where several were in it; else the furthest stage.
    """

    keep: str
    others: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    leading: Mapping[str, str] = field(default_factory=dict)


def merge_creators(
    tx: Tx,
    *,
    keep: str,
    others: Sequence[str],
    values: Mapping[str, Any] | None = None,
    leading: Mapping[str, str] | None = None,
) -> str:
    """Merge creators into one; returns the id that stays.

    Args:
        tx: the transaction.
        keep: the id that stays.
        others: the ids that become part of it.
        values: as ``Merge.values``.
        leading: campaign id → the participation that leads, where several were in it; else the furthest stage.

    Raises:
        Problem: ``merge.same``: there is only one creator; ``merge.gone``: one is in the trash; ``merge.erased``.
    """
    one = _standing(tx, Merge(keep=keep, others=tuple(others), values=values or {}, leading=leading or {}))
    if not one.others:
        raise Problem("merge.same", tr("These are one creator already."), tr("Nothing was changed."))
    if len(one.others) == 1:
        tx.label("Merge {creator} and {other}", creator=ref("creator", one.keep), other=ref("creator", one.others[0]))
    else:
        tx.label("Merge {n} creators into {creator}", n=len(one.others), creator=ref("creator", one.keep))
    _merge(tx, [one])
    return one.keep


def merge_groups(tx: Tx, *, groups: Sequence[Merge]) -> int:
    """Merge groups of creators, each into one; returns how many. A group with somebody merged before is left.

    Raises:
        Problem: ``merge.gone``: one is in the trash; ``merge.erased``.
    """
    tx.label_count(len(groups), "Merge {n} group of creators", "Merge {n} groups of creators")
    found: list[Merge] = []
    taken: set[str] = set()
    for group in groups:
        one = _standing(tx, group)
        if one.others and taken.isdisjoint((one.keep, *one.others)):
            taken.update((one.keep, *one.others))
            found.append(one)
    _merge(tx, found)
    return len(found)


def stage_rank(stage: str) -> int:
    """How far along a stage is; an exit before the agreement stands behind all others."""
    if stage in _LEFT_LATE:
        return _LEFT_LATE[stage]
    return PIPELINE.index(base(stage)) if base(stage) in PIPELINE else -1


def _standing(tx: Tx, merge: Merge) -> Merge:
    """The same under the ids of today, with everybody there."""
    keep = canonical(tx.conn, merge.keep)
    others = dict.fromkeys(canonical(tx.conn, one) for one in merge.others)
    others.pop(keep, None)
    for one in (keep, *others):
        row = get(tx.conn, Creator, one)
        if row.erased_at:
            raise Problem(
                "merge.erased", tr("Somebody erased at their request is not merged."), tr("Nothing was changed.")
            )
        if not row.live:
            raise Problem(
                "merge.gone",
                tr("{name} is in the trash.", name=row.name or tr("This creator")),
                tr("Nothing was changed. Restore the creator first."),
            )
    return replace(merge, keep=keep, others=tuple(others))


def _merge(tx: Tx, merges: Sequence[Merge]) -> None:
    """Merge groups that share nobody: the creators themselves first, then all rows that name them."""
    pairs = {other: one.keep for one in merges for other in one.others}
    for done, one in enumerate(merges):
        tx.progress(done, 2 * len(merges))
        _merge_fields(tx, one)

    def second_half(done: int, links: int) -> None:
        tx.progress(links + done, 2 * links)

    absorb(tx, "creator", pairs, _rules(tx, {part for one in merges for part in one.leading.values()}), second_half)
    for old, new in pairs.items():
        assign(tx, Creator.entity, old, {"merged_into_id": new})
    for one in merges:
        _set_own(tx, one)
    _cut_circles(tx, set(pairs.values()))
    for one in merges:
        prefer_one(tx, for_party=ref("creator", one.keep))


def _merge_fields(tx: Tx, merge: Merge) -> None:
    kept = whole = get(tx.conn, Creator, merge.keep)
    others = [get(tx.conn, Creator, one) for one in merge.others]
    for other in others:
        whole = replace(whole, **additions(whole, other, _OWN))
    archived = kept.archived and all(one.archived for one in others)
    whole = replace(whole, archived=archived, **_age([kept, *others]))
    assign(tx, Creator.entity, kept.id, changes(kept, whole))
    if chosen := {name: value for name, value in merge.values.items() if not name.startswith(PREFIX)}:
        update(tx, Creator, kept.id, **chosen)
    after = get(tx.conn, Creator, kept.id)
    known = _points(tx, [kept, *others])
    for kind in REACHED_BY:
        seen = {_normal(kind, getattr(after, kind), after.country), *known.get(kind, ())}
        for one in (kept, *others):
            value = getattr(one, kind)
            if value and (normal := _normal(kind, value, one.country)) not in seen:
                seen.add(normal)
                insert(tx, ContactPoint(owner=ref("creator", kept.id), kind=kind, value=value))


def _set_own(tx: Tx, merge: Merge) -> None:
    """Write what was chosen of the user's own fields, once the values of all are those of the one kept."""
    chosen = {name.removeprefix(PREFIX): value for name, value in merge.values.items() if name.startswith(PREFIX)}
    for own in custom_fields(tx.conn, "creator") if chosen else ():
        if own.key in chosen:
            set_custom_value(tx, record=ref("creator", merge.keep), field_id=own.id, value=chosen[own.key])


def _age(rows: Sequence[Creator]) -> dict[str, Any]:
    """What is known of the age: who was found to be a minor by one of them is one."""
    checked = sorted(
        (row for row in rows if row.age_check not in (None, "", "unknown")), key=lambda row: row.age_check != "minor"
    )
    return {"age_check": checked[0].age_check, "age_checked_on": checked[0].age_checked_on} if checked else {}


def _points(tx: Tx, people: Sequence[Creator]) -> dict[str, set[str]]:
    """What they are reached by beside their own fields, normalised, by kind."""
    found: dict[str, set[str]] = {}
    for one in people:
        for point in find(tx.conn, ContactPoint, "owner = ?", (ref("creator", one.id),)):
            kind = point.kind or ""
            found.setdefault(kind, set()).add(_normal(kind, point.value, one.country))
    return found


def _normal(kind: str, value: str | None, country: str | None) -> str:
    if kind == "phone":
        return normal_phone(value or "", country or "") or value or ""
    return normal_url(value or "") if kind == "website" else (value or "").strip().casefold()


def _cut_circles(tx: Tx, stay: set[str]) -> None:
    """Nobody is linked to, or referred by, themselves."""
    for some in batched(sorted(stay), _CHUNK):
        those = f"IN ({', '.join('?' * len(some))})"
        links = find(tx.conn, CreatorLink, f"from_id {those} AND to_id = from_id", some)
        drop(tx, "creator_link", [row.id for row in links])
        for row in find(tx.conn, Creator, f"id {those} AND referred_by_id = id", some):
            assign(tx, Creator.entity, row.id, {"referred_by_id": None})


def _rules(tx: Tx, leading: set[str]) -> dict[str, Rule]:
    return {
        "account": Rule(_channel, rank=lambda row: (row["created_at"] or "", row["rowid"])),
        "participation": Rule(
            rank=lambda row: (row["id"] not in leading, -stage_rank(row["stage"] or "")),
            left=frozenset({"reason", "ask_again_on", "exit_note"}),
        ),
        # the block that lasts longest stays; one without an end lasts for ever
        "do_not_contact": Rule(rank=_ends_first, left=frozenset({"until"})),
        "consent": Rule(_same(Consent.entity)),
        "address": Rule(_same(Address.entity)),
        # three key messages are the most, so those of two variations never become one list
        "brief": Rule(_variation, left=frozenset({"key_messages"})),
        "contract_party": Rule(_unsigned(tx)),
    }


def _channel(row: SqlRow) -> object:
    handle = normal_handle(row["handle"] or "")
    return (row["creator_id"], row["platform"], handle) if handle else None


def _variation(row: SqlRow) -> object:
    return (row["base_id"], row["participation_id"]) if row["base_id"] and row["participation_id"] else None


def _unsigned(tx: Tx) -> Callable[[SqlRow], object]:
    """Who stands on a signed paper stands there as signed, also where it names somebody twice."""

    def key(row: SqlRow) -> object:
        paper = get(tx.conn, Contract, row["contract_id"])
        return None if paper.body_sha256 else (paper.id, row["role"], row["party"])

    return key


def _ends_first(row: SqlRow) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in row["until"] or _NEVER)


def _same(entity: Entity) -> Callable[[SqlRow], object]:
    columns = [column for one in entity.fields for column in one.columns]
    return lambda row: tuple(row[column] for column in columns)
