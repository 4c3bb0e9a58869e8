"""The figures of a report as data, and that no internal figure has a place to stand."""

import dataclasses
import json
import typing
from fractions import Fraction

from infludesk.kernel.money import Money
from infludesk.reports import campaign as campaign_report
from infludesk.reports import client_facts
from infludesk.reports import shortlist as shortlist_report
from infludesk.reports.client_facts import Brand, CampaignFacts, CreatorRow, GoalFact, Look, ShortlistFacts
from infludesk.reports.data import as_data
from infludesk.results.figures import Figure

EVERY = [
    one for one in vars(client_facts).values() if isinstance(one, type) and one.__module__ == client_facts.__name__
]


def test_each_figure_says_its_value_or_why_there_is_none() -> None:
    read = {"as_of": "2026-03-12", "source": "export"}
    known = Figure(
        Fraction(7, 200), "ppm", numerator=35, denominator=1000, variant="by reach, pooled", n=2, of=3, **read
    )
    report = campaign_report.build(
        CampaignFacts(
            title="Spring Launch",
            brand=Brand("Bolt Drinks"),
            look=Look(as_of="2026-03-12"),
            goal=GoalFact("reach", Figure(Fraction(1000)), Figure(None, reason="no readings")),
            billed=(Money(1250, "EUR"),),
            creators=(CreatorRow(name="Ana Costa", measured=Figure(Fraction(0)), rate=known),),
        ),
        frozenset({"answer", "figures", "creators"}),
    )
    assert json.loads(json.dumps(as_data(report))) == {
        "kind": "Campaign report",
        "title": "Spring Launch",
        "client": "Bolt Drinks",
        "as_of": "2026-03-12",
        "figures": [
            {"part": "answer", "subject": "", "label": "goal", "value": 1000, "unit": "count"},
            {"part": "answer", "subject": "", "label": "reach", "value": None, "unit": "count",
             "reason": "no readings"},
            {"part": "figures", "subject": "", "label": "spend", "value": 1250, "unit": "money", "currency": "EUR",
             "variant": "client fee"},
            {"part": "figures", "subject": "", "label": "reach", "value": None, "unit": "count",
             "reason": "not recorded"},
            {"part": "figures", "subject": "", "label": "cost per engagement", "value": None, "unit": "count",
             "reason": "not recorded"},
            {"part": "creators", "subject": "Ana Costa", "label": "reach", "value": 0, "unit": "count"},
            {"part": "creators", "subject": "Ana Costa", "label": "engagements", "value": None, "unit": "count",
             "reason": "not recorded"},
            {"part": "creators", "subject": "Ana Costa", "label": "engagement rate", "value": 0.035, "unit": "ratio",
             "variant": "by reach, pooled", "as_of": "2026-03-12", "source": "export", "numerator": 35,
             "denominator": 1000, "n": 2, "of": 3},
        ],
    }  # fmt: skip


def test_a_proposed_fee_is_data_only_where_it_is_ticked(shortlist: ShortlistFacts) -> None:
    ticked = as_data(shortlist_report.build(shortlist, frozenset({"fee"})))
    assert [(one["label"], one["value"], one["currency"]) for one in ticked["figures"]] == [
        ("proposed client fee", 240_000, "EUR")
    ]
    assert not any("fee" in one["label"] for one in as_data(shortlist_report.build(shortlist))["figures"])


def test_money_has_three_places_all_of_them_the_clients() -> None:
    places = {
        (one.__name__, name)
        for one in EVERY
        for name, hint in typing.get_type_hints(one).items()
        if Money in (hint, *typing.get_args(hint))
    }
    assert places == {("CampaignFacts", "billed"), ("CampaignFacts", "budget"), ("Candidate", "client_fees")}


def test_no_fact_is_named_as_something_internal() -> None:
    names = {field.name for one in EVERY for field in dataclasses.fields(one)}
    assert not [n for n in names if any(w in n for w in ("margin", "internal", "note", "payee", "creator_fee", "tax"))]
