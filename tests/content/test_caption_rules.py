"""Every rule a caption decides, of every pack: a caption that keeps it, and one that does not."""

from dataclasses import dataclass

import pytest

from infludesk.content.captions.check import Checked
from infludesk.content.checking import check_caption
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped

DAY = "2026-11-22"
PACKS = {pack.code: pack for pack in map(parse, shipped())}
RULES = [(pack.code, rule.code) for pack in PACKS.values() for rule in pack.rules if rule.decides]
LONG = "Acme boots walked with me through three countries and one very long winter. " * 8
# The label of each pack that is fine at once.
LABEL = {"fr": "Publicité", "de": "Werbung"}
OTHER = {"fr": "Werbung", "de": "Publicité"}


@dataclass(frozen=True, slots=True)
class Case:
    """A caption ({ad} is the pack's label, {other} one of another language) and its setting."""

    caption: str
    format: str = "post"
    connection: str = "paid"
    platform: str = "x"


# aspect → what keeps it, what breaks it or leaves it to a person; film, picture and live are never kept by a caption
KEPT = {
    "present": Case("{ad} | Acme boots"),
    "words": Case("{ad} | Acme boots"),
    "nature": Case("{ad} | Acme boots"),
    "insider": Case("I work at Acme. Our boots are here.", connection="employee"),
    "affiliate": Case("I earn a commission when you buy Acme boots.", connection="affiliate"),
    "language": Case("{ad} | Acme boots"),
    "fold": Case("{ad} | Acme boots", platform="instagram"),
    "start": Case("{ad} | Acme boots"),
    "pile": Case("{ad} | Acme boots #a1 #b2 #c3 #d4 #e5"),
    "contradiction": Case("{ad} | Acme boots"),
    "sponsor": Case("{ad} | Acme boots"),
    "tool": Case("{ad} | Acme boots"),
}
BROKEN = {
    "present": (Case("Acme boots"), "fail"),
    "words": (Case("#partner of Acme"), "fail"),
    "nature": (Case("{ad} | Acme boots", connection="family"), "review"),
    "insider": (Case("#ad Acme boots", connection="employee"), "review"),
    "affiliate": (Case("Affiliate link: Acme boots", connection="affiliate"), "review"),
    "language": (Case("{other} | Acme boots"), "fail"),
    "fold": (Case(LONG + "{ad}", platform="instagram"), "fail"),
    "start": (Case("Acme boots walked with me through three countries and a winter. {ad}"), "review"),
    "pile": (Case("Acme boots #run #hike #{tag} #walk #love"), "fail"),
    "contradiction": (Case("{ad} | Acme boots, but this is not sponsored"), "fail"),
    "sponsor": (Case("#ad these boots are so warm"), "review"),
    "tool": (Case("Paid partnership\n\nAcme boots"), "review"),
    "film": (Case("{ad} | Acme boots", format="video"), "review"),
    "picture": (Case("{ad} | Acme boots", format="story"), "review"),
    "live": (Case("{ad} | Acme boots", format="live"), "review"),
}


def checked(pack: RulePack, case: Case) -> Checked:
    label = LABEL.get(pack.code, "Ad")
    caption = case.caption.replace("{ad}", label).replace("{tag}", label.lower())
    return check_caption(
        caption.replace("{other}", OTHER.get(pack.code, "Anzeige")), pack=pack, platform=case.platform,
        format=case.format, connection=case.connection, lang=pack.label_lang, day=DAY,
    )  # fmt: skip


def result(pack: str, rule: str, case: Case) -> str | None:
    found = {one.rule: one.result for one in checked(PACKS[pack], case).findings}
    return found.get(rule)


def decided(pack: str, rule: str) -> str:
    found = PACKS[pack].rule(rule)
    assert found is not None
    return found.decides


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_a_good_caption_keeps_the_rule(pack: str, rule: str) -> None:
    aspect = decided(pack, rule)
    if aspect in ("film", "picture", "live"):
        assert result(pack, rule, Case("{ad} | Acme boots", format="article", platform="blog")) is None
    elif rule == "D7":  # the later rule of the same question covers it
        assert result(pack, rule, KEPT[aspect]) is None
    else:
        assert result(pack, rule, KEPT[aspect]) == "pass"


@pytest.mark.parametrize(("pack", "rule"), [one for one in RULES if one[1] != "D7"])
def test_a_bad_caption_does_not_keep_it(pack: str, rule: str) -> None:
    case, expected = BROKEN[decided(pack, rule)]
    assert result(pack, rule, case) == expected
    assert checked(PACKS[pack], case).verdict != "pass"


def test_the_older_rule_of_videos_is_asked_before_the_newer_one_held() -> None:
    before = check_caption(
        "#ad Acme", pack=PACKS["us-ftc"], platform="x", format="video", connection="paid", lang="en", day="2023-11-12"
    )
    assert {one.rule: one.result for one in before.findings}["D7"] == "review"


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
def test_each_finding_cites_its_rule_and_shows_the_words(pack: RulePack) -> None:
    findings = checked(pack, Case("{ad} | Acme boots")).findings
    for one in findings:
        rule = pack.rule(one.rule)
        assert rule is not None
        assert one.cite == rule.cite
        assert one.why
    assert LABEL.get(pack.code, "Ad") in {one.found for one in findings}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
def test_without_a_tie_nothing_has_to_be_told(pack: RulePack) -> None:
    assert checked(pack, Case("#sp not an ad", connection="none")) == Checked("pass", ())


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
@pytest.mark.parametrize("caption", ["", " \n\n", "\u200b"])
def test_an_empty_caption_tells_nothing(pack: RulePack, caption: str) -> None:
    assert checked(pack, Case(caption)).verdict == "fail"
    assert checked(pack, Case(caption, format="story")).verdict == "fail"
