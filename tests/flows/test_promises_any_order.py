"""Briefs and gifts in any order: undo and redo to the letter, nothing that needs what is deleted, a whole file."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infludesk.campaigns import brief_commands as briefs
from infludesk.campaigns.commands import add_creators, brief_of, create_campaign, move_stage, set_brief_field
from infludesk.campaigns.model import Brief, BriefSending, Campaign, Participation
from infludesk.campaigns.template_store import offered_briefs
from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.db.changelog import logged_tables
from infludesk.db.driver import Connection
from infludesk.db.rows import find, trash
from infludesk.db.transaction import Tx
from infludesk.flows.briefing import freeze, send_brief
from infludesk.flows.due import due_now
from infludesk.flows.leaving import remove_participation
from infludesk.flows.merge import merge_creators
from infludesk.flows.trash import restore, trash_campaigns, trash_creators
from infludesk.gifting import commands as gifts
from infludesk.gifting import items, listing, products, store
from infludesk.gifting.model import Parcel, ParcelItem, Product
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import split_ref
from infludesk.kernel.money import Money
from infludesk.settings import Settings
from infludesk.workspace import SCHEMA, Workspace

STAMPS = {"rowid", "created_at", "updated_at"}
WORDS = ("Reach <b>runners</b> & more", "\u202eلهم\u202c\u200b", "a\x00\x01\r\nb", "", "   ", "😀" * 2000)
DAYS = ("2025-12-31", "2026-03-08", "2024-02-29", "2026-03-12", "9999-12-31", "0001-01-01")
AMOUNTS = (None, Money(0, "EUR"), Money(1, "JPY"), Money(2**53 - 1, "KWD"), Money(-1, "EUR"))
State = dict[str, dict[str, dict[str, Any]]]
VERBS = (
    "brief", "vary", "reset", "begin", "template", "freeze", "send", "acknowledge", "join", "leave", "plan", "ship",
    "deliver", "back", "lose", "cancel", "again", "item", "change", "end", "drop", "give", "keep", "trash", "restore",
    "merge", "undo", "undo", "undo", "redo", "redo",
)  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 7), st.integers(0, 7)), min_size=8, max_size=30)


def state(conn: Connection) -> State:
    """The rows of every table, also those in the trash; an undone row stays as a trace alone."""
    return {
        table: {
            row["id"]: {name: row[name] for name in row.keys() if name not in STAMPS}  # noqa: SIM118  a row
            for row in conn.execute(f"SELECT * FROM {table} WHERE deleted_as IS NOT 'undo'")
        }
        for table in logged_tables(conn)
    }


def orphans(found: State) -> list[tuple[str, str]]:
    """Live rows that need one which is not."""
    there = {(table, row_id) for table, rows in found.items() for row_id, row in rows.items() if not row["deleted_at"]}
    needed = [link for link in SCHEMA.links if link.needed]
    return [
        (link.child, row_id)
        for link in needed
        for row_id, row in found[link.child].items()
        if (link.child, row_id) in there
        and (value := row[link.column])
        and (split_ref(value) if link.ref else (link.parent, value)) not in there
    ]


class Walk:
    """One workspace, and what it looked like before each step that stands and after each that was taken back."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.now = self.see()
        self.done: list[tuple[State, State]] = []
        self.undone: list[tuple[State, State]] = []

    def see(self) -> State:
        return self.workspace.read(state)

    def take(self, verb: str, one: int, two: int) -> None:
        before = self.now
        try:
            kept = self.step(verb, one, two)
        except Problem:
            assert self.see() == before
            return
        self.now = after = self.see()
        if verb == "undo" and self.done:
            self.undone.append(self.done.pop())
            assert (kept, after) == ((), self.undone[-1][0])
        elif verb == "redo" and self.undone:
            self.done.append(self.undone.pop())
            assert (kept, after) == ((), self.done[-1][1])
        elif after != before:
            self.done.append((before, after))
            self.undone = []
        assert orphans(after) == []
        self.workspace.read(look)

    def step(self, verb: str, one: int, two: int) -> tuple[tuple[str, str], ...]:
        """Do it; returns what an undo or a redo left alone."""
        if verb == "undo":
            return tuple(self.workspace.undo().value.kept) if self.done else ()
        if verb == "redo":
            return tuple(self.workspace.redo().value.kept) if self.undone else ()
        batch = self.workspace.do(lambda tx: write(tx, verb, one, two)).changes.batch
        assert batch == 0 or self.see() != self.now, "a step that changes nothing is none"
        return ()


