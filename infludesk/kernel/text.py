"""The one translation call, folding for search and match keys, and numbers in the user's locale."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent

_EN = Locale("en")
_own = _EN
_MESSAGES: dict[str, str] = {}
_SHORT = ((999_950_000, 1_000_000_000, "B"), (999_950, 1_000_000, "M"), (0, 1_000, "K"))
PPM = 1_000_000


def tr(message: str, /, **values: object) -> str:
    """Translate an English message, then fill its ``{names}``. The English text is the key."""
    text = _MESSAGES.get(message, message)
    return text.format_map(values) if values else text


def plural(count: int, one: str, many: str, /, **values: object) -> str:
    """Translate the form that fits ``count``; ``{n}`` is the count in the user's locale."""
    return tr(one if count == 1 else many, n=number(count), **values)


def use_locale(locale: Locale) -> None:
    """Make this the user's locale for the whole process; English until then."""
    global _own  # noqa: PLW0603  a process has one user, who has one locale
    _own = locale


def own_locale() -> Locale:
    """The user's locale."""
    return _own


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """The babel locale of a tag such as ``de-DE`` or ``en_US.UTF-8``; English where it is unknown."""
    try:
        return Locale.parse(tag.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return _EN


def number(value: int, locale: Locale | None = None) -> str:
    """Group a whole number, in the user's locale where none is named: ``12,431``."""
    return format_decimal(value, locale=locale or _own)


def short_number(value: int, locale: Locale | None = None) -> str:
    """Shorten from 10,000 on: ``12.4K``, ``1.2M``; smaller numbers are grouped."""
    if abs(value) < 10_000:  # noqa: PLR2004  the display rule of lists
        return number(value, locale)
    size, unit = next((size, unit) for start, size, unit in _SHORT if abs(value) >= start)
    return f"{format_decimal(round(value / size, 1), format='#,##0.#', locale=locale or _own)}{unit}"


def percent(ppm: int, locale: Locale | None = None) -> str:
    """Show parts per million as a percentage: one decimal, two below 1 %."""
    places = "0.##" if 0 < abs(ppm) < PPM // 100 else "0.#"
    return format_percent(ppm / PPM, format=f"#,##{places}%", locale=locale or _own)


def fold(text: str) -> str:
    """Fold case, accents and width, and join blanks, for keys, sorting and search."""
    if text.isascii():
        return " ".join(text.lower().split())
    # taken apart twice: 𝓐 shows its case only then, and folding case may leave something to take apart
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def join(parts: Iterable[str | None], by: str = " · ") -> str:
    """Join what is there."""
    return by.join(part for part in parts if part)


_ISOLATE = {"R", "AL", "RLE", "RLO", "RLI"}


def seen(text: str | None) -> bool:
    """Whether there is anything to see in a text: blanks and signs without a width are nothing."""
    return any(sign.isprintable() and not sign.isspace() for sign in text or "")


def isolate(text: str) -> str:
    """Wrap right-to-left text in Unicode isolates so that it does not reorder its neighbours."""
    if text.isascii() or not any(unicodedata.bidirectional(c) in _ISOLATE for c in text):
        return text
    return f"\u2068{text}\u2069"
