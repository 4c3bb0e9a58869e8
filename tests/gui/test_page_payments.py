"""The Payments page and its tabs: what is due, marking paid, invoices, payees, rates, schedules, and hiding it all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, insert
from infludesk.flows import fee_list
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.edits import LineEdit
from infludesk.gui.kit.picks import ChoiceEdit
from infludesk.gui.kit.theme import theme
from infludesk.gui.navigation import Place
from infludesk.gui.pages.payments import PaymentsPage
from infludesk.gui.payments.deciding import InvoiceDialog, PayeeDialog, ReasonDialog
from infludesk.gui.payments.paying import PaidDialog
from infludesk.gui.payments.rates import RatesDialog
from infludesk.gui.payments.schedule import LineDialog, ScheduleDialog, SplitDialog
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee, earn_fees, set_fee
from infludesk.payments.model import CreatorFee, Invoice, PayeeLink, Payment
from infludesk.payments.store import exchange_rates
from infludesk.workspace import Workspace

WindowT = TypeVar("WindowT")


@dataclass(frozen=True)
class Books:
    """Three fees of Spring Launch: Ana's is earned and late, Ben's earned and due later, Cleo's waits."""

    campaign: str
    creators: dict[str, str]
    fees: dict[str, str]


@pytest.fixture
def books(workspace: Workspace) -> Books:
    creators = {name: str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ben", "Cleo")}
    campaign = str(
        workspace.do(
            create_campaign, name="Spring Launch", client="Acme", creator_ids=list(creators.values()),
            report_currency="USD",
        ).value
    )  # fmt: skip
    parts = workspace.do(add_creators, campaign_id=campaign, creator_ids=list(creators.values())).value
    workspace.do(move_stage, participation_ids=parts, stage="agreed")
    fees = {}
    for name, part, currency, days in zip(creators, parts, ("USD", "USD", "EUR"), (0, 3, 30), strict=True):
        fees[name] = str(
            workspace.do(
                add_creator_fee, participation_id=part, amount=Money(1_000_00, currency), trigger="published",
                trigger_days=days,
            ).value
        )  # fmt: skip
    workspace.do(earn_fees, fee_ids=[fees["Ana"]], day="2026-03-01")
    workspace.do(earn_fees, fee_ids=[fees["Ben"]], day="2026-03-12")
    return Books(campaign, creators, fees)


def show(qtbot: QtBot, page: Any, key: str) -> Any:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.addWidget(page)
    page.resize(970, 620)
    page.go_to(Place(key))
    page.show()
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, books: Books) -> Iterator[PaymentsPage]:
    del books
    yield show(qtbot, PaymentsPage(desk), "payments")
    for one in QApplication.topLevelWidgets():
        if isinstance(one, EntryDialog | ScheduleDialog):
            one.close()


def opened(kind: type[WindowT]) -> WindowT:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def line(dialog: Any, name: str) -> QLineEdit:
    edit = dialog.edits[name]
    return edit.main if isinstance(edit.main, QLineEdit) else edit.line


def write(dialog: Any, name: str, text: str) -> None:
    field = line(dialog, name)
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def confirm(dialog: Any) -> None:
    press(dialog, Key.Key_Return, Modifier.ControlModifier)


def shown(page: Any, row_id: str) -> dict[str, str]:
    row = page.desk.workspace.read(lambda conn: page.fetch_rows(conn, [row_id]))[row_id]
    return {column.key: column.cell(row).display for column in page.columns()}


def fee(workspace: Workspace, fee_id: str) -> CreatorFee:
    return workspace.read(lambda conn: get(conn, CreatorFee, fee_id))


def beside(page: PaymentsPage, fee_id: str) -> None:
    page.table.focus_id(fee_id)
    page.inspector_frame.show()
    page.beside.show_record(fee_id)


def test_rows_say_what_is_due_and_what_is_missing(page: PaymentsPage, books: Books) -> None:
    assert page.table.rows.ids == [books.fees["Ana"], books.fees["Ben"], books.fees["Cleo"]]
    ana = shown(page, books.fees["Ana"])
    assert list(ana.items()) == [
        ("creator", "Ana"), ("amount", "$1,000.00"), ("due", "2026-03-01"), ("paid", "Late"), ("form", "No form"),
        ("invoice", "–"), ("campaign", "Spring Launch"), ("kind", "Content"), ("trigger", "Published"),
        ("state", "Earned"), ("counter", "–"),
    ]  # fmt: skip
    cleo = shown(page, books.fees["Cleo"])
    assert (cleo["amount"], cleo["trigger"], cleo["state"], cleo["paid"]) == (
        "€1,000.00",
        "Published + 30 days",
        "Planned",
        "–",
    )
    assert page.sums.text() == "In this view: €1,000.00 open, €0.00 paid; $2,000.00 open, $0.00 paid"
    assert page.internal.accessibleName().startswith("Internal")


