"""The table: fetched in chunks, worked by keys, ticked by id."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from press import Key, Modifier, click, double_click, press, type_text
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from infludesk.gui.kit.cells import MoneyCell, Text
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import CHUNK, Column, TableModel
from infludesk.gui.kit.theme import theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Row = tuple[str, str, int]
COLUMNS: tuple[Column[Row], ...] = (
    Column("name", "Name", 200, lambda row: Text(row[1]), stretch=True),
    Column("fee", "Fee", 90, lambda row: MoneyCell(f"{row[2]}.00"), align="right", internal=True),
    Column("note", "Note", 80, lambda _row: Text("–"), sortable=False),
)


class Store:
    """Rows by id; it answers at once, or when told to."""

    def __init__(self, count: int) -> None:
        self.rows: dict[str, Row] = {f"id{n:06}": (f"id{n:06}", f"Creator {n}", n) for n in range(count)}
        self.asked: list[Sequence[str]] = []
        self.waiting: list[Callable[[], None]] = []
        self.slow = False

    def fetch(self, ids: Sequence[str], then: Callable[[Mapping[str, Row]], None]) -> None:
        self.asked.append(ids)
        found = {one: self.rows[one] for one in ids if one in self.rows}
        if self.slow:
            self.waiting.append(lambda: then(found))
        else:
            then(found)

    def was_asked(self, times: int) -> bool:
        return len(self.asked) == times

    def answer(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")


def shown(qtbot: QtBot, store: Store) -> TableView[Row]:
    view = TableView("Creators", COLUMNS, store.fetch, focus_delay=0)
    qtbot.addWidget(view)
    view.resize(600, 300)
    view.set_ids(list(store.rows))
    view.show()
    qtbot.waitUntil(lambda: bool(store.asked))
    return view


def test_the_model_keeps_qts_rules(qtmodeltester: Any, qtbot: QtBot) -> None:  # noqa: ARG001
    store = Store(250)
    model = TableModel(COLUMNS, store.fetch)
    model.set_ids(list(store.rows))
    qtmodeltester.check(model)
    model.set_ids([])
    qtmodeltester.check(model)


def test_only_the_chunk_painted_is_fetched(qtbot: QtBot) -> None:
    store = Store(1000)
    view = shown(qtbot, store)
    assert [len(ids) for ids in store.asked] == [CHUNK]
    press(view, Key.Key_End)
    qtbot.waitUntil(lambda: len(store.asked) == 2)
    assert store.asked[1][-1] == "id000999"


def test_rows_are_grey_until_they_come(qtbot: QtBot) -> None:
    store = Store(3)
    store.slow = True
    view = shown(qtbot, store)
    cell = view.rows.index(1, 1)
    assert cell.data(Role.CELL) is None
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "loading"
    view.grab()
    store.answer()
    assert cell.data(Role.CELL) == Text("Creator 1")
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Name, Creator 1"


def test_changed_rows_are_read_again_and_the_old_ones_stay_meanwhile(qtbot: QtBot) -> None:
    store = Store(3)
    view = shown(qtbot, store)
    store.rows["id000001"] = ("id000001", "Ana Ruiz", 1)
    store.slow = True
    view.rows.refresh({"id000001"})
    view.grab()
    qtbot.waitUntil(lambda: bool(store.waiting))
    assert view.rows.index(1, 1).data() == "Creator 1"
    store.answer()
    assert view.rows.index(1, 1).data() == "Ana Ruiz"


def test_far_rows_are_forgotten(qtbot: QtBot) -> None:
    store = Store(20_000)
    model = TableModel(COLUMNS, store.fetch)
    model.set_ids(list(store.rows))
    for asked, chunk in enumerate(range(0, 200, 2), 1):
        model.index(chunk * CHUNK, 1).data()
        qtbot.waitUntil(partial(store.was_asked, asked))
    assert model.row("id000000") is None
    assert model.row("id019800") is not None


def test_arrows_move_the_focus_and_tick_nothing(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(5))
    view.focus_id("id000000")
    with qtbot.waitSignal(view.focused) as told:
        press(view, Key.Key_Down)
    assert told.args == ["id000001"]
    assert view.rows.ticks == frozenset()
    assert view.chosen_ids == ("id000001",)


def test_space_ticks_and_unticks(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(5))
    view.focus_id("id000000")
    press(view, Key.Key_Space)
    assert view.rows.ticks == {"id000000"}
    assert view.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "ticked"
    press(view, Key.Key_Space)
    assert view.rows.ticks == frozenset()


def test_shift_and_arrows_tick_a_range(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(5))
    view.focus_id("id000000")
    for _ in range(2):
        press(view, Key.Key_Down, Modifier.ShiftModifier)
    assert view.rows.ticks == {"id000000", "id000001", "id000002"}


def test_shift_and_click_tick_a_range_and_the_box_ticks_one(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(5))

    def click_cell(row: int, column: int, modifiers: Modifier = Modifier.NoModifier) -> None:
        click(view.viewport(), view.visualRect(view.rows.index(row, column)).center(), modifiers=modifiers)

    click_cell(1, 1)
    click_cell(3, 1, Modifier.ShiftModifier)
    assert view.rows.ticks == {"id000001", "id000002", "id000003"}
    click_cell(2, 0)
    assert view.rows.ticks == {"id000001", "id000003"}


def test_ctrl_a_ticks_all_also_those_not_loaded_and_esc_clears(qtbot: QtBot) -> None:
    store = Store(12_431)
    view = shown(qtbot, store)
    press(view, Key.Key_A, Modifier.ControlModifier)
    assert len(view.rows.ticks) == 12_431
    assert len(store.asked) == 1
    press(view, Key.Key_Escape)
    assert view.rows.ticks == frozenset()


def test_ticks_focus_and_scroll_survive_a_new_list(qtbot: QtBot) -> None:
    store = Store(300)
    view = shown(qtbot, store)
    view.focus_id("id000150")
    press(view, Key.Key_Space)
    before = view.rowViewportPosition(150)
    view.set_ids([one for one in store.rows if not one.endswith("7")])
    assert view.current_id == "id000150"
    assert view.rowViewportPosition(view.rows.place("id000150")) == before
    assert view.rows.ticks == {"id000150"}


def test_when_the_focused_row_goes_the_next_has_the_focus(qtbot: QtBot) -> None:
    store = Store(5)
    view = shown(qtbot, store)
    view.focus_id("id000002")
    view.set_ids(["id000000", "id000001", "id000003", "id000004"])
    assert view.current_id == "id000003"


def test_a_list_that_gets_the_focus_has_it_in_its_first_row(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(5))
    view.clearFocus()
    view.setCurrentIndex(QModelIndex())
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: view.current_id == "id000000")
    assert view.currentIndex().column() == 1


def test_a_hundred_thousand_rows_are_ticked_and_walked(qtbot: QtBot) -> None:
    store = Store(100_000)
    view = shown(qtbot, store)
    press(view, Key.Key_A, Modifier.ControlModifier)
    press(view, Key.Key_End)
    assert view.current_id == "id099999"
    assert len(view.chosen_ids) == 100_000
    view.set_ids([one for one in store.rows if not one.endswith("99")])
    assert view.current_id == "id099998"
    assert sum(map(len, store.asked)) <= 4 * CHUNK


def test_enter_and_double_click_open(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(5))
    opened: list[str] = []
    view.opened.connect(opened.append)
    view.focus_id("id000001")
    press(view, Key.Key_Return)
    place = view.visualRect(view.rows.index(3, 1)).center()
    click(view.viewport(), place)
    double_click(view.viewport(), place)
    assert opened == ["id000001", "id000003"]


def test_letters_start_the_filter(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(2))
    with qtbot.waitSignal(view.typed) as told:
        type_text(view, "a")
    assert told.args == ["a"]


def test_a_heading_sorts_then_turns_round(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(2))
    asked: list[tuple[str, bool]] = []
    view.sort_requested.connect(lambda key, down: asked.append((key, down)))
    header = view.horizontalHeader()
    for section in (1, 1, 2, 3):
        place = QPoint(header.sectionViewportPosition(section) + 20, 10)
        click(header.viewport(), place)
    assert asked == [("name", False), ("name", True), ("fee", False)]
    assert header.sortIndicatorSection() == 2


def test_the_copy_has_headings_and_no_formula(qtbot: QtBot) -> None:
    store = Store(300)
    store.rows["id000250"] = ("id000250", "=HYPERLINK(1)", 7)
    view = shown(qtbot, store)
    view.rows.tick(["id000250", "id000001", "elsewhere"], on=True)
    press(view, Key.Key_C, Modifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Name\tFee\tNote",
        "Creator 1\t1.00\t–",
        "'=HYPERLINK(1)\t7.00\t–",
    ]


def test_one_cell_is_copied(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(3))
    view.focus_id("id000002")
    press(view, Key.Key_C, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "Creator 2"


def test_one_column_takes_the_width_that_is_left(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(2))
    assert sum(view.columnWidth(n) for n in range(4)) == view.viewport().width()
    view.resize(200, 300)
    assert view.columnWidth(1) == theme.px(200)


def test_rows_follow_the_density(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, Store(2))
    assert view.rowHeight(0) == 40
    theme.apply(qapp, "dark", "compact")
    assert view.rowHeight(0) == 28


def test_an_internal_heading_says_so(qtbot: QtBot) -> None:
    model = shown(qtbot, Store(1)).rows
    assert model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole) == "Fee, internal"


def test_the_menu_offers_the_pages_actions(qtbot: QtBot) -> None:
    view = shown(qtbot, Store(2))
    view.focus_id("id000000")
    view.addAction(QAction("Log contact", view))
    place = view.visualRect(view.currentIndex()).center()
    click(view.viewport(), place, button=Qt.MouseButton.RightButton)
    view.open_menu(place)
    menu = view.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Log contact"]
    menu.close()
