"""The dialogs of gifts and loans: plan parcels, send them, note an arrival or a return, end a loan."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from infludesk.campaigns.pipeline import label as stage_label
from infludesk.gifting import commands, items, store
from infludesk.gifting.listing import ListedParcel
from infludesk.gifting.model import GIVEN_AS, OUTCOMES, Parcel, ParcelItem, Product
from infludesk.gifting.states import ENDS
from infludesk.gifting.store import Recipient
from infludesk.gui.contracts.terms import slim
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.dialogs import add_field
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.kit.parts import label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, plural, tr

_LIST_HEIGHT, _NUMBERS_HEIGHT, _LETTERS = 84, 200, 24
_PARCEL = ("what", "value", "return_due", "asked_post")


class NewParcelDialog(DoingDialog):
    """Asks what goes to whom: one or several creators of a campaign, words or a product, a gift or a loan."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, campaigns: Sequence[tuple[str, str]], products: Sequence[Product]
    ) -> None:
        """``campaigns``: (id, name); one alone is not asked for."""
        super().__init__(desk, parent, tr("New parcel"), tr("Plan parcel"))
        self.campaign, self.whom, self.product = QComboBox(), QListWidget(), QComboBox()
        for key, name in campaigns:
            self.campaign.addItem(isolate(name), key)
        self.product.addItem(tr("None: in words"), "")
        for one in products:
            self.product.addItem(isolate(join((one.name, one.variant), " ")), one.id)
        self.given = Segments(tr("Gift or loan"), [(code, tr(words)) for code, words in GIVEN_AS])
        self.form = slim(Form(Parcel.entity, show=desk.formats, only=_PARCEL))
        self.form.load(Parcel(id="new", asked_post=True))
        self._lay_out(several=len(campaigns) != 1)
        self.campaign.currentIndexChanged.connect(lambda _index: self._read())
        self.product.currentIndexChanged.connect(lambda _index: self._show_fields())
        self.given.chosen.connect(lambda _code: self._show_fields())
        self.whom.itemChanged.connect(lambda _item: self._count())
        self._show_fields()
        self._read()

    @property
    def chosen(self) -> list[str]:
        """The participations ticked."""
        every = (self.whom.item(row) for row in range(self.whom.count()))
        return [str(one.data(Qt.ItemDataRole.UserRole)) for one in every if one.checkState() == Qt.CheckState.Checked]

    def tick(self, participation_ids: Sequence[str]) -> None:
        """Tick these creators."""
        for row in range(self.whom.count()):
            one = self.whom.item(row)
            if one.data(Qt.ItemDataRole.UserRole) in participation_ids:
                one.setCheckState(Qt.CheckState.Checked)

    def ready(self) -> bool:
        if not self.chosen:
            self.refuse(Problem("parcel.nobody", tr("A parcel is for a creator."), tr("Tick one or more.")))
        return bool(self.chosen) and not self.form.unread

    def accept(self) -> None:
        product = str(self.product.currentData())
        values = {name: value for name, value in self.form.values().items() if value is not None}
        hidden = {"what", "value"} if product else set()
        if self.given.value != "loan":
            hidden.add("return_due")
        self.do(
            commands.add_parcels, participation_ids=self.chosen, given_as=self.given.value,
            product_ids=[product] if product else [],
            **{name: value for name, value in values.items() if name not in hidden},
        )  # fmt: skip

    def _lay_out(self, *, several: bool) -> None:
        for combo in (self.campaign, self.product):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_LETTERS)
        if several:
            add_field(self, tr("Campaign"), self.campaign)
        self.whom.setFixedHeight(theme.px(_LIST_HEIGHT))
        self.whom.setFrameShape(QFrame.Shape.StyledPanel)
        self.whom.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        add_field(self, tr("For"), self.whom)
        self.body.addWidget(self.given, 0, Qt.AlignmentFlag.AlignLeading)
        add_field(self, tr("Product"), self.product)
        self.body.addWidget(self.form)
        self.begin_at(self.whom)

    def _read(self) -> None:
        campaign = str(self.campaign.currentData() or "")
        self.desk.tasks.read(lambda conn: store.recipients(conn, campaign), self._take, key=("parcel.new", id(self)))

    def _take(self, found: list[Recipient]) -> None:
        self.whom.clear()
        for one in found:
            made = QListWidgetItem(join((isolate(one.creator), stage_label(one.stage))))
            made.setData(Qt.ItemDataRole.UserRole, one.id)
            made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            made.setCheckState(Qt.CheckState.Checked if len(found) == 1 else Qt.CheckState.Unchecked)
            self.whom.addItem(made)
        self.whom.setCurrentRow(0)
        if not found:
            advice = tr("Add creators to a campaign first.")
            self.strip.say("info", tr("There is no creator to send anything to."), advice)
        else:
            self.strip.say("info", "")
        self._count()

    def _count(self) -> None:
        many = len(self.chosen)
        self.confirm_button.setText(plural(many, "Plan parcel", "Plan {n} parcels") if many else tr("Plan parcel"))

    def _show_fields(self) -> None:
        words = not self.product.currentData()
        self.form.row("what").setVisible(words)
        self.form.row("value").setVisible(words)
        self.form.row("return_due").setVisible(self.given.value == "loan")


