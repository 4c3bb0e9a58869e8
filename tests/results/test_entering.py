"""Numbers typed for a day join that day's reading of their source."""

from datetime import UTC, date, datetime

import pytest

from infludesk.content.commands import add_post
from infludesk.db.rows import find
from infludesk.kernel.errors import Problem
from infludesk.records.store import set_setting
from infludesk.results.entering import day_moment, enter_day, is_of_day
from infludesk.results.model import PostSnapshot
from infludesk.workspace import Workspace

TODAY, BEFORE = date(2026, 3, 12), date(2026, 3, 5)


@pytest.fixture
def post(workspace: Workspace) -> str:
    return str(workspace.do(add_post, url="https://www.tiktok.com/@ana.fit/video/7300000000000000001").value)


def enter(workspace: Workspace, post: str, day: date, source: str = "manual", **counts: int) -> None:
    workspace.do(enter_day, figures={post: counts}, day=day, source=source)


def stored(workspace: Workspace) -> list[tuple[str | None, str | None, int | None, int | None]]:
    rows = workspace.read(lambda conn: find(conn, PostSnapshot, order="as_of, source"))
    return [(row.as_of, row.source, row.views, row.likes) for row in rows]


def test_today_is_stored_under_the_moment_and_another_day_under_its_noon(workspace: Workspace, post: str) -> None:
    enter(workspace, post, BEFORE, views=100)
    enter(workspace, post, TODAY, views=200)
    assert stored(workspace) == [
        ("2026-03-05T12:00:00Z", "manual", 100, None),
        ("2026-03-12T09:30:00Z", "manual", 200, None),
    ]


def test_the_same_day_and_source_is_corrected_and_keeps_its_other_figures(workspace: Workspace, post: str) -> None:
    enter(workspace, post, BEFORE, views=100, likes=7)
    enter(workspace, post, BEFORE, views=110)
    enter(workspace, post, BEFORE, source="export", views=120)
    assert stored(workspace) == [
        ("2026-03-05T12:00:00Z", "export", 120, None),
        ("2026-03-05T12:00:00Z", "manual", 110, 7),
    ]


def test_noon_is_the_workspace_zones(workspace: Workspace, post: str) -> None:
    workspace.do(lambda tx: set_setting(tx, "zone", "America/New_York"))
    enter(workspace, post, BEFORE, views=100)
    assert stored(workspace)[0][0] == "2026-03-05T17:00:00Z"


def test_no_numbers_are_refused(workspace: Workspace) -> None:
    with pytest.raises(Problem) as refused:
        workspace.do(enter_day, figures={}, day=TODAY, source="manual")
    assert refused.value.code == "results.nothing"


def test_a_day_is_the_zones_own() -> None:
    assert is_of_day("2026-03-05T03:00:00Z", date(2026, 3, 4), "America/New_York")
    assert not is_of_day("2026-03-05T03:00:00Z", date(2026, 3, 5), "America/New_York")
    noon = day_moment(BEFORE, now=datetime(2026, 3, 12, tzinfo=UTC), zone="Asia/Tokyo")
    assert is_of_day(noon, BEFORE, "Asia/Tokyo")