def look(conn: Connection) -> None:
    """Every list and sum of gifts can be read, whatever stands."""
    listing.listed(conn, listing.ids(conn))
    listing.listed_products(conn, listing.product_ids(conn))
    store.gifts_to(conn)


def one_of(tx: Tx, cls: type[Row], place: int, where: str = "deleted_as IS NOT 'undo'") -> str:
    """The id of a row, also of one in the trash; there is one of each."""
    rows = tx.conn.execute(f"SELECT id FROM {cls.entity.table} WHERE {where} ORDER BY rowid").fetchall()
    return str(rows[place % len(rows)][0]) if rows else ""


def write(tx: Tx, verb: str, one: int, two: int) -> None:
    part, parcel = one_of(tx, Participation, one), one_of(tx, Parcel, one)
    campaign, creator = one_of(tx, Campaign, one), one_of(tx, Creator, two)
    day, word = DAYS[two % len(DAYS)], WORDS[two % len(WORDS)]
    amount = AMOUNTS[two % len(AMOUNTS)]
    brief, item = one_of(tx, Brief, one), one_of(tx, ParcelItem, one)
    name = ("goal", "tone", "disclosure_wording")[one % 3]
    does: dict[str, Callable[[], object]] = {
        "brief": lambda: set_brief_field(tx, brief_id=brief_of(tx, campaign), name=name, value=word),
        "vary": lambda: briefs.set_variation_field(tx, participation_id=part, name=name, value=word),
        "reset": lambda: brief and briefs.reset_variation(tx, brief_id=brief, name="tone"),
        "begin": lambda: briefs.begin_from_template(tx, campaign_id=campaign, template=template(tx, two)),
        "template": lambda: brief and briefs.save_brief_template(tx, brief_id=brief, name=f"T{two % 2}"),
        "freeze": lambda: brief and freeze(tx, brief_id=brief, without="None" if two % 2 else ""),
        "send": lambda: send_brief(tx, campaign_id=campaign, participation_ids=parts(tx, campaign), without="None"),
        "acknowledge": lambda: acknowledge(tx, one, day),
        "join": lambda: add_creators(tx, campaign_id=campaign, creator_ids=[creator]),
        "leave": lambda: remove_participation(tx, participation_id=part),
        "plan": lambda: plan(tx, part, one, amount, day),
        "ship": lambda: gifts.ship(tx, parcel_ids=[parcel], shipped_on=day, carrier=word),
        "deliver": lambda: gifts.deliver(tx, parcel_ids=[parcel], delivered_on=day),
        "back": lambda: gifts.take_back(tx, parcel_ids=[parcel], returned_on=day, condition=word),
        "lose": lambda: (gifts.refuse if two % 2 else gifts.lose)(tx, parcel_id=parcel, reason=word),
        "cancel": lambda: gifts.cancel_parcels(tx, parcel_ids=[parcel, one_of(tx, Parcel, one + 1)]),
        "again": lambda: gifts.plan_again(tx, parcel_id=parcel),
        "item": lambda: items.add_item(
            tx, parcel_id=parcel, product_id=one_of(tx, Product, two), given_as=("gift", "loan")[one % 2],
            unit_value=amount, quantity=(1, 3, 10**6, -1)[two % 4],
        ),
        "change": lambda: items.change_item(tx, item_id=item, values={"given_as": ("gift", "loan")[two % 2]}),
        "end": lambda: items.end_loan(tx, item_id=item, outcome=("returned", "kept_as_gift", "lost")[two % 3], day=day),
        "drop": lambda: items.trash_item(tx, item_id=item) if two % 2 else gifts.trash_parcels(tx, parcel_ids=[parcel]),
        "give": lambda: products.add_benefit(tx, creator_id=creator, kind="trip", value=amount, given_on=day),
        "keep": lambda: gifts.keep_as_gift(tx, parcel_id=parcel, day=day),
        "trash": lambda: throw(tx, one, two),
        "restore": lambda: bring_back(tx, one, two),
        "merge": lambda: merge_creators(tx, keep=one_of(tx, Creator, one), others=[creator]),
    }  # fmt: skip
    does[verb]()


