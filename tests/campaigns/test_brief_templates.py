"""Templates of briefs: those that come with the program, what is refused, and what their placeholders stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.brief_templates import PLACEHOLDERS, Template, fill, parse, to_toml
from infludesk.campaigns.brief_words import SECTIONS
from infludesk.campaigns.template_store import shipped_briefs
from infludesk.clients.model import Client
from infludesk.kernel.errors import Problem

SHIPPED = {one.name: one for one in map(parse, shipped_briefs())}
EACH = pytest.mark.parametrize("template", SHIPPED.values(), ids=SHIPPED.keys())


def test_five_kinds_are_shipped() -> None:
    assert set(SHIPPED) == {"Paid post", "Gifting", "Ambassador", "Affiliate", "Event"}


@EACH
def test_a_shipped_brief_says_every_section_of_the_facts(template: Template) -> None:
    left_out = {field.name for field in SECTIONS} - set(template.words)
    assert left_out == {"links", "do_not_tag"}
    assert template.lang == "en"
    assert template.words["creative_freedom"]
    assert "wo passes" in template.words["approval"] or template.words["approval"].startswith("None before")


@EACH
def test_what_is_not_known_is_seen(template: Template) -> None:
    blanks = str(fill(template, {}))
    assert "[Brand]" in blanks
    assert "{" not in str(list(fill(template, dict.fromkeys(PLACEHOLDERS, "x")).values()))


def test_no_placeholder_names_what_a_client_must_not_see() -> None:
    assert not any(field.secret for field in PLACEHOLDERS.values())
    secret = {f"client.{field.name}" for field in Client.entity.fields if field.secret}
    assert "client.email" in secret
    assert not secret & set(PLACEHOLDERS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = 'A'\n[brief", "Expected"),
        ("[brief]\ngoal = 'x'", "no name"),
        ("name = 'A'", "no language or no"),
        ("name = 'A'\n[brief]\nmood = 'blue'", '"mood" is no section'),
        ("name = 'A'\n[brief]\ntitle = 'x'", '"title" is no section'),
        ("name = 'A'\n[brief]\ngoal = ['x']", '"goal" is a text'),
        ("name = 'A'\n[brief]\nhashtags = '#ad'", '"hashtags" is a list'),
        ("name = 'A'\n[brief]\nkey_messages = ['a', 'b', 'c', 'd']", "three key messages"),
        ("name = 'A'\n[brief]\nwho_shoots = 'a robot'", "no choice"),
        ("name = 'A'\n[brief]\ngoal = 'Write to {client.email}'", "{client.email}"),
        ("name = 'A'\n[brief]\ngoal = 'Sell {'", '"{" is no placeholder'),
        ("name = 'A'\n[brief]\nhashtags = ['#{colour}']", "{colour}"),
        ("name = 'A'\n[brief]\nhashtags = ['{cli', 'ent}']", '"{" is no placeholder'),
        (f"name = 'A'\n[brief]\nhashtags = {'[' * 5000}{']' * 5000}", "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, why: str) -> None:
    with pytest.raises(Problem, match="The template cannot be read") as refused:
        parse(text)
    assert why in refused.value.title


def test_placeholders_are_filled_and_doubled_braces_are_braces() -> None:
    shape = parse(
        "name='A'\n[brief]\ngoal='{brand} for {campaign} until {campaign.ends_on}, {{10}}'\nhashtags=['#{client}']"
    )
    values = {"brand": "Acme", "campaign": "Spring", "client": "Acme"}
    assert fill(shape, values) == {"goal": "Acme for Spring until [Ends on], {10}", "hashtags": ("#Acme",)}


def test_names_become_placeholders_and_nothing_else_does() -> None:
    said = {"goal": "Acme Tea and Acme, not Acmeist; {x}", "who_shoots": "brand", "hashtags": ("Acme",)}
    kept = to_toml(Template("Own", "de", said), {"client": "Acme", "brand": "Acme Tea", "campaign": "UK"})
    back = parse(kept)
    assert back.words["goal"] == "{brand} and {client}, not Acmeist; {{x}}"
    assert fill(back, {"brand": "B", "client": "C"})["goal"] == "B and C, not Acmeist; {x}"
    assert (back.name, back.lang, back.words["who_shoots"], back.words["hashtags"]) == (
        "Own", "de", "brand", ("{client}",),
    )  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text == text.strip()))
def test_any_text_survives_being_kept_as_a_template(text: str) -> None:
    kept = to_toml(Template("Own", "en", {"goal": text}), {"client": "Northwind", "brand": "Northwind"})
    assert fill(parse(kept), {"client": "Northwind", "brand": "Northwind"})["goal"] == text
