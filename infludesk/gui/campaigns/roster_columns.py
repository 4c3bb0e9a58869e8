"""The columns of a campaign's creators: how far each is, what comes next, what clashes, and the money."""

from functools import partial

from infludesk.campaigns.model import Participation
from infludesk.contracts.model import STATES as CONTRACT_STATES
from infludesk.creators.tiers import tier_label
from infludesk.flows.roster import RosterRow
from infludesk.gui.campaigns.parts import clash_cell, contract_pill, counted, due_cell, money_cell, stage_cell
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, Person, Text
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.table_model import Column
from infludesk.kernel.text import tr


def roster_columns(desk: Desk) -> tuple[Column[RosterRow], ...]:
    """The columns of the creators of a campaign; fees, margin and clashes are internal."""
    return (
        Column("name", tr("Name"), 190, _person, sortable=False, stretch=True),
        Column("tier", tr("Tier"), 64, lambda row: Text(tier_label(row.tier), tone="text-2"), sortable=False),
        Column("stage", tr("Stage"), 160, lambda row: stage_cell(row.stage), sortable=False),
        Column("clash", tr("Clash"), 72, partial(clash_cell, desk), sortable=False, internal=True),
        Column("pieces", tr("Deliverables"), 104, lambda row: counted(row.live, row.deliverables), sortable=False,
               tooltip=tr("Live of promised")),
        Column("next", tr("Next"), 178, lambda row: due_cell(row.next_day, desk.formats, row.next_action),
               sortable=False),
        Column("decision", tr("Client"), 78, _decision, sortable=False, tooltip=tr("The client's decision")),
        Column("contract", tr("Contract"), 92, _contract, sortable=False),
        Column("client_fee", tr("Client fee"), 112, lambda row: money_cell(row.client_fee, desk.formats), "right",
               sortable=False, internal=True),
        Column("creator_fee", tr("Creator fee"), 112, lambda row: money_cell(row.creator_fee, desk.formats),
               "right", sortable=False, internal=True),
        Column("margin", tr("Margin"), 112, lambda row: money_cell(row.margin, desk.formats), "right",
               sortable=False, internal=True),
    )  # fmt: skip


def _person(row: RosterRow) -> Cell:
    return Person(
        row.creator,
        tr("Do not contact") if row.blocked else "",
        ((row.platform, row.handle),) if row.handle else (),
        key=row.creator_id,
        problem=tr("Nobody may contact this creator.") if row.blocked else "",
    )


def _decision(row: RosterRow) -> Cell:
    words = tr(Participation.entity.field("client_decision").choice(row.client_decision)) if row.client_decision else ""
    return Text(words or EMPTY, tone="text-2")


def _contract(row: RosterRow) -> Cell:
    if not row.contract:
        return Text(EMPTY, tone="text-3")
    return contract_pill(row.contract, tr(dict(CONTRACT_STATES).get(row.contract, row.contract)))
