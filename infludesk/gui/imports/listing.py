"""A list that takes the place of the imports for a while, such as the rows that one of them left out."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import PageHead, Strip
from infludesk.gui.verbs import Offer
from infludesk.kernel.text import tr

RowT = TypeVar("RowT")


class Listing(QWidget, Generic[RowT]):
    """Rows in a table below a head with a main button; Esc and Close lead back.

    A subclass answers ``act``: what the main button does.

    Signals:
        closed: the list of imports is to be shown again.
    """

    closed = Signal()

    def __init__(self, desk: Desk, title: str, name: str, columns: Sequence[Column[RowT]], main: QPushButton) -> None:
        super().__init__()
        self.desk, self.main_button = desk, main
        self._rows: dict[str, RowT] = {}
        self.close_button = button(tr("Close"), "quiet")
        self.close_button.clicked.connect(self.closed)
        main.clicked.connect(self.act)
        self.head = PageHead(title, "", (self.close_button, main))
        self.strip = Strip()
        self.table: TableView[RowT] = TableView(name, columns, self._fetch, focus_delay=0)
        self.table.setColumnHidden(0, True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.strip, self.table):
            column.addWidget(part, 1 if part is self.table else 0)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    def act(self) -> None:
        """What the main button does."""
        raise NotImplementedError

    def offers(self) -> dict[str, Offer]:
        """What can be done here."""
        return {"main": Offer(self.act, self.main_button.text())}

    def show_rows(self, rows: Sequence[RowT], count: str) -> None:
        """Show these rows, with words for how many there are."""
        self._rows = {str(at): row for at, row in enumerate(rows)}
        self.strip.say("info", "")
        self.head.set_count(count)
        self.table.set_ids(tuple(self._rows))
        self.table.rows.refresh()
        self.table.focus_id("0")

    @property
    def chosen(self) -> RowT | None:
        """The row in focus."""
        return self._rows.get(self.table.current_id)

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[RowT]], None]) -> None:
        then({one: self._rows[one] for one in ids if one in self._rows})
