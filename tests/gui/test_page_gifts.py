"""Gifts and loans: the list and its views, the panel of a parcel, the dialogs, and products; with clicks and keys."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import delete

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Post
from infludesk.creators.model import Account, Address, Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.gifting import commands, items, listing, products, store
from infludesk.gifting.benefit_list import benefit_ids, listed_benefits
from infludesk.gifting.model import Parcel, ParcelItem, Product
from infludesk.gui.desk import Desk
from infludesk.gui.gifts.dialogs import DeliverDialog, FormDialog, NewParcelDialog, ReturnDialog, ShipDialog
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.benefits import BenefitsPage
from infludesk.gui.pages.campaign_gifts import GiftsTab, count
from infludesk.gui.pages.gifts import GiftsPage
from infludesk.gui.pages.products import ProductsPage
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.workspace import Workspace

DialogT = TypeVar("DialogT", bound=QWidget)
NAMES = ("Ana Ruiz", "Ben Oduya")


def begin(tx: Tx, *, campaign: str = "Spring Launch") -> tuple[str, dict[str, str]]:
    """A campaign of Acme with Ana and Ben; returns it and each one's participation."""
    client = insert(tx, Client(name="Acme"))
    made = insert(tx, Campaign(name=campaign, client_id=client.id, state="live"))
    joined = {}
    for name in NAMES:
        who = insert(tx, Creator(name=name))
        insert(tx, Account(creator_id=who.id, platform="instagram", handle=name.split()[0].lower()))
        joined[name] = insert(tx, Participation(campaign_id=made.id, creator_id=who.id, stage="agreed")).id
    return made.id, joined


@pytest.fixture
def world(workspace: Workspace) -> tuple[str, dict[str, str]]:
    found: tuple[str, dict[str, str]] = workspace.do(begin).value
    return found


@pytest.fixture
def page(desk: Desk) -> Iterator[GiftsPage]:
    made = GiftsPage(desk)
    made.resize(1064, 740)
    yield made
    delete(made)


def plan(workspace: Workspace, world: tuple[str, dict[str, str]], name: str = "Ana Ruiz", **more: object) -> str:
    given: dict[str, Any] = {
        "participation_ids": [world[1][name]],
        "what": "Soap set",
        "value": Money(80_00, "EUR"),
    } | more
    return str(workspace.do(commands.add_parcels, **given).value[0])


def read(workspace: Workspace, parcel: str) -> Parcel:
    return workspace.read(lambda conn: get(conn, Parcel, parcel))


def dialog_of(page: QWidget, kind: type[DialogT]) -> DialogT:
    return page.findChildren(kind)[-1]


def confirm(dialog: QWidget) -> None:
    press(dialog, Key.Key_Return, Modifier.ControlModifier)


def fill(row: FormRow, text: str) -> None:
    """Type into a field of a form and leave it."""
    row.edit.setFocus()
    type_text(row.edit.main, text)
    press(row.edit.main, Key.Key_Return)


def shown(page: GiftsPage, parcel: str) -> list[str]:
    page.table.rows.with_rows([parcel], lambda: None)
    cells = page.table.rows.cells(parcel)
    assert cells is not None
    return [cell.display for cell in cells]


def steps(page: GiftsPage) -> list[str]:
    return [code for code, one in page.panel.steps.items() if not one.isHidden()]


