"""The sidebar by keyboard and pointer, wide and narrow."""

import pytest
from press import Key, click, press
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_creator
from infludesk.gui.kit.theme import theme
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages import PAGES
from infludesk.gui.sidebar import Sidebar
from infludesk.workspace import Workspace

ROLE = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
IN_ORDER = [spec.label for spec in PAGES if not spec.parent]


@pytest.fixture
def sidebar(qtbot: QtBot, dressed: object) -> Sidebar:
    """The sidebar alone, on Today."""
    del dressed
    made = Sidebar("Harbor & Pine – الميناء والصنوبر 🌲 with quite a long name", PAGES, QMenu())
    qtbot.addWidget(made)
    made.show_page("today")
    made.resize(made.width(), 700)
    made.show()
    made.activateWindow()
    made.list.setFocus()
    return made


def index_of(sidebar: Sidebar, words: str) -> QModelIndex:
    model = sidebar.list.model()
    return next(
        index for n in range(model.rowCount()) if (index := model.index(n, 0)).data(ROLE) == words and index.flags()
    )


def shown(sidebar: Sidebar) -> str:
    return str(sidebar.list.currentIndex().data(ROLE))


def test_arrows_walk_over_the_pages_and_no_heading(sidebar: Sidebar) -> None:
    chosen: list[str] = []
    sidebar.chosen.connect(chosen.append)
    seen = [shown(sidebar)]
    for _ in range(len(IN_ORDER) + 2):
        press(sidebar.list, Key.Key_Down)
        seen.append(shown(sidebar))
    assert list(dict.fromkeys(seen)) == IN_ORDER
    assert chosen == [spec.key for spec in PAGES if not spec.parent][1:]
    press(sidebar.list, Key.Key_Home)
    assert shown(sidebar) == "Today"


def test_the_list_is_one_stop(sidebar: Sidebar) -> None:
    stops = [
        one.accessibleName()
        for one in sidebar.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]
    assert sorted(stops) == ["Pages", "Workspaces"]


def test_enter_and_click_mean_the_page_itself(sidebar: Sidebar) -> None:
    entered: list[int] = []
    chosen: list[str] = []
    sidebar.entered.connect(lambda: entered.append(1))
    sidebar.chosen.connect(chosen.append)
    press(sidebar.list, Key.Key_Return)
    assert (chosen, entered) == (["today"], [1])  # also where it stands already
    click(sidebar.list.viewport(), sidebar.list.visualRect(index_of(sidebar, "Content")).center())
    assert (chosen[-1], len(entered)) == ("content", 2)
    heading = sidebar.list.model().index(1, 0)
    click(sidebar.list.viewport(), sidebar.list.visualRect(heading).center())
    assert (chosen[-1], len(entered)) == ("content", 2)


def test_badges_are_shown_and_said(sidebar: Sidebar) -> None:
    sidebar.set_badges({"today": 7, "nowhere": 3})
    assert index_of(sidebar, "Today").data(SPOKEN) == "Today, 7 late"
    sidebar.set_badges({"today": 0})
    assert index_of(sidebar, "Today").data(SPOKEN) == "Today"


def test_the_page_of_one_record_stands_under_its_list(window: MainWindow, workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana Ruiz").value)
    window.go(Place("creators"))
    window.go(Place("creator", ana))
    assert shown(window.sidebar) == "Creators"
    window.activateWindow()
    click(window.sidebar.list.viewport(), window.sidebar.list.visualRect(index_of(window.sidebar, "Creators")).center())
    assert window.page.key == "creators"


def test_narrow_windows_show_icons_alone(window: MainWindow) -> None:
    window.go(Place("today"))
    window.resize(1100, 720)
    wide = window.sidebar.width()
    seen = [window.sidebar.collapsed]
    window.resize(1099, 720)
    seen.append(window.sidebar.collapsed)
    assert seen == [False, True]
    assert window.sidebar.width() == theme.metric("layout.sidebar-collapsed") < wide
    assert index_of(window.sidebar, "Content").data(Qt.ItemDataRole.ToolTipRole) == "Content"
    window.resize(1280, 800)
    assert window.sidebar.width() == wide == theme.metric("layout.sidebar")


def test_f9_hides_it_and_the_focus_goes_to_the_page(window: MainWindow) -> None:
    window.go(Place("help"))
    window.activateWindow()
    window.sidebar.list.setFocus()
    press(window, Key.Key_F9)
    assert not window.sidebar.isVisible()
    assert not window.actions_["sidebar"].isChecked()
    focused = window.focusWidget()
    assert focused is not None
    assert window.page.isAncestorOf(focused)
    press(window, Key.Key_F9)
    assert window.sidebar.isVisible()
    assert window.actions_["sidebar"].isChecked()


def test_arrows_keep_the_focus_and_enter_gives_it_to_the_page(window: MainWindow) -> None:
    window.go(Place("today"))
    window.activateWindow()
    window.sidebar.list.setFocus()
    for page in ("creators", "campaigns"):
        press(window.sidebar.list, Key.Key_Down)
        assert window.page.key == page
        assert window.sidebar.list.hasFocus()
    press(window.sidebar.list, Key.Key_End)
    press(window.sidebar.list, Key.Key_Return)
    focused = window.focusWidget()
    assert focused is not None
    assert window.page.key == "help"
    assert window.page.isAncestorOf(focused)
