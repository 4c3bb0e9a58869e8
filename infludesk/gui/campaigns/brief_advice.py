"""Which disclosure wording passes in every market of a campaign, and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.campaigns.freeze import UsedLabel
from infludesk.contracts.markets import Choice, Reason
from infludesk.contracts.rulepacks import VERDICTS
from infludesk.gui.creators.parts import empty
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.cells import Pill, State
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead
from infludesk.kernel.text import isolate, join, tr

_LOOKS: dict[str, State] = {"fine": "success", "risky": "warn", "not_fine": "danger"}
_ICONS = {"fine": "check", "risky": "alert", "not_fine": "alert"}


class LabelAdvice(QWidget):
    """The wording to ask for, with what each rule pack says of it.

    Signals:
        used: the wording, to be taken into the brief.
    """

    used = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.wording = ""
        self.use_button = button(tr("Use it"), small=True)
        self.use_button.clicked.connect(lambda: self.used.emit(self.wording))
        self.told, self.refused = label("", wrap=True), label("", "danger", wrap=True)
        self._reasons = QVBoxLayout()
        self._reasons.setSpacing(theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(SectionHead(tr("Wording for all markets"), buttons=(self.use_button,)))
        column.addWidget(self.refused)
        column.addWidget(self.told)
        column.addLayout(self._reasons)
        column.addWidget(label(tr("Guidance from dated sources, not legal advice."), "help", wrap=True))

    def show_choice(self, choice: Choice | None, brand: str, now: str, refused: Sequence[UsedLabel] = ()) -> None:
        """Show the wording to ask for.

        Args:
            choice: the wording, with each pack's reason; None where no pack knows any.
            brand: fills its placeholder.
            now: the brief's own wording.
            refused: the parts of that which a pack names as not fine.
        """
        empty(self._reasons)
        self.refused.setText("\n".join(map(_refusal, refused)))
        self.refused.setVisible(bool(refused))
        self.wording = choice.text.replace("{brand}", brand) if choice else ""
        self.use_button.setVisible(choice is not None)
        self.use_button.setEnabled(self.wording != now)
        if choice is None:
            self.told.setText(
                tr("No rule pack of this campaign names a wording. Choose its packs above, or in the plan.")
            )
            return
        words = isolate(self.wording)
        self.told.setText(
            tr('"{wording}" passes in every pack of this campaign.', wording=words)
            if choice.verdict == "fine"
            else tr('No wording passes in every pack. "{wording}" comes closest.', wording=words)
        )
        for reason in choice.reasons:
            self._reasons.addWidget(_line(reason))


def _refusal(one: UsedLabel) -> str:
    return tr('"{text}" is not fine: {pack}, {cite}.', text=isolate(one.text), pack=one.pack, cite=one.cite)


def _line(reason: Reason) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    words = tr(dict(VERDICTS)[reason.verdict])
    row.addWidget(CellLabel(Pill(words, _LOOKS[reason.verdict], _ICONS[reason.verdict])))
    told = QVBoxLayout()
    told.setSpacing(0)
    told.addWidget(label(join((reason.pack, reason.why), ": "), "small", wrap=True))
    told.addWidget(Citation(reason.cite))
    row.addLayout(told, 1)
    return line
