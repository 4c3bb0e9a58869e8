"""The Timeline tab of a creator: every contact, by kind and function, changed and moved to the trash in place."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.creators.commands import trash_entry
from infludesk.creators.model import ENTRY_KINDS, TimelineEntry
from infludesk.gui.creators.dialogs import EntryEditDialog
from infludesk.gui.creators.timeline import TimelineList
from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import Glyph, button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.kernel.text import tr
from infludesk.team.model import FUNCTIONS


class TimelineTab(QWidget):
    """A creator's entries.

    Signals:
        chosen: another entry came into focus.
    """

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._entries: tuple[TimelineEntry, ...] = ()
        self._names: Mapping[str, str] = {}
        self.dialog: EntryEditDialog | None = None
        self.kind = _combo(tr("Kind"), ENTRY_KINDS)
        self.function = _combo(tr("Function"), FUNCTIONS)
        self.edit_button = button(tr("Change entry"), icon="edit", small=True)
        self.trash_button = button(tr("Move to Trash"), icon="trash", small=True)
        self.list = TimelineList(desk)
        self.none = EmptyState("message", tr("No contact yet"), tr("Ctrl+L logs the first."))
        sentence = tr("The filters leave no entry.")
        self.nothing = EmptyState("search", tr("Nothing matches"), sentence, tr("Clear filters"))
        self._stack = QStackedWidget()
        self._lay_out()
        for combo in (self.kind, self.function):
            combo.currentIndexChanged.connect(self._filter)
        self.edit_button.clicked.connect(self.change)
        self.trash_button.clicked.connect(self.trash)
        self.list.opened.connect(lambda _id: self.change())
        self.list.focused.connect(self._tell)
        if self.nothing.primary is not None:
            self.nothing.primary.clicked.connect(self.clear_filters)
        self.setFocusProxy(self.list)

    def load(self, entries: tuple[TimelineEntry, ...], names: Mapping[str, str]) -> None:
        """Show a creator's entries; ``names`` are the members', by id."""
        self._entries, self._names = entries, names
        self._filter()

    def clear_filters(self) -> None:
        """Show every entry."""
        self.kind.setCurrentIndex(0)
        self.function.setCurrentIndex(0)
        self.list.setFocus()

    def change(self) -> None:
        """Change what the entry in focus says."""
        if self.list.current is not None:
            self.dialog = EntryEditDialog(self.desk, self.window(), self.list.current)
            self.dialog.finished.connect(self.list.setFocus)
            self.dialog.finished.connect(self.dialog.deleteLater)
            self.dialog.open()

    def trash(self) -> None:
        """Move the entry in focus to the trash."""
        if self.list.current is not None:
            self.desk.tasks.do(trash_entry, entry_id=self.list.current.id)
            self.list.setFocus()

    def _filter(self) -> None:
        kind, function = self.kind.currentData(), self.function.currentData()
        shown = [
            one for one in self._entries if kind in (None, one.kind) and function in (None, one.function)
        ]  # fmt: skip
        self.list.put(shown, self._names)
        self._stack.setCurrentWidget(self.list if shown else self.nothing if self._entries else self.none)
        self._tell()

    def _tell(self) -> None:
        for one in (self.edit_button, self.trash_button):
            one.setVisible(self.list.current is not None)
        self.chosen.emit()

    def _lay_out(self) -> None:
        for one in (self.list, self.nothing, self.none):
            self._stack.addWidget(one)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(8))
        bar.setSpacing(theme.px(8))
        for part in (self.kind, self.function, self.edit_button, self.trash_button):
            bar.addWidget(part)
        bar.addStretch(1)
        bar.addWidget(Glyph("lock", "text-3", 12))
        bar.addWidget(label(tr("Internal"), "micro"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)


def _combo(name: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.addItem(tr("{label}: all", label=name), None)
    for code, text in options:
        made.addItem(tr(text), code)
    return made
