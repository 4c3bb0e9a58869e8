"""The drafts of a piece, the newest first: text, files, which round, and what each side said."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.content import rounds
from infludesk.content.model import DECISIONS, OUTCOMES, SIDES, STEPS, Review
from infludesk.content.work import Version, Work
from infludesk.gui.creators.parts import empty, local_day, open_address
from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import breakable, button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.records.model import Attachment
from infludesk.records.store import stored_file

_LOOKS = {"approved": "success", "changes": "warn", "rejected": "danger"}


class DraftCards(QWidget):
    """A card for each draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._newest: Version | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def load(self, work: Work) -> None:
        """Show the drafts."""
        empty(self._column)
        self._newest = work.newest
        for one in work.versions:
            self._column.addWidget(self._card(one, work))
        if not work.versions:
            self._column.addWidget(label(tr("No draft yet. Hand in draft adds it."), "help", wrap=True))

    def _card(self, version: Version, work: Work) -> QWidget:
        card, draft = frame("card"), version.draft
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(label(join((tr(dict(STEPS).get(draft.step or "", "")), self._round(version, work))), "strong"))
        column.addWidget(label(self._when(version), "help", wrap=True))
        if draft.caption:
            column.addWidget(label(breakable(draft.caption), wrap=True))
        if draft.note:
            column.addWidget(label(tr("Note: {text}", text=isolate(draft.note)), "small", wrap=True))
        if draft.round_why:
            words = tr("One more round, because: {text}", text=isolate(draft.round_why))
            column.addWidget(label(join((words, tr("internal"))), "small", wrap=True))
        if draft.url:
            link = button(tr("Open the draft"), "link", small=True)
            link.setToolTip(draft.url)
            link.clicked.connect(lambda _checked=False, url=draft.url: open_address(url))
            column.addWidget(link)
        for file in version.files:
            column.addWidget(self._file(file))
        if version.outcome:
            words = tr("Caption check: {outcome}", outcome=tr(dict(OUTCOMES)[version.outcome]))
            column.addWidget(label(words, {"pass": "success", "fail": "danger"}.get(version.outcome, "warn")))
        for said, who in version.reviews:
            self._add_answer(column, said, who, version)
        return card

    def _round(self, version: Version, work: Work) -> str:
        if work.terms.rounds is None:
            return tr("round {n}", n=version.round)
        return tr("round {n} of {most}", n=version.round, most=work.terms.rounds)

    def _when(self, version: Version) -> str:
        draft, locale, zone = version.draft, self._desk.locale, self._desk.zone
        handed_in = tr("Handed in {when}", when=show_moment(draft.submitted_at, locale, zone))
        if not version.answers and draft.review_due:
            return join((handed_in, tr("answer due {day}", day=show_day(draft.review_due, locale))))
        if not version.answers or not draft.submitted_at:
            return handed_in
        first = min(one.decided_at or "" for one in version.answers)
        taken = rounds.days_taken(draft.submitted_at, first, zone)
        after = plural(taken, "answered after {n} day", "answered after {n} days")
        answered = after if taken else tr("answered the same day")
        due = draft.review_due
        late = first and due and local_day(first, self._desk) > due[:10]
        return join((handed_in, answered, tr("later than agreed") if late else ""))

    def _add_answer(self, column: QVBoxLayout, said: Review, who: str, version: Version) -> None:
        side = tr(dict(SIDES)[said.side or "house"])
        decision = tr(dict(DECISIONS)[said.decision or "approved"])
        silence = tr("by silence") if said.deemed else ""
        when = show_moment(said.decided_at, self._desk.locale, self._desk.zone)
        column.addWidget(label(join((side, decision, silence)), _LOOKS.get(said.decision or "", "small"), wrap=True))
        column.addWidget(label(join((isolate(who), when, self._follow_up(said, version))), "help", wrap=True))
        if said.comment:
            column.addWidget(label(breakable(said.comment), wrap=True))
        if said.reshoot:
            column.addWidget(label(tr("To be filmed again"), "small"))
        if said.inside_note:
            inside = tr("Inside: {text}", text=isolate(said.inside_note))
            column.addWidget(label(breakable(inside), "small", wrap=True))

    def _follow_up(self, said: Review, version: Version) -> str:
        """Whether a later draft answers what was asked for."""
        if said.decision == "approved":
            return ""
        return tr("no new draft yet") if version is self._newest else tr("answered by a later draft")

    def _file(self, file: Attachment) -> QWidget:
        path = stored_file(self._desk.workspace.attachments, file.sha256)
        made = button(isolate(file.name or ""), "link", small=True)
        made.setAccessibleName(tr("Open {name}", name=file.name or ""))
        made.setEnabled(path is not None)
        if path is None:
            made.setToolTip(tr("The file is not in the workspace's folder"))
        else:
            made.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        return made
