"""A dialog of declared fields that are stored together once it is confirmed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from infludesk.gui.kit.dialogs import EntryDialog, add_field
from infludesk.gui.kit.edits import FieldEdit
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr


class FieldsDialog(EntryDialog):
    """A dialog of declared fields that are stored together."""

    def __init__(self, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.edits: dict[str, FieldEdit] = {}
        self.values: dict[str, Any] = {}
        self.message = label("", "danger", wrap=True)
        self.message.setMinimumHeight(theme.line("small"))

    def add(self, field: Field, formats: Formats, value: Any = None, *, name: str = "", key: str = "") -> None:
        """Add a field; ``name`` and ``key`` in place of its own label and name."""
        edit = edit_for(field, formats)
        edit.put(value)
        add_field(self, name or tr(field.label), edit)
        edit.main.setAccessibleName(name or tr(field.label))
        self.edits[key or field.name] = edit

    def finish(self, first: str) -> None:
        """All fields are there; the focus begins in ``first``."""
        self.body.addWidget(self.message)
        self.begin_at(self.edits[first].main)

    def ready(self) -> bool:
        for name, edit in self.edits.items():
            try:
                self.values[name] = edit.read()
            except Problem as problem:
                told = self.word(problem)
                self.message.setText(f"{told.title} {told.advice}")
                edit.mark("error")
                edit.main.setFocus()
                return False
            edit.mark("")
        refused = self.refuse()
        self.message.setText(refused)
        return not refused

    def word(self, problem: Problem) -> Problem:
        """The words of this dialog for an entry that cannot be read."""
        return problem

    def refuse(self) -> str:
        """Why what was typed is not enough; empty where it is."""
        return ""
