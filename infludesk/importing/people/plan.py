"""From rows to the creators they speak of: every cell read, no row lost to a bad one. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from infludesk.creators.profiles import platform_of
from infludesk.creators.several import REACHED_BY
from infludesk.importing.columns import mapping as columns
from infludesk.importing.columns.sources import OWN, OWN_CARDS
from infludesk.importing.fields.reading import NO_WORDS, YES_WORDS, Reading, clean, entries, parts, read
from infludesk.importing.fields.targets import LEFT_OUT, NOTE, Target, platform_code, target
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.people.channels import accounts, own_accounts
from infludesk.importing.people.incoming import Block, Draft, Incoming, IncomingAccount, Point, Skipped, Values
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.phones import with_country
from infludesk.kernel.text import fold, join, tr
from infludesk.records.custom import PREFIX

__all__ = ["Block", "Incoming", "IncomingAccount", "Point", "Skipped", "build"]
_HOUSEHOLD = ("region", "city", "country")
_MAILBOX_GROUPS = frozenset({"mycontacts", "my contacts"})
_STEP = 500
_PLAIN = frozenset({"text", "long", "name"})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column ready to be read: equal cells are read once.

    ``own``: of the program's own file, whose texts are taken as they stand. ``beside``: where its currency stands.
    """

    place: int
    heading: str
    target: Target
    reading: Reading
    table: str
    name: str
    of: str
    known: dict[str, Any] = field(default_factory=dict)
    plain: bool = False
    again: bool = False
    own: bool = False
    beside: int | None = None


def build(
    sheet: Sheet, mapping: columns.Mapping, *, today: date, progress: Callable[[int, int], None] | None = None
) -> tuple[Incoming | Skipped, ...]:
    """Read every row; one result per row, in the file's order.

    Nothing is guessed in the program's own files: what a field holds there is all that it is given.

    Args:
        sheet: the file.
        mapping: its columns, in the sheet's order.
        today: the day of the figures.
        progress: told of (done, rows); raises what stops it.
    """
    ready = _ready(mapping)
    day = today.isoformat()
    found = []
    for done, (number, cells) in enumerate(zip(sheet.numbers, sheet.rows, strict=True)):
        if progress is not None and done % _STEP == 0:
            progress(done, len(sheet.rows))
        found.append(_row(ready, number, cells, day))
    return tuple(found)


def _ready(mapping: columns.Mapping) -> list[_Column]:
    """The columns that go somewhere; a second one of a field that takes one only fills in for the first."""
    found, taken = [], set()
    source = mapping.source
    codes = [one.target for one in mapping.columns]
    currencies = {code.partition("@")[0]: at for at, code in enumerate(codes) if _is_currency(code)}
    for place, one in enumerate(mapping.columns):
        if one.target == LEFT_OUT or _is_currency(one.target):
            continue
        where = target(one.target, mapping.custom)
        table, name, of = where.place
        again = one.target in taken and not where.several
        taken.add(one.target)
        plain = (
            table in ("creator", "address") and one.reading.kind in _PLAIN and not (one.reading.order or of or again)
        )
        beside = currencies.get(one.target)
        own = source == OWN or (source == OWN_CARDS and one.reading.kind in _PLAIN)
        found.append(
            _Column(place, one.heading, where, one.reading, table, name, of, plain=plain, again=again, own=own,
                    beside=beside)
        )  # fmt: skip
    return found


def _is_currency(code: str) -> bool:
    return code.startswith(PREFIX) and code.endswith("@currency")


def _row(ready: list[_Column], number: int, cells: tuple[str, ...], day: str) -> Incoming | Skipped:
    draft = Draft(number, own=bool(ready) and all(one.own for one in ready))
    for column in ready:
        text = cells[column.place]
        if not text:
            continue
        if column.beside is not None:
            text = f"{text} {cells[column.beside]}"
        try:
            _lay(draft, column, text)
        except Problem as problem:
            if column.table == "do_not_contact" and not column.of.isdecimal():
                _lay_wish(draft, column, text)
            else:
                draft.problems.append(Note(number, column.heading, text, problem.title))
    return _incoming(draft, ready, cells, day)


def _lay(draft: Draft, column: _Column, text: str) -> None:
    """Read one cell and lay it where it belongs."""
    table = column.table
    if column.plain:
        if text := text if column.own else clean(text):
            draft.values.setdefault(table, {})[column.name] = text
    elif table == "contact_point":
        _lay_points(draft, column, text, column.of)
    elif table == NOTE:
        _note(draft, column, text)
    elif table == "creator" and column.name in REACHED_BY and column.reading.split:
        _lay_points(draft, column, text, column.name)
    elif column.reading.kind == "account" and column.reading.split:
        _lay_accounts(draft, column, text)
    elif (value := _value(column, text)) is not None:
        _lay_value(draft, column, value, text)
        if column.reading.country:
            draft.abroad[value] = column.reading.country


