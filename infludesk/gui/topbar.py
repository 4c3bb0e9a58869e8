"""The top bar: back and forward, where one is, the way to Find or do, and New."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from infludesk.gui.kit.parts import Glyph, KeyHint, label, plain, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.navigation import Place
from infludesk.kernel.text import isolate, tr

_NAME_WIDTH = 260


class TopBar(QFrame):
    """The bar above every page.

    Signals:
        gone: a Place of the path was chosen.
    """

    gone = Signal(object)

    def __init__(self, back: QAction, forward: QAction, find: QAction, new: QAction) -> None:
        super().__init__()
        self.setProperty("kind", "topbar")
        self.setFixedHeight(theme.metric("layout.topbar"))
        self._path = QWidget()
        self._shown: list[tuple[str, Place]] = []
        self._parts = QHBoxLayout(self._path)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._new = QPushButton()
        self._new.setProperty("scale", "small")
        self._new.setIcon(theme.icon("add"))
        self._new.clicked.connect(new.trigger)
        new.changed.connect(lambda: self._show_new(new))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), 0, theme.px(16), 0)
        row.setSpacing(theme.px(4))
        row.addWidget(_arrow("back", back))
        row.addWidget(_arrow("forward", forward))
        row.addSpacing(theme.px(8))
        row.addWidget(self._path)
        row.addStretch(1)
        row.addWidget(_FindButton(find))
        row.addSpacing(theme.px(8))
        row.addWidget(self._new)
        self._show_new(new)

    def show_path(self, path: Sequence[tuple[str, Place]]) -> None:
        """Show where one is, from the outside in; all but the last can be gone to."""
        if list(path) == self._shown:
            return  # what has the focus keeps it
        self._shown = list(path)
        while taken := self._parts.takeAt(0):
            if widget := taken.widget():
                widget.deleteLater()
        for n, (words, place) in enumerate(path):
            if n:
                self._parts.addWidget(label("›", "help"))
            self._parts.addWidget(self._last(words) if n == len(path) - 1 else self._link(words, place))

    def _last(self, words: str) -> QWidget:
        made = label("", "small")
        metrics = theme.metrics("small", 500)
        made.setText(metrics.elidedText(isolate(words), Qt.TextElideMode.ElideRight, theme.px(_NAME_WIDTH)))
        made.setToolTip(words)
        made.setContentsMargins(theme.px(6), 0, theme.px(6), 0)
        return made

    def _link(self, words: str, place: Place) -> QWidget:
        made = QToolButton()
        made.setProperty("kind", "path")
        made.setText(plain(words))
        made.setAccessibleName(tr("Go to {page}", page=words))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda: self.gone.emit(place))
        return made

    def _show_new(self, new: QAction) -> None:
        self._new.setText(tr("New"))
        self._new.setAccessibleName(new.text().replace("&&", "&"))
        keys = new.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._new.setToolTip(f"{self._new.accessibleName()} ({keys})")
        self._new.setEnabled(new.isVisible() and new.isEnabled())


class _FindButton(QPushButton):
    """Looks like the box it opens."""

    def __init__(self, find: QAction) -> None:
        super().__init__()
        self.setProperty("scale", "small")
        self.setProperty("kind", "find")
        self.setFixedWidth(theme.px(300))
        self.setAccessibleName(find.text().replace("&&", "&"))
        self.clicked.connect(find.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(9), theme.px(4), theme.px(6), theme.px(4))
        row.setSpacing(theme.px(8))
        hint = KeyHint(find)
        for part, room in ((Glyph("search", "text-3"), 0), (label(tr("Find or do"), "small"), 1), (hint, 0)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part, room)
        hint.show()


def _arrow(icon: str, action: QAction) -> QToolButton:
    made = tool(icon, action.text(), shortcut=action.shortcut())
    made.clicked.connect(action.trigger)
    made.setEnabled(action.isEnabled())
    action.changed.connect(lambda: made.setEnabled(action.isEnabled() and action.isVisible()))
    return made
