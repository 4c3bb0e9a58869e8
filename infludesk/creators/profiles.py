"""Which channel an address or a handle names: platform, handle, and the keys that accounts are matched by."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr


@dataclass(frozen=True, slots=True)
class Profile:
    """One channel.

    Attributes:
        platform: a code of ``creators.model.PLATFORMS``.
        handle: as written, without the @; a blog's is its normal address.
        url: the profile's address.
        user_id: the platform's own id, where the address is made of it.
    """

    platform: str
    handle: str
    url: str
    user_id: str = ""


@dataclass(frozen=True, slots=True)
class _Site:
    """How a platform's addresses look; the patterns match the path without its outer slashes."""

    platform: str
    hosts: tuple[str, ...]
    profile: re.Pattern[str]
    post: re.Pattern[str]
    url: str


def _site(platform: str, hosts: str, profile: str, post: str, url: str) -> _Site:
    flags = re.IGNORECASE
    return _Site(platform, tuple(hosts.split()), re.compile(profile, flags), re.compile(post, flags), url)


_AT = r"@([^/]+)"
_SEGMENT = r"@?([^/]+)"
_SITES = (
    _site("instagram", "instagram.com instagr.am", rf"(?:_u/)?{_SEGMENT}", r"(?:[^/]+/)?(?:p|reels?|tv)/.|stories/.+/.",
          "https://www.instagram.com/{handle}/"),
    _site("tiktok", "tiktok.com", _AT, r"@[^/]*/(?:video|photo)/.|v/.", "https://www.tiktok.com/@{handle}"),
    _site("youtube", "youtube.com youtu.be", r"(?:@|(?:channel|c|user)/@?)([^/]+)",
          r"(?:watch|shorts|live|embed|v|clip)(?:/.|$)", "https://www.youtube.com/@{handle}"),
    _site("x", "x.com twitter.com", _SEGMENT, r"[^/]+/status(?:es)?/.|i/web/status/.", "https://x.com/{handle}"),
    _site("twitch", "twitch.tv", _SEGMENT, r"videos/.|[^/]+/(?:clip|video|v)/.", "https://www.twitch.tv/{handle}"),
    _site("linkedin", "linkedin.com", r"in/([^/]+)|((?:company|school|showcase)/[^/]+)",
          r"posts/.|feed/update/.|pulse/.", "https://www.linkedin.com/in/{handle}"),
    _site("facebook", "facebook.com fb.com", r"(?:people|pages)/[^/]+/(\d+)|pg/([^/]+)|([^/]+)",
          r"(?:[^/]+/)?(?:posts|videos|photos|reels?)/.|(?:watch|photo|photo\.php|story\.php|permalink\.php)$|share/.",
          "https://www.facebook.com/{handle}"),
    _site("threads", "threads.net threads.com", _AT, r"@[^/]+/post/.|t/.", "https://www.threads.net/@{handle}"),
    _site("bluesky", "bsky.app", r"profile/@?([^/]+)", r"profile/[^/]+/post/.", "https://bsky.app/profile/{handle}"),
    _site("pinterest", "pinterest.com", _SEGMENT, r"pin/.", "https://www.pinterest.com/{handle}/"),
    _site("snapchat", "snapchat.com", r"(?:add/|@)([^/]+)", r"spotlight/.|@[^/]+/spotlight/.",
          "https://www.snapchat.com/add/{handle}"),
    _site("reddit", "reddit.com", r"(?:user|u)/([^/]+)", r"(?:r|user|u)/[^/]+/comments/.",
          "https://www.reddit.com/user/{handle}"),
    _site("telegram", "t.me telegram.me", r"(?:s/)?@?([^/]+)", r"(?:s/)?[^/]+/\d+", "https://t.me/{handle}"),
)  # fmt: skip
_BY_HOST = {host: site for site in _SITES for host in site.hosts}
_BY_PLATFORM = {site.platform: site for site in _SITES}
_INTENTS = frozenset({"intent/user", "intent/follow"})
_POST_HOSTS = frozenset({"youtu.be", "clips.twitch.tv"})
_RESERVED = re.compile(
    r"_[nu]|about|accounts|ads|business|c|company|developer|directory|events|explore|feed|feeds|foryou|gaming|groups|"
    r"hashtag|help|home|i|intent|legal|login|marketplace|messages|notifications|p|pages|people|playlist|"
    r"premium|privacy|profile\.php|reel|results|search|settings|share|sharer|sharer\.php|shop|signup|stories|"
    r"tag|terms|trending|tv|videos|watch",
    re.IGNORECASE,
)
_FREE = frozenset({"podcast", "newsletter", "press", "forum", "event", "blog", "other"})
_ENDINGS = re.compile(
    r"at|au|be|blog|br|ca|ch|cn|co|com|de|dk|es|eu|fi|fr|gr|hu|ie|in|info|io|it|jp|kr|me|mx|net|nl|no|nz|org|"
    r"pl|pt|ro|ru|se|shop|tv|ua|uk|us|za",
    re.IGNORECASE,
)
_SUBDOMAIN = re.compile(r"^(?:www|m|mobile|web|[a-z]{2}(?:-[a-z]{2})?)\.(?=[^.]+\.)")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|[\w-]+(?:\.[\w-]+)+(?::\d+)?/", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_IN_APP = re.compile(
    r"(instagram|twitter|tg)://\w+/?\?(?:[^#]*&)?(?:username|screen_name|domain)=([^&#/\s]+)", re.IGNORECASE
)
_APPS = {"instagram": "instagram", "twitter": "x", "tg": "telegram"}
_LONGEST = 2_000
_CHANNEL = re.compile(r"UC[\w-]{22}")
_NUMBER_OF_PERSON = re.compile(r"\d{5,}")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|igshid|igsh|si|ref|ref_src|hl|lang|feature|_t|_r|mc_[ce]id", re.IGNORECASE
)


