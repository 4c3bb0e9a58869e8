"""Help: every page, the shortcuts, the metrics, what is stored where; offline and searchable."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.help_text import Section, sections
from infludesk.gui.kit.bars import FilterBar
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead
from infludesk.gui.nav_delegate import NavDelegate, NavItem
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page, Path
from infludesk.gui.verbs import Offer, Verb
from infludesk.kernel.text import tr

_LINE = 130.0
_KEY = Qt.ItemDataRole.UserRole


class HelpPage(Page):
    """The entries at the left, one of them at the right.

    A place's tab is an entry's key; its ``about`` names the tab of that page, which may have an entry of its own.
    """

    key = "help"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sections = {one.key: one for one in sections(_keys)}
        self.head = PageHead(tr("Help"))
        self.filters = FilterBar(tr("Search in help"))
        self.nothing = label(tr("Nothing in help holds these words."), "muted", wrap=True)
        self.nothing.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        self.nothing.hide()
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Entries"))
        self.list.setItemDelegate(NavDelegate(self.list))
        self.list.setFixedWidth(theme.px(224))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setAccessibleName(tr("Entry"))
        self.text.setProperty("kind", "page")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setMaximumWidth(theme.px(760))
        for one in self._sections.values():
            item = QListWidgetItem(one.title, self.list)
            item.setData(_KEY, one.key)
            item.setData(Role.NAV, NavItem(one.title))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(16))
        row.setSpacing(theme.px(16))
        row.addWidget(self.list)
        row.addWidget(self.text, 4)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.filters, self.nothing):
            column.addWidget(part)
        column.addLayout(row, 1)
        self.filters.changed.connect(lambda text, _values: self._filter(text))
        self.filters.left.connect(self.list.setFocus)
        self.list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.list.setCurrentRow(0)

    @property
    def shown(self) -> Section:
        """The entry shown."""
        return self._sections[self.list.currentItem().data(_KEY)]

    @property
    def path(self) -> Path:
        return ((tr("Help"), Place(self.key)), (self.shown.title, Place(self.key, tab=self.shown.key)))

    def go_to(self, place: Place) -> None:
        """Show the entry the place names; one that is not there changes nothing."""
        super().go_to(place)
        asked = [key for tab in place.about if tab for key in (f"{place.tab}_{tab}", tab)]
        found = next((key for key in (*asked, place.tab) if key in self._sections), "")
        if found:
            self.filters.clear()
            self.list.setCurrentItem(self._item(found))

    def offers(self) -> dict[str, Offer]:
        return {"filter": Offer(lambda: self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason))}

    def landing(self) -> QWidget | None:
        return self.list

    def panes(self) -> list[QWidget]:
        return [self.filters.search, self.list, self.text]

    def _item(self, key: str) -> QListWidgetItem:
        return next(one for one in self._items() if one.data(_KEY) == key)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, words: str) -> None:
        found = [one for one in self._items() if self._sections[one.data(_KEY)].holds(words)]
        for one in self._items():
            one.setHidden(one not in found)
        self.nothing.setVisible(not found)
        self.filters.show_count(len(found), self.list.count())
        current = self.list.currentItem()
        if found and current not in found:
            self.list.setCurrentItem(found[0], QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if found and words.strip():
            self._show(self.list.currentItem())
            self.text.find(words.split(maxsplit=1)[0])

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        section = self._sections[item.data(_KEY)]
        self.text.setMarkdown(f"# {section.title}\n\n{section.body}")
        _air(self.text)
        if self.isVisible():
            self.moved.emit(Place(self.key, tab=section.key))


def _keys(verb: Verb) -> str:
    """A verb's shortcuts as the system writes them."""
    return ", ".join(QKeySequence(one).toString(QKeySequence.SequenceFormat.NativeText) for one in verb.keys)


def _air(text: QTextBrowser) -> None:
    """Give lines and paragraphs the room they need to be read; Markdown sets none."""
    shape = QTextBlockFormat()
    shape.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(theme.px(8))
    whole = QTextCursor(text.document())
    whole.select(QTextCursor.SelectionType.Document)
    whole.mergeBlockFormat(shape)
