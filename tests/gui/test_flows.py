"""The flows people come for, walked through the whole program and counted: with a pointer, and by keyboard alone."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from counting import CTRL, SHIFT, Hands, WidgetT, rows_of
from fakes import FakeDialogs
from press import Key
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content.model import Post
from infludesk.creators.commands import add_creator, log_contact, set_field
from infludesk.creators.model import Creator
from infludesk.creators.store import timeline
from infludesk.db.rows import find
from infludesk.gui.app import App
from infludesk.gui.campaigns.dialogs import CampaignDialog
from infludesk.gui.campaigns.picker import PickerDialog
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_creators import CreatorsTab
from infludesk.gui.pages.campaign_report import ReportTab
from infludesk.gui.pages.campaign_results import ResultsTab
from infludesk.gui.pages.creator import CreatorPage
from infludesk.gui.pages.creators import CreatorsPage
from infludesk.gui.pages.first_run import FirstRun
from infludesk.gui.pages.imports import ImportsPage
from infludesk.gui.pages.today import TodayPage
from infludesk.gui.today.rows import DueRow
from infludesk.kernel.fields import Row
from infludesk.paths import resource
from infludesk.settings import Settings
from infludesk.workspace import Workspace

RowT = TypeVar("RowT", bound=Row)
NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CONTACTS, NUMBERS = resource("samples", "upfluence-export.csv"), resource("samples", "instagram-insights.csv")
LARGEST = (
    "Théo Marchand", "Jordan Whitfield", "ليلى المنصوري", "Zoë Okonkwo-Brandt", "中村 美咲", "Ana Sofia Mendonça",
    "Mara Lindqvist", "Bjørn Haugland", "Chloé Tremblay", "José Álvarez Peña",
)  # fmt: skip

# Reach and engagements (likes, comments, shares, saves) of the six posts in the file that are theirs.
FIGURES = ("290,400", "23,760")


@pytest.fixture
def app(dressed: QApplication, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The program over its real threads, on a machine where it never ran."""
    del dressed
    monkeypatch.setattr("infludesk.gui.app.workspaces_dir", lambda: tmp_path / "InfluDesk")
    made = App(Settings(device="0123456789ab"), dialogs, clock=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def window(app: App, template: Path, tmp_path: Path, hands: Hands) -> MainWindow:
    """The program on a workspace used before: one creator whose city was corrected, and a next step that is late."""
    folder = tmp_path / "used"
    shutil.copytree(template, folder)
    with Workspace.open(folder, app.settings, clock=lambda: NOW) as used:
        priya = used.do(add_creator, name="Priya Raman", profile="https://www.instagram.com/priya.pourover.demo/").value
        for city in ("Leeds", "Leicester"):
            used.do(set_field, creator_id=priya, name="city", value=city)
        used.do(log_contact, creator_id=priya, body="Asked for her rates", follow_up="2026-04-30")
    app.start(folder)
    return hands.window(MainWindow)


def test_a_contact_list_becomes_a_shortlist_and_its_numbers_a_report(
    app: App, hands: Hands, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    """F1 and F2, one after the other."""
    window = begin_with_list(app, hands)
    hands.use(step(shown(window, ImportsPage), "Plan a campaign with them"))
    plan(window, hands)
    shortlist = save_report(window, hands, "shortlist", tmp_path / "shortlist.pdf")
    assert [name for name in LARGEST if not holds(shortlist, name)] == []
    import_numbers(window, hands)
    report = save_report(window, hands, "campaign", tmp_path / "report.pdf")
    assert [figure for figure in FIGURES if not holds(report, figure)] == []
    assert hands.moved(25)
    assert dialogs.asked == ["Choose your contact list", "Save PDF", "Choose a file of post numbers", "Save PDF"]
    assert dialogs.said == []

    for done in (
        "Import numbers of 6 posts from instagram-insights.csv", "Add 10 creators to Spring Roast",
        "Create campaign Spring Roast", "Import 14 creators from upfluence-export.csv",
    ):  # fmt: skip
        undo(window, hands, done)
    kinds: tuple[type[Row], ...] = (Post, Participation, Campaign, Creator)
    assert [stored(window, kind) for kind in kinds] == [[], [], [], []]


def test_a_call_is_logged_with_the_creator_in_sight(window: MainWindow, hands: Hands) -> None:
    """F3, from the row in the list and from the creator's page."""
    if hands.by_keys:
        window.go(Place("creators"))
        hands.until(lambda: shown(window, CreatorsPage).table.current_id)
        hands.press(Key.Key_L, CTRL)
    else:
        window.go(Place("creator", priya(window)))
        hands.click(shown(window, CreatorPage).log_button)
    hands.write("Agreed on two reels")
    hands.press(Key.Key_Return)
    hands.until(lambda: bodies(window)[0] == "Agreed on two reels")
    assert hands.moved(3)
    if not hands.by_keys:
        hands.press(Key.Key_Escape)  # a text field keeps Ctrl+Z for what is typed
    undo(window, hands, "Log call with Priya Raman")
    assert bodies(window) == ["Asked for her rates"]


def test_a_call_is_logged_from_anywhere(window: MainWindow, hands: Hands) -> None:
    """F3b: by name, through Find or do."""
    hands.press(Key.Key_K, CTRL)
    hands.write("priya")
    found = window.find_box.list
    hands.until(lambda: "Priya Raman" in str(found.currentIndex().data()))
    hands.press(Key.Key_L, CTRL)
    hands.until(lambda: window.focusWidget() is shown(window, CreatorPage).log_line.words)
    hands.write("Rang back")
    hands.press(Key.Key_Return)
    hands.until(lambda: bodies(window)[0] == "Rang back")
    assert hands.moved(5)
    hands.press(Key.Key_Escape)
    undo(window, hands, "Log call with Priya Raman")
    assert bodies(window) == ["Asked for her rates"]


def test_what_is_late_is_on_screen_at_start(window: MainWindow, hands: Hands) -> None:
    """F5: without a single step; from elsewhere the badge tells, and one leads back."""
    (row,) = late_rows(window, hands)
    assert row.words.what == "Asked for her rates"
    assert "late" in row.words.when
    assert hands.count == 0

    window.go(Place("creators"))
    pages = window.sidebar.list
    today = next(index for index in rows_of(pages) if index.data() == "Today")
    hands.until(lambda: today.data(Qt.ItemDataRole.AccessibleTextRole) == "Today, 1 late")
    if hands.by_keys:
        hands.press(Key.Key_1, CTRL)
    else:
        hands.click_row(pages, "Today")
    assert late_rows(window, hands)
    assert hands.moved(1)


def test_an_import_is_undone_at_once(app: App, hands: Hands) -> None:
    """F7, with the import still on screen."""
    window = begin_with_list(app, hands)
    hands.count = 0
    undo(window, hands, "Import 14 creators from upfluence-export.csv")
    assert stored(window, Creator) == []
    assert hands.moved(2)


def test_an_import_is_undone_later(app: App, hands: Hands) -> None:
    """F7, from another page, after other steps."""
    window = begin_with_list(app, hands)
    window.desk.tasks.do(add_creator, name="Inés Prado")
    window.go(Place("today"))
    hands.until(lambda: edit_words(window, "Undo") == "Undo Add Inés Prado")
    hands.count = 0
    if hands.by_keys:
        hands.press(Key.Key_F6, SHIFT)
        hands.press(Key.Key_I)
        hands.until(lambda: shown(window, ImportsPage).chosen)
        hands.press(Key.Key_Return, CTRL | SHIFT)
    else:
        hands.click_row(window.sidebar.list, "Import")
        hands.click(shown(window, ImportsPage).bar.undo_button)
    hands.until(lambda: edit_words(window, "Redo") == "Redo Import 14 creators from upfluence-export.csv")
    assert [one.name for one in stored(window, Creator)] == ["Inés Prado"]
    assert hands.moved(2)


def test_a_creator_is_found_by_a_piece_of_the_handle(window: MainWindow, hands: Hands) -> None:
    """F8: letters from the middle of it; Enter may come before they are looked up."""
    hands.press(Key.Key_K, CTRL)
    hands.write("pour")
    hands.press(Key.Key_Return)
    hands.until(lambda: isinstance(window.page, CreatorPage))
    assert window.place == Place("creator", priya(window))
    assert hands.moved(3)


def test_why_a_value_was_changed_and_the_old_one_back(window: MainWindow, hands: Hands) -> None:
    """F19: from the field to its history, and one of its values restored."""
    window.go(Place("creator", priya(window), "details"))
    page = shown(window, CreatorPage)
    hands.until(lambda: page.details.form and page.details.form.record_id)
    assert page.details.form is not None
    page.details.form.focus("city")
    hands.press(Key.Key_H, CTRL | SHIFT)
    hands.until(lambda: page.history.chosen)
    past = page.history.chosen
    assert past is not None
    assert (past.what, past.old_text, past.new_text) == ("City", "Leeds", "Leicester")
    if hands.by_keys:
        hands.press(Key.Key_Return)
    else:
        hands.click(page.history.restore_button)
    hands.until(lambda: city(window) == "Leeds")
    assert hands.moved(2)
    undo(window, hands, "Change City of Priya Raman")
    assert city(window) == "Leicester"


# steps of the walks


def begin_with_list(app: App, hands: Hands) -> MainWindow:
    """Start with my contact list, the file, Import."""
    app.start(None)
    first = hands.window(FirstRun)
    hands.will_open(CONTACTS)
    hands.use(first.list_button)
    window = hands.window(MainWindow)
    page = shown(window, ImportsPage)
    button = page.wizard.next_button
    hands.until(lambda: button.text() == "Import 14 creators")
    hands.use(button)
    hands.until(page.done.isVisible)
    return window


def plan(window: MainWindow, hands: Hands) -> None:
    """Client and name, then the ten largest of the import."""
    hands.window(CampaignDialog)
    hands.write("Northwind Coffee")
    hands.press(Key.Key_Tab)
    hands.write("Spring Roast")
    hands.press(Key.Key_Return, CTRL)
    picker = hands.window(PickerDialog)
    hands.until(lambda: picker.table.rows.ids)
    assert picker.tick_button.text() == "Tick the 10 largest"
    hands.use(picker.tick_button)
    assert picker.confirm_button.text() == "Add 10 creators"
    hands.use(picker.confirm_button)
    hands.window(MainWindow)
    roster = tab(window, CreatorsTab)
    hands.until(lambda: len(roster.table.rows.ids) == len(LARGEST))


def import_numbers(window: MainWindow, hands: Hands) -> None:
    """Results tab, Import numbers, the file, Import; and back to the campaign."""
    campaign = shown(window, CampaignPage)
    if hands.by_keys:
        hands.press(Key.Key_Tab, CTRL | SHIFT)
    else:
        hands.click_tab(campaign.tabs, "Results")
    results = tab(window, ResultsTab)
    hands.will_open(NUMBERS)
    if hands.by_keys:
        hands.press(Key.Key_K, CTRL)
        hands.write("numbers")
        hands.press(Key.Key_Return)
    else:
        hands.click(results.import_button)
    hands.until(lambda: isinstance(window.page, ImportsPage))
    imports = shown(window, ImportsPage)
    button = imports.numbers.import_button
    hands.until(lambda: button.text() == "Import 6 posts")
    hands.use(button)
    hands.until(imports.done.isVisible)
    hands.use(step(imports, "Show results"))
    assert shown(window, CampaignPage).tab is results


def save_report(window: MainWindow, hands: Hands, kind: str, path: Path) -> str:
    """Report tab, where this kind is chosen already, Save PDF, Save; returns what the PDF says."""
    if hands.by_keys:
        hands.press(Key.Key_P, CTRL)
    else:
        hands.click_tab(shown(window, CampaignPage).tabs, "Report")
    report = tab(window, ReportTab)
    hands.until(lambda: report.options.kind.value == kind and report.pages.page)
    hands.will_save(path)
    if hands.by_keys:
        hands.press(Key.Key_Return, CTRL)
    else:
        hands.click(report.save_button)
    hands.until(path.exists)
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def undo(window: MainWindow, hands: Hands, done: str) -> None:
    """Take the last step back, by the name it has in the Edit menu."""
    hands.until(lambda: not window.desk.tasks.busy and edit_words(window, "Undo") == f"Undo {done}")
    hands.press(Key.Key_Z, CTRL)
    hands.until(lambda: not window.desk.tasks.busy and edit_words(window, "Redo") == f"Redo {done}")


# what is seen and stored


def shown(window: MainWindow, kind: type[WidgetT]) -> WidgetT:
    """The page shown."""
    page = window.page
    if not isinstance(page, kind):
        raise TypeError(page)
    return page


def tab(window: MainWindow, kind: type[WidgetT]) -> WidgetT:
    """The tab of the campaign shown."""
    found = shown(window, CampaignPage).tab
    if not isinstance(found, kind):
        raise TypeError(found)
    return found


def step(page: ImportsPage, words: str) -> QAbstractButton:
    """A next step after an import."""
    return next(one for one in page.done.buttons if isinstance(one, QAbstractButton) and one.text() == words)


def holds(text: str, words: str) -> bool:
    """Whether a PDF says this; shaped words stand in it letter by letter, as drawn from the left."""
    letters, wanted = "".join(text.split()), "".join(words.split())
    return wanted in letters or wanted[::-1] in letters


def late_rows(window: MainWindow, hands: Hands) -> list[DueRow]:
    """The rows of Today that are seen whole."""
    page = shown(window, TodayPage)
    hands.until(lambda: page.rows)
    return [row for row in page.rows if row.visibleRegion().boundingRect() == row.rect()]


def edit_words(window: MainWindow, begin: str) -> str:
    """The entry of the Edit menu that begins so."""
    edit = next(one.menu() for one in window.menuBar().actions() if one.text() == "Edit")
    assert isinstance(edit, QMenu)
    return next(one.text() for one in edit.actions() if one.text().startswith(begin))


def stored(window: MainWindow, kind: type[RowT]) -> list[RowT]:
    """The records of a kind."""
    return window.desk.workspace.read(lambda conn: find(conn, kind, "deleted_at IS NULL"))


def priya(window: MainWindow) -> str:
    """The id of the one creator of the used workspace."""
    return stored(window, Creator)[0].id


def city(window: MainWindow) -> str | None:
    """Where she lives."""
    return stored(window, Creator)[0].city


def bodies(window: MainWindow) -> list[str]:
    """What was said with her, the newest first."""
    return [one.body or "" for one in window.desk.workspace.read(lambda conn: timeline(conn, priya(window)))]
