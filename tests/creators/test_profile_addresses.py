"""Addresses as people paste them: which account they name, if any."""

import pytest

from infludesk.creators.profiles import is_address, profile_url, read_profile
from infludesk.kernel.errors import Problem

PROFILES = [
    ("https://www.instagram.com/ana.fit/", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("instagram.com/ana.fit/reels/", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("https://www.instagram.com/ana.fit/?hl=de#", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("https://instagram.com/@ana.fit", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("https://www.instagram.com/ana%2Efit", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("https://www.instagram.com/%40ana.fit", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("INSTAGRAM.COM/ANA.FIT", "instagram", "ANA.FIT", "https://www.instagram.com/ANA.FIT/"),
    ("http://instagram.com/ana.fit/tagged/", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("https://www.tiktok.com/@ana.fit?lang=en", "tiktok", "ana.fit", "https://www.tiktok.com/@ana.fit"),
    ("tiktok.com/ana_fit", "tiktok", "ana_fit", "https://www.tiktok.com/@ana_fit"),
    ("youtube.com/@Ana%C3%AFs", "youtube", "Anaïs", "https://www.youtube.com/@Anaïs"),
    ("https://www.youtube.com/AnaCooks", "youtube", "AnaCooks", "https://www.youtube.com/AnaCooks"),
    (
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv/featured",
        "youtube",
        "UCabcdefghijklmnopqrstuv",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
    ),
    (
        "https://music.youtube.com/channel/UCabcdefghijklmnopqrstuv",
        "youtube",
        "UCabcdefghijklmnopqrstuv",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
    ),
    ("youtube.com/user/ana/videos", "youtube", "ana", "https://www.youtube.com/user/ana"),
    (
        "https://studio.youtube.com/channel/UCabcdefghijklmnopqrstuv",
        "youtube",
        "UCabcdefghijklmnopqrstuv",
        "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
    ),
    ("https://mobile.twitter.com/ana", "x", "ana", "https://x.com/ana"),
    ("https://twitter.com/#!/ana", "x", "ana", "https://x.com/ana"),
    ("https://x.com/ana/with_replies", "x", "ana", "https://x.com/ana"),
    ("https://nitter.net/ana", "blog", "nitter.net/ana", "https://nitter.net/ana"),
    ("https://www.twitch.tv/ana/videos", "twitch", "ana", "https://www.twitch.tv/ana"),
    ("https://m.twitch.tv/ana", "twitch", "ana", "https://www.twitch.tv/ana"),
    ("https://www.linkedin.com/in/ana-ru%C3%ADz/", "linkedin", "ana-ruíz", "https://www.linkedin.com/in/ana-ruíz"),
    (
        "https://www.linkedin.com/company/ana-cooks/",
        "linkedin",
        "company/ana-cooks",
        "https://www.linkedin.com/company/ana-cooks",
    ),
    ("https://www.linkedin.com/in/ana-ruiz/de", "linkedin", "ana-ruiz", "https://www.linkedin.com/in/ana-ruiz"),
    (
        "https://www.facebook.com/people/Ana-Ruiz/100012345678901/",
        "facebook",
        "100012345678901",
        "https://www.facebook.com/profile.php?id=100012345678901",
    ),
    ("https://m.facebook.com/anaruiz?fref=nf", "facebook", "anaruiz", "https://www.facebook.com/anaruiz"),
    (
        "https://www.facebook.com/pages/Ana-Cooks/123456789",
        "facebook",
        "123456789",
        "https://www.facebook.com/profile.php?id=123456789",
    ),
    (
        "https://www.facebook.com/pages/category/Blogger/Ana-Cooks-123456789/",
        "facebook",
        "Ana-Cooks-123456789",
        "https://www.facebook.com/Ana-Cooks-123456789",
    ),
    ("fb.com/anaruiz", "facebook", "anaruiz", "https://www.facebook.com/anaruiz"),
    ("https://fb.me/anaruiz", "blog", "fb.me/anaruiz", "https://fb.me/anaruiz"),
    (
        "https://www.facebook.com/Ana-Cooks-123456789/",
        "facebook",
        "Ana-Cooks-123456789",
        "https://www.facebook.com/Ana-Cooks-123456789",
    ),
    ("https://web.facebook.com/anaruiz/about", "facebook", "anaruiz", "https://www.facebook.com/anaruiz"),
    ("https://www.threads.com/@ana", "threads", "ana", "https://www.threads.net/@ana"),
    ("https://threads.net/ana", "threads", "ana", "https://www.threads.net/@ana"),
    (
        "https://bsky.app/profile/ana.bsky.social/",
        "bluesky",
        "ana.bsky.social",
        "https://bsky.app/profile/ana.bsky.social",
    ),
    ("https://bsky.app/profile/did:plc:abc", "bluesky", "did:plc:abc", "https://bsky.app/profile/did:plc:abc"),
    ("https://www.pinterest.de/ana/_created/", "pinterest", "ana", "https://www.pinterest.com/ana/"),
    ("https://de.pinterest.com/ana/", "pinterest", "ana", "https://www.pinterest.com/ana/"),
    ("https://www.pinterest.com.mx/ana", "pinterest", "ana", "https://www.pinterest.com/ana/"),
    ("https://www.snapchat.com/add/ana?share_id=1", "snapchat", "ana", "https://www.snapchat.com/add/ana"),
    ("https://www.snapchat.com/@ana", "snapchat", "ana", "https://www.snapchat.com/add/ana"),
    ("https://story.snapchat.com/u/ana", "snapchat", "ana", "https://www.snapchat.com/add/ana"),
    ("https://mastodon.social/@ana", "mastodon", "ana@mastodon.social", "https://mastodon.social/@ana"),
    ("@ana@mastodon.social", "mastodon", "ana@mastodon.social", "https://mastodon.social/@ana"),
    ("https://mastodon.social/@ana@chaos.social", "mastodon", "ana@chaos.social", "https://chaos.social/@ana"),
    ("https://mastodon.social/users/ana", "mastodon", "ana@mastodon.social", "https://mastodon.social/@ana"),
    ("https://ana.substack.com/", "blog", "ana.substack.com", "https://ana.substack.com"),
    ("https://medium.com/@ana", "blog", "medium.com/@ana", "https://medium.com/@ana"),
    ("anacooks.de", "blog", "anacooks.de", "https://anacooks.de"),
    ("www.anacooks.de/", "blog", "anacooks.de", "https://anacooks.de"),
    (
        "https://anacooks.example.com:8080/blog",
        "blog",
        "anacooks.example.com/blog",
        "https://anacooks.example.com/blog",
    ),
    ("anacooks.com/about?x=1", "blog", "anacooks.com/about?x=1", "https://anacooks.com/about?x=1"),
    ("instagram: ana", "instagram", "ana", "https://www.instagram.com/ana/"),
    ("https://t.me/s/ana", "telegram", "ana", "https://t.me/ana"),
    ("https://www.reddit.com/u/ana/", "reddit", "ana", "https://www.reddit.com/user/ana"),
    ("https://discord.gg/abc", "blog", "discord.gg/abc", "https://discord.gg/abc"),
    ("https://vk.com/ana", "blog", "vk.com/ana", "https://vk.com/ana"),
    ("https://weibo.com/u/123", "blog", "weibo.com/u/123", "https://weibo.com/u/123"),
    (
        "https://www.xiaohongshu.com/user/profile/5a",
        "blog",
        "xiaohongshu.com/user/profile/5a",
        "https://xiaohongshu.com/user/profile/5a",
    ),
    ("https://www.douyin.com/user/MS4w", "blog", "douyin.com/user/MS4w", "https://douyin.com/user/MS4w"),
    ("https://space.bilibili.com/123", "blog", "space.bilibili.com/123", "https://space.bilibili.com/123"),
    ("http://https://instagram.com/ana", "instagram", "ana", "https://www.instagram.com/ana/"),
    ("https://www.instagram.com//ana//", "instagram", "ana", "https://www.instagram.com/ana/"),
    ("https:/instagram.com/ana", "instagram", "ana", "https://www.instagram.com/ana/"),
    ("https://www.linkedin.com/mwlite/in/ana-ruiz", "linkedin", "ana-ruiz", "https://www.linkedin.com/in/ana-ruiz"),
    ("IG: @ana.fit", "instagram", "ana.fit", "https://www.instagram.com/ana.fit/"),
    ("TikTok：ana_fit", "tiktok", "ana_fit", "https://www.tiktok.com/@ana_fit"),
    ("\u200ehttps://x.com/ana\u200b", "x", "ana", "https://x.com/ana"),
    ("<https://x.com/ana>", "x", "ana", "https://x.com/ana"),
    ("https://x.com/ana,", "x", "ana", "https://x.com/ana"),
    ("https://mbasic.facebook.com/anaruiz", "facebook", "anaruiz", "https://www.facebook.com/anaruiz"),
    ("https://www.facebook.com/pg/anaruiz/posts", "facebook", "anaruiz", "https://www.facebook.com/anaruiz"),
    (
        "https://www.instagram.com/ana.fit/?igshid=YmMy%3D%3D",
        "instagram",
        "ana.fit",
        "https://www.instagram.com/ana.fit/",
    ),
    ("//www.twitch.tv/ana_live", "twitch", "ana_live", "https://www.twitch.tv/ana_live"),
]
POSTS = [
    "https://www.instagram.com/stories/ana.fit/123/",
    "https://youtu.be/abc",
    "https://fb.watch/abc",
    "https://www.facebook.com/share/abc123/",
    "https://mastodon.social/@ana/1092",
]
NOBODY = [
    "https://www.instagram.com/stories/ana.fit/",
    "https://l.instagram.com/?u=https%3A%2F%2Fana.example.com",
    "https://www.instagram.com/explore/tags/food/",
    "https://m.tiktok.com/h5/share/usr/123.html",
    "https://vm.tiktok.com/ZM8/",
    "https://www.tiktok.com/tag/food",
    "https://www.youtube.com/playlist?list=PL1",
    "https://www.linkedin.com/pub/ana-ruiz/1/2/3",
    "https://www.facebook.com/groups/123",
    "https://pin.it/abc",
    "https://linktr.ee/ana",
    "https://beacons.ai/ana",
    "@ ana.fit",
    "@ana.fit/",
    "reddit.com/r/food",
    "https://instagram.com",
    "www.tiktok.com/@",
    "ana.eth",
    "instagram.com\\ana",
]


def test_the_table_is_long_enough() -> None:
    assert len(PROFILES) + len(POSTS) + len(NOBODY) > 90


@pytest.mark.parametrize(("text", "platform", "handle", "url"), PROFILES)
def test_an_address_names_an_account(text: str, platform: str, handle: str, url: str) -> None:
    found = read_profile(text)
    assert found
    assert (found.platform, found.handle, found.url) == (platform, handle, url)


@pytest.mark.parametrize("text", [url for *_, url in PROFILES])
def test_the_address_it_is_given_names_the_same_account(text: str) -> None:
    found = read_profile(text)
    assert found
    assert found.url == text


@pytest.mark.parametrize("text", POSTS)
def test_a_post_is_no_account(text: str) -> None:
    with pytest.raises(Problem) as told:
        read_profile(text)
    assert told.value.code == "account.post_address"


@pytest.mark.parametrize("text", NOBODY)
def test_some_addresses_name_nobody(text: str) -> None:
    assert read_profile(text) is None


@pytest.mark.parametrize("text", ["https://www.instagram.com/ana fit", "https://www.tiktok.com/@ana%20fit"])
def test_a_handle_in_an_address_has_no_blanks(text: str) -> None:
    with pytest.raises(Problem) as told:
        read_profile(text)
    assert told.value.code == "account.handle_spaces"


@pytest.mark.parametrize(
    ("platform", "handle", "url"),
    [
        ("facebook", "100012345678901", "https://www.facebook.com/profile.php?id=100012345678901"),
        ("mastodon", "ana@chaos.social", "https://chaos.social/@ana"),
        ("mastodon", "ana", ""),
        ("podcast", "The Daily Bite", ""),
    ],
)
def test_the_address_of_a_handle(platform: str, handle: str, url: str) -> None:
    assert profile_url(platform, handle) == url
    assert not url or is_address(url)
