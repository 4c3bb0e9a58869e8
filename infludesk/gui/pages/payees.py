"""Payees: who is paid for whom, with which tax form, and what they got this tax year against the dated threshold."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QMenu, QToolButton

from infludesk.db.driver import Connection
from infludesk.flows import payee_list
from infludesk.flows.payee_list import ListedPayee
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Text
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.formats import EMPTY, territory
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector
from infludesk.gui.payments.deciding import PaidForDialog, PayeeDialog
from infludesk.gui.payments.page import MoneyPage, none_chosen
from infludesk.gui.payments.payee_inspector import PayeeInspector
from infludesk.gui.payments.words import form_cell, year_cell
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import show_day
from infludesk.kernel.ids import ref
from infludesk.kernel.text import isolate, plural, tr
from infludesk.payments import payees, store
from infludesk.payments.model import METHODS, Payee, PayeeLink

_YEARS = 4


class PayeesPage(MoneyPage[ListedPayee]):
    """The list of payees with one beside it.

    Attributes:
        year: the tax year that the sums are of; 0 for this one.
    """

    key = "payees"
    exported = "payees"
    title = "Payees"
    placeholder = "Filter payees"
    sorted_by = ("name", False)
    sentence = "Internal: no client sees this page. Guidance from dated sources, not legal advice."
    shows = ("payee", "payee_link", "payee_tax_year", "payment", "creator", "exchange_rate", "legal_figure",
             "attachment_link")  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.year = 0
        self.new_button = button(tr("Add payee…"), "primary", icon="add")
        super().__init__(desk)
        self.new_button.clicked.connect(self.add)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.add)
        self.years = self.filters.add(QToolButton())
        self.years.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.years.setToolTip(tr("The tax year that the sums are of"))
        self.years.setMenu(QMenu(self.years))
        for year in range(desk.today().year, desk.today().year - _YEARS, -1):
            self.years.menu().addAction(str(year), partial(self.show_year, year))
        self._name_year()

    def columns(self) -> Sequence[Column[ListedPayee]]:
        locale = self.desk.locale
        return (
            Column("name", tr("Name"), 150, lambda row: Text(isolate(row.name), strong=True), stretch=True),
            Column("for", tr("For"), 120, lambda row: Text(isolate(row.stands_for) or EMPTY, tone="text-2"),
                   sortable=False),
            Column("country", tr("Country"), 120,
                   lambda row: Text(territory(row.country, locale) if row.country else EMPTY, tone="text-2")),
            Column("form", tr("Tax form"), 160, lambda row: form_cell(row.form, _form(row)), sortable=False),
            Column("until", tr("Form valid until"), 132, lambda row: Text(show_day(row.form_until, locale))),
            Column("year", tr("Tax year"), 190, lambda row: year_cell(row.year, self.desk.formats),
                   sortable=False, internal=True),
            Column("method", tr("Paid by"), 110, _method, sortable=False),
        )  # fmt: skip

    def filter_options(self) -> Sequence[Filter]:
        return (Filter("view", tr("View"), tuple((code, tr(words)) for code, words in payee_list.VIEWS)),)

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = payee_list.Filter(text, view=values.get("view", ""), year=self.year)
        return payee_list.ids(conn, wanted, sort[0], today=self.desk.today(), descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedPayee]:
        return {row.id: row for row in payee_list.listed(conn, ids, today=self.desk.today(), year=self.year)}

    def count_all(self, conn: Connection) -> int:
        return len(payee_list.ids(conn, today=self.desk.today()))

    def empty_state(self) -> EmptyState:
        sentence = tr("A payee is who gets the money: the creator, a company, an agency or a guardian.")
        return EmptyState("creators", tr("No payees"), sentence, tr("Add payee…"))

    def make_inspector(self) -> Inspector:
        self.beside = PayeeInspector(self.desk)
        self.beside.wanted.connect(self._show)
        self.beside.linked.connect(self.link)
        return self.beside

    def buttons(self) -> Sequence[QAbstractButton]:
        return (self.new_button,)

    def offers(self) -> dict[str, Offer]:
        offers = super().offers()
        if self._hidden:
            return offers
        chosen = self.table.chosen_ids
        words = plural(len(chosen) or 1, "Move to Trash", "Move {n} to Trash")
        return offers | {
            "new": Offer(self.add, tr("Add payee…")),
            "trash": Offer(self.trash, words, none_chosen(chosen)),
        }

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Move to Trash"), self.trash

    def add(self) -> None:
        """Ask for a payee, and for whom they are paid."""

        def show(creators: list[tuple[str, str]]) -> None:
            ask(PayeeDialog(window_of(), self.desk.formats, creators=creators), self._add)

        self.desk.tasks.read(store.creator_names, show)

    def link(self) -> None:
        """Ask for which further creator the payee shown is paid."""
        if (row := self.beside.row) is None:
            return

        def show(creators: list[tuple[str, str]]) -> None:
            ask(PaidForDialog(window_of(), row.name, self.desk.formats, creators), partial(self._link, row.id))

        self.desk.tasks.read(store.creator_names, show)

    def show_year(self, year: int) -> None:
        """Show the sums of a tax year; 0 is this one."""
        self.year = 0 if year == self.desk.today().year else year
        self._name_year()
        self.ask_reload()

    def trash(self) -> None:
        """Move the payees chosen to the trash."""
        if ids := self.table.chosen_ids:
            self.do(payees.trash_payees, then=self.done, payee_ids=list(ids))

    def _add(self, given: PayeeDialog) -> None:
        party = ref("creator", given.creator) if given.creator else None
        self.do(
            payees.add_payee, then=lambda made: self.focus_on(str(made.value)), for_party=party, **given.values
        )  # fmt: skip

    def _link(self, payee_id: str, given: PaidForDialog) -> None:
        self.do(payees.link_payee, payee_id=payee_id, for_party=ref("creator", given.values["creator_id"]))

    def _name_year(self) -> None:
        self.years.setText(tr("Tax year {year}", year=self.year or self.desk.today().year))

    def _show(self, payee_id: str) -> None:
        today, year = self.desk.today(), self.year

        def query(conn: Connection) -> tuple[ListedPayee | None, list[tuple[PayeeLink, str]]]:
            rows = payee_list.listed(conn, [payee_id], today=today, year=year)
            links = [(one, store.party_name(conn, one.for_party or "")) for one in store.payee_links(conn, payee_id)]
            return (rows[0], links) if rows else (None, [])

        self.desk.tasks.read(query, lambda found: self.beside.show_payee(*found), key=(self.key, "beside"))


def _form(row: ListedPayee) -> str:
    return tr(Payee.entity.field("tax_form").choice(row.tax_form)) if row.tax_form not in ("", "none") else ""


def _method(row: ListedPayee) -> Cell:
    return Text(tr(dict(METHODS).get(row.method, row.method)) or EMPTY, tone="text-2")
