"""Names taken apart: the words that tell people apart, without titles, particles and additions. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from infludesk.creators.profiles import normal_handle
from infludesk.creators.spelling import loose, plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    "de la las los del der den dem van von vom zu zum zur di da do dos das du le el al ul bin ibn ben bint abu st san "
    "ter ten te af av"
)
_TITLES = _words(
    "mr mrs ms miss mx sir dame dr prof professor herr frau hr fr mag dipl ing sra srta senor senora mme mlle sig don "
    "dona phd md mba msc bsc ba ma rn esq pt rd"
)
_GENERATION = {
    "jr": "jr",
    "junior": "jr",
    "jun": "jr",
    "sr": "sr",
    "senior": "sr",
    "sen": "sr",
    "ii": "ii",
    "iii": "iii",
}
_ADDED = _words(
    "official oficial offiziell officiel ufficiale real the thereal its itsme iam im hey hello tv yt ig tiktok insta "
    "instagram youtube vlog vlogs blog blogger creator ugc"
)
_COMPANY = _words(
    "gmbh ug ag kg ohg llc ltd limited inc corp co sl slu sa sas sarl srl spa bv nv ab as oy aps sp studio studios "
    "agency agentur agencia agence agenzia management mgmt talents media productions production group team kollektiv "
    "collective brand shop store verlag magazine company"
)
_PAIR = re.compile(r"[&+]|\s(?:and|und|et)\s", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]|\s+[|•·–—/\\-]+\s.*|\s*[|•].*")
_BETWEEN = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        words: in Latin letters without accents; Arabic and East Asian ones as they are.
        marks: a generation ("jr"), "company" or "pair", where it has such words.
        whole: all of it as one word, loosely spelt.
    """

    words: tuple[str, ...]
    marks: frozenset[str]
    whole: str


@lru_cache(maxsize=131_072)
def parsed(name: str) -> Name:
    """Take a name apart; handles are split at dots, underscores and digits."""
    text = name if name.isascii() else unicodedata.normalize("NFKC", name)
    kept = _ASIDE.sub(" ", text)
    words = _split(kept) or _split(text)
    marks = {_GENERATION[word] for word in words[1:] if word in _GENERATION}
    if _PAIR.search(text):
        marks.add("pair")
    if len(words) > 1 and not _COMPANY.isdisjoint(words):
        marks.add("company")
    words = _without(words, lambda word, place: word in _GENERATION and place > 0)
    words = _without(words, lambda word, _: word in _TITLES or word in _ADDED or word in _COMPANY)
    whole = loose("".join(words))
    last = len(words) - 1
    words = _without(words, lambda word, place: word in _PARTICLES and 0 < place < last)
    return Name(tuple(words), frozenset(marks), whole)


def stands_in(name: str, mails: Iterable[str], handles: Iterable[str]) -> bool:
    """Whether a name only repeats an e-mail or a handle, as of somebody whose name nobody gave."""
    bare = normal_handle(name)
    return bare in map(normal_handle, mails) or bare in map(normal_handle, handles)


def _split(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(plain(text.replace("'", "").replace("’", ""))) if word]


def _without(words: list[str], dropped: Callable[[str, int], bool]) -> list[str]:
    """The words that are not dropped; all of them where none would be left."""
    return [word for place, word in enumerate(words) if not dropped(word, place)] or words
