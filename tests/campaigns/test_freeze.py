"""The canonical text of a brief and its hash."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.brief_words import is_empty
from infludesk.campaigns.freeze import UsedLabel, canonical, digest, read, verify_version
from infludesk.campaigns.model import Brief, BriefVersion

TEXTS = st.text(max_size=20)
BRIEFS = st.builds(
    Brief, campaign_id=st.just("c"), title=st.just("Brief"), goal=TEXTS, tone=TEXTS,
    key_messages=st.lists(TEXTS, max_size=3).map(tuple),
)  # fmt: skip


@given(BRIEFS, st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3))
def test_a_frozen_text_reads_back_and_proves_itself(brief: Brief, packs: list[str], recipients: list[str]) -> None:
    body = canonical(brief, rule_packs=packs, recipients=recipients)
    version = BriefVersion(brief_id="b", body=body, sha256=digest(body))
    back = read(version)
    assert verify_version(version)
    assert (back.brief.goal or "", back.brief.key_messages) == (brief.goal or "", brief.key_messages)
    assert (back.rule_packs, back.recipients) == (tuple(sorted(packs)), tuple(recipients))
    assert not verify_version(replace(version, body=body + " "))


def test_the_order_of_packs_and_letters_of_fields_do_not_make_another_text() -> None:
    brief = Brief(campaign_id="c", title="Brief", goal="Größe zählt")
    one = canonical(brief, rule_packs=["b", "a"], recipients=[])
    assert one == canonical(replace(brief, tone=""), rule_packs=["a", "b"], recipients=[])
    expected = (
        '{"brief":{"campaign_id":"c","goal":"Größe zählt","title":"Brief"},"recipients":[],"rule_packs":["a","b"]}'
    )
    assert one == expected


def test_a_title_alone_is_empty() -> None:
    brief = Brief(campaign_id="c", title="Brief", lang="en", rule_packs=("us-ftc@1",))
    assert is_empty(brief)
    assert not is_empty(replace(brief, hashtags=("#ad",)))


def test_what_a_newer_version_added_is_left_out() -> None:
    version = BriefVersion(brief_id="b", body='{"brief":{"goal":"Reach","mood":"blue"}}', sha256="")
    assert read(version).brief.goal == "Reach"
    assert not verify_version(version)


def test_the_labels_it_stood_under_are_part_of_the_text() -> None:
    label = UsedLabel("#ad", "us-ftc@2023.1", "fine", "D9")
    body = canonical(Brief(title="Brief", goal="Reach"), rule_packs=["us-ftc@2023.1"], labels=[label])
    assert read(BriefVersion(body=body)).labels == (label,)
