"""Exactly one next action, with its owner and day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.model import LEFT, OUTCOMES, STATES
from infludesk.content.next_action import Facts, Task, next_action

TODAY = "2026-03-12"
DAYS = st.sampled_from(["", "2026-03-01", TODAY, "2026-04-01"])
FACTS = st.builds(
    Facts,
    state=st.sampled_from([code for code, _ in STATES]), creator=st.sampled_from(["", "Ana Ruiz"]),
    owner=st.just("Mia"), owner_id=st.just("m"), due=DAYS, concept_due=DAYS, draft_due=DAYS, promised=st.booleans(),
    needs_post=st.booleans(), step=st.sampled_from(["", "concept", "draft", "final"]), review_due=DAYS,
    needed=st.sampled_from([("house",), ("house", "client")]),
    said=st.dictionaries(st.sampled_from(["house", "client"]), st.sampled_from(["approved", "changes"])),
    deemed_from=DAYS, published=st.booleans(), published_on=DAYS,
    outcome=st.sampled_from(["", *(code for code, _ in OUTCOMES)]), fix_asked=st.booleans(), fix_due=DAYS,
    fixed=st.booleans(), counts=st.integers(0, 3), quantity=st.integers(1, 3), open_checks=st.integers(0, 2),
    live_until=DAYS, down_on=DAYS, numbers_due=DAYS,
)  # fmt: skip


def says(facts: dict[str, object]) -> tuple[str, str, str, str] | None:
    """The words of the action, whose it is, by name, and its day."""
    known: dict[str, object] = {
        "creator": "Ana Ruiz",
        "client": "Acme",
        "owner": "Mia",
        "owner_id": "m",
        "due": "2026-03-20",
    }
    found = next_action(Facts(**(known | facts)), TODAY)  # type: ignore[arg-type]
    return (found.words, found.side, found.owner, found.due) if found else None


@given(facts=FACTS, today=st.sampled_from(["", TODAY]))
def test_every_open_piece_has_one_action_with_words_and_a_side(facts: Facts, today: str) -> None:
    action = next_action(facts, today)
    if facts.state in LEFT | {"done"}:
        assert action is None
    elif facts.promised or facts.state != "live":
        assert action is not None
        assert action.words
        assert action.side in ("us", "creator", "client")
        assert (action.owner_id == "m") == (action.side == "us")


@given(facts=FACTS)
def test_a_task_goes_before_what_the_state_says(facts: Facts) -> None:
    task = Task(id="t", title="Call Ana", due="2026-03-15", owner="Ben", owner_id="b")
    known = {name: getattr(facts, name) for name in Facts.__dataclass_fields__}
    action = next_action(Facts(**(known | {"task": task})), TODAY)
    assert action is not None
    assert (action.words, action.side, action.owner, action.due) == ("Call Ana", "us", "Ben", "2026-03-15")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"state": "planned", "concept_due": "2026-03-13"},
         ("Concept from Ana Ruiz", "creator", "Ana Ruiz", "2026-03-13")),
        ({"state": "in_work", "concept_due": "2026-03-13", "step": "concept"},
         ("Draft from Ana Ruiz", "creator", "Ana Ruiz", "2026-03-20")),
        ({"state": "planned", "draft_due": "2026-03-16"}, ("Draft from Ana Ruiz", "creator", "Ana Ruiz", "2026-03-16")),
        ({"state": "in_review", "review_due": "2026-03-14"}, ("Review the draft", "us", "Mia", "2026-03-14")),
        ({"state": "in_review", "step": "concept"}, ("Review the concept", "us", "Mia", "2026-03-20")),
        ({"state": "in_review", "needed": ("house", "client"), "said": {"house": "approved"}},
         ("Answer from Acme", "client", "Acme", "2026-03-20")),
        ({"state": "in_review", "deemed_from": "2026-03-12"},
         ("Note the approval by silence", "us", "Mia", "2026-03-12")),
        ({"state": "in_review", "deemed_from": "2026-03-13"}, ("Review the draft", "us", "Mia", "2026-03-20")),
        ({"state": "changes"}, ("Changes from Ana Ruiz", "creator", "Ana Ruiz", "2026-03-20")),
        ({"state": "approved"}, ("Publish", "creator", "Ana Ruiz", "2026-03-20")),
        ({"state": "scheduled", "due": "2026-03-12T18:00"},
         ("Add the post's address", "us", "Mia", "2026-03-12T18:00")),
        ({"state": "approved", "needs_post": False}, ("Mark as done", "us", "Mia", "2026-03-20")),
        ({"state": "live", "published_on": "2026-03-10"}, ("Check the post", "us", "Mia", "2026-03-10")),
        ({"state": "live", "outcome": "fail"}, ("Ask for a fix", "us", "Mia", "")),
        ({"state": "live", "outcome": "fail", "fix_asked": True, "fix_due": "2026-03-13"},
         ("Fix from Ana Ruiz", "creator", "Ana Ruiz", "2026-03-13")),
        ({"state": "live", "outcome": "fail", "fixed": True}, ("Check the post again", "us", "Mia", "")),
        ({"state": "live", "outcome": "fail", "fix_asked": True, "down_on": "2026-03-11"},
         ("Decide how it goes on", "us", "Mia", "")),
        ({"state": "live", "outcome": "pass", "counts": 1, "live_until": "2026-04-09", "down_on": "2026-03-11"},
         ("Decide how it goes on", "us", "Mia", "")),
        ({"state": "live", "outcome": "pass", "counts": 1, "live_until": "2026-03-10", "down_on": "2026-03-11"},
         ("Mark as done", "us", "Mia", "2026-03-10")),
        ({"state": "live", "outcome": "review"}, ("Decide on the disclosure", "us", "Mia", "")),
        ({"state": "live", "outcome": "pass", "counts": 2, "open_checks": 1},
         ("Check its other posts", "us", "Mia", "")),
        ({"state": "live", "outcome": "pass", "counts": 1, "quantity": 3},
         ("Publish the rest", "creator", "Ana Ruiz", "2026-03-20")),
        ({"state": "live", "outcome": "pass", "counts": 1, "numbers_due": "2026-03-11"},
         ("Enter numbers", "us", "Mia", "2026-03-11")),
        ({"state": "live", "outcome": "pass", "counts": 1, "live_until": "2026-04-09"},
         ("Mark as done", "us", "Mia", "2026-04-09")),
        ({"state": "live", "outcome": "pass", "promised": False}, None),
        ({"state": "missed"}, ("Decide how it goes on", "us", "Mia", "")),
        ({"state": "done"}, None),
    ],
)  # fmt: skip
def test_what_comes_next(facts: dict[str, object], said: tuple[str, str, str, str] | None) -> None:
    assert says(facts) == said
