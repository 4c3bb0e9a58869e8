"""A contract's text is a function of its terms: nothing is lost, the order stays, and what is open is shown."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.model import Brief
from infludesk.contracts.agreement import Agreement, FeeLine, Promised
from infludesk.contracts.checklist import ContractTerms
from infludesk.contracts.document import (
    FURTHER,
    PARTIES,
    SIGNATURES,
    compose,
    partly_signed,
    places,
    plain,
    sections,
)
from infludesk.contracts.model import Contract, ContractClause, ContractParty, Exclusivity, UsageRight, Whitelisting
from infludesk.contracts.placeholders import PLACEHOLDERS, fill
from infludesk.kernel.money import Money

EMPTY = Agreement(terms=ContractTerms(contract=Contract(title="Ana, Spring")))
FULL = Agreement(
    terms=ContractTerms(
        contract=Contract(
            title="Ana, Spring", starts_on="2026-03-01", ends_on="2026-05-31", kill_fee=Money(50_000, "EUR"), law="DE",
            pay_days=30, renewal="none", who_shoots="creator", rounds_allowed=0,
        ),
        brief=Brief(disclosure_wording="#ad", approval="Concept, then final."),
        rights=(UsageRight(id="r1", channels=("organic_social", "web"), territory=("DE", "AT"), days=90),),
        client_name="Acme GmbH",
        creator_name="أنا رويز",
    ),
    pieces=(
        Promised(
            what="Reel 1", format="Instagram Reel", seconds=30, hashtags=("#spring",), links=("acme.example",),
            draft_due="2026-03-10", due="2026-03-20T09:00:00Z",
        ),
    ),
    fees=(
        FeeLine("Content", Money(60_000, "EUR"), "after: signature"),
        FeeLine("Usage", Money(30_000, "USD"), "", "2026-04-01"),
    ),
    whitelistings=(
        (Whitelisting(mechanism="spark_ad", ends_on="2026-06-30", spend_cap=Money(100_000, "EUR")), "anafit, TikTok"),
    ),
    exclusivities=(
        Exclusivity(categories=("beauty",), rivals=("Other Co",), starts_on="2026-03-01", ends_on="2026-04-30"),
    ),
    names={"beauty": "Beauty"},
    packs=(("de-uwg@2024.1", "Germany"),),
    campaign="Spring",
)  # fmt: skip


def said(text: str, found: Agreement = FULL) -> str:
    return fill(text, found).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{starts_on} to {ends_on}", "1 Mar 2026 to 31 May 2026"),
        ("{kill_fee}", "€500.00"),
        ("{law}", "Germany"),
        ("{who_shoots}", "creator"),
        ("{rounds_allowed}", "0"),
        ("{disclosure_wording}", "#ad"),
        ("{client}", "Acme GmbH"),
        ("{creator}", "\u2068أنا رويز\u2069"),
        ("{packs}", "Germany (de-uwg@2024.1)"),
        ("{payment}", "30 days after the step is reached and the invoice has come in"),
        ("{review}", "Concept, then final"),
        ("{fee}", "€600.00 + $300.00"),
        (
            "{usage_rights}",
            "1. Organic social, Web; for all content of this agreement; in DE, AT; "  # noqa: ISC004
            "from the publication for 90 days; unchanged",
        ),
        ("{whitelisting|none}", "Spark ad, through anafit, TikTok, to 30 Jun 2026, spend at most €1,000.00"),
        (
            "{exclusivity|none}",
            "no work in the trade Beauty; no work for Other Co; from 1 Mar 2026, to 30 Apr 2026; "  # noqa: ISC004
            "on all platforms; in all markets",
        ),
        ("{late_fee_ppm|none is agreed}", "none is agreed"),
        ("{deemed_approval|it does not}", "it does not"),
    ],
)  # fmt: skip
def test_terms_in_words(text: str, words: str) -> None:
    assert said(text) == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "1 März 2026 · 500,00\xa0$"), ("fr-CA", "1 mars 2026 · 500,00\xa0$\xa0US"),
        ("ar", "\u20681 مارس 2026\u2069"), ("xx", "1 Mar 2026 · $500.00"), (None, "1 Mar 2026 · $500.00"),
    ],
)  # fmt: skip
def test_days_and_amounts_follow_the_language_and_words_stay_english(lang: str | None, words: str) -> None:
    contract = Contract(title="Ana", lang=lang, starts_on="2026-03-01", kill_fee=Money(50_000, "USD"))
    found = dataclasses.replace(FULL, terms=dataclasses.replace(FULL.terms, contract=contract))
    assert said("{starts_on} · {kill_fee}", found).startswith(words)
    assert said("{usage_rights}", found).endswith("from the publication for 90 days; unchanged")


def test_the_statement_of_work_names_every_piece() -> None:
    assert said("{deliverables}") == (
        "1. Reel 1: Instagram Reel, 1 piece, at least 30 seconds, hashtags #spring, links acme.example, "
        "draft by 10 Mar 2026, due 20 Mar 2026"
    )


def test_milestones_come_in_the_order_of_their_days() -> None:
    assert said("{milestones}").splitlines() == [
        "10 Mar 2026: draft of Reel 1",
        "20 Mar 2026: Reel 1 goes live",
        "1 Apr 2026: payment: Usage",
        "Payment: Content, after: signature",
    ]


def test_fees_are_summed_for_each_currency() -> None:
    assert said("{fees}").splitlines()[-1] == "Total: €600.00 + $300.00"


def test_internal_amounts_are_blanked_while_others_look_on() -> None:
    shown = fill("{fees} {kill_fee} {whitelisting} {fee}", FULL, hide=True).text
    assert "600" not in shown
    assert "500" not in shown
    assert "1,000" not in shown
    assert "•••" in shown


def test_a_right_without_an_end_is_a_gap() -> None:
    right = UsageRight(id="r", start_rule="signature")
    found = dataclasses.replace(FULL, terms=dataclasses.replace(FULL.terms, rights=(right,)))
    assert fill("{usage_rights}", found).gaps == ("channels", "end")


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_an_empty_term_is_a_shown_gap(name: str) -> None:
    bare = Agreement(terms=ContractTerms(contract=Contract()))
    filled = fill(f"a {{{name}}} z", bare)
    assert filled.text == f"a [{name.replace('_', ' ')}] z"
    assert filled.gaps == (name,)
    assert fill(f"{{{name}|nothing}}", bare).text == "nothing"


def test_words_that_end_their_sentence_do_not_end_it_twice() -> None:
    terms = dataclasses.replace(FULL.terms, contract=Contract(termination="With 14 days' notice."))
    found = dataclasses.replace(FULL, terms=terms)
    assert (
        said("It ends: {termination}. Work done is paid.", found) == "It ends: With 14 days' notice. Work done is paid."
    )
    assert said("{termination} Work done is paid.", found) == "With 14 days' notice. Work done is paid."


def test_what_a_term_says_is_never_filled_again() -> None:
    terms = dataclasses.replace(FULL.terms, contract=Contract(termination="{kill_fee}", kill_fee=Money(1, "EUR")))
    assert said("{termination}", dataclasses.replace(FULL, terms=terms)) == "{kill_fee}"


def test_the_text_begins_with_the_parties_and_ends_with_the_signatures() -> None:
    parties = (
        ContractParty(role="client", legal_name="Acme GmbH", postal_address="Hafen 1\n20095 Hamburg", tax_country="DE"),
        ContractParty(role="creator", legal_name="Ana Ruiz", signed_on="2026-03-02", signed_how="paper"),
        ContractParty(role="payee", legal_name="Ana Ltd"),
        ContractParty(role="guardian"),
    )
    clause = ContractClause(code="own1", title="Tea", text="Tea at five.")
    terms = dataclasses.replace(EMPTY.terms, contract=Contract(title="T", body="By hand"))
    found = compose(dataclasses.replace(EMPTY, parties=parties, clauses=(clause,), terms=terms))
    assert [one.code for one in found.sections] == [PARTIES, "own1", FURTHER, SIGNATURES]
    first, last = found.sections[0].text, found.sections[-1].text
    assert "Client: Acme GmbH, Hafen 1, 20095 Hamburg, Germany" in first
    assert "Guardian: [guardian]" in first
    assert found.gaps == ("guardian",)
    assert "signed on 2 Mar 2026, on paper" in last
    assert "Ana Ltd" not in last
    assert partly_signed(parties)
    assert not partly_signed(parties[:1])


def test_items_stand_where_their_clause_does_and_are_whole_without_gaps() -> None:
    clauses = (ContractClause(code="a", title="A", text="{fees}"), ContractClause(code="b", title="B", text="done"))
    found = dataclasses.replace(EMPTY, clauses=clauses, answers_of={"a": (7,), "b": (16, 17)})
    where, whole = places(found, compose(found))
    assert where == {1: "§ 1 Parties", 25: "§ 1 Parties", 7: "§ 2 A", 16: "§ 3 B", 17: "§ 3 B", 32: "§ 4 Signatures"}
    assert whole == {16, 17, 32, 1, 25} - ({1, 25} if compose(found).sections[0].gaps else set())


WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="{}\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=60
)
CLAUSE = st.builds(
    lambda title, words, names: ContractClause(
        code=f"c{title}", title=title, text=words + " ".join(f"{{{name}}}" for name in names)
    ),
    st.text("abcdefgh ", min_size=1, max_size=10).filter(str.strip),
    WORDS,
    st.lists(st.sampled_from([*PLACEHOLDERS, "wage", "no_such"]), max_size=4),
)


@given(st.lists(CLAUSE, max_size=8), st.sampled_from([EMPTY, FULL]))
def test_no_clause_is_lost_and_none_changes_place(clauses: list[ContractClause], base: Agreement) -> None:
    found = dataclasses.replace(base, clauses=tuple(clauses))
    document = compose(found)
    assert [one.title for one in document.sections[1:-1]] == [clause.title for clause in clauses]
    assert [one.number for one in document.sections] == list(range(1, len(clauses) + 3))
    text = plain(document)
    for clause, section in zip(clauses, document.sections[1:-1], strict=True):
        assert section.text in text
        words = (clause.text or "").split("{", maxsplit=1)[0].strip()
        assert words in section.text
    assert "{wage}" not in text
    assert "{fee}" not in text


@given(st.lists(st.text("abc XYZ.\n", max_size=40), max_size=6))
def test_a_kept_text_is_cut_into_the_sections_it_was_made_of(texts: list[str]) -> None:
    clauses = tuple(ContractClause(code=f"own{n}", title=f"Title {n}", text=text) for n, text in enumerate(texts))
    document = compose(dataclasses.replace(FULL, clauses=clauses))
    kept = [one for one in sections(plain(document)) if one.number]
    assert [(one.heading, one.text) for one in kept] == [(one.heading, one.text.strip()) for one in document.sections]
