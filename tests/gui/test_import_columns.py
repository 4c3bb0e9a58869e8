"""Step 2 of the import: fields found by typing, ways to read, what is stored, own fields, columns remembered."""

from collections.abc import Callable
from pathlib import Path

from imports_page import creators, go, words
from press import Key, Modifier, click, press, type_text
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from infludesk.creators.model import Creator
from infludesk.db.rows import find
from infludesk.gui.imports.draft import COLUMNS, MATCHES, REVIEW
from infludesk.gui.imports.new_field import NewFieldDialog
from infludesk.gui.pages.imports import ImportsPage
from infludesk.importing.model import ImportMapping, ImportRun
from infludesk.kernel.ids import ref
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.workspace import Workspace

LIST = "agency.csv"  # what ``write`` calls it


def go_on(page: ImportsPage) -> None:
    """Ctrl+Enter."""
    page.offers()["main"].run()


def asked_field(page: ImportsPage, place: int, qtbot: QtBot) -> NewFieldDialog:
    """The dialog for a field of one's own, asked for a column."""
    combo = page.wizard.columns.lines[place].field
    new = combo.findText("New custom field…")
    combo.setCurrentIndex(new)
    combo.activated.emit(new)
    found: list[NewFieldDialog] = []

    def shown() -> bool:
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, NewFieldDialog))
        found[:] = [one for one in shown if one.isVisible()]
        return bool(found) and found[0].isActiveWindow()

    qtbot.waitUntil(shown)
    return found[-1]


