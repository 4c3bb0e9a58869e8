"""F14: a draft is approved in two moves, from the list and from the board."""

import pytest
from counting import CTRL, Hands
from press import Key

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable
from infludesk.creators.model import Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.reviewing import hand_in
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.content import ContentPage
from infludesk.workspace import Workspace


def plan(tx: Tx) -> tuple[str, str]:
    """Two pieces whose drafts are handed in; the ids, what is due first in front."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id))
    who = insert(tx, Creator(name="Ana Ruiz"))
    part = insert(tx, Participation(campaign_id=campaign.id, creator_id=who.id, stage="contracted")).id
    made = [
        insert(tx, Deliverable(participation_id=part, title=title, format="reel", due=due, state="in_work")).id
        for title, due in (("Reel 1", "2026-03-14"), ("Reel 2", "2026-03-15"))
    ]
    for one in made:
        hand_in(tx, deliverable_id=one, caption="#ad Soup")
    return made[0], made[1]


def state(workspace: Workspace, piece: str) -> str | None:
    return workspace.read(lambda conn: get(conn, Deliverable, piece)).state


@pytest.mark.parametrize("layout", ["list", "board"])
def test_a_draft_is_approved(window: MainWindow, workspace: Workspace, hands: Hands, layout: str) -> None:
    first, second = workspace.do(plan).value
    window.go(Place("content"))
    hands.window(MainWindow)
    page = window.page
    assert isinstance(page, ContentPage)
    page.choose_layout(layout)
    landing = page.landing()
    assert landing is not None
    landing.setFocus()
    hands.until(lambda: page.work.row and page.work.row.id == first)
    if hands.by_keys:
        hands.press(Key.Key_Down)
        hands.until(lambda: page.work.row and page.work.row.id == second)
        hands.press(Key.Key_Return, CTRL)
    else:
        if layout == "board":
            view = page.board.columns["in_review"].list
            card = view.cards.index(1, 0)
            lane = page.board.columns["in_review"]
            hands.until(lambda: 0 < view.visualRect(card).right() <= lane.width() == view.width())
            hands.click(view.viewport(), view.visualRect(card).center())
        else:
            hands.click(page.table.viewport(), page.table.visualRect(page.table.rows.index(1, 1)).center())
        hands.until(lambda: page.work.row and page.work.row.id == second)
        hands.click(page.work.approve_button)
    hands.until(lambda: state(workspace, second) == "approved")
    assert state(workspace, first) == "in_review"
    assert hands.moved(2)
    last = workspace.undoable()
    assert last is not None
    assert last.label == "Approve Reel 2"
    workspace.undo()
    assert state(workspace, second) == "in_review"
