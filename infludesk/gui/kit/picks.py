"""The editors of what is chosen: one of a few, one of many, several, or yes."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QCompleter, QLineEdit, QMenu, QToolButton, QWidget

from infludesk.gui.kit.edits import Combo, FieldEdit
from infludesk.gui.kit.entry import read_entry
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import plain
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Chip
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr

Options = Sequence[tuple[str, str]]


class ChoiceEdit(FieldEdit):
    """One of a few."""

    nothing: ClassVar[str] = "–"

    def __init__(self, field: Field, formats: Formats, options: Options) -> None:
        self.combo = Combo()
        self.combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        super().__init__(field, formats, self.combo)
        self._fill(options)
        self.combo.activated.connect(lambda _index: self.left.emit())
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_options(self, options: Options) -> None:
        """Offer other choices; what is chosen stays."""
        chosen = self.combo.currentData()
        self.combo.clear()
        self._fill(options)
        self.put(chosen)

    def text(self) -> str:
        return str(self.combo.currentData() or "")

    def read(self) -> Any:
        return self.text() or read_entry(self.field, "", self.formats)

    def put(self, value: Any) -> None:
        index = self.combo.findData(value or "")
        if index < 0 and value:
            self.combo.addItem(str(value), value)
            index = self.combo.count() - 1
        self.combo.setCurrentIndex(index)

    def _fill(self, options: Options) -> None:
        if not self.field.needed:
            self.combo.addItem(self.nothing, "")
        for code, text in options:
            self.combo.addItem(text, code)


class SearchEdit(ChoiceEdit):
    """One of many, found by typing a part of it."""

    nothing: ClassVar[str] = ""

    def __init__(self, field: Field, formats: Formats, options: Options) -> None:
        super().__init__(field, formats, options)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setAccessibleName(tr(field.label))
        self.line = QLineEdit()
        self.line.setAccessibleName(tr(field.label))
        self.line.editingFinished.connect(self.left)
        self.combo.setLineEdit(self.line)
        completer = QCompleter(self.combo.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(completer.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.combo.setCompleter(completer)

    def text(self) -> str:
        typed = self.line.text().strip()
        found = self.combo.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.combo.itemData(found) or "") if found >= 0 else typed

    def read(self) -> Any:
        text = self.text()
        if not text or self.combo.findData(text) >= 0:
            return super().read()
        if self.field.kind in ("country", "lang", "zone", "currency"):
            return read_entry(self.field, text, self.formats)
        advice = tr("The old value is kept. Choose from the list.")
        raise Problem("entry.link", tr('"{text}" is not in the list.', text=text), advice)


class YesEdit(FieldEdit):
    """A check box; the field's name stands beside or above it, as for all fields."""

    def __init__(self, field: Field, formats: Formats) -> None:
        self.box = QCheckBox(tr("Yes"))
        super().__init__(field, formats, self.box)
        self.box.clicked.connect(lambda _on: self.left.emit())

    def text(self) -> str:
        return "1" if self.box.isChecked() else "0"

    def put(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class FlagsEdit(FieldEdit):
    """Several of a few, ticked in a menu."""

    def __init__(self, field: Field, formats: Formats) -> None:
        self.open = QToolButton()
        super().__init__(field, formats, self.open)
        self._row.setAlignment(self.open, Qt.AlignmentFlag.AlignLeading)
        self.open.setProperty("kind", "outline")
        self.open.setProperty("scale", "normal")
        self.open.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.open.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self.open)
        self.actions_by_code = {code: menu.addAction(tr(label)) for code, label in field.choices}
        for action in self.actions_by_code.values():
            action.setCheckable(True)
            action.toggled.connect(self._name)
        menu.aboutToHide.connect(self.left)
        self.open.setMenu(menu)
        self._name()

    def text(self) -> str:
        return ", ".join(code for code, action in self.actions_by_code.items() if action.isChecked())

    def put(self, value: Any) -> None:
        unknown = set(value or ()) - set(self.actions_by_code)
        for code in sorted(unknown):
            action = QAction(code, self.open, checkable=True)
            self.open.menu().addAction(action)
            self.actions_by_code[code] = action
        for code, action in self.actions_by_code.items():
            action.setChecked(code in (value or ()))
        self._name()

    def read(self) -> Any:
        return tuple(sorted(code for code, action in self.actions_by_code.items() if action.isChecked()))

    def _name(self) -> None:
        chosen = ", ".join(action.text() for action in self.actions_by_code.values() if action.isChecked())
        self.open.setText(plain(chosen) or tr("Choose…"))
        self.open.setAccessibleName(f"{tr(self.field.label)}, {chosen}" if chosen else tr(self.field.label))


class TagsEdit(FieldEdit):
    """Several of any: chips, and a line that takes more, parted by commas, or one sentence at a time."""

    def __init__(self, field: Field, formats: Formats) -> None:
        self.line = QLineEdit()
        super().__init__(field, formats, self.line)
        self._chips: list[Chip] = []
        self.shelf = QWidget()
        self.shelf.setAccessibleName(tr(field.label))
        self._line_up = FlowLayout(self.shelf, gap=theme.px(4))
        self._row.setDirection(QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(theme.px(4))
        self._row.insertWidget(0, self.shelf)
        self.line.setPlaceholderText(tr("Add one, then Enter") if field.sentences else tr("Add, with commas between"))
        self.line.editingFinished.connect(self.left)

    @property
    def tags(self) -> tuple[str, ...]:
        """The chips' texts."""
        return tuple(chip.text for chip in self._chips)

    def text(self) -> str:
        return "\n".join((*self.tags, self.line.text()))

    def put(self, value: Any) -> None:
        self.line.clear()
        self._show(tuple(value or ()))

    def read(self) -> Any:
        more = read_entry(self.field, self.line.text(), self.formats) if self.line.text().strip() else ()
        return tuple(dict.fromkeys((*self.tags, *more))) or read_entry(self.field, "", self.formats)

    def remove(self, tag: str) -> None:
        """Take a tag away."""
        self.line.setFocus()
        self._show(tuple(one for one in self.tags if one != tag))
        self.left.emit()

    def _show(self, tags: tuple[str, ...]) -> None:
        if tags == self.tags:
            return
        for chip in self._chips:
            chip.hide()
            self._line_up.removeWidget(chip)
            chip.deleteLater()
        self._chips = [Chip(tag) for tag in tags]
        for chip in self._chips:
            chip.removed.connect(partial(self.remove, chip.text))
            self._line_up.addWidget(chip)
        self.shelf.setVisible(bool(tags))
