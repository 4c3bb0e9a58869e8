"""A page that is a list: head, filters, table, empty state, and beside it the inspector of the focused row."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import ask_export
from infludesk.gui.exports.shown import shown_in
from infludesk.gui.kit.bars import Filter, FilterBar
from infludesk.gui.kit.parts import frame, tool
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, PageHead, Strip
from infludesk.gui.list_columns import ColumnChoice
from infludesk.gui.page import Page
from infludesk.gui.page_tabs import PageTabs
from infludesk.gui.records.narrowing import Narrowing
from infludesk.gui.verbs import Offer, verb
from infludesk.kernel.fields import Field
from infludesk.kernel.text import number, plural, tr
from infludesk.records.custom_store import own_fields

RowT = TypeVar("RowT")
_ROOM = 860
_VIEW_KEYS = 9  # Alt+1 to Alt+9


class Inspector(QWidget):
    """What stands beside a list: one record, shown for the row in focus."""

    def show_record(self, record_id: str) -> None:
        """Show this record; empty for none."""

    def offers(self) -> dict[str, Offer]:
        """What can be done with the record shown."""
        return {}


class ListPage(Page, Generic[RowT]):
    """A list over ids: queries run on the reader's thread, the table fetches what it paints.

    ``within`` names the columns that the page around already says, for a list that is a tab of that page: it then has
    no title and no primary button of its own. ``exported`` is the list it is in ``exporting.lists``, ``campaign_id``
    the campaign it is narrowed to. A subclass gives ``title``, ``columns``, ``filters``, ``find_ids``,
    ``fetch_rows`` and the empty states. Of ``own_table`` the user's own fields are further columns and filters. A page
    of a ``group`` of ``page_tabs.GROUPS`` has the group's tabs.
    """

    title: ClassVar[str] = ""
    placeholder: ClassVar[str] = "Filter"
    sorted_by: ClassVar[tuple[str, bool]] = ("name", False)
    within: ClassVar[frozenset[str]] = frozenset()
    exported: ClassVar[str] = ""
    campaign_id: str = ""
    own_table: ClassVar[str] = ""
    group: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sort = self.sorted_by
        self._total = 0
        self._wanted_focus = ""
        self._wanted = True
        self.inspector_frame = frame("inspector")
        self.head = PageHead("" if self.within else tr(self.title), "", self.buttons())
        self.group_tabs = PageTabs(desk, self.group, self.key) if self.group and not self.within else None
        self.strip = Strip(apart=True)
        self.chosen = Strip()
        options = tuple(self.filter_options())
        self.filters = FilterBar(tr(self.placeholder), options)
        self._views = next((one.options for one in options if one.key == "view"), ())
        self.own: tuple[Field, ...] = desk.workspace.read(lambda conn: own_fields(conn, self.own_table))
        self.narrowing = Narrowing(desk, self.own_table)
        self.narrowing.set_fields(self.own)
        self.choice: ColumnChoice[RowT] = ColumnChoice(desk, self.key, self._show_columns)
        self._offer_columns()
        self.table: TableView[RowT] = TableView(tr(self.title), self.choice.shown, self._fetch)
        self.empty = self.empty_state()
        self.nothing = EmptyState("search", tr("Nothing matches"), tr("The filters leave no row."), tr("Clear filters"))
        self.inspector = self.make_inspector()
        self._lay_out()
        self._connect()

    # what a subclass says

    @property
    def main_kind(self) -> str:
        """The kind of the page's main button: primary, unless the page around has one."""
        return "" if self.within else "primary"

    def columns(self) -> Sequence[Column[RowT]]:
        """The columns, the first one stretched."""
        raise NotImplementedError

    def more_columns(self) -> Sequence[Column[RowT]]:
        """Columns that can be chosen beside those."""
        return ()

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        """Read the ids to show, in order. Runs on the reader's thread."""
        raise NotImplementedError

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[RowT]:
        """Read rows by id. Runs on the reader's thread."""
        raise NotImplementedError

    def count_all(self, conn: Connection) -> int:
        """How many there are without filters. Runs on the reader's thread."""
        raise NotImplementedError

    def empty_state(self) -> EmptyState:
        """What is shown while there is nothing at all."""
        raise NotImplementedError

    def buttons(self) -> Sequence[QAbstractButton]:
        """The head's buttons, the primary one last."""
        return ()

    def filter_options(self) -> Sequence[Filter]:
        """The fixed filters."""
        return ()

    def make_inspector(self) -> Inspector | None:
        """The inspector, for lists that have one."""
        return None

    def layout_of_rows(self) -> QWidget:
        """What shows the rows: the table, unless a page has other layouts."""
        return self.table

    def open_record(self, record_id: str) -> None:
        """Open the page of a row."""

    def chosen_actions(self) -> tuple[str, Callable[[], None]] | None:
        """The bulk action of the selection strip: its words and what it does."""
        return None

    # what the list does

    def set_inspector_width(self, least: int, usual: int, most: int) -> None:
        """How wide the inspector is at first, and between what it can be drawn; in px at a scale of 1."""
        self.inspector_frame.setMinimumWidth(theme.px(least))
        self.inspector_frame.setMaximumWidth(theme.px(most))
        self.splitter.setSizes([10_000, theme.px(usual)])

    def reload(self) -> None:
        text, values, sort = self.filters.text, self.filters.values, self._sort

        def query(conn: Connection) -> tuple[list[str], int, tuple[Field, ...]]:
            return self.find_ids(conn, text, values, sort), self.count_all(conn), own_fields(conn, self.own_table)

        self.desk.tasks.read(query, self._take, key=(self.key, "ids"))

    def landing(self) -> QWidget | None:
        shown = self.body.currentWidget()
        return shown.primary if isinstance(shown, EmptyState) else self.table

    def panes(self) -> list[QWidget]:
        return [self.filters.search, self.table, *([self.inspector] if self.inspector else [])]

    def offers(self) -> dict[str, Offer]:
        some = self.table.chosen_ids
        none = "" if some else tr("Choose a row first.")
        offers = {
            "filter": Offer(lambda: self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            "open": Offer(lambda: self.open_record(some[0]), why_not=none),
        }
        for place, (code, words) in enumerate(self._views[:_VIEW_KEYS], 1):
            shown = self.filters.values.get("view") == code
            offers[f"view.{place}"] = Offer(partial(self.choose_view, code), words, checked=shown)
        if not self.within:
            offers["columns"] = Offer(self.choice.ask)
        if self.group_tabs is not None:
            offers |= self.group_tabs.offers()
        if self.own_table:
            offers["filter.more"] = Offer(self.narrowing.ask, why_not=self._no_filters())
        if self.exported:
            offers["export"] = Offer(self.export, why_not="" if self._total else tr("There is nothing to export."))
        if self.inspector is not None:
            offers["inspector"] = Offer(self._toggle_inspector, checked=self.inspector_frame.isVisible())
            offers |= self.inspector.offers()
        return offers

    def export(self) -> None:
        """Ask what of the list to export, and how."""
        ask_export(self.desk, shown_in(self.table, self.exported, self.key, self.campaign_id))

    def choose_view(self, code: str) -> None:
        """Show one of the views; the other filters stay."""
        self.filters.set_values(self.filters.text, self.filters.values | {"view": code})

    def focus_on(self, record_id: str) -> None:
        """Put the focus on a row once the list is there."""
        self._wanted_focus = record_id
        if self.table.focus_id(record_id):
            self._wanted_focus = ""

    def sort_by(self, key: str, descending: bool) -> None:  # noqa: FBT001  the table's signal
        """Sort by a column."""
        self._sort = (key, descending)
        self.ask_reload()

    def _take(self, found: tuple[list[str], int, tuple[Field, ...]]) -> None:
        ids, self._total, own = found
        held = QApplication.focusWidget()
        if own != self.own:
            self._take_own(own)
        self.table.set_ids(ids)
        self.table.rows.refresh()
        if self._wanted_focus and self.table.focus_id(self._wanted_focus):
            self._wanted_focus = ""
        elif ids and not self.table.current_id:
            self.table.focus_id(ids[0])
        self.body.setCurrentWidget(self.layout_of_rows() if ids else self.nothing if self._total else self.empty)
        self.filters.setVisible(bool(self._total))
        self.filters.show_count(len(ids), self._total)
        self.head.set_count(number(self._total, self.desk.locale) if self._total else "")
        if self.inspector is not None:
            self._show_inspector()
            self.inspector.show_record(self.table.current_id)
        self._keep_focus(held)
        self.offering.emit()

    def _keep_focus(self, held: QWidget | None) -> None:
        """What had the focus may have gone with the last row, or with the filters: what came in its place takes it."""
        if held is not None and self.isAncestorOf(held) and not held.isVisible() and (landing := self.landing()):
            landing.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_filters(self) -> None:
        """Show all there is."""
        self.narrowing.put(())
        self.filters.clear()

    def _no_filters(self) -> str:
        return "" if self.own else tr("There are no fields of your own to filter by.")

    def _take_own(self, own: tuple[Field, ...]) -> None:
        """The user's own fields are others now."""
        self.own = own
        self.narrowing.set_fields(own)
        self.more_filters.setVisible(bool(own))
        self._show_columns()

    def _offer_columns(self) -> None:
        self.choice.offer([one for one in self.columns() if one.key not in self.within], self.more_columns())

    def _show_columns(self) -> None:
        self._offer_columns()
        self.table.set_columns(self.choice.shown)

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[RowT]], None]) -> None:
        self.desk.tasks.read(lambda conn: self.fetch_rows(conn, ids), then)

    def _ticked(self) -> None:
        count = len(self.table.rows.ticks)
        action = self.chosen_actions()
        words = plural(count, "{n} selected", "{n} selected") if count else ""
        outside = len(self.table.rows.ticks.difference(self.table.rows.ids))
        note = tr("{n} of them are not in this view.", n=number(outside)) if outside else ""
        self.chosen.say("quiet", words, note, action=action[0] if action else "", closable=True)
        self.offering.emit()

    def _act(self) -> None:
        if action := self.chosen_actions():
            action[1]()

    def _focused(self, record_id: str) -> None:
        if self.inspector is not None:
            self.inspector.show_record(record_id)
        self.offering.emit()

    def _toggle_inspector(self) -> None:
        self._wanted = not self.inspector_frame.isVisible()
        self._show_inspector()
        self.offering.emit()

    def _show_inspector(self) -> None:
        """The inspector needs its room: in a narrow window the list has it all."""
        self.inspector_frame.setVisible(self._wanted and bool(self._total) and self.width() >= theme.px(_ROOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.inspector is not None:
            self._show_inspector()

    def _lay_out(self) -> None:
        self.body = QStackedWidget()
        for one in (self.table, self.nothing, self.empty):
            self.body.addWidget(one)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.more_filters = self.filters.add(tool("filter", tr("More filters"), shortcut=_keys("filter.more")))
        self.more_filters.setVisible(bool(self.own))
        self.choose_columns = self.filters.add(tool("columns", tr("Columns"), shortcut=_keys("columns")))
        self.choose_columns.setVisible(bool(self.own_table))
        parts = (self.head, self.group_tabs, self.strip, self.filters, self.narrowing, self.chosen, self.body)
        for part in parts:
            if part is not None:
                column.addWidget(part, 1 if part is self.body else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        if self.inspector is not None:
            inside = QVBoxLayout(self.inspector_frame)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(self.inspector)
            self.inspector_frame.setMinimumWidth(theme.px(300))
            self.inspector_frame.setMaximumWidth(theme.px(480))
            self.splitter.addWidget(self.inspector_frame)
            self.splitter.setStretchFactor(0, 1)
            self.splitter.setSizes([10_000, theme.metric("layout.inspector")])
        row.addWidget(self.splitter)

    def _connect(self) -> None:
        self.table.show_sort(self._sort[0], descending=self._sort[1])
        self.table.sort_requested.connect(self.sort_by)
        self.table.opened.connect(self.open_record)
        self.table.typed.connect(self.filters.start)
        self.table.focused.connect(self._focused)
        self.table.rows.ticked.connect(self._ticked)
        self.filters.changed.connect(lambda *_: self.ask_reload())
        self.filters.left.connect(self.table.setFocus)
        self.narrowing.changed.connect(self.ask_reload)
        self.more_filters.clicked.connect(self.narrowing.ask)
        self.choose_columns.clicked.connect(self.choice.ask)
        self.chosen.acted.connect(self._act)
        self.chosen.closed.connect(self.table.rows.clear_ticks)
        if self.nothing.primary is not None:
            self.nothing.primary.clicked.connect(self.clear_filters)


def _keys(verb_id: str) -> QKeySequence:
    return QKeySequence(verb(verb_id).keys[0])
