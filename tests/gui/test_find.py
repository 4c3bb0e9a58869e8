"""Find or do: opened from anywhere, found as typed, run by Enter, and gone without a trace."""

from typing import Any

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import create_campaign
from infludesk.clients.commands import client_named
from infludesk.creators.commands import add_creator, set_field
from infludesk.gui.actions import Actions
from infludesk.gui.desk import Desk
from infludesk.gui.find import FindBox
from infludesk.gui.find_lines import Line
from infludesk.gui.kit.theme import theme
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.runner import Job
from infludesk.gui.tasks import Tasks
from infludesk.gui.verbs import Offer
from infludesk.kernel.text import fold
from infludesk.workspace import Workspace

CONTROL = Modifier.ControlModifier
SHIFT = Modifier.ShiftModifier
PEOPLE = (
    ("Zofia Wiśniewska", "https://www.instagram.com/zosia.w_bakes/"),
    ("Björn Ångström", "https://www.tiktok.com/@bjorn"),
    ("ليلى حسن", "https://x.com/leyla"),
    ("🌵 Cactus & Co 🌵", "https://www.youtube.com/@cactusco"),
    ("Wolfeschlegelsteinhausenbergerdorff " * 4, "https://www.instagram.com/wolfe/"),
)


class TakesAll(QLineEdit):
    """A field that wants every key for itself, as one does on Linux with Ctrl+K."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class Slow:
    """A runner that reads only when told to."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def read(self, job: Job) -> None:
        self.jobs.append(job)

    def write(self, job: Job) -> None:
        job()

    def work(self, job: Job) -> None:
        job()

    def close(self) -> None:
        """Nothing is left to wait for."""

    def catch_up(self) -> None:
        jobs, self.jobs = self.jobs, []
        for job in jobs:
            job()


@pytest.fixture
def people(workspace: Workspace) -> dict[str, str]:
    """Creators with names of all kinds, a client and a campaign."""
    made = {name: str(workspace.do(add_creator, name=name, profile=link).value) for name, link in PEOPLE}
    workspace.do(set_field, creator_id=made["Zofia Wiśniewska"], name="email", value="zofia@example.org")
    client = workspace.do(client_named, name="Zofia Foods").value
    workspace.do(create_campaign, name="Zofia's spring", client_id=client)
    return made


@pytest.fixture
def shown(window: MainWindow, people: dict[str, str]) -> MainWindow:
    """The window on the help page."""
    del people
    window.go(Place("help"))
    window.activateWindow()
    return window


def lines(box: FindBox) -> list[Line]:
    return box._lines.lines


def groups(box: FindBox) -> list[str]:
    return [line.group for line in lines(box) if not line.text]


def records(box: FindBox) -> list[str]:
    return [line.found.title for line in lines(box) if line.found]


def lit(box: FindBox) -> Line:
    found = box._lines.line(box.list.currentIndex())
    assert found is not None
    return found


def find(window: MainWindow, words: str) -> FindBox:
    press(window, Key.Key_K, CONTROL)
    assert window.find_box.input.hasFocus()
    if words.isascii():
        type_text(window.find_box.input, words)
    else:
        window.find_box.input.setText(words)  # as pasted: the test keyboard has no such keys
    return window.find_box


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zosia.w_b", "Zofia Wiśniewska"),
        ("@zosia", "Zofia Wiśniewska"),
        ("wisniew", "Zofia Wiśniewska"),
        ("WIŚNIEW", "Zofia Wiśniewska"),
        ("zofia@example.org", "Zofia Wiśniewska"),
        ("angstrom bjorn", "Björn Ångström"),
        ("cactus", "🌵 Cactus & Co 🌵"),
        ("wolfes", ("Wolfeschlegelsteinhausenbergerdorff " * 4).strip()),
    ],
)
def test_creators_are_found_as_people_type(shown: MainWindow, typed: str, found: str) -> None:
    assert records(find(shown, typed))[0] == found


def test_pasted_arabic_is_found(shown: MainWindow) -> None:
    assert records(find(shown, "ليلى")) == ["ليلى حسن"]


