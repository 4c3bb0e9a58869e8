"""The contract checklist: 32 items, what the terms answer, progress and red flags."""

import dataclasses

import pytest

from infludesk.campaigns.model import Brief
from infludesk.contracts.checklist import (
    DISPUTES,
    ITEMS,
    ContractTerms,
    FeeTerm,
    open_items,
    prefill,
    red_flags,
    term_label,
)
from infludesk.contracts.model import Contract, UsageRight
from infludesk.contracts.rulepacks import parse
from infludesk.contracts.shipped import shipped_pack
from infludesk.kernel.money import Money

US = parse(shipped_pack("us-ftc"))

BRIEF = Brief(
    deliverables_text="1 reel of 30 seconds, 3 stories",
    dates_text="Drafts by 2 Mar, posts from 10 to 14 Mar, live for 90 days",
    who_shoots="creator",
    approval="Concept, then final; answers within 2 days",
    payment_process="Half on signature, half after publication, by bank",
    success_metrics="Engagement rate by reach; nothing guaranteed",
    usage_text="Organic social, worldwide, 6 months from publication",
    disclosure_wording="#ad",
    disclosure_place="First words of the caption, and said in the video",
    rule_packs=("us-ftc@2023.1",),
)
FEES = (
    FeeTerm("content", "signature", Money(60_000, "USD")),
    FeeTerm("content", "published", Money(60_000, "USD")),
)
BRIEFED = ContractTerms(
    contract=Contract(
        starts_on="2026-03-01", ends_on="2026-09-30", law="US", renewal="none", rights_model="licence", rounds_allowed=2
    ),
    brief=BRIEF,
    fees=FEES,
    client_name="Acme Inc.",
    creator_name="Ana Fit",
    deliverables=("Reel", "Story", "Story", "Story"),
    due_days=("2026-03-10", "2026-03-14"),
    minor=False,
)
EMPTY = ContractTerms(contract=Contract())


def flags(terms: ContractTerms) -> list[tuple[int, str]]:
    return [(flag.item, flag.code) for flag in red_flags(terms)]


def test_the_items_are_numbered_1_to_32_and_each_has_words() -> None:
    assert [item.number for item in ITEMS] == list(range(1, 33))
    for item in ITEMS:
        assert item.title
        assert item.look_for.endswith(".")
        assert item.section
    assert len({item.title for item in ITEMS}) == 32


def test_every_rule_cited_is_in_the_pack_and_asked_of_contracts() -> None:
    cited = {code for item in ITEMS for code in item.rules}
    assert cited == {rule.code for rule in US.rules if rule.asked_of in ("contract", "both")}


@pytest.mark.parametrize(
    ("number", "code"),
    [(14, "US-2"), (14, "US-5"), (14, "US-20"), (15, "US-11"), (15, "US-13"), (16, "US-35"), (17, "US-31"),
     (18, "US-8"), (18, "US-14"), (23, "US-NY-1")],
)  # fmt: skip
def test_items_cite_their_section(number: int, code: str) -> None:
    assert code in ITEMS[number - 1].rules


def test_the_three_classes_of_dispute_are_marked() -> None:
    marked = {item.number: item.dispute for item in ITEMS if item.dispute}
    assert marked == {7: "payment_timing", 9: "usage_scope", 11: "exclusivity"}
    assert set(marked.values()) == dict(DISPUTES).keys()


def test_every_term_is_held_somewhere_and_has_a_label() -> None:
    for item in ITEMS:
        for term in item.terms:
            assert term_label(term)
            assert any(hasattr(source, term) for source in (Contract(), Brief(), EMPTY)), term


def test_an_empty_contract_answers_nothing() -> None:
    assert prefill(EMPTY) == {}
    assert flags(EMPTY) == []


def test_brief_and_participation_answer_at_least_14() -> None:
    found = prefill(BRIEFED)
    assert sorted(found) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14, 25, 30, 31]
    assert found[25].answer == "not_applicable"
    assert {answer.answer for number, answer in found.items() if number != 25} == {"in_text"}
    assert found[7].place == "Fee and payment"
    assert found[7].note == "From: Fee lines, Payment process"
    assert flags(BRIEFED) == []


