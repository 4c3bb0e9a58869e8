"""The clause library and the templates: what is shipped is whole, and what is not is refused with its place."""

import pytest

from infludesk.contracts.checklist import ITEMS
from infludesk.contracts.clauses import (
    Clause,
    ContractTemplate,
    library,
    parse_clauses,
    parse_template,
    unknown_placeholders,
    write_clause,
    write_template,
)
from infludesk.contracts.placeholders import PLACEHOLDERS, placeholders
from infludesk.contracts.shipped import shipped_clauses, shipped_contracts
from infludesk.kernel.errors import Problem

CLAUSES = parse_clauses(shipped_clauses())
TEMPLATES = tuple(parse_template(text) for text in shipped_contracts())
# Parties and signatures stand in every text without a clause.
OF_FRAME = {1, 32}


def test_every_item_has_a_clause() -> None:
    assert {item for one in CLAUSES for item in one.items} | OF_FRAME == {item.number for item in ITEMS}


def test_every_kind_has_a_template_of_known_clauses() -> None:
    codes = {one.code for one in CLAUSES}
    names = {one.code for one in TEMPLATES}
    assert names >= {"paid_post", "gifting", "loan", "ambassador", "affiliate", "event", "whitelisting", "addendum"}
    for one in TEMPLATES:
        assert set(one.clauses) <= codes, one.code


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.code)
def test_no_template_holds_two_clauses_for_the_same(template: ContractTemplate) -> None:
    found = library(CLAUSES, TEMPLATES)
    for code in template.clauses:
        assert not found.rivals(code) & set(template.clauses)


@pytest.mark.parametrize("template", [one for one in TEMPLATES if one.code != "addendum"], ids=lambda one: one.code)
def test_every_kind_cites_the_packs_and_binds_no_opinion(template: ContractTemplate) -> None:
    texts = {one.code: one.text for one in CLAUSES}
    assert "{packs}" in texts["disclosure"]
    assert {"disclosure", "opinion", "fixes", "ai"} <= set(template.clauses)


def test_every_placeholder_shipped_is_declared_and_every_one_declared_has_a_label() -> None:
    assert {name for one in CLAUSES for name in placeholders(one.text)} <= PLACEHOLDERS.keys()
    assert all(one.label for one in PLACEHOLDERS.values())


def test_the_ownership_clauses_stand_for_one_another_and_set_the_term() -> None:
    found = library(CLAUSES, TEMPLATES)
    assert found.rivals("licence") == {"buyout", "creator_owns"}
    assert dict(found.clauses["buyout"].sets) == {"rights_model": "buyout"}
    assert found.rivals("law") == frozenset()
    assert found.items("usage") == (9,)
    assert found.items("own1") == ()


def test_a_clause_and_a_template_are_written_and_read_back() -> None:
    clause = Clause(
        code="own_tea", title="Tea", text='One "cup" {fee|of tea}\nand {kill_fee}', items=(12,), group="g",
        sets=(("rounds_allowed", 3),),
    )  # fmt: skip
    assert parse_clauses(write_clause(clause)) == (clause,)
    template = ContractTemplate(
        code="own_x", name="Ours", kind="letter", clauses=("fee", "law"), terms=(("law_place", "Bonn"),)
    )
    assert parse_template(write_template(template)) == template


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not toml [", "cannot be read"),
        ('lang = "en"', "holds no [[clause]]"),
        ('[[clause]]\ncode = "A b"\ntitle = "T"\ntext = "x"', "is no code"),
        ('[[clause]]\ncode = "a"\ntitle = "T"', "text is missing"),
        ('[[clause]]\ncode = "a"\ntitle = "T"\ntext = "{wage}"', "{wage} stands for no term"),
        ('[[clause]]\ncode = "a"\ntitle = "T"\ntext = "x"\nitems = [33]', "not in the checklist"),
        ('[[clause]]\ncode = "a"\ntitle = "T"\ntext = "x"\nsets = {state = "signed"}', 'sets "state"'),
        ('[[clause]]\ncode = "a"\ntitle = "T"\ntext = "x"\nsets = {rounds_allowed = "two"}', "which it cannot"),
        ('[[clause]]\ncode = "a"\ntitle = "T"\ntext = "x"\n[[clause]]\ncode = "a"\ntitle = "T"\ntext = "x"', "twice"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, says: str) -> None:
    with pytest.raises(Problem) as caught:
        parse_clauses(text)
    assert caught.value.code == "clauses.unreadable"
    assert says in str(caught.value)


def test_a_template_names_a_kind_of_contract() -> None:
    with pytest.raises(Problem, match="kind"):
        parse_template('code = "a"\nname = "A"\nkind = "poem"\nclauses = []')


def test_braces_that_hold_no_name_are_left_alone() -> None:
    assert unknown_placeholders("{ } {A} {} {fee} {wage|x} {wage}") == ("wage",)