def test_kinds_stand_under_headings_in_a_fixed_order(shown: MainWindow) -> None:
    box = find(shown, "zofia")
    assert groups(box) == ["Creators", "Campaigns", "Clients", "Actions"]  # Undo names the campaign
    assert lit(box).text == "Zofia Wiśniewska"
    assert "zosia.w_bakes" in lit(box).note


def test_arrows_step_over_headings_and_stop_at_the_ends(shown: MainWindow) -> None:
    box = find(shown, "zofia")
    seen = [lit(box).text]
    for _ in range(5):
        press(box.input, Key.Key_Down)
        seen.append(lit(box).text)
    assert list(dict.fromkeys(seen)) == [
        "Zofia Wiśniewska", "Zofia's spring", "Zofia Foods", "Undo Create campaign Zofia's spring",
    ]  # fmt: skip
    for _ in range(5):
        press(box.input, Key.Key_Up)
    assert lit(box).text == "Zofia Wiśniewska"
    press(box.input, Key.Key_Tab)
    assert lit(box).text == "Zofia's spring"
    press(box.input, Key.Key_Backtab)
    assert (lit(box).text, box.input.hasFocus()) == ("Zofia Wiśniewska", True)


def test_enter_opens_and_the_record_is_remembered(shown: MainWindow, people: dict[str, str]) -> None:
    press(find(shown, "wisniewska").input, Key.Key_Return)
    assert shown.place == Place("creator", people["Zofia Wiśniewska"])
    assert not shown.find_box.isVisible()
    focused = shown.focusWidget()
    assert focused is not None
    assert shown.page.isAncestorOf(focused)
    press(find(shown, "bjorn").input, Key.Key_Return)
    box = find(shown, "")
    assert groups(box)[0] == "Opened lately"
    assert records(box) == ["Björn Ångström", "Zofia Wiśniewska"]
    assert box.input.text() == ""


def test_a_click_opens(shown: MainWindow) -> None:
    box = find(shown, "zofia")
    index = next(box._lines.index(n, 0) for n, line in enumerate(lines(box)) if line.text == "Zofia's spring")
    opened: list[str] = []
    box.opened.connect(lambda found: opened.append(found.table))
    box.opened.disconnect(shown._open_found)
    click(box.list.viewport(), box.list.visualRect(index).center())
    assert opened == ["campaign"]


def test_eight_are_remembered(shown: MainWindow, workspace: Workspace) -> None:
    for n in range(10):
        workspace.do(add_creator, name=f"Number {n}x")
    for n in range(10):
        press(find(shown, f"number {n}x").input, Key.Key_Return)
    assert records(find(shown, "")) == [f"Number {n}x" for n in range(9, 1, -1)]


def test_esc_gives_the_focus_back(shown: MainWindow) -> None:
    field = shown.page.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    box = find(shown, "zof")
    press(box.input, Key.Key_K, CONTROL)  # again, while it is open: it starts anew
    assert (box.isVisible(), box.input.text()) == (True, "")
    press(box.input, Key.Key_Escape)
    assert not box.isVisible()
    assert field.hasFocus()


def test_a_click_beside_it_closes(shown: MainWindow) -> None:
    box = find(shown, "zof")
    click(box, box.rect().bottomLeft())
    assert not box.isVisible()


def test_it_opens_from_a_field_that_takes_the_keys_itself(shown: MainWindow) -> None:
    field = TakesAll(shown.page)
    field.show()
    field.setFocus()
    press(field, Key.Key_K, CONTROL)
    assert shown.find_box.isVisible()


def test_only_actions(shown: MainWindow) -> None:
    press(shown, Key.Key_P, CONTROL | SHIFT)
    box = shown.find_box
    assert box.input.text() == ">"
    type_text(box.input, "bjorn")
    assert lines(box) == []
    assert box._foot.text().startswith("Nothing found.")
    for _ in "bjorn":
        press(box.input, Key.Key_Backspace)
    assert groups(box) == ["Actions"]
    assert all(line.action for line in lines(box) if line.text)
    type_text(box.input, "contracts")
    press(box.input, Key.Key_Return)
    assert shown.page.key == "contracts"


