"""The rights side of a contract's page: usage rights, whitelisting and exclusivity, each read and stored by itself."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from infludesk.contracts.model import Whitelisting
from infludesk.contracts.rights import add_whitelisting, set_whitelisting_field, trash_whitelisting
from infludesk.gui.contracts.exclusivities import ExclusivitiesSection
from infludesk.gui.contracts.promise_reading import PromisesView, read_promises
from infludesk.gui.contracts.promise_rows import Kind, RowsSection
from infludesk.gui.contracts.rights import RightsSection
from infludesk.gui.desk import Desk

_WHITELISTING = Kind(
    entity_of=Whitelisting,
    names=("account_id", "mechanism", "starts_on", "ends_on", "spend_cap", "ad_account", "permission_code",
           "granted_on", "revoked_on", "copy_approval"),
    title="Whitelisting", one="Whitelisting {n}", none="No ads through the creator's handle are allowed.",
    adding="Add whitelisting", count=("{n} whitelisting", "{n} whitelistings"), row="whitelisting_id",
    add=add_whitelisting, change=set_whitelisting_field, trash=trash_whitelisting,
)  # fmt: skip
TABLES = (
    "usage_right", "right_asset", "asset_use", "whitelisting", "exclusivity", "brand", "brand_rival", "category",
    "account",
)  # fmt: skip


class Promises(QObject):
    """The sections, and what fills them.

    Signals:
        shown: they were filled.

    Attributes:
        sections: usage rights, whitelisting and exclusivity, to be placed on the page.
    """

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rights, self.whitelisting = RightsSection(desk), RowsSection(_WHITELISTING, desk)
        self.exclusivity = ExclusivitiesSection(desk)
        self.sections: tuple[RowsSection, ...] = (self.rights, self.whitelisting, self.exclusivity)
        self.view: PromisesView | None = None

    def load(self, contract_id: str) -> None:
        """Read and show the rights side of a contract."""
        today = self.desk.today().isoformat()
        self.desk.tasks.read(
            lambda conn: read_promises(conn, contract_id, today), self._take, key=("contract", "promises")
        )

    @property
    def records(self) -> list[tuple[str, str]]:
        """Every row shown, as (table, id), for the history."""
        return [(section.kind.entity_of.entity.table, one) for section in self.sections for one in section.rows]

    def restore(self, table: str, row_id: str, name: str, value: Any) -> bool:
        """Put an old value of a row back; False where the row is none of these."""
        for section in self.sections:
            if section.kind.entity_of.entity.table == table and row_id in section.rows:
                section.rows[row_id].do(section.kind.change, name=name, value=value)
                return True
        return False

    def _take(self, view: PromisesView) -> None:
        self.view, whose = view, view.contract.id
        rights = [one.right for one in view.held.values()]
        self.rights.show_rows(whose, rights, view, {}, frozen=view.frozen)
        options = {"account_id": view.accounts}
        self.whitelisting.show_rows(whose, view.whitelistings, view, options, frozen=view.frozen)
        self.exclusivity.show_rows(whose, view.exclusivities, view, {"for_brand_id": view.brands}, frozen=view.frozen)
        self.shown.emit()
