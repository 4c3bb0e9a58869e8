"""The Invoices page: totals beside their lines, paying, numbers recorded twice, and papers that bill nothing."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from press import Key, Modifier, press, type_text
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.navigation import Place
from infludesk.gui.pages.invoices import InvoicesPage
from infludesk.gui.payments.deciding import InvoiceDialog
from infludesk.gui.payments.invoice_paid import InvoicePaidDialog
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee
from infludesk.payments.invoices import record_invoice, set_invoice_field
from infludesk.payments.model import Payment
from infludesk.payments.payees import add_payee
from infludesk.workspace import Workspace

WindowT = TypeVar("WindowT")


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana").value)


@pytest.fixture
def fee(workspace: Workspace, ana: str) -> str:
    """$1,000 of Ana for Spring Launch."""
    campaign = workspace.do(create_campaign, name="Spring Launch", client="Acme", creator_ids=[ana]).value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    return str(workspace.do(add_creator_fee, participation_id=part, amount=Money(1_000_00, "USD")).value)


@pytest.fixture
def invoices(qtbot: QtBot, desk: Desk) -> Iterator[InvoicesPage]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = InvoicesPage(desk)
    qtbot.addWidget(made)
    made.resize(970, 620)
    made.go_to(Place("invoices"))
    made.show()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, EntryDialog):
            one.close()


def opened(kind: type[WindowT]) -> WindowT:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def confirm(dialog: EntryDialog) -> None:
    press(dialog, Key.Key_Return, Modifier.ControlModifier)


def write(dialog: Any, name: str, text: str) -> None:
    field = dialog.edits[name].main
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def shown(page: InvoicesPage, invoice_id: str) -> dict[str, str]:
    row = page.desk.workspace.read(lambda conn: page.fetch_rows(conn, [invoice_id]))[invoice_id]
    return {column.key: column.cell(row).display for column in page.columns()}


def test_a_credit_note_is_not_offered_to_be_paid(invoices: InvoicesPage, workspace: Workspace) -> None:
    given: dict[str, Any] = {"direction": "in", "number": "C-1", "stated_total": Money(5_00, "USD")}
    made = workspace.do(record_invoice, kind="credit_note", due_on="2026-01-01", **given).value
    invoices.reload()
    assert shown(invoices, made)["paid"] == "–"
    invoices.beside.show_record(made)
    assert not invoices.beside.pay_button.isVisibleTo(invoices.beside)
    invoices.table.focus_id(made)
    invoices.table.rows.with_rows([made], lambda: None)
    assert invoices.offers()["main"].why_not == "Nothing is paid on a credit note or a pro forma."
    workspace.do(set_invoice_field, invoice_id=made, name="kind", value="invoice")
    invoices.table.rows.refresh()
    invoices.table.grab()
    QApplication.processEvents()
    assert not invoices.offers()["main"].why_not


def test_invoices_show_total_and_lines_and_are_paid(
    invoices: InvoicesPage, workspace: Workspace, ana: str, fee: str
) -> None:
    payee = str(workspace.do(add_payee, name="Ana GmbH", for_party=ref("creator", ana)).value)
    made = workspace.do(
        record_invoice, direction="in", number="R-1", fee_ids=[fee], payee_id=payee,
        stated_total=Money(1_190_00, "USD"), stated_tax=Money(100_00, "USD"),
    ).value  # fmt: skip
    invoices.reload()
    assert list(shown(invoices, made).values()) == [
        "R-1", "Ana GmbH", "From a creator", "–", "–", "$1,190.00", "$1,000.00", "Received", "–",
    ]  # fmt: skip
    invoices.table.focus_id(made)
    invoices.inspector_frame.show()
    invoices.beside.show_record(made)
    assert invoices.beside.doubts.accessibleName() == "To look at The total differs from the lines: $90.00."
    invoices.offers()["main"].run()
    dialog = opened(InvoicePaidDialog)
    confirm(dialog)
    assert shown(invoices, made)["paid"] == "Paid"
    paid = workspace.read(lambda conn: find(conn, Payment))
    assert [(one.fee_id, one.amount) for one in paid] == [
        (fee, Money(1_000_00, "USD")), (None, Money(190_00, "USD")),
    ]  # fmt: skip
    invoices.table.rows.tick([made], on=True)
    invoices.trash()
    assert "A payment stands on this invoice." in invoices.said.accessibleName()
    invoices.record()
    record = opened(InvoiceDialog)
    write(record, "number", "r-1")
    confirm(record)
    assert record.message.text().startswith("Number r-1 is recorded already.")
    confirm(record)
    assert len(invoices.table.rows.ids) == 2
    for column in invoices.columns():
        if column.sortable:
            invoices.sort_by(column.key, descending=False)
            assert len(invoices.table.rows.ids) == 2
    for view in ("to_check", "unpaid", "late", "disputed"):
        invoices.filters.set_values("", {"view": view})
