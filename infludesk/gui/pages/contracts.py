"""The contracts: which are to be sent, to be signed, or open in their checklist."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton

from infludesk.contracts import store
from infludesk.contracts.model import STATES
from infludesk.contracts.store import AgreedCreator
from infludesk.db.driver import Connection
from infludesk.flows import contract_list
from infludesk.flows.contract_list import ListedContract
from infludesk.flows.paper import Finding, unwritten_in_france
from infludesk.flows.trash import trash_contracts
from infludesk.gui.contracts.drafting import DraftDialog, draft_contract
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Pill, State, Tally, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, number, plural, tr

_STATES: dict[str, State] = {
    "in_check": "info", "sent": "info", "redlined": "warn", "agreed": "accent", "signed": "success",
    "terminated": "danger",
}  # fmt: skip
_NAMED = 24
_CLOSED = ("ended", "terminated", "superseded", "cancelled")


class ContractsPage(ListPage[ListedContract]):
    """The list of contracts; narrowed to one campaign where ``campaign_id`` is set."""

    key = "contracts"
    group = "contracts"
    exported = "contracts"
    title = "Contracts"
    placeholder = "Filter contracts"
    sorted_by = ("creator", False)
    shows = (
        "contract", "contract_item", "participation", "creator", "campaign", "client", "member", "usage_right",
        "creator_fee", "brief", "deliverable", "exclusivity", "right_asset", "asset_use", "whitelisting", "post",
        "brand", "campaign_party", "campaign_market", "parcel", "parcel_item", "benefit",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.campaign_id = ""
        # the participation for which the law asks for a contract first; empty for none
        self._asked_for = ""
        super().__init__(desk)
        self.strip.acted.connect(self._draft_asked)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.draft)

    # what the list is

    def columns(self) -> Sequence[Column[ListedContract]]:
        return (
            Column("creator", tr("Creator"), 150, lambda row: Text(isolate(row.creator), strong=True), stretch=True),
            Column("campaign", tr("Campaign"), 140, lambda row: Text(isolate(row.campaign))),
            Column("client", tr("Client"), 110, lambda row: Text(isolate(row.client), tone="text-2")),
            Column("state", tr("State"), 108, _state),
            Column("checklist", tr("Checklist"), 112, _tally),
            Column("flags", tr("Red flags"), 84, _flags, sortable=False),
            Column("rights_end", tr("Rights end"), 104, self._rights_end),
            Column("exclusive_until", tr("Exclusivity"), 104, self._exclusive),
            Column("clash", tr("Clash"), 72, _clash, sortable=False, internal=True),
            Column("starts_on", tr("Starts–ends"), 190, self._span),
            Column("signed_on", tr("Signed on"), 110, lambda row: self._day(row.signed_on), sortable=False),
            Column("owner", tr("Owner"), 120, lambda row: Text(isolate(row.owner), tone="text-2")),
        )

    def filter_options(self) -> Sequence[Filter]:
        return (
            Filter("view", tr("View"), tuple((code, tr(words)) for code, words in contract_list.VIEWS)),
            Filter("state", tr("State"), tuple((code, tr(words)) for code, words in STATES)),
        )

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = contract_list.Filter(
            text, state=values.get("state", ""), campaign_id=self.campaign_id, view=values.get("view", ""),
            today=self.desk.today().isoformat(),
        )  # fmt: skip
        return contract_list.ids(conn, wanted, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedContract]:
        return {row.id: row for row in contract_list.listed(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(contract_list.ids(conn, contract_list.Filter(campaign_id=self.campaign_id)))

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "contracts",
            tr("No contracts"),
            tr("Agreed creators are listed here ready to draft."),
            tr("Draft contract…"),
        )

    def buttons(self) -> Sequence[QAbstractButton]:
        made = button(tr("Draft contract…"), self.main_kind, icon="add")
        made.clicked.connect(self.draft)
        return (made,)

    # what is done here

    def reload(self) -> None:
        super().reload()
        campaign = self.campaign_id

        def query(conn: Connection) -> tuple[list[AgreedCreator], list[Finding]]:
            unwritten = [one for one in unwritten_in_france(conn) if not one.contract_id]
            here = [one for one in unwritten if campaign in ("", one.campaign_id)]
            return store.agreed(conn, campaign, without_contract=True), here

        self.desk.tasks.read(query, self._tell_agreed, key=(self.key, "agreed"))

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.focus_on(place.record)
        if view := next((one.partition(":")[2] for one in place.about if one.startswith("view:")), ""):
            self.filters.set_values("", {"view": view})
            self.ask_reload()

    def open_record(self, record_id: str) -> None:
        self.desk.go("contract", record_id)

    def offers(self) -> dict[str, Offer]:
        chosen = self.table.chosen_ids
        none = "" if chosen else tr("Choose a row first.")
        words = plural(len(chosen) or 1, "Move to Trash", "Move {n} to Trash")
        return super().offers() | {
            "new": Offer(self.draft, tr("Draft contract…")),
            "trash": Offer(self.trash, words, none),
        }

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Move to Trash"), self.trash

    def trash(self) -> None:
        """Move the ticked contracts, or the one in focus, to the trash."""

        def gone(_outcome: Outcome) -> None:
            self.table.rows.clear_ticks()
            self.chosen.say("quiet", "")

        if chosen := self.table.chosen_ids:
            self.desk.tasks.do(trash_contracts, then=gone, otherwise=self._refused, contract_ids=list(chosen))

    def _refused(self, problem: Problem) -> None:
        self.chosen.say("danger", problem.title, problem.advice, closable=True)

    def draft(self) -> None:
        """Choose an agreed creator and draft the contract."""
        campaign = self.campaign_id
        self.desk.tasks.read(lambda conn: store.agreed(conn, campaign, without_contract=True), self._choose)

    def _choose(self, agreed: list[AgreedCreator]) -> None:
        dialog = DraftDialog(self.desk, self, agreed)
        dialog.stored.connect(lambda made: self.desk.go("contract", str(made)))
        dialog.open()

    def _draft_asked(self) -> None:
        if self._asked_for:
            draft_contract(self.desk, self._asked_for, self._refused)
        else:
            self.draft()

    def _tell_agreed(self, read: tuple[list[AgreedCreator], list[Finding]]) -> None:
        agreed, unwritten = read
        self._asked_for = unwritten[0].participation_id if unwritten else ""
        words = "{n} agreed creator has no contract.", "{n} agreed creators have no contract."
        title = plural(len(agreed), *words) if agreed else ""
        names = ", ".join(map(isolate, dict.fromkeys(one.creator for one in unwritten)))
        france = tr("France asks for one with {names}.", names=names) if unwritten else ""
        first = tr("Draft with {name}", name=isolate(unwritten[0].creator[:_NAMED])) if unwritten else ""
        action = first or (tr("Draft contract…") if agreed else "")
        self.strip.say("warn" if france else "info", title or france, france if title else "", action=action)

    # cells

    def _span(self, row: ListedContract) -> Cell:
        start, end = self._words(row.starts_on), self._words(row.ends_on)
        if row.starts_on and row.ends_on:
            return Text(tr("{start} – {end}", start=start, end=end), tone="text-2")
        if row.starts_on:
            return Text(tr("from {day}", day=start), tone="text-2")
        return Text(tr("until {day}", day=end) if row.ends_on else "–", tone="text-2")

    def _rights_end(self, row: ListedContract) -> Cell:
        if not row.rights_end:
            return Text("–", tone="text-3")
        past = row.rights_end < self.desk.today().isoformat()
        return Text(self._words(row.rights_end), tone="text-3" if past else "text-2")

    def _exclusive(self, row: ListedContract) -> Cell:
        if not row.exclusive_until:
            return Text("–", tone="text-3")
        endless = row.exclusive_until.startswith("9999")
        return Text(tr("no end yet") if endless else self._words(row.exclusive_until), tone="text-2")

    def _day(self, day: str) -> Cell:
        return Text(self._words(day), tone="text-2")

    def _words(self, day: str) -> str:
        return show_day(day, self.desk.locale)


def _state(row: ListedContract) -> Cell:
    return Pill(tr(dict(STATES)[row.state]), _STATES.get(row.state, "neutral"))


def _tally(row: ListedContract) -> Cell:
    words = tr("{done}/{total}", done=row.answered, total=row.total)
    finished = row.answered == row.total
    return Tally(row.answered, row.total, words, "finished" if finished else "open", counted=True)


def _flags(row: ListedContract) -> Cell:
    if not row.red_flags or row.state in _CLOSED:
        return Text("–", tone="text-3")
    return Pill(number(row.red_flags), "danger", "flag")


def _clash(row: ListedContract) -> Cell:
    if not row.clashes:
        return Text("–", tone="text-3")
    words = plural(row.clashes, "{n} clash with another contract or campaign", "{n} clashes with others")
    return Pill(number(row.clashes), "danger" if row.clash_certain else "warn", "alert", problem=words)
