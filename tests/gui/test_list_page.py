"""A page that is a list: what is shown when, and where the focus stays."""

from collections.abc import Callable, Mapping, Sequence

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from infludesk.creators import store
from infludesk.creators.commands import add_creator, set_field
from infludesk.db.driver import Connection
from infludesk.flows.trash import trash_creators
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Text
from infludesk.gui.kit.table_model import Column
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.verbs import Offer
from infludesk.workspace import Workspace

NAMES = ("Ana Ruiz", "Bea Holm", "Cleo Ångström", "ليلى حسن")


class Beside(Inspector):
    """Shows the id of the record."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.shown: list[str] = []
        QVBoxLayout(self).addWidget(self.words)

    def show_record(self, record_id: str) -> None:
        self.shown.append(record_id)

    def offers(self) -> dict[str, Offer]:
        return {"history": Offer(lambda: None)}


class People(ListPage[str]):
    """The names of creators."""

    key = "people"
    shows = ("creator",)
    title = "People"

    def __init__(self, desk: Desk) -> None:
        self.opened: list[str] = []
        self.acted: list[tuple[str, ...]] = []
        super().__init__(desk)

    def columns(self) -> Sequence[Column[str]]:
        return (Column("name", "Name", 200, Text, stretch=True),)

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        found = store.ids(conn, store.Filter(text=text))
        return list(reversed(found)) if sort[1] else list(found) if values.get("who") != "none" else []

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Mapping[str, str]:
        return {row.id: row.name for row in store.listed(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(store.ids(conn, store.Filter()))

    def empty_state(self) -> EmptyState:
        return EmptyState("person", "Nobody yet", "Add someone.", "Add")

    def filter_options(self) -> Sequence[Filter]:
        return (Filter("who", "Who", (("none", "Nobody"),)),)

    def make_inspector(self) -> Inspector:
        return Beside()

    def open_record(self, record_id: str) -> None:
        self.opened.append(record_id)

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return "Wave", lambda: self.acted.append(tuple(self.table.chosen_ids))


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    """Creators, by name."""
    return [str(workspace.do(add_creator, name=name).value) for name in NAMES]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Callable[[], People]:
    """Shows the page as the window does."""

    def shown() -> People:
        page = People(desk)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.activateWindow()
        QApplication.processEvents()
        if landing := page.landing():
            landing.setFocus()
        return page

    return shown


def names(page: People) -> list[str]:
    ids = page.table.rows.ids
    page.table.rows.with_rows(ids, lambda: None)
    return [page.table.rows.row(one) or "" for one in ids]


def test_nothing_at_all(show: Callable[[], People]) -> None:
    page = show()
    assert page.body.currentWidget() is page.empty
    assert page.landing() is page.empty.primary
    assert not page.filters.isVisible()
    assert not page.inspector_frame.isVisible()
    assert page.offers()["open"].why_not == "Choose a row first."


def test_rows_and_the_first_one_in_focus(show: Callable[[], People], people: list[str]) -> None:
    page = show()
    assert set(names(page)) == set(NAMES)
    assert page.table.hasFocus()
    assert page.table.current_id == page.table.rows.ids[0]
    assert page.inspector_frame.isVisible()
    assert isinstance(page.inspector, Beside)
    assert page.inspector.shown[-1] == page.table.current_id
    assert set(page.table.rows.ids) == set(people)
    page.offers()["open"].run()
    press(page.table, Key.Key_Return)
    assert page.opened == [page.table.current_id] * 2


def test_letters_filter_and_come_back(show: Callable[[], People], people: list[str]) -> None:
    del people
    page = show()
    type_text(page.table, "a")
    assert page.filters.search.hasFocus()
    type_text(page.filters.search, "na")
    assert names(page) == ["Ana Ruiz"]
    press(page.filters.search, Key.Key_Down)
    assert page.table.hasFocus()
    page.offers()["filter"].run()
    assert page.filters.search.hasFocus()
    press(page.filters.search, Key.Key_Escape)
    assert len(page.table.rows.ids) == 4


def test_no_match_and_the_way_out_keeps_the_focus(show: Callable[[], People], people: list[str]) -> None:
    del people
    page = show()
    page.offers()["filter"].run()
    type_text(page.filters.search, "nobody")
    assert page.body.currentWidget() is page.nothing
    assert page.filters.search.hasFocus()
    clear = page.nothing.primary
    assert clear is not None
    assert page.landing() is clear
    clear.setFocus()
    press(clear, Key.Key_Space)
    assert page.body.currentWidget() is page.table
    assert page.table.hasFocus()


def test_the_focus_goes_on_when_the_last_row_goes(show: Callable[[], People], desk: Desk, people: list[str]) -> None:
    page = show()
    for number, one in enumerate(people, start=1):
        desk.tasks.do(trash_creators, creator_ids=[one])
        assert len(page.table.rows.ids) == len(people) - number
        landing = page.landing()
        assert landing is not None
        assert landing.hasFocus()
    assert page.body.currentWidget() is page.empty
    desk.tasks.undo()
    assert page.table.hasFocus()


def test_who_types_in_the_filter_when_all_goes_lands_on_what_is_left(
    show: Callable[[], People], desk: Desk, people: list[str]
) -> None:
    page = show()
    page.offers()["filter"].run()
    for one in people:
        desk.tasks.do(trash_creators, creator_ids=[one])
    assert page.empty.primary is not None
    assert page.empty.primary.hasFocus()


def test_a_reload_keeps_the_row(show: Callable[[], People], desk: Desk, people: list[str]) -> None:
    page = show()
    page.table.focus_id(people[2])
    desk.tasks.do(set_field, creator_id=people[0], name="name", value="Zed")
    desk.tasks.do(add_creator, name="Aaron")
    assert page.table.current_id == people[2]
    assert page.table.hasFocus()
    assert "Zed" in names(page)


def test_a_row_asked_for_before_it_is_there(
    show: Callable[[], People], workspace: Workspace, desk: Desk, people: list[str]
) -> None:
    del people
    page = show()
    late = str(workspace.do(add_creator, name="Late").value)
    page.focus_on(late)
    assert page.table.current_id != late
    desk.tasks.changed.emit(workspace.do(add_creator, name="Later").changes)
    assert page.table.current_id == late


def test_ticked_rows_have_a_strip(show: Callable[[], People], people: list[str]) -> None:
    page = show()
    press(page.table, Key.Key_Space)
    press(page.table, Key.Key_Down)
    press(page.table, Key.Key_Space)
    assert page.chosen.isVisible()
    page.chosen.acted.emit()
    assert len(page.acted[0]) == 2
    ticked = set(page.table.rows.ticks)
    page.filters.search.setText("nobody")
    assert set(page.table.rows.ticks) == ticked
    words = " ".join(one.text() for one in page.chosen.findChildren(QLabel))
    assert "2 selected" in words
    page.filters.clear()
    page.chosen.closed.emit()
    assert not page.chosen.isVisible()
    assert not page.table.rows.ticks
    press(page.table, Key.Key_A, Modifier.ControlModifier)
    assert set(page.table.rows.ticks) == set(people)


def test_sorting_and_a_filter(show: Callable[[], People], people: list[str]) -> None:
    del people
    page = show()
    first = list(page.table.rows.ids)
    page.table.sort_requested.emit("name", True)
    assert list(page.table.rows.ids) == first[::-1]
    page.table.sort_requested.emit("name", False)
    page.filters.set_values("", {"who": "none"})
    assert page.body.currentWidget() is page.nothing
    clear = page.nothing.primary
    assert clear is not None
    click(clear)
    assert list(page.table.rows.ids) == first


def test_the_inspector_needs_its_room(show: Callable[[], People], people: list[str]) -> None:
    del people
    page = show()
    assert page.offers()["inspector"].checked
    page.resize(700, 600)
    assert not page.inspector_frame.isVisible()
    page.resize(1100, 700)
    assert page.inspector_frame.isVisible()
    page.offers()["inspector"].run()
    assert not page.inspector_frame.isVisible()
    page.resize(1200, 700)
    assert not page.inspector_frame.isVisible()  # it was put away by hand
    page.offers()["inspector"].run()
    assert page.inspector_frame.isVisible()
    assert "history" in page.offers()
