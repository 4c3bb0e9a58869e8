"""Whether two names may be one person's: spellings, scripts, nicknames, initials, order and typing slips. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from infludesk.creators.given_names import ALONE, FORMS
from infludesk.creators.names import Name, parsed
from infludesk.creators.spelling import code, loose, plain

SIMILAR = 80
_EQUAL, _SPELT, _FORM, _READ, _SLIP, _INITIAL, _BEGUN = 100, 97, 92, 90, 84, 82, 80
_SHORT = 3  # letters of a short form that no table has
_MOST = 4  # words of a name that are looked at together
_SLIPPED, _LONG, _TWICE = 5, 7, 12  # letters a word needs for a slip, for one that is sure, and for two


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """A word, its loose spelling, the names it is a form of, and whether it is a given name at all.

    One is made of each and equal to itself alone, so that pairs of words are quickly looked up.
    """

    text: str
    spelt: str
    forms: frozenset[int]
    given: bool


@dataclass(frozen=True, slots=True)
class _Pairing:
    """How two names' words meet: the score of each meeting, and how many words are left over on either side."""

    scores: tuple[int, ...]
    sure: bool
    left: int
    right: int


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in Latin letters without accents; Arabic and East Asian ones as they are.

    Titles, particles, emoji and what follows a bar are dropped; handles are split at dots, underscores and digits.
    """
    return parsed(name).words


def likeness(a: str, b: str) -> int:
    """How alike two names are in any order, 0 to 100; from ``SIMILAR`` on it is worth a question."""
    one, other = parsed(a), parsed(b)
    if not one.words or not other.words:
        return 0
    found = _pairing(one.words, other.words)
    joined = _joined(one, other)
    score = joined
    if found.scores:
        few = min(len(one.words), len(other.words))
        met = sum(found.scores) // len(found.scores)
        score = max(joined, met * len(found.scores) // few - _extra(found, few))
    return max(0, score - (10 if one.marks != other.marks else 0))


def names_conflict(a: str, b: str) -> bool:
    """Whether two names can hardly be one person's; a shorter one ("Ana", "A. Ruiz") does not conflict."""
    one, other = parsed(a), parsed(b)
    if not one.words or not other.words:
        return False
    if one.marks != other.marks:
        return True
    if _joined(one, other):
        return False
    found = _pairing(one.words, other.words)
    return not found.sure or (found.left > 0 and found.right > 0)


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same words, in whatever order, letters and spelling."""
    one, other = parsed(a), parsed(b)
    if one.marks != other.marks or not one.words:
        return False
    return sorted(map(loose, one.words)) == sorted(map(loose, other.words)) or bool(_joined(one, other))


def similar(a: str, b: str) -> bool:
    """Whether two names are alike enough to ask, given a second sign."""
    return likeness(a, b) >= SIMILAR


def may_be_similar(a: str, b: str) -> bool:
    """Whether ``similar`` has a chance: false at once where a word of the shorter name has no partner."""
    few, many = _words(a), _words(b)
    if len(few) > len(many):
        few, many = many, few
    for word in few:
        for each in many:
            if _alike(word, each):
                break
        else:
            return bool(_joined(parsed(a), parsed(b)))
    return True


def blocks(name: str) -> frozenset[str]:
    """Keys of which similar names share at least one; a handful per name, each shared by few."""
    words = parsed(name).words[:_MOST]
    if not words:
        return frozenset()
    found = {"=" + code(parsed(name).whole)[:7]}
    for one, other in combinations(words, 2):
        for a in _sounds(one):
            for b in _sounds(other):
                found.update(_meetings(a, b))
    return frozenset(found)


def word_initials(name: str) -> frozenset[str]:
    """How the words of a name begin by ear, also as forms of other names; two with a word in common share one."""
    return frozenset(sound[:1] for sound in sounds(name))


def sounds(name: str) -> Iterator[str]:
    """What the words of a name sound like, also as forms of other names."""
    return (sound for word in parsed(name).words for sound in _sounds(word))


def _meetings(given: str, family: str) -> Iterator[str]:
    """Where two words of a name meet another's: one by its sound, the other by its beginning, end or initial."""
    for one, other in ((given, family), (family, given)):
        yield f"{one[:4]}+{other[:3]}"
        if len(other) > len(other[:3]):
            yield f"{one[:4]}+{other[-3:]}"
    yield f"{family[:6]}.{given[:1]}"


