"""Where each platform cuts a caption off, read from the table that comes with the program. Pure."""

import tomllib
from dataclasses import dataclass

from infludesk.contracts.packtable import PackTable
from infludesk.kernel.text import tr


@dataclass(frozen=True, slots=True)
class Fold:
    """Seen for certain up to ``chars`` and ``lines``, hidden for certain after ``chars_most`` or ``lines_most``.

    ``pictures`` says whether every post there is a picture or a film with a caption.
    """

    platform: str
    chars: int
    chars_most: int
    lines: int
    lines_most: int
    pictures: bool

    def side(self, caption: str, start: int, end: int) -> str:
        """``before``, ``after``, or ``near`` where it depends on the phone."""
        line = caption.count("\n", 0, start) + 1
        if start >= self.chars_most or line > self.lines_most:
            return "after"
        return "before" if end <= self.chars and line <= self.lines else "near"

    def ends(self, caption: str) -> tuple[int, int]:
        """Where what is seen for certain ends in this caption, and where what is hidden for certain begins."""
        sure = min(self.chars, _line_start(caption, self.lines))
        return min(len(caption), sure), min(len(caption), self.chars_most, _line_start(caption, self.lines_most))


def folds(text: str) -> dict[str, Fold]:
    """Read the table (TOML), by platform.

    Raises:
        Problem: ``rulepack.unreadable``.
    """
    table = PackTable(tomllib.loads(text), tr("the table of folds"))
    made = {}
    for one in table.tables("folds", named_by="platform"):
        fold = Fold(
            platform=one.word("platform"),
            chars=one.whole("chars"),
            chars_most=one.whole("chars_most"),
            lines=one.whole("lines"),
            lines_most=one.whole("lines_most"),
            pictures=one.yes("pictures"),
        )
        made[fold.platform] = fold
    return made


def _line_start(caption: str, lines: int) -> int:
    """Where the line after so many lines begins; the caption's end where there is none."""
    at = -1
    for _ in range(lines):
        at = caption.find("\n", at + 1)
        if at < 0:
            return len(caption)
    return at + 1
