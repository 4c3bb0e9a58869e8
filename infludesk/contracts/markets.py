"""A campaign in several markets: the label that passes under every pack, and why; the rules of all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from infludesk.contracts.rulepacks import VERDICTS, Label, Rule, RulePack, places
from infludesk.kernel.text import fold, join, tr

_WORSE = {code: place for place, (code, _) in enumerate(VERDICTS)}
_TELLING = frozenset({"ad", "paid"})
# Ties that a plain label does not tell: whose words these are must be said besides.
_NEAR = frozenset({"employee", "own", "family"})


@dataclass(frozen=True, slots=True)
class Reason:
    """What one pack says of a wording: its own verdict with the section cited, or ``risky`` where it is silent."""

    pack: str
    verdict: str
    rule: str
    cite: str
    why: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A wording, the worst of what the packs say of it, and each pack's reason."""

    text: str
    lang: str
    verdict: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PackRule:
    """A rule with the pack it comes from, ``us-ftc@2023.1``."""

    pack: str
    rule: Rule


def label_for(packs: Sequence[RulePack], lang: str, connection: str) -> Choice | None:
    """The wording to ask for in all these markets, None where no pack knows any.

    One label where one serves every pack best; else one for each market that needs its own, side by side:
    ``Werbung / Publicité``. Each pack's reason is about the label that serves it.

    Args:
        packs: of the campaign's markets.
        lang: the language of the piece, ``en``; a pack that wants its own language overrules it.
        connection: of creator and brand, as in posts.
    """
    known = choices(packs, lang, connection)
    if not known:
        return None
    best: list[Reason] = list(known[0].reasons)
    used = [known[0]]
    for other in known[1:]:
        better = [_WORSE[new.verdict] < _WORSE[old.verdict] for new, old in zip(other.reasons, best, strict=True)]
        if any(better):
            used.append(other)
            best = [new if ahead else old for new, old, ahead in zip(other.reasons, best, better, strict=True)]
    worst = max((reason.verdict for reason in best), key=_WORSE.__getitem__)
    return Choice(" / ".join(one.text for one in used), used[0].lang, worst, tuple(best))


def choices(packs: Sequence[RulePack], lang: str, connection: str) -> tuple[Choice, ...]:
    """Every wording the packs name as fine or risky for this tie, the one that passes in most first."""
    found: dict[str, Label] = {}
    for pack in packs:
        for label in pack.labels:
            if label.lang in (lang, *pack.label_langs) and label.verdict != "not_fine" and _suits(label, connection):
                found.setdefault(_key(label.text), label)
    made = [_choice(label, packs, lang, connection) for label in found.values()]
    return tuple(sorted(made, key=lambda one: (_WORSE[one.verdict], _doubts(one), one.lang != lang)))


def strictest_places(packs: Sequence[RulePack], format: str) -> dict[str, tuple[PackRule, ...]]:  # noqa: A002
    """Where the disclosure must be to satisfy every pack: each place (as in ``PLACES``) with the rules that want it."""
    found: dict[str, tuple[PackRule, ...]] = {}
    for pack in packs:
        for rule in places(pack, format):
            found[rule.decides] = (*found.get(rule.decides, ()), PackRule(pack.key, rule))
    return found


def _choice(label: Label, packs: Sequence[RulePack], lang: str, connection: str) -> Choice:
    reasons = tuple(_reason(label, pack, lang, connection) for pack in packs)
    worst = max((reason.verdict for reason in reasons), key=_WORSE.__getitem__)
    return Choice(label.text, label.lang, worst, reasons)


def _reason(label: Label, pack: RulePack, lang: str, connection: str) -> Reason:
    own = next((one for one in pack.labels if _key(one.text) == _key(label.text) and one.lang == label.lang), None)
    if own is None or not _suits(own, connection):
        return _silent(label, pack)
    if pack.label_langs and own.lang not in pack.label_langs:
        return Reason(pack.key, "not_fine", own.rule, own.cite, tr("This market wants its own language."))
    if not pack.label_langs and own.lang != lang:
        return Reason(pack.key, "risky", own.rule, own.cite, tr("The piece is in another language."))
    if connection in _NEAR and own.kind in _TELLING and own.verdict == "fine":
        return Reason(pack.key, "risky", own.rule, own.cite, tr("Say besides that the creator belongs to the brand."))
    verdict = tr("This pack names it as {verdict}.", verdict=dict(VERDICTS)[own.verdict].lower())
    return Reason(pack.key, own.verdict, own.rule, own.cite, join((verdict, own.note), " "))


def _silent(label: Label, pack: RulePack) -> Reason:
    if pack.label_langs and label.lang not in pack.label_langs:
        rule = next((one for one in pack.rules if one.decides == "language"), None)
        code, cite = (rule.code, rule.cite) if rule else ("", "")
        return Reason(pack.key, "not_fine", code, cite, tr("This market wants its own language."))
    return Reason(pack.key, "risky", "", "", tr("This pack does not name it for such a connection."))


def _suits(label: Label, connection: str) -> bool:
    """Whether a label says this tie; plain advertising suits every one."""
    if label.connections:
        return connection in label.connections
    told = {"gift": ("gift", "loan"), "employee": ("employee", "own")}.get(label.kind, (label.kind,))
    return label.kind in _TELLING or connection in told


def _doubts(choice: Choice) -> int:
    return sum(_WORSE[reason.verdict] for reason in choice.reasons)


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    return fold(text).replace("#", "").replace(" ", "").replace("-", "")
