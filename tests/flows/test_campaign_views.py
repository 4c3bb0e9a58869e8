"""The list of campaigns, one campaign at a glance, and its creators."""

from typing import Any

import pytest

from infludesk.campaigns.commands import (
    add_creators,
    create_campaign,
    move_stage,
    not_now,
    set_campaign_field,
)
from infludesk.campaigns.model import PIPELINE
from infludesk.content.model import Deliverable, Post
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator, read_account
from infludesk.creators.model import Account
from infludesk.db.rows import find, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows import campaign_list
from infludesk.flows.overview import overview
from infludesk.flows.roster import RosterRow, roster
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.commands import add_cost, set_client_fee, set_creator_fee
from infludesk.workspace import Workspace


def put(workspace: Workspace, row: Row) -> str:
    return str(workspace.do(lambda tx: insert(tx, row)).value.id)


def creator(workspace: Workspace, name: str, followers: int | None = None) -> str:
    def add(tx: Tx) -> str:
        made = add_creator(tx, name=name, profile=f"https://www.instagram.com/{name.lower()}/")
        (account,) = find(tx.conn, Account, "creator_id = ?", (made,))
        if followers is not None:
            read_account(tx, account_id=account.id, day="2026-03-01", source="manual", followers=followers)
        return made

    return str(workspace.do(add).value)


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    return [creator(workspace, "Ana", 12_000), creator(workspace, "Leo", 80_000), creator(workspace, "Mia")]


@pytest.fixture
def campaign(workspace: Workspace, people: list[str]) -> str:
    given: dict[str, Any] = {"creator_ids": people, "ends_on": "2026-06-30", "budget": Money(10_000_00, "EUR")}
    return str(workspace.do(create_campaign, client="Acme", name="Spring Launch", **given).value)


@pytest.fixture
def parts(workspace: Workspace, campaign: str, people: list[str]) -> list[str]:
    return list(workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value)


def rows(workspace: Workspace, campaign: str) -> dict[str, RosterRow]:
    return {row.creator: row for row in workspace.read(lambda conn: roster(conn, campaign))}


def test_a_row_of_the_list(workspace: Workspace, campaign: str, parts: list[str]) -> None:
    workspace.do(move_stage, participation_ids=parts[:1], stage="active")
    workspace.do(not_now, participation_id=parts[1], reason="On leave")
    for state, quantity in (("live", 2), ("planned", None), ("waived", None)):
        piece = Deliverable(participation_id=parts[0], state=state, quantity=quantity, due="2026-03-01")
        put(workspace, piece)
    workspace.do(set_creator_fee, participation_id=parts[0], amount=Money(2_000_00, "EUR"))
    workspace.do(add_cost, campaign_id=campaign, kind="shipping", label="Parcels", amount=Money(500_00, "EUR"))
    (row,) = workspace.read(lambda conn: campaign_list.listed(conn, [campaign, "gone"]))
    assert (row.name, row.client, row.state, row.owner_id) == ("Spring Launch", "Acme", "planning", workspace.me)
    assert (row.agreed, row.planned, row.content_live, row.content_planned) == (1, 2, 2, 3)
    assert (row.budget, row.used, row.used_ppm) == (Money(10_000_00, "EUR"), Money(2_500_00, "EUR"), 250_000)
    assert row.next_date == "2026-03-01"
    workspace.do(add_cost, campaign_id=campaign, kind="tool", label="App", amount=Money(1, "USD"))
    (row,) = workspace.read(lambda conn: campaign_list.listed(conn, [campaign]))
    assert (row.used, row.used_ppm) == (None, None)


def test_views_search_and_order(workspace: Workspace, campaign: str) -> None:
    made = {"Spring Launch": campaign}
    for name, client, state, ends_on in (
        ("Été", "Bolt", "live", "2026-04-01"),
        ("Autumn", "Acme", "closed", "2025-10-01"),
        ("Winter", "Bolt", "on_hold", None),
    ):
        done = workspace.do(create_campaign, client=client, name=name, state=state, ends_on=ends_on)
        made[name] = done.value
    names = {one: name for name, one in made.items()}

    def shown(sort: str = "name", *, descending: bool = False, **wanted: Any) -> list[str]:
        found = workspace.read(
            lambda conn: campaign_list.ids(conn, campaign_list.Filter(**wanted), sort, descending=descending)
        )
        return [names[one] for one in found]

    assert shown() == ["Autumn", "Été", "Spring Launch", "Winter"]
    assert shown(view="live") == ["Été"]
    assert shown(view="planning") == ["Spring Launch"]
    assert shown(view="closed") == ["Autumn"]
    assert shown(view="mine", owner_id=workspace.me) == ["Été", "Spring Launch", "Winter"]
    assert shown(view="mine") == []
    assert shown(text="ete") == ["Été"]
    assert shown(text="bolt") == ["Été", "Winter"]
    assert shown("next_date")[:2] == ["Été", "Spring Launch"]
    assert shown("next_date", descending=True)[:2] == ["Spring Launch", "Été"]
    assert shown("state") == ["Spring Launch", "Été", "Winter", "Autumn"]
    assert shown("client", descending=True)[:2] == ["Été", "Winter"]
    assert sorted(shown("dates") + shown("owner")) == sorted([*names.values()] * 2)


