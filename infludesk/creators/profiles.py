"""Which channel an address or a handle names: platform, handle, and the keys that accounts are matched by."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

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
    _site("linkedin", "linkedin.com", r"(?:mwlite/)?in/([^/]+)|((?:company|school|showcase)/[^/]+)",
          r"posts/.|feed/update/.|pulse/.", "https://www.linkedin.com/in/{handle}"),
    _site("facebook", "facebook.com fb.com",
          r"(?:people|pages)/[^/]+/(\d+)|(?:pg|pages/category/[^/]+)/([^/]+)|([^/]+)",
          r"(?:[^/]+/)?(?:posts|videos|photos|reels?)/.|(?:watch|photo|photo\.php|story\.php|permalink\.php)$|share/.",
          "https://www.facebook.com/{handle}"),
    _site("threads", "threads.net threads.com", _AT, r"@[^/]+/post/.|t/.", "https://www.threads.net/@{handle}"),
    _site("bluesky", "bsky.app", r"profile/@?([^/]+)", r"profile/[^/]+/post/.", "https://bsky.app/profile/{handle}"),
    _site("pinterest", "pinterest.com", _SEGMENT, r"pin/.", "https://www.pinterest.com/{handle}/"),
    _site("snapchat", "snapchat.com", r"(?:add/|u/|@)([^/]+)", r"spotlight/.|@[^/]+/spotlight/.",
          "https://www.snapchat.com/add/{handle}"),
    _site("reddit", "reddit.com", r"(?:user|u)/([^/]+)", r"(?:r|user|u)/[^/]+/comments/.",
          "https://www.reddit.com/user/{handle}"),
    _site("telegram", "t.me telegram.me", r"(?:s/)?@?([^/]+)", r"(?:s/)?[^/]+/\d+", "https://t.me/{handle}"),
)  # fmt: skip
_BY_HOST = {host: site for site in _SITES for host in site.hosts}
_BY_PLATFORM = {site.platform: site for site in _SITES}
# a name right behind the slash is a profile there too, in an old address or a mistyped one
_BARE_HOSTS = re.compile(r"(?:www\.|m\.)?(?:youtube\.com|tiktok\.com|threads\.(?:net|com))")
_INTENTS = frozenset({"intent/user", "intent/follow"})
_POST_HOSTS = frozenset({"youtu.be", "clips.twitch.tv", "fb.watch"})
# pages of links, and short links that say nothing of where they lead
_LINK_PAGES = (
    "linktr.ee", "beacons.ai", "beacons.page", "lnk.bio", "bio.link", "bio.site", "linkin.bio", "campsite.bio",
    "allmylinks.com", "solo.to", "hoo.be", "komi.io", "stan.store", "link.me", "taplink.cc", "many.link", "heylink.me",
    "flow.page", "linkpop.com", "msha.ke", "snipfeed.co", "withkoji.com", "pin.it", "lnkd.in", "t.co", "bit.ly",
)  # fmt: skip
_MASTODON = (
    "mas.to", "chaos.social", "fosstodon.org", "hachyderm.io", "infosec.exchange", "troet.cafe", "norden.social",
    "social.tchncs.de", "piaille.fr", "techhub.social", "sfba.social", "masto.es",
)  # fmt: skip
_FEDERATED = re.compile(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")
_RESERVED = re.compile(
    r"_[nu]|about|account|accounts|ads|business|c|channel|clip|company|developer|directory|discover|embed|events|explore|"
    r"feed|feeds|following|foryou|gaming|groups|h5|hashtag|help|home|i|intent|kids|legal|live|login|marketplace|messages|"
    r"music|notifications|p|pages|people|playlist|premium|privacy|profile\.php|redirect|reel|results|search|settings|"
    r"share|sharer|sharer\.php|shop|shorts|signup|stories|t|tag|terms|topics|trending|tv|upload|user|v|videos|watch",
    re.IGNORECASE,
)
_FREE = frozenset({"podcast", "newsletter", "press", "forum", "event", "blog", "other"})
_ENDINGS = re.compile(
    r"at|au|be|blog|br|ca|ch|cn|co|com|de|dk|es|eu|fi|fr|gr|hu|ie|in|info|io|it|jp|kr|me|mx|net|nl|no|nz|org|"
    r"pl|pt|ro|ru|se|shop|tv|ua|uk|us|za",
    re.IGNORECASE,
)
_SUBDOMAIN = re.compile(
    r"^(?:www|m|mobile|mbasic|touch|web|music|studio|story|old|new|[a-z]{2}(?:-[a-z]{2})?)\.(?=[^.]+\.)"
)
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|[\w-]+(?:\.[\w-]+)+(?::\d+)?/", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_IN_APP = re.compile(
    r"(instagram|twitter|tg)://\w+/?\?(?:[^#]*&)?(?:username|screen_name|domain)=([^&#/\s]+)", re.IGNORECASE
)
_APPS = {"instagram": "instagram", "twitter": "x", "tg": "telegram"}
_SAID = {
    "instagram": "instagram", "insta": "instagram", "ig": "instagram", "tiktok": "tiktok", "tt": "tiktok",
    "youtube": "youtube", "yt": "youtube", "facebook": "facebook", "fb": "facebook", "twitter": "x", "x": "x",
    "twitch": "twitch", "linkedin": "linkedin", "pinterest": "pinterest", "snapchat": "snapchat", "threads": "threads",
    "bluesky": "bluesky", "telegram": "telegram", "mastodon": "mastodon",
}  # fmt: skip
_NAMED = re.compile(rf"({'|'.join(_SAID)})\s*[:：]\s*(?!//)(.+)", re.IGNORECASE | re.DOTALL)
_SCHEMES = re.compile(r"\A(?:https?:/*)*https?:/+", re.IGNORECASE)
# marks of direction and blanks without width come along when people copy
_UNSEEN = str.maketrans("", "", "\u200b\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
_LONGEST = 2_000
_CHANNEL = re.compile(r"UC[\w-]{22}")
_NUMBER_OF_PERSON = re.compile(r"\d{5,}")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|igshid|igsh|si|ref|ref_src|hl|lang|feature|_t|_r|mc_[ce]id", re.IGNORECASE
)


def read_profile(text: str, platform: str | None = None) -> Profile | None:
    """Read an address or a handle.

    Args:
        text: as pasted: ``https://m.youtube.com/@ana?si=1``, ``instagram.com/ana/``, ``@ana``, ``ana``, ``IG: @ana``,
            ``@ana@mastodon.social``.
        platform: the platform of a bare handle; an address of a known site says its own.

    Returns:
        The channel; None where the text names none (empty, a search page, a short link, a page of links, a bare
        handle without a platform, more than 2,000 letters).

    Raises:
        Problem: ``account.post_address`` or ``account.handle_spaces``.
    """
    text = (text if text.isascii() else text.translate(_UNSEEN)).strip().strip("<>").rstrip(",;")
    if not text or len(text) > _LONGEST:
        return None
    if ":" in text or "：" in text:
        if app := _IN_APP.match(text):
            platform, text = _APPS[app[1].lower()], app[2]
        elif named := _NAMED.fullmatch(text):
            platform, text = _SAID[named[1].lower()], named[2]
        text = _SCHEMES.sub("https://", text, count=1)
    if federated := _FEDERATED.fullmatch(text):
        return _federated(*federated.groups())
    return _of_address(text) if is_address(text) else _of_handle(text, platform)


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
    if _is_mastodon(host):
        return "mastodon"
    return next((site.platform for known, site in _BY_HOST.items() if f".{host or written}".endswith(f".{known}")), "")


def platform_of(text: str) -> str:
    """The platform of the channel that an address or a handle names; empty where it names none, a post or a blog."""
    try:
        found = read_profile(text)
    except Problem:
        return ""
    return found.platform if found and found.platform != "blog" else ""


def profile_url(platform: str, handle: str) -> str:
    """The address of a handle's profile; empty where the platform has no addresses known here."""
    handle = handle.strip().lstrip("@＠")
    site = _BY_PLATFORM.get(platform)
    form = site.url if site else "https://{handle}" if platform == "blog" else ""
    if platform == "youtube" and _CHANNEL.fullmatch(handle):
        form = "https://www.youtube.com/channel/{handle}"
    elif platform == "linkedin" and "/" in handle:
        form = "https://www.linkedin.com/{handle}"
    elif platform == "facebook" and _NUMBER_OF_PERSON.fullmatch(handle):
        form = "https://www.facebook.com/profile.php?id={handle}"
    elif platform == "mastodon" and "@" in handle:
        user, _, server = handle.partition("@")
        form = f"https://{server}/@{user}"
    return form.replace("{handle}", handle) if handle else ""


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


