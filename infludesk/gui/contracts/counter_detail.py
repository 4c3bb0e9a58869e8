"""Beside the list of counters: what one of them counts, from which amounts, after which rule."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.flows.counters import Counter, counters
from infludesk.gui.contracts.counter_words import NAMES, asks_for, counts, has_come_to, part_words, period
from infludesk.gui.desk import Desk
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.parts import button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.list_page import Inspector
from infludesk.kernel.text import isolate, join, tr

_PAD, _MOST = 16, 40


class CounterDetail(Inspector):
    """One counter.

    Signals:
        draft_asked, put_off_asked, figure_asked, shipped_asked: what the person wants with the counter shown.
    """

    draft_asked = Signal()
    put_off_asked = Signal()
    figure_asked = Signal()
    shipped_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.counter: Counter | None = None
        self.name, self.whom, self.sum = label("", "section", wrap=True), label("", "", wrap=True), label("", "lead")
        self.sum.setWordWrap(True)
        self.asks, self.rule, self.parts = (
            label("", "strong", wrap=True),
            label("", "help", wrap=True),
            label("", "small"),
        )
        self.draft_button = button(tr("Draft contract"), small=True)
        self.creator_button = button(tr("Open creator"), small=True)
        self.contract_button = button(tr("Open contract"), small=True)
        self.later_button = button(tr("Not until…"), small=True)
        self.figure_button = button(tr("Set amount…"), small=True)
        self.shipped_button = button(tr("Use the shipped amount"), small=True)
        self.shipped_button.clicked.connect(self.shipped_asked)
        self.draft_button.clicked.connect(self.draft_asked)
        self.creator_button.clicked.connect(lambda: self._go("creator", "creator_id"))
        self.contract_button.clicked.connect(lambda: self._go("contract", "contract_id"))
        self.later_button.clicked.connect(self.put_off_asked)
        self.figure_button.clicked.connect(self.figure_asked)
        self._lay_out()
        self.setAccessibleName(tr("Counter"))

    def show_record(self, record_id: str) -> None:
        """Show the counter of this key; empty for none."""
        today = self.desk.today()

        def query(conn: Connection) -> Counter | None:
            return next((one for one in counters(conn, today) if one.key == record_id), None) if record_id else None

        self.desk.tasks.read(query, self._take, key=("counter", id(self)))

    def _take(self, one: Counter | None) -> None:
        self.counter = one
        self.area.setVisible(one is not None)
        if one is None:
            return
        locale = self.desk.locale
        self.name.setText(tr(NAMES.get(one.figure.code, one.figure.code)))
        whom = tr("{name} with {client}", name=isolate(one.creator), client=isolate(one.client))
        self.whom.setText(join((whom if one.client else isolate(one.payee or one.creator), period(one, locale))))
        hidden = self.desk.settings.hide_internal
        self.sum.setText(has_come_to(one, locale, hidden=hidden))
        self.asks.setText(asks_for(one))
        self.rule.setText(counts(one))
        lines = [part_words(part, one.figure.amount.currency, locale) for part in one.parts]
        more = [tr("and {n} more", n=len(lines) - _MOST)] if len(lines) > _MOST else []
        self.parts.setText("\n".join([*lines[:_MOST], *more]))
        self.parts.setVisible(bool(lines) and not hidden)
        self.draft_button.setVisible(one.asks and bool(one.unwritten))
        self.creator_button.setVisible(bool(one.creator_id))
        self.contract_button.setVisible(bool(one.contract_id))
        self.later_button.setVisible(one.asks)
        self.shipped_button.setVisible(one.figure.confidence == "user")

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(*(theme.px(_PAD) for _ in range(4)))
        column.setSpacing(theme.px(8))
        for part in (self.name, self.whom, self.sum, self.asks):
            column.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons, gap=8)
        for one in (
            self.draft_button, self.creator_button, self.contract_button, self.later_button, self.figure_button,
            self.shipped_button,
        ):  # fmt: skip
            row.addWidget(one)
        column.addWidget(buttons)
        column.addWidget(label(tr("What was added up"), "micro"))
        column.addWidget(self.parts)
        column.addWidget(label(tr("Rule"), "micro"))
        column.addWidget(self.rule)
        column.addStretch(1)
        self.area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _go(self, page: str, name: str) -> None:
        if self.counter is not None:
            self.desk.go(page, getattr(self.counter, name))
