"""The correction of a post: its deadline on the wall's clock, its hours, and the steps that are refused."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.model import Campaign, CampaignMarket, Participation
from infludesk.clients.model import Client
from infludesk.content import fixes, fixing, store
from infludesk.content.commands import add_post, check_post, set_post_field
from infludesk.content.fixes import deadline, ends_at, fix_of, show_hours
from infludesk.content.model import DisclosureCheck, Post
from infludesk.contracts.model import Contract
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.dates import moment, zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace

REEL = "https://www.instagram.com/reel/C4abcDEF/"
ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia",
    "Africa/Casablanca", "America/St_Johns", "no/where", "",
)  # fmt: skip
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("asked", "hours", "zone", "stored", "ends"),
    [
        ("2026-03-12T09:30:00Z", 24, "UTC", "2026-03-13T09:30[UTC]", "2026-03-13T09:30:00Z"),
        ("2026-03-12T09:30:01Z", 24, "UTC", "2026-03-13T09:31[UTC]", "2026-03-13T09:31:00Z"),
        # the night of 29 March has 23 hours in Berlin, that of 25 October 25
        ("2026-03-28T17:00:00Z", 24, "Europe/Berlin", "2026-03-29T18:00[Europe/Berlin]", "2026-03-29T16:00:00Z"),
        ("2026-10-24T16:00:00Z", 24, "Europe/Berlin", "2026-10-25T18:00[Europe/Berlin]", "2026-10-25T17:00:00Z"),
        # 02:30 is skipped on 29 March: the hour after counts; on 25 October it comes twice: the second counts
        ("2026-03-28T01:30:00Z", 24, "Europe/Berlin", "2026-03-29T02:30[Europe/Berlin]", "2026-03-29T01:30:00Z"),
        ("2026-10-24T00:30:00Z", 24, "Europe/Berlin", "2026-10-25T02:30[Europe/Berlin]", "2026-10-25T01:30:00Z"),
        ("2026-03-12T09:30:00Z", 0, "no/where", "2026-03-12T09:30[UTC]", "2026-03-12T09:30:00Z"),
    ],
)
def test_a_deadline_is_wall_time(asked: str, hours: int, zone: str, stored: str, ends: str) -> None:
    assert deadline(at(asked), hours, zone) == stored
    assert ends_at(stored, "Asia/Tokyo") == at(ends)


def test_a_day_ends_at_midnight_in_the_campaigns_zone() -> None:
    assert ends_at("2026-03-14", "America/New_York") == at("2026-03-15T03:59:59Z")
    with pytest.raises(ValueError, match="soon"):
        ends_at("soon", "UTC")


@given(asked=moments, hours=st.integers(0, 500), zone=zones)
def test_the_wall_shows_the_hours_agreed(asked: datetime, hours: int, zone: str) -> None:
    ends = ends_at(deadline(asked, hours, zone), "Asia/Tokyo")
    place = zone_of(zone)
    wall = asked.astimezone(place).replace(tzinfo=None) + timedelta(hours=hours)
    shown = ends.astimezone(place).replace(tzinfo=None)
    # rounded up to the minute, or moved over an hour that the clocks skip
    assert timedelta() <= shown - wall < timedelta(hours=1, minutes=1)
    assert abs((ends - asked) - timedelta(hours=hours)) <= timedelta(hours=25, minutes=1)
    if zone in ("UTC", "Asia/Kolkata", "no/where", ""):
        assert timedelta() <= (ends - asked) - timedelta(hours=hours) < timedelta(minutes=1)


@given(
    asked=moments, after=st.integers(0, 2_000_000), hours=st.none() | st.integers(0, 400), zone=zones,
    reminded=st.booleans(), done=st.booleans(), outcome=st.sampled_from(["fail", "review"]),
)  # fmt: skip
def test_hours_used_and_left_make_the_hours_allowed(
    *, asked: datetime, after: int, hours: int | None, zone: str, reminded: bool, done: bool, outcome: str
) -> None:
    then = asked + timedelta(seconds=after)
    check = DisclosureCheck(
        outcome=outcome, fix_asked_at=moment(asked), fix_reminded_at=moment(then) if reminded else None,
        fix_due=None if hours is None else deadline(asked, hours, zone), fixed_at=moment(then) if done else None,
    )  # fmt: skip
    fix = fix_of(check, now=then, zone=zone)
    assert fix is not None
    assert fix.used == timedelta(seconds=after)
    later = fix_of(check, now=then + timedelta(days=9), zone=zone)
    if done:
        assert later == fix  # what is done stands still
    if hours is None:
        assert fix.left is None
        assert not fix.breached
        assert fix.state == ("done" if done else "reminded" if reminded else "open")
        return
    assert fix.allowed is not None
    assert fix.left is not None
    assert fix.ends is not None
    assert fix.used + fix.left == fix.allowed
    assert fix.breached == (fix.left < timedelta()) == (then > fix.ends)
    assert fix.state == (
        ("late" if fix.breached else "in_time") if done
        else "breached" if fix.breached else "reminded" if reminded else "open"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "asks"), [("pass", False), ("not_applicable", False), ("fail", True), (None, False)]
)
def test_only_what_failed_asks_for_a_fix(outcome: str | None, asks: bool) -> None:  # noqa: FBT001  an example
    now = at("2026-03-12T09:30:00Z")
    assert fixes.steps(DisclosureCheck(outcome=outcome), now=now, zone="UTC") == (
        frozenset({"ask", "fix"}) if asks else frozenset()
    )


def test_every_state_is_in_the_table_of_steps() -> None:
    known = {code for code, _ in fixes.STATES}
    assert all(states <= known for states in fixes.STEPS.values())
    assert known - set().union(*fixes.STEPS.values()) == fixes.DONE


@pytest.mark.parametrize(
    ("span", "words"), [(0, "0 min"), (59, "0 min"), (3600, "1 h"), (-5400, "1 h 30 min"), (360_000_000, "100,000 h")]
)
def test_spans_are_shown_in_hours(span: int, words: str) -> None:
    assert show_hours(timedelta(seconds=span)) == words


# in a workspace


def world(tx: Tx, *, hours: int | None = 24, signed: bool = True) -> dict[str, str]:
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id, zone="Europe/Berlin")).id
    creator = insert(tx, Creator(name="Ana Ruiz")).id
    insert(tx, Account(creator_id=creator, platform="instagram", handle="ana.fit"))
    joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="agreed", pay="paid")).id
    day = "2026-02-01" if signed else None
    state = "signed" if signed else "sent"
    contract = Contract(
        title="Ana", creator_id=creator, participation_id=joined, state=state, signed_on=day, fix_hours=hours
    )
    made = insert(tx, contract).id
    post = add_post(tx, url=REEL, participation_id=joined, caption="Soup", published_at="2026-03-10")
    failed = check_post(tx, post_id=post, connection_seen="paid", findings={"US-2": ("no", "", "")})
    return {"campaign": campaign, "joined": joined, "contract": made, "post": post, "check": failed, "creator": creator}


@pytest.fixture
def made(workspace: Workspace) -> dict[str, str]:
    found: dict[str, str] = workspace.do(world).value
    return found


def kept(workspace: Workspace, check_id: str) -> DisclosureCheck:
    return workspace.read(lambda conn: get(conn, DisclosureCheck, check_id))


def refused(workspace: Workspace, command: Callable[..., Any], **given_: Any) -> str:
    with pytest.raises(Problem) as caught:
        workspace.do(command, **given_)
    assert caught.value.advice.startswith("Nothing was changed.")
    return caught.value.code


def test_the_deadline_is_the_contracts_hours(workspace: Workspace, made: dict[str, str]) -> None:
    terms = workspace.read(lambda conn: fixing.fix_terms(conn, made["post"]))
    assert terms == fixing.FixTerms(24, made["contract"], "Ana", "Europe/Berlin")
    done = workspace.do(fixing.ask_for_fix, check_id=made["check"], wanted=" Put #ad first. ")
    assert done.changes.label.startswith("Ask for a fix of ")
    check = kept(workspace, made["check"])
    assert (check.fix_asked_at, check.fix_due, check.fix_wanted) == (
        "2026-03-12T09:30:00Z", "2026-03-13T10:30[Europe/Berlin]", "Put #ad first.",
    )  # fmt: skip
    workspace.undo()
    assert kept(workspace, made["check"]).fix_asked_at is None


def test_an_addendum_and_a_market_say_otherwise(workspace: Workspace, made: dict[str, str]) -> None:
    def change(tx: Tx) -> None:
        insert(
            tx,
            Contract(
                title="Addendum", creator_id=made["creator"], participation_id=made["joined"], state="signed",
                signed_on="2026-03-01", fix_hours=12, parent_id=made["contract"],
            ),
        )  # fmt: skip
        insert(tx, CampaignMarket(campaign_id=made["campaign"], country="US", zone="America/New_York"))
        update(tx, Participation, made["joined"], market="US")

    workspace.do(change)
    terms = workspace.read(lambda conn: fixing.fix_terms(conn, made["post"]))
    assert (terms.hours, terms.contract, terms.zone) == (12, "Addendum", "America/New_York")


@pytest.mark.parametrize("given_", [{"hours": None}, {"signed": False}])
def test_without_agreed_hours_there_is_no_deadline(workspace: Workspace, given_: dict[str, Any]) -> None:
    found = workspace.do(world, **given_).value
    workspace.do(fixing.ask_for_fix, check_id=found["check"])
    check = kept(workspace, found["check"])
    assert (check.fix_asked_at, check.fix_due) == ("2026-03-12T09:30:00Z", None)
    assert workspace.read(lambda conn: fixing.fix_terms(conn, found["post"])).hours is None


def test_a_fix_walks_its_steps(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    one: dict[str, Any] = {"check_id": made["check"]}
    assert refused(workspace, fixing.remind_of_fix, **one) == "fix.not_asked"
    assert refused(workspace, fixing.withdraw_fix, **one) == "fix.not_asked"
    workspace.do(fixing.ask_for_fix, due="", **one)
    assert kept(workspace, made["check"]).fix_due is None
    assert refused(workspace, fixing.ask_for_fix, **one) == "fix.asked"
    workspace.do(fixing.withdraw_fix, **one)
    assert kept(workspace, made["check"]).fix_asked_at is None
    workspace.do(fixing.ask_for_fix, **one)
    workspace.do(fixing.remind_of_fix, **one)
    assert kept(workspace, made["check"]).fix_reminded_at == "2026-03-12T09:30:00Z"
    assert refused(workspace, fixing.mark_fixed, **one) == "fix.no_proof"
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    workspace.do(fixing.mark_fixed, path=shot, attachments=workspace.attachments, **one)
    proof = workspace.read(lambda conn: store.evidence(conn, made["post"]))[0]
    assert (proof.evidence.kind, proof.evidence.about) == ("screenshot", ref("disclosure_check", made["check"]))
    for command in (fixing.mark_fixed, fixing.ask_for_fix, fixing.remind_of_fix, fixing.withdraw_fix):
        assert refused(workspace, command, **one) == "fix.done"
    workspace.undo()
    assert kept(workspace, made["check"]).fixed_at is None


@pytest.mark.parametrize(
    ("name", "kind"), [("fixed.pdf", "page"), ("fixed.mp4", "recording"), ("fixed.PNG", "screenshot")]
)
def test_the_proof_of_a_fix_is_of_its_kind(
    workspace: Workspace, made: dict[str, str], tmp_path: Path, name: str, kind: str
) -> None:
    shown = tmp_path / name
    shown.write_bytes(b"proof")
    workspace.do(fixing.mark_fixed, check_id=made["check"], path=shown, attachments=workspace.attachments)
    assert workspace.read(lambda conn: store.evidence(conn, made["post"]))[0].evidence.kind == kind


def test_a_missed_deadline_stays_on_record(workspace: Workspace, made: dict[str, str]) -> None:
    assert refused(workspace, fixing.ask_for_fix, check_id=made["check"], due="2026-03-11") == "fix.past"
    asked = {"fix_asked_at": "2026-03-10T08:00:00Z", "fix_due": "2026-03-11T08:00[UTC]"}
    workspace.do(lambda tx: update(tx, DisclosureCheck, made["check"], **asked))
    assert refused(workspace, fixing.withdraw_fix, check_id=made["check"]) == "fix.not_asked"


def test_a_post_that_passes_is_fixed(workspace: Workspace, made: dict[str, str]) -> None:
    workspace.do(fixing.ask_for_fix, check_id=made["check"])
    rules = [rule.code for rule in workspace.read(lambda conn: store.findings_to_fill(conn, made["post"]))]
    every = dict.fromkeys(rules, ("yes", "", ""))
    again = workspace.do(check_post, post_id=made["post"], connection_seen="paid", findings=every).value
    assert kept(workspace, again).outcome == "pass"
    assert kept(workspace, made["check"]).fixed_at == "2026-03-12T09:30:00Z"
    assert refused(workspace, fixing.ask_for_fix, check_id=again) == "check.nothing_to_fix"
    workspace.undo()
    assert kept(workspace, made["check"]).fixed_at is None


def test_a_post_is_seen_live_or_gone(workspace: Workspace, made: dict[str, str]) -> None:
    workspace.do(fixing.note_seen, post_id=made["post"], live=False, why=" Deleted ")
    gone = workspace.read(lambda conn: get(conn, Post, made["post"]))
    assert (gone.down_on, gone.down_why) == ("2026-03-12", "Deleted")
    workspace.do(set_post_field, post_id=made["post"], name="last_seen_live", value="2026-03-01")
    workspace.do(fixing.note_seen, post_id=made["post"], live=True)
    live = workspace.read(lambda conn: get(conn, Post, made["post"]))
    assert (live.down_on, live.down_why, live.last_seen_live) == (None, None, "2026-03-12")
