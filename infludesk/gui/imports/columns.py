"""Import, step 2: where each column of the file goes, how it is read, and how far it is filled."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from infludesk.gui.imports.draft import Draft
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.importing.mapping import MappedColumn
from infludesk.importing.reading import Order, Reading, Scale
from infludesk.importing.targets import LEFT_OUT, NOTE, TARGETS, target
from infludesk.kernel.text import isolate, number, plural, tr

_DAYS: tuple[tuple[Order, str], ...] = (
    ("ymd", "Year first, 2026-03-31"), ("dmy", "Day first, 31/03/2026"), ("mdy", "Month first, 03/31/2026"),
    ("excel", "Day numbers, 46112"),
)  # fmt: skip
_RATES: tuple[tuple[str, Scale, str], ...] = (
    (".", "points", "3.4 is 3.4 %"), (",", "points", "3,4 is 3.4 %"), (".", "fraction", "0.034 is 3.4 %"),
    (",", "fraction", "0,034 is 3.4 %"),
)  # fmt: skip
_COUNTS = ((".", "12,500 is 12500"), (",", "12.500 is 12500"))
_KINDS = {
    "email": "E-mail", "phone": "Phone number", "url": "Address", "country": "Country", "lang": "Language",
    "langs": "Languages", "yes": "Yes or no", "choice": "Choice", "flags": "Choices", "list": "List",
}  # fmt: skip
_DAY_KINDS = frozenset({"day", "pday", "moment", "deadline"})


class ColumnsStep(QWidget):
    """A line per column that holds something.

    Signals:
        changed: the Draft with one column read or sent otherwise.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.lines: dict[int, ColumnLine] = {}
        self._note = label("", "help", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), 0, 0, 0)
        column.addWidget(self._note)
        column.addWidget(self._area, 1)

    def show_draft(self, draft: Draft) -> None:
        """Show the columns; of the same file only what changed."""
        same = self._draft is not None and self._draft.sheet is draft.sheet
        self._draft = draft
        self._show_note(draft)
        if not same:
            self._fill(draft)
        for place, line in self.lines.items():
            line.show_column(draft.columns.columns[place])

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

    def _doubtful(self) -> list["ColumnLine"]:
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
        model, codes = _model(draft)
        inside = QWidget()
        model.setParent(inside)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, theme.px(8), theme.px(24), theme.px(24))
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        for at, words in enumerate((tr("Column"), tr("Samples"), tr("Goes to"), tr("Read as"), tr("Filled"))):
            grid.addWidget(label(words, "small"), 0, at)
        for at, stretch in enumerate((3, 5, 0, 0, 0)):
            grid.setColumnStretch(at, stretch)
        self.lines = {}
        for place, column in enumerate(draft.columns.columns):
            if column.filled:
                line = ColumnLine(column, len(draft.sheet.rows), model, codes)
                line.put_into(grid, 2 * len(self.lines) + 1)
                line.sent.connect(partial(self._send, place))
                line.read_otherwise.connect(partial(self._read, place))
                self.lines[place] = line
        grid.setRowStretch(2 * len(self.lines) + 1, 1)
        self._area.setWidget(inside)

    def _send(self, place: int, code: str) -> None:
        if self._draft is not None and self._draft.columns.columns[place].target != code:
            self.changed.emit(self._draft.sent(place, code))

    def _read(self, place: int, reading: Reading) -> None:
        if self._draft is not None:
            column = self._draft.columns.columns[place]
            self.changed.emit(self._draft.reading(place, replace(column, reading=reading, doubt="")))


