"""What Find or do finds leads to its page, and every page can be gone to from it and from a menu."""

import pytest
from press import Key, Modifier, press, type_text

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.content.commands import add_deliverable
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, insert
from infludesk.flows.publish import publish
from infludesk.gifting.model import Product
from infludesk.gui.catalogue import PAGE_OF
from infludesk.gui.find import FindBox
from infludesk.gui.find_query import _KINDS, find_records
from infludesk.gui.list_page import ListPage
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages import PAGES
from infludesk.gui.verbs import VERBS
from infludesk.payments.model import Payee
from infludesk.workspace import Workspace

OF_A_RECORD = {"creator", "campaign", "contract"}
# Pages that are gone to by a command of their own.
OWN_COMMAND = {"caption_check": "check", "help": "help"}


@pytest.fixture
def made(workspace: Workspace) -> dict[str, str]:
    """One record of each kind that is found, all called Quince."""
    campaign = workspace.do(create_campaign, name="Quince campaign", client="Quince client").value
    creator = workspace.do(add_creator, name="Quince creator", profile="https://instagram.com/quince").value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[creator]).value
    piece = workspace.do(add_deliverable, participation_id=part, title="Quince piece", format="reel").value
    live = workspace.do(add_deliverable, participation_id=part, title="Quince other", format="reel").value
    post = workspace.do(publish, deliverable_id=live, url="https://instagram.com/p/Q1", title="Quince post").value
    paper = Contract(title="Quince contract", creator_id=creator, participation_id=part)
    contract = workspace.do(lambda tx: insert(tx, paper)).value.id
    product = workspace.do(lambda tx: insert(tx, Product(name="Quince product"))).value.id
    workspace.do(lambda tx: insert(tx, Payee(name="Quince payee")))
    client = workspace.read(lambda conn: conn.execute("SELECT id FROM client").fetchone()[0])
    return {
        "creator": creator, "campaign": campaign, "client": client, "contract": contract, "deliverable": piece,
        "post": post, "product": product, "live": live,
    }  # fmt: skip


def asked(window: MainWindow, words: str) -> FindBox:
    window.activateWindow()
    press(window, Key.Key_K, Modifier.ControlModifier)
    type_text(window.find_box.input, words)
    return window.find_box


def test_every_kind_that_is_found_has_a_page() -> None:
    assert {*_KINDS, "creator"} == set(PAGE_OF)
    assert set(PAGE_OF.values()) <= {spec.key for spec in PAGES}


@pytest.mark.parametrize("table", PAGE_OF)
def test_enter_opens_the_record_on_its_page(window: MainWindow, made: dict[str, str], table: str) -> None:
    window.go(Place("help"))
    words = {"deliverable": "piece"}.get(table, table)
    box = asked(window, f"quince {words}")
    press(box.input, Key.Key_Return)
    assert window.place is not None
    assert (window.page.key, window.place.record) == (PAGE_OF[table], made[table])
    if table in ("deliverable", "post", "product"):
        assert isinstance(window.page, ListPage)
        assert window.page.table.chosen_ids == (made["live"] if table == "post" else made[table],)


def test_a_payee_is_not_come_across(workspace: Workspace, made: dict[str, str]) -> None:
    del made
    found = workspace.read(lambda conn: find_records(conn, "quince"))
    assert {one.table for one in found} == set(PAGE_OF)
    assert workspace.read(lambda conn: find(conn, Payee))


def test_many_that_have_no_page_hide_none_that_has(workspace: Workspace, made: dict[str, str]) -> None:
    del made
    for n in range(20):
        workspace.do(lambda tx, n=n: insert(tx, Payee(name=f"Quince {n}")))
    assert {one.table for one in workspace.read(lambda conn: find_records(conn, "quince"))} == set(PAGE_OF)


@pytest.mark.parametrize("key", [spec.key for spec in PAGES if spec.key not in OF_A_RECORD])
def test_every_page_is_gone_to_from_a_menu_and_from_find(window: MainWindow, key: str) -> None:
    verb = next((one.id for one in VERBS if one.page == key), "") or OWN_COMMAND[key]
    for away in ("trash", "history"):
        window.go(Place(away))
        action = window.actions_[verb]
        assert action.isVisible()
        assert action.isEnabled()
        if away == "trash":
            action.trigger()
        else:
            box = asked(window, f">{action.text()}")
            line = next(one for one in box._lines.lines if one.action is action)
            box.run(line)
        assert window.page.key == key
