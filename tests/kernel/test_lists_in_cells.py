"""Entries of one cell can be told apart again."""

from infludesk.kernel.lists import APART, PLAIN, awkward, joined


def test_entries_are_joined_so_that_they_come_apart() -> None:
    assert joined(["sport", "food"], PLAIN) == "sport, food"
    assert joined(["food, drink", "sport"], APART) == "food, drink ::: sport"
    assert joined(["food, drink"], APART) == "food, drink :::"
    assert joined([], APART) == ""


def test_signs_that_part_entries_elsewhere_are_awkward() -> None:
    assert all(awkward([f"a{sign}b"]) for sign in ',;|"\n')
    assert not awkward(["food & drink", "sport"])