def test_the_contract_alone_answers_too_and_zero_is_an_answer() -> None:
    contract = Contract(
        rounds_allowed=0, review_days=2, fix_hours=24, liability_cap=Money(0, "EUR"), termination="Any time"
    )
    found = prefill(ContractTerms(contract=contract))
    assert sorted(found) == [8, 15, 20, 22]
    assert found[8].note == "From: Approval rounds, Days to review"


def test_half_of_what_is_needed_is_no_answer() -> None:
    assert 7 not in prefill(ContractTerms(contract=Contract(pay_days=30)))
    assert 7 in prefill(ContractTerms(contract=Contract(pay_days=30), fees=FEES))
    assert 14 not in prefill(ContractTerms(contract=Contract(), brief=Brief(disclosure_wording="#ad")))


@pytest.mark.parametrize(
    ("right", "stated"),
    [
        (UsageRight(channels=("web",), ends_on="2026-12-31"), True),
        (UsageRight(channels=("web",), days=90), True),
        (UsageRight(channels=("web",), perpetual=True), True),
        (UsageRight(channels=("web",)), False),
        (UsageRight(ends_on="2026-12-31"), False),
    ],
)
def test_usage_rights_need_channels_and_an_end(right: UsageRight, *, stated: bool) -> None:
    assert (9 in prefill(ContractTerms(contract=Contract(), rights=(right,)))) is stated


def test_more_terms_never_answer_less() -> None:
    fuller = dataclasses.replace(BRIEFED, contract=dataclasses.replace(BRIEFED.contract, kill_fee=Money(1, "USD")))
    assert prefill(fuller).keys() - prefill(BRIEFED).keys() == {12}


def test_open_are_all_items_without_an_answer() -> None:
    assert len(open_items({})) == 32
    given = {1: "in_text", 2: "open", 3: "not_applicable", 4: "accepted_risk", 5: None, 6: "newer"}
    assert set(range(1, 8)).intersection(open_items(given)) == {2, 5, 6, 7}
    assert open_items(dict.fromkeys(range(1, 32), "in_text")) == (32,)
    assert len(open_items({number: answer.answer for number, answer in prefill(BRIEFED).items()})) == 18


def test_perpetual_rights_without_a_fee_are_a_red_flag() -> None:
    terms = dataclasses.replace(BRIEFED, rights=(UsageRight(channels=("web",), perpetual=True),))
    assert flags(terms) == [(9, "perpetual_for_nothing")]
    at_zero = dataclasses.replace(terms, fees=(*FEES, FeeTerm("usage", "signature", Money(0, "USD"))))
    assert flags(at_zero) == [(9, "perpetual_for_nothing")]
    paid = dataclasses.replace(terms, fees=(*FEES, FeeTerm("usage", "signature", Money(30_000, "USD"))))
    assert flags(paid) == []


def test_revisions_without_a_number_are_a_red_flag() -> None:
    assert flags(ContractTerms(contract=Contract(review_days=3))) == [(8, "unlimited_revisions")]
    assert flags(ContractTerms(contract=Contract(review_days=3, rounds_allowed=2))) == []


def test_pay_only_on_final_approval_without_a_kill_fee_is_a_red_flag() -> None:
    late = ContractTerms(contract=Contract(), fees=(FeeTerm("content", "final_approved", Money(90_000, "USD")),))
    assert flags(late) == [(7, "paid_on_approval_only")]
    kill_fee = dataclasses.replace(late, contract=Contract(kill_fee=Money(30_000, "USD")))
    assert flags(kill_fee) == []
    kill_line = dataclasses.replace(late, fees=(*late.fees, FeeTerm("kill_fee", "manual", Money(30_000, "USD"))))
    assert flags(kill_line) == []
    no_kill_fee = dataclasses.replace(late, contract=Contract(kill_fee=Money(0, "USD")))
    assert flags(no_kill_fee) == [(7, "paid_on_approval_only")]
    part_before = dataclasses.replace(late, fees=(*late.fees, *FEES))
    assert flags(part_before) == []


def test_a_minor_lacks_item_25_until_a_guardian_has_signed() -> None:
    alone = dataclasses.replace(BRIEFED, minor=True)
    assert 25 not in prefill(alone)
    assert flags(alone) == [(25, "minor_without_guardian")]
    signed = dataclasses.replace(alone, guardian_signed=True)
    assert prefill(signed)[25].answer == "in_text"
    assert flags(signed) == []
    assert 25 not in prefill(dataclasses.replace(BRIEFED, minor=None))
