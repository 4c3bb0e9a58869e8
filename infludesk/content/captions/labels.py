"""Find the labels of a caption: hashtags, and words that stand where a label stands. Pure."""

import re
from dataclasses import replace

from infludesk.content.captions import brands
from infludesk.content.captions.disclosure import Disclosure, of_wording
from infludesk.content.captions.lexicon import Lexicon, joined
from infludesk.content.captions.plain import Plain
from infludesk.content.captions.words import MENTION, Part, hashtags

# What may follow a label without a sign between them: whom it is for, or what else it says of the tie.
_FOLLOWS = re.compile(
    r" *(?:#|@|\+|&|$)|"
    r" +(?:for|with|by|from|fur|mit|von|pour|avec|par|para|con|com|por|pela|pelo|in partnership|"
    r"in (?:paid )?collaboration|in kooperation|in bezahlter|en (?:collaboration|partenariat|colaboracion)|"
    r"em parceria|em colaboracao|and gifted|gifted)\b"
)
# What makes of the word "ad" something else.
_NOT_AD = re.compile(
    r" *(?:hoc|astra|lib|nauseam|infinitum|libitum|victoriam|interim|valorem|absurdum|hominem|blockers?|age|agency|"
    r"campaign|breaks?|free|tech|man|men|space|revenue|copy|block|money|world|account|manager|council|week)\b"
)
# "ad new boots today": a label, or the start of a sentence about one.
_MAYBE = re.compile(
    r"ad (?!(?:is|are|was|were|that|which|of|in|on|makes|made|about|season|lovers|people|guys?|execs?)\b)"
)
_BY = re.compile(r" +(?:by|von|par|por|pelo|pela)\b")
_ARTICLES = ("the ", "der ", "dem ", "den ", "la ", "le ", "el ", "l'", "las ", "los ", "our ", "my ")
_ARTICLE = re.compile(r"(?:the|an?|le|la|les|el|los|las|o|os|as|l['’]|d['’]|une?|uma?) ?\b")
_NUMBER = re.compile(r"\d\s*$")
_TAIL = re.compile(r"(ad|ads|advert|sponsored|paid|gifted|werbung|anzeige|publi|publicidad|publicite|pub|publicidade)$")
_LONGEST = 5
# Labels that may open a caption without a sign after them: "Ad New boots from Acme".
_OPENING = frozenset(
    {
        "ad",
        "advert",
        "advertisement",
        "werbung",
        "anzeige",
        "publicite",
        "publicidad",
        "publicidade",
        "publi",
        "anuncio",
    }
)


def of_tags(seen: Plain, words: Lexicon) -> list[Disclosure]:
    """What the hashtags disclose."""
    found: list[Disclosure] = []
    for tag in hashtags(seen.text):
        known = _known(tag.text, words)
        if known:
            found += [replace(one, start=tag.start, end=tag.end) for one in known]
        elif named := brands.of_tag(tag.text, tag.start, words):
            found.append(named)
        elif (tail := _TAIL.search(tag.text)) and _ends_in_word(seen, tag, tail.start()):
            one = of_wording(words.labels[joined(tail[1])][0], "tag", tag.start, tag.end)
            found.append(replace(one, verdict="risky", text=tag.text))
    return found


def of_clauses(seen: Plain, clauses: list[Part], words: Lexicon) -> list[Disclosure]:
    """What the words that start or end a clause disclose, where they stand as a label does."""
    found: list[Disclosure] = []
    for part in clauses:
        found += _first(seen, part, words) + _last(seen, part, words)
        named = brands.of_words(part.text, part.start, words)
        if named and _is_named(seen, part, *named):
            found.append(named[0])
    return found


def name_follows(seen: Plain, end: int) -> bool:
    """Whether a name comes next in the original: a mention, a tag, a capital, or an article before one."""
    return _starts_name(seen, end) or _after(seen, end).startswith(_ARTICLES)


