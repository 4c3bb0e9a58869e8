"""Numbers typed for a day: they join the reading of that day and source, or begin a new one."""

from collections.abc import Mapping
from datetime import date, datetime, time

from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.kernel.dates import moment, parse_moment, zone_of
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.results.commands import enter_numbers, read_post
from infludesk.results.model import PostSnapshot


def enter_day(tx: Tx, *, figures: Mapping[str, Mapping[str, int]], day: date, source: str) -> int:
    """Keep one day's numbers of several posts as one step; returns how many posts.

    A number that corrects one of the same day and source takes its place, and the day's other figures stay.

    Args:
        tx: the transaction.
        figures: post id → metric → count.
        day: when they were read, in the workspace's zone.
        source: a code of SOURCES.

    Raises:
        Problem: ``results.nothing``: no figure was given.
    """
    zone = setting(tx.conn, records.ZONE, "UTC")
    new = day_moment(day, now=parse_moment(tx.moment), zone=zone)
    earlier = {post: at for post in figures if (at := _same_day(tx.conn, post, source, day, zone))}
    fresh = {post: counts for post, counts in figures.items() if post not in earlier}
    tx.label_count(len(figures), "Enter numbers for {n} post", "Enter numbers for {n} posts")
    if fresh or not earlier:
        enter_numbers(tx, figures=fresh, as_of=new, source=source)
    for post, at in earlier.items():
        read_post(tx, post_id=post, as_of=at, source=source, figures=figures[post])
    return len(figures)


def day_moment(day: date, *, now: datetime, zone: str) -> str:
    """The moment a reading of this day is stored under: now for today, else noon in the zone."""
    here = zone_of(zone)
    if day == now.astimezone(here).date():
        return moment(now)
    return moment(datetime.combine(day, time(12), here))


def is_of_day(as_of: str, day: date, zone: str) -> bool:
    """Whether a stored moment falls on a day of the zone."""
    return parse_moment(as_of).astimezone(zone_of(zone)).date() == day


def _same_day(conn: Connection, post_id: str, source: str, day: date, zone: str) -> str:
    where = "post_id = ? AND source = ? AND coalesce(traffic, 'total') = 'total'"
    found = find(conn, PostSnapshot, where, (post_id, source), order="as_of DESC")
    return next((one.as_of for one in found if one.as_of and is_of_day(one.as_of, day, zone)), "")
