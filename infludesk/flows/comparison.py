"""Creators side by side before they are merged: what each holds, what differs, and what becomes of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from infludesk.campaigns.model import Participation
from infludesk.creators.model import Account, Creator, TimelineEntry
from infludesk.creators.names import stands_in
from infludesk.creators.store import canonical
from infludesk.db.driver import Connection
from infludesk.db.history import record_name
from infludesk.db.rows import find, get
from infludesk.flows.absorb import is_joined
from infludesk.flows.merge import Merge, stage_rank
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field, blank
from infludesk.kernel.ids import ref
from infludesk.kernel.schema import Schema
from infludesk.records.custom import PREFIX
from infludesk.records.custom_store import custom_values, own_fields
from infludesk.records.model import CustomValue

_NOT_CHOSEN = frozenset({"archived", "merged_into_id"})
_SETTLED = frozenset({"age_check", "age_checked_on"})  # merging has a mind of its own on these


@dataclass(frozen=True, slots=True)
class Side:
    """One of the creators: platform and handle of each account, how much there is of it, and values of own fields."""

    creator: Creator
    accounts: tuple[tuple[str, str], ...]
    owner: str
    entries: int
    rows: Mapping[str, int]
    own: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The creator's."""
        return self.creator.id

    @property
    def name(self) -> str:
        """The creator's."""
        return self.creator.name or ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which they differ: the value of each side, and the side proposed."""

    field: Field
    values: tuple[Any, ...]
    proposed: int

    def may(self, side: int) -> bool:
        """Whether a side's value can be chosen: a needed field is never empty."""
        return not (self.field.needed and blank(self.values[side]))


@dataclass(frozen=True, slots=True)
class Clash:
    """A campaign that several are in: each side's participation and its stage, empty for none, and which may lead."""

    campaign_id: str
    campaign: str
    parts: tuple[str, ...]
    stages: tuple[str, ...]
    proposed: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Creators who may become one, the fullest first, whose id stays.

    Attributes:
        sides: the creators.
        choices: the fields in which they differ.
        clashes: the campaigns that several are in.
        both: table → how many rows of all of them are kept.
        words: the names of records that fields link to, by id.
    """

    sides: tuple[Side, ...]
    choices: tuple[Choice, ...]
    clashes: tuple[Clash, ...]
    both: Mapping[str, int]
    words: Mapping[str, str]

    def merge(self, chosen: Mapping[str, int] | None = None) -> Merge:
        """The merge that was chosen: field or campaign id → side; what is proposed where none is."""
        picked = chosen or {}
        sides = {one.field.name: picked.get(one.field.name, one.proposed) for one in self.choices}
        values = {
            one.field.name: one.values[sides[one.field.name]]
            for one in self.choices
            if sides[one.field.name] != _first(one.values) or one.field.name in _SETTLED
        }
        leading = {one.campaign_id: one.parts[picked.get(one.campaign_id, one.proposed)] for one in self.clashes}
        keep, *others = (one.id for one in self.sides)
        return Merge(keep=keep, others=tuple(others), values=values, leading=leading)


def compare_creators(conn: Connection, schema: Schema, ids: Sequence[str]) -> Comparison:
    """Compare creators; those in the trash are left out, and merged ones stand for what they became."""
    known = [row for one in dict.fromkeys(canonical(conn, one) for one in ids) if (row := _live(conn, one))]
    sides = sorted((_side(conn, schema, one) for one in known), key=lambda one: (-_weight(one), one.creator.created_at))
    told = [one for one in Creator.entity.fields if one.name not in _NOT_CHOSEN and not is_joined(one)]
    choices = tuple(
        Choice(field, values, _proposed(field, values, sides))
        for field in (*told, *own_fields(conn, "creator"))
        if len(set(values := tuple(_value(one, field) for one in sides))) > 1
    )
    both: Counter[str] = Counter()
    for one in sides:
        both.update(one.rows)
    # of the user's own fields those that differ are chosen among: only the others are kept of all
    chosen = {one.field.name for one in choices}
    both[CustomValue.entity.table] = len({key for one in sides for key in one.own if key not in chosen})
    return Comparison(tuple(sides), choices, _clashes(conn, sides), +both, _words(conn, schema, choices))


def _live(conn: Connection, creator_id: str) -> Creator | None:
    try:
        row = get(conn, Creator, creator_id)
    except Problem:
        return None
    return row if row.live and not row.erased_at else None


def _side(conn: Connection, schema: Schema, creator: Creator) -> Side:
    accounts = find(conn, Account, "creator_id = ?", (creator.id,))
    rows: Counter[str] = Counter()
    for link in schema.needing("creator"):
        value = ref("creator", creator.id) if link.ref else creator.id
        sql = f"SELECT count(*) FROM {link.child} WHERE deleted_at IS NULL AND {link.column} = ?"
        rows[link.child] += conn.execute(sql, (value,)).fetchone()[0]
    owner = conn.execute("SELECT name FROM member WHERE id = ?", (creator.owner_id,)).fetchone()
    handles = tuple((one.platform or "", one.handle or one.url or "") for one in accounts)
    entries = rows[TimelineEntry.entity.table]
    person = ref("creator", creator.id)
    own = {f"{PREFIX}{key}": value for key, value in custom_values(conn, [person]).get(person, {}).items()}
    return Side(creator, handles, str(owner[0] or "") if owner else "", entries, +rows, own)


def _weight(side: Side) -> int:
    return sum(not blank(_value(side, field)) for field in Creator.entity.fields) + sum(side.rows.values())


def _value(side: Side, field: Field) -> Any:
    value = side.own.get(field.name) if field.name.startswith(PREFIX) else getattr(side.creator, field.name)
    return None if blank(value) else value


def _first(values: Sequence[Any]) -> int:
    """The side whose value stays if nobody chooses: the kept one's, or the first there is."""
    return next((place for place, value in enumerate(values) if value is not None), 0)


