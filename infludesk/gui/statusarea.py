"""The status area: the last change with its undo, running work, the view's count, the last backup, and who I am."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from infludesk.gui.bars import ProgressLine
from infludesk.gui.elided import Elided
from infludesk.gui.parts import Glyph, announce, button, label
from infludesk.gui.tasks import Running
from infludesk.gui.theme import theme


class StatusArea(QFrame):
    """The line at the foot of the window; nothing in it disappears by time.

    Signals:
        acted: the link beside the last change was chosen: undo or redo.
        cancelled: running work is to stop.
    """

    acted = Signal()
    cancelled = Signal()

    def __init__(self, me: str) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.setFixedHeight(theme.metric("layout.statusbar"))
        self._change = Elided(kind="small")
        self._act = button("", "link", small=True)
        self._act.clicked.connect(self.acted)
        self._act.hide()
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.cancelled)
        self._count, self._backup, self._me = label("", "help"), label("", "help"), label(me, "help")
        self._late = Glyph("clock", "warn-text", 12)
        self._late.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, theme.px(24), 0)
        row.setSpacing(theme.px(16))
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(self._change)
        first.addWidget(self._act)
        first.addStretch(1)
        row.addLayout(first, 1)
        for one in (self.progress, self._count):
            row.addWidget(one)
        last = QHBoxLayout()
        last.setSpacing(theme.px(4))
        last.addWidget(self._late)
        last.addWidget(self._backup)
        row.addLayout(last)
        row.addWidget(self._me)

    @property
    def words(self) -> str:
        """The last change as it is shown."""
        return self._change.whole

    def show_change(self, words: str, link: str = "") -> None:
        """Show the last change, and the link that takes it back or makes it again."""
        self._change.say(words)
        self._act.setText(link)
        self._act.setAccessibleName(f"{link}: {words}" if link else "")
        self._act.setVisible(bool(link))
        if words:
            announce(self, words)

    def show_running(self, running: Running | None) -> None:
        """Show running work; None hides it."""
        self.progress.show_running(running)

    def show_count(self, words: str) -> None:
        """Show the page's own count."""
        self._count.setText(words)

    def show_backup(self, words: str, *, late: bool) -> None:
        """Show when the last backup was made; one that is late is marked."""
        self._backup.setText(words)
        theme.set_state(self._backup, kind="warn" if late else "help")
        self._late.setVisible(late)
