"""How a column is read: once, from all its values."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.model import STANDINGS
from infludesk.importing.fields.reading import LOCK, Reading, clean, detect, is_read, parts, read, seconds
from infludesk.kernel.errors import Problem


def all_of(kind: str, *cells: str) -> list[Any]:
    reading = detect(kind, cells)
    return [read(reading, cell) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("12,400", "3"), [12_400, 3]),
        (("475.8m", "0.89k", "29.0b"), [475_800_000, 890, 29_000_000_000]),
        (("1.25M", "12,500"), [1_250_000, 12_500]),
        (("1.234.567", "12.500"), [1_234_567, 12_500]),
        (("12 400", "1'200", "10K+"), [12_400, 1_200, 10_000]),
        (("3e+06", "3500000"), [3_000_000, 3_500_000]),
        (("1.234,5", "2,5k"), [1_234, 2_500]),
        (("3,9k", "1,200"), [3_900, 1_200]),
        (("3.9k", "1.200"), [3_900, 1_200]),
        (("1,234k", "3,9K", "12.5"), [1_234_000, 3_900, 12]),
        ((LOCK, "-", "N/A", "7"), [None, None, None, 7]),
    ],
)
def test_counts(cells: tuple[str, ...], values: list[int]) -> None:
    assert all_of("int", *cells) == values


def test_an_ambiguous_column_of_counts_is_marked() -> None:
    reading = detect("int", ["12.500", "8.100"])
    assert read(reading, "12.500") == 12_500
    assert reading.doubt
    assert not detect("int", ["12,500", "8,100"]).doubt
    assert detect("int", ["1.5k", "12.500"]).doubt


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("3.47", "0.8"), [34_700, 8_000]),
        (("3,4%", "1%"), [34_000, 10_000]),
        (("1.39%", "0.07%"), [13_900, 700]),
        (("0.0347", "0.008"), [34_700, 8_000]),
        (("3.470", "2.113"), [34_700, 21_130]),
    ],
)
def test_rates_are_decided_for_the_whole_column(cells: tuple[str, ...], values: list[int]) -> None:
    assert all_of("ppm", *cells) == values
    assert not detect("ppm", cells).doubt


def test_a_rate_below_one_is_not_made_a_fraction_by_itself() -> None:
    assert all_of("ppm", "0.8", "3.4", "12.1")[0] == 8_000


@pytest.mark.parametrize("cells", [("0.8", "0.6"), ("0.03", "0.05"), ("3.4%", "2.1")])
def test_an_ambiguous_column_of_rates_is_marked(cells: tuple[str, ...]) -> None:
    assert detect("ppm", cells).doubt


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (("2024-03-12", "2024-03-12T10:30:00Z"), ["2024-03-12", "2024-03-12"]),
        (("03/04/2024", "31/12/2023"), ["2024-04-03", "2023-12-31"]),
        (("03/04/2024", "12/31/2023"), ["2024-03-04", "2023-12-31"]),
        (("12 Mar 2024", "7-Feb-22", "March 3, 2024"), ["2024-03-12", "2022-02-07", "2024-03-03"]),
        (("31.12.23",), ["2023-12-31"]),
        (("45363", "45364.5"), ["2024-03-12", "2024-03-13"]),
    ],
)
def test_days(cells: tuple[str, ...], days: list[str]) -> None:
    assert all_of("day", *cells) == days
    assert not detect("day", cells).doubt


def test_days_that_could_be_either_are_read_day_first_and_marked() -> None:
    reading = detect("day", ["03/04/2026", "05/06/2026"])
    assert read(reading, "03/04/2026") == "2026-04-03"
    assert reading.doubt == "03/04 is read as 3 Apr (day first)."


def test_partial_birthdays() -> None:
    assert all_of("pday", "1604-05-06", "--0506", "1990", "1990-05", "6 May") == [
        "--05-06", "--05-06", "1990", "1990-05", "--05-06",
    ]  # fmt: skip


def test_lists() -> None:
    assert all_of("list", "* myContacts ::: Navy") == [("myContacts", "Navy")]
    assert all_of("list", "food, travel", "food") == [("food", "travel"), ("food",)]
    assert all_of("list", '"a, b","c"') == [("a, b", "c")]
    assert all_of("list", "a; b;a") == [("a", "b")]


def test_words() -> None:
    assert all_of("yes", "Yes", "nein", "✓") == [True, False, True]
    assert all_of("country", "Spain", "usa", "de", "Deutschland") == ["ES", "US", "DE", "DE"]
    assert all_of("langs", "French, de-DE") == [("fr", "de-DE")]
    assert read(Reading("choice"), "ACTIVE", STANDINGS) == "active"


@pytest.mark.parametrize(
    ("kind", "cell"),
    [("int", "many"), ("int", "-5"), ("int", "9" * 30), ("ppm", "high"), ("day", "soon"), ("day", "31/02/2026"),
     ("email", "ana@gmial"), ("phone", "4.91512E+11"), ("country", "Atlantis"), ("yes", "perhaps"), ("url", "a b")],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_quotes_the_persons_own_value(kind: str, cell: str) -> None:
    with pytest.raises(Problem, match=cell.replace("+", r"\+")):
        read(detect(kind, [cell]), cell)


def test_the_message_of_an_email_without_ending() -> None:
    with pytest.raises(Problem) as refused:
        read(Reading("email"), "ana@gmial")
    assert refused.value.title == '"ana@gmial" has no ending such as .com.'


def test_emails_are_found_in_what_mail_programs_write() -> None:
    assert read(Reading("email"), "Ana Ruiz <ana@mail.example>") == "ana@mail.example"
    several = detect("email", ["a@x.example ::: b@x.example"])
    assert parts(several, "a@x.example ::: b@x.example") == ("a@x.example", "b@x.example")


def test_a_lock_is_no_value() -> None:
    assert clean(LOCK) == ""
    assert clean("=SUM(A1)") == "=SUM(A1)"


def test_hours_become_seconds() -> None:
    assert seconds(Reading("ppm"), "1.5") == 5_400
    assert seconds(Reading("ppm"), "") is None


@given(st.lists(st.integers(0, 2**50), min_size=1, max_size=20))
def test_grouped_counts_read_back_in_both_notations(numbers: list[int]) -> None:
    for sign in (",", "."):
        cells = [f"{n:,}".replace(",", sign) for n in numbers]
        assert all_of("int", *cells) == numbers


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_percentages_read_back(ppm: list[int]) -> None:
    assert all_of("ppm", *[f"{p / 10_000:.4f}%" for p in ppm]) == ppm


_KINDS = ["int", "ppm", "day", "pday", "email", "phone", "url", "yes", "country", "langs", "list", "zone"]
_CELLS = st.text(max_size=12) | st.from_regex(r"[-+]?[0-9.,/ kmKM%-]{1,12}", fullmatch=True)


@given(st.sampled_from(_KINDS), st.lists(_CELLS, max_size=5))
def test_any_column_is_read_or_told(kind: str, cells: list[str]) -> None:
    reading = detect(kind, cells)
    for cell in cells:
        try:
            read(reading, cell)
        except Problem as problem:
            assert problem.code.startswith("cell.")  # noqa: PT017  any other exception is a failure


def test_a_cell_is_read_where_each_of_its_values_is() -> None:
    several = Reading("email", split=",")
    assert is_read(several, "ana@example.com, leo@example.com")
    assert not is_read(several, "ana@example.com, leo")
    assert is_read(Reading("choice"), "Paused", STANDINGS)
    assert not is_read(Reading("choice"), "Gone", STANDINGS)
