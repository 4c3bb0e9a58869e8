"""Beside the content list: the work on a piece until it is live, then its post, with the work one tab away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.gui.content.piece_panel import PiecePanel
from infludesk.gui.content.post_panel import PostPanel
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import TabBar
from infludesk.gui.kit.theme import theme
from infludesk.gui.list_page import Inspector
from infludesk.gui.verbs import Offer
from infludesk.kernel.text import tr

# What is done with a post; all else is done with the row, whatever stands beside it.
_OF_POST = frozenset({"check", "check.post", "item.next", "item.previous"})


class ContentSide(Inspector):
    """Both panels of a row of the content list.

    Signals:
        changed: what can be done here has changed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.work, self.post = PiecePanel(desk), PostPanel(desk)
        self.tabs = TabBar((("work", tr("Work")), ("post", tr("Post and check"))))
        self._shown = ""
        self._bar, self._stack = QWidget(), QStackedWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        for one in (self.work, self.post):
            self._stack.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._choose)
        self.work.changed.connect(self._place)
        self.post.changed.connect(self.changed)
        self._bar.hide()
        self.setAccessibleName(tr("Inspector"))

    def show_record(self, record_id: str) -> None:
        """Show this piece or post; empty for none."""
        self.post.show_record(record_id)
        self.work.show_record(record_id)

    def show_work(self) -> None:
        """Go to the fields of the piece."""
        self.tabs.choose("work")
        self.work.focus_piece()

    def begin_check_of(self, record_id: str) -> None:
        """Check this post as soon as it is shown."""
        self.tabs.choose("post")
        self._stack.setCurrentWidget(self.post)
        self.post.begin_check_of(record_id)

    def offers(self) -> dict[str, Offer]:
        given = self.post.offers()
        offers = {key: one for key, one in given.items() if key in _OF_POST}
        if "item.next" in given and self._stack.currentWidget() is self.post:
            offers["main"] = given["main"]
        return offers

    def _place(self) -> None:
        """Show the tabs where there is a post and work; a row shown anew begins with what it is about now."""
        row = self.work.row
        both = row is not None and bool(row.post_id)
        self._bar.setVisible(both)
        if row is None or not both:
            self._stack.setCurrentWidget(self.post if row is None else self.work)
        elif self._shown != row.id or self.tabs.current == "post":
            self.tabs.choose("post")
            self._stack.setCurrentWidget(self.post)
        self._shown = row.id if row and both else ""
        self.changed.emit()

    def _choose(self, key: str) -> None:
        self._stack.setCurrentWidget(self.post if key == "post" else self.work)
        self.changed.emit()
