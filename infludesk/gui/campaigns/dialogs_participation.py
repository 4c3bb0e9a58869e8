"""Dialogs of a creator in a campaign: leaving it, the fees, and a promised piece."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from infludesk.campaigns.model import Participation
from infludesk.campaigns.pipeline import label as stage_label
from infludesk.content.model import Deliverable
from infludesk.db.transaction import Tx
from infludesk.flows.roster import RosterRow
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, plural, tr
from infludesk.payments.commands import below_zero, set_client_fee, set_creator_fee
from infludesk.payments.model import ClientFee, CreatorFee

_ASK_AGAIN_DAYS = 90


class AtEnd(Protocol):
    """What becomes of the fees of those who leave, asked in the same dialog."""

    @property
    def widget(self) -> QWidget:
        """What is shown."""

    def read(self) -> dict[str, Any]:
        """What ``flows.ending.end_participations`` takes.

        Raises:
            Problem: an amount cannot be read.
        """


class ExitDialog(FieldsDialog):
    """A creator leaves the line of a campaign, for a reason; the day to ask again is proposed.

    Attributes:
        fees: what becomes of their fees, as ``flows.ending.end_participations`` takes it; empty where there are none.
    """

    def __init__(
        self,
        parent: QWidget | None,
        names: Sequence[str],
        stage: str,
        formats: Formats,
        money: AtEnd | None = None,
    ) -> None:
        who = isolate(names[0]) if len(names) == 1 else plural(len(names), "{n} creator", "{n} creators")
        super().__init__(parent, tr("{stage}: {who}", stage=stage_label(stage), who=who), stage_label(stage))
        self.stage, self.money = stage, money
        self.fees: dict[str, Any] = {}
        entity = Participation.entity
        self.add(entity.field("reason"), formats)
        if stage == "not_now":
            proposed: date = formats.today() + timedelta(days=_ASK_AGAIN_DAYS)
            self.add(entity.field("ask_again_on"), formats, proposed.isoformat())
        if money is not None:
            self.body.addWidget(money.widget)
        self.body.addWidget(label(tr("The creator's standing stays as it is."), "help", wrap=True))
        self.finish("reason")

    def refuse(self) -> str:
        if not self.values["reason"]:
            self.edits["reason"].mark("error")
            return tr("Needed: a reason.")
        try:
            self.fees = self.money.read() if self.money else {}
        except Problem as problem:
            return f"{problem.title} {problem.advice}"
        return ""


class FeesDialog(FieldsDialog):
    """What the client pays for a creator, and what the creator gets."""

    def __init__(self, parent: QWidget | None, row: RosterRow, formats: Formats) -> None:
        super().__init__(parent, tr("Fees of {creator}", creator=isolate(row.creator)), tr("Set fees"))
        self.add(
            ClientFee.entity.field("amount"), formats, row.client_fee, name=tr("Client fee, internal"), key="client_fee"
        )
        self.add(
            CreatorFee.entity.field("amount"), formats, row.creator_fee,
            name=tr("Creator fee, internal"), key="creator_fee",
        )  # fmt: skip
        self.finish("client_fee")

    def word(self, problem: Problem) -> Problem:
        return below_zero() if problem.code == "money.negative" else problem


class PieceDialog(FieldsDialog):
    """A piece a creator promises."""

    def __init__(self, parent: QWidget | None, creator: str, formats: Formats) -> None:
        super().__init__(parent, tr("Deliverable of {creator}", creator=isolate(creator)), tr("Add deliverable"))
        entity = Deliverable.entity
        for name in ("format", "title", "due", "quantity"):
            self.add(entity.field(name), formats, 1 if name == "quantity" else None)
        self.finish("format")

    def refuse(self) -> str:
        if not self.values["format"] and not self.values["title"]:
            return tr("Needed: a format or a title.")
        return tr("One piece at least.") if (self.values["quantity"] or 1) < 1 else ""


def set_fees(tx: Tx, *, campaign_id: str, participation_id: str, **fees: Money | None) -> None:
    """Set ``client_fee``, ``creator_fee`` or both for a creator in a campaign, as one step that Undo takes back.

    Raises:
        Problem: ``money.negative``, ``fee.schedule``.
    """
    if "creator_fee" in fees:
        set_creator_fee(tx, participation_id=participation_id, amount=fees["creator_fee"])
    if "client_fee" in fees:
        set_client_fee(tx, campaign_id=campaign_id, participation_id=participation_id, amount=fees["client_fee"])
