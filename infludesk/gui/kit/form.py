"""A record's form, made of its declared fields: the core is seen, the other sections fold."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.gui.kit.edits import LONG_MS
from infludesk.gui.kit.folding import Section
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.picks import ChoiceEdit
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Entity, Field, Row
from infludesk.kernel.text import plural, tr

Options = Mapping[str, Sequence[tuple[str, str]]]


class Form(QWidget):
    """The fields of one entity.

    Signals:
        saved: a field's name and its new value: the page stores it.
        history_asked: the name of the field whose history is asked for.
        new_asked: a link field's name and a text to make a new record of; then ``set_options`` and ``load``.
    """

    saved = Signal(str, object)
    history_asked = Signal(str)
    new_asked = Signal(str, str)

    def __init__(
        self,
        entity: Entity,
        *,
        show: Formats,
        options: Options | None = None,
        sections: Collection[str] | None = None,
        only: Sequence[str] | None = None,
        adds: Collection[str] = (),
        pause: int = LONG_MS,
    ) -> None:
        """Make the form.

        Args:
            entity: whose fields.
            show: the formats to read and write in.
            options: (id, label) of the link fields, by field name.
            sections: the sections wanted, "" for the core; all without.
            only: the fields wanted, in this order, without sections.
            adds: the link fields in which a new record may be made.
            pause: ms after the last key until long text is saved.
        """
        super().__init__()
        self._formats, self._options, self._pause = show, dict(options or {}), pause
        self._adds = frozenset(adds)
        self._record: Row | None = None
        self._rows: dict[str, FormRow] = {}
        self._folds: dict[str, _Fold] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        wanted = {"": [entity.field(name) for name in only]} if only is not None else entity.sections
        for name, fields in wanted.items():
            if fields and (only is not None or sections is None or name in sections):
                self._add(name, fields)
        self._column.addStretch(1)

    @property
    def record_id(self) -> str:
        """The id of the record loaded; empty without one."""
        return self._record.id if self._record else ""

    @property
    def unread(self) -> tuple[str, ...]:
        """The fields that hold something that could not be stored."""
        return tuple(name for name, row in self._rows.items() if row.unread)

    def load(self, record: Row) -> None:
        """Show a record. Loading the same one again leaves alone what is being typed."""
        anew = record.id != self.record_id
        self._record = record
        for name, row in self._rows.items():
            row.put(getattr(record, name), anew=anew)
        for fold in self._folds.values():
            fold.load(record, anew=anew)

    def values(self) -> dict[str, Any]:
        """What the fields built so far hold, by name; for a dialog that stores all at once."""
        return {name: row.stored for name, row in self._rows.items()}

    def focus(self, name: str) -> None:
        """Put the focus in a field, opening its section."""
        for fold in self._folds.values():
            if name in fold.names:
                fold.set_open(True)
        self._rows[name].edit.setFocus()

    def row(self, name: str) -> FormRow:
        """The row of a field; its section is built if it was not yet."""
        for fold in self._folds.values():
            if name in fold.names:
                fold.build()
        return self._rows[name]

    def set_options(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer other (id, label) in a link field; what is chosen stays."""
        self._options[name] = options
        if name in self._rows and isinstance(edit := self._rows[name].edit, ChoiceEdit):
            edit.set_options(options)

    def show_problem(self, name: str, problem: Problem) -> None:
        """Say below a field why the command refused it."""
        self.row(name).show_problem(problem)

    def make_row(self, field: Field) -> FormRow:
        """A row that belongs to this form."""
        options = self._options.get(field.name, ())
        made = FormRow(field, self._formats, options, adds=field.name in self._adds, pause=self._pause)
        made.saved.connect(self.saved)
        made.history_asked.connect(self.history_asked)
        made.new_asked.connect(self.new_asked)
        self._rows[field.name] = made
        if self._record:
            made.put(getattr(self._record, field.name), anew=True)
        return made

    def _add(self, name: str, fields: Sequence[Field]) -> None:
        if name:
            fold = self._folds[name] = _Fold(self, name, fields)
            self._column.addWidget(fold)
            return
        for field in fields:
            self._column.addWidget(self.make_row(field))


class _Fold(Section):
    """A section of a form; its rows are built when it is first opened."""

    def __init__(self, form: Form, name: str, fields: Sequence[Field]) -> None:
        super().__init__(tr(name))
        self._form, self._fields = form, tuple(fields)
        self.names = frozenset(field.name for field in fields)
        self._column: QVBoxLayout | None = None
        self.toggled.connect(lambda opened: self.build() if opened else None)

    def build(self) -> None:
        if self._column is None:
            self._column = QVBoxLayout(self.content)
            self._column.setContentsMargins(0, theme.px(8), 0, 0)
            self._column.setSpacing(theme.px(8))
            before: QWidget = self.head
            for field in self._fields:
                row = self._form.make_row(field)
                self._column.addWidget(row)
                # Else it would be seen, and take the focus, only after the next events.
                row.show()
                # Built late, the row would come last; Tab goes as one reads.
                for stop in row.stops:
                    QWidget.setTabOrder(before, stop)
                    before = stop

    def load(self, record: Row, *, anew: bool) -> None:
        filled = sum(getattr(record, field.name) not in (None, "", ()) for field in self._fields)
        self.set_note(plural(filled, "{n} filled", "{n} filled") if filled else "")
        if anew:
            self.set_open(filled > 0)
