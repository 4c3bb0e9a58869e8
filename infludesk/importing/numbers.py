"""Post figures from the creators' own studios, and from any table with an address or id and figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from infludesk.creators.profiles import platform_of_address
from infludesk.importing.reading import Reading, clean, detect, read, seconds
from infludesk.importing.sheet import Sheet
from infludesk.importing.targets import heading, platform_code, platform_named
from infludesk.kernel.dates import moment, zone_of
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import tr

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
    "title": ("video title", "title"),
    "caption": ("description", "caption"),
    "published": ("publish time", "video publish time", "post time", "published", "published at", "posted"),
    "format": ("post type", "format", "type"),
}
_METRICS = {
    "views": ("views", "total views", "video views", "plays"), "likes": ("likes", "total likes"),
    "comments": ("comments", "total comments"), "shares": ("shares", "total shares"), "reach": ("reach",),
    "impressions": ("impressions", "thumbnail impressions"), "saves": ("saves",), "reposts": ("reposts",),
    "reactions": ("reactions",), "replies": ("replies",), "clicks": ("clicks", "link clicks"),
    "profile_visits": ("profile visits",), "follows": ("follows", "subscribers"),
    "watch_seconds": ("watch time hours",), "sticker_taps": ("sticker taps",),
}  # fmt: skip
_FORMATS = (("reel", "reel"), ("carousel", "carousel"), ("story", "story"), ("live", "live"), ("short", "short"),
            ("video", "video"), ("image", "post"), ("photo", "post"), ("post", "post"))  # fmt: skip
_LOST_ID = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?\s*([AaPp][Mm])?")


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post's figures as a file gives them.

    Attributes:
        row: its number in the file.
        platform: a code; empty where neither file nor address says it.
        post_id: the platform's own id.
        url: the post's address; YouTube's is made from the id.
        account: the username, without @.
        title: the video's title.
        caption: the text below the post.
        published_at: a moment; a day ``YYYY-MM-DD`` where the file gives no time; None where it gives neither.
        format: a code of the deliverable's formats, or None.
        metrics: by field of ``post_snapshot``; watch time in seconds; absent where the cell is empty.
        as_of: when the figures were read, a moment.
        problems: cells that were left out, and why; a row without id and address names no post.
    """

    row: int
    platform: str
    post_id: str
    url: str
    account: str
    title: str
    caption: str
    published_at: str | None
    format: str | None
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
    figures = named & {alias for aliases in _METRICS.values() for alias in aliases}
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
    return tuple(
        _post(sheet, layout, cells, number, as_of)
        for number, cells in zip(sheet.numbers, sheet.rows, strict=True)
        if not (source == YOUTUBE and _cell(layout, cells, "post_id").casefold() == "total")
    )


def _layout(sheet: Sheet, source: str, zone: str | None) -> _Layout:
    named = {heading(name): i for i, name in reversed(list(enumerate(sheet.columns)))}
    places = {
        part: named[alias] for part, aliases in _HEADINGS.items() for alias in reversed(aliases) if alias in named
    }
    metrics = {
        name: named[alias] for name, aliases in _METRICS.items() for alias in reversed(aliases) if alias in named
    }
    # hours have decimals, counts have not
    kinds = {"watch_seconds": "ppm"}
    readings = {name: detect(kinds.get(name, "int"), (row[i] for row in sheet.rows)) for name, i in metrics.items()}
    if "published" in places:
        readings["published"] = detect("day", (row[places["published"]] for row in sheet.rows))
        if source == META:
            # the suite writes MM/DD/YYYY, also where no day of the file is above 12
            readings["published"] = Reading("day", order="mdy")
    return _Layout(_PLATFORM.get(source, platform_named(sheet.name)), zone, places, metrics, readings)


def _cell(layout: _Layout, cells: tuple[str, ...], part: str) -> str:
    place = layout.places.get(part)
    return clean(cells[place]) if place is not None else ""


def _post(sheet: Sheet, layout: _Layout, cells: tuple[str, ...], number: int, as_of: str) -> PostRow:
    problems: list[Note] = []
    post_id, url = _cell(layout, cells, "post_id"), _cell(layout, cells, "url")
    if _LOST_ID.fullmatch(post_id):
        problems.append(
            Note(number, _name(sheet, layout, "post_id"), post_id, tr("The id lost its digits in a spreadsheet."))
        )
        post_id = ""
    stated = _cell(layout, cells, "platform")
    platform = platform_of_address(url) or (platform_code(stated) if stated else None) or layout.platform
    if platform == "youtube" and post_id and not url:
        url = f"https://www.youtube.com/watch?v={post_id}"
    if not (post_id or url):
        problems.append(Note(number, None, "", tr("Row {n} has neither a post id nor an address.", n=number)))
    published = None
    try:
        published = _published(layout, _cell(layout, cells, "published"))
    except Problem as problem:
        problems.append(
            Note(number, _name(sheet, layout, "published"), _cell(layout, cells, "published"), problem.title)
        )
    return PostRow(
        row=number,
        platform=platform,
        post_id=post_id,
        url=url,
        account=_cell(layout, cells, "account").lstrip("@"),
        title=_cell(layout, cells, "title"),
        caption=_cell(layout, cells, "caption"),
        published_at=published,
        format=_format(_cell(layout, cells, "format")),
        metrics=dict(_figures(sheet, layout, cells, problems, number)),
        as_of=as_of,
        problems=tuple(problems),
    )


def _name(sheet: Sheet, layout: _Layout, part: str) -> str:
    return sheet.columns[layout.places[part]]


def _published(layout: _Layout, text: str) -> str | None:
    """When a post went out: a moment, or a day where no time is given."""
    if not text:
        return None
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


def _figures(
    sheet: Sheet, layout: _Layout, cells: tuple[str, ...], problems: list[Note], number: int
) -> Iterator[tuple[str, int]]:
    for name, place in layout.metrics.items():
        try:
            reading = layout.readings[name]
            value = seconds(reading, cells[place]) if name == "watch_seconds" else read(reading, cells[place])
        except Problem as problem:
            problems.append(Note(number, sheet.columns[place], cells[place], problem.title))
            continue
        if value is not None:
            yield name, value


def _format(text: str) -> str | None:
    said = heading(text)
    return next((code for word, code in _FORMATS if word in said), None)
