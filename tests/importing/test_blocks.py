"""Blocks that a file tells of: what is in force is enough, the rest is written, and what was lifted stays lifted."""

from typing import Any

import pytest

from infludesk.clients.commands import add_client
from infludesk.creators import store
from infludesk.creators.commands import add_creator, block, unblock
from infludesk.creators.model import DoNotContact
from infludesk.db.rows import find, insert
from infludesk.flows.merge import merge_creators
from infludesk.importing.people.blocks import stands, was_lifted
from infludesk.importing.people.decisions import Decision
from infludesk.workspace import Workspace
from tests.importing.lists import all_of, ready, run

UNSUBSCRIBED = "Name,Email,Unsub time\nAna,ana@example.com,{day}\n"


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana", email="ana@example.com").value)


def blocked(workspace: Workspace, creator: str, **more: Any) -> None:
    workspace.do(lambda tx: insert(tx, DoNotContact(person=f"creator:{creator}", **more)))


def blocks(workspace: Workspace, creator: str) -> dict[str | None, str | None]:
    """Channel → since, of the live blocks."""
    return {one.channel: one.since for one in workspace.read(lambda conn: store.whole(conn, creator)).blocks}


def only(workspace: Workspace, text: str) -> Decision:
    (one,) = ready(workspace, text).decisions
    return one


@pytest.mark.parametrize(
    "known",
    [
        {"channel": "email", "reason": "bounced"},
        {"channel": "all", "until": "2026-03-11"},
        {"channel": "all", "scope": "client:{client}"},
    ],
)
def test_a_block_of_less_does_not_hold_another_back(workspace: Workspace, ana: str, known: dict[str, str]) -> None:
    client = workspace.do(add_client, name="Nordlys").value
    blocked(workspace, ana, **{name: value.format(client=client) for name, value in known.items()})
    assert only(workspace, UNSUBSCRIBED.format(day="2026-01-05")).outcome == "fills"
    run(workspace, UNSUBSCRIBED.format(day="2026-01-05"))
    stand = [one for one in all_of(workspace, DoNotContact) if one.channel == "all" and not (one.until or one.scope)]
    assert [one.since for one in stand] == ["2026-01-05"]
    assert only(workspace, UNSUBSCRIBED.format(day="2026-01-05")).outcome == "same"
    assert workspace.check().faults == ()
    workspace.undo()
    assert [one.until for one in all_of(workspace, DoNotContact)] == [known.get("until")]


@pytest.mark.parametrize(("channel", "until"), [("all", None), ("all", "2026-03-12"), ("all", "2027-01-01")])
def test_one_in_force_is_enough(workspace: Workspace, ana: str, channel: str, until: str | None) -> None:
    blocked(workspace, ana, channel=channel, until=until)
    assert only(workspace, UNSUBSCRIBED.format(day="2026-01-05")).outcome == "same"


def test_a_later_row_of_the_file_may_block_more(workspace: Workspace) -> None:
    text = "Name,Email,Clean time,Unsub time\nAna,ana@example.com,2026-01-04,\nAna,ana@example.com,,2026-01-05\n"
    run(workspace, text)
    assert {one.channel for one in all_of(workspace, DoNotContact)} == {"email", "all"}
    assert not ready(workspace, text).changes


def test_a_dead_mailbox_beside_a_wish_takes_nothing_of_it(workspace: Workspace) -> None:
    text = "Name,Email,Clean time,Unsub time\nAna,ana@example.com,2026-01-04,2026-01-05\n"
    (ana,) = run(workspace, text).value.creators
    assert blocks(workspace, ana) == {"email": "2026-01-04", "all": "2026-01-05"}
    assert not ready(workspace, text).changes


def test_what_somebody_lifted_stays_lifted_until_it_is_asked_for_again(workspace: Workspace, ana: str) -> None:
    run(workspace, UNSUBSCRIBED.format(day="2026-01-05"))
    workspace.do(unblock, creator_id=ana)
    for day in ("2026-01-05", "2026-03-12"):  # lifted on the second
        one = only(workspace, UNSUBSCRIBED.format(day=day))
        assert (one.outcome, [note.reason for note in one.problems]) == (
            "same", ["Somebody allowed contact again; the block stays lifted."],
        )  # fmt: skip
        run(workspace, UNSUBSCRIBED.format(day=day))
        assert blocks(workspace, ana) == {}
    run(workspace, UNSUBSCRIBED.format(day="2026-03-13"))
    assert blocks(workspace, ana) == {"all": "2026-03-13"}
    assert not ready(workspace, UNSUBSCRIBED.format(day="2026-03-13")).changes
    assert workspace.check().faults == ()


def test_one_lifted_after_a_merger_stays_lifted_too(workspace: Workspace, ana: str) -> None:
    other = str(workspace.do(add_creator, name="Ana", email="ana.ruiz@example.com").value)
    workspace.do(block, creator_id=other)
    workspace.do(merge_creators, keep=ana, others=[other])
    workspace.do(unblock, creator_id=ana)
    run(workspace, UNSUBSCRIBED.format(day="2026-01-05"))
    assert blocks(workspace, ana) == {}


def test_an_undone_unblocking_blocks_again(workspace: Workspace, ana: str) -> None:
    workspace.do(block, creator_id=ana)
    workspace.do(unblock, creator_id=ana)
    workspace.undo()
    assert only(workspace, UNSUBSCRIBED.format(day="2026-04-05")).outcome == "same"
    assert len(workspace.read(lambda conn: find(conn, DoNotContact))) == 1


def test_blocks_are_weighed_by_channel_day_and_what_they_are_for() -> None:
    day = "2026-03-12"
    everything, mail = {"channel": "all"}, {"channel": "email"}
    for_one = {"channel": "all", "scope": "client:1"}
    over = {"channel": "all", "until": "2026-03-11"}
    assert stands(mail, [everything], day)
    assert stands(for_one, [everything], day)
    assert stands(for_one, [for_one], day)
    assert stands(over, [over | {"until": "2026-01-01"}], day)
    assert not stands(everything, [mail, for_one, over], day)
    assert not stands(everything, [everything | {"address": "ana@example.com"}], day)
    lifted = everything | {"deleted_at": "2026-03-12T09:30:00Z"}
    assert was_lifted(everything, [lifted])
    assert was_lifted(everything | {"since": day}, [lifted])
    assert not was_lifted(everything | {"since": "2026-03-13"}, [lifted])
    assert not was_lifted(mail, [lifted])
