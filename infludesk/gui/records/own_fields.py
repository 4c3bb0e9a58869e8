"""The part of a record's form that holds the user's own fields."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import window_of
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead
from infludesk.gui.page import Reloading
from infludesk.gui.records.field_dialogs import AddFieldDialog, ChangeFieldsDialog
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.records.custom import as_field
from infludesk.records.custom_commands import set_custom_value
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.records.model import CustomField

_Read = tuple[str, tuple[CustomField, ...], dict[str, Any]]


class OwnFields(Reloading):
    """One record's values in the fields that the user gave its table, each saved as it is left.

    Signals:
        history_asked: the name, ``custom.<key>``, of the field whose history is asked for.
    """

    shows = ("custom_field", "custom_value")
    history_asked = Signal(str)

    def __init__(self, desk: Desk, table: str) -> None:
        super().__init__(desk)
        self.table = table
        self.rows: dict[str, FormRow] = {}
        self._record, self._shown = "", ""
        self._fields: tuple[CustomField, ...] = ()
        self._look: tuple[Any, ...] = ()
        self.add_button = button(tr("Add a field…"), small=True)
        self.change_button = button(tr("Change fields…"), small=True)
        self.add_button.clicked.connect(lambda: self._open(AddFieldDialog(desk, window_of(), table)))
        self.change_button.clicked.connect(lambda: self._open(ChangeFieldsDialog(desk, window_of(), table)))
        self.nothing = label(tr("A field for what only you need, such as a shoe size."), "help", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addWidget(SectionHead(tr("Your own fields"), "", (self.add_button, self.change_button)))
        self._column.addWidget(self.nothing)

    @property
    def ready(self) -> bool:
        return bool(self._record)

    def load(self, record_id: str) -> None:
        """Show a record of the table."""
        self._record = record_id
        self.ask_reload()

    def reload(self) -> None:
        record, table = self._record, self.table

        def query(conn: Connection) -> _Read:
            whole = ref(table, record)
            return record, custom_fields(conn, table), custom_values(conn, [whole]).get(whole, {})

        self.desk.tasks.read(query, self._take, key=("own values", id(self)))

    def field_id(self, name: str) -> str:
        """The id of a field, by its name; empty where it is gone."""
        return next((one.id for one in self._fields if as_field(one).name == name), "")

    def _take(self, read: _Read) -> None:
        record, fields, values = read
        formats = self.desk.formats
        former = self.rows
        look = (formats.hide_internal, formats.locale, formats.zone, formats.currency, formats.currencies)
        anew = record != self._shown
        if (fields, look) != (self._fields, self._look):
            self._fields, self._look, anew = fields, look, True
            self._make(formats)
        shown, self._shown = self._shown, record
        for one in fields:
            row = self.rows[as_field(one).name]
            row.put(values.get(one.key or ""), anew=anew)
            if record == shown and (old := former.get(row.field.name)) not in (None, row):
                row.remark_again(old)
        self.nothing.setVisible(not fields)
        self.change_button.setVisible(bool(fields))

    def _make(self, formats: Formats) -> None:
        for old in self.rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        before: QWidget = self.change_button
        for one in self._fields:
            row = self.rows[as_field(one).name] = FormRow(as_field(one), formats)
            row.saved.connect(self._save)
            row.history_asked.connect(self.history_asked)
            self._column.addWidget(row)
            row.show()
            # Made late, the rows would come last; Tab goes as one reads.
            for stop in row.stops:
                QWidget.setTabOrder(before, stop)
                before = stop

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            if name in self.rows:
                self.rows[name].show_problem(problem)

        self.desk.tasks.do(
            set_custom_value, otherwise=refused, record=ref(self.table, self._shown), field_id=self.field_id(name),
            value=value,
        )  # fmt: skip

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
