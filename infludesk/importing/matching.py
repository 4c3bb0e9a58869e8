"""Whether an imported row is a creator already known, one of the same file, or a new one. Pure.

Rows match by the platform's own id, account, address of an account, e-mail and phone, in this order of strength.
A name alone only suggests, and so does a phone number under another name. What is known is never written over.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from infludesk.importing.comparing import Held, Kept, Key, compare, keys_of, taken
from infludesk.importing.plan import Incoming, Skipped
from infludesk.kernel.errors import Note
from infludesk.kernel.text import fold, tr

_SHARED = ("email", "phone")
Outcome = Literal["new", "fills", "same", "conflict", "suggested", "skipped"]


class Known(Protocol):
    """The creators already there; each question is asked once for the whole file."""

    def lookup(self, keys: Collection[Key]) -> Mapping[Key, Sequence[str]]:
        """Creator ids by key, the oldest first; keys of nobody may be absent."""

    def names(self, folded: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Creator ids by folded name, the oldest first."""

    def held(self, ids: Collection[str]) -> Mapping[str, Held]:
        """What is known of each id."""

    def refused(self, keys: Collection[Key]) -> Mapping[Key, str]:
        """Keys that no import may bring (erased, in the trash), with the reason in words."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one row.

    Attributes:
        row: its number in the file.
        outcome: suggested rows bear the name or the phone of a known creator, and are created as new.
        creator: the known creator it goes to.
        joins: the earlier row of this file whose new creator it goes to.
        fill: what is written: everything of a new row, else only what was blank.
        kept: ours and theirs where both have a value; ours stays.
        reason: why it is skipped, merged or suggested.
        problems: cells left out, and keys that point elsewhere.
    """

    row: int
    outcome: Outcome
    creator: str | None = None
    joins: int | None = None
    fill: Incoming | None = None
    kept: tuple[Kept, ...] = ()
    reason: str = ""
    problems: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The account of an import; it always balances."""

    created: int
    merged: int
    skipped: int

    @property
    def rows(self) -> int:
        """All rows: created, merged and skipped."""
        return self.created + self.merged + self.skipped


def summary(decisions: Iterable[Decision]) -> Summary:
    """Count what becomes of the rows."""
    outcomes = [one.outcome for one in decisions]
    skipped = outcomes.count("skipped")
    created = outcomes.count("new") + outcomes.count("suggested")
    return Summary(created, len(outcomes) - created - skipped, skipped)


def decide(incoming: Iterable[Incoming | Skipped], known: Known) -> tuple[Decision, ...]:
    """Decide on every row, in the file's order; one decision per row."""
    rows = tuple(incoming)
    return _Matcher(rows, known).decisions()


