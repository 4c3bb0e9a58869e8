"""Trash: what was moved there, and the way back with all that went with it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton

from infludesk.db.driver import Connection
from infludesk.flows.trash import restore
from infludesk.flows.trashed import Trashed, trashed, trashed_refs
from infludesk.gui.desk import Desk
from infludesk.gui.how_many import how_many
from infludesk.gui.kit.cells import Text
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import ListPage
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes, Outcome
from infludesk.kernel.dates import show_moment
from infludesk.kernel.fields import Field
from infludesk.kernel.ids import split_ref
from infludesk.kernel.text import isolate, number, tr
from infludesk.workspace import SCHEMA


class TrashPage(ListPage[Trashed]):
    """The trash, the newest first; nothing in it expires."""

    key = "trash"
    title = "Trash"
    placeholder = "Filter by name or kind"
    sorted_by = ("at", True)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table.focused.connect(lambda _ref: self._tell())

    def concerns(self, changes: Changes) -> bool:
        return bool(changes.batch)

    def columns(self) -> Sequence[Column[Trashed]]:
        locale, zone = self.desk.locale, self.desk.zone

        def kind(one: Trashed) -> Text:
            return Text(tr(SCHEMA.by_table[one.table].label))

        return (
            Column("what", tr("What"), 240, lambda one: Text(isolate(one.name), isolate(one.of), strong=True),
                   sortable=False, stretch=True),
            Column("kind", tr("Kind"), 130, kind, sortable=False),
            Column("at", tr("Moved on"), 150, lambda one: Text(show_moment(one.at, locale, zone), tone="text-2"),
                   sortable=False),
            Column("actor", tr("By"), 120, lambda one: Text(isolate(one.actor) or EMPTY, tone="text-2"),
                   sortable=False),
            Column("with", tr("With it"), 220,
                   lambda one: Text(how_many(one.with_it, locale) or EMPTY, tone="text-2"), sortable=False),
        )  # fmt: skip

    def buttons(self) -> Sequence[QAbstractButton]:
        self.restore_button = button(tr("Restore"), "primary", icon="undo")
        self.restore_button.clicked.connect(self.restore)
        self.restore_button.hide()
        return (self.restore_button,)

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        del values, sort
        return trashed_refs(conn, SCHEMA, text)

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[Trashed]:
        return trashed(conn, SCHEMA, ids)

    def count_all(self, conn: Connection) -> int:
        return len(trashed_refs(conn, SCHEMA))

    def empty_state(self) -> EmptyState:
        return EmptyState("trash", tr("Trash is empty."), tr("What you move to Trash stays here until you restore it."))

    def offers(self) -> dict[str, Offer]:
        offers = super().offers()
        offers["main"] = Offer(self.restore, self.restore_words, offers.pop("open").why_not)
        return offers

    def chosen_actions(self) -> tuple[str, Callable[[], None]] | None:
        return self.restore_words, self.restore

    @property
    def restore_words(self) -> str:
        """What the button does now."""
        count = len(self.table.chosen_ids)
        return tr("Restore") if count <= 1 else tr("Restore {n} records", n=number(count, self.desk.locale))

    def open_record(self, record_id: str) -> None:
        """What lies in the trash is restored first, then opened."""

    def restore(self) -> None:
        """Bring back what is chosen, kind by kind."""
        chosen: dict[str, list[str]] = {}
        for one in self.table.chosen_ids:
            table, row_id = split_ref(one)
            chosen.setdefault(table, []).append(row_id)
        self.table.rows.clear_ticks()
        for table, ids in chosen.items():
            self.desk.tasks.do(
                restore, then=self._restored, otherwise=self.strip.say_problem, doing=tr("Restore"), table=table,
                ids=ids,
            )  # fmt: skip

    def _restored(self, _outcome: Outcome) -> None:
        self.strip.say("info", "")

    def _take(self, found: tuple[list[str], int, tuple[Field, ...]]) -> None:
        super()._take(found)
        self._tell()

    def _ticked(self) -> None:
        super()._ticked()
        self._tell()

    def _tell(self) -> None:
        self.restore_button.setVisible(bool(self.table.chosen_ids))
        self.restore_button.setText(self.restore_words)
        self.restore_button.setAccessibleName(self.restore_words)
