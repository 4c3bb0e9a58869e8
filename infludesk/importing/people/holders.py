"""Who holds a key or bears a name: known creators, and rows of the file that make one. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

from infludesk.creators.likeness import sounds
from infludesk.creators.several import REACHED_BY
from infludesk.importing.people.comparing import Held, Key
from infludesk.kernel.text import fold

Owner = str | int
"""A known creator's id, or the number of the row that makes one."""
CROWDED = 24  # people under one key; more share it by accident
_LIKELIER = 12  # of a crowd, those who are looked at for a row
SHARED = ("email", "phone")  # kinds of keys that several people may have
_NOT_TOLD = frozenset({"name", "notes", "owner_id", *REACHED_BY})


class Holders:
    """The owners of each key, the oldest first.

    Of a shared key that a crowd holds, as an agency's address, only those are looked at whose names have a word in
    common with the row's.
    """

    def __init__(self, found: Mapping[Key, Iterable[Owner]], names: Callable[[Owner], list[str]]) -> None:
        """Begin with those known; ``names`` tells what an owner is called."""
        self._at: dict[Key, dict[Owner, None]] = {key: dict.fromkeys(ids) for key, ids in found.items()}
        self._names = names
        self._called: dict[Key, dict[str, list[Owner]]] = {}

    def __contains__(self, key: Key) -> bool:
        """Whether anybody holds a key."""
        return bool(self._at.get(key))

    def __iter__(self) -> Iterator[Owner]:
        """Every owner, as often as there are keys."""
        return (one for owners in self._at.values() for one in owners)

    def holds(self, owner: Owner, key: Key) -> bool:
        """Whether an owner holds a key."""
        return owner in self._at.get(key, ())

    def is_crowd(self, key: Key) -> bool:
        """Whether a key says little of any two who hold it."""
        return key.kind in SHARED and len(self._at.get(key, ())) > CROWDED

    def first(self, key: Key) -> Owner:
        """The oldest holder of a key that somebody holds."""
        return next(iter(self._at[key]))

    def likely(self, key: Key, name: str) -> list[Owner]:
        """Those under a key who come into question for a name: all, or of a crowd the likelier."""
        owners = self._at.get(key, {})
        if not self.is_crowd(key):
            return list(islice(owners, CROWDED))
        if key not in self._called:
            self._called[key] = defaultdict(list)
            for owner in owners:
                self._call(key, owner)
        called = self._called[key]
        return list(dict.fromkeys(one for word in _words([name]) for one in called.get(word, ())))[:_LIKELIER]

    def elsewhere(self, keys: Iterable[Key], owner: Owner) -> set[Key]:
        """The keys that others hold, and this owner does not."""
        return {key for key in keys if key in self and not self.holds(owner, key)}

    def add(self, key: Key, owner: Owner) -> None:
        """An owner holds a key from now on."""
        self._at.setdefault(key, {})[owner] = None
        if key in self._called:
            self._call(key, owner)

    def _call(self, key: Key, owner: Owner) -> None:
        for word in _words(self._names(owner)):
            here = self._called[key][word]
            if len(here) < _LIKELIER:
                here.append(owner)


class Namesakes:
    """Owners by folded name, and by what else is known of them, so that of many the few in question are found."""

    def __init__(self) -> None:
        self._named: dict[str, list[Owner]] = defaultdict(list)
        self._told: dict[tuple[str, str], list[Owner]] = defaultdict(list)
        self._names: dict[Owner, list[str]] = defaultdict(list)

    def __contains__(self, name: str) -> bool:
        """Whether anybody bears a name."""
        return name in self._named

    def add(self, name: str, owner: Owner, held: Held) -> None:
        """An owner bears a name."""
        self._named[name].append(owner)
        self._names[owner].append(name)
        self.learn(owner, held)

    def learn(self, owner: Owner, held: Held) -> None:
        """More is known of an owner."""
        for name in self._names.get(owner, ()):
            for fact in _facts(held):
                if owner not in (here := self._told[name, fact])[-1:]:
                    here.append(owner)

    def who_may_hold(self, name: str, said: Held) -> Collection[Owner]:
        """Those of a name of whom everything that is said may be known: everybody who has the rarest of it."""
        found = self._named.get(name, [])
        for fact in _facts(said):
            here = self._told.get((name, fact), [])
            found = here if len(here) < len(found) else found
        return found


def _facts(held: Held) -> Iterator[str]:
    """What is held in one place only, so that who lacks it does not hold it."""
    said = (held.creator, *held.former, {f"own {key}": value for key, value in held.custom.items()})
    for name, value in (item for values in said for item in values.items()):
        if name not in _NOT_TOLD and isinstance(value, str):
            yield f"{name} {fold(value)}"
    yield from (f"note {line}" for line in held.notes if line)


def _words(names: Iterable[str]) -> Iterator[str]:
    """What people of similar names have one of in common: the whole name comes first."""
    for name in names:
        yield f"={fold(name)}"
        yield from sounds(name)
