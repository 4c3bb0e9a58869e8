"""The inspector of a creator in a campaign: why them, the client's decision, the plan, the pieces and the fees."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from infludesk.campaigns.commands import record_decision, set_participation_field
from infludesk.campaigns.model import STAGES, Participation
from infludesk.campaigns.pipeline import choices_from, confirmed
from infludesk.content.commands import trash_deliverable
from infludesk.content.model import STATES as PIECE_STATES
from infludesk.content.store import ListedPiece
from infludesk.creators.model import PLATFORMS
from infludesk.creators.tiers import tier_label
from infludesk.flows.roster import RosterRow
from infludesk.gui.campaigns.parts import InternalFigures, due_cell, money_words, stage_cell
from infludesk.gui.contracts.clash_words import clash_words
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.parts import button, label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.list_page import Inspector
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, number, plural, tr


class LongText(QWidget):
    """A long field with its label above, for a narrow place.

    Signals:
        saved: the field's name and its new value.
    """

    saved = Signal(str, object)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.field = Participation.entity.field(name)
        self.edit = edit_for(self.field, desk.formats)
        self._stored: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label(tr(self.field.label), "lead"))
        column.addWidget(self.edit)
        if self.field.help:
            column.addWidget(label(tr(self.field.help), "help", wrap=True))
        self.edit.left.connect(self._leave)

    def put(self, value: Any, *, anew: bool) -> None:
        """Show a stored value; what is being typed stays, unless it is ``anew``, as for another record."""
        typing = (self.edit.text().strip() or None) != self._stored
        self._stored = value or None
        if anew or not typing:
            self.edit.put(value)

    def _leave(self) -> None:
        typed = self.edit.text().strip() or None
        if typed != self._stored:
            self._stored = typed
            self.saved.emit(self.field.name, typed)


class CreatorInspector(Inspector):
    """One creator's part in the campaign, to read and to change.

    Signals:
        confirmed, put_off, priced, scheduled, promised: a button was pressed.
        moved: the stage chosen.
    """

    confirmed = Signal()
    put_off = Signal()
    priced = Signal()
    scheduled = Signal()
    promised = Signal()
    moved = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.row: RosterRow | None = None
        self.name, self.about, self.blocked = Elided(kind="lead"), label("", "muted", wrap=True), Strip()
        self.clash = Strip()
        self.stage, self.stages = CellLabel(stage_cell("shortlisted")), Combo()
        self.reason = label("", "small", wrap=True)
        self.confirm_button = button(tr("Confirm"), small=True)
        self.later_button = button(tr("Not now…"), small=True)
        self.decision = Segments(tr("Client's decision"), _decisions())
        self.why, self.plan = LongText(desk, "why_them"), LongText(desk, "content_plan")
        self.money = InternalFigures()
        self.fees_button = button(tr("Set fees…"), small=True)
        self.schedule_button = button(tr("Fee schedule…"), small=True)
        self.piece_button = button(tr("Add deliverable…"), small=True)
        self.pieces, self.strip = QVBoxLayout(), Strip()
        self.content = QWidget()
        self._lay_out()
        self._connect()
        self.content.hide()

    def show_row(self, row: RosterRow | None, part: Participation | None, pieces: Sequence[ListedPiece]) -> None:
        """Show a creator of the campaign; None for none."""
        anew = (row.participation_id if row else "") != (self.row.participation_id if self.row else "")
        if anew:
            # What is typed is stored for whom it was typed, before another takes the place.
            for field in (self.why, self.plan):
                field.edit.left.emit()
            self.strip.say("info", "")
        self.row = row
        self.content.setVisible(row is not None)
        if row is None or part is None:
            return
        self.name.say(row.creator)
        platform = tr(dict(PLATFORMS).get(row.platform, row.platform))
        followers = "" if row.followers is None else tr("{n} followers", n=number(row.followers, self.desk.locale))
        self.about.setText(join((isolate(row.handle), platform, tier_label(row.tier) if row.tier else "", followers)))
        why = tr("Nobody may contact this creator.")
        self.blocked.say("danger", tr("Do not contact") if row.blocked else "", why if row.blocked else "")
        self._show_clash(row)
        self._show_stage(row)
        self.decision.choose(row.client_decision or "pending")
        self.why.put(part.why_them, anew=anew)
        self.plan.put(part.content_plan, anew=anew)
        self._show_pieces(pieces)
        formats = self.desk.formats
        amounts = ((tr("Client fee"), row.client_fee), (tr("Creator fee"), row.creator_fee), (tr("Margin"), row.margin))
        self.money.put([(words, money_words(amount, formats)) for words, amount in amounts])

    def _show_clash(self, row: RosterRow) -> None:
        """The clearest clash, to be read before confirming, and how many more there are."""
        if not row.clashes:
            self.clash.say("warn", "")
            return
        one, more = row.clashes[0], len(row.clashes) - 1
        here = one.other_campaign_id if one.other_participation_id == row.participation_id else ""
        title, text = clash_words(one, self.desk.locale, seen_from=here)
        rest = plural(more, "{n} more clash", "{n} more clashes") if more else ""
        self.clash.say("danger" if one.certain else "warn", title, join((text, rest)), action=tr("Show"))

    def _open_clash(self) -> None:
        if self.row is not None:
            self.desk.go("creator", self.row.creator_id, "work")

    def _show_stage(self, row: RosterRow) -> None:
        self.stage.show_cell(stage_cell(row.stage))
        self.confirm_button.setVisible(not confirmed(row.stage) and "agreed" in choices_from(row.stage))
        self.later_button.setVisible("not_now" in choices_from(row.stage))
        self.reason.setText(tr("Reason: {reason}", reason=row.reason) if row.reason else "")
        self.reason.setVisible(bool(row.reason))
        stages = dict(STAGES)
        self.stages.clear()
        self.stages.addItem(tr("Move to…"), "")
        for code in choices_from(row.stage):
            self.stages.addItem(tr(stages[code]), code)

    def _show_pieces(self, pieces: Sequence[ListedPiece]) -> None:
        empty(self.pieces)
        if not pieces:
            self.pieces.addWidget(label(tr("Nothing is promised yet."), "help"))
        for piece in pieces:
            self.pieces.addWidget(self._piece(piece))

    def _piece(self, piece: ListedPiece) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        state = tr(dict(PIECE_STATES).get(piece.state, piece.state))
        row.addWidget(Elided(piece.what), 1)
        row.addWidget(label(state, "small"))
        if piece.due:
            row.addWidget(CellLabel(due_cell(piece.due, self.desk.formats)))
        remove = tool("trash", tr("Move {piece} to Trash", piece=piece.what))
        remove.clicked.connect(partial(self._remove, piece.id))
        row.addWidget(remove)
        return line

    def _remove(self, deliverable_id: str) -> None:
        self.desk.tasks.do(trash_deliverable, otherwise=self.strip.say_problem, deliverable_id=deliverable_id)

    def _decide(self, decision: str) -> None:
        if self.row is not None:
            self.desk.tasks.do(
                record_decision, otherwise=self._refused, participation_id=self.row.participation_id, decision=decision
            )

    def _refused(self, problem: Problem) -> None:
        self.strip.say_problem(problem)
        if self.row is not None:
            self.decision.choose(self.row.client_decision or "pending")

    def _save(self, name: str, value: Any) -> None:
        if self.row is not None:
            self.desk.tasks.do(
                set_participation_field, otherwise=self.strip.say_problem,
                participation_id=self.row.participation_id, name=name, value=value,
            )  # fmt: skip

    def _choose_stage(self, index: int) -> None:
        if stage := str(self.stages.itemData(index) or ""):
            self.stages.setCurrentIndex(0)
            self.moved.emit(stage)

    def _connect(self) -> None:
        self.confirm_button.clicked.connect(self.confirmed)
        self.later_button.clicked.connect(self.put_off)
        self.fees_button.clicked.connect(self.priced)
        self.schedule_button.clicked.connect(self.scheduled)
        self.piece_button.clicked.connect(self.promised)
        self.stages.activated.connect(self._choose_stage)
        self.clash.acted.connect(self._open_clash)
        self.decision.chosen.connect(self._decide)
        for field in (self.why, self.plan):
            field.saved.connect(self._save)

    def _lay_out(self) -> None:
        self.stages.setAccessibleName(tr("Move to another stage"))
        theme.set_state(self.stages, scale="small")
        actions = QHBoxLayout()
        actions.setSpacing(theme.px(8))
        for one in (self.confirm_button, self.later_button, self.stages):
            actions.addWidget(one)
        actions.addStretch(1)
        self.pieces.setSpacing(theme.px(2))
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        for part in (self.name, self.about, self.blocked, self.clash, self.strip, self.stage, self.reason):
            column.addWidget(part)
        column.addLayout(actions)
        column.addWidget(_heading(tr("Client's decision")))
        column.addWidget(self.decision)
        column.addWidget(self.why)
        column.addWidget(self.plan)
        column.addWidget(_heading(tr("Deliverables")))
        column.addLayout(self.pieces)
        column.addWidget(self.piece_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(_heading(tr("Fees")))
        column.addWidget(self.money)
        column.addWidget(self.fees_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.schedule_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self.content))


def _heading(words: str) -> QLabel:
    return label(words, "lead")


def _decisions() -> list[tuple[str, str]]:
    return [(code, tr(words)) for code, words in Participation.entity.field("client_decision").choices]
