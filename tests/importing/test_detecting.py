"""What is found out about a column from its cells: countries of phones, the order of names, money, units."""

from dataclasses import replace
from typing import Any

import pytest

from infludesk.importing.columns.home import Home
from infludesk.importing.columns.mapping import propose
from infludesk.importing.fields.reading import Reading, detect, read
from infludesk.importing.fields.ways import readings_for, shown
from infludesk.importing.files.csv_file import read_csv
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money

SPANISH = ["+34 600 000 201", "0034 600 000 202", "+34 910 000 203", "600 000 204"]


def test_a_phone_without_a_code_is_of_the_country_of_the_others() -> None:
    assert detect("phone", SPANISH, country="DE") == Reading("phone", country="ES")


def test_a_phone_without_a_code_is_of_the_house_s_country_where_it_fits() -> None:
    assert detect("phone", ["0171 2345678", "030 23125000"], country="DE").country == "DE"
    assert detect("phone", ["0171 2345678"], country="DE").doubt == ""


@pytest.mark.parametrize("cells", [["0171 2345678"], ["+1 212 555 0147", "+34 600 000 201", "600 000 204"]])
def test_a_phone_of_an_unknown_country_is_asked_about(cells: list[str]) -> None:
    reading = detect("phone", cells)
    assert reading.country == ""
    assert cells[-1] in reading.doubt


def test_the_row_s_country_comes_first() -> None:
    sheet = read_csv(b"Name,Phone,Country\nMia,0171 2345678,Germany\n", "list.csv")
    assert propose(sheet, Home("ES")).columns[1].reading == Reading("phone")
    some = read_csv(b"Name,Phone,Country\nMia,0171 2345678,Germany\nLeo,0171 2345679,\n", "list.csv")
    assert propose(some, Home("DE")).columns[1].reading.country == "DE"


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (["Ruiz, Ana", "Park, Leo", "de la Cruz, Mia"], ["Ana Ruiz", "Leo Park", "Mia de la Cruz"]),
        (["Ana Ruiz", "Leo Park"], ["Ana Ruiz", "Leo Park"]),
        (["Brandt, Inc.", "Roe, Jr."], ["Brandt, Inc.", "Roe, Jr."]),
    ],
)
def test_names_are_turned_round_where_the_column_writes_them_so(cells: list[str], names: list[str]) -> None:
    reading = detect("name", cells)
    assert [read(reading, cell) for cell in cells] == names
    assert reading.doubt == ""


def test_a_column_with_both_orders_is_asked_about() -> None:
    reading = detect("name", ["Ruiz, Ana", "Leo Park"])
    assert reading.order == ""
    assert reading.doubt


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (["EUR 1.200,50", "900,00 €"], [Money(120_050, "EUR"), Money(90_000, "EUR")]),
        (["$500", "1,200 USD"], [Money(50_000, "USD"), Money(120_000, "USD")]),
        (["1.5k €", "R$ 2.000,00"], [Money(150_000, "EUR"), Money(200_000, "BRL")]),
        (["CHF 1'200.–", "kr"], [Money(120_000, "CHF"), None]),
        (["¥1.200", "1.250,- EUR"], [Money(1_200, "JPY"), Money(125_000, "EUR")]),
    ],
)
def test_amounts(cells: list[str], amounts: list[Money | None]) -> None:
    reading = detect("money", cells)
    for cell, amount in zip(cells, amounts, strict=True):
        if amount is None:
            with pytest.raises(Problem, match="is not an amount"):
                read(reading, cell)
        else:
            assert read(reading, cell) == amount


def test_amounts_without_a_currency() -> None:
    assert detect("money", ["1,200", "EUR 500"]).doubt == "Some amounts name no currency."
    assert detect("money", ["1,200", "500"], currency="EUR") == Reading(
        "money", currency="EUR", doubt="The amounts name no currency. They are read as EUR."
    )
    with pytest.raises(Problem, match="names no currency"):
        read(detect("money", ["500"]), "500")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12 Tsd", 12_000), ("1,2 Mio.", 1_200_000), ("3.4万", 34_000), ("1,5 mln", 1_500_000), ("2 Mrd", 2_000_000_000),
     ("12 тыс", 12_000), ("3 lakh", 300_000)],
)  # fmt: skip
def test_units_that_mean_one_number_everywhere(cell: str, value: int) -> None:
    assert read(detect("int", [cell]), cell) == value


def test_a_unit_that_means_two_numbers_is_told() -> None:
    with pytest.raises(Problem, match="is not a number"):
        read(detect("int", ["12 mil"]), "12 mil")


@pytest.mark.parametrize(
    ("cell", "day"),
    [("12. März 2024", "2024-03-12"), ("3 mai 2024", "2024-05-03"), ("1 août 2023", "2023-08-01"),
     ("7 dez 2022", "2022-12-07"), ("12 ago 2024", "2024-08-12"), ("5 Oktober 2024", "2024-10-05")],
)  # fmt: skip
def test_months_of_other_languages(cell: str, day: str) -> None:
    assert read(detect("day", [cell]), cell) == day


def test_some_days_ago_is_no_day() -> None:
    with pytest.raises(Problem, match="is not a date"):
        read(Reading("day"), "3 days ago")


def test_every_way_can_be_chosen_and_is_said() -> None:
    for kind in ("int", "ppm", "money", "day", "pday", "name", "phone", "account", "list", "email"):
        for way in readings_for(kind):
            assert len(way.options) > 1
            for value, words in way.options:
                assert words
                chosen: dict[str, Any] = {way.name: value}
                shown(replace(Reading(kind), **chosen))
    assert readings_for("text") == ()


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading("int", decimal=","), "12.500 = 12,500"),
        (Reading("ppm", scale="fraction"), "0.034 = 3.4 %"),
        (Reading("ppm", decimal=",", scale="points"), "3,4 = 3.4 %"),
        (Reading("day", order="dmy"), "Day first, 31/03/2026"),
        (Reading("name", order="family"), "Ruiz, Ana = Ana Ruiz"),
        (Reading("phone", country="DE", split=";"), "Numbers without a code: Germany · Several, by semicolons"),
        (Reading("money", currency="EUR"), "12,500 = 12,500 · EUR where none is named"),
        (Reading("account", split="any"), "Several accounts"),
        (Reading("text"), ""),
    ],
)
def test_a_reading_in_words(reading: Reading, words: str) -> None:
    assert shown(reading) == words
