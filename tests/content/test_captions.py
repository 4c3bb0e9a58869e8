"""How a caption is read: look-alike letters, places, folds, languages, denials and names."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.captions.check import Checked
from infludesk.content.captions.denials import denials
from infludesk.content.captions.folds import Fold, folds
from infludesk.content.captions.language import guess
from infludesk.content.captions.lexicon import LANGS, lexicon
from infludesk.content.captions.plain import plain
from infludesk.content.captions.reading import said
from infludesk.content.captions.words import clauses, hashtags
from infludesk.content.checking import check_caption, platform_folds
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped_folds, shipped_languages, shipped_pack
from infludesk.kernel.errors import Problem

WORDS = lexicon(shipped_languages())
US = parse(shipped_pack("us-ftc"))
DE = parse(shipped_pack("de"))
UK = parse(shipped_pack("uk-cap"))
CA = parse(shipped_pack("ca"))
IN = parse(shipped_pack("in"))


def checked(caption: str, *, platform: str = "x", format: str = "post", connection: str = "paid") -> Checked:  # noqa: A002
    return check_caption(
        caption, pack=US, platform=platform, format=format, connection=connection, lang="en", day="2026-11-22"
    )


def under(pack: RulePack, caption: str, *, platform: str = "x", form: str = "post", connection: str = "paid") -> str:
    return check_caption(
        caption, pack=pack, platform=platform, format=form, connection=connection, lang="en", day="2026-11-22"
    ).verdict


def told(caption: str) -> set[tuple[str, str]]:
    return {(one.kind, one.form) for one in said(plain(caption), WORDS).told}


@pytest.mark.parametrize(
    "label",
    [
        "#ad",
        "#Ad",
        "#AD",
        "＃ａｄ",
        "#\u0430d",
        "#a\u200bd",
        "#a\u00add",
        "\u202a#ad\u202c",
        "𝗔𝗱:",
        "𝒜𝒹:",
        "ⓐⓓ |",
        "🅰🅳 |",
        "ᴀᴅ |",
        "Αd:",
    ],
)
def test_a_label_is_what_it_looks_like(label: str) -> None:
    assert checked(f"{label} Acme boots").verdict == "pass"


def test_letters_in_disguise_are_told() -> None:
    words = {one.rule: one for one in checked("#\u0430d Acme boots").findings}["D9"]
    assert words.found == "#\u0430d"
    assert "signs that only look like it" in words.why
    assert "only look" not in {one.rule: one for one in checked("#ad Acme boots").findings}["D9"].why


@given(st.text(max_size=80))
def test_each_letter_keeps_its_place(text: str) -> None:
    seen = plain(text)
    assert len(seen.text) == len(seen.at)
    assert list(seen.at) == sorted(seen.at)
    assert seen.text == plain(seen.text).text


@given(st.text(max_size=200), st.sampled_from(["instagram", "youtube", "x", "blog"]))
def test_any_text_gets_an_answer(text: str, platform: str) -> None:
    found = checked(text, platform=platform)
    assert found.verdict in ("pass", "fail", "review")
    for one in found.findings:
        assert one.found == text[one.place[0] : one.place[1]].strip()


@given(st.lists(st.sampled_from("\u200b\u200c\u2060\u00ad"), min_size=1, max_size=5), st.integers(0, 10))
def test_invisible_signs_change_nothing(signs: list[str], place: int) -> None:
    caption = "#ad Acme boots"
    assert checked(caption[:place] + "".join(signs) + caption[place:]).verdict == "pass"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_accents_may_be_written_either_way(form: str) -> None:
    text = unicodedata.normalize(form, "Publicité pour Acme")  # type: ignore[arg-type]
    assert told(text) == {("ad", "label"), ("ad", "sentence")}


def test_places_are_those_of_the_original() -> None:
    seen = plain("😀 Ｗｅｒｂｕｎｇ: x")
    at = seen.text.index("werbung")
    assert seen.found(at, at + 7) == "Ｗｅｒｂｕｎｇ"


def test_clauses_end_at_signs_lines_and_symbols() -> None:
    assert [one.text for one in clauses("ad | a - b\nwell-known 🛶 c, d.")] == ["ad", "a", "b", "well-known", "c", "d"]
    assert [one.text for one in hashtags("#ad#b #c_d x#e #1 #2ad")] == ["#ad", "#b", "#c_d", "#e", "#2ad"]


@pytest.mark.parametrize(
    "caption",
    ["#adventure", "#adidas", "#salad", "#dad", "an ad hoc plan", "Ad Astra", "ad-free day", "my ad blocker",
     "the ad on TV", "This ad is funny", "a gifted musician", "Werbung finde ich gut", "Anzeigetafel",
     "une publicité drôle",
     "la publicidad miente", "o anúncio é ótimo", "500 AD was cold", "acme.example/?ref=ad", "Ad? No."],
)  # fmt: skip
def test_a_word_that_holds_a_label_or_speaks_of_ads_tells_nothing(caption: str) -> None:
    assert told(caption) == set()


@pytest.mark.parametrize(
    ("caption", "kind"),
    [("Acme paid me to make this video", "paid"), ("Acme sent me this for free", "gift"),
     ("I work for Acme", "employee"),
     ("My husband founded Acme", "family"), ("I earn a commission on this link", "affiliate"),
     ("Werbung, weil Acme zahlt", "ad"),
     ("En collaboration commerciale avec Acme", "ad"), ("Offert par Acme", "gift"), ("Regalo de Acme", "gift"),
     ("En colaboración pagada con Acme", "deal"), ("Parceria paga com a Acme", "deal"),
     ("Recebi de graça da Acme", "gift")],
)  # fmt: skip
def test_an_honest_sentence_is_a_disclosure(caption: str, kind: str) -> None:
    assert kind in {one for one, _ in told(caption)}


@pytest.mark.parametrize(
    "caption",
    ["I wish Acme paid me", "Acme should pay me to post", "nobody paid me to say this", "sponsored by coffee and hope",
     "Ojalá Acme me pagara", "Personne ne m'a payé", "Niemand hat mich bezahlt"],
)  # fmt: skip
def test_a_wish_a_jest_or_a_denial_is_none(caption: str) -> None:
    assert told(caption) == set()


@pytest.mark.parametrize(
    ("caption", "what"),
    [("not sponsored", "ad"), ("#notanad", "ad"), ("keine Werbung", "ad"), ("unbezahlt", "paid"),
     ("pas sponsorisé", "ad"),
     ("no es publi", "ad"), ("não é publi", "ad"), ("nobody paid me", "paid"),
     ("I bought it with my own money", "gift"),
     ("not affiliated with Acme", "tie"), ("nоt spоnsоred", "ad")],
)  # fmt: skip
def test_denials_are_seen(caption: str, what: str) -> None:
    assert what in {one.what for one in denials(plain(caption).text, WORDS)}


def test_what_is_denied_counts_by_the_tie() -> None:
    sent = "They didn't pay me, but Acme sent me these for free."
    assert checked(sent, connection="gift").verdict == "pass"
    assert checked(sent).verdict == "fail"


@pytest.mark.parametrize(
    ("text", "lang"),
    [("the boots are warm and i love them so much", "en"), ("ich habe die schuhe und sie sind nicht mehr neu", "de"),
     ("je les aime et elles sont dans la maison avec moi", "fr"),
     ("me gusta mucho y lo llevo con las botas por todo", "es"),
     ("eu gosto muito e uso com as botas que não são novas", "pt"), ("acme boots", ""), ("", ""),
     ("#the #and #is #you", "")],
)  # fmt: skip
def test_a_language_is_told_only_where_it_is_certain(text: str, lang: str) -> None:
    assert guess(plain(text).text, WORDS) == lang


def test_a_foreign_label_is_not_understood() -> None:
    def german(caption: str, lang: str) -> str:
        return check_caption(
            caption, pack=DE, platform="x", format="post", connection="paid", lang=lang, day="2026-11-22"
        ).verdict

    assert german("#ad Meine neuen Schuhe von Acme", "de") == "fail"
    assert german("#ad my new shoes by Acme", "en") == "review"
    assert german("Werbung | my new shoes by Acme", "en") == "pass"


@pytest.mark.parametrize(
    ("caption", "kinds"),
    [
        ("My dad opened Acme last week", {"family"}),
        ("My dad opened the Acme on our street", {"family"}),
        ("My dad opened the jar", set()),
        ("We own Acme", {"employee"}),
        ("We own boats", set()),
    ],
)
def test_a_word_of_many_meanings_tells_a_tie_only_before_a_name(caption: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in told(caption)} == kinds


@pytest.mark.parametrize(
    ("caption", "verdict"),
    [
        ("Acme paid me to make this", "pass"),
        ("Paid partnership with Acme", "review"),
        ("This post is sponsored by Acme", "review"),
    ],
)
def test_a_pack_may_doubt_a_sponsorship_and_not_a_plain_payment(caption: str, verdict: str) -> None:
    assert under(UK, caption) == verdict


def test_a_gift_word_hides_a_payment_where_the_pack_says_so() -> None:
    assert under(UK, "Acme lent me boots") == "fail"
    assert under(US, "Acme lent me boots") == "review"


def test_a_gift_word_is_enough_where_no_post_was_required() -> None:
    assert under(CA, "#gifted Acme boots", connection="gift") == "review"
    assert under(CA, "#gifted Acme boots, no obligation to post", connection="gift") == "pass"
    assert under(UK, "#gifted Acme boots, no obligation to post", connection="gift") == "fail"


@pytest.mark.parametrize(
    ("platform", "form", "verdict"),
    [
        ("threads", "post", "pass"),
        ("facebook", "post", "pass"),
        ("facebook", "photo_set", "review"),
        ("instagram", "post", "review"),
    ],
)
def test_a_post_of_text_needs_no_words_on_a_picture(platform: str, form: str, verdict: str) -> None:
    assert under(IN, "#ad Acme boots", platform=platform, form=form) == verdict


def test_the_fold_counts_letters_and_lines() -> None:
    fold = Fold("x", chars=10, chars_most=20, lines=2, lines_most=3, pictures=True)
    assert [fold.side("a" * 40, start, start + 3) for start in (0, 7, 8, 19, 20)] == [
        "before",
        "before",
        "near",
        "near",
        "after",
    ]
    assert [fold.side("\n" * n + "#ad", n, n + 3) for n in range(4)] == ["before", "before", "near", "after"]


def test_every_platform_has_a_fold() -> None:
    assert set(platform_folds()) == {"instagram", "tiktok", "youtube", "x", "facebook", "threads", "blog"}
    assert all(fold.chars <= fold.chars_most and fold.lines <= fold.lines_most for fold in platform_folds().values())


@pytest.mark.parametrize(("old", "new"), [("chars = 125", "chars = 1.5"), ("pictures = true", 'pictures = "yes"')])
def test_a_damaged_table_of_folds_is_told(old: str, new: str) -> None:
    with pytest.raises(Problem, match="This rule pack cannot be read"):
        folds(shipped_folds().replace(old, new, 1))


def test_every_language_has_its_words() -> None:
    assert set(WORDS.common) == set(LANGS)
    assert {one.lang for one in WORDS.tellings} == set(LANGS)
    for lang in LANGS:
        kinds = {one.kind for one in WORDS.tellings if one.lang == lang}
        assert {"ad", "paid", "gift", "affiliate", "employee", "family"} <= kinds, lang


def test_no_pattern_waits_for_letters_that_were_taken_off() -> None:
    for one in WORDS.tellings:
        assert not re.search("[À-ÿA-Z]", re.sub(r"\\[A-Z]", "", one.pattern.pattern)), one.pattern.pattern


def test_damaged_words_of_a_language_are_told() -> None:
    with pytest.raises(Problem, match='kind is "hint"'):
        lexicon([shipped_languages()[0].replace('kind = "ad"', 'kind = "hint"', 1)])


@pytest.mark.parametrize(
    ("caption", "verdict"),
    [
        ("I turned on the paid partnership label. @acme", "review"),
        ("Paid partnership", "review"),
        ("In paid partnership with @acme", "pass"),
        ("ad new boots from @acme", "review"),
        ("ad season is here @acme", "fail"),
    ],
)
def test_the_platforms_tool_and_a_label_in_doubt_are_for_a_person(caption: str, verdict: str) -> None:
    assert checked(caption).verdict == verdict


def test_a_finding_shows_the_words_it_is_about() -> None:
    found = {one.rule: one for one in checked("#collab with Acme. This is not an ad.").findings}
    assert (found["D9"].result, found["D9"].found) == ("fail", "#collab")
    assert "See D10." in found["D9"].why
    assert (found["US-6"].result, found["US-6"].found) == ("fail", "not an ad")
    assert (found["US-20"].result, found["US-2"].result) == ("fail", "open")


def test_a_sponsor_nobody_names_is_for_a_person() -> None:
    assert checked("#ad these boots saved my week").verdict == "review"
    assert checked("#ad these boots saved my week @acme").verdict == "pass"
    assert checked("#ad Thank you Acme, these boots saved my week").verdict == "pass"


def test_one_disclosure_may_tell_what_another_leaves_open() -> None:
    assert checked("#ad Acme boots", connection="employee").verdict == "review"
    assert checked("#ad Acme boots. I work at Acme.", connection="employee").verdict == "pass"


@pytest.mark.parametrize(
    ("caption", "verdict"),
    [
        ("Acme boots #ad", "pass"),
        ("#ad #Acme #boots #hike #love", "pass"),
        ("Acme boots #ad #hike", "pass"),
        ("Acme boots #ad #hike #love #lake", "review"),
        ("Acme boots #hike #love #ad #lake", "fail"),
        ("Acme boots\n#hike\n#love\n#lake\n#ad", "fail"),
    ],
)
def test_a_label_is_not_lost_among_hashtags(caption: str, verdict: str) -> None:
    assert checked(caption).verdict == verdict


def test_a_hundred_captions_take_no_time() -> None:
    start = time.perf_counter()
    for n in range(100):
        checked(f"Acme boots number {n} walked with me. " * 10 + "#ad", platform="instagram")
    assert time.perf_counter() - start < 5


def test_a_hostile_caption_ends() -> None:
    start = time.perf_counter()
    for caption in (
        "#ad " * 1000,
        "a-" * 2500,
        "a." * 2500,
        "sent me " * 700,
        "this is my own " * 400,
        "my dad " * 700,
    ):
        checked(caption)
    assert time.perf_counter() - start < 10
