"""What is late, due today, and waiting, as the start page reads it on Thursday 12 March 2026."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, DisclosureCheck, Post
from infludesk.contracts.model import Contract, RulePackRow
from infludesk.creators.model import Account, Creator, TimelineEntry
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.flows.due import KEYS, Day, Key, due_now, late_count
from infludesk.gifting.model import Parcel
from infludesk.kernel.fields import Row
from infludesk.results.model import PostSnapshot
from infludesk.workspace import Workspace

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 12)


@pytest.fixture
def store(workspace: Workspace) -> Workspace:
    """Ana works for Acme in Spring Launch."""

    def agree(tx: Tx) -> None:
        insert(tx, Client(id="acme", name="Acme"))
        insert(tx, Campaign(id="spring", name="Spring Launch", client_id="acme"))
        insert(tx, Creator(id="ana", name="Ana Ruiz"))
        insert(tx, Account(id="anafit", creator_id="ana", platform="instagram", handle="ana.fit"))
        insert(tx, Participation(id="part", campaign_id="spring", creator_id="ana", stage="agreed"))

    workspace.do(agree)
    return workspace


def put(workspace: Workspace, *rows: Row) -> None:
    workspace.do(lambda tx: [insert(tx, row) for row in rows])


def day(workspace: Workspace) -> Day:
    return workspace.read(lambda conn: due_now(conn, now=NOW, today=TODAY))


def kinds(workspace: Workspace, key: Key) -> list[tuple[str, str]]:
    return [(item.kind, item.id) for item in day(workspace).block(key).items]


def piece(name: str, state: str, due: str | None, draft_due: str | None = None) -> Deliverable:
    return Deliverable(id=name, participation_id="part", title=name, state=state, due=due, draft_due=draft_due)


def post(name: str, published: str, **more: Any) -> Post:
    return Post(id=name, title=name, platform_post_id=name, platform="instagram", account_id="anafit",
                campaign_id="spring", published_at=published, **more)  # fmt: skip


def test_nothing_waits_in_a_new_workspace(workspace: Workspace) -> None:
    found = day(workspace)
    assert [block.count for block in found.blocks] == [0] * len(KEYS)
    assert (found.week, found.coming) == (0, None)


def test_pieces_are_late_by_the_date_their_state_waits_for(store: Workspace) -> None:
    put(
        store,
        piece("drafting", "planned", "2026-04-01", "2026-03-10"),
        piece("reviewing", "in_review", "2026-03-11", "2026-03-01"),
        piece("approved", "approved", "2026-03-09T18:00[Europe/Madrid]"),
        piece("live", "live", "2026-03-01"),
        piece("waived", "waived", "2026-03-01"),
        piece("later", "approved", "2026-04-01", "2026-03-01"),
        piece("changing", "changes", "2026-03-07"),
    )
    assert kinds(store, "late") == [
        ("changes", "changing"), ("publish", "approved"), ("draft", "drafting"), ("review", "reviewing"),
    ]  # fmt: skip
    assert store.read(lambda conn: late_count(conn, NOW, TODAY)) == 4


def test_an_item_names_creator_and_campaign(store: Workspace) -> None:
    put(store, piece("Reel 1", "approved", "2026-03-12T18:00"))
    (item,) = day(store).block("today").items
    assert (item.what, item.creator, item.campaign, item.due) == (
        "Reel 1", "Ana Ruiz", "Spring Launch", "2026-03-12T18:00",
    )  # fmt: skip
    assert (item.creator_id, item.campaign_id, item.post_id) == ("ana", "spring", "")


def test_a_next_step_waits_until_it_is_done(store: Workspace) -> None:
    put(
        store,
        TimelineEntry(id="open", creator_id="ana", body="Ask for sizes", follow_up="2026-03-11", waiting_on="us"),
        TimelineEntry(id="done", creator_id="ana", body="Thanked", follow_up="2026-03-11", waiting_on="done"),
        TimelineEntry(id="none", creator_id="ana", body="Spoke"),
    )
    (item,) = day(store).block("late").items
    assert (item.kind, item.what, item.creator) == ("step", "Ask for sizes", "Ana Ruiz")


def test_contracts_are_sent_signed_and_renewed_in_time(store: Workspace) -> None:
    put(
        store,
        Contract(id="begun", title="Begun", creator_id="ana", state="sent", starts_on="2026-03-10"),
        Contract(id="draft", title="Draft", creator_id="ana", state="draft"),
        Contract(id="out", title="Out", creator_id="ana", state="redlined", starts_on="2026-04-01"),
        Contract(id="renew", title="Renew", creator_id="ana", state="signed", renewal="option", renew_by="2026-03-12"),
        Contract(id="over", title="Over", creator_id="ana", state="ended", renew_by="2026-03-01"),
    )
    assert kinds(store, "late") == [("sign", "begun")]
    assert kinds(store, "today") == [("renew", "renew")]
    assert kinds(store, "contracts") == [("sign", "out"), ("send", "draft")]


@pytest.mark.parametrize(
    ("published", "read", "due"),
    [
        ("2026-03-11T12:00:00Z", None, None),
        ("2026-03-11T09:00:00Z", None, "2026-03-12T09:00:00Z"),
        ("2026-03-10T09:00:00Z", "2026-03-11T10:00:00Z", None),
        ("2026-03-05T09:00:00Z", "2026-03-06T10:00:00Z", "2026-03-12T09:00:00Z"),
        ("2026-02-10T09:00:00Z", "2026-02-20T10:00:00Z", "2026-03-12T09:00:00Z"),
        ("2026-02-10T09:00:00Z", "2026-03-12T09:10:00Z", None),
    ],
)
def test_numbers_are_due_after_a_day_a_week_and_a_month(
    store: Workspace, published: str, read: str | None, due: str | None
) -> None:
    put(store, post("reel", published))
    if read:
        put(store, PostSnapshot(post_id="reel", as_of=read, source="manual", views=1))
    found = [item.due for item in day(store).block("numbers").items]
    assert found == ([due] if due else [])


@pytest.mark.parametrize(("traffic", "waits"), [("total", 0), ("paid", 1), ("organic", 1)])
def test_a_reading_of_a_part_of_the_traffic_leaves_the_whole_due(store: Workspace, traffic: str, waits: int) -> None:
    put(store, post("reel", "2026-03-10T09:00:00Z"))
    put(store, PostSnapshot(post_id="reel", as_of="2026-03-12T09:00:00Z", source="manual", views=1, traffic=traffic))
    assert day(store).block("numbers").count == waits


def test_a_block_counts_more_than_it_shows(store: Workspace) -> None:
    put(store, *(post(f"reel{n}", f"2026-03-0{n}T09:00:00Z") for n in range(1, 8)))
    block = day(store).block("numbers")
    assert (block.count, len(block.items)) == (7, 5)


def test_a_post_that_is_down_has_no_numbers_to_read_and_nothing_to_check(store: Workspace) -> None:
    put(store, post("gone", "2026-02-01T09:00:00Z", down_on="2026-02-02"))
    assert not kinds(store, "numbers")
    assert not kinds(store, "checks")


def test_posts_are_checked_once_where_there_is_a_connection(store: Workspace) -> None:
    pack = RulePackRow(id="pack", code="us-ftc", version="1", jurisdiction="US", body="x", sha256="x")
    put(
        store,
        pack,
        post("open", "2026-03-12T09:00:00Z", connection="paid"),
        post("own", "2026-03-12T09:00:00Z", connection="none"),
        post("passed", "2026-03-12T09:00:00Z"),
        DisclosureCheck(post_id="passed", pack_id="pack", outcome="pass", checked_at="2026-03-12T09:10:00Z"),
    )
    assert kinds(store, "checks") == [("check", "open")]


def test_a_fix_is_late_until_it_is_made_or_checked_anew(store: Workspace) -> None:
    check = {"pack_id": "pack", "outcome": "fail", "checked_at": "2026-03-10T09:00:00Z", "fix_due": "2026-03-11"}
    put(
        store,
        RulePackRow(id="pack", code="us-ftc", version="1", jurisdiction="US", body="x", sha256="x"),
        *(post(name, "2026-03-12T09:00:00Z") for name in ("waits", "fixed", "again")),
        DisclosureCheck(id="a", post_id="waits", **check),
        DisclosureCheck(id="b", post_id="fixed", fixed_at="2026-03-11T09:00:00Z", **check),
        DisclosureCheck(id="c", post_id="again", **check),
        DisclosureCheck(post_id="again", pack_id="pack", outcome="pass", checked_at="2026-03-11T09:00:00Z"),
    )
    (item,) = day(store).block("late").items
    assert (item.kind, item.post_id, item.creator) == ("fix", "waits", "Ana Ruiz")


def fix(name: str, due: str, **more: Any) -> list[Row]:
    """A post whose failed check is to be fixed until then."""
    made = DisclosureCheck(
        id=f"check.{name}", post_id=name, pack_id="pack", outcome="fail", checked_at="2026-03-10T09:00:00Z",
        fix_asked_at="2026-03-10T09:00:00Z", fix_due=due, **more,
    )  # fmt: skip
    return [post(name, "2026-03-09T09:00:00Z"), made]


def test_a_fix_with_an_hour_is_late_once_that_hour_is_over(store: Workspace) -> None:
    """It is Thursday 09:30 in London, 18:30 in Tokyo and 02:30 in Los Angeles."""
    put(
        store,
        RulePackRow(id="pack", code="us-ftc", version="1", jurisdiction="US", body="x", sha256="x"),
        *fix("just", "2026-03-12T09:29[UTC]"),
        *fix("now", "2026-03-12T09:30[UTC]"),
        *fix("soon", "2026-03-12T09:31[UTC]"),
        *fix("tokyo", "2026-03-12T18:00[Asia/Tokyo]"),
        *fix("angeles", "2026-03-12T02:00[America/Los_Angeles]"),
        *fix("apia", "2026-03-12T22:29[Pacific/Apia]"),
        *fix("yesterday there", "2026-03-11T23:50[America/Los_Angeles]", fixed_at="2026-03-12T08:00:00Z"),
        *fix("day", "2026-03-12"),
        *fix("nowhere", "2026-03-12T23:00[no/where]"),
    )
    late, today = kinds(store, "late"), kinds(store, "today")
    assert sorted(one for _, one in late) == ["check.angeles", "check.apia", "check.just", "check.tokyo"]
    assert sorted(one for _, one in today) == ["check.day", "check.now", "check.nowhere", "check.soon"]
    assert store.read(lambda conn: late_count(conn, NOW, TODAY)) == 4
    shown = {one.id: one.due for one in day(store).block("late").items}
    assert shown["check.tokyo"] == "2026-03-12T09:00"  # by the wall here


def test_a_fix_of_yesterdays_date_elsewhere_is_not_late_before_it_ends(store: Workspace) -> None:
    pack = RulePackRow(id="pack", code="us-ftc", version="1", jurisdiction="US", body="x", sha256="x")
    put(store, pack, *fix("west", "2026-03-11T23:45[Pacific/Honolulu]"))  # 09:45 here
    assert not kinds(store, "late")
    assert kinds(store, "today") == [("fix", "check.west")]


def test_a_check_under_a_newer_version_of_the_rules_takes_the_fix_over(store: Workspace) -> None:
    given: dict[str, Any] = {"code": "us-ftc", "jurisdiction": "US", "body": "x"}
    put(
        store,
        RulePackRow(id="pack", version="1", sha256="x", **given),
        RulePackRow(id="newer", version="2", sha256="y", **given),
        *fix("again", "2026-03-11"),
        DisclosureCheck(post_id="again", pack_id="newer", outcome="fail", checked_at="2026-03-11T09:00:00Z"),
    )
    assert not kinds(store, "late")


def test_parcels_are_told_the_day_after_their_time_is_over(store: Workspace) -> None:
    def parcel(name: str, state: str, **more: Any) -> Parcel:
        return Parcel(id=name, what=name, creator_id="ana", participation_id="part", state=state, **more)

    put(
        store,
        parcel("to ship", "planned"),
        parcel("on its way", "shipped", shipped_on="2026-02-26"),
        parcel("late", "shipped", shipped_on="2026-02-25"),
        parcel("fresh", "delivered", delivered_on="2026-02-10"),
        parcel("silent", "delivered", delivered_on="2026-02-09"),
        parcel("unasked", "delivered", delivered_on="2026-02-09", asked_post=False),
        parcel("lent", "delivered", delivered_on="2026-03-01", return_due="2026-03-11"),
        parcel("back today", "delivered", delivered_on="2026-03-01", return_due="2026-03-12"),
    )
    assert kinds(store, "parcels") == [("arrive", "late"), ("unposted", "silent"), ("ship", "to ship")]
    assert kinds(store, "late") == [("return", "lent")]
    assert kinds(store, "today") == [("return", "back today")]
    put(store, post("answer", "2026-03-01T10:00:00Z", participation_id="part"))
    assert kinds(store, "parcels") == [("arrive", "late"), ("ship", "to ship")]


def test_counts_go_beyond_what_is_read(store: Workspace) -> None:
    put(store, *(piece(f"p{n}", "approved", f"2026-03-0{n}") for n in range(1, 8)))
    late = day(store).block("late")
    assert (late.count, [item.id for item in late.items]) == (7, ["p1", "p2", "p3", "p4", "p5"])
    whole = store.read(lambda conn: due_now(conn, now=NOW, today=TODAY, limit={"late": 200}))
    assert len(whole.block("late").items) == 7


def test_the_week_ends_on_sunday_and_the_next_thing_is_named(store: Workspace) -> None:
    put(
        store,
        piece("friday", "approved", "2026-03-13"),
        piece("sunday", "approved", "2026-03-15T20:00"),
        piece("monday", "approved", "2026-03-16"),
    )
    found = day(store)
    assert found.week == 2
    assert found.coming is not None
    assert found.coming.id == "friday"
