"""Every command of the program, declared once: its words, menu and keys; who can do it now is asked of the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from infludesk.gui.parts import plain
from infludesk.kernel.text import tr

Menu = Literal["file", "edit", "view", "record", "tools", "help"]
MENUS: tuple[tuple[Menu, str], ...] = (
    ("file", "File"), ("edit", "Edit"), ("view", "View"), ("record", "Record"), ("tools", "Tools"), ("help", "Help"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """A command.

    Attributes:
        id: its name in code.
        label: English words; a page may say them more exactly in its offer.
        menu: where it stands.
        keys: its sequences, the one shown first; tried as portable text.
        group: verbs of one group stand together in the menu.
        page: the page's key, for the verbs that go to a page.
    """

    id: str
    label: str
    menu: Menu
    keys: tuple[str, ...] = ()
    group: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """That a verb can be done now, or why not.

    Attributes:
        run: does it.
        label: the words in place of the verb's own.
        why_not: why it cannot be done now; empty where it can.
        checked: for a verb that is on or off; None for all others.
    """

    run: Callable[[], None]
    label: str = ""
    why_not: str = ""
    checked: bool | None = None


VERBS = (
    Verb("workspace.new", "New workspace…", "file", group="workspace"),
    Verb("workspace.open", "Open workspace…", "file", ("Ctrl+O",), "workspace"),
    Verb("workspace.folder", "Show workspace folder", "file", (), "workspace"),
    Verb("new", "New", "file", ("Ctrl+N",), "new"),
    Verb("import", "Import contacts…", "file", ("Ctrl+Shift+I",), "import"),
    Verb("import.numbers", "Import numbers…", "file", (), "import"),
    Verb("pdf", "Create PDF…", "file", ("Ctrl+P",), "export"),
    Verb("back_up", "Back up now", "file", ("Ctrl+Shift+B",), "export"),
    Verb("saved", "Is it saved?", "file", ("Ctrl+S",), "quit"),
    Verb("close", "Close window", "file", ("Ctrl+W",), "quit"),
    Verb("quit", "Quit", "file", ("Ctrl+Q",), "quit"),
    Verb("undo", "Undo", "edit", ("Ctrl+Z",), "undo"),
    Verb("redo", "Redo", "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "undo"),
    Verb("find", "Find or do…", "edit", ("Ctrl+K",), "find"),
    Verb("find.actions", "Find an action…", "edit", ("Ctrl+Shift+P",), "find"),
    Verb("filter", "Filter this list", "edit", ("Ctrl+F",), "find"),
    Verb("trash", "Move to Trash", "edit", ("Del",), "trash"),
    Verb("go.today", "Today", "view", ("Ctrl+1",), "pages", "today"),
    Verb("go.creators", "Creators", "view", ("Ctrl+2",), "pages", "creators"),
    Verb("go.campaigns", "Campaigns", "view", ("Ctrl+4",), "pages", "campaigns"),
    Verb("go.content", "Content", "view", ("Ctrl+5",), "pages", "content"),
    Verb("go.contracts", "Contracts", "view", ("Ctrl+6",), "pages", "contracts"),
    Verb("go.results", "Results", "view", ("Ctrl+8",), "pages", "results"),
    Verb("go.imports", "Imports", "view", (), "pages", "imports"),
    Verb("go.history", "History", "view", (), "pages", "history"),
    Verb("go.backups", "Backups", "view", (), "pages", "backups"),
    Verb("go.trash", "Trash", "view", (), "pages", "trash"),
    Verb("back", "Back", "view", ("Alt+Left",), "way"),
    Verb("forward", "Forward", "view", ("Alt+Right",), "way"),
    Verb("tab.next", "Next tab", "view", ("Ctrl+Tab",), "way"),
    Verb("tab.previous", "Previous tab", "view", ("Ctrl+Shift+Tab",), "way"),
    Verb("pane.next", "Next pane", "view", ("F6",), "way"),
    Verb("pane.previous", "Previous pane", "view", ("Shift+F6",), "way"),
    Verb("sidebar", "Sidebar", "view", ("F9",), "parts"),
    Verb("inspector", "Inspector", "view", ("Ctrl+I",), "parts"),
    Verb("look.system", "Appearance: as the system", "view", (), "look"),
    Verb("look.light", "Appearance: light", "view", (), "look"),
    Verb("look.dark", "Appearance: dark", "view", (), "look"),
    Verb("density", "Compact rows", "view", (), "look"),
    Verb("hide_internal", "Hide internal figures", "view", (), "look"),
    Verb("open", "Open", "record", (), "open"),
    Verb("log", "Log contact", "record", ("Ctrl+L",), "do"),
    Verb("add_to_campaign", "Add to campaign…", "record", ("Ctrl+Shift+A",), "do"),
    Verb("main", "Main action", "record", ("Ctrl+Return", "Ctrl+Enter"), "do"),
    Verb("second", "Second action", "record", ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "do"),
    Verb("deliverable", "Add deliverable…", "record", (), "do"),
    Verb("fees", "Set fees…", "record", (), "do"),
    Verb("stage.next", "Move to the next stage", "record", ("Ctrl+Shift+Right",), "stage"),
    Verb("stage.previous", "Move to the stage before", "record", ("Ctrl+Shift+Left",), "stage"),
    Verb("item.next", "Next open item", "record", ("F8",), "item"),
    Verb("item.previous", "Previous open item", "record", ("Shift+F8",), "item"),
    Verb("record.next", "Next record", "record", ("Alt+PgDown",), "item"),
    Verb("record.previous", "Previous record", "record", ("Alt+PgUp",), "item"),
    Verb("history", "History of this record", "record", ("Ctrl+Shift+H",), "history"),
    Verb("check", "Check a post…", "tools", ("Ctrl+Shift+D",), "check"),
    Verb("check_file", "Check this workspace", "tools", (), "check"),
    Verb("help", "Help", "help", ("F1",), "help"),
    Verb("shortcuts", "Keyboard shortcuts", "help", ("Ctrl+/",), "help"),
    Verb("about", "About InfluDesk", "help", (), "help"),
)
_BY_ID = {verb.id: verb for verb in VERBS}


class Actions(QObject):
    """The one QAction of each verb; menus, buttons, shortcuts and Find or do all show these."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: dict[str, Offer] = {}
        self._actions = {verb.id: self._make(verb) for verb in VERBS}
        self.offer({})

    def __getitem__(self, verb: str) -> QAction:
        return self._actions[verb]

    def all(self) -> list[tuple[Verb, QAction]]:
        """Every verb with its action, in the order of the menus."""
        return [(verb, self._actions[verb.id]) for verb in VERBS]

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """Take what can be done now: verb id → offer. A verb nobody offers is not seen, and its keys are free."""
        self._offers = dict(offers)
        for verb in VERBS:
            action, given = self._actions[verb.id], self._offers.get(verb.id)
            action.setVisible(given is not None)
            action.setEnabled(given is not None and not given.why_not)
            words = tr(verb.label) if given is None or not given.label else given.label
            if action.text() != plain(words):
                action.setText(plain(words))
            action.setToolTip(given.why_not if given else "")
            if given is not None and given.checked is not None:
                action.setCheckable(True)
                action.setChecked(given.checked)

    def why_not(self, verb: str) -> str:
        """Why a verb cannot be done now; empty where it can."""
        return self._offers[verb].why_not if verb in self._offers else tr("Not on this page.")

    def _make(self, verb: Verb) -> QAction:
        action = QAction(plain(tr(verb.label)), self)
        action.setShortcuts([QKeySequence(keys) for keys in verb.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setData(verb.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda: self._run(verb.id))
        return action

    def _run(self, verb: str) -> None:
        given = self._offers.get(verb)
        if given is not None and not given.why_not:
            given.run()


def verb(verb_id: str) -> Verb:
    """A verb by its id."""
    return _BY_ID[verb_id]
