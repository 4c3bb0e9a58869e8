"""Putting a row of Today off until a day, with the reason."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.kernel.text import tr
from infludesk.team.model import Snooze

_PROPOSED_DAYS = 7


class NotUntilDialog(FieldsDialog):
    """Until when a row is hidden, and why; a week is proposed."""

    def __init__(self, parent: QWidget | None, what: str, formats: Formats) -> None:
        super().__init__(parent, tr("Not until: {what}", what=what), tr("Hide until then"))
        self._today = formats.today()
        proposed: date = self._today + timedelta(days=_PROPOSED_DAYS)
        self.add(Snooze.entity.field("until"), formats, proposed.isoformat())
        self.add(Snooze.entity.field("reason"), formats)
        self.body.addWidget(label(tr("A changed date shows it again at once."), "help", wrap=True))
        self.finish("until")

    def refuse(self) -> str:
        until = self.values["until"]
        if not until or until <= self._today.isoformat():
            return tr("Choose a day after today.")
        return ""
