"""Labels that hold a brand's name: its partner, ambassador or employee. Pure."""

import re

from infludesk.content.captions.disclosure import Disclosure
from infludesk.content.captions.lexicon import Lexicon, joined

_PARTNERS = "partner|ambassador|ambassadrice|ambassadeur|partenaire"
# Words that tell of no pay, even with a brand's name before them, or that no pack speaks of.
_WEAK = (
    "ambassadress|botschafterin|botschafter|embajadora|embajador|embaixadora|embaixador|parceira|parceiro|"
    "crew|squad|athlete|creator"
)
_TAG = re.compile(rf"#(\w{{3,}}?)_?(?:({_PARTNERS})|{_WEAK})")
_STAFF = re.compile(r"#(\w{3,}?)_?(?:employee|staff|founder|owner|teammember|mitarbeiterin|mitarbeiter)")
_WORDS = re.compile(rf"@?([\w&']{{3,}}) ({_PARTNERS})\b")


def of_tag(tag: str, start: int, words: Lexicon) -> Disclosure | None:
    """What a hashtag such as ``#acmepartner`` tells; None where it names no one's partner."""
    end = start + len(tag)
    if (staff := _STAFF.fullmatch(tag)) and staff[1] not in words.no_brand:
        return Disclosure("employee", "en", tag, "tag", "fine", start, end)
    named = _TAG.fullmatch(tag)
    if named is None:
        return None
    if _is_brand(named[1], words):
        return _partner(named[2], "tag", start, end) if named[2] else None
    return Disclosure("vague", "en", tag, "tag", "not_fine", start, end)


def of_words(clause: str, start: int, words: Lexicon) -> tuple[Disclosure, str] | None:
    """What a clause that starts with ``acme ambassador`` tells, and the brand's name."""
    named = _WORDS.match(clause)
    if named is None or not _is_brand(named[1], words):
        return None
    return _partner(named[2], "label", start, start + named.end()), named[1]


def _is_brand(name: str, words: Lexicon) -> bool:
    plain = name.removesuffix("'s").strip("_")
    return plain not in words.no_brand and joined(plain) not in words.labels


def _partner(what: str, form: str, start: int, end: int) -> Disclosure:
    lang = "en" if what in ("partner", "ambassador") else "fr"
    return Disclosure("partner", lang, "{brand}" + what, form, "risky", start, end)
