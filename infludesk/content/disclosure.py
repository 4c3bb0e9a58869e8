"""Disclosure checks: from each rule's result to the outcome of a post, and from posts to a tally. Pure."""

from collections.abc import Iterable

from infludesk.content.model import OUTCOMES, RESULTS, DisclosureCheck

__all__ = ["OUTCOMES", "RESULTS", "outcome", "unfixed"]

_SETTLED = frozenset({"pass", "not_applicable"})


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


def unfixed(looks: Iterable[tuple[str, DisclosureCheck]]) -> tuple[DisclosureCheck, ...]:
    """The failures of one post that nobody corrected, whatever came after them.

    Args:
        looks: the code of the pack and the check, for every check of the post.

    Returns:
        Those that failed, have no fix, and were not followed by a check under the same pack that settles them.
    """
    known = list(looks)
    last: dict[str, str] = {}
    for code, check in known:
        if check.outcome in _SETTLED:
            last[code] = max(last.get(code, ""), _at(check))
    return tuple(
        check
        for code, check in known
        if check.outcome == "fail" and not check.fixed_at and last.get(code, "") < _at(check)
    )


def _at(check: DisclosureCheck) -> str:
    return f"{check.checked_at or ''}{check.id}"