def test_one_dialog_plans_parcels_for_several_in_one_step(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    page.show()
    assert page.body.currentWidget() is page.empty
    assert page.empty.primary is not None
    click(page.empty.primary)
    dialog = dialog_of(page, NewParcelDialog)
    assert not dialog.campaign.isVisible()
    assert [dialog.whom.item(row).text() for row in range(2)] == ["Ana Ruiz · Agreed", "Ben Oduya · Agreed"]
    confirm(dialog)
    assert dialog.strip.accessibleName() == "A parcel is for a creator. Tick one or more."
    for row in range(2):
        dialog.whom.setCurrentRow(row)
        press(dialog.whom, Key.Key_Space)
    assert dialog.confirm_button.text() == "Plan 2 parcels"
    fill(dialog.form.row("what"), "Soap set")
    click(dialog.confirm_button)
    made = workspace.read(listing.ids)
    assert len(made) == 2
    assert sorted(page.table.rows.ids) == sorted(made)
    assert read(workspace, made[0]).asked_post is True
    workspace.undo()
    assert workspace.read(listing.ids) == []
    assert world[0]


def test_a_loan_asks_for_the_day_and_a_product_for_no_words(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    camera = workspace.do(products.add_product, name="Camera", retail_value=Money(900_00, "EUR")).value
    page.show()
    page.offers()["new"].run()
    dialog = dialog_of(page, NewParcelDialog)
    dialog.tick([world[1]["Ben Oduya"]])
    assert not dialog.form.row("return_due").isVisible()
    click(dialog.given.stops[1])
    assert dialog.form.row("return_due").isVisible()
    fill(dialog.form.row("what"), "Tripod")
    confirm(dialog)
    assert dialog.strip.accessibleName().startswith("A loan has a day to come back on.")
    dialog.product.setCurrentIndex(dialog.product.findData(camera))
    assert not dialog.form.row("what").isVisible()
    fill(dialog.form.row("return_due"), "1 Apr 2026")
    confirm(dialog)
    (parcel,) = workspace.read(listing.ids)
    assert page.table.current_id == parcel
    assert shown(page, parcel)[:6] == ["Camera", "Ben Oduya", "Planned", "–", "Loan", "€900.00"]
    assert read(workspace, parcel).what is None


def test_a_parcel_goes_its_way_by_the_panel(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]], dialogs: FakeDialogs
) -> None:
    parcel = plan(workspace, world)
    page.show()
    assert steps(page) == ["ship", "pack", "cancel"]
    click(page.panel.steps["pack"])
    assert read(workspace, parcel).state == "packed"
    click(page.panel.steps["ship"])
    ship = dialog_of(page, ShipDialog)
    fill(ship.form.row("carrier"), "DHL")
    type_text(ship.numbers[parcel], "JD 014")
    confirm(ship)
    sent = read(workspace, parcel)
    assert (sent.state, sent.carrier, sent.tracking_number, sent.shipped_on) == (
        "shipped", "DHL", "JD 014", "2026-03-12",
    )  # fmt: skip
    assert steps(page) == ["deliver", "copy", "refuse", "lose"]
    click(page.panel.steps["copy"])
    assert QGuiApplication.clipboard().text() == "JD 014"
    dialogs.words = "Allergic"
    click(page.panel.steps["refuse"])
    assert (read(workspace, parcel).state, read(workspace, parcel).reason) == ("refused", "Allergic")
    click(page.panel.steps["again"])
    assert read(workspace, parcel).state == "planned"
    click(page.panel.steps["cancel"])
    assert steps(page) == []


def test_bulk_steps_follow_what_is_ticked(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    ana, ben = plan(workspace, world), plan(workspace, world, "Ben Oduya", return_due="2026-04-01", what="Camera")
    page.show()
    page.table.rows.with_rows([ana, ben], lambda: None)
    page.table.setFocus()
    press(page.table, Key.Key_A, Modifier.ControlModifier)
    action = next(one for one in page.chosen.findChildren(QPushButton) if one.isVisible())
    assert action.text() == "Mark 2 shipped…"
    click(action)
    ship = dialog_of(page, ShipDialog)
    type_text(ship.numbers[ben], "B 2")
    click(ship.confirm_button)
    assert [read(workspace, one).tracking_number for one in (ana, ben)] == [None, "B 2"]
    assert not page.table.rows.ticks
    page.table.rows.tick([ana, ben], on=True)
    assert page.offers()["main"].label == "Mark 2 delivered…"
    page.offers()["main"].run()
    confirm(dialog_of(page, DeliverDialog))
    assert {read(workspace, one).state for one in (ana, ben)} == {"delivered"}
    page.table.rows.tick([ana, ben], on=True)
    page.offers()["parcel.return"].run()
    back = dialog_of(page, ReturnDialog)
    assert back.windowTitle() == "The loan is back"
    confirm(back)
    assert [read(workspace, one).state for one in (ana, ben)] == ["delivered", "returned"]
    page.table.rows.tick([ana], on=True)
    page.offers()["parcel.ship"].run()
    assert page.chosen.accessibleName().startswith("None of them can be marked shipped.")


def test_views_find_what_waits(page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]) -> None:
    ready = plan(workspace, world)
    late, quiet = plan(workspace, world, what="Late"), plan(workspace, world, what="Quiet")
    lent = plan(workspace, world, "Ben Oduya", what="Camera", return_due="2026-03-01")
    workspace.do(commands.ship, parcel_ids=[late, lent], shipped_on="2026-02-01")
    workspace.do(commands.deliver, parcel_ids=[lent], delivered_on="2026-02-05")
    workspace.do(commands.deliver, parcel_ids=[quiet], delivered_on="2026-02-01")
    page.show()
    found = {}
    for code, _ in listing.VIEWS:
        page.filters.set_values("", {"view": code})
        found[code] = set(page.table.rows.ids)
    assert found == {"ship": {ready}, "late": {late}, "returns": {lent}, "no_post": {quiet, lent}}
    assert shown(page, lent)[3] == "2026-03-01"
    page.filters.set_values("camera", {})
    assert page.table.rows.ids == [lent]
    page.filters.clear()
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert len(page.table.rows.ids) == 4


