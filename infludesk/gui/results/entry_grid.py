"""The grid in which numbers of posts are typed or pasted as in a spreadsheet, and saved as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.creators.model import SOURCES, AccountSnapshot
from infludesk.gui.desk import Desk
from infludesk.gui.kit.edits import DayEdit
from infludesk.gui.kit.parts import announce, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, Strip
from infludesk.gui.results.entry_model import EntryModel
from infludesk.gui.results.entry_table import EntryTable
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import join, plural, tr
from infludesk.results.entering import enter_day
from infludesk.results.store import EntryRow


class EntryGrid(QWidget):
    """Source and day for what is typed, the posts with their numbers, and what there is to say of the cell in focus.

    Attributes:
        table: the grid; ``model`` its rows and what is typed.
        source, day: where the numbers come from and when they were read; they apply to the rows changed.
        strip: what went wrong, or was left out.

    Signals:
        changed: something was typed, restored or saved.
        cleared: the filters of the page are to go.
    """

    changed = Signal()
    cleared = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = EntryModel(desk.formats, desk.now())
        self.table = EntryTable(self.model)
        self.source = _source_box()
        field = replace(AccountSnapshot.entity.field("day"), label="As of")
        self.day = DayEdit(field, desk.formats)
        self.day.put(desk.today().isoformat())
        self.strip = Strip()
        self.empty = EmptyState(
            "results", tr("No posts are live."), tr("Posts stand here once they are published or imported.")
        )
        self.nothing = EmptyState(
            "search", tr("No posts match."), tr("The filters leave no row. What is typed stays."), tr("Clear filters")
        )
        self._state, self._about = label("", "help"), label("", "help", wrap=True)
        self._lay_out()
        self._connect()

    @property
    def unsaved(self) -> int:
        """How many posts have numbers that can be saved."""
        return self.model.summary()[0]

    @property
    def can_save(self) -> bool:
        """Whether there is a number to save, or one may be in the open cell."""
        return bool(self.unsaved) or self.table.cells.is_open

    def show_rows(self, rows: Sequence[EntryRow], known: Sequence[EntryRow]) -> None:
        """Show some of the posts ``known``; the focus stays on its post and metric."""
        with self.table.kept():
            self.model.show_rows(rows, known, self._desk.formats, self._desk.now())
        self.body.setCurrentWidget(self.table if rows else self.nothing if known else self.empty)
        self._show_state()

    def save(self) -> None:
        """Store all numbers that can be read, as one step."""
        self.table.finish()
        figures, day = self.model.figures(), self._read_day()
        if figures and day:
            self._desk.tasks.do(
                enter_day, then=partial(self._saved, figures), otherwise=self.strip.say_problem,
                figures=figures, day=day, source=self.source.currentData(),
            )  # fmt: skip

    def offers(self) -> dict[str, Offer]:
        """What can be done here."""
        none = "" if self.can_save else tr("Type a number first.")
        odd = "" if self.model.marked() else tr("No cell is in question.")
        return {
            "main": Offer(self.save, tr("Save numbers"), none),
            "item.next": Offer(partial(self._next_odd, 1), tr("Next cell in question"), odd),
            "item.previous": Offer(partial(self._next_odd, -1), tr("Previous cell in question"), odd),
        }

    def landing(self) -> QWidget:
        """What takes the focus."""
        return self.table if self.body.currentWidget() is self.table else self.source

    def leave(self) -> None:
        """Take what is typed in the open cell; it waits here, unsaved."""
        self.table.finish()

    def _saved(self, figures: Mapping[str, Mapping[str, int]], _done: Outcome) -> None:
        self.model.forget(figures)
        unread = self.model.summary()[2]
        words = plural(unread, "{n} cell cannot be read and stays.", "{n} cells cannot be read and stay.")
        self.strip.say("warn", words if unread else "", tr("Correct it, or press Esc in it.") if unread else "")

    def _read_day(self) -> date | None:
        try:
            found = date.fromisoformat(self.day.read() or "")
        except (Problem, ValueError) as error:
            self.day.mark("error")
            advice = error.advice if isinstance(error, Problem) else ""
            words = join((advice, tr("The numbers are not saved yet.")), " ")
            self.strip.say("danger", tr('"{text}" is not a day.', text=self.day.text()), words)
            return None
        self.day.mark("")
        if found > self._desk.today():
            self.day.mark("error")
            self.strip.say("danger", tr("The day lies ahead."), tr("Numbers are read today or earlier."))
            return None
        return found

    def _origin_changed(self) -> None:
        self.strip.say("info", "")
        if day := self._read_day():
            self.model.set_origin(self.source.currentData(), day)

    def _pasted(self, lost: int) -> None:
        words = plural(lost, "{n} pasted value found no cell.", "{n} pasted values found no cell.")
        text = tr("The others are in the grid, unsaved. Paste from a cell further left or up.")
        self.strip.say("warn", words if lost else "", text if lost else "", closable=True)

    def _next_odd(self, by: int) -> None:
        marked = self.model.marked()
        now = self.table.currentIndex()
        here = (now.row(), now.column())
        ahead = [one for one in marked if one > here] if by > 0 else [one for one in marked[::-1] if one < here]
        if marked:
            self.table.go(*(ahead or (marked if by > 0 else marked[::-1]))[0])
            self.table.setFocus()

    def _show_state(self) -> None:
        posts, odd, unread = self.model.summary()
        words = (
            plural(posts, "{n} post changed", "{n} posts changed") if posts else "",
            plural(odd, "{n} question", "{n} questions") if odd else "",
            tr("{n} not read", n=unread) if unread else "",
        )
        self._state.setText(join(words))
        self._show_about()
        self.changed.emit()

    def _show_about(self) -> None:
        now = self.table.currentIndex()
        if not now.isValid():
            self._about.setText("")
            return
        reason = self.model.reason(now.row(), now.column())
        unread = self.model.is_unread(now.row(), now.column())
        kind = "danger" if unread else "warn" if reason else "help"
        theme.set_state(self._about, kind=kind)
        self._about.setText(join((reason, self.model.about(now.row(), now.column()))))
        if reason:
            announce(self.table, reason)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        bar.setSpacing(theme.px(8))
        self.day.setFixedWidth(theme.px(180))
        for one in (label(tr("Source"), "muted"), self.source, label(tr("As of"), "muted"), self.day):
            bar.addWidget(one)
        bar.addStretch(1)
        bar.addWidget(self._state)
        self.body = QStackedWidget()
        for part in (self.table, self.nothing, self.empty):
            self.body.addWidget(part)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(24), theme.px(6), theme.px(24), theme.px(6))
        foot.addWidget(self._about)
        self._about.setMinimumHeight(theme.line("small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.strip)
        column.addWidget(self.body, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.model.changed.connect(self._show_state)
        self.table.moved.connect(self._show_about)
        self.table.pasted.connect(self._pasted)
        self.table.cells.opened.connect(self.changed)
        self.day.left.connect(self._origin_changed)
        self.source.currentIndexChanged.connect(self._origin_changed)
        if self.nothing.primary is not None:
            self.nothing.primary.clicked.connect(self.cleared)
        # Once the source is chosen, numbers come next.
        self.source.activated.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))


def _source_box() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr("Source of the numbers"))
    for code, words in SOURCES:
        box.addItem(tr(words), code)
    box.setCurrentIndex(box.findData("manual"))
    return box
