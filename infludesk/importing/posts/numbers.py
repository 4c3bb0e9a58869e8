"""Post figures from the creators' own studios, and from any table with an address or id and figures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TypeVar

from infludesk.content.postlinks import PostLink, named_post
from infludesk.creators.profiles import platform_of_address
from infludesk.importing.fields.reading import Reading, clean, detect, read, seconds
from infludesk.importing.fields.targets import heading, platform_code, platform_named
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.dates import moment, zone_of
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import tr

T = TypeVar("T")
META = "Meta Business Suite"
YOUTUBE = "YouTube Studio"
TIKTOK = "TikTok Studio"
TABLE = "Table of posts"
_MARKS = (
    (META, {"post id", "permalink", "publish time"}),
    (YOUTUBE, {"content", "video title", "video publish time"}),
    (TIKTOK, {"video title", "video link", "post time"}),
)
_PLATFORM = {META: "instagram", YOUTUBE: "youtube", TIKTOK: "tiktok"}
_HEADINGS = {
    "post_id": ("post id", "content", "video id", "media id"),
    "url": ("permalink", "video link", "post url", "url", "link", "media url", "post link", "post address"),
    "platform": ("platform", "network", "social network"),
    "account": ("account username", "username", "handle", "account", "creator"),
    "account_user_id": ("account id",),
    "title": ("video title", "title"),
    "caption": ("description", "caption"),
    "published": ("publish time", "video publish time", "post time", "published", "published at", "posted"),
    "format": ("post type", "format", "type"),
    "seconds": ("duration sec", "duration"),
    "span": ("date",),
}
_METRICS = {
    "views": ("views", "total views", "video views", "plays"), "likes": ("likes", "total likes"),
    "comments": ("comments", "total comments"), "shares": ("shares", "total shares"), "reach": ("reach",),
    "impressions": ("impressions", "thumbnail impressions"), "saves": ("saves",), "reposts": ("reposts",),
    "reactions": ("reactions",), "replies": ("replies",), "clicks": ("clicks", "link clicks"),
    "follows": ("follows", "subscribers"), "watch_seconds": ("watch time hours",),
}  # fmt: skip
_FORMATS = (("reel", "reel"), ("carousel", "carousel"), ("story", "story"), ("live", "live"), ("short", "short"),
            ("video", "video"), ("image", "post"), ("photo", "post"), ("post", "post"))  # fmt: skip
# formats that only their own addresses have
_TOLD = frozenset({"reel", "story", "short", "live"})
_LOST_ID = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,4}(?::[0-5]\d){1,2}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp][Mm])?")


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post's figures as a file gives them.

    Attributes:
        row: its number in the file.
        platform: a code; empty where neither file nor address says it.
        post_id: the platform's own id, from the address where no column gives it.
        url: the post's address; YouTube's is made from the id.
        account: the username, without @.
        account_user_id: the platform's own id of the account.
        title: the video's title.
        caption: the text below the post.
        published_at: a moment; a day ``YYYY-MM-DD`` where the file gives no time; None where it gives neither.
        format: a code of the deliverable's formats, or None.
        seconds: how long it is.
        span: the day the figures are of, where they are not of the post's whole life.
        metrics: by field of ``post_snapshot``; watch time in seconds; absent where the cell is empty.
        as_of: when the figures were read, a moment.
        problems: cells that were left out, and why; a row without id and address names no post.
    """

    row: int
    platform: str
    post_id: str
    url: str
    account: str
    account_user_id: str
    title: str
    caption: str
    published_at: str | None
    format: str | None
    seconds: int | None
    span: str
    metrics: dict[str, int]
    as_of: str
    problems: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds what, and how figures and days are read."""

    platform: str
    zone: str | None
    places: dict[str, int]
    metrics: dict[str, int]
    readings: dict[str, Reading] = field(default_factory=dict)


def recognise(sheet: Sheet) -> str | None:
    """The studio a file comes from, ``TABLE`` for another table of posts with figures, else None."""
    named = {heading(name) for name in sheet.columns}
    for source, marks in _MARKS:
        if marks <= named:
            return source
    post = named & {*_HEADINGS["post_id"], *_HEADINGS["url"]}
    figures = named & {alias for name, aliases in _METRICS.items() if name != "comments" for alias in aliases}
    return TABLE if post and figures else None


def read_posts(sheet: Sheet, source: str, *, as_of: str, zone: str | None = None) -> tuple[PostRow, ...]:
    """Read every post; YouTube's line of totals is no post.

    Args:
        sheet: the file.
        source: what ``recognise`` said.
        as_of: when the figures were read, a moment.
        zone: the zone of the file's times; UTC where it is not known.
    """
    layout = _layout(sheet, source, zone)
    lines = (_Line(sheet, layout, cells, number) for number, cells in zip(sheet.numbers, sheet.rows, strict=True))
    return tuple(
        _post(line, as_of) for line in lines if not (source == YOUTUBE and line.cell("post_id").casefold() == "total")
    )


def post_of_platform(url: str) -> PostLink | None:
    """The post an address names on a platform known here; None where it names none."""
    link = named_post(url)
    return link if link and link.platform != "blog" else None


def _layout(sheet: Sheet, source: str, zone: str | None) -> _Layout:
    named = {heading(name): i for i, name in reversed(list(enumerate(sheet.columns)))}
    places = {
        part: named[alias] for part, aliases in _HEADINGS.items() for alias in reversed(aliases) if alias in named
    }
    metrics = {
        name: named[alias] for name, aliases in _METRICS.items() for alias in reversed(aliases) if alias in named
    }
    # only the suite says there of which days its figures are
    if source != META and (day := places.pop("span", None)) is not None:
        places.setdefault("published", day)
    # hours have decimals, counts have not
    kinds = {"watch_seconds": "ppm"}
    readings = {name: detect(kinds.get(name, "int"), (row[i] for row in sheet.rows)) for name, i in metrics.items()}
    if "published" in places:
        readings["published"] = detect("day", (row[places["published"]] for row in sheet.rows))
        if source == META:
            # the suite writes MM/DD/YYYY, also where no day of the file is above 12
            readings["published"] = Reading("day", order="mdy")
    return _Layout(_PLATFORM.get(source, platform_named(sheet.name)), zone, places, metrics, readings)


@dataclass(slots=True)
class _Line:
    """A row while it is read."""

    sheet: Sheet
    layout: _Layout
    cells: tuple[str, ...]
    number: int
    problems: list[Note] = field(default_factory=list)

    def cell(self, part: str) -> str:
        place = self.layout.places.get(part)
        return clean(self.cells[place]) if place is not None else ""

    def note(self, place: int | None, value: str, reason: str) -> None:
        self.problems.append(Note(self.number, None if place is None else self.sheet.columns[place], value, reason))

    def told(self, part: str, how: Callable[[_Layout, str], T]) -> T | None:
        """Read a cell that may be empty; one that cannot be read is noted and left out."""
        text = self.cell(part)
        try:
            return how(self.layout, text) if text else None
        except Problem as problem:
            self.note(self.layout.places[part], text, problem.title)
            return None

    def address(self) -> tuple[str, str, str]:
        """Platform, id and address of the post."""
        post_id, url = self.cell("post_id"), self.cell("url")
        if _LOST_ID.fullmatch(post_id):
            self.note(self.layout.places["post_id"], post_id, tr("The id lost its digits in a spreadsheet."))
            post_id = ""
        stated = self.cell("platform")
        platform = platform_of_address(url) or (platform_code(stated) if stated else None) or self.layout.platform
        if platform == "youtube" and post_id and not url:
            url = f"https://www.youtube.com/watch?v={post_id}"
        return platform, post_id, url

    def figures(self) -> Iterator[tuple[str, int]]:
        """Its counts; a cell that cannot be read is noted and left out."""
        for name, place in self.layout.metrics.items():
            reading, text = self.layout.readings[name], self.cells[place]
            try:
                value = seconds(reading, text) if name == "watch_seconds" else read(reading, text)
            except Problem as problem:
                self.note(place, text, problem.title)
                continue
            if value is not None:
                yield name, value


def _post(line: _Line, as_of: str) -> PostRow:
    platform, post_id, url = line.address()
    link = post_of_platform(url)
    if not (post_id or url):
        line.note(None, "", tr("Row {n} has neither a post id nor an address.", n=line.number))
    span = line.cell("span")
    return PostRow(
        row=line.number,
        platform=platform,
        post_id=post_id or (link.platform_post_id if link else ""),
        url=url,
        account=line.cell("account").lstrip("@") or ((link.handle if link else None) or ""),
        account_user_id=line.cell("account_user_id"),
        title=line.cell("title"),
        caption=line.cell("caption"),
        published_at=line.told("published", _published),
        format=_format(line.cell("format")) or (link.format if link and link.format in _TOLD else None),
        seconds=line.told("seconds", _seconds),
        span="" if heading(span) == "lifetime" else span,
        metrics=dict(line.figures()),
        as_of=as_of,
        problems=tuple(line.problems),
    )


def _seconds(_: _Layout, text: str) -> int | None:
    """A length in seconds, or as minutes and seconds."""
    if _CLOCK.fullmatch(text):
        return sum(int(part) * int(60**power) for power, part in enumerate(reversed(text.split(":"))))
    value = read(Reading("int"), text)
    return None if value is None else int(value)


def _published(layout: _Layout, text: str) -> str | None:
    """When a post went out: a moment, or a day where no time is given."""
    day = read(layout.readings["published"], text)
    time = _TIME.search(text)
    if not day or not time:
        return day or None
    hour = int(time[1])
    if time[3]:
        hour = hour % 12 + (12 if time[3].lower() == "pm" else 0)
    zone = UTC if text.endswith("Z") else zone_of(layout.zone)
    at = date.fromisoformat(day)
    try:
        return moment(datetime(at.year, at.month, at.day, hour, int(time[2]), tzinfo=zone))
    except ValueError:
        return str(day)


def _format(text: str) -> str | None:
    said = heading(text)
    return next((code for word, code in _FORMATS if word in said), None)
