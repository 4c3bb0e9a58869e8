"""Find the plain sentences of a caption that tell a tie. Pure."""

import re
from collections.abc import Iterator

from infludesk.content.captions.denials import unreal
from infludesk.content.captions.disclosure import Disclosure
from infludesk.content.captions.labels import name_follows, name_is_next
from infludesk.content.captions.lexicon import Lexicon, Telling
from infludesk.content.captions.plain import Plain
from infludesk.content.captions.words import Part, sentence_start

_SPONSORED_BY = re.compile(r"\b(?:sponsored by|gesponsert von|sponsorisee? par|patrocinad[oa]s? (?:por|pelo|pela))$")
# Sentences that tell too little: their kind, the wording a pack may speak of, and their worth where none does.
_LITTLE = {
    "thanks": ("vague", "thanks", "not_fine"),
    "thanks_to": ("vague", "thanks to", "not_fine"),
    "collaboration": ("vague", "collaboration", "not_fine"),
    "partnership": ("vague", "partnership", "not_fine"),
    "association": ("vague", "in association with", "risky"),
    "link": ("affiliate", "affiliate link", "risky"),
    "invited": ("gift", "invited", "risky"),
}


def of_sentences(seen: Plain, clauses: list[Part], words: Lexicon) -> list[Disclosure]:
    """What sentences tell; wishes, questions and jests tell nothing."""
    starts = sorted({part.start for part in clauses})
    found: list[Disclosure] = []
    for telling in words.tellings:
        standing = [hit for hit in _hits(telling, seen.text, starts) if _stands(telling, seen, hit)]
        real = [hit for hit in standing if not _is_unreal(seen.text, starts, hit, telling, words)]
        found += [_told(telling, hit, words) for hit in real]
    return found


def _hits(telling: Telling, text: str, starts: list[int]) -> Iterator[re.Match[str]]:
    if not telling.at_start:
        return telling.pattern.finditer(text)
    return (hit for start in starts if (hit := telling.pattern.match(text, start)))


def _is_unreal(text: str, starts: list[int], hit: re.Match[str], telling: Telling, words: Lexicon) -> bool:
    clause = max((start for start in starts if start <= hit.start()), default=0)
    clause = max(clause, sentence_start(text, hit.start()))
    return unreal(text, clause, hit.start(), hit.end(), telling.kind, words)


def _stands(telling: Telling, seen: Plain, hit: re.Match[str]) -> bool:
    """Whether it is no hashtag and no jest, and has the name it needs."""
    if seen.text[max(0, hit.start() - 1) : hit.start()] == "#" or _in_jest(seen, hit):
        return False
    return not telling.before_name or name_is_next(seen, hit.end())


def _in_jest(seen: Plain, hit: re.Match[str]) -> bool:
    """Whether "sponsored by" names no one who could sponsor: by stubbornness, by coffee."""
    return _SPONSORED_BY.search(hit[0]) is not None and not name_follows(seen, hit.end())


def _told(telling: Telling, hit: re.Match[str], words: Lexicon) -> Disclosure:
    if telling.kind in _LITTLE:
        kind, wording, worth = _LITTLE[telling.kind]
        return Disclosure(kind, telling.lang, wording, "sentence", worth, *hit.span())
    worth = "risky" if telling.kind in ("partner", "tool") else "fine"
    kind = "deal" if telling.kind == "paid" and words.deal.search(hit[0]) else telling.kind
    return Disclosure(kind, telling.lang, hit[0], "sentence", worth, *hit.span())
