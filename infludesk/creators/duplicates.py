"""Creators of the workspace who may be one person: which, why, and whether it is certain."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from infludesk.creators.likeness import name_words, names_conflict, similar
from infludesk.creators.names import stands_in
from infludesk.creators.signs import Traits, meeting_keys, questions, traits
from infludesk.creators.spelling import code
from infludesk.creators.store import told_apart
from infludesk.db.driver import Connection
from infludesk.kernel.progress import Progress, silent
from infludesk.kernel.text import fold, isolate, tr

Kind = Literal[
    "user_id", "account", "email", "url", "phone", "office", "handle", "domain", "shared_email", "city", "country"
]
Pair = tuple[str, str]
Found = Iterator[tuple[Pair, "Reason"]]
# The strongest first.
_WORDS: Mapping[Kind, str] = {
    "user_id": "Same id on the platform: {value}",
    "account": "Same account: {value}",
    "email": "Same e-mail: {value}",
    "url": "Same profile address: {value}",
    "phone": "Same phone: {value}",
    "office": "Similar name, and an e-mail that others have too: {value}",
    "handle": "Similar name and handle: {value}",
    "domain": "Similar name, and e-mail at {value}",
    "shared_email": "Same e-mail, other name: {value}",
    "city": "Similar name and city: {value}",
    "country": "Similar name and country: {value}",
}
_RANK = {kind: place for place, kind in enumerate(_WORDS)}
_EXACT = frozenset({"user_id", "account", "email"})
# Reasons that say nothing beside others.
_SAID_BY: Mapping[Kind, frozenset[Kind]] = {
    "url": frozenset({"account"}),
    "handle": frozenset({"account"}),
    "domain": frozenset({"email", "office", "shared_email"}),
    "country": frozenset({"city"}),
}
_CROWD = 12  # people who share something, beyond which it says nothing of any two of them
_ASKED = 60_000  # pairs compared by name, those of the rarest names first
_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign that creators are one person: its kind, and what they share."""

    kind: Kind
    value: str

    @property
    def words(self) -> str:
        """The reason as a person reads it."""
        return tr(_WORDS[self.kind], value=isolate(self.value))


@dataclass(frozen=True, slots=True)
class Group:
    """Creators who may be one.

    Attributes:
        ids: the creators, the oldest first.
        names: theirs, in the same order.
        reasons: why, the strongest first.
        exact: whether it is certain enough to merge them unasked.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    reasons: tuple[Reason, ...]
    exact: bool

    @property
    def key(self) -> str:
        """What the group is known by while its people stay the same."""
        return "+".join(self.ids)


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The groups found among so many people, the strongest reason first."""

    groups: tuple[Group, ...] = ()
    people: int = 0

    @property
    def exact(self) -> tuple[Group, ...]:
        """The groups that are certain; nobody is in two of them."""
        return tuple(one for one in self.groups if one.exact)


@dataclass(slots=True)
class _Person:
    """A creator as compared.

    Attributes:
        place: in the order of age.
        said: the name, unless it stands in for one that nobody knows.
        traits: filled once the names are compared.
    """

    id: str
    place: int
    name: str
    said: str
    city: str
    country: str
    mails: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    traits: Traits = field(default_factory=lambda: Traits(""))


def find_duplicates(conn: Connection, progress: Progress = silent) -> Duplicates:
    """Look through all live creators. Pairs said not to be the same person are left out.

    Args:
        conn: a connection to read from.
        progress: is told (done, total) of the names; raises Cancelled to stop.
    """
    people = _people(conn)
    pairs: dict[Pair, set[Reason]] = defaultdict(set)
    for kind, key, holders in _shared_keys(conn, people):
        for pair, reason in _of_key(kind, key, holders):
            pairs[pair].add(reason)
    for pair, reason in _of_names(list(people.values()), progress):
        pairs[pair].add(reason)
    apart = _apart(conn, people)
    for pair in apart & pairs.keys():
        del pairs[pair]
    groups = sorted(_groups(people, pairs, apart), key=lambda one: (_RANK[one.reasons[0].kind], one.names, one.ids))
    return Duplicates(tuple(groups), len(people))


