"""Fields of the user's own on the screen: made and filled in a form, shown and sorted as columns, filtered by."""

from typing import Any, TypeVar

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from infludesk import settings as machine
from infludesk.campaigns.commands import create_campaign
from infludesk.creators.commands import add_creator, set_field
from infludesk.gui.kit.cells import Cell, MoneyCell, NumberCell, Text
from infludesk.gui.kit.columns_dialog import ColumnsDialog
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.edits import MoneyEdit
from infludesk.gui.kit.formats import HIDDEN
from infludesk.gui.kit.frozen import FrozenColumns
from infludesk.gui.list_page import ListPage
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_overview import OverviewTab
from infludesk.gui.pages.campaigns import CampaignsPage
from infludesk.gui.pages.creator import CreatorPage
from infludesk.gui.pages.creators import CreatorsPage
from infludesk.gui.records.field_dialogs import AddFieldDialog, ChangeFieldsDialog
from infludesk.gui.records.filter_dialog import FilterDialog
from infludesk.gui.records.own_fields import OwnFields
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.records.custom_commands import add_custom_field, set_custom_value, trash_custom_field
from infludesk.records.custom_query import Condition
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.records.model import CURRENCY
from infludesk.records.store import set_setting
from infludesk.workspace import Workspace

WidgetT = TypeVar("WidgetT", bound=QWidget)
CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier
VALUES: dict[str, dict[str, Any]] = {
    "Ana": {"skin": "Dry", "size": 38, "fee": Money(50_000, "EUR"), "since": "2024-05-01", "note": "Likes café",
            "vegan": True},
    "Bea": {"skin": "Oily", "size": 41, "fee": Money(9_000, "EUR"), "since": "2026-01-15", "note": "CAFE and tea"},
    "ليلى": {"note": "🎉 party"},
}  # fmt: skip
KINDS = {"skin": "choice", "size": "int", "fee": "money", "since": "day", "note": "text", "vegan": "yes"}


@pytest.fixture
def fields(workspace: Workspace) -> dict[str, str]:
    """One field of each of six kinds, by key; the fee is internal."""
    made = {}
    for key, kind in KINDS.items():
        given: dict[str, Any] = {"choices": ["Oily", "Dry"]} if kind == "choice" else {}
        label, internal = key.title(), key == "fee"
        outcome = workspace.do(add_custom_field, table="creator", label=label, kind=kind, internal=internal, **given)
        made[key] = str(outcome.value)
    return made


@pytest.fixture
def people(workspace: Workspace, fields: dict[str, str]) -> dict[str, str]:
    """Three creators with their values, id by name."""
    made = {name: str(workspace.do(add_creator, name=name).value) for name in VALUES}
    for name, values in VALUES.items():
        for key, value in values.items():
            workspace.do(set_custom_value, record=ref("creator", made[name]), field_id=fields[key], value=value)
    return made


def shown(window: MainWindow, kind: type[WidgetT], place: Place) -> WidgetT:
    """A page of the window, gone to."""
    window.go(place)
    QApplication.processEvents()
    found = window.findChild(kind)
    assert found is not None
    return found


def opened(kind: type[WidgetT]) -> WidgetT:
    """The dialog that is open."""
    QApplication.processEvents()
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def chord(widget: QWidget, key: Key, modifiers: Modifier) -> None:
    widget.window().activateWindow()
    QApplication.processEvents()
    press(widget, key, modifiers)


def write(widget: QWidget, text: str) -> None:
    """Type into a field as one does who went there."""
    widget.setFocus()
    type_text(widget, text)


def keys_of(page: ListPage[Any]) -> list[str]:
    """The keys of the columns seen."""
    return [one.key for n, one in enumerate(page.table.rows.columns, 1) if not page.table.isColumnHidden(n)]


def cell(page: ListPage[Any], row_id: str, column: str) -> Cell:
    rows = page.table.rows
    keys = [one.key for one in rows.columns]
    index = rows.index(rows.place(row_id), keys.index(column) + 1)
    index.data(Role.CELL)
    QApplication.processEvents()
    QApplication.processEvents()
    found = index.data(Role.CELL)
    assert isinstance(found, Cell)
    return found


def names(page: ListPage[Any], people: dict[str, str]) -> list[str]:
    """Who is shown, in order."""
    by_id = {one: name for name, one in people.items()}
    return [by_id[one] for one in page.table.rows.ids]


