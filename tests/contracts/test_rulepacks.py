"""Rule packs: dates respected, questions fitted to the post, damage told with its place."""

import tomllib
from pathlib import Path

import pytest

from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.rulepacks import (
    RulePack,
    canonical_sha256,
    in_force,
    parse,
    rules_for_post,
)
from infludesk.contracts.shipped import shipped, shipped_pack
from infludesk.kernel.errors import Problem

US = parse(shipped_pack("us-ftc"))

SMALL = """
code = "x-law"
version = "1"
jurisdiction = "XX"
name = "X"
notice = "Guidance"
label_lang = "de"
effective_from = 2024-01-01
effective_to = 2024-12-31
checked_on = 2024-02-01

[[rules]]
code = "X-1"
text = "Is it said?"
cite = "s. 1"
confidence = "V"
asked_of = "post"

[[rules]]
code = "X-2"
text = "It is written down."
cite = "s. 2"
confidence = "S"
asked_of = "contract"

[[labels]]
text = "Werbung"
verdict = "fine"
rule = "X-1"

[[penalties]]
what = "Each"
rules = ["X-1"]
amount = 100
currency = "EUR"
cite = "s. 9"
confidence = "G"
"""


def asked(day: str = "2026-11-01", *, format: str | None = "post", connection: str | None = "paid") -> list[str]:  # noqa: A002
    return [rule.code for rule in rules_for_post(US, day=day, format=format, connection=connection)]


def test_every_rule_of_the_facts_is_in_the_pack_and_nothing_else() -> None:
    numbers = [*range(1, 25), *range(30, 36)]
    expected = {f"US-{n}" for n in numbers} | {f"D{n}" for n in range(1, 15)}
    assert {rule.code for rule in US.rules} == expected | {"US-NY-1", "D-CONTEST", "D-AFFILIATE"}


def test_the_pack_says_what_it_is() -> None:
    assert (US.key, US.jurisdiction, US.label_lang) == ("us-ftc@2023.1", "US", "en")
    assert US.notice == "Guidance from dated sources, not legal advice."
    assert US.checked_on == "2026-11-21"
    assert US.source_url == ""


def test_formats_and_connections_of_rules_are_those_of_posts() -> None:
    for rule in US.rules:
        assert set(rule.formats) <= dict(FORMATS).keys(), rule.code
        assert set(rule.connections) <= dict(CONNECTIONS).keys(), rule.code


def test_what_is_asked_of_a_post_is_a_question() -> None:
    for rule in US.rules:
        assert ("?" in rule.text) == (rule.asked_of in ("post", "both")), rule.code


def test_general_knowledge_is_worded_as_guidance() -> None:
    for rule in US.rules:
        assert rule.text.startswith("Guidance:") == (rule.confidence == "G"), rule.code


def test_no_rule_starts_on_the_day_a_blog_made_up() -> None:
    assert "2026-04-01" not in {rule.since for rule in US.rules}


@pytest.mark.parametrize(
    ("code", "first", "eve"),
    [
        ("US-5", "2023-07-26", "2023-07-25"),
        ("US-24", "2023-11-13", "2023-11-12"),
        ("US-31", "2024-10-21", "2024-10-20"),
        ("US-NY-1", "2026-06-09", "2026-06-08"),
    ],
)
def test_a_rule_is_asked_from_its_first_day_on(code: str, first: str, eve: str) -> None:
    assert code in asked(first)
    assert code in asked(f"{first}T00:00:00Z")
    assert code not in asked(eve)
    assert code not in asked(f"{eve}T23:59:59Z")


def test_a_post_is_asked_what_a_person_can_see_in_it() -> None:
    codes = asked()
    assert {"US-2", "US-3", "US-5", "US-6", "US-24", "D4", "D5", "D9", "D11", "D12"} <= set(codes)
    assert not {"US-1", "US-9", "US-35", "D3", "D10"} & set(codes)
    assert codes == [rule.code for rule in US.rules if rule.code in codes]


@pytest.mark.parametrize(
    ("format_", "yes", "no"),
    [
        ("reel", {"US-23", "US-4", "US-7"}, {"D6", "D8"}),
        ("story", {"D6", "US-4", "US-7"}, {"US-23", "D8"}),
        ("live", {"D8", "US-4", "US-7"}, {"D6", "US-23"}),
        ("podcast", {"US-7"}, {"US-4", "D6", "D8", "US-23"}),
        ("carousel", {"US-4"}, {"US-7", "D6", "D8", "US-23"}),
        (None, {"US-4", "US-7", "D6", "D8", "US-23"}, set()),
        ("other", {"US-4", "US-7", "D6", "D8", "US-23"}, set()),
        ("hologram", {"US-2"}, {"D6", "D8", "US-23"}),
    ],
)
def test_the_format_chooses_the_questions(format_: str | None, yes: set[str], no: set[str]) -> None:
    codes = set(asked(format=format_))
    assert yes <= codes
    assert not no & codes


