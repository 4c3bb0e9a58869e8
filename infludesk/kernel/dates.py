"""Days, partial days and moments as text, and how people read and write them."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_datetime

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import plural, tr

_MONTHS = {
    m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_NEAR = 7


def moment(at: datetime) -> str:
    """Write an aware time as stored: ``2026-03-12T09:30:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_moment(text: str) -> datetime:
    """Read a stored moment."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def zone_of(name: str | None) -> ZoneInfo:
    """The named zone, UTC where it is empty or unknown."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def show_day(day: str | None, locale: Locale) -> str:
    """Show a stored day or partial day with the month in letters; ``–`` when empty, and what is none as it is."""
    if not day:
        return "–"
    try:
        return _shown(day, locale)
    except ValueError:
        return day


def _shown(day: str, locale: Locale) -> str:
    match len(day):
        case 4:
            return day
        case 7 if day[0] != "-":
            return format_date(date.fromisoformat(f"{day}-01"), "MMM y", locale=locale)
        case 7:
            return format_date(date.fromisoformat(f"2000-{day[2:]}"), "d MMM", locale=locale)
    return format_date(date.fromisoformat(day[:10]), "d MMM y", locale=locale)


def show_moment(text: str | None, locale: Locale, zone: str | None = None) -> str:
    """Show a stored moment in the workspace's zone: ``12 Mar 2026, 09:30``."""
    if not text:
        return "–"
    return format_datetime(parse_moment(text), "d MMM y, HH:mm", tzinfo=zone_of(zone), locale=locale)


def near(day: str, today: date, locale: Locale) -> str:
    """Show a day within a week in words ("in 3 days"), else as a date."""
    gap = (date.fromisoformat(day[:10]) - today).days
    if gap == 0:
        return tr("today")
    if gap == 1:
        return tr("tomorrow")
    if gap == -1:
        return tr("yesterday")
    if abs(gap) > _NEAR:
        return show_day(day, locale)
    return plural(gap, "in {n} day", "in {n} days") if gap > 0 else plural(-gap, "{n} day ago", "{n} days ago")


def due(day: str, today: date, locale: Locale) -> str:
    """Show a date something is due: "4 days late", "today", "in 3 days"."""
    gap = (today - date.fromisoformat(day[:10])).days
    return plural(gap, "{n} day late", "{n} days late") if gap > 0 else near(day, today, locale)


def _day_first(locale: Locale) -> bool:
    pattern = locale.date_formats["short"].pattern
    return "d" in pattern and pattern.index("d") < pattern.index("M")


def parse_day(text: str, *, today: date, locale: Locale) -> str:
    """Read a day as people type it: ISO, ``12 Mar 2026``, ``31/02/2026``, ``1.10.2026``, ``today``, ``+3``.

    With dots the day comes first; with other signs, where it can be either, the locale tells.

    Raises:
        Problem: ``date.unreadable``, or ``date.no_such_day`` naming the month's last day.
    """
    words = text.strip().casefold()
    for word, gap in (("today", 0), ("tomorrow", 1), ("yesterday", -1)):
        if words in (word, tr(word)):
            return (today + timedelta(days=gap)).isoformat()
    if re.fullmatch(r"[+-]\d{1,3}", words):
        return (today + timedelta(days=int(words))).isoformat()
    parts = [p for p in re.split(r"[\s./,-]+", words) if p]
    year, month, day = _order(parts, today, day_first="." in words or _day_first(locale))
    if not (year and 1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004  a calendar
        raise Problem(
            "date.unreadable",
            tr('"{text}" is not a date.', text=text),
            tr("The old date is kept. Type it as 12 Mar 2026 or 2026-03-12."),
        )
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        raise Problem(
            "date.no_such_day",
            tr("There is no {day} {month} {year}.", day=day, month=format_date(last, "LLLL", locale=locale), year=year),
            tr("The old date is kept. The last day is {day}.", day=show_day(last.isoformat(), locale)),
        ) from None


def _order(parts: list[str], today: date, *, day_first: bool) -> tuple[int, int, int]:
    """Sort out year, month and day; zeros where they cannot be told."""
    named = [(i, _MONTHS[p[:3]]) for i, p in enumerate(parts) if p[:3] in _MONTHS]
    digits = [p for p in parts if p.isdecimal()]
    if named:
        month = named[0][1]
        years = [p for p in digits if len(p) == 4]  # noqa: PLR2004  a full year
        days = [p for p in digits if p not in years]
        if not days or len(days) > 2:  # noqa: PLR2004  a day and perhaps a short year
            return 0, 0, 0
        year = int(years[0]) if years else (2000 + int(days[1]) if len(days) > 1 else today.year)
        return year, month, int(days[0])
    if len(digits) != len(parts) or len(digits) not in (2, 3):
        return 0, 0, 0
    if len(digits[0]) == 4:  # noqa: PLR2004  a full year
        return (int(digits[0]), int(digits[1]), int(digits[2])) if len(digits) == 3 else (0, 0, 0)  # noqa: PLR2004  all three
    first, second = int(digits[0]), int(digits[1])
    year = today.year if len(digits) == 2 else int(digits[2]) + (2000 if len(digits[2]) == 2 else 0)  # noqa: PLR2004  a short year
    if max(first, second) > 12:  # noqa: PLR2004  months
        day_first = first > second
    return (year, second, first) if day_first else (year, first, second)
