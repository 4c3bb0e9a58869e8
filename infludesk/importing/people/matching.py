"""Whether an imported row is a creator already known, one of the same file, or a new one. Pure.

Rows match by the platform's own id, account, address of an account, e-mail and phone, in this order of strength.
An e-mail or phone under another name, and a similar name with a second sign, are asked about. By the name alone only a
row goes to somebody who holds all of it already; else the name is mentioned. What is known is never written over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, takewhile
from typing import TypeVar

from infludesk.creators.likeness import likeness, names_conflict, same_name
from infludesk.creators.names import stands_in
from infludesk.importing.people.asking import Crowd, Known, handles_fit, traits_of, two_people
from infludesk.importing.people.comparing import Held, Key, compare, keys_of, taken, without_trash
from infludesk.importing.people.decisions import (
    MERGE,
    NEW,
    OUT,
    Answers,
    Decision,
    Proposal,
    chosen,
    merged_words,
    outcome_of,
    settled,
    under_another_name,
    unticked_words,
)
from infludesk.importing.people.holders import SHARED, Holders, Namesakes, Owner
from infludesk.importing.people.incoming import Incoming, Skipped
from infludesk.importing.people.reasons import asked_words, binned_words, gone_words, matched_words, same_name_words
from infludesk.kernel.errors import Note
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.text import fold, tr

_STRENGTH = ("email", "phone", "handle", "domain", "city")
_STEP = 50
_PROPOSED = 5  # people a person is asked about at once
Row = TypeVar("Row")


def decide(
    incoming: Iterable[Incoming | Skipped],
    known: Known,
    answers: Answers | None = None,
    progress: Progress = silent,
) -> tuple[Decision, ...]:
    """Decide on every row, in the file's order; one decision per row.

    Args:
        incoming: the rows.
        known: the creators already there.
        answers: row → "merge" (the strongest proposal), ``Proposal.answer``, or "new"; absent for later.
        progress: told of (done, rows); raises what stops it.
    """
    rows = tuple(incoming)
    return _Matcher(rows, known, answers or {}, progress).decisions()


class _Matcher:
    """One pass over the rows; an owner is a known creator's id or the number of the row that makes one."""

    def __init__(
        self, rows: tuple[Incoming | Skipped, ...], known: Known, answers: Answers, progress: Progress
    ) -> None:
        self.rows, self.known, self.answers, self.progress = rows, known, answers, progress
        self.keys = [keys_of(row) if isinstance(row, Incoming) else () for row in self._paced(rows)]
        every = {key for keys in self.keys for key in keys}
        found = known.lookup(every)
        self.owners = Holders(found, self._names)
        self.refused = known.refused(every)
        strong = [any(key in self.owners for key in keys if key.kind not in SHARED) for keys in self.keys]
        loose = [row for row, met in zip(rows, strong, strict=True) if isinstance(row, Incoming) and not met]
        bare = (
            row
            for row, keys in zip(rows, self.keys, strict=True)
            if isinstance(row, Incoming) and all(key.kind == "phone" for key in keys)
        )
        self.binned = known.binned({_folded(row) for row in bare} - {""})
        named = known.names({_folded(row) for row in loose} - {""})
        self.crowd = Crowd({row.row: traits_of(row) for row in self._paced(loose)}, known.near, self._pulse)
        ids = {one for owners in (*found.values(), *named.values()) for one in owners}
        self.held: dict[Owner, Held] = dict(known.held(ids).items())
        self.known_names = {name for name, owners in named.items() if owners}
        self.namesakes = Namesakes()
        for name, owners in named.items():
            for one in owners:
                self.namesakes.add(name, one, self._of(one))
        self.made: dict[int, Incoming] = {}
        self.went: dict[int, Owner] = {}
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
        if self.answers.get(row.row) == OUT:
            return Decision(row.row, "skipped", reason=unticked_words())
        return self._led(row, self.keys[place])

    def _led(self, row: Incoming, keys: tuple[Key, ...]) -> Decision:
        """What becomes of a row by its keys, else by its name."""
        owner, by, notes, asked = self._owner(row, keys)
        if reason := self._refusal(row, keys, by):
            return Decision(row.row, "skipped", reason=reason, problems=row.problems)
        if owner is None and not any(key.kind != "phone" for key in keys):
            owner = self._equal(row, keys)
            if owner is None and self._was_binned(row):
                return Decision(row.row, "skipped", reason=binned_words(), problems=row.problems)
        if owner is not None:
            return self._join(row, keys, owner, matched_words(row.row, owner, by), notes)
        return self._asked(row, keys, notes, self._proposals(row, keys, asked))

    def _asked(self, row: Incoming, keys: tuple[Key, ...], notes: list[Note], proposals: list[Proposal]) -> Decision:
        """What becomes of a row that no key leads to anybody: what somebody answered, else it is new."""
        answer = self.answers.get(row.row, "")
        same = chosen(proposals, answer)
        meant = same.owner if same else self._meant(answer)
        if meant is not None:
            joined = self._join(row, keys, meant, merged_words(), notes)
            return replace(joined, also=under_another_name(row, joined.kept))
        if self._is_gone(answer):
            return Decision(row.row, "skipped", reason=gone_words(), problems=row.problems)
        return self._new(row, keys, notes, proposals)

    def _meant(self, answer: str) -> Owner | None:
        """Whom an answer names who is not proposed any more: the creator somebody is by now, or where a row went."""
        who = answer.removeprefix(f"{MERGE}:") if answer.startswith(f"{MERGE}:") else ""
        if who.isdecimal():
            return self.went.get(int(who))
        return (self.known.now(who) or None) if who else None

    def _is_gone(self, answer: str) -> bool:
        """Whether an answer names somebody who is not there any more; a row that is left out is nobody."""
        who = answer.removeprefix(f"{MERGE}:") if answer.startswith(f"{MERGE}:") else ""
        return bool(who) and not (who.isdecimal() and self.answers.get(int(who)) == OUT)

    def _was_binned(self, row: Incoming) -> bool:
        """Whether somebody of this name in the trash held all that a row says beside the name."""
        alike = self.binned.get(_folded(row), ()) if self.binned else ()
        bare = replace(row, custom={})
        if not alike or compare(bare, Held({"name": _said(row)}), ())[0] is None:
            return False
        return any(compare(bare, held, ()) == (None, ()) for held in alike)

    def _owner(
        self, row: Incoming, keys: tuple[Key, ...]
    ) -> tuple[Owner | None, Key | None, list[Note], list[tuple[Owner, Key]]]:
        """The owner of the strongest key, that key, a note per key that points elsewhere, and who is asked about."""
        owner: Owner | None = None
        by: Key | None = None
        notes: list[Note] = []
        asked: list[tuple[Owner, Key]] = []
        for key in keys:
            if key not in self.owners or (owner is not None and self.owners.holds(owner, key)):
                continue
            if owner is not None:
                who = self._name(self.owners.first(key))
                notes.append(Note(row.row, None, key.value, tr("This also belongs to {name}; not merged.", name=who)))
                continue
            owners = self.owners.likely(key, _said(row) if row.named else "")
            fitting = self._fitting(key, owners, row) if key.kind in SHARED else owners
            if len(fitting) == 1 or (fitting and key.kind not in SHARED):
                owner, by = fitting[0], key
            else:
                # what a crowd has in common is no reason to ask about other names
                asked += [(one, key) for one in (fitting if self.owners.is_crowd(key) else fitting or owners)]
        return owner, by, notes, asked

    def _refusal(self, row: Incoming, keys: tuple[Key, ...], by: Key | None) -> str:
        """Why a row is not brought back: who has one of its keys is in the trash, and no stronger key found anybody."""
        for key in takewhile(lambda one: one != by, keys if self.refused else ()):
            gone = self.refused.get(key)
            if gone and (key.kind not in SHARED or not row.named or not gone.names):
                return gone.reason
            if gone and any(_may_be(_said(row), name) for name in gone.names):
                return gone.reason
        return ""

    def _fitting(self, key: Key, owners: list[Owner], row: Incoming) -> list[Owner]:
        """The owner of a shared e-mail or phone who is called most like the row; several where none is more so."""
        if len(owners) > 1 and (equal := [one for one in owners if _folded(row) in map(fold, self._names(one))]):
            return equal[:1]
        if not row.named and not row.accounts:
            return [self.owners.first(key)]
        fitting = [one for one in owners if self._fits(one, row, key.kind)]
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
        mails = (str(held.creator.get("email") or ""), *(value for kind, value in held.points if kind == "email"))
        handles = [handle for _, handle in held.accounts]
        names = (held.creator.get("name"), held.creator.get("legal_name"), *(one.get("name") for one in held.former))
        return [name for name in names if name and not stands_in(name, mails, handles)]

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

    def _equal(self, row: Incoming, phones: tuple[Key, ...]) -> Owner | None:
        """An owner of the same name that already holds all of a row that has no other key than phones."""
        name = _folded(row)
        if not name:
            return None
        said = Held(creator=row.creator, notes=row.note.split("\n"), custom=row.custom)
        among = [one for key in phones for one in self.owners.likely(key, name)]
        for owner in among if phones else self.namesakes.who_may_hold(name, said):
            fill, kept = compare(row, self._of(owner), ())
            if fill is None and not kept:
                return owner
        return None

    def _proposals(self, row: Incoming, keys: tuple[Key, ...], asked: list[tuple[Owner, Key]]) -> list[Proposal]:
        """Whom a row may be, the strongest first, and of people who are not the same only the likelier."""
        said = _said(row) if row.named else ""
        signs: dict[Owner, list[str]] = {}
        names: dict[Owner, str] = {}
        like: dict[Owner, int] = {}
        for owner, other, shared, score in self.crowd.around(row.row):
            signs[owner], names[owner], like[owner] = list(shared), other.name, score
        for owner, key in asked:
            if key.kind in (mine := signs.get(owner, [])):
                continue
            # one e-mail is one handle and one domain
            rest = [one for one in mine if one in SHARED or one == "city" or key.kind != "email"]
            signs[owner] = sorted([*rest, key.kind], key=_STRENGTH.index)
            names[owner] = self._name(owner)
            like[owner] = likeness(said, names[owner])
        found: list[Owner] = []
        for owner in sorted(signs, key=lambda one: (_STRENGTH.index(signs[one][0]), -like[one], -len(signs[one]))):
            if len(found) < _PROPOSED and not any(self._strangers(owner, other) for other in found):
                found.append(owner)
        return [self._proposal(row, keys, one, tuple(signs[one]), names[one]) for one in found]

    def _proposal(
        self, row: Incoming, keys: tuple[Key, ...], owner: Owner, signs: tuple[str, ...], name: str
    ) -> Proposal:
        why = asked_words(signs, _said(row) if row.named else "", name)
        creator, joins = (owner, None) if isinstance(owner, str) else (None, owner)
        elsewhere = self.owners.elsewhere(keys, owner)
        if creator and creator not in self.held:
            self.unread[row.row, creator] = elsewhere
            return Proposal(creator, joins, why, signs, row)
        return Proposal(creator, joins, why, signs, *compare(row, self._of(owner), elsewhere))

    def _strangers(self, one: Owner, other: Owner) -> bool:
        return bool(self.strangers) and frozenset((one, other)) in self.strangers

    def _new(self, row: Incoming, keys: tuple[Key, ...], notes: list[Note], proposals: list[Proposal]) -> Decision:
        self.made[row.row], self.went[row.row] = row, row.row
        for key in keys:
            self.owners.add(key, row.row)
        name = _folded(row)
        same = same_name_words(known=name in self.known_names, binned=name in self.binned)
        if name and not any(key.kind != "phone" for key in keys):
            self.namesakes.add(name, row.row, self._of(row.row))
        self.crowd.add(row.row)
        decision = Decision(
            row.row,
            "suggested" if proposals else "new",
            fill=row,
            reason=proposals[0].why if proposals else same,
            problems=(*row.problems, *notes),
            proposals=tuple(proposals),
        )
        return settled(decision, NEW) if self.answers.get(row.row) == NEW else decision

    def _join(self, row: Incoming, keys: tuple[Key, ...], owner: Owner, why: str, notes: list[Note]) -> Decision:
        self.went[row.row] = owner
        elsewhere = self.owners.elsewhere(keys, owner)
        _, trashed = without_trash(row, self._of(owner))
        fill, kept = compare(row, self._of(owner), elsewhere)
        if fill:
            self.held[owner] = taken(self._of(owner), fill)
            self.namesakes.learn(owner, taken(Held(), fill))
        for key in keys:
            if key not in self.owners:
                self.owners.add(key, owner)
        joins = owner if isinstance(owner, int) else None
        return Decision(
            row.row,
            outcome_of(fill, kept),
            creator=None if joins is not None else str(owner),
            joins=joins,
            fill=fill,
            kept=kept,
            reason=why,
            problems=(*row.problems, *notes, *trashed),
        )

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


def _may_be(one: str, other: str) -> bool:
    return not names_conflict(one, other)


def _said(row: Incoming) -> str:
    return str(row.creator.get("name") or "")


def _folded(row: Incoming) -> str:
    return fold(_said(row)) if row.named else ""
