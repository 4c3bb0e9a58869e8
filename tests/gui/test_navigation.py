"""The way back: a hundred places, one of them the present."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.gui.navigation import Place, Trail

A, B, C = Place("today"), Place("creator", "a", "files"), Place("creator", "a", "history")


def trail(*places: Place) -> Trail:
    made = Trail()
    for place in places:
        made.visit(place)
    return made


def test_records_and_tabs_are_places_of_their_own() -> None:
    way = trail(A, B, C)
    assert [way.back(), way.back(), way.back()] == [B, A, A]
    assert [way.forward(), way.forward(), way.forward()] == [B, C, C]
    assert (way.can_back, way.can_forward) == (True, False)


def test_the_same_place_is_no_step_and_takes_what_it_is_opened_for() -> None:
    way = trail(A, Place("imports"), Place("imports", about=("new",)))
    assert way.now == Place("imports", about=("new",))
    assert way.back() == A
    assert not way.can_back


def test_what_lay_ahead_is_forgotten() -> None:
    way = trail(A, B)
    way.back()
    way.visit(C)
    assert not way.can_forward
    assert way.back() == A


def test_nowhere_yet() -> None:
    way = Trail()
    assert (way.now, way.can_back, way.can_forward) == (None, False, False)


@pytest.mark.parametrize("steps", [99, 100, 101, 350])
def test_a_hundred_places_are_kept(steps: int) -> None:
    way = trail(*(Place("creator", str(n)) for n in range(steps)))
    back = 0
    while way.can_back:
        way.back()
        back += 1
    assert back == min(steps, 100) - 1
    assert way.now == Place("creator", str(max(0, steps - 100)))


@given(st.lists(st.one_of(st.sampled_from([A, B, C]), st.sampled_from(["back", "forward"]))))
def test_as_two_stacks_would_do(steps: list[Place | str]) -> None:
    way = trail(A)
    behind: list[Place] = []
    ahead: list[Place] = []
    now = A
    for step in steps:
        if isinstance(step, Place):
            way.visit(step)
            if step != now:
                behind, now, ahead = [*behind, now], step, []
        elif step == "back":
            way.back()
            if behind:
                behind, now, ahead = behind[:-1], behind[-1], [now, *ahead]
        else:
            way.forward()
            if ahead:
                behind, now, ahead = [*behind, now], ahead[0], ahead[1:]
        assert (way.now, way.can_back, way.can_forward) == (now, bool(behind), bool(ahead))
