"""History: every step with its changes, and the way to take one back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from infludesk.db.driver import Connection
from infludesk.db.history import Batch, batch_numbers, batches, entries, record_name
from infludesk.db.undo import Undone
from infludesk.gui.desk import Desk
from infludesk.gui.history_list import Past, changes_of
from infludesk.gui.kit.cells import NumberCell, Pill, Text
from infludesk.gui.kit.formats import EMPTY, Formats
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes, Outcome
from infludesk.kernel.dates import show_moment
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.workspace import SCHEMA


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a step: the record's name, and what happened to it."""

    record: str
    past: Past


@dataclass(frozen=True, slots=True)
class Step:
    """A batch with its first changes, by id; the first batch of all made the workspace and stays."""

    batch: Batch
    changes: dict[str, Change]
    first: bool


def read_step(conn: Connection, number_: int, formats: Formats) -> Step | None:
    """Read one step; None where there is no such number."""
    found = batches(conn, SCHEMA, before=number_ + 1, limit=1)
    if not found or found[0].seq != number_:
        return None
    rows = entries(conn, SCHEMA, batch=number_)
    own = {str(entry.seq) for entry in rows}
    changes = {
        past.id: Change(record_name(conn, SCHEMA, table, row_id), past)
        for table, row_id in dict.fromkeys((entry.table, entry.row_id) for entry in rows)
        for past in changes_of(conn, table, row_id, formats)
        if past.id.partition(":")[0] in own
    }
    return Step(found[0], changes, not batches(conn, SCHEMA, before=number_, limit=1))


class StepPanel(Inspector):
    """One step: its words, who and when, its changes, and Undo this.

    Signals:
        undo_asked: the number of the step to take back.
        read: another step is shown now.
    """

    undo_asked = Signal(int)
    read = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.step: Step | None = None
        self.title = label("", "section", wrap=True)
        self.about, self.note = label("", "muted", wrap=True), label("", "help", wrap=True)
        self.undo_button = button(tr("Undo this"), icon="undo", small=True)
        self.undo_button.clicked.connect(self.undo)
        self.table: TableView[Change] = TableView(
            tr("Changes of this step"), self._columns(), lambda ids, then: then(self._some(ids)), focus_delay=0
        )
        self.table.setColumnHidden(0, True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(16), 0, 0)
        column.setSpacing(theme.px(8))
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        head.setSpacing(theme.px(8))
        for part in (self.title, self.about, self.note):
            head.addWidget(part)
        head.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def show_record(self, record_id: str) -> None:
        if not record_id:
            self._take(None)
            return
        formats = self.desk.formats
        self.desk.tasks.read(lambda conn: read_step(conn, int(record_id), formats), self._take, key=("history", "step"))

    def offers(self) -> dict[str, Offer]:
        if self.step is None:
            return {}
        return {"main": Offer(self.undo, tr("Undo this"), self._why_not())}

    def undo(self) -> None:
        """Ask for this step to be taken back."""
        if self.step is not None and not self._why_not():
            self.undo_asked.emit(self.step.batch.seq)

    def _take(self, step: Step | None) -> None:
        self.step = step
        self.setVisible(step is not None)
        if step is None:
            return
        batch, locale = step.batch, self.desk.locale
        font = self.title.font()
        font.setStrikeOut(batch.undone)
        self.title.setFont(font)
        self.title.setText(isolate(batch.label))
        when = show_moment(batch.at, locale, self.desk.zone)
        self.about.setText(join((isolate(batch.actor), when, tr("undone") if batch.undone else "")))
        lines = len({past_id.partition(":")[0] for past_id in step.changes})
        more = tr("The first {n} of {all} changes.", n=number(lines, locale), all=number(batch.changes, locale))
        self.note.setText(more if lines < batch.changes else "")
        self.note.setVisible(bool(self.note.text()))
        self.undo_button.setVisible(not self._why_not())
        self.table.set_ids(tuple(step.changes))
        self.table.rows.refresh()
        self.read.emit()

    def _why_not(self) -> str:
        if self.step is None:
            return tr("Choose a row first.")
        if self.step.first:
            return tr("This step made the workspace.")
        return tr("This step is undone already.") if self.step.batch.undone else ""

    def _some(self, ids: Sequence[str]) -> dict[str, Change]:
        known = self.step.changes if self.step else {}
        return {one: known[one] for one in ids if one in known}

    def _columns(self) -> tuple[Column[Change], ...]:
        def what(change: Change) -> Text:
            return Text(change.past.what, isolate(change.record), strong=True)

        def value(change: Change) -> Text:
            old, new = change.past.old_text, change.past.new_text
            return Text(new, tr("before: {old}", old=old) if old not in ("", EMPTY) else "")

        return (
            Column("what", tr("What"), 140, what, sortable=False),
            Column("value", tr("Value"), 160, value, sortable=False, stretch=True),
        )


class HistoryPage(ListPage[Batch]):
    """All steps, the newest first."""

    key = "history"
    title = "History"
    placeholder = "Filter by word or name"
    sorted_by = ("at", True)
    inspector: StepPanel

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table.setColumnHidden(0, True)

    def concerns(self, changes: Changes) -> bool:
        return bool(changes.batch)

    def columns(self) -> Sequence[Column[Batch]]:
        locale, zone = self.desk.locale, self.desk.zone

        def what(batch: Batch) -> Text:
            return Text(isolate(batch.label), tone="text-3" if batch.undone else "text", strong=not batch.undone)

        return (
            Column("what", tr("What"), 220, what, sortable=False, stretch=True),
            Column("state", tr("State"), 80, lambda one: Pill(tr("Undone")) if one.undone else Text(""),
                   sortable=False),
            Column("actor", tr("By"), 100, lambda one: Text(isolate(one.actor) or EMPTY, tone="text-2"),
                   sortable=False),
            Column("at", tr("When"), 135, lambda one: Text(show_moment(one.at, locale, zone), tone="text-2"),
                   sortable=False),
            Column("changes", tr("Changes"), 75, lambda one: NumberCell(number(one.changes, locale)), "right",
                   sortable=False),
        )  # fmt: skip

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        del values, sort
        return [str(one) for one in batch_numbers(conn, SCHEMA, text)]

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[Batch]:
        found = (batches(conn, SCHEMA, before=int(one) + 1, limit=1) for one in ids)
        return {str(some[0].seq): some[0] for some in found if some}

    def count_all(self, conn: Connection) -> int:
        return len(batch_numbers(conn, SCHEMA))

    def empty_state(self) -> EmptyState:
        return EmptyState("history", tr("No changes yet"), tr("Each step is kept here and can be taken back."))

    def make_inspector(self) -> StepPanel:
        panel = StepPanel(self.desk)
        panel.undo_asked.connect(self.undo)
        panel.read.connect(self.offering)
        return panel

    def open_record(self, record_id: str) -> None:
        self.inspector.show_record(record_id)
        self.inspector.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def undo(self, batch: int) -> None:
        """Take a step back, and say what of it stays."""
        self.desk.tasks.undo(batch, then=self._undone)

    def _undone(self, outcome: Outcome) -> None:
        done: Undone = outcome.value
        kept = len(done.kept)
        words = plural(kept, "{n} of {all} was changed later and stays", "{n} of {all} were changed later and stay",
                       all=number(kept + done.rows, self.desk.locale))  # fmt: skip
        self.strip.say("warn", words if kept else "", outcome.changes.label, closable=True)
