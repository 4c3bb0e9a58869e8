"""Several markets at once: a label that passes in all, why, and every market's rules."""

from itertools import combinations

import pytest

from infludesk.content.checking import check_caption
from infludesk.contracts.markets import choices, label_for, strictest_places
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped

DAY = "2026-11-22"
PACKS = {pack.code: pack for pack in map(parse, shipped())}


def packs(codes: str) -> list[RulePack]:
    return [PACKS[code] for code in codes.split()]


@pytest.mark.parametrize(
    ("codes", "lang", "connection", "text"),
    [
        ("us-ftc uk-cap ca au", "en", "paid", "ad"),
        ("us-ftc uk-cap", "en", "gift", "ad"),
        ("de us-ftc", "de", "paid", "Werbung"),
        ("de us-ftc", "en", "paid", "Werbung / ad"),
        ("fr de", "fr", "paid", "Publicité / Werbung"),
        ("eu ca", "pt", "affiliate", "Publicidade"),
    ],
)
def test_one_label_passes_everywhere_or_each_market_gets_its_own(
    codes: str, lang: str, connection: str, text: str
) -> None:
    choice = label_for(packs(codes), lang, connection)
    assert choice is not None
    assert (choice.text, choice.verdict) == (text, "fine")
    assert [reason.pack for reason in choice.reasons] == [pack.key for pack in packs(codes)]
    assert all(reason.cite and reason.rule for reason in choice.reasons)


@pytest.mark.parametrize("lang", ["en", "fr", "de", "es", "pt"])
@pytest.mark.parametrize("connection", ["paid", "gift", "affiliate"])
def test_what_is_proposed_passes_the_check_of_every_market(lang: str, connection: str) -> None:
    for codes in [*combinations(PACKS, 2), tuple(PACKS)]:
        choice = label_for([PACKS[code] for code in codes], lang, connection)
        assert choice is not None
        for code in codes:
            checked = check_caption(
                f"{choice.text} | Acme", pack=PACKS[code], platform="x", format="post", connection=connection,
                lang=lang, day=DAY,
            )  # fmt: skip
            assert checked.verdict == "pass", (codes, code, choice.text)


def test_what_one_market_refuses_is_told_with_its_rule() -> None:
    gifted = next(one for one in choices(packs("ca uk-cap"), "en", "gift") if one.text == "gifted")
    assert gifted.verdict == "not_fine"
    assert [(one.pack, one.verdict, one.rule) for one in gifted.reasons] == [
        ("ca@2025.1", "risky", "CA-3"),
        ("uk-cap@2023.1", "not_fine", "UK-4"),
    ]
    assert "Only where no post was required." in gifted.reasons[0].why


def test_no_label_alone_tells_that_someone_works_there() -> None:
    choice = label_for(packs("us-ftc"), "en", "employee")
    assert choice is not None
    assert choice.verdict == "risky"
    assert choice.reasons[0].why == "Say besides that the creator belongs to the brand."


def test_without_a_market_nothing_is_proposed() -> None:
    assert label_for([], "en", "paid") is None


def test_the_strictest_place_counts() -> None:
    found = strictest_places(packs("uk-cap in"), "video")
    assert {place: [one.rule.code for one in rules] for place, rules in found.items()} == {
        "fold": ["UK-6", "IN-9"],
        "pile": ["UK-7", "IN-10"],
        "film": ["UK-12", "IN-5"],
    }
