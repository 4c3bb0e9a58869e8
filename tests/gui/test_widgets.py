"""Heads, strips, empty states, folds, segments, figures, chips, and the smallest parts."""

from collections.abc import Iterator

import pytest
from press import Key, click, press
from PySide6.QtCore import QRect
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.folding import Section, Segments
from infludesk.gui.kit.parts import Glyph, KeyHint, button, frame, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Chip, Tile
from infludesk.gui.kit.widgets import EmptyState, PageHead, SectionHead, Strip
from infludesk.kernel.errors import Problem

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")


def seen(qtbot: QtBot, widget: QWidget) -> list[str]:
    """Show a widget; the texts of its labels that are seen."""
    if not widget.isVisible():
        qtbot.addWidget(widget)
        widget.show()
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def test_a_page_head_says_title_and_count_and_takes_buttons(qtbot: QtBot) -> None:
    head = PageHead("Creators", "12", [button("Import")])
    assert seen(qtbot, head) == ["Creators", "12"]
    head.add(button("New creator", "primary"))
    head.set_title("Organisations")
    head.set_count("3")
    assert seen(qtbot, head) == ["Organisations", "3"]


def test_a_section_head_says_its_note(qtbot: QtBot) -> None:
    head = SectionHead("Fees", "2 open", [button("Add fee")])
    assert seen(qtbot, head) == ["Fees", "2 open"]
    head.set_note("none open")
    assert seen(qtbot, head) == ["Fees", "none open"]


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[Strip]:
    window, made = QWidget(), Strip()
    QHBoxLayout(window).addWidget(made)
    qtbot.addWidget(window)
    window.show()
    yield made
    window.close()


def test_a_strip_is_seen_as_long_as_it_says_something(strip: Strip) -> None:
    assert not strip.isVisible()
    strip.say_problem(Problem("list.late", "The list is not there.", "Nothing is lost."), action="Retry")
    assert strip.isVisible()
    assert strip.property("state") == "danger"
    assert strip.accessibleName() == "The list is not there. Nothing is lost."
    strip.say("info", "")
    assert not strip.isVisible()


def test_a_strip_names_a_very_long_file_without_asking_for_more_room(strip: Strip) -> None:
    strip.say("danger", "This file cannot be read.", "Choose another.")
    low = strip.heightForWidth(600)
    name = "contacts" * 30 + ".csv"
    strip.say_problem(Problem("file.unread", f'"{name}" cannot be read.', f"Choose another file than {name}."))
    assert strip.minimumSizeHint().width() < 600
    assert strip.heightForWidth(600) > low


def test_a_short_title_stays_on_one_line(strip: Strip) -> None:
    strip.say("success", "Twelve creators were added here.")
    title = next(one for one in strip.findChildren(QLabel) if "Twelve" in one.text())
    assert title.sizeHint().width() >= title.fontMetrics().horizontalAdvance(title.text())
    assert title.sizeHint().height() < 2 * title.fontMetrics().height()


def test_a_strip_acts_and_closes(strip: Strip, qtbot: QtBot) -> None:
    strip.say("warn", "3 of 15 selected are not in this view", action="Show", closable=True)
    with qtbot.waitSignal(strip.acted):
        strip._action.click()
    with qtbot.waitSignal(strip.closed):
        strip._close.click()
    assert not strip.isVisible()


def test_an_empty_state_has_one_primary_action(qtbot: QtBot) -> None:
    state = EmptyState("creators", "No creators yet", "Everyone you work with.", "Import a list", "Add one")
    assert seen(qtbot, state) == ["No creators yet", "Everyone you work with."]
    assert state.accessibleName() == "No creators yet Everyone you work with."
    assert state.primary is not None
    assert state.primary.property("kind") == "primary"
    assert EmptyState("search", "Nothing matches", "The filters leave no row.").primary is None