def test_items_are_added_changed_ended_and_removed(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    parcel = plan(workspace, world)
    page.show()
    click(page.panel.add_button)
    dialog = dialog_of(page, FormDialog)
    confirm(dialog)
    assert dialog.strip.accessibleName().startswith("An item is a thing.")
    fill(dialog.form.row("label"), "Camera")
    fill(dialog.form.row("unit_value"), "900 EUR")
    given = dialog.form.row("given_as").edit
    given.put("loan")
    given.left.emit()
    click(dialog.confirm_button)
    (item,) = workspace.read(lambda conn: store.items(conn, parcel))
    assert (item.label, item.given_as, item.unit_value) == ("Camera", "loan", Money(900_00, "EUR"))
    assert not page.panel.forms[("what", "value", "return_due", "asked_post")].row("value").isVisible()
    workspace.do(commands.deliver, parcel_ids=[parcel])
    page.panel.show_record(parcel)

    def press_button(name: str) -> None:
        click(next(one for one in page.panel.lines.findChildren(QPushButton) if one.accessibleName() == name))

    press_button("Edit Camera")
    change = dialog_of(page, FormDialog)
    fill(change.form.row("serial"), "SN 1")
    confirm(change)
    assert workspace.read(lambda conn: store.items(conn, parcel))[0].serial == "SN 1"
    press_button("End loan Camera")
    end = dialog_of(page, ReturnDialog)
    click(end.end.stops[1])
    confirm(end)
    ended = workspace.read(lambda conn: get(conn, ParcelItem, item.id))
    assert (ended.outcome, ended.outcome_on) == ("kept_as_gift", "2026-03-12")
    press_button("Remove Camera")
    assert workspace.read(lambda conn: store.items(conn, parcel)) == []


def test_the_address_is_masked_and_a_change_of_it_is_told(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    parcel = plan(workspace, world, address_confirmed_on="2026-03-01", ship_to="Calle 1, Madrid")
    ana = read(workspace, parcel).creator_id or ""
    workspace.do(lambda tx: insert(tx, Address(owner=ref("creator", ana), line1="Calle 2")))
    page.show()
    page.panel.show_record(parcel)
    assert page.panel.look.accessibleName() == (
        "Look at this first Ana Ruiz has changed the address since it was confirmed."
    )
    row = next(form for names, form in page.panel.forms.items() if "ship_to" in names).row("ship_to")
    assert not row.edit.isVisible()
    row.reveal()
    assert row.edit.isVisible()
    assert row.edit.text() == "Calle 1, Madrid"
    page.offers()["main"].run()
    assert "changed the address" in dialog_of(page, ShipDialog).strip.accessibleName()


def test_a_post_that_says_nothing_is_offered_its_connection(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    parcel = plan(workspace, world)
    workspace.do(commands.deliver, parcel_ids=[parcel], delivered_on="2026-03-01")
    post = workspace.do(
        lambda tx: insert(
            tx,
            Post(url="https://x.com/a/status/1", participation_id=world[1]["Ana Ruiz"], campaign_id=world[0],
                 published_at="2026-03-05T10:00:00Z"),
        ).id
    ).value  # fmt: skip
    page.show()
    assert page.panel.unsaid.accessibleName().startswith("1 post does not say what was given.")
    click(next(one for one in page.panel.unsaid.findChildren(QPushButton) if one.text() == "Note the connection"))
    assert workspace.read(lambda conn: get(conn, Post, post)).connection == "gift"
    assert not page.panel.unsaid.isVisible()
    assert shown(page, parcel)[10] == "5 Mar 2026"


def test_a_field_is_stored_as_it_is_left(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    parcel = plan(workspace, world)
    page.show()
    page.open_record(parcel)
    edit = page.panel.forms[("what", "value", "return_due", "asked_post")].row("what").edit.main
    edit.setFocus()
    press(edit, Key.Key_A, Modifier.ControlModifier)
    type_text(edit, "Tea set")
    press(edit, Key.Key_Return)
    assert read(workspace, parcel).what == "Tea set"
    page.offers()["trash"].run()
    assert page.table.rows.ids == []


def test_the_tab_of_a_campaign_shows_its_own(
    workspace: Workspace, desk: Desk, world: tuple[str, dict[str, str]]
) -> None:
    own = plan(workspace, world)
    other = workspace.do(begin, campaign="Summer").value
    plan(workspace, other)
    tab = GiftsTab(desk)
    tab.show_campaign(world[0])
    tab.show()
    assert tab.list.table.rows.ids == [own]
    assert workspace.read(lambda conn: count(conn, world[0])) == 1
    assert "columns" not in tab.offers()
    assert "tab.next" not in tab.offers()
    tab.offers()["new"].run()
    assert dialog_of(tab, NewParcelDialog).campaign.count() == 1
    delete(tab)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_the_pages_of_the_group_are_tabs(
    window: MainWindow, workspace: Workspace, world: tuple[str, dict[str, str]], size: tuple[int, int]
) -> None:
    plan(workspace, world)
    workspace.do(products.add_product, name="Soap")
    window.resize(*size)
    seen = []
    window.go(Place("campaigns"))
    for _ in range(4):
        seen.append(window.page.key)
        window.page.offers()["tab.next"].run()
        assert window.width() == size[0]
    assert seen == ["campaigns", "gifts", "products", "benefits"]
    assert window.page.key == "campaigns"
    window.go(Place("campaign", world[0], "gifts"))
    assert window.width() == size[0]


def test_products_are_made_changed_and_moved_to_the_trash(desk: Desk, workspace: Workspace) -> None:
    page = ProductsPage(desk)
    page.resize(1064, 740)
    page.show()
    assert page.empty.primary is not None
    click(page.empty.primary)
    dialog = dialog_of(page, FormDialog)
    confirm(dialog)
    assert dialog.strip.accessibleName().startswith("Name is needed.")
    fill(dialog.form.row("name"), "Soap set")
    fill(dialog.form.row("retail_value"), "80 EUR")
    confirm(dialog)
    (made,) = workspace.read(listing.product_ids)
    assert page.table.current_id == made
    page.open_record(made)
    edit = page.panel.form.row("sku").edit.main
    edit.setFocus()
    type_text(edit, "S-1")
    press(edit, Key.Key_Return)
    assert workspace.read(lambda conn: get(conn, Product, made)).sku == "S-1"
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert page.table.rows.ids == [made]
    page.offers()["trash"].run()
    assert page.body.currentWidget() is page.empty
    delete(page)


def test_a_product_is_found_by_its_name(window: MainWindow, workspace: Workspace) -> None:
    made = str(workspace.do(products.add_product, name="Rose soap").value)
    window.go(Place("products", made))
    assert isinstance(window.page, ProductsPage)
    assert window.page.table.current_id == made
    assert window.page.panel.name.text()


def test_items_without_a_value_are_no_zero(
    page: GiftsPage, workspace: Workspace, world: tuple[str, dict[str, str]]
) -> None:
    parcel = plan(workspace, world)
    for label, worth in (("Soap", Money(5_00, "EUR")), ("Cup", Money(1_000, "JPY"))):
        workspace.do(items.add_item, parcel_id=parcel, label=label, unit_value=worth)
    page.show()
    assert shown(page, parcel)[5] == "n/a"


def test_a_trip_is_a_benefit(desk: Desk, workspace: Workspace, world: tuple[str, dict[str, str]]) -> None:
    page = BenefitsPage(desk)
    page.resize(1064, 740)
    page.show()
    assert page.empty.primary is not None
    click(page.empty.primary)
    dialog = dialog_of(page, FormDialog)
    confirm(dialog)
    row = dialog.form.row("participation_id")
    assert row.message.startswith("A benefit is for a creator.")
    row.edit.put(world[1]["Ben Oduya"])
    row.edit.left.emit()
    fill(dialog.form.row("what"), "Lisbon")
    fill(dialog.form.row("value"), "450 EUR")
    click(dialog.confirm_button)
    (made,) = workspace.read(benefit_ids)
    (listed,) = workspace.read(lambda conn: listed_benefits(conn, [made]))
    assert (listed.creator, listed.campaign, listed.benefit.kind) == ("Ben Oduya", "Spring Launch", "trip")
    assert listed.benefit.value == Money(450_00, "EUR")
    page.open_record(made)
    edit = page.panel.form.row("what").edit.main
    press(edit, Key.Key_A, Modifier.ControlModifier)
    type_text(edit, "Porto")
    press(edit, Key.Key_Return)
    assert page.panel.name.text()
    page.filters.set_values("porto", {"kind": "trip"})
    assert page.table.rows.ids == [made]
    page.filters.set_values("", {"kind": "event"})
    assert page.body.currentWidget() is page.nothing
    page.filters.clear()
    for column in page.columns():
        page.sort_by(column.key, descending=False)
        assert page.table.rows.ids == [made]
    page.offers()["trash"].run()
    assert page.body.currentWidget() is page.empty
    delete(page)
