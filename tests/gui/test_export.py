"""The export dialog: what is shown is what is written, problems are told in it, and it remembers."""

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_creator, set_field
from infludesk.db.transaction import Tx
from infludesk.exporting import views
from infludesk.exporting.files import Written
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import RESULT_KEYS, Shown
from infludesk.gui.exports.dialog import ExportDialog
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.creators import CreatorsPage
from infludesk.gui.tasks import Tasks
from infludesk.kernel.errors import Cancelled
from infludesk.workspace import Workspace


@pytest.fixture
def ana(workspace: Workspace) -> str:
    made = str(workspace.do(add_creator, name="Ana Ruiz", profile="https://instagram.com/ana.cooks").value)
    workspace.do(set_field, creator_id=made, name="email", value="ana@example.com")
    workspace.do(add_creator, name="=Bo", profile="https://tiktok.com/@bo")
    return made


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def opened(qtbot: QtBot, desk: Desk, shown: Shown) -> ExportDialog:
    dialog = ExportDialog(None, desk, shown)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def everybody(workspace: Workspace) -> tuple[str, ...]:
    return workspace.read(lambda conn: tuple(row[0] for row in conn.execute("SELECT id FROM creator ORDER BY name")))


def shown_rows(dialog: ExportDialog) -> list[str]:
    assert dialog.table is not None
    rows = dialog.table.rows
    return [str(rows.data(rows.index(row, 1))) for row in range(rows.rowCount())]


