"""The status area: the last change with its undo, running work, the view's count, the last backup, and who I am."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from infludesk.gui.kit.bars import ProgressLine
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import Glyph, announce, button, label, plain
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Running
from infludesk.kernel.text import isolate, tr


class StatusArea(QFrame):
    """The line at the foot of the window; nothing in it disappears by time.

    Signals:
        acted: the link beside the last change was chosen: undo or redo.
        cancelled: running work is to stop.
        named: who I am is to be changed.
    """

    acted = Signal()
    cancelled = Signal()
    named = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.setFixedHeight(theme.metric("layout.statusbar"))
        self._change = Elided(kind="small")
        self._act = button("", "link", small=True)
        self._act.clicked.connect(self.acted)
        self._act.hide()
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self.cancelled)
        self._backup = label("", "help")
        self.me = button("", "link", small=True)
        self.me.clicked.connect(self.named)
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
        row.addWidget(self.progress)
        last = QHBoxLayout()
        last.setSpacing(theme.px(4))
        last.addWidget(self._late)
        last.addWidget(self._backup)
        row.addLayout(last)
        row.addWidget(self.me)

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

    def show_me(self, name: str) -> None:
        """Show who works here."""
        self.me.setText(plain(tr("You: {name}", name=isolate(name))))
        self.me.setAccessibleName(tr("You: {name}. Change my name", name=name))
        self.me.setToolTip(tr("Change my name…"))

    def show_running(self, running: Running | None) -> None:
        """Show running work; None hides it."""
        self.progress.show_running(running)

    def show_backup(self, words: str, *, late: bool) -> None:
        """Show when the last backup was made; one that is late is marked."""
        self._backup.setText(words)
        theme.set_state(self._backup, kind="warn" if late else "help")
        self._late.setVisible(late)
