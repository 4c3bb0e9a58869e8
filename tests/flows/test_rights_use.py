"""Rights beyond their fields: pieces covered, renewals, whitelisting, and what is used past what was agreed."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.content.commands import add_deliverable
from infludesk.content.model import AssetUse, Fulfilment, Post
from infludesk.content.rights_use import Leave, breaches, leave_of
from infludesk.content.uses import add_use, stop_use, trash_use
from infludesk.contracts.commands import add_right, set_right_field
from infludesk.contracts.model import Contract, RightAsset, UsageRight, Whitelisting
from infludesk.contracts.rights import (
    add_whitelisting,
    cover,
    set_whitelisting_field,
    trash_whitelisting,
    uncover,
)
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, insert, update
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.renewal import renew_right
from infludesk.flows.rights_use import Misuse, held_rights, misuses, uses
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

TODAY = "2026-03-12"


@pytest.fixture
def part(workspace: Workspace) -> str:
    campaign = workspace.do(create_campaign, name="Spring", client="Acme").value
    ana = workspace.do(add_creator, name="Ana Ruiz").value
    return str(workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value[0])


@pytest.fixture
def contract(workspace: Workspace, part: str) -> str:
    return str(workspace.do(contract_from_participation, participation_id=part).value)


def piece(workspace: Workspace, part: str, title: str = "Reel 1") -> str:
    made = workspace.do(add_deliverable, participation_id=part, title=title, format="reel").value
    return f"deliverable:{made}"


def right(workspace: Workspace, contract: str, **values: Any) -> str:
    given = {"channels": ("web",), "starts_on": "2026-01-01", "ends_on": "2026-02-28"} | values
    return str(workspace.do(add_right, contract_id=contract, **given).value)


def sign(workspace: Workspace, contract: str) -> None:
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed", signed_on="2026-01-01"))


def found(workspace: Workspace) -> list[Misuse]:
    return workspace.read(lambda conn: misuses(conn, TODAY))


def code_of(workspace: Workspace, command: Any, **given: Any) -> str:
    with pytest.raises(Problem) as told:
        workspace.do(command, **given)
    return told.value.code


def test_a_use_past_its_right_is_counted_in_days_until_it_stops(workspace: Workspace, part: str, contract: str) -> None:
    reel, one = piece(workspace, part), right(workspace, contract)
    use = workspace.do(
        add_use, asset=reel, right_id=one, channel="web", place="Home page", starts_on="2026-01-05"
    ).value
    (told,) = found(workspace)
    assert (told.outside.breach, told.outside.days, told.name, told.place) == ("past_end", 12, "Reel 1", "Home page")
    assert (told.contract_id, told.creator, told.participation_id) == (contract, "Ana Ruiz", part)
    workspace.do(stop_use, use_id=use, on="2026-03-01")
    assert [one.outside.days for one in found(workspace)] == [1]
    workspace.do(stop_use, use_id=use, on="2026-02-28")
    assert found(workspace) == []
    assert code_of(workspace, stop_use, use_id=use, on="2026-01-01") == "dates.order"
    workspace.do(trash_use, use_id=use)
    assert workspace.read(lambda conn: uses(conn, [one])) == {}


def test_channel_country_and_piece_are_held_against_the_right(workspace: Workspace, part: str, contract: str) -> None:
    reel, other = piece(workspace, part), piece(workspace, part, "Reel 2")
    one = right(workspace, contract, ends_on="2026-12-31", territory=("FR",))
    workspace.do(cover, right_id=one, asset=reel)
    workspace.do(add_use, asset=other, right_id=one, channel="tv", territory=("FR", "DE"), starts_on="2025-12-30")
    assert [(told.outside.breach, told.outside.what, told.outside.days) for told in found(workspace)] == [
        ("before_start", (), 2), ("piece", (), 0), ("wrong_channel", ("tv",), 0), ("wrong_territory", ("DE",), 0),
    ]  # fmt: skip


def test_the_post_of_a_covered_piece_is_covered(workspace: Workspace, part: str, contract: str) -> None:
    reel, one = piece(workspace, part), right(workspace, contract, ends_on="2026-12-31")
    workspace.do(cover, right_id=one, asset=reel)
    post = workspace.do(lambda tx: insert(tx, Post(url="https://x.test/1", participation_id=part)).id).value
    workspace.do(add_use, asset=f"post:{post}", channel="web")
    assert [told.outside.breach for told in found(workspace)] == ["piece"]
    workspace.do(lambda tx: insert(tx, Fulfilment(deliverable_id=reel.partition(":")[2], post_id=post)).id)
    assert found(workspace) == []


def test_a_use_without_any_right_is_told(workspace: Workspace, part: str) -> None:
    workspace.do(add_use, asset=piece(workspace, part), channel="web")
    assert [(told.outside.breach, told.contract_id) for told in found(workspace)] == [("no_right", "")]
    assert code_of(workspace, add_use, asset="creator:1") == "use.no_piece"


def test_a_boosted_post_needs_paid_social_or_a_whitelisting(workspace: Workspace, part: str, contract: str) -> None:
    right(workspace, contract, channels=("organic_social",), ends_on="2026-12-31")
    values: dict[str, Any] = {
        "url": "https://x.test/1",
        "participation_id": part,
        "boosted": True,
        "published_at": "2026-02-01T00:00:00Z",
    }
    workspace.do(lambda tx: insert(tx, Post(**values)).id)
    assert [(told.outside.breach, told.outside.what) for told in found(workspace)] == [
        ("wrong_channel", ("paid_social",))
    ]
    ad = workspace.do(add_whitelisting, contract_id=contract, starts_on="2026-02-01", ends_on="2026-03-01").value
    assert [(told.outside.breach, told.outside.days) for told in found(workspace)] == [("wrong_channel", 0)]
    workspace.do(set_whitelisting_field, whitelisting_id=ad, name="ends_on", value="2026-06-01")
    assert found(workspace) == []
    workspace.do(set_whitelisting_field, whitelisting_id=ad, name="revoked_on", value="2026-03-02")
    assert found(workspace)


def test_a_renewal_holds_once_its_addendum_is_signed(workspace: Workspace, part: str, contract: str) -> None:
    reel, one = piece(workspace, part), right(workspace, contract)
    workspace.do(cover, right_id=one, asset=reel)
    workspace.do(add_use, asset=reel, right_id=one, channel="web", starts_on="2026-01-05")
    assert code_of(workspace, renew_right, right_id=one, ends_on="2026-06-30") == "right.unsigned"
    sign(workspace, contract)
    assert code_of(workspace, renew_right, right_id=one) == "right.no_span"
    assert code_of(workspace, renew_right, right_id=one, ends_on="2026-02-01") == "dates.order"
    new = workspace.do(renew_right, right_id=one, ends_on="2026-06-30").value
    made = workspace.read(lambda conn: get(conn, UsageRight, new))
    addendum = workspace.read(lambda conn: get(conn, Contract, made.contract_id or ""))
    assert (addendum.kind, addendum.parent_id, addendum.state) == ("addendum", contract, "draft")
    assert (made.starts_on, made.ends_on, made.channels, made.renewed_from_id) == (
        "2026-03-01", "2026-06-30", ("web",), one,
    )  # fmt: skip
    assert [row.asset for row in workspace.read(lambda conn: find(conn, RightAsset, "right_id = ?", (new,)))] == [reel]
    assert found(workspace)
    again = workspace.do(renew_right, right_id=one, days=10).value
    assert workspace.read(lambda conn: get(conn, UsageRight, again)).contract_id == addendum.id
    workspace.undo()
    sign(workspace, addendum.id)
    assert found(workspace) == []
    (held,) = workspace.read(lambda conn: held_rights(conn, contract_id=contract))
    assert held.leave.ends == "2026-06-30"


def test_a_signed_right_stands_still(workspace: Workspace, part: str, contract: str) -> None:
    reel, one = piece(workspace, part), right(workspace, contract)
    ad = workspace.do(add_whitelisting, contract_id=contract).value
    workspace.do(cover, right_id=one, asset=reel)
    sign(workspace, contract)
    for command, values in (
        (cover, {"right_id": one, "asset": reel}), (uncover, {"right_id": one, "asset": reel}),
        (add_whitelisting, {"contract_id": contract}), (trash_whitelisting, {"whitelisting_id": ad}),
        (set_whitelisting_field, {"whitelisting_id": ad, "name": "mechanism", "value": "boost"}),
    ):  # fmt: skip
        assert code_of(workspace, command, **values) == "contract.signed"
    workspace.do(set_whitelisting_field, whitelisting_id=ad, name="granted_on", value="2026-03-01")
    assert workspace.read(lambda conn: get(conn, Whitelisting, ad)).granted_on == "2026-03-01"


def test_impossible_rights_are_refused(workspace: Workspace, part: str, contract: str) -> None:
    one = right(workspace, contract)
    for name, value, code in (("ends_on", "2025-12-31", "dates.order"), ("days", 0, "days.negative"),
                              ("perpetual", True, "right.for_ever")):  # fmt: skip
        assert code_of(workspace, set_right_field, right_id=one, name=name, value=value) == code
    assert (
        code_of(workspace, add_right, contract_id=contract, starts_on="2026-02-01", ends_on="2026-01-01")
        == "dates.order"
    )
    assert code_of(workspace, cover, right_id=one, asset="creator:1") == "right.no_piece"
    assert part


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(date.isoformat)


@given(DAYS, DAYS, DAYS)
def test_a_use_is_past_its_end_from_the_day_after(start: str, end: str, today: str) -> None:
    use = AssetUse(asset="post:1", channel="web", starts_on=start)
    outside = [one for one in breaches(use, Leave(ends=end), today) if one.breach == "past_end"]
    assert bool(outside) is (end < today and start <= today)


def test_a_right_for_ever_or_renewed_for_ever_has_no_end() -> None:
    ended = UsageRight(starts_on="2026-01-01", days=10)
    assert leave_of(ended).ends == "2026-01-11"
    assert leave_of(ended, [UsageRight(perpetual=True)]).ends == ""
    assert leave_of(UsageRight(perpetual=True)).ends == ""
    planned = AssetUse(asset="post:1", starts_on="2026-01-02", planned_end="2026-01-20")
    assert [one.breach for one in breaches(planned, leave_of(ended), "2026-01-03")] == ["planned_past_end"]
