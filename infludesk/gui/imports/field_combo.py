"""The field that a column of a file goes to: one of many, found by typing a part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.theme import theme

_SHOWN = 20


def fields_model(words: Sequence[str]) -> QStandardItemModel:
    """The fields to choose from, one model for all columns."""
    model = QStandardItemModel()
    for one in words:
        model.appendRow(QStandardItem(one))
    return model


class FieldCombo(Combo):
    """Fields by their codes.

    Signals:
        chosen: the code of the field the person chose.
    """

    chosen = Signal(str)

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self._codes: list[str] = []
        self._now = ""
        self.setAccessibleName(name)
        self.setFixedWidth(theme.px(width))
        # without it each combo measures every field there is
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.setMaxVisibleItems(_SHOWN)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._line = QLineEdit()
        self._line.setAccessibleName(name)
        self.setLineEdit(self._line)
        self.activated.connect(self._choose)
        self._line.editingFinished.connect(self._restore)

    def offer(self, model: QStandardItemModel, codes: list[str]) -> None:
        """Offer these fields; ``codes`` are in the model's order."""
        self._codes = codes
        self.setModel(model)
        completer = QCompleter(model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.put(self._now)

    def put(self, code: str) -> None:
        """Show this field."""
        self._now = code
        if code in self._codes:
            self.setCurrentIndex(self._codes.index(code))
            self._line.setCursorPosition(0)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._codes):
            self.chosen.emit(self._codes[index])

    def _restore(self) -> None:
        """What was typed and is no field goes."""
        if self.findText(self._line.text(), Qt.MatchFlag.MatchFixedString) < 0:
            self.put(self._now)
