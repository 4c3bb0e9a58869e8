"""The campaigns list, its inspector, and the dialogs that make a campaign."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, press, type_text
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign, set_campaign_field
from infludesk.creators.commands import add_creator
from infludesk.flows.campaign_list import Filter, ids, listed
from infludesk.flows.roster import roster
from infludesk.gui.campaigns.dialogs import CampaignDialog, ChooseCampaignDialog, add_to_campaign, plan_campaign
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaigns import CampaignInspector, CampaignsPage
from infludesk.kernel.money import Money
from infludesk.payments.commands import set_creator_fee
from infludesk.workspace import Workspace

WidgetT = TypeVar("WidgetT", bound=QWidget)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[CampaignsPage]:
    """The list, shown at the width that is left of the smallest window."""
    made = CampaignsPage(desk)
    qtbot.addWidget(made)
    made.resize(970, 600)
    made.show()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, (CampaignDialog, ChooseCampaignDialog)):
            one.close()


def opened(kind: type[WidgetT]) -> WidgetT:
    """The dialog that is open."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def places(desk: Desk) -> list[Place]:
    """The places gone to from here on."""
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    return gone


def make_campaign(workspace: Workspace, name: str = "Spring Launch", client: str = "Northwind", **fields: Any) -> str:
    return str(workspace.do(create_campaign, name=name, client=client, **fields).value)


def make_creator(workspace: Workspace, name: str) -> str:
    return str(workspace.do(add_creator, name=name).value)


def test_an_empty_list_says_what_a_campaign_needs(page: CampaignsPage) -> None:
    assert page.body.currentWidget() is page.empty
    assert page.empty.accessibleName() == (
        "No campaigns yet A campaign needs a client and a name; the rest can come later."
    )


def test_client_tab_name_and_ctrl_enter_make_a_campaign(page: CampaignsPage, desk: Desk) -> None:
    gone = places(desk)
    page.offers()["new"].run()
    dialog = opened(CampaignDialog)
    type_text(dialog.client, "Northwind")
    press(dialog.client, Key.Key_Tab)
    type_text(dialog.name, "Spring Launch")
    press(dialog.name, Key.Key_Return, Modifier.ControlModifier)
    (row,) = desk.workspace.read(lambda conn: listed(conn, ids(conn, Filter())))
    assert (row.name, row.client, row.state) == ("Spring Launch", "Northwind", "planning")
    assert gone == [Place("campaign", row.id)]


def test_a_campaign_without_a_name_stays_in_the_dialog(page: CampaignsPage, workspace: Workspace) -> None:
    page.new_button.click()
    dialog = opened(CampaignDialog)
    type_text(dialog.client, "Northwind")
    press(dialog.client, Key.Key_Return, Modifier.ControlModifier)
    assert dialog.isVisible()
    assert dialog.message.text() == "Needed: a name for the campaign."
    assert dialog.name.property("state") == "error"
    assert not workspace.read(lambda conn: ids(conn, Filter()))


def test_known_clients_are_proposed(page: CampaignsPage, workspace: Workspace) -> None:
    make_campaign(workspace, client="Harbor & Pine")
    page.new_button.click()
    completer = opened(CampaignDialog).client.completer()
    completer.setCompletionPrefix("pine")
    assert completer.currentCompletion() == "Harbor & Pine"


def test_a_row_shows_counts_and_the_share_of_the_budget(page: CampaignsPage, workspace: Workspace) -> None:
    ana = make_creator(workspace, "Ana Lima")
    made = make_campaign(workspace, creator_ids=[ana], budget=Money(100_000, "EUR"))
    (part,) = workspace.do(add_creators, campaign_id=made, creator_ids=[ana]).value
    workspace.do(set_creator_fee, participation_id=part, amount=Money(25_000, "EUR"))
    page.ask_reload()
    page.table.rows.with_rows([made], lambda: None)
    texts = {
        c.key: cell.display for c, cell in zip(page.table.rows.columns, page.table.rows.cells(made) or (), strict=True)
    }
    assert texts["name"] == "Spring Launch"
    assert texts["creators"] == "0 of 1"
    assert texts["used"] == "25%"


def test_views_narrow_the_list(page: CampaignsPage, workspace: Workspace) -> None:
    live, planned = make_campaign(workspace, "Live one", state="live"), make_campaign(workspace, "Planned one")
    page.ask_reload()
    assert set(page.table.rows.ids) == {live, planned}
    page.filters.set_values("", {"view": "live"})
    assert list(page.table.rows.ids) == [live]
    page.filters.set_values("nothing so named", {})
    assert page.body.currentWidget() is page.nothing


