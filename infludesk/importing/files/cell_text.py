"""Values of a workbook's cells as a person sees them: 12400, 3.4%, 2026-03-12 09:30."""

import math
from datetime import UTC, datetime, timedelta
from typing import Literal

Format = Literal["", "percent", "day", "duration"]

_EXACT = 10**15
_DIGITS = 15
_DAY = 86_400
_LAST_DAY = 2_958_466
_LEAP_BUG = 60
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)


def plain(value: float) -> str:
    """A number without what floating point adds."""
    return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}"


def shown(text: str, how: Format = "", *, from_1904: bool = False) -> str:
    """A stored number in its cell's format; what is no number stays as it is."""
    if not how and len(text) <= _DIGITS and text.isdecimal():
        return text
    try:
        value = float(text)
    except ValueError:
        return text
    if not math.isfinite(value):
        return text
    if how == "percent":
        return plain(value * 100) + "%"
    if how and 0 <= value < _LAST_DAY:
        return clock(value * _DAY) if how == "duration" else _day(value, from_1904=from_1904)
    return plain(value)


def clock(seconds: float) -> str:
    """A length of time: 1:02:03."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def moment(iso: str) -> str:
    """An ISO day with its time as it is written on a list: without seconds that are nought, and without midnight."""
    day, _, time = iso.partition("T")
    time = time.removesuffix("Z").partition(".")[0].removesuffix(":00")
    return day if time in ("", "00:00") else f"{day} {time}"


def _day(value: float, *, from_1904: bool) -> str:
    """The day or the time of the day that a spreadsheet's count of days stands for."""
    if value < 1:
        return (_EPOCH + timedelta(seconds=round(value * _DAY))).strftime("%H:%M:%S").removesuffix(":00")
    if value < _LEAP_BUG and not from_1904:
        value += 1  # the year 1900 has a 29 February there
    start = _EPOCH_1904 if from_1904 else _EPOCH
    try:
        return moment((start + timedelta(seconds=round(value * _DAY))).strftime("%Y-%m-%dT%H:%M:%S"))
    except OverflowError:
        return plain(value)
