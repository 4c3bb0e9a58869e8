"""The terms of a contract on its page: groups of fields, deliverables and fees."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from babel import Locale
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from infludesk.content import store as content
from infludesk.content.model import FORMATS
from infludesk.content.model import STATES as STAGES
from infludesk.content.store import ListedPiece
from infludesk.contracts import store
from infludesk.contracts.checklist import FeeTerm
from infludesk.contracts.model import STATES, Contract, UsageRight
from infludesk.contracts.states import FROZEN
from infludesk.db.driver import Connection
from infludesk.flows import contract_list
from infludesk.flows.contract_checklist import CheckedItem, items
from infludesk.flows.contract_list import ListedContract
from infludesk.flows.contract_terms import terms
from infludesk.flows.versions import terms_in_force
from infludesk.gui.creators.parts import Facts, empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.folding import Section
from infludesk.gui.kit.form import Form, Options
from infludesk.gui.kit.formats import HIDDEN
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Field, Row
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.payments.model import TRIGGERS, CreatorFee
from infludesk.team.store import members

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Dates", ("starts_on", "ends_on", "sent_on", "renewal", "notice_days", "renew_by")),
    ("Kind and law", ("title", "kind", "currency", "lang", "law", "law_place", "owner_id")),
    (
        "Work and approval",
        ("who_shoots", "rounds_allowed", "review_days", "deemed_approval_days", "reshoot_limit", "min_live_days",
         "fix_hours"),
    ),
    ("Fee and payment", ("pay_days", "late_fee_ppm", "expenses_cap")),
    ("Kill fee", ("kill_fee", "kill_fee_ppm")),
    ("Ownership and liability", ("rights_model", "liability_cap")),
    ("Rules and ending", ("rule_packs", "termination", "ended_why")),
)  # fmt: skip
_LETTERS = 3


@dataclass(frozen=True, slots=True)
class ContractView:
    """Everything shown of one contract.

    Attributes:
        contract: as it was agreed.
        in_force: the same with what signed addenda changed.
        since: pack and version → the day it is in force from.
    """

    contract: Contract
    in_force: Contract
    row: ListedContract
    items: tuple[CheckedItem, ...]
    since: dict[str, str]
    rights: tuple[UsageRight, ...]
    pieces: tuple[ListedPiece, ...]
    fees: tuple[FeeTerm, ...]
    members: tuple[tuple[str, str], ...]

    @property
    def frozen(self) -> bool:
        """Whether the terms stand still."""
        return self.contract.state in FROZEN

    @property
    def left(self) -> tuple[CheckedItem, ...]:
        """The items without an answer."""
        return tuple(one for one in self.items if one.answer == "open")


def read_contract(conn: Connection, contract_id: str) -> ContractView | None:
    """Read a contract with all that its page shows; None where it is gone."""
    row = next(iter(contract_list.listed(conn, [contract_id])), None)
    if row is None:
        return None
    known = terms(conn, contract_id)
    wanted = content.Filter(campaign_id=row.campaign_id, creator_id=row.creator_id)
    pieces = content.listed(conn, content.ids(conn, wanted)) if row.campaign_id else []
    packs = {key: store.pack(conn, key) for key in known.contract.rule_packs}
    return ContractView(
        contract=known.contract,
        in_force=terms_in_force(conn, contract_id),
        row=row,
        items=tuple(items(conn, contract_id)),
        since={key: pack.effective_from for key, pack in packs.items() if pack},
        rights=known.rights,
        pieces=tuple(one for one in pieces if one.kind == "deliverable"),
        fees=known.fees,
        members=tuple((one.id, one.name or "") for one in members(conn)),
    )


class FieldsSection(Section):
    """A group of a record's fields: a form, or what stands there once it is frozen.

    Signals:
        saved: a field's name and its new value.

    Attributes:
        agreed: the record before addenda changed it, to be told of where it differs; None where there are none.
    """

    saved = Signal(str, object)

    def __init__(self, title: str, entity_of: type[Row], names: Sequence[str], desk: Desk) -> None:
        super().__init__(title)
        self.title, self._entity, self._names, self._desk = title, entity_of.entity, tuple(names), desk
        self._options: Options = {}
        self._record: Row | None = None
        self.agreed: Row | None = None
        self._frozen = self._hidden = False
        self.form: Form | None = None
        self._facts: Facts | None = None
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, theme.px(8), 0, 0)
        self.toggled.connect(lambda opened: self._fill() if opened else None)

    @property
    def filled(self) -> int:
        """How many fields hold something."""
        return sum(getattr(self._record, name, None) not in (None, "", ()) for name in self._names)

    def load(self, record: Row, options: Options, *, frozen: bool) -> None:
        """Show a record."""
        anew = self._record is None or record.id != self._record.id
        self._record, self._options, self._frozen = record, options, frozen
        self.set_note(plural(self.filled, "{n} filled", "{n} filled") if self.filled else "")
        if anew:
            self.set_open(self.filled > 0)
        if self.is_open:
            self._fill()

    def _fill(self) -> None:
        if self._record is None:
            return
        if self._frozen:
            self._show_facts(self._record)
            return
        self._drop(self._facts)
        self._facts = None
        if self.form is not None and self._hidden != self._desk.settings.hide_internal:
            self._drop(self.form)
            self.form = None
        if self.form is None:
            self._hidden = self._desk.settings.hide_internal
            self.form = Form(self._entity, show=self._desk.formats, only=self._names, options=self._options)
            self.form.saved.connect(self.saved)
            slim(self.form)
            self.column.insertWidget(0, self.form)
            self.form.show()
        self.form.load(self._record)

    def _show_facts(self, record: Row) -> None:
        self._drop(self.form)
        self.form = None
        if self._facts is None:
            self._facts = Facts()
            self.column.insertWidget(0, self._facts)
        shown = self._desk.formats
        fields = [self._entity.field(name) for name in self._names]
        named = {name: dict(options) for name, options in self._options.items()}

        def text(of: Row, field: Field) -> str:
            value = getattr(of, field.name)
            options = named.get(field.name)
            return shown.show_value(field, value) if options is None else options.get(value, value or "–")

        def fact(field: Field) -> str:
            now, agreed = text(record, field), text(self.agreed or record, field)
            return now if now == agreed else tr("{now}, by addendum; agreed first: {before}", now=now, before=agreed)

        self._facts.put([(tr(field.label), fact(field)) for field in fields])

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            self.column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


class PiecesSection(Section):
    """The pieces promised, each leading to its place under Content."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Deliverables"), opened=True)
        self.title, self._desk = tr("Deliverables"), desk
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(theme.px(16), theme.px(8), 0, 0)

    def load(self, pieces: Sequence[ListedPiece]) -> None:
        """Show the pieces."""
        empty(self.column)
        for one in pieces:
            due = tr("due {day}", day=show_day(one.due, self._desk.locale)) if one.due else ""
            words = join((one.what, tr(dict(FORMATS).get(one.format, one.format)), tr(dict(STAGES)[one.state]), due))
            made = button(words, "link", small=True)
            made.clicked.connect(partial(self._go, one.id))
            self.column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeading)
        if not pieces:
            self.column.addWidget(label(tr("No deliverables yet."), "help", wrap=True))
        self.set_note(plural(len(pieces), "{n} piece", "{n} pieces") if pieces else "")

    def _go(self, piece_id: str) -> None:
        self._desk.go("content", piece_id)


