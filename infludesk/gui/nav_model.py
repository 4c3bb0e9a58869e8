"""The rows of the sidebar: headings and pages, with what waits on each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt

from infludesk.gui.catalogue import PageSpec
from infludesk.gui.kit.delegate import Index, Role
from infludesk.gui.nav_delegate import NavItem
from infludesk.kernel.text import tr

_NONE = QModelIndex()


class NavModel(QAbstractListModel):
    """Headings and pages in one flat list."""

    def __init__(self, pages: Sequence[PageSpec]) -> None:
        super().__init__()
        self._rows: list[tuple[str, NavItem]] = []
        section = ""
        for spec in pages:
            if spec.parent:
                continue
            if spec.section != section:
                section = spec.section
                self._rows.append(("", NavItem(tr(section), kind="heading")))
            self._rows.append((spec.key, NavItem(tr(spec.label), spec.icon, badge_word=tr(spec.badge_word))))

    def key(self, index: Index) -> str:
        return self._rows[index.row()][0] if index.isValid() else ""

    def index_of(self, key: str) -> QModelIndex:
        place = next((n for n, (one, _) in enumerate(self._rows) if one == key), -1)
        return self.index(place, 0) if place >= 0 else _NONE

    def set_badges(self, badges: Mapping[str, int]) -> None:
        for place, (key, item) in enumerate(self._rows):
            if key in badges and item.badge != badges[key]:
                self._rows[place] = (key, NavItem(item.label, item.icon, item.kind, badges[key], item.badge_word))
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._rows[index.row()][1]
        match role:
            case Role.NAV:
                return item
            case Qt.ItemDataRole.DisplayRole:
                return item.label
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return item.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.key(index):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
