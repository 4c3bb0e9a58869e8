"""Read a caption: what it discloses of a tie, and what it denies. Pure."""

from dataclasses import dataclass

from infludesk.content.captions.denials import Denial, denials
from infludesk.content.captions.disclosure import Disclosure
from infludesk.content.captions.labels import of_clauses, of_tags
from infludesk.content.captions.lexicon import Lexicon
from infludesk.content.captions.plain import Plain
from infludesk.content.captions.sentences import of_sentences
from infludesk.content.captions.words import LINK, clauses


@dataclass(frozen=True, slots=True)
class Said:
    """What a caption tells, in its order, and what it denies."""

    told: tuple[Disclosure, ...]
    denied: tuple[Denial, ...]


def said(seen: Plain, words: Lexicon) -> Said:
    """Read a caption; what stands within a denial is not told."""
    denied = denials(seen.text, words)
    parts = clauses(LINK.sub(lambda hit: " " * len(hit[0]), seen.text))
    told = [*of_tags(seen, words), *of_clauses(seen, parts, words), *of_sentences(seen, parts, words)]
    kept = [one for one in told if not any(one.start < no.end and no.start < one.end for no in denied)]
    return Said(tuple(sorted(kept, key=lambda one: one.start)), tuple(denied))
