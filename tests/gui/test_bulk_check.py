"""Many captions at once: problems first, nothing stored until kept, and it can be broken off."""

from time import perf_counter

import pytest
from press import press
from PySide6.QtCore import Qt

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, DisclosureCheck, Fulfilment, Post
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.gui.content.bulk_check import BulkCheck, check_all, open_bulk_check
from infludesk.gui.desk import Desk
from infludesk.gui.pages.content import ContentPage
from infludesk.kernel.errors import Cancelled
from infludesk.workspace import Workspace

CAPTIONS = ("#ad | Acme boots", "Acme boots", "#partner of Acme", "Ad: Acme boots #a #b", "Sponsored by Acme. " * 12)
CTRL = Qt.KeyboardModifier.ControlModifier


def go_live(tx: Tx, many: int, packs: tuple[str, ...] = ("us-ftc", "uk-cap"), first: int = 0) -> list[str]:
    """So many live pieces; their ids."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, rule_packs=packs))
    creator = insert(tx, Creator(name="Ana Ruiz"))
    account = insert(tx, Account(creator_id=creator.id, platform="x", handle="ana.fit"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid"))
    made = []
    for number in range(first, first + many):
        piece = insert(tx, Deliverable(participation_id=joined.id, title=f"Post {number}", format="post", state="live"))
        post = Post(
            url=f"https://x.com/ana/status/{number}", platform="x", platform_post_id=str(number), format="post",
            account_id=account.id, participation_id=joined.id, campaign_id=campaign.id, connection="paid",
            published_at="2026-03-10T10:00:00Z", caption=CAPTIONS[number % len(CAPTIONS)],
        )  # fmt: skip
        insert(tx, Fulfilment(deliverable_id=piece.id, post_id=insert(tx, post).id))
        made.append(piece.id)
    return made


def planned(tx: Tx, number: int = 0) -> str:
    """A piece without a draft; its id."""
    (piece,) = go_live(tx, 1, packs=("de",), first=number)
    (link,) = find(tx.conn, Fulfilment, "deliverable_id = ?", (piece,))
    trash(tx, "post", [link.post_id or ""])
    update(tx, Deliverable, piece, title="Not yet", state="planned")
    return piece


@pytest.fixture
def pieces(workspace: Workspace) -> list[str]:
    return list(workspace.do(go_live, many=5).value)


def shown(desk: Desk, page: ContentPage, ids: list[str]) -> BulkCheck:
    made = open_bulk_check(desk, page, ids)
    assert made.isVisible()
    return made


def test_problems_come_first_for_each_piece_and_pack(desk: Desk, workspace: Workspace, pieces: list[str]) -> None:
    late = workspace.do(planned, number=900).value
    dialog = shown(desk, ContentPage(desk), [*pieces, late])
    outcomes = [row.outcome for row in dialog.rows.values()]
    assert outcomes == sorted(outcomes, key=("fail", "review", "", "pass").index)
    assert {(row.what, row.pack, row.outcome) for row in dialog.rows.values()} >= {
        ("Post 0", "us-ftc@2023.1", "pass"), ("Post 1", "uk-cap@2023.1", "fail"), ("Post 2", "us-ftc@2023.1", "fail"),
        ("Not yet", "", ""),
    }  # fmt: skip
    assert dialog.said.text().endswith("1 could not be checked. Nothing is stored until you keep it.")
    assert workspace.read(lambda conn: find(conn, DisclosureCheck)) == []
    first = next(iter(dialog.rows.values()))
    assert "There is a connection, and the caption does not tell it." in first.found


def test_all_are_kept_in_one_step(desk: Desk, workspace: Workspace, pieces: list[str]) -> None:
    dialog = shown(desk, ContentPage(desk), pieces)
    press(dialog.table, Qt.Key.Key_Return, CTRL)
    checks = workspace.read(lambda conn: find(conn, DisclosureCheck))
    assert len(checks) == 10
    assert {one.connection_seen for one in checks} == {"paid"}
    assert workspace.undoable() is not None
    workspace.undo()
    assert workspace.read(lambda conn: find(conn, DisclosureCheck)) == []


def test_closing_stores_nothing(desk: Desk, workspace: Workspace, pieces: list[str]) -> None:
    dialog = shown(desk, ContentPage(desk), pieces)
    press(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert workspace.read(lambda conn: find(conn, DisclosureCheck)) == []


def test_a_result_leads_to_its_caption(desk: Desk, pieces: list[str]) -> None:
    places: list[tuple[str, str]] = []
    desk.gone.connect(lambda place: places.append((place.page, place.record)))
    dialog = shown(desk, ContentPage(desk), pieces)
    first = next(iter(dialog.rows.values()))
    dialog.table.opened.emit(first.id)
    assert places == [("caption_check", first.record_id)]


def test_without_a_caption_nothing_is_kept(desk: Desk, workspace: Workspace) -> None:
    dialog = shown(desk, ContentPage(desk), [workspace.do(planned).value])
    assert not dialog.confirm_button.isEnabled()
    dialog.confirm()
    assert dialog.isVisible()


def test_it_can_be_broken_off(workspace: Workspace, pieces: list[str]) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.read(lambda conn: check_all(conn, pieces, "2026-03-12", progress))
    assert told == [(0, 5), (1, 5), (2, 5)]


def test_a_hundred_captions_take_less_than_five_seconds(workspace: Workspace) -> None:
    ids = workspace.do(go_live, many=100).value
    started = perf_counter()
    rows = workspace.read(lambda conn: check_all(conn, ids, "2026-03-12", lambda _done, _total: None))
    assert perf_counter() - started < 5
    assert len(rows) == 200
