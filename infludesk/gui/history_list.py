"""What was changed in one record, value by value, with the way back to each old value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.db import history
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import from_columns, get
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Text
from infludesk.gui.kit.formats import EMPTY, Formats
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, Strip
from infludesk.kernel.dates import show_moment
from infludesk.kernel.fields import Field
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.text import isolate, tr
from infludesk.records import custom
from infludesk.records.custom import PREFIX, as_field
from infludesk.records.custom_store import own_fields
from infludesk.records.model import CustomField
from infludesk.workspace import SCHEMA

_DOTS = "••••••"
_PLACES = {"trash": "Moved to Trash", "undo": "Taken back"}


@dataclass(frozen=True, slots=True)
class Past:
    """One change of one field of a record.

    Attributes:
        id: names it in the list.
        table, row_id: the record.
        field: the field; None where the record was added, moved to the trash or brought back.
        what: the field's label, or what happened.
        old, new: the values.
        old_text, new_text: the values as shown.
        at: when, as stored.
        actor: who.
        label: the step it was part of.
    """

    id: str
    table: str
    row_id: str
    field: Field | None
    what: str
    old: Any
    new: Any
    old_text: str
    new_text: str
    at: str
    actor: str
    label: str


class HistoryList(QWidget):
    """The changes of a record, the newest first.

    Signals:
        restore_asked: the Past whose old value is wanted back.
    """

    restore_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._records: tuple[tuple[str, str], ...] = ()
        self._column = ""
        self._found: dict[str, Past] = {}
        self.strip = Strip()
        self.restore_button = button(tr("Restore this value"), icon="restore", small=True)
        self.table: TableView[Past] = TableView(
            tr("History"), self._columns(), lambda ids, then: then({one: self._found[one] for one in ids}),
            focus_delay=0,
        )  # fmt: skip
        self.table.setColumnHidden(0, True)
        self.empty = EmptyState("history", tr("No changes yet"), tr("Each change of a value is kept here."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        bar.addWidget(self.restore_button)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        self.restore_button.clicked.connect(self.restore)
        self.table.opened.connect(lambda _id: self.restore())
        self.table.focused.connect(lambda _id: self._tell())
        self.strip.acted.connect(lambda: self.show_records(self._records))

    def show_record(self, table: str, record_id: str, column: str = "") -> None:
        """Show the changes of a record, or of one field of it."""
        self.show_records(((table, record_id),), column)

    def show_records(self, records: Sequence[tuple[str, str]], column: str = "") -> None:
        """Show the changes of several records, (table, id), together; ``column`` is a field of the first."""
        self._records, self._column = tuple(records), column
        if not records:
            self._take([])
            return
        title = tr("Only changes of {field}", field=self._name_of(column)) if column else ""
        self.strip.say("quiet", title, action=tr("Show all") if column else "")
        self.desk.tasks.read(self._query(), self._take, key=("history", id(self)))

    def refresh(self) -> None:
        """Read again what is shown."""
        self.show_records(self._records, self._column)

    def shows_other(self, records: Sequence[tuple[str, str]]) -> bool:
        """Whether other records than these are shown."""
        return self._records != tuple(records)

    @property
    def chosen(self) -> Past | None:
        """The change in focus."""
        return self._found.get(self.table.current_id)

    def restore(self) -> None:
        """Ask for the old value of the change in focus."""
        if self.chosen is not None and self.chosen.field is not None:
            self.restore_asked.emit(self.chosen)

    def _name_of(self, column: str) -> str:
        """The label of a field of the first record."""
        table = self._records[0][0]
        if not column.startswith(PREFIX):
            return tr(SCHEMA.by_table[table].field(column).label)
        own = self.desk.workspace.read(lambda conn: own_fields(conn, table))
        return next((isolate(one.label) for one in own if one.name == column), column)

    def _query(self) -> Any:
        records, column, formats = self._records, self._column, self.desk.formats
        own = column.startswith(PREFIX)

        def query(conn: Connection) -> list[Past]:
            found = [
                past
                for place, (table, row_id) in enumerate(records)
                if not own and (not column or place == 0)
                for past in changes_of(conn, table, row_id, formats, main=place == 0, column=column)
            ]
            if own or not column:
                found += own_changes(conn, ref(*records[0]), formats, column)
            return sorted(found, key=lambda past: past.at, reverse=True)

        return query

    def _take(self, found: list[Past]) -> None:
        self._found = {past.id: past for past in found}
        self.table.set_ids(tuple(self._found))
        self.table.rows.refresh()
        if found and not self.table.current_id:
            self.table.focus_id(found[0].id)
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self._tell()

    def _tell(self) -> None:
        can = self.chosen is not None and self.chosen.field is not None
        self.restore_button.setEnabled(can)
        self.restore_button.setToolTip("" if can else tr("Choose the change of a value."))

    def _columns(self) -> tuple[Column[Past], ...]:
        def at(past: Past) -> Text:
            return Text(show_moment(past.at or None, self.desk.locale, self.desk.zone), tone="text-2")

        return (
            Column("at", tr("When"), 150, at, sortable=False),
            Column("what", tr("Field"), 220, lambda past: Text(past.what, past.label, strong=True), sortable=False),
            Column("old", tr("Old"), 120, lambda past: Text(past.old_text, tone="text-2"), sortable=False),
            Column("new", tr("New"), 120, lambda past: Text(past.new_text), sortable=False, stretch=True),
            Column("actor", tr("By"), 110, lambda past: Text(past.actor or EMPTY, tone="text-2"), sortable=False),
        )


def changes_of(
    conn: Connection, table: str, row_id: str, formats: Formats, *, main: bool = True, column: str = ""
) -> list[Past]:
    """Read a record's changes, or those of one field with the value it was added with.

    Without ``main`` the kind of record stands before the field.
    """
    state = history.values_now(conn, table, row_id)
    if not state:
        return []
    found: list[Past] = []
    for _, entries in groupby(history.of_record(conn, SCHEMA, table, row_id), key=lambda entry: entry.seq):
        step = list(entries)
        after = state | {entry.column: entry.new for entry in step if entry.column}
        state = after | {entry.column: entry.old for entry in step if entry.column}
        found += _step(conn, step, state, after, formats, column)
    if main:
        return found
    kind = tr(SCHEMA.by_table[table].label)
    return [replace(past, what=tr("{kind}: {field}", kind=kind, field=past.what)) for past in found]


def own_changes(conn: Connection, record: str, formats: Formats, name: str = "") -> list[Past]:
    """Read the changes of a record's values in the user's own fields, or in the one of that name."""
    ids = conn.execute("SELECT id FROM custom_value WHERE record = ?", (record,)).fetchall()
    found = (past for (one,) in ids for past in changes_of(conn, "custom_value", one, formats))
    return [past for past in found if not name or (past.field is not None and past.field.name == name)]


def _step(
    conn: Connection,
    entries: Sequence[history.Entry],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    formats: Formats,
    column: str = "",
) -> list[Past]:
    """One change of a row, field by field; fields of several columns are put together again."""
    first, changed = entries[0], {entry.column for entry in entries}
    cls = SCHEMA.cls(first.table)

    def past(field: Field | None, what: str, old: Any, new: Any) -> Past:
        before_text, after_text = (_show(conn, field, one, formats) if field else "" for one in (old, new))
        name = field.name if field else ""
        return Past(
            f"{first.seq}:{name}", first.table, first.row_id, field, what, old, new, before_text, after_text,
            first.at, first.actor, first.label,
        )  # fmt: skip

    if first.table == "custom_value":
        own = as_field(get(conn, CustomField, after["field_id"]))
        return [past(own, own.label, *values) for values in _own_values(own.kind, before, after, new="" in changed)]
    old, new = (from_columns(cls, cast("SqlRow", row)) for row in (before, after))
    if "" in changed and column:
        field = cls.entity.field(column)
        added = past(field, tr(field.label), None, getattr(new, column))
        return [] if added.new in (None, "", ()) else [replace(added, field=None)]
    if "" in changed:
        return [past(None, tr("Added"), None, None)]
    if "deleted_as" in changed:
        return [] if column else [past(None, tr(_PLACES.get(after["deleted_as"], "Restored")), None, None)]
    return [
        past(field, tr(field.label), getattr(old, field.name), getattr(new, field.name))
        for field in cls.entity.fields
        if changed.intersection(field.columns) and column in ("", field.name)
    ]


def _own_values(kind: str, before: Mapping[str, Any], after: Mapping[str, Any], *, new: bool) -> list[tuple[Any, Any]]:
    """The old and the new value, if there was a change; that a value went to the trash its record says."""
    if "trash" in (before["deleted_as"], after["deleted_as"]):
        return []
    old = None if new or before["deleted_at"] else custom.from_columns(kind, before)
    now = None if after["deleted_at"] else custom.from_columns(kind, after)
    return [(old, now)] if old != now else []


def _show(conn: Connection, field: Field, value: Any, formats: Formats) -> str:
    if value in (None, "", ()):
        return EMPTY
    if field.private:
        return _DOTS
    table, row_id = (field.table, value) if field.kind == "link" else split_ref(str(value))
    if field.kind in ("link", "ref") and table in SCHEMA.by_table:
        return isolate(history.record_name(conn, SCHEMA, table, row_id))
    return formats.show_value(field, value)
