"""Beside the content list: the work on a piece, its drafts with what each side said, and what is promised."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infludesk.content import commands
from infludesk.content.listing import ListedPiece
from infludesk.content.model import FORMATS, STATES, Deliverable
from infludesk.content.states import allowed
from infludesk.content.work import Work, sides_words, work_on
from infludesk.db.driver import Connection
from infludesk.flows.content_list import listed
from infludesk.gui.content.cards import next_words
from infludesk.gui.content.doing import PieceWork
from infludesk.gui.content.draft_cards import DraftCards
from infludesk.gui.content.post_parts import also_open, also_open_words
from infludesk.gui.content.reason_strip import ReasonStrip
from infludesk.gui.contracts.terms import slim
from infludesk.gui.desk import Desk
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.folding import Section
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, frame, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.list_page import Inspector
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.team.store import members

_FIELDS = (
    "title", "state", "format", "due", "draft_due", "concept_due", "post_from", "quantity", "needs_post",
    "rounds_allowed", "min_live_days", "owner_id", "hashtags", "mentions", "links", "requirements",
)  # fmt: skip
_PAD = 16
_Read = tuple[ListedPiece, Work, tuple[tuple[str, str], ...], tuple[str, ...]]


class PiecePanel(Inspector):
    """One promised piece and the work on it.

    Signals:
        changed: what can be done here has changed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.record_id = ""
        self.row: ListedPiece | None = None
        self.doing = PieceWork(desk, self)
        self.name, self.line = Elided("", "section"), label("", "small", wrap=True)
        self.next_line, self.rounds_line = label("", "strong", wrap=True), label("", "small", wrap=True)
        self.also_line = label("", "warn", wrap=True)
        self.strip = ReasonStrip()
        self.approve_button = button(tr("Approve"), icon="check", small=True)
        self.changes_button = button(tr("Ask for changes…"), small=True)
        self.silence_button = button(tr("Approved by silence"), small=True)
        self.hand_in_button = button(tr("Hand in draft…"), small=True)
        self.file_button = button(tr("Add file…"), small=True)
        self.live_button, self.done_button = (
            button(tr("Mark live…"), small=True),
            button(tr("Mark as done"), small=True),
        )
        self.next_button = button(tr("Set next action…"), small=True)
        self.complete_button = button(tr("Complete"), icon="check", small=True)
        self.waive_button = button(tr("Waive…"), small=True)
        self.drafts_section = Section(tr("Drafts"), opened=True)
        self.promise_section = Section(tr("Promise"))
        self.drafts = DraftCards(desk)
        self.form: Form | None = None
        self._again: Any = None
        self._lay_out()
        self._connect()
        self.setAccessibleName(tr("Inspector"))

    def show_record(self, record_id: str) -> None:
        """Show this piece; empty for none."""
        if record_id != self.record_id:
            self.strip.clear()
        self.record_id = record_id
        now, today = self.desk.now(), self.desk.today().isoformat()

        def query(conn: Connection) -> _Read | None:
            rows = listed(conn, [record_id], now, today) if record_id else []
            if not rows or rows[0].kind != "deliverable":
                return None
            who = tuple((one.id, one.name or "") for one in members(conn))
            return rows[0], work_on(conn, record_id), who, also_open(conn, rows[0])

        self.desk.tasks.read(query, self._take, key=("piece.panel", id(self)))

    def focus_piece(self) -> None:
        """Go to the fields of the piece."""
        if self.form is not None:
            self.promise_section.set_open(True)
            self.form.focus("title")

    def say(self, problem: Problem, again: Any) -> None:
        """Say why something was refused; ``again`` is called with a reason, where one settles it."""
        self._again = again
        if again is None:
            self.strip.say_problem(problem)
        else:
            self.strip.ask(problem, tr("Approve all the same"))

    # showing

    def _take(self, read: _Read | None) -> None:
        self.area.setVisible(read is not None)
        other = read is None or self.row is None or self.row.id != read[0].id
        self.row = read[0] if read else None
        if read is not None:
            held = self.window().focusWidget()
            mine = held is not None and self.isAncestorOf(held)
            if other:
                self.area.verticalScrollBar().setValue(0)
            self._show(*read)
            if mine and held is not None and not held.isVisibleTo(self):
                self._first().setFocus()
        self.changed.emit()

    def _show(self, row: ListedPiece, work: Work, who: tuple[tuple[str, str], ...], also: tuple[str, ...]) -> None:
        self.name.say(row.what)
        kind, stage = tr(dict(FORMATS).get(row.format, "")), tr(dict(STATES)[row.state])
        self.line.setText(join((stage, isolate(row.creator), isolate(row.campaign), kind)))
        self.next_line.setText(next_words(row, self.desk))
        self.also_line.setText(also_open_words(also))
        self.also_line.setVisible(bool(also))
        self.rounds_line.setText(_terms_words(row, work))
        self.rounds_line.setVisible(bool(self.rounds_line.text()))
        self._show_buttons(row)
        self.drafts.load(work)
        self.drafts_section.set_note(str(len(work.versions)) if work.versions else "")
        if self.form is None:
            self.form = Form(Deliverable.entity, show=self.desk.formats, only=_FIELDS, options={"owner_id": who})
            slim(self.form).saved.connect(self._save)
            self._promise.addWidget(self.form)
        self.form.set_options("owner_id", who)
        self.form.load(work.piece)

    def _show_buttons(self, row: ListedPiece) -> None:
        in_review, state = row.state == "in_review", row.state
        by_client = bool(row.missing) and row.missing[0] == "client"
        words = tr("Approve for the client") if by_client else tr("Approve")
        self.approve_button.setText(words)
        self.approve_button.setAccessibleName(words)
        open_now = state in ("planned", "in_work", "in_review", "changes", "approved")
        for one, seen in (
            (self.approve_button, in_review), (self.changes_button, in_review),
            (self.silence_button, row.next_code == "deemed"), (self.hand_in_button, open_now),
            (self.file_button, bool(row.draft_id)),
            (self.live_button, row.needs_post and state in ("approved", "scheduled", "planned", "in_work", "missed")),
            (self.done_button, row.next_code == "done"), (self.complete_button, bool(row.task_id)),
            (self.waive_button, allowed(state, "waived")),
        ):  # fmt: skip
            one.setVisible(seen)

    def _first(self) -> QWidget:
        shown = [one for one in self._buttons if not one.isHidden()]
        return shown[0] if shown else self.drafts_section.head

    def _save(self, name: str, value: object) -> None:
        if self.form is None:
            return
        form = self.form

        def refused(problem: Problem) -> None:
            self.desk.tasks.read(lambda conn: work_on(conn, form.record_id).piece, lambda piece: put(piece, problem))

        def put(piece: Deliverable, problem: Problem) -> None:
            form.row(name).put(getattr(piece, name), anew=True)
            form.show_problem(name, problem)

        self.desk.tasks.do(
            commands.set_deliverable_field, otherwise=refused, deliverable_id=form.record_id, name=name, value=value
        )

    def _give(self, reason: str) -> None:
        if self._again is not None:
            self._again(reason)

    # layout

    def _connect(self) -> None:
        self._buttons: tuple[QPushButton, ...] = ()
        doing = self.doing
        runs = (
            (self.approve_button, doing.approve), (self.changes_button, doing.ask_changes),
            (self.silence_button, doing.deem), (self.hand_in_button, doing.hand_in), (self.file_button, doing.add_file),
            (self.live_button, doing.mark_live), (self.done_button, lambda row: doing.move((row,), "done")),
            (self.complete_button, doing.complete), (self.next_button, doing.set_next),
            (self.waive_button, doing.waive),
        )  # fmt: skip
        for one, run in runs:
            one.clicked.connect(lambda _checked=False, run=run: run(self.row) if self.row else None)
            self._flow.addWidget(one)
            self._buttons = (*self._buttons, one)
        doing.refused.connect(self.say)
        doing.done.connect(self.strip.clear)
        self.strip.given.connect(self._give)

    def _lay_out(self) -> None:
        inside, buttons = QWidget(), QWidget()
        self._flow = FlowLayout(buttons, gap=theme.px(8))
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(_PAD), theme.px(_PAD), theme.px(_PAD), theme.px(_PAD))
        column.setSpacing(theme.px(8))
        for part in (self.name, self.line, self.next_line, self.also_line, self.rounds_line, self.strip, buttons):
            column.addWidget(part)
        drafts = _column(self.drafts_section)
        drafts.addWidget(self.drafts)
        self._promise = _column(self.promise_section)
        for section in (self.drafts_section, self.promise_section):
            column.addWidget(frame("divider"))
            column.addWidget(section)
        column.addStretch(1)
        self.area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)


def _terms_words(row: ListedPiece, work: Work) -> str:
    """What is agreed about reviews, and how much of it is left."""
    terms, newest = work.terms, work.newest
    step = newest.draft.step if newest else ""
    left = work.left(step or "draft")
    parts = []
    if left is not None:
        parts.append(
            plural(left, "{n} round left", "{n} rounds left")
            if left >= 0
            else plural(-left, "{n} round more than agreed", "{n} rounds more than agreed")
        )
    if terms.review_days is not None:
        parts.append(plural(terms.review_days, "answer within {n} day", "answer within {n} days"))
    if row.state == "in_review" and row.missing:
        parts.append(tr("not approved yet by {sides}", sides=sides_words(row.missing)))
    words = join(parts)
    return words[:1].upper() + words[1:]


def _column(section: Section) -> QVBoxLayout:
    column = QVBoxLayout(section.content)
    column.setContentsMargins(0, theme.px(8), 0, 0)
    column.setSpacing(theme.px(8))
    return column
