"""Check a caption against a rule pack: what it discloses, rule by rule, and what that amounts to. Pure.

What the outcome rests on, where the words alone do not decide:

- Without a tie nothing has to be told: pass.
- Of several disclosures the best one counts, for readers see it; a denial beside it counts against it.
- Where a pack wants the disclosure in the film, on the picture or through the stream, the best caption is not enough:
  a person looks at the piece. A caption that is silent, vague or wrong fails there as everywhere: the caption is part
  of the piece, and nothing shows that the rest of it is better.
- In every other piece the caption is what counts: silence fails, a clear label before the fold passes.
- Risky wording, a place that depends on the phone, and what was agreed between the parties are for a person.
- What one disclosure leaves open of the tie another may tell: "Ad" first, then "I work there".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from infludesk.content.captions.denials import Denial
from infludesk.content.captions.folds import Fold
from infludesk.content.captions.judging import WORST, Judged, Setting, judged, together
from infludesk.content.captions.language import guess
from infludesk.content.captions.lexicon import Lexicon
from infludesk.content.captions.plain import Plain, plain
from infludesk.content.captions.reading import Said, said
from infludesk.content.captions.reasons import why
from infludesk.content.captions.sponsor import named
from infludesk.contracts.rulepacks import Rule, RulePack, rules_for_post
from infludesk.kernel.text import join, tr

_PICTURES = frozenset({"story", "carousel", "photo_set"})
# Where a caption shows nothing: the piece itself is looked at.
IN_PIECE = frozenset({"film", "picture", "live"})
_CLASH = {
    "paid": frozenset({"ad", "paid", "tie"}),
    "gift": frozenset({"gift", "tie"}),
    "loan": frozenset({"tie"}),
    "affiliate": frozenset({"tie"}),
    "employee": frozenset({"tie"}),
    "own": frozenset({"tie"}),
    "family": frozenset({"tie"}),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result: pass, fail, review, or open where a caption cannot show it; with the words found.

    ``not_applicable`` is said by a person alone; ``found_by`` as in the findings kept.
    """

    rule: str
    cite: str
    result: str
    found: str
    why: str
    place: tuple[int, int]
    found_by: str = "caption_scan"


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome (pass, fail, review) and the findings, in the pack's order."""

    verdict: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A caption as every pack reads it: its plain text, what it tells and denies, its language, and its words.

    ``written`` is its language where that is certain; ``unasked`` says that it tells that no post was required.
    """

    seen: Plain
    said: Said
    written: str
    unasked: bool
    words: Lexicon


def read(caption: str, words: Lexicon) -> Reading:
    """Read a caption once for all packs; ``words`` is what is known of the words of captions."""
    seen = plain(caption)
    return Reading(seen, said(seen, words), guess(seen.text, words), words.unasked.search(seen.text) is not None, words)


def check(
    caption: Reading,
    *,
    pack: RulePack,
    format: str,  # noqa: A002  the post's field
    connection: str,
    lang: str,
    day: str,
    fold: Fold | None = None,
) -> Checked:
    """Check one caption.

    Args:
        caption: as it is published, read.
        pack: the rules checked under.
        format: one of the posts' formats.
        connection: one of the posts' connections.
        lang: the language of the piece, ``en``.
        day: when it is published, ``YYYY-MM-DD``.
        fold: where the platform cuts the caption; None where it does not.
    """
    if connection == "none":
        return Checked("pass", ())
    seen, denied = caption.seen, caption.said.denied
    rules = _asked(pack, day, format, connection, fold)
    setting = Setting(pack, fold, connection, lang, caption.written, caption.unasked)
    best = together([judged(one, seen, setting) for one in caption.said.told])
    results = _results(rules, best)
    results["contradiction"] = _against(denied, best, connection)
    if best is not None and best.one.kind != "vague":
        results["sponsor"] = "pass" if named(seen, best.one, caption.words) else "review"
    places = {"contradiction": (denied[0].start, denied[0].end)} if denied else {}
    findings = tuple(_finding(rule, seen, results.get(rule.decides, "open"), best, places) for rule in rules)
    return Checked(verdict(one.result for one in findings), findings)


def verdict(results: Iterable[str]) -> str:
    """What the rules' results amount to: the worst that is decided, pass where none is."""
    return max((one for one in results if one in WORST), key=WORST.__getitem__, default="pass")


def _asked(pack: RulePack, day: str, format: str, connection: str, fold: Fold | None) -> tuple[Rule, ...]:  # noqa: A002
    """The pack's questions; that of a picture only where the piece is one."""
    pictures = format in _PICTURES or fold is None or fold.pictures
    rules = rules_for_post(pack, day=day, format=format, connection=connection)
    return tuple(rule for rule in rules if pictures or rule.decides != "picture")


def _results(rules: tuple[Rule, ...], best: Judged | None) -> dict[str, str]:
    """Each aspect's result, as far as the best disclosure decides it."""
    results = {rule.decides: "review" for rule in rules if rule.decides in IN_PIECE}
    if best is None:
        return results | {"present": "fail"}
    told = "pass" if best.one.kind != "vague" else best.results["words"]
    return results | {"present": told} | best.results


def _against(denied: tuple[Denial, ...], best: Judged | None, connection: str) -> str:
    """What a denial does to the best disclosure: nothing where it only tells more of the tie."""
    what = {one.what for one in denied}
    if what & _CLASH.get(connection, frozenset({"ad", "tie"})):
        return "fail"
    if best is None:
        return "fail" if what else "pass"
    if "ad" in what:
        return "fail" if best.one.kind in ("ad", "paid", "deal", "tool") else "review"
    if "paid" in what and best.one.kind in ("paid", "deal", "tool"):
        return "fail"
    return "review" if "gift" in what and connection == "paid" else "pass"


def _finding(rule: Rule, seen: Plain, result: str, best: Judged | None, places: dict[str, tuple[int, int]]) -> Finding:
    place = places.get(rule.decides, (0, 0))
    if best is not None and rule.decides in best.results.keys() | {"present"}:
        place = (best.one.start, best.one.end)
    label = best.label if best and rule.decides == "words" else None
    other = tr("See {rule}.", rule=label.rule) if label and label.rule != rule.code else ""
    noted = join((label.note, other), " ") if label else ""
    return Finding(
        rule=rule.code,
        cite=rule.cite,
        result=result,
        found=seen.found(*place),
        why=why(rule.decides, result, note=noted, disguised=seen.disguised(*place)),
        place=seen.place(*place),
    )