@lru_cache(maxsize=65_536)
def _sounds(word: str) -> tuple[str, ...]:
    """What a word sounds like, itself and as the names it is a form of."""
    return tuple(dict.fromkeys((code(word), *_roots(word))))


def _pairing(one: tuple[str, ...], other: tuple[str, ...]) -> _Pairing:
    """Pair the words of two names, the best meetings first."""
    mine, theirs = [_word(each) for each in one], [_word(each) for each in other]
    met = sorted(
        ((score, i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if (score := _alike(a, b))),
        key=lambda found: (-found[0], abs(found[1] - found[2])),
    )
    scores, here, there, sure = [], set[int](), set[int](), True
    for score, i, j in met:
        if i in here or j in there or (score == _BEGUN and min(i, j) > 0):
            continue
        here.add(i)
        there.add(j)
        scores.append(score)
        sure = sure and (score > _SLIP or score == _INITIAL or _surely_slipped(mine[i], theirs[j], first=not (i and j)))
    return _Pairing(tuple(scores), sure, len(one) - len(here), len(other) - len(there))


def _extra(found: _Pairing, few: int) -> int:
    """What words without a partner take off: a word alone says little, a missing middle name is common."""
    more = max(found.left, found.right)
    if few == 1:
        return 40 if more else 0
    return min(5 * more, 15)


def _joined(one: Name, other: Name) -> int:
    """95 where names differ only in where words begin: "anaruiz", "Jean Luc" and "Jeanluc"; else 0."""
    if len(one.words) == len(other.words):
        same = one.whole == other.whole and _alike(_word(one.words[0]), _word(other.words[0]))
    else:
        wholes = {one.whole, loose("".join(reversed(one.words)))}
        same = bool(wholes & {other.whole, loose("".join(reversed(other.words)))})
    return 95 if same else 0


@lru_cache(maxsize=131_072)
def _words(name: str) -> tuple[_Word, ...]:
    """The words of a name."""
    return tuple(map(_word, parsed(name).words))


@lru_cache(maxsize=65_536)
def _word(text: str) -> _Word:
    forms = _FORMS_OF.get(text) or _FORMS_OF.get(loose(text)) or frozenset()
    return _Word(text, loose(text), forms, bool(forms) or text in _NAMES)


@lru_cache(maxsize=131_072)
def _alike(a: _Word, b: _Word) -> int:
    """How alike two words are; 0 where they are two."""
    if a.text == b.text:
        return _EQUAL
    if len(a.text) == 1 or len(b.text) == 1:
        return _INITIAL if a.text[0] == b.text[0] or a.spelt[:1] == b.spelt[:1] else 0
    if a.spelt == b.spelt:
        return _SPELT
    if a.given and b.given:
        return _FORM if a.forms & b.forms else 0
    if a.text.isascii() != b.text.isascii():
        return _READ if len(code(a.text)) > 1 and code(a.text) == code(b.text) else 0
    return _unknown(a, b)


def _unknown(one: _Word, other: _Word) -> int:
    """How alike words are of which one at least is in no table: a slip, or the beginning of the other."""
    a, b = one.text, other.text
    short, more = min(len(a), len(b)), abs(len(a) - len(b))
    if short >= _SHORT and (a.startswith(b) or b.startswith(a)):
        return _BEGUN
    most = 2 if short >= _TWICE else 1
    if short < _SLIPPED or more > most + 1:
        return 0
    if not (_near(a, b, most) or _near(one.spelt, other.spelt, most)):
        return 0
    return 0 if a.rstrip("aeio") == b.rstrip("aeio") else _SLIP  # another last vowel is another name


def _surely_slipped(a: _Word, b: _Word, *, first: bool) -> bool:
    """Whether a slip is likelier than another name: in a long word, and in a first name only of a known one."""
    return min(len(a.text), len(b.text)) >= _LONG and (not first or a.given != b.given)


def _near(a: str, b: str, most: int) -> bool:
    return OSA.distance(a, b, score_cutoff=most) <= most


@lru_cache(maxsize=65_536)
def _roots(word: str) -> tuple[str, ...]:
    """What the names a word is a form of sound like; a word of no table, itself."""
    return tuple(sorted({code(loose(FORMS[form][0])) for form in _word(word).forms})) or (code(word),)


def _numbered() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, words in enumerate(FORMS):
        for word in words:
            found[plain(word)].add(number)
            found[loose(plain(word))].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_FORMS_OF = _numbered()
_NAMES = frozenset({*_FORMS_OF, *ALONE})
