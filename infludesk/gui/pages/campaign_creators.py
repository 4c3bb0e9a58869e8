"""A campaign's Creators tab: who is in it, how far each is, and what comes next."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from infludesk.campaigns.commands import add_creators, confirm, move_stage, not_now
from infludesk.campaigns.model import STAGES, Campaign, Participation
from infludesk.campaigns.pipeline import choices_from, confirmed, following, needs_reason, preceding
from infludesk.content.commands import add_deliverable
from infludesk.content.store import ListedPiece
from infludesk.content.store import of_campaign as pieces_of
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows import campaign_list
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.ending import Ending, end_participations, endings
from infludesk.flows.leaving import remove_participation
from infludesk.flows.overview import overview
from infludesk.flows.roster import RosterRow, roster
from infludesk.gui.campaigns.creator import CreatorInspector
from infludesk.gui.campaigns.dialogs_participation import ExitDialog, FeesDialog, PieceDialog, set_fees
from infludesk.gui.campaigns.parts import amounts_of
from infludesk.gui.campaigns.picker import PickerDialog, Source, last_import
from infludesk.gui.campaigns.roster_columns import roster_columns
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import ask_export
from infludesk.gui.exports.shown import shown_in
from infludesk.gui.kit.bars import Filter, FilterBar
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.parts import frame
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, Strip
from infludesk.gui.payments.ending import FeesAtEnd
from infludesk.gui.payments.schedule import open_schedule
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.text import fold, isolate, plural, tr

_TABLE, _NOTHING, _EMPTY = range(3)
_Read = tuple[list[RosterRow], list[ListedPiece], Campaign | None]


class CreatorsTab(CampaignTab):
    """The roster as a list, with one creator's part beside it."""

    shows = (
        "campaign", "participation", "creator", "account", "account_snapshot", "contract", "deliverable", "post",
        "post_snapshot", "client_fee", "creator_fee", "cost", "do_not_contact", "exclusivity", "brand",
        "campaign_party", "campaign_market", "client",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows: dict[str, RosterRow] = {}
        self._pieces: list[ListedPiece] = []
        self._campaign: Campaign | None = None
        self.strip = Strip()
        self.filters = FilterBar(tr("Filter creators"), (_stages(),))
        self.table: TableView[RosterRow] = TableView(tr("Creators of the campaign"), roster_columns(desk), self._fetch)
        self.inspector = CreatorInspector(desk)
        self.inspector_frame = frame("inspector")
        sentence = tr("Add those you have in mind; the client decides later.")
        self.empty = EmptyState("creators", tr("No creators yet"), sentence, tr("Add creators"))
        self.nothing = EmptyState("search", tr("Nothing matches"), tr("The filters leave no row."), tr("Clear filters"))
        self.body = QStackedWidget()
        self._lay_out()
        self._connect()

    # what is shown

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:
        super().show_campaign(campaign_id, about)
        wish = next((one for one in about if one == "add" or one.startswith("import:")), "")
        if wish:
            self.add(import_run=wish.partition(":")[2])

    def reload(self) -> None:
        wanted, today = self.campaign_id, self.desk.today()

        def query(conn: Connection) -> _Read:
            found = overview(conn, wanted, today) if campaign_list.listed(conn, [wanted]) else None
            return roster(conn, wanted), pieces_of(conn, wanted), found.campaign if found else None

        self.desk.tasks.read(query, self._take, key=("campaign", "creators"))

    def landing(self) -> QWidget | None:
        return self.table if self._rows else self.empty.primary

    def panes(self) -> list[QWidget]:
        return [self.filters.search, self.table, self.inspector]

    def offers(self) -> dict[str, Offer]:
        rows = self._chosen()
        none = "" if rows else tr("Choose a row first.")
        one = rows[0] if rows else None
        only = none or ("" if len(rows) == 1 else tr("Choose one row."))
        agreed = [row for row in rows if not confirmed(row.stage)]
        offers = {
            "add_to_campaign": Offer(self.add, tr("Add creators…")),
            "filter": Offer(lambda: self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            "open": Offer(self.open_creator, tr("Open creator"), only),
            "main": Offer(self.confirm, _named("Confirm {name}", rows), none or ("" if agreed else tr("Agreed."))),
            "second": Offer(self.put_off, tr("Not now…"), none),
            "stage.next": Offer(partial(self.step, following), why_not=none or _no_step(rows, following)),
            "stage.previous": Offer(partial(self.step, preceding), why_not=none or _no_step(rows, preceding)),
            "new": Offer(self.draft_contract, tr("New contract"), only),
            "deliverable": Offer(self.promise, why_not=only),
            "fees": Offer(self.set_fees, why_not=only),
            "export": Offer(self.export, why_not="" if self._rows else tr("There is nothing to export.")),
            "inspector": Offer(self._toggle, checked=not self.inspector_frame.isHidden()),
        }
        if one is not None:
            offers["trash"] = Offer(self.remove, _named("Remove {name} from the campaign", rows))
        return offers

    # what is done

    def add(self, *, import_run: str = "") -> None:
        """Open the picker, on the last import or the one given."""
        wanted = self.campaign_id

        def query(conn: Connection) -> tuple[Source, str]:
            rows = campaign_list.listed(conn, [wanted])
            return last_import(conn, import_run), rows[0].name if rows else ""

        def show(found: tuple[Source, str]) -> None:
            ask(PickerDialog(window_of(), self.desk, wanted, found[1], found[0]), chosen)

        def chosen(dialog: PickerDialog) -> None:
            self._do(add_creators, campaign_id=wanted, creator_ids=dialog.chosen)

        self.desk.tasks.read(query, show)

    def confirm(self) -> None:
        """Agree with those chosen."""
        rows = [row for row in self._chosen() if not confirmed(row.stage)]
        if len(rows) == 1:
            self._do(confirm, participation_id=rows[0].participation_id)
        elif rows:
            self._do(move_stage, participation_ids=[row.participation_id for row in rows], stage="agreed")

    def put_off(self) -> None:
        """Ask why not now, and when to ask again."""
        self.leave_line("not_now")

    def leave_line(self, stage: str) -> None:
        """Ask why those chosen leave the line, and move them to an exit."""
        rows = self._chosen()
        ids, today = [row.participation_id for row in rows], self.desk.today().isoformat()

        def show(found: list[Ending]) -> None:
            money = FeesAtEnd(found, stage, self.desk.formats) if any(one.asks for one in found) else None
            dialog = ExitDialog(window_of(), [row.creator for row in rows], stage, self.desk.formats, money)
            ask(dialog, lambda given: self._leave(ids, given))

        if rows:
            self.desk.tasks.read(lambda conn: endings(conn, ids, today), show)

    def move_to(self, stage: str) -> None:
        """Move those chosen to a stage; an exit asks for its reason."""
        if needs_reason(stage):
            self.leave_line(stage)
        elif rows := self._chosen():
            self._do(move_stage, participation_ids=[row.participation_id for row in rows], stage=stage)

    def step(self, way: Callable[[str], str | None]) -> None:
        """Move those chosen, who all stand at one stage, to the next or the one before."""
        rows = self._chosen()
        if rows and not _no_step(rows, way) and (stage := way(rows[0].stage)):
            self.move_to(stage)

    def draft_contract(self) -> None:
        """Draft a contract from what is agreed, and go to it."""

        def made(outcome: Outcome) -> None:
            self.desk.go("contract", str(outcome.value))

        if rows := self._chosen():
            self._do(contract_from_participation, then=made, participation_id=rows[0].participation_id)

    def promise(self) -> None:
        """Ask for a piece and add it."""
        if rows := self._chosen():
            part = rows[0].participation_id
            dialog = PieceDialog(window_of(), rows[0].creator, self.desk.formats)
            ask(dialog, lambda given: self._do(add_deliverable, participation_id=part, **_piece(given.values)))

    def set_fees(self) -> None:
        """Ask for both fees and set those that are other ones now."""
        if rows := self._chosen():
            formats = amounts_of(self._campaign, self.desk.formats)
            ask(FeesDialog(window_of(), rows[0], formats), partial(self._price, self.campaign_id, rows[0]))

    def schedule(self) -> None:
        """Show the fee in lines: halves, triggers and days."""
        if rows := self._chosen():
            open_schedule(self.desk, self.campaign_id, rows[0].participation_id)

    def export(self) -> None:
        """Ask what of the roster to export, and how."""
        ask_export(self.desk, shown_in(self.table, "roster", "campaign.creators", self.campaign_id))

    def remove(self) -> None:
        """Take those chosen out of the campaign."""
        for row in self._chosen():
            self._do(remove_participation, participation_id=row.participation_id)
        self.table.rows.clear_ticks()

    def open_creator(self) -> None:
        """Open the page of the creator in focus."""
        if rows := self._chosen():
            self.desk.go("creator", rows[0].creator_id)

    def _leave(self, ids: Sequence[str], given: ExitDialog) -> None:
        reason, again = given.values["reason"], given.values.get("ask_again_on")
        if given.fees:
            self._do(end_participations, participation_ids=ids, stage=given.stage, reason=reason, ask_again_on=again,
                     **given.fees)  # fmt: skip
        elif given.stage == "not_now" and len(ids) == 1:
            self._do(not_now, participation_id=ids[0], reason=reason, ask_again_on=again)
        else:
            self._do(move_stage, participation_ids=ids, stage=given.stage, reason=reason, ask_again_on=again)

    def _price(self, campaign_id: str, row: RosterRow, given: FeesDialog) -> None:
        fees = {name: amount for name, amount in given.values.items() if amount != getattr(row, name)}
        if fees:
            self._do(set_fees, campaign_id=campaign_id, participation_id=row.participation_id, **fees)

    def _do(self, command: Callable[..., Any], *, then: Callable[[Outcome], None] | None = None, **given: Any) -> None:
        self.strip.say("info", "")
        self.desk.tasks.do(command, then=then, otherwise=self.strip.say_problem, **given)

    # how it works

    def _take(self, read: _Read) -> None:
        rows, self._pieces, self._campaign = read
        self._rows = {row.participation_id: row for row in rows}
        gone = self.table.rows.ticks.difference(self._rows)
        self.table.rows.tick(gone, on=False)
        self._filter()

    def _filter(self) -> None:
        text, stage = fold(self.filters.text), self.filters.values.get("stage", "")
        ids = [
            one
            for one, row in self._rows.items()
            if (not stage or row.stage == stage) and text in fold(f"{row.creator} {row.handle}")
        ]
        self.table.set_ids(ids)
        self.table.rows.refresh()
        if ids and not self.table.current_id:
            self.table.focus_id(ids[0])
        self.body.setCurrentIndex(_TABLE if ids else _NOTHING if self._rows else _EMPTY)
        self.filters.setVisible(bool(self._rows))
        self.filters.show_count(len(ids), len(self._rows))
        self._inspect(self.table.current_id)

    def _inspect(self, participation_id: str) -> None:
        row = self._rows.get(participation_id)
        self.offering.emit()
        if row is None:
            self.inspector.show_row(None, None, ())
            return
        pieces = [one for one in self._pieces if one.creator_id == row.creator_id and one.kind == "deliverable"]

        def show(part: Participation) -> None:
            self.inspector.show_row(row, part, pieces)

        self.desk.tasks.read(
            lambda conn: get(conn, Participation, participation_id), show, key=("campaign", "participation")
        )

    def _chosen(self) -> list[RosterRow]:
        return [self._rows[one] for one in self.table.chosen_ids if one in self._rows]

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[RosterRow]], None]) -> None:
        known: Mapping[str, RosterRow] = {one: self._rows[one] for one in ids if one in self._rows}
        then(known)

    def _toggle(self) -> None:
        self.inspector_frame.setVisible(self.inspector_frame.isHidden())
        self.offering.emit()

    def _connect(self) -> None:
        self.table.opened.connect(lambda _id: self.open_creator())
        self.table.typed.connect(self.filters.start)
        self.table.focused.connect(self._inspect)
        self.table.rows.ticked.connect(self.offering)
        self.filters.changed.connect(lambda *_: self._filter())
        self.filters.left.connect(self.table.setFocus)
        for state, run in ((self.empty, self.add), (self.nothing, self.filters.clear)):
            if state.primary is not None:
                state.primary.clicked.connect(lambda _checked=False, run=run: run())
        beside = self.inspector
        beside.confirmed.connect(self.confirm)
        beside.put_off.connect(self.put_off)
        beside.priced.connect(self.set_fees)
        beside.scheduled.connect(self.schedule)
        beside.promised.connect(self.promise)
        beside.moved.connect(self.move_to)
        self._fill_menu()

    def _fill_menu(self) -> None:
        entries = (
            (tr("Confirm"), self.confirm), (tr("Not now…"), self.put_off), (tr("Set fees…"), self.set_fees),
            (tr("Add deliverable…"), self.promise), (tr("New contract"), self.draft_contract),
            (tr("Open creator"), self.open_creator), (tr("Remove from the campaign"), self.remove),
        )  # fmt: skip
        for words, run in entries:
            action = QAction(words, self.table)
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.table.addAction(action)

    def _lay_out(self) -> None:
        for part in (self.table, self.nothing, self.empty):
            self.body.addWidget(part)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, theme.px(12), 0, 0)
        column.setSpacing(0)
        for row in (self.strip, self.filters, self.body):
            column.addWidget(row, 1 if row is self.body else 0)
        inside = QVBoxLayout(self.inspector_frame)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.inspector)
        self.inspector_frame.setMinimumWidth(theme.metric("layout.inspector-min"))
        self.inspector_frame.setMaximumWidth(theme.px(480))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.inspector_frame)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([10_000, theme.metric("layout.inspector")])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


def _stages() -> Filter:
    return Filter("stage", tr("Stage"), tuple((code, tr(words)) for code, words in STAGES))


def _piece(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "title": values["title"] or "", "quantity": values["quantity"] or 1}


def _named(message: str, rows: Sequence[RosterRow]) -> str:
    name = isolate(rows[0].creator) if len(rows) == 1 else plural(len(rows), "{n} creator", "{n} creators")
    return tr(message, name=name) if rows else tr(message, name=tr("a creator"))


def _no_step(rows: Sequence[RosterRow], way: Callable[[str], str | None]) -> str:
    """Why those chosen cannot go a stage further or back."""
    if len({row.stage for row in rows}) > 1:
        return tr("They stand at different stages.")
    return "" if rows and way(rows[0].stage) in choices_from(rows[0].stage) else tr("There is no such stage.")


def _count(conn: Connection, campaign_id: str) -> int:
    return len(roster(conn, campaign_id))


SPEC = TabSpec("creators", "Creators", CreatorsTab, _count)
