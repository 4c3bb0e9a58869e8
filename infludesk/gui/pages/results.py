"""Results: the numbers of all posts, typed or pasted, those whose reading is due first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.creators.model import PLATFORMS
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import RESULT_KEYS, Shown, ask_export
from infludesk.gui.kit.bars import Filter, FilterBar
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.widgets import PageHead
from infludesk.gui.page import Page
from infludesk.gui.results.entry_grid import EntryGrid
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import moment
from infludesk.kernel.text import fold, isolate, number, tr
from infludesk.results.store import EntryRow, entry_rows


class ResultsPage(Page):
    """The entry grid over every post, with filters."""

    key = "results"
    shows = ("post", "post_snapshot", "campaign", "creator", "account", "setting")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: list[EntryRow] = []
        self._options: tuple[Filter, ...] = ()
        self.import_button = button(tr("Import numbers…"), icon="import")
        self.save_button = button(tr("Save numbers"), "primary")
        self.head = PageHead(tr("Results"), "", (self.import_button, self.save_button))
        self.grid = EntryGrid(desk)
        self.filters = self._filter_bar()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.head, self.filters, self.grid):
            self._column.addWidget(part, 1 if part is self.grid else 0)
        self.import_button.clicked.connect(self._import)
        self.save_button.clicked.connect(self.grid.save)
        self.grid.changed.connect(self._changed)
        self.grid.cleared.connect(lambda: self.filters.clear())  # noqa: PLW0108  the bar is made anew with its options
        self._changed()

    def reload(self) -> None:
        now = moment(self.desk.now())
        self.desk.tasks.read(lambda conn: entry_rows(conn, now=now), self._take, key=(self.key, "rows"))

    def landing(self) -> QWidget | None:
        return self.grid.landing()

    def panes(self) -> list[QWidget]:
        return [self.filters.search, self.grid.source, self.grid.table]

    def leave(self) -> None:
        self.grid.leave()

    def offers(self) -> dict[str, Offer]:
        return {
            "filter": Offer(lambda: self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            "import.numbers": Offer(self._import),
            "export": Offer(self.export, why_not="" if self._rows else tr("There is nothing to export.")),
        } | self.grid.offers()

    def export(self) -> None:
        """Ask what of the numbers to export, and how."""
        shown = tuple(row.post_id for row in self._shown())
        ask_export(self.desk, Shown("results", self.key, shown, keys=RESULT_KEYS))

    def _take(self, rows: list[EntryRow]) -> None:
        self._rows = rows
        if (options := _options(rows)) != self._options:
            self._options = options
            text, values = self.filters.text, self.filters.values
            old, self.filters = self.filters, self._filter_bar()
            self._column.replaceWidget(old, self.filters)
            old.deleteLater()
            self.filters.set_values(text, values)
        self._show()

    def _shown(self) -> list[EntryRow]:
        """The posts that the filters leave."""
        text, values = fold(self.filters.text), self.filters.values
        return [row for row in self._rows if _matches(row, text, values)]

    def _show(self) -> None:
        shown = self._shown()
        self.filters.setVisible(bool(self._rows))
        self.filters.show_count(len(shown), len(self._rows))
        self.head.set_count(number(len(self._rows), self.desk.locale) if self._rows else "")
        self.grid.show_rows(shown, self._rows)
        self.offering.emit()

    def _filter_bar(self) -> FilterBar:
        made = FilterBar(tr("Filter posts"), self._options)
        made.changed.connect(lambda *_: self._show())
        made.left.connect(self.grid.table.setFocus)
        return made

    def _changed(self) -> None:
        none = not self.grid.can_save
        self.save_button.setDisabled(none)
        self.save_button.setToolTip(tr("Type a number first.") if none else "")
        self.offering.emit()

    def _import(self) -> None:
        self.desk.go("imports", about=("numbers:",))


def _options(rows: list[EntryRow]) -> tuple[Filter, ...]:
    names = dict(PLATFORMS)
    campaigns = sorted({row.campaign for row in rows if row.campaign}, key=fold)
    platforms = sorted({row.platform for row in rows if row.platform})
    return (
        Filter("campaign", tr("Campaign"), tuple((name, isolate(name)) for name in campaigns)),
        Filter("platform", tr("Platform"), tuple((code, tr(names.get(code, code))) for code in platforms)),
        Filter("due", tr("Reading"), (("due", tr("Due now")),)),
    )


def _matches(row: EntryRow, text: str, values: dict[str, str]) -> bool:
    return (
        values.get("campaign", row.campaign) == row.campaign
        and values.get("platform", row.platform) == row.platform
        and (bool(row.due) or "due" not in values)
        and text in fold(f"{row.label} {row.creator} {row.campaign}")
    )
