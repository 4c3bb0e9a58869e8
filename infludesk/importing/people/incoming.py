"""What one row of a file says of one creator."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infludesk.creators.profiles import normal_handle, normal_url
from infludesk.kernel.errors import Note
from infludesk.kernel.phones import normal_phone

Values = dict[str, Any]


def channel_key(platform: str | None, handle: str | None, url: str | None) -> tuple[str, str]:
    """What a channel is known by: its platform, and its handle, else its address."""
    return platform or "", normal_handle(handle) if handle else normal_url(url) if url else ""


@dataclass(frozen=True, slots=True)
class IncomingAccount:
    """A channel as a row gives it: its further fields, and its figures by field of ``account_snapshot``.

    Of what is missing at a creator, ``known`` tells whether the channel is there already.
    """

    platform: str
    handle: str
    url: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    known: bool = field(default=False, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """Platform and handle, as accounts are matched."""
        return channel_key(self.platform, self.handle, self.url)


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
    """A wish not to be contacted: code of the reason, since when, the file's words, code of the channel.

    ``exact`` are the fields of ``do_not_contact`` where the file tells them one by one.
    """

    reason: str = "unsubscribed"
    since: str | None = None
    source: str = ""
    channel: str = "all"
    exact: Mapping[str, Any] = field(default_factory=dict)


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
        custom: values of the user's own fields, by key.
        parts: table of ``creators.several.PARTS`` and fields of each further address and block, and of every tie and
            consent.
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
    custom: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[tuple[str, Values], ...] = ()
    problems: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that makes no creator, and why."""

    row: int
    reason: str
    problems: tuple[Note, ...] = ()


@dataclass(slots=True)
class Draft:
    """A row while its cells are laid out.

    Attributes:
        values: table → field → value.
        accounts, figures: by what stands behind the @ of their targets: a platform, a number, or nothing.
        further: behind the @ → handles and addresses after the first of a cell.
        own: the file is the program's own, so that nothing in it is guessed.
        spare: table → field → value, of a name that stands in.
        parts: table and number → field → value, of what a creator has several of.
        abroad: phone number → the country that its column is read with.
        bounced: of a dead mailbox, which blocks e-mail alone.
        lost: table, what stands behind the @, and field of values that found no place; they become notes.
    """

    number: int
    own: bool = False
    values: dict[str, Values] = field(default_factory=dict)
    accounts: dict[str, Values] = field(default_factory=dict)
    figures: dict[str, Values] = field(default_factory=dict)
    further: dict[str, list[str]] = field(default_factory=dict)
    spare: dict[str, Values] = field(default_factory=dict)
    parts: dict[tuple[str, int], Values] = field(default_factory=dict)
    abroad: dict[str, str] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    block: Values = field(default_factory=dict)
    bounced: Values = field(default_factory=dict)
    custom: Values = field(default_factory=dict)
    lost: set[tuple[str, str, str]] = field(default_factory=set)
    problems: list[Note] = field(default_factory=list)
