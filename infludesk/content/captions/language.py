"""Which language a caption is in, where its words tell for certain. Pure."""

import re

from infludesk.content.captions.lexicon import Lexicon
from infludesk.content.captions.words import HASHTAG, LINK, MENTION

# Common short words, as captions are compared (without accents); those of several languages count for each.
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENOUGH = 3


def guess(text: str, known: Lexicon) -> str:
    """The language of a plain text, or an empty word where its evidence is thin or divided."""
    bare = LINK.sub(" ", MENTION.sub(" ", HASHTAG.sub(" ", text)))
    words = _WORD.findall(bare)
    hits = {lang: sum(word in common for word in words) for lang, common in known.common.items()}
    best, second = sorted(hits.values(), reverse=True)[:2]
    if best < _ENOUGH or best < second * 1.5 or best - second < 2 or best * 6 < len(words):  # noqa: PLR2004  a clear lead
        return ""
    return max(hits, key=hits.__getitem__)
