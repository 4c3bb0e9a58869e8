"""The Payees page: made for a creator, tied to further ones, the tax form as a file, and the year that is shown."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.picks import SearchEdit
from infludesk.gui.navigation import Place
from infludesk.gui.pages.payees import PayeesPage
from infludesk.gui.payments.deciding import PaidForDialog, PayeeDialog
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee
from infludesk.payments.model import Payee, PayeeLink
from infludesk.payments.payees import TAX_FORM, add_payee
from infludesk.payments.paying import mark_paid
from infludesk.records.model import Attachment
from infludesk.records.store import attached, stored_file
from infludesk.workspace import Workspace

WindowT = TypeVar("WindowT")


@pytest.fixture
def creators(workspace: Workspace) -> list[str]:
    return [str(workspace.do(add_creator, name=name).value) for name in ("Ana Ruiz", "Renée 李", "Cleo")]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, creators: list[str]) -> Iterator[PayeesPage]:
    del creators
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = PayeesPage(desk)
    qtbot.addWidget(made)
    made.resize(970, 620)
    made.go_to(Place("payees"))
    made.show()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, EntryDialog):
            one.close()


@pytest.fixture
def ana(page: PayeesPage, workspace: Workspace, creators: list[str]) -> str:
    """Ana's payee, in the United States, shown beside the list; she was paid in two years."""
    campaign = workspace.do(create_campaign, name="Spring Launch", client="Acme", creator_ids=creators[:1]).value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=creators[:1]).value
    fee = workspace.do(add_creator_fee, participation_id=part, amount=Money(3_000_00, "USD")).value
    party = ref("creator", creators[0])
    payee = str(workspace.do(add_payee, name="Ana LLC", for_party=party, country="US").value)
    for day, minor in (("2025-12-31", 599_99), ("2026-01-01", 1_000_00)):
        workspace.do(mark_paid, fee_ids=[fee], paid_on=day, amount=Money(minor, "USD"))
    page.reload()
    page.table.focus_id(payee)
    page.inspector_frame.show()
    page.beside.show_record(payee)
    return payee


def opened(kind: type[WindowT]) -> WindowT:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def confirm(dialog: EntryDialog) -> None:
    press(dialog, Key.Key_Return, Modifier.ControlModifier)


def shown(page: PayeesPage, payee_id: str) -> dict[str, str]:
    row = page.desk.workspace.read(lambda conn: page.fetch_rows(conn, [payee_id]))[payee_id]
    return {column.key: column.cell(row).display for column in page.columns()}


def creator(dialog: PayeeDialog | PaidForDialog) -> SearchEdit:
    edit = dialog.edits["creator_id"]
    assert isinstance(edit, SearchEdit)
    return edit


def choose(dialog: PayeeDialog | PaidForDialog, words: str) -> None:
    dialog.activateWindow()
    edit = creator(dialog)
    edit.line.setFocus()
    QCoreApplication.processEvents()
    type_text(edit.line, words)
    completer = edit.combo.completer()
    assert completer is not None
    popup = completer.popup()
    press(popup if popup is not None and popup.isVisible() else edit.line, Key.Key_Tab)


def test_a_payee_is_made_for_a_creator_by_keys_alone(
    page: PayeesPage, workspace: Workspace, creators: list[str]
) -> None:
    assert page.empty.primary is not None
    press(page.empty.primary, Key.Key_Space)
    dialog = opened(PayeeDialog)
    choose(dialog, "Nobody known")
    confirm(dialog)
    assert dialog.message.text().startswith('"Nobody known" is not in the list.')
    creator(dialog).line.clear()
    choose(dialog, "Ana Ruiz")
    name = dialog.edits["name"].main
    assert isinstance(name, QLineEdit)
    assert name.text() == "Ana Ruiz"
    confirm(dialog)
    (link,) = workspace.read(lambda conn: find(conn, PayeeLink))
    assert (link.for_party, link.preferred) == (ref("creator", creators[0]), True)
    (payee,) = workspace.read(lambda conn: find(conn, Payee))
    assert "Ana Ruiz" in shown(page, payee.id)["for"]
    last = workspace.undoable()
    assert last is not None
    assert last.label == "Add payee Ana Ruiz"
    workspace.undo()
    assert workspace.read(lambda conn: find(conn, PayeeLink)) == []