def _of_handle(text: str, platform: str | None) -> Profile | None:
    handle = text.lstrip("@＠").rstrip("/").strip()
    if not handle:
        return None
    if platform in (None, "blog") and "@" not in text and _bare_host(handle):
        return _blog(handle)
    if platform not in _FREE:
        _refuse_blanks(handle)
    if platform is None:
        return None
    user_id = handle if platform == "youtube" and _CHANNEL.fullmatch(handle) else ""
    return Profile(platform, handle, profile_url(platform, handle), user_id)


def _refuse_blanks(handle: str) -> None:
    if len(handle.split()) > 1:
        raise Problem(
            "account.handle_spaces",
            tr("A handle has no spaces."),
            tr("Nothing was changed. Use {handle} or paste the profile address.", handle="_".join(handle.split())),
        )


def _of_address(text: str) -> Profile | None:
    host, path, _, written = _parts(text)
    path = unquote(path).strip(" /")
    site = _BY_HOST.get(host)
    mastodon = _is_mastodon(host)
    if (
        (written.removeprefix("www.") in _POST_HOSTS and path)
        or (site and site.post.match(path))
        or (mastodon and re.match(r"@[^/]+/\d", path))
    ):
        raise Problem(
            "account.post_address",
            tr("This is the address of a post."),
            tr("The account was not added. Paste the profile's address, or add the post under Content."),
        )
    if mastodon and (found := re.match(r"(?:@|users/)([\w.-]+)(?:@([\w.-]+))?", path)):
        return _federated(found[1], found[2] or host)
    if not site:
        # a short link (vm.tiktok.com, pin.it) or a page of links says nothing of whose account it is
        nobody = any(host.endswith(f".{known}") for known in _BY_HOST) or _is_under(host, _LINK_PAGES)
        return None if nobody else _blog(text)
    return _on_site(site, path, text)