def held(workspace: Workspace, record: str) -> dict[str, Any]:
    return workspace.read(lambda conn: custom_values(conn, [record])).get(record, {})


# in the form


def add_by_hand(own: OwnFields, label: str, kind: str, choices: str = "") -> None:
    """Add a field as a person does."""
    click(own.add_button)
    dialog = opened(AddFieldDialog)
    write(dialog.form.row("label").edit.main, label)
    combo: Any = dialog.form.row("field_kind").edit.main
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())
    if choices:
        write(dialog.form.row("choices").edit.main, choices)
    press(dialog, Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None


def test_a_field_is_added_and_filled_on_a_creator_s_page(window: MainWindow, workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana").value)
    page = shown(window, CreatorPage, Place("creator", ana, "details"))
    own = page.details.own
    assert own.nothing.isVisible()
    assert not own.change_button.isVisible()
    add_by_hand(own, "Shoe size", "int")
    add_by_hand(own, "Skin", "choice", "Dry, Oily")
    assert list(own.rows) == ["custom.shoe_size", "custom.skin"]
    line = own.rows["custom.shoe_size"].edit.main
    write(line, "3x")
    press(line, Key.Key_Return)
    assert own.rows["custom.shoe_size"].unread
    press(line, Key.Key_Escape)
    type_text(line, "38")
    press(line, Key.Key_Return)
    combo: Any = own.rows["custom.skin"].edit.main
    combo.setFocus()
    press(combo, Key.Key_Down)
    assert held(workspace, ref("creator", ana)) == {"shoe_size": 38, "skin": "Dry"}
    window.desk.tasks.undo()
    window.desk.tasks.undo()
    assert held(workspace, ref("creator", ana)) == {}
    assert own.rows["custom.shoe_size"].stored is None
    assert not line.property("text")


def test_an_own_field_says_how_it_read_an_unusual_entry_and_asks_where_it_cannot_know(
    window: MainWindow, workspace: Workspace
) -> None:
    ana = workspace.do(add_creator, name="Ana").value
    for label, kind in (("Share", "ppm"), ("Fee", "money")):
        workspace.do(add_custom_field, table="creator", label=label, kind=kind)
    page = shown(window, CreatorPage, Place("creator", str(ana), "details"))
    window.desk.tasks.do(set_setting, key=CURRENCY, value="EUR")
    QApplication.processEvents()
    own = page.findChildren(OwnFields)[0]

    def enter(name: str, text: str) -> str:
        write(own.rows[name].edit.main, text)
        press(own.rows[name].edit.main, Key.Key_Tab)
        QApplication.processEvents()
        return own.rows[name].message

    assert enter("custom.share", "7,25") == "7,25 can be 7.25 or 725. Type 7.25."
    assert own.rows["custom.share"].stored is None
    press(own.rows["custom.share"].edit.main, Key.Key_Escape)
    assert enter("custom.share", "725") == "725% is unusual. It is stored with a question mark. Is 7.25% meant?"
    assert enter("custom.fee", "800,50") == "800,50 can be 800.50 or 80050. Type 800.50."
    press(own.rows["custom.fee"].edit.main, Key.Key_Escape)
    assert enter("custom.fee", "1.200").startswith("1.200 is read as 1.20 (the point is the decimal sign).")
    values = workspace.read(lambda conn: custom_values(conn, [ref("creator", str(ana))]))[ref("creator", str(ana))]
    assert values["fee"] == Money(120, values["fee"].currency)


def test_a_field_needs_a_name_of_its_own_and_a_choice_its_words(window: MainWindow, workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana").value)
    own = shown(window, CreatorPage, Place("creator", ana, "details")).details.own
    click(own.add_button)
    dialog = opened(AddFieldDialog)
    press(dialog, Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.form.row("label").message == "A name is needed. Type what the field is called."
    write(dialog.form.row("label").edit.main, "E-mail")
    press(dialog, Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.form.row("label").message.startswith('There is a field named "E-mail" already.')
    assert not dialog.form.row("choices").isVisible()
    write(dialog.form.row("label").edit.main, "Skin")
    combo: Any = dialog.form.row("field_kind").edit.main
    combo.setCurrentIndex(combo.findData("choice"))
    combo.activated.emit(combo.currentIndex())
    press(dialog, Key.Key_Return, CTRL)
    told = dialog.form.row("choices").message
    assert told == "A choice needs words to choose from. Type them with commas between."
    press(dialog, Key.Key_Escape)
    assert workspace.read(lambda conn: custom_fields(conn, "creator")) == ()


def test_fields_are_renamed_ordered_and_moved_to_the_trash(
    window: MainWindow, workspace: Workspace, people: dict[str, str]
) -> None:
    own = shown(window, CreatorPage, Place("creator", people["Ana"], "details")).details.own
    click(own.change_button)
    dialog = opened(ChangeFieldsDialog)
    line = dialog.form.row("label").edit.main
    line.setFocus()
    press(line, Key.Key_A, CTRL)
    type_text(line, "Skin type")
    press(line, Key.Key_Return)
    click(dialog.down)
    assert [one.label for one in workspace.read(lambda conn: custom_fields(conn, "creator"))][:2] == [
        "Size",
        "Skin type",
    ]
    assert list(own.rows)[:2] == ["custom.size", "custom.skin"]
    kind: Any = dialog.form.row("field_kind").edit.main
    kind.setCurrentIndex(kind.findData("int"))
    kind.activated.emit(kind.currentIndex())
    assert dialog.form.row("field_kind").message.startswith("The values of Skin type cannot be kept")
    assert dialog.form.row("field_kind").stored == "choice"
    click(dialog.trash)
    assert "custom.skin" not in own.rows
    window.desk.tasks.undo()
    assert own.rows["custom.skin"].stored == "Dry"
    click(dialog.close_button)
    assert not dialog.isVisible()


def told(page: CreatorPage) -> list[tuple[str, str, str]]:
    """The field, the old and the new value of each line of the history; the focus ends on the first."""
    found = []
    for one in reversed(page.history.table.rows.ids):
        page.history.table.focus_id(one)
        past = page.history.chosen
        assert past is not None
        found.append((past.what, past.old_text, past.new_text))
    return found[::-1]


def test_the_history_of_a_field_leads_back_to_an_old_value(
    window: MainWindow, workspace: Workspace, people: dict[str, str], fields: dict[str, str]
) -> None:
    ana = ref("creator", people["Ana"])
    workspace.do(set_custom_value, record=ana, field_id=fields["size"], value=39)
    page = shown(window, CreatorPage, Place("creator", people["Ana"], "details"))
    line = page.details.own.rows["custom.size"].edit.main
    line.setFocus()
    chord(line, Key.Key_H, CTRL | SHIFT)
    assert page.tabs.current == "history"
    assert page.history.strip.accessibleName() == "Only changes of Size"
    assert told(page) == [("Size", "38", "39"), ("Size", "–", "38")]
    page.history.restore()
    assert held(workspace, ana)["size"] == 38
    page.history.strip.acted.emit()
    assert ("Skin", "–", "Dry") in told(page)


def test_a_campaign_has_fields_of_its_own(window: MainWindow, workspace: Workspace) -> None:
    campaign = str(workspace.do(create_campaign, name="Spring", client="Larkspur").value)
    page = shown(window, CampaignPage, Place("campaign", campaign))
    tab = page.findChild(OverviewTab)
    assert tab is not None
    click(next(one for one in tab.segments.stops if one.text() == "Plan and goals"))
    add_by_hand(tab.own, "PO number", "text")
    line = tab.own.rows["custom.po_number"].edit.main
    write(line, "4711")
    press(line, Key.Key_Return)
    assert held(workspace, ref("campaign", campaign)) == {"po_number": "4711"}
    found = shown(window, CampaignsPage, Place("campaigns"))
    chord(found.table, Key.Key_K, CTRL | SHIFT)
    dialog = opened(ColumnsDialog)
    press(dialog.boxes["custom.po_number"], Key.Key_Space)
    press(dialog, Key.Key_Return, CTRL)
    assert cell(found, campaign, "custom.po_number") == Text("4711", tone="text-2")
    chord(found.table, Key.Key_F, CTRL | SHIFT)
    wanted = opened(FilterDialog)
    write(wanted.lines["custom.po_number"].edits[0].main, "12")
    press(wanted, Key.Key_Return, CTRL)
    assert list(found.table.rows.ids) == []
    click(found.narrowing.chips[0].remove)
    assert list(found.table.rows.ids) == [campaign]


# as columns


def choose(page: ListPage[Any], *keys: str) -> None:
    """Tick further columns in the dialog."""
    chord(page.table, Key.Key_K, CTRL | SHIFT)
    dialog = opened(ColumnsDialog)
    for key in keys:
        dialog.boxes[key].setFocus()
        press(dialog.boxes[key], Key.Key_Space)
    press(dialog, Key.Key_Return, CTRL)
    QApplication.processEvents()


def test_columns_are_chosen_by_keyboard_and_kept(
    window: MainWindow, workspace: Workspace, people: dict[str, str]
) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    usual = [one.key for one in page.columns()]
    page.table.focus_id(people["Bea"])
    chord(page.table, Key.Key_K, CTRL | SHIFT)
    dialog = opened(ColumnsDialog)
    type_text(dialog.search, "size")
    assert [key for key, box in dialog.boxes.items() if box.isVisible()] == ["custom.size"]
    press(dialog.search, Key.Key_Down)
    assert dialog.boxes["custom.size"].hasFocus()
    press(dialog.boxes["custom.size"], Key.Key_Space)
    dialog.search.clear()
    for _ in range(len(dialog.boxes)):
        press(dialog.boxes["custom.size"], Key.Key_Up, ALT)
    press(dialog, Key.Key_Return, CTRL)
    assert keys_of(page) == ["name", "custom.size", *usual[1:]]
    assert page.table.current_id == people["Bea"]
    assert cell(page, people["Ana"], "custom.size") == NumberCell("38")
    kept = machine.load().columns[f"{workspace.id}/creators"]
    assert kept[0] == "custom.size"
    again = CreatorsPage(window.desk)
    assert keys_of(again)[:2] == ["name", "custom.size"]
    again.deleteLater()
    chord(page.table, Key.Key_K, CTRL | SHIFT)
    dialog = opened(ColumnsDialog)
    click(dialog.reset)
    press(dialog, Key.Key_Return, CTRL)
    assert [one.key for one in page.table.rows.columns] == usual
    assert machine.load().columns[f"{workspace.id}/creators"] == []


def test_columns_chosen_are_all_shown_and_the_name_stays_while_they_are_scrolled(
    window: MainWindow, people: dict[str, str]
) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    window.resize(1024, 700)
    QApplication.processEvents()
    usual = [one.key for one in page.columns()]
    hidden = set(usual) - set(keys_of(page))
    assert hidden
    assert f"{len(hidden)} columns are hidden for room" in page.choose_columns.toolTip()
    choose(page)
    assert keys_of(page) == usual
    assert "hidden" not in page.choose_columns.toolTip()
    choose(page, "custom.size", "custom.note", "city", "country")
    assert set(keys_of(page)) == {*usual, "custom.size", "custom.note", "city", "country"}
    (names_beside,) = page.table.findChildren(FrozenColumns)
    assert not names_beside.isVisible()
    aside = page.table.horizontalScrollBar()
    aside.setValue(aside.maximum())
    assert names_beside.isVisible()
    assert names_beside.indexAt(QPoint(60, 5)).column() == 1
    row = page.table.rows.place(people["Bea"])
    middle = page.table.rowViewportPosition(row) + 5
    click(names_beside.viewport(), QPoint(100, middle))
    assert page.table.current_id == people["Bea"]
    assert aside.value() == aside.maximum()
    click(names_beside.viewport(), QPoint(10, middle))
    assert page.table.rows.ticks == {people["Bea"]}
    press(page.table, Key.Key_Up)
    assert aside.value() == aside.maximum()
    chord(page.table, Key.Key_K, CTRL | SHIFT)
    dialog = opened(ColumnsDialog)
    click(dialog.reset)
    press(dialog, Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert set(usual) - set(keys_of(page)) == hidden


def test_values_are_shown_by_their_kind_and_internal_ones_hidden(window: MainWindow, people: dict[str, str]) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    choose(page, *(f"custom.{key}" for key in KINDS))
    ana, leila = people["Ana"], people["ليلى"]
    assert cell(page, ana, "custom.fee") == MoneyCell("€500.00", internal=True)
    assert cell(page, ana, "custom.since") == Text("1 May 2024", tone="text-2")
    assert cell(page, ana, "custom.vegan") == Text("Yes", tone="text-2")
    assert cell(page, ana, "custom.skin") == Text("Dry", tone="text-2")
    assert cell(page, leila, "custom.size") == Text("–", tone="text-3")
    section = [one.key for one in page.table.rows.columns].index("custom.fee") + 1
    spoken = page.table.rows.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Fee, internal"
    window.desk.hide_internal(on=True)
    QApplication.processEvents()
    assert cell(page, ana, "custom.fee") == MoneyCell(HIDDEN, internal=True)
    assert cell(page, ana, "custom.size") == NumberCell("38")


@pytest.mark.parametrize(
    ("key", "up", "down"),
    [
        ("size", ["Ana", "Bea", "ليلى"], ["Bea", "Ana", "ليلى"]),
        ("fee", ["Bea", "Ana", "ليلى"], ["Ana", "Bea", "ليلى"]),
        ("skin", ["Bea", "Ana", "ليلى"], ["Ana", "Bea", "ليلى"]),
        ("since", ["Ana", "Bea", "ليلى"], ["Bea", "Ana", "ليلى"]),
        ("note", ["Bea", "Ana", "ليلى"], ["ليلى", "Ana", "Bea"]),
    ],
)  # fmt: skip
def test_a_click_on_the_heading_sorts_and_empty_comes_last(
    window: MainWindow, people: dict[str, str], key: str, up: list[str], down: list[str]
) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    choose(page, f"custom.{key}")
    section = [one.key for one in page.table.rows.columns].index(f"custom.{key}") + 1
    for wanted in (up, down):
        page.table.horizontalHeader().sectionClicked.emit(section)
        assert names(page, people) == wanted


@pytest.mark.parametrize("key", ["email", "country", "city", "created", "owner", "standing"])
def test_the_further_declared_columns_sort(
    window: MainWindow, workspace: Workspace, people: dict[str, str], key: str
) -> None:
    given = {"email": "a@bea.example", "country": "DE", "city": "Köln", "standing": "active"}
    if key in given:
        workspace.do(set_field, creator_id=people["Bea"], name=key, value=given[key])
    page = shown(window, CreatorsPage, Place("creators"))
    for descending in (False, True):
        page.sort_by(key, descending)
        assert sorted(names(page, people)) == sorted(people)
        if key in ("email", "country", "city"):
            assert names(page, people)[0] == "Bea"
    choose(page, *({"email", "country", "city", "created", "tags", "topics", "langs", "as_of", "accounts"}))
    assert cell(page, people["Bea"], "country").display in ("–", "Germany")


# as filters


@pytest.mark.parametrize(
    ("key", "typed", "found", "chip"),
    [
        ("size", ("40", ""), ["Bea"], "Size: from 40"),
        ("size", ("38", "40"), ["Ana"], "Size: 38 to 40"),
        ("since", ("", "31 Dec 2025"), ["Ana"], "Since: to 31 Dec 2025"),
        ("fee", ("100 EUR", ""), ["Ana"], "Fee: from €100.00"),
        ("note", ("Cafe",), ["Ana", "Bea"], 'Note contains "Cafe"'),
        ("note", ("🎉",), ["ليلى"], 'Note contains "🎉"'),
        ("note", ("%",), [], 'Note contains "%"'),
    ],
)  # fmt: skip
def test_a_part_of_a_text_and_ranges_narrow_the_list(
    window: MainWindow, people: dict[str, str], key: str, typed: tuple[str, ...], found: list[str], chip: str
) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    chord(page.table, Key.Key_F, CTRL | SHIFT)
    dialog = opened(FilterDialog)
    for edit, text in zip(dialog.lines[f"custom.{key}"].edits, typed, strict=True):
        edit.main.setProperty("text", text)
    press(dialog, Key.Key_Return, CTRL)
    assert sorted(names(page, people)) == sorted(found)
    assert [one.text for one in page.narrowing.chips] == [chip]
    assert page.narrowing.isVisible()
    click(page.narrowing.chips[0].remove)
    assert len(page.table.rows.ids) == len(people)
    assert not page.narrowing.isVisible()


@pytest.mark.parametrize(
    ("key", "code", "found"),
    [("skin", "Dry", ["Ana"]), ("vegan", "yes", ["Ana"]), ("vegan", "no", ["Bea", "ليلى"])],
)
def test_choices_and_yes_or_no_narrow_the_list(
    window: MainWindow, people: dict[str, str], key: str, code: str, found: list[str]
) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    click(page.more_filters)
    dialog = opened(FilterDialog)
    combo: Any = dialog.lines[f"custom.{key}"].edits[0].main
    combo.setCurrentIndex(combo.findData(code))
    press(dialog, Key.Key_Return, CTRL)
    assert sorted(names(page, people)) == sorted(found)
    click(page.more_filters)
    again = opened(FilterDialog)
    assert again.lines[f"custom.{key}"].edits[0].text() == code
    click(again.clear_button)
    press(again, Key.Key_Return, CTRL)
    assert len(page.table.rows.ids) == len(people)


def test_amounts_are_filtered_in_the_currency_they_are_held_in(
    window: MainWindow, workspace: Workspace, people: dict[str, str], fields: dict[str, str]
) -> None:
    third = ref("creator", people["ليلى"])
    workspace.do(set_custom_value, record=third, field_id=fields["fee"], value=Money(70_000, "GBP"))
    page = shown(window, CreatorsPage, Place("creators"))
    page.desk.workspace.do(set_setting, key=CURRENCY, value="USD")
    click(page.more_filters)
    dialog = opened(FilterDialog)
    line = dialog.lines["custom.fee"]
    least, most = (one for one in line.edits if isinstance(one, MoneyEdit))
    assert most.currency.currentData() == "EUR"
    assert not least.currency.isVisible()
    assert line.note == "Amounts in GBP are left out."
    write(least.main, "100")
    press(dialog, Key.Key_Return, CTRL)
    assert names(page, people) == ["Ana"]
    click(page.more_filters)
    again = opened(FilterDialog)
    line = again.lines["custom.fee"]
    assert [one.text() for one in line.edits] == ["100.00 EUR", ""]
    box = line.edits[1]
    assert isinstance(box, MoneyEdit)
    box.currency.setCurrentIndex(box.currency.findData("GBP"))
    assert line.edits[0].text() == "100.00 GBP"
    assert line.note == "Amounts in EUR are left out."
    press(again, Key.Key_Return, CTRL)
    assert names(page, people) == ["ليلى"]


def test_a_bound_that_cannot_be_read_keeps_the_dialog(window: MainWindow, people: dict[str, str]) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    click(page.more_filters)
    dialog = opened(FilterDialog)
    write(dialog.lines["custom.size"].edits[0].main, "many")
    press(dialog, Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert dialog.lines["custom.size"].message == '"many" is not a number.'
    press(dialog, Key.Key_Escape)
    assert len(page.table.rows.ids) == len(people)


def test_filters_that_leave_nobody_are_cleared_at_once(window: MainWindow, people: dict[str, str]) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    click(page.more_filters)
    dialog = opened(FilterDialog)
    write(dialog.lines["custom.size"].edits[0].main, "60")
    press(dialog, Key.Key_Return, CTRL)
    assert page.body.currentWidget() is page.nothing
    assert page.nothing.primary is not None
    click(page.nothing.primary)
    assert len(page.table.rows.ids) == len(people)
    assert not page.narrowing.chips


def test_a_field_that_is_gone_narrows_sorts_and_shows_nothing_until_it_is_back(
    window: MainWindow, people: dict[str, str], fields: dict[str, str]
) -> None:
    page = shown(window, CreatorsPage, Place("creators"))
    choose(page, "custom.size")
    page.sort_by("custom.size", True)
    page.narrowing.put([Condition("custom.size", least=40)])
    assert names(page, people) == ["Bea"]
    window.desk.tasks.do(trash_custom_field, field_id=fields["size"])
    QApplication.processEvents()
    assert len(page.table.rows.ids) == len(people)
    assert "custom.size" not in keys_of(page)
    assert not page.narrowing.isVisible()
    window.desk.tasks.undo()
    QApplication.processEvents()
    assert "custom.size" in keys_of(page)
    assert cell(page, people["Bea"], "custom.size") == NumberCell("41")


def test_without_fields_there_is_nothing_to_filter_by(window: MainWindow, workspace: Workspace) -> None:
    workspace.do(add_creator, name="Ana")
    page = shown(window, CreatorsPage, Place("creators"))
    assert not page.more_filters.isVisible()
    assert page.offers()["filter.more"].why_not == "There are no fields of your own to filter by."
    window.desk.tasks.do(add_custom_field, table="creator", label="Size", kind="int")
    assert page.more_filters.isVisible()
    assert not page.offers()["filter.more"].why_not


def test_the_filters_have_room_in_a_small_window(window: MainWindow, people: dict[str, str]) -> None:
    assert people
    page = shown(window, CreatorsPage, Place("creators"))
    for width, height in ((1280, 800), (1024, 700)):
        window.resize(width, height)
        QApplication.processEvents()
        assert window.width() == width
        assert page.filters.width() >= page.filters.minimumSizeHint().width()
        assert page.choose_columns.geometry().right() <= page.filters.width()