@pytest.mark.usefixtures("ana")
def test_the_view_is_written_as_it_was_shown(
    qtbot: QtBot, desk: Desk, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "people"
    shown = Shown("creators", "creators", everybody(workspace), keys=("name", "owner"))
    dialog = opened(qtbot, desk, shown)
    assert dialog.confirm_button.text() == "Export 2 creators…"
    press(dialog, Key.Key_Return, Modifier.ControlModifier)
    written = lines(tmp_path / "people.csv")
    assert [line[:3] for line in written] == [
        ["Name", "Platform", "Handle"], ["'=Bo", "TikTok", "bo"], ["Ana Ruiz", "Instagram", "ana.cooks"],
    ]  # fmt: skip
    assert dialogs.filters == ("CSV files (*.csv)",)
    assert dialog.isVisible()
    assert dialog.open_button.isVisible()
    assert dialog.show_button.isVisible()
    press(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_first_rows_are_those_of_the_file(qtbot: QtBot, desk: Desk, workspace: Workspace, ana: str) -> None:
    shown = Shown("creators", "creators", everybody(workspace), (ana,), ("name",))
    dialog = opened(qtbot, desk, shown)
    assert dialog.what.currentData() == "ticked"
    qtbot.waitUntil(lambda: shown_rows(dialog) == ["Ana Ruiz"])
    assert dialog.confirm_button.text() == "Export 1 creator…"
    dialog.what.setCurrentIndex(dialog.what.findData("view"))
    qtbot.waitUntil(lambda: shown_rows(dialog) == ["'=Bo", "Ana Ruiz"])
    assert dialog.what.itemText(dialog.what.findData("all")) == "Everything in this table (2)"


@pytest.mark.usefixtures("ana")
def test_internal_fields_stay_out_unless_asked_for(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "all.csv"
    dialog = opened(qtbot, desk, Shown("creators", "creators"))
    dialog.what.setCurrentIndex(dialog.what.findData("all"))
    dialog.columns.choose("all")
    dialog.columns.chosen.emit("all")
    assert dialog.leave_out.isChecked()
    assert "E-mail" in dialog.about.text()
    assert "Phone" in dialog.about.text()
    click(dialog.confirm_button)
    assert "E-mail" not in lines(tmp_path / "all.csv")[0]
    again = opened(qtbot, desk, Shown("creators", "creators"))
    again.what.setCurrentIndex(again.what.findData("all"))
    assert again.columns.value == "all"
    again.leave_out.setChecked(False)
    click(again.confirm_button)
    head = lines(tmp_path / "all.csv")[0]
    assert "E-mail" in head
    assert "Phone" not in head


def test_a_card_has_e_mail_and_phone_and_what_was_ticked_is_kept_for_each_format(
    qtbot: QtBot, desk: Desk, workspace: Workspace, ana: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    workspace.do(set_field, creator_id=ana, name="phone", value="+34 600 100 200")
    dialog = opened(qtbot, desk, Shown("creators", "creators", ids=(ana,)))
    assert dialog.leave_out.isChecked()
    dialog.format.choose("vcard")
    dialog.format.chosen.emit("vcard")
    assert not dialog.leave_out.isChecked()
    assert dialog.private.isChecked()
    dialogs.path = tmp_path / "ana.vcf"
    click(dialog.confirm_button)
    card = dialogs.path.read_text(encoding="utf-8")
    assert "ana@example.com" in card
    assert "+34 600 100 200" in card
    again = opened(qtbot, desk, Shown("creators", "creators", ids=(ana,)))
    assert not again.leave_out.isChecked()
    again.private.setChecked(False)
    assert "Phone" in again.about.text()
    click(again.confirm_button)
    third = opened(qtbot, desk, Shown("creators", "creators", ids=(ana,)))
    assert (third.leave_out.isChecked(), third.private.isChecked()) == (False, False)
    third.format.choose("csv")
    third.format.chosen.emit("csv")
    assert third.leave_out.isChecked()
    third.columns.choose("all")
    third.columns.chosen.emit("all")
    assert third.table is not None
    assert third.table.rows.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)


@pytest.mark.usefixtures("ana")
def test_what_is_in_the_way_is_told_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "taken.csv"
    dialogs.path.mkdir()
    dialog = opened(qtbot, desk, Shown("creators", "creators"))
    dialog.what.setCurrentIndex(dialog.what.findData("all"))
    click(dialog.confirm_button)
    assert '"taken.csv" is a folder' in dialog.strip.accessibleName() + dialog.strip.accessibleDescription()
    dialogs.path = tmp_path / "free.csv"
    click(dialog.confirm_button)
    assert len(lines(tmp_path / "free.csv")) == 3


@pytest.mark.usefixtures("ana")
def test_cancelled_leaves_nothing(
    qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr("infludesk.exporting.files.write_csv", stopped)
    dialogs.path = tmp_path / "people.csv"
    dialog = opened(qtbot, desk, Shown("creators", "creators"))
    dialog.what.setCurrentIndex(dialog.what.findData("all"))
    click(dialog.confirm_button)
    assert list(tmp_path.glob("*.csv*")) + list(tmp_path.glob(".people*")) == []
    assert dialog.confirm_button.isEnabled()


@pytest.mark.usefixtures("ana")
def test_everything_goes_to_a_folder_of_its_own(qtbot: QtBot, desk: Desk, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path
    dialog = opened(qtbot, desk, Shown())
    assert "Private fields are in it" in dialog.about.text()
    assert dialog.table is None
    click(dialog.confirm_button)
    made = next(tmp_path.glob("* 2026-03-12"))
    assert lines(made / "tables" / "creator.csv")[0][1] == "id"
    assert (made / "README.txt").exists()


@pytest.mark.usefixtures("ana")
def test_the_list_s_own_keys_open_it(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place("creators"))
    page = window.page
    assert isinstance(page, CreatorsPage)
    qtbot.waitExposed(window)
    window.activateWindow()
    page.table.setFocus()
    assert window.actions_["export"].isEnabled()
    window.actions_["export"].trigger()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    assert dialog.what.itemText(0) == "This view (2)"
    dialog.reject()


@pytest.mark.usefixtures("ana")
def test_leaving_stops_the_export_alone(
    dressed: QApplication, qtbot: QtBot, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    del dressed
    go, told = threading.Event(), list[str]()

    def long(*_: object, progress: Callable[[int, int], None], **__: object) -> None:
        go.wait(5)
        progress(1, 2)

    def other(tx: Tx) -> None:
        go.wait(5)
        tx.progress(1, 2)

    monkeypatch.setattr("infludesk.gui.exports.dialog.export_file", long)
    tasks = Tasks.threaded(workspace)
    try:
        dialog = opened(qtbot, Desk(workspace, tasks, dialogs), Shown("creators", "creators", everybody(workspace)))
        tasks.do(other, then=lambda _: told.append("done"), doing="Import")
        dialogs.path = tmp_path / "people.csv"
        click(dialog.confirm_button)
        press(dialog, Key.Key_Escape)
        with qtbot.waitSignal(tasks.cancelled) as cancelled:
            go.set()
        assert cancelled.args == ["Export"]
        qtbot.waitUntil(lambda: told == ["done"])
        assert dialog.isVisible()
        assert dialog.confirm_button.isEnabled()
    finally:
        go.set()
        tasks.close()


@pytest.mark.usefixtures("ana")
def test_what_ends_elsewhere_leaves_a_running_export_alone(
    dressed: QApplication, qtbot: QtBot, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    del dressed
    go = threading.Event()

    def long(*_: object, **__: object) -> Written:
        go.wait(5)
        return Written(tmp_path / "people.csv", 2)

    monkeypatch.setattr("infludesk.gui.exports.dialog.export_file", long)
    tasks = Tasks.threaded(workspace)

    def stopped(_tx: Tx) -> None:
        raise Cancelled

    try:
        dialog = opened(qtbot, Desk(workspace, tasks, dialogs), Shown("creators", "creators", everybody(workspace)))
        dialogs.path = tmp_path / "people.csv"
        click(dialog.confirm_button)
        with qtbot.waitSignal(tasks.cancelled):
            tasks.do(stopped, doing="Import")
        assert not dialog.confirm_button.isEnabled(), "the export still runs"
        go.set()
        qtbot.waitUntil(dialog.open_button.isVisible)
    finally:
        go.set()
        tasks.close()


def test_the_columns_of_results_are_those_the_view_has() -> None:
    assert list(views.results()) == list(RESULT_KEYS)
