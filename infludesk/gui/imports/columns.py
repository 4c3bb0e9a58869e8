"""Import, step 2: where each column of the file goes, how it is read, and how far it is filled."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.imports.column_line import ColumnLine
from infludesk.gui.imports.draft import Draft
from infludesk.gui.imports.field_combo import fields_model
from infludesk.gui.imports.new_field import NewFieldDialog
from infludesk.gui.imports.values import Own
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.importing.columns.own_fields import new_field
from infludesk.importing.fields.reading import Reading
from infludesk.importing.fields.targets import LEFT_OUT, NOTE, TARGETS, target
from infludesk.kernel.text import plural, tr
from infludesk.records.custom import PREFIX

_ROWS = 4
_NEW = "new"
_MOST_WORDS = 20
_NAME = 220
_AT_ONCE, _AT_A_TIME = 60, 5


class ColumnsStep(QWidget):
    """A line per column that holds something.

    Signals:
        changed: the Draft with one column read or sent otherwise.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._draft: Draft | None = None
        self._own: Own = ()
        self._open: list[int] = []
        self._grid: QGridLayout | None = None
        self._fields = QStandardItemModel()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(lambda: self._add_lines(_AT_A_TIME))
        self.lines: dict[int, ColumnLine] = {}
        self._note = label("", "help", wrap=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Remember these columns as"))
        self.name.setPlaceholderText(tr("No name: not remembered"))
        self.name.setFixedWidth(theme.px(_NAME))
        self.name.textEdited.connect(self._rename)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), 0, 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.px(24), 0)
        head.setSpacing(theme.px(8))
        head.addWidget(self._note, 1)
        head.addWidget(label(tr("Remember as"), "muted"))
        head.addWidget(self.name)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def show_draft(self, draft: Draft) -> None:
        """Show the columns; of the same file only what changed."""
        same = self._draft is not None and self._draft.sheet is draft.sheet
        self._draft = draft
        if self.name.text().strip() != draft.name:
            self.name.setText(draft.name)
        self._show_note(draft)
        if not same:
            self._own = draft.home.custom
            self._fill(draft)
        elif self._own != draft.home.custom:
            self._own = draft.home.custom
            self._offer(draft)
        for place, line in self.lines.items():
            line.show_column(draft.columns.columns[place], draft.home.custom)

    def landing(self) -> QWidget | None:
        """The first column that leaves a doubt, else the first."""
        lines = self._doubtful() or list(self.lines.values())
        return lines[0].field if lines else None

    def go_on(self, step: int) -> None:
        """Focus the next or previous column that leaves a doubt."""
        doubtful = self._doubtful()
        if doubtful:
            at = next((n + step for n, line in enumerate(doubtful) if line.field.hasFocus()), 0)
            doubtful[at % len(doubtful)].field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _doubtful(self) -> list[ColumnLine]:
        return [line for line in self.lines.values() if line.column is not None and line.column.doubt]

    def _show_note(self, draft: Draft) -> None:
        columns = draft.columns.columns
        empty = sum(not one.filled for one in columns)
        noted = sum(one.target == NOTE for one in columns)
        left = sum(one.target == LEFT_OUT and bool(one.filled) for one in columns)
        parts = [
            plural(noted, "{n} column is kept as a note.", "{n} columns are kept as a note.") if noted else "",
            plural(left, "{n} column is left out.", "{n} columns are left out.") if left else "",
            plural(empty, "{n} empty column is left out.", "{n} empty columns are left out.") if empty else "",
        ]
        self._note.setText(" ".join(filter(None, parts)) or tr("Every column goes to a field."))

    def _fill(self, draft: Draft) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, theme.px(8), theme.px(24), theme.px(24))
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        for at, words in enumerate((tr("Column"), tr("Samples"), tr("Goes to"), tr("Read as"), tr("Filled"))):
            grid.addWidget(label(words, "small"), 0, at)
        for at, stretch in enumerate((3, 5, 0, 0, 0)):
            grid.setColumnStretch(at, stretch)
        self.lines, self._grid = {}, grid
        self._open = [place for place, column in enumerate(draft.columns.columns) if column.filled]
        grid.setRowStretch(_ROWS * len(self._open) + 1, 1)
        self._area.setWidget(inside)
        self._fields = _model(draft)
        self._fields.setParent(inside)
        self._add_lines(_AT_ONCE)

    def _add_lines(self, most: int) -> None:
        """Add the next lines; of a very wide file the others follow, so that the window answers meanwhile."""
        draft, grid = self._draft, self._grid
        if draft is None or grid is None:
            return
        formats, rows = self.desk.formats, len(draft.sheet.rows)
        now, self._open = self._open[:most], self._open[most:]
        for place in now:
            column = draft.columns.columns[place]
            line = ColumnLine(column, rows, formats)
            line.offer(self._fields)
            line.put_into(grid, _ROWS * len(self.lines) + 1)
            line.show_column(column, draft.home.custom)
            line.sent.connect(partial(self._send, place))
            line.read_otherwise.connect(partial(self._read, place))
            self.lines[place] = line
        if self._open:
            self._more.start()

    def _offer(self, draft: Draft) -> None:
        """Offer the fields there are, and those the import will make."""
        self._fields = _model(draft)
        self._fields.setParent(self._area.widget())
        for line in self.lines.values():
            line.offer(self._fields)

    def _rename(self, text: str) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, name=text.strip())
            self.changed.emit(self._draft)

    def _send(self, place: int, code: str) -> None:
        if self._draft is None or self._draft.columns.columns[place].target == code:
            return
        if code == _NEW:
            # the box has to be done with the choice before another field stands in it
            QTimer.singleShot(0, self, partial(self._ask_field, self._draft, place))
        else:
            self.changed.emit(self._draft.sent(place, code))

    def _ask_field(self, draft: Draft, place: int) -> None:
        """Let the person name a field of their own for a column."""
        if self._draft is not draft:
            return
        column = draft.columns.columns[place]
        self.lines[place].field.put(column.target)
        own = draft.home.custom
        kind = new_field(draft.sheet, place, own).field_kind or ""
        values = dict.fromkeys(" ".join(row[place].split()) for row in draft.sheet.rows if row[place].strip())
        words = list(values) if len(values) <= _MOST_WORDS else []

        def then(dialog: NewFieldDialog) -> None:
            if self._draft is not None and self._draft.sheet is draft.sheet:
                self.changed.emit(self._draft.with_field(place, dialog.field))

        ask(NewFieldDialog(window_of(), column.heading, words, own, kind), then)

    def _read(self, place: int, reading: Reading) -> None:
        if self._draft is not None:
            column = self._draft.columns.columns[place]
            self.changed.emit(self._draft.reading(place, replace(column, reading=reading, doubt="")))


def _model(draft: Draft) -> QStandardItemModel:
    """The fields a column can go to, one model for all columns; first what else can be done with one.

    Figures can also go to one platform's account, for the platforms that the file speaks of.
    """
    now = [one.target for one in draft.columns.columns]
    platforms = dict.fromkeys(code.partition("@")[2] for code in now if code.startswith("account") and "@" in code)
    figures = (one.code for one in TARGETS if one.code.startswith("account_snapshot."))
    told = [f"{code}@{platform}" for code in figures for platform in platforms]
    own = [f"{PREFIX}{one.key}" for one in draft.home.custom]
    codes = dict.fromkeys((LEFT_OUT, NOTE, _NEW, *own, *(one.code for one in TARGETS), *told, *now))
    return fields_model((code, _field_words(code, draft.home.custom)) for code in codes)


def _field_words(code: str, own: Own) -> str:
    if code == _NEW:
        return tr("New custom field…")
    words = tr(target(code, own).label)
    return tr("{kind}, a further one", kind=words) if code.startswith("contact_point.") else words
