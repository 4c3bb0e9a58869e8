"""Whether a caption names a sponsor: a mention, a link, a name in capitals or a brand's own hashtag. Pure."""

import re

from infludesk.content.captions.disclosure import Disclosure
from infludesk.content.captions.lexicon import Lexicon, joined
from infludesk.content.captions.plain import Plain, visible
from infludesk.content.captions.words import HASHTAG, LINK, MENTION

_HOLDING = frozenset({"gift", "employee", "family", "partner"})
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_BY = re.compile(r"\b(?:sponsored|paid|gifted|partnership) (?:by|with) (?!(?:the|my|me|you|a|an|free|love)\b)\w{3,}")


def named(seen: Plain, told: Disclosure, words: Lexicon) -> bool:
    """Whether anything looks like a sponsor's name, or what was told holds it; a person knows better."""
    if told.kind in _HOLDING and (told.form == "sentence" or told.kind == "partner"):
        return True
    if MENTION.search(seen.text) or LINK.search(seen.text) or _BY.search(seen.text):
        return True
    shown = visible(seen.original)
    if any(_of_brand(tag[0], words) for tag in HASHTAG.finditer(shown)):
        return True
    return any(_is_name(word[0], words) for word in _WORD.finditer(HASHTAG.sub(" ", shown)))


def _of_brand(tag: str, words: Lexicon) -> bool:
    return joined(tag) not in words.labels and any(letter.isupper() for letter in tag)


def _is_name(word: str, words: Lexicon) -> bool:
    """Whether a word has a capital, and is none that opens a sentence or disclosed the tie."""
    plain = word.casefold().replace("’", "'").strip(".-&'")
    capital = any(letter.isupper() for letter in word)
    return capital and plain not in words.openers and joined(plain) not in words.labels and len(plain) > 1
