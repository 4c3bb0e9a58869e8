"""The field that a column of a file goes to: one of many, found by typing a part of its name."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import fold

_SHOWN = 20
_CODE = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def fields_model(fields: Iterable[tuple[str, str]]) -> QStandardItemModel:
    """The fields to choose from, each with its code and its words; one model for all columns."""
    model = QStandardItemModel()
    for code, words in fields:
        item = QStandardItem(words)
        item.setData(code, _CODE)
        model.appendRow(item)
    return model


class FieldCombo(Combo):
    """Fields by their codes. Enter takes the first field with what was typed in its name.

    Signals:
        chosen: the code of the field the person chose, where that is another one.
        missed: whether what was typed is in no field's name.
    """

    chosen = Signal(str)
    missed = Signal(bool)

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
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
        self.activated.connect(lambda index: self._choose(self.itemData(index, _CODE)))
        self._line.textEdited.connect(lambda _text: self.missed.emit(False))
        self._line.editingFinished.connect(self._restore)

    def offer(self, model: QStandardItemModel) -> None:
        """Offer these fields."""
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
        if (place := self.findData(code, _CODE)) >= 0:
            self.setCurrentIndex(place)
            self._line.setText(self.itemText(place))
            self._line.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._enter()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """Take the field walked to among those shown, else the best one for what was typed."""
        typed, walked = self._line.text(), QModelIndex()
        if (completer := self.completer()) and (popup := completer.popup()) and popup.isVisible():
            walked = popup.currentIndex()
            popup.hide()
        if walked.isValid():
            self._choose(walked.data(_CODE))
        elif (place := self._best(typed)) >= 0:
            self._choose(self.itemData(place, _CODE))
        else:
            self.put(self._now)
            self._line.selectAll()
            self.missed.emit(bool(typed.strip()))

    def _best(self, typed: str) -> int:
        """The place of the field of this name, else of the first that begins with it, else that holds it; -1 for none.

        What was not typed over is the field there is.
        """
        if typed == self.itemText(self.currentIndex()):
            return self.currentIndex()
        wanted = fold(typed)
        names = [fold(self.itemText(at)) for at in range(self.count())]
        fits = (str.__eq__, str.startswith, str.__contains__)
        found = (at for fit in fits for at, name in enumerate(names) if wanted and fit(name, wanted))
        return next(found, -1)

    def _choose(self, code: str) -> None:
        self.missed.emit(False)
        if code == self._now:
            self.put(code)
        else:
            self.chosen.emit(code)

    def _restore(self) -> None:
        """What was typed and is no field goes."""
        if self.findText(self._line.text(), Qt.MatchFlag.MatchFixedString) < 0:
            self.put(self._now)
