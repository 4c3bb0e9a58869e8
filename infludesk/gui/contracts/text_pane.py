"""The text of a contract: its sections one below the other, each changed where it stands."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from infludesk.contracts import commands
from infludesk.contracts.agreement import text_locale
from infludesk.contracts.placeholders import PLACEHOLDERS
from infludesk.flows import clauses
from infludesk.gui.contracts.section_row import SectionRow
from infludesk.gui.contracts.text_reading import TextView
from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import plural, tr

_NAMED = 4
# What the clauses of the library are written in.
_LIBRARY = "en"


class TextPane(QWidget):
    """The text.

    Signals:
        chosen: another section is in focus.
        parties_asked: the parties are to be changed.
        pick_asked: a clause of the library is to be added.
    """

    chosen = Signal()
    parties_asked = Signal()
    pick_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: TextView | None = None
        self.current = ""
        # What is to be in focus once it is shown, and whether its words are to be typed at once.
        self._wanted, self._begins = "", False
        self.rows: dict[str, SectionRow] = {}
        self.strip, self.gaps, self.unsaid = Strip(), Strip(), Strip()
        self.lang = label("", "help", wrap=True)
        self.lang.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        self.add_button, self.write_button = (
            button(tr("Add clause…"), small=True),
            button(tr("Write own clause…"), small=True),
        )
        self.add_button.clicked.connect(self.pick_asked)
        self.write_button.clicked.connect(self.write)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        bar.setSpacing(theme.px(8))
        bar.addWidget(self.add_button)
        bar.addWidget(self.write_button)
        bar.addStretch(1)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(24))
        self._column.setSpacing(theme.px(4))
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(tr("Text of the contract"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.strip)
        column.addWidget(self.gaps)
        column.addWidget(self.unsaid)
        column.addWidget(self.lang)
        column.addWidget(self.area, 1)

    @property
    def clause_id(self) -> str:
        """The clause in focus; empty for none that can be changed."""
        row = self.rows.get(self.current)
        return row.clause_id if row else ""

    def load(self, view: TextView) -> None:
        """Show a text; rows that stay keep what is being typed in them."""
        other = self.view is not None and self.view.contract.id != view.contract.id
        self.view = view
        if other:
            self.current = ""
            self.strip.say("info", "")
        self._arrange([one.key for one in view.sections])
        for one in view.sections:
            self.rows[one.key].load(one, view.contract, frozen=view.frozen)
        for made in (self.add_button, self.write_button):
            made.setVisible(not view.frozen)
        lacking = ", ".join(tr(PLACEHOLDERS[one].label) for one in view.unsaid)
        title = tr("Agreed, but in no clause: {terms}.", terms=lacking) if lacking else ""
        self.unsaid.say("warn", title, tr("Add the clause that names it, or insert the term in one of your own."))
        names = [tr(PLACEHOLDERS[one].label) if one in PLACEHOLDERS else one for one in view.gaps]
        more = plural(len(names) - _NAMED, "and {n} more", "and {n} more") if len(names) > _NAMED else ""
        title = plural(len(names), "{n} term is open in the text.", "{n} terms are open in the text.") if names else ""
        self.gaps.say("warn", title, " ".join((", ".join(names[:_NAMED]), more)).strip())
        locale = text_locale(view.contract)
        self.lang.setVisible(locale.language != _LIBRARY)
        self.lang.setText(
            tr(
                "Days and amounts are written as in {language}. The clauses of the library are in English.",
                language=locale.get_display_name(self.desk.locale),
            )
        )
        self._go_on()

    def focus(self, key: str) -> bool:
        """Open a section, put the focus on it and bring it into view; False where it is not here."""
        if (row := self.rows.get(key)) is None:
            return False
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._open(key)
        self._column.activate()
        self.area.ensureWidgetVisible(row, 0, theme.px(40))
        return True

    def focus_section(self, number: int) -> bool:
        """Bring the section of this number into view and open it."""
        found = [one.key for one in self.view.sections if one.section.number == number] if self.view else []
        return bool(found) and self.focus(found[0])

    def move_clause(self, by: int) -> None:
        """Move the clause in focus."""
        self._do(clauses.move_clause, clause_id=self.clause_id, by=by, then=lambda _: self._want(self.current))

    def remove(self) -> None:
        """Take the clause in focus out of the text."""
        self._do(clauses.remove_clause, clause_id=self.clause_id)

    def add(self, code: str) -> None:
        """Add a clause of the library after the one in focus."""
        self._do(clauses.add_clause, contract_id=self._contract(), code=code, after=self.clause_id, then=self._added)

    def write(self) -> None:
        """Ask for a title and add an empty clause after the one in focus."""
        title = self.desk.dialogs.ask_text(tr("Write own clause"), tr("Title"), verb=tr("Add clause"))
        if title:
            given = {"contract_id": self._contract(), "title": title, "after": self.clause_id}
            self._do(clauses.write_own_clause, then=self._added, **given)

    def _added(self, outcome: Outcome) -> None:
        self._want(outcome.value, begins=True)

    def _want(self, key: str, *, begins: bool = False) -> None:
        self._wanted, self._begins = key, begins
        self._go_on()

    def _go_on(self) -> None:
        """Lead to what was asked for; a clause just added is shown only after it was read."""
        wanted = self._wanted
        if wanted and self.isVisible() and self.focus(wanted):
            self._wanted = ""
            if self._begins:
                self.rows[wanted].begin()

    def _arrange(self, keys: list[str]) -> None:
        for gone in set(self.rows) - set(keys):
            row = self.rows.pop(gone)
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        before: QWidget = self.write_button
        for place, key in enumerate(keys):
            row = self.rows.get(key) or self._made(key)
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
                row.show()
            if row.body is None:
                QWidget.setTabOrder(before, row)
            before = row

    def _made(self, key: str) -> SectionRow:
        row = self.rows[key] = SectionRow(key, self.desk.formats)
        row.focused.connect(self._open)
        row.stepped.connect(partial(self._step, key))
        row.saved.connect(partial(self._save, key))
        row.moved.connect(self.move_clause)
        row.removed.connect(self.remove)
        row.kept.connect(self._keep)
        row.parties_asked.connect(self.parties_asked)
        return row

    def _open(self, key: str) -> None:
        if key == self.current:
            return
        if self.current in self.rows:
            self.rows[self.current].set_open(opened=False)
        self.current = key
        self.rows[key].set_open(opened=True)
        self.chosen.emit()

    def _step(self, key: str, by: int) -> None:
        keys = [one.key for one in self.view.sections] if self.view else []
        at = keys.index(key) + by
        if 0 <= at < len(keys):
            self.focus(keys[at])

    def _save(self, key: str, name: str, value: object) -> None:
        row = self.rows[key]
        refuse = partial(row.show_problem, name)
        if row.clause_id:
            self.desk.tasks.do(
                clauses.set_clause_field, otherwise=refuse, clause_id=row.clause_id, name=name, value=value
            )
        else:
            contract_id = self._contract()
            self.desk.tasks.do(
                commands.set_contract_field, otherwise=refuse, contract_id=contract_id, name=name, value=value
            )

    def _keep(self) -> None:
        words = tr("The clause is in the library.")
        self._do(clauses.keep_clause, clause_id=self.clause_id, then=lambda _: self.desk.say(words))

    def _do(
        self, command: Callable[..., Any], *, then: Callable[[Outcome], object] | None = None, **given: Any
    ) -> None:
        def done(outcome: Outcome) -> None:
            if then is not None:
                then(outcome)

        self.strip.say("info", "")
        self.desk.tasks.do(command, then=done, otherwise=self._refuse, **given)

    def _refuse(self, problem: Problem) -> None:
        self.strip.say_problem(problem)

    def _contract(self) -> str:
        return self.view.contract.id if self.view else ""
