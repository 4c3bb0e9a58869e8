"""The dialogs of the user's own fields: a new one, and changing those there are."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog, Plain
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.changes import Changes
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, tr
from infludesk.records.custom_commands import (
    add_custom_field,
    change_custom_field,
    order_custom_fields,
    trash_custom_field,
)
from infludesk.records.custom_store import custom_fields
from infludesk.records.model import CustomField

_ASKED = ("label", "field_kind", "choices", "help", "internal", "searchable")


class AddFieldDialog(EntryDialog):
    """Asks for a name, a kind and, for a choice, its words."""

    def __init__(self, desk: Desk, parent: QWidget | None, table: str) -> None:
        super().__init__(parent, tr("Add a field"), tr("Add field"))
        self.desk, self._table = desk, table
        self.form = _field_form(desk)
        self.form.load(CustomField(id="new", field_kind="text"))
        self.form.saved.connect(lambda *_: _offer_choices(self.form))
        _offer_choices(self.form)
        self.body.addWidget(self.form)
        self.begin_at(self.form.row("label").edit)

    def ready(self) -> bool:
        values = self.form.values()
        if not values["label"]:
            self._refused(Problem("record.needed", tr("A name is needed."), tr("Type what the field is called.")))
        elif values["field_kind"] == "choice" and not values["choices"]:
            self._refused(
                Problem(
                    "custom.choices", tr("A choice needs words to choose from."), tr("Type them with commas between.")
                )
            )
        return not self.form.unread

    def accept(self) -> None:
        values = self.form.values()
        self.desk.tasks.do(
            add_custom_field, then=lambda _outcome: super(AddFieldDialog, self).accept(), otherwise=self._refused,
            table=self._table, label=values["label"], kind=values["field_kind"], choices=values["choices"] or (),
            help=values["help"] or "", internal=bool(values["internal"]), searchable=bool(values["searchable"]),
        )  # fmt: skip

    def _refused(self, problem: Problem) -> None:
        self.ask_again()
        _show_problem(self.form, problem)


class ChangeFieldsDialog(Plain):
    """One field at a time: its name, kind, words, marks and place; each change is stored at once."""

    def __init__(self, desk: Desk, parent: QWidget | None, table: str) -> None:
        super().__init__(parent, tr("Change fields"))
        self.desk, self._table = desk, table
        self._fields: tuple[CustomField, ...] = ()
        self.combo, self.form = Combo(), _field_form(desk)
        self.combo.setAccessibleName(tr("Field"))
        self.up, self.down = button(tr("Move up"), small=True), button(tr("Move down"), small=True)
        self.trash = button(tr("Move to Trash"), "quiet", icon="trash", small=True)
        self.nothing = label(tr("There are no fields of your own."), "help")
        self.close_button = self.add_button(button(tr("Close")))
        self._lay_out()
        self._connect()
        self._read()

    @property
    def field(self) -> CustomField | None:
        """The field shown."""
        return next((one for one in self._fields if one.id == self.combo.currentData()), None)

    def move_by(self, step: int) -> None:
        """Let the field change places with its neighbour: -1 up, 1 down."""
        place = self.combo.currentIndex()
        if self.field is not None and 0 <= place + step < len(self._fields):
            keys = [one.id for one in self._fields]
            keys.insert(place + step, keys.pop(place))
            self.desk.tasks.do(order_custom_fields, field_ids=keys)

    def _take(self, fields: tuple[CustomField, ...]) -> None:
        chosen, self._fields = self.combo.currentData(), fields
        self.combo.blockSignals(True)
        self.combo.clear()
        for one in fields:
            self.combo.addItem(isolate(one.label or ""), one.id)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        self.combo.blockSignals(False)
        self._show()

    def _show(self) -> None:
        one, place = self.field, self.combo.currentIndex()
        for part in (self.combo, self.form, self.up, self.down, self.trash):
            part.setVisible(one is not None)
        self.nothing.setVisible(one is None)
        if one is not None:
            self.form.load(one)
            _offer_choices(self.form)
            self.up.setEnabled(place > 0)
            self.down.setEnabled(place < len(self._fields) - 1)

    def _save(self, name: str, value: Any) -> None:
        if self.field is not None:
            given: dict[str, Any] = {"kind" if name == "field_kind" else name: value}
            self.desk.tasks.do(
                change_custom_field,
                otherwise=lambda problem: self._refused(name, problem),
                field_id=self.field.id,
                **given,
            )

    def _refused(self, name: str, problem: Problem) -> None:
        if self.field is not None:
            self.form.row(name).put(getattr(self.field, name), anew=True)
            _offer_choices(self.form)
        self.form.show_problem(name, problem)

    def _trash(self) -> None:
        if self.field is not None:
            self.desk.tasks.do(trash_custom_field, field_id=self.field.id)

    def _read(self) -> None:
        table = self._table
        self.desk.tasks.read(lambda conn: custom_fields(conn, table), self._take, key=("own fields", id(self)))

    def _changed(self, changes: Changes) -> None:
        if changes.touches("custom_field"):
            self._read()

    def _connect(self) -> None:
        self.combo.currentIndexChanged.connect(self._show)
        self.form.saved.connect(self._save)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.trash.clicked.connect(self._trash)
        self.close_button.clicked.connect(self.accept)
        self.desk.tasks.changed.connect(self._changed)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch(1)
        row.addWidget(self.trash)
        for part in (self.combo, self.nothing, self.form):
            self.body.addWidget(part)
        self.body.addLayout(row)


def _field_form(desk: Desk) -> Form:
    return Form(CustomField.entity, show=desk.formats, only=_ASKED)


def _offer_choices(form: Form) -> None:
    """Only a choice has words to choose from."""
    form.row("choices").setVisible(form.values()["field_kind"] == "choice")


def _show_problem(form: Form, problem: Problem) -> None:
    form.show_problem("choices" if problem.code == "custom.choices" else "label", problem)
