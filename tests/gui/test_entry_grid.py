"""The entry grid: typing and pasting as in a spreadsheet, questions instead of refusals, one step to save."""

from collections.abc import Mapping

import pytest
from live_posts import add_posts
from press import Key, Modifier, press, type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.db.rows import find
from infludesk.gui.desk import Desk
from infludesk.gui.results.entry_grid import EntryGrid
from infludesk.results.commands import enter_numbers
from infludesk.results.model import PostSnapshot
from infludesk.results.store import entry_rows

NOW = "2026-03-12T09:30:00Z"


@pytest.fixture
def posts(desk: Desk) -> list[str]:
    """Three posts of Ana Ruiz on Instagram; the first was read on 3 March."""
    made = add_posts(desk, 3)
    figures = {made[0]: {"views": 12431, "likes": 900}}
    desk.tasks.do(enter_numbers, figures=figures, as_of="2026-03-03T12:00:00Z", source="export")
    return made


@pytest.fixture
def grid(qtbot: QtBot, desk: Desk, posts: list[str]) -> EntryGrid:
    made = EntryGrid(desk)
    qtbot.addWidget(made)
    made.resize(1072, 600)
    made.show()
    rows = {row.post_id: row for row in desk.workspace.read(lambda conn: entry_rows(conn, now=NOW))}
    ordered = [rows[post] for post in posts]
    made.show_rows(ordered, ordered)
    made.table.setFocus()
    QApplication.processEvents()
    return made


def at(grid: EntryGrid, row: int, metric: str) -> None:
    grid.table.go(row, grid.model.first + grid.model.metrics.index(metric))


def cell(grid: EntryGrid, row: int, metric: str) -> str:
    column = grid.model.first + grid.model.metrics.index(metric)
    return str(grid.model.data(grid.model.index(row, column)))


def keys(grid: EntryGrid, text: str, then: Key) -> None:
    """Type into the focused cell, and leave it by a key."""
    type_text(grid.table, text[:1])
    editor = grid.table.cells._open
    assert editor is not None
    type_text(editor, text[1:])
    press(editor, then)
    QApplication.processEvents()