def test_a_section_folds_and_says_so(qtbot: QtBot) -> None:
    section = Section("More")
    qtbot.addWidget(section)
    section.show()
    told: list[bool] = []
    section.toggled.connect(told.append)
    section.set_note("3 filled")
    assert section.head.accessibleName() == "More, 3 filled, folded"
    assert not section.content.isVisible()
    press(section.head, Key.Key_Space)
    assert section.is_open
    assert section.content.isVisible()
    assert section.head.accessibleName() == "More, 3 filled, open"
    assert told == [True]


def test_one_segment_is_on(qtbot: QtBot) -> None:
    segments = Segments("Layout", [("table", "Table"), ("board", "Board")])
    qtbot.addWidget(segments)
    chosen: list[str] = []
    segments.chosen.connect(chosen.append)
    segments.choose("board")
    assert (segments.value, chosen) == ("board", [])
    table = segments.findChildren(QToolButton)[0]
    assert table.accessibleName() == "Layout, Table"
    table.click()
    assert (segments.value, chosen) == ("table", ["table"])


def test_a_tile_shows_its_figure_and_what_it_rests_on(qtbot: QtBot) -> None:
    tile = Tile("Engagement rate", "3.4 %", "by reach, 12 posts", action="Show the posts")
    assert seen(qtbot, tile) == ["Engagement rate", "3.4 %", "by reach, 12 posts"]
    assert tile.accessibleName() == "Engagement rate, 3.4 %, by reach, 12 posts"
    tile.show_figure("n/a", "no reach was entered", state="warn")
    assert tile.figure == "n/a"
    assert tile.action is not None
    with qtbot.waitSignal(tile.acted):
        tile.action.click()


def test_a_chip_is_edited_and_removed(qtbot: QtBot) -> None:
    chip = Chip("Tier is micro", editable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.edited):
        click(chip.findChildren(QToolButton)[0])
    with qtbot.waitSignal(chip.removed):
        click(chip.remove)
    with qtbot.waitSignal(chip.removed):
        press(chip.remove, Key.Key_Delete)


def test_parts_carry_what_the_style_sheet_knows(qtbot: QtBot) -> None:
    small = button("R&D", "primary", icon="add", small=True)
    undo = tool("undo", "Undo", shortcut=QKeySequence("Ctrl+Z"))
    for one in (small, undo):
        qtbot.addWidget(one)
    assert (small.text(), small.accessibleName()) == ("R&&D", "R&D")
    assert (small.property("kind"), small.property("scale")) == ("primary", "small")
    assert small.size().isValid()
    assert (undo.accessibleName(), undo.toolTip()) == ("Undo", "Undo (Ctrl+Z)")
    assert frame("strip", "warn").property("state") == "warn"


def test_a_glyph_changes_and_a_key_hint_follows_its_action(qtbot: QtBot) -> None:
    glyph, action = Glyph("info"), QAction("Find")
    hint = KeyHint(action)
    for one in (glyph, hint):
        qtbot.addWidget(one)
    glyph.change("alert", "danger-text")
    assert not glyph.pixmap().isNull()
    action.setShortcut(QKeySequence("Ctrl+K"))
    assert hint.text() == "Ctrl+K"


def test_a_flow_breaks_into_lines_and_mirrors(qtbot: QtBot) -> None:
    shelf = QWidget()
    qtbot.addWidget(shelf)
    flow = FlowLayout(shelf, gap=4)
    for text in ("food", "travel", "beauty"):
        flow.addWidget(label(text))
    first, second, third = (flow.itemAt(n) for n in range(3))
    assert first is not None
    assert second is not None
    assert third is not None
    wide = first.sizeHint().width() + second.sizeHint().width() + 4
    flow.setGeometry(QRect(0, 0, wide, 200))
    assert first.geometry().top() == second.geometry().top() < third.geometry().top()
    assert flow.heightForWidth(wide) < flow.heightForWidth(wide - 1)
    shelf.setLayoutDirection(shelf.layoutDirection().RightToLeft)
    flow.setGeometry(QRect(0, 0, wide, 200))
    assert first.geometry().left() > second.geometry().left()