class _Matcher:
    """One pass over the rows; an owner is a known creator's id or the number of the row that makes one."""

    def __init__(self, rows: tuple[Incoming | Skipped, ...], known: Known) -> None:
        self.rows = rows
        self.keys = [keys_of(row) if isinstance(row, Incoming) else () for row in rows]
        every = {key for keys in self.keys for key in keys}
        self.owners: dict[Key, list[str | int]] = {key: list(ids) for key, ids in known.lookup(every).items() if ids}
        # a number is shared by too many for the trash to hold others back
        self.refused = known.refused({key for key in every if key.kind != "phone"})
        self.folded = [fold(row.creator["name"]) if isinstance(row, Incoming) and row.named else "" for row in rows]
        loose = {
            n
            for n, keys in zip(self.folded, self.keys, strict=True)
            if n and not any(k in self.owners for k in _strong(keys))
        }
        self.named: dict[str, list[str | int]] = {name: list(ids) for name, ids in known.names(loose).items()}
        ids = {one for owners in (*self.owners.values(), *self.named.values()) for one in owners}
        self.held: dict[str | int, Held] = dict(known.held({str(one) for one in ids}).items())
        self.made: dict[int, Incoming] = {}

    def decisions(self) -> tuple[Decision, ...]:
        return tuple(self._decide(i, row) for i, row in enumerate(self.rows))

    def _decide(self, i: int, row: Incoming | Skipped) -> Decision:
        if isinstance(row, Skipped):
            return Decision(row.row, "skipped", reason=row.reason, problems=row.problems)
        keys = self.keys[i]
        if self.refused and (reason := next((self.refused[key] for key in keys if key in self.refused), "")):
            return Decision(row.row, "skipped", reason=reason, problems=row.problems)
        owner, by, notes = self._owner(row, keys, self.folded[i])
        if owner is None and not _strong(keys):
            owner = self._equal(row, self.folded[i])
        if owner is None:
            return self._new(row, keys, self.folded[i], notes)
        return self._join(row, keys, owner, by, notes)

    def _owner(
        self, row: Incoming, keys: tuple[Key, ...], name: str
    ) -> tuple[str | int | None, Key | None, list[Note]]:
        """The owner of the strongest key, that key, and a note for each key that points elsewhere."""
        owner: str | int | None = None
        by: Key | None = None
        notes: list[Note] = []
        for key in keys:
            owners = self.owners.get(key)
            if not owners or owner in owners:
                continue
            fitting = self._fitting(owners, name) if key.kind in _SHARED else owners
            if owner is None and fitting:
                owner, by = fitting[0], key
            elif owner is None and key.kind == "email":
                notes.append(
                    Note(row.row, None, key.value, tr("Others share this e-mail under another name; not merged."))
                )
            elif owner is not None:
                who = self._name(owners[0])
                notes.append(Note(row.row, None, key.value, tr("This also belongs to {name}; not merged.", name=who)))
        return owner, by, notes

    def _fitting(self, owners: list[str | int], name: str) -> list[str | int]:
        """Owners of a shared e-mail or phone whose names do not conflict, the equal name first."""
        if not name:
            return owners
        known = [(one, self._folded_name(one)) for one in owners]
        fitting = [(one, other) for one, other in known if not other or _same_person(name, other)]
        return [one for one, _ in sorted(fitting, key=lambda pair: pair[1] != name)]

    def _name(self, owner: str | int) -> str:
        return str(self._of(owner).creator.get("name") or "")

    def _folded_name(self, owner: str | int) -> str:
        if isinstance(owner, int) and not self.made[owner].named:
            return ""
        return "" if _stands_in(self._of(owner)) else fold(self._name(owner))

    def _of(self, owner: str | int) -> Held:
        """What is known of an owner; of a row's new creator, once a later row asks."""
        if owner not in self.held:
            self.held[owner] = taken(Held(), self.made[int(owner)]) if isinstance(owner, int) else Held()
        return self.held[owner]

    def _equal(self, row: Incoming, name: str) -> str | int | None:
        """An owner of the same name that already holds all of a row that has no other key."""
        for owner in self.named.get(name, ()):
            fill, kept = compare(row, self._of(owner), ())
            if fill is None and not kept:
                return owner
        return None

    def _new(self, row: Incoming, keys: tuple[Key, ...], name: str, notes: list[Note]) -> Decision:
        same = ""
        if name and any(isinstance(one, str) for one in self.named.get(name, ())):
            same = tr("A creator has the same name.")
        elif any(key.kind == "phone" and self.owners.get(key) for key in keys):
            same = tr("A creator has the same phone number.")
        self.made[row.row] = row
        for key in keys:
            self.owners.setdefault(key, []).append(row.row)
        if name and not _strong(keys):
            self.named.setdefault(name, []).append(row.row)
        return Decision(
            row.row,
            "suggested" if same else "new",
            fill=row,
            reason=same,
            problems=(*row.problems, *notes),
        )

    def _join(
        self, row: Incoming, keys: tuple[Key, ...], owner: str | int, by: Key | None, notes: list[Note]
    ) -> Decision:
        elsewhere = {key for key in keys if owner not in self.owners.get(key, [owner])}
        fill, kept = compare(row, self._of(owner), elsewhere)
        if fill:
            self.held[owner] = taken(self._of(owner), fill)
        for key in keys:
            if key not in elsewhere and not self.owners.get(key):
                self.owners[key] = [owner]
        joins = owner if isinstance(owner, int) else None
        return Decision(
            row.row,
            "conflict" if kept else "fills" if fill else "same",
            creator=None if joins is not None else str(owner),
            joins=joins,
            fill=fill,
            kept=kept,
            reason=_why(row.row, joins, by),
            problems=(*row.problems, *notes),
        )


def _strong(keys: tuple[Key, ...]) -> list[Key]:
    """The keys that tell people apart; a phone may be an office's."""
    return [key for key in keys if key.kind != "phone"]


def _same_person(one: str, other: str) -> bool:
    """Whether two folded names do not conflict: "ana" and "ana ruiz" may be one person."""
    a, b = set(one.split()), set(other.split())
    return a <= b or b <= a


def _stands_in(held: Held) -> bool:
    """Whether a creator is named by e-mail or handle, because no file gave the name."""
    handles = {account.values.get("handle") for account in held.accounts.values()}
    return held.creator.get("name") in {held.creator.get("email"), *handles}


def _why(row: int, joins: int | None, by: Key | None) -> str:
    if by is None:
        return tr("Equal to a creator of this name.")
    shown = by.value.partition(":")[2] if by.kind in ("user_id", "account") else by.value
    shown = f"@{shown}" if by.kind == "account" else shown
    if joins is None:
        return tr("Matches by {key}.", key=shown)
    if by.kind == "email":
        return tr("Rows {one} and {other} have the same e-mail ({key}).", one=joins, other=row, key=shown)
    if by.kind == "phone":
        return tr("Rows {one} and {other} have the same phone number ({key}).", one=joins, other=row, key=shown)
    return tr("Rows {one} and {other} are the same account ({key}).", one=joins, other=row, key=shown)
