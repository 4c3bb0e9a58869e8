"""The exchange rates of the workspace: one line to enter a rate, and those entered, the newest first."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.edits import FieldEdit
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.parts import label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.payments.words import rate_words
from infludesk.kernel.changes import Changes, Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.payments.payees import set_exchange_rate, trash_exchange_rate
from infludesk.payments.rates import Quote
from infludesk.payments.store import exchange_rates
from infludesk.records.model import ExchangeRate

_HEIGHT = 220


class RatesDialog(EntryDialog):
    """Rates are entered one after the other; Ctrl+Enter adds the one typed, Esc closes."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent, tr("Exchange rates"), tr("Add rate"))
        self._desk = desk
        self.leave_button.setText(tr("Close"))
        words = tr("An amount is converted by what was really paid, else by the campaign's planning rate, else by the "
                   "nearest earlier rate of this list.")  # fmt: skip
        self.body.addWidget(label(words, "help", wrap=True))
        entity, formats = ExchangeRate.entity, desk.formats
        self.edits: dict[str, FieldEdit] = {
            name: edit_for(entity.field(name), formats) for name in ("from_currency", "to_currency", "on_day")
        }
        self.edits["on_day"].put(formats.today().isoformat())
        self.rate, self.strip = QLineEdit(), Strip()
        self.rate.setAccessibleName(tr("Rate"))
        self.rate.setPlaceholderText("0.92")
        self._list = QGridLayout()
        self._list.setColumnStretch(0, 1)
        self._lay_out()
        desk.tasks.changed.connect(self._on_changed)
        self._read()
        self.begin_at(self.edits["from_currency"].main)

    def confirm(self) -> None:
        """Add the rate typed; the dialog stays open for the next one."""
        self.confirm_button.setFocus()
        try:
            values = {name: edit.read() for name, edit in self.edits.items()}
        except Problem as problem:
            self.strip.say_problem(problem)
            return
        self._desk.tasks.do(
            set_exchange_rate, then=self._added, otherwise=self.strip.say_problem, base=values["from_currency"],
            quote=values["to_currency"], day=values["on_day"], rate=self.rate.text(),
        )  # fmt: skip

    def _added(self, _outcome: Outcome) -> None:
        self.strip.say("info", "")
        self.rate.clear()
        self.edits["from_currency"].main.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("exchange_rate"):
            self._read()

    def _read(self) -> None:
        def query(conn: Connection) -> list[ExchangeRate]:
            return exchange_rates(conn)

        self._desk.tasks.read(query, self._show, key=("rates", "list"))

    def _show(self, rates: list[ExchangeRate]) -> None:
        empty(self._list)
        for row, one in enumerate(rates):
            if one.rate is None:
                continue
            words = rate_words(Quote(one.from_currency or "", one.to_currency or "", one.rate), self._desk.formats)
            remove = tool("trash", tr("Remove the rate {rate}", rate=words))
            remove.clicked.connect(partial(self._remove, one.id))
            self._list.addWidget(label(words), row, 0)
            self._list.addWidget(remove, row, 1)
        if not rates:
            self._list.addWidget(label(tr("No rate is entered yet."), "help"), 0, 0)
        self._list.setRowStretch(len(rates) + 1, 1)

    def _remove(self, rate_id: str) -> None:
        self._desk.tasks.do(trash_exchange_rate, otherwise=self.strip.say_problem, rate_id=rate_id)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        parts: list[tuple[str, QWidget, int]] = [
            (tr("From"), self.edits["from_currency"], 1), (tr("To"), self.edits["to_currency"], 1),
            (tr("Rate"), self.rate, 1), (tr("Day"), self.edits["on_day"], 2),
        ]  # fmt: skip
        for name, part, wide in parts:
            column = QVBoxLayout()
            column.setSpacing(theme.px(4))
            column.addWidget(label(name, "muted"))
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(column, wide)
        self.body.addLayout(row)
        self.body.addWidget(self.strip)
        inside = QWidget()
        inside.setLayout(self._list)
        area = scrolled(inside)
        area.setMinimumHeight(theme.px(_HEIGHT))
        self.body.addWidget(area)
