"""A table on its way out: columns with their kinds, and rows that come in chunks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from infludesk.kernel.money import Money
from infludesk.kernel.text import PPM

CellKind = Literal["text", "int", "ppm", "amount", "day", "moment", "yes"]
STEP = 500
_POINTS = PPM // 100


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    Attributes:
        heading: unique in its table.
        kind: what its cells hold: text; whole numbers; parts per million, shown as percent points; a Decimal amount
            in major units; a day or moment as stored; a bool. None and "" are empty cells of any kind.
        internal: never for clients.
        private: left out unless somebody asks for it by name.
    """

    heading: str
    kind: CellKind = "text"
    internal: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What one file holds.

    Attributes:
        title: what it is a table of, shown as the sheet's name.
        columns: from left to right.
        rows: as many cells each as there are columns; read once, and only as far as somebody asks.
        count: how many rows there are at most, for progress.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Any, ...]]
    count: int


@dataclass(frozen=True, slots=True)
class Secrets:
    """Which fields that clients never see a file may hold; none unless said."""

    internal: bool = False
    private: bool = False

    def allow(self, *, internal: bool = False, private: bool = False) -> bool:
        """Whether a field with these marks may be in the file."""
        return (self.internal or not internal) and (self.private or not private)


NO_SECRETS, ALL_SECRETS = Secrets(), Secrets(internal=True, private=True)


def money_cells(money: Money | None) -> tuple[Any, Any]:
    """An amount in major units and its currency; both None where there is no amount."""
    return (None, None) if money is None else (money.amount, money.currency)


def points(ppm: int) -> str:
    """Parts per million as percent points, exact and without needless zeros: ``3.47``."""
    whole, part = divmod(abs(ppm), _POINTS)
    digits = f"{whole}.{part:04}".rstrip("0").rstrip(".")
    return f"-{digits}" if ppm < 0 else digits


def one_of_each(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with a number behind headings that come again."""
    found: list[Column] = []
    seen: dict[str, int] = {}
    for one in columns:
        seen[one.heading] = count = seen.get(one.heading, 0) + 1
        heading = one.heading if count == 1 else f"{one.heading} ({count})"
        found.append(Column(heading, one.kind, one.internal, one.private))
    return tuple(found)
