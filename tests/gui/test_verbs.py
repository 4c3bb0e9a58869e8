"""Commands: one set of keys each, one place in a menu, and the table of shortcuts they were promised in."""

import re
from collections import Counter
from pathlib import Path

import pytest
from press import Key, Modifier, press
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_creator
from infludesk.gui.actions import Actions
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages import PAGES
from infludesk.gui.verbs import MENUS, VERBS, Offer, verb
from infludesk.workspace import Workspace

DESIGN = Path(__file__).parents[2].parent / "shared" / "design" / "screens.md"
CONTROL = Modifier.ControlModifier
# What the table of shortcuts calls each verb: the row's words, and which of its sequences.
PROMISED = {
    "find": ("Find or do · only actions", 0), "find.actions": ("Find or do · only actions", 1),
    "back": ("Back · forward", 0), "forward": ("Back · forward", 1),
    "new": ("New of this page · task · log contact", 0), "log": ("New of this page · task · log contact", 2),
    "check": ("Check a caption · add to campaign", 0), "add_to_campaign": ("Check a caption · add to campaign", 1),
    "undo": ("Undo · redo", 0), "redo": ("Undo · redo", 1), "saved": ("Undo · redo", 2),
    "filter": ("Filter · add filter chip", 0), "history": ("Filter · add filter chip", 3),
    "import": ("Import · export", 0), "pdf": ("Import · export", 2), "back_up": ("Import · export", 3),
    "sidebar": ("Sidebar · inspector", 0), "inspector": ("Sidebar · inspector", 1),
    "pane.next": ("Sidebar · inspector", 2), "tab.next": ("Next, previous tab", 0),
    "help": ("Settings · help", 1), "shortcuts": ("Settings · help", 2),
    "close": ("New window · close", 1), "quit": ("New window · close", 2),
    "trash": ("Edit selected · Trash", 1),
    "main": ("Main · second action", 0), "second": ("Main · second action", 1),
    "item.next": ("Next, previous open item", 0), "record.next": ("Next, previous record", 0),
}  # fmt: skip
SPELT = {"Ctrl+Enter": "Ctrl+Return", "Ctrl+Shift+Enter": "Ctrl+Shift+Return", "Alt+PgDn": "Alt+PgDown"}


def clashes(actions: Actions) -> list[str]:
    """The sequences that two commands offered now share."""
    seen = Counter(keys.toString() for _, action in actions.all() if action.isVisible() for keys in action.shortcuts())
    return [keys for keys, count in seen.items() if count > 1]


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.key)
def test_no_two_commands_of_a_page_share_keys(window: MainWindow, workspace: Workspace, spec: object) -> None:
    creator = str(workspace.do(add_creator, name="Ana Ruiz").value)
    key = str(getattr(spec, "key", ""))
    window.go(Place("today"))
    window.go(Place(key, creator if key == "creator" else ""))
    offered = window.page.offers()
    assert window.page.key == key
    assert set(offered) <= {verb.id for verb in VERBS}
    assert clashes(window.actions_) == []


def test_all_commands_together_share_no_keys(window: MainWindow) -> None:
    window.go(Place("today"))
    window.actions_.offer({verb.id: Offer(lambda: None) for verb in VERBS})
    assert clashes(window.actions_) == []


def test_every_command_is_in_a_menu_once(window: MainWindow) -> None:
    shown = [action for menu in window.menuBar().actions() for action in _inside(menu)]
    assert Counter(str(action.data()) for action in shown) == Counter(verb.id for verb in VERBS)
    assert [menu.text() for menu in window.menuBar().actions()] == [words for _, words in MENUS]
    assert len({verb.id for verb in VERBS}) == len(VERBS)


def test_keys_are_no_letters_and_no_alt_gr() -> None:
    for one in VERBS:
        for keys in one.keys:
            sequence = QKeySequence(keys)
            assert sequence.count() == 1, keys
            assert "Ctrl+Alt" not in sequence.toString()
            assert len(sequence.toString()) > 1  # a letter alone is typed into a list
            assert sequence.toString() not in {"Ctrl+Shift+U", "Ctrl+Shift+E", "Ctrl+H", "Ctrl+M"}


