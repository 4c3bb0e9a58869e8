"""What people do with creators, end to end on a real file."""

from collections.abc import Callable
from typing import Any

import pytest

from infludesk.creators import commands
from infludesk.creators.model import Account, AccountSnapshot, Creator, Tag, TimelineEntry
from infludesk.creators.store import Filter, ids, latest_reading, listed, search, timeline, whole
from infludesk.db.rows import find, get
from infludesk.flows.trash import trash_creators
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(commands.add_creator, name=" Ana Ruiz ", profile="https://instagram.com/ana.cooks").value)


def test_a_new_creator_is_mine_with_their_first_account(workspace: Workspace, ana: str) -> None:
    found = workspace.read(lambda conn: whole(conn, ana))
    assert (found.creator.name, found.creator.standing, found.creator.owner_id) == (
        "Ana Ruiz",
        "prospect",
        workspace.me,
    )
    assert [(a.platform, a.handle) for a in found.accounts] == [("instagram", "ana.cooks")]
    assert workspace.undoable().label == "Add Ana Ruiz"  # type: ignore[union-attr]


def test_an_account_belongs_to_one_person(workspace: Workspace, ana: str) -> None:
    with pytest.raises(Problem) as told:
        workspace.do(commands.add_creator, name="Bea", profile="https://www.instagram.com/Ana.Cooks/")
    assert told.value.code == "account.taken"
    assert workspace.read(lambda conn: [c.id for c in find(conn, Creator)]) == [ana]


def test_the_list_shows_the_newest_reading_of_the_largest_channel(workspace: Workspace, ana: str) -> None:
    workspace.do(commands.add_account, creator_id=ana, profile="ana", platform="tiktok")
    for account in workspace.read(lambda conn: find(conn, Account)):
        for day, followers in (("2026-02-01", 900_000), ("2026-03-01", 20_000 if account.platform == "tiktok" else 5)):
            workspace.do(commands.read_account, account_id=account.id, day=day, source="hand", followers=followers)
    row = workspace.read(lambda conn: listed(conn, [ana]))[0]
    assert (row.platform, row.followers, row.as_of) == ("tiktok", 20_000, "2026-03-01")
    assert {platform for platform, _ in row.handles} == {"instagram", "tiktok"}


def test_a_reading_of_the_same_day_and_source_takes_the_former_s_place(workspace: Workspace, ana: str) -> None:
    account = workspace.read(lambda conn: find(conn, Account))[0].id
    for followers in (10, 20):
        workspace.do(commands.read_account, account_id=account, day="2026-03-01", source="hand", followers=followers)
    assert len(workspace.read(lambda conn: find(conn, AccountSnapshot))) == 1
    newest = workspace.read(lambda conn: latest_reading(conn, account))
    assert newest is not None
    assert newest.followers == 20
    assert ana


def test_tags_are_one_word_whatever_its_case(workspace: Workspace, ana: str) -> None:
    bea = workspace.do(commands.add_creator, name="Bea").value
    workspace.do(commands.set_tags, creator_id=ana, labels=["Home", "Café"])
    workspace.do(commands.set_tags, creator_id=bea, labels=["home", "CAFE", " "])
    assert len(workspace.read(lambda conn: find(conn, Tag))) == 2
    assert set(workspace.read(lambda conn: ids(conn, Filter(tag="Home")))) == {ana, bea}
    workspace.do(commands.set_tags, creator_id=ana, labels=["Café"])
    assert workspace.read(lambda conn: ids(conn, Filter(tag="Home"))) == [bea]
    workspace.do(commands.set_tags, creator_id=ana, labels=["home"])
    assert set(workspace.read(lambda conn: ids(conn, Filter(tag="Home")))) == {ana, bea}


def test_an_employee_tie_is_always_disclosed(workspace: Workspace, ana: str) -> None:
    workspace.do(commands.set_ties, creator_id=ana, kinds=["employee", "customer"])
    assert {t.kind: t.disclose for t in workspace.read(lambda conn: whole(conn, ana)).ties} == {
        "employee": "always", "customer": "ask",
    }  # fmt: skip
    workspace.do(commands.set_ties, creator_id=ana, kinds=["customer"])
    assert workspace.read(lambda conn: listed(conn, [ana]))[0].relations == ("customer",)


def test_the_timeline_gives_last_contact_and_next_step(workspace: Workspace, ana: str) -> None:
    workspace.do(commands.log_contact, creator_id=ana, body="agreed on dates", follow_up="2026-03-20")
    workspace.do(
        commands.log_contact, creator_id=ana, kind="note", body="likes coffee", happened_at="2026-12-01T00:00:00Z"
    )
    row = workspace.read(lambda conn: listed(conn, [ana]))[0]
    assert (row.last_contact[:10], row.next_step) == ("2026-03-12", "2026-03-20")
    entries = workspace.read(lambda conn: timeline(conn, ana))
    assert [entry.kind for entry in entries] == ["note", "call"]
    workspace.do(commands.set_entry_field, entry_id=entries[1].id, name="waiting_on", value="done")
    assert workspace.read(lambda conn: listed(conn, [ana]))[0].next_step == ""
    workspace.do(commands.trash_entry, entry_id=entries[1].id)
    assert len(workspace.read(lambda conn: find(conn, TimelineEntry))) == 1


def test_blocked_until_allowed_again(workspace: Workspace, ana: str) -> None:
    workspace.do(commands.block, creator_id=ana, source="by phone")
    assert workspace.read(lambda conn: listed(conn, [ana]))[0].blocked
    workspace.do(commands.unblock, creator_id=ana)
    assert not workspace.read(lambda conn: listed(conn, [ana]))[0].blocked


@pytest.mark.parametrize("typed", ["ana", "RUIZ", "ruiz ana", "@ana.coo", "ana@exam", "aná", 'NEAR("a" OR *', "-", ""])
def test_whatever_is_typed_finds_or_finds_nothing(workspace: Workspace, ana: str, typed: str) -> None:
    workspace.do(commands.set_field, creator_id=ana, name="email", value="ana@example.org")
    hit = typed not in ('NEAR("a" OR *', "-", "")
    assert workspace.read(lambda conn: search(conn, typed)) == ([ana] if hit else [])


def test_a_creator_with_a_signed_contract_stays(workspace: Workspace, ana: str) -> None:
    conn = workspace._db.writer
    assert conn is not None
    conn.execute("INSERT INTO contract(id, creator_id, signed_on) VALUES ('c', ?, '2026-01-01')", (ana,))
    with pytest.raises(Problem) as told:
        workspace.do(trash_creators, creator_ids=[ana])
    assert told.value.code == "creator.bound"
    assert workspace.read(lambda conn: get(conn, Creator, ana)).live


def test_needed_and_unreadable_are_told(workspace: Workspace, ana: str) -> None:
    cases: tuple[tuple[str, Callable[..., Any], dict[str, Any]], ...] = (
        ("record.needed", commands.set_field, {"creator_id": ana, "name": "name", "value": " "}),
        ("account.unreadable", commands.add_account, {"creator_id": ana, "profile": "hello"}),
        ("record.gone", commands.set_entry_field, {"entry_id": "no", "name": "body", "value": "x"}),
    )
    for code, verb, given in cases:
        with pytest.raises(Problem) as told:
            workspace.do(verb, **given)
        assert told.value.code == code
    assert ref("creator", ana) == f"creator:{ana}"
