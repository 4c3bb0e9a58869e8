"""What a row of Today says: the thing, whom it is about, why it is here, and when."""

from dataclasses import dataclass
from datetime import date

from babel import Locale

from infludesk.flows.counters import Counter
from infludesk.flows.due import Item, Kind
from infludesk.gui.contracts.counter_words import asks_for, has_come_to
from infludesk.kernel.dates import due as due_words
from infludesk.kernel.dates import near, show_day
from infludesk.kernel.text import isolate, join, tr

# Of pieces and posts these are the words of their one next action.
_WHY: dict[Kind, str] = {
    "draft": "Draft from {name}", "review": "Review the draft", "changes": "Changes from {name}",
    "publish": "Publish", "done": "Mark as done", "step": "Next step", "fix": "Fix from {name}",
    "sign": "Not signed", "renew": "Renew or let end", "numbers": "Enter numbers", "send": "Not sent",
    "check": "Check the post", "task": "Next action", "return": "Loan to come back",
    "pay": "Fee to pay", "ship": "To ship", "arrive": "Long on its way", "unposted": "Arrived, no post",
    "right": "Usage rights end", "whitelisting": "Whitelisting ends", "exclusivity": "Exclusivity ends",
    "minor": "Minor, no guardian's signature", "form": "No tax form that holds",
}  # fmt: skip


_UNTITLED: dict[Kind, str] = {
    "draft": "Deliverable", "review": "Deliverable", "changes": "Deliverable", "publish": "Deliverable",
    "done": "Deliverable", "step": "Next step", "fix": "Post",
    "sign": "Contract", "renew": "Contract", "numbers": "Post", "send": "Contract", "check": "Post",
    "task": "Next action", "return": "Parcel", "pay": "Fee", "ship": "Parcel", "arrive": "Parcel",
    "unposted": "Parcel", "right": "Contract", "whitelisting": "Contract", "exclusivity": "Contract",
    "minor": "Creator", "form": "Payee", "counter": "Counter",
}  # fmt: skip


# Where the thing's own name does not say what is to be done.
_DO: dict[Kind, str] = {
    "sign": "Get the contract signed", "renew": "Decide on the contract", "send": "Send the contract",
    "return": "Get {thing} back", "pay": "Pay: {thing}", "ship": "Ship {thing}",
    "arrive": "Ask where {thing} is", "unposted": "Ask for the post on {thing}", "right": "Decide on the rights",
    "whitelisting": "Decide on the whitelisting", "exclusivity": "Exclusivity of the contract",
    "minor": "Get the guardian's signature", "form": "Ask {thing} for the tax form",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A row as it is read: the thing, whom it is about, why it is here, when, and that day in full."""

    what: str
    about: str
    why: str
    when: str
    day: str


def words_of(item: Item, *, today: date, locale: Locale, hide_internal: bool = False) -> Words:
    """Put an item into words; what is counted from a moment says how long ago, all else how late it is."""
    if item.counter is not None:
        return _counted(item.counter, locale, hidden=hide_internal)
    thing = isolate(" ".join(item.what.split()) or tr(_UNTITLED[item.kind]))
    what = tr(_DO[item.kind], thing=thing) if item.kind in _DO else thing
    about = join((isolate(item.creator), isolate(item.campaign)))
    when = ""
    if item.due:
        passed = item.kind in ("numbers", "check")
        when = near(item.due, today, locale) if passed else due_words(item.due, today, locale)
        hour = item.due[len("2026-03-12T") :] if item.kind == "fix" else ""
        when = join((when, hour), ", ")
    return Words(what, about, _why(item, today), when, show_day(item.due, locale) if item.due else "")


def _why(item: Item, today: date) -> str:
    if item.kind == "publish" and item.due and item.due[:10] <= today.isoformat():
        return tr("Add the post's address")
    return tr(_WHY[item.kind], name=isolate(item.creator) or tr("the creator"))


def _counted(one: Counter, locale: Locale, *, hidden: bool) -> Words:
    whom = isolate(one.creator or one.payee)
    return Words(has_come_to(one, locale, hidden=hidden), join((whom, isolate(one.client))), asks_for(one), "", "")
