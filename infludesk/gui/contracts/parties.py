"""Who stands on a contract's paper, as written then; who has signed, when and how."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from infludesk.contracts.clause_store import parties
from infludesk.contracts.document import partly_signed, signers
from infludesk.contracts.model import ContractParty
from infludesk.db.driver import Connection
from infludesk.flows.parties import add_party, set_party_field, trash_party
from infludesk.gui.contracts.promise_rows import Kind, PromiseRow, RowsSection
from infludesk.gui.desk import Desk
from infludesk.gui.kit.form import Form, Options
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Row
from infludesk.kernel.text import isolate, join, tr

_SIGNING = ("signed_on", "signed_how")
_KIND = Kind(
    entity_of=ContractParty,
    names=("legal_name", "legal_entity", "postal_address", "email", "tax_country", "signatory", *_SIGNING),
    title="Parties", one="Party {n}", none="No parties yet.", adding="Add party", count=("{n} party", "{n} parties"),
    row="party_id", add=add_party, change=set_party_field, trash=trash_party,
)  # fmt: skip


class PartyRow(PromiseRow):
    """One party. Who has not signed a signed contract, such as a guardian, can still be noted as signed."""

    def __init__(self, kind: Kind, title: str, desk: Desk) -> None:
        super().__init__(kind, title, desk)
        self.late: Form | None = None

    @property
    def filled(self) -> int:
        """None, so that a party stays folded until somebody looks: what matters of it stands in its head."""
        return 0

    def load(self, record: Row, options: Options, *, frozen: bool) -> None:
        super().load(record, options, frozen=frozen)
        if not isinstance(record, ContractParty):
            return
        role = tr(ContractParty.entity.field("role").choice(record.role or ""))
        signed = tr("signed {day}", day=show_day(record.signed_on, self.desk.locale)) if record.signed_on else ""
        self.set_note(join((role, isolate(record.legal_name or "–"), signed)))
        wanted = frozen and not record.signed_on and bool(signers([record]))
        if wanted and self.late is None:
            self.late = Form(ContractParty.entity, show=self.desk.formats, only=_SIGNING)
            self.late.saved.connect(self.saved)
            self.extra.addWidget(self.late)
        if self.late is not None:
            self.late.setVisible(wanted)
            self.late.load(record)


class PartiesSection(RowsSection):
    """The parties of a contract."""

    row_class = PartyRow

    def __init__(self, desk: Desk) -> None:
        super().__init__(_KIND, desk)
        self.set_open(False)
        self._wanted = ""

    def load(self, contract_id: str, *, frozen: bool) -> None:
        """Read and show the parties of a contract."""

        def query(conn: Connection) -> list[ContractParty]:
            return parties(conn, contract_id)

        def take(found: list[ContractParty]) -> None:
            self.show_rows(contract_id, found, None, {}, frozen=frozen)
            note = tr("partly signed") if partly_signed(found) else ""
            self.set_note(join((str(len(found)) if found else "", note)))
            self._go_on()

        self.desk.tasks.read(query, take, key=("contract", "parties"))

    def add(self) -> None:
        """Ask for which role, then add an empty row."""
        menu = self.roles()
        menu.popup(self.add_button.mapToGlobal(QPoint(0, self.add_button.height())))

    def roles(self) -> QMenu:
        """The roles that a party can be added for."""
        menu = QMenu(self.add_button)
        for code, words in ContractParty.entity.field("role").choices:
            menu.addAction(tr(words)).triggered.connect(lambda _on=False, code=code: self._add(code))
        return menu

    def _add(self, role: str) -> None:
        def added(done: Outcome) -> None:
            self._wanted = done.value
            self._go_on()

        self.strip.say("info", "")
        given: dict[str, Any] = {"contract_id": self._contract_id, "role": role}
        self.desk.tasks.do(add_party, then=added, otherwise=self.strip.say_problem, **given)

    def _go_on(self) -> None:
        """Lead to the party just added, once it was read."""
        if self._wanted and self.focus_row(self._wanted):
            self._wanted = ""
