"""The Accounts tab of a creator: one row per channel, added by pasting an address, with dated figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from infludesk.creators.commands import add_account, trash_account
from infludesk.creators.model import PLATFORMS, SOURCES, Account, AccountSnapshot
from infludesk.creators.store import Whole
from infludesk.creators.tiers import tier_label, tier_of
from infludesk.gui.creators.dialogs import FiguresDialog, platform_combo
from infludesk.gui.creators.parts import open_address, platform_icon, platform_label, variant_words
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import NumberCell, Pill, Text
from infludesk.gui.kit.parts import announce, button, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import number, percent, tr

_Row = tuple[Account, AccountSnapshot | None]


class AccountsTab(QWidget):
    """A creator's channels.

    Signals:
        chosen: another channel came into focus.
    """

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._creator = ""
        self._rows: dict[str, _Row] = {}
        self.dialog: FiguresDialog | None = None
        self.address = QLineEdit()
        self.address.setPlaceholderText(tr("Paste a profile's address, or type a handle"))
        self.address.setAccessibleName(tr("New account"))
        self.platform = platform_combo([code for code, _ in PLATFORMS])
        self.add_button = button(tr("Add account"), icon="add")
        self.message = label("", "danger", wrap=True)
        self.message.hide()
        self.figures_button = button(tr("Enter figures"), small=True)
        self.open_button = button(tr("Open in the browser"), icon="open-external", small=True)
        self.trash_button = button(tr("Move to Trash"), icon="trash", small=True)
        self.table: TableView[_Row] = TableView(
            tr("Accounts"), self._columns(), lambda ids, then: then({one: self._rows[one] for one in ids}),
            focus_delay=0,
        )  # fmt: skip
        self.table.setColumnHidden(0, True)
        self.none = EmptyState("link", tr("No accounts yet"), tr("Paste the address of a profile above."))
        self._stack = QStackedWidget()
        self._lay_out()
        self.address.returnPressed.connect(self.add)
        self.address.textEdited.connect(lambda _text: self._say(""))
        self.add_button.clicked.connect(self.add)
        self.figures_button.clicked.connect(self.enter_figures)
        self.open_button.clicked.connect(self.open_account)
        self.trash_button.clicked.connect(self.trash)
        self.table.opened.connect(lambda _id: self.enter_figures())
        self.table.focused.connect(lambda _id: self._tell())
        self.setFocusProxy(self.table)

    @property
    def account(self) -> Account | None:
        """The channel in focus."""
        row = self._rows.get(self.table.current_id)
        return row[0] if row else None

    def load(self, whole: Whole) -> None:
        """Show a creator's channels; what is being typed stays, unless it is another creator."""
        if whole.creator.id != self._creator:
            self._creator = whole.creator.id
            self.address.clear()
            self._say("")
        self._rows = {one.id: (one, whole.latest.get(one.id)) for one in whole.accounts}
        self.table.set_ids(tuple(self._rows))
        self.table.rows.refresh()
        if self._rows and not self.table.current_id:
            self.table.focus_id(next(iter(self._rows)))
        self._stack.setCurrentWidget(self.table if self._rows else self.none)
        self._tell()

    def add(self) -> None:
        """Add the channel typed."""
        typed = self.address.text().strip()
        if typed:
            self.desk.tasks.do(
                add_account, then=self._added, otherwise=lambda problem: self._say(str(problem)),
                creator_id=self._creator, profile=typed, platform=self.platform.currentData(),
            )  # fmt: skip

    def enter_figures(self) -> None:
        """Ask for the figures of the channel in focus."""
        if self.account is not None:
            self.dialog = FiguresDialog(self.desk, self.window(), self.account)
            self.dialog.finished.connect(self.table.setFocus)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.open()

    def open_account(self) -> None:
        """Open the channel in focus in the browser."""
        if self.account is not None and self.account.url:
            open_address(self.account.url)

    def trash(self) -> None:
        """Move the channel in focus to the trash."""
        if self.account is not None:
            self.desk.tasks.do(trash_account, otherwise=self._refused, account_id=self.account.id)
            self.table.setFocus()

    def _refused(self, problem: Problem) -> None:
        self._say(str(problem))

    def _added(self, outcome: Outcome) -> None:
        self.address.clear()
        self.platform.setCurrentIndex(0)
        self._say("")
        self.table.focus_id(outcome.value)

    def _say(self, words: str) -> None:
        theme.set_state(self.address, state="error" if words else "")
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.address.setAccessibleDescription(words)
        if words:
            announce(self.address, words)

    def _tell(self) -> None:
        account = self.account
        self.figures_button.setVisible(account is not None)
        self.trash_button.setVisible(account is not None)
        self.open_button.setVisible(account is not None and bool(account.url))
        self.chosen.emit()

    def _columns(self) -> tuple[Column[_Row], ...]:
        return (
            Column("platform", tr("Platform"), 120, _platform, sortable=False),
            Column("handle", tr("Handle"), 140, lambda row: Text(row[0].handle or row[0].url or "–", strong=True),
                   sortable=False, stretch=True),
            Column("followers", tr("Followers"), 96, self._followers, align="right", sortable=False),
            Column("er", tr("ER"), 110, self._rate, sortable=False),
            Column("tier", tr("Tier"), 72, lambda row: Text(tier_label(tier_of(_most(row)))), sortable=False),
            Column("day", tr("As of"), 100, self._day, sortable=False),
            Column("source", tr("Source"), 110, _source, sortable=False),
        )  # fmt: skip

    def _followers(self, row: _Row) -> NumberCell:
        followers = _most(row)
        if followers is None:
            return NumberCell(na_reason=tr("no figures entered"))
        return NumberCell(number(followers, self.desk.locale))

    def _rate(self, row: _Row) -> Text:
        reading = row[1]
        if reading is None or reading.er_ppm is None:
            return Text("–", tone="text-3")
        return Text(percent(reading.er_ppm, self.desk.locale), variant_words(reading.er_variant))

    def _day(self, row: _Row) -> Text:
        return Text(show_day(row[1].day if row[1] else None, self.desk.locale), tone="text-2")

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        side, gap = theme.px(24), theme.px(8)
        add, acts = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (add, (self.address, self.platform, self.add_button)),
            (acts, (self.figures_button, self.open_button, self.trash_button)),
        ):
            row.setContentsMargins(side, 0, side, 0)
            row.setSpacing(gap)
            for one in parts:
                row.addWidget(one)
        add.setStretch(0, 1)
        acts.addStretch(1)
        self.message.setContentsMargins(side, 0, side, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(gap)
        column.addLayout(add)
        column.addWidget(self.message)
        column.addLayout(acts)
        column.addWidget(self._stack, 1)


def _platform(row: _Row) -> Pill:
    return Pill(platform_label(row[0].platform), "neutral", platform_icon(row[0].platform))


def _most(row: _Row) -> int | None:
    return row[1].followers if row[1] else None


def _source(row: _Row) -> Text:
    code = row[1].source if row[1] else None
    return Text(tr(dict(SOURCES).get(code or "", code or "–")), tone="text-2")