def _note(draft: Draft, column: _Column, text: str) -> None:
    if text := clean(text):
        draft.notes.append(f"{column.heading}: {text}")


def _lay_wish(draft: Draft, column: _Column, text: str) -> None:
    """Whatever stands where somebody says since when they are not to be contacted blocks them, but a clear no."""
    if not _is_no(text):
        if column.of:
            draft.bounced["source"] = text
        else:
            draft.block["undated"] = text


def _is_no(text: str) -> bool:
    return fold(text) in NO_WORDS


def _lay_accounts(draft: Draft, column: _Column, text: str) -> None:
    """The first of several accounts in a cell takes the row's figures."""
    first, *further = parts(column.reading, text) or ("",)
    if first:
        _lay_value(draft, column, first, first)
    if further:
        draft.further.setdefault(column.of, []).extend(further)


def _lay_value(draft: Draft, column: _Column, value: Any, text: str) -> None:
    """Lay a value where its table is gathered."""
    match column.table:
        case table if column.of.isdecimal():
            place = draft.parts.setdefault((table, int(column.of)), {})
        case "account":
            place = draft.accounts.setdefault(column.of, {})
        case "account_snapshot":
            place = draft.figures.setdefault(column.of, {})
        case "tag":
            said = (one.lstrip("#") for one in value)
            draft.tags += (
                value if column.own else (tag for tag in said if tag and tag.casefold() not in _MAILBOX_GROUPS)
            )
            return
        case "do_not_contact":
            place = draft.bounced if column.of else draft.block
        case "custom":
            place = draft.custom
        case table if column.of:
            place = draft.spare.setdefault(table, {})
        case table:
            place = draft.values.setdefault(table, {})
    if column.again and place.get(column.name, value) != value:
        _note(draft, column, text)
    else:
        place[column.name] = value


def _lay_points(draft: Draft, column: _Column, text: str, kind: str) -> None:
    reading = replace(column.reading, kind=target(f"contact_point.value@{kind}").kind)
    exact = column.own and reading.kind == "text"
    for part in (text,) if column.own else parts(reading, text):
        try:
            value = part if exact else read(reading, part)
        except Problem as problem:
            draft.problems.append(Note(draft.number, column.heading, part, problem.title))
        else:
            draft.points.append(Point(kind, value))
            if kind == "phone" and reading.country:
                draft.abroad[value] = reading.country


def _value(column: _Column, text: str) -> Any:
    """One cell's value; equal cells of a column are read once."""
    known = column.known
    if text in known:
        value = known[text]
        if isinstance(value, Problem):
            raise value
        return value
    try:
        value = _read(column, text)
    except Problem as problem:
        known[text] = problem
        raise
    known[text] = value
    return value


def _read(column: _Column, text: str) -> Any:
    if column.table == "account" and column.name == "platform":
        text = clean(text)
        code = platform_code(text) if text else None
        if text and not code:
            raise Problem("cell.platform", tr('"{text}" is not a platform known here.', text=text))
        return code
    if column.own and column.reading.kind in _PLAIN:
        return text
    if column.own and column.reading.kind == "list":
        return entries(column.reading, text)
    if column.table == "do_not_contact" and column.name == "reason" and not column.of.isdecimal():
        return clean(text, "yes") or None
    one = column.target.field
    return read(column.reading, text, one.choices if one else ())