class ColumnLine(QObject):
    """One column: its heading and samples, the field it goes to, how it is read, and how far it is filled.

    Signals:
        sent: the code of the field chosen.
        read_otherwise: the Reading chosen.
    """

    sent = Signal(str)
    read_otherwise = Signal(object)

    def __init__(self, column: MappedColumn, rows: int, model: QStandardItemModel, codes: list[str]) -> None:
        super().__init__()
        self.column: MappedColumn | None = None
        self._codes = codes
        self._ways: list[tuple[str, Reading]] = []
        self.field = _combo(tr("{column}: goes to", column=column.heading), 210)
        self.field.setModel(model)
        self.field.setMaxVisibleItems(20)
        self.field.activated.connect(lambda index: self.sent.emit(codes[index]))
        self._heading, self._cell = column.heading, QHBoxLayout()
        self._reading: Combo | None = None
        self._kind, self._doubt = label("", "muted"), label("", "warn", wrap=True)
        samples = " · ".join(isolate(" ".join(one.split())) for one in column.samples)
        share = tr("{filled} of {rows}", filled=number(column.filled), rows=number(rows))
        self._parts = (Elided(column.heading, "strong"), Elided(samples, "muted"), label(share, "small"))

    @property
    def reading(self) -> Combo:
        """The ways to read it; made when first asked for, as most columns are text."""
        if self._reading is None:
            self._reading = _combo(tr("{column}: read as", column=self._heading), 200)
            self._reading.activated.connect(lambda index: self.read_otherwise.emit(self._ways[index][1]))
            self._cell.addWidget(self._reading)
            QWidget.setTabOrder(self.field, self._reading)
        return self._reading

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Take two rows of the grid, the second for the doubt."""
        heading, samples, share = self._parts
        for at, one in enumerate((heading, samples, self.field)):
            grid.addWidget(one, row, at)
        self._cell.addWidget(self._kind)
        grid.addLayout(self._cell, row, 3)
        grid.setColumnMinimumWidth(3, theme.px(200))
        grid.addWidget(share, row, 4)
        grid.addWidget(self._doubt, row + 1, 1, 1, 4)

    def show_column(self, column: MappedColumn) -> None:
        """Show where the column goes now."""
        if column == self.column:
            return
        self.column = column
        self.field.setCurrentIndex(self._codes.index(column.target))
        self._ways = list(_ways(column.reading)) if column.target not in (NOTE, LEFT_OUT) else []
        if self._ways:
            now = next((n for n, (_, one) in enumerate(self._ways) if _alike(one, column.reading)), 0)
            self.reading.clear()
            self.reading.addItems([words for words, _ in self._ways])
            self.reading.setCurrentIndex(now)
        if self._reading is not None:
            self._reading.setVisible(bool(self._ways))
        self._kind.setText("" if self._ways else _kind_words(column))
        self._kind.setVisible(not self._ways)
        self._doubt.setText(column.doubt)
        self._doubt.setVisible(bool(column.doubt))
        self.field.setAccessibleDescription(column.doubt)


def _combo(name: str, width: int) -> Combo:
    combo = Combo()
    combo.setAccessibleName(name)
    combo.setFixedWidth(theme.px(width))
    # without it each combo measures every field there is
    combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(1)
    return combo


def _model(draft: Draft) -> tuple[QStandardItemModel, list[str]]:
    """The fields a column can go to, one model for all combos, and their codes.

    Figures can also go to one platform's account, for the platforms that the file speaks of.
    """
    now = [one.target for one in draft.columns.columns]
    platforms = dict.fromkeys(code.partition("@")[2] for code in now if code.startswith("account") and "@" in code)
    figures = (one.code for one in TARGETS if one.code.startswith("account_snapshot."))
    told = [f"{code}@{platform}" for code in figures for platform in platforms]
    codes = list(dict.fromkeys((LEFT_OUT, NOTE, *(one.code for one in TARGETS), *told, *now)))
    model = QStandardItemModel()
    for code in codes:
        model.appendRow(QStandardItem(_field_words(code)))
    return model, codes


def _field_words(code: str) -> str:
    words = tr(target(code).label)
    return tr("{kind}, a further one", kind=words) if code.startswith("contact_point.") else words


def _ways(now: Reading) -> Iterator[tuple[str, Reading]]:
    """The ways a column of this kind can be read, in words."""
    if now.kind == "int":
        for decimal, words in _COUNTS:
            yield tr(words), replace(now, decimal=decimal, doubt="")
    elif now.kind == "ppm":
        for decimal, scale, words in _RATES:
            yield tr(words), replace(now, decimal=decimal, scale=scale, doubt="")
    elif now.kind in _DAY_KINDS:
        if not now.order:
            yield tr("As written"), replace(now, doubt="")
        for order, words in _DAYS:
            yield tr(words), replace(now, order=order, doubt="")


def _alike(one: Reading, now: Reading) -> bool:
    scale = now.scale or ("points" if now.kind == "ppm" else "")
    return (one.decimal, one.order, one.scale) == (now.decimal, now.order, scale)


def _kind_words(column: MappedColumn) -> str:
    if column.target == LEFT_OUT:
        return ""
    words = tr(_KINDS.get(column.reading.kind, "Text"))
    return tr("{kind}, several", kind=words) if column.reading.split else words
