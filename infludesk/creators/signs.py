"""The second sign that lets people of a similar name be asked about: a place, a mail domain, a handle. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from infludesk.creators.likeness import (
    SIMILAR,
    blocks,
    likeness,
    may_be_similar,
    name_words,
    names_conflict,
    word_initials,
)
from infludesk.creators.spelling import loose, plain
from infludesk.kernel.text import tr

_SHARED_WORD = 40  # the likeness of names that have one word in common
_SHORTEST, _ROOM = 5, 6  # letters of a handle that says something, and of one that can do without its digits
# Domains that belong to everybody, and those of examples that belong to nobody.
_OPEN = frozenset(
    ["gmail", "googlemail", "yahoo", "ymail", "rocketmail", "hotmail", "outlook", "live", "msn", "icloud", "me", "mac",
     "aol", "gmx", "web", "mail", "email", "freenet", "online", "posteo", "mailbox", "protonmail", "proton", "pm",
     "tutanota", "tuta", "zoho", "fastmail", "hey", "yandex", "ya", "bk", "inbox", "list", "rambler", "ukr", "seznam",
     "wp", "onet", "o2", "interia", "libero", "virgilio", "tiscali", "alice", "tin", "orange", "wanadoo", "free", "sfr",
     "laposte", "bluewin", "sapo", "terra", "telefonica", "uol", "bol", "ig", "qq", "163", "126", "sina", "foxmail",
     "naver", "daum", "hanmail", "kakao", "rediffmail", "t-online", "comcast", "verizon", "att", "sbcglobal", "cox",
     "btinternet", "sky", "talktalk", "telenet", "skynet", "ziggo", "xs4all", "kpnmail", "home", "chello", "aon",
     "example", "docomo", "ezweb", "softbank", "duck", "hushmail", "instagram", "tiktok", "youtube", "facebook",
     "linktr", "beacons", "linkedin", "twitter", "x", "twitch", "pinterest", "linkin", "bit"],
)  # fmt: skip
_ROLES = frozenset(
    ["info", "hello", "hallo", "hola", "hi", "hey", "contact", "contacto", "kontakt", "mail", "email", "office", "team",
     "booking", "bookings", "management", "mgmt", "manager", "business", "collab", "collabs", "pr", "press", "presse",
     "media", "marketing", "admin", "support", "sales", "partnership", "partnerships", "talent", "talents", "agency",
     "creator", "creators", "influencer", "influencers", "ads", "brand", "brands", "work", "inquiries", "enquiries"],
)  # fmt: skip
_ADDED = frozenset(
    ["official", "oficial", "offiziell", "officiel", "ufficiale", "real", "the", "its", "itsme", "iam", "im", "thisis",
     "tv", "yt", "ig", "tt", "vlog", "vlogs", "blog", "channel", "ugc", "x", "xo", "xx", "me", "mail"],
)  # fmt: skip
_ONE_CITY = (
    "munich munchen monaco-di-baviera", "cologne koln colonia", "vienna wien viena", "milan milano", "rome roma rom",
    "lisbon lisboa lissabon", "prague praha prag", "warsaw warszawa warschau varsovia", "athens athina athen atenas",
    "moscow moskva moskau", "kyiv kiev kiew kyjiv", "turin torino", "florence firenze florenz", "naples napoli neapel",
    "venice venezia venedig", "geneva geneve genf ginebra", "brussels bruxelles brussel bruselas", "genoa genova",
    "copenhagen kobenhavn kopenhagen", "gothenburg goteborg", "seville sevilla", "nuremberg nurnberg",
    "hanover hannover", "the-hague den-haag 's-gravenhage", "bucharest bucuresti bukarest", "belgrade beograd",
    "antwerp antwerpen anvers",
    "new-york nyc new-york-city nueva-york", "los-angeles la", "mexico-city ciudad-de-mexico cdmx", "cairo al-qahira",
    "saint-petersburg st-petersburg sankt-peterburg", "krakow cracow krakau", "zurich zuerich", "london londres londra",
    "thessaloniki saloniki solun", "strasbourg strassburg", "lyon lyons", "marseille marseilles", "porto oporto",
    "frankfurt frankfurt-am-main", "palma palma-de-mallorca", "rio-de-janeiro rio", "istanbul stambul", "basel bale",
)  # fmt: skip
_CITY = {loose(name): loose(one.split()[0]) for one in _ONE_CITY for name in one.split()}
_PARTS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared of a person beside the keys, normalised.

    Attributes:
        name: as written; empty where nobody gave one.
        city: in one spelling.
        country: as stored.
        domains: of e-mail and site, without those of everybody.
        handles: of the channels and in front of the @, without digits and additions.
    """

    name: str
    city: str = ""
    country: str = ""
    domains: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()


