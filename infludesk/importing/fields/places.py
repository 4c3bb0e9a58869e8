"""Countries and languages as files write them: codes, English names and the commonest other spellings."""

import re
from functools import lru_cache

from babel import Locale

from infludesk.kernel.text import fold, own_locale

_SPOKEN = ("de", "fr", "es", "it", "pt", "nl", "en")
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "ZZ"})
_ALSO = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "america": "US", "united states of america": "US", "uk": "GB",
    "u.k.": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "uae": "AE", "korea": "KR", "south korea": "KR", "republic of korea": "KR", "czech republic": "CZ",
    "holland": "NL", "the netherlands": "NL", "turkey": "TR", "russian federation": "RU", "viet nam": "VN",
    "hong kong": "HK", "macau": "MO", "macedonia": "MK", "ivory coast": "CI", "gbr": "GB", "deu": "DE", "fra": "FR",
    "esp": "ES", "ita": "IT", "nld": "NL", "can": "CA", "aus": "AU", "bra": "BR", "mex": "MX", "ind": "IN",
    "jpn": "JP", "kor": "KR", "chn": "CN", "swe": "SE", "che": "CH", "aut": "AT", "bel": "BE", "pol": "PL",
    "prt": "PT", "dnk": "DK", "nor": "NO", "fin": "FI", "irl": "IE", "nzl": "NZ", "tur": "TR",
}  # fmt: skip


@lru_cache(maxsize=4096)
def country_code(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country's code or name; None where it is unknown."""
    return _countries().get(fold(text))


@lru_cache(maxsize=4096)
def language_tag(text: str) -> str | None:
    """The BCP 47 tag of a language's tag or name; None where it is unknown."""
    language, *rest = text.strip().replace("_", "-").split("-")
    if language.lower() in Locale("en").languages and all(part.isalnum() for part in rest):
        return "-".join([language.lower(), *(p.upper() if len(p) == 2 else p for p in rest)])  # noqa: PLR2004  a region
    return _languages().get(fold(text))


def country_name(code: str) -> str:
    """The name of a country in the user's language; the code where it has none."""
    return str(own_locale().territories.get(code, code))


def countries() -> tuple[tuple[str, str], ...]:
    """Code and name of every country in the user's language, by name."""
    found = ((code, country_name(code)) for code in _codes())
    return tuple(sorted(found, key=lambda one: fold(one[1])))


def _codes() -> list[str]:
    return [c for c in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", c) and c not in _NO_COUNTRY]


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    english, codes = Locale("en").territories, _codes()
    named = {fold(str(Locale(spoken).territories.get(c, english[c]))): c for spoken in _SPOKEN for c in codes}
    return named | {c.lower(): c for c in codes} | _ALSO


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    english = Locale("en").languages
    named = {fold(Locale(code).languages.get(code, name)): code for code, name in english.items() if code in _SPOKEN}
    return named | {fold(name): code.replace("_", "-") for code, name in english.items()}
