"""The main window: a sidebar, a stack and menus built from the list of pages; it knows no feature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.actions import Actions
from infludesk.gui.catalogue import PAGE_OF, PageSpec
from infludesk.gui.desk import Desk
from infludesk.gui.dropping import dropped
from infludesk.gui.exports.asking import Shown, ask_export
from infludesk.gui.find import FindBox
from infludesk.gui.find_query import Found
from infludesk.gui.kit.dialogs import show_failures
from infludesk.gui.kit.parts import frame
from infludesk.gui.kit.theme import theme
from infludesk.gui.landing import Landing
from infludesk.gui.navigation import Place, Trail
from infludesk.gui.news import News
from infludesk.gui.page import Page
from infludesk.gui.sidebar import Sidebar
from infludesk.gui.statusarea import StatusArea
from infludesk.gui.topbar import TopBar
from infludesk.gui.verbs import MENUS, VERBS, Offer
from infludesk.kernel.changes import Changes
from infludesk.kernel.text import tr
from infludesk.paths import log_file
from infludesk.workspace import Workspace

_NARROW = 1100


@dataclass(frozen=True, slots=True)
class Program:
    """What the window asks of the program around it.

    Attributes:
        open_workspace, new_workspace: let the person choose another, in place of this one.
        open_folder: open this folder in place of the one shown.
        look: apply appearance and density from the settings.
        restart: show this workspace, opened again, in place of the one shown.
    """

    open_workspace: Callable[[], None]
    new_workspace: Callable[[], None]
    open_folder: Callable[[str], None]
    look: Callable[[], None]
    restart: Callable[[Workspace], None]


class MainWindow(QMainWindow):
    """One workspace's window.

    Signals:
        closed: the person closed it.
    """

    closed = Signal()

    def __init__(self, desk: Desk, pages: Sequence[PageSpec], name: str, program: Program) -> None:
        super().__init__()
        self.desk, self.name, self._program = desk, name, program
        self.actions_ = Actions(self)
        self._specs = {spec.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self._trail = Trail()
        desk.restart = program.restart
        self.setWindowTitle(f"{name} – InfluDesk")
        self.setMinimumSize(theme.size("layout.window-min"))
        self.setAcceptDrops(True)
        self._build(pages)
        self._build_menus()
        self._connect()
        self._restore()
        self._count()

    # places

    @property
    def page(self) -> Page:
        """The page shown."""
        shown = self._stack.currentWidget()
        if not isinstance(shown, Page):
            raise TypeError(shown)
        return shown

    @property
    def place(self) -> Place | None:
        """Where one is."""
        return self._trail.now

    def go(self, place: Place) -> None:
        """Go to a place, as a step that Back takes back."""
        self._trail.visit(place)
        self._show(place)

    def _show(self, place: Place) -> None:
        page = self._page(place.page)
        before = self._stack.currentWidget()
        if before is not page and isinstance(before, Page):
            before.leave()
        page.go_to(place)
        self._stack.setCurrentWidget(page)
        spec = self._specs[place.page]
        self.sidebar.show_page(spec.parent or spec.key)
        self._show_path()
        self._offer()
        self._landing.arrive(other=before is not page)

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._specs[key].make(self.desk)
            page.offering.connect(partial(self._offered, page))
            page.moved.connect(partial(self._moved, page))
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def _moved(self, page: Page, place: Place) -> None:
        if page is self._stack.currentWidget():
            self._trail.visit(place)
            self._show_path()
            self._offer()

    def _show_path(self) -> None:
        page = self.page
        spec = self._specs[page.key]
        path = list(page.path) or [(tr(spec.label), Place(spec.key))]
        if spec.parent:
            path.insert(0, (tr(self._specs[spec.parent].label), Place(spec.parent)))
        self.topbar.show_path(path)

    # what can be done

    def _offered(self, page: Page) -> None:
        if page is self._stack.currentWidget():
            self._offer()
            self._landing.settle()

    def _offer(self) -> None:
        if self._stack.currentWidget() is not None:
            self.actions_.offer(self._own_offers() | self.page.offers())

    def _own_offers(self) -> dict[str, Offer]:
        settings = self.desk.settings
        looks = {
            f"look.{mode}": Offer(partial(self._look, mode), checked=settings.appearance == mode)
            for mode in ("system", "light", "dark")
        }
        return self._page_offers() | looks | self._undo_offers() | {
            "workspace.new": Offer(self._program.new_workspace),
            "workspace.open": Offer(self._program.open_workspace),
            "workspace.folder": Offer(self._show_folder),
            "me": Offer(self.news.rename_me),
            "export": Offer(lambda: ask_export(self.desk, Shown())),
            "back_up": Offer(self.news.back_up),
            "saved": Offer(self.news.tell_saved),
            "close": Offer(self._close),
            "quit": Offer(QApplication.closeAllWindows),
            "find": Offer(self.find_box.open),
            "find.actions": Offer(lambda: self.find_box.open(only_actions=True)),
            "back": Offer(self._back, why_not="" if self._trail.can_back else tr("This is where you began.")),
            "forward": Offer(self._forward, why_not="" if self._trail.can_forward else tr("Nothing lies ahead.")),
            "pane.next": Offer(partial(self._landing.step, 1)),
            "pane.previous": Offer(partial(self._landing.step, -1)),
            "sidebar": Offer(self._toggle_sidebar, checked=not self.sidebar.isHidden()),
            "density": Offer(self._toggle_density, checked=settings.density == "compact"),
            "hide_internal": Offer(
                lambda: self.desk.hide_internal(on=not settings.hide_internal), checked=settings.hide_internal
            ),
            "check_file": Offer(self.news.check_file),
        }  # fmt: skip

    def _page_offers(self) -> dict[str, Offer]:
        """The verbs that go to a page, and those that begin something there, for the pages there are."""
        begun = {
            "import": Place("imports", about=("new",)),
            "import.numbers": Place("imports", about=("numbers:",)),
            "check": Place("caption_check"),
            "help": Place("help", tab=self.page.key, about=(self.page.place.tab,)),
            "shortcuts": Place("help", tab="shortcuts"),
            "about": Place("help", tab="about"),
        } | {verb.id: Place(verb.page) for verb in VERBS if verb.page}
        return {verb: Offer(partial(self.go, place)) for verb, place in begun.items() if place.page in self._specs}

    def _undo_offers(self) -> dict[str, Offer]:
        last, undone = self.desk.workspace.undoable(), self.desk.workspace.redoable()
        return {
            "undo": Offer(
                self.news.undo,
                tr("Undo {step}", step=last.label) if last else "",
                "" if last else tr("Nothing to undo."),
            ),
            "redo": Offer(
                self.desk.tasks.redo, tr("Redo {step}", step=undone.label) if undone else "",
                "" if undone else tr("Nothing to redo."),
            ),
        }  # fmt: skip

    def _changed(self, _changes: Changes) -> None:
        self._count()
        self._show_path()
        self._offer()

    def _count(self) -> None:
        """Read again how much waits on each page."""
        counted = {spec.key: spec.badge for spec in self._specs.values() if spec.badge}
        now, today = self.desk.now(), self.desk.today()

        def count(conn: Connection) -> dict[str, int]:
            return {key: badge(conn, now, today) for key, badge in counted.items()}

        self.desk.tasks.read(count, self.sidebar.set_badges, key="badges")

    # small things

    def _close(self) -> None:
        self.close()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.workspace.folder)))

    def _look(self, mode: str) -> None:
        self.desk.settings.appearance = mode
        self._relook()

    def _toggle_density(self) -> None:
        compact = self.desk.settings.density == "compact"
        self.desk.settings.density = "comfortable" if compact else "compact"
        self._relook()

    def _relook(self) -> None:
        self.desk.save_settings()
        self._program.look()
        self._offer()

    def _toggle_sidebar(self) -> None:
        held = self.sidebar.isAncestorOf(self.focusWidget() or self)
        self.sidebar.setVisible(self.sidebar.isHidden())
        if held:
            self._landing.enter()
        self._offer()

    def _back(self) -> None:
        self._return(self._trail.back())

    def _forward(self) -> None:
        self._return(self._trail.forward())

    def _return(self, place: Place) -> None:
        """Show a place again; what it was opened for is done."""
        self._show(replace(place, about=()))

    def _open_found(self, found: Found) -> None:
        if found.table in PAGE_OF:
            self.go(Place(PAGE_OF[found.table], found.id))

    def _log_found(self, found: Found) -> None:
        self.go(Place("creator", found.id, about=("log",)))

    # building

    def _build(self, pages: Sequence[PageSpec]) -> None:
        self.sidebar = Sidebar(self.name, pages, self._workspaces())
        self.topbar = TopBar(
            self.actions_["back"], self.actions_["forward"], self.actions_["find"], self.actions_["new"]
        )
        self.status = StatusArea()
        self.news = News(self.desk, self.status, self.actions_)
        self._stack = QStackedWidget()
        right = frame("page")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.topbar, self._stack, self.status):
            column.addWidget(part, 1 if part is self._stack else 0)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        line = frame("divider")
        line.setMaximumHeight(16_777_215)
        line.setFixedWidth(1)
        row.addWidget(self.sidebar)
        row.addWidget(line)
        row.addWidget(right, 1)
        self.setCentralWidget(whole)
        self.find_box = FindBox(self, self.desk.tasks, self.actions_)
        self._landing = Landing(self, self.sidebar.list, lambda: self.page, self.actions_["find"].shortcuts)

    def _build_menus(self) -> None:
        for key, words in MENUS:
            menu = self.menuBar().addMenu(tr(words))
            menu.setToolTipsVisible(True)
            group = ""
            for verb, action in self.actions_.all():
                if verb.menu != key:
                    continue
                if group not in ("", verb.group):
                    menu.addSeparator()
                group = verb.group
                menu.addAction(action)
        for _, action in self.actions_.all():
            self.addAction(action)

    def _workspaces(self) -> QMenu:
        menu = QMenu(self)
        here = str(self.desk.workspace.folder.absolute())
        for folder in self.desk.settings.recent:
            if folder != here:
                menu.addAction(folder).triggered.connect(partial(self._program.open_folder, folder))
        menu.addSeparator()
        menu.addAction(self.actions_["workspace.new"])
        menu.addAction(self.actions_["workspace.open"])
        return menu

    def _connect(self) -> None:
        self.desk.tasks.changed.connect(self._changed)
        show_failures(self.desk.tasks, self.desk.dialogs, log_file())
        self.desk.gone.connect(self.go)
        self.desk.back.connect(self._back)
        self.sidebar.chosen.connect(lambda key: self.go(Place(key)))
        self.sidebar.entered.connect(self._landing.enter)
        self.topbar.gone.connect(self.go)
        self.find_box.opened.connect(self._open_found)
        self.find_box.logged.connect(self._log_found)

    def _restore(self) -> None:
        kept = self.desk.settings.window.get(self.desk.workspace.id, "")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(theme.px(1280), theme.px(800))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.collapse(on=self.width() < theme.px(_NARROW))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if "imports" in self._specs and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if "imports" in self._specs and (files := dropped(event.mimeData())):
            event.acceptProposedAction()
            self.go(Place("imports", about=tuple(f"file:{path}" for path in files)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.BackButton:
            self.actions_["back"].trigger()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.actions_["forward"].trigger()

    def may_close(self) -> bool:
        """Whether nothing is running, or the person lets it be stopped."""
        return not self.desk.tasks.busy or self.desk.dialogs.confirm(
            tr("Work is still running"),
            tr("Closing stops it; nothing of it is kept."),
            verb=tr("Stop and close"),
            safe=tr("Keep working"),
        )

    def leave(self) -> None:
        """Store what is being typed, stop what runs, and remember where the window was."""
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()
        if isinstance(page := self._stack.currentWidget(), Page):
            page.leave()
        self.desk.tasks.cancel()
        self.desk.settings.window[self.desk.workspace.id] = bytes(self.saveGeometry().toBase64().data()).decode()
        self.desk.save_settings()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.leave()
        super().closeEvent(event)
        self.closed.emit()
