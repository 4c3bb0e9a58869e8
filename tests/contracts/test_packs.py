"""The shipped packs together: what each says it is, and that its rules are worded and cited as they should be."""

import pytest

from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.rulepacks import ASPECTS, RulePack, parse, places
from infludesk.contracts.shipped import shipped, shipped_pack
from infludesk.kernel.errors import Problem

PACKS = {pack.code: pack for pack in map(parse, shipped())}
EACH = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())


def test_eight_jurisdictions_are_shipped() -> None:
    assert set(PACKS) == {"us-ftc", "uk-cap", "eu", "fr", "de", "ca", "au", "in"}
    assert {pack.jurisdiction for pack in PACKS.values()} == {"US", "GB", "EU", "FR", "DE", "CA", "AU", "IN"}


@EACH
def test_a_pack_says_when_it_holds_and_where_it_is_from(pack: RulePack) -> None:
    assert pack.effective_from < pack.checked_on
    assert pack.version.startswith(pack.effective_from[:4])
    assert pack.sources
    assert pack.notice == "Guidance from dated sources, not legal advice."


@EACH
def test_rules_are_questions_of_posts_and_guidance_is_worded_as_guidance(pack: RulePack) -> None:
    for rule in pack.rules:
        assert ("?" in rule.text) == (rule.asked_of in ("post", "both")), rule.code
        assert rule.text.startswith("Guidance:") == (rule.confidence == "G"), rule.code
        assert set(rule.formats) <= dict(FORMATS).keys(), rule.code
        assert set(rule.connections) <= dict(CONNECTIONS).keys(), rule.code


@EACH
def test_a_caption_decides_only_what_is_asked_of_posts(pack: RulePack) -> None:
    decided = [rule for rule in pack.rules if rule.decides]
    assert {rule.asked_of for rule in decided} <= {"post", "both"}
    assert {"present", "words", "nature", "language", "fold", "pile", "contradiction"} <= {
        one.decides for one in decided
    }
    assert {one.decides for one in decided} <= dict(ASPECTS).keys()


@EACH
def test_labels_are_named_once_and_in_a_known_language(pack: RulePack) -> None:
    named = [(label.text.casefold(), label.lang) for label in pack.labels]
    assert len(set(named)) == len(named)
    assert {label.lang for label in pack.labels} <= {"en", "fr", "de", "es", "pt"}
    assert set(pack.label_langs) <= {pack.label_lang}
    assert {one for label in pack.labels for one in label.connections} <= dict(CONNECTIONS).keys()


@pytest.mark.parametrize(
    ("code", "text", "verdict"),
    [
        ("us-ftc", "sponsored", "fine"), ("us-ftc", "sp", "not_fine"), ("uk-cap", "advert", "fine"),
        ("uk-cap", "sponsored", "risky"), ("uk-cap", "gifted", "not_fine"), ("fr", "Publicité", "fine"),
        ("de", "Anzeige", "fine"), ("ca", "gifted", "risky"), ("au", "paid partnership", "fine"),
        ("au", "spon", "not_fine"), ("au", "sponsored", "risky"),
    ],
)  # fmt: skip
def test_labels_are_worth_what_their_sources_say(code: str, text: str, verdict: str) -> None:
    assert [label.verdict for label in PACKS[code].labels if label.text == text] == [verdict]


def test_places_are_told_for_each_format() -> None:
    assert [rule.code for rule in places(PACKS["in"], "video")] == ["IN-5", "IN-9", "IN-10"]
    assert {rule.decides for rule in places(PACKS["us-ftc"], "story")} == {"fold", "pile", "picture"}
    assert {rule.decides for rule in places(PACKS["de"], "live")} == {"fold", "start", "pile", "live"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('decides = "start"', 'decides = "weather"', 'decides is "weather", not one of'),
        ('text = "Dauerwerbesendung", verdict', 'text = "Dauerwerbesendung", kind = "hint", verdict', 'kind is "hint"'),
        ('{ kind = "deal", verdict = "risky" }', '{ kind = "deal", verdict = "so-so" }', 'verdict is "so-so"'),
        ('label_langs = ["de"]', 'label_langs = "de"', "label_langs is not a list of texts"),
    ],
)
def test_damage_of_what_captions_need_is_told(old: str, new: str, said: str) -> None:
    text = shipped_pack("de")
    assert text.count(old) == 1
    with pytest.raises(Problem) as caught:
        parse(text.replace(old, new))
    assert caught.value.code == "rulepack.unreadable"
    assert said in caught.value.title
