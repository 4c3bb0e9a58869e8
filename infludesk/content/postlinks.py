"""Which post an address names: platform, the platform's own id, and the format. Pure."""

import re
from dataclasses import dataclass

from infludesk.creators.profiles import is_address, normal_url, platform_of_address, read_profile
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr


@dataclass(frozen=True, slots=True)
class PostLink:
    """One post.

    Attributes:
        platform: a code of ``creators.model.PLATFORMS``; ``blog`` for any other web address.
        platform_post_id: the platform's own id; a blog post's is its normal address.
        format: a code of ``content.model.FORMATS``, as far as the address tells.
        handle: whose it is, where the address says so; a blog's host.
        url: the address without tracking.
    """

    platform: str
    platform_post_id: str
    format: str
    handle: str | None
    url: str


def _post(format: str, pattern: str, host: str = r"[^/]+") -> tuple[str, re.Pattern[str]]:  # noqa: A002  the post's field
    return format, re.compile(f"{host}/{pattern}", re.IGNORECASE)


# Patterns on normal addresses: host, path and what is left of the query.
_HANDLE = r"@?(?P<handle>[^/?]+)/"
_ID = r"(?P<id>[\w-]+)"
_NUMBER = r"(?P<id>\d+)"
_POSTS = {
    "instagram": (
        _post("post", f"(?:{_HANDLE})?p/{_ID}"),
        _post("reel", f"(?:{_HANDLE})?reels?/(?!audio(?:/|$)){_ID}"),
        _post("video", f"(?:{_HANDLE})?tv/{_ID}"),
        _post("story", f"stories/highlights/{_NUMBER}"),
        _post("story", f"stories/{_HANDLE}{_NUMBER}"),
    ),
    "tiktok": (
        _post("video", f"{_HANDLE}video/{_NUMBER}"),
        _post("photo_set", f"{_HANDLE}photo/{_NUMBER}"),
        _post("video", f"(?:v|embed|embed/v2)/{_NUMBER}"),
    ),
    "youtube": (
        _post("video", _ID, host=r"youtu\.be"),
        _post("short", f"shorts/{_ID}"),
        _post("live", f"live/{_ID}"),
        _post("video", rf"watch\?(?:.*&)?v={_ID}"),
        _post("video", f"(?:embed|v)/{_ID}"),
    ),
    "x": (
        _post("post", f"i/(?:web/)?status(?:es)?/{_NUMBER}"),
        _post("post", f"{_HANDLE}status(?:es)?/{_NUMBER}"),
    ),
    "facebook": (
        _post("reel", f"reels?/{_NUMBER}"),
        _post("video", rf"watch/?\?(?:.*&)?v={_NUMBER}"),
        _post("video", f"{_HANDLE}videos/(?:[^/?]+/)?{_NUMBER}"),
        _post("post", rf"(?:photo|photo\.php)/?\?(?:.*&)?fbid={_NUMBER}"),
        _post("post", rf"(?:story|permalink)\.php\?(?:.*&)?story_fbid={_ID}"),
        _post("post", f"groups/[^/?]+/(?:posts|permalink)/{_NUMBER}"),
        _post("post", rf"{_HANDLE}posts/(?:[^/?]+/)?(?P<id>pfbid\w+|\d+)"),
        _post("post", f"{_HANDLE}photos/(?:[^/?]+/)*{_NUMBER}"),
    ),
    "threads": (_post("post", f"{_HANDLE}post/{_ID}"), _post("post", f"t/{_ID}")),
    "twitch": (
        _post("video", _ID, host=r"clips\.twitch\.tv"),
        _post("live", f"videos/{_NUMBER}"),
        _post("video", f"{_HANDLE}(?:clip/{_ID})"),
        _post("live", f"{_HANDLE}(?:video|v)/{_NUMBER}"),
    ),
    "linkedin": (
        _post("post", rf"posts/(?:(?P<handle>[^/?_]+)_)?[^?]*?(?:activity|share|ugcpost)[-:]{_NUMBER}"),
        _post("post", rf"feed/update/urn(?::|%3a)li(?::|%3a)(?:activity|share|ugcpost)(?::|%3a){_NUMBER}"),
        _post("article", r"pulse/(?P<id>[^/?]+)"),
    ),
    "pinterest": (_post("post", rf"pin/(?:[^/?]*--)?{_NUMBER}"),),
    "bluesky": (_post("post", f"profile/{_HANDLE}post/{_ID}"),),
    "snapchat": (_post("short", f"(?:{_HANDLE})?spotlight/{_ID}"),),
    "reddit": (_post("post", f"(?:r|u|user)/[^/?]+/comments/{_ID}"),),
    "telegram": (_post("post", r"(?:s/)?(?P<id>(?P<handle>[^/?]+)/\d+)"),),
}
_SHORT = re.compile(
    r"(?:https?:)?(?://)?(?:www\.)?(?:(?:vm|vt)\.tiktok\.com|(?:m\.)?tiktok\.com/t|pin\.it|fb\.watch|t\.co|lnkd\.in|"
    r"bit\.ly|amzn\.to|(?:m\.)?facebook\.com/share)/.",
    re.IGNORECASE,
)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def read_post(text: str) -> PostLink | None:
    """Read the address of a post.

    Args:
        text: as pasted: ``https://m.youtube.com/watch?v=…&si=1``, ``instagram.com/ana/reel/…``.

    Returns:
        The post; None where the text names none (empty, no address, a search page).

    Raises:
        Problem: ``post.profile_address`` or ``post.short_link``.
    """
    text = text.strip().strip("<>").strip()
    if not is_address(text):
        return None
    if _SHORT.match(text):
        raise Problem(
            "post.short_link",
            tr("This short link does not say which post it is."),
            tr("Nothing was added. Open it in the browser and paste the address shown there."),
        )
    platform, normal = platform_of_address(text), normal_url(text)
    for format_, pattern in _POSTS.get(platform, ()):
        if found := pattern.match(normal):
            handle = found.groupdict().get("handle")
            return PostLink(platform, found["id"], format_, handle, f"https://{found[0]}")
    if platform:
        _refuse_profile(text)
        return None
    return _of_blog(normal)


def post_url(text: str) -> str:
    """The one form an address of a post is stored under; what names no post stays as written."""
    link = named_post(text)
    return link.url if link else text


def named_post(text: str) -> PostLink | None:
    """As ``read_post``; None also for the addresses that it refuses."""
    try:
        return read_post(text)
    except Problem:
        return None


def _refuse_profile(text: str) -> None:
    try:
        profile = read_profile(text)
    except Problem:  # looks like a post's address without its id
        return
    if profile is not None:
        raise _profile_address()


def _of_blog(normal: str) -> PostLink | None:
    host, _, path = normal.partition("?")[0].partition("/")
    if not _HOST.fullmatch(host):
        return None
    if not path and "?" not in normal:
        raise _profile_address()
    return PostLink("blog", normal, "article", host, f"https://{normal}")


def _profile_address() -> Problem:
    return Problem(
        "post.profile_address",
        tr("This is the address of a profile."),
        tr("The post was not added. Paste the post's own address, or add the account to the creator."),
    )
