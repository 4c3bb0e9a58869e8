"""Whom a row might be beside its keys: everybody around it with a similar name and a second sign. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from infludesk.creators.likeness import name_words
from infludesk.creators.signs import Traits, bare_handle, meeting_keys, traits, weigh
from infludesk.importing.people.comparing import Held, Key
from infludesk.importing.people.holders import CROWDED, Owner
from infludesk.importing.people.incoming import Incoming

_STEP = 500
_COMPARED = 12  # people with whom a row is compared: those who share most with it
# what a shared key says of two people, by its first letter: a handle much, the word of a name in a city little
_WEIGHTS = {"#": 8, "@": 2}
_KINDS = (1, *_WEIGHTS.values())
_WORD = 3  # letters of a word that is told in a handle


@dataclass(frozen=True, slots=True)
class Gone:
    """Why a key may not be brought back, and what those were called who had it; none where nobody said."""

    reason: str
    names: tuple[str, ...] = ()


class Known(Protocol):
    """The creators already there; each question is asked once for the whole file."""

    def lookup(self, keys: Collection[Key]) -> Mapping[Key, Sequence[str]]:
        """Creator ids by key, the oldest first; keys of nobody may be absent."""

    def names(self, folded: Collection[str]) -> Mapping[str, Sequence[str]]:
        """Creator ids by folded name, the oldest first."""

    def near(self, those: Iterable[Traits]) -> Iterable[tuple[str, Traits]]:
        """Creators who may share a meeting key with one of those; more of them do no harm."""

    def held(self, ids: Collection[str]) -> Mapping[str, Held]:
        """What is known of each id."""

    def refused(self, keys: Collection[Key], /) -> Mapping[Key, Gone]:
        """Keys of people whom no import may bring back, as they are in the trash, that nobody live has."""

    def binned(self, folded: Collection[str]) -> Mapping[str, Sequence[Held]]:
        """What was known of creators in the trash, by folded name."""

    def now(self, creator: str) -> str:
        """The live creator that somebody is now, also once merged; empty where there is none."""

    def apart(self) -> Collection[frozenset[str]]:
        """Pairs of ids that somebody said are not the same person."""


class Crowd:
    """Known creators and rows of the file, by the keys that similar people share."""

    def __init__(
        self,
        rows: Mapping[int, Traits],
        near: Callable[[Iterable[Traits]], Iterable[tuple[str, Traits]]],
        pulse: Callable[[], None],
    ) -> None:
        """Take the rows by number, and ask ``near`` for the known ones around them; ``pulse`` may stop it."""
        self._traits: dict[Owner, list[Traits]] = {row: [each] for row, each in rows.items()}
        self._keys, again = _hashed(rows, pulse)
        self._at: dict[int, list[Owner]] = defaultdict(list)
        mine = {key for keys in self._keys.values() for key in keys}
        for creator, each in near(rows.values()):
            met = [key for key in _keys_of(each) if key in mine]
            if met:
                self._traits.setdefault(creator, []).append(each)
                again.update(met)
                self._lay(creator, met)
        self._keys = {row: tuple(key for key in keys if key in again) for row, keys in self._keys.items()}
        self._places = {owner: place for place, owner in enumerate(self._traits)}

    def add(self, row: int) -> None:
        """A row made a creator: later rows may be the same person."""
        self._lay(row, self._keys.get(row, ()))

    def around(self, row: int) -> Iterator[tuple[Owner, Traits, tuple[str, ...], int]]:
        """Everybody a row might be, as known, with the signs and the likeness of the names."""
        mine = self._traits.get(row)
        if not mine:
            return
        for owner in self._nearest(row):
            for other in self._traits[owner]:
                signs, like = weigh(mine[0], other)
                if signs:
                    yield owner, other, signs, like
                    break

    def _nearest(self, row: int) -> list[Owner]:
        """Those who share most with a row."""
        shared: Counter[Owner] = Counter()
        for key in self._keys[row]:
            weight = _KINDS[key % 4]
            for owner in self._at.get(key, ()):
                shared[owner] += weight
        if len(shared) <= _COMPARED:
            return list(shared)
        return sorted(shared, key=lambda one: (-shared[one], self._places[one]))[:_COMPARED]

    def _lay(self, owner: Owner, keys: Iterable[int]) -> None:
        for key in keys:
            here = self._at[key]
            if len(here) < CROWDED and owner not in here:
                here.append(owner)


def traits_of(row: Incoming) -> Traits:
    """What of a row is compared beside its keys."""
    said = row.creator
    mails = [said.get("email"), *(point.value for point in row.points if point.kind == "email")]
    return traits(
        str(said.get("name") or "") if row.named else "",
        city=said.get("city") or "",
        country=said.get("country") or "",
        mails=[mail for mail in mails if mail],
        handles=[one.handle for one in row.accounts if one.handle],
        site=said.get("website") or "",
    )


def handles_fit(row: Incoming, held: Held, names: Iterable[str]) -> bool:
    """Whether handles say that a row and a creator, of whom one has no name, may be one; without handles they may."""
    mine = {bare_handle(one.handle) for one in row.accounts} - {""}
    theirs = {bare_handle(handle) for _, handle in held.accounts} - {""}
    words = [word for name in names for word in name_words(name)]
    if mine & theirs or not (mine or theirs):
        return True
    if not words:
        return not mine or not theirs
    handles = theirs if row.named else mine
    return not handles or any(_tells(handle, word) for handle in handles for word in words)


def _tells(handle: str, word: str) -> bool:
    """Whether a handle says a word of a name: a short one only in front."""
    return word in handle if len(word) > _WORD else len(word) == _WORD and handle.startswith(word)


def two_people(row: Incoming, held: Held, shared: str) -> bool:
    """Whether two people seem to share an e-mail or phone: each has a channel or, beside a phone, an e-mail."""
    mine = {one.key for one in row.accounts if one.handle}
    platforms = {platform for platform, handle in held.accounts if handle}
    if any(key[0] in platforms and key not in held.accounts for key in mine):
        return True
    ours, theirs = held.creator.get("email"), row.creator.get("email")
    return shared == "phone" and bool(ours) and bool(theirs) and str(ours).casefold() != str(theirs).casefold()


def _hashed(rows: Mapping[int, Traits], pulse: Callable[[], None]) -> tuple[dict[int, tuple[int, ...]], set[int]]:
    """The keys of each row, as small as they can be, and those of several rows."""
    keys, seen, again = {}, set[int](), set[int]()
    for done, (row, each) in enumerate(rows.items()):
        if done % _STEP == 0:
            pulse()
        mine = _keys_of(each)
        again.update(seen.intersection(mine))
        seen.update(mine)
        keys[row] = mine
    return keys, again


def _keys_of(one: Traits) -> tuple[int, ...]:
    """The meeting keys as numbers, whose last digits to the base of four are what kind of key each is."""
    kinds = {first: number for number, first in enumerate(_WEIGHTS, 1)}
    return tuple({hash(key) & ~3 | kinds.get(key[0], 0) for key in meeting_keys(one)})
