"""Beside the list of parcels: one parcel, its next steps, what is in it, and every field."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infludesk.gifting import commands, items
from infludesk.gifting.listing import GIVEN
from infludesk.gifting.model import STATES, Parcel, ParcelItem
from infludesk.gifting.posts import say_connection
from infludesk.gifting.states import SENT, TO_SHIP
from infludesk.gui.contracts.terms import slim
from infludesk.gui.desk import Desk
from infludesk.gui.gifts.dialogs import DeliverDialog, FormDialog, ReturnDialog, ShipDialog
from infludesk.gui.gifts.item_lines import ItemLines, ParcelView, read_parcel
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.folding import Section
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, frame, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.list_page import Inspector
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, plural, tr

_CORE = ("what", "value", "return_due", "asked_post")
_WAY = (
    "address_confirmed_on", "ship_to", "carrier", "tracking_number", "shipped_on", "delivered_on", "shipping_cost",
    "customs",
)  # fmt: skip
_MORE = ("owner_id", "card_text", "thanks_on", "reason")
_ITEM = (
    "product_id", "label", "quantity", "unit_value", "given_as", "serial", "condition_out", "return_due",
    "condition_in",
)  # fmt: skip
_PAD = 16


class ParcelPanel(Inspector):
    """One parcel.

    Signals:
        changed: what can be done here has changed.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.record_id = ""
        self.view: ParcelView | None = None
        self.name, self.line = Elided("", "section"), label("", "small", wrap=True)
        self.strip, self.look, self.unsaid = Strip(), Strip("warn"), Strip()
        self.steps: dict[str, QPushButton] = {}
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, gap=theme.px(8))
        for code, words, run in (
            ("ship", tr("Mark shipped…"), self.ship), ("pack", tr("Packed"), self.pack),
            ("deliver", tr("Mark delivered…"), self.deliver), ("take_back", tr("Mark returned…"), self.take_back),
            ("keep", tr("Keep as a gift"), self.keep), ("again", tr("Plan again"), self.plan_again),
            ("copy", tr("Copy tracking number"), self.copy_number), ("refuse", tr("Refused…"), self.refuse),
            ("lose", tr("Lost"), self.lose), ("cancel", tr("Cancel parcel"), self.cancel),
        ):  # fmt: skip
            self.steps[code] = button(words, small=True)
            self.steps[code].clicked.connect(run)
            self._flow.addWidget(self.steps[code])
        self.items_section, self.lines = Section(tr("Items"), opened=True), ItemLines(desk)
        self.add_button = button(tr("Add item…"), icon="add", small=True)
        self.way_section, self.more_section = Section(tr("Shipping"), opened=True), Section(tr("More"))
        self.forms = {names: self._form(names) for names in (_CORE, _WAY, _MORE)}
        self._lay_out()
        self._connect()
        self.setAccessibleName(tr("Parcel"))

    def show_record(self, record_id: str) -> None:
        """Show this parcel."""
        if record_id != self.record_id:
            self.strip.say("info", "")
        self.record_id = record_id
        today = self.desk.today().isoformat()
        self.desk.tasks.read(
            lambda conn: read_parcel(conn, record_id, today), self._take, key=("parcel.panel", id(self))
        )

    def offers(self) -> dict[str, Offer]:
        if self.view is None:
            return {}
        no_number = "" if self.view.row.tracking_number else tr("There is no tracking number yet.")
        return {"parcel.copy": Offer(self.copy_number, why_not=no_number)}

    # what is done here

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do a command; what is refused is said in the panel."""
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, **arguments)

    def ship(self) -> None:
        """Ask for day, carrier and tracking number."""
        if self.view is not None:
            ShipDialog(self.desk, self, [self.view.row], self.view.cautions).open()

    def pack(self) -> None:
        """Note that it is packed."""
        self.do(commands.pack, parcel_ids=[self.record_id])

    def deliver(self) -> None:
        """Ask for the day it arrived."""
        if self.view is not None:
            DeliverDialog(self.desk, self, [self.view.row]).open()

    def take_back(self) -> None:
        """Ask for the day the loans came back."""
        if self.view is not None:
            title = tr("{what} is back", what=isolate(self.view.row.what))
            ReturnDialog(self.desk, self, title, parcel_ids=[self.record_id]).open()

    def keep(self) -> None:
        """Let the creator keep a loan without items, from today on a gift."""
        self.do(commands.keep_as_gift, parcel_id=self.record_id)

    def plan_again(self) -> None:
        """Send what was lost or refused once more."""
        self.do(commands.plan_again, parcel_id=self.record_id)

    def refuse(self) -> None:
        """Ask why it was not taken."""
        why = self.desk.dialogs.ask_text(tr("The parcel was refused"), tr("Reason"), verb=tr("Mark refused"))
        if why:
            self.do(commands.refuse, parcel_id=self.record_id, reason=why)

    def lose(self) -> None:
        """Note that it never arrived."""
        self.do(commands.lose, parcel_id=self.record_id)

    def cancel(self) -> None:
        """Call it off."""
        self.do(commands.cancel_parcels, parcel_ids=[self.record_id])

    def copy_number(self) -> None:
        """Put the tracking number on the clipboard."""
        if self.view is not None and self.view.row.tracking_number:
            QGuiApplication.clipboard().setText(self.view.row.tracking_number)
            self.desk.say(tr("Copied: {text}", text=self.view.row.tracking_number))

    def focus_fields(self) -> None:
        """Go to the parcel's first field."""
        if self.view is not None:
            self.forms[_CORE].focus("what")

    def add_item(self) -> None:
        """Ask what else is in the parcel."""
        lent = self.view is not None and self.view.row.given == "loan"
        fresh = ParcelItem(id="new", quantity=1, given_as="loan" if lent else "gift")
        form = self._item_form(fresh, only=tuple(name for name in _ITEM if name != "condition_in"))
        FormDialog(self.desk, self, form, tr("Add item"), tr("Add item"), self._store_item).open()

    def edit_item(self, item_id: str) -> None:
        """Show every field of an item; each is stored as it is left."""
        found = next((one for one in self.view.items if one.id == item_id), None) if self.view else None
        if found is not None:
            form = self._item_form(found, only=_ITEM)
            title = tr("Item: {item}", item=isolate(found.label or ""))
            FormDialog(self.desk, self, form, title, tr("Store"), partial(self._change_item, found)).open()

    def end_loan(self, item_id: str) -> None:
        """Ask how the loan of an item ended."""
        found = next((one for one in self.view.items if one.id == item_id), None) if self.view else None
        if found is not None:
            title = tr("End the loan of {item}", item=isolate(found.label or ""))
            ReturnDialog(self.desk, self, title, item_id=item_id).open()

    def _item_form(self, item: ParcelItem, *, only: tuple[str, ...]) -> Form:
        every = self.view.products if self.view else ()
        options = {"product_id": [(one.id, isolate(join((one.name, one.variant), " "))) for one in every]}
        form = Form(ParcelItem.entity, show=self.desk.formats, only=only, options=options)
        form.load(item)
        return form

    def _store_item(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        given = {name: value for name, value in values.items() if value is not None}
        dialog.do(items.add_item, parcel_id=self.record_id, **given)

    def _change_item(self, old: ParcelItem, dialog: FormDialog, values: dict[str, Any]) -> None:
        changed = {name: value for name, value in values.items() if value != getattr(old, name)}
        if changed:
            dialog.do(items.change_item, item_id=old.id, values=changed)
        else:
            dialog.reject()

    def _save(self, form: Form, name: str, value: object) -> None:
        def refused(problem: Problem) -> None:
            form.show_problem(name, problem)

        self.desk.tasks.do(
            commands.set_parcel_field, otherwise=refused, parcel_id=form.record_id, name=name, value=value
        )

    # showing

    def _take(self, view: ParcelView | None) -> None:
        self.view = view
        self.area.setVisible(view is not None)
        if view is not None:
            self._show(view)
        self.changed.emit()

    def _show(self, view: ParcelView) -> None:
        row = view.row
        self.name.say(row.what)
        state, given = tr(dict(STATES).get(row.state, row.state)), tr(dict(GIVEN)[row.given])
        self.line.setText(join((state, given, isolate(row.creator), isolate(row.campaign), isolate(row.client))))
        self.look.say("warn", tr("Look at this first") if view.cautions else "", " ".join(view.cautions))
        words = "{n} post does not say what was given.", "{n} posts do not say what was given."
        title = plural(len(view.unsaid), *words) if view.unsaid else ""
        self.unsaid.say("info", title, action=tr("Note the connection") if title else "")
        whole_loan = not view.items and row.lent
        shown = {
            "ship": row.state in TO_SHIP, "pack": row.state == "planned", "deliver": row.state == "shipped",
            "take_back": row.lent, "keep": whole_loan, "again": row.state in ("refused", "lost"),
            "copy": bool(row.tracking_number), "refuse": row.state == "shipped", "lose": row.state == "shipped",
            "cancel": row.state in TO_SHIP,
        }  # fmt: skip
        held = self.window().focusWidget()
        for code, seen in shown.items():
            self.steps[code].setVisible(seen)
        if held in self.steps.values() and not held.isVisible():
            next((one for one in self.steps.values() if not one.isHidden()), self.items_section.head).setFocus()
        self.lines.load(view.items, sent=row.state in SENT)
        self.items_section.set_note(str(len(view.items)) if view.items else "")
        self.forms[_MORE].set_options("owner_id", view.members)
        for form in self.forms.values():
            form.load(view.parcel)
        self.forms[_CORE].row("value").setVisible(not view.items)

    def _form(self, names: tuple[str, ...]) -> Form:
        return slim(Form(Parcel.entity, show=self.desk.formats, only=names, options={"owner_id": ()}))

    # layout

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        pad = theme.px(_PAD)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(8))
        for part in (
            self.name, self.line, self.strip, self.look, self.unsaid, self._buttons, self.forms[_CORE],
        ):  # fmt: skip
            column.addWidget(part)
        for section, parts in (
            (self.items_section, (self.lines, self.add_button)), (self.way_section, (self.forms[_WAY],)),
            (self.more_section, (self.forms[_MORE],)),
        ):  # fmt: skip
            content = QVBoxLayout(section.content)
            content.setContentsMargins(0, theme.px(8), 0, 0)
            content.setSpacing(theme.px(8))
            for part in parts:
                content.addWidget(part)
            column.addWidget(frame("divider"))
            column.addWidget(section)
        column.addStretch(1)
        self.area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.area.hide()

    def _connect(self) -> None:
        for form in self.forms.values():
            form.saved.connect(partial(self._save, form))
        self.add_button.clicked.connect(self.add_item)
        self.lines.edit_asked.connect(self.edit_item)
        self.lines.end_asked.connect(self.end_loan)
        self.lines.trash_asked.connect(lambda item: self.do(items.trash_item, item_id=item))
        self.unsaid.acted.connect(lambda: self.do(say_connection, post_ids=list(self.view.unsaid) if self.view else []))
