"""What stands beside the lists of Payments: the page reads what is to be shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.list_page import Inspector


class MoneyInspector(Inspector):
    """One fee, invoice or payee; empty while none is in focus.

    A subclass lays out ``content``.

    Signals:
        wanted: the id of the record to show; the page reads it.
    """

    wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.content = QWidget()
        self.content.hide()

    def show_record(self, record_id: str) -> None:
        if record_id:
            self.wanted.emit(record_id)
        else:
            self.content.hide()
