"""What a row adds to a creator already known: the blanks it fills, and the values of ours that stay. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from infludesk.creators.model import Address
from infludesk.creators.profiles import normal_url, profile_url
from infludesk.creators.several import PARTS, REACHED_BY
from infludesk.importing.people import blocks
from infludesk.importing.people.incoming import Incoming, IncomingAccount, Point
from infludesk.kernel.errors import Note
from infludesk.kernel.fields import blank
from infludesk.kernel.phones import normal_phone
from infludesk.kernel.text import fold, isolate, tr


class Key(NamedTuple):
    """What a creator is found by: user_id, account, url, email or phone, and its value, as ``instagram:anafit``."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """A channel already there: its fields, its latest figures, and their day."""

    values: Mapping[str, Any] = field(default_factory=dict)
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    day: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of a creator, as rows are compared with it.

    Attributes:
        creator: its fields; blank ones may be absent.
        accounts: by ``IncomingAccount.key``.
        points: by ``Point.key``.
        addresses: fields of each postal address.
        tags: labels, case-folded.
        notes: lines of everything noted by imports.
        custom: values of the user's own fields, by key.
        parts: by table, fields of each tie, consent and block, as ``Incoming.parts``.
        trashed: what of them is in the trash, of blocks with ``deleted_at``; None for nothing.
        former: fields of those who were merged into this creator: what they say was settled then.
    """

    creator: Mapping[str, Any] = field(default_factory=dict)
    accounts: Mapping[tuple[str, str], HeldAccount] = field(default_factory=dict)
    points: Collection[tuple[str, str]] = frozenset()
    addresses: Sequence[Mapping[str, Any]] = ()
    tags: Collection[str] = frozenset()
    notes: Collection[str] = frozenset()
    custom: Mapping[str, Any] = field(default_factory=dict)
    parts: Sequence[tuple[str, Mapping[str, Any]]] = ()
    trashed: "Held | None" = None
    former: Sequence[Mapping[str, Any]] = ()

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        """The parts of one table."""
        return self.addresses if table == "address" else [values for name, values in self.parts if name == table]


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that stays although the file has another: the field's code, ours and theirs, and of which account."""

    field: str
    ours: Any
    theirs: Any
    account: tuple[str, str] | None = None

    @property
    def code(self) -> str:
        """The field, of a channel with which one: ``account_snapshot.followers@instagram:ana.fit``."""
        return f"{self.field}@{':'.join(self.account)}" if self.account else self.field


def keys_of(row: Incoming) -> tuple[Key, ...]:
    """The keys of a row, the strongest first."""
    ids, accounts, urls = [], [], []
    for one in row.accounts:
        if user_id := one.values.get("platform_user_id"):
            ids.append(Key("user_id", f"{one.platform}:{user_id}"))
        accounts.append(account_key(one))
        # an address made from the handle finds nothing more than the handle
        if one.url and one.url != profile_url(one.platform, one.handle):
            urls.append(Key("url", normal_url(one.url)))
    return (*ids, *accounts, *urls, *_emails(row), *_phones(row))


def _emails(row: Incoming) -> list[Key]:
    said = (row.creator.get("email"), *(point.value for point in row.points if point.kind == "email"))
    return [_email_key(mail) for mail in dict.fromkeys(str(one).casefold() for one in said if one)]


def _email_key(mail: Any) -> Key:
    return Key("email", str(mail).casefold())


def _phones(row: Incoming) -> list[Key]:
    said = (row.creator.get("phone"), *(point.value for point in row.points if point.kind == "phone"))
    country = row.creator.get("country") or ""
    numbers = (normal_phone(str(one), country) for one in said if one)
    return [Key("phone", number) for number in dict.fromkeys(numbers) if number]


def account_key(account: IncomingAccount) -> Key:
    """The key of a channel."""
    return Key("account", ":".join(account.key))


