"""After an import: the strip that offers the next step, and the rows and cells that were left out."""

import csv
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.imports.draft import file_words
from infludesk.gui.kit.cells import NumberCell, Text
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import Glyph, announce, button, frame, tool
from infludesk.gui.kit.table import TableView, harmless
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead, Strip
from infludesk.gui.tasks import Progress
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import isolate, number, plural, tr

Step = tuple[str, Callable[[], None]]


class NextSteps(QWidget):
    """What was done, and one button for each thing one may want next."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QWidget] = []
        self._frame = frame("strip", "success")
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        self._row.setSpacing(theme.px(8))
        self._words, self._close = Elided("", "strong"), tool("close", tr("Close"))
        self._close.clicked.connect(self.hide)
        for one in (Glyph("check", "success-text"), self._words, self._close):
            self._row.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self.hide()

    def say(self, words: str, steps: Sequence[Step]) -> None:
        """Show this, with a button for each step."""
        for old in self.buttons:
            old.hide()
            self._row.removeWidget(old)
            old.deleteLater()
        self.buttons = []
        for text, run in steps:
            one = button(text, small=True)
            one.clicked.connect(partial(_run, run))
            self._row.insertWidget(self._row.count() - 1, one)
            QWidget.setTabOrder(self.buttons[-1] if self.buttons else self._words, one)
            self.buttons.append(one)
        QWidget.setTabOrder(self.buttons[-1], self._close)
        self._words.say(words)
        self.setAccessibleName(words)
        self.show()
        announce(self, words)


class ProblemsView(QWidget):
    """Rows and cells an import left out, with their reasons.

    Signals:
        closed: the list of imports is to be shown again.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._file = ""
        self._notes: dict[str, Note] = {}
        self.close_button, self.save_button = button(tr("Close"), "quiet"), button(tr("Save as CSV…"), "primary")
        self.close_button.clicked.connect(self.closed)
        self.save_button.clicked.connect(self.save)
        self.head = PageHead(tr("Problems"), "", (self.close_button, self.save_button))
        self.strip = Strip()
        self.table: TableView[Note] = TableView(tr("Problems of the import"), _columns(), self._fetch)
        self.table.setColumnHidden(0, True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.strip, self.table):
            column.addWidget(part, 1 if part is self.table else 0)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    def show_notes(self, file: str, notes: Sequence[Note]) -> None:
        """Show what was left out of a file."""
        self._file = file
        self._notes = {str(at): note for at, note in enumerate(notes)}
        self.strip.say("info", "")
        self.head.set_count(f"{file_words(file)} · {number(len(notes), self.desk.locale)}")
        self.table.set_ids(tuple(self._notes))
        self.table.rows.refresh()
        self.table.focus_id("0")

    def save(self) -> None:
        """Save the list where the person says."""
        proposed = Path(tr("{name} problems.csv", name=Path(self._file).stem))
        path = self.desk.dialogs.save_file(tr("Save the problems"), proposed, [tr("CSV (*.csv)")])
        if path is not None:
            job = partial(_write, path, tuple(self._notes.values()))
            self.desk.tasks.work(job, partial(self._saved, path), tr("Save"))

    def _saved(self, path: Path, problem: Problem | None) -> None:
        if problem is not None:
            self.strip.say_problem(problem)
            return
        rows = plural(len(self._notes), "{n} row", "{n} rows")
        self.strip.say("success", tr("Saved {rows} to {file}", rows=rows, file=file_words(path.name)), closable=True)

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[Note]], None]) -> None:
        then({one: self._notes[one] for one in ids if one in self._notes})


def _columns() -> tuple[Column[Note], ...]:
    return (
        Column("row", tr("Row"), 72, lambda one: NumberCell("–" if one.row is None else number(one.row)), "right",
               sortable=False),
        Column("column", tr("Column"), 160, lambda one: Text(isolate(one.column or "") or "–"), sortable=False),
        Column("value", tr("In the file"), 280, lambda one: Text(isolate(" ".join(one.value.split())) or "–"),
               sortable=False),
        Column("why", tr("Why"), 320, lambda one: Text(one.reason), sortable=False, stretch=True),
    )  # fmt: skip


def _write(path: Path, notes: Sequence[Note], _progress: Progress) -> Problem | None:
    """Write the list as UTF-8 with a mark, so that spreadsheets read it; no cell of it is ever computed."""
    lines = [(tr("Row"), tr("Column"), tr("In the file"), tr("Why"))]
    lines += [("" if n.row is None else str(n.row), n.column or "", n.value, n.reason) for n in notes]
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([[harmless(cell) for cell in line] for line in lines])
    except OSError:
        title = tr('"{name}" cannot be written.', name=path.name)
        return Problem("export.unwritable", title, tr("Nothing was saved. Choose another folder."))
    return None


def _run(step: Callable[[], None], _checked: bool = False) -> None:  # noqa: FBT001, FBT002  the signal's
    step()
