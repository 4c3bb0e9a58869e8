"""Which post an address names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.model import FORMATS
from infludesk.content.postlinks import PostLink, read_post
from infludesk.kernel.errors import Problem


@pytest.mark.parametrize(
    ("text", "platform", "post_id", "format_", "handle"),
    [
        ("https://www.instagram.com/p/C4abcDEF_-1/?igsh=x", "instagram", "C4abcDEF_-1", "post", None),
        ("instagram.com/ana.fit/reel/C4abcDEF/", "instagram", "C4abcDEF", "reel", "ana.fit"),
        ("https://instagram.com/reels/C4abcDEF", "instagram", "C4abcDEF", "reel", None),
        ("https://instagram.com/stories/ana.fit/3312345678/", "instagram", "3312345678", "story", "ana.fit"),
        ("https://www.instagram.com/stories/highlights/1799/", "instagram", "1799", "story", None),
        ("https://www.tiktok.com/@ana_fit/video/7345?is_from_webapp=1", "tiktok", "7345", "video", "ana_fit"),
        ("https://m.tiktok.com/@ana_fit/photo/7346", "tiktok", "7346", "photo_set", "ana_fit"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=30s", "youtube", "dQw4w9WgXcQ", "video", None),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", "youtube", "dQw4w9WgXcQ", "video", None),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ", "short", None),
        ("https://youtube.com/live/dQw4w9WgXcQ?feature=share", "youtube", "dQw4w9WgXcQ", "live", None),
        ("https://twitter.com/ana/status/17654321?s=20", "x", "17654321", "post", "ana"),
        ("https://x.com/i/web/status/17654321", "x", "17654321", "post", None),
        ("https://www.facebook.com/anaruiz/posts/pfbid02abc", "facebook", "pfbid02abc", "post", "anaruiz"),
        ("https://m.facebook.com/watch/?v=1234567", "facebook", "1234567", "video", None),
        ("https://www.facebook.com/reel/1234567", "facebook", "1234567", "reel", None),
        ("https://www.facebook.com/permalink.php?story_fbid=77&id=5", "facebook", "77", "post", None),
        ("https://www.threads.net/@ana/post/C4xyz", "threads", "C4xyz", "post", "ana"),
        ("https://www.twitch.tv/videos/2081234567", "twitch", "2081234567", "live", None),
        ("https://clips.twitch.tv/FunnyClip-1", "twitch", "FunnyClip-1", "video", None),
        ("https://www.linkedin.com/posts/ana-ruiz_launch-activity-7170-AbCd", "linkedin", "7170", "post", "ana-ruiz"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7170/", "linkedin", "7170", "post", None),
        ("https://www.pinterest.co.uk/pin/8901234/", "pinterest", "8901234", "post", None),
        ("https://bsky.app/profile/ana.bsky.social/post/3kabc", "bluesky", "3kabc", "post", "ana.bsky.social"),
        ("https://anacooks.example.com/2026/soup/?utm_source=x", "blog", "anacooks.example.com/2026/soup", "article",
         "anacooks.example.com"),
    ],
)  # fmt: skip
def test_an_address_names_its_post(text: str, platform: str, post_id: str, format_: str, handle: str | None) -> None:
    found = read_post(text)
    assert found is not None
    assert (found.platform, found.platform_post_id, found.format, found.handle) == (platform, post_id, format_, handle)
    assert found.url.startswith("https://")
    assert "utm_" not in found.url


@pytest.mark.parametrize(
    "text",
    ["https://www.instagram.com/ana.fit/", "https://tiktok.com/@ana", "youtube.com/@ana/videos", "https://x.com/ana",
     "https://www.anacooks.example.com/"],
)  # fmt: skip
def test_a_profile_is_no_post(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_post(text)
    assert caught.value.code == "post.profile_address"
    assert "The post was not added." in caught.value.advice


@pytest.mark.parametrize("text", ["https://vm.tiktok.com/ZMabc/", "pin.it/abc", "https://t.co/abc"])
def test_a_short_link_says_nothing(text: str) -> None:
    with pytest.raises(Problem) as caught:
        read_post(text)
    assert caught.value.code == "post.short_link"


@pytest.mark.parametrize("text", ["", "ana", "@ana", "https://www.youtube.com/watch", "https://instagram.com/explore/"])
def test_what_names_no_post(text: str) -> None:
    assert read_post(text) is None


@given(
    st.sampled_from(["", "http://", "https://", "https://www.", "https://m."]),
    st.sampled_from(["", "igsh=1", "utm_source=a&utm_medium=b", "si=9", "fbclid=x"]),
    st.sampled_from(["instagram.com/p/C4abc", "tiktok.com/@ana/video/73", "youtube.com/shorts/abcdefghijk",
                     "facebook.com/reel/99", "x.com/ana/status/12", "ana-cooks.example.com/soup"]),
)  # fmt: skip
def test_ways_of_writing_an_address_give_one_id(scheme: str, tracking: str, address: str) -> None:
    plain, written = (
        read_post(f"https://{address}"),
        read_post(f"{scheme}{address}/{'?' if tracking else ''}{tracking}"),
    )
    assert plain is not None
    assert plain == written


pieces = st.sampled_from(
    ["https://", "www.", "instagram.com", "youtu.be", "facebook.com", "/", "?", "&", "p", "reel", "watch", "v=", "@ana",
     "[", "]", "#", "%3a", "é", "1234", " "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(pieces, max_size=10).map("".join)))
def test_any_text_is_a_post_nothing_or_a_problem(text: str) -> None:
    found: PostLink | Problem | None
    try:
        found = read_post(text)
    except Problem as problem:
        found = problem
    match found:
        case Problem():
            assert found.title
            assert found.advice
        case PostLink():
            assert found.platform_post_id
            assert found.format in dict(FORMATS)
        case _:
            assert found is None
