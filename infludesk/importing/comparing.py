"""What a row adds to a creator already known: the blanks it fills, and the values of ours that stay. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from infludesk.creators.profiles import normal_url, profile_url
from infludesk.importing.incoming import Incoming, IncomingAccount
from infludesk.kernel.phones import normal_phone
from infludesk.kernel.text import fold


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
        blocked: somebody asked that it is not contacted.
        custom: values of the user's own fields, by key.
        parts: by table, fields of each tie, consent and block, as ``Incoming.parts``.
    """

    creator: Mapping[str, Any] = field(default_factory=dict)
    accounts: Mapping[tuple[str, str], HeldAccount] = field(default_factory=dict)
    points: Collection[tuple[str, str]] = frozenset()
    addresses: Sequence[Mapping[str, Any]] = ()
    tags: Collection[str] = frozenset()
    notes: Collection[str] = frozenset()
    blocked: bool = False
    custom: Mapping[str, Any] = field(default_factory=dict)
    parts: Sequence[tuple[str, Mapping[str, Any]]] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that stays although the file has another: the field's code, ours and theirs, and of which account."""

    field: str
    ours: Any
    theirs: Any
    account: tuple[str, str] | None = None


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
    email = row.creator.get("email")
    return (*ids, *accounts, *urls, *((Key("email", email.casefold()),) if email else ()), *_phones(row))


def _phones(row: Incoming) -> list[Key]:
    said = (row.creator.get("phone"), *(point.value for point in row.points if point.kind == "phone"))
    country = row.creator.get("country") or ""
    numbers = (normal_phone(str(one), country) for one in said if one)
    return [Key("phone", number) for number in dict.fromkeys(numbers) if number]


def account_key(account: IncomingAccount) -> Key:
    """The key of a channel."""
    return Key("account", ":".join(account.key))


def compare(row: Incoming, held: Held, elsewhere: Collection[Key]) -> tuple[Incoming | None, tuple[Kept, ...]]:
    """What of the row is missing (None for nothing), and what stays ours; keys of others are left out of both."""
    kept: list[Kept] = []
    said = row.creator
    left = {"name"} if not row.named else set()
    if held.creator.get("owner_id"):  # an import hands nobody over
        left.add("owner_id")
    if "email" in said and Key("email", str(said["email"]).casefold()) in elsewhere:
        left.add("email")
    if left:
        said = {name: value for name, value in said.items() if name not in left}
    creator = _missing("creator", said, held.creator, kept)
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
        if one.key not in held.points and not _same(one.kind, held.creator.get(one.kind), one.value, country)
    )
    address = _address(row.address, held.addresses, kept)
    tags = tuple(tag for tag in row.tags if tag.casefold() not in held.tags)
    note = "\n".join(line for line in row.note.split("\n") if line not in held.notes) if row.note else ""
    block = None if held.blocked else row.block
    parts = tuple(one for one in row.parts if not _is_held(one, held)) if row.parts else ()
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
        {*held.notes, *fill.note.split("\n")},
        held.blocked or fill.block is not None,
        {**held.custom, **fill.custom},
        (*held.parts, *fill.parts),
    )


def _is_held(part: tuple[str, Mapping[str, Any]], held: Held) -> bool:
    """Whether a part of a creator is there already."""
    table, values = part
    ours = held.addresses if table == "address" else [known for name, known in held.parts if name == table]
    return any(all(_alike(known.get(name), value) for name, value in values.items()) for known in ours)


def _day_of(one: IncomingAccount, day: str) -> str:
    """The day that figures are of: the file's own where it tells one."""
    return str(one.snapshot.get("day") or day)


def _blank(value: Any) -> bool:
    return value is None or value in ("", ())


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
        if _blank(mine):
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
    return replace(one, values=values, snapshot=figures) if values or figures else None


def _address(theirs: Mapping[str, Any], ours: Sequence[Mapping[str, Any]], kept: list[Kept]) -> Mapping[str, Any]:
    if not theirs or not ours:
        return theirs
    if not any(all(_alike(one.get(name), value) for name, value in theirs.items()) for one in ours):
        kept.append(Kept("address", dict(ours[0]), dict(theirs)))
    return {}