def read_profile(text: str, platform: str | None = None) -> Profile | None:
    """Read an address or a handle.

    Args:
        text: as pasted: ``https://m.youtube.com/@ana?si=1``, ``instagram.com/ana/``, ``@ana``, ``ana``.
        platform: the platform of a bare handle; an address of a known site says its own.

    Returns:
        The channel; None where the text names none (empty, a search page, a bare handle without a platform,
        more than 2,000 letters).

    Raises:
        Problem: ``account.post_address`` or ``account.handle_spaces``.
    """
    text = text.strip().strip("<>")
    if not text or len(text) > _LONGEST:
        return None
    if app := _IN_APP.match(text):
        platform, text = _APPS[app[1].lower()], app[2]
    if is_address(text):
        return _of_address(text)
    handle = text.lstrip("@＠").strip()
    if not handle:
        return None
    if platform in (None, "blog") and "@" not in text and _bare_host(handle):
        return _blog(handle)
    if platform not in _FREE and len(handle.split()) > 1:
        raise Problem(
            "account.handle_spaces",
            tr("A handle has no spaces."),
            tr("Nothing was changed. Use {handle} or paste the profile address.", handle="_".join(handle.split())),
        )
    if platform is None:
        return None
    user_id = handle if platform == "youtube" and _CHANNEL.fullmatch(handle) else ""
    return Profile(platform, handle, profile_url(platform, handle), user_id)


def is_address(text: str) -> bool:
    """Whether the text is written as a web address, with a scheme, ``www.`` or a path."""
    return ("/" in text and _ADDRESS.match(text) is not None) or text[:4].lower() == "www."


