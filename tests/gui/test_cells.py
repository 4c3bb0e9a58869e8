"""Cells: what is copied, what the tooltip says and what a screen reader says."""

import dataclasses

import pytest

from infludesk.gui.kit.cells import (
    Bar,
    Cell,
    Due,
    Masked,
    MoneyCell,
    NumberCell,
    Person,
    Pill,
    Tags,
    Tally,
    Text,
    Tick,
)

ZOFIA = Person("Zofia Wiśniewska", handles=(("instagram", "zosia.w"), ("tiktok", "zosia")), key="c1")


@pytest.mark.parametrize(
    ("cell", "display"),
    [
        (Text("Skincare"), "Skincare"),
        (Text("Skincare", "two reels"), "Skincare · two reels"),
        (ZOFIA, "Zofia Wiśniewska · zosia.w"),
        (Person("Ola"), "Ola"),
        (Tally(7, 10, "Signed"), "Signed, stage 7 of 10"),
        (Tally(4, 5, counted=True), "4 of 5"),
        (Tally(4, 5, "4 of 5 posts", counted=True), "4 of 5 posts"),
        (Pill("Late", "danger", "clock"), "Late"),
        (MoneyCell("1,200.00", "EUR"), "EUR 1,200.00"),
        (MoneyCell("1,200.00"), "1,200.00"),
        (Due("in 3 days", iso="2026-03-12"), "2026-03-12"),
        (NumberCell("12,431"), "12,431"),
        (NumberCell("0"), "0"),
        (NumberCell(), "–"),
        (NumberCell(na_reason="no reach given"), "n/a: no reach given"),
        (NumberCell("4.1%", stale_text="as of 3 Feb"), "4.1% · as of 3 Feb"),
        (NumberCell("98%", question="higher than usual"), "98%"),
        (Masked(), "hidden"),
        (Tick("on"), "ticked"),
        (Tick("part"), "partly ticked"),
        (Tick(), "not ticked"),
        (Tags(("vegan", "sport")), "vegan, sport"),
        (Bar(0.5, "21 of 42"), "21 of 42"),
    ],
)
def test_display_is_the_plain_text(cell: Cell, display: str) -> None:
    assert cell.display == display


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (NumberCell(na_reason="no reach given"), "no reach given"),
        (NumberCell("98%", question="higher than usual"), "higher than usual"),
        (NumberCell("9", stale_text="as of 3 Feb", problem="below zero"), "as of 3 Feb\nbelow zero"),
        (Text("x", problem="two creators have this handle"), "two creators have this handle"),
        (Text("x"), ""),
    ],
)
def test_reason_is_the_tooltip(cell: Cell, reason: str) -> None:
    assert cell.reason == reason


@pytest.mark.parametrize(
    ("cell", "spoken"),
    [
        (ZOFIA, "Zofia Wiśniewska, zosia.w on instagram, zosia on tiktok"),
        (Due("4 days late", "late", "2026-03-01"), "4 days late"),
        (MoneyCell("12.00", "EUR", internal=True), "EUR 12.00, internal"),
        (Text("Berlin", fresh=True), "Berlin, changed"),
        (Tags(("vegan", "sport")), "2 tags, vegan, sport"),
        (Tags(("vegan",)), "1 tag, vegan"),
        (Text("", problem="needed for the contract"), "needed for the contract"),
    ],
)
def test_spoken_has_value_and_state(cell: Cell, spoken: str) -> None:
    assert cell.spoken == spoken


def test_cells_are_frozen_and_equal_by_value() -> None:
    assert Text("a") == Text("a")
    assert hash(ZOFIA) == hash(dataclasses.replace(ZOFIA))
    with pytest.raises(dataclasses.FrozenInstanceError):
        Text("a").text = "b"  # type: ignore[misc]
