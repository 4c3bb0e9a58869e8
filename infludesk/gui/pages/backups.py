"""Backups: what there is, whether each still reads back, a new one now, and going back to one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from babel import Locale
from babel.numbers import format_decimal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from infludesk.db import backup
from infludesk.db.backup import REASONS, Backup
from infludesk.db.driver import Connection
from infludesk.db.history import batches_since
from infludesk.gui.desk import Desk
from infludesk.gui.how_many import how_many
from infludesk.gui.kit.cells import NumberCell, Pill, Text
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, PageHead, Strip
from infludesk.gui.page import Page
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import show_moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import number, plural, tr
from infludesk.workspace import Workspace

_UNITS = ("kB", "MB", "GB")
_STEP = 1000


class BackupsPage(Page):
    """The backups of the workspace, the newest first."""

    key = "backups"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: dict[str, Backup] = {}
        self._good: dict[str, bool] = {}
        self.restore_button = button(tr("Restore…"), icon="restore")
        self.make_button = button(tr("Back up now"), "primary")
        self.restore_button.clicked.connect(self.restore)
        self.make_button.clicked.connect(self.back_up)
        self.head = PageHead(tr("Backups"), "", (self.restore_button, self.make_button))
        self.strip = Strip()
        self.text = label(tr("Sync is not a backup; these files are."), "muted", wrap=True)
        self.text.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        self.table: TableView[Backup] = TableView(tr("Backups"), self._columns(), self._fetch, focus_delay=0)
        self.table.setColumnHidden(0, True)
        self.table.opened.connect(lambda _name: self.restore())
        self.table.focused.connect(lambda _name: self._tell())
        self.empty = EmptyState(
            "backups", tr("There is no backup yet"), tr("One is made each day, and before each step that needs one.")
        )
        self.body = QStackedWidget()
        for one in (self.table, self.empty):
            self.body.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.strip, self.text, self.body):
            column.addWidget(part, 1 if part is self.body else 0)

    def reload(self) -> None:
        folder = self.desk.workspace.backups
        self.desk.tasks.read(lambda _conn: backup.listed(folder), self._take, key=(self.key, "list"))

    def landing(self) -> QWidget | None:
        return self.table if self._found else self.make_button

    def leave(self) -> None:
        """Backups are made elsewhere too, so they are read anew each time."""
        self._stale = True

    def offers(self) -> dict[str, Offer]:
        chosen = self._found.get(self.table.current_id)
        why_not = "" if chosen else tr("Choose a row first.")
        return {"back_up": Offer(self.back_up), "second": Offer(self.restore, tr("Restore…"), why_not)}

    def back_up(self) -> None:
        """Make a backup now."""
        work = self.desk.workspace.back_up
        self.desk.tasks.work(lambda _progress: work(), self._made, tr("Back up"))

    def restore(self) -> None:
        """Ask whether to go back to the backup in focus."""
        chosen = self._found.get(self.table.current_id)
        if chosen is not None:
            self.desk.tasks.read(
                lambda conn: _about(conn, chosen), partial(self._ask, chosen), key=(self.key, "restore")
            )

    def _ask(self, chosen: Backup, about: tuple[bool, int]) -> None:
        good, later = about
        when = show_moment(chosen.at, self.desk.locale, self.desk.zone)
        self._verified(chosen, good=good)
        if not good:
            return
        text = plural(
            later,
            "The workspace goes back to {when}; {n} later change is kept in a backup made now.",
            "The workspace goes back to {when}; {n} later changes are kept in a backup made now.",
            when=when,
        )
        title = tr("Restore the backup of {when}", when=when)
        if self.desk.dialogs.confirm(title, text, verb=tr("Restore")):
            self._restore(chosen)

    def _restore(self, chosen: Backup) -> None:
        """Replace the file; where that fails the workspace is opened again as it was."""
        workspace = self.desk.workspace
        self.desk.tasks.close()
        try:
            restored = workspace.restore(chosen)
        except (Problem, OSError) as error:
            workspace.close()
            restored = Workspace.open(workspace.folder, workspace.settings)
            self.desk.dialogs.problem(error if isinstance(error, Problem) else _unwritten())
        self.desk.restart(restored)

    def _made(self, made: Backup) -> None:
        self._good[made.path.name] = True
        self.desk.backed_up.emit()
        self.desk.say(tr("Backed up, and read back."))
        self.reload()

    def _take(self, found: Sequence[Backup]) -> None:
        self._found = {one.path.name: one for one in found}
        self.strip.say("info", "")
        self.table.set_ids(tuple(self._found))
        self.table.rows.refresh()
        if found and not self.table.current_id:
            self.table.focus_id(found[0].path.name)
        self.body.setCurrentWidget(self.table if found else self.empty)
        self.head.set_count(number(len(found), self.desk.locale) if found else "")
        for one in found:
            if one.path.name in self._good:
                self._verified(one, good=self._good[one.path.name])
            else:
                self.desk.tasks.read(partial(_verify, one), partial(self._checked, one))
        self._tell()

    def _checked(self, one: Backup, good: bool) -> None:  # noqa: FBT001  what was read
        self._verified(one, good=good)

    def _verified(self, one: Backup, *, good: bool) -> None:
        self._good[one.path.name] = good
        self.table.rows.refresh((one.path.name,))
        if not good:
            when = show_moment(one.at, self.desk.locale, self.desk.zone)
            self.strip.say(
                "danger",
                tr("The backup of {when} does not read back correctly.", when=when),
                tr("Your workspace is fine. Check the drive, then back up now."),
            )

    def _tell(self) -> None:
        self.restore_button.setVisible(bool(self.table.current_id))
        self.offering.emit()

    def _fetch(self, ids: Sequence[str], then: Callable[[Mapping[str, Backup]], None]) -> None:
        then({one: self._found[one] for one in ids if one in self._found})

    def _columns(self) -> tuple[Column[Backup], ...]:
        locale, zone, reasons = self.desk.locale, self.desk.zone, dict(REASONS)

        def verified(one: Backup) -> Pill:
            good = self._good.get(one.path.name, one.good)
            return Pill(tr("Verified"), "success", "check") if good else Pill(tr("Not verified"), "danger", "alert")

        return (
            Column("at", tr("When"), 170, lambda one: Text(show_moment(one.at, locale, zone), strong=True),
                   sortable=False),
            Column("reason", tr("Why"), 140, lambda one: Text(tr(reasons.get(one.reason, one.reason))),
                   sortable=False),
            Column("size", tr("Size"), 90, lambda one: NumberCell(size_words(one.bytes, locale)), "right",
                   sortable=False),
            Column("holds", tr("Holds"), 220, lambda one: Text(how_many(one.holds.items(), locale) or EMPTY),
                   sortable=False, stretch=True),
            Column("verified", tr("Verified"), 130, verified, sortable=False),
        )  # fmt: skip


def size_words(size: int, locale: Locale) -> str:
    """A file's size as people read it: ``1.2 MB``."""
    value, unit = size / _STEP, _UNITS[0]
    for one in _UNITS[1:]:
        if value < _STEP:
            break
        value, unit = value / _STEP, one
    return f"{format_decimal(round(value, 1), format='#,##0.#', locale=locale)} {unit}"


def _unwritten() -> Problem:
    return Problem(
        "backup.unwritten",
        tr("The backup could not be put in place."),
        tr("Your workspace is as it was. Check that the drive has room, then restore again."),
    )


def _verify(one: Backup, _conn: Connection) -> bool:
    return backup.verify(one)


def _about(conn: Connection, chosen: Backup) -> tuple[bool, int]:
    """Whether a backup reads back, and how many changes are later than it."""
    return backup.verify(chosen), batches_since(conn, chosen.at)
