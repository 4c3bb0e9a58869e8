"""Figures as written, and the line that proves them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from infludesk.kernel.money import Money
from infludesk.results.figures import Figure
from infludesk.results.formulas import cpm
from infludesk.results.show import proof, show_figure

EN, DE = Locale("en"), Locale("de")


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure(Fraction(12_431)), "12,431"),
        (Figure(Fraction(0)), "0"),
        (Figure(Fraction(16, 5)), "3.2"),
        (Figure(Fraction(1, 3)), "0.33"),
        (Figure(Fraction(1, 300)), "0.0033"),
        (Figure(Fraction(-1, 4)), "-0.25"),
        (Figure(Fraction(34, 1000), "ppm"), "3.4%"),
        (Figure(Fraction(42, 10_000), "ppm"), "0.42%"),
        (Figure(Fraction(0), "ppm"), "0%"),
        (Figure(Fraction(1, 10**6), "ppm"), "≈0%"),
        (Figure(Fraction(-1, 10**5), "ppm"), "≈0%"),
        (Figure(Fraction(-1, 5), "ppm"), "-20%"),
        (Figure(Fraction(42), "money", currency="EUR"), "€0.42"),
        (Figure(Fraction(120_000), "money", currency="EUR"), "€1,200.00"),
        (Figure(Fraction(5), "money", currency="EUR"), "€0.05"),
        (Figure(Fraction(1, 3), "money", currency="EUR"), "€0.0033"),
        (Figure(Fraction(0), "money", currency="EUR"), "€0.00"),
        (Figure(Fraction(2500), "money", currency="JPY"), "¥2,500"),
        (Figure(Fraction(1), "days"), "1 day"),
        (Figure(Fraction(5, 2), "days"), "2.5 days"),
        (Figure(None, "money", "no cost given", currency="EUR"), "n/a"),
    ],
)
def test_a_figure_is_written_in_full(figure: Figure, shown: str) -> None:
    assert show_figure(figure, EN) == shown


def test_the_locale_sets_the_signs() -> None:
    assert show_figure(Figure(Fraction(12_431)), DE) == "12.431"
    assert show_figure(Figure(Fraction(34, 1000), "ppm"), DE) == "3,4%"
    assert show_figure(Figure(Fraction(42), "money", currency="EUR"), DE) == "0,42\xa0€"


def test_the_published_cpm_example_shows_333_33() -> None:
    assert show_figure(cpm(Money(50_000, "USD"), 1500, basis="fee"), EN) == "$333.33"


def test_the_proof_names_variant_posts_day_and_source() -> None:
    figure = Figure(
        Fraction(34, 1000), "ppm", variant="by reach, pooled", as_of="2026-03-12", source="export", n=42, of=45
    )
    assert proof(figure, EN) == "by reach, pooled · 42 of 45 posts · as of 12 Mar 2026 · export"


def test_the_proof_of_na_gives_the_reason() -> None:
    figure = Figure(None, "ppm", "no post has reach", variant="by reach, pooled", of=1)
    assert proof(figure, EN) == "by reach, pooled · no post has reach · 0 of 1 post"


def test_a_bare_figure_has_no_proof() -> None:
    assert proof(Figure(Fraction(3)), EN) == ""


@given(
    st.fractions(-(10**12), 10**12, max_denominator=10**9).filter(bool),
    st.sampled_from([Figure(Fraction()), Figure(Fraction(), "ppm"), Figure(Fraction(), "money", currency="EUR")]),
)
def test_only_a_counted_zero_reads_as_zero(value: Fraction, zero: Figure) -> None:
    assert show_figure(replace(zero, value=value), EN).strip("-") != show_figure(zero, EN)