def _proposed(field: Field, values: Sequence[Any], sides: Sequence[Side]) -> int:
    if field.name == "name":
        return max(range(len(values)), key=lambda place: (_fullness(sides[place]), -place))
    if field.name in ("age_check", "age_checked_on"):
        minor = next((n for n, one in enumerate(sides) if one.creator.age_check == "minor"), None)
        return _first(values) if minor is None else minor
    return _first(values)


def _fullness(side: Side) -> tuple[bool, int, int]:
    """A name that is no e-mail or handle, with the most words, and the most letters."""
    real = not stands_in(side.name, (side.creator.email or "",), (handle for _, handle in side.accounts))
    words = side.name.split()
    return real, len(words), sum(len(word.rstrip(".")) > 1 for word in words)


def _clashes(conn: Connection, sides: Sequence[Side]) -> tuple[Clash, ...]:
    met: dict[str, dict[int, Participation]] = defaultdict(dict)
    for place, side in enumerate(sides):
        parts = find(conn, Participation, "creator_id = ?", (side.id,))
        for one in sorted(parts, key=lambda part: stage_rank(part.stage or "")):
            met[one.campaign_id or ""][place] = one
    return tuple(_clash(conn, campaign, its, len(sides)) for campaign, its in met.items() if len(its) > 1)


def _clash(conn: Connection, campaign: str, parts: Mapping[int, Participation], count: int) -> Clash:
    row = conn.execute("SELECT name FROM campaign WHERE id = ?", (campaign,)).fetchone()
    first = max(parts, key=lambda place: (stage_rank(parts[place].stage or ""), -place))
    own = [parts.get(place) for place in range(count)]
    ids, stages = tuple(one.id if one else "" for one in own), tuple((one.stage or "") if one else "" for one in own)
    return Clash(campaign, str(row[0] or "") if row else "", ids, stages, first)


def _words(conn: Connection, schema: Schema, choices: Sequence[Choice]) -> dict[str, str]:
    return {
        value: record_name(conn, schema, one.field.table, value)
        for one in choices
        if one.field.kind == "link"
        for value in one.values
        if value
    }
