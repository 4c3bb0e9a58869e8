"""The mapping that is kept for the next file of the same headings or source: saved, and said when it is used."""

from collections.abc import Callable
from dataclasses import replace

from infludesk.gui.creators.parts import local_day
from infludesk.gui.desk import Desk
from infludesk.gui.imports.draft import COLUMNS, FILE, Draft, Remembered
from infludesk.gui.kit.widgets import Strip
from infludesk.importing.saved import save_mapping
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, tr


class RememberedStrip(Strip):
    """Says which mapping was applied by itself, with the way to change it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("quiet")
        self._desk = desk

    def show_draft(self, draft: Draft | None, step: int) -> None:
        """Show what was applied to this draft; nothing where that was chosen in this wizard."""
        known = draft.remembered if draft else None
        if known is None or not known.at or step == FILE:
            self.say("quiet", "")
            return
        day = show_day(local_day(known.at, self._desk), self._desk.locale)
        title = tr('Mapping "{name}" of {day} is used.', name=isolate(known.name), day=day)
        self.say("quiet", title, action=tr("Propose anew") if step == COLUMNS else tr("Change"))


def remember(desk: Desk, draft: Draft, then: Callable[[Draft], None]) -> None:
    """Keep the mapping of a draft; ``then`` gets the draft that knows, also where it cannot be kept."""

    def kept(row_id: str) -> None:
        then(replace(draft, remembered=Remembered(row_id, draft.name, draft.columns)))

    desk.tasks.do(
        save_mapping,
        then=lambda outcome: kept(outcome.value),
        otherwise=lambda _problem: then(replace(draft, remembered=None, name="")),
        name=draft.name,
        sheet=draft.sheet,
        mapping=draft.columns,
    )
