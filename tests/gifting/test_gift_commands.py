"""Parcels on their way and back, loans and how they end, and what the screens and counters read of them."""

from dataclasses import dataclass
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Brand, Client
from infludesk.content.model import Post
from infludesk.creators.model import Account, Address, Creator, DoNotContact
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.gifting import commands, items, listing, products, states, store
from infludesk.gifting.model import OUTCOMES, STATES, Benefit, Parcel, ParcelItem, Product
from infludesk.gifting.value import sums
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.workspace import Workspace

EUR = Money(80_00, "EUR")
STATE_CODES = [code for code, _ in STATES]


@dataclass(frozen=True)
class World:
    client: str
    campaign: str
    ana: str
    ben: str
    ana_in: str
    ben_in: str


def begin(tx: Tx) -> World:
    """Ana has agreed to Spring Launch of Acme; Ben is shortlisted."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id))
    made = []
    for name, stage in (("Ana Ruiz", "agreed"), ("Ben Oduya", "shortlisted")):
        creator = insert(tx, Creator(name=name))
        insert(tx, Account(creator_id=creator.id, platform="instagram", handle=name.split()[0].lower()))
        joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage=stage))
        made.append((creator.id, joined.id))
    (ana, ana_in), (ben, ben_in) = made
    return World(client.id, campaign.id, ana, ben, ana_in, ben_in)


@pytest.fixture
def world(workspace: Workspace) -> World:
    found: World = workspace.do(begin).value
    return found


def plan(workspace: Workspace, joined: str, what: str = "Soap set", **more: object) -> str:
    given: dict[str, Any] = {"participation_ids": [joined], "what": what, "value": EUR} | more
    return str(workspace.do(commands.add_parcels, **given).value[0])


def read(workspace: Workspace, parcel: str) -> Parcel:
    return workspace.read(lambda conn: get(conn, Parcel, parcel))


def part(workspace: Workspace, joined: str) -> Participation:
    return workspace.read(lambda conn: get(conn, Participation, joined))


def code_of(workspace: Workspace, command: object, **given: object) -> str:
    with pytest.raises(Problem) as caught:
        workspace.do(command, **given)  # type: ignore[arg-type]
    return caught.value.code


def test_every_state_and_outcome_is_in_the_tables() -> None:
    assert list(states.MOVES) == STATE_CODES
    assert {to for ends in states.MOVES.values() for to in ends} <= set(STATE_CODES)
    assert set(states.ENDS) | {"with_creator"} == {code for code, _ in OUTCOMES}


@pytest.mark.parametrize("old", [None, *STATE_CODES])
@pytest.mark.parametrize("new", STATE_CODES)
def test_a_parcel_moves_by_the_table_alone(old: str | None, new: str) -> None:
    if states.allowed(old, new):
        states.refuse_move(old, new)
    else:
        with pytest.raises(Problem, match="cannot become") as caught:
            states.refuse_move(old, new, "Soap set")
        assert caught.value.code == "parcel.move"
        assert caught.value.advice.startswith("Nothing was changed.")


@pytest.mark.parametrize("old", [None, *(code for code, _ in OUTCOMES)])
@pytest.mark.parametrize("new", [code for code, _ in OUTCOMES])
def test_a_loan_ends_once(old: str | None, new: str) -> None:
    if (old or "with_creator") == "with_creator" and new != "with_creator":
        states.refuse_end(old, new)
    else:
        with pytest.raises(Problem) as caught:
            states.refuse_end(old, new)
        assert caught.value.code == "loan.ended"


def test_one_step_plans_parcels_for_several(workspace: Workspace, world: World) -> None:
    done = workspace.do(
        commands.add_parcels, participation_ids=[world.ana_in, world.ben_in], what="Soap set", value=EUR
    )
    assert done.changes.label == "Plan parcels for 2 creators"
    assert [read(workspace, one).creator_id for one in done.value] == [world.ana, world.ben]
    assert read(workspace, done.value[0]).state == "planned"
    workspace.undo()
    assert workspace.read(listing.ids) == []


def test_a_parcel_needs_somebody_something_and_a_loan_its_day(workspace: Workspace, world: World) -> None:
    assert code_of(workspace, commands.add_parcels, what="Soap") == "parcel.nobody"
    assert code_of(workspace, commands.add_parcels, participation_ids=[world.ana_in], what=" ") == "parcel.empty"
    given = {"participation_ids": [world.ana_in], "what": "Camera", "given_as": "loan"}
    assert code_of(workspace, commands.add_parcels, **given) == "loan.no_day"
    low = {"participation_ids": [world.ana_in], "what": "Soap", "value": Money(-1, "EUR")}
    assert code_of(workspace, commands.add_parcels, **low) == "money.negative"


def test_shipping_keeps_the_day_the_way_and_the_address(workspace: Workspace, world: World) -> None:
    workspace.do(
        lambda tx: insert(
            tx,
            Address(owner=ref("creator", world.ana), recipient="Ana Ruiz", line1="Calle 1", postal_code="28001",
                    city="Madrid", country="ES"),
        )
    )  # fmt: skip
    parcel = plan(workspace, world.ana_in)
    done = workspace.do(commands.ship, parcel_ids=[parcel], carrier="DHL", tracking={parcel: "JD 014"})
    assert done.changes.label == "Mark Soap set for Ana Ruiz shipped"
    sent = read(workspace, parcel)
    assert (sent.state, sent.shipped_on, sent.carrier, sent.tracking_number) == (
        "shipped", "2026-03-12", "DHL", "JD 014",
    )  # fmt: skip
    assert sent.ship_to == "Ana Ruiz\nCalle 1\n28001 Madrid\nES"
    assert (part(workspace, world.ana_in).pay, part(workspace, world.ana_in).stage) == ("gift", "active")
    workspace.undo()
    assert read(workspace, parcel).state == "planned"
    assert (part(workspace, world.ana_in).pay, part(workspace, world.ana_in).stage) == (None, "agreed")


def test_who_has_not_agreed_stays_and_an_agreed_pay_is_kept(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ben_in, "Camera", return_due="2026-05-01")
    workspace.do(commands.ship, parcel_ids=[parcel])
    assert (part(workspace, world.ben_in).pay, part(workspace, world.ben_in).stage) == ("loan", "shortlisted")
    again = plan(workspace, world.ben_in)
    workspace.do(commands.ship, parcel_ids=[again])
    assert part(workspace, world.ben_in).pay == "loan"


def test_an_address_changed_since_it_was_confirmed_warns(workspace: Workspace, world: World) -> None:
    workspace.do(lambda tx: insert(tx, Address(owner=ref("creator", world.ana), line1="Calle 1")))
    old = plan(workspace, world.ana_in, address_confirmed_on="2026-03-01")
    done = workspace.do(commands.ship, parcel_ids=[old])
    assert done.value == ("Ana Ruiz has changed the address since it was confirmed.",)
    fresh = plan(workspace, world.ana_in, address_confirmed_on="2026-03-12")
    assert workspace.do(commands.ship, parcel_ids=[fresh]).value == ()


@pytest.mark.parametrize(
    ("block", "scope", "said"),
    [
        ({"channel": "all"}, "", 1), ({"channel": "post", "since": "2026-01-01", "until": "2026-12-31"}, "", 1),
        ({"channel": "email"}, "", 0), ({"channel": "post", "until": "2026-03-11"}, "", 0),
        ({"channel": "post", "since": "2026-03-13"}, "", 0), ({"channel": "all"}, "other", 0),
        ({"channel": "all"}, "own", 1),
    ],
)  # fmt: skip
def test_a_block_of_gifts_warns(
    workspace: Workspace, world: World, block: dict[str, str], scope: str, said: int
) -> None:
    where = {"": None, "own": ref("client", world.client), "other": ref("client", "nobody")}[scope]
    row = DoNotContact(person=ref("creator", world.ana), scope=where, reason="asked", **block)
    workspace.do(lambda tx: insert(tx, row))
    done = workspace.do(commands.ship, parcel_ids=[plan(workspace, world.ana_in)])
    assert done.value == ("Ana Ruiz is under do not contact.",)[:said]


def test_steps_may_be_skipped_but_not_turned_round(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in)
    workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2026-03-10")
    sent = read(workspace, parcel)
    assert (sent.state, sent.shipped_on, sent.delivered_on) == ("delivered", "2026-03-10", "2026-03-10")
    for command, given in (
        (commands.ship, {"parcel_ids": [parcel]}), (commands.pack, {"parcel_ids": [parcel]}),
        (commands.cancel_parcels, {"parcel_ids": [parcel]}), (commands.lose, {"parcel_id": parcel}),
        (commands.refuse, {"parcel_id": parcel, "reason": "Allergic"}), (commands.plan_again, {"parcel_id": parcel}),
    ):  # fmt: skip
        assert code_of(workspace, command, **given) == "parcel.move"
    assert code_of(workspace, commands.set_parcel_field, parcel_id=parcel, name="state", value="planned") == (
        "parcel.own_verb"
    )
    assert code_of(workspace, commands.take_back, parcel_ids=[parcel]) == "loan.none"


def test_all_or_none_are_shipped(workspace: Workspace, world: World) -> None:
    ready, gone = plan(workspace, world.ana_in), plan(workspace, world.ben_in)
    workspace.do(commands.cancel_parcels, parcel_ids=[gone], reason="Sold out")
    assert code_of(workspace, commands.ship, parcel_ids=[ready, gone]) == "parcel.move"
    assert read(workspace, ready).state == "planned"


def test_a_refusal_has_a_reason_and_is_planned_again(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in)
    workspace.do(commands.ship, parcel_ids=[parcel], carrier="DHL", tracking={parcel: "1"})
    assert code_of(workspace, commands.refuse, parcel_id=parcel, reason=" ") == "parcel.reason"
    workspace.do(commands.refuse, parcel_id=parcel, reason="Allergic to nuts")
    assert read(workspace, parcel).reason == "Allergic to nuts"
    workspace.do(commands.plan_again, parcel_id=parcel)
    again = read(workspace, parcel)
    assert (again.state, again.shipped_on, again.tracking_number, again.reason) == ("planned", None, None, None)
    workspace.do(commands.ship, parcel_ids=[parcel])
    workspace.do(commands.lose, parcel_id=parcel)
    assert read(workspace, parcel).state == "lost"


def test_products_bring_name_and_value_into_the_parcel(workspace: Workspace, world: World) -> None:
    camera = str(workspace.do(products.add_product, name="Camera", variant="Black", retail_value=EUR).value)
    parcel = plan(workspace, world.ana_in, "", product_ids=[camera], given_as="loan", return_due="2026-04-01")
    (item,) = workspace.read(lambda conn: store.items(conn, parcel))
    assert (item.label, item.unit_value, item.given_as, item.outcome) == ("Camera Black", EUR, "loan", "with_creator")
    workspace.do(products.set_product_field, product_id=camera, name="retail_value", value=Money(1, "EUR"))
    assert workspace.read(lambda conn: store.items(conn, parcel))[0].unit_value == EUR
    workspace.do(commands.ship, parcel_ids=[parcel])
    (row,) = workspace.read(lambda conn: listing.listed_products(conn, listing.product_ids(conn, "cam")))
    assert (row.product.name, row.sent, row.out) == ("Camera", 1, 1)
    workspace.do(products.trash_products, product_ids=[camera])
    assert workspace.read(listing.product_ids) == []
    assert len(workspace.read(lambda conn: store.items(conn, parcel))) == 1


def test_a_loan_comes_back_or_is_kept_as_a_gift_and_counts_from_then(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in, "Two cameras")
    given: dict[str, Any] = {"parcel_id": parcel, "given_as": "loan", "unit_value": EUR}
    first = str(workspace.do(items.add_item, label="Camera", serial="SN 1", **given).value)
    second = str(workspace.do(items.add_item, label="Lens", serial="SN 2", **given).value)
    assert code_of(workspace, items.end_loan, item_id=first, outcome="returned") == "loan.unsent"
    workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2026-02-01")
    told = workspace.read(lambda conn: store.gifts_to(conn, creator_ids=[world.ana]))
    assert [one.kind for one in told] == ["loan", "loan"]
    assert sums(told) == {}
    workspace.do(items.end_loan, item_id=first, outcome="kept_as_gift", day="2026-03-01")
    done = workspace.do(commands.take_back, parcel_ids=[parcel], condition="A scratch")
    assert done.changes.label == "Take back Two cameras for Ana Ruiz"
    back = workspace.read(lambda conn: get(conn, ParcelItem, second))
    assert (back.outcome, back.outcome_on, back.condition_in, back.received_by_id) == (
        "returned", "2026-03-12", "A scratch", workspace.me,
    )  # fmt: skip
    assert read(workspace, parcel).state == "delivered"
    told = workspace.read(lambda conn: store.gifts_to(conn, client_id=world.client, year=2026))
    assert sums(told) == {"EUR": EUR}
    assert sums(told, until="2026-02-28") == {}
    assert code_of(workspace, items.end_loan, item_id=second, outcome="lost") == "loan.ended"
    assert code_of(workspace, items.change_item, item_id=second, values={"outcome": "lost"}) == "loan.own_verb"
    (row,) = workspace.read(lambda conn: listing.listed(conn, [parcel]))
    assert (row.given, row.outcome, row.lent) == ("loan", "Kept as a gift 1, Returned 1", False)


def test_a_loan_without_items_comes_back_or_is_kept(workspace: Workspace, world: World) -> None:
    bag = plan(workspace, world.ana_in, "Bag", return_due="2026-04-01")
    tent = plan(workspace, world.ana_in, "Tent", return_due="2026-04-01")
    assert code_of(workspace, commands.keep_as_gift, parcel_id=tent) == "loan.unsent"
    workspace.do(commands.deliver, parcel_ids=[bag, tent])
    workspace.do(commands.take_back, parcel_ids=[bag])
    assert read(workspace, bag).state == "returned"
    workspace.do(commands.keep_as_gift, parcel_id=tent)
    told = workspace.read(lambda conn: store.gifts_to(conn, campaign_id=world.campaign))
    assert sums(told) == {"EUR": EUR}
    assert code_of(workspace, commands.keep_as_gift, parcel_id=tent) == "loan.none"
    workspace.undo()
    assert sums(workspace.read(store.gifts_to)) == {}


def test_the_list_finds_who_has_a_serial_number(workspace: Workspace, world: World) -> None:
    for joined, outcome in ((world.ana_in, "returned"), (world.ben_in, "")):
        parcel = plan(workspace, joined, "Kit")
        item = workspace.do(items.add_item, parcel_id=parcel, given_as="loan", label="Camera", serial="SN 1").value
        workspace.do(commands.ship, parcel_ids=[parcel])
        if outcome:
            workspace.do(items.end_loan, item_id=item, outcome=outcome)

    def found(text: str) -> set[tuple[str, bool]]:
        rows = workspace.read(lambda conn: listing.listed(conn, listing.ids(conn, listing.Filter(text))))
        return {(one.creator, one.lent) for one in rows}

    assert found("sn 1") == {("Ana Ruiz", False), ("Ben Oduya", True)}
    assert found("SN 2") == set()


def test_gifts_are_found_by_creator_client_campaign_and_year(workspace: Workspace, world: World) -> None:
    other = str(workspace.do(lambda tx: insert(tx, Client(name="Bolt")).id).value)
    own = plan(workspace, world.ana_in)
    workspace.do(commands.deliver, parcel_ids=[own], delivered_on="2025-12-31")
    (loose,) = workspace.do(
        commands.add_parcels, creator_ids=[world.ana], client_id=other, what="Shoes", value=Money(50_00, "USD")
    ).value
    workspace.do(commands.ship, parcel_ids=[loose])
    workspace.do(
        products.add_benefit, creator_id=world.ben, kind="trip", what="Lisbon", value=EUR,
        participation_id=world.ben_in, client_id=other, given_on="2026-01-02",
    )  # fmt: skip

    def total(**narrow: object) -> dict[str, int]:
        things = workspace.read(lambda conn: store.gifts_to(conn, **narrow))  # type: ignore[arg-type]
        return {currency: amount.minor for currency, amount in sums(things).items()}

    assert total() == {"EUR": 160_00, "USD": 50_00}
    assert total(creator_ids=[world.ana]) == {"EUR": 80_00, "USD": 50_00}
    assert total(client_id=world.client) == {"EUR": 160_00}
    assert total(client_id=world.client, year=2026) == {"EUR": 80_00}
    assert total(client_id=other) == {"USD": 50_00}
    assert total(campaign_id=world.campaign, creator_ids=[world.ben]) == {"EUR": 80_00}
    (trip,) = workspace.read(lambda conn: find(conn, Benefit))
    assert trip.client_id is None
    workspace.do(products.set_benefit_field, benefit_id=trip.id, name="value", value=None)
    assert total(creator_ids=[world.ben]) == {}
    workspace.do(products.trash_benefits, benefit_ids=[trip.id])
    assert workspace.read(lambda conn: find(conn, Benefit)) == []


def test_a_post_since_it_was_sent_answers_what_was_delivered(workspace: Workspace, world: World) -> None:
    posted, silent = (plan(workspace, world.ana_in, what) for what in ("Posted", "Silent"))
    unasked, fresh = (plan(workspace, world.ana_in, what) for what in ("Unasked", "Fresh"))
    workspace.do(commands.set_parcel_field, parcel_id=unasked, name="asked_post", value=False)
    workspace.do(commands.deliver, parcel_ids=[posted, silent, unasked], delivered_on="2026-02-09")
    workspace.do(commands.deliver, parcel_ids=[fresh], delivered_on="2026-02-10")

    def silent_ones() -> set[str]:
        wanted = listing.Filter(view="no_post", today="2026-03-12")
        return set(workspace.read(lambda conn: listing.ids(conn, wanted)))

    assert silent_ones() == {posted, silent}
    row = Post(url="https://x.com/1", participation_id=world.ana_in, published_at="2026-03-01T10:00:00Z")
    workspace.do(insert, row=row)
    assert silent_ones() == set()
    listed = workspace.read(lambda conn: listing.listed(conn, [posted, silent]))
    assert [bool(one.post_id) for one in listed] == [True, True]


def test_the_list_narrows_by_view_text_and_campaign(workspace: Workspace, world: World) -> None:
    ready = plan(workspace, world.ana_in, "Soap set")
    lent = plan(workspace, world.ben_in, "Camera", return_due="2026-03-01")
    workspace.do(commands.ship, parcel_ids=[lent], shipped_on="2026-02-01", tracking={lent: "JD 014"})

    def ids(**narrow: str) -> list[str]:
        return workspace.read(lambda conn: listing.ids(conn, listing.Filter(today="2026-03-12", **narrow)))

    assert ids() == [lent, ready]
    assert (ids(view="ship"), ids(view="late"), ids(view="returns"), ids(view="no_post")) == (
        [ready],
        [lent],
        [lent],
        [],
    )
    assert (ids(text="jd 0"), ids(text="ana"), ids(given="loan"), ids(state="planned")) == (
        [lent],
        [ready],
        [lent],
        [ready],
    )
    assert (len(ids(campaign_id=world.campaign)), ids(campaign_id="none"), ids(creator_id=world.ben)) == (2, [], [lent])
    for sort in listing.SORTS:
        for descending in (True, False):
            found = workspace.read(lambda conn, s=sort, d=descending: listing.ids(conn, sort=s, descending=d))  # type: ignore[misc]
            assert sorted(found) == sorted([ready, lent])


def test_items_of_two_currencies_have_no_one_value(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in, "Box")
    for label, worth in (("Soap", EUR), ("Cup", Money(1000, "JPY"))):
        workspace.do(items.add_item, parcel_id=parcel, label=label, unit_value=worth)
    (row,) = workspace.read(lambda conn: listing.listed(conn, [parcel]))
    assert (row.value, row.currencies, row.given) == (None, 2, "gift")
    (first, _) = workspace.read(lambda conn: store.items(conn, parcel))
    workspace.do(items.trash_item, item_id=first.id)
    assert workspace.read(lambda conn: listing.listed(conn, [parcel]))[0].value == Money(1000, "JPY")
    workspace.do(commands.trash_parcels, parcel_ids=[parcel])
    assert workspace.read(lambda conn: find(conn, ParcelItem)) == []
    workspace.undo()
    assert len(workspace.read(lambda conn: store.items(conn, parcel))) == 1


@pytest.mark.parametrize("many", [0, -3, 1_000_001, 2**62])
def test_a_parcel_holds_a_number_of_pieces_that_can_be(workspace: Workspace, world: World, many: int) -> None:
    parcel = plan(workspace, world.ana_in)
    assert code_of(workspace, items.add_item, parcel_id=parcel, label="Soap", quantity=many) == "parcel.pieces"
    item = workspace.do(items.add_item, parcel_id=parcel, label="Soap", quantity=3).value
    assert code_of(workspace, items.change_item, item_id=item, values={"quantity": many}) == "parcel.pieces"


def test_the_worth_of_all_pieces_is_an_amount(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in)
    item = workspace.do(items.add_item, parcel_id=parcel, label="Soap", quantity=1000).value
    huge = {"unit_value": Money(9 * 10**15, "JPY")}
    assert code_of(workspace, items.change_item, item_id=item, values=huge) == "parcel.pieces"
    workspace.do(items.change_item, item_id=item, values={"unit_value": Money(9 * 10**12, "KWD")})
    assert workspace.read(lambda conn: listing.listed(conn, [parcel])[0].value) == Money(9 * 10**15, "KWD")


def test_nothing_arrives_before_it_was_sent(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in)
    workspace.do(commands.ship, parcel_ids=[parcel], shipped_on="2024-02-29")
    early = {"parcel_ids": [parcel], "delivered_on": "2024-02-28"}
    assert code_of(workspace, commands.deliver, **early) == "parcel.days"
    workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2024-02-29")
    assert read(workspace, parcel).state == "delivered"


def test_nothing_is_put_into_a_parcel_in_the_trash(workspace: Workspace, world: World) -> None:
    parcel = plan(workspace, world.ana_in)
    workspace.do(commands.trash_parcels, parcel_ids=[parcel])
    assert code_of(workspace, items.add_item, parcel_id=parcel, label="Soap") == "record.trashed"
    assert workspace.check().faults == ()


def test_products_are_listed_with_their_brand(workspace: Workspace, world: World) -> None:
    brand = str(workspace.do(lambda tx: insert(tx, Brand(name="Acme Home", client_id=world.client)).id).value)
    workspace.do(products.add_product, name="Soap", brand_id=brand, sku="A1")
    workspace.do(products.add_product, name="Cup")
    gone = str(workspace.do(products.add_product, name="Plate").value)
    workspace.do(products.set_product_field, product_id=gone, name="state", value="gone")
    assert [one.name for one in workspace.read(store.products)] == ["Cup", "Soap"]
    for sort in ("name", "sku", "brand", "value"):
        assert len(workspace.read(lambda conn, s=sort: listing.product_ids(conn, sort=s, descending=True))) == 3  # type: ignore[misc]
    found = workspace.read(lambda conn: listing.listed_products(conn, listing.product_ids(conn, "acme")))
    assert [(one.product.name, one.brand, one.sent) for one in found] == [("Soap", "Acme Home", 0)]
    assert workspace.read(lambda conn: get(conn, Product, gone)).state == "gone"


def test_each_row_has_its_own_items_and_posts(workspace: Workspace, world: World) -> None:
    wanted = {}
    for name, joined in (("Ana", world.ana_in), ("Ben", world.ben_in)):
        cup = str(workspace.do(products.add_product, name=f"Cup of {name}").value)
        parcel = plan(workspace, joined, "", product_ids=[cup])
        workspace.do(items.add_item, parcel_id=parcel, label="Card")
        workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2026-01-05")
        row = Post(platform="x", platform_post_id=name, participation_id=joined, published_at="2026-01-10T08:00:00Z")
        wanted[parcel] = (f"Cup of {name}, Card", workspace.do(insert, row=row).value.id)
    found = workspace.read(lambda conn: listing.listed(conn, listing.ids(conn)))
    assert {one.id: (one.what, one.post_id) for one in found} == wanted


def test_a_post_on_the_creator_s_account_answers_a_parcel_outside_of_campaigns(
    workspace: Workspace, world: World
) -> None:
    (parcel,) = workspace.do(commands.add_parcels, creator_ids=[world.ana], what="Shoes").value
    workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2026-01-05")
    (account,) = workspace.read(lambda conn: find(conn, Account, "creator_id = ?", (world.ana,)))

    def post(campaign: str | None, day: str) -> None:
        row = Post(
            platform="x",
            platform_post_id=day,
            account_id=account.id,
            campaign_id=campaign,
            published_at=f"{day}T08:00:00Z",
        )
        workspace.do(insert, row=row)

    def answered() -> bool:
        return bool(workspace.read(lambda conn: listing.listed(conn, [parcel]))[0].post_id)

    post(world.campaign, "2026-01-10")
    post(None, "2026-01-04")
    assert not answered()
    post(None, "2026-01-06")
    assert answered()


def test_counters_and_lists_go_by_index(workspace: Workspace) -> None:
    seen: list[str] = []

    def watch(conn: Connection) -> None:
        conn.set_trace_callback(seen.append)
        store.gifts_to(conn, creator_ids=["a"], client_id="b")
        listing.ids(conn, listing.Filter(view="no_post", today="2026-03-12"))
        conn.set_trace_callback(None)
        for sql in dict.fromkeys(seen):
            plan_of = [row["detail"] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
            assert not [one for one in plan_of if one.startswith(("SCAN o", "SCAN a ", "SCAN i "))], plan_of

    workspace.read(watch)
    assert len(seen) >= 3