def compare(row: Incoming, held: Held, elsewhere: Collection[Key]) -> tuple[Incoming | None, tuple[Kept, ...]]:
    """What of the row is missing (None for nothing), and what stays ours; both without keys of others and the trash."""
    kept: list[Kept] = []
    row, _ = without_trash(row, held)
    said = row.creator
    left = {"name"} if not row.named else set()
    left.update(kind for kind in REACHED_BY if _is_further(kind, said, held))
    if held.creator.get("owner_id"):  # an import hands nobody over
        left.add("owner_id")
    if "email" in said and _email_key(said["email"]) in elsewhere:
        left.add("email")
    note = row.note
    if "notes" in said and not blank(held.creator.get("notes")):  # lines more are noted, and replace none
        left.add("notes")
        note = "\n".join(filter(None, (str(said["notes"]), note)))
    if left:
        said = {name: value for name, value in said.items() if name not in left}
    creator = _missing("creator", said, held.creator, kept)
    if held.former:
        kept = [one for one in kept if not _was_settled(one, held)]
    custom = _missing("custom", row.custom, held.custom, kept) if row.custom else {}
    accounts = tuple(
        missing
        for one in row.accounts
        if account_key(one) not in elsewhere and (missing := _account(one, held.accounts.get(one.key), row.day, kept))
    )
    country = str(row.creator.get("country") or held.creator.get("country") or "")
    points = tuple(
        one
        for one in row.points
        if not (elsewhere and one.kind == "email" and _email_key(one.value) in elsewhere)
        and not _is_point(one, held, country)
        and not _same(one.kind, held.creator.get(one.kind), one.value, country)
    )
    address = _address(row.address, held.addresses, kept)
    tags = tuple(tag for tag in row.tags if tag.casefold() not in held.tags)
    note = _further_lines(note, held.notes)
    block = row.block
    if block and _is_held((blocks.TABLE, blocks.fields_of(block)), held, row.day):
        block = None
    parts = tuple(one for one in row.parts if not _is_held(one, held, row.day)) if row.parts else ()
    if not (creator or accounts or points or address or tags or note or block or custom or parts):
        return None, tuple(kept)
    return replace(
        row, creator=creator, accounts=accounts, points=points, address=address, tags=tags, note=note, block=block,
        custom=custom, parts=parts,
    ), tuple(kept)  # fmt: skip


def taken(held: Held, fill: Incoming) -> Held:
    """What is known once a row is written."""
    accounts = dict(held.accounts)
    for one in fill.accounts:
        old = accounts.get(one.key, HeldAccount())
        day = _day_of(one, fill.day) if one.snapshot else old.day
        accounts[one.key] = HeldAccount({**old.values, **one.values}, {**old.snapshot, **one.snapshot}, day)
    return Held(
        {**held.creator, **fill.creator},
        accounts,
        {*held.points, *(one.key for one in fill.points)},
        (*held.addresses, fill.address) if fill.address else held.addresses,
        {*held.tags, *(tag.casefold() for tag in fill.tags)},
        {*held.notes, *fill.note.split("\n"), *str(fill.creator.get("notes") or "").split("\n")},
        {**held.custom, **fill.custom},
        (*held.parts, *fill.parts, *(((blocks.TABLE, blocks.fields_of(fill.block)),) if fill.block else ())),
        held.trashed,
        held.former,
    )


def without_trash(row: Incoming, held: Held) -> tuple[Incoming, tuple[Note, ...]]:
    """The row without what of its creator is in the trash, and a note of each such thing."""
    gone = held.trashed
    if gone is None:
        return row, ()
    left = replace(
        row,
        accounts=tuple(one for one in row.accounts if one.key in held.accounts or one.key not in gone.accounts),
        points=tuple(one for one in row.points if one.key in held.points or one.key not in gone.points),
        tags=tuple(one for one in row.tags if one.casefold() in held.tags or one.casefold() not in gone.tags),
        note="\n".join(line for line in row.note.split("\n") if line in held.notes or line not in gone.notes),
        address={} if _is_part("address", row.address, gone) else row.address,
        block=None if row.block and _is_part(blocks.TABLE, blocks.fields_of(row.block), gone) else row.block,
        parts=tuple(one for one in row.parts if not _is_part(*one, gone)),
    )
    return (row, ()) if left == row else (left, tuple(_trash_notes(row, left)))


def _trash_notes(row: Incoming, left: Incoming) -> Iterator[Note]:
    parts = [one for one in row.parts if one not in left.parts]
    words = [
        *(f"@{one.handle}" if one.handle else one.url for one in row.accounts if one not in left.accounts),
        *(one.value for one in row.points if one not in left.points),
        *(one for one in row.tags if one not in left.tags),
        *(one for one in row.note.split("\n") if one not in left.note.split("\n")),
        *(_words("address", row.address) if row.address and not left.address else ()),
        *(word for table, values in parts if table != blocks.TABLE for word in _words(table, values)),
    ]
    for one in words:
        yield Note(row.row, None, one, tr("{thing} is in the trash; it stays there.", thing=isolate(one)))
    if row.block != left.block or any(table == blocks.TABLE for table, _ in parts):
        yield Note(row.row, None, "", tr("Somebody allowed contact again; the block stays lifted."))


def _words(table: str, values: Mapping[str, Any]) -> list[str]:
    """A part of a creator as a person knows it."""
    if table == "address":
        return [", ".join(str(values[one.name]) for one in Address.entity.fields if values.get(one.name))]
    entity, _ = PARTS[table]
    known = {field.name: field for field in entity.fields if field.kind == "choice"}
    return [", ".join(tr(known[name].choice(str(value))) for name, value in values.items() if name in known)]


