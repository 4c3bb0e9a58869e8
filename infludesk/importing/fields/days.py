"""Days as files write them: year, day or month first, the month in letters, partial, or counted by a spreadsheet."""

import re
from datetime import date, timedelta

from infludesk.importing.fields.cells import LONGEST_FIGURE, Order, Reading, problem
from infludesk.kernel.text import fold, tr

_DAY = re.compile(r"(\d{1,4})[-/. ]+(\d{1,2})[-/. ]+(\d{1,4})")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ELSEWHERE = {
    "mai": 5, "okt": 10, "dez": 12, "mrz": 3, "maerz": 3, "fev": 2, "avr": 4, "juin": 6, "juil": 7, "aou": 8, "ene": 1,
    "abr": 4, "dic": 12, "giu": 6, "lug": 7, "ott": 10, "mei": 5,
}  # fmt: skip
# words of their own in English: months only right behind a number
_DOUBTFUL = {"ago": 8, "gen": 1, "mag": 5, "set": 9, "out": 10}
_MONTHS = {name: n for n, name in enumerate(_ENGLISH, 1)} | _ELSEWHERE | _DOUBTFUL
_LETTERS = re.compile(rf"(?<![a-z])(?:{'|'.join([*_ENGLISH, *_ELSEWHERE])})|(?<=\d[ ./-])(?:{'|'.join(_DOUBTFUL)})")
LONGEST_DAY = 30
_EXCEL_DAYS = range(20_000, 80_000)


def detect_day(kind: str, values: list[str]) -> Reading:
    """Decide how a column of days is read."""
    found = [m for m in map(_DAY.match, values) if m]
    if not found:
        counted = [v for v in values if v.partition(".")[0].isdecimal() and len(v.partition(".")[0]) == 5]  # noqa: PLR2004  a day of Excel's
        return Reading(kind, order="excel" if values and len(counted) == len(values) else "ymd")
    open_ends = [m for m in found if len(m[1]) < 3]  # noqa: PLR2004  no year in front
    if not open_ends:
        return Reading(kind, order="ymd")
    first, second = (sum(int(m[i]) > 12 for m in open_ends) for i in (1, 2))  # noqa: PLR2004  months
    order: Order = "mdy" if second > first else "dmy"
    if first and second:
        return Reading(kind, order=order, doubt=tr("Some days come before the month, some after it."))
    sure = first or second or all("." in m[0] for m in open_ends)
    return Reading(kind, order=order, doubt="" if sure else tr("03/04 is read as 3 Apr (day first)."))


def day(reading: Reading, text: str) -> str:
    """Read a day as ``YYYY-MM-DD``; a partial one of a ``pday`` as ``YYYY-MM``, ``YYYY`` or ``--MM-DD``.

    Raises:
        Problem: ``cell.day``.
    """
    partial = reading.kind == "pday"
    try:
        found = _day_parts(reading, text[: LONGEST_FIGURE + 1])
        said = date(*found).isoformat() if all(found) else _partial(*found) if partial else ""
    except (ValueError, OverflowError):
        said = ""
    if not said:
        raise problem("cell.day", tr('"{text}" is not a date.', text=text))
    # 1604 is how an address book writes a birthday without its year
    return f"-{said[4:]}" if partial and said.startswith("1604-") else said


def _partial(year: int, month: int, day: int) -> str:
    if year and not day:
        return f"{year:04}-{date(year, month, 1).month:02}" if month else f"{year:04}"
    return f"--{date(2000, month, day):%m-%d}" if month and day and not year else ""


def _day_parts(reading: Reading, text: str) -> tuple[int, int, int]:
    """Year, month and day of a cell; 0 for what it does not say."""
    if reading.order == "excel" and (number := text.partition(".")[0]).isdecimal() and int(number) in _EXCEL_DAYS:
        counted = date(1899, 12, 30) + timedelta(days=int(number))
        return counted.year, counted.month, counted.day
    if found := _DAY.match(text):
        a, b, c = found.groups()
        if len(a) > 2:  # noqa: PLR2004  a full year in front
            return int(a), int(b), int(c)
        return (_year(c), int(a), int(b)) if reading.order == "mdy" else (_year(c), int(b), int(a))
    if named := _LETTERS.search(fold(text)):
        return _named_day(text, _MONTHS[named[0]])
    if found := re.fullmatch(r"--(\d\d)-?(\d\d)", text):
        return 0, int(found[1]), int(found[2])
    if found := re.match(r"(\d{4})-?(?:(\d\d)(?:-?(\d\d))?)?(?![\d])", text):
        return int(found[1]), int(found[2] or 0), int(found[3] or 0)
    raise ValueError(text)


def _named_day(text: str, month: int) -> tuple[int, int, int]:
    """A day with its month in letters: ``12 Mar 2024``, ``Mar 12, 2024``, ``7-Feb-22``, ``12 March``."""
    numbers = re.findall(r"\d+", text.partition(":")[0] if ":" in text else text)
    full = next((n for n in numbers if len(n) == 4), "")  # noqa: PLR2004  a full year
    rest = [n for n in numbers if n != full]
    if full:
        return int(full), month, int(rest[0]) if rest else 0
    return (_year(rest[1]) if len(rest) > 1 else 0), month, int(rest[0]) if rest else 0


def _year(text: str) -> int:
    """Two digits up to 35 are of this century."""
    return int(text) if len(text) > 2 else int(text) + (2000 if int(text) <= 35 else 1900)  # noqa: PLR2004


def is_day(text: str) -> bool:
    """Whether a text is written like a whole day: numbers parted by signs, or a month in letters with its year."""
    if _DAY.match(text):
        return True
    return (
        _LETTERS.search(fold(text)) is not None and re.search(r"\d.*\d", text) is not None and len(text) < LONGEST_DAY
    )