def test_views_narrow_the_list(page: PaymentsPage, books: Books, desk: Desk) -> None:
    wanted = {
        "due": ["Ana", "Ben"], "late": ["Ana"], "waiting": ["Cleo"], "not_invoiced": ["Ana", "Ben"],
        "no_form": ["Ana", "Ben", "Cleo"], "open": ["Ana", "Ben", "Cleo"],
    }  # fmt: skip
    assert {code for code, _ in fee_list.VIEWS} == {*wanted, "by_payee"}
    for view, names in wanted.items():
        page.filters.set_values("", {"view": view})
        assert page.table.rows.ids == [books.fees[name] for name in names], view
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    page.filters.set_values("", {"view": "by_payee"})
    assert gone == [Place("payees")]
    page.filters.set_values("ana", {})
    assert page.table.rows.ids == [books.fees["Ana"]]


def test_every_column_can_be_sorted_as_it_offers(page: PaymentsPage) -> None:
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert len(page.table.rows.ids) == 3


def test_several_are_marked_paid_at_once_and_undone_at_once(
    page: PaymentsPage, books: Books, workspace: Workspace, desk: Desk
) -> None:
    page.table.setFocus()
    page.table.rows.tick([books.fees["Ana"], books.fees["Ben"]], on=True)
    offer = page.offers()["main"]
    assert offer.label == "Mark 2 paid…"
    offer.run()
    dialog = opened(PaidDialog)
    assert dialog.windowTitle() == "Mark 2 payments paid"
    confirm(dialog)
    paid = workspace.read(lambda conn: find(conn, Payment))
    assert [(one.paid_on, one.amount) for one in paid] == [("2026-03-12", Money(1_000_00, "USD"))] * 2
    assert shown(page, books.fees["Ana"])["paid"] == "Paid"
    assert not page.table.rows.ticks
    assert (last := workspace.undoable()) is not None
    assert last.label == "Mark 2 payments paid"
    desk.tasks.undo()
    assert workspace.read(lambda conn: find(conn, Payment)) == []
    assert shown(page, books.fees["Ana"])["paid"] == "Late"


