"""The lists of money as files: fees, payments, invoices and payees; every column is internal."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from infludesk.db.driver import Connection
from infludesk.exporting.table import CellKind, Column, money_cells
from infludesk.exporting.views import View, ViewColumn
from infludesk.flows import fee_list, invoice_list, payee_list, payment_list
from infludesk.kernel.headings import currency_of
from infludesk.kernel.text import tr
from infludesk.payments.model import INVOICE_STATES, METHODS, STATES, TAX_FORMS, TRIGGERS, CreatorFee, Invoice, Payee
from infludesk.payments.settling import WORDS
from infludesk.payments.taxes import FORM_WORDS

_KINDS = CreatorFee.entity.field("kind").choices
_WAYS = (("in", "Received"), ("out", "Paid"))
Choices = Sequence[tuple[str, str]]


@cache
def fees() -> View:
    """The creator fees; rows are ``ListedFee``."""
    return {
        "creator": (_text("Creator", "creator"),),
        "campaign": (_text("Campaign", "campaign"),),
        "kind": (_choice("For", "kind", _KINDS), _text("Label", "label")),
        "amount": _money("Amount", "amount"),
        "trigger": (_choice("Due after", "trigger", TRIGGERS), _text("Days after", "trigger_days", "int")),
        "due": (_text("Due on", "due_on", "day"), _text("Earned on", "earned_on", "day")),
        "state": (_choice("State", "state", STATES), _text("Why held or waived", "why")),
        "paid": (_choice("Payment", "paid_word", tuple(WORDS.items())), *_money("Paid", "paid"),
                 *_money("Open", "open")),
        "invoice": (_text("Invoice", "invoice_number"),),
        "form": (_text("Payee", "payee"), _choice("Tax form", "form", tuple(FORM_WORDS.items()))),
    }  # fmt: skip


@cache
def payments() -> View:
    """Money that moved, for the bookkeeper; rows are ``ListedPayment``."""
    return {
        "paid_on": (_text("Paid on", "paid_on", "day"), _choice("Direction", "way", _WAYS)),
        "payee": (_text("Payee", "payee"), _text("Country", "country"), _text("VAT number", "vat_number"),
                  _choice("Tax form", "tax_form", TAX_FORMS)),
        "creator": (_text("Creator", "creator"),),
        "campaign": (_text("Campaign", "campaign"), _text("Client", "client")),
        "kind": (_choice("For", "kind", _KINDS), _text("Label", "label")),
        "invoice": (_text("Invoice", "invoice_number"), _text("Invoice of", "invoice_day", "day")),
        "amount": _money("Amount", "amount"),
        "method": (_choice("Paid by", "method", METHODS), _text("Reference", "reference")),
        "bank_fees": _money("Bank fees", "bank_fees"),
        "rate": (_text("Rate", "rate"), _text("Rate of", "rate_day", "day")),
    }  # fmt: skip


@cache
def invoices() -> View:
    """The invoices; rows are ``ListedInvoice``."""
    return {
        "number": (_text("Number", "number"),),
        "whose": (_text("From or to", "whose"), _text("Campaign", "campaign")),
        "direction": (_choice("Direction", "direction", Invoice.entity.field("direction").choices),),
        "issued": (_text("Issued on", "issued_on", "day"),),
        "due": (_text("Due on", "due_on", "day"),),
        "total": (*_money("Total as printed", "total"), *_money("Tax as printed", "invoice.stated_tax")),
        "lines": (_text("Lines", "lines", "int"),),
        "state": (_choice("State", "state", INVOICE_STATES),),
        "paid": (*_money("Paid", "paid"), *_money("Open", "open")),
    }


@cache
def payees() -> View:
    """The payees with this tax year; rows are ``ListedPayee``."""
    return {
        "name": (_text("Name", "name"), _choice("Kind", "kind", Payee.entity.field("kind").choices)),
        "for": (_text("For", "stands_for"),),
        "country": (_text("Country", "country"), _text("State or region", "payee.region")),
        "form": (_choice("Tax form", "tax_form", TAX_FORMS), _choice("Form", "form", tuple(FORM_WORDS.items())),
                 _text("Form signed on", "payee.form_signed_on", "day")),
        "until": (_text("Form valid until", "form_until", "day"),),
        "year": (_made("Paid this year", _sums), *_money("Counts towards the threshold", "year.counted"),
                 *_money("Threshold", "year.threshold"), _text("Threshold reached", "year.reached", "yes")),
        "method": (_choice("Paid by", "method", METHODS),),
    }  # fmt: skip


def ids_of(conn: Connection, kind: str, today: date, campaign_id: str = "") -> Sequence[str]:
    """The ids of all rows of one of these lists, in order; fees of one campaign where it is named."""
    match kind:
        case "fees":
            return fee_list.ids(conn, fee_list.Filter(campaign_id=campaign_id), today=today)
        case "payments":
            return payment_list.ids(conn)
        case "invoices":
            return invoice_list.ids(conn, today=today)
    return payee_list.ids(conn, today=today)


def rows_of(conn: Connection, kind: str, today: date, ids: Sequence[str]) -> Sequence[Any]:
    """The rows of one of these lists for some ids."""
    match kind:
        case "fees":
            return fee_list.listed(conn, ids, today=today)
        case "payments":
            return payment_list.listed(conn, ids)
        case "invoices":
            return invoice_list.listed(conn, ids, today=today)
    return payee_list.listed(conn, ids, today=today)


def _made(heading: str, read: Callable[[Any], Any], kind: CellKind = "text") -> ViewColumn:
    return ViewColumn(Column(tr(heading), kind, internal=True), read)


def _text(heading: str, name: str, kind: CellKind = "text") -> ViewColumn:
    return _made(heading, attrgetter(name), kind)


def _choice(heading: str, name: str, choices: Choices) -> ViewColumn:
    read, words = attrgetter(name), dict(choices)
    return _made(heading, lambda one: tr(words.get(read(one), read(one) or "")))


def _money(heading: str, name: str) -> tuple[ViewColumn, ...]:
    read = attrgetter(name)
    beside = Column(currency_of(tr(heading)), internal=True)
    return (
        _made(heading, lambda one: money_cells(read(one))[0], "amount"),
        ViewColumn(beside, lambda one: money_cells(read(one))[1]),
    )


def _sums(one: Any) -> str:
    return ", ".join(f"{money.amount} {currency}" for currency, money in one.year.all.items())