def template(tx: Tx, place: int) -> str:
    found = offered_briefs(tx.conn)
    return found[place % len(found)].text


def parts(tx: Tx, campaign: str) -> list[str]:
    return [row.id for row in find(tx.conn, Participation, "campaign_id = ?", (campaign,))]


def acknowledge(tx: Tx, place: int, day: str) -> None:
    if sending := one_of(tx, BriefSending, place):
        briefs.acknowledge_brief(tx, sending_id=sending, on=day, how="<i>by phone</i>")


def plan(tx: Tx, part: str, place: int, amount: Money | None, day: str) -> None:
    products_ = [one_of(tx, Product, place)] if place % 2 else []
    gifts.add_parcels(
        tx, participation_ids=[part], what=WORDS[place % 2], product_ids=products_, value=amount, return_due=day,
        given_as=("gift", "loan")[place % 2],
    )  # fmt: skip


def throw(tx: Tx, one: int, two: int) -> None:
    match two % 4:
        case 0:
            trash_campaigns(tx, campaign_ids=[one_of(tx, Campaign, one)])
        case 1:
            trash_creators(tx, creator_ids=[one_of(tx, Creator, one)])
        case 2:
            products.trash_products(tx, product_ids=[one_of(tx, Product, one)])
        case _:
            trash(tx, "client", [tx.conn.execute("SELECT id FROM client").fetchone()[0]])


def bring_back(tx: Tx, one: int, two: int) -> None:
    kinds = (Campaign, Creator, Participation, Brief, Parcel, ParcelItem, Product)
    cls = kinds[two % len(kinds)]
    if gone := one_of(tx, cls, one, "deleted_as = 'trash'"):
        restore(tx, table=cls.entity.table, ids=[gone])


def begin(tx: Tx) -> None:
    """Three creators in two campaigns, two of them agreed with; a brief, a parcel and a loan."""
    people = [add_creator(tx, name=name) for name in ("Ana", "Ana R.", "Leo")]
    for name in ("Spring", "Summer"):
        campaign = create_campaign(tx, name=name, client="Acme", creator_ids=people)
        move_stage(tx, participation_ids=parts(tx, campaign)[:2], stage="agreed")
        set_brief_field(tx, brief_id=brief_of(tx, campaign), name="goal", value="Reach")
    product = products.add_product(tx, name="Soap", retail_value=Money(80_00, "EUR"))
    for part, given_as in zip(parts(tx, campaign), ("gift", "loan"), strict=False):
        gifts.add_parcels(tx, participation_ids=[part], product_ids=[product], given_as=given_as)
    products.add_benefit(tx, creator_id=people[0], kind="trip", value=None)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_order_is_taken_back_and_made_again_to_the_letter(
    template: Path, steps: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder) / "w")
        with Workspace.open(Path(folder) / "w", Settings(device="0123456789ab")) as workspace:
            workspace.do(begin)
            walk = Walk(workspace)
            for step in steps:
                walk.take(*step)
            now, today = workspace.now(), workspace.today()
            workspace.read(lambda conn: due_now(conn, now=now, today=today))
            for _ in range(len(walk.done)):
                walk.take("undo", 0, 0)
            for _ in range(len(walk.undone)):
                walk.take("redo", 0, 0)
            assert workspace.check().faults == ()