def test_a_part_and_too_much_are_asked_about(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    beside(page, books.fees["Ana"])
    click(page.beside.buttons["paid"])
    dialog = opened(PaidDialog)
    write(dialog, "amount", "400")
    write(dialog, "reference", "TX-1")
    confirm(dialog)
    assert shown(page, books.fees["Ana"])["paid"] == "Late"
    assert page.beside.money.texts["Open"] == "$600.00"
    page.pay()
    dialog = opened(PaidDialog)
    write(dialog, "amount", "700")
    confirm(dialog)
    assert dialog.isVisible()
    assert dialog.message.text().startswith("This is more than is open: 600.00 USD.")
    press(dialog.over, Key.Key_Space)
    confirm(dialog)
    assert shown(page, books.fees["Ana"])["paid"] == "Overpaid"
    payments = workspace.read(lambda conn: find(conn, Payment))
    assert [one.reference for one in payments] == ["TX-1", None]


def test_a_payment_in_another_currency_keeps_its_rate(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    beside(page, books.fees["Cleo"])
    page.pay()
    dialog = opened(PaidDialog)
    dialog.rate.setFocus()
    type_text(dialog.rate, "much")
    confirm(dialog)
    assert '"much" is not a rate.' in dialog.message.text()
    dialog.rate.setText("1.08")
    confirm(dialog)
    (payment,) = workspace.read(lambda conn: find(conn, Payment))
    assert payment.fx is not None
    assert (payment.fx.num, payment.fx.den, payment.fx.day) == (27, 25, "2026-03-12")


def test_enter_shows_the_fee_beside_the_list(page: PaymentsPage, books: Books) -> None:
    assert not page.inspector_frame.isVisible()
    page.table.setFocus()
    page.table.focus_id(books.fees["Ben"])
    press(page.table, Key.Key_Return)
    assert page.inspector_frame.isVisible()
    assert page.beside.money.texts["Amount"] == "$1,000.00"
    assert page.beside.state.text() == "Earned: published 12 Mar 2026, due in 3 days"


def test_hold_release_earn_and_waive(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    ana = books.fees["Ana"]
    beside(page, ana)
    click(page.beside.buttons["hold"])
    dialog = opened(ReasonDialog)
    confirm(dialog)
    assert dialog.message.text() == "Needed: a reason."
    write(dialog, "why", "W-9 is missing")
    confirm(dialog)
    assert (fee(workspace, ana).state, fee(workspace, ana).held_why) == ("held", "W-9 is missing")
    assert page.beside.state.text() == "Held: W-9 is missing. The duty to pay stays."
    click(page.beside.buttons["release"])
    assert fee(workspace, ana).state == "earned"
    click(page.beside.buttons["waive"])
    dialog = opened(ReasonDialog)
    write(dialog, "why", "They ask for nothing")
    confirm(dialog)
    assert dialog.message.text() == "Needed: that the creator agreed."
    press(dialog.agreed, Key.Key_Space)
    confirm(dialog)
    assert fee(workspace, ana).state == "waived"
    beside(page, books.fees["Cleo"])
    click(page.beside.buttons["earn"])
    assert fee(workspace, books.fees["Cleo"]).due_on == "2026-04-11"


def test_an_invoice_is_recorded_and_a_double_number_is_asked_about(
    page: PaymentsPage, books: Books, workspace: Workspace
) -> None:
    page.table.rows.tick([books.fees["Ana"], books.fees["Ben"]], on=True)
    page.offers()["second"].run()
    dialog = opened(InvoiceDialog)
    write(dialog, "number", "A-7")
    write(dialog, "stated_total", "2400")
    confirm(dialog)
    assert "The total differs from the lines; no tax is entered." in dialog.message.text()
    confirm(dialog)
    assert shown(page, books.fees["Ana"])["invoice"] == "A-7"
    assert shown(page, books.fees["Ben"])["paid"] == "Invoiced"
    page.table.focus_id(books.fees["Cleo"])
    page.attach()
    dialog = opened(InvoiceDialog)
    assert dialog.which.itemText(1) == "A-7"
    write(dialog, "number", "a 7")
    write(dialog, "number", "a-7")
    confirm(dialog)
    assert dialog.message.text().startswith("Number a-7 is recorded already.")
    dialog.which.setCurrentIndex(1)
    confirm(dialog)
    assert shown(page, books.fees["Cleo"])["invoice"] == "A-7"
    assert len(workspace.read(lambda conn: find(conn, Invoice))) == 1


def test_a_payee_is_chosen_at_a_fee(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    beside(page, books.fees["Ana"])
    click(page.beside.buttons["payee"])
    dialog = opened(PayeeDialog)
    assert line(dialog, "name").text() == "Ana"
    form = dialog.edits["tax_form"]
    assert isinstance(form, ChoiceEdit)
    form.combo.setCurrentIndex(form.combo.findData("w9"))
    confirm(dialog)
    assert shown(page, books.fees["Ana"])["form"] == "Valid"
    (link,) = workspace.read(lambda conn: find(conn, PayeeLink))
    assert link.for_party == ref("creator", books.creators["Ana"])
    page.pay()
    confirm(opened(PaidDialog))
    assert shown(page, books.fees["Ana"])["counter"] == "$1,000.00 of $2,000.00"
    beside(page, books.fees["Ben"])
    click(page.beside.buttons["payee"])
    dialog = opened(PayeeDialog)
    dialog.which.setCurrentIndex(1)
    confirm(dialog)
    page.pay()
    confirm(opened(PaidDialog))
    assert shown(page, books.fees["Ben"])["counter"] == "$2,000.00 of $2,000.00"
    assert "Threshold" not in page.beside.state.text()


def test_a_payment_is_removed_beside_the_list(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    beside(page, books.fees["Ana"])
    page.pay()
    confirm(opened(PaidDialog))
    remove = next(
        one for one in page.beside.findChildren(type(page.choose_columns)) if one.accessibleName().startswith("Remove")
    )
    click(remove)
    assert workspace.read(lambda conn: find(conn, Payment)) == []


def test_hiding_internal_figures_blanks_the_whole_page(page: PaymentsPage, desk: Desk) -> None:
    desk.hide_internal(on=True)
    assert page.body.currentWidget() is page.covered
    assert not page.table.rows.ids
    assert not page.sums.isVisible()
    assert not page.inspector_frame.isVisible()
    assert set(page.offers()) == {"tab.next", "tab.previous"}
    assert page.covered.primary is not None
    click(page.covered.primary)
    assert len(page.table.rows.ids) == 3
    assert page.body.currentWidget() is page.table


def test_rates_are_entered_and_removed(page: PaymentsPage, workspace: Workspace) -> None:
    click(page.rates_button)
    dialog = opened(RatesDialog)
    for name, code in (("from_currency", "EUR"), ("to_currency", "USD")):
        edit = dialog.edits[name]
        assert isinstance(edit, ChoiceEdit)
        edit.put(code)
    confirm(dialog)
    assert '"" is not a rate.' in dialog.strip.accessibleName()
    dialog.rate.setFocus()
    type_text(dialog.rate, "1,08")
    confirm(dialog)
    assert dialog.isVisible()
    (rate,) = workspace.read(exchange_rates)
    assert (rate.from_currency, rate.to_currency, rate.on_day) == ("EUR", "USD", "2026-03-12")
    day = dialog.edits["on_day"]
    assert isinstance(day, LineEdit)
    remove = next(
        one for one in dialog.findChildren(type(page.choose_columns)) if one.accessibleName().startswith("Remove")
    )
    assert remove.accessibleName() == "Remove the rate 1 EUR = 1.08 on 12 Mar 2026 USD"
    click(remove)
    assert workspace.read(exchange_rates) == []


def test_a_fee_schedule_is_made_split_and_changed(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    beside(page, books.fees["Cleo"])
    click(page.beside.buttons["schedule"])
    dialog = opened(ScheduleDialog)
    dialog._ask_split(fee(workspace, books.fees["Cleo"]))
    confirm(opened(SplitDialog))
    part = fee(workspace, books.fees["Cleo"]).participation_id
    lines = workspace.read(lambda conn: find(conn, CreatorFee, "participation_id = ?", (part,)))
    assert [(one.amount, one.trigger, one.trigger_days) for one in lines] == [
        (Money(500_00, "EUR"), "signature", None), (Money(500_00, "EUR"), "published", 30),
    ]  # fmt: skip
    dialog._ask_change(lines[0])
    form = opened(LineDialog)
    write(form, "amount", "550 EUR")
    confirm(form)
    assert fee(workspace, lines[0].id).amount == Money(550_00, "EUR")
    click(dialog.add_creator)
    form = opened(LineDialog)
    confirm(form)
    assert form.message.text() == "Needed: an amount."
    write(form, "amount", "20 EUR")
    confirm(form)
    click(dialog.add_client)
    form = opened(LineDialog)
    write(form, "amount", "2000")
    confirm(form)
    assert any(one.text() == "Management" for one in dialog.findChildren(QLabel))


def test_the_tabs_lead_from_one_to_the_next(page: PaymentsPage, desk: Desk) -> None:
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    page.offers()["tab.next"].run()
    page.offers()["tab.previous"].run()
    assert gone == [Place("invoices"), Place("payees")]


def test_the_strip_has_room_below(page: PaymentsPage) -> None:
    assert page.filters.y() - page.internal.geometry().bottom() > theme.px(8)


def facts(page: PaymentsPage) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one.text() for one in page.beside.facts.findChildren(QLabel)]


def test_a_late_fee_is_shown_as_guidance(page: PaymentsPage, books: Books, workspace: Workspace) -> None:
    part = fee(workspace, books.fees["Ana"]).participation_id
    paper = Contract(
        title="Deal", creator_id=books.creators["Ana"], participation_id=part, state="signed", late_fee_ppm=15_000
    )
    beside(page, books.fees["Ana"])
    assert "Late fee" not in facts(page)
    workspace.do(lambda tx: insert(tx, paper))
    page.beside.show_record(books.fees["Ana"])
    assert "$15.00: 1.5% of what is open" in facts(page)
    beside(page, books.fees["Ben"])  # not late yet
    assert "Late fee" not in facts(page)


def test_a_day_that_has_come_asks_for_agreement_before_it_is_waived(
    page: PaymentsPage, books: Books, workspace: Workspace
) -> None:
    workspace.do(set_fee, fee_id=books.fees["Cleo"], values={"trigger": "day", "due_on": "2026-03-12"})
    beside(page, books.fees["Cleo"])
    click(page.beside.buttons["waive"])
    dialog = opened(ReasonDialog)
    write(dialog, "why", "Never mind")
    confirm(dialog)
    assert dialog.message.text() == "Needed: that the creator agreed."