def normal_handle(text: str) -> str:
    """The key a handle is matched by: no @, no case, no width."""
    text = text.strip().lstrip("@＠")
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def normal_url(text: str) -> str:
    """The key an address is matched by: no scheme, no ``www.`` or ``m.``, no tracking, no closing slash.

    The path keeps its case, save on the sites whose handles have none.
    """
    host, path, query, _ = _parts(text)
    kept = urlencode(sorted((k, v) for k, v in parse_qsl(query) if not _TRACKING.fullmatch(k)))
    site = _BY_HOST.get(host)
    if site and not kept and not _CHANNEL.search(path) and site.profile.fullmatch(path):
        path = path.lower()
    return f"{host}/{path}".rstrip("/") + (f"?{kept}" if kept else "")


def platform_of_address(text: str) -> str:
    """The platform an address of any kind, also a post's, is on; empty where it is on none known here."""
    host, _, _, written = _parts(text) if is_address(text) else ("", "", "", "")
    return next((site.platform for known, site in _BY_HOST.items() if f".{host or written}".endswith(f".{known}")), "")


def profile_url(platform: str, handle: str) -> str:
    """The address of a handle's profile; empty where the platform has no addresses known here."""
    site = _BY_PLATFORM.get(platform)
    handle = handle.strip().lstrip("@＠")
    if platform == "blog" and handle:
        return f"https://{handle}"
    if not site or not handle:
        return ""
    if platform == "youtube" and _CHANNEL.fullmatch(handle):
        return f"https://www.youtube.com/channel/{handle}"
    if platform == "linkedin" and "/" in handle:
        return f"https://www.linkedin.com/{handle}"
    return site.url.format(handle=handle)


def _parts(text: str) -> tuple[str, str, str, str]:
    """Take an address apart: host without www and country, path without outer slashes, query, host as written."""
    text = text.strip()
    try:
        split = urlsplit(text if "://" in text else "https://" + text.lstrip("/"))
        host = split.hostname or ""
    except ValueError:  # brackets that are no IPv6 address
        return text.casefold(), "", "", ""
    short = _SUBDOMAIN.sub("", host)
    bare = re.sub(r"^(pinterest)\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$", r"\1.com", short)
    known = bare in _BY_HOST
    return bare if known else host.removeprefix("www.").removeprefix("m."), split.path.strip("/"), split.query, host


def _bare_host(text: str) -> bool:
    return _HOST.fullmatch(text) is not None and _ENDINGS.fullmatch(text.rpartition(".")[2]) is not None


def _of_address(text: str) -> Profile | None:
    host, path, query, written = _parts(text)
    site = _BY_HOST.get(host)
    if (written in _POST_HOSTS and path) or (site and site.post.match(path)):
        raise Problem(
            "account.post_address",
            tr("This is the address of a post."),
            tr("The account was not added. Paste the profile's address, or add the post under Content."),
        )
    if not site:
        # a short link (vm.tiktok.com, pin.it) says nothing of whose it is
        return None if any(host.endswith(f".{known}") for known in _BY_HOST) or host == "pin.it" else _blog(text)
    person = dict(parse_qsl(query)).get("id", "")
    if path == "profile.php" and _NUMBER_OF_PERSON.fullmatch(person):
        return Profile("facebook", person, f"https://www.facebook.com/profile.php?id={person}", person)
    if site.platform == "x" and path.lower() in _INTENTS:
        path = dict(parse_qsl(query)).get("screen_name", "")
    found = site.profile.match(path)
    handle = next((part for part in found.groups() if part), "") if found else ""
    if not handle or _RESERVED.fullmatch(handle):
        return None
    user_id = handle if site.platform == "youtube" and _CHANNEL.fullmatch(handle) else ""
    return Profile(site.platform, handle, _kept_url(site, path, handle), user_id)


def _kept_url(site: _Site, path: str, handle: str) -> str:
    """Old kinds of addresses stay as they are: they need not exist as a handle."""
    if site.platform == "youtube" and path.lower().startswith(("c/", "user/")):
        return f"https://www.youtube.com/{path.partition('/')[0].lower()}/{handle}"
    return profile_url(site.platform, handle)


def _blog(text: str) -> Profile | None:
    normal = normal_url(text)
    return Profile("blog", normal, f"https://{normal}") if "." in normal.partition("/")[0] else None
