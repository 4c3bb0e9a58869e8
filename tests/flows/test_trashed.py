"""What lies in the trash, and what went there with it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.creators.model import Account, ContactPoint, Creator, TimelineEntry
from infludesk.db.rows import insert, trash
from infludesk.db.transaction import Tx
from infludesk.flows.trash import restore
from infludesk.flows.trashed import Trashed, trashed, trashed_refs
from infludesk.kernel.fields import Row
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee, Payee, Payment
from infludesk.workspace import SCHEMA, Workspace


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time it is read."""
    start = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
    times = (start + timedelta(minutes=n) for n in range(10_000))
    return lambda: next(times)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    rows: list[Row] = [
        Client(id="acme", name="Acme"),
        Campaign(id="spring", name="Spring Launch", client_id="acme"),
        Creator(id="ana", name="Ana Ruiz"),
        Creator(id="leo", name="Leo Park"),
        Account(id="anafit", creator_id="ana", platform="instagram", handle="ana.fit"),
        ContactPoint(id="mail", owner="creator:ana", kind="email", value="ana@example.org"),
        TimelineEntry(id="talk", creator_id="ana", body="Spoke"),
        Participation(id="part", campaign_id="spring", creator_id="leo", stage="agreed"),
    ]
    workspace.do(lambda tx: [insert(tx, row) for row in rows])
    return workspace


def throw(workspace: Workspace, table: str, *ids: str) -> None:
    def move(tx: Tx) -> int:
        return trash(tx, table, ids)

    workspace.do(move)


def refs(workspace: Workspace, word: str = "") -> list[str]:
    return workspace.read(lambda conn: trashed_refs(conn, SCHEMA, word))


def only(workspace: Workspace) -> Trashed:
    (found,) = workspace.read(lambda conn: trashed(conn, SCHEMA, trashed_refs(conn, SCHEMA))).values()
    return found


def test_a_new_trash_is_empty(filled: Workspace) -> None:
    assert refs(filled) == []


def test_what_went_with_a_record_is_counted_and_not_listed(filled: Workspace) -> None:
    throw(filled, "creator", "ana")
    found = only(filled)
    assert (found.ref, found.name, found.of) == ("creator:ana", "Ana Ruiz", "")
    assert dict(found.with_it) == {"account": 1, "contact_point": 1, "timeline_entry": 1}
    assert found.actor


def test_what_was_moved_by_itself_before_is_listed(filled: Workspace) -> None:
    throw(filled, "timeline_entry", "talk")
    throw(filled, "creator", "ana")
    assert refs(filled) == ["creator:ana", "timeline_entry:talk"]


def test_a_record_without_a_name_is_named_by_what_it_stands_on(filled: Workspace) -> None:
    throw(filled, "participation", "part")
    assert set(only(filled).name.split(" · ")) == {"Leo Park", "Spring Launch"}


def test_a_record_that_needs_no_other_is_named_by_those_it_points_at(filled: Workspace) -> None:
    rows: list[Row] = [
        Payee(id="gmbh", name="Ruiz GmbH"),
        CreatorFee(id="fee", participation_id="part", label="Reel"),
        Payment(id="paid", fee_id="fee", payee_id="gmbh", paid_on="2026-03-01", amount=Money(100, "EUR")),
    ]
    filled.do(lambda tx: [insert(tx, row) for row in rows])
    throw(filled, "payment", "paid")
    assert set(only(filled).name.split(" · ")) == {"Ruiz GmbH", "Reel"}


def test_undone_rows_are_not_in_the_trash(filled: Workspace) -> None:
    filled.do(lambda tx: insert(tx, Creator(id="mia", name="Mia")))
    filled.undo()
    assert refs(filled) == []


def test_a_word_finds_names_and_kinds(filled: Workspace) -> None:
    throw(filled, "creator", "ana")
    throw(filled, "campaign", "spring")
    assert refs(filled, "RUIZ") == ["creator:ana"]
    assert refs(filled, "campaign") == ["campaign:spring"]
    assert refs(filled, "nobody") == []


def test_what_is_restored_leaves_the_trash(filled: Workspace) -> None:
    throw(filled, "creator", "ana")
    filled.do(restore, table="creator", ids=["ana"])
    assert refs(filled) == []
    assert filled.read(lambda conn: trashed(conn, SCHEMA, ["creator:ana"])) == {}
