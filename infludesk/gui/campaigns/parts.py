"""What the campaigns list, a campaign's page and its tabs share: cells and words of a campaign, cards and figures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from infludesk.campaigns.figures import Margin
from infludesk.campaigns.model import EXITS, PIPELINE, STATES, Campaign
from infludesk.campaigns.pipeline import base
from infludesk.campaigns.pipeline import label as stage_label
from infludesk.flows.roster import RosterRow
from infludesk.gui.contracts.clash_words import clash_words
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, Due, DueState, MoneyCell, Pill, State, Tally, Text
from infludesk.gui.kit.formats import EMPTY, HIDDEN, Formats
from infludesk.gui.kit.parts import Glyph, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import due, show_day
from infludesk.kernel.money import Money
from infludesk.kernel.text import number, tr

_STATE_LOOKS: dict[str, State] = {"live": "success", "planning": "info", "wrap_up": "warn", "on_hold": "warn"}
_CONTRACT_LOOKS: dict[str, State] = {"signed": "success", "sent": "info", "agreed": "info", "redlined": "warn"}


class Card(QFrame):
    """A part of a page with its title; ``body`` takes the content."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(6))
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(8))
        self.head.addWidget(label(title, "lead"))
        self.head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(self.head)
        column.addLayout(self.body)
        column.addStretch(1)


class InternalFigures(QWidget):
    """Figures that no client sees, on the hatch, with the lock and the word."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        sign = QHBoxLayout()
        sign.setSpacing(theme.px(4))
        sign.addWidget(Glyph("lock", "text-2", 12))
        sign.addWidget(label(tr("Internal"), "small"))
        sign.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        column.setSpacing(theme.px(4))
        column.addLayout(sign)
        column.addLayout(self._grid)

    def put(self, facts: Sequence[tuple[str, str]], *, note: str = "") -> None:
        """Show these figures, name and value, and below them what is to be known of them."""
        empty(self._grid)
        self.texts = dict(facts)
        for row, (name, value) in enumerate(facts):
            self._grid.addWidget(label(name, "muted"), row, 0)
            self._grid.addWidget(label(value, "strong"), row, 1, Qt.AlignmentFlag.AlignRight)
        if note:
            self._grid.addWidget(label(note, "small", wrap=True), len(facts), 0, 1, 2)
        self.setAccessibleName(", ".join((tr("Internal"), *(f"{name} {value}" for name, value in facts))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.brush("hatch", self.devicePixelRatioF()))
        painter.end()
        super().paintEvent(event)


def money_words(amount: Money | None, formats: Formats) -> str:
    """An internal amount, blanked while internal figures are hidden."""
    return HIDDEN if formats.hide_internal else amount.show(formats.locale) if amount else EMPTY


def amounts_of(campaign: Campaign | None, formats: Formats) -> Formats:
    """Formats in which an amount of a campaign is in the campaign's own currency, where it has one."""
    if campaign is None:
        return formats
    return formats.within(campaign.budget.currency if campaign.budget else campaign.report_currency)


def money_facts(money: Margin, formats: Formats) -> list[tuple[str, str]]:
    """Client fee, creator fees, costs where there are any, and margin; each currency on its own."""
    names = (("client_fee", tr("Client fee")), ("creator_fees", tr("Creator fees")), ("costs", tr("Costs")))
    facts = []
    for name, words in names:
        amounts = [one for sums in money.sums.values() if (one := getattr(sums, name)).minor]
        if amounts or name != "costs":
            facts.append((words, ", ".join(money_words(one, formats) for one in amounts) or EMPTY))
    return [*facts, (tr("Margin"), money_words(money.amount, formats) if money.amount else tr("n/a"))]


def money_cell(amount: Money | None, formats: Formats) -> Cell:
    """An internal amount in a table."""
    return MoneyCell(money_words(amount, formats), internal=True)


def state_pill(state: str) -> Pill:
    """A campaign's state."""
    return Pill(tr(dict(STATES).get(state or "idea", state)), _STATE_LOOKS.get(state, "neutral"))


def contract_pill(state: str, words: str) -> Pill:
    """A contract's state."""
    return Pill(words, _CONTRACT_LOOKS.get(state, "neutral"))


def stage_cell(stage: str) -> Cell:
    """How far a creator is; an exit stands outside the line."""
    if stage in EXITS or base(stage) not in PIPELINE:
        return Pill(stage_label(stage), "neutral")
    done = PIPELINE.index(base(stage)) + 1
    return Tally(done, len(PIPELINE), stage_label(stage), "finished" if stage == "closed" else "open")


def counted(done: int, planned: int) -> Cell:
    """So many of so many; a dash where nothing is planned."""
    if not planned and not done:
        return Text(EMPTY, tone="text-3")
    return Tally(done, max(done, planned), "", "finished" if done >= planned else "open", counted=True)


def due_cell(day: str, formats: Formats, words: str = "") -> Cell:
    """A day as seen from today, after what is due then."""
    if not day:
        return Text(words or EMPTY, tone="text" if words else "text-3")
    gap = due(day, formats.today(), formats.locale)
    state: DueState = "soon"
    if day[:10] < formats.today().isoformat():
        state = "late"
    elif day[:10] == formats.today().isoformat():
        state = "today"
    return Due(f"{words}, {gap}" if words else gap, state, day[:10])


def clash_cell(desk: Desk, row: RosterRow) -> Cell:
    """How many clashes a creator's work in a campaign has; the tooltip tells each."""
    if not row.clashes:
        return Text(EMPTY, tone="text-3")
    told = [". ".join(clash_words(one, desk.locale)) for one in row.clashes]
    looks: State = "danger" if any(one.certain for one in row.clashes) else "warn"
    return Pill(number(len(row.clashes)), looks, "alert", problem="\n".join(told))


def span(starts: str | None, ends: str | None, formats: Formats) -> str:
    """From a day to a day, one of them alone, or nothing."""
    first, last = show_day(starts, formats.locale), show_day(ends, formats.locale)
    if starts and ends:
        return f"{first} – {last}"
    if starts:
        return tr("from {day}", day=first)
    return tr("until {day}", day=last) if ends else ""