def test_a_clients_place_shows_the_campaigns_of_the_client(page: CampaignsPage, workspace: Workspace) -> None:
    make_campaign(workspace, "Other", "Harbor & Pine")
    made = make_campaign(workspace)
    page.ask_reload()
    (row,) = workspace.read(lambda conn: listed(conn, [made]))
    page.go_to(Place("campaigns", row.client_id))
    assert list(page.table.rows.ids) == [made]


def test_the_inspector_shows_money_only_while_internal_figures_are_shown(
    page: CampaignsPage, workspace: Workspace, desk: Desk
) -> None:
    made = make_campaign(workspace, ends_on="2026-03-20", objective="Reach runners")
    ana = make_creator(workspace, "Ana Lima")
    (part,) = workspace.do(add_creators, campaign_id=made, creator_ids=[ana]).value
    workspace.do(set_creator_fee, participation_id=part, amount=Money(25_000, "EUR"))
    page.ask_reload()
    beside = page.inspector
    assert isinstance(beside, CampaignInspector)
    assert beside.goal.text() == "Reach runners"
    assert beside.money.texts["Creator fees"] == "€250.00"
    desk.hide_internal(on=True)
    assert beside.money.texts["Creator fees"] == "•••"


def test_trash_takes_the_campaign_away_and_undo_brings_it_back(
    page: CampaignsPage, workspace: Workspace, desk: Desk
) -> None:
    made = make_campaign(workspace)
    page.ask_reload()
    page.offers()["trash"].run()
    assert list(page.table.rows.ids) == []
    desk.tasks.undo()
    assert list(page.table.rows.ids) == [made]


def test_opening_a_row_goes_to_its_page(page: CampaignsPage, workspace: Workspace, desk: Desk) -> None:
    made = make_campaign(workspace)
    page.ask_reload()
    gone = places(desk)
    press(page.table, Key.Key_Return)
    assert gone == [Place("campaign", made)]


def test_planning_from_an_import_opens_the_creators_tab_for_it(page: CampaignsPage, desk: Desk) -> None:
    del page
    gone = places(desk)
    plan_campaign(desk, import_run="run-1")
    dialog = opened(CampaignDialog)
    type_text(dialog.client, "Northwind")
    type_text(dialog.name, "Spring Launch")
    dialog.confirm()
    (place,) = gone
    assert (place.page, place.tab, place.about) == ("campaign", "creators", ("import:run-1",))


def test_creators_are_added_to_the_campaign_chosen(page: CampaignsPage, workspace: Workspace, desk: Desk) -> None:
    del page
    made, ana = make_campaign(workspace), make_creator(workspace, "Ana Lima")
    make_campaign(workspace, "Old one", state="closed")
    add_to_campaign(desk, [ana])
    dialog = opened(ChooseCampaignDialog)
    assert [dialog.combo.itemText(n) for n in range(dialog.combo.count())] == [
        "Spring Launch · Northwind",
        "New campaign…",
    ]
    assert dialog.confirm_button.text() == "Add 1 creator"
    press(dialog.combo, Key.Key_Return, Modifier.ControlModifier)
    assert [row.creator for row in workspace.read(lambda conn: roster(conn, made))] == ["Ana Lima"]


def test_without_a_campaign_adding_makes_one_with_them(
    page: CampaignsPage, workspace: Workspace, desk: Desk, dialogs: FakeDialogs
) -> None:
    del page
    ana = make_creator(workspace, "Ana Lima")
    gone = places(desk)
    add_to_campaign(desk, [ana])
    dialog = opened(CampaignDialog)
    type_text(dialog.client, "Northwind")
    type_text(dialog.name, "Spring Launch")
    dialog.confirm()
    assert [row.creator_id for row in workspace.read(lambda conn: roster(conn, gone[0].record))] == [ana]
    assert dialogs.problems == []


def test_a_long_name_fits_the_smallest_window(page: CampaignsPage, workspace: Workspace) -> None:
    made = make_campaign(workspace, "A campaign with a name that is far longer than any column " * 3)
    workspace.do(set_campaign_field, campaign_id=made, name="state", value="live")
    page.ask_reload()
    assert page.minimumSizeHint().width() <= 970
    assert page.inspector_frame.width() >= 300
