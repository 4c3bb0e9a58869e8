"""What a row of Today says: the thing, whom it is about, why it is here, and when."""

from dataclasses import dataclass
from datetime import date

from babel import Locale

from infludesk.flows.due import Item, Kind
from infludesk.kernel.dates import due as due_words
from infludesk.kernel.dates import near, show_day
from infludesk.kernel.text import isolate, join, tr

_WHY: dict[Kind, str] = {
    "draft": "Draft due", "review": "Draft to review", "publish": "Post due", "step": "Next step",
    "fix": "Disclosure fix due", "sign": "Not signed", "renew": "Renew or let end", "numbers": "Figures to enter",
    "send": "Not sent", "check": "Live, not checked",
}  # fmt: skip


_UNTITLED: dict[Kind, str] = {
    "draft": "Deliverable", "review": "Deliverable", "publish": "Deliverable", "step": "Next step", "fix": "Post",
    "sign": "Contract", "renew": "Contract", "numbers": "Post", "send": "Contract", "check": "Post",
}  # fmt: skip


# Where the thing's own name does not say what is to be done.
_DO: dict[Kind, str] = {
    "draft": "Draft of {thing}", "review": "Review {thing}", "fix": "Fix of {thing}", "sign": "Get the contract signed",
    "renew": "Decide on the contract", "numbers": "Numbers of {thing}", "send": "Send the contract",
    "check": "Check {thing}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A row as it is read: the thing, whom it is about, why it is here, when, and that day in full."""

    what: str
    about: str
    why: str
    when: str
    day: str


def words_of(item: Item, *, today: date, locale: Locale) -> Words:
    """Put an item into words; what is counted from a moment says how long ago, all else how late it is."""
    thing = isolate(" ".join(item.what.split()) or tr(_UNTITLED[item.kind]))
    what = tr(_DO[item.kind], thing=thing) if item.kind in _DO else thing
    about = join((isolate(item.creator), isolate(item.campaign)))
    when = ""
    if item.due:
        passed = item.kind in ("numbers", "check")
        when = near(item.due, today, locale) if passed else due_words(item.due, today, locale)
    return Words(what, about, tr(_WHY[item.kind]), when, show_day(item.due, locale) if item.due else "")
