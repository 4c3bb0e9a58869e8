"""What comes next for a piece: exactly one action with who does it and until when. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from infludesk.kernel.text import tr

Side = Literal["us", "creator", "client"]


_SETTLED = frozenset({"pass", "not_applicable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An open task that says what comes next, whatever the state."""

    id: str
    title: str
    due: str
    owner: str
    owner_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a piece or a post; days and moments as stored, empty where there is none.

    Attributes:
        state: a code of ``STATES``.
        creator, client, owner: names; ``owner_id`` is a member's.
        due, concept_due, draft_due: the piece's own.
        promised: False for a post that nobody promised.
        needs_post: False for what is handed over.
        step: of the newest draft; empty before the first.
        review_due: until when the newest draft is answered.
        needed: the sides that approve, in order.
        said: side → its last decision on the newest draft.
        deemed_from: the day from which silence approves.
        published: whether there is a post; ``published_on`` is the newest one's day.
        outcome: of its newest check; empty where there is none; ``not_applicable`` where none is needed.
        fix_asked, fix_due, fixed: of that check.
        counts, quantity: how many of it are published, and how many are promised.
        open_checks: how many of its posts still need a check that passes.
        live_until: the day until which it stays live.
        down_on: the day its newest post was seen to be gone; empty while it is there.
        numbers_due: since when numbers are to be entered.
        task: the open task about it, if there is one.
    """

    state: str
    creator: str = ""
    client: str = ""
    owner: str = ""
    owner_id: str = ""
    due: str = ""
    concept_due: str = ""
    draft_due: str = ""
    promised: bool = True
    needs_post: bool = True
    step: str = ""
    review_due: str = ""
    needed: tuple[str, ...] = ("house",)
    said: Mapping[str, str] = field(default_factory=dict)
    deemed_from: str = ""
    published: bool = False
    published_on: str = ""
    outcome: str = ""
    fix_asked: bool = False
    fix_due: str = ""
    fixed: bool = False
    counts: int = 0
    quantity: int = 1
    open_checks: int = 0
    live_until: str = ""
    down_on: str = ""
    numbers_due: str = ""
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    Attributes:
        code: what kind of thing.
        words: as shown.
        side: whose it is.
        owner: by name; empty where nobody is named.
        owner_id: the member's, for our own.
        due: as stored; empty for none.
    """

    code: str
    words: str
    side: Side
    owner: str
    owner_id: str = ""
    due: str = ""


def next_action(facts: Facts, today: str) -> Action | None:
    """The one next action; None for what is done, waived or cancelled and has no task.

    Args:
        facts: what is known.
        today: the day, as stored; what depends on it waits where it is empty.
    """
    if (task := facts.task) is not None:
        return Action("task", task.title, "us", task.owner, task.owner_id, task.due)
    follows = _FOLLOWS.get(facts.state)
    return follows(facts, today) if follows else None


def _to_make(facts: Facts, _today: str) -> Action:
    if facts.concept_due and not facts.step:
        return _theirs(facts, "concept", tr("Concept from {name}", name=_creator(facts)), facts.concept_due)
    return _theirs(facts, "draft", tr("Draft from {name}", name=_creator(facts)), facts.draft_due or facts.due)


def _to_answer(facts: Facts, today: str) -> Action:
    left = [side for side in facts.needed if facts.said.get(side) != "approved"]
    due = facts.review_due or facts.due
    if facts.deemed_from and today and facts.deemed_from <= today:
        return _ours(facts, "deemed", tr("Note the approval by silence"), facts.deemed_from)
    if left == ["client"]:
        name = facts.client or tr("the client")
        return Action("client", tr("Answer from {name}", name=name), "client", facts.client or tr("Client"), "", due)
    words = {"concept": tr("Review the concept"), "final": tr("Review the final")}
    return _ours(facts, "review", words.get(facts.step, tr("Review the draft")), due)


def _to_change(facts: Facts, _today: str) -> Action:
    return _theirs(facts, "changes", tr("Changes from {name}", name=_creator(facts)), facts.fix_due or facts.due)


def _to_publish(facts: Facts, today: str) -> Action:
    if not facts.needs_post:
        return _ours(facts, "done", tr("Mark as done"), facts.due)
    if facts.due and today and facts.due[:10] <= today:
        return _ours(facts, "address", tr("Add the post's address"), facts.due)
    return _theirs(facts, "publish", tr("Publish"), facts.due)


def _of_live(facts: Facts, today: str) -> Action | None:
    """What comes after publication; nobody can fix or check a post that is gone."""
    if facts.down_on and (facts.outcome not in _SETTLED or facts.down_on < facts.live_until):
        return _to_decide(facts, today) if facts.promised else None
    return _to_follow(facts)


def _to_follow(facts: Facts) -> Action | None:
    """While it is there: the check, its fix, further posts, numbers, the end."""
    if not facts.outcome or facts.fixed:
        again = tr("Check the post again") if facts.fixed else tr("Check the post")
        return _ours(facts, "check", again, "" if facts.fixed else facts.published_on)
    if facts.outcome in ("fail", "review"):
        return _to_settle(facts)
    if facts.open_checks:
        return _ours(facts, "check", tr("Check its other posts"), "")
    if facts.promised and facts.counts < facts.quantity:
        return _theirs(facts, "publish", tr("Publish the rest"), facts.due)
    if facts.numbers_due:
        return _ours(facts, "numbers", tr("Enter numbers"), facts.numbers_due)
    return _ours(facts, "done", tr("Mark as done"), facts.live_until) if facts.promised else None


def _to_settle(facts: Facts) -> Action:
    if facts.outcome == "review":
        return _ours(facts, "settle", tr("Decide on the disclosure"), facts.published_on)
    if facts.fix_asked:
        return _theirs(facts, "fix", tr("Fix from {name}", name=_creator(facts)), facts.fix_due)
    return _ours(facts, "ask_fix", tr("Ask for a fix"), facts.published_on)


def _to_decide(facts: Facts, _today: str) -> Action:
    return _ours(facts, "decide", tr("Decide how it goes on"), "")


def _ours(facts: Facts, code: str, words: str, due: str) -> Action:
    return Action(code, words, "us", facts.owner, facts.owner_id, due)


def _theirs(facts: Facts, code: str, words: str, due: str) -> Action:
    return Action(code, words, "creator", facts.creator, "", due)


def _creator(facts: Facts) -> str:
    return facts.creator or tr("the creator")


_FOLLOWS: dict[str, Callable[[Facts, str], Action | None]] = {
    "planned": _to_make,
    "in_work": _to_make,
    "in_review": _to_answer,
    "changes": _to_change,
    "approved": _to_publish,
    "scheduled": _to_publish,
    "live": _of_live,
    "missed": _to_decide,
}
