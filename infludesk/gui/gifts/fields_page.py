"""What the lists of products and benefits share: the fields of one beside it, a button that adds one, and the trash."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout

from infludesk.gui.contracts.terms import slim
from infludesk.gui.desk import Desk
from infludesk.gui.gifts.dialogs import FormDialog
from infludesk.gui.kit.cells import Cell, MoneyCell, Text
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.money import Money
from infludesk.kernel.text import plural, tr

RowT = TypeVar("RowT")
_PAD = 16


class FieldsPanel(Inspector):
    """Every field of a record, each stored when it is left. A subclass gives ``show_record``.

    ``change`` is the command that sets a field, ``whose`` the argument of it that names the record.
    """

    def __init__(self, desk: Desk, form: Form, words: str, change: Callable[..., Any], whose: str) -> None:
        super().__init__()
        self.desk = desk
        self.name, self.line = Elided("", "section"), label("", "small", wrap=True)
        self.form, self._change, self._whose = slim(form), change, whose
        self.form.saved.connect(self._save)
        self.inside = scrolled(self.form)
        column = QVBoxLayout(self)
        pad = theme.px(_PAD)
        column.setContentsMargins(pad, pad, pad, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.name)
        column.addWidget(self.line)
        column.addWidget(self.inside, 1)
        self.setAccessibleName(words)
        self.inside.hide()

    def show_fields(self, record: Row | None, name: str = "", line: str = "") -> None:
        """Fill in a record under its name, with a line about it; None for none."""
        self.inside.setVisible(record is not None)
        self.name.say(name)
        self.line.setText(line)
        if record is not None:
            self.form.load(record)

    def _save(self, name: str, value: object) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        given: dict[str, Any] = {self._whose: self.form.record_id, "name": name, "value": value}
        self.desk.tasks.do(self._change, otherwise=refused, **given)


class FieldsPage(ListPage[RowT]):
    """A list with the fields of one record beside it. A subclass makes ``panel`` before all else."""

    new_words: ClassVar[str]
    first_field: ClassVar[str]
    panel: FieldsPanel

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.add)

    def add(self) -> None:
        """Ask for a new one."""
        raise NotImplementedError

    def trash(self) -> None:
        """Move the chosen ones to the trash."""
        raise NotImplementedError

    def make_inspector(self) -> Inspector:
        return self.panel

    def buttons(self) -> Sequence[QAbstractButton]:
        made = button(tr(self.new_words), self.main_kind, icon="add")
        made.clicked.connect(self.add)
        return (made,)

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.focus_on(place.record)

    def open_record(self, record_id: str) -> None:  # noqa: ARG002  the panel shows the row in focus
        """Go to its fields."""
        self.panel.form.focus(self.first_field)

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Move to Trash"), self.trash

    def offers(self) -> dict[str, Offer]:
        chosen = self.table.chosen_ids
        none = "" if chosen else tr("Choose a row first.")
        words = plural(len(chosen) or 1, "Move to Trash", "Move {n} to Trash")
        return super().offers() | {
            "new": Offer(self.add, tr(self.new_words)),
            "trash": Offer(self.trash, words, none),
        }

    def ask(self, dialog: FormDialog) -> None:
        """Open a dialog that makes one, and go to what it made."""
        dialog.stored.connect(lambda made: self.focus_on(str(made)))
        dialog.open()

    def gone(self, _outcome: Outcome) -> None:
        """What was chosen is in the trash."""
        self.table.rows.clear_ticks()
        self.chosen.say("quiet", "")

    def money(self, worth: Money | None) -> Cell:
        """The cell of an amount; a dash for none."""
        return MoneyCell(worth.show(self.desk.locale)) if worth else Text(EMPTY, tone="text-3")
