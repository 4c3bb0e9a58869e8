"""What a compliance report is about: the campaign or its whole client, and the days its posts are from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr
from infludesk.reports.gather_compliance import Scope

_SINCE, _UNTIL = Field("since", "day", "Posts from"), Field("until", "day", "Posts until")


class ScopeChoice(QWidget):
    """The scope of a compliance report.

    Attributes:
        whole: this campaign or the whole client; hidden without a client.
        since: the first day of the period, ``until`` the last; both may be empty.

    Signals:
        changed: another scope is chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.whole = Segments(tr("About"), [("campaign", tr("This campaign")), ("client", tr("Whole client"))])
        self.since, self.until = edit_for(_SINCE, desk.formats), edit_for(_UNTIL, desk.formats)
        self.message = label("", "danger", wrap=True)
        self._known: tuple[str, str] = "", ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.whole)
        for field, edit in ((_SINCE, self.since), (_UNTIL, self.until)):
            edit.main.setAccessibleName(tr(field.label))
            edit.left.connect(self._read)
            column.addWidget(label(tr(field.label), "muted"))
            column.addWidget(edit)
        column.addWidget(self.message)
        self.message.hide()
        self.whole.chosen.connect(lambda _code: self.changed.emit())

    def of(self, campaign_id: str) -> Scope:
        """The scope chosen, for a campaign."""
        since, until = self._known
        return Scope(campaign_id, self.whole.value == "client", since, until)

    def begin(self) -> None:
        """Begin with a campaign alone and all its posts."""
        self.whole.choose("campaign")
        self._known = "", ""
        self.since.put(None)
        self.until.put(None)
        self._say("")

    def _read(self) -> None:
        try:
            since, until = str(self.since.read() or ""), str(self.until.read() or "")
        except Problem as problem:
            self._say(str(problem))
            return
        if since and until and until < since:
            self._say(tr("The last day is before the first; the old period is shown."))
            return
        self._say("")
        if (since, until) != self._known:
            self._known = since, until
            self.changed.emit()

    def _say(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