def _incoming(draft: Draft, ready: list[_Column], cells: tuple[str, ...], day: str) -> Incoming | Skipped:
    creator = draft.values.setdefault("creator", {})
    parts = {key: draft.parts[key] for key in sorted(draft.parts)} if draft.parts else {}
    further = next((key for key in parts if key[0] == "address"), None)
    if further and "address" not in draft.values:  # a second address is the first of a row without
        draft.values["address"] = parts.pop(further)
    if draft.own:
        named = own_accounts(draft)
    else:
        _settle_sites(draft, creator)
        _settle_phones(draft, creator)
        named = accounts(draft)
        _promote(draft, creator)
    name = creator.get("name") or join(
        (creator.get("given_name"), creator.get("middle_name"), creator.get("family_name")), " "
    )
    block = _block(draft, parts.pop(("do_not_contact", 1), None))
    if block and draft.bounced:
        parts["do_not_contact", 0] = {"channel": "email", "reason": "bounced"} | draft.bounced
    elif draft.bounced:
        block = Block("bounced", draft.bounced.get("since"), draft.bounced.get("source") or "", "email")
    if draft.spare:
        name = name or draft.spare.get("creator", {}).pop("name", "")
        _settle_spare(draft, name)
    if draft.lost:
        _keep_lost(draft, ready, cells)
    stand_in = next((one.handle for one in named), "") or creator.get("email") or ""
    if not (name or stand_in):
        reason = tr("Row {n} has neither a name nor an account.", n=draft.number)
        return Skipped(draft.number, reason, tuple(draft.problems))
    return Incoming(
        row=draft.number,
        day=day,
        creator=creator | {"name": name or stand_in},
        named=bool(name),
        accounts=named,
        points=_further(draft.points, creator),
        address=_address(draft, creator),
        tags=tuple({tag.casefold(): tag for tag in draft.tags}.values()),
        note="\n".join(draft.notes),
        block=block,
        custom=draft.custom,
        parts=tuple((table, values) for (table, _), values in parts.items()) if parts else (),
        problems=tuple(draft.problems),
    )


def _settle_spare(draft: Draft, name: str) -> None:
    """What was not needed for a name is kept as a note."""
    for table, said in draft.spare.items():
        draft.lost |= {(table, "else", field) for field, value in said.items() if value != name}


def _keep_lost(draft: Draft, ready: Sequence[_Column], cells: tuple[str, ...]) -> None:
    """What found no place is kept as a note."""
    for column in ready:
        if (column.table, column.of, column.name) in draft.lost:
            _note(draft, column, cells[column.place])


def _settle_sites(draft: Draft, creator: Values) -> None:
    """A site that is a profile on a platform is a channel of the creator."""
    sites = [Point("website", str(creator["website"]))] if "website" in creator else []
    for site in (*sites, *(point for point in draft.points if point.kind == "website")):
        platform = platform_of(site.value)
        if not platform:
            continue
        taken = "url" in draft.accounts.get(platform, {})
        # a second profile on a platform stands under its own address
        draft.accounts.setdefault(site.value if taken else platform, {})["url"] = site.value
        if site in draft.points:
            draft.points.remove(site)
        if creator.get("website") == site.value:
            del creator["website"]


def _settle_phones(draft: Draft, creator: Values) -> None:
    """A number without the code of its country is of the row's country, or of the one its column is read with."""
    country = creator.get("country") or draft.values.get("address", {}).get("country") or ""
    if not (country or draft.abroad):
        return
    if "phone" in creator:
        creator["phone"] = _dialled(draft, creator["phone"], country)
    draft.points[:] = [
        replace(point, value=_dialled(draft, point.value, country)) if point.kind == "phone" else point
        for point in draft.points
    ]


def _dialled(draft: Draft, number: str, country: str) -> str:
    written = with_country(number, country) if country else number
    return with_country(number, draft.abroad[number]) if written == number and number in draft.abroad else written


def _promote(draft: Draft, creator: Values) -> None:
    """The first e-mail, phone and site are the creator's own where no column gives them."""
    for point in draft.points:
        if point.kind in REACHED_BY:
            creator.setdefault(point.kind, point.value)


def _further(points: list[Point], creator: Values) -> tuple[Point, ...]:
    if not points:
        return ()
    own = {Point(kind, creator[kind]).key for kind in REACHED_BY if kind in creator}
    return tuple({point.key: point for point in points if point.key not in own}.values())


def _address(draft: Draft, creator: Values) -> Values:
    """The postal address; a street without a town of its own is in the creator's."""
    address = draft.values.get("address", {})
    if "line1" in address and not draft.own:
        return {name: creator[name] for name in _HOUSEHOLD if name in creator} | address
    return address


def _block(draft: Draft, exact: Values | None) -> Block | None:
    """A block from an unsubscribe column; a plain "no" without a day blocks nobody."""
    said = draft.block
    if exact:
        return Block(
            exact.get("reason") or "", exact.get("since"), exact.get("source") or str(said.get("reason") or ""),
            exact.setdefault("channel", "all"), exact,
        )  # fmt: skip
    told = [str(said[name]) for name in ("undated", "reason") if said.get(name)]
    if not said or ("since" not in said and all(map(_is_no, told))):
        return None
    words = join(one for one in told if fold(one) not in YES_WORDS and not _is_no(one))
    return Block(since=said.get("since"), source=words)
