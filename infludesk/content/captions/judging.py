"""What one disclosure is worth under one pack: its words, the tie it tells, its language and its place. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from infludesk.content.captions import placement
from infludesk.content.captions.disclosure import Disclosure
from infludesk.content.captions.folds import Fold
from infludesk.content.captions.lexicon import joined
from infludesk.content.captions.plain import Plain
from infludesk.contracts.rulepacks import Label, RulePack

WORST = {"pass": 0, "review": 1, "fail": 2}
_OF_TIE = frozenset({"nature", "insider", "affiliate"})
_OF_VERDICT = {"fine": "pass", "risky": "review", "not_fine": "fail"}
_INSIDERS = frozenset({"employee", "own"})
# kind → the connections it tells as they are; all others are for a person
_TELLS = {
    "ad": {"paid", "gift", "loan", "affiliate", "other"},
    "paid": {"paid", "gift", "loan", "affiliate", "other"},
    "deal": {"paid", "gift", "loan", "affiliate", "other"},
    "tool": {"paid", "gift", "loan", "affiliate", "other"},
    "partner": {"paid", "gift", "loan", "affiliate", "other"},
    "gift": {"gift", "loan"},
    "affiliate": {"affiliate"},
    "employee": {"employee", "own"},
    "family": {"family"},
    "entry": {"other"},
    "vague": set(),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is checked against: the pack, the fold of the platform, the tie, the languages of the caption.

    ``unasked`` says that the caption tells that no post was required.
    """

    pack: RulePack
    fold: Fold | None
    connection: str
    lang: str
    written: str
    unasked: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A disclosure with the result (pass, review, fail) of each aspect it decides, and the pack's own label for it."""

    one: Disclosure
    results: dict[str, str]
    label: Label | None

    def weight(self, but: frozenset[str] = frozenset()) -> tuple[int, int]:
        """The worst result first, then how much is wrong, of all aspects but some."""
        weights = [WORST[result] for aspect, result in self.results.items() if aspect not in but]
        return max(weights), sum(weights)


def judged(one: Disclosure, seen: Plain, setting: Setting) -> Judged:
    """Weigh one disclosure."""
    label = _label_of(one, setting.pack)
    kind = label.kind if label else one.kind
    place = (one.start, one.end)
    results = {
        "words": _words(one, label, setting),
        "nature": _nature(kind, label, setting.connection),
        "language": _language(one, setting),
        "fold": placement.fold(seen, place, setting.fold),
        "pile": placement.pile(seen, place),
        "start": placement.start(seen, place),
        "tool": "review" if kind == "tool" else "pass",
        "affiliate": "pass",
        "insider": "pass",
    }
    if setting.connection == "paid" and kind in setting.pack.misleading:
        results["nature"] = "fail"
    asked = {rule.decides for rule in setting.pack.rules}
    if setting.connection == "affiliate" and kind == "affiliate":
        results["affiliate"] = results["words"]
    if setting.connection in _INSIDERS and kind != "employee":
        results["insider"] = "review"
    return Judged(one, {aspect: result for aspect, result in results.items() if aspect in asked}, label)


def together(many: Sequence[Judged]) -> Judged | None:
    """The best of several; what it leaves open of the tie may be told by another that is seen and understood."""
    if not many:
        return None
    best = min(many, key=lambda one: one.weight())
    first = min(many, key=lambda one: one.weight(_OF_TIE))
    others = [one for one in many if one.one.verdict == "fine" and one.weight(_OF_TIE | {"words", "start"})[0] == 0]
    results = dict(first.results)
    for aspect in _OF_TIE & results.keys():
        results[aspect] = min((one.results[aspect] for one in [first, *others]), key=WORST.__getitem__)
    whole = replace(first, results=results)
    return min(whole, best, key=lambda one: one.weight())


def _label_of(one: Disclosure, pack: RulePack) -> Label | None:
    key = joined(one.text)
    return next((label for label in pack.labels if label.lang == one.lang and joined(label.text) == key), None)


def _words(one: Disclosure, label: Label | None, setting: Setting) -> str:
    if label:
        return _OF_VERDICT[label.unasked if setting.unasked and label.unasked else label.verdict]
    if one.form == "sentence":
        return _OF_VERDICT[dict(setting.pack.sentences).get(one.kind, one.verdict)]
    return _OF_VERDICT[one.verdict]


def _nature(kind: str, label: Label | None, connection: str) -> str:
    if connection == "unknown":
        return "pass"
    if label and label.connections and connection not in label.connections:
        return "fail"
    return "pass" if connection in _TELLS[kind] else "review"


def _language(one: Disclosure, setting: Setting) -> str:
    must = setting.pack.label_langs
    if one.lang in must:
        return "pass"
    if must:
        return "review" if one.lang == setting.lang else "fail"
    if one.lang == setting.lang:
        return "review" if setting.written and setting.written != one.lang else "pass"
    return "review" if one.lang == setting.written else "fail"
