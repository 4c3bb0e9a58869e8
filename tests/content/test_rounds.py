"""Rounds, turnaround and approval by silence, as the contract says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content import rounds
from infludesk.content.model import DECISIONS, STATES, Deliverable, Draft, Review
from infludesk.content.rounds import Terms
from infludesk.content.states import MOVES, allowed, done_when, following, preceding, refuse_move
from infludesk.kernel.errors import Problem

SIDES = st.sampled_from(["house", "client", "legal"])
SAID = st.lists(st.tuples(SIDES, st.sampled_from([code for code, _ in DECISIONS])), max_size=8)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def reviews(said: list[tuple[str, str]]) -> list[Review]:
    """What was said, one a minute."""
    return [
        Review(id=f"{n:02}", side=side, decision=decision, decided_at=f"2026-03-12T10:{n:02}:00Z")
        for n, (side, decision) in enumerate(said)
    ]


def handed_in(*steps: str) -> list[Draft]:
    return [
        Draft(id=f"{n:02}", step=step, submitted_at=f"2026-03-{n + 1:02}T09:00:00Z") for n, step in enumerate(steps)
    ]


@given(said=SAID, by_client=st.booleans())
def test_a_draft_is_approved_exactly_when_no_side_is_missing_and_none_is_against(
    said: list[tuple[str, str]],
    by_client: bool,  # noqa: FBT001  an example
) -> None:
    needed = Terms(by_client=by_client).sides
    last = dict(said)
    against = bool(set(last.values()) - {"approved"})
    verdict = rounds.verdict(reviews(said), needed)
    assert (verdict == "approved") == (not against and not rounds.missing(reviews(said), needed))
    assert (verdict in ("changes", "rejected")) == against


@given(said=SAID)
def test_the_order_of_rows_changes_no_verdict(said: list[tuple[str, str]]) -> None:
    given_ = reviews(said)
    assert rounds.verdict(given_, ("house",)) == rounds.verdict(given_[::-1], ("house",))


@given(
    steps=st.lists(st.sampled_from(["concept", "draft", "final"]), min_size=1, max_size=9), allowed_=st.integers(0, 5)
)
def test_rounds_are_counted_within_their_step(steps: list[str], allowed_: int) -> None:
    drafts = handed_in(*steps)
    for step in set(steps):
        same = [one for one in drafts if one.step == step]
        assert [rounds.number(drafts, one) for one in same] == list(range(1, len(same) + 1))
        assert rounds.rounds_left(drafts, step, allowed_) == allowed_ - len(same)
        assert rounds.rounds_left(drafts, step, None) is None


@given(day=DAYS, days=st.integers(0, 60))
def test_an_answer_is_due_so_many_days_later(day: date, days: int) -> None:
    assert rounds.answer_by(day, days) == (day + timedelta(days=days)).isoformat()
    assert rounds.answer_by(day, None) is None


@given(day=DAYS, days=st.integers(1, 30))
def test_silence_approves_after_the_days_agreed_and_never_against_an_answer(day: date, days: int) -> None:
    draft = Draft(id="d", step="draft", submitted_at=f"{day.isoformat()}T12:00:00Z")
    terms = Terms(deemed_days=days, by_client=True)
    assert rounds.deemed_from(draft, [], terms, "UTC") == (day + timedelta(days=days)).isoformat()
    assert rounds.deemed_from(draft, reviews([("house", "approved")]), terms, "UTC") is not None
    assert rounds.deemed_from(draft, reviews([("client", "changes")]), terms, "UTC") is None
    assert rounds.deemed_from(draft, reviews([("house", "approved"), ("client", "approved")]), terms, "UTC") is None
    assert rounds.deemed_from(draft, [], Terms(), "UTC") is None


def test_turnaround_counts_the_days_of_the_calendar_where_we_work() -> None:
    late, next_day = "2026-03-12T23:30:00Z", "2026-03-13T00:10:00Z"
    assert rounds.days_taken(late, next_day, "UTC") == 1
    assert rounds.days_taken(late, next_day, "Europe/Madrid") == 0


@pytest.mark.parametrize("state", [code for code, _ in STATES])
@pytest.mark.parametrize("to", [code for code, _ in STATES])
def test_every_move_is_in_the_table_or_refused_with_a_reason(state: str, to: str) -> None:
    piece = Deliverable(title="Reel", state=state)
    if allowed(state, to):
        assert to in MOVES[state]
        refuse_move(piece, to)
        return
    with pytest.raises(Problem) as caught:
        refuse_move(piece, to)
    assert caught.value.code == "deliverable.move"
    assert caught.value.advice


def test_what_is_handed_over_is_done_without_a_post() -> None:
    assert allowed("approved", "done", needs_post=False)
    assert allowed("done", "approved", needs_post=False)
    assert not allowed("approved", "live", needs_post=False)
    assert not allowed("approved", "done")
    assert (following("approved"), following("approved", needs_post=False)) == ("scheduled", "done")
    assert (preceding("done"), preceding("done", needs_post=False)) == ("live", "approved")
    assert (following("done"), preceding("planned"), following("waived")) == (None, None, None)


@pytest.mark.parametrize(
    ("counts", "quantity", "open_checks", "live_until", "lacks"),
    [
        (1, 1, 0, "", ""),
        (2, 3, 0, "", "2 of 3 are published."),
        (3, 3, 2, "", "2 checks have not passed."),
        (1, 1, 0, "2026-03-13", "It stays live until 2026-03-13."),
        (1, 1, 0, "2026-03-12", ""),
    ],
)
def test_a_piece_is_done_when_nothing_is_lacking(
    counts: int, quantity: int, open_checks: int, live_until: str, lacks: str
) -> None:
    given_ = {"counts": counts, "quantity": quantity, "open_checks": open_checks}
    assert done_when(**given_, live_until=live_until, today="2026-03-12") == lacks
