"""Beside the content list: a piece and its post, the disclosure check item by item, and the evidence."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from infludesk.content import commands
from infludesk.content.model import FORMATS, LINE, OUTCOMES, STATES, Deliverable, Post
from infludesk.content.states import allowed
from infludesk.creators.model import PLATFORMS
from infludesk.gui.content.dialogs import FixDialog, MarkLiveDialog
from infludesk.gui.content.post_check import CheckForm
from infludesk.gui.content.post_parts import ChecksMade, EvidenceList, PieceView, kind_of_file, read_piece
from infludesk.gui.contracts.terms import slim
from infludesk.gui.creators.parts import open_address
from infludesk.gui.desk import Desk
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.folding import Section
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, frame, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.list_page import Inspector
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import isolate, join, tr

_PIECE = ("title", "state", "format", "due", "draft_due", "quantity", "owner_id", "requirements")
_POST = ("connection", "published_at")
_NOT_LIVE_YET = frozenset({"planned", "in_work", "in_review", "changes", "approved", "scheduled", "missed"})
_PAD, _ADDRESS = 16, 240


class PostPanel(Inspector):
    """One piece, its post, or both.

    Signals:
        changed: what can be done here has changed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.record_id = ""
        self.view: PieceView | None = None
        self._wants_check = False
        self.name, self.line, self.strip = Elided("", "section"), label("", "small", wrap=True), Strip()
        self.approve_button = button(tr("Approve"), icon="check", small=True)
        self.changes_button = button(tr("Ask for changes"), small=True)
        self.live_button, self.waive_button = button(tr("Mark live…"), small=True), button(tr("Waive…"), small=True)
        self.address = button("", "link", small=True)
        self.check_button = button(tr("Check this post"), icon="review", small=True)
        self.piece_section = Section(tr("Piece"), opened=True)
        self.post_section, self.check_section = Section(tr("Post"), opened=True), Section(tr("Disclosure check"))
        self.made_section, self.evidence_section = Section(tr("Checks made"), opened=True), Section(tr("Evidence"))
        self.piece_form: Form | None = None
        self.post_form = slim(Form(Post.entity, show=desk.formats, only=_POST))
        self.caption_form = slim(Form(Post.entity, show=desk.formats, only=("caption",)))
        self.caption = label("", wrap=True)
        self.caption.setAccessibleName(tr("Caption"))
        self.label_box = QCheckBox(tr(Post.entity.field("platform_label").label))
        self.hash_words = label("", "help", wrap=True)
        self.check, self.made, self.evidence = CheckForm(desk), ChecksMade(desk), EvidenceList(desk)
        self._lay_out()
        self._connect()
        self.setAccessibleName(tr("Inspector"))

    # what it shows

    def show_record(self, record_id: str) -> None:
        """Show this piece or post; empty for none."""
        if record_id != self.record_id:
            self.strip.say("info", "")
        self.record_id = record_id
        attachments = self.desk.workspace.attachments
        self.desk.tasks.read(
            lambda conn: read_piece(conn, record_id, attachments), self._take, key=("post.panel", id(self))
        )

    def offers(self) -> dict[str, Offer]:
        view = self.view
        if view is None:
            return {}
        checks = self.check_section.isVisible() and self.check_section.is_open
        offers = {
            "check": Offer(self.begin_check, why_not="" if view.whole else tr("Mark the piece live first.")),
            "stage.next": self._stage(1),
            "stage.previous": self._stage(-1),
        }
        if checks:
            offers["main"] = Offer(self.check.save, tr("Save check"))
            left = len(self.check.rows) - self.check.answered
            none = "" if left else tr("Every question is answered.")
            offers["item.next"] = Offer(partial(self.check.step, 1), why_not=none)
            offers["item.previous"] = Offer(partial(self.check.step, -1), why_not=none)
        elif view.row.state == "in_review":
            offers["main"] = Offer(partial(self.move_to, "approved"), tr("Approve"))
            offers["second"] = Offer(partial(self.move_to, "changes"), tr("Ask for changes"))
        elif view.piece is not None and view.row.state in ("approved", "scheduled"):
            offers["main"] = Offer(self.mark_live, tr("Mark live…"))
        if view.piece is not None:
            trash = partial(self.do, commands.trash_deliverable, deliverable_id=view.row.id)
        else:
            trash = partial(self.do, commands.trash_post, post_id=view.row.id)
        return offers | {"trash": Offer(trash)}

    # what is done here

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do a command; what is refused is said in the panel."""
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, **arguments)

    def move_to(self, state: str) -> None:
        """Move the piece to a stage."""
        self.do(commands.move_deliverable, deliverable_id=self.record_id, state=state)

    def mark_live(self) -> None:
        """Ask for the post's address."""
        if self.view is not None:
            MarkLiveDialog(self.desk, self, self.record_id, self.view.row.what).open()

    def waive(self) -> None:
        """Ask why the piece is done without."""
        why = self.desk.dialogs.ask_text(tr("Waive the piece"), tr("Reason"), verb=tr("Waive"))
        if why:
            self.do(commands.waive, deliverable_id=self.record_id, why=why)

    def begin_check(self) -> None:
        """Open the check of the post shown and go to its first question."""
        if self.view is not None and self.view.whole is not None:
            self.check_section.set_open(True)
            self.check.begin()

    def focus_piece(self) -> None:
        """Go to the fields of the piece."""
        if self.piece_form is not None and self.piece_section.isVisible():
            self.piece_section.set_open(True)
            self.piece_form.focus("title")

    def begin_check_of(self, record_id: str) -> None:
        """Check this post as soon as it is shown."""
        self._wants_check = record_id != self.record_id or self.view is None
        if not self._wants_check:
            self.begin_check()

    def _stage(self, by: int) -> Offer:
        state = self.view.row.state if self.view else ""
        place = LINE.index(state) + by if state in LINE else -1
        whole_line = 0 <= place < len(LINE) and self.view is not None and self.view.piece is not None
        if self.view is None or not whole_line or not allowed(state, LINE[place]):
            return Offer(lambda: None, why_not=tr("There is no such stage for this piece."))
        to = LINE[place]
        run = self.mark_live if to == "live" and not self.view.whole else partial(self.move_to, to)
        return Offer(run, tr("Move to {stage}", stage=tr(dict(STATES)[to])))

    def _save_piece(self, name: str, value: object) -> None:
        if self.piece_form is not None:
            self.desk.tasks.do(
                commands.set_deliverable_field, otherwise=partial(self._refused, name),
                deliverable_id=self.piece_form.record_id, name=name, value=value,
            )  # fmt: skip

    def _refused(self, name: str, problem: Problem) -> None:
        if self.piece_form is not None and self.view is not None and self.view.piece is not None:
            self.piece_form.row(name).put(getattr(self.view.piece, name), anew=True)
            self.piece_form.show_problem(name, problem)

    def _save_post(self, name: str, value: object) -> None:
        self.desk.tasks.do(
            commands.set_post_field, otherwise=self.strip.say_problem,
            post_id=self.post_form.record_id, name=name, value=value,
        )  # fmt: skip

    def _ask_fix(self, check_id: str) -> None:
        FixDialog(self.desk, self, check_id).open()

    def _add_file(self) -> None:
        path = self.desk.dialogs.open_file(tr("Add evidence"), (tr("All files (*)"),))
        if path is not None and self.view is not None and self.view.whole is not None:
            post = self.view.whole.post
            self.do(
                commands.keep_evidence, about=ref("post", post.id), kind=kind_of_file(path), path=path, url=post.url,
                attachments=self.desk.workspace.attachments,
            )  # fmt: skip

    # showing

    def _take(self, view: PieceView | None) -> None:
        other = view is None or self.view is None or view.row.id != self.view.row.id
        self.view = view
        self.area.setVisible(view is not None)
        if view is not None:
            if other:
                self.check_section.set_open(False)
                self.area.verticalScrollBar().setValue(0)
            self._show(view)
            if self._wants_check:
                self._wants_check = False
                self.begin_check()
        self.changed.emit()

    def _show(self, view: PieceView) -> None:
        row, state = view.row, view.row.state
        self.name.say(row.what)
        kind = tr(dict(FORMATS).get(row.format, ""))
        platform = tr(dict(PLATFORMS).get(row.platform, row.platform))
        self.line.setText(
            join((tr(dict(STATES)[state]), isolate(row.creator), isolate(row.campaign), platform, kind, row.next_step))
        )
        piece = view.piece is not None
        self.approve_button.setVisible(piece and state == "in_review")
        self.changes_button.setVisible(piece and state == "in_review")
        self.live_button.setVisible(piece and state in _NOT_LIVE_YET)
        self.waive_button.setVisible(piece and allowed(state, "waived"))
        self._show_piece(view)
        self._show_post(view)

    def _show_piece(self, view: PieceView) -> None:
        self.piece_section.setVisible(view.piece is not None)
        if view.piece is None:
            return
        if self.piece_form is None:
            options = {"owner_id": view.members}
            self.piece_form = Form(Deliverable.entity, show=self.desk.formats, only=_PIECE, options=options)
            slim(self.piece_form).saved.connect(self._save_piece)
            self._piece_column.addWidget(self.piece_form)
        self.piece_form.set_options("owner_id", view.members)
        self.piece_form.load(view.piece)

    def _show_post(self, view: PieceView) -> None:
        whole = view.whole
        sections = (self.post_section, self.check_section, self.made_section, self.evidence_section)
        for section in (*sections, self.check_button):
            section.setVisible(whole is not None)
        if whole is None:
            return
        self.post_form.load(whole.post)
        self.caption_form.load(whole.post)
        self.caption.setText(whole.post.caption or "")
        self.caption.setVisible(bool(whole.post.caption))
        self.caption_form.setVisible(not whole.post.caption)
        self.label_box.setChecked(bool(whole.post.platform_label))
        self.address.setText(self.address.fontMetrics().elidedText(whole.post.url or "", _MIDDLE, theme.px(_ADDRESS)))
        self.address.setToolTip(whole.post.url or "")
        self.address.setAccessibleName(tr("Open {url} in the browser", url=whole.post.url or ""))
        kept = [one for one in whole.evidence if one.evidence.text == whole.post.caption and whole.post.caption]
        digest = tr("Caption kept as evidence, hash {hash}", hash=(kept[0].evidence.sha256 or "")[:12]) if kept else ""
        self.hash_words.setText(digest)
        self.hash_words.setVisible(bool(digest))
        newest = whole.checks[0].check.outcome if whole.checks else ""
        self.check_section.set_note(tr(dict(OUTCOMES).get(newest or "", "Not checked yet")))
        self.evidence_section.set_note(str(len(whole.evidence)) if whole.evidence else "")
        self._show_made(view)
        self.evidence.load(view)
        if self.check_section.is_open:
            self._load_check(opened=True)

    def _show_made(self, view: PieceView) -> None:
        """Show the checks made; a button of the old ones that had the focus hands it on."""
        held = self.window().focusWidget()
        had_focus = held is not None and self.made.isAncestorOf(held)
        self.made.load(view)
        if had_focus and self.made.asks:
            # the layout would show the new button later, when it can no longer take the focus over
            self.made.show_cards()
            self.made.ask_button.setFocus()
        elif had_focus:
            self.made_section.head.setFocus()

    def _load_check(self, *, opened: bool) -> None:
        if opened and self.view is not None and self.view.whole is not None:
            self.check.load(self.view.whole.post, self.view.packs)
        self.changed.emit()

    # layout

    def _lay_out(self) -> None:
        inside, buttons = QWidget(), QWidget()
        flow = FlowLayout(buttons, gap=theme.px(8))
        for one in (
            self.approve_button, self.changes_button, self.live_button, self.check_button, self.waive_button,
        ):  # fmt: skip
            flow.addWidget(one)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(_PAD), theme.px(_PAD), theme.px(_PAD), theme.px(_PAD))
        column.setSpacing(theme.px(8))
        for part in (self.name, self.line, self.strip, buttons):
            column.addWidget(part)
        self._piece_column = _column(self.piece_section)
        post = _column(self.post_section)
        for part in (
            self.address, self.caption, self.hash_words, self.caption_form, self.label_box, self.post_form,
        ):  # fmt: skip
            post.addWidget(part)
        post.setAlignment(self.address, Qt.AlignmentFlag.AlignLeading)
        for section, content in (
            (self.check_section, self.check), (self.made_section, self.made), (self.evidence_section, self.evidence),
        ):  # fmt: skip
            _column(section).addWidget(content)
        for section in (
            self.piece_section, self.post_section, self.check_section, self.made_section, self.evidence_section,
        ):  # fmt: skip
            column.addWidget(frame("divider"))
            column.addWidget(section)
        column.addStretch(1)
        self.area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _connect(self) -> None:
        self.approve_button.clicked.connect(partial(self.move_to, "approved"))
        self.changes_button.clicked.connect(partial(self.move_to, "changes"))
        self.live_button.clicked.connect(self.mark_live)
        self.waive_button.clicked.connect(self.waive)
        self.check_button.clicked.connect(self.begin_check)
        self.address.clicked.connect(self._open_post)
        self.post_form.saved.connect(self._save_post)
        self.caption_form.saved.connect(self._save_post)
        self.label_box.clicked.connect(lambda on: self._save_post("platform_label", on))
        self.check_section.toggled.connect(lambda opened: self._load_check(opened=opened))
        self.check.changed.connect(self.changed)
        # What has just been laid out has its place only after the next events.
        self.check.reached.connect(lambda: QTimer.singleShot(0, self, self._bring_into_view))
        self.check.saved.connect(lambda _check: self._fold_check())
        self.made.fix_asked.connect(self._ask_fix)
        self.made.fixed.connect(lambda check: self.do(commands.mark_fixed, check_id=check))
        self.evidence.add_asked.connect(self._add_file)

    def _fold_check(self) -> None:
        if self.check.isAncestorOf(self.focusWidget() or self):
            self.check_section.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self.check_section.set_open(False)

    def _bring_into_view(self) -> None:
        if (focused := self.check.focusWidget()) is not None and focused.isVisible():
            self.area.ensureWidgetVisible(focused, 0, theme.px(120))

    def _open_post(self) -> None:
        if self.view is not None and self.view.whole is not None and self.view.whole.post.url:
            open_address(self.view.whole.post.url)


_MIDDLE = Qt.TextElideMode.ElideMiddle


def _column(section: Section) -> QVBoxLayout:
    column = QVBoxLayout(section.content)
    column.setContentsMargins(0, theme.px(8), 0, 0)
    column.setSpacing(theme.px(8))
    return column
