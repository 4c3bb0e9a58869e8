"""Beside the creators list: who the focused creator is, and a line to log a contact without leaving the list."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from infludesk.creators.model import ENTRY_KINDS
from infludesk.gui.creators.log import LogLine
from infludesk.gui.creators.parts import (
    AccountLines,
    CreatorView,
    Face,
    Facts,
    empty,
    local_day,
    mail_button,
    next_words,
    read_view,
    say_blocked,
    summary_line,
)
from infludesk.gui.creators.timeline import entry_icon
from infludesk.gui.desk import Desk
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import HIDDEN
from infludesk.gui.kit.parts import Glyph, button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.list_page import Inspector
from infludesk.kernel.dates import near
from infludesk.kernel.text import isolate, join, tr

_LAST = 5
_PAD = 16


class CreatorInspector(Inspector):
    """One creator at a glance.

    Signals:
        logged: a contact was kept.
        left: Esc in the log line.
    """

    logged = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.record_id = ""
        self.view: CreatorView | None = None
        self.face, self.name, self.line = Face(), Elided("", "section"), label("", "small", wrap=True)
        self.blocked, self.accounts, self.facts = Strip("danger"), AccountLines(), Facts()
        self.open_button = button(tr("Open"), small=True)
        self.log_button = button(tr("Log contact"), icon="call", small=True)
        self.log = LogLine(desk, details=False)
        self.last = QVBoxLayout()
        self.last.setSpacing(theme.px(8))
        self.inside = QWidget()
        self._lay_out()
        self.open_button.clicked.connect(lambda: desk.go("creator", self.record_id))
        self.log_button.clicked.connect(self.log.setFocus)
        self.log.stored.connect(self.logged)
        self.log.left.connect(self.left)
        self.setAccessibleName(tr("Inspector"))

    def show_record(self, record_id: str) -> None:
        """Show this creator; what is typed in the log line stays with its creator."""
        self.record_id = record_id
        self.desk.tasks.read(lambda conn: read_view(conn, record_id), self._take, key="inspector.creator")

    def begin_log(self, record_id: str) -> None:
        """Put the focus in the log line of this creator, at once."""
        if record_id != self.record_id:
            self.show_record(record_id)
        self.log.load(record_id)
        self.log.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _take(self, view: CreatorView | None) -> None:
        self.view = view
        self.inside.setVisible(view is not None)
        if view is None:
            return
        self.face.show_creator(view.row)
        self.name.say(view.row.name)
        self.line.setText(summary_line(view, self.desk))
        say_blocked(self.blocked, view, self.desk)
        self.accounts.put(view.whole, self.desk.formats)
        facts: list[tuple[str, str | QWidget]] = [(tr("Next step"), next_words(view.row, self.desk))]
        if view.row.email:
            facts.append((tr("E-mail"), mail_button(view.row.email, self.desk.formats)))
        if view.row.tags:
            facts.append((tr("Tags"), ", ".join(isolate(one) for one in view.row.tags)))
        self.facts.put(facts)
        self.log.load(view.row.id)
        self._show_last(view)

    def _show_last(self, view: CreatorView) -> None:
        empty(self.last)
        for entry in view.entries[:_LAST]:
            self.last.addWidget(_Line(self.desk, entry.kind or "other", entry.happened_at or "", entry.body or ""))
        if not view.entries:
            self.last.addWidget(label(tr("No contact yet. Ctrl+L logs the first."), "help", wrap=True))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.inside)
        pad = theme.px(_PAD)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.name)
        words.addWidget(self.line)
        head.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.log_button)
        buttons.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.blocked)
        column.addLayout(buttons)
        column.addWidget(self.accounts)
        column.addWidget(frame("divider"))
        column.addWidget(self.facts)
        column.addWidget(frame("divider"))
        column.addWidget(self.log)
        column.addLayout(self.last)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self.inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.inside.hide()

    def sizeHint(self) -> QSize:
        return QSize(theme.metric("layout.inspector"), theme.px(400))


class _Line(QWidget):
    """An entry in two lines: kind and when, then the beginning of what was said."""

    def __init__(self, desk: Desk, kind: str, at: str, body: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        when = near(local_day(at, desk), desk.today(), desk.locale) if at else ""
        words.addWidget(label(join((tr(dict(ENTRY_KINDS).get(kind, kind)), when)), "small"))
        if body:
            words.addWidget(Elided(HIDDEN if desk.settings.hide_internal else " ".join(body.split())))
        row.addWidget(Glyph(entry_icon(kind), "text-3"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
