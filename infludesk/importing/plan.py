"""From rows to the creators they speak of: every cell read, no row lost to a bad one. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from infludesk.creators.profiles import Profile, normal_handle, profile_url, read_profile
from infludesk.importing import mapping as columns
from infludesk.importing.reading import Reading, clean, parts, read
from infludesk.importing.sheet import Sheet
from infludesk.importing.targets import LEFT_OUT, NOTE, Target, heading, platform_code, target
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.phones import normal_phone, with_country
from infludesk.kernel.text import join, tr

Values = dict[str, Any]
_HOUSEHOLD = ("region", "city", "country")
_MAILBOX_GROUPS = frozenset({"mycontacts", "my contacts"})
_FIRST_OF = {"email": "email", "phone": "phone", "website": "website"}


@dataclass(frozen=True, slots=True)
class IncomingAccount:
    """A channel as a row gives it: its further fields, and its figures by field of ``account_snapshot``."""

    platform: str
    handle: str
    url: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    snapshot: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Platform and handle, as accounts are matched."""
        return self.platform, normal_handle(self.handle)


@dataclass(frozen=True, slots=True)
class Point:
    """A further way to reach somebody; kinds as ``contact_point.kind``."""

    kind: str
    value: str

    @property
    def key(self) -> tuple[str, str]:
        """As points are compared; phones as numbers."""
        number = normal_phone(self.value) if self.kind == "phone" else ""
        return self.kind, number or self.value.strip().casefold()


@dataclass(frozen=True, slots=True)
class Block:
    """A wish not to be contacted: a code of ``do_not_contact.reason``, since when, and the file's words."""

    reason: str = "unsubscribed"
    since: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one row says of one creator.

    Attributes:
        row: its number in the file.
        day: the day its figures are of, ``YYYY-MM-DD``.
        creator: fields of the creator; ``name`` is always there.
        named: whether the file gives the name; else handle or e-mail stand in for it.
        accounts: the channels.
        points: further e-mails, phones and sites.
        address: fields of one postal address.
        tags: the words.
        note: "heading: value" lines of columns kept as a note.
        block: the person is not to be contacted.
        problems: cells that were left out, and why.
    """

    row: int
    day: str = ""
    creator: Mapping[str, Any] = field(default_factory=dict)
    named: bool = True
    accounts: tuple[IncomingAccount, ...] = ()
    points: tuple[Point, ...] = ()
    address: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""
    block: Block | None = None
    problems: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that makes no creator, and why."""

    row: int
    reason: str
    problems: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A row while its cells are laid out; accounts by platform, '' is the one without."""

    values: dict[str, Values] = field(default_factory=dict)
    accounts: dict[str, Values] = field(default_factory=dict)
    figures: dict[str, Values] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    block: Values = field(default_factory=dict)
    problems: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column ready to be read: equal cells are read once."""

    place: int
    heading: str
    target: Target
    reading: Reading
    table: str
    name: str
    of: str
    known: dict[str, Any] = field(default_factory=dict)
    plain: bool = False


def build(sheet: Sheet, mapping: columns.Mapping, *, today: date) -> tuple[Incoming | Skipped, ...]:
    """Read every row; one result per row, in the file's order.

    Args:
        sheet: the file.
        mapping: its columns, in the sheet's order.
        today: the day of the figures.
    """
    ready = [_ready(place, one) for place, one in enumerate(mapping.columns) if one.target != LEFT_OUT]
    day = today.isoformat()
    return tuple(_row(ready, number, cells, day) for number, cells in zip(sheet.numbers, sheet.rows, strict=True))


def _ready(place: int, one: columns.MappedColumn) -> _Column:
    where = target(one.target)
    table, name, of = where.place
    plain = table in ("creator", "address") and one.reading.kind in ("text", "long")
    return _Column(place, one.heading, where, one.reading, table, name, of, plain=plain)


def _row(ready: list[_Column], number: int, cells: tuple[str, ...], day: str) -> Incoming | Skipped:
    draft = _Draft()
    for column in ready:
        text = cells[column.place]
        if not text:
            continue
        try:
            _lay(draft, column, text, number)
        except Problem as problem:
            draft.problems.append(Note(number, column.heading, text, problem.title))
    return _incoming(draft, number, day)


def _lay(draft: _Draft, column: _Column, text: str, number: int) -> None:
    """Read one cell and lay it where it belongs."""
    table = column.table
    if column.plain:
        if text := clean(text):
            draft.values.setdefault(table, {})[column.name] = text
    elif table == "contact_point":
        _lay_points(draft, column, text, column.of, number)
    elif table == NOTE:
        if text := clean(text):
            draft.notes.append(f"{column.heading}: {text}")
    elif table == "creator" and column.name in _FIRST_OF and column.reading.split:
        _lay_points(draft, column, text, column.name, number)
    elif (value := _value(column, text)) is not None:
        _lay_value(draft, column, value)


def _lay_value(draft: _Draft, column: _Column, value: Any) -> None:
    """Lay a value where its table is gathered."""
    match column.table:
        case "account":
            draft.accounts.setdefault(column.of, {})[column.name] = value
        case "account_snapshot":
            draft.figures.setdefault(column.of, {})[column.name] = value
        case "tag":
            said = (one.lstrip("#") for one in value)
            draft.tags += [tag for tag in said if tag and tag.casefold() not in _MAILBOX_GROUPS]
        case "do_not_contact":
            draft.block[column.name] = value
        case table:
            draft.values.setdefault(table, {})[column.name] = value


