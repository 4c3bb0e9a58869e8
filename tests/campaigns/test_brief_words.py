"""What a brief says: variations, and what changed between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.brief_words import SECTIONS, compare, lines_of, own_words, varied
from infludesk.campaigns.model import Brief
from infludesk.kernel.diff import Piece, words
from infludesk.kernel.fields import blank

TEXTS = st.one_of(st.none(), st.text(max_size=10))
BRIEFS = st.builds(
    Brief, campaign_id=st.just("c"), title=st.just("Brief"), goal=TEXTS, tone=TEXTS, lang=st.sampled_from([None, "ar"]),
    hashtags=st.lists(st.text(min_size=1, max_size=5), max_size=2).map(tuple),
    who_shoots=st.sampled_from([None, "brand"]),
)  # fmt: skip


@given(BRIEFS, BRIEFS)
def test_a_variation_says_its_own_words_and_else_the_bases(base: Brief, own: Brief) -> None:
    said = varied(base, own)
    for field in SECTIONS:
        mine, its = getattr(own, field.name), getattr(base, field.name)
        assert getattr(said, field.name) == (its if blank(mine) else mine)
    assert {field.name for field in own_words(own)} == {f.name for f in SECTIONS if not blank(getattr(own, f.name))}


@given(BRIEFS)
def test_without_own_words_it_is_the_base(base: Brief) -> None:
    assert varied(base, None) == base
    assert compare(base, varied(base, Brief(title="Other title"))) == ()


def test_a_variation_keeps_the_title_and_says_whose_it_is() -> None:
    said = varied(
        Brief(id="b", campaign_id="c", title="Brief", goal="Reach"),
        Brief(id="v", campaign_id="c", title="Brief for Ana", base_id="b", participation_id="p", tone="Warm"),
    )
    assert (said.id, said.title, said.goal, said.tone) == ("v", "Brief", "Reach", "Warm")
    assert (said.base_id, said.participation_id) == ("b", "p")


def test_ideographs_and_signs_change_one_by_one() -> None:
    assert words("Reach 100 runners in May.", "Reach 200 runners.") == (
        Piece("=", "Reach "), Piece("-", "100"), Piece("+", "200"), Piece("=", " runners"), Piece("-", " in May"),
        Piece("=", "."),
    )  # fmt: skip
    assert words("ad中文", "ad中国") == (Piece("=", "ad中"), Piece("-", "文"), Piece("+", "国"))


def test_sections_come_go_and_change() -> None:
    old = Brief(goal="Reach", avoid="Claims", key_messages=("One", "Two"), who_shoots="creator")
    new = Brief(goal="Reach more", tone="Warm", key_messages=("One", "Two"), who_shoots="creator")
    assert [(one.field.name, one.kind) for one in compare(old, new)] == [
        ("goal", "changed"), ("avoid", "removed"), ("tone", "added"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "lines"),
    [
        ("goal", "Reach\n\nrunners", ("Reach", "runners")), ("goal", None, ()),
        ("hashtags", ("#a", "#b"), ("#a", "#b")),
        ("who_shoots", "production_company", ("Production company",)),
    ],
)  # fmt: skip
def test_a_section_is_read_as_lines(name: str, value: object, lines: tuple[str, ...]) -> None:
    assert lines_of(Brief.entity.field(name), value) == lines
