"""The monitoring log of a post: who looked when under which rules, what was found and kept, and how fixes went."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from infludesk.content import fixes
from infludesk.content.model import OUTCOMES, RESULTS, DisclosureCheck
from infludesk.content.store import MadeCheck, Proof
from infludesk.gui.content.post_parts import OUTCOME_STATES, PieceView, hash_words, proof_words
from infludesk.gui.creators.parts import show_below
from infludesk.gui.desk import Desk
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.parts import button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import moment, show_day, show_moment
from infludesk.kernel.text import isolate, join, tr

_SPOKEN = ("no", "unsure")
_LOOKS = {"breached": "danger", "late": "warn", "open": "warn", "reminded": "warn", "wanted": "warn"}
_STEPS = (
    ("ask", "Ask for a fix…"), ("remind", "Note a reminder"), ("fix", "Note as fixed…"), ("withdraw", "Withdraw"),
)  # fmt: skip


class MonitoringLog(QWidget):
    """All that happened to a post, the newest first.

    Attributes:
        buttons: what can be done about the newest failure that waits, by its step.

    Signals:
        stepped: a step of ``fixes.STEPS`` and the id of the check it is about.
        add_asked: a screenshot is to be kept.
        seen: whether the post was seen live, or is gone.
    """

    stepped = Signal(str, str)
    add_asked = Signal()
    seen = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: dict[str, QAbstractButton] = {}
        self.shot_button = button(tr("Add screenshot…"), icon="add", small=True)
        self.seen_button = button(tr("Note as live"), small=True)
        self.gone_button = button(tr("Note as gone…"), small=True)
        self.shot_button.clicked.connect(self.add_asked)
        self.seen_button.clicked.connect(lambda: self.seen.emit(True))
        self.gone_button.clicked.connect(lambda: self.seen.emit(False))
        row = QWidget()
        flow = FlowLayout(row, gap=theme.px(8))
        for one in (self.shot_button, self.seen_button, self.gone_button):
            flow.addWidget(one)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, theme.px(8), 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, theme.px(8), 0, 0)
        whole.setSpacing(0)
        whole.addWidget(row)
        whole.addLayout(self._place)

    @property
    def asks(self) -> bool:
        """Whether a failure waits for a step."""
        return bool(self.buttons)

    def load(self, view: PieceView) -> None:
        """Show the log of a post; it is all there at once, not after the next events."""
        self.buttons = {}
        checks = view.whole.checks if view.whole else ()
        newest: set[str] = set()
        entries: list[tuple[str, Callable[[], QWidget]]] = []
        for made in checks:
            code = made.pack.partition("@")[0]
            entries.append((made.check.checked_at or "", partial(self._card, made, view, acts=code not in newest)))
            newest.add(code)
        entries += self._events(view)
        # of one moment the check stands above what was kept with it
        parts = [make() for _at, make in sorted(entries, key=lambda one: one[0], reverse=True)]
        none = [] if checks else [label(tr("No check yet."), "help", wrap=True)]
        show_below(self._place, [*none, *parts])

    def _events(self, view: PieceView) -> list[tuple[str, Callable[[], QWidget]]]:
        if view.whole is None:
            return []
        post, locale = view.whole.post, self._desk.locale
        found: list[tuple[str, Callable[[], QWidget]]] = [
            (one.evidence.taken_at or "", partial(self._proof, one, view)) for one in view.whole.evidence
        ]
        if post.published_at:
            words = tr("Published {when}", when=self._at(post.published_at))
            found.append((post.published_at, partial(label, words, "help", wrap=True)))
        if post.last_seen_live:
            words = tr("Seen live {day}", day=show_day(post.last_seen_live, locale))
            found.append((post.last_seen_live, partial(label, words, "help", wrap=True)))
        if post.down_on:
            words = join((tr("Gone {day}", day=show_day(post.down_on, locale)), post.down_why))
            found.append((post.down_on, partial(label, words, "warn", wrap=True)))
        return found

    def _proof(self, one: Proof, view: PieceView) -> QWidget:
        state, words = hash_words(view.kept.get(one.evidence.id), self._desk)
        line = label(join((proof_words(one, self._desk), words)), "help" if state == "success" else state, wrap=True)
        line.setToolTip(one.evidence.sha256 or "")
        return line

    def _card(self, made: MadeCheck, view: PieceView, *, acts: bool) -> QWidget:
        card, check = frame("card"), made.check
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        outcome = tr(dict(OUTCOMES).get(check.outcome or "", ""))
        column.addWidget(label(outcome, OUTCOME_STATES.get(check.outcome or "", "small")))
        about = join((self._at(check.checked_at), isolate(made.checked_by), made.pack))
        column.addWidget(label(about, "help", wrap=True))
        for found in made.findings:
            if found.result in _SPOKEN:
                words = view.rules.get((made.pack, found.rule or ""), found.rule or "")
                result = tr(dict(RESULTS)[found.result or ""])
                column.addWidget(label(join((result, words, found.seen, found.note)), "small", wrap=True))
                column.addWidget(Citation(found.cite or "", made.pack))
        self._add_fix(column, check, view, acts=acts)
        card.setAccessibleName(join((outcome, self._at(check.checked_at), made.pack)))
        return card

    def _add_fix(self, column: QVBoxLayout, check: DisclosureCheck, view: PieceView, *, acts: bool) -> None:
        now = self._desk.now()
        fix = fixes.fix_of(check, now=now, zone=view.terms.zone)
        if fix is None:
            return
        if fix.state != "wanted":
            column.addWidget(label(self._standing(fix, view), _LOOKS.get(fix.state, "success"), wrap=True))
        for words in self._steps(check):
            column.addWidget(label(words, "help", wrap=True))
        can = fixes.steps(check, now=now, zone=view.terms.zone) if acts else frozenset()
        if can:
            column.addWidget(self._buttons(check.id, can))

    def _standing(self, fix: fixes.Fix, view: PieceView) -> str:
        """The state and its hours: ``Deadline missed: 26 h of 24 h``."""
        state, used = tr(dict(fixes.STATES)[fix.state]), fixes.show_hours(fix.used)
        if fix.allowed is None or fix.ends is None:
            return join((state, tr("{used}, no deadline", used=used)))
        hours = tr("{used} of {allowed}", used=used, allowed=fixes.show_hours(fix.allowed))
        until = tr("due {when} ({zone})", when=self._at(moment(fix.ends), view.terms.zone), zone=view.terms.zone)
        return join((state, hours, until))

    def _steps(self, check: DisclosureCheck) -> list[str]:
        found = [
            tr("To change: {words}", words=isolate(check.fix_wanted)) if check.fix_wanted else "",
            tr("Fix asked for {when}", when=self._at(check.fix_asked_at)) if check.fix_asked_at else "",
            tr("Reminded {when}", when=self._at(check.fix_reminded_at)) if check.fix_reminded_at else "",
            tr("Fixed {when}", when=self._at(check.fixed_at)) if check.fixed_at else "",
        ]
        return [words for words in found if words]

    def _buttons(self, check_id: str, can: frozenset[str]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=theme.px(8))
        first = not self.buttons
        for step, words in _STEPS:
            if step in can:
                made = button(tr(words), small=True)
                made.clicked.connect(partial(self.stepped.emit, step, check_id))
                flow.addWidget(made)
                if first:
                    self.buttons[step] = made
        return row

    def _at(self, at: str | None, zone: str = "") -> str:
        return show_moment(at, self._desk.locale, zone or self._desk.zone)
