"""Step 2 of the import: the box of fields by keys and mouse, fields that a remembered mapping makes, and tabs."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from imports_page import go, words
from press import Key, Modifier, click, press, type_text
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from infludesk.gui.imports.draft import COLUMNS, FILE, MATCHES
from infludesk.gui.imports.field_combo import FieldCombo
from infludesk.gui.imports.new_field import NewFieldDialog
from infludesk.gui.imports.shelf import Waiting
from infludesk.gui.pages.imports import ImportsPage
from infludesk.records.model import CustomField

LIST = "agency.csv"  # what ``write`` calls it
FEES = "Name;Honorar"
FEE = CustomField(table_name="creator", key="honorar", label="Honorar €", field_kind="money")


def typed(page: ImportsPage, place: int, text: str) -> FieldCombo:
    """The box of a column, with this typed into it."""
    field = page.wizard.columns.lines[place].field
    field.setFocus()
    press(field, Key.Key_A, Modifier.ControlModifier)
    type_text(field, text)
    return field


def dialogs() -> list[NewFieldDialog]:
    """The dialogs for a new field that are open."""
    QApplication.processEvents()
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, NewFieldDialog) and one.isVisible()]


def popup(field: FieldCombo) -> QListView:
    """The fields offered for what was typed."""
    completer = field.completer()
    assert completer is not None
    found = completer.popup()
    assert isinstance(found, QListView)
    return found


def target(page: ImportsPage, place: int) -> str:
    """Where a column goes."""
    column = page.wizard.columns.lines[place].column
    assert column is not None
    return column.target


def remember_fee(page: ImportsPage, write: Callable[..., Path], *rows: str) -> None:
    """Send a column to a field that is to be made, remember that, and leave without importing."""
    go(page, f"file:{write(FEES, *rows)}")
    draft = page.wizard.draft
    assert draft is not None
    page.wizard.columns.changed.emit(draft.with_field(1, FEE))
    page.offers()["main"].run()
    assert page.wizard.step == MATCHES


def test_fields_that_a_remembered_mapping_makes_are_known_at_every_step(
    page: ImportsPage, write: Callable[..., Path]
) -> None:
    rows = ("Ana;100,50 €", "Leo;20,00 €")
    remember_fee(page, write, *rows)
    click(page.wizard.close_button)
    go(page, f"file:{write(FEES, *rows, name='again.csv')}")
    assert page.wizard.draft is not None
    assert page.wizard.draft.columns.custom
    page.wizard.show_step(MATCHES)
    page.wizard.matches.table.focus_id("2")
    QApplication.processEvents()
    said = words(page.wizard.matches.panel)
    assert "Honorar €" in said
    assert "€100.50" in said
    assert "custom.honorar" not in said
    press(page.wizard, Key.Key_Escape)
    page.wizard.show_step(COLUMNS)
    line = page.wizard.columns.lines[1]
    assert line.field.currentText() == "Honorar €"
    assert "€100.50" in line.example.whole


@pytest.mark.parametrize("way", ["mouse", "keys", "list"])
def test_new_custom_field_asks_once(page: ImportsPage, write: Callable[..., Path], qtbot: QtBot, way: str) -> None:
    go(page, f"file:{write('Name,Shoe', 'Ana,38', 'Leo,44')}")
    if way == "list":
        field = page.wizard.columns.lines[1].field
        field.showPopup()
        shown = field.view()
        assert field.itemText(2) == "New custom field…", "it stands among the first"
        click(shown.viewport(), shown.visualRect(field.model().index(2, 0)).center())
    else:
        field = typed(page, 1, "new cus")
        qtbot.waitUntil(popup(field).isVisible)
        if way == "mouse":
            index = popup(field).model().index(0, 0)
            click(popup(field).viewport(), popup(field).visualRect(index).center())
        else:
            press(popup(field), Key.Key_Down)
            press(popup(field), Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialogs()))
    qtbot.wait(20)
    (dialog,) = dialogs()
    assert field.currentText() == "Keep as a note"
    press(dialog, Key.Key_Escape)
    QApplication.processEvents()
    assert dialogs() == []
    assert target(page, 1) == "note"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cit", "creator.city"), ("city", "creator.city"), ("name", "creator.name"),
        ("FOLLOWERS", "account_snapshot.followers"), ("leave", ""),
    ],
)  # fmt: skip
def test_enter_takes_the_best_field_of_those_shown(
    page: ImportsPage, write: Callable[..., Path], qtbot: QtBot, text: str, code: str
) -> None:
    go(page, f"file:{write('Who,Where', 'Ana,Oslo', 'Leo,Rome')}")
    field = typed(page, 1, text)
    qtbot.waitUntil(popup(field).isVisible)
    press(popup(field), Key.Key_Return)
    assert target(page, 1) == code
    assert not popup(field).isVisible()
    assert field.currentText() == field.itemText(field.currentIndex())


def test_a_field_shown_that_is_walked_to_is_taken(page: ImportsPage, write: Callable[..., Path], qtbot: QtBot) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    field = typed(page, 1, "city")
    qtbot.waitUntil(popup(field).isVisible)
    shown = popup(field).model()
    assert shown.rowCount() > 1
    press(popup(field), Key.Key_Down)
    press(popup(field), Key.Key_Down)
    words_of = str(shown.index(1, 0).data())
    press(popup(field), Key.Key_Return)
    assert field.currentText() == words_of


def test_what_is_no_field_is_said_so_below_the_box(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    line = page.wizard.columns.lines[1]
    field = typed(page, 1, "qqq")
    press(field, Key.Key_Return)
    assert line.missed.isVisible()
    assert line.missed.text() == "There is no such field."
    assert line.missed.mapTo(page, line.missed.rect().topLeft()).y() > field.mapTo(page, field.rect().topLeft()).y()
    assert line.missed.mapTo(page, line.missed.rect().topLeft()).x() == field.mapTo(page, field.rect().topLeft()).x()
    assert (field.currentText(), target(page, 1)) == ("Keep as a note", "note")
    type_text(field, "c")
    assert not line.missed.isVisible(), "it is typed anew"


def test_what_may_be_done_with_a_column_stands_above_the_fields(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    field = page.wizard.columns.lines[1].field
    assert [field.itemText(n) for n in range(3)] == ["Leave out", "Keep as a note", "New custom field…"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("100,50 €", "20,00 €"), "money"), (("31.03.2026", "01.04.2026"), "day"), (("38", "44"), "int"),
        (("red", "a longer one"), "text"), (("red", "blue", "red", "blue", "red"), "choice"),
    ],
)  # fmt: skip
def test_a_new_field_has_the_kind_of_its_cells(
    page: ImportsPage, write: Callable[..., Path], qtbot: QtBot, cells: tuple[str, ...], kind: str
) -> None:
    rows = [f"Creator {n};{cell}" for n, cell in enumerate(cells)]
    go(page, f"file:{write('Name;Zzz', *rows)}")
    field = typed(page, 1, "new custom")
    press(field, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(dialogs()))
    assert dialogs()[0].kind.currentData() == kind


def test_of_several_tabs_the_one_read_is_said(page: ImportsPage, tmp_path: Path) -> None:
    path = tmp_path / "agency.xlsx"
    with xlsxwriter.Workbook(path) as book:
        notes, people = book.add_worksheet("Notes"), book.add_worksheet("Creators 2024")
        notes.write_column(0, 0, ["Call the agency about the autumn.", "Ask for prices."])
        for at, row in enumerate([("Name", "Email"), ("Ana", "ana@example.com"), ("Leo", "leo@example.com")]):
            people.write_row(at, 0, row)
    go(page, f"file:{path}")
    assert page.wizard.step == FILE
    assert page.wizard.strip.accessibleName().startswith("2 tabs hold rows. Creators 2024 is read.")
    tab = page.wizard.file.combos["tab"]
    assert tab.currentText() == "Creators 2024"
    tab.setCurrentIndex(tab.findText("Creators 2024"))
    tab.activated.emit(tab.currentIndex())
    assert "hold rows" not in words(page.wizard.strip), "it was chosen"


def test_every_file_that_waits_can_be_reached(page: ImportsPage, tmp_path: Path) -> None:
    shelf, taken = page.drafts, list[Waiting]()
    shelf.continued.connect(taken.append)
    files = [Waiting(tmp_path / f"list {n}.csv") for n in range(6)]
    shelf.show_files(files)
    assert shelf.more.text() == "Show 3 more files"
    click(shelf.more)
    assert not shelf.more.isVisible()
    click(shelf.buttons[5])
    assert taken == [files[5]]
    shelf.show_files(files[:5])
    assert len(shelf.buttons) == 5, "what was opened stays so"


def test_numbers_are_of_the_country_that_their_row_names(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Phone,Where', 'Ana,91 1234567,ES', 'Leo,030 1234567,DE')}")
    phone = page.wizard.columns.lines[1]
    assert phone.column is not None
    assert "does not say which country" in phone.column.doubt
    ways = phone.ways["country"]
    assert [ways.itemText(0), ways.itemText(ways.findData("DE"))] == ["Country: from the row", "Germany (+49)"]
    press(typed(page, 2, "country"), Key.Key_Return)
    assert target(page, 2) == "creator.country"
    assert phone.column.doubt == ""
    press(typed(page, 2, "leave"), Key.Key_Return)
    assert "does not say which country" in phone.column.doubt, "no row tells it any more"


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_no_way_of_reading_is_cut(page: ImportsPage, write: Callable[..., Path], size: tuple[int, int]) -> None:
    page.resize(size[0] - 208, size[1] - 60)
    rows = ("Ana;a@example.com|b@example.com;12.500;3,4;03/04/1990;+49 30 1234567;20 €;@ana @leo;de|en",)
    go(page, f"file:{write('Name;Email;Followers;ER;Birthday;Phone;Typical fee;Instagram;Languages', *rows)}")
    for line in page.wizard.columns.lines.values():
        for combo in line.ways.values():
            room = combo.width() - 40
            for at in range(combo.count()):
                if combo.accessibleName().endswith("without a country"):
                    continue
                assert combo.fontMetrics().horizontalAdvance(combo.itemText(at)) <= room, combo.itemText(at)
