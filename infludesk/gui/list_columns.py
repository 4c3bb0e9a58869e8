"""Which columns a list shows: its own, or those a person chose on this machine."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from infludesk.gui.desk import Desk
from infludesk.gui.kit.columns_dialog import Choice, ColumnsDialog
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.table_model import Column

RowT = TypeVar("RowT")


class ColumnChoice(Generic[RowT]):
    """The columns of one list, kept for each workspace; the first column is always there."""

    def __init__(self, desk: Desk, page: str, changed: Callable[[], None]) -> None:
        """``changed`` is called once other columns were chosen."""
        self._desk, self._changed = desk, changed
        self._key = f"{desk.workspace.id}/{page}"
        self._usual: tuple[Column[RowT], ...] = ()
        self._more: tuple[Column[RowT], ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether a person chose the columns."""
        return bool(self._kept)

    @property
    def shown(self) -> tuple[Column[RowT], ...]:
        """The columns to show, in order; those kept that are no more are left out."""
        known = {one.key: one for one in self._all}
        wanted = [known[key] for key in self._kept if key in known]
        return (*self._usual[:1], *wanted) if wanted else self._usual

    def offer(self, usual: Sequence[Column[RowT]], more: Sequence[Column[RowT]]) -> None:
        """There are these columns: the list's own, and further ones to choose."""
        self._usual, self._more = tuple(usual), tuple(more)

    def ask(self) -> None:
        """Ask which columns are wanted."""
        choices = [Choice(one.key, one.label, one.internal) for one in self._all]
        shown = [one.key for one in self.shown[1:]]
        ask(ColumnsDialog(window_of(), choices, shown, self._own_keys), self._keep)

    @property
    def _all(self) -> tuple[Column[RowT], ...]:
        return (*self._usual[1:], *self._more)

    @property
    def _own_keys(self) -> list[str]:
        return [one.key for one in self._usual[1:]]

    @property
    def _kept(self) -> Sequence[str]:
        return self._desk.settings.columns.get(self._key, ())

    def _keep(self, dialog: ColumnsDialog) -> None:
        # also the list's own columns are a choice: of those chosen none is left out for room
        self._desk.settings.columns[self._key] = [] if dialog.as_usual else list(dialog.chosen)
        self._desk.save_settings()
        self._changed()
