"""The legal counters: what has come together, against which amount, and what it asks for."""

from collections.abc import Callable, Sequence
from typing import Any

from infludesk.contracts.figures import figure
from infludesk.contracts.model import LegalFigure
from infludesk.contracts.own_figures import set_figure, trash_figures
from infludesk.db.driver import Connection
from infludesk.flows.counters import Counter, counters
from infludesk.gui.contracts.counter_detail import CounterDetail
from infludesk.gui.contracts.counter_words import LEVELS, NAMES, asks_for, has_come_to, period
from infludesk.gui.contracts.drafting import draft_contract
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Pill, State, Text
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.today.not_until import NotUntilDialog
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import choices
from infludesk.kernel.text import fold, isolate, tr
from infludesk.team.snoozing import put_off

_VIEWS = choices(above="Above 80 %", unwritten="Reached without contract", covered="Covered")
_SHOWN: dict[str, Callable[[Counter], bool]] = {
    "above": lambda row: row.level != "below",
    "unwritten": lambda row: row.level == "reached" and not row.covered,
    "covered": lambda row: row.covered,
}
_SORTS: dict[str, Callable[[Counter], Any]] = {
    "asks": lambda row: (not row.asks, -row.share_ppm, row.key),
    "code": lambda row: (row.figure.code, -row.share_ppm, row.key),
    "creator": lambda row: (fold(row.creator or row.payee), row.key),
    "client": lambda row: (not row.client, fold(row.client), row.key),
    "sum": lambda row: (row.share_ppm, row.key),
    "period": lambda row: (row.from_day, row.until_day, row.key),
}
_PILLS: dict[str, State] = {"below": "neutral", "near": "warn", "reached": "danger"}
_PANEL, _LEAST, _MOST = 360, 300, 560


