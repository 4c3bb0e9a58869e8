"""Which channel an address or a handle names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.profiles import (
    normal_handle,
    normal_url,
    platform_of,
    platform_of_address,
    profile_url,
    read_profile,
)
from infludesk.kernel.errors import Problem

CHANNEL = "UCabcdefghijklmnopqrstuv"


@pytest.mark.parametrize(
    ("text", "platform", "handle"),
    [
        ("https://www.instagram.com/Ana.Fit/?igsh=abc", "instagram", "Ana.Fit"),
        ("instagram.com/anafit", "instagram", "anafit"),
        ("HTTP://M.TIKTOK.COM/@ana_fit/", "tiktok", "ana_fit"),
        ("https://www.youtube.com/@AnaCooks/videos", "youtube", "AnaCooks"),
        ("youtube.com/c/AnaCooks", "youtube", "AnaCooks"),
        ("https://www.youtube.com/user/anacooks", "youtube", "anacooks"),
        (f"https://youtube.com/channel/{CHANNEL}", "youtube", CHANNEL),
        ("https://twitter.com/ana?lang=en", "x", "ana"),
        ("https://x.com/@ana", "x", "ana"),
        ("twitch.tv/ana_live", "twitch", "ana_live"),
        ("https://de.linkedin.com/in/ana-ruiz-42/", "linkedin", "ana-ruiz-42"),
        ("https://www.facebook.com/anaruiz", "facebook", "anaruiz"),
        ("https://facebook.com/profile.php?id=100012345", "facebook", "100012345"),
        ("https://www.threads.net/@ana", "threads", "ana"),
        ("https://bsky.app/profile/ana.bsky.social", "bluesky", "ana.bsky.social"),
        ("https://www.pinterest.co.uk/anaruiz/", "pinterest", "anaruiz"),
        ("https://www.snapchat.com/add/ana", "snapchat", "ana"),
        ("https://www.anacooks.example.com/blog/?utm_source=x", "blog", "anacooks.example.com/blog"),
        ("anacooks.com", "blog", "anacooks.com"),
        # what apps share and open
        ("instagram.com/_u/ana.fit", "instagram", "ana.fit"),
        ("https://www.instagram.com/_u/ana.fit/?igsh=1", "instagram", "ana.fit"),
        ("instagram://user?username=ana.fit", "instagram", "ana.fit"),
        ("twitter://user?screen_name=ana", "x", "ana"),
        ("https://twitter.com/intent/user?screen_name=ana", "x", "ana"),
        ("https://x.com/intent/follow?lang=en&screen_name=ana", "x", "ana"),
        ("tg://resolve?domain=ana", "telegram", "ana"),
    ],
)
def test_an_address_says_platform_and_handle(text: str, platform: str, handle: str) -> None:
    found = read_profile(text)
    assert found
    assert (found.platform, found.handle) == (platform, handle)


@pytest.mark.parametrize("text", ["@anafit", "anafit", " ＠anafit ", "https://instagram.com/anafit"])
def test_a_bare_handle_takes_the_platform_it_is_told(text: str) -> None:
    found = read_profile(text, "instagram")
    assert found
    assert (found.handle, found.url) == ("anafit", "https://www.instagram.com/anafit/")


def test_the_address_wins_over_the_platform_told() -> None:
    found = read_profile("https://tiktok.com/@ana", "instagram")
    assert found
    assert found.platform == "tiktok"


def test_a_channel_id_is_the_platforms_own_id() -> None:
    found = read_profile(f"https://www.youtube.com/channel/{CHANNEL}?si=1")
    assert found
    assert (found.user_id, found.url) == (CHANNEL, f"https://www.youtube.com/channel/{CHANNEL}")


@pytest.mark.parametrize(
    "text",
    [
        "https://www.instagram.com/p/CxYz/",
        "https://www.instagram.com/anafit/reel/CxYz/",
        "https://www.tiktok.com/@ana/video/7301",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com/shorts/abc",
        "https://x.com/ana/status/123",
        "https://www.linkedin.com/posts/ana-ruiz_activity-1",
        "https://www.facebook.com/ana/posts/1",
        "https://www.threads.net/@ana/post/abc",
        "https://bsky.app/profile/ana.bsky.social/post/3k",
        "https://www.pinterest.com/pin/99/",
    ],
)
def test_a_posts_address_is_refused(text: str) -> None:
    with pytest.raises(Problem) as refused:
        read_profile(text)
    assert refused.value.code == "account.post_address"
    assert refused.value.title == "This is the address of a post."


def test_a_handle_has_no_spaces() -> None:
    with pytest.raises(Problem) as refused:
        read_profile("ana fit", "instagram")
    assert refused.value.code == "account.handle_spaces"
    assert "Use ana_fit or paste the profile address." in refused.value.advice


@pytest.mark.parametrize(
    "text", ["", "  ", "@", "anafit", "https://www.instagram.com/explore/", "https://vm.tiktok.com/Z/"]
)
def test_what_names_no_account_gives_none(text: str) -> None:
    assert read_profile(text) is None


def test_a_podcast_may_be_called_by_words() -> None:
    found = read_profile("The Daily Bite", "podcast")
    assert found
    assert found.handle == "The Daily Bite"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.Instagram.com/AnaFit/", "instagram.com/anafit?igsh=1"),
        ("https://ana.example.com/?utm_source=a&p=12", "http://ana.example.com?p=12"),
        ("https://m.youtube.com/@Ana", "youtube.com/@ana"),
    ],
)
def test_equal_addresses_have_one_key(one: str, other: str) -> None:
    assert normal_url(one) == normal_url(other)


def test_different_addresses_have_different_keys() -> None:
    assert normal_url("https://bit.ly/AbC") != normal_url("https://bit.ly/aBc")
    assert normal_url("https://ana.example.com/?p=12") != normal_url("https://ana.example.com/?p=13")


def test_a_posts_address_still_says_its_platform() -> None:
    assert platform_of_address("https://vm.tiktok.com/ZM8/") == "tiktok"
    assert platform_of_address("https://fox.com/a") == ""


HANDLES = st.from_regex(r"[a-z0-9_]{3,20}", fullmatch=True).filter(lambda h: read_profile(f"x.com/{h}") is not None)


@given(HANDLES, st.sampled_from(["instagram", "tiktok", "youtube", "x", "twitch", "threads", "bluesky", "snapchat"]))
def test_a_profiles_own_address_reads_back(handle: str, platform: str) -> None:
    found = read_profile(profile_url(platform, handle))
    assert found is None or (found.platform, normal_handle(found.handle)) == (platform, normal_handle(handle))


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    normal_url(text)
    normal_handle(text)
    try:
        read_profile(text)
        read_profile(text, "instagram")
    except Problem as problem:
        assert problem.code.startswith("account.")  # noqa: PT017  any other exception is a failure


@pytest.mark.parametrize("text", ["instagram.com/_u/", "https://x.com/intent/user", "a" * 2_001])
def test_an_app_link_without_a_person_names_nobody(text: str) -> None:
    assert read_profile(text, "instagram") is None


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("https://www.instagram.com/ana", "instagram"),
        ("IG: @ana", "instagram"),
        ("@ana@mastodon.social", "mastodon"),
        ("https://www.instagram.com/p/abc", ""),
        ("https://ana.example.com", ""),
        ("ana", ""),
        ("", ""),
    ],
)
def test_the_platform_of_a_channel(text: str, platform: str) -> None:
    assert platform_of(text) == platform
