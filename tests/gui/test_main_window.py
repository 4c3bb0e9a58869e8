"""The window around the pages: the way back, the focus, the status area, and the look."""

from collections.abc import Callable

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import create_campaign
from infludesk.clients.commands import client_named
from infludesk.creators.commands import add_creator, set_field
from infludesk.gui.catalogue import PageSpec
from infludesk.gui.desk import Desk
from infludesk.gui.kit.theme import as_density, as_mode, theme
from infludesk.gui.main_window import MainWindow, Program
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page
from infludesk.gui.pages import PAGES
from infludesk.gui.runner import Job
from infludesk.gui.tasks import Tasks
from infludesk.gui.verbs import Offer
from infludesk.workspace import Workspace

CONTROL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


class Slow:
    """A runner that does nothing until it is told to."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def read(self, job: Job) -> None:
        self.jobs.append(job)

    write = work = read

    def close(self) -> None:
        """Nothing is left to wait for."""

    def catch_up(self) -> None:
        while self.jobs:
            self.jobs.pop(0)()


class Late(Page):
    """A page whose parts are there only once it has read."""

    key = "late"
    shows = ("creator",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.field = QLineEdit(self)
        self.field.hide()
        self.left = 0

    def landing(self) -> QWidget | None:
        return self.field

    def leave(self) -> None:
        self.left += 1

    def reload(self) -> None:
        self.desk.tasks.read(lambda _conn: None, self._take)

    def _take(self, _nothing: None) -> None:
        self.field.show()
        self.offering.emit()


@pytest.fixture
def ana(workspace: Workspace) -> str:
    """A creator."""
    return str(workspace.do(add_creator, name="Ana Ruiz").value)


@pytest.fixture
def shown(window: MainWindow, ana: str) -> MainWindow:
    """The window on Today, with the focus."""
    del ana
    window.go(Place("today"))
    window.activateWindow()
    return window


def make(
    qtbot: QtBot, desk: Desk, pages: tuple[PageSpec, ...] = PAGES, look: Callable[[], None] = lambda: None
) -> MainWindow:
    """A window over this desk."""

    def nothing(*_: object) -> None:
        return

    made = MainWindow(desk, pages, "Harbor & Pine", Program(nothing, nothing, nothing, look, nothing))
    qtbot.addWidget(made)
    made.resize(1280, 800)
    return made


def in_page(window: MainWindow) -> bool:
    focused = window.focusWidget()
    return focused is not None and (focused is window.page or window.page.isAncestorOf(focused)) and focused.isVisible()


# the way back


def test_back_and_forward_walk_pages_records_and_tabs(shown: MainWindow, ana: str) -> None:
    places = [Place("today"), Place("creators"), Place("creator", ana), Place("creator", ana, "details"), Place("help")]
    for place in places[1:]:
        shown.go(place)
    for place in reversed(places[:-1]):
        press(shown, Key.Key_Left, ALT)
        assert shown.place is not None
        assert shown.place.same(place) or shown.place.page == place.page == "creator"
        assert shown.page.key == place.page
    assert not shown.actions_["back"].isEnabled()
    assert shown.actions_.why_not("back") == "This is where you began."
    press(shown, Key.Key_Left, ALT)
    assert shown.page.key == "today"
    press(shown, Key.Key_Right, ALT)
    assert shown.page.key == "creators"


def test_the_mouse_has_buttons_for_it(shown: MainWindow) -> None:
    shown.go(Place("help"))
    QTest.mouseClick(shown.page, Qt.MouseButton.BackButton)
    assert shown.page.key == "today"
    QTest.mouseClick(shown.page, Qt.MouseButton.ForwardButton)
    assert shown.page.key == "help"


def test_back_does_not_begin_again_what_a_place_was_opened_for(shown: MainWindow, ana: str) -> None:
    shown.go(Place("creator", ana, about=("log",)))
    shown.go(Place("help"))
    press(shown, Key.Key_Left, ALT)
    assert shown.page.place.record == ana
    assert shown.page.place.about == ()


def test_the_path_is_clicked_and_keeps_the_focus_through_changes(shown: MainWindow, desk: Desk, ana: str) -> None:
    shown.go(Place("creators"))
    shown.go(Place("creator", ana))
    way = [one for one in shown.topbar.findChildren(QToolButton) if one.accessibleName() == "Go to Creators"]
    creators = way[-1]
    QApplication.processEvents()
    creators.setFocus()
    desk.tasks.do(add_creator, name="Bea")
    assert creators.hasFocus()
    click(creators)
    assert shown.page.key == "creators"
    assert in_page(shown)


def test_a_renamed_record_is_renamed_in_the_path(shown: MainWindow, desk: Desk, ana: str) -> None:
    shown.go(Place("creator", ana))
    desk.tasks.do(set_field, creator_id=ana, name="name", value="ليلى حسن 🌵 " + "x" * 200)
    words, _ = shown.page.path[-1]
    assert words.startswith("ليلى")
    assert shown.topbar.sizeHint().width() <= 1024 - theme.metric("layout.sidebar-collapsed")


@pytest.mark.parametrize(
    ("key", "page"), [(Key.Key_1, "today"), (Key.Key_2, "creators"), (Key.Key_5, "content"), (Key.Key_8, "results")]
)
def test_keys_go_to_pages(shown: MainWindow, key: Key, page: str) -> None:
    press(shown, key, CONTROL)
    assert shown.page.key == page
    assert in_page(shown)


def test_help_is_about_the_page(shown: MainWindow) -> None:
    shown.go(Place("contracts"))
    press(shown, Key.Key_F1)
    assert (shown.page.key, shown.page.place.tab) == ("help", "contracts")


# the focus


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_each_page_takes_the_focus(shown: MainWindow, ana: str, spec: PageSpec) -> None:
    shown.go(Place("trash" if spec.key == "help" else "help"))
    shown.go(Place(spec.key, ana if spec.key == "creator" else ""))
    assert in_page(shown)


def test_the_focus_is_in_the_page_when_the_window_opens(qtbot: QtBot, desk: Desk, workspace: Workspace) -> None:
    slow = Slow()
    late = Desk(workspace, Tasks(workspace, slow), desk.dialogs)
    made = make(qtbot, late, (PageSpec("late", "Late", "today", Late), *PAGES))
    made.go(Place("late"))
    made.show()
    made.activateWindow()
    assert made.focusWidget() is made.page
    slow.catch_up()
    assert isinstance(made.page, Late)
    assert made.focusWidget() is made.page.field


def test_a_page_that_reads_late_takes_no_focus_from_elsewhere(qtbot: QtBot, desk: Desk, workspace: Workspace) -> None:
    slow = Slow()
    late = Desk(workspace, Tasks(workspace, slow), desk.dialogs)
    made = make(qtbot, late, (PageSpec("late", "Late", "today", Late), *PAGES))
    made.go(Place("late"))
    made.show()
    made.activateWindow()
    made.sidebar.list.setFocus()
    slow.catch_up()
    assert made.focusWidget() is made.sidebar.list


def test_f6_goes_round_the_panes(shown: MainWindow) -> None:
    shown.go(Place("creators"))
    seen: list[str] = []
    for _ in range(8):
        press(shown, Key.Key_F6)
        focused = shown.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        seen.append(str(id(focused)))
    assert len(set(seen)) >= 3
    assert seen[0] in seen[1:]
    assert str(id(shown.sidebar.list)) in seen
    before = shown.focusWidget()
    press(shown, Key.Key_F6)
    press(shown, Key.Key_F6, SHIFT)
    assert shown.focusWidget() is before


def test_the_focus_stays_when_a_row_goes_to_the_trash_and_comes_back(shown: MainWindow, workspace: Workspace) -> None:
    for name in ("Bea", "Cleo"):
        workspace.do(add_creator, name=name)
    shown.go(Place("creators"))
    for _ in range(3):
        press(shown.focusWidget() or shown, Key.Key_Delete)
        assert in_page(shown)
    press(shown, Key.Key_Z, CONTROL)
    assert in_page(shown)


# the look


def test_light_and_dark_reach_every_part(qtbot: QtBot, desk: Desk, qapp: QApplication) -> None:
    def look() -> None:
        theme.apply(qapp, as_mode(desk.settings.appearance), as_density(desk.settings.density))

    made = make(qtbot, desk, look=look)
    made.show()
    for page in ("today", "contracts", "creators"):
        made.go(Place(page))
    made.find_box.open()
    made.find_box.close_box()
    try:
        for mode in ("dark", "light", "dark"):
            made.actions_[f"look.{mode}"].trigger()
            assert theme.mode == mode
            assert made.actions_[f"look.{mode}"].isChecked()
            for one in made.findChildren(QWidget):
                ink = one.foregroundRole()
                if one.isVisible() and ink in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
                    dark_ink = one.palette().color(QPalette.ColorGroup.Active, ink).lightness() < 128
                    assert dark_ink == (mode == "light"), (type(one).__name__, ink)
            assert made.find_box._shadow.color().rgb() == theme.elevation(2)[2].rgb()
            image = made.grab().toImage()
            for x, y in ((5, 300), (400, 60), (900, 795), (700, 500)):
                assert (image.pixelColor(x, y).lightness() > 128) == (mode == "light"), (mode, x, y)
    finally:
        theme.apply(qapp, "light", "comfortable")


def test_density_and_internal_figures_are_kept(qtbot: QtBot, desk: Desk, qapp: QApplication) -> None:
    made = make(qtbot, desk, look=lambda: theme.apply(qapp, "light", as_density(desk.settings.density)))
    made.go(Place("today"))
    high = theme.row_height()
    made.actions_["density"].trigger()
    assert (desk.settings.density, theme.row_height() < high) == ("compact", True)
    made.actions_["density"].trigger()
    assert (desk.settings.density, theme.row_height()) == ("comfortable", high)
    made.actions_["hide_internal"].trigger()
    assert (desk.formats.hide_internal, made.status.words) == (True, "Internal figures are hidden.")
    assert made.actions_["hide_internal"].isChecked()
    made.actions_["hide_internal"].trigger()
    assert made.status.words == "Internal figures are shown."


def test_hidden_figures_are_hidden_on_a_page_already_open(shown: MainWindow, desk: Desk, workspace: Workspace) -> None:
    client = workspace.do(client_named, name="Zofia Foods").value
    campaign = str(workspace.do(create_campaign, name="Spring", client_id=client).value)
    shown.go(Place("campaign", campaign))
    redrawn: list[int] = []
    desk.redrawn.connect(lambda: redrawn.append(1))
    shown.actions_["hide_internal"].trigger()
    assert redrawn == [1]
    assert desk.formats.hide_internal


# small things


@pytest.mark.parametrize("agrees", [True, False])
def test_closing_with_work_running_asks(
    qtbot: QtBot,
    dressed: QApplication,
    workspace: Workspace,
    dialogs: FakeDialogs,
    agrees: bool,  # noqa: FBT001
) -> None:
    del dressed
    dialogs.agrees = agrees
    slow = Slow()
    made = make(qtbot, Desk(workspace, Tasks(workspace, slow), dialogs))
    made.go(Place("today"))
    made.desk.tasks.do(add_creator, name="Bea")
    event = QCloseEvent()
    made.closeEvent(event)
    assert dialogs.asked == ["Work is still running"]
    assert event.isAccepted() is agrees
    slow.catch_up()


def test_closing_stores_what_is_being_typed(shown: MainWindow, workspace: Workspace, ana: str) -> None:
    shown.go(Place("creator", ana, "details"))
    QApplication.processEvents()
    field = next(one for one in shown.page.findChildren(QLineEdit) if one.isVisible() and one.text() == "Ana Ruiz")
    field.setFocus()
    field.selectAll()
    type_text(field, "Ana Maria")
    shown.close()
    assert workspace.read(lambda conn: conn.execute("SELECT name FROM creator").fetchone()[0]) == "Ana Maria"


def test_the_place_on_the_screen_is_remembered(qtbot: QtBot, desk: Desk) -> None:
    first = make(qtbot, desk)
    first.go(Place("today"))
    first.show()
    first.resize(1111, 777)
    first.close()
    kept = desk.settings.window[desk.workspace.id]
    again = make(qtbot, desk)
    assert again.restoreGeometry(QByteArray.fromBase64(kept.encode()))
    desk.settings.window[desk.workspace.id] = "no geometry"
    again._restore()
    assert (again.width(), again.height()) == (theme.px(1280), theme.px(800))


def test_files_can_be_dropped_anywhere(shown: MainWindow) -> None:
    for paths, taken in ((["/list.csv"], True), (["/a.csv", "/b.csv"], True), ([], False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        event = QDragEnterEvent(
            QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Modifier.NoModifier
        )
        event.ignore()
        shown.dragEnterEvent(event)
        assert event.isAccepted() is taken


def test_new_follows_the_page(shown: MainWindow) -> None:
    shown.actions_.offer({})
    assert not shown.topbar._new.isEnabled()
    made: list[int] = []
    shown.actions_.offer({"new": Offer(lambda: made.append(1), "New contract")})
    assert shown.topbar._new.accessibleName() == "New contract"
    click(shown.topbar._new)
    press(shown, Key.Key_N, CONTROL)
    assert made == [1, 1]


def test_the_other_workspaces_are_in_the_menu(qtbot: QtBot, desk: Desk) -> None:
    desk.settings.recent = [str(desk.workspace.folder.absolute()), "/there/other"]
    opened: list[str] = []

    def nothing(*_: object) -> None:
        return

    made = MainWindow(desk, PAGES, "Harbor", Program(nothing, nothing, opened.append, nothing, nothing))
    qtbot.addWidget(made)
    entries = [action for action in made.sidebar._house._menu.actions() if action.text() == "/there/other"]
    assert len(entries) == 1
    entries[0].trigger()
    assert opened == ["/there/other"]
    assert str(desk.workspace.folder.absolute()) not in [one.text() for one in made.sidebar._house._menu.actions()]