class CountersPage(ListPage[Counter]):
    """Every counter of this year and the last."""

    key = "counters"
    group = "contracts"
    title = "Counters"
    exported = "counters"
    placeholder = "Filter counters"
    sorted_by = ("asks", False)
    shows = (
        "creator_fee", "participation", "campaign", "campaign_market", "client", "creator", "contract", "parcel",
        "parcel_item", "benefit", "payment", "payee", "payee_link", "payee_tax_year", "exchange_rate", "legal_figure",
        "snooze",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.detail = CounterDetail(desk)
        self._known: dict[str, Counter] = {}
        super().__init__(desk)
        self.set_inspector_width(_LEAST, _PANEL, _MOST)
        self.detail.draft_asked.connect(self.draft)
        self.detail.put_off_asked.connect(self.put_off)
        self.detail.figure_asked.connect(self.set_amount)
        self.detail.shipped_asked.connect(self.use_shipped)

    # what the list is

    def columns(self) -> Sequence[Column[Counter]]:
        return (
            Column("code", tr("Counter"), 176, lambda row: Text(tr(NAMES.get(row.figure.code, "")), strong=True)),
            Column("creator", tr("Creator"), 130, lambda row: Text(isolate(row.creator or row.payee)), stretch=True),
            Column("sum", tr("Sum"), 190, self._sum, internal=True),
            Column("level", tr("State"), 92, _level, sortable=False),
            Column("asks", tr("What it asks for"), 190, lambda row: Text(asks_for(row))),
            Column("client", tr("Client"), 140, lambda row: Text(isolate(row.client) or "–", tone="text-2")),
            Column("period", tr("Period"), 150, lambda row: Text(period(row, self.desk.locale), tone="text-2")),
        )

    def filter_options(self) -> Sequence[Filter]:
        return (Filter("view", tr("View"), tuple((code, tr(words)) for code, words in _VIEWS)),)

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted, view = fold(text), values.get("view", "")
        # They are worked out, not stored: once for each reading of the list, whose rows are then at hand.
        self._known = {row.key: row for row in counters(conn, self.desk.today())}
        found = [
            row
            for row in self._known.values()
            if wanted in fold(f"{row.creator} {row.payee} {row.client} {NAMES.get(row.figure.code, '')}")
            and (not view or _SHOWN[view](row))
        ]
        return [row.key for row in sorted(found, key=_SORTS[sort[0]], reverse=sort[1])]

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[Counter]:  # noqa: ARG002  known by then
        return {key: self._known[key] for key in ids if key in self._known}

    def count_all(self, conn: Connection) -> int:  # noqa: ARG002  asked behind find_ids
        return len(self._known)

    def empty_state(self) -> EmptyState:
        words = tr("Fees, gifts and payments are counted here against the amounts from which the law asks for paper.")
        return EmptyState("contracts", tr("Nothing to count yet"), words)

    def make_inspector(self) -> Inspector:
        return self.detail

    # what is done here

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.focus_on(place.record)

    def offers(self) -> dict[str, Offer]:
        none = "" if self.table.current_id else tr("Choose a row first.")
        one = self.detail.counter
        written = "" if one is not None and one.asks and one.unwritten else tr("It asks for no further contract.")
        return super().offers() | {
            "new": Offer(self.draft, tr("Draft contract"), none or written),
            "move": Offer(self.put_off, tr("Not until…"), none),
        }

    def open_record(self, record_id: str) -> None:
        """Go to the creator, or to the payee."""
        one = self.detail.counter
        if one is not None and one.key == record_id:
            self.desk.go(*(("creator", one.creator_id) if one.creator_id else ("payees", one.payee_id)))

    def draft(self) -> None:
        """Draft the contract that the counter in focus asks for, and go to it."""
        if (one := self.detail.counter) is not None and one.unwritten:
            draft_contract(self.desk, one.unwritten, self._refused)

    def put_off(self) -> None:
        """Keep the counter in focus from Today until a day that is asked for."""
        one = self.detail.counter
        if one is not None:
            words = tr(NAMES.get(one.figure.code, ""))
            ask(NotUntilDialog(window_of(), words, self.desk.formats), lambda given: self._put_off(one, words, given))

    def set_amount(self) -> None:
        """Ask for an own amount of the law, from a day on."""
        one = self.detail.counter
        if one is not None:
            known = figure(one.figure.code, self.desk.today().isoformat())
            dialog = AmountDialog(self.desk, one.figure.code, one, known.source if known else "")
            ask(dialog, lambda given: self.desk.tasks.do(set_figure, code=one.figure.code, **given.values))

    def use_shipped(self) -> None:
        """Take the own amounts of the counter in focus back."""
        if (one := self.detail.counter) is not None:
            self.desk.tasks.do(trash_figures, code=one.figure.code)

    def _refused(self, problem: Problem) -> None:
        self.strip.say("danger", problem.title, problem.advice, closable=True)

    def _put_off(self, one: Counter, words: str, given: NotUntilDialog) -> None:
        until, reason = given.values["until"], given.values["reason"] or ""
        self.desk.tasks.do(put_off, item_key=one.key, until=until, reason=reason, what=words)

    def _sum(self, row: Counter) -> Cell:
        return Text(has_come_to(row, self.desk.locale, hidden=self.desk.settings.hide_internal))


class AmountDialog(FieldsDialog):
    """An amount of the law as the house knows it, from a day on."""

    def __init__(self, desk: Desk, code: str, one: Counter, source: str) -> None:
        title = tr("Amount of {counter}", counter=tr(NAMES.get(code, code)))
        super().__init__(window_of(), title, tr("Set amount"))
        entity = LegalFigure.entity
        self.add(entity.field("amount"), desk.formats, one.figure.amount)
        self.add(entity.field("from_day"), desk.formats, desk.today().replace(month=1, day=1).isoformat())
        self.add(entity.field("until_day"), desk.formats)
        self.add(entity.field("source"), desk.formats, source)
        self.body.addWidget(
            label(tr("It goes before the shipped amount on its days, and is marked as your own."), "help")
        )
        self.finish("amount")

    def refuse(self) -> str:
        if self.values["amount"] is None or not self.values["from_day"]:
            return tr("Give the amount and its first day.")
        self.values["source"] = self.values["source"] or ""
        return ""


def _level(row: Counter) -> Cell:
    return Pill(tr(LEVELS[row.level]), "success" if row.covered else _PILLS[row.level])
