"""Calendar files: read back by another reader, folded by bytes, with nothing internal in them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from infludesk.content.calendar import Entry
from infludesk.exporting.ics_file import Event, calendar_text, events

STAMP = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120)


def event(summary: str = "Due: Reel", **given: str) -> Event:
    known = {"uid": "due-1@infludesk", "time": "", "zone": "UTC", "description": ""}
    return Event(day=date(2026, 3, 29), summary=summary, **(known | given))


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


@given(summary=WORDS, description=WORDS)
def test_what_is_written_is_read_back(summary: str, description: str) -> None:
    text = calendar_text([event(summary, description=description)], name="Spring", stamp=STAMP)
    read = vobject.readOne(text).vevent
    assert read.summary.value == summary
    assert read.description.value == description
    assert read.dtstart.value == date(2026, 3, 29)


@pytest.mark.parametrize("words", ["ليلى المنصوري تنشر " * 9, "中村 美咲の動画 " * 12, "👩‍🍳🇪🇸✨" * 20, "plain " * 30])
def test_lines_are_folded_at_75_bytes_between_letters(words: str) -> None:
    text = calendar_text([event(words)], name=words, stamp=STAMP)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert any(line.startswith(" ") for line in lines)
    assert "SUMMARY:" + words.strip() in [one.strip() for one in unfolded(text)]


def test_a_time_stands_in_its_zone_with_the_zones_rules() -> None:
    text = calendar_text([event(time="18:00", zone="Europe/Madrid")], name="Spring", stamp=STAMP)
    assert "DTSTART;TZID=Europe/Madrid:20260329T180000" in unfolded(text)
    lines = unfolded(text)
    start = lines.index("BEGIN:DAYLIGHT")
    assert lines[start : start + 4] == [
        "BEGIN:DAYLIGHT", "DTSTART:20260329T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
    ]  # fmt: skip
    read = vobject.readOne(text).vevent.dtstart.value
    assert read.astimezone(UTC) == datetime(2026, 3, 29, 18, tzinfo=ZoneInfo("Europe/Madrid")).astimezone(UTC)


def test_a_zone_that_never_changes_its_clock_has_one_rule() -> None:
    lines = unfolded(calendar_text([event(time="09:00", zone="Asia/Kolkata")], name="Spring", stamp=STAMP))
    assert lines.count("BEGIN:STANDARD") == 1
    assert "TZOFFSETTO:+0530" in lines


def test_entries_keep_their_uid_and_say_what_is_due() -> None:
    entry = Entry(
        kind="draft_due", id="a1", record="a1", what="Reel; one", creator="Ana Ruiz", campaign="Spring",
        day="2026-03-14",
        time="18:00", state="in_work",
    )  # fmt: skip
    (first,), (again,) = events([entry], "Europe/Madrid"), events([entry], "Europe/Madrid")
    assert first == again
    assert first.uid == "draft_due-a1@infludesk"
    assert (first.summary, first.description) == ("Draft due: Reel; one, Ana Ruiz", "Spring, In work")
    assert (first.zone, first.time) == ("Europe/Madrid", "18:00")
    assert r"SUMMARY:Draft due: Reel\; one\, Ana Ruiz" in unfolded(calendar_text([first], name="x", stamp=STAMP))


def test_a_zone_nobody_knows_is_the_world_time() -> None:
    entry = Entry(
        kind="due", id="1", record="1", what="x", creator="", campaign="", day="2026-03-14", zone="Nowhere/At"
    )
    assert events([entry], "UTC")[0].zone == "UTC"