def _people(conn: Connection) -> dict[str, _Person]:
    sql = (
        "SELECT id, name, city, country FROM creator "
        "WHERE deleted_at IS NULL AND merged_into_id IS NULL AND erased_at IS NULL ORDER BY rowid"
    )
    found = {
        row["id"]: _Person(
            row["id"], place, row["name"] or "", row["name"] or "", row["city"] or "", row["country"] or ""
        )
        for place, row in enumerate(conn.execute(sql))
    }
    for creator, kind, key in conn.execute(
        "SELECT creator_id, kind, key FROM match_key WHERE kind IN ('account', 'email')"
    ):
        if creator in found and kind == "account":
            found[creator].handles.add(key.partition(":")[2])
        elif creator in found:
            found[creator].mails.add(key)
    for one in found.values():
        if stands_in(one.name, one.mails, one.handles):
            one.said = ""
    return found


def _shared_keys(conn: Connection, people: Mapping[str, _Person]) -> Iterator[tuple[str, str, list[_Person]]]:
    """Every key that several of the people hold, save names."""
    twice = "SELECT kind, key FROM match_key WHERE kind <> 'name' GROUP BY kind, key HAVING count(*) > 1"
    sql = f"SELECT kind, key, creator_id FROM match_key WHERE (kind, key) IN ({twice})"
    held: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for kind, key, creator in conn.execute(sql):
        if creator in people:
            held[kind, key].append(people[creator])
    return ((kind, key, holders) for (kind, key), holders in held.items() if len(holders) > 1)


def _of_key(kind: str, key: str, holders: Sequence[_Person]) -> Found:
    """The pairs that a key makes of those who hold it."""
    crowd = len(holders) > _CROWD
    if kind in ("user_id", "account"):
        value = key.partition(":")[2]
        reason = Reason("user_id", value) if kind == "user_id" else Reason("account", f"@{value}")
        others = [(holders[0], one) for one in holders[1:]] if crowd else combinations(holders, 2)
        yield from ((_pair(a, b), reason) for a, b in others)
    elif kind == "url":
        yield from ((_pair(a, b), Reason("url", key)) for a, b in combinations(() if crowd else holders, 2))
    elif kind in ("email", "phone"):
        yield from _of_contact(kind, key, holders)


def _of_contact(kind: str, key: str, holders: Sequence[_Person]) -> Found:
    """The pairs of an e-mail or a phone: of names that do not conflict, or to be asked where only two share it."""
    fitting: list[Pair] = []
    clashing: list[Pair] = []
    for some in [holders] if len(holders) <= _CROWD else _namesakes(holders):
        for a, b in combinations(some, 2):
            (clashing if names_conflict(a.said, b.said) else fitting).append(_pair(a, b))
    shared = bool(clashing) or len(holders) > _CROWD
    if kind == "phone":
        yield from ((pair, Reason("phone", key)) for pair in fitting)
        return
    yield from ((pair, Reason("office" if shared else "email", key)) for pair in fitting)
    if len(holders) == 2:  # noqa: PLR2004  an address of more is an agency's
        yield from ((pair, Reason("shared_email", key)) for pair in clashing)


def _namesakes(people: Iterable[_Person]) -> list[list[_Person]]:
    """Those of equal names, of a crowd."""
    found: dict[str, list[_Person]] = defaultdict(list)
    for one in people:
        if one.said:
            found[fold(one.said)].append(one)
    return [some for some in found.values() if 1 < len(some) <= _CROWD]


def _of_names(people: Sequence[_Person], progress: Progress) -> Found:
    """The pairs of similar names with a second sign; the smaller the circle they were met in, the sooner compared."""
    asked: set[Pair] = set()
    for some in sorted(_circles(people, progress), key=len):
        for a, b in combinations(some, 2):
            pair = _pair(a, b)
            if pair in asked:
                continue
            if len(asked) >= _ASKED:
                return
            if not len(asked) % _STEP:
                progress(len(people), len(people))
            asked.add(pair)
            yield from ((pair, reason) for reason in _signs(a, b))


def _circles(people: Sequence[_Person], progress: Progress) -> list[list[_Person]]:
    """People who may have a sign in common; those of one country by the sound of their names."""
    found: dict[str, list[_Person]] = defaultdict(list)
    for done, one in enumerate(people):
        if not done % _STEP:
            progress(done, len(people))
        one.traits = traits(one.said, city=one.city, country=one.country, mails=one.mails, handles=one.handles)
        for key in set(meeting_keys(one.traits)):
            found[key].append(one)
        # a name of one word is too common in a country to say anything
        if one.country and len(words := name_words(one.said)) > 1:
            found[f"{one.country}:{''.join(sorted(map(code, words)))}"].append(one)
    return [some for some in found.values() if 1 < len(some) <= _CROWD]