def name_is_next(seen: Plain, end: int) -> bool:
    """Whether a mention, a tag or a capital comes next in the original, an article before it left out."""
    return _is_name(_ARTICLE.sub("", _after(seen, end), count=1))


def _starts_name(seen: Plain, end: int) -> bool:
    return _is_name(_after(seen, end))


def _is_name(text: str) -> bool:
    return text[:1] in ("@", "#") or text[:1].isupper()


def _after(seen: Plain, end: int) -> str:
    return seen.original[seen.at[end - 1] + 1 :].lstrip(" \"'“«")


def _known(tag: str, words: Lexicon) -> list[Disclosure]:
    """The wordings a tag is, or that one part of it is: #ad_acme."""
    bodies = [joined(tag), *(joined(one) for one in tag[1:].split("_") if "_" in tag)]
    many = next((words.labels[body] for body in bodies if body in words.labels), ())
    return [of_wording(one, "tag", 0, 0) for one in many]


def _ends_in_word(seen: Plain, tag: Part, at: int) -> bool:
    """Whether the label that ends a tag is a word of its own there: #AcmeAd, not #salad."""
    shown = seen.found(tag.start, tag.end)
    return len(shown) == tag.end - tag.start and shown[at].isupper() and shown[at - 1].islower()


def _is_named(seen: Plain, part: Part, one: Disclosure, brand: str) -> bool:
    """Whether "acme ambassador" opens or fills its clause, and the caption knows Acme as a name."""
    if part.start > 0 and one.end < part.end:
        return False
    return seen.text.count(brand) > 1 or seen.found(one.start, one.end).rpartition(" ")[2][:1].isupper()


def _first(seen: Plain, part: Part, words: Lexicon) -> list[Disclosure]:
    """The longest label that a clause starts with."""
    ends = [hit.end() for hit in re.finditer(r"[^\s#@&]+", part.text)]
    for end in reversed(ends[:_LONGEST]):
        known = words.labels.get(joined(part.text[:end]), ())
        if known and "#" not in part.text[:end] and _is_label(seen, part, end):
            return [of_wording(one, "label", part.start, part.start + end) for one in known]
    if part.start == 0 and _MAYBE.match(part.text) and not _NOT_AD.match(part.text[2:]):
        return [replace(of_wording(one, "label", 0, 2), verdict="risky", text="ad?") for one in words.labels["ad"]]
    return []


def _is_label(seen: Plain, part: Part, end: int) -> bool:
    """Whether the words that start a clause are a label: all of it, or before a brand, a connector, a new sentence."""
    rest = part.text[end:]
    by, goes_on = _BY.match(rest), _FOLLOWS.match(rest)
    name = part.start + end + (goes_on.end() if goes_on else 0)
    asked = seen.text[part.end :].lstrip()[:1] == "?" and not (rest and _starts_name(seen, name))
    by_nobody = by is not None and not name_follows(seen, part.start + end + by.end())
    if asked or by_nobody or _NUMBER.search(seen.text[: part.start]) or _NOT_AD.match(rest):
        return False
    if goes_on:
        return True
    label = part.text[:end]
    opens = (part.start == 0 and (label in _OPENING or " " in label)) or seen.found(
        part.start, part.start + end
    ).isupper()
    return not rest[:1].strip() and opens and seen.found(part.start + end, part.end)[:1].isupper()


def _last(seen: Plain, part: Part, words: Lexicon) -> list[Disclosure]:
    """A label in capitals at the end of a clause, or behind a mention: "… from Acme AD"."""
    ends = list(re.finditer(r"\S+", part.text))[-2:]
    if len(ends) < len(("before", "last")) or "#" in ends[-1][0]:
        return []
    before, last = ends
    start, end = part.start + last.start(), part.start + last.end()
    shown = seen.found(start, end)
    loud = shown.isupper() and len(shown) > 1 and not before[0].isdigit()
    if not loud and not MENTION.fullmatch(before[0]):
        return []
    known = words.labels.get(joined(last[0]), ())
    return [of_wording(one, "label", start, end) for one in known if one.kind in ("ad", "paid")]
