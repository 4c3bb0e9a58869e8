"""Rule packs: the law of one jurisdiction as dated data, with each rule's section cited. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from infludesk.contracts.packtable import PackTable, unreadable
from infludesk.kernel.fields import choices
from infludesk.kernel.money import CURRENCIES, Money, of_major
from infludesk.kernel.text import tr

CONFIDENCES = choices(V="Read in the source", S="Secondary source", G="Guidance")
ASKED_OF = choices(post="Post", contract="Contract", both="Post and contract", background="Background")
VERDICTS = choices(fine="Fine", risky="Risky", not_fine="Not fine")
# What a wording tells of the tie: that it is advertising, or which tie it is; a vague one tells nothing.
KINDS = choices(
    ad="Advertising", paid="Paid", gift="Gift or loan", affiliate="Affiliate", employee="Works there",
    family="Family", deal="Sponsored, or a paid partnership", partner="Partner of a named brand",
    tool="The platform's own tool", entry="Contest entry", vague="Vague",
)  # fmt: skip
# What a caption can answer of a rule; film, picture and live are answered by the piece itself.
ASPECTS = choices(
    present="A disclosure is there", words="Its words are clear", nature="It tells the connection",
    insider="Insiders say so", affiliate="The affiliate connection is understood",
    language="It is in the right language", fold="It is before the fold",
    start="It is at the start", pile="It is not in a pile of hashtags", contradiction="Nothing contradicts it",
    sponsor="The sponsor is named", tool="It is not only the platform's tool", film="It is in the film",
    picture="It is on the picture", live="It is repeated in the stream",
)  # fmt: skip
PLACES = ("fold", "start", "pile", "film", "picture", "live")

_NOT_KNOWN = ("", "unknown")
_ANY_FORMAT = ("", "other")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: the rule's own code in its pack, such as ``US-5``.
        text: a statement, or a question that is answered "yes" where all is well.
        cite: the section, as printed.
        confidence: V read in the source, S secondary source, G guidance.
        asked_of: post, contract, both or background.
        jurisdiction: ``US``, or a part of it such as ``US-NY``.
        since: the first day, ``YYYY-MM-DD``.
        until: the last day, None while it holds.
        formats: the post formats it is asked for; empty for all.
        connections: the connections it is asked for; empty for all but ``none``.
        covers: codes of rules whose question this one asks already.
        decides: the one of ``ASPECTS`` that a caption answers of it; empty where a person must look.
    """

    code: str
    text: str
    cite: str
    confidence: str
    asked_of: str
    jurisdiction: str
    since: str
    until: str | None
    formats: tuple[str, ...]
    connections: tuple[str, ...]
    covers: tuple[str, ...]
    decides: str


@dataclass(frozen=True, slots=True)
class Label:
    """A wording, what it is worth, and the rule that says so; ``{brand}`` stands for the brand's name.

    ``kind`` is one of ``KINDS``; ``connections`` are those it suits, empty for all its kind suits.
    ``unasked`` is what it is worth where the caption says that no post was required, empty where that changes nothing.
    """

    text: str
    verdict: str
    lang: str
    rule: str
    cite: str
    confidence: str
    note: str
    kind: str
    connections: tuple[str, ...]
    unasked: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a pack was made from; the address is empty where none was read."""

    title: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Penalty:
    """An amount for breaking ``rules``, from ``since`` to ``until`` (both included)."""

    what: str
    rules: tuple[str, ...]
    amount: Money
    since: str
    until: str | None
    cite: str
    confidence: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """One version of a jurisdiction's rules; days are ``YYYY-MM-DD`` and included.

    ``label_langs`` are the languages a label must be in, whatever the caption's; empty where it follows the caption.
    ``sentences`` holds the verdict on a plain sentence by its kind, for the kinds where it is not fine.
    ``misleading`` are the kinds of words that hide the tie where money was paid.
    """

    code: str
    version: str
    jurisdiction: str
    name: str
    notice: str
    label_lang: str
    effective_from: str
    effective_to: str | None
    source_url: str
    checked_on: str
    rules: tuple[Rule, ...]
    labels: tuple[Label, ...]
    penalties: tuple[Penalty, ...]
    label_langs: tuple[str, ...]
    sentences: tuple[tuple[str, str], ...]
    misleading: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def key(self) -> str:
        """Code and version, as campaigns and contracts keep it: ``us-ftc@2023.1``."""
        return f"{self.code}@{self.version}"

    def rule(self, code: str) -> Rule | None:
        """The rule of that code, None where this pack has none."""
        return next((rule for rule in self.rules if rule.code == code), None)


def parse(text: str) -> RulePack:
    """Read a pack from TOML; unknown keys, which a newer version may have, are passed over.

    Raises:
        Problem: ``rulepack.unreadable``, naming what is missing or wrong, and where.
    """
    try:
        table = PackTable(tomllib.loads(text.removeprefix("\ufeff")), tr("the pack"))
    except tomllib.TOMLDecodeError as error:
        unreadable(str(error))
    start, end = table.span("effective_from", "effective_to")
    jurisdiction, lang = table.word("jurisdiction"), table.word("label_lang")
    rules = tuple(_rule(one, jurisdiction=jurisdiction, start=start) for one in table.tables("rules", named_by="code"))
    by_code = _by_code(rules)
    return RulePack(
        code=table.word("code"),
        version=table.word("version"),
        jurisdiction=jurisdiction,
        name=table.word("name"),
        notice=table.word("notice"),
        label_lang=lang,
        effective_from=start,
        effective_to=end,
        source_url=table.word("source_url", ""),
        checked_on=table.day("checked_on"),
        rules=rules,
        labels=tuple(_label(one, rules=by_code, lang=lang) for one in table.tables("labels", named_by="text")),
        penalties=tuple(_penalty(one, by_code, start) for one in table.tables("penalties", named_by="what")),
        label_langs=table.words("label_langs"),
        sentences=tuple(
            (one.choice("kind", KINDS), one.choice("verdict", VERDICTS))
            for one in table.tables("sentences", named_by="kind")
        ),
        misleading=table.words("misleading"),
        sources=tuple(
            Source(one.word("title"), one.word("url", ""), one.choice("confidence", CONFIDENCES))
            for one in table.tables("sources", named_by="title")
        ),
    )


def canonical_sha256(text: str) -> str:
    """The hash of a pack's text, the same whatever line ends, byte order mark or blank line ends the file has."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return sha256(f"{plain}\n".encode()).hexdigest()