def _is_part(table: str, values: Mapping[str, Any], trashed: Held) -> bool:
    """Whether a part of a creator is in the trash; a block that was asked for again since is not."""
    if table == blocks.TABLE:
        return blocks.was_lifted(values, trashed.rows(table))
    return bool(values) and any(_holds(one, values) for one in trashed.rows(table))


def _is_held(part: tuple[str, Mapping[str, Any]], held: Held, day: str) -> bool:
    """Whether a part of a creator is there already."""
    table, values = part
    if table == blocks.TABLE:
        return blocks.stands(values, held.rows(table), day)
    return any(_holds(one, values) for one in held.rows(table))


def _holds(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    return all(_alike(ours.get(name), value) for name, value in theirs.items())


def _was_settled(one: Kept, held: Held) -> bool:
    """Whether a creator merged into this one said what the file says."""
    name = one.field.partition(".")[2]
    country = str(held.creator.get("country") or "")
    return any(_same(name, old.get(name), one.theirs, str(old.get("country") or country)) for old in held.former)


def _further_lines(note: str, known: Collection[str]) -> str:
    """The lines of a note that nobody noted yet."""
    if not note:
        return ""
    folded = {fold(line.strip()) for line in known}
    return "\n".join(line for line in note.split("\n") if line.strip() and fold(line.strip()) not in folded)


def _is_further(kind: str, said: Mapping[str, Any], held: Held) -> bool:
    """Whether an e-mail, phone or site that is not the creator's first is one of the further ones."""
    value = said.get(kind)
    if not value or blank(held.creator.get(kind)):
        return False
    return _is_point(Point(kind, str(value)), held, str(said.get("country") or held.creator.get("country") or ""))


def _is_point(one: Point, held: Held, country: str) -> bool:
    if one.key in held.points:
        return True
    number = normal_phone(one.value, country) if one.kind == "phone" else ""
    return bool(number) and any(kind == "phone" and normal_phone(at, country) == number for kind, at in held.points)


def _day_of(one: IncomingAccount, day: str) -> str:
    """The day that figures are of: the file's own where it tells one."""
    return str(one.snapshot.get("day") or day)


def _alike(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str):
        return ours == theirs or fold(ours) == fold(theirs)
    if isinstance(ours, tuple | list) and isinstance(theirs, tuple):
        return {fold(str(one)) for one in theirs} <= {fold(str(one)) for one in ours}
    return bool(ours == theirs)


def _same(name: str, ours: Any, theirs: Any, country: str) -> bool:
    """Whether two values of a field are the same; phones however they are written."""
    if _alike(ours, theirs):
        return True
    number = normal_phone(str(theirs), country) if name == "phone" and ours else ""
    return bool(number) and number == normal_phone(str(ours), country)


def _missing(
    table: str,
    theirs: Mapping[str, Any],
    ours: Mapping[str, Any],
    kept: list[Kept],
    account: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """Values where ours are blank; a different one of ours is kept."""
    found = {}
    for name, value in theirs.items():
        mine = ours.get(name)
        if blank(mine):
            found[name] = value
        elif not _same(name, mine, value, str(theirs.get("country") or ours.get("country") or "")):
            kept.append(Kept(f"{table}.{name}", mine, value, account))
    return found


def _account(one: IncomingAccount, held: HeldAccount | None, day: str, kept: list[Kept]) -> IncomingAccount | None:
    """What of a channel is missing; figures of a later day are a new reading, never a conflict."""
    if held is None:
        return one
    values = _missing("account", one.values, held.values, kept, one.key)
    told = {name: one.snapshot[name] for name in ("day", "source") if name in one.snapshot}
    other = any(held.snapshot.get(name) != value for name, value in told.items())
    if held.day < _day_of(one, day) or other:
        known = {name: held.snapshot.get(name) for name in one.snapshot}
        figures = dict(one.snapshot) if known != dict(one.snapshot) else {}
    else:
        figures = _missing("account_snapshot", one.snapshot, held.snapshot, kept, one.key)
        figures = figures and told | figures
    return replace(one, values=values, snapshot=figures, known=True) if values or figures else None


def _address(theirs: Mapping[str, Any], ours: Sequence[Mapping[str, Any]], kept: list[Kept]) -> Mapping[str, Any]:
    if not theirs or not ours:
        return theirs
    if not any(all(_alike(one.get(name), value) for name, value in theirs.items()) for one in ours):
        kept.append(Kept("address", dict(ours[0]), dict(theirs)))
    return {}
