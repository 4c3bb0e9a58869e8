"""Beside the content list: a post, the disclosure check item by item, and the evidence."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from infludesk.content.evidence import keep_evidence, kind_of_file
from infludesk.content.model import FORMATS, OUTCOMES, STATES, Post
from infludesk.creators.model import PLATFORMS
from infludesk.flows import publish
from infludesk.gui.content.cards import next_words
from infludesk.gui.content.fix_steps import FixSteps
from infludesk.gui.content.monitoring import MonitoringLog
from infludesk.gui.content.post_check import CheckForm
from infludesk.gui.content.post_parts import EvidenceList, PieceView, also_open_words, draft_words, read_piece
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
from infludesk.kernel.ids import ref
from infludesk.kernel.text import isolate, join, tr
from infludesk.team.tasks import complete

_POST = ("connection", "published_at")
_PAD, _ADDRESS = 16, 240


class PostPanel(Inspector):
    """A post, with the piece it fulfils.

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
        self._steps = FixSteps(desk, self)
        self.name, self.line, self.strip = Elided("", "section"), label("", "small", wrap=True), Strip()
        self.next_line, self.also_line = label("", "strong", wrap=True), label("", "warn", wrap=True)
        self.complete_button = button(tr("Complete"), icon="check", small=True)
        self.numbers_button = button(tr("Enter numbers"), small=True)
        self.address = button("", "link", small=True)
        self.check_button = button(tr("Check this post"), icon="review", small=True)
        self.post_section, self.check_section = Section(tr("Post"), opened=True), Section(tr("Disclosure check"))
        self.made_section, self.evidence_section = Section(tr("Monitoring log"), opened=True), Section(tr("Evidence"))
        self.post_form = slim(Form(Post.entity, show=desk.formats, only=_POST))
        self.caption_form = slim(Form(Post.entity, show=desk.formats, only=("caption",)))
        self.caption = label("", wrap=True)
        self.caption.setAccessibleName(tr("Caption"))
        self.label_box = QCheckBox(tr(Post.entity.field("platform_label").label))
        self.hash_words, self.draft_line = label("", "help", wrap=True), label("", "help", wrap=True)
        self.check, self.made, self.evidence = CheckForm(desk), MonitoringLog(desk), EvidenceList(desk)
        self._lay_out()
        self._connect()
        self.setAccessibleName(tr("Inspector"))

    # what it shows

    def show_record(self, record_id: str) -> None:
        """Show this piece or post; empty for none."""
        if record_id != self.record_id:
            self.strip.say("info", "")
        self.record_id = record_id
        attachments, now, today = self.desk.workspace.attachments, self.desk.now(), self.desk.today().isoformat()
        self.desk.tasks.read(
            lambda conn: read_piece(conn, record_id, attachments, now, today), self._take, key=("post.panel", id(self))
        )

    def offers(self) -> dict[str, Offer]:
        view = self.view
        if view is None:
            return {}
        checks = self.check_section.isVisible() and self.check_section.is_open
        offers = {
            "check": Offer(partial(self.desk.go, "caption_check", self.record_id)),
            "check.post": Offer(self.begin_check, why_not="" if view.whole else tr("Mark the piece live first.")),
        }
        if checks:
            offers["main"] = Offer(self.check.save, tr("Save check"))
            left = len(self.check.rows) - self.check.answered
            none = "" if left else tr("Every question is answered.")
            offers["item.next"] = Offer(partial(self.check.step, 1), why_not=none)
            offers["item.previous"] = Offer(partial(self.check.step, -1), why_not=none)
        return offers

    # what is done here

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do a command; what is refused is said in the panel."""
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, **arguments)

    def enter_numbers(self) -> None:
        """Go to where the numbers of the post are entered."""
        if self.view is not None:
            self.desk.go("results", about=(self.view.row.post_id,))

    def complete(self) -> None:
        """The task that said what comes next is done."""
        if self.view is not None and self.view.row.task_id:
            self.do(complete, task_id=self.view.row.task_id)

    def begin_check(self) -> None:
        """Open the check of the post shown and go to its first question."""
        if self.view is not None and self.view.whole is not None:
            self.check_section.set_open(True)
            self.check.begin()

    def begin_check_of(self, record_id: str) -> None:
        """Check this post as soon as it is shown."""
        self._wants_check = record_id != self.record_id or self.view is None
        if not self._wants_check:
            self.begin_check()

    def _save_post(self, name: str, value: object) -> None:
        self.desk.tasks.do(
            publish.set_post_field, otherwise=self.strip.say_problem,
            post_id=self.post_form.record_id, name=name, value=value,
        )  # fmt: skip

    def _add_file(self) -> None:
        path = self.desk.dialogs.open_file(tr("Add evidence"), (tr("All files (*)"),))
        if path is not None and self.view is not None and self.view.whole is not None:
            post = self.view.whole.post
            self.do(
                keep_evidence, about=ref("post", post.id), kind=kind_of_file(path), path=path, url=post.url,
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
        row = view.row
        self.name.say(row.what)
        kind = tr(dict(FORMATS).get(row.format, ""))
        platform = tr(dict(PLATFORMS).get(row.platform, row.platform))
        self.line.setText(
            join((tr(dict(STATES)[row.state]), isolate(row.creator), isolate(row.campaign), platform, kind))
        )
        self.next_line.setText(next_words(row, self.desk))
        self.also_line.setText(also_open_words(view.also_open))
        self.also_line.setVisible(bool(view.also_open))
        self.numbers_button.setVisible(row.next_code == "numbers")
        self.complete_button.setVisible(bool(row.task_id))
        self._show_post(view)

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
        self.draft_line.setText(draft_words(view.earlier, self.desk) if view.earlier else "")
        self.draft_line.setVisible(view.earlier is not None)
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
            next(iter(self.made.buttons.values())).setFocus()
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
        for one in (self.check_button, self.numbers_button, self.complete_button):
            flow.addWidget(one)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(_PAD), theme.px(_PAD), theme.px(_PAD), theme.px(_PAD))
        column.setSpacing(theme.px(8))
        for part in (self.name, self.line, self.next_line, self.also_line, self.strip, buttons):
            column.addWidget(part)
        post = _column(self.post_section)
        for part in (
            self.address, self.caption, self.hash_words, self.draft_line, self.caption_form, self.label_box,
            self.post_form,
        ):  # fmt: skip
            post.addWidget(part)
        post.setAlignment(self.address, Qt.AlignmentFlag.AlignLeading)
        for section, content in (
            (self.check_section, self.check), (self.made_section, self.made), (self.evidence_section, self.evidence),
        ):  # fmt: skip
            _column(section).addWidget(content)
        for section in (self.post_section, self.check_section, self.made_section, self.evidence_section):
            column.addWidget(frame("divider"))
            column.addWidget(section)
        column.addStretch(1)
        self.area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _connect(self) -> None:
        self.numbers_button.clicked.connect(self.enter_numbers)
        self.complete_button.clicked.connect(self.complete)
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
        self.made.stepped.connect(self._steps.take)
        self.made.seen.connect(self._steps.see)
        self.made.add_asked.connect(self._add_file)
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