def _on_site(site: _Site, path: str, text: str) -> Profile | None:
    """The profile that a path of a known site names."""
    _, _, asked, written = _parts(text)
    query = dict(parse_qsl(asked))
    if path == "profile.php" and _NUMBER_OF_PERSON.fullmatch(query.get("id", "")):
        path = query["id"]
    elif site.platform == "x" and path.lower() in _INTENTS:
        path = query.get("screen_name", "")
    elif site.platform == "x" and not path and "/#!/" in text:
        path = text.partition("/#!/")[2].partition("/")[0]
    bare = _BARE_HOSTS.fullmatch(written) is not None and not path.startswith("@") and "/" not in path
    found = site.profile.match(path)
    handle = path if bare else next((part for part in found.groups() if part), "") if found else ""
    handle = handle.strip()
    if not handle or _RESERVED.fullmatch(handle):
        return None
    _refuse_blanks(handle)
    own = (site.platform == "youtube" and _CHANNEL.fullmatch(handle)) or (
        site.platform == "facebook" and _NUMBER_OF_PERSON.fullmatch(handle)
    )
    return Profile(site.platform, handle, _kept_url(site, path, handle, bare=bare), handle if own else "")


def _is_under(host: str, sites: tuple[str, ...]) -> bool:
    return f".{host}".endswith(tuple(f".{site}" for site in sites))


def _is_mastodon(host: str) -> bool:
    return "mastodon" in host or "mstdn" in host or _is_under(host, _MASTODON)


def _federated(user: str, server: str) -> Profile:
    """An account of Mastodon, which is named with its server."""
    handle = f"{user}@{server.lower()}"
    return Profile("mastodon", handle, profile_url("mastodon", handle))


def _kept_url(site: _Site, path: str, handle: str, *, bare: bool) -> str:
    """Old kinds of addresses stay as they are: they need not exist as a handle."""
    if site.platform == "youtube" and path.lower().startswith(("c/", "user/")):
        return f"https://www.youtube.com/{path.partition('/')[0].lower()}/{handle}"
    if site.platform == "youtube" and bare:
        return f"https://www.youtube.com/{handle}"
    return profile_url(site.platform, handle)


def _blog(text: str) -> Profile | None:
    normal = normal_url(text)
    return Profile("blog", normal, f"https://{normal}") if "." in normal.partition("/")[0] else None