def in_force(pack: RulePack, day: str) -> bool:
    """Whether the pack holds on a day (``YYYY-MM-DD``; the time of a moment is left out)."""
    return _within(day, pack.effective_from, pack.effective_to)


def rules_for_post(
    pack: RulePack,
    *,
    day: str,
    format: str | None,  # noqa: A002  the post's field
    connection: str | None,
) -> tuple[Rule, ...]:
    """The questions a person answers on one post, in the pack's order.

    Args:
        pack: the pack checked under.
        day: when the post was published.
        format: the post's format; every question is asked where it is not known.
        connection: of creator and brand; every question is asked where it is not known, none where it is ``none``.
    """
    if connection == "none" or not in_force(pack, day):
        return ()
    asked = [
        rule
        for rule in pack.rules
        if rule.asked_of in ("post", "both")
        and _within(day, rule.since, rule.until)
        and (not rule.formats or (format or "") in (*_ANY_FORMAT, *rule.formats))
        and (not rule.connections or (connection or "") in (*_NOT_KNOWN, *rule.connections))
    ]
    covered = {code for rule in asked for code in rule.covers}
    return tuple(rule for rule in asked if rule.code not in covered)


def places(pack: RulePack, format: str) -> tuple[Rule, ...]:  # noqa: A002  the post's field
    """The rules that say where the disclosure must be in a post of this format, in the pack's order."""
    return tuple(rule for rule in pack.rules if rule.decides in PLACES and (not rule.formats or format in rule.formats))


def _within(day: str, since: str, until: str | None) -> bool:
    return since <= day[:10] and (until is None or day[:10] <= until)


def _rule(table: PackTable, *, jurisdiction: str, start: str) -> Rule:
    since, until = table.span("since", "until", start)
    return Rule(
        code=table.word("code"),
        text=table.word("text"),
        cite=table.word("cite"),
        confidence=table.choice("confidence", CONFIDENCES),
        asked_of=table.choice("asked_of", ASKED_OF),
        jurisdiction=table.word("jurisdiction", jurisdiction),
        since=since,
        until=until,
        formats=table.words("formats"),
        connections=table.words("connections"),
        covers=table.words("covers"),
        decides=table.choice("decides", ASPECTS, ""),
    )


def _by_code(rules: tuple[Rule, ...]) -> dict[str, Rule]:
    by_code = {rule.code: rule for rule in rules}
    if len(by_code) < len(rules):
        codes = [rule.code for rule in rules]
        twice = next(code for code in codes if codes.count(code) > 1)
        unreadable(tr('two rules have the code "{code}"', code=twice))
    for rule in rules:
        for code in rule.covers:
            if code not in by_code:
                unreadable(tr('rule "{code}" names the rule "{named}", which is missing', code=rule.code, named=code))
    return by_code


def _label(table: PackTable, *, rules: Mapping[str, Rule], lang: str) -> Label:
    rule = _named(table, table.word("rule"), rules)
    return Label(
        text=table.word("text"),
        verdict=table.choice("verdict", VERDICTS),
        lang=table.word("lang", lang),
        rule=rule.code,
        cite=rule.cite,
        confidence=rule.confidence,
        note=table.word("note", ""),
        kind=table.choice("kind", KINDS, "ad"),
        connections=table.words("connections"),
        unasked=table.choice("unasked", VERDICTS, ""),
    )


def _penalty(table: PackTable, rules: Mapping[str, Rule], start: str) -> Penalty:
    since, until = table.span("since", "until", start)
    currency = table.word("currency")
    if currency not in CURRENCIES:
        table.wrong(tr('currency is "{found}", which is not known', found=currency))
    return Penalty(
        what=table.word("what"),
        rules=tuple(_named(table, code, rules).code for code in table.words("rules")),
        amount=of_major(Decimal(table.whole("amount")), currency),
        since=since,
        until=until,
        cite=table.word("cite"),
        confidence=table.choice("confidence", CONFIDENCES),
    )


def _named(table: PackTable, code: str, rules: Mapping[str, Rule]) -> Rule:
    if code not in rules:
        table.wrong(tr('it names the rule "{code}", which is missing', code=code))
    return rules[code]
