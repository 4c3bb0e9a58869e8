"""What a person saw and heard of the piece, laid over what its caption shows. Pure.

- An answer decides what the caption left to a person, and what it cannot show at all.
- What the caption clearly breaks stays broken, whatever is answered; a "no" counts against every rule.
- A silent caption is no failure once the person has seen the disclosure in the piece itself, where the pack wants it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from infludesk.content.captions.check import IN_PIECE, Checked, Finding, verdict
from infludesk.contracts.rulepacks import RulePack
from infludesk.kernel.text import tr

# What one answer settles in every pack: the film, the picture, the stream and the language are the piece's own.
SHARED = IN_PIECE | {"language"}
RESULT_OF = {"yes": "pass", "no": "fail", "unsure": "review", "not_applicable": "not_applicable"}
ANSWER_OF = {result: answer for answer, result in RESULT_OF.items()}
_WHY = {
    "pass": tr("You looked at the piece: yes."),
    "fail": tr("You looked at the piece: no."),
    "review": tr("You looked at the piece and are unsure."),
    "not_applicable": tr("You said that it does not apply."),
}


def question(pack: RulePack, rule_code: str) -> str:
    """The key an answer to this rule is kept under: an aspect that all packs share, else the rule's own code."""
    rule = pack.rule(rule_code)
    return rule.decides if rule is not None and rule.decides in SHARED else rule_code


def with_seen(checked: Checked, pack: RulePack, seen: Mapping[str, str]) -> Checked:
    """Lay a person's answers over a check of the caption.

    Args:
        checked: what the caption shows.
        pack: the rules it was checked under.
        seen: an aspect of ``SHARED`` or a rule's code → one of the results a person may give (``RESULT_OF``); what is
            left out is not answered, and a rule's own answer goes before that of its aspect.
    """
    if not seen or not checked.findings:
        return checked
    given = {one.rule: _answer(pack, one.rule, seen) for one in checked.findings}
    told = any(given[one.rule] == "pass" and _decides(pack, one) in IN_PIECE for one in checked.findings)
    findings = tuple(_settled(one, given[one.rule], told=told, pack=pack) for one in checked.findings)
    return Checked(verdict(one.result for one in findings), findings)


def _settled(one: Finding, answer: str, *, told: bool, pack: RulePack) -> Finding:
    if one.result == "fail" and _decides(pack, one) == "present" and not one.found and told and answer != "fail":
        return replace(one, result="pass", why=tr("It is told in the piece itself."), found_by="person")
    if not answer or (one.result == "fail" and answer != "fail"):
        return one
    return replace(one, result=answer, why=_WHY[answer], found_by="person")


def _answer(pack: RulePack, rule: str, seen: Mapping[str, str]) -> str:
    answer = seen.get(rule) or seen.get(question(pack, rule), "")
    return RESULT_OF[answer] if answer else ""


def _decides(pack: RulePack, one: Finding) -> str:
    rule = pack.rule(one.rule)
    return rule.decides if rule is not None else ""


def answers_of(findings: Iterable[Finding]) -> dict[str, str]:
    """Rule → the result a person's check would hold (yes, no, unsure, not_applicable); open rules are left out."""
    return {one.rule: ANSWER_OF[one.result] for one in findings if one.result in ANSWER_OF}