@pytest.mark.parametrize("name", PROMISED)
def test_keys_are_those_of_the_table(name: str) -> None:
    if not DESIGN.exists():
        pytest.skip("the design is not beside the project")
    words, place = PROMISED[name]
    row = next(line for line in DESIGN.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {words}"))
    cell = row.split("|")[2]
    given = [part.strip() for part in re.split(r"·|, (?=[^·])", cell)]
    told = [SPELT.get(one, one) for one in given[place].split(" or ")]
    assert [QKeySequence(one).toString() for one in told] == [
        QKeySequence(one).toString() for one in verb(name).keys[: len(told)]
    ]


def test_the_pages_are_numbered_as_in_the_table() -> None:
    # Programmes and reports have their numbers too, so the others keep theirs.
    numbers = {one.page: one.keys[0] for one in VERBS if one.page and one.keys}
    assert numbers == {"today": "Ctrl+1", "creators": "Ctrl+2", "campaigns": "Ctrl+4", "content": "Ctrl+5",
                       "contracts": "Ctrl+6", "payments": "Ctrl+7", "results": "Ctrl+8"}  # fmt: skip


@pytest.fixture
def plain(qtbot: QtBot) -> tuple[QMainWindow, Actions]:
    """A window with the commands and nothing else."""
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    for _, action in actions.all():
        window.addAction(action)
    window.show()
    window.activateWindow()
    return window, actions


def test_a_command_not_offered_is_not_seen_and_its_keys_are_free(plain: tuple[QMainWindow, Actions]) -> None:
    window, actions = plain
    done: list[str] = []
    mine = QAction(window)
    mine.setShortcut(QKeySequence("Ctrl+L"))
    mine.triggered.connect(lambda: done.append("mine"))
    window.addAction(mine)
    press(window, Key.Key_L, CONTROL)
    assert (done, actions["log"].isVisible()) == (["mine"], False)
    mine.setEnabled(False)
    actions.offer({"log": Offer(lambda: done.append("log"))})
    press(window, Key.Key_L, CONTROL)
    assert done == ["mine", "log"]
    actions.offer({})
    press(window, Key.Key_L, CONTROL)
    actions["log"].trigger()
    assert done == ["mine", "log"]
    assert actions.why_not("log") == "Not on this page."


def test_the_reason_is_the_tooltip_and_nothing_runs(plain: tuple[QMainWindow, Actions]) -> None:
    window, actions = plain
    done: list[str] = []
    actions.offer({"trash": Offer(lambda: done.append("trash"), why_not="Choose a row first.")})
    action = actions["trash"]
    assert (action.isVisible(), action.isEnabled(), action.toolTip()) == (True, False, "Choose a row first.")
    press(window, Key.Key_Delete)
    assert done == []
    actions.offer({"trash": Offer(lambda: done.append("trash"), "Move A&B to Trash")})
    assert (action.text(), actions.why_not("trash")) == ("Move A&&B to Trash", "")
    press(window, Key.Key_Delete)
    assert done == ["trash"]


def test_both_ways_to_say_redo(plain: tuple[QMainWindow, Actions]) -> None:
    window, actions = plain
    done: list[int] = []
    actions.offer({"redo": Offer(lambda: done.append(1))})
    press(window, Key.Key_Y, CONTROL)
    press(window, Key.Key_Z, CONTROL | Modifier.ShiftModifier)
    assert done == [1, 1]


def test_what_is_on_or_off_shows_it(plain: tuple[QMainWindow, Actions]) -> None:
    _, actions = plain
    actions.offer({"density": Offer(lambda: None, checked=True), "log": Offer(lambda: None)})
    assert (actions["density"].isChecked(), actions["log"].isCheckable()) == (True, False)
    actions["density"].trigger()
    actions.offer({"density": Offer(lambda: None, checked=True)})
    assert actions["density"].isChecked()


def _inside(menu: QAction) -> list[QAction]:
    found = menu.menu()
    return [action for action in found.actions() if not action.isSeparator()] if isinstance(found, QMenu) else []
