"""The fee schedule: the lines of a creator in a campaign and what the client is charged, to add, change and split."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.campaigns.model import Campaign, Participation
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.gui.campaigns.parts import amounts_of, money_cell
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.dialogs import Plain, ask, window_of
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead, Strip
from infludesk.gui.payments.pairs import PairsDialog
from infludesk.gui.payments.words import state_cell, trigger_words
from infludesk.kernel.changes import Changes
from infludesk.kernel.dates import show_day
from infludesk.kernel.money import Money
from infludesk.kernel.text import PPM, isolate, join, tr
from infludesk.payments.commands import below_zero, trash_fee
from infludesk.payments.fees import Fee, add_client_fee, add_creator_fee, set_fee, split_fee
from infludesk.payments.model import ClientFee, CreatorFee
from infludesk.payments.schedule import Part
from infludesk.payments.store import client_fees, creator_fees

_HEIGHT, _WIDE = 320, 760
_HALF = PPM // 2


class LineDialog(PairsDialog):
    """One line: what for, how much, after what, how many days later."""

    def __init__(self, parent: QWidget | None, cls: type[Fee], formats: Formats, fee: Fee | None = None) -> None:
        title = tr("Fee line, internal") if cls is CreatorFee else tr("Line of the client fee, internal")
        super().__init__(parent, title, tr("Change line") if fee else tr("Add line"))
        self.fee = fee
        self._day = "due_on" if cls is CreatorFee else "bill_on"
        started = {"kind": "content" if cls is CreatorFee else "management"}
        for name in ("kind", "label", "amount", "trigger", "trigger_days", self._day):
            value = getattr(fee, name) if fee else started.get(name)
            self.add(cls.entity.field(name), formats, value)
        words = tr("Without days, those that the contract gives to pay count. A day of its own goes with A day.")
        self.body.addWidget(label(words, "help", wrap=True))
        self.finish("amount")

    @property
    def changed(self) -> dict[str, Any]:
        """The values that are not those of the line."""
        return {name: value for name, value in self.values.items() if (value or None) != getattr(self.fee, name, None)}

    def refuse(self) -> str:
        amount: Money | None = self.values["amount"]
        if amount is None:
            self.edits["amount"].mark("error")
            return tr("Needed: an amount.")
        if amount.minor < 0:
            return below_zero().title
        if (self.values["trigger_days"] or 0) < 0:
            return tr("Days are not below zero.")
        return tr("Needed: the day.") if self.values["trigger"] == "day" and not self.values[self._day] else ""


class SplitDialog(PairsDialog):
    """A line in two parts, each after something of its own; half and half is proposed."""

    def __init__(self, parent: QWidget | None, formats: Formats) -> None:
        super().__init__(parent, tr("Split the fee"), tr("Split"))
        fields = CreatorFee.entity
        self.add(fields.field("rate_ppm"), formats, _HALF, name=tr("First part"), key="share")
        for key, trigger, days in (("first", "signature", None), ("second", "published", 30)):
            name = tr("First part: due after") if key == "first" else tr("Second part: due after")
            later = tr("First part: days after") if key == "first" else tr("Second part: days after")
            self.add(fields.field("trigger"), formats, trigger, name=name, key=f"{key}_trigger")
            self.add(fields.field("trigger_days"), formats, days, name=later, key=f"{key}_days")
        self.finish("share")

    @property
    def parts(self) -> list[Part]:
        """What was chosen."""
        share, given = self.values["share"] or 0, self.values
        return [
            Part(share, given["first_trigger"] or None, given["first_days"]),
            Part(PPM - share, given["second_trigger"] or None, given["second_days"]),
        ]

    def refuse(self) -> str:
        share = self.values["share"] or 0
        return "" if 0 < share < PPM else tr("The first part is more than 0 % and less than 100 %.")


class ScheduleDialog(Plain):
    """The lines, each changed at once; it stays open until it is closed."""

    def __init__(self, parent: QWidget | None, desk: Desk, campaign: Campaign, part: str, creator: str) -> None:
        title = tr("Fee schedule of {creator}", creator=isolate(creator)) if part else tr("Client fees of the campaign")
        super().__init__(parent, title)
        self.setMinimumWidth(theme.px(_WIDE))
        self._desk, self._campaign, self._part = desk, campaign, part
        self.strip = Strip()
        self.add_creator = button(tr("Add line…"), icon="add", small=True)
        self.add_client = button(tr("Add client line…"), icon="add", small=True)
        self.lists: dict[type[Fee], QGridLayout] = {CreatorFee: QGridLayout(), ClientFee: QGridLayout()}
        self.close_button = self.add_button(button(tr("Close"), "primary"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.add_creator.clicked.connect(lambda: self._ask_add(CreatorFee))
        self.add_client.clicked.connect(lambda: self._ask_add(ClientFee))
        desk.tasks.changed.connect(self._on_changed)
        self._read()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("creator_fee", "client_fee"):
            self._read()

    def _read(self) -> None:
        campaign, part = self._campaign.id, self._part

        def query(conn: Connection) -> tuple[list[CreatorFee], list[ClientFee]]:
            return creator_fees(conn, part) if part else [], client_fees(conn, campaign, part or None)

        self._desk.tasks.read(query, self._show, key=("schedule", "lines"))

    def _show(self, found: tuple[list[CreatorFee], list[ClientFee]]) -> None:
        every: tuple[tuple[type[Fee], Sequence[Fee]], ...] = ((CreatorFee, found[0]), (ClientFee, found[1]))
        for cls, fees in every:
            grid = self.lists[cls]
            empty(grid)
            for row, fee in enumerate(fees):
                for column, one in enumerate(self._row(fee)):
                    grid.addWidget(one, row, column, Qt.AlignmentFlag.AlignVCenter)
            if not fees:
                grid.addWidget(label(tr("No line yet."), "help"), 0, 0)

    def _row(self, fee: Fee) -> list[QWidget]:
        formats = self._desk.formats
        kind = tr(type(fee).entity.field("kind").choice(fee.kind or "other"))
        name = join((kind, isolate(fee.label or "")))
        day = fee.due_on if isinstance(fee, CreatorFee) else fee.bill_on
        when = join((trigger_words(fee.trigger or "", fee.trigger_days), show_day(day, formats.locale) if day else ""))
        change = button(tr("Change…"), small=True)
        change.setAccessibleName(tr("Change the line {line}", line=name))
        change.clicked.connect(partial(self._ask_change, fee))
        split = button(tr("Split…"), small=True)
        split.setAccessibleName(tr("Split the line {line}", line=name))
        split.clicked.connect(partial(self._ask_split, fee))
        split.setVisible((fee.state or "planned") == "planned" and fee.amount is not None)
        remove = tool("trash", tr("Remove the line {line}", line=name))
        remove.clicked.connect(partial(self._do, trash_fee, fee_id=fee.id))
        return [
            label(name, "strong", wrap=True), CellLabel(money_cell(fee.amount, formats)),
            label(when, "help", wrap=True), CellLabel(state_cell(fee.state or "planned")), change, split, remove,
        ]  # fmt: skip

    def _ask_add(self, cls: type[Fee]) -> None:
        dialog = LineDialog(self, cls, amounts_of(self._campaign, self._desk.formats))
        ask(dialog, partial(self._add, cls))

    def _add(self, cls: type[Fee], given: LineDialog) -> None:
        if cls is CreatorFee:
            self._do(add_creator_fee, participation_id=self._part, **given.values)
        else:
            more = {"kind": given.values["kind"] or "management", "participation_id": self._part or None}
            self._do(add_client_fee, campaign_id=self._campaign.id, **(given.values | more))

    def _ask_change(self, fee: Fee) -> None:
        dialog = LineDialog(self, type(fee), amounts_of(self._campaign, self._desk.formats), fee)
        ask(dialog, partial(self._change, fee.id))

    def _change(self, fee_id: str, given: LineDialog) -> None:
        if given.changed:
            self._do(set_fee, fee_id=fee_id, values=given.changed)

    def _ask_split(self, fee: Fee) -> None:
        ask(SplitDialog(self, self._desk.formats), lambda given: self._do(split_fee, fee_id=fee.id, parts=given.parts))

    def _do(self, command: Callable[..., Any], **given: Any) -> None:
        self.strip.say("info", "")
        self._desk.tasks.do(command, otherwise=self.strip.say_problem, **given)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        self.add_creator.setParent(self)
        self.add_creator.hide()
        for cls, words, add in (
            (CreatorFee, tr("Creator fee"), self.add_creator), (ClientFee, tr("Client fee"), self.add_client),
        ):  # fmt: skip
            if cls is CreatorFee and not self._part:
                continue
            grid = self.lists[cls]
            grid.setHorizontalSpacing(theme.px(12))
            grid.setColumnStretch(0, 2)
            grid.setColumnStretch(2, 2)
            column.addWidget(SectionHead(words, tr("Internal"), (add,)))
            add.show()
            column.addLayout(grid)
        column.addStretch(1)
        area = scrolled(inside)
        area.setMinimumHeight(theme.px(_HEIGHT))
        self.body.addWidget(self.strip)
        self.body.addWidget(area)


def open_schedule(desk: Desk, campaign_id: str, participation_id: str = "") -> None:
    """Show the fee schedule of a creator in a campaign; without one, what the client is charged for the campaign."""

    def query(conn: Connection) -> tuple[Campaign, str]:
        name = ""
        if participation_id:
            joined = get(conn, Participation, participation_id)
            name = get(conn, Creator, joined.creator_id or "").name or ""
        return get(conn, Campaign, campaign_id), name

    def show(found: tuple[Campaign, str]) -> None:
        dialog = ScheduleDialog(window_of(), desk, found[0], participation_id, found[1])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    desk.tasks.read(query, show)