def _lay_points(draft: _Draft, column: _Column, text: str, kind: str, number: int) -> None:
    reading = replace(column.reading, kind="url" if kind == "website" else kind)
    for part in parts(reading, text):
        try:
            draft.points.append(Point(kind, read(reading, part)))
        except Problem as problem:
            draft.problems.append(Note(number, column.heading, part, problem.title))


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
    if column.table == "do_not_contact" and column.name == "reason":
        return clean(text, "yes") or None
    one = column.target.field
    return read(column.reading, text, one.choices if one else ())


def _incoming(draft: _Draft, number: int, day: str) -> Incoming | Skipped:
    creator = draft.values.setdefault("creator", {})
    _settle_sites(draft, creator)
    _settle_phones(draft, creator)
    _promote(draft, creator)
    accounts = tuple(_accounts(draft, number))
    name = creator.get("name") or join(
        (creator.get("given_name"), creator.get("middle_name"), creator.get("family_name")), " "
    )
    stand_in = next((one.handle for one in accounts), "") or creator.get("email") or ""
    if not (name or stand_in):
        return Skipped(number, tr("Row {n} has neither a name nor an account.", n=number), tuple(draft.problems))
    return Incoming(
        row=number,
        day=day,
        creator=creator | {"name": name or stand_in},
        named=bool(name),
        accounts=accounts,
        points=_further(draft.points, creator),
        address=_address(draft, creator),
        tags=tuple({tag.casefold(): tag for tag in draft.tags}.values()),
        note="\n".join(draft.notes),
        block=_block(draft.block),
        problems=tuple(draft.problems),
    )


def _settle_sites(draft: _Draft, creator: Values) -> None:
    """A site that is a profile on a platform is a channel of the creator."""
    sites = [Point("website", str(creator["website"]))] if "website" in creator else []
    for site in (*sites, *(point for point in draft.points if point.kind == "website")):
        platform = _platform_of(site.value)
        if not platform:
            continue
        taken = "url" in draft.accounts.get(platform, {})
        # a second profile on a platform stands under its own address
        draft.accounts.setdefault(site.value if taken else platform, {})["url"] = site.value
        if site in draft.points:
            draft.points.remove(site)
        if creator.get("website") == site.value:
            del creator["website"]


def _platform_of(site: str) -> str:
    try:
        found = read_profile(site)
    except Problem:  # a post's address
        return ""
    return found.platform if found and found.platform != "blog" else ""


def _settle_phones(draft: _Draft, creator: Values) -> None:
    """A number without the code of its country is of the row's country."""
    if not (country := creator.get("country") or draft.values.get("address", {}).get("country")):
        return
    if "phone" in creator:
        creator["phone"] = with_country(creator["phone"], country)
    draft.points[:] = [
        replace(point, value=with_country(point.value, country)) if point.kind == "phone" else point
        for point in draft.points
    ]


def _promote(draft: _Draft, creator: Values) -> None:
    """The first e-mail, phone and site are the creator's own where no column gives them."""
    for point in draft.points:
        creator.setdefault(_FIRST_OF[point.kind], point.value)


def _further(points: list[Point], creator: Values) -> tuple[Point, ...]:
    if not points:
        return ()
    own = {Point(kind, creator[name]).key for kind, name in _FIRST_OF.items() if name in creator}
    return tuple({point.key: point for point in points if point.key not in own}.values())


def _address(draft: _Draft, creator: Values) -> Values:
    """The postal address; a street without a town of its own is in the creator's."""
    address = draft.values.get("address", {})
    if "line1" in address:
        return {name: creator[name] for name in _HOUSEHOLD if name in creator} | address
    return address


def _block(said: Values) -> Block | None:
    """A block from an unsubscribe column; a plain "no" blocks nobody."""
    reason = said.get("reason")
    if not said or (reason and heading(str(reason)) in ("no", "false", "0", "n")):
        return None
    words = "" if reason is None or heading(str(reason)) in ("yes", "true", "1", "x", "y") else str(reason)
    return Block(since=said.get("since"), source=words)


def _accounts(draft: _Draft, number: int) -> Iterator[IncomingAccount]:
    """The row's channels, each once; figures without a platform belong to the first."""
    found: dict[tuple[str, str], IncomingAccount] = {}
    loose = draft.figures.get("", {})
    for of, said in draft.accounts.items():
        for profile, values in _profiles(draft, of, said, number):
            figures = draft.figures.get(of, {}) | ({} if found or not of else loose)
            one = IncomingAccount(profile.platform, profile.handle, profile.url, values, figures)
            found.setdefault(one.key, one)
    yield from found.values()


def _profiles(draft: _Draft, of: str, said: Values, number: int) -> Iterator[tuple[Profile, Values]]:
    """The channel that handle and address name; two, where they name different ones."""
    platform = of or said.get("platform")
    profiles = [
        profile
        for name in ("url", "handle")
        if (text := said.get(name)) and (profile := _profile(draft, str(text), platform, number))
    ]
    user_id = str(said.get("platform_user_id") or "")
    if not profiles and user_id and platform:
        profiles = [Profile(platform, user_id, "", user_id)]
    values = {name: said[name] for name in ("display_name", "verified") if name in said}
    for i, profile in enumerate(profiles):
        own = user_id if i == 0 else ""
        more = {"platform_user_id": own or profile.user_id} if own or profile.user_id else {}
        # an address made of the platform's own id and a handle are one channel
        if len(profiles) > 1 and profile.user_id and profile.platform == profiles[1].platform:
            handle = profiles[1].handle
            yield Profile(profile.platform, handle, profile.url or profile_url(profile.platform, handle)), values | more
            return
        yield profile, values | more


def _profile(draft: _Draft, text: str, platform: str | None, number: int) -> Profile | None:
    try:
        found = read_profile(text, platform or "other")
    except Problem as problem:
        draft.problems.append(Note(number, None, text, problem.title))
        return None
    if found is None:
        draft.problems.append(Note(number, None, text, tr('"{text}" names no account.', text=text)))
    return found
