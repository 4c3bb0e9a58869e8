"""Parts of a contract that come several at a time: a section of rows that save themselves, each with its own form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from infludesk.gui.contracts.terms import FieldsSection
from infludesk.gui.desk import Desk
from infludesk.gui.kit.folding import Section
from infludesk.gui.kit.form import Options
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.text import plural, tr

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a section of rows needs to know of its kind: its words, its fields, and what is done with a row.

    ``row`` is the argument that names a row in the commands ``change`` and ``trash``; ``count`` has one and many.
    """

    entity_of: type[Row]
    names: tuple[str, ...]
    title: str
    one: str
    none: str
    adding: str
    count: tuple[str, str]
    row: str
    add: Command
    change: Command
    trash: Command


class PromiseRow(FieldsSection):
    """One row: its fields, the parts a subclass adds to them, and its way to the trash."""

    def __init__(self, kind: Kind, title: str, desk: Desk) -> None:
        super().__init__(title, kind.entity_of, kind.names, desk)
        self.kind, self.desk = kind, desk
        self.record_id = ""
        self.strip = Strip()
        self.extra = QVBoxLayout()
        self.extra.setSpacing(theme.px(8))
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        self.trash_button = button(tr("Move to Trash"), icon="trash", small=True)
        self.trash_button.setAccessibleName(tr("Move {what} to Trash", what=title))
        self.trash_button.clicked.connect(lambda: self.do(kind.trash))
        self.buttons.addWidget(self.trash_button)
        self.buttons.addStretch(1)
        self.column.addLayout(self.extra)
        self.column.addWidget(self.strip)
        self.column.addLayout(self.buttons)
        self.saved.connect(self.save)

    def do(self, command: Command, **given: Any) -> None:
        """Do a command with this row; what is refused is said in it."""
        self.strip.say("info", "")
        given[self.kind.row] = self.record_id
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, **given)

    def save(self, name: str, value: object) -> None:
        """Store a field; what is refused is said below it."""

        def refuse(problem: Problem) -> None:
            if self.form is not None:
                self.form.show_problem(name, problem)

        given: dict[str, Any] = {self.kind.row: self.record_id, "name": name, "value": value}
        self.desk.tasks.do(self.kind.change, otherwise=refuse, **given)

    def load(self, record: Row, options: Options, *, frozen: bool) -> None:
        self.record_id = record.id
        super().load(record, options, frozen=frozen)
        self.trash_button.setVisible(not frozen)

    def show_more(self, view: Any, *, frozen: bool) -> None:
        """Show what stands beside the fields; a subclass says what."""

    def add_button(self, words: str, run: Callable[[], None]) -> Any:
        """A further button of the row, before the trash."""
        made = button(words, small=True)
        made.setAccessibleName(f"{words} {self.title}")
        made.clicked.connect(lambda _checked=False: run())
        self.buttons.insertWidget(self.buttons.count() - 2, made)
        return made


class RowsSection(Section):
    """All rows of one kind in a contract."""

    row_class: type[PromiseRow] = PromiseRow

    def __init__(self, kind: Kind, desk: Desk) -> None:
        super().__init__(tr(kind.title), opened=True)
        self.title, self.kind, self.desk = tr(kind.title), kind, desk
        self.rows: dict[str, PromiseRow] = {}
        self._contract_id = ""
        self.strip = Strip()
        self.add_button = button(tr(kind.adding), icon="add", small=True)
        self.add_button.clicked.connect(self.add)
        self._none = label(tr(kind.none), "help", wrap=True)
        self.rows_column = QVBoxLayout(self.content)
        self.rows_column.setContentsMargins(theme.px(16), theme.px(8), 0, 0)
        for part in (self._none, self.strip):
            self.rows_column.addWidget(part)
        self.rows_column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def filled(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def add(self) -> None:
        """Add an empty row."""
        self.strip.say("info", "")
        self.desk.tasks.do(self.kind.add, otherwise=self.strip.say_problem, contract_id=self._contract_id)

    def show_rows(
        self, contract_id: str, records: Sequence[Row], view: Any, options: Mapping[str, Any], *, frozen: bool
    ) -> None:
        """Show the rows; those that stay keep what is being typed in them."""
        self._contract_id = contract_id
        for gone in set(self.rows) - {one.id for one in records}:
            row = self.rows.pop(gone)
            row.hide()
            self.rows_column.removeWidget(row)
            row.deleteLater()
        for place, one in enumerate(records, 1):
            if one.id not in self.rows:
                made = self.rows[one.id] = self.row_class(self.kind, tr(self.kind.one, n=place), self.desk)
                self.rows_column.insertWidget(self.rows_column.count() - 2, made)
                made.show()
            row = self.rows[one.id]
            row.load(one, options, frozen=frozen)
            for name, chosen in options.items():
                if row.form is not None:
                    row.form.set_options(name, chosen)
            row.show_more(view, frozen=frozen)
        self._none.setVisible(not records)
        self.add_button.setVisible(not frozen)
        self.set_note(plural(len(records), *self.kind.count) if records else "")

    def focus_row(self, row_id: str) -> bool:
        """Open a row and put the focus in it; False where it is not here."""
        if (row := self.rows.get(row_id)) is None:
            return False
        self.set_open(True)
        row.set_open(True)
        row.head.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
