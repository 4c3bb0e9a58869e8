"""What an undone import left as it is, because it was changed since, and the way to each record."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.db.history import record_name
from infludesk.db.undo import Undone
from infludesk.gui.catalogue import PAGE_OF
from infludesk.gui.desk import Desk
from infludesk.gui.imports.draft import file_words
from infludesk.gui.imports.listing import Listing
from infludesk.gui.imports.past import later_words
from infludesk.gui.kit.cells import Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column
from infludesk.importing.store import later, targets
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.workspace import SCHEMA

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Left:
    """A record that stays: what it is, and its name."""

    table: str
    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """How far an import was undone.

    Attributes:
        rows: records its rows made or went to.
        changed: how many of them were changed later.
        left: the records that stay, those of its rows alone where there are any.
        later: how many later imports hold what this one made.
    """

    rows: int
    changed: int
    left: tuple[Left, ...]
    later: int = 0

    @property
    def words(self) -> str:
        """In a sentence; empty where nothing stays."""
        if self.changed:
            done = tr("Undone for {n} of {all}", n=number(self.rows - self.changed), all=number(self.rows))
            words = join((done, plural(self.changed, "{n} was changed later", "{n} were changed later")), "; ")
            return join((words, later_words(self.later)), ". ")
        if not self.left:
            return ""
        return plural(
            len(self.left), "{n} record is in use elsewhere and stays", "{n} records are in use elsewhere and stay"
        )


def account(conn: Connection, run: str, undone: Undone) -> Account:
    """Say what of an import stays after its undo."""
    reached = targets(conn, run)
    changed = [one for one in undone.kept if one[1] in reached]
    shown = (changed or undone.kept)[:_MOST]
    named = (
        Left(table, row, tr(SCHEMA.by_table[table].label), record_name(conn, SCHEMA, table, row))
        for table, row in shown
        if table in SCHEMA.by_table
    )
    return Account(len(reached), len(changed), tuple(named), later(conn, SCHEMA, run))


class KeptView(Listing[Left]):
    """The records that an undo left as they are; Enter opens one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("Left as it is"), tr("Records left as they are"), _columns(), button(tr("Open")))
        self.table.opened.connect(lambda _row: self.act())
        self.table.focused.connect(lambda _row: self._tell())

    def show_left(self, file: str, left: Sequence[Left]) -> None:
        """Show what stays of the import of a file."""
        self.show_rows(left, join((file_words(file), number(len(left), self.desk.locale))))
        self.strip.say("quiet", tr("These were changed after the import, so Undo left them as they are."))
        self._tell()

    def act(self) -> None:
        """Open the record in focus, where it has a page."""
        one = self.chosen
        if one is not None and one.table in PAGE_OF:
            self.desk.go(PAGE_OF[one.table], one.id)

    def _tell(self) -> None:
        one = self.chosen
        self.main_button.setEnabled(one is not None and one.table in PAGE_OF)


def _columns() -> tuple[Column[Left], ...]:
    return (
        Column("name", tr("Name"), 320, lambda one: Text(isolate(one.name), strong=True), sortable=False, stretch=True),
        Column("kind", tr("Kind"), 200, lambda one: Text(one.kind, tone="text-2"), sortable=False),
    )