def paste(grid: EntryGrid, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(grid.table, Key.Key_V, Modifier.ControlModifier)


def stored(desk: Desk, post: str) -> list[PostSnapshot]:
    return desk.workspace.read(lambda conn: find(conn, PostSnapshot, "post_id = ?", (post,), order="as_of"))


def typed(grid: EntryGrid) -> Mapping[str, Mapping[str, int]]:
    return grid.model.figures()


def test_the_columns_are_the_metrics_of_the_platform(grid: EntryGrid) -> None:
    assert grid.model.metrics == ("views", "reach", "likes", "comments", "shares", "saves")


def test_typing_edits_and_enter_goes_down(grid: EntryGrid, posts: list[str]) -> None:
    at(grid, 0, "views")
    keys(grid, "13,020", Key.Key_Return)
    assert cell(grid, 0, "views") == "13,020"
    assert typed(grid) == {posts[0]: {"views": 13020}}
    assert grid.table.currentIndex().row() == 1
    keys(grid, "1.2K", Key.Key_Return)
    assert typed(grid)[posts[1]] == {"views": 1200}


def test_tab_goes_right_and_on_to_the_next_row(grid: EntryGrid) -> None:
    at(grid, 0, "shares")
    keys(grid, "4", Key.Key_Tab)
    keys(grid, "5", Key.Key_Tab)
    assert (cell(grid, 0, "shares"), cell(grid, 0, "saves")) == ("4", "5")
    assert (grid.table.currentIndex().row(), grid.table.currentIndex().column()) == (1, grid.model.first)
    press(grid.table, Key.Key_Backtab, Modifier.ShiftModifier)
    assert grid.table.currentIndex().row() == 0


def test_tab_leaves_the_grid_at_its_end(grid: EntryGrid) -> None:
    at(grid, 2, "saves")
    press(grid.table, Key.Key_Tab)
    assert (grid.table.currentIndex().row(), cell(grid, 2, "saves")) == (2, "")


def test_escape_in_the_editor_keeps_what_was_there(grid: EntryGrid) -> None:
    at(grid, 0, "views")
    keys(grid, "14000", Key.Key_Return)
    at(grid, 0, "views")
    keys(grid, "9", Key.Key_Escape)
    assert cell(grid, 0, "views") == "14,000"


def test_escape_in_a_cell_restores_it(grid: EntryGrid) -> None:
    at(grid, 0, "views")
    keys(grid, "14000", Key.Key_Return)
    at(grid, 0, "views")
    press(grid.table, Key.Key_Escape)
    assert cell(grid, 0, "views") == ""
    assert grid.unsaved == 0


def test_a_block_is_pasted_from_any_cell_and_what_finds_no_cell_is_told(grid: EntryGrid, posts: list[str]) -> None:
    at(grid, 1, "reach")
    paste(grid, "1,100\t40\r\n2,200\t\r\n3,300\t60\r\n")
    assert typed(grid) == {posts[1]: {"reach": 1100, "likes": 40}, posts[2]: {"reach": 2200}}
    assert grid.strip.accessibleName().startswith("2 pasted values found no cell.")


def test_fill_down_copies_the_top_of_what_is_chosen(grid: EntryGrid, posts: list[str]) -> None:
    at(grid, 0, "likes")
    keys(grid, "77", Key.Key_Return)
    at(grid, 0, "likes")
    press(grid.table, Key.Key_Down, Modifier.ShiftModifier)
    press(grid.table, Key.Key_Down, Modifier.ShiftModifier)
    press(grid.table, Key.Key_D, Modifier.ControlModifier)
    assert {post: counts["likes"] for post, counts in typed(grid).items()} == dict.fromkeys(posts, 77)


def test_all_is_saved_as_one_step_that_undo_takes_back(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    at(grid, 0, "views")
    paste(grid, "13,020\t9,000\n5,000\t4,000\n2,000\t1,500")
    grid.source.setCurrentIndex(grid.source.findData("screenshot"))
    assert grid.offers()["main"].why_not == ""
    grid.save()
    assert [(one.views, one.source) for one in stored(desk, posts[0])] == [(12431, "export"), (13020, "screenshot")]
    assert [one.reach for one in stored(desk, posts[2])] == [1500]
    assert grid.unsaved == 0
    last = desk.workspace.undoable()
    assert last is not None
    assert last.label == "Enter numbers for 3 posts"
    desk.tasks.undo()
    assert stored(desk, posts[2]) == []


def test_saving_takes_what_is_typed_in_the_open_cell(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    at(grid, 2, "likes")
    type_text(grid.table, "8")
    grid.save()
    assert [one.likes for one in stored(desk, posts[2])] == [8]


def test_a_correction_of_the_same_day_keeps_the_other_figures(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    for numbers in ("5,000\t4,000", "5,100"):
        at(grid, 1, "views")
        paste(grid, numbers)
        grid.save()
    assert [(one.views, one.reach) for one in stored(desk, posts[1])] == [(5100, 4000)]


def test_odd_numbers_are_asked_about_and_saved(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    at(grid, 0, "views")
    paste(grid, "11,000")
    at(grid, 1, "views")
    paste(grid, "510\t\t5,200")
    at(grid, 2, "views")
    grid.offers()["item.next"].run()
    assert grid.table.currentIndex().row() == 0
    views = grid.model.first
    assert grid.model.reason(0, views).startswith("Views were 12,431 on 3 Mar 2026 and are 11,000 now.")
    assert grid.model.reason(1, views).startswith("5,200 likes but 510 views.")
    assert grid.model.reason(2, views) == ""
    grid.save()
    assert [one.views for one in stored(desk, posts[0])] == [12431, 11000]
    assert [one.likes for one in stored(desk, posts[1])] == [5200]


def test_what_cannot_be_read_stays_with_its_message(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    at(grid, 0, "likes")
    keys(grid, "4O", Key.Key_Return)
    keys(grid, "40", Key.Key_Return)
    grid.save()
    assert cell(grid, 0, "likes") == "4O"
    assert '"4O" is not a number.' in grid.model.reason(0, grid.model.first + grid.model.metrics.index("likes"))
    assert [one.likes for one in stored(desk, posts[1])] == [40]
    assert grid.strip.accessibleName().startswith("1 cell cannot be read and stays.")


def test_a_count_below_zero_is_not_saved(grid: EntryGrid) -> None:
    at(grid, 0, "likes")
    keys(grid, "-3", Key.Key_Return)
    assert typed(grid) == {}
    assert "below zero" in grid.model.reason(0, grid.model.first + grid.model.metrics.index("likes"))


def test_a_day_that_lies_ahead_stores_nothing(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    at(grid, 1, "views")
    paste(grid, "100")
    grid.day.line.setText("1 Apr 2026")
    grid.save()
    assert stored(desk, posts[1]) == []
    assert grid.strip.accessibleName().startswith("The day lies ahead.")
    assert grid.unsaved == 1


def test_the_day_typed_is_the_day_stored(grid: EntryGrid, desk: Desk, posts: list[str]) -> None:
    grid.day.line.setText("5 Mar 2026")
    grid.day.left.emit()
    at(grid, 1, "views")
    paste(grid, "100")
    grid.save()
    assert [one.as_of for one in stored(desk, posts[1])] == ["2026-03-05T12:00:00Z"]


def test_a_filter_keeps_what_is_typed_and_the_focus(grid: EntryGrid, posts: list[str]) -> None:
    known = grid.model.rows
    at(grid, 2, "likes")
    keys(grid, "6", Key.Key_Up)
    at(grid, 2, "likes")
    grid.show_rows(known[2:], known)
    assert grid.model.rows[grid.table.currentIndex().row()].post_id == posts[2]
    grid.show_rows(known[:1], known)
    assert typed(grid) == {posts[2]: {"likes": 6}}


def test_the_last_reading_is_told_with_its_day_and_source(grid: EntryGrid) -> None:
    assert grid.model.former(0, grid.model.first) == "12.4K"
    assert grid.model.about(0, grid.model.first) == "Last: 12,431 on 3 Mar 2026, export"


def test_copy_takes_what_is_chosen(grid: EntryGrid) -> None:
    at(grid, 0, "views")
    press(grid.table, Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "12,431"


def test_the_posts_stay_in_sight_when_the_numbers_are_scrolled(grid: EntryGrid) -> None:
    grid.resize(700, 400)
    QApplication.processEvents()
    posts = grid.table._posts
    assert not posts.isVisible()
    at(grid, 0, "saves")
    QApplication.processEvents()
    assert posts.isVisible()
    assert posts.width() == grid.table.columnWidth(0)
    at(grid, 1, "views")
    place = grid.table.visualRect(grid.table.currentIndex())
    assert place.left() >= posts.width()
    at(grid, 1, "saves")
    assert grid.table.visualRect(grid.table.currentIndex()).right() <= grid.table.viewport().width()


def test_headings_are_never_cut(qtbot: QtBot, desk: Desk, posts: list[str]) -> None:
    figures = {posts[0]: {"watch_seconds": 5400}}
    desk.tasks.do(enter_numbers, figures=figures, as_of="2026-03-04T12:00:00Z", source="export")
    made = EntryGrid(desk)
    qtbot.addWidget(made)
    made.show()
    rows = list(desk.workspace.read(lambda conn: entry_rows(conn, now=NOW)))
    made.show_rows(rows, rows)
    assert "watch_seconds" in made.model.metrics
    heads = made.table.horizontalHeader()
    for column in range(made.model.columnCount()):
        words = made.model.headerData(column, Qt.Orientation.Horizontal)
        assert heads.fontMetrics().horizontalAdvance(words) < made.table.columnWidth(column)
