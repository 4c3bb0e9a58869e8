"""Import, step 2, one column: its samples, its field, how it is read, and what is stored where that is not the same."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.gui.imports.examples import examples
from infludesk.gui.imports.field_combo import FieldCombo
from infludesk.gui.imports.values import Own
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import breakable, label
from infludesk.gui.kit.theme import theme
from infludesk.importing.columns.mapping import MappedColumn
from infludesk.importing.fields.targets import LEFT_OUT, NOTE
from infludesk.importing.fields.ways import Way, readings_for
from infludesk.kernel.text import isolate, number, tr

_WIDE, _WAYS = 210, 200
_TOP = Qt.AlignmentFlag.AlignTop
_KINDS = {
    "email": "E-mail", "phone": "Phone number", "url": "Address", "country": "Country", "lang": "Language",
    "langs": "Languages", "yes": "Yes or no", "choice": "Choice", "flags": "Choices", "list": "List",
}  # fmt: skip


class ColumnLine(QObject):
    """One column of the file.

    Signals:
        sent: the code of the field chosen.
        read_otherwise: the Reading chosen.
    """

    sent = Signal(str)
    read_otherwise = Signal(object)

    def __init__(self, column: MappedColumn, rows: int, formats: Formats) -> None:
        super().__init__()
        self.column: MappedColumn | None = None
        self.ways: dict[str, Combo] = {}
        self._heading, self._formats, self._cell = column.heading, formats, QVBoxLayout()
        self.field = FieldCombo(tr("{column}: goes to", column=column.heading), _WIDE)
        self.field.chosen.connect(self.sent)
        self.missed = label(tr("There is no such field."), "danger", wrap=True)
        self.missed.hide()
        self.field.missed.connect(self.missed.setVisible)
        self._kind, self._doubt = label("", "muted"), label("", "warn", wrap=True)
        self.example = Elided("", "small")
        self._samples = " · ".join(" ".join(one.split()) for one in column.samples)
        samples = " · ".join(isolate(" ".join(one.split())) for one in column.samples)
        share = tr("{filled} of {rows}", filled=number(column.filled), rows=number(rows))
        self._parts = (Elided(column.heading, "strong"), Elided(samples, "muted"), label(share, "small"))

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Take four rows of the grid: the column, what was typed amiss, what is stored of the column, and the doubt."""
        heading, samples, share = self._parts
        for part in (heading, samples, share, self._kind):
            part.setFixedHeight(self.field.sizeHint().height())
        for at, one in enumerate((heading, samples, self.field)):
            grid.addWidget(one, row, at, _TOP)
        self._cell.setSpacing(theme.px(4))
        self._cell.addWidget(self._kind)
        self._cell.addStretch(1)
        grid.addLayout(self._cell, row, 3, 3, 1)
        grid.setColumnMinimumWidth(3, theme.px(_WAYS))
        grid.addWidget(share, row, 4, _TOP)
        grid.addWidget(self.missed, row + 1, 2)
        grid.addWidget(self.example, row + 2, 1, 1, 2)
        grid.addWidget(self._doubt, row + 3, 1, 1, 4)

    def offer(self, model: QStandardItemModel) -> None:
        """Offer these fields."""
        self.field.offer(model)

    def show_column(self, column: MappedColumn, own: Own) -> None:
        """Show where the column goes now; ``own`` are the user's own fields."""
        if column == self.column:
            self.field.put(column.target)  # a choice that came to nothing is taken back
            return
        self.column = column
        self.field.put(column.target)
        self._show_ways(column)
        self._kind.setText("" if self.ways else _kind_words(column))
        self._kind.setVisible(not self.ways)
        words, wrong = examples(column, self._formats, own)
        otherwise = words != self._samples
        self.example.say(tr("Stored as {values}", values=words) if words and otherwise else "")
        self.example.setVisible(bool(words) and otherwise)
        doubt = column.doubt or wrong
        self._doubt.setText(breakable(doubt))
        self._doubt.setVisible(bool(doubt))
        self.field.setAccessibleDescription(doubt)

    def _show_ways(self, column: MappedColumn) -> None:
        """One choice for each thing that can be said about how the cells are read."""
        ways = readings_for(column.reading.kind) if column.target not in (NOTE, LEFT_OUT) else ()
        if [way.name for way in ways] != list(self.ways):
            for old in self.ways.values():
                old.hide()
                self._cell.removeWidget(old)
                old.deleteLater()
            self.ways = {way.name: self._way(way) for way in ways}
            before: QWidget = self.field
            for at, combo in enumerate(self.ways.values()):
                self._cell.insertWidget(at, combo)
                QWidget.setTabOrder(before, combo)
                before = combo
        for name, combo in self.ways.items():
            now = getattr(column.reading, name)
            combo.setCurrentIndex(max(0, combo.findData(now)))

    def _way(self, way: Way) -> Combo:
        made = Combo()
        made.setAccessibleName(tr("{column}: {way}", column=self._heading, way=tr(way.label)))
        made.setToolTip(tr(way.label))
        made.setFixedWidth(theme.px(_WAYS))
        made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(1)
        for value, words in way.options:
            made.addItem(words, value)
        made.activated.connect(partial(self._read, way.name))
        return made

    def _read(self, name: str, _index: int) -> None:
        if self.column is not None:
            chosen = {name: self.ways[name].currentData()}
            self.read_otherwise.emit(replace(self.column.reading, doubt="", **chosen))


def _kind_words(column: MappedColumn) -> str:
    return "" if column.target == LEFT_OUT else tr(_KINDS.get(column.reading.kind, "Text"))
