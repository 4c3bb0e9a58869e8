"""The line of chips below a list's filters: what is wanted of the user's own fields."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Chip
from infludesk.gui.records.filter_dialog import FilterDialog, condition_words
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr
from infludesk.records.custom_query import Condition
from infludesk.records.custom_store import currencies_of


class Narrowing(QWidget):
    """The conditions in force, each a chip that opens them and can be taken away.

    Signals:
        changed: other conditions are in force now.
    """

    changed = Signal()

    def __init__(self, desk: Desk, table: str) -> None:
        """``table`` is that of the records narrowed."""
        super().__init__()
        self.desk, self._table = desk, table
        self.conditions: tuple[Condition, ...] = ()
        self.fields: tuple[Field, ...] = ()
        self.chips: list[Chip] = []
        self.setAccessibleName(tr("More filters"))
        self._row = FlowLayout(self, gap=theme.px(6))
        self._row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        self.hide()
        desk.redrawn.connect(self._show)

    def set_fields(self, fields: Sequence[Field]) -> None:
        """These are the fields there are now; conditions on others are dropped."""
        self.fields = tuple(fields)
        known = {one.name for one in fields}
        self.put([one for one in self.conditions if one.name in known])

    def put(self, conditions: Sequence[Condition]) -> None:
        """Put these conditions in force."""
        before, self.conditions = self.conditions, tuple(conditions)
        self._show()
        if before != self.conditions:
            self.changed.emit()

    def ask(self) -> None:
        """Ask what is wanted."""
        used = self.desk.workspace.read(lambda conn: currencies_of(conn, self._table))
        dialog = FilterDialog(window_of(), self.fields, self.conditions, self.desk.formats, used)
        ask(dialog, lambda done: self.put(done.conditions))

    def _show(self) -> None:
        for chip in self.chips:
            chip.hide()
            self._row.removeWidget(chip)
            chip.deleteLater()
        by_name = {one.name: one for one in self.fields}
        formats = self.desk.formats
        self.chips = []
        for one in self.conditions:
            chip = Chip(condition_words(by_name[one.name], one, formats), editable=True)
            chip.edited.connect(self.ask)
            chip.removed.connect(partial(self._drop, one))
            self._row.addWidget(chip)
            self.chips.append(chip)
        self.setVisible(bool(self.chips))

    def _drop(self, gone: Condition) -> None:
        self.put([one for one in self.conditions if one != gone])
