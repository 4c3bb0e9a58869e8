"""Codes in words: platforms, formats, countries and rule packs as a client reads them."""

from collections.abc import Iterable

from babel import Locale

from infludesk.content.model import FORMATS
from infludesk.contracts.store import pack
from infludesk.creators.model import PLATFORMS
from infludesk.db.driver import Connection
from infludesk.kernel.dates import parse_moment, zone_of
from infludesk.kernel.fields import choices
from infludesk.kernel.text import join, tr

MANY = choices(
    post="Posts", carousel="Carousels", reel="Reels", story="Stories", live="Lives", video="Videos", short="Shorts",
    photo_set="Photo sets", article="Articles", newsletter="Newsletters", podcast="Podcasts", review="Reviews",
    round_table="Round tables", appearance="Appearances", forum_care="Forum care", asset="Assets", ad="Ads",
    other="Other pieces",
)  # fmt: skip


def platform(code: str | None) -> str:
    """``instagram`` → ``Instagram``; an unknown code as it is."""
    return tr(dict(PLATFORMS).get(code, code)) if code else ""


def form(code: str | None) -> str:
    """``reel`` → ``Reel``; an unknown code as it is."""
    return tr(dict(FORMATS).get(code, code)) if code else ""


def pieces(platform_code: str | None, format_code: str | None) -> str:
    """What is owed in words: ``Instagram Reels``."""
    known = dict(MANY)
    return join((platform(platform_code), tr(known.get(format_code or "other", format_code or ""))), " ")


def countries(codes: Iterable[str], locale: Locale) -> tuple[str, ...]:
    """``US`` → ``United States`` in the reader's language; what is no country's code as it is."""
    return tuple(locale.territories.get(code.strip().upper(), code) for code in codes if code.strip())


def rules(conn: Connection, keys: Iterable[str]) -> tuple[str, ...]:
    """Rule packs by name and version; a pack that is not here by its code."""
    return tuple(_rules(conn, key) for key in keys)


def _rules(conn: Connection, key: str) -> str:
    found = pack(conn, key)
    return tr("{name}, version {version}", name=found.name, version=found.version) if found else key


def local_day(text: str | None, zone: str) -> str:
    """The day of a stored moment in a time zone; a stored day as it is; empty for none."""
    if not text:
        return ""
    if not text.endswith("Z"):
        return text[:10]
    return parse_moment(text).astimezone(zone_of(zone)).date().isoformat()