def test_a_field_is_found_by_typing_a_part_of_its_name(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    line = page.wizard.columns.lines[1]
    assert line.field.currentText() == "Keep as a note"
    line.field.setFocus()
    press(line.field, Key.Key_A, Modifier.ControlModifier)
    type_text(line.field, "city")
    press(line.field, Key.Key_Return)
    assert line.column is not None
    assert line.column.target == "creator.city"
    assert not line.example.isVisible(), "what is stored as it is written is not said twice"


def test_what_is_no_field_goes_once_it_is_left(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    field = page.wizard.columns.lines[1].field
    field.setFocus()
    press(field, Key.Key_A, Modifier.ControlModifier)
    type_text(field, "qqq")
    page.wizard.columns.lines[0].field.setFocus()
    assert field.currentText() == "Keep as a note"


def test_days_are_shown_as_they_will_be_stored(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Birthday', 'Ana,03/04/1990', 'Leo,05/06/1991')}")
    line = page.wizard.columns.lines[1]
    assert "1990" in line.example.whole
    assert "Apr" in line.example.whole
    assert "day first" in words(page.wizard.columns)
    order = line.ways["order"]
    order.setCurrentIndex(order.findData("mdy"))
    order.activated.emit(order.currentIndex())
    assert "Mar" in line.example.whole
    assert "day first" not in words(page.wizard.columns), "what was chosen is no doubt any more"


def test_a_number_without_its_country_gets_the_one_chosen(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Phone', 'Ana,030 1234567')}")
    country = page.wizard.columns.lines[1].ways["country"]
    country.setCurrentIndex(country.findData("DE"))
    country.activated.emit(country.currentIndex())
    assert "49" in page.wizard.columns.lines[1].example.whole
    for _ in range(3):
        go_on(page)
    (ana,) = workspace.read(lambda conn: find(conn, Creator))
    assert (ana.phone or "").startswith("+49")


def test_a_field_of_ones_own_is_made_with_the_import_and_undone_with_it(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write('Name,Shoe', 'Ana,38', 'Leo,44')}")
    dialog = asked_field(page, 1, qtbot)
    assert dialog.name.text() == "Shoe"
    dialog.kind.setCurrentIndex(dialog.kind.findData("int"))
    click(dialog.confirm_button)
    assert page.wizard.columns.lines[1].field.currentText() == "Shoe"
    assert workspace.read(lambda conn: custom_fields(conn, "creator")) == ()
    page.wizard.show_step(REVIEW)
    assert "New fields are made: Shoe." in words(page.wizard.review)
    go_on(page)
    (made,) = workspace.read(lambda conn: custom_fields(conn, "creator"))
    assert (made.label, made.field_kind) == ("Shoe", "int")
    refs = {one.name: ref("creator", one.id) for one in workspace.read(lambda conn: find(conn, Creator))}
    values = workspace.read(lambda conn: custom_values(conn, list(refs.values())))
    assert values[refs["Leo"]] == {made.key: 44}
    workspace.undo()
    assert workspace.read(lambda conn: custom_fields(conn, "creator")) == ()


def test_a_field_of_ones_own_needs_a_name_that_is_free_and_words_to_choose_from(
    page: ImportsPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    go(page, f"file:{write('Name,City,Team', 'Ana,Oslo,Red', 'Leo,Rome,Blue')}")
    dialog = asked_field(page, 1, qtbot)
    click(dialog.confirm_button)
    assert dialog.isVisible()
    assert dialog.message.text() == 'There is a field named "City" already.'
    press(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
    assert page.wizard.columns.lines[1].field.currentText() == "City", "nothing was chosen"
    dialog = asked_field(page, 2, qtbot)
    dialog.kind.setCurrentIndex(dialog.kind.findData("choice"))
    assert dialog.words.text() == "Red, Blue"
    dialog.words.clear()
    click(dialog.confirm_button)
    assert dialog.message.text() == "A choice needs words to choose from."
    type_text(dialog.words, "Red, Blue, Green")
    press(dialog.words, Key.Key_Return, Modifier.ControlModifier)
    assert page.wizard.draft is not None
    assert page.wizard.draft.columns.custom[0].choices == ("Red", "Blue", "Green")


def test_confirmed_columns_are_remembered_and_used_next_time_by_themselves(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    wizard = page.wizard
    assert wizard.columns.name.text() == "agency"
    wizard.columns.name.selectAll()
    type_text(wizard.columns.name, "Agency list")
    field = wizard.columns.lines[1].field
    field.setCurrentIndex(field.findText("City"))
    field.activated.emit(field.currentIndex())
    go_on(page)
    (saved,) = workspace.read(lambda conn: find(conn, ImportMapping))
    assert saved.name == "Agency list"
    go_on(page)
    go_on(page)
    (run,) = workspace.read(lambda conn: find(conn, ImportRun))
    assert run.mapping_id == saved.id

    go(page, f"file:{write('Name,Where', 'Leo,Rome', name='again.csv')}")
    assert wizard.step == REVIEW, "nothing is left to decide"
    assert wizard.remembered.accessibleName() == 'Mapping "Agency list" of 12 Mar 2026 is used.'
    change = next(one for one in wizard.remembered.findChildren(QPushButton) if one.isVisible())
    click(change)
    assert wizard.step == COLUMNS
    assert wizard.columns.lines[1].field.currentText() == "City"
    go_on(page)
    assert wizard.step == MATCHES
    assert len(workspace.read(lambda conn: find(conn, ImportMapping))) == 1, "what is known is not kept again"
    wizard.show_step(COLUMNS)
    click(next(one for one in wizard.remembered.findChildren(QPushButton) if one.text() == "Propose anew"))
    assert wizard.columns.lines[1].field.currentText() == "Keep as a note"
    assert not wizard.remembered.isVisible()


def test_columns_without_a_name_are_not_remembered(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo')}")
    page.wizard.columns.name.selectAll()
    press(page.wizard.columns.name, Key.Key_Delete)
    for _ in range(3):
        go_on(page)
    assert creators(workspace) == ["Ana"]
    assert workspace.read(lambda conn: find(conn, ImportMapping)) == []


def test_a_very_wide_file_shows_all_its_columns_after_a_while(
    page: ImportsPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    heads, cells = (",".join(f"{word} {n}" for n in range(90)) for word in ("Column", "cell"))
    go(page, f"file:{write(f'Name,{heads}', f'Ana,{cells}')}")
    step = page.wizard.columns
    assert len(step.lines) < 91
    qtbot.waitUntil(lambda: len(step.lines) == 91)
    assert step.lines[90].field.currentText() == "Keep as a note"