class ShipDialog(DoingDialog):
    """Asks for the day, the carrier and the tracking number of each parcel; what should be looked at is said first."""

    def __init__(self, desk: Desk, parent: QWidget | None, rows: Sequence[ListedParcel], said: Sequence[str]) -> None:
        verb = plural(len(rows), "Mark shipped", "Mark {n} shipped")
        super().__init__(desk, parent, _of(rows, "Ship {what}", "Ship {n} parcels"), verb)
        self.rows = tuple(rows)
        self.form = Form(Parcel.entity, show=desk.formats, only=("shipped_on", "carrier"))
        carriers = {row.carrier for row in rows}
        self.form.load(
            Parcel(
                id="new", shipped_on=desk.today().isoformat(), carrier=carriers.pop() if len(carriers) == 1 else None
            )
        )
        if said:
            self.strip.say("warn", tr("Look at this first"), " ".join(said))
        self.body.addWidget(self.form)
        self.numbers = {row.id: QLineEdit(row.tracking_number) for row in rows}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for row in rows:
            name = tr("Tracking number for {creator}", creator=isolate(row.creator))
            self.numbers[row.id].setAccessibleName(name)
            column.addWidget(label(name if len(rows) == 1 else join((isolate(row.creator), row.what)), "muted"))
            column.addWidget(self.numbers[row.id])
        area = scrolled(inside)
        area.setMaximumHeight(theme.px(_NUMBERS_HEIGHT))
        self.body.addWidget(inside if len(rows) == 1 else area)
        self.begin_at(self.form.row("carrier").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        values = self.form.values()
        self.do(
            commands.ship, parcel_ids=[row.id for row in self.rows], shipped_on=values["shipped_on"],
            carrier=values["carrier"] or "", tracking={key: line.text() for key, line in self.numbers.items()},
        )  # fmt: skip


class DeliverDialog(DoingDialog):
    """Asks for the day some parcels arrived."""

    def __init__(self, desk: Desk, parent: QWidget | None, rows: Sequence[ListedParcel]) -> None:
        verb = plural(len(rows), "Mark delivered", "Mark {n} delivered")
        super().__init__(desk, parent, _of(rows, "{what} arrived", "{n} parcels arrived"), verb)
        self._ids = [row.id for row in rows]
        self.form = Form(Parcel.entity, show=desk.formats, only=("delivered_on",))
        self.form.load(Parcel(id="new", delivered_on=desk.today().isoformat()))
        self.body.addWidget(self.form)
        self.begin_at(self.form.row("delivered_on").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        self.do(commands.deliver, parcel_ids=self._ids, delivered_on=self.form.values()["delivered_on"])


class ReturnDialog(DoingDialog):
    """Asks for the day loans came back, and in which condition; of one item also for another end."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, title: str, *, parcel_ids: Sequence[str] = (), item_id: str = ""
    ) -> None:
        """All that some parcels lent comes back, or the loan of one item ends."""
        verb = tr("End loan") if item_id else plural(len(parcel_ids), "Mark returned", "Mark {n} returned")
        super().__init__(desk, parent, title, verb)
        self._parcels, self._item = list(parcel_ids), item_id
        self.end = Segments(tr("How it ended"), [(code, tr(words)) for code, words in OUTCOMES if code in ENDS])
        self.form = Form(ParcelItem.entity, show=desk.formats, only=("outcome_on", "condition_in"))
        self.form.load(ParcelItem(id="new", outcome_on=desk.today().isoformat()))
        if item_id:
            self.body.addWidget(self.end, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.form)
        self.end.chosen.connect(lambda code: self.form.row("condition_in").setVisible(code == "returned"))
        self.begin_at(self.end.stops[0] if item_id else self.form.row("outcome_on").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        values = self.form.values()
        day, condition = values["outcome_on"], values["condition_in"] or ""
        if self._item:
            self.do(items.end_loan, item_id=self._item, outcome=self.end.value, day=day, condition=condition)
        else:
            self.do(commands.take_back, parcel_ids=self._parcels, returned_on=day, condition=condition)


class FormDialog(DoingDialog):
    """Declared fields of a record that is made at once, or that are changed together."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        form: Form,
        title: str,
        verb: str,
        store_values: Callable[["FormDialog", dict[str, Any]], None],
    ) -> None:
        """``store_values`` is given the dialog and what was typed, by field, and does the command."""
        super().__init__(desk, parent, title, verb)
        self.form, self._store = slim(form), store_values
        self.body.addWidget(self.form)
        if first := form.findChild(FormRow):
            self.begin_at(first.edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        self._store(self, self.form.values())

    def refused(self, name: str, problem: Problem) -> None:
        """Say below a field why it is not enough; the dialog stays."""
        self.ask_again()
        self.form.show_problem(name, problem)


def _of(rows: Sequence[ListedParcel], one: str, many: str) -> str:
    """A title that names the one parcel, or counts them."""
    return tr(one, what=isolate(rows[0].what)) if len(rows) == 1 else plural(len(rows), many, many)
