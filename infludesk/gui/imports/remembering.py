"""The mapping that is kept for the next file of the same headings or source: saved, and said when it is used."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from infludesk.gui.creators.parts import local_day
from infludesk.gui.desk import Desk
from infludesk.gui.imports.draft import COLUMNS, FILE, Draft, Remembered
from infludesk.gui.kit.widgets import Strip
from infludesk.importing.columns.saved import save_mapping, trash_mapping
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, tr

Then = Callable[[Draft], None]


class RememberedStrip(Strip):
    """Keeps the mapping of a draft, and says which one was applied by itself, with the way to change it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("quiet")
        self._desk = desk
        self._refused: tuple[Sheet, Problem] | None = None

    def show_draft(self, draft: Draft | None, step: int) -> None:
        """Show what was applied to this draft, or why its mapping was not kept; nothing where that was chosen here."""
        if draft is not None and self._refused is not None and self._refused[0] is draft.sheet:
            problem = self._refused[1]
            self.say("warn", tr("These columns are not remembered. {why}", why=problem.title), problem.advice)
            return
        known = draft.remembered if draft else None
        if known is None or not known.at or step == FILE:
            self.say("quiet", "")
            return
        day = show_day(local_day(known.at, self._desk), self._desk.locale)
        title = tr('Mapping "{name}" of {day} is used.', name=isolate(known.name), day=day)
        self.say("quiet", title, action=tr("Propose anew") if step == COLUMNS else tr("Change"))

    def remember(self, draft: Draft, then: Then) -> None:
        """Keep the mapping of a draft, or forget the one kept where its name was taken away.

        ``then`` gets the draft that knows, also where that was refused.
        """
        self._refused = None
        do, refused = self._desk.tasks.do, partial(self._refuse, draft, then)
        if draft.name:
            do(
                save_mapping, then=partial(_kept, draft, then), otherwise=refused,
                name=draft.name, sheet=draft.sheet, mapping=draft.columns,
            )  # fmt: skip
        elif draft.remembered:
            forgotten = replace(draft, remembered=None)
            do(trash_mapping, then=lambda _: then(forgotten), otherwise=refused, mapping_id=draft.remembered.id)

    def _refuse(self, draft: Draft, then: Then, problem: Problem) -> None:
        self._refused = draft.sheet, problem
        then(replace(draft, remembered=None, name=""))


def _kept(draft: Draft, then: Then, outcome: Outcome) -> None:
    then(replace(draft, remembered=Remembered(outcome.value, draft.name, draft.columns)))
