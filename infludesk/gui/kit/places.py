"""Countries and languages to choose from, in the person's own language and order; pure."""

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale

from infludesk.kernel.text import fold

Options = tuple[tuple[str, str], ...]
_LETTERS = 2  # of a country's code in ISO 3166-1
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


@lru_cache(maxsize=8)
def country_options(locale: Locale) -> Options:
    """Code and name of each country, by name."""
    return _by_name(
        (str(code), str(name))
        for code, name in locale.territories.items()
        if len(code) == _LETTERS and code.isalpha() and code not in _NO_COUNTRY
    )


@lru_cache(maxsize=8)
def language_options(locale: Locale) -> Options:
    """Tag and name of each language, by name."""
    return _by_name((str(code).replace("_", "-"), str(name)) for code, name in locale.languages.items())


def _by_name(options: Iterable[tuple[str, str]]) -> Options:
    return tuple(sorted(options, key=lambda option: fold(option[1])))
