"""Benefits: trips, events, vouchers and other value in kind that is no parcel."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from infludesk.campaigns.model import CLOSED
from infludesk.db.driver import Connection
from infludesk.flows import campaign_list
from infludesk.gifting import products, store
from infludesk.gifting.benefit_list import ListedBenefit, benefit_ids, listed_benefits
from infludesk.gifting.model import Benefit
from infludesk.gui.desk import Desk
from infludesk.gui.gifts.dialogs import FormDialog
from infludesk.gui.gifts.fields_page import FieldsPage, FieldsPanel
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Text
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, tr

_KINDS = Benefit.entity.field("kind").choices
_FIELDS = ("kind", "what", "value", "given_on", "asked_post")
_NEW = ("participation_id", *_FIELDS)


class BenefitsPage(FieldsPage[ListedBenefit]):
    """The list of benefits."""

    key = "benefits"
    group = "campaigns"
    exported = "benefits"
    title = "Benefits"
    placeholder = "Filter benefits"
    sorted_by = ("given_on", True)
    new_words = "New benefit…"
    first_field = "what"
    shows = ("benefit", "creator", "participation", "campaign", "client")

    def __init__(self, desk: Desk) -> None:
        self.panel = BenefitPanel(desk)
        super().__init__(desk)

    def columns(self) -> Sequence[Column[ListedBenefit]]:
        return (
            Column("what", tr("What"), 180, lambda row: Text(isolate(row.benefit.what or "") or "–", strong=True),
                   stretch=True),
            Column("creator", tr("Creator"), 140, lambda row: Text(isolate(row.creator))),
            Column("campaign", tr("Campaign"), 140, lambda row: Text(isolate(row.campaign) or "–", tone="text-2")),
            Column("kind", tr("Kind"), 100, _kind),
            Column("value", tr("Value"), 104, lambda row: self.money(row.benefit.value), align="right"),
            Column("given_on", tr("Given on"), 110,
                   lambda row: Text(show_day(row.benefit.given_on, self.desk.locale), tone="text-2")),
        )  # fmt: skip

    def filter_options(self) -> Sequence[Filter]:
        return (Filter("kind", tr("Kind"), tuple((code, tr(words)) for code, words in _KINDS)),)

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        return benefit_ids(conn, text, kind=values.get("kind", ""), sort=sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedBenefit]:
        return {row.id: row for row in listed_benefits(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(benefit_ids(conn))

    def empty_state(self) -> EmptyState:
        sentence = tr("Trips, events and vouchers count as value in kind, as gifts do.")
        return EmptyState("event", tr("No benefits yet"), sentence, tr(self.new_words))

    def add(self) -> None:
        """Ask who was given what."""
        self.desk.tasks.read(_whom, self._add)

    def trash(self) -> None:
        """Move the chosen benefits to the trash."""
        if chosen := list(self.table.chosen_ids):
            self.desk.tasks.do(products.trash_benefits, then=self.gone, benefit_ids=chosen)

    def _add(self, whom: dict[str, tuple[str, str]]) -> None:
        options = {"participation_id": [(key, words) for key, (_, words) in whom.items()]}
        form = Form(Benefit.entity, show=self.desk.formats, only=_NEW, options=options)
        form.load(Benefit(id="new", kind="trip", given_on=self.desk.today().isoformat()))
        store_values = partial(_store, whom)
        dialog = FormDialog(self.desk, self, form, tr("New benefit"), tr("Add benefit"), store_values)
        if not whom:
            advice = tr("Add creators to a campaign first.")
            dialog.strip.say("info", tr("There is no creator to give anything to."), advice)
        self.ask(dialog)


class BenefitPanel(FieldsPanel):
    """Every field of a benefit."""

    def __init__(self, desk: Desk) -> None:
        form = Form(Benefit.entity, show=desk.formats, only=_FIELDS)
        super().__init__(desk, form, tr("Benefit"), products.set_benefit_field, "benefit_id")

    def show_record(self, record_id: str) -> None:
        """Show this benefit."""
        self.desk.tasks.read(
            lambda conn: listed_benefits(conn, [record_id]) if record_id else [], self._take,
            key=("benefit.panel", id(self)),
        )  # fmt: skip

    def _take(self, found: list[ListedBenefit]) -> None:
        if not found:
            self.show_fields(None)
            return
        (row,) = found
        line = join((isolate(row.creator), isolate(row.campaign), isolate(row.client)))
        self.show_fields(row.benefit, row.benefit.what or _kind(row).display, line)


def _whom(conn: Connection) -> dict[str, tuple[str, str]]:
    """Everybody in a running campaign: participation → (creator's id, words)."""
    found = campaign_list.listed(conn, campaign_list.ids(conn, campaign_list.Filter(), "name"))
    return {
        one.id: (one.creator_id, f"{isolate(one.creator)}, {isolate(campaign.name)}")
        for campaign in found
        if campaign.state not in CLOSED
        for one in store.recipients(conn, campaign.id)
    }


def _store(whom: dict[str, tuple[str, str]], dialog: FormDialog, values: dict[str, Any]) -> None:
    chosen = values["participation_id"] or ""
    if chosen not in whom:
        needed = Problem("entry.needed", tr("A benefit is for a creator."), tr("Choose one from the list."))
        dialog.refused("participation_id", needed)
        return
    given = {name: value for name, value in values.items() if value is not None}
    dialog.do(products.add_benefit, creator_id=whom[chosen][0], **({"kind": "other"} | given))


def _kind(row: ListedBenefit) -> Cell:
    return Text(tr(dict(_KINDS).get(row.benefit.kind or "other", row.benefit.kind or "")), tone="text-2")
