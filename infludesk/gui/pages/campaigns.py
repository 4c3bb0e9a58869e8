"""Campaigns: every campaign at a glance, with the next five dates of the one in focus."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from infludesk.campaigns.model import STAGES, Campaign
from infludesk.clients.store import names as client_names
from infludesk.db.driver import Connection
from infludesk.flows import campaign_list
from infludesk.flows.campaign_list import ListedCampaign
from infludesk.flows.overview import NextDate, Overview
from infludesk.flows.trash import trash_campaigns
from infludesk.gui.campaigns.dialogs import new_campaign
from infludesk.gui.campaigns.parts import (
    InternalFigures,
    counted,
    due_cell,
    money_cell,
    money_facts,
    span,
    state_pill,
)
from infludesk.gui.campaigns.reading import read_overview
from infludesk.gui.creators.parts import Facts
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Bar, Cell, Text
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import EMPTY, HIDDEN
from infludesk.gui.kit.parts import button, label, scrolled
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.records.own_columns import own_cell, own_column
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import near
from infludesk.kernel.text import PPM, isolate, join, percent, plural, tr

_KINDS = {"deliverable": "Due", "contract": "Contract ends", "campaign": "Campaign ends"}


class CampaignsPage(ListPage[ListedCampaign]):
    """The list of campaigns."""

    key = "campaigns"
    group = "campaigns"
    exported = "campaigns"
    title = "Campaigns"
    placeholder = "Filter campaigns"
    sorted_by = ("next_date", False)
    own_table = "campaign"
    shows = (
        "campaign", "client", "participation", "deliverable", "client_fee", "creator_fee", "cost", "member", "contract",
        "custom_field", "custom_value",
    )  # fmt: skip

    def columns(self) -> Sequence[Column[ListedCampaign]]:
        show = self.desk
        return (
            Column("name", tr("Name"), 180, lambda row: Text(isolate(row.name), strong=True), stretch=True),
            Column("client", tr("Client"), 120, lambda row: Text(isolate(row.client), tone="text-2")),
            Column("state", tr("State"), 84, lambda row: state_pill(row.state)),
            Column("dates", tr("Dates"), 184, lambda row: _dates(row, show)),
            Column("creators", tr("Creators"), 116, lambda row: counted(row.agreed, row.planned), sortable=False,
                   tooltip=tr("Agreed of planned")),
            Column("content", tr("Content"), 116, lambda row: counted(row.content_live, row.content_planned),
                   sortable=False, tooltip=tr("Live of planned")),
            Column("used", tr("Budget used"), 130, lambda row: _used(row, show), sortable=False, internal=True,
                   tooltip=tr("Creator fees and costs, of the budget")),
            Column("next_date", tr("Next date"), 96, lambda row: due_cell(row.next_date, show.formats)),
            Column("owner", tr("Owner"), 96, lambda row: Text(isolate(row.owner) or EMPTY, tone="text-2")),
        )  # fmt: skip

    def more_columns(self) -> Sequence[Column[ListedCampaign]]:
        entity, formats = Campaign.entity, self.desk.formats

        def declared(name: str, width: int) -> Column[ListedCampaign]:
            field = entity.field(name)
            return Column(name, tr(field.label), width, lambda row: own_cell(field, getattr(row, name), formats),
                          sortable=False)  # fmt: skip

        return (
            declared("kind", 96), declared("markets", 110), declared("platforms", 140),
            Column("budget", tr("Budget"), 110, lambda row: money_cell(row.budget, self.desk.formats), align="right",
                   sortable=False, internal=True),
            *(own_column(one, _own, lambda: self.desk.formats) for one in self.own),
        )  # fmt: skip

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        view = values.get("view", "")
        mine = self.desk.workspace.me if view == "mine" else ""
        wanted = campaign_list.Filter(text, view, mine, values.get("client", ""), self.narrowing.conditions)
        return campaign_list.ids(conn, wanted, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedCampaign]:
        return {row.id: row for row in campaign_list.listed(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(campaign_list.ids(conn, campaign_list.Filter()))

    def empty_state(self) -> EmptyState:
        sentence = tr("A campaign needs a client and a name; the rest can come later.")
        made = EmptyState("campaigns", tr("No campaigns yet"), sentence, tr("New campaign"))
        if made.primary is not None:
            made.primary.clicked.connect(self._new)
        return made

    def buttons(self) -> Sequence[QAbstractButton]:
        self.new_button = button(tr("New campaign"), "primary", icon="add")
        self.new_button.clicked.connect(self._new)
        return (self.new_button,)

    def filter_options(self) -> Sequence[Filter]:
        views = Filter("view", tr("View"), tuple((code, tr(words)) for code, words in campaign_list.VIEWS))
        return (views, Filter("client", tr("Client"), tuple(self.desk.workspace.read(_clients))))

    def reload(self) -> None:
        self.desk.tasks.read(
            _clients, lambda found: self.filters.set_options("client", found), key=(self.key, "clients")
        )
        super().reload()

    def make_inspector(self) -> Inspector:
        return CampaignInspector(self.desk)

    def open_record(self, record_id: str) -> None:
        self.desk.go("campaign", record_id)

    def chosen_actions(self) -> tuple[str, partial[None]]:
        return tr("Move to Trash"), partial(self._trash)

    def offers(self) -> dict[str, Offer]:
        chosen = self.table.chosen_ids
        none = "" if chosen else tr("Choose a row first.")
        return super().offers() | {
            "new": Offer(self._new, tr("New campaign…")),
            "trash": Offer(self._trash, plural(len(chosen) or 1, "Move to Trash", "Move {n} to Trash"), none),
        }

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            # A client's record is shown as the campaigns of that client.
            self.filters.set_values("", {"client": place.record})

    def _new(self) -> None:
        new_campaign(self.desk)

    def _trash(self) -> None:
        if chosen := self.table.chosen_ids:
            self.strip.say("info", "")
            self.desk.tasks.do(
                trash_campaigns,
                then=lambda _outcome: self.table.rows.clear_ticks(),
                otherwise=self.strip.say_problem,
                campaign_ids=chosen,
            )


class CampaignInspector(Inspector):
    """Goal, dates, the three money figures, the pipeline and the next five dates."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.name, self.about = Elided(kind="lead"), label("", "muted", wrap=True)
        self.goal = label("", wrap=True)
        self.money, self.pipeline, self.dates = InternalFigures(), Facts(), Facts()
        self.no_dates = label(tr("Nothing is planned."), "help")
        self.nothing = label(tr("Nobody is in it yet."), "help")
        self.content = QWidget()
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        parts = (
            self.name, self.about, self.goal, self.money, label(tr("Pipeline"), "lead"), self.pipeline, self.nothing,
            label(tr("Next"), "lead"), self.dates, self.no_dates,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self.content))
        self.content.hide()

    def show_record(self, record_id: str) -> None:
        if not record_id:
            self.content.hide()
            return
        today = self.desk.today()
        self.desk.tasks.read(
            lambda conn: read_overview(conn, record_id, today), self._show, key=("campaigns", "inspector")
        )

    def _show(self, found: Overview | None) -> None:
        self.content.setVisible(found is not None)
        if found is None:
            return
        one, show = found.campaign, self.desk.formats
        self.name.say(one.name or "")
        self.about.setText(join((isolate(found.client), span(one.starts_on, one.ends_on, show), isolate(found.owner))))
        self.goal.setText(one.objective or tr("No objective is written yet."))
        self.money.put(money_facts(found.money, show), note=found.money.reason)
        stages = dict(STAGES)
        counts = [(tr(stages[code]), str(count)) for code, count in found.pipeline.items() if count]
        if found.left:
            counts.append((tr("Left"), str(found.left)))
        self.pipeline.put(counts)
        self.nothing.setVisible(not counts)
        self.dates.put(date_facts(found.dates, self.desk))
        self.no_dates.setVisible(not found.dates)


def date_facts(dates: Sequence[NextDate], desk: Desk) -> list[tuple[str, str]]:
    """Each date with what it is of and whose."""
    return [
        (
            near(one.day, desk.today(), desk.locale),
            join((tr(_KINDS[one.kind]), isolate(one.title), isolate(one.creator))),
        )
        for one in dates
    ]


def _own(row: ListedCampaign) -> Mapping[str, Any]:
    return row.own


def _clients(conn: Connection) -> list[tuple[str, str]]:
    return [(key, isolate(name)) for key, name in client_names(conn)]


def _dates(row: ListedCampaign, desk: Desk) -> Cell:
    return Text(span(row.starts_on, row.ends_on, desk.formats) or EMPTY, tone="text-2")


def _used(row: ListedCampaign, desk: Desk) -> Cell:
    if row.used_ppm is None:
        return Text(EMPTY, tone="text-3", internal=True)
    if desk.settings.hide_internal:
        return Text(HIDDEN, internal=True)
    return Bar(row.used_ppm / PPM, percent(row.used_ppm, desk.locale), internal=True)
