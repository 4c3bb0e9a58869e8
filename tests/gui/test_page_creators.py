"""The creators list: found as typed, logged without leaving, added by hand, moved to the trash."""

from collections.abc import Callable, Iterator

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_account, add_creator, block, log_contact, read_account, set_field, set_tags
from infludesk.creators.store import timeline, whole
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.gui.catalogue import PageSpec
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, Due, NumberCell, Person, Pill, Text
from infludesk.gui.kit.delegate import Role
from infludesk.gui.main_window import MainWindow, Program
from infludesk.gui.navigation import Place
from infludesk.gui.pages.creator import CreatorPage
from infludesk.gui.pages.creators import CreatorsPage
from infludesk.importing.model import ImportRun
from infludesk.importing.provenance import provenances
from infludesk.workspace import Workspace

ZOFIA = "https://www.instagram.com/zosia.w/"


@pytest.fixture
def creators(workspace: Workspace) -> dict[str, str]:
    """Three creators: one with figures and a next step, one who is not to be contacted, one in Arabic."""
    made = {
        name: str(workspace.do(add_creator, name=name, profile=profile).value)
        for name, profile in (("Zofia Wiśniewska", ZOFIA), ("Leo Park", ""), ("ليلى حسن", "https://x.com/leyla"))
    }
    zofia = made["Zofia Wiśniewska"]
    account = workspace.do(add_account, creator_id=zofia, profile="https://www.tiktok.com/@zosia").value
    workspace.do(
        read_account, account_id=account, day="2026-03-01", source="manual", followers=12_431, er_ppm=34_000,
        er_variant="reach",
    )  # fmt: skip
    workspace.do(log_contact, creator_id=zofia, body="Sent the brief", follow_up="2026-03-10")
    workspace.do(set_tags, creator_id=zofia, labels=["food"])
    workspace.do(block, creator_id=made["Leo Park"])
    return made


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """The widgets of one test are gone before the next is dressed."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Callable[[], CreatorsPage]:
    """Shows the page as the window does."""

    def shown() -> CreatorsPage:
        page = CreatorsPage(desk)
        qtbot.addWidget(page)
        page.resize(1280 - 208, 740)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        QApplication.processEvents()
        page.table.setFocus()
        return page

    return shown


def cell(page: CreatorsPage, creator: str, column: str) -> Cell:
    """What the list shows of a creator in a column."""
    keys = [one.key for one in page.table.rows.columns]
    found = page.table.rows.index(page.table.rows.place(creator), keys.index(column) + 1).data(Role.CELL)
    assert isinstance(found, Cell)
    return found


def test_an_empty_list_offers_both_ways_to_begin(show: Callable[[], CreatorsPage], desk: Desk) -> None:
    page = show()
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    assert page.body.currentWidget() is page.empty
    assert page.empty.primary is not None
    assert page.empty.secondary is not None
    click(page.empty.primary)
    assert [place.page for place in gone] == ["imports"]
    click(page.empty.secondary)
    assert page.dialog is not None
    assert page.dialog.isVisible()


def test_a_row_says_who_how_large_and_what_is_next(
    show: Callable[[], CreatorsPage], creators: dict[str, str], qtbot: QtBot
) -> None:
    page, zofia = show(), creators["Zofia Wiśniewska"]
    qtbot.waitUntil(lambda: page.table.rows.row(zofia) is not None)
    assert cell(page, zofia, "name") == Person(
        "Zofia Wiśniewska", handles=(("tiktok", "zosia"), ("instagram", "zosia.w")), key=zofia
    )
    assert cell(page, zofia, "followers") == NumberCell("12.4K")
    assert cell(page, zofia, "er") == Text("3.4%", "by reach")
    assert cell(page, zofia, "tier") == Text("Micro", tone="text-2")
    assert cell(page, zofia, "next_step") == Due("2 days late", "late", "2026-03-10")
    assert cell(page, zofia, "last_contact") == Text("today", tone="text-2")
    assert page.table.rows.ids[0] == zofia, "the next step comes first"


def test_who_is_not_to_be_contacted_bears_a_sign_and_the_word(
    show: Callable[[], CreatorsPage], creators: dict[str, str], qtbot: QtBot
) -> None:
    page, leo = show(), creators["Leo Park"]
    qtbot.waitUntil(lambda: page.table.rows.row(leo) is not None)
    assert cell(page, leo, "name").problem == "Do not contact"
    assert cell(page, leo, "standing") == Pill("Do not contact", "danger", "alert")
    assert isinstance(cell(page, leo, "followers"), NumberCell)


def test_typing_filters_and_the_filters_narrow(show: Callable[[], CreatorsPage], creators: dict[str, str]) -> None:
    page = show()
    press(page.table, Key.Key_Z)
    type_text(page.filters.search, "osia")
    assert list(page.table.rows.ids) == [creators["Zofia Wiśniewska"]]
    page.filters.clear()
    assert len(page.table.rows.ids) == 3
    page.filters.set_values("", {"tag": "food"})
    assert list(page.table.rows.ids) == [creators["Zofia Wiśniewska"]]


def test_a_new_tag_can_be_filtered_by_at_once(
    show: Callable[[], CreatorsPage], creators: dict[str, str], desk: Desk
) -> None:
    page = show()
    desk.tasks.do(set_tags, creator_id=creators["Leo Park"], labels=["night owl"])
    combo = next(one for one in page.filters.findChildren(QComboBox) if one.accessibleName() == "Tag")
    assert [combo.itemText(n) for n in range(1, combo.count())] == ["food", "night owl"]


def test_a_contact_is_logged_in_three_actions(
    show: Callable[[], CreatorsPage], creators: dict[str, str], workspace: Workspace
) -> None:
    page = show()
    page.table.focus_id(creators["ليلى حسن"])
    page.offers()["log"].run()
    type_text(page.glance.log.words, "Agreed on two reels")
    press(page.glance.log.words, Key.Key_Return)
    entry = workspace.read(lambda conn: timeline(conn, creators["ليلى حسن"]))[0]
    assert (entry.kind, entry.body, entry.direction) == ("call", "Agreed on two reels", "out")
    assert not page.glance.log.words.text()
    assert page.table.hasFocus()


def test_up_and_down_on_an_empty_line_change_the_kind_and_words_wait_for_their_creator(
    show: Callable[[], CreatorsPage], creators: dict[str, str]
) -> None:
    page = show()
    page.table.focus_id(creators["Zofia Wiśniewska"])
    page.offers()["log"].run()
    line = page.glance.log
    press(line.words, Key.Key_Down)
    assert line.kind == "message"
    type_text(line.words, "half a")
    press(line.words, Key.Key_Down)
    assert line.kind == "message", "with words the arrows are the field's"
    page.glance.show_record(creators["Leo Park"])
    assert not line.words.text()
    page.glance.show_record(creators["Zofia Wiśniewska"])
    assert line.words.text() == "half a"


def test_the_inspector_shows_the_creator_in_focus(
    show: Callable[[], CreatorsPage], creators: dict[str, str], qtbot: QtBot
) -> None:
    page = show()
    page.table.focus_id(creators["Leo Park"])
    qtbot.waitUntil(lambda: page.glance.name.whole == "Leo Park")
    assert page.glance.blocked.isVisible()
    page.table.focus_id(creators["Zofia Wiśniewska"])
    qtbot.waitUntil(lambda: page.glance.name.whole == "Zofia Wiśniewska")
    assert not page.glance.blocked.isVisible()
    assert page.glance.inside.sizeHint().width() <= page.inspector_frame.maximumWidth()
    assert page.glance.inside.minimumSizeHint().width() <= page.inspector_frame.width()


def test_a_creator_is_added_by_keyboard_and_a_post_address_is_refused_in_place(
    show: Callable[[], CreatorsPage], workspace: Workspace
) -> None:
    page = show()
    page.offers()["new"].run()
    dialog = page.dialog
    assert dialog is not None
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.name_message.text() == "A name is needed."
    type_text(dialog.name, "Ana Ruiz")
    type_text(dialog.profile, "https://www.instagram.com/p/Cabc/")
    press(dialog.profile, Key.Key_Return, Modifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.profile_message.text().startswith("This is the address of a post.")
    dialog.profile.clear()
    type_text(dialog.profile, "@ana.fit")
    dialog.platform.setCurrentIndex(dialog.platform.findData("instagram"))
    press(dialog.profile, Key.Key_Return, Modifier.ControlModifier)
    assert not dialog.isVisible()
    row = workspace.read(lambda conn: page.fetch_rows(conn, page.table.rows.ids))[page.table.current_id]
    assert (row.name, row.platform, row.handle) == ("Ana Ruiz", "instagram", "ana.fit")


def test_what_was_typed_in_a_dialog_left_is_offered_again(show: Callable[[], CreatorsPage]) -> None:
    page = show()
    page.new()
    assert page.dialog is not None
    type_text(page.dialog.name, "Ana")
    press(page.dialog, Key.Key_Escape)
    page.new()
    assert page.dialog.name.text() == "Ana"


def test_the_ticked_go_to_the_trash_and_come_back(
    show: Callable[[], CreatorsPage], creators: dict[str, str], workspace: Workspace
) -> None:
    page = show()
    press(page.table, Key.Key_Space)
    press(page.table, Key.Key_Down)
    press(page.table, Key.Key_Space)
    assert page.offers()["trash"].label == "Move 2 creators to Trash"
    page.offers()["trash"].run()
    assert len(page.table.rows.ids) == 1
    assert not page.table.rows.ticks
    page.desk.tasks.undo()
    assert len(page.table.rows.ids) == len(creators)
    assert workspace.redoable() is not None


def imported(tx: Tx, *, creator_id: str) -> str:
    """An import of one row, as the importing part keeps it; returns its id."""
    tx.label("Import")
    run = insert(tx, ImportRun(file_name="upfluence.csv", run_at="2026-03-03T08:00:00Z", lawful_basis="consent"))
    row = (run.id, 214, "created", creator_id)
    tx.conn.execute("INSERT INTO import_row(run_id, row_no, outcome, target) VALUES (?, ?, ?, ?)", row)
    return run.id


def test_only_one_import_is_shown_until_all_are_wanted(
    show: Callable[[], CreatorsPage], creators: dict[str, str], workspace: Workspace
) -> None:
    leo = creators["Leo Park"]
    run = workspace.do(imported, creator_id=leo).value
    page = show()
    moved: list[Place] = []
    page.moved.connect(moved.append)
    page.go_to(Place("creators", about=(f"run:{run}",)))
    assert list(page.table.rows.ids) == [leo]
    assert page.strip.accessibleName() == "From upfluence.csv"
    page.strip.acted.emit()
    assert len(page.table.rows.ids) == len(creators)
    assert moved[-1] == Place("creators")
    assert not page.strip.isVisible()
    (origin,) = workspace.read(lambda conn: provenances(conn, leo))
    assert (origin.file_name, origin.row, origin.at) == ("upfluence.csv", 214, "2026-03-03T08:00:00Z")
    assert (origin.data_source, origin.lawful_basis) == ("", "consent")


def test_enter_opens_the_page_with_its_neighbours(
    show: Callable[[], CreatorsPage], creators: dict[str, str], desk: Desk
) -> None:
    page = show()
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    page.table.focus_id(creators["Leo Park"])
    press(page.table, Key.Key_Return)
    assert (gone[0].page, gone[0].record) == ("creator", creators["Leo Park"])
    assert gone[0].about == ("list", *page.table.rows.ids)


def test_no_column_is_out_of_sight_and_all_are_there_without_the_inspector(
    show: Callable[[], CreatorsPage], creators: dict[str, str]
) -> None:
    assert creators
    page = show()
    for width, with_inspector, least in ((1072, True, 5), (972, True, 5), (1072, False, 9)):
        page.resize(width, 640)
        page.inspector_frame.setVisible(with_inspector)
        QApplication.processEvents()
        seen = [n for n in range(1, 10) if not page.table.isColumnHidden(n)]
        assert len(seen) >= least
        assert page.table.horizontalHeader().length() <= page.table.viewport().width()


def test_everything_has_room_at_the_smallest_window(show: Callable[[], CreatorsPage], creators: dict[str, str]) -> None:
    assert creators
    page = show()
    page.resize(1024 - 52, 640)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 1024 - 52
    assert page.head.minimumSizeHint().width() <= page.head.width()
    assert page.filters.minimumSizeHint().width() <= page.filters.width()
    assert page.glance.log.isVisibleTo(page)
    assert page.table.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_the_flows_by_keyboard_through_the_window(
    qtbot: QtBot, desk: Desk, creators: dict[str, str], workspace: Workspace
) -> None:
    specs = (
        PageSpec("creators", "Creators", "creators", CreatorsPage),
        PageSpec("creator", "Creator", "person", CreatorPage, parent="creators"),
    )
    nothing = Program(*[lambda *_: None] * 5)
    window = MainWindow(desk, specs, "Harbor & Pine", nothing)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.go(Place("creators"))
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, CreatorsPage)
    leo = creators["Leo Park"]
    page.table.setFocus()
    page.focus_on(leo)
    press(page.table, Key.Key_L, Modifier.ControlModifier)
    type_text(page.glance.log.words, "Rang back")
    press(page.glance.log.words, Key.Key_Return)
    assert [one.body for one in workspace.read(lambda conn: timeline(conn, leo))] == ["Rang back"]

    workspace.do(set_field, creator_id=leo, name="city", value="Łódź")
    workspace.do(set_field, creator_id=leo, name="city", value="Berlin")
    page.focus_on(leo)
    press(page.table, Key.Key_Return)
    opened = window.page
    assert isinstance(opened, CreatorPage)
    opened.tabs.choose("details")
    assert opened.details.form is not None
    opened.details.form.focus("city")
    field = opened.details.form.row("city").edit.main
    press(field, Key.Key_H, Modifier.ControlModifier | Modifier.ShiftModifier)
    press(opened.history.table, Key.Key_Return)
    assert workspace.read(lambda conn: whole(conn, leo)).creator.city == "Łódź"
    for tab in ("history", "details", "timeline"):
        assert opened.tabs.current == tab
        press(opened.tabs, Key.Key_Left, Modifier.AltModifier)
    assert isinstance(window.page, CreatorsPage)


def test_filters_are_no_narrower_than_what_they_show(
    show: Callable[[], CreatorsPage], creators: dict[str, str]
) -> None:
    assert creators
    page = show()
    page.resize(1024 - 208, 640)
    QApplication.processEvents()
    for combo in page.filters.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo).width()
        assert combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room
