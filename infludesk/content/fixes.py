"""The correction of a post: which step follows which, its deadline by the clock on the wall, and its hours. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from infludesk.content.model import DisclosureCheck
from infludesk.kernel.dates import parse_moment, zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import choices
from infludesk.kernel.text import number, tr

STATES = choices(
    wanted="Not asked for", open="Asked for", reminded="Reminded", breached="Deadline missed", done="Fixed",
    in_time="Fixed in time", late="Fixed late",
)  # fmt: skip
WAITS = frozenset({"open", "reminded", "breached"})
DONE = frozenset({"done", "in_time", "late"})
# What can be done, and the states it can be done in.
STEPS = {
    "ask": frozenset({"wanted"}),
    "remind": WAITS,
    "fix": WAITS | {"wanted"},
    "withdraw": frozenset({"open", "reminded"}),
}
FIXABLE = frozenset({"fail", "review"})
_DEADLINE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?:\[([\w/+-]+)\])?)?", re.ASCII)
_MOST_HOURS = 876_600  # a hundred years
_REFUSED = {
    "ask": (
        "fix.asked", "A fix of this post is asked for already.",
        "Nothing was changed. Remind of it, or note that it is fixed.",
    ),
    "remind": ("fix.not_asked", "No fix was asked for yet.", "Nothing was changed. Ask for a fix first."),
    "fix": ("fix.done", "This fix is done already.", "Nothing was changed. Check the post again."),
    "withdraw": (
        "fix.not_asked", "There is no request to withdraw.", "Nothing was changed. A missed deadline stays on record."
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fix:
    """How the correction of a post stands.

    Attributes:
        state: one of ``STATES``.
        ends: the last instant that is in time; None without a deadline.
        allowed: real time from the asking to the end; None without a deadline.
        used: real time from the asking until it was fixed, else until now; nothing where nobody asked.
        left: ``allowed`` less ``used``; below zero once the deadline has passed.
    """

    state: str
    ends: datetime | None = None
    allowed: timedelta | None = None
    used: timedelta = timedelta()
    left: timedelta | None = None

    @property
    def breached(self) -> bool:
        """Whether the deadline was missed, also where it was fixed afterwards."""
        return self.state in ("breached", "late")


def fix_of(check: DisclosureCheck, *, now: datetime, zone: str) -> Fix | None:
    """How the correction after a check stands; None where the check asks for none.

    Args:
        check: with its fix's columns.
        now: the moment, aware.
        zone: the campaign's, for a deadline that names none.
    """
    if check.outcome not in FIXABLE:
        return None
    done = parse_moment(check.fixed_at) if check.fixed_at else None
    if not check.fix_asked_at:
        return Fix("done" if done else "wanted")
    asked = parse_moment(check.fix_asked_at)
    used = max((done or now) - asked, timedelta())
    if not check.fix_due:
        return Fix("done" if done else "reminded" if check.fix_reminded_at else "open", used=used)
    ends = ends_at(check.fix_due, zone)
    allowed = ends - asked
    passed = (done or now) > ends
    if done:
        state = "late" if passed else "in_time"
    else:
        state = "breached" if passed else "reminded" if check.fix_reminded_at else "open"
    return Fix(state, ends, allowed, used, allowed - used)


def deadline(asked: datetime, hours: int, zone: str) -> str:
    """The end of so many hours by the clock on the wall, as stored: ``2026-03-13T10:30[Europe/Berlin]``.

    A day is a day also where the clocks change; seconds are rounded up in the creator's favour.
    """
    place = zone_of(zone)
    wall = asked.astimezone(place).replace(tzinfo=None) + timedelta(hours=min(max(hours, 0), _MOST_HOURS))
    if wall.second or wall.microsecond:
        wall = wall.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return f"{wall:%Y-%m-%dT%H:%M}[{place.key}]"


def ends_at(stored: str, zone: str) -> datetime:
    """The last instant of a stored deadline; a day ends at midnight in ``zone``.

    An hour that the clocks skip or repeat counts as the later one.

    Raises:
        ValueError: the text is no deadline.
    """
    found = _DEADLINE.fullmatch(stored)
    if found is None:
        raise ValueError(stored)
    day, clock, named = found.groups()
    wall = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock) if clock else time(23, 59, 59))
    place = zone_of(named or zone)
    return max(_instant(wall, place, fold) for fold in (0, 1))


def steps(check: DisclosureCheck, *, now: datetime, zone: str) -> frozenset[str]:
    """What can be done now: some of ``STEPS``."""
    fix = fix_of(check, now=now, zone=zone)
    return frozenset(step for step, states in STEPS.items() if fix and fix.state in states)


def refuse_step(check: DisclosureCheck, step: str, *, now: datetime, zone: str) -> None:
    """Let a step pass that can be done now.

    Raises:
        Problem: ``check.nothing_to_fix``, ``fix.asked``, ``fix.not_asked`` or ``fix.done``.
    """
    fix = fix_of(check, now=now, zone=zone)
    if fix is None:
        label = dict(check.entity.field("outcome").choices).get(check.outcome or "", "")
        raise Problem(
            "check.nothing_to_fix",
            tr("This check asks for no fix: {outcome}.", outcome=tr(label)),
            tr("Nothing was changed. Check the post again if it looks different now."),
        )
    if fix.state in STEPS[step]:
        return
    code, title, advice = _REFUSED["fix" if fix.state in DONE else step]
    raise Problem(code, tr(title), tr(advice))


def show_hours(span: timedelta) -> str:
    """A span in whole hours and minutes, rounded down: ``26 h 5 min``."""
    hours, minutes = divmod(int(abs(span).total_seconds()) // 60, 60)
    if not hours:
        return tr("{n} min", n=minutes)
    return tr("{h} h {m} min", h=number(hours), m=minutes) if minutes else tr("{h} h", h=number(hours))


def _instant(wall: datetime, place: ZoneInfo, fold: int) -> datetime:
    return wall.replace(tzinfo=place, fold=fold).astimezone(UTC)
