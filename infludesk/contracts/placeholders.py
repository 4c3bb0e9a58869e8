"""The terms a clause may name in braces, and their words. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from infludesk.contracts import wording
from infludesk.contracts.agreement import Agreement
from infludesk.contracts.model import AMENDABLE, Contract
from infludesk.kernel.fields import Row
from infludesk.kernel.text import isolate, join, percent, plural, tr

_HELD = {one.name: one.label for one in Contract.entity.fields}
_FOUND = re.compile(r"\{([a-z][a-z_]*)(?:\|([^{}]*))?\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A term a clause may name: what it is, as shown, and its words; empty words where it is not agreed yet."""

    label: str
    words: Callable[[Agreement, bool], str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its terms filled in, and the names of those that are open."""

    text: str
    gaps: tuple[str, ...]


def placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in their order."""
    return tuple(dict.fromkeys(found[1] for found in _FOUND.finditer(text)))


def unsaid(found: Agreement) -> tuple[str, ...]:
    """The names of what is promised and no clause puts into words; none where there are no clauses."""
    texts = [*(one.text or "" for one in found.clauses), found.contract.body or ""]
    said = {name for text in texts for name in placeholders(text)}
    promised = {
        "usage_rights": found.rights, "whitelisting": found.whitelistings, "exclusivity": found.exclusivities,
    }  # fmt: skip
    if not found.clauses or "changes" in said:
        return ()
    return tuple(name for name, some in promised.items() if some and name not in said)


def gap(name: str) -> str:
    """How an open term stands in the text: ``[kill fee]``."""
    return f"[{name.replace('_', ' ')}]"


def fill(text: str, found: Agreement, *, hide: bool = False) -> Filled:
    """Put the terms into a text.

    Args:
        text: with ``{name}`` or ``{name|words where it is empty}``; a name that stands for no term stays a gap.
        found: what is agreed.
        hide: blank internal amounts, as while others look on.
    """
    gaps: dict[str, None] = {}

    def put(one: re.Match[str]) -> str:
        name, otherwise = one[1], one[2]
        known = PLACEHOLDERS.get(name)
        words = known.words(found, hide) if known else ""
        if words:
            # a right whose end is not agreed is a gap of its own
            gaps.update(dict.fromkeys(_inner(words) if name in _BLOCKS else ()))
            # words that end their own sentence do not end it twice
            return words[:-1] if words.endswith(".") and text[one.end() :].startswith(".") else words
        if otherwise is not None:
            return otherwise
        gaps[name] = None
        return gap(name)

    filled = _FOUND.sub(put, text)
    return Filled(filled, tuple(gaps))


def _inner(words: str) -> Iterator[str]:
    return (part.replace(" ", "_") for part in re.findall(r"\[([a-z ]+)\]", words))


def _field(name: str, *, secret: bool = False) -> Placeholder:
    """A field of the contract, else of its brief."""

    def words(found: Agreement, hide: bool) -> str:  # noqa: FBT001  as the others
        value = getattr(found.contract, name, None)
        if value in (None, "") and found.terms.brief is not None:
            value = getattr(found.terms.brief, name, None)
        return wording.HIDDEN if secret and hide and value is not None else _show(found, name, value)

    return Placeholder(_HELD.get(name, name.replace("_", " ").capitalize()), words)


def _show(found: Agreement, name: str, value: Any) -> str:
    if value in (None, "", ()):
        return ""
    row: Row = found.contract if name in _HELD else found.terms.brief or found.contract
    known = row.entity.field(name)
    shown = {
        "money": lambda: wording.money(value, found.locale),
        "day": lambda: wording.day(value, found.locale),
        "ppm": lambda: percent(value, found.locale),
        "choice": lambda: tr(known.choice(value)).lower(),
        "country": lambda: wording.country(value),
        "list": lambda: " ".join(value),
    }
    return shown.get(known.kind, lambda: str(value).strip())()


def _kill_fee(found: Agreement, hide: bool) -> str:  # noqa: FBT001  as the others
    share = found.contract.kill_fee_ppm
    if found.contract.kill_fee is None and share:
        return wording.HIDDEN if hide else tr("{share} of the fee", share=percent(share, found.locale))
    return wording.money(found.contract.kill_fee, found.locale, hide=hide)


def _deemed(found: Agreement, _hide: bool) -> str:  # noqa: FBT001  as the others
    days = found.contract.deemed_approval_days
    return (
        ""
        if days is None
        else plural(days, "it counts as approved after {n} day", "it counts as approved after {n} days")
    )


def _payment(found: Agreement, _hide: bool) -> str:  # noqa: FBT001  as the others
    days, brief = found.contract.pay_days, found.terms.brief
    if days is None:
        return _line(brief.payment_process) if brief else ""
    return plural(
        days, "{n} day after the step is reached and the invoice has come in",
        "{n} days after the step is reached and the invoice has come in",
    )  # fmt: skip


def _review(found: Agreement, _hide: bool) -> str:  # noqa: FBT001  as the others
    days, brief = found.contract.review_days, found.terms.brief
    steps = _line(brief.approval) if brief else ""
    each = "" if days is None else plural(days, "an answer within {n} day", "an answer within {n} days")
    return join((steps, each), "; ")


def _changes(found: Agreement, hide: bool) -> str:  # noqa: FBT001  as the others
    """What an addendum names, a line for each term, then its rights and promises."""
    fields = [one for one in Contract.entity.fields if one.name in AMENDABLE]
    shown = {one: _show(found, one.name, getattr(found.contract, one.name)) for one in fields}
    terms = [
        f"{tr(one.label)}: {wording.HIDDEN if hide and one.internal else words}"
        for one, words in shown.items()
        if words
    ]
    blocks = (
        (tr("Usage rights"), wording.usage_rights(found) if found.rights else ""),
        (tr("Whitelisting"), wording.whitelisting(found, hide=hide)),
        (tr("Exclusivity"), wording.exclusivity(found)),
    )
    return "\n".join([*terms, *(f"{title}:\n{words}" for title, words in blocks if words)])


def _line(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(".")


def _name(role: str, other: str) -> Callable[[Agreement, bool], str]:
    def words(found: Agreement, _hide: bool) -> str:  # noqa: FBT001  as the others
        party = found.party(role)
        return isolate((party.legal_name if party else None) or getattr(found.terms, other, None) or "")

    return words


def _amended(found: Agreement, _hide: bool) -> str:  # noqa: FBT001  as the others
    return isolate(found.amended.title or "") if found.amended else ""


_BLOCKS = frozenset({"usage_rights", "whitelisting", "exclusivity", "changes"})
PLACEHOLDERS: dict[str, Placeholder] = {
    "creator": Placeholder("Creator", _name("creator", "creator_name")),
    "client": Placeholder("Client", _name("client", "client_name")),
    "house": Placeholder("We", _name("house", "")),
    "campaign": Placeholder("Campaign", lambda found, _: isolate(found.campaign)),
    "deliverables": Placeholder("Deliverables", lambda found, _: wording.deliverables(found)),
    "milestones": Placeholder("Milestones", lambda found, _: wording.milestones(found)),
    "fees": Placeholder("Fee lines", lambda found, hide: wording.fees(found, hide=hide)),
    "fee": Placeholder("Fee", lambda found, hide: wording.fee(found, hide=hide)),
    "usage_rights": Placeholder("Usage rights", lambda found, _: wording.usage_rights(found)),
    "whitelisting": Placeholder("Whitelisting", lambda found, hide: wording.whitelisting(found, hide=hide)),
    "exclusivity": Placeholder("Exclusivity", lambda found, _: wording.exclusivity(found)),
    "packs": Placeholder(
        "Rule packs", lambda found, _: ", ".join(f"{name} ({key})" if name else key for key, name in found.packs)
    ),
    "kill_fee": Placeholder("Kill fee", _kill_fee),
    "payment": Placeholder("Days to pay", _payment),
    "review": Placeholder("Days to review", _review),
    "deemed_approval": Placeholder("Deemed approved after, days", _deemed),
    "changes": Placeholder("What is changed", _changes),
    "amended": Placeholder("Amends", _amended),
    "amended_on": Placeholder(
        "Signed on", lambda found, _: wording.day(found.amended.signed_on, found.locale) if found.amended else ""
    ),
    "expenses_cap": _field("expenses_cap", secret=True),
} | {
    name: _field(name)
    for name in (
        "title", "starts_on", "ends_on", "min_live_days", "who_shoots", "success_metrics", "currency", "pay_days",
        "late_fee_ppm", "rounds_allowed", "review_days", "reshoot_limit", "fix_hours", "liability_cap", "termination",
        "law", "law_place", "renewal", "renew_by", "notice_days", "disclosure_wording", "disclosure_place", "hashtags",
        "links", "payment_process", "approval",
    )
}  # fmt: skip
