"""What the panel of a parcel is made of: the reading, and the things in it line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.gifting import listing, posts, store
from infludesk.gifting.listing import ListedParcel
from infludesk.gifting.model import GIVEN_AS, OUTCOMES, Parcel, ParcelItem, Product
from infludesk.gifting.states import SENT
from infludesk.gifting.value import item_value
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import due, show_day
from infludesk.kernel.text import isolate, join, number, tr
from infludesk.team.store import members


@dataclass(frozen=True, slots=True)
class ParcelView:
    """Everything shown of one parcel.

    Attributes:
        cautions: what to look at before it is sent; none once it is.
        unsaid: posts of the creator whose connection nobody said, with the one that the goods tell.
        members: (id, name).
        products: what can be put in.
    """

    row: ListedParcel
    parcel: Parcel
    items: tuple[ParcelItem, ...]
    cautions: tuple[str, ...]
    unsaid: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    products: tuple[Product, ...]


def read_parcel(conn: Connection, parcel_id: str, today: str) -> ParcelView | None:
    """Read a parcel with all that its panel shows; None where there is no such live one."""
    rows = listing.listed(conn, [parcel_id]) if parcel_id else []
    if not rows:
        return None
    parcel, row = get(conn, Parcel, parcel_id), rows[0]
    return ParcelView(
        row=row,
        parcel=parcel,
        items=tuple(store.items(conn, parcel_id)),
        cautions=store.cautions(conn, parcel, today) if row.state in ("planned", "packed") else (),
        unsaid=tuple(posts.unsaid(conn, row.creator_id)) if row.state in SENT else (),
        members=tuple((one.id, one.name or "") for one in members(conn)),
        products=tuple(store.products(conn)),
    )


class ItemLines(QWidget):
    """The things in a parcel, each with what can be done with it.

    Signals:
        edit_asked: an item's id; ``end_asked``: of one whose loan ends; ``trash_asked``: of one that goes.
    """

    edit_asked = Signal(str)
    end_asked = Signal(str)
    trash_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def load(self, items: Sequence[ParcelItem], *, sent: bool) -> None:
        """Show these; the loan of what was ``sent`` can be ended."""
        empty(self._column)
        for item in items:
            self._column.addWidget(self._line(item, sent=sent))
        if not items:
            words = tr("The parcel counts as a whole. Add items to give each its own value, serial and return.")
            self._column.addWidget(label(words, "help", wrap=True))

    def _line(self, item: ParcelItem, *, sent: bool) -> QWidget:
        made, buttons = QWidget(), QWidget()
        made.setAccessibleName(join((item.label, self._words(item)), ", "))
        flow = FlowLayout(buttons, gap=theme.px(8))
        asks = [(tr("Edit…"), self.edit_asked), (tr("Remove"), self.trash_asked)]
        if sent and item.given_as == "loan" and (item.outcome or "with_creator") == "with_creator":
            asks.insert(1, (tr("End loan…"), self.end_asked))
        for words, asked in asks:
            one = button(words, small=True)
            one.setAccessibleName(tr("{verb} {item}", verb=words.removesuffix("…"), item=isolate(item.label or "")))
            one.clicked.connect(partial(asked.emit, item.id))
            flow.addWidget(one)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(Elided(item.label or "", "strong"))
        column.addWidget(label(self._words(item), "small", wrap=True))
        column.addWidget(buttons)
        return made

    def _words(self, item: ParcelItem) -> str:
        locale, today = self.desk.locale, self.desk.today()
        worth = item_value(item)
        pieces = item.quantity if item.quantity is not None else 1
        ended = item.given_as == "loan" and item.outcome not in (None, "with_creator")
        outcome = ""
        if item.given_as == "loan":
            outcome = tr(dict(OUTCOMES).get(item.outcome or "with_creator", item.outcome or ""))
        return join(
            (
                tr("{n} pieces", n=number(pieces)) if pieces != 1 else "",
                tr(dict(GIVEN_AS).get(item.given_as or "gift", item.given_as or "")),
                worth.show(locale) if worth else tr("no value given"),
                tr("Serial {serial}", serial=isolate(item.serial)) if item.serial else "",
                tr("back {when}", when=due(item.return_due, today, locale)) if item.return_due and not ended else "",
                outcome,
                show_day(item.outcome_on, locale) if item.outcome_on else "",
                item.condition_in or "",
            )
        )
