"""Gifts and loans: every parcel, what is to be sent, what is late, and what has to come back."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton

from infludesk.campaigns.model import CLOSED
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows import campaign_list
from infludesk.gifting import commands, listing, store
from infludesk.gifting.listing import GIVEN, ListedParcel
from infludesk.gifting.model import STATES, Parcel, Product
from infludesk.gifting.states import TO_SHIP, allowed
from infludesk.gui.campaigns.parts import due_cell
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.gifts.dialogs import DeliverDialog, NewParcelDialog, ReturnDialog, ShipDialog
from infludesk.gui.gifts.panel import ParcelPanel
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, MoneyCell, Pill, State, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, plural, tr

_STATES: dict[str, State] = {
    "packed": "info", "shipped": "info", "delivered": "success", "refused": "warn", "lost": "danger",
}  # fmt: skip


class GiftsPage(ListPage[ListedParcel]):
    """The list of parcels; narrowed to one campaign where ``campaign_id`` is set."""

    key = "gifts"
    group = "campaigns"
    exported = "gifts"
    title = "Gifts"
    placeholder = "Filter gifts and loans"
    sorted_by = ("state", False)
    shows = (
        "parcel", "parcel_item", "product", "creator", "participation", "campaign", "client", "post", "account",
        "address", "do_not_contact", "member",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self.campaign_id = ""
        self._next = ""
        self.panel = ParcelPanel(desk)
        super().__init__(desk)
        self.panel.changed.connect(self.offering)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.add)

    # what the list is

    def columns(self) -> Sequence[Column[ListedParcel]]:
        return (
            Column("what", tr("What"), 160, lambda row: Text(isolate(row.what) or "–", strong=True), stretch=True),
            Column("creator", tr("Creator"), 130, lambda row: Text(isolate(row.creator))),
            Column("state", tr("State"), 100, _state),
            Column("return_due", tr("Return due"), 120, lambda row: due_cell(row.return_due, self.desk.formats)),
            Column("given", tr("Gift or loan"), 96, lambda row: Text(tr(dict(GIVEN)[row.given]))),
            Column("value", tr("Value"), 96, self._value, align="right"),
            Column("shipped_on", tr("Shipped"), 104, lambda row: self._day(row.shipped_on)),
            Column("delivered_on", tr("Delivered"), 104, lambda row: self._day(row.delivered_on)),
            Column("campaign", tr("Campaign"), 130, lambda row: Text(isolate(row.campaign), tone="text-2")),
            Column("outcome", tr("Outcome"), 130, lambda row: Text(row.outcome or "–"), sortable=False),
            Column(
                "post", tr("Post"), 104, self._post, sortable=False, tooltip=tr("The newest post since it was sent")
            ),
        )

    def more_columns(self) -> Sequence[Column[ListedParcel]]:
        return (
            Column("carrier", tr("Tracking number"), 140, lambda row: Text(row.tracking_number or "–"), sortable=False),
            Column("owner", tr("Owner"), 110, lambda row: Text(isolate(row.owner) or "–", tone="text-2"),
                   sortable=False),
        )  # fmt: skip

    def filter_options(self) -> Sequence[Filter]:
        named = (("view", tr("View"), listing.VIEWS), ("state", tr("State"), STATES))
        return [Filter(key, words, tuple((code, tr(text)) for code, text in options)) for key, words, options in named]

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = listing.Filter(text, campaign_id=self.campaign_id, today=self.desk.today().isoformat(), **values)
        return listing.ids(conn, wanted, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedParcel]:
        return {row.id: row for row in listing.listed(conn, ids)}

    def count_all(self, conn: Connection) -> int:
        return len(listing.ids(conn, listing.Filter(campaign_id=self.campaign_id)))

    def empty_state(self) -> EmptyState:
        sentence = tr("Plan a parcel to keep what was given or lent, its value, and what comes back.")
        return EmptyState("gift", tr("No gifts or loans"), sentence, tr("New parcel…"))

    def make_inspector(self) -> Inspector:
        return self.panel

    def buttons(self) -> Sequence[QAbstractButton]:
        made = button(tr("New parcel…"), self.main_kind, icon="add")
        made.clicked.connect(self.add)
        return (made,)

    # what is done here

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self._focus(place.record)

    def open_record(self, record_id: str) -> None:  # noqa: ARG002  the panel shows the row in focus
        """Go to the fields of the parcel."""
        self.panel.focus_fields()

    def chosen_actions(self) -> tuple[str, Callable[[], None]] | None:
        many = len(self.table.chosen_ids) or 1
        return {
            "ship": (plural(many, "Mark shipped…", "Mark {n} shipped…"), self.ship),
            "deliver": (plural(many, "Mark delivered…", "Mark {n} delivered…"), self.deliver),
            "return": (plural(many, "Mark returned…", "Mark {n} returned…"), self.take_back),
        }.get(self._next)

    def offers(self) -> dict[str, Offer]:
        chosen = self.table.chosen_ids
        none = "" if chosen else tr("Choose a row first.")
        many = len(chosen) or 1
        act = self.chosen_actions()
        return super().offers() | {
            "new": Offer(self.add, tr("New parcel…")),
            "main": Offer(act[1], act[0]) if act else Offer(self.ship, why_not=none or tr("No step is left to take.")),
            "parcel.ship": Offer(self.ship, plural(many, "Mark shipped…", "Mark {n} shipped…"), none),
            "parcel.deliver": Offer(self.deliver, plural(many, "Mark delivered…", "Mark {n} delivered…"), none),
            "parcel.return": Offer(self.take_back, plural(many, "Mark returned…", "Mark {n} returned…"), none),
            "trash": Offer(self.trash, plural(many, "Move to Trash", "Move {n} to Trash"), none),
        }

    def add(self) -> None:
        """Ask what goes to whom."""
        campaign = self.campaign_id

        def query(conn: Connection) -> tuple[list[tuple[str, str]], list[Product]]:
            ids = [campaign] if campaign else campaign_list.ids(conn, campaign_list.Filter(), "name")
            found = campaign_list.listed(conn, ids)
            return [(one.id, one.name) for one in found if campaign or one.state not in CLOSED], store.products(conn)

        self.desk.tasks.read(query, self._add)

    def ship(self) -> None:
        """Ask for day, carrier and tracking numbers of the chosen parcels; what must be looked at is said first."""
        ids, today = list(self.table.chosen_ids), self.desk.today().isoformat()

        def query(conn: Connection) -> tuple[list[ListedParcel], list[str]]:
            said = [word for one in ids for word in store.cautions(conn, get(conn, Parcel, one), today)]
            return listing.listed(conn, ids), list(dict.fromkeys(said))

        self.desk.tasks.read(query, lambda found: self._ask("shipped", found[0], found[1]))

    def deliver(self) -> None:
        """Ask for the day the chosen parcels arrived."""
        ids = list(self.table.chosen_ids)
        self.desk.tasks.read(lambda conn: listing.listed(conn, ids), lambda rows: self._ask("delivered", rows))

    def take_back(self) -> None:
        """Ask for the day the loans in the chosen parcels came back."""
        ids = list(self.table.chosen_ids)
        self.desk.tasks.read(lambda conn: listing.listed(conn, ids), lambda rows: self._ask("returned", rows))

    def trash(self) -> None:
        """Move the chosen parcels to the trash."""
        if chosen := list(self.table.chosen_ids):
            self.desk.tasks.do(
                commands.trash_parcels, then=self._acted, otherwise=self._refused, parcel_ids=chosen
            )  # fmt: skip

    def _ticked(self) -> None:
        self._ask_step()

    def _focused(self, record_id: str) -> None:
        super()._focused(record_id)
        self._ask_step()

    def _take(self, found: tuple[list[str], int, tuple[Field, ...]]) -> None:
        super()._take(found)
        self._ask_step()

    def _ask_step(self) -> None:
        """Read which step comes next for the chosen rows; the strip and the menu offer it."""
        ids = list(self.table.chosen_ids)
        self.desk.tasks.read(lambda conn: _step(listing.listed(conn, ids)), self._offer_step, key=(self.key, "step"))

    def _offer_step(self, step: str) -> None:
        self._next = step
        super()._ticked()

    def _add(self, found: tuple[list[tuple[str, str]], list[Product]]) -> None:
        dialog = NewParcelDialog(self.desk, self, *found)
        dialog.stored.connect(lambda made: self._focus(str(made[0])))
        dialog.open()

    def _ask(self, to: str, rows: Sequence[ListedParcel], said: Sequence[str] = ()) -> None:
        """Open the dialog of a step for the parcels that can take it; say where none can."""
        fit = [row for row in rows if (row.lent if to == "returned" else allowed(row.state, to))]
        if not fit:
            self._refused(
                Problem(
                    "parcel.move",
                    tr("None of them can be marked {state}.", state=tr(dict(STATES)[to]).lower()),
                    tr("Nothing was changed. Look at their states."),
                )
            )
            return
        dialog: DoingDialog
        if to == "shipped":
            dialog = ShipDialog(self.desk, self, fit, said)
        elif to == "delivered":
            dialog = DeliverDialog(self.desk, self, fit)
        else:
            title = plural(len(fit), "The loan is back", "{n} loans are back")
            dialog = ReturnDialog(self.desk, self, title, parcel_ids=[row.id for row in fit])
        dialog.stored.connect(self._acted)
        dialog.open()

    def _acted(self, _outcome: Outcome | object) -> None:
        self.table.rows.clear_ticks()
        self.chosen.say("quiet", "")

    def _refused(self, problem: Problem) -> None:
        self.chosen.say("danger", problem.title, problem.advice, closable=True)

    def _focus(self, record_id: str) -> None:
        if self.filters.values or self.filters.text:
            self.filters.clear()
        self.focus_on(record_id)

    # cells

    def _value(self, row: ListedParcel) -> Cell:
        if row.value is None:
            several = tr("Its items have values in several currencies.") if row.currencies > 1 else ""
            return Text(tr("n/a") if several else "–", tone="text-3", problem=several)
        return MoneyCell(row.value.show(self.desk.locale))

    def _day(self, day: str) -> Cell:
        return Text(show_day(day, self.desk.locale), tone="text-2")

    def _post(self, row: ListedParcel) -> Cell:
        if not row.post_id:
            return Text("–", tone="text-3")
        return Text(show_day(row.posted, self.desk.locale) if row.posted else tr("Recorded"), tone="text-2")


def _state(row: ListedParcel) -> Cell:
    return Pill(tr(dict(STATES).get(row.state, row.state)), _STATES.get(row.state, "neutral"))


def _step(rows: Sequence[ListedParcel]) -> str:
    """The first step that any of some parcels waits for: ship, deliver or return; empty for none."""
    waiting = {"ship" if row.state in TO_SHIP else "deliver" if row.state == "shipped" else "return" if row.lent else ""
               for row in rows}  # fmt: skip
    return next((one for one in ("ship", "deliver", "return") if one in waiting), "")
