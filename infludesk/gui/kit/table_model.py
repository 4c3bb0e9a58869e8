"""A table over a list of ids: rows are fetched in chunks when they are painted, ticks are a set of ids."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from infludesk.gui.kit.cells import Cell, Tick
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join, tr

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
Rows = Mapping[str, RowT]
Fetch = Callable[[Sequence[str], Callable[[Rows[RowT]], None]], None]
CHUNK = 100
_KEPT = 60 * CHUNK
_AT_ONCE = 10 * CHUNK
_NONE = QModelIndex()
_TICKS = {False: Tick("off"), True: Tick("on")}


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a table.

    Attributes:
        key: names it for sorting and in views.
        label: the heading.
        width: design px.
        cell: a row's cell.
        align: numbers right, all else left.
        sortable: whether a click on the heading sorts.
        internal: never for clients; the heading carries a lock.
        tooltip: explains the heading.
        stretch: takes the width that is left; one column of a table.
    """

    key: str
    label: str
    width: int
    cell: Callable[[RowT], Cell]
    align: Literal["left", "right"] = "left"
    sortable: bool = True
    internal: bool = False
    tooltip: str = ""
    stretch: bool = False


class TableModel(QAbstractTableModel, Generic[RowT]):
    """Rows by id. Section 0 is the tick boxes', the columns follow.

    Signals:
        ticked: the ticks changed.
    """

    ticked = Signal()

    def __init__(self, columns: Sequence[Column[RowT]], fetch: Fetch[RowT], parent: QObject | None = None) -> None:
        """``fetch(ids, then)`` reads the rows and calls ``then`` with id → row; ids it does not know are left out."""
        super().__init__(parent)
        self._columns, self._fetch = tuple(columns), fetch
        self._ids: Sequence[str] = ()
        self._places: dict[str, int] | None = None
        self._cells: dict[str, tuple[Cell, ...]] = {}
        self._rows: dict[str, RowT] = {}
        self._stale: set[str] = set()
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        self._turn = 0
        self._ticks: set[str] = set()
        # Fetching waits for the end of the paint, so that no row changes while it is being painted.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    @property
    def columns(self) -> tuple[Column[RowT], ...]:
        return self._columns

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    @property
    def ticks(self) -> frozenset[str]:
        """The ids ticked, also those not in this list."""
        return frozenset(self._ticks)

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show these rows; rows already known stay known, ticks stay."""
        self.beginResetModel()
        self._ids, self._places = ids, None
        self._forget_asked()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column[RowT]]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._cells.clear()
        self._forget_asked()
        self.endResetModel()

    def refresh(self, ids: Iterable[str] | None = None) -> None:
        """Read rows anew, all or these; the old content stays until the new is there."""
        stale = set(self._rows) if ids is None else {one for one in ids if one in self._rows}
        self._stale |= stale
        self._asked = set() if ids is None else self._asked - {self.place(one) // CHUNK for one in stale}
        self._repaint(len(self._columns))

    def place(self, row_id: str) -> int:
        """The row number of an id; -1 where it is not in the list."""
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self._ids)}
        return self._places.get(row_id, -1)

    def row(self, row_id: str) -> RowT | None:
        """A row that has been fetched."""
        return self._rows.get(row_id)

    def cells(self, row_id: str) -> tuple[Cell, ...] | None:
        """The cells of a row that has been fetched."""
        if row_id not in self._cells and row_id in self._rows:
            self._cells[row_id] = tuple(column.cell(self._rows[row_id]) for column in self._columns)
        return self._cells.get(row_id)

    def with_rows(self, ids: Sequence[str], then: Callable[[], None]) -> None:
        """Call ``then`` once all these rows are known, fetching those that are not."""
        missing = [one for one in ids if one not in self._rows]
        parts = [missing[start : start + _AT_ONCE] for start in range(0, len(missing), _AT_ONCE)]

        def ask() -> None:
            if parts:
                self._fetch(parts.pop(0), come)
            else:
                then()

        def come(rows: Rows[RowT]) -> None:
            self._rows.update(rows)
            ask()

        ask()

    def tick(self, ids: Iterable[str], *, on: bool) -> None:
        """Tick or untick ids."""
        before = len(self._ticks)
        if on:
            self._ticks.update(ids)
        else:
            self._ticks.difference_update(ids)
        if len(self._ticks) != before:
            self._tell_ticks()

    def clear_ticks(self) -> None:
        """Untick all, also what is not in this list."""
        if self._ticks:
            self._ticks.clear()
            self._tell_ticks()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row_id = self._ids[index.row()]
        if index.column() == 0:
            return self._tick_data(row_id, role)
        cells = self._cells.get(row_id) or self.cells(row_id)
        if cells is None or row_id in self._stale:
            self._want(index.row() // CHUNK)
        if cells is None:
            return tr("loading") if role == Qt.ItemDataRole.AccessibleTextRole else None
        return _tell(self._columns[index.column() - 1], cells[index.column() - 1], role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= len(self._columns):
            return None
        if section == 0:
            return tr("Ticks") if role == Qt.ItemDataRole.AccessibleTextRole else None
        return _head(self._columns[section - 1], role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _tick_data(self, row_id: str, role: int) -> Any:
        box = _TICKS[row_id in self._ticks]
        if role == Role.CELL:
            return box
        return box.display if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _want(self, chunk: int) -> None:
        if chunk not in self._asked:
            self._wanted.add(chunk)
            self._soon.start()

    def _ask(self) -> None:
        wanted, self._wanted = sorted(self._wanted), set()
        for chunk in wanted:
            self._asked.add(chunk)
            ids = self._ids[chunk * CHUNK : (chunk + 1) * CHUNK]
            self._fetch(ids, self._taking(chunk, ids))

    def _taking(self, chunk: int, ids: Sequence[str]) -> Callable[[Rows[RowT]], None]:
        turn = self._turn

        def take(rows: Rows[RowT]) -> None:
            self._stale.difference_update(ids)
            for one in ids:
                self._cells.pop(one, None)
            self._rows.update(rows)
            # After a change of the list the rows are still right, only their places are not.
            if turn == self._turn:
                last = min((chunk + 1) * CHUNK, len(self._ids)) - 1
                self.dataChanged.emit(self.index(chunk * CHUNK, 0), self.index(last, len(self._columns)))
                self._keep_few(chunk)

        return take

    def _keep_few(self, chunk: int) -> None:
        """Forget the chunks farthest from the one just fetched."""
        if len(self._rows) <= _KEPT:
            return
        near = range(chunk - _KEPT // CHUNK // 4, chunk + _KEPT // CHUNK // 4)
        kept = {one for number in near if number >= 0 for one in self._ids[number * CHUNK : (number + 1) * CHUNK]}
        self._rows = {one: row for one, row in self._rows.items() if one in kept}
        self._cells = {one: cells for one, cells in self._cells.items() if one in kept}
        self._asked.intersection_update(near)

    def _forget_asked(self) -> None:
        self._turn += 1
        self._asked.clear()
        self._wanted.clear()

    def _tell_ticks(self) -> None:
        self._repaint(last_section=0)
        self.ticked.emit()

    def _repaint(self, last_section: int) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, last_section))


def _tell(column: Column[Any], cell: Cell, role: int) -> Any:
    match role:
        case Role.CELL:
            return cell
        case Qt.ItemDataRole.DisplayRole:
            return cell.display
        case Qt.ItemDataRole.ToolTipRole:
            return cell.reason or None
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.label}, {cell.spoken}"
    return None


def _head(column: Column[Any], role: int) -> Any:
    internal = tr("internal") if column.internal else ""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return column.label
        case Qt.ItemDataRole.ToolTipRole:
            return join((column.tooltip, internal)) or None
        case Qt.ItemDataRole.AccessibleTextRole:
            return join((column.label, internal), ", ")
        case Qt.ItemDataRole.DecorationRole:
            return theme.icon("lock", "text-3", 12) if column.internal else None
        case Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignTrailing if column.align == "right" else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
    return None
