"""The list of contracts: what it shows, its views, and drafting from an agreed creator."""

from collections.abc import Iterator

import pytest
from press import click, press
from PySide6.QtCore import Qt
from shiboken6 import delete

from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable
from infludesk.contracts import commands
from infludesk.creators.model import Creator
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.flows import contract_list
from infludesk.flows.draft import contract_from_participation
from infludesk.gui.contracts.drafting import DraftDialog
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign_contracts import ContractsTab, count
from infludesk.gui.pages.contracts import ContractsPage
from infludesk.workspace import Workspace


def agree(tx: Tx, *, creator: str = "Ana Ruiz", campaign: str = "Spring Launch") -> tuple[str, str]:
    """A creator in a campaign of Acme, agreed, with a piece; returns the participation's and the campaign's id."""
    client = insert(tx, Client(name="Acme", country="US", currency="USD"))
    made = insert(tx, Campaign(name=campaign, client_id=client.id, starts_on="2026-03-01", markets=("US",)))
    who = insert(tx, Creator(name=creator, age_check="adult"))
    joined = insert(tx, Participation(campaign_id=made.id, creator_id=who.id, stage="agreed", pay="paid"))
    insert(tx, Brief(campaign_id=made.id, title="Spring", who_shoots="creator", disclosure_wording="#ad"))
    insert(tx, Deliverable(participation_id=joined.id, title="Reel 1", format="reel", due="2026-03-20"))
    return joined.id, made.id


def draft(workspace: Workspace, creator: str = "Ana Ruiz", campaign: str = "Spring Launch") -> str:
    joined, _ = workspace.do(agree, creator=creator, campaign=campaign).value
    return str(workspace.do(contract_from_participation, participation_id=joined).value)


@pytest.fixture
def page(desk: Desk) -> Iterator[ContractsPage]:
    made = ContractsPage(desk)
    made.resize(1064, 700)
    yield made
    delete(made)


def dialog_of(page: ContractsPage) -> DraftDialog:
    found: DraftDialog = page.findChildren(DraftDialog)[-1]
    return found


def test_an_empty_list_leads_to_the_agreed_creators(page: ContractsPage, workspace: Workspace, desk: Desk) -> None:
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    workspace.do(agree)
    page.show()
    assert page.body.currentWidget() is page.empty
    assert page.strip.accessibleName() == "1 agreed creator has no contract."
    assert page.empty.primary is not None
    click(page.empty.primary)
    dialog = dialog_of(page)
    assert dialog.list.currentItem().text() == "Ana Ruiz, Spring Launch · Acme"
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = workspace.read(contract_list.ids)
    assert gone == [Place("contract", made[0])]
    assert page.table.rows.ids == made
    assert not page.strip.isVisible()


def test_a_row_says_state_checklist_and_days(page: ContractsPage, workspace: Workspace) -> None:
    contract = draft(workspace)
    page.show()
    page.table.rows.with_rows([contract], lambda: None)
    cells = page.table.rows.cells(contract)
    assert cells is not None
    shown = [cell.display for cell in cells]
    assert shown[:4] == ["Ana Ruiz", "Spring Launch", "Acme", "Draft"]
    done = workspace.read(lambda conn: contract_list.listed(conn, [contract]))[0].answered
    assert shown[4] == f"{done}/32"
    assert shown[9] == "from 1 Mar 2026"


def test_views_narrow_the_list(page: ContractsPage, workspace: Workspace) -> None:
    ana, ben = draft(workspace), draft(workspace, "Ben Oduya", "Summer")
    workspace.do(commands.check_done, contract_id=ben)
    page.show()
    assert page.table.rows.ids == [ana, ben]
    page.filters.set_values("", {"view": "to_send"})
    assert page.table.rows.ids == [ben]
    page.filters.set_values("", {"view": "to_sign"})
    assert page.body.currentWidget() is page.nothing
    page.filters.set_values("", {"view": "open"})
    assert page.table.rows.ids == [ana, ben]
    page.filters.set_values("", {"state": "draft"})
    assert page.table.rows.ids == [ana]


def test_every_column_can_be_sorted_as_it_offers(page: ContractsPage, workspace: Workspace) -> None:
    draft(workspace)
    page.show()
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert len(page.table.rows.ids) == 1


def test_opening_a_row_goes_to_the_contract(page: ContractsPage, workspace: Workspace, desk: Desk) -> None:
    contract = draft(workspace)
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    page.show()
    page.offers()["open"].run()
    assert gone == [Place("contract", contract)]


def test_the_tab_of_a_campaign_shows_its_own_contracts(workspace: Workspace, desk: Desk) -> None:
    draft(workspace)
    joined, campaign = workspace.do(agree, creator="Ben Oduya", campaign="Summer").value
    ben = workspace.do(contract_from_participation, participation_id=joined).value
    tab = ContractsTab(desk)
    tab.show_campaign(campaign)
    tab.show()
    assert tab.list.table.rows.ids == [ben]
    assert workspace.read(lambda conn: count(conn, campaign)) == 1
    assert "new" in tab.offers()
    delete(tab)
