"""What a person saw of the piece: each rule of each pack that is asked of posts is kept and broken by an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.captions.check import Checked, Finding
from infludesk.content.captions.folds import Fold
from infludesk.content.captions.sight import RESULT_OF, SHARED, answers_of, question, with_seen
from infludesk.content.checking import check_caption, language_of
from infludesk.content.disclosure import outcome
from infludesk.contracts.rulepacks import Rule, RulePack, parse
from infludesk.contracts.shipped import shipped

DAY = "2026-11-22"
PACKS = {pack.code: pack for pack in map(parse, shipped())}
LABEL = {"fr": "Publicité", "de": "Werbung"}
IN_PIECE = ("film", "picture", "live")
# Every rule that a person is asked on posts, where another does not ask it already.
ASKED = [
    (pack.code, rule.code) for pack in PACKS.values() for rule in pack.rules if rule.asked_of in ("post", "both")
]  # fmt: skip
COVERED = {(pack.code, code) for pack in PACKS.values() for rule in pack.rules for code in rule.covers}
LEFT_TO_A_PERSON = [
    (pack, rule)
    for pack, rule in ASKED
    if (pack, rule) not in COVERED and (found := PACKS[pack].rule(rule)) and found.decides in ("", *IN_PIECE)
]


def rule_of(pack: str, code: str) -> Rule:
    found = PACKS[pack].rule(code)
    assert found is not None
    return found


def checked(pack: RulePack, rule: Rule, seen: dict[str, str] | None = None, caption: str = "") -> Checked:
    """A good caption in a format and with a tie that the rule is asked for, where no fold stands in the way."""
    label = LABEL.get(pack.code, "Ad")
    connection = rule.connections[0] if rule.connections else "paid"
    said = {"affiliate": f"{label}: I earn a commission when you buy Acme boots."}
    return check_caption(
        caption or said.get(connection, f"{label} | Acme boots"), pack=pack, platform="x",
        format=rule.formats[0] if rule.formats else "post", connection=connection, lang=pack.label_lang, day=DAY,
        seen=seen,
    )  # fmt: skip


def result(found: Checked, code: str) -> Finding:
    return next(one for one in found.findings if one.rule == code)


@pytest.mark.parametrize(("pack", "code"), LEFT_TO_A_PERSON)
def test_an_answer_keeps_the_rule_or_breaks_it(pack: str, code: str) -> None:
    rule, rules = rule_of(pack, code), PACKS[pack]
    silent = result(checked(rules, rule), code)
    assert silent.result == ("review" if rule.decides else "open")
    for answer, expected in RESULT_OF.items():
        found = checked(rules, rule, {question(rules, code): answer})
        assert (result(found, code).result, result(found, code).found_by) == (expected, "person")
        assert answers_of(found.findings)[code] == answer
    assert checked(rules, rule, {code: "no"}).verdict == "fail"
    assert checked(rules, rule, {code: "unsure"}).verdict != "pass"


@pytest.mark.parametrize(("pack", "code"), sorted(COVERED))
def test_a_rule_asked_by_a_later_one_is_not_asked_twice(pack: str, code: str) -> None:
    assert code not in {one.rule for one in checked(PACKS[pack], rule_of(pack, code)).findings}


def test_every_rule_of_posts_is_tested_here_or_with_the_captions() -> None:
    by_caption = {(pack, code) for pack, code in ASKED if rule_of(pack, code).decides not in ("", *IN_PIECE)}
    assert by_caption | set(LEFT_TO_A_PERSON) | COVERED == set(ASKED)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
def test_rules_that_no_post_is_asked_never_come_up(pack: RulePack) -> None:
    never = {rule.code for rule in pack.rules if rule.asked_of in ("contract", "background")}
    for format_ in ("post", "reel", "story", "live"):
        found = check_caption(
            "Ad | Acme", pack=pack, platform="x", format=format_, connection="paid", lang=pack.label_lang, day=DAY
        )
        assert never.isdisjoint(one.rule for one in found.findings)


@pytest.mark.parametrize(("format_", "aspect"), [("reel", "film"), ("story", "picture"), ("live", "live")])
@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
def test_what_was_seen_in_the_piece_decides_a_good_caption(pack: RulePack, format_: str, aspect: str) -> None:
    def verdict(seen: dict[str, str], caption: str = "") -> str:
        return check_caption(
            caption or f"{LABEL.get(pack.code, 'Ad')} | Acme boots", pack=pack, platform="instagram", format=format_,
            connection="paid", lang=pack.label_lang, day=DAY, seen=seen,
        ).verdict  # fmt: skip

    assert verdict({}) == "review"
    assert verdict({aspect: "yes"}) == "pass"
    assert verdict({aspect: "no"}) == "fail"
    assert verdict({aspect: "unsure"}) == "review"
    assert verdict({aspect: "yes"}, "#spon of Acme") == "fail"


def test_a_silent_caption_is_no_failure_once_the_disclosure_was_seen() -> None:
    def check(seen: dict[str, str]) -> Checked:
        return check_caption(
            "", pack=PACKS["us-ftc"], platform="instagram", format="story", connection="paid", lang="en", day=DAY,
            seen=seen,
        )  # fmt: skip

    assert check({}).verdict == "fail"
    assert check({"picture": "unsure"}).verdict == "fail"
    told = check({"picture": "yes"})
    assert told.verdict == "pass"
    assert result(told, "US-20").why == "It is told in the piece itself."
    assert check({"picture": "yes", "US-20": "no"}).verdict == "fail"
    assert check({"picture": "yes", "language": "no"}).verdict == "fail"


def test_an_answer_does_not_mend_what_the_caption_breaks() -> None:
    pack = PACKS["us-ftc"]
    denied = check_caption(
        "#ad but this is not sponsored", pack=pack, platform="x", format="post", connection="paid", lang="en", day=DAY,
        seen={"US-6": "yes", "D9": "yes"},
    )  # fmt: skip
    assert denied.verdict == "fail"
    assert result(denied, "US-6").found_by == "caption_scan"


def test_an_answer_of_the_rule_goes_before_that_of_its_aspect() -> None:
    pack = PACKS["in"]
    rule = rule_of("in", "IN-5")
    assert question(pack, "IN-5") == "film"
    assert question(pack, "IN-2") == "IN-2"
    assert result(checked(pack, rule, {"film": "yes", "IN-5": "no"}), "IN-5").result == "fail"
    assert result(checked(pack, rule, {"film": "yes"}), "IN-5").result == "pass"


@given(st.dictionaries(st.sampled_from([*SHARED, "US-2", "US-8", "US-20"]), st.sampled_from(list(RESULT_OF))))
def test_answers_never_make_a_verdict_better_than_its_rules(seen: dict[str, str]) -> None:
    pack = PACKS["us-ftc"]
    found = checked(pack, rule_of("us-ftc", "US-23"), seen)
    kept = answers_of(found.findings)
    assert found.verdict == (outcome(kept.values()) if kept else "pass")
    bare = checked(pack, rule_of("us-ftc", "US-23"))
    assert with_seen(bare, pack, seen) == found
    assert {one.rule for one in found.findings} == {one.rule for one in bare.findings}


@pytest.mark.parametrize(
    ("caption", "sure", "hidden"),
    [
        ("", 0, 0), ("short", 5, 5), ("x" * 30, 10, 20), ("a\nb\nc\nd\ne", 4, 6), ("a\nb\n" + "x" * 30, 4, 20),
    ],
)  # fmt: skip
def test_a_fold_ends_by_letters_or_by_lines(caption: str, sure: int, hidden: int) -> None:
    fold = Fold("somewhere", chars=10, chars_most=20, lines=2, lines_most=3, pictures=True)
    assert fold.ends(caption) == (sure, hidden)


@given(st.text(alphabet="ab\n", max_size=60))
def test_what_the_ruler_shows_is_what_the_check_goes_by(caption: str) -> None:
    fold = Fold("somewhere", chars=10, chars_most=20, lines=2, lines_most=3, pictures=True)
    sure, hidden = fold.ends(caption)
    for at in range(len(caption)):
        if caption[at] == "\n":
            continue
        side = fold.side(caption, at, at + 1)
        assert side == ("before" if at < sure else "after" if at >= hidden else "near")


def test_the_language_of_a_text_is_told_where_it_is_certain() -> None:
    assert language_of("Das ist die Werbung für die Stiefel, und ich finde sie sehr schön") == "de"
    assert language_of("Acme 👢") == ""