def test_an_overview(workspace: Workspace, campaign: str, people: list[str], parts: list[str]) -> None:
    workspace.do(move_stage, participation_ids=parts[:1], stage="contacted")
    workspace.do(move_stage, participation_ids=parts[:1], stage="no_reply")
    workspace.do(not_now, participation_id=parts[1], reason="On leave")
    late = put(workspace, Deliverable(participation_id=parts[0], title="Reel", due="2026-03-01T18:00[Europe/Paris]"))
    put(workspace, Deliverable(participation_id=parts[0], title="Story", due="2026-03-05", state="live"))
    contract = Contract(title="Ana", creator_id=people[0], participation_id=parts[0], ends_on="2026-05-01")
    bound = put(workspace, contract)
    put(workspace, Contract(title="Old", creator_id=people[0], participation_id=parts[0], ends_on="2026-01-01"))
    workspace.do(set_client_fee, campaign_id=campaign, amount=Money(5_000_00, "EUR"))
    workspace.do(set_creator_fee, participation_id=parts[0], amount=Money(2_000_00, "EUR"))
    today = workspace.today()
    whole = workspace.read(lambda conn: overview(conn, campaign, today))
    assert (whole.campaign.name, whole.client, whole.budget) == ("Spring Launch", "Acme", Money(10_000_00, "EUR"))
    assert (whole.money.amount, whole.used_ppm) == (Money(3_000_00, "EUR"), 200_000)
    assert tuple(whole.pipeline) == PIPELINE
    assert (whole.pipeline["contacted"], whole.pipeline["shortlisted"], whole.left) == (1, 1, 1)
    assert [(one.day, one.record, one.creator) for one in whole.dates] == [
        ("2026-03-01", ref("deliverable", late), "Ana"),
        ("2026-05-01", ref("contract", bound), "Ana"),
        ("2026-06-30", ref("campaign", campaign), ""),
    ]
    assert (whole.content_live, whole.content_planned) == (1, 2)


def test_the_roster_shows_money_only_where_it_adds_up(workspace: Workspace, campaign: str, parts: list[str]) -> None:
    workspace.do(set_creator_fee, participation_id=parts[0], amount=Money(600_00, "EUR"))
    workspace.do(set_client_fee, campaign_id=campaign, participation_id=parts[0], amount=Money(900_00, "EUR"))
    workspace.do(set_creator_fee, participation_id=parts[1], amount=Money(600_00, "EUR"))
    workspace.do(set_client_fee, campaign_id=campaign, participation_id=parts[1], amount=Money(900_00, "USD"))
    found = rows(workspace, campaign)
    assert list(found) == ["Ana", "Leo", "Mia"]
    ana, leo, mia = found.values()
    assert (ana.handle, ana.platform, ana.followers, ana.tier) == ("ana", "instagram", 12_000, "micro")
    assert (ana.client_fee, ana.creator_fee, ana.margin) == (
        Money(900_00, "EUR"),
        Money(600_00, "EUR"),
        Money(300_00, "EUR"),
    )
    assert leo.margin is None
    assert (mia.client_fee, mia.creator_fee, mia.margin, mia.followers) == (None, None, None, None)


def test_what_comes_next_for_a_creator(
    workspace: Workspace, campaign: str, people: list[str], parts: list[str]
) -> None:
    def after() -> tuple[str, str]:
        row = rows(workspace, campaign)["Ana"]
        return row.next_action, row.next_day

    assert after() == ("", "")
    workspace.do(not_now, participation_id=parts[0], reason="On leave", ask_again_on="2026-09-01")
    assert after() == ("Ask again", "2026-09-01")
    workspace.do(move_stage, participation_ids=parts[:1], stage="shortlisted")
    workspace.do(move_stage, participation_ids=parts[:1], stage="agreed")
    assert after() == ("Draft the contract", "")
    contract = put(workspace, Contract(title="Ana", creator_id=people[0], participation_id=parts[0], state="draft"))
    assert after() == ("Send the contract", "")
    workspace.do(lambda tx: update(tx, Contract, contract, state="sent"))
    assert after() == ("Get the contract signed", "")
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed"))
    put(workspace, Deliverable(participation_id=parts[0], title="Late", state="planned", due="2026-05-01"))
    piece = put(
        workspace,
        Deliverable(participation_id=parts[0], state="planned", draft_due="2026-04-01", due="2026-04-10T18:00[UTC]"),
    )
    assert after() == ("Draft from Ana", "2026-04-01")
    workspace.do(lambda tx: update(tx, Deliverable, piece, state="in_review"))
    assert after() == ("Review the draft", "2026-04-10")
    workspace.do(lambda tx: update(tx, Deliverable, piece, state="approved"))
    assert after() == ("Publish", "2026-04-10")
    workspace.do(lambda tx: tx.conn.execute("UPDATE deliverable SET state = 'live'"))
    put(workspace, Post(url="https://example.org/1", platform_post_id="1", participation_id=parts[0]))
    assert after() == ("Enter numbers", "")
    assert rows(workspace, campaign)["Ana"].contract == "signed"
    assert (rows(workspace, campaign)["Ana"].live, rows(workspace, campaign)["Ana"].deliverables) == (2, 2)


def test_a_closed_campaign_has_no_next_date(workspace: Workspace, campaign: str) -> None:
    workspace.do(set_campaign_field, campaign_id=campaign, name="state", value="closed")
    (row,) = workspace.read(lambda conn: campaign_list.listed(conn, [campaign]))
    assert row.next_date == ""
