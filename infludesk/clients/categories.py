"""The tree of trades: which category lies under which. Pure."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from infludesk.kernel.text import fold, tr


@dataclass(frozen=True, slots=True)
class Trade:
    """One category: its code, its English name, and the code of the one it is part of, empty at the top."""

    code: str
    label: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """All categories by code; what nobody declared stands alone under its own code."""

    trades: dict[str, Trade] = field(default_factory=dict)

    def line(self, code: str) -> tuple[str, ...]:
        """A category and those above it, upwards; a tree that bites its tail ends where it began."""
        found: dict[str, None] = {}
        while code and code not in found:
            found[code] = None
            code = self.trades[code].parent if code in self.trades else ""
        return tuple(found)

    def is_under(self, code: str, upper: str) -> bool:
        """Whether a category is another or lies under it."""
        return upper in self.line(code)

    def name(self, code: str) -> str:
        """A category's name as shown; an unknown code is shown as it is."""
        return tr(self.trades[code].label) if code in self.trades else code

    def path(self, code: str) -> str:
        """The name with those above it: ``Beauty › Skincare``."""
        return " › ".join(self.name(one) for one in reversed(self.line(code)))

    def code_of(self, text: str) -> str:
        """The code that a typed code, name or path stands for; empty where it is none."""
        wanted = fold(text)
        for code in self.trades:
            if wanted in (fold(code), fold(self.name(code)), fold(self.path(code))):
                return code
        return ""

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """Every (code, name) in the order of the tree; the path where two have one name."""
        names = Counter(fold(self.name(code)) for code in self.trades)
        paths = sorted(self.trades, key=lambda code: fold(self.path(code)))
        return tuple((one, self.path(one) if names[fold(self.name(one))] > 1 else self.name(one)) for one in paths)


def parse(text: str) -> tuple[Trade, ...]:
    """The trades of a file (TOML)."""
    return tuple(Trade(code, label, parent) for code, (label, parent) in tomllib.loads(text)["trades"].items())


def tree(trades: Iterable[Trade]) -> Tree:
    """The tree of some trades; the later of two with one code counts."""
    return Tree({one.code: one for one in trades})
