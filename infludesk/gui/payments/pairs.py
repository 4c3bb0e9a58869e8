"""A dialog of fields, two beside each other, so that many fit into a small window."""

from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.picks import Options
from infludesk.gui.kit.theme import theme
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr

_WIDE = 600
_COLUMNS = 2


class PairsDialog(FieldsDialog):
    """Fields that are stored together, from left to right and down."""

    def __init__(self, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.setMinimumWidth(theme.px(_WIDE))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(12))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._count = 0

    def add(
        self, field: Field, formats: Formats, value: Any = None, *, name: str = "", key: str = "", options: Options = ()
    ) -> None:
        """As its parent's; ``options`` (id, label) are those of a link."""
        if not self._count:
            self.body.addLayout(self._grid)
        edit = edit_for(field, formats, options)
        edit.put(value)
        self.add_beside(name or tr(field.label), edit)
        edit.main.setAccessibleName(name or tr(field.label))
        self.edits[key or field.name] = edit

    def add_beside(self, name: str, part: QWidget, help_text: str = "") -> None:
        """Put a widget with its name above into the next place, and what helps below."""
        part.setAccessibleName(name)
        part.setAccessibleDescription(help_text)
        column = QVBoxLayout()
        column.setSpacing(theme.px(4))
        column.addWidget(label(name, "muted"))
        column.addWidget(part)
        if help_text:
            column.addWidget(label(help_text, "help", wrap=True))
        column.addStretch(1)
        self._grid.addLayout(column, self._count // _COLUMNS, self._count % _COLUMNS)
        self._count += 1
