"""Import, step 1: the file as it is read – its tab, headings, encoding and separator – with its first rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.gui.imports.draft import NAMED, Draft, ReadAs
from infludesk.gui.kit.cells import NumberCell, Text
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.parts import breakable, button, label, scrolled
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.importing.files.reader import KINDS
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.text import isolate, number, plural, tr

_ENCODINGS = (
    ("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Western (Windows-1252)"), ("mac_roman", "Western (Mac)"),
    ("cp1250", "Central European"), ("cp1251", "Cyrillic"), ("cp1253", "Greek"), ("cp1254", "Turkish"),
    ("cp1255", "Hebrew"), ("cp1256", "Arabic"), ("shift_jis", "Japanese"), ("gb18030", "Chinese (simplified)"),
    ("big5", "Chinese (traditional)"), ("euc_kr", "Korean"),
)  # fmt: skip
_SEPARATORS = ((",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar"))
_ROWS, _COLUMNS, _NOTES, _HEADS = 20, 40, 3, 20
_NOTES_HEIGHT = 140
Line = tuple[int, tuple[str, ...]]
"""A row's number and its cells."""


class FileStep(QWidget):
    """Shows how a file was read and takes another way to read it.

    Signals:
        choosing: another file is to be chosen.
        read_otherwise: the ReadAs to read the same file with.
    """

    choosing = Signal()
    read_otherwise = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.combos: dict[str, Combo] = {}
        self.another = button(tr("Choose another file"), small=True)
        self.another.clicked.connect(self.choosing)
        self._described = label("", "strong")
        self._options, self._notes = QWidget(), label("", "small", wrap=True)
        self.all_notes = button("", "link", small=True)
        self.all_notes.clicked.connect(self._show_all_notes)
        self._noted = scrolled(self._notes)
        self._noted.setMaximumHeight(theme.px(_NOTES_HEIGHT))
        self._line = FlowLayout(self._options, gap=theme.px(16))
        self.table: TableView[Line] | None = None
        self.empty = EmptyState(
            "import", tr("Choose a contact list"),
            tr("{kinds}. You can also drop the file here, or paste the rows of a table. "
               "Nothing is written before the last step.", kinds=tr(KINDS)),
            tr("Choose a file"),
        )  # fmt: skip
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.choosing)
        self._lay_out()

    def show_draft(self, draft: Draft | None) -> None:
        """Show a file; None while there is none."""
        self._draft = draft
        self._body.setCurrentWidget(self._file if draft else self.empty)
        if draft is None:
            return
        self._described.setText(draft.described)
        self._show_options(draft.sheet)
        self._show_rows(draft.sheet)
        self._show_notes(draft.sheet, most=_NOTES)

    def landing(self) -> QWidget | None:
        """What takes the focus."""
        return self.another if self._draft else self.empty.primary

    def _show_notes(self, sheet: Sheet, most: int | None) -> None:
        """Say what was mended, and in which rows; the first few, or all."""
        notes = [note.reason for note in sheet.notes]
        shown = notes[:most]
        self._notes.setText(breakable("\n".join(shown)))
        self._noted.setVisible(bool(shown))
        self._noted.setFixedHeight(min(theme.px(_NOTES_HEIGHT), (len(shown) + 1) * theme.line("small")))
        more = len(notes) - len(shown)
        self.all_notes.setText(plural(more, "Show {n} more note", "Show {n} more notes"))
        self.all_notes.setVisible(more > 0)

    def _show_all_notes(self) -> None:
        if self._draft is not None:
            self._show_notes(self._draft.sheet, most=None)
            self.another.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._described)
        head.addWidget(self.another)
        head.addStretch(1)
        self._file, self._body = QWidget(), QStackedWidget()
        self._column = QVBoxLayout(self._file)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(12))
        above = QVBoxLayout()
        above.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), 0)
        above.setSpacing(theme.px(12))
        above.addLayout(head)
        above.addWidget(self._options)
        above.addWidget(self._noted)
        above.addWidget(self.all_notes, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(above)
        for one in (self._file, self.empty):
            self._body.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._body)

    def _show_options(self, sheet: Sheet) -> None:
        while (item := self._line.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.combos = {}
        if len(sheet.tabs) > 1:
            self._offer("tab", tr("Tab"), [(one, one) for one in sheet.tabs], sheet.tab)
        if sheet.kind not in NAMED:
            rows = [(n, tr("Row {n}", n=number(n))) for n in range(1, max(_HEADS, sheet.header_row) + 1)]
            self._offer("header_row", tr("Headings"), [(0, tr("No headings")), *rows], sheet.header_row)
        if sheet.encoding:
            now = sheet.encoding.removesuffix("-sig")
            known = [(code, tr(words)) for code, words in _ENCODINGS]
            self._offer("encoding", tr("Encoding"), _with(known, now), now)
        if sheet.delimiter:
            known = [(code, tr(words)) for code, words in _SEPARATORS]
            self._offer("delimiter", tr("Separator"), _with(known, sheet.delimiter), sheet.delimiter)

    def _offer(self, key: str, name: str, options: Sequence[tuple[str | int, str]], now: str | int) -> None:
        combo = Combo()
        combo.setAccessibleName(name)
        for code, words in options:
            combo.addItem(words, code)
        combo.setCurrentIndex(max(0, combo.findData(now)))
        combo.activated.connect(partial(self._chosen, key))
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(label(name, "muted"))
        row.addWidget(combo)
        self.combos[key] = combo
        self._line.addWidget(pair)

    def _chosen(self, key: str, _index: int) -> None:
        before = self._draft.read_as if self._draft else ReadAs()
        # another tab or separator has its headings elsewhere
        start = replace(before, header_row=None) if key in ("tab", "delimiter", "encoding") else before
        self.read_otherwise.emit(replace(start, **{key: self.combos[key].currentData()}))

    def _show_rows(self, sheet: Sheet) -> None:
        if self.table is not None:
            self.table.hide()
            self._column.removeWidget(self.table)
            self.table.deleteLater()
        rows = {str(n): (n, cells) for n, cells in zip(sheet.numbers, sheet.rows[:_ROWS], strict=False)}
        notes = {note.row: note.reason for note in reversed(sheet.notes) if note.row is not None}

        def fetch(ids: Sequence[str], then: Callable[[Rows[Line]], None]) -> None:
            then({one: rows[one] for one in ids if one in rows})

        columns: tuple[Column[Line], ...] = (
            Column("row", tr("Row"), 64, partial(_number, notes), "right", sortable=False),
            *(Column(str(at), name, 140, partial(_cell, at), sortable=False)
              for at, name in enumerate(sheet.columns[:_COLUMNS])),
        )  # fmt: skip
        self.table = TableView(tr("First rows as read"), columns, fetch)
        self.table.setColumnHidden(0, True)
        self.table.set_ids(tuple(rows))
        self._column.addWidget(self.table, 1)


def _number(notes: Mapping[int, str], line: Line) -> NumberCell:
    return NumberCell(number(line[0]), problem=notes.get(line[0], ""))


def _cell(at: int, line: Line) -> Text:
    return Text(isolate(" ".join(line[1][at].split())))


def _with(known: list[tuple[str, str]], now: str) -> list[tuple[str, str]]:
    return known if any(code == now for code, _ in known) else [(now, now), *known]
