"""Typed text to values and back, with the messages people read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from infludesk.gui.kit.entry import read_entry
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.typed import remark, write_entry
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field, Kind, choices
from infludesk.kernel.money import CURRENCIES, Money

TODAY = date(2026, 3, 9)


def formats(tag: str = "en_GB", currencies: tuple[str, ...] = ()) -> Formats:
    return Formats(Locale.parse(tag), "Europe/Paris", "EUR", lambda: TODAY, currencies=currencies)


def field(kind: Kind, label: str = "Fee", name: str = "fee") -> Field:
    return Field(
        name, kind, label, choices=choices(paid="Paid post", gift="Gift") if kind in ("choice", "flags") else ()
    )


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "  Ana Ruiz ", "Ana Ruiz"),
        ("email", "ana@mail.example", "ana@mail.example"),
        ("phone", "+34 612 345 678", "+34 612 345 678"),
        ("url", "ana.example/about", "ana.example/about"),
        ("choice", "paid POST", "paid"),
        ("flags", "Paid post, gift", ("gift", "paid")),
        ("list", "food, travel, food", ("food", "travel")),
        ("yes", "Yes", True),
        ("country", "germany", "DE"),
        ("country", "es", "ES"),
        ("lang", "Spanish", "es"),
        ("lang", "pt-BR", "pt-BR"),
        ("currency", "usd", "USD"),
        ("zone", "Europe/Madrid", "Europe/Madrid"),
        ("day", "12 Mar 2026", "2026-03-12"),
        ("day", "+3", "2026-03-12"),
        ("pday", "1994", "1994"),
        ("pday", "1994-07", "1994-07"),
        ("pday", "Jul 1994", "1994-07"),
        ("pday", "12 Jul", "--07-12"),
        ("pday", "12 Jul 1994", "1994-07-12"),
        ("moment", "12 Mar 2026, 09:30", "2026-03-12T08:30:00Z"),
        ("deadline", "12 Mar 2026", "2026-03-12"),
        ("deadline", "12 Mar 2026 18:00", "2026-03-12T18:00[Europe/Paris]"),
        ("deadline", "12 Mar 2026 18:00 America/New_York", "2026-03-12T18:00[America/New_York]"),
        ("int", "12,431", 12431),
        ("int", "12.431", 12431),
        ("int", "1.2M", 1_200_000),
        ("int", "-5", -5),
        ("ppm", "3.4 %", 34_000),
        ("ppm", "0.05", 500),
        ("ppm", "1,200%", 12_000_000),
        ("int", "3,9k", 3900),
        ("money", "1,200", Money(120_000, "EUR")),
        ("money", "1200 USD", Money(120_000, "USD")),
        ("money", "¥ 5000", Money(5000, "JPY")),
    ],
)
def test_what_people_type_is_read(kind: Kind, typed: str, value: object) -> None:
    assert read_entry(field(kind), typed, formats()) == value


def test_an_empty_field_is_nothing_and_an_empty_list_is_an_empty_list() -> None:
    assert read_entry(field("int"), "  ", formats()) is None
    assert read_entry(field("list"), "", formats()) == ()


def test_a_german_reads_the_comma_as_decimal_sign() -> None:
    german = formats("de_DE")
    assert read_entry(field("ppm"), "3,4 %", german) == 34_000
    assert read_entry(field("money"), "1.200,50", german) == Money(120_050, "EUR")


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        (
            "email",
            "ana@gmial",
            ('"ana@gmial" has no ending such as .com. ' "The old address is kept. Correct it or press Esc."),
        ),
        ("money", "1.000,5O", '"1.000,5O" has a letter in it. The old amount is kept. Type digits only.'),
        (
            "money",
            "-50",
            "Fee cannot be below zero. The old amount is kept.",
        ),
        ("day", "31/02/2026", "There is no 31 February 2026. The old date is kept. The last day is 28 Feb 2026."),
        ("ppm", "7,25", "7,25 can be 7.25 or 725. Type 7.25."),
        ("ppm", "-12,5 %", "12,5 can be 12.5 or 125. Type 12.5."),
        ("ppm", "0,05", "0,05 can be 0.05 or 5. Type 0.05."),
        ("money", "800,50", "800,50 can be 800.50 or 80050. Type 800.50."),
        ("money", "€ 7,25", "7,25 can be 7.25 or 725. Type 7.25."),
        ("money", "1.200,50 EUR", "1.200,50 has the decimal sign of another country. Type 1200.50."),
        ("int", "12,43", "12,43 can be 12.43 or 1243. Type 1243."),
        ("int", "many", '"many" is not a number. The old number is kept. Type digits only.'),
        ("int", "2.5", '"2.5" is not a whole number. The old number is kept. Type digits only.'),
        ("country", "Atlantis", '"Atlantis" is not known here. The old value is kept. Choose from the list.'),
        (
            "email",
            "ana at mail",
            ('"ana at mail" has no name and @ before the domain. ' "The old address is kept. Correct it or press Esc."),
        ),
        (
            "url",
            "my page",
            ('"my page" is not a web address. ' "The old address is kept. Paste it as the browser shows it."),
        ),
        ("deadline", "12 Mar 2026 25:00", '"25:00" is not a time of day. The old time is kept.'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_the_design_s_words(kind: Kind, typed: str, message: str) -> None:
    with pytest.raises(Problem) as caught:
        read_entry(field(kind), typed, formats())
    assert str(caught.value) == message


def test_a_handle_has_no_spaces() -> None:
    with pytest.raises(Problem) as caught:
        read_entry(field("text", "Handle", "handle"), "ana fit", formats())
    assert str(caught.value) == (
        "A handle has no spaces. Nothing was changed. Use ana_fit or paste the profile address."
    )


def test_two_currencies_in_use_ask_for_one() -> None:
    with pytest.raises(Problem) as caught:
        read_entry(field("money"), "1200", formats(currencies=("EUR", "USD")))
    assert str(caught.value) == ("This workspace uses EUR and USD. The amount is not stored yet. Choose a currency.")


def test_a_needed_field_is_not_emptied() -> None:
    with pytest.raises(Problem, match=r"Name is needed\."):
        read_entry(Field("name", "text", "Name", needed=True), "", formats())


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        (
            "phone",
            "0170 123",
            "The country of this number is unclear. It is stored as typed. Add a country or start with +.",
        ),
        (
            "money",
            "12.500",
            (
                "12.500 is read as 12.50 (the point is the decimal sign). EUR 12.50 is stored and marked. "
                "Type 12500 if you meant 12,500."
            ),
        ),
        (
            "day",
            "03/04",
            (
                "Read as 3 Apr 2026 (day first). It is stored so, in the order of this computer's formats. "
                "Type 4 Mar 2026 if that is meant."
            ),
        ),
        ("ppm", "340 %", "340% is unusual. It is stored with a question mark. Is 3.4% meant?"),
    ],
)
def test_what_is_stored_but_odd_gets_a_remark(kind: Kind, typed: str, message: str) -> None:
    show = Formats(Locale("en", "001") if kind == "phone" else Locale("en", "GB"), "UTC", "EUR", lambda: TODAY)
    value = read_entry(field(kind), typed, show)
    assert str(remark(field(kind), typed, value, show)) == message


@pytest.mark.parametrize(
    ("kind", "typed"), [("day", "2026-04-03"), ("money", "12.50"), ("ppm", "3.4"), ("text", "Ana")]
)
def test_ordinary_entries_get_none(kind: Kind, typed: str) -> None:
    assert remark(field(kind), typed, read_entry(field(kind), typed, formats()), formats()) is None


days = st.dates(date(1950, 1, 1), date(2090, 1, 1)).map(date.isoformat)
locales = st.sampled_from(["en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "pl_PL", "ar_EG", "hi_IN", "sv_SE"])
values: dict[Kind, st.SearchStrategy[object]] = {
    "day": days,
    "pday": st.one_of(
        days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), days.map(lambda day: f"-{day[4:]}")
    ),
    "deadline": st.one_of(days, days.map(lambda day: f"{day}T18:05[America/New_York]")),
    "moment": days.map(lambda day: f"{day}T12:34:00Z"),
    "int": st.integers(-(10**12), 10**12),
    "ppm": st.integers(0, 10**7),
    "money": st.builds(Money, st.integers(0, 10**12), st.sampled_from(CURRENCIES)),
    "country": st.sampled_from(["DE", "ES", "FR", "GB", "US", "CI", "KR"]),
    "lang": st.sampled_from(["de", "pt-BR", "es", "zh-Hant"]),
    "flags": st.sampled_from([("gift",), ("gift", "paid")]),
    "yes": st.booleans(),
}


@pytest.mark.parametrize("kind", list(values))
@given(data=st.data(), tag=locales)
def test_what_is_written_reads_back(kind: Kind, data: st.DataObject, tag: str) -> None:
    value = data.draw(values[kind])
    show = formats(tag)
    assert read_entry(field(kind), write_entry(field(kind), value, show), show) == value


def test_formats_show_each_kind() -> None:
    show = formats()
    shown = {
        "choice": ("paid", "Paid post"),
        "flags": (("gift", "paid"), "Gift, Paid post"),
        "yes": (False, "No"),
        "day": ("2026-03-12", "12 Mar 2026"),
        "moment": ("2026-03-12T08:30:00Z", "12 Mar 2026, 09:30"),
        "deadline": ("2026-03-12T18:00[Europe/Paris]", "12 Mar 2026, 18:00"),
        "int": (12431, "12,431"),
        "ppm": (34_000, "3.4%"),
        "money": (Money(120_000, "EUR"), "€1,200.00"),
        "fx": ((108_345, 100_000, "2026-03-12", "ECB"), "1.0834 on 12 Mar 2026"),
        "country": ("DE", "Germany"),
        "lang": ("pt-BR", "Portuguese (Brazil)"),
        "text": (None, "–"),
    }
    assert {kind: show.show_value(field(kind), value) for kind, (value, _) in shown.items()} == {  # type: ignore[arg-type]
        kind: text for kind, (_, text) in shown.items()
    }


def test_hidden_internal_values_are_blanked() -> None:
    show = Formats(Locale("en"), "UTC", "EUR", lambda: TODAY + timedelta(0), hide_internal=True)
    assert show.show_value(Field("fee", "int", "Fee", internal=True), 5) == "•••"
    assert show.show_value(Field("views", "int", "Views"), 5) == "5"


def test_one_currency_in_use_is_meant_where_none_is_named() -> None:
    used = replace(formats(currencies=("USD",)), currency="")
    assert read_entry(field("money"), "900", used) == Money(900_00, "USD")
    two = replace(formats(currencies=("USD", "EUR")), currency="")
    with pytest.raises(Problem, match="This workspace uses USD and EUR"):
        read_entry(field("money"), "900", two)
    assert read_entry(field("money"), "900", two.within("EUR")) == Money(900_00, "EUR")
    assert two.within(None) is two


def test_a_sentence_keeps_its_commas_and_lines_are_several() -> None:
    messages = Field("messages", "list", "Key messages", sentences=True)
    assert read_entry(messages, "Light, clean, and made here", formats()) == ("Light, clean, and made here",)
    assert read_entry(messages, "Light, clean\n\n Made here \n", formats()) == ("Light, clean", "Made here")


def test_a_moment_with_seconds_is_written_as_people_read_it() -> None:
    moment = "2026-11-22T10:37:42Z"
    shown = write_entry(field("moment"), moment, formats())
    assert shown == "22 Nov 2026, 11:37"
    assert read_entry(field("moment"), shown, formats()) == "2026-11-22T10:37:00Z"


def test_a_text_from_when_a_field_was_of_another_kind_stands_as_it_is() -> None:
    kinds: tuple[Kind, ...] = ("int", "ppm", "money", "yes", "day")
    for kind in kinds:
        assert formats().show_value(field(kind), "medium") == "medium"
        assert write_entry(field(kind), "medium", formats()) == "medium"
