"""What is done with pieces, from the list, the board, the calendar and the panel alike."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from infludesk.content import commands
from infludesk.content.drafts import add_files
from infludesk.content.listing import ListedPiece
from infludesk.content.model import STATES
from infludesk.content.planning import move_all, trash_all
from infludesk.content.states import allowed, done_when, following, preceding
from infludesk.db.driver import Connection
from infludesk.flows import reviewing
from infludesk.gui.content.dialogs import MarkLiveDialog
from infludesk.gui.content.work_dialogs import (
    ChangesDialog,
    HandInDialog,
    MoveDateDialog,
    NextActionDialog,
    OwnerDialog,
    ShiftDialog,
)
from infludesk.gui.desk import Desk
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import plural, tr
from infludesk.team.store import members
from infludesk.team.tasks import complete

_OPEN = frozenset({"planned", "in_work", "in_review", "changes", "approved", "scheduled", "missed"})
_DATES = {"concept": "concept_due", "draft": "draft_due", "changes": "draft_due"}


class PieceWork(QObject):
    """Does things with pieces; dialogs stand over ``host``.

    Signals:
        refused: the Problem, and what to call with a reason to go on all the same, or None.
        done: something was done.
    """

    refused = Signal(object, object)
    done = Signal()

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self.desk, self._host = desk, host

    # one piece

    def main(self, row: ListedPiece) -> None:
        """Do what comes next here: approve, hand in, mark live, enter numbers or mark as done."""
        if run := self._main(row)[1]:
            run()

    def main_words(self, row: ListedPiece) -> str:
        """What ``main`` would do; empty for nothing."""
        return self._main(row)[0]

    def approve(self, row: ListedPiece, why: str = "") -> None:
        """Approve the newest draft for the side that is asked next."""
        side = row.missing[0] if row.missing else "house"
        name = row.facts.client if side == "client" else ""

        def refused(problem: Problem) -> None:
            again = partial(self.approve, row) if problem.code == "review.check_failed" else None
            self.refused.emit(problem, again)

        self._do(reviewing.approve, refused, deliverable_id=row.id, side=side, reviewer=name, why=why)

    def deem(self, row: ListedPiece) -> None:
        """Note that silence approves."""
        self._do(reviewing.deem_approved, deliverable_id=row.id)

    def ask_changes(self, row: ListedPiece) -> None:
        """Ask what to change."""
        self._open(ChangesDialog(self.desk, self._host, row))

    def hand_in(self, row: ListedPiece) -> None:
        """Ask for a draft."""
        self._open(HandInDialog(self.desk, self._host, row))

    def add_file(self, row: ListedPiece) -> None:
        """Ask for a file of the newest draft."""
        path = self.desk.dialogs.open_file(tr("File of the draft"), (tr("All files (*)"),))
        if path is not None:
            attachments = self.desk.workspace.attachments
            self._do(add_files, draft_id=row.draft_id, files=(path,), attachments=attachments)

    def mark_live(self, row: ListedPiece) -> None:
        """Ask for the post's address."""
        self._open(MarkLiveDialog(self.desk, self._host, row.id, row.what))

    def enter_numbers(self, row: ListedPiece) -> None:
        """Go to where the numbers of its post are entered."""
        self.desk.go("results", about=(row.post_id,))

    def waive(self, row: ListedPiece) -> None:
        """Ask why the piece is done without."""
        why = self.desk.dialogs.ask_text(tr("Waive the piece"), tr("Reason"), verb=tr("Waive"))
        if why:
            self._do(commands.waive, deliverable_id=row.id, why=why)

    def move_date(self, row: ListedPiece, name: str = "") -> None:
        """Ask for another day of a date; without one, of what comes next."""
        chosen = name or _DATES.get(row.next_code, "due")
        if not getattr(row.facts, chosen, ""):
            chosen = next((one for one in ("due", "draft_due", "concept_due") if getattr(row.facts, one)), "due")
        self._open(MoveDateDialog(self.desk, self._host, row, chosen))

    def set_next(self, row: ListedPiece) -> None:
        """Ask what comes next instead."""
        self.desk.tasks.read(_members, lambda who: self._open(NextActionDialog(self.desk, self._host, row, who)))

    def complete(self, row: ListedPiece) -> None:
        """The task that said what comes next is done."""
        self._do(complete, task_id=row.task_id)

    # one or several

    def move(self, rows: Sequence[ListedPiece], state: str) -> None:
        """Move pieces to a stage; what a stage asks for is asked first."""
        one = rows[0] if len(rows) == 1 else None
        if one and state == "approved" and one.state not in ("scheduled", "done") and one.missing:
            self.approve(one)
        elif one and state == "changes":
            self.ask_changes(one)
        elif one and state == "live" and not one.post_id:
            self.mark_live(one)
        elif one and state == "waived":
            self.waive(one)
        elif rows:
            self._do(move_all, deliverable_ids=[row.id for row in rows], state=state)

    def approve_all(self, rows: Sequence[ListedPiece]) -> None:
        """Approve several for our side."""
        self._do(reviewing.approve_all, deliverable_ids=[row.id for row in rows])

    def shift(self, rows: Sequence[ListedPiece]) -> None:
        """Ask by how many days their dates move."""
        self._open(ShiftDialog(self.desk, self._host, [row.id for row in rows]))

    def set_owner(self, rows: Sequence[ListedPiece]) -> None:
        """Ask who looks after them."""
        chosen = [row.id for row in rows]
        self.desk.tasks.read(_members, lambda who: self._open(OwnerDialog(self.desk, self._host, chosen, who)))

    def trash(self, rows: Sequence[ListedPiece]) -> None:
        """Move them to the trash, in one step."""
        pieces = [row.id for row in rows if row.kind == "deliverable"]
        posts = [row.id for row in rows if row.kind == "post"]
        self._do(trash_all, deliverable_ids=pieces, post_ids=posts)

    def offers(self, chosen: Callable[[], Sequence[ListedPiece]]) -> dict[str, Offer]:
        """What can be done with the rows chosen; they are asked for again when it is done."""
        rows = chosen()
        none = "" if rows else tr("Choose a row first.")
        one = rows[0] if len(rows) == 1 else None
        pieces = [row for row in rows if row.kind == "deliverable"]
        only = none or ("" if one else tr("Choose one row."))
        no_piece = none or ("" if len(pieces) == len(rows) else tr("A post that nobody promised has no stage."))

        def first(run: Callable[[ListedPiece], None]) -> Callable[[], None]:
            return lambda: run(chosen()[0]) if chosen() else None

        work = only or no_piece
        open_now = work or ("" if one and one.state in _OPEN else tr("The piece is out already."))
        no_date = work or ("" if one and _dated(one) else tr("It has no date."))
        offers = {
            "stage.next": self._stage_offer(rows, following, chosen, no_piece),
            "stage.previous": self._stage_offer(rows, preceding, chosen, no_piece),
            "hand_in": Offer(first(self.hand_in), why_not=open_now),
            "file": Offer(first(self.add_file), why_not=work or ("" if one and one.draft_id else tr("No draft yet."))),
            "live": Offer(first(self.mark_live), why_not=open_now),
            "next_action": Offer(first(self.set_next), why_not=only),
            "move": Offer(first(self.move_date), why_not=no_date),
            "dates": Offer(lambda: self.shift(chosen()), why_not=no_piece),
            "owner": Offer(lambda: self.set_owner(chosen()), why_not=no_piece),
            "trash": Offer(lambda: self.trash(chosen()), why_not=none),
        }
        if len(rows) > 1 and all(row.state == "in_review" for row in rows):
            words = plural(len(rows), "Approve {n} piece", "Approve {n} pieces")
            offers["main"] = Offer(lambda: self.approve_all(chosen()), words)
        elif one and (words := self.main_words(one)):
            offers["main"] = Offer(first(self.main), words, _not_done(one, self.desk.today().isoformat()))
        if one and one.state == "in_review":
            offers["second"] = Offer(first(self.ask_changes), tr("Ask for changes…"))
        return offers

    def _stage_offer(
        self,
        rows: Sequence[ListedPiece],
        way: Callable[..., str | None],
        chosen: Callable[[], Sequence[ListedPiece]],
        why_not: str,
    ) -> Offer:
        states = {way(row.state, needs_post=row.needs_post) for row in rows}
        to = states.pop() if len(states) == 1 else None
        if why_not or to is None or not all(allowed(row.state, to, needs_post=row.needs_post) for row in rows):
            return Offer(lambda: None, why_not=why_not or tr("There is no such stage for this piece."))
        return Offer(lambda: self.step(chosen(), way), tr("Move to {stage}", stage=tr(dict(STATES)[to])))

    def step(self, rows: Sequence[ListedPiece], way: Callable[..., str | None]) -> None:
        """Move pieces that stand at one stage to the next or the one before."""
        states = {way(row.state, needs_post=row.needs_post) for row in rows}
        to = states.pop() if len(states) == 1 else None
        if to is not None:
            self.move(rows, to)

    def _main(self, row: ListedPiece) -> tuple[str, Callable[[], None] | None]:
        state = row.state if row.kind == "deliverable" else ""
        if row.next_code == "numbers":
            return row.next_step, partial(self.enter_numbers, row)
        if state == "in_review":
            by_client = bool(row.missing) and row.missing[0] == "client"
            return tr("Approve for the client") if by_client else tr("Approve"), partial(self.approve, row)
        if state == "live" or row.next_code == "done":
            return tr("Mark as done"), partial(self.move, (row,), "done")
        if state in ("approved", "scheduled"):
            return tr("Mark live…"), partial(self.mark_live, row)
        if state in ("planned", "in_work", "changes"):
            return tr("Hand in draft…"), partial(self.hand_in, row)
        return "", None

    def _do(
        self, command: Callable[..., Any], otherwise: Callable[[Problem], None] | None = None, **given: Any
    ) -> None:
        tell = otherwise or (lambda problem: self.refused.emit(problem, None))
        self.desk.tasks.do(command, then=lambda _: self.done.emit(), otherwise=tell, **given)

    def _open(self, dialog: Any) -> None:
        dialog.stored.connect(lambda _: self.done.emit())
        dialog.open()


def _members(conn: Connection) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.name or "") for one in members(conn))


def _dated(row: ListedPiece) -> bool:
    return bool(row.facts.due or row.facts.draft_due or row.facts.concept_due)


def _not_done(row: ListedPiece, today: str) -> str:
    """Why a live piece is not offered as done; the menu of stages moves it all the same."""
    facts = row.facts
    if row.state != "live" or row.next_code == "numbers":
        return ""
    return done_when(
        counts=facts.counts, quantity=facts.quantity, open_checks=facts.open_checks,
        live_until=facts.live_until, today=today,
    )  # fmt: skip