def test_an_action_shows_its_keys_or_why_it_cannot_run(shown: MainWindow) -> None:
    shown.actions_.offer({
        "log": Offer(lambda: None),
        "trash": Offer(lambda: pytest.fail("it cannot run"), why_not="Choose a row first."),
    })  # fmt: skip
    box = shown.find_box
    box.open(only_actions=True)
    ends = {line.text: line.end for line in lines(box) if line.text}
    assert ends == {"Move to Trash": "Choose a row first.", "Log contact": "Ctrl+L"}
    type_text(box.input, "move")
    press(box.input, Key.Key_Return)
    assert box.isVisible()
    assert "Choose a row first." in str(box.list.currentIndex().data())


def test_what_the_page_offers_comes_first(shown: MainWindow) -> None:
    shown.go(Place("creators"))
    box = find(shown, "")
    own = [line.text for line in lines(box) if line.action][:3]
    assert "New workspace…" not in own
    assert not any(text in ("Find or do…", "Find an action…") for text in own)


def test_ctrl_l_logs_with_the_creator_lit_and_not_with_the_page(shown: MainWindow, people: dict[str, str]) -> None:
    shown.go(Place("creator", people["Björn Ångström"]))
    box = find(shown, "wisniewska")
    press(box.input, Key.Key_L, CONTROL)
    assert not box.isVisible()
    assert shown.place == Place("creator", people["Zofia Wiśniewska"], about=("log",))


def test_keys_of_the_page_below_do_nothing(shown: MainWindow) -> None:
    before = shown.place
    box = find(shown, "zofia")
    for key, modifiers in ((Key.Key_1, CONTROL), (Key.Key_Return, CONTROL | SHIFT), (Key.Key_F9, Modifier.NoModifier)):
        press(box.input, key, modifiers)
        if box.isHidden():
            break
    assert shown.sidebar.isVisible()
    assert before is not None
    assert shown.place is not None
    assert shown.place.page in (before.page, "creator")


def test_enter_waits_for_what_was_typed(qtbot: QtBot, desk: Desk, people: dict[str, str]) -> None:
    slow = Slow()
    window = QLineEdit()
    qtbot.addWidget(window)
    actions = Actions(window)
    ran: list[str] = []
    actions.offer({"trash": Offer(lambda: ran.append("trash"))})
    box = FindBox(window, Tasks(desk.workspace, slow), actions)
    opened: list[str] = []
    box.opened.connect(lambda found: opened.append(found.id))
    window.show()
    box.open()
    type_text(box.input, "wisniewska")
    press(box.input, Key.Key_Return)
    assert (ran, opened) == ([], [])
    slow.catch_up()
    assert (ran, opened) == ([], [people["Zofia Wiśniewska"]])
    box.open()
    type_text(box.input, "bjorn")
    press(box.input, Key.Key_Return)
    press(box.input, Key.Key_Escape)
    slow.catch_up()
    assert len(opened) == 1


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_is_painted_with_names_of_all_kinds(shown: MainWindow, qapp: Any, mode: str) -> None:
    theme.apply(qapp, "dark" if mode == "dark" else "light", "comfortable")
    box = find(shown, "o")
    box.grab()
    assert box.list.height() <= box.height()
    assert box._card.geometry().right() <= box.width()
    theme.apply(qapp, "light", "comfortable")


def test_a_small_window_holds_the_box(shown: MainWindow) -> None:
    shown.resize(1024, 700)
    box = find(shown, "o")
    assert box.rect().contains(box._card.geometry())
    shown.resize(1280, 800)
    assert box.size() == shown.size()


def test_fold_is_how_words_are_compared(shown: MainWindow) -> None:
    box = find(shown, ">HISTÓRY")
    assert fold("HISTÓRY") == "history"
    assert "History" in [line.text for line in lines(box)]