class FeesSection(Section):
    """The creator's fee lines; internal, changed where fees are kept.

    Signals:
        schedule_asked: the lines are to be shown where they are changed.
    """

    schedule_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Creator's fee"), opened=True)
        self.title, self._desk = tr("Creator's fee"), desk
        self.facts = Facts()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.px(16), theme.px(8), 0, 0)
        column.addWidget(self.facts)
        self.schedule_button = button(tr("Fee schedule…"), small=True)
        self.schedule_button.clicked.connect(self.schedule_asked)
        column.addWidget(self.schedule_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.set_note(tr("Internal"))

    def load(self, fees: Sequence[FeeTerm]) -> None:
        """Show the lines that count."""
        kinds, after = dict(CreatorFee.entity.field("kind").choices), dict(TRIGGERS)

        def line(fee: FeeTerm) -> tuple[str, str | QWidget]:
            hidden = self._desk.formats.hide_internal
            amount = HIDDEN if hidden else fee.amount.show(self._desk.locale) if fee.amount else "–"
            when = tr("due after: {what}", what=tr(after.get(fee.trigger or "", "")).lower()) if fee.trigger else ""
            return tr(kinds.get(fee.kind or "content", "")), join((amount, when))

        self.facts.put([line(fee) for fee in fees] or [(tr("Fee"), tr("No fee lines yet."))])


def fact_words(view: ContractView, locale: Locale) -> str:
    """What stands below a contract's title: its state, for whom it is, when it went out, and who looks after it."""
    contract, row = view.contract, view.row
    return join(
        (
            tr(dict(STATES)[contract.state or "draft"]),
            isolate(row.client),
            tr("sent {day}", day=show_day(contract.sent_on, locale)) if contract.sent_on else "",
            tr("signed {day}", day=show_day(contract.signed_on, locale)) if contract.signed_on else "",
            tr("Owner {name}", name=isolate(row.owner)) if row.owner else "",
        )
    )


def slim(form: Form) -> Form:
    """Let the lists of a form be narrower than their longest choice, else a country's name decides its width."""
    for combo in form.findChildren(QComboBox):
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(_LETTERS)
    return form
