"""Fee lines that wait for days live follow the posts: published, moved, gone, back, published again."""

from typing import Any

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.content.commands import add_deliverable
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_account, add_creator
from infludesk.db.rows import find, get, insert, update
from infludesk.flows import fee_list
from infludesk.flows.publish import note_seen, publish, set_post_field
from infludesk.kernel.money import Money
from infludesk.payments import fees
from infludesk.payments.model import CreatorFee
from infludesk.payments.paying import mark_paid
from infludesk.payments.schedule import Part
from infludesk.workspace import Workspace

FIRST, SECOND = "https://www.instagram.com/reel/C4abcDEF/", "https://www.instagram.com/reel/C4abcDEG/"


@pytest.fixture
def part(workspace: Workspace) -> str:
    ana = str(workspace.do(add_creator, name="Ana").value)
    workspace.do(add_account, creator_id=ana, profile="ana", platform="instagram")
    campaign = workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=[ana]).value
    (made,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
    workspace.do(move_stage, participation_ids=[made], stage="agreed")
    paper = Contract(title="Deal", creator_id=ana, participation_id=made, state="signed", min_live_days=60)
    workspace.do(lambda tx: insert(tx, paper))
    return str(made)


@pytest.fixture
def piece(workspace: Workspace, part: str) -> str:
    return str(workspace.do(add_deliverable, participation_id=part, format="reel", due=None).value)


def add(workspace: Workspace, part: str, days: int | None = 30, **given: Any) -> str:
    values: dict[str, Any] = {
        "participation_id": part,
        "amount": Money(100_00, "USD"),
        "trigger": "live_days",
        "trigger_days": days,
    }
    return str(workspace.do(fees.add_creator_fee, **(values | given)).value)


def post(workspace: Workspace, piece: str, url: str = FIRST, day: str = "2026-03-01", **given: Any) -> str:
    return str(workspace.do(publish, deliverable_id=piece, url=url, published_at=day, **given).value)


def line(workspace: Workspace, fee_id: str) -> CreatorFee:
    return workspace.read(lambda conn: get(conn, CreatorFee, fee_id))


def due(workspace: Workspace, fee_id: str) -> str | None:
    return line(workspace, fee_id).due_on


def test_a_post_that_is_gone_before_its_days_withdraws_the_fee(workspace: Workspace, part: str, piece: str) -> None:
    mine, agreed = add(workspace, part), add(workspace, part, None)
    made = post(workspace, piece)
    assert (due(workspace, mine), due(workspace, agreed)) == ("2026-03-31", "2026-04-30")
    workspace.do(note_seen, post_id=made, live=False, why="Deleted")
    assert (due(workspace, mine), line(workspace, mine).state) == (None, "planned")
    waiting = fee_list.Filter(view="waiting")
    assert set(workspace.read(lambda conn: fee_list.ids(conn, waiting, today=workspace.today()))) == {mine, agreed}
    workspace.undo()
    assert (due(workspace, mine), due(workspace, agreed)) == ("2026-03-31", "2026-04-30")
    workspace.redo()
    workspace.do(note_seen, post_id=made, live=True)
    assert due(workspace, mine) == "2026-03-31"


def test_a_day_that_has_come_is_withdrawn_where_the_post_was_gone_before(
    workspace: Workspace, part: str, piece: str
) -> None:
    mine, paid = add(workspace, part, 10), add(workspace, part, 10)
    made = post(workspace, piece)
    workspace.do(mark_paid, fee_ids=[paid], paid_on="2026-03-12")
    workspace.do(set_post_field, post_id=made, name="down_on", value="2026-03-10")
    assert due(workspace, mine) is None
    assert (due(workspace, paid), line(workspace, paid).state) == ("2026-03-11", "earned")
    workspace.do(set_post_field, post_id=made, name="down_on", value="2026-03-11")
    assert due(workspace, mine) == "2026-03-11"


def test_another_day_of_publication_counts_anew(workspace: Workspace, part: str, piece: str) -> None:
    mine = add(workspace, part)
    made = post(workspace, piece)
    workspace.do(set_post_field, post_id=made, name="published_at", value="2026-03-05T10:00:00Z")
    assert due(workspace, mine) == "2026-04-04"


def test_a_repost_stands_for_the_one_that_is_gone(workspace: Workspace, part: str, piece: str) -> None:
    mine = add(workspace, part)
    made = post(workspace, piece)
    workspace.do(note_seen, post_id=made, live=False)
    post(workspace, piece, SECOND, "2026-03-10")
    assert due(workspace, mine) == "2026-04-09"


def test_a_line_of_no_piece_waits_for_every_piece(workspace: Workspace, part: str, piece: str) -> None:
    other = str(workspace.do(add_deliverable, participation_id=part, format="reel", due=None).value)
    whole, own = add(workspace, part), add(workspace, part, deliverable_id=other)
    made = post(workspace, piece)
    assert (due(workspace, whole), due(workspace, own)) == ("2026-03-31", None)
    post(workspace, other, SECOND, "2026-03-04")
    assert (due(workspace, whole), due(workspace, own)) == ("2026-04-03", "2026-04-03")
    workspace.do(note_seen, post_id=made, live=False)
    assert (due(workspace, whole), due(workspace, own)) == (None, "2026-04-03")


def test_a_story_that_goes_by_itself_is_not_taken_down(workspace: Workspace, part: str, piece: str) -> None:
    mine = add(workspace, part)
    made = post(workspace, piece, expires_at="2026-03-02T10:00:00Z")
    workspace.do(note_seen, post_id=made, live=False)
    assert due(workspace, mine) == "2026-03-31"


def test_lines_made_changed_or_split_after_publication_count_too(workspace: Workspace, part: str, piece: str) -> None:
    post(workspace, piece)
    mine, other = add(workspace, part), add(workspace, part, None, trigger="manual")
    workspace.do(fees.set_fee, fee_id=mine, values={"trigger_days": 14})
    assert due(workspace, mine) == "2026-03-15"
    parts = [Part(500_000, "signature"), Part(500_000, "live_days", 20)]
    done = workspace.do(fees.split_fee, fee_id=other, parts=parts).value
    assert [due(workspace, one) for one in done] == [None, "2026-03-21"]


def test_a_held_line_keeps_counting_and_an_earned_one_stays(workspace: Workspace, part: str, piece: str) -> None:
    held, earned = add(workspace, part), add(workspace, part)
    workspace.do(fees.hold_fees, fee_ids=[held], why="Doubt")
    workspace.do(fees.earn_fees, fee_ids=[earned])
    made = post(workspace, piece)
    assert (due(workspace, held), due(workspace, earned)) == ("2026-03-31", "2026-03-12")
    workspace.do(note_seen, post_id=made, live=False)
    assert (due(workspace, held), due(workspace, earned)) == (None, "2026-03-12")


def test_a_contract_that_is_void_promises_no_days(workspace: Workspace, part: str, piece: str) -> None:
    mine = add(workspace, part, None)
    (paper,) = workspace.read(lambda conn: find(conn, Contract))
    workspace.do(lambda tx: update(tx, Contract, paper.id, state="superseded"))
    post(workspace, piece)
    assert due(workspace, mine) == "2026-03-01"
