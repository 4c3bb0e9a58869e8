"""Calendar files that phones and mail programs read: iCalendar, RFC 5545."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from infludesk.content.calendar import KINDS, Entry
from infludesk.content.model import STATES
from infludesk.exporting.content_lines import escaped, folded
from infludesk.kernel.dates import zone_of
from infludesk.kernel.text import join, tr

_STAMP = "%Y%m%dT%H%M%SZ"
_LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Event:
    """One event: a day, or a moment in a zone.

    Attributes:
        uid: the same each time it is written, so that a calendar renews it.
        day: the day.
        time: the time of day as ``18:00``; empty for the whole day.
        zone: of the time, as IANA names it.
        summary, description: its words.
    """

    uid: str
    day: date
    time: str
    zone: str
    summary: str
    description: str = ""


def events(entries: Iterable[Entry], zone: str) -> list[Event]:
    """What stands in the calendar, as events; nothing internal is in them.

    Args:
        entries: the entries.
        zone: of the times that name none.
    """
    kinds, states = dict(KINDS), dict(STATES)
    return [
        Event(
            uid=f"{one.kind}-{one.id}@infludesk",
            day=date.fromisoformat(one.day),
            time=one.time,
            zone=zone_of(one.zone or zone).key,
            summary=tr("{kind}: {piece}", kind=tr(kinds[one.kind]), piece=join((one.what, one.creator), ", ")),
            description=join((one.campaign, tr(states[one.state]) if one.state else ""), ", "),
        )
        for one in entries
    ]


def calendar_text(wanted: Sequence[Event], *, name: str, stamp: datetime) -> str:
    """A whole calendar: its lines folded at 75 bytes and ended as the standard wants.

    Args:
        wanted: the events.
        name: what calendars call it.
        stamp: the moment it is written, aware.
    """
    return "".join(f"{folded(line)}\r\n" for line in _lines(wanted, name, stamp))


def _lines(wanted: Sequence[Event], name: str, stamp: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//InfluDesk//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield f"X-WR-CALNAME:{escaped(name)}"
    timed = [one for one in wanted if one.time]
    for zone in sorted({one.zone for one in timed}):
        years = [one.day.year for one in timed if one.zone == zone]
        yield from _zone_lines(zone, min(years), max(years))
    for one in wanted:
        yield from _event_lines(one, stamp)
    yield "END:VCALENDAR"


def _event_lines(one: Event, stamp: datetime) -> Iterator[str]:
    day = one.day.strftime("%Y%m%d")
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(one.uid)}"
    yield f"DTSTAMP:{stamp.astimezone(UTC).strftime(_STAMP)}"
    if one.time:
        yield f"DTSTART;TZID={one.zone}:{day}T{one.time.replace(':', '')}00"
    else:
        yield f"DTSTART;VALUE=DATE:{day}"
    yield f"SUMMARY:{escaped(one.summary)}"
    if one.description:
        yield f"DESCRIPTION:{escaped(one.description)}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _zone_lines(name: str, first: int, last: int) -> Iterator[str]:
    """The rules of a zone for some years: one part for the beginning, and one for each change of the clock."""
    zone = ZoneInfo(name)
    begin = datetime(first, 1, 1, tzinfo=UTC)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{name}")
    before = _offset(begin, zone)
    yield from _observance(datetime(first, 1, 1), before, before, begin.astimezone(zone))  # noqa: DTZ001  local
    for at in _changes(zone, begin, datetime(last + 1, 1, 1, tzinfo=UTC)):
        after = _offset(at, zone)
        local = (at + before).replace(tzinfo=None)
        yield from _observance(local, before, after, at.astimezone(zone))
        before = after
    yield "END:VTIMEZONE"


def _observance(start: datetime, before: timedelta, after: timedelta, inside: datetime) -> Iterator[str]:
    kind = "DAYLIGHT" if inside.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{start.strftime(_LOCAL)}"
    yield f"TZOFFSETFROM:{_signed(before)}"
    yield f"TZOFFSETTO:{_signed(after)}"
    yield f"TZNAME:{escaped(inside.tzname())}"
    yield f"END:{kind}"


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the clock of a zone changes, to the minute."""
    day = begin
    while day < end:
        after = day + timedelta(days=1)
        if _offset(day, zone) != _offset(after, zone):
            low, high = day, after
            while high - low > timedelta(minutes=1):
                middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
                low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
            yield high
        day = after


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
