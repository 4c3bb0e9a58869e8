"""What the status area says: the last change, how to take it back, running work, and the last backup."""

from datetime import timedelta

from PySide6.QtCore import QObject

from infludesk.db import backup
from infludesk.gui.actions import Actions
from infludesk.gui.desk import Desk
from infludesk.gui.statusarea import StatusArea
from infludesk.kernel.changes import Changes, Outcome
from infludesk.kernel.dates import parse_moment, show_moment
from infludesk.kernel.text import plural, tr
from infludesk.team.commands import rename_member
from infludesk.team.store import name_of

_LATE = timedelta(days=2)


class News(QObject):
    """Keeps the status area true."""

    def __init__(self, desk: Desk, status: StatusArea, actions: Actions) -> None:
        super().__init__(status)
        self._desk, self._status, self._actions = desk, status, actions
        self._link = ""
        tasks = desk.tasks
        tasks.changed.connect(self._changed)
        tasks.progress.connect(status.show_running)
        tasks.cancelled.connect(self._cancelled)
        desk.said.connect(self._say)
        desk.backed_up.connect(self.show_backup)
        status.acted.connect(lambda: self._actions[self._link].trigger() if self._link else None)
        status.cancelled.connect(tasks.cancel)
        desk.noted.connect(lambda words: status.show_change(words, tr("Undo")))
        status.named.connect(self.rename_me)
        self.show_backup()
        self._show_me()

    def undo(self) -> None:
        """Take back the last change, and say what of it stays."""
        self._desk.tasks.undo(then=self._undone)

    def rename_me(self) -> None:
        """Ask for my name and keep it."""
        me, old = self._desk.workspace.me, self._my_name()
        name = self._desk.dialogs.ask_text(tr("Change my name"), tr("Name"), verb=tr("Change name"), text=old)
        if name and name != old:
            self._desk.tasks.do(rename_member, member_id=me, name=name)

    def back_up(self) -> None:
        """Make a backup now."""
        work = self._desk.workspace.back_up
        self._desk.tasks.work(lambda _progress: work(), lambda _made: self._backed_up(), tr("Back up"))

    def check_file(self) -> None:
        """Look whether the file is whole, and say so."""
        check = self._desk.workspace.check
        self._desk.tasks.work(
            lambda _progress: check(),
            lambda found: self._say(
                tr("The file has faults: {what}", what=found.faults[0]) if found.faults else tr("The file is whole.")
            ),
            tr("Check"),
        )

    def tell_saved(self) -> None:
        """Answer whether everything is saved."""
        if made := backup.listed(self._desk.workspace.backups):
            when = show_moment(made[0].at, self._desk.locale, self._desk.zone)
            self._say(tr("Everything is saved as you type. Last backup {when}.", when=when))
        else:
            self._say(tr("Everything is saved as you type. There is no backup yet."))

    def show_backup(self) -> None:
        """Show when the last backup was made; one older than two days is marked."""
        made = backup.listed(self._desk.workspace.backups)
        if not made:
            self._status.show_backup(tr("No backup yet"), late=False)
            return
        when = show_moment(made[0].at, self._desk.locale, self._desk.zone)
        late = self._desk.now() - parse_moment(made[0].at) > _LATE
        self._status.show_backup(tr("Backed up {when}", when=when), late=late)

    def _changed(self, changes: Changes) -> None:
        if changes.batch:
            undone = changes.label.startswith(tr("Undo: {step}", step=""))
            self._link = "redo" if undone else "undo"
            self._status.show_change(changes.label, tr("Redo") if undone else tr("Undo"))

        if changes.touches("member"):
            self._show_me()

    def _my_name(self) -> str:
        me = self._desk.workspace.me
        return self._desk.workspace.read(lambda conn: name_of(conn, me))

    def _show_me(self) -> None:
        self._status.show_me(self._my_name())

    def _undone(self, outcome: Outcome) -> None:
        if kept := outcome.value.kept:
            words = plural(len(kept), "{n} was changed later and stays", "{n} were changed later and stay")
            self._status.show_change(f"{outcome.changes.label} · {words}", tr("Redo"))

    def _cancelled(self, name: str) -> None:
        self._say(tr("{name} was cancelled; nothing was changed.", name=name or tr("The step")))

    def _say(self, words: str) -> None:
        self._link = ""
        self._status.show_change(words)

    def _backed_up(self) -> None:
        self.show_backup()
        self._say(tr("Backed up, and read back."))
