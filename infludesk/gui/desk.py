"""What the window gives each page: the workspace through its tasks, dialogs, formats, and the way to other pages."""

from collections.abc import Callable
from datetime import date, datetime

from babel import Locale
from PySide6.QtCore import QLocale, QObject, Signal

from infludesk import settings as machine
from infludesk.gui.kit.dialogs import Dialogs
from infludesk.gui.kit.formats import Formats
from infludesk.gui.navigation import Place
from infludesk.gui.tasks import Tasks
from infludesk.kernel.changes import Changes
from infludesk.kernel.dates import zone_of
from infludesk.kernel.text import locale_of, tr
from infludesk.payments.store import currencies_in_use
from infludesk.records import model as records
from infludesk.settings import Settings
from infludesk.workspace import Workspace


class Desk(QObject):
    """One open workspace as the pages see it.

    Attributes:
        workspace: the façade, for what needs no thread: folders, ids, who I am.
        tasks: reading and doing.
        dialogs: files and decisions.
        settings: this machine's.
        restart: shows this workspace, opened again after a restore, in place of the one shown; the window sets it.

    Signals:
        gone: a Place to go to.
        back: where one is was left: to where one came from.
        said: words for the status area, of something that changed no record.
        noted: words for the status area on the last change, which can be taken back still.
        redrawn: formats or internal figures are shown otherwise now.
        backed_up: a backup was made.
    """

    gone = Signal(object)
    back = Signal()
    said = Signal(str)
    noted = Signal(str)
    redrawn = Signal()
    backed_up = Signal()

    def __init__(self, workspace: Workspace, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__()
        self.workspace, self.tasks, self.dialogs = workspace, tasks, dialogs
        self.settings: Settings = workspace.settings
        self.restart: Callable[[Workspace], None] = lambda _workspace: None
        self._locale = locale_of(QLocale().name())
        self._read()
        tasks.changed.connect(self._on_changed)

    @property
    def formats(self) -> Formats:
        """How values are shown here, now."""
        return Formats(
            self._locale, self._zone, self._currency, self.today, self.settings.hide_internal, self._currencies
        )

    @property
    def locale(self) -> Locale:
        """The person's own."""
        return self._locale

    @property
    def zone(self) -> str:
        """The workspace's zone, as IANA names it."""
        return self._zone

    def now(self) -> datetime:
        """The moment, aware."""
        return self.workspace.now()

    def today(self) -> date:
        """The day in the workspace's zone."""
        return self.workspace.now().astimezone(zone_of(self._zone)).date()

    def go(self, page: str, record: str = "", tab: str = "", about: tuple[str, ...] = ()) -> None:
        """Go to a place."""
        self.gone.emit(Place(page, record, tab, about))

    def say(self, words: str) -> None:
        """Tell of something that changed no record, in the status area."""
        self.said.emit(words)

    def note(self, words: str) -> None:
        """Say more of the last change, in the status area."""
        self.noted.emit(words)

    def hide_internal(self, *, on: bool) -> None:
        """Blank internal figures on every page, or show them again."""
        self.settings.hide_internal = on
        self.save_settings()
        self.redrawn.emit()
        self.say(tr("Internal figures are hidden.") if on else tr("Internal figures are shown."))

    def save_settings(self) -> None:
        """Keep this machine's settings."""
        machine.save(self.settings)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("setting", "client_fee", "creator_fee", "cost", "campaign"):
            self._read()

    def _read(self) -> None:
        self._zone = self.workspace.setting(records.ZONE, "UTC")
        self._currency = self.workspace.setting(records.CURRENCY)
        self._currencies: tuple[str, ...] = self.workspace.read(currencies_in_use)