def _signs(a: _Person, b: _Person) -> Iterator[Reason]:
    signs = questions(a.traits, b.traits)
    if "handle" in signs:
        yield from (Reason("handle", one) for one in sorted({*a.traits.handles} & {*b.traits.handles})[:1])
    if "domain" in signs:
        yield from (Reason("domain", one) for one in sorted({*a.traits.domains} & {*b.traits.domains})[:1])
    if "city" in signs:
        yield Reason("city", a.city)
    elsewhere = a.traits.city and b.traits.city and a.traits.city != b.traits.city
    if not signs and not elsewhere and a.country and a.country == b.country and similar(a.said, b.said):
        yield Reason("country", a.country)


def _apart(conn: Connection, people: Mapping[str, _Person]) -> set[Pair]:
    """The pairs that somebody told apart."""
    pairs = [tuple(pair) for pair in told_apart(conn) if len(pair) > 1 and pair <= people.keys()]
    return {_pair(people[one], people[other]) for one, other in pairs}


def _groups(people: Mapping[str, _Person], pairs: Mapping[Pair, set[Reason]], apart: set[Pair]) -> Iterator[Group]:
    """First those who are certainly one; then who else may be, with the oldest of each group standing for it."""
    ranked = sorted(pairs, key=lambda pair: (min(_RANK[one.kind] for one in pairs[pair]), pair))
    certain = _Circles(people)
    for pair in ranked:
        kinds = {one.kind for one in pairs[pair]}
        if kinds & _EXACT:
            by_mail = not kinds & (_EXACT - {"email"})
            certain.join(pair, lambda a, b, by_mail=by_mail: (  # type: ignore[misc]
                _pair(a, b) not in apart and not (by_mail and names_conflict(a.said, b.said))
            ))  # fmt: skip
    yield from (_group(some, pairs, exact=True) for some in certain.several)
    rest: dict[Pair, set[Reason]] = defaultdict(set)
    for a, b in ranked:
        one, other = certain.of(a)[0], certain.of(b)[0]
        if one is not other and _pair(one, other) not in apart:
            rest[_pair(one, other)] |= pairs[a, b]
    maybe = _Circles(people)
    left = [pair for pair in rest if not maybe.join(pair, lambda a, b: _pair(a, b) in rest)]
    alone = [[people[one] for one in pair] for pair in left]
    yield from (_group(some, rest, exact=False) for some in (*maybe.several, *alone))


class _Circles:
    """People joined step by step."""

    def __init__(self, people: Mapping[str, _Person]) -> None:
        self._people = people
        self._of: dict[str, list[_Person]] = {}

    def of(self, one: str) -> list[_Person]:
        """Those one is joined with, the oldest first."""
        return self._of.get(one) or [self._people[one]]

    def join(self, pair: Pair, may: Callable[[_Person, _Person], bool]) -> bool:
        """Join two circles if everybody of the one may meet everybody of the other; whether they are one now."""
        one, other = self.of(pair[0]), self.of(pair[1])
        if one is other:
            return True
        if not all(may(a, b) for a in one for b in other):
            return False
        joined = sorted([*one, *other], key=lambda person: person.place)
        self._of |= dict.fromkeys((person.id for person in joined), joined)
        return True

    @property
    def several(self) -> list[list[_Person]]:
        """The circles of two and more."""
        return list({id(some): some for some in self._of.values()}.values())


def _group(some: Sequence[_Person], pairs: Mapping[Pair, set[Reason]], *, exact: bool) -> Group:
    found = {one for a, b in combinations(some, 2) for one in pairs.get(_pair(a, b), ())}
    kinds = {one.kind for one in found}
    telling = [one for one in found if kinds.isdisjoint(_SAID_BY.get(one.kind, ()))]
    reasons = sorted(telling, key=lambda one: (_RANK[one.kind], one.value))
    return Group(tuple(one.id for one in some), tuple(one.name for one in some), tuple(reasons), exact)


def _pair(a: _Person, b: _Person) -> Pair:
    return (a.id, b.id) if a.place < b.place else (b.id, a.id)