def traits(
    name: str, *, city: str = "", country: str = "", mails: Iterable[str] = (), handles: Iterable[str] = (),
    site: str = "",
) -> Traits:  # fmt: skip
    """Normalise what is known of a person."""
    split = [mail.rpartition("@") for mail in mails]
    sites = [re.sub(r"^(?:https?://)?(?:www\.)?", "", site.strip().casefold()).partition("/")[0]] if site else []
    domains = {one for one in (*(domain.casefold() for *_, domain in split), *sites) if _own(one)}
    bare = {bare_handle(one) for one in (*handles, *(front for front, *_ in split if front.casefold() not in _ROLES))}
    return Traits(name, bare_city(city), country.casefold(), tuple(sorted(domains)), tuple(sorted(bare - {""})))


def bare_handle(handle: str) -> str:
    """A handle without marks, additions and last digits; empty where too little is left to say anything."""
    folded = plain(handle)
    bare = _kept(folded.rstrip("0123456789"))
    kept = bare if len(bare) >= _ROOM else _kept(folded)
    return kept if len(kept) >= _SHORTEST and kept not in _ROLES else ""


def bare_city(city: str) -> str:
    """A city in one spelling, without what follows a comma."""
    spelt = loose(plain(city.partition(",")[0].partition("(")[0]).replace(" ", "-"))
    return _CITY.get(spelt, spelt)


def meeting_keys(one: Traits) -> Iterator[str]:
    """Keys of which two people share at least one where ``questions`` finds a sign; several slips may hide it."""
    names = blocks(one.name) if one.name and one.city else ()
    yield from (f"{one.city}|{block}" for block in names)
    if one.domains:
        initials = word_initials(one.name)
        yield from (f"@{domain}|{initial}" for domain in one.domains for initial in initials)
    yield from (f"#{handle}" for handle in one.handles)


def questions(one: Traits, other: Traits) -> tuple[str, ...]:
    """The signs for which two people are to be asked about: ``handle``, ``domain``, ``city``; none for strangers."""
    return weigh(one, other)[0]


def weigh(one: Traits, other: Traits) -> tuple[tuple[str, ...], int]:
    """``questions``, with the ``likeness`` of the names where there are signs."""
    apart = _apart(one.city, other.city) or _apart(one.country, other.country)
    common = [each for each in one.handles if each in other.handles]
    if apart and common:
        common = [each for each in common if not (_repeats(each, one.name) or _repeats(each, other.name))]
    domain = bool(one.domains) and not set(one.domains).isdisjoint(other.domains)
    city = bool(one.city) and one.city == other.city and not apart
    if not (common or domain or city):
        return (), 0
    signs = []
    if not (common or domain) and not may_be_similar(one.name, other.name):
        return (), 0
    score = likeness(one.name, other.name)
    open_ended = bool(common or domain) and not names_conflict(one.name, other.name)
    if common and (open_ended or score >= _SHARED_WORD):
        signs.append("handle")
    if domain and score and (open_ended or score >= SIMILAR):
        signs.append("domain")
    if city and score >= SIMILAR and (signs or max(len(name_words(one.name)), len(name_words(other.name))) > 1):
        signs.append("city")
    return tuple(signs), score


def sign_words(signs: Iterable[str], *, equal: bool = False) -> str:
    """Why somebody is asked about: "Similar name, and the same city."."""
    words = {"handle": tr("the same handle"), "domain": tr("the same e-mail domain"), "city": tr("the same city")}
    shared = tr(" and ").join(words[sign] for sign in signs)
    return tr("Same name, and {signs}.", signs=shared) if equal else tr("Similar name, and {signs}.", signs=shared)


def _kept(handle: str) -> str:
    parts = [part for part in _PARTS.split(handle) if part]
    return "".join([part for part in parts if part not in _ADDED] or parts)


def _own(domain: str) -> bool:
    """Whether a domain belongs to somebody in particular."""
    labels = domain.split(".")
    owned = [label for label in labels[:-1] if label not in {"co", "com", "net", "org", "mail"}] or labels[:-1]
    return len(labels) > 1 and owned[-1:] != [] and owned[-1] not in _OPEN


def _apart(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other


def _repeats(handle: str, name: str) -> bool:
    """Whether a handle only says the name again."""
    words = name_words(name)
    return handle in {"".join(words), "".join(reversed(words))} if words else False
