"""Disclosure checks: from each rule's result to the outcome of a post, and from posts to a tally. Pure."""

from collections.abc import Iterable

from infludesk.content.model import OUTCOMES, RESULTS

__all__ = ["OUTCOMES", "RESULTS", "outcome", "tally"]


def outcome(findings: Iterable[str | None]) -> str:
    """What the rules' results amount to, in whatever order they come.

    Args:
        findings: one of ``RESULTS`` for each rule asked; None where it is not answered yet.

    Returns:
        One of ``OUTCOMES``: ``fail`` if any rule is broken; ``review`` if a person must still decide;
        ``not_applicable`` if no rule applies; else ``pass``.
    """
    found = set(findings)
    if "no" in found:
        return "fail"
    if found - {"yes", "not_applicable"}:
        return "review"
    return "pass" if "yes" in found else "not_applicable"


def tally(checks: Iterable[str | None]) -> tuple[int, int, int]:
    """Count the outcomes of checks, one for each post and pack; None is a check not made yet.

    Returns:
        How many passed, how many are decided (passed or failed), and how many are open. A check that does not apply
        is none of them.
    """
    outcomes = list(checks)
    passed, failed = outcomes.count("pass"), outcomes.count("fail")
    return passed, passed + failed, len(outcomes) - passed - failed - outcomes.count("not_applicable")