def test_a_payee_of_nobody_yet_is_listed_sorted_and_trashed(page: PayeesPage, workspace: Workspace) -> None:
    page.add()
    dialog = opened(PayeeDialog)
    name = dialog.edits["name"].main
    name.setFocus()
    type_text(name, "Ana Ltd")
    confirm(dialog)
    (payee,) = workspace.read(lambda conn: find(conn, Payee))
    assert list(shown(page, payee.id).values())[:4] == ["Ana Ltd", "–", "–", "No form"]
    page.beside.show_record(payee.id)
    assert page.beside.note.text().startswith("No US form is known of")
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
    for view in ("reached", "paid", "no_form"):
        page.filters.set_values("", {"view": view})
    assert page.table.rows.ids == [payee.id]
    page.offers()["trash"].run()
    assert workspace.read(lambda conn: find(conn, Payee)) == []


def test_a_payee_is_paid_for_a_further_creator(
    page: PayeesPage, workspace: Workspace, ana: str, creators: list[str]
) -> None:
    click(page.beside.link_button)
    dialog = opened(PaidForDialog)
    confirm(dialog)
    assert dialog.message.text() == "Needed: a creator."
    choose(dialog, "Cleo")
    confirm(dialog)
    links = workspace.read(lambda conn: find(conn, PayeeLink, "payee_id = ?", (ana,)))
    assert {one.for_party for one in links} == {ref("creator", creators[0]), ref("creator", creators[2])}


def test_another_tax_year_is_shown_and_kept(page: PayeesPage, workspace: Workspace, ana: str) -> None:
    assert shown(page, ana)["year"] == "$1,000.00 of $2,000.00"
    assert page.years.text() == "Tax year 2026"
    last_year = page.years.menu().actions()[1]
    assert last_year.text() == "2025"
    last_year.trigger()
    assert page.years.text() == "Tax year 2025"
    assert shown(page, ana)["year"] == "$599.99 of $600.00"
    page.beside.show_record(ana)
    page.beside.elsewhere.click()
    dialog = opened(EntryDialog)
    assert dialog.windowTitle() == "Paid elsewhere in 2025"
    amount = dialog.focusWidget()
    assert amount is not None
    type_text(amount, "0.01")
    confirm(dialog)
    page.filters.set_values("", {"view": "reached"})
    assert page.table.rows.ids == [ana]
    assert page.beside.sums.texts["Paid elsewhere"] == "$0.01"
    page.show_year(2026)
    assert page.table.rows.ids == []
    assert workspace.undoable() is not None


def test_a_tax_form_is_kept_by_its_hash_replaced_and_removed(
    page: PayeesPage, workspace: Workspace, dialogs: FakeDialogs, ana: str, tmp_path: Path
) -> None:
    files = [tmp_path / "w9.pdf", tmp_path / "w9 new.pdf"]
    for file in files:
        file.write_bytes(file.name.encode())

    def form() -> Attachment | None:
        return workspace.read(lambda conn: attached(conn, ref("payee", ana), TAX_FORM))

    click(page.beside.attach_button)
    assert form() is None
    for file in files:
        dialogs.path = file
        click(page.beside.attach_button)
        found = form()
        assert found is not None
        assert (found.name, found.sensitive) == (file.name, True)
        assert stored_file(workspace.attachments, found.sha256) is not None
        assert page.beside.attach_button.text() == "Replace tax form…"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    buttons = {one.accessibleName(): one for one in page.beside.findChildren(QAbstractButton)}
    assert buttons["Open w9 new.pdf"].isEnabled()
    click(buttons["Remove the tax form"])
    assert form() is None
    assert page.beside.attach_button.text() == "Attach tax form…"
    workspace.undo()
    assert form() is not None
    dialogs.path = tmp_path / "gone.pdf"
    click(page.beside.attach_button)
    assert page.beside.strip.accessibleName().startswith('"gone.pdf" cannot be read.')
