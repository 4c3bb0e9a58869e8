"""The board: a column for each stage with its first cards; cards go from stage to stage by keys, menu or pointer."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QScrollArea, QVBoxLayout, QWidget

from infludesk.content.listing import ListedPiece
from infludesk.content.model import STATES
from infludesk.flows.content_list import Lane
from infludesk.gui.content.cards import CardDelegate, spoken
from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import number, tr

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-infludesk-piece"
_WIDE, _GAP = 240, 12
_NONE = QModelIndex()


class Board(QScrollArea):
    """The columns side by side.

    Signals:
        focused: the id of the card that has the focus now.
        opened: the id of the card to open.
        moved: the id of a card dropped on another stage, and the stage.
        menu_asked: where the menu of the card in focus opens, in the screen's own places.
    """

    focused = Signal(str)
    opened = Signal(str)
    moved = Signal(str, str)
    menu_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.current_id = ""
        self.columns: dict[str, LaneView] = {}
        # a column has its place only with the next layout
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._reveal)
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self._soon.start())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Board"))
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        self._row.setSpacing(theme.px(_GAP))
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inside)

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show these columns; the focus stays on its card, or on the one in its place."""
        held = any(one.list.hasFocus() for one in self.columns.values())
        states = [lane.state for lane in lanes]
        if states != list(self.columns):
            self._build(states)
        for lane in lanes:
            self.columns[lane.state].show_lane(lane)
        if not self.focus_id(self.current_id):
            first = next((lane.cards[0].id for lane in lanes if lane.cards), "")
            self.focus_id(first)
        if held:
            self.take_focus()

    def focus_id(self, row_id: str) -> bool:
        """Put the focus on a card; False where it is not on the board."""
        for one in self.columns.values():
            if one.focus_card(row_id):
                self.current_id = row_id
                self._soon.start()
                return True
        return False

    def take_focus(self) -> None:
        """Give the keyboard to the column of the card in focus."""
        if (lane := self._lane_of(self.current_id)) is not None:
            lane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def landing(self) -> QWidget | None:
        """What takes the focus when the board is gone to."""
        lane = self._lane_of(self.current_id)
        return lane.list if lane else next((one.list for one in self.columns.values()), None)

    def _lane_of(self, row_id: str) -> "LaneView | None":
        return next((one for one in self.columns.values() if one.list.cards.place(row_id) >= 0), None)

    def _build(self, states: Sequence[str]) -> None:
        for old in self.columns.values():
            self._row.removeWidget(old)
            old.deleteLater()
        self.columns = {state: LaneView(self._desk, state) for state in states}
        for lane in self.columns.values():
            self._row.addWidget(lane)
            lane.list.came.connect(self._came)
            lane.list.stepped.connect(self._step)
            lane.list.opened.connect(self.opened)
            lane.list.menu_asked.connect(self.menu_asked)
            lane.list.dropped.connect(lambda row_id, state=lane.state: self._dropped(row_id, state))

    def _reveal(self) -> None:
        """Bring the column of the card in focus into sight, once it has its place."""
        if (lane := self._lane_of(self.current_id)) is not None:
            self.ensureWidgetVisible(lane, theme.px(_GAP), 0)

    def _came(self, row_id: str) -> None:
        """A card has the focus: no other column shows one."""
        for one in self.columns.values():
            if one.list.cards.place(row_id) < 0:
                one.list.clearSelection()
        if row_id and row_id != self.current_id:
            self.current_id = row_id
            self.focused.emit(row_id)

    def _step(self, by: int) -> None:
        """Go to the next column that has cards."""
        lanes = list(self.columns.values())
        at = next((place for place, one in enumerate(lanes) if one.list.hasFocus()), 0)
        rest = lanes[at + 1 :] if by > 0 else lanes[:at][::-1]
        there = next((one for one in rest if one.list.cards.rowCount()), None)
        if there is not None:
            row = min(max(0, lanes[at].list.currentIndex().row()), there.list.cards.rowCount() - 1)
            there.list.setCurrentIndex(there.list.cards.index(row, 0))
            there.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(there, theme.px(_GAP), 0)

    def _dropped(self, row_id: str, state: str) -> None:
        if self._lane_of(row_id) is not self.columns[state]:
            self.moved.emit(row_id, state)


class LaneView(QWidget):
    """One column: the stage, how many there are, and the cards."""

    def __init__(self, desk: Desk, state: str) -> None:
        super().__init__()
        self.state = state
        self.name, self.more = label("", "strong"), label("", "help", wrap=True)
        self.list = CardList(desk)
        self.setFixedWidth(theme.px(_WIDE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self.name, self.list, self.more):
            column.addWidget(part, 1 if part is self.list else 0)

    def show_lane(self, lane: Lane) -> None:
        stage = tr(dict(STATES)[lane.state])
        self.name.setText(f"{stage}  {number(lane.count)}")
        self.list.setAccessibleName(tr("{stage}, {n}", stage=stage, n=number(lane.count)))
        self.list.show_cards(lane.cards)
        left = lane.count - len(lane.cards)
        self.more.setText(tr("and {n} more; the list shows all", n=number(left)) if left else "")
        self.more.setVisible(bool(left))

    def focus_card(self, row_id: str) -> bool:
        place = self.list.cards.place(row_id)
        if place >= 0:
            self.list.setCurrentIndex(self.list.cards.index(place, 0))
        return place >= 0


class CardList(QListView):
    """The cards of one stage.

    Signals:
        came: the id of the card that has the focus now.
        stepped: the next column is wanted, or with -1 the one before.
        opened: the id to open.
        dropped: the id of a card dropped here.
        menu_asked: where the menu opens.
    """

    came = Signal(str)
    stepped = Signal(int)
    opened = Signal(str)
    dropped = Signal(str)
    menu_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.cards = Cards(desk)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(desk, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(theme.px(4))
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(lambda index: self.opened.emit(self.cards.id_at(index)))

    def show_cards(self, rows: Sequence[ListedPiece]) -> None:
        """Show these cards; the one in focus stays it while it is here."""
        at = self.cards.id_at(self.currentIndex())
        self.cards.show_rows(rows)
        place = self.cards.place(at)
        if place >= 0:
            self.setCurrentIndex(self.cards.index(place, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.came.emit(self.cards.id_at(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0, 0))
        self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.ClearAndSelect)
        self.came.emit(self.cards.id_at(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        aside = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if aside and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(-aside if self.isRightToLeft() else aside)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit(self.cards.id_at(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).center() if by_key else QPoint(event.pos())
        self.menu_asked.emit(self.viewport().mapToGlobal(at))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        # what is dropped moves by a command, and comes back with the next reading
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.dropped.emit(bytes(event.mimeData().data(MIME).data()).decode())


class Cards(QAbstractListModel):
    """The rows behind the cards of one stage."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: tuple[ListedPiece, ...] = ()

    def show_rows(self, rows: Sequence[ListedPiece]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, index: Index) -> ListedPiece | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def id_at(self, index: Index) -> str:
        row = self.row_at(index)
        return row.id if row else ""

    def place(self, row_id: str) -> int:
        """The place of a card; -1 where it is not here."""
        return next((place for place, one in enumerate(self._rows) if one.id == row_id), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.what
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(row, self._desk)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.row_at(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if row and row.kind == "deliverable" else flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        made = QMimeData()
        made.setData(MIME, self.id_at(indexes[0]).encode() if indexes else b"")
        return made

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction
