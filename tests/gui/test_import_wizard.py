"""The import of contacts, step by step: file, columns, matches and review."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeDialogs
from imports_page import ANA, LEO, NOBODY, UPFLUENCE, creators, go, words
from press import Key, Modifier, click, press, type_text
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator, Tag
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.gui.desk import Desk
from infludesk.gui.imports import wizard as import_wizard
from infludesk.gui.imports.draft import COLUMNS, FILE, MATCHES, REVIEW
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.importing.model import ImportRun
from infludesk.kernel.errors import Cancelled
from infludesk.paths import resource
from infludesk.team.store import add_member
from infludesk.workspace import Workspace


def test_an_unknown_list_begins_at_its_columns_and_is_walked_by_keys(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Email,Shoe', 'Ana,ana@example.com,38', 'Leo,leo@example.com,44', name='list.csv')}")
    wizard = page.wizard
    assert wizard.step == COLUMNS
    assert [wizard.columns.lines[n].field.currentText() for n in range(3)] == ["Name", "E-mail", "Keep as a note"]
    shoe = wizard.columns.lines[2].field
    shoe.setCurrentIndex(0)
    shoe.activated.emit(0)
    assert wizard.columns.lines[2].field.currentText() == "Leave out"
    assert "1 column is left out." in words(wizard.columns)
    page.offers()["main"].run()
    assert wizard.step == MATCHES
    assert list(wizard.matches.table.rows.ids) == ["2", "3"]
    press(wizard.matches.table, Key.Key_Space)
    page.offers()["main"].run()
    assert wizard.step == REVIEW
    assert wizard.next_button.text() == "Import 1 creator"
    page.offers()["second"].run()
    assert wizard.step == MATCHES
    assert wizard.matches.table.rows.ticks == {"3"}
    page.offers()["main"].run()
    type_text(wizard.review.tags, "spring, food")
    wizard.review.basis.setCurrentIndex(1)
    wizard.review.basis.activated.emit(1)
    page.offers()["main"].run()
    assert creators(workspace) == ["Leo"]
    assert sorted(one.label or "" for one in workspace.read(lambda conn: find(conn, Tag))) == ["food", "spring"]
    (run,) = workspace.read(lambda conn: find(conn, ImportRun))
    assert run.lawful_basis == "consent"


def test_a_field_taken_from_another_column_is_said_not_silent(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Stage', 'Ana Ruiz,Ana', name='list.csv')}")
    columns = page.wizard.columns
    name = columns.lines[0].field.currentIndex()
    columns.lines[1].field.setCurrentIndex(name)
    columns.lines[1].field.activated.emit(name)
    assert columns.lines[0].field.currentText() == "Keep as a note"
    assert "Stage goes there now; this one is kept as a note." in words(columns)


def test_how_a_rate_is_read_changes_what_is_imported(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Instagram,ER', 'Ana,@ana.fit,0.034', 'Leo,@leo,0.5', name='list.csv')}")
    wizard = page.wizard
    line = wizard.columns.lines[2]
    assert line.ways["scale"].currentText() == "3.4 is 3.4 %"
    assert line.example.whole == "Stored as 0.03% · 0.5%"
    line.ways["scale"].setFocus()
    press(line.ways["scale"], Key.Key_Down)
    assert wizard.columns.lines[2].ways["scale"].currentText() == "0.034 is 3.4 %"
    assert line.example.whole == "Stored as 3.4% · 50%"
    for _ in range(3):
        page.offers()["main"].run()
    rates = workspace.read(lambda conn: [row[0] for row in conn.execute("SELECT er_ppm FROM account_snapshot")])
    assert sorted(rates) == [34_000, 500_000]


def test_figures_can_be_sent_to_one_of_several_accounts(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Instagram,TikTok,Followers', 'Ana,@ana.fit,@ana,900', name='list.csv')}")
    line = page.wizard.columns.lines[3]
    assert page.wizard.landing() is line.field, "the first doubt has the focus"
    place = line.field.findText("TikTok: Followers")
    line.field.setCurrentIndex(place)
    line.field.activated.emit(place)
    assert page.wizard.landing() is page.wizard.columns.lines[0].field
    for _ in range(3):
        page.offers()["main"].run()
    sql = "SELECT a.platform, s.followers FROM account_snapshot AS s JOIN account AS a ON a.id = s.account_id"
    assert workspace.read(lambda conn: [tuple(row) for row in conn.execute(sql)]) == [("tiktok", 900)]


def test_a_file_that_cannot_be_read_says_why_and_takes_another(
    page: ImportsPage, write: Callable[..., Path], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    bad = tmp_path / "list.pages"
    bad.write_bytes(b"%PDF-1.7 nothing here")
    go(page, f"file:{bad}")
    strip = page.wizard.strip
    assert strip.accessibleName().startswith('"list.pages" cannot be read. Nothing was imported.')
    dialogs.path = write(UPFLUENCE, ANA)
    click(next(one for one in strip.findChildren(QPushButton) if one.text() == "Choose another file"))
    assert page.wizard.step == REVIEW


def test_a_file_without_headings_opens_at_the_file_and_is_read_otherwise(
    page: ImportsPage, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Ana;ana@example.com', 'Leo;leo@example.com', name='plain.csv')}")
    wizard = page.wizard
    assert wizard.step == FILE
    assert wizard.strip.accessibleName().startswith("No row looks like headings.")
    separator = wizard.file.combos["delimiter"]
    assert separator.currentText() == "Semicolon"
    separator.setCurrentIndex(0)
    separator.activated.emit(0)
    assert wizard.step == FILE
    assert wizard.draft is not None
    assert wizard.draft.sheet.delimiter == ","
    assert len(wizard.draft.sheet.columns) == 1


def test_the_same_file_again_changes_nothing_and_leads_to_the_first(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], desk: Desk
) -> None:
    path = write(UPFLUENCE, ANA, LEO)
    go(page, f"file:{path}")
    click(page.wizard.next_button)
    go(page, f"file:{path}")
    wizard = page.wizard
    assert wizard.strip.accessibleName().startswith("All 2 rows are already here and equal. Importing changes nothing.")
    assert not wizard.next_button.isEnabled()
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    click(next(one for one in wizard.strip.findChildren(QPushButton) if one.isVisible()))
    (run,) = workspace.read(lambda conn: find(conn, ImportRun))
    assert gone == [Place("imports", about=(f"run:{run.id}",))]
    go(page, *gone[0].about)
    assert page.table.current_id == run.id
    assert page.table.isVisible()


def test_outcomes_filter_and_f8_finds_what_is_open(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    workspace.do(add_creator, name="Mia Holm", email="office@example.com")
    nora = "4,https://www.instagram.com/nora/,Nora Berg,office@example.com,5"
    go(page, f"file:{write(UPFLUENCE, ANA, NOBODY, nora)}")
    wizard = page.wizard
    assert wizard.step == MATCHES, "the same e-mail under another name is a question"
    table = wizard.matches.table
    page.offers()["item.next"].run()
    assert table.current_id == "3"
    page.offers()["item.next"].run()
    assert table.current_id == "4"
    wizard.matches.show_outcome("skipped")
    assert list(table.rows.ids) == ["3"]
    wizard.matches.show_outcome("all")
    table.tick_all()
    assert table.rows.ticks == {"2", "4"}, "a skipped row cannot be ticked"
    table.rows.clear_ticks()
    wizard.show_step(REVIEW)
    assert wizard.review.account.text() == "0 created, 0 merged, 3 skipped = 3 rows"
    assert not wizard.next_button.isEnabled()


def test_a_row_that_fills_blanks_says_what_it_adds(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], qtbot: QtBot
) -> None:
    workspace.do(add_creator, name="Ana Ruiz", profile="https://www.instagram.com/ana.fit/")
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    assert page.wizard.next_button.text() == "Fill 1 creator"
    page.wizard.show_step(MATCHES)
    table = page.wizard.matches.table
    qtbot.waitUntil(lambda: table.rows.cells("2") is not None)
    cells = table.rows.cells("2")
    assert cells is not None
    assert [one.display for one in cells[1:4]] == ["Ana Ruiz", "Fills blanks", "Adds E-mail, details of ana.fit"]


def test_a_workbook_and_cards_are_read_too(page: ImportsPage) -> None:
    samples = resource("samples")
    go(page, f"file:{samples / 'studio-list.xlsx'}")
    assert page.wizard.step == COLUMNS
    assert page.wizard.draft is not None
    assert len(page.wizard.draft.sheet.rows) == 9
    go(page, f"file:{samples / 'address-book.vcf'}")
    assert page.wizard.step == REVIEW
    page.wizard.show_step(FILE)
    assert "vCard, 5 rows" in words(page.wizard.file)
    assert page.wizard.file.table is not None
    assert len(page.wizard.file.table.rows.ids) == 5


def test_esc_in_the_matches_leaves_the_ticks_as_they_are(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Email', 'Ana,ana@example.com', name='list.csv')}")
    click(page.wizard.next_button)
    press(page.wizard.matches.table, Key.Key_Escape)
    assert not page.wizard.isVisible()
    assert page.wizard.matches.table.rows.ticks == {"2"}


def test_a_run_keeps_where_the_list_came_from(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    page.wizard.review.origin.selectAll()
    type_text(page.wizard.review.origin, "Berlin fair")
    page.wizard.next_button.setFocus()
    press(page.wizard, Key.Key_Return, Modifier.ControlModifier)
    page.offers()["main"].run()
    (run,) = workspace.read(lambda conn: find(conn, ImportRun))
    assert workspace.read(lambda conn: get(conn, ImportRun, run.id)).data_source == "Berlin fair"


def test_an_import_that_is_cancelled_writes_nothing_and_can_be_started_again(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(tx: Tx, **given: object) -> None:
        insert(tx, Creator(name="Half an import"))
        raise Cancelled(given)

    go(page, f"file:{write(UPFLUENCE, ANA)}")
    with monkeypatch.context() as patched:
        patched.setattr(import_wizard, "import_creators", stop)
        click(page.wizard.next_button)
    assert page.wizard.strip.accessibleName() == "Cancelled. Nothing was imported."
    assert creators(workspace) == []
    click(page.wizard.next_button)
    assert creators(workspace) == ["Ana Ruiz"]


def test_a_list_can_be_given_to_somebody_else(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write(UPFLUENCE, ANA)}")
    assert not page.wizard.review.owner.isVisible(), "nobody else is here"
    mia = workspace.do(lambda tx: add_member(tx, name="Mia")).value
    go(page, f"file:{write(UPFLUENCE, LEO, name='leo.csv')}")
    owner = page.wizard.review.owner
    assert [owner.itemText(n) for n in range(owner.count())] == ["Me", "Mia"]
    owner.setFocus()
    press(owner, Key.Key_Down)
    page.offers()["main"].run()
    (leo,) = workspace.read(lambda conn: find(conn, Creator))
    assert leo.owner_id == mia.id


def test_a_formula_is_text_and_the_row_is_named(page: ImportsPage, write: Callable[..., Path]) -> None:
    go(page, f"file:{write('Name,Email,Link', 'Ana,ana@example.com,=1+1', name='list.csv')}")
    page.wizard.show_step(FILE)
    assert 'Row 2 starts with "=". It is taken as text, never computed.' in words(page.wizard.file)
