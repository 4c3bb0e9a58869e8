"""Dialogs of a creator in a campaign: leaving it, the fees, and a promised piece."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from infludesk.campaigns.model import Participation
from infludesk.campaigns.pipeline import label as stage_label
from infludesk.content.model import Deliverable
from infludesk.db.transaction import Tx
from infludesk.flows.roster import RosterRow
from infludesk.gui.kit.dialogs import EntryDialog, add_field
from infludesk.gui.kit.edits import FieldEdit
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label, plain
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, plural, tr
from infludesk.payments.commands import below_zero, set_client_fee, set_creator_fee
from infludesk.payments.model import ClientFee, CreatorFee

_ASK_AGAIN_DAYS = 90


class FieldsDialog(EntryDialog):
    """A dialog of declared fields that are stored together."""

    def __init__(self, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.edits: dict[str, FieldEdit] = {}
        self.values: dict[str, Any] = {}
        self.message = label("", "danger", wrap=True)
        self.message.setMinimumHeight(theme.line("small"))

    def add(self, field: Field, formats: Formats, value: Any = None, *, name: str = "", key: str = "") -> None:
        """Add a field; ``name`` and ``key`` in place of its own label and name."""
        edit = edit_for(field, formats)
        edit.put(value)
        add_field(self, name or tr(field.label), edit)
        edit.main.setAccessibleName(name or tr(field.label))
        self.edits[key or field.name] = edit

    def finish(self, first: str) -> None:
        """All fields are there; the focus begins in ``first``."""
        self.body.addWidget(self.message)
        self.begin_at(self.edits[first].main)

    def ready(self) -> bool:
        for name, edit in self.edits.items():
            try:
                self.values[name] = edit.read()
            except Problem as problem:
                told = self.word(problem)
                self.message.setText(f"{told.title} {told.advice}")
                edit.mark("error")
                edit.main.setFocus()
                return False
            edit.mark("")
        refused = self.refuse()
        self.message.setText(refused)
        return not refused

    def word(self, problem: Problem) -> Problem:
        """The words of this dialog for an entry that cannot be read."""
        return problem

    def refuse(self) -> str:
        """Why what was typed is not enough; empty where it is."""
        return ""


class ExitDialog(FieldsDialog):
    """A creator leaves the line of a campaign, for a reason; the day to ask again is proposed."""

    def __init__(self, parent: QWidget | None, names: Sequence[str], stage: str, formats: Formats) -> None:
        who = isolate(names[0]) if len(names) == 1 else plural(len(names), "{n} creator", "{n} creators")
        super().__init__(parent, tr("{stage}: {who}", stage=stage_label(stage), who=who), stage_label(stage))
        self.stage = stage
        entity = Participation.entity
        self.add(entity.field("reason"), formats)
        if stage == "not_now":
            proposed: date = formats.today() + timedelta(days=_ASK_AGAIN_DAYS)
            self.add(entity.field("ask_again_on"), formats, proposed.isoformat())
        self.body.addWidget(label(tr("The creator's standing stays as it is."), "help", wrap=True))
        self.finish("reason")

    def refuse(self) -> str:
        if self.values["reason"]:
            return ""
        self.edits["reason"].mark("error")
        return tr("Needed: a reason.")


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


class FreezeDialog(EntryDialog):
    """Who a frozen brief goes to; all who agreed are ticked."""

    def __init__(self, parent: QWidget | None, creators: Sequence[str]) -> None:
        super().__init__(parent, tr("Freeze the brief"), tr("Freeze"))
        words = tr("The text is kept as it is now, with its hash and who gets it. The working text stays open.")
        self.body.addWidget(label(words, wrap=True))
        self.boxes = {name: QCheckBox(plain(name)) for name in creators}
        if not self.boxes:
            self.body.addWidget(label(tr("No creator has agreed yet: it is frozen without recipients."), "small"))
        for box in self.boxes.values():
            box.setChecked(True)
            box.toggled.connect(self._count)
            self.body.addWidget(box)
        self.begin_at(next(iter(self.boxes.values()), self.confirm_button))
        self._count()

    @property
    def recipients(self) -> tuple[str, ...]:
        """The names ticked."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def _count(self) -> None:
        count = len(self.recipients)
        self.confirm_button.setText(
            plural(count, "Freeze for {n} creator", "Freeze for {n} creators") if count else tr("Freeze")
        )


def set_fees(tx: Tx, *, campaign_id: str, participation_id: str, **fees: Money | None) -> None:
    """Set ``client_fee``, ``creator_fee`` or both for a creator in a campaign, as one step that Undo takes back.

    Raises:
        Problem: ``money.negative``, ``fee.schedule``.
    """
    if "creator_fee" in fees:
        set_creator_fee(tx, participation_id=participation_id, amount=fees["creator_fee"])
    if "client_fee" in fees:
        set_client_fee(tx, campaign_id=campaign_id, participation_id=participation_id, amount=fees["client_fee"])
