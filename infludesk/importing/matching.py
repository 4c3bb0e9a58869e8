"""Whether an imported row is a creator already known, one of the same file, or a new one. Pure.

Rows match by the platform's own id, account, address of an account, e-mail and phone, in this order of strength.
An e-mail or phone under another name, and a similar name with a second sign, are asked about; a name alone is only
mentioned. What is known is never written over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal, TypeVar

from infludesk.creators.likeness import likeness, names_conflict, same_name
from infludesk.importing.asking import Crowd, Known, Owner, handles_fit, traits_of, two_people
from infludesk.importing.comparing import Held, Kept, Key, compare, keys_of, taken
from infludesk.importing.incoming import Incoming, Skipped
from infludesk.importing.reasons import asked_words, matched_words
from infludesk.kernel.errors import Note
from infludesk.kernel.text import fold, tr

_SHARED = ("email", "phone")
_STRENGTH = ("email", "phone", "handle", "domain", "city")
_STEP = 500
Outcome = Literal["new", "fills", "same", "conflict", "suggested", "skipped"]
Progress = Callable[[int, int], None]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody a row may be, and what merging would change.

    Attributes:
        creator: the known creator.
        joins: else the earlier row of this file that makes the creator.
        why: the reason in words.
        signs: codes of what they share: email, phone, handle, domain, city.
        fill: what merging would write; None for nothing.
        kept: ours and theirs where both have a value; ours would stay.
    """

    creator: str | None
    joins: int | None
    why: str
    signs: tuple[str, ...]
    fill: Incoming | None = None
    kept: tuple[Kept, ...] = ()

    @property
    def owner(self) -> Owner:
        """The creator, else the row that makes it."""
        return self.creator or self.joins or 0

    @property
    def answer(self) -> str:
        """What ``Choices.answers`` says of the row to merge it here."""
        return f"merge:{self.owner}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one row.

    Attributes:
        row: its number in the file.
        outcome: suggested rows may be somebody known, and are created as new until somebody answers.
        creator: the known creator it goes to.
        joins: the earlier row of this file whose new creator it goes to.
        fill: what is written: everything of a new row, else only what was blank.
        kept: ours and theirs where both have a value; ours stays.
        reason: why it is skipped, merged or suggested; of a new row, that somebody has the same name.
        problems: cells left out, and keys that point elsewhere.
        proposals: whom a suggested row may be, the strongest first.
        apart: whom a new row is not, as somebody answered: creators, and rows that made one.
    """

    row: int
    outcome: Outcome
    creator: str | None = None
    joins: int | None = None
    fill: Incoming | None = None
    kept: tuple[Kept, ...] = ()
    reason: str = ""
    problems: tuple[Note, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    apart: tuple[Owner, ...] = ()


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


def decide(
    incoming: Iterable[Incoming | Skipped],
    known: Known,
    answers: Mapping[int, str] | None = None,
    progress: Progress | None = None,
) -> tuple[Decision, ...]:
    """Decide on every row, in the file's order; one decision per row.

    Args:
        incoming: the rows.
        known: the creators already there.
        answers: row → "merge" (the strongest proposal), ``Proposal.answer``, or "new"; absent for later.
        progress: told of (done, rows); raises what stops it.
    """
    rows = tuple(incoming)
    return _Matcher(rows, known, answers or {}, progress or _silent).decisions()


class _Matcher:
    """One pass over the rows; an owner is a known creator's id or the number of the row that makes one."""

    def __init__(
        self, rows: tuple[Incoming | Skipped, ...], known: Known, answers: Mapping[int, str], progress: Progress
    ) -> None:
        self.rows, self.known, self.answers, self.progress = rows, known, answers, progress
        self.keys = [keys_of(row) if isinstance(row, Incoming) else () for row in self._paced(rows)]
        every = {key for keys in self.keys for key in keys}
        self.owners: dict[Key, list[Owner]] = {key: list(ids) for key, ids in known.lookup(every).items() if ids}
        # a number is shared by too many for the trash to hold others back
        self.refused = known.refused({key for key in every if key.kind != "phone"})
        loose = [
            row
            for row, keys in zip(rows, self.keys, strict=True)
            if isinstance(row, Incoming) and not any(key in self.owners for key in keys if key.kind not in _SHARED)
        ]
        folded = {_folded(row) for row in loose} - {""}
        self.named: dict[str, list[Owner]] = {name: list(ids) for name, ids in known.names(folded).items()}
        self.crowd = Crowd({row.row: traits_of(row) for row in self._paced(loose)}, known.near, self._pulse)
        ids = {one for owners in (*self.owners.values(), *self.named.values()) for one in owners}
        self.held: dict[Owner, Held] = dict(known.held({str(one) for one in ids}).items())
        self.made: dict[int, Incoming] = {}
        self.strangers = known.apart()
        self.unread: dict[tuple[int, str], set[Key]] = {}

    def decisions(self) -> tuple[Decision, ...]:
        found = []
        for place, row in enumerate(self.rows):
            if place % _STEP == 0:
                self.progress(place, len(self.rows))
            found.append(self._decide(place, row))
        return self._compared(found)

    def _pulse(self) -> None:
        self.progress(0, len(self.rows))

    def _paced(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows, with a pulse now and then."""
        for place, row in enumerate(rows):
            if place % _STEP == 0:
                self._pulse()
            yield row

    def _decide(self, place: int, row: Incoming | Skipped) -> Decision:
        if isinstance(row, Skipped):
            return Decision(row.row, "skipped", reason=row.reason, problems=row.problems)
        keys = self.keys[place]
        if self.refused and (reason := next((self.refused[key] for key in keys if key in self.refused), "")):
            return Decision(row.row, "skipped", reason=reason, problems=row.problems)
        owner, by, notes, asked = self._owner(row, keys)
        if owner is None and not any(key.kind != "phone" for key in keys):
            owner = self._equal(row)
        if owner is not None:
            return self._join(row, keys, owner, matched_words(row.row, owner, by), notes)
        proposals = self._proposals(row, keys, asked)
        chosen = _chosen(proposals, self.answers.get(row.row, ""))
        if chosen is not None:
            return self._join(row, keys, chosen.owner, tr("Merged because you said so."), notes)
        return self._new(row, keys, notes, proposals)

    def _owner(
        self, row: Incoming, keys: tuple[Key, ...]
    ) -> tuple[Owner | None, Key | None, list[Note], list[tuple[Owner, Key]]]:
        """The owner of the strongest key, that key, a note per key that points elsewhere, and who is asked about."""
        owner: Owner | None = None
        by: Key | None = None
        notes: list[Note] = []
        asked: list[tuple[Owner, Key]] = []
        for key in keys:
            owners = self.owners.get(key)
            if not owners or owner in owners:
                continue
            if owner is not None:
                who = self._name(owners[0])
                notes.append(Note(row.row, None, key.value, tr("This also belongs to {name}; not merged.", name=who)))
                continue
            fitting = self._fitting(owners, row, key.kind) if key.kind in _SHARED else owners
            if len(fitting) == 1 or (fitting and key.kind not in _SHARED):
                owner, by = fitting[0], key
            else:
                asked += [(one, key) for one in fitting or owners]
        return owner, by, notes, asked

    def _fitting(self, owners: list[Owner], row: Incoming, shared: str) -> list[Owner]:
        """The owner of a shared e-mail or phone who is called most like the row; several where none is more so."""
        if len(owners) > 1 and (equal := [one for one in owners if _folded(row) in map(fold, self._names(one))]):
            return equal[:1]
        if not row.named and not row.accounts:
            return owners[:1]
        fitting = [one for one in owners if self._fits(one, row, shared)]
        if len(fitting) < 2:  # noqa: PLR2004  one, or nobody
            return fitting
        like = {one: max((likeness(_said(row), name) for name in self._names(one)), default=0) for one in fitting}
        best = [one for one in fitting if like[one] == max(like.values())]
        if any(self._strangers(one, other) for one, other in combinations(fitting, 2)):
            return fitting
        return best if row.named and like[best[0]] else best[:1]

    def _fits(self, owner: Owner, row: Incoming, shared: str) -> bool:
        """Whether the names of a row and an owner do not conflict; handles stand in for a name nobody gave."""
        names, held = self._names(owner), self._of(owner)
        apart = two_people(row, held, shared)
        if row.named and names:
            fits = same_name if apart else _may_be
            return any(fits(_said(row), name) for name in names)
        return not apart and handles_fit(row, held, [_said(row)] if row.named else names)

    def _names(self, owner: Owner) -> list[str]:
        """The names somebody gave to an owner."""
        held = self._of(owner)
        if isinstance(owner, int) and not self.made[owner].named:
            return []
        handles = {account.values.get("handle") for account in held.accounts.values()}
        names = (held.creator.get("name"), held.creator.get("legal_name"))
        return [name for name in names if name and name not in {held.creator.get("email"), *handles}]

    def _name(self, owner: Owner) -> str:
        return str(self._of(owner).creator.get("name") or "")

    def _of(self, owner: Owner) -> Held:
        """What is known of an owner; of a row's new creator, once a later row asks."""
        if owner not in self.held:
            if isinstance(owner, int):
                self.held[owner] = taken(Held(), self.made[owner])
            else:
                self.held[owner] = self.known.held([owner]).get(owner, Held())
        return self.held[owner]

    def _equal(self, row: Incoming) -> Owner | None:
        """An owner of the same name that already holds all of a row that has no other key."""
        for owner in self.named.get(_folded(row), ()):
            fill, kept = compare(row, self._of(owner), ())
            if fill is None and not kept:
                return owner
        return None

    def _proposals(self, row: Incoming, keys: tuple[Key, ...], asked: list[tuple[Owner, Key]]) -> list[Proposal]:
        """Whom a row may be, the strongest first, and of people who are not the same only the likelier."""
        signs: dict[Owner, list[str]] = {}
        names: dict[Owner, str] = {}
        for owner, key in asked:
            signs.setdefault(owner, []).append(key.kind)
            names[owner] = self._name(owner)
        for owner, other, shared in self.crowd.around(row.row):
            mine = signs.setdefault(owner, [])
            # one e-mail is one handle and one domain
            mine += [one for one in shared if one == "city" or "email" not in mine]
            names.setdefault(owner, other.name)
        said = _said(row) if row.named else ""
        like = {owner: likeness(said, names[owner]) for owner in signs}
        found: list[Owner] = []
        for owner in sorted(signs, key=lambda one: (_STRENGTH.index(signs[one][0]), -like[one], -len(signs[one]))):
            if not any(self._strangers(owner, other) for other in found):
                found.append(owner)
        return [self._proposal(row, keys, one, tuple(dict.fromkeys(signs[one])), names[one]) for one in found]

    def _proposal(
        self, row: Incoming, keys: tuple[Key, ...], owner: Owner, signs: tuple[str, ...], name: str
    ) -> Proposal:
        why = asked_words(signs, _said(row) if row.named else "", name)
        creator, joins = (owner, None) if isinstance(owner, str) else (None, owner)
        if creator and creator not in self.held:
            self.unread[row.row, creator] = self._elsewhere(keys, owner)
            return Proposal(creator, joins, why, signs, row)
        return Proposal(creator, joins, why, signs, *compare(row, self._of(owner), self._elsewhere(keys, owner)))

    def _strangers(self, one: Owner, other: Owner) -> bool:
        return frozenset((one, other)) in self.strangers

    def _new(self, row: Incoming, keys: tuple[Key, ...], notes: list[Note], proposals: list[Proposal]) -> Decision:
        self.made[row.row] = row
        for key in keys:
            self.owners.setdefault(key, []).append(row.row)
        name = _folded(row)
        same = (
            tr("A creator has the same name.") if any(isinstance(one, str) for one in self.named.get(name, ())) else ""
        )
        if name and not any(key.kind != "phone" for key in keys):
            self.named.setdefault(name, []).append(row.row)
        self.crowd.add(row.row)
        problems = (*row.problems, *notes)
        if proposals and self.answers.get(row.row) == "new":
            return Decision(row.row, "new", fill=row, problems=problems, apart=tuple(one.owner for one in proposals))
        return Decision(
            row.row,
            "suggested" if proposals else "new",
            fill=row,
            reason=proposals[0].why if proposals else same,
            problems=problems,
            proposals=tuple(proposals),
        )

    def _join(self, row: Incoming, keys: tuple[Key, ...], owner: Owner, why: str, notes: list[Note]) -> Decision:
        elsewhere = self._elsewhere(keys, owner)
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
            reason=why,
            problems=(*row.problems, *notes),
        )

    def _elsewhere(self, keys: tuple[Key, ...], owner: Owner) -> set[Key]:
        """The keys of a row that others hold, and this owner does not."""
        return {key for key in keys if owner not in self.owners.get(key, [owner])}

    def _compared(self, decisions: list[Decision]) -> tuple[Decision, ...]:
        """Fill in what merging would change with creators that nothing but a question led to."""
        if not self.unread:
            return tuple(decisions)
        held = self.known.held({creator for _, creator in self.unread})

        def whole(one: Proposal, row: Incoming) -> Proposal:
            elsewhere = self.unread.get((row.row, one.creator or ""))
            if elsewhere is None or one.creator is None:
                return one
            fill, kept = compare(row, held.get(one.creator, Held()), elsewhere)
            return replace(one, fill=fill, kept=kept)

        return tuple(
            replace(one, proposals=tuple(whole(each, one.fill) for each in one.proposals))
            if one.proposals and one.fill
            else one
            for one in decisions
        )


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


def _may_be(one: str, other: str) -> bool:
    return not names_conflict(one, other)


def _said(row: Incoming) -> str:
    return str(row.creator.get("name") or "")


def _folded(row: Incoming) -> str:
    return fold(_said(row)) if row.named else ""


def _chosen(proposals: Sequence[Proposal], answer: str) -> Proposal | None:
    """The proposal an answer takes."""
    if answer == "merge":
        return proposals[0] if proposals else None
    return next((one for one in proposals if one.answer == answer), None)
