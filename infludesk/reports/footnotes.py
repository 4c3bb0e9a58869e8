"""Figures in a client's table: a letter for each reason of n/a, one rate variant per table."""

from collections import Counter
from collections.abc import Sequence

from babel import Locale

from infludesk.kernel.text import short_number, tr
from infludesk.results.figures import Figure
from infludesk.results.show import show_figure

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


class Letters:
    """Gives each reason its letter, in the order of first use."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self._letters: dict[str, str] = {}
        self._named: dict[str, dict[str, None]] = {}

    def show(self, figure: Figure, *, short: bool = False, name: str = "") -> str:
        """Write a figure; n/a with the letter of its reason, kept under its ``name``.

        Args:
            figure: what is shown.
            short: counts from 10,000 as ``12.4K``.
            name: whose figure it is and which, for the list of what is n/a.
        """
        if figure.value is None:
            reason = _reason(figure)
            if name:
                self._named.setdefault(reason, {})[name] = None
            return tr("n/a ({letter})", letter=self.of(reason))
        if short and figure.unit == "count":
            return short_number(round(figure.value), self.locale)
        return show_figure(figure, self.locale)

    def of(self, reason: str) -> str:
        """The letter of a reason: a to z, then aa."""
        if reason not in self._letters:
            turn, place = divmod(len(self._letters), len(_ALPHABET))
            self._letters[reason] = (_ALPHABET[(turn - 1) % len(_ALPHABET)] if turn else "") + _ALPHABET[place]
        return self._letters[reason]

    def notes(self, figures: Sequence[Figure]) -> tuple[str, ...]:
        """The lines under a table: a letter and its reason for each figure that is n/a."""
        reasons = dict.fromkeys(_reason(f) for f in figures if not f.known)
        return tuple(f"({self.of(reason)})  {reason}" for reason in reasons)

    def all(self) -> tuple[tuple[str, tuple[str, ...], str], ...]:
        """Every letter with the names of the figures that have it, and its reason."""
        return tuple((letter, tuple(self._named.get(reason, ())), reason) for reason, letter in self._letters.items())


def one_variant(rates: Sequence[Figure]) -> tuple[str, tuple[Figure, ...]]:
    """The commonest variant, and the rates with those of other variants as n/a: two are never compared."""
    named = Counter(rate.variant for rate in rates if rate.known and rate.variant).most_common(1)
    variant = named[0][0] if named else ""
    return variant, tuple(_as(rate, variant) for rate in rates)


def _reason(figure: Figure) -> str:
    return figure.reason or tr("not recorded")


def _as(rate: Figure, variant: str) -> Figure:
    if not rate.known or not variant or rate.variant == variant:
        return rate
    reason = tr("counted {other}, not {variant}", other=rate.variant or tr("without a variant"), variant=variant)
    return Figure(None, unit="ppm", reason=reason, of=rate.of)