@pytest.mark.parametrize(
    ("connection", "yes", "no"),
    [
        ("employee", {"US-20", "US-32"}, {"D-AFFILIATE", "D-CONTEST"}),
        ("own", {"US-32"}, {"D-AFFILIATE"}),
        ("affiliate", {"D-AFFILIATE"}, {"US-32"}),
        ("gift", {"US-20"}, {"US-32", "D-AFFILIATE", "D-CONTEST"}),
        ("unknown", {"US-20", "US-32", "D-AFFILIATE", "D-CONTEST"}, set()),
        (None, {"US-20", "US-32", "D-AFFILIATE", "D-CONTEST"}, set()),
    ],
)
def test_the_connection_chooses_the_questions(connection: str | None, yes: set[str], no: set[str]) -> None:
    codes = set(asked(connection=connection))
    assert yes <= codes
    assert not no & codes


def test_a_post_without_a_connection_is_asked_nothing() -> None:
    assert asked(connection="none") == []


def test_the_same_question_is_not_asked_twice() -> None:
    assert "D7" in asked("2023-11-12", format="video")
    assert "D7" not in asked("2023-11-13", format="video")
    assert "D13" in asked("2024-10-20")
    assert "D13" not in asked("2024-10-21")
    assert "D1" not in asked()


def test_in_force_includes_both_ends() -> None:
    small = parse(SMALL)
    days = ("2023-12-31", "2024-01-01", "2024-12-31", "2024-12-31T23:00:00Z", "2025-01-01")
    assert [in_force(small, day) for day in days] == [False, True, True, True, False]
    assert rules_for_post(small, day="2025-01-01", format="post", connection="paid") == ()


def test_a_small_pack_takes_its_defaults() -> None:
    small = parse(SMALL)
    assert [rule.code for rule in rules_for_post(small, day="2024-03-01", format="post", connection="loan")] == ["X-1"]
    assert (small.rules[0].since, small.rules[0].jurisdiction, small.labels[0].lang) == ("2024-01-01", "XX", "de")
    assert small.rule("X-2") == small.rules[1]
    assert small.rule("X-3") is None


def test_the_hash_does_not_depend_on_how_the_file_was_saved() -> None:
    windows = "\ufeff" + SMALL.replace("\n", "\r\n") + "\r\n"
    assert canonical_sha256(windows) == canonical_sha256(SMALL)
    assert canonical_sha256(SMALL.replace("s. 1", "s. 3")) != canonical_sha256(SMALL)
    assert parse(windows) == parse(SMALL)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('version = "1"', "version 1", "line 3"),
        ('version = "1"', "", "version is missing (in the pack)"),
        ('version = "1"', "version = 1", "version is not a text (in the pack)"),
        ('name = "X"', 'name = " "', "name is empty (in the pack)"),
        ("checked_on = 2024-02-01", 'checked_on = "soon"', "checked_on is not a day"),
        ("checked_on = 2024-02-01", "checked_on = 2024-02-01T10:00:00", "checked_on is not a day"),
        ("effective_to = 2024-12-31", "effective_to = 2023-12-31", "effective_to is before effective_from"),
        ('cite = "s. 2"', "", 'cite is missing (in rules 2 "X-2")'),
        ('code = "X-2"', "", "code is missing (in rules 2)"),
        ('code = "X-2"', 'code = "X-1"', 'two rules have the code "X-1"'),
        ('confidence = "S"', 'confidence = "sure"', 'confidence is "sure", not one of V, S, G (in rules 2 "X-2")'),
        ('asked_of = "post"', 'asked_of = "all"', 'asked_of is "all"'),
        ('asked_of = "post"', 'asked_of = "post"\nformats = "reel"', "formats is not a list of texts"),
        ('asked_of = "post"', 'asked_of = "post"\nformats = [1]', "formats is not a list of texts"),
        ('asked_of = "post"', 'asked_of = "post"\ncovers = ["X-9"]', 'names the rule "X-9", which is missing'),
        ('rule = "X-1"', 'rule = "X-9"', 'names the rule "X-9", which is missing (in labels 1 "Werbung")'),
        ('rules = ["X-1"]', 'rules = ["X-9"]', '(in penalties 1 "Each")'),
        ("amount = 100", "amount = 1.5", "amount is not a whole number"),
        ("amount = 100", "amount = true", "amount is not a whole number"),
        ('currency = "EUR"', 'currency = "XXY"', 'currency is "XXY"'),
    ],
)
def test_damage_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert SMALL.count(old) == 1
    with pytest.raises(Problem) as caught:
        parse(SMALL.replace(old, new))
    assert caught.value.code == "rulepack.unreadable"
    assert said in caught.value.title
    assert caught.value.advice == "Nothing was added. Correct the file and add it again."


def test_a_pack_without_rules_is_not_one() -> None:
    head, _, _ = SMALL.partition("[[rules]]")
    with pytest.raises(Problem, match="rules is missing"):
        parse(head)
    with pytest.raises(Problem, match="rules 1 is not a table"):
        parse(f"{head}\nrules = [1]")


def test_a_key_of_a_newer_version_is_passed_over() -> None:
    assert parse(f'newer = "yes"\n{SMALL}') == parse(SMALL)


def test_what_is_shipped_is_every_pack_of_the_folder() -> None:
    folder = Path(__file__).parents[2] / "resources" / "rulepacks"
    codes = [tomllib.loads(text)["code"] for text in shipped()]
    assert codes == [path.stem for path in sorted(folder.glob("*.toml"))]
    assert all(isinstance(parse(text), RulePack) for text in shipped())
