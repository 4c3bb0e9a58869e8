"""The dialogs of work on pieces: hand in, ask for changes, move days, another owner or stage, the next action."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from infludesk.content.listing import ListedPiece
from infludesk.content.model import SIDES, STEPS, Deliverable
from infludesk.content.planning import move_date, set_owner, shift_dates
from infludesk.content.reviews import ask_for_changes
from infludesk.flows.reviewing import hand_in
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.dialogs import add_field
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.team.model import Task
from infludesk.team.tasks import set_next_action

_DAYS = 365


class HandInDialog(DoingDialog):
    """Asks for a version of a piece: its text, where it can be seen, and files."""

    def __init__(self, desk: Desk, parent: QWidget | None, row: ListedPiece) -> None:
        super().__init__(desk, parent, tr("Hand in a draft of {piece}", piece=isolate(row.what)), tr("Hand in"))
        self._piece, self.files = row.id, list[Path]()
        concept_first = row.facts.concept_due and not row.step
        steps = [(code, tr(words)) for code, words in STEPS]
        self.step = Segments(tr("Step"), steps, "concept" if concept_first else "draft")
        self.caption, self.url, self.note, self.why = QPlainTextEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.caption.setTabChangesFocus(True)
        self.caption.setFixedHeight(theme.px(96))
        self.body.addWidget(self.step)
        add_field(self, tr("Text as it would be published"), self.caption)
        add_field(self, tr("Where the draft can be seen"), self.url)
        add_field(self, tr("What the creator says about it"), self.note)
        self.file_words, self.file_button = label("", "muted", wrap=True), button(tr("Add file…"), icon="add")
        self.file_button.clicked.connect(self.add_file)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.file_button)
        line.addWidget(self.file_words, 1)
        self.body.addLayout(line)
        self._why_label = label(tr("Why one more round"), "muted")
        self.why.setAccessibleName(tr("Why one more round"))
        self.body.addWidget(self._why_label)
        self.body.addWidget(self.why)
        self._show_why(on=False)
        self.begin_at(self.caption)

    def add_file(self) -> None:
        """Ask for one more file."""
        path = self.desk.dialogs.open_file(tr("File of the draft"), (tr("All files (*)"),))
        if path is not None:
            self.files.append(path)
            self.file_words.setText(join((isolate(one.name) for one in self.files), ", "))

    def accept(self) -> None:
        self.do(
            hand_in, deliverable_id=self._piece, step=self.step.value, caption=self.caption.toPlainText(),
            url=self.url.text(), note=self.note.text(), files=tuple(self.files),
            attachments=self.desk.workspace.attachments, why=self.why.text(),
        )  # fmt: skip

    def refuse(self, problem: Problem) -> None:
        super().refuse(problem)
        if problem.code == "draft.rounds":
            self._show_why(on=True)
            self.why.setFocus()

    def _show_why(self, *, on: bool) -> None:
        self._why_label.setVisible(on)
        self.why.setVisible(on)


class ChangesDialog(DoingDialog):
    """Asks what the creator is to change."""

    def __init__(self, desk: Desk, parent: QWidget | None, row: ListedPiece) -> None:
        super().__init__(desk, parent, tr("Ask for changes to {piece}", piece=isolate(row.what)), tr("Ask for changes"))
        self._row = row
        sides = [(code, tr(words)) for code, words in SIDES]
        self.side = Segments(tr("Who asks"), sides, row.missing[0] if row.missing else "house")
        self.comment, self.inside = QPlainTextEdit(), QLineEdit()
        self.reshoot, self.rejects = QCheckBox(tr("Film it again")), QCheckBox(tr("Reject the draft"))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(theme.px(96))
        self.body.addWidget(self.side)
        add_field(self, tr("What to change"), self.comment, tr("This goes to the creator."))
        add_field(self, tr("Inside note"), self.inside, tr("This stays here."))
        for box in (self.reshoot, self.rejects):
            self.body.addWidget(box)
        self.begin_at(self.comment)

    def accept(self) -> None:
        side = self.side.value
        self.do(
            ask_for_changes, deliverable_id=self._row.id, comment=self.comment.toPlainText(), side=side,
            decision="rejected" if self.rejects.isChecked() else "changes", inside_note=self.inside.text(),
            reshoot=self.reshoot.isChecked() or None,
            reviewer=self._row.facts.client if side == "client" else "",
        )  # fmt: skip


class MoveDateDialog(DoingDialog):
    """Asks for another day of one date of a piece."""

    def __init__(self, desk: Desk, parent: QWidget | None, row: ListedPiece, name: str) -> None:
        words = tr(Deliverable.entity.field(name).label)
        title = tr("Move “{date}” of {piece}", date=words, piece=isolate(row.what))
        super().__init__(desk, parent, title, tr("Move"))
        self._piece, self._name = row.id, name
        self.form = Form(Deliverable.entity, show=desk.formats, only=(name,))
        given: dict[str, Any] = {name: str(getattr(row.facts, name))[:10]}
        self.form.load(Deliverable(id="new", **given))
        self.body.addWidget(self.form)
        self.begin_at(self.form.row(name).edit)

    def ready(self) -> bool:
        return bool(self.form.values()[self._name]) and not self.form.unread

    def accept(self) -> None:
        day = str(self.form.values()[self._name])[:10]
        self.do(move_date, deliverable_id=self._piece, name=self._name, day=day)


class ShiftDialog(DoingDialog):
    """Asks by how many days the dates of pieces move."""

    def __init__(self, desk: Desk, parent: QWidget | None, piece_ids: Sequence[str]) -> None:
        title = plural(len(piece_ids), "Move the dates of {n} piece", "Move the dates of {n} pieces")
        super().__init__(desk, parent, title, tr("Move dates"))
        self._pieces = tuple(piece_ids)
        self.days = QSpinBox()
        self.days.setRange(-_DAYS, _DAYS)
        self.days.setValue(7)
        add_field(self, tr("By how many days"), self.days, tr("Below zero they come earlier."))
        self.begin_at(self.days)

    def ready(self) -> bool:
        return self.days.value() != 0

    def accept(self) -> None:
        self.do(shift_dates, deliverable_ids=self._pieces, days=self.days.value())


class OwnerDialog(DoingDialog):
    """Asks who looks after pieces."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, piece_ids: Sequence[str], members: Sequence[tuple[str, str]]
    ) -> None:
        title = plural(len(piece_ids), "Owner of {n} piece", "Owner of {n} pieces")
        super().__init__(desk, parent, title, tr("Change owner"))
        self._pieces = tuple(piece_ids)
        self.who = QComboBox()
        for member_id, name in members:
            self.who.addItem(isolate(name), member_id)
        self.who.addItem(tr("Nobody"), "")
        add_field(self, tr("Owner"), self.who)
        self.begin_at(self.who)

    def accept(self) -> None:
        self.do(set_owner, deliverable_ids=self._pieces, owner_id=str(self.who.currentData()) or None)


class NextActionDialog(DoingDialog):
    """Asks what comes next for a piece, in place of what follows from its stage."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, row: ListedPiece, members: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(desk, parent, tr("Next action for {piece}", piece=isolate(row.what)), tr("Set"))
        self._about = ref(row.kind, row.id)
        task = row.facts.task
        self.form = Form(
            Task.entity, show=desk.formats, only=("title", "due", "assignee_id"), options={"assignee_id": members}
        )
        owner = task.owner_id if task else desk.workspace.me
        self.form.load(
            Task(id="new", title=task.title if task else None, due=row.due or None, assignee_id=owner or None)
        )
        self.body.addWidget(self.form)
        self.begin_at(self.form.row("title").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        values = self.form.values()
        self.do(set_next_action, about=self._about, **{**values, "title": values["title"] or ""})
