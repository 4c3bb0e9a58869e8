"""What is known of the words of captions, language by language, read from the tables of the program. Pure."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from infludesk.content.captions.plain import folded
from infludesk.contracts.packtable import PackTable
from infludesk.contracts.rulepacks import KINDS, VERDICTS
from infludesk.kernel.fields import choices
from infludesk.kernel.text import tr

LANGS = ("en", "fr", "de", "es", "pt")
# Sentences that tell too little have kinds of their own.
_LITTLE = choices(association="", partnership="", collaboration="", thanks="", thanks_to="", link="", invited="")
_TOLD = (*KINDS, *_LITTLE)
_DENIED = choices(ad="", paid="", gift="", tie="")
_NOT_IN_TAGS = str.maketrans("", "", " -_#/.'")


@dataclass(frozen=True, slots=True)
class Wording:
    """A label in one language: what it tells (a kind), and its worth (fine, risky, not_fine)."""

    text: str
    lang: str
    kind: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A pattern of sentences that tell a tie.

    ``at_start`` ones count only where a clause starts, ``before_name`` ones only where a name comes next.
    """

    kind: str
    lang: str
    pattern: re.Pattern[str]
    at_start: bool
    before_name: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of all languages.

    Attributes:
        labels: the wordings by their joined form; one form may belong to several languages.
        tellings: the patterns of sentences.
        denials: what is denied (ad, paid, gift, tie), with its pattern.
        unreal: a wish, a doubt or a denial before what would tell a tie.
        unreal_near: short words that make one only close by.
        deal: words that make of a paid tie a sponsorship or a partnership.
        unasked: words that say that no post was required.
        common: each language's short common words.
        openers: words that are no name though a sentence opens with them.
        no_brand: words before "partner" or "ambassador" that are no brand's name.
    """

    labels: dict[str, tuple[Wording, ...]]
    tellings: tuple[Telling, ...]
    denials: tuple[tuple[str, re.Pattern[str]], ...]
    unreal: re.Pattern[str]
    unreal_near: re.Pattern[str]
    deal: re.Pattern[str]
    unasked: re.Pattern[str]
    common: dict[str, frozenset[str]]
    openers: frozenset[str]
    no_brand: frozenset[str]


def joined(text: str) -> str:
    """A wording as a hashtag writes it: no blanks, hyphens or underscores."""
    return folded(text).translate(_NOT_IN_TAGS)


def lexicon(texts: Iterable[str]) -> Lexicon:
    """Read the tables (TOML), one for each language.

    Raises:
        Problem: ``rulepack.unreadable``.
    """
    tables = [PackTable(tomllib.loads(text), tr("the words of a language")) for text in texts]
    labels: dict[str, list[Wording]] = {}
    for wording in (one for table in tables for one in _labels(table)):
        labels.setdefault(joined(wording.text), []).append(wording)
    return Lexicon(
        labels={key: tuple(many) for key, many in labels.items()},
        tellings=tuple(one for table in tables for one in _tellings(table)),
        denials=tuple(one for table in tables for one in _denials(table)),
        unreal=_any_of(table.word("unreal") for table in tables),
        unreal_near=_any_of(table.word("unreal_near") for table in tables),
        deal=_any_of(table.word("deal") for table in tables),
        unasked=_any_of(table.word("unasked") for table in tables),
        common={table.word("lang"): frozenset(table.word("common").split()) for table in tables},
        openers=frozenset(word for table in tables for word in table.word("openers", "").split()),
        no_brand=frozenset(word for table in tables for word in table.word("no_brand", "").split()),
    )


def _labels(table: PackTable) -> Iterable[Wording]:
    lang = table.word("lang")
    for group in table.tables("labels", named_by="kind"):
        kind, verdict = group.choice("kind", KINDS), group.choice("verdict", VERDICTS)
        for text in group.word("texts").split("|"):
            yield Wording(folded(text).strip(), lang, kind, verdict)


def _tellings(table: PackTable) -> Iterable[Telling]:
    lang, words = table.word("lang"), table.table("words")
    for group in table.tables("sentences", named_by="kind"):
        kind = group.choice("kind", _TOLD)
        for pattern in group.words("patterns"):
            whole = re.compile(_filled(pattern.removeprefix("^").removesuffix("@"), words))
            yield Telling(kind, lang, whole, at_start=pattern.startswith("^"), before_name=pattern.endswith("@"))


def _denials(table: PackTable) -> Iterable[tuple[str, re.Pattern[str]]]:
    words = table.table("words")
    for group in table.tables("denials", named_by="what"):
        what = group.choice("what", _DENIED)
        for pattern in group.words("patterns"):
            yield what, re.compile(_filled(pattern, words))


def _filled(pattern: str, words: PackTable) -> str:
    for name in ("post", "kin", "ads", "firm"):
        if f"{{{name}}}" in pattern:
            pattern = pattern.replace(f"{{{name}}}", words.word(name))
    return pattern


def _any_of(many: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(many)})\b")
