"""Find out how a text file separates and quotes its cells, from its first lines."""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TypedDict

_DELIMITERS = ("\t", ";", "|", ",")
_RARE = ("^", "~")
_SAMPLE = 65_536
_ROWS = 300
_MOST = 0.9
_THREE_WIDE = 0.6


class Options(TypedDict):
    """What Python's reader takes."""

    delimiter: str
    quotechar: str
    skipinitialspace: bool


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells stand in a line.

    Attributes:
        delimiter: one character between cells.
        quote: the character around cells.
        spaced: whether a blank follows each delimiter and belongs to no cell.
    """

    delimiter: str = ","
    quote: str = '"'
    spaced: bool = False

    @property
    def options(self) -> Options:
        """The dialect as Python's reader takes it."""
        return {"delimiter": self.delimiter, "quotechar": self.quote, "skipinitialspace": self.spaced}


def find_dialect(text: str, delimiter: str | None = None) -> Dialect:
    """Tell the dialect of a text; with ``delimiter`` given, only the rest of it."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    given = (delimiter,) if delimiter else tuple(d for d in _DELIMITERS if d in sample)
    found, score = Dialect(delimiter or ","), (False, 0.0)
    for one in given:
        tried = Dialect(one, _quote(sample, one), _spaced(sample, one))
        fits = _score(sample, tried)
        if fits > score or delimiter:
            found, score = tried, fits
    if not delimiter and not score[0]:
        rare = (Dialect(one, _quote(sample, one)) for one in _RARE if one in sample)
        found = next((one for one in rare if _score(sample, one)[0]), found)
    blanks = Dialect(" ", _quote(sample, " "))
    if not delimiter and not score[0] and blanks.quote in sample and _is_blanks(sample, blanks, score[1]):
        return blanks
    return found


def _is_blanks(sample: str, blanks: Dialect, others: float) -> bool:
    """Whether blanks stand between cells: words are as many in every line, or quoted cells in most."""
    score = _score(sample, blanks)
    if score > (True, _THREE_WIDE):
        return True
    lines = [line for line in sample.splitlines() if line.strip()][1:]
    quoted = re.compile(rf"(?:^| ){blanks.quote}[^{blanks.quote}]+{blanks.quote}(?: |$)")
    return score[1] > others and sum(quoted.search(line) is not None for line in lines) > _MOST * len(lines)


def _score(sample: str, dialect: Dialect) -> tuple[bool, float]:
    """How well a dialect fits: all lines alike without a flaw; then how many are alike, and how wide they are."""
    clean, widths = True, []
    for strict in (True, False):
        reader = csv.reader(
            io.StringIO(sample, newline=""),
            **dialect.options,
            strict=strict,
        )
        try:
            widths = [len(row) for row, _ in zip(reader, range(_ROWS), strict=False) if any(row)]
            break
        except csv.Error:
            clean = False
    counts = Counter(widths)
    best = max((n / len(widths) * (1 - 1 / w) for w, n in counts.items()), default=0.0)
    return clean and len(counts) == 1 and best > 0, best


def _quote(sample: str, delimiter: str) -> str:
    """The single quote where cells open and close with it and none with the double one."""
    d = re.escape(delimiter)
    single = len(re.findall(rf"(?:^|{d})'[^'\r\n]+'(?={d}|\r|$)", sample, re.MULTILINE))
    return "'" if single > 1 and not re.search(rf'(?:^|{d} ?)"', sample, re.MULTILINE) else '"'


def _spaced(sample: str, delimiter: str) -> bool:
    """Whether every delimiter of the first line and nearly every other is followed by a blank."""
    if delimiter not in ",;|":
        return False
    line = next((line for line in sample.splitlines() if delimiter in line), "")
    spaced = re.compile(rf"{re.escape(delimiter)}(?= |\r|\n|$)")
    return (
        f"{delimiter} " in line
        and len(spaced.findall(line)) == line.count(delimiter)
        and len(spaced.findall(sample)) >= _MOST * sample.count(delimiter)
    )
