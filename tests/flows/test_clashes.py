"""Clashes found by themselves: an exclusivity against everything else its creator does, read from the records."""

from collections.abc import Callable
from typing import Any

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.campaigns.model import CampaignMarket, Participation
from infludesk.campaigns.parties import add_party, trash_party
from infludesk.clients.brands import set_brand_field
from infludesk.clients.commands import set_client_field
from infludesk.content.commands import add_deliverable
from infludesk.content.model import Deliverable, Post
from infludesk.contracts.exclusive import (
    add_exclusivity,
    hold_exclusivity,
    set_exclusivity_field,
    trash_exclusivity,
    waive_exclusivity,
)
from infludesk.contracts.model import Contract, ContractParty, Exclusivity
from infludesk.creators.commands import add_account, add_creator
from infludesk.creators.model import Account
from infludesk.db.rows import find, get, insert, update
from infludesk.flows import clashes
from infludesk.flows.clashes import Clash
from infludesk.flows.draft import contract_from_participation
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

Join = Callable[..., tuple[str, str]]


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana Ruiz").value)


@pytest.fixture
def join(workspace: Workspace, ana: str) -> Join:
    """Puts Ana into a campaign of a client with a brand in a category; returns the participation and its contract."""

    def joined(client: str, category: str = "", **fields: Any) -> tuple[str, str]:
        given = {"starts_on": "2026-05-01", "ends_on": "2026-05-31", "markets": ("FR",)} | fields
        campaign = workspace.do(create_campaign, name=f"{client} May", client=client, **given).value
        party = workspace.do(add_party, campaign_id=campaign, brand=f"{client} Care").value
        brand = workspace.read(
            lambda conn: conn.execute("SELECT brand_id FROM campaign_party WHERE id = ?", (party,)).fetchone()
        )
        if category:
            workspace.do(set_brand_field, brand_id=brand[0], name="categories", value=(category,))
        (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[ana]).value
        return part, str(workspace.do(contract_from_participation, participation_id=part).value)

    return joined


def of_ana(workspace: Workspace, ana: str, **given: Any) -> list[Clash]:
    return workspace.read(lambda conn: clashes.of_creator(conn, ana, **given))


def exclusivity(workspace: Workspace, contract: str, **values: Any) -> str:
    given = {"scope": "category", "categories": ("skincare",), "starts_on": "2026-05-01", "ends_on": "2026-06-30"}
    return str(workspace.do(add_exclusivity, contract_id=contract, **(given | values)).value)


def test_a_second_client_in_the_category_is_a_certain_clash_on_both_contracts(
    workspace: Workspace, ana: str, join: Join
) -> None:
    part, contract = join("Acme", "skincare")
    rival, rival_contract = join("Shine", "sun-care")
    promise = exclusivity(workspace, contract)
    (found,) = of_ana(workspace, ana)
    assert (found.certain, found.missing, found.hit) == (True, (), ("Skincare",))
    assert (found.promised_to, found.other, found.other_title) == ("Acme Care", "Shine Care", "Shine May")
    assert (found.starts, found.ends) == ("2026-05-01", "2026-05-31")
    assert (found.exclusivity_id, found.participation_id, found.other_participation_id) == (promise, part, rival)
    assert workspace.read(lambda conn: clashes.of_contract(conn, contract)) == [found]
    assert workspace.read(lambda conn: clashes.of_contract(conn, rival_contract)) == [found]
    assert workspace.read(clashes.all_clashes) == [found]
    campaign = workspace.read(lambda conn: get(conn, Participation, rival)).campaign_id or ""
    assert workspace.read(lambda conn: clashes.of_campaign(conn, campaign)) == [found]


def test_who_left_the_campaign_clashes_no_more(workspace: Workspace, ana: str, join: Join) -> None:
    exclusivity(workspace, join("Acme", "skincare")[1])
    rival, _ = join("Shine", "skincare")
    assert of_ana(workspace, ana)
    workspace.do(move_stage, participation_ids=[rival], stage="turned_down", reason="Clash")
    assert of_ana(workspace, ana) == []


def test_the_pieces_give_the_days_where_they_have_them(workspace: Workspace, ana: str, join: Join) -> None:
    exclusivity(workspace, join("Acme", "skincare")[1], ends_on="2026-05-10")
    rival, _ = join("Shine", "skincare")
    piece = workspace.do(add_deliverable, participation_id=rival, title="Reel", format="reel", due="2026-05-11").value
    assert of_ana(workspace, ana) == []
    workspace.do(lambda tx: update(tx, Deliverable, piece, due="2026-05-10"))
    (found,) = of_ana(workspace, ana)
    assert (found.about, found.starts, found.ends) == (f"deliverable:{piece}", "2026-05-10", "2026-05-10")
    workspace.do(lambda tx: update(tx, Deliverable, piece, market="DE", due="2026-05-10"))
    promise = found.exclusivity_id
    workspace.do(set_exclusivity_field, exclusivity_id=promise, name="markets", value=("FR",))
    assert of_ana(workspace, ana) == []


def test_the_window_moves_with_the_publication(workspace: Workspace, ana: str, join: Join) -> None:
    part, contract = join("Acme", "skincare")
    workspace.do(
        add_exclusivity, contract_id=contract, scope="category", categories=("skincare",), starts_on="2026-05-01",
        days_after=30,
    )  # fmt: skip
    rival, _ = join("Shine", "skincare", starts_on="2026-07-05", ends_on="2026-07-31")
    piece = workspace.do(add_deliverable, participation_id=part, title="Reel", format="reel", due="2026-06-04").value
    assert of_ana(workspace, ana) == []
    workspace.do(lambda tx: update(tx, Deliverable, piece, due="2026-06-05"))
    (found,) = of_ana(workspace, ana)
    assert (found.other_participation_id, found.starts, found.ends) == (rival, "2026-07-05", "2026-07-05")


def test_what_is_not_known_is_possible_and_says_so(workspace: Workspace, ana: str, join: Join) -> None:
    exclusivity(workspace, join("Acme", "skincare")[1], markets=("FR",))
    rival, _ = join("Shine", markets=())
    (found,) = of_ana(workspace, ana)
    assert (found.certain, found.missing) == (False, ("category", "market"))
    workspace.do(lambda tx: insert(tx, CampaignMarket(campaign_id=found.other_campaign_id, country="IT")))
    assert of_ana(workspace, ana) == []
    assert rival


def test_a_named_competitor_is_found_by_brand_word_or_client(workspace: Workspace, ana: str, join: Join) -> None:
    promise = exclusivity(workspace, join("Acme")[1], scope="named", categories=(), rivals=("@SHINE",))
    join("Shine")
    (found,) = of_ana(workspace, ana)
    assert (found.certain, found.hit) == (True, ("@SHINE",))
    workspace.do(set_exclusivity_field, exclusivity_id=promise, name="rivals", value=("Dusk",))
    assert of_ana(workspace, ana) == []


def test_a_co_brand_clashes_and_a_sister_client_does_not(workspace: Workspace, ana: str, join: Join) -> None:
    exclusivity(workspace, join("Acme", "skincare")[1])
    rival, _ = join("Acme Sisters", "skincare")
    rows = workspace.read(lambda conn: dict(conn.execute("SELECT name, id FROM client").fetchall()))
    workspace.do(set_client_field, client_id=rows["Acme Sisters"], name="parent_id", value=rows["Acme"])
    assert of_ana(workspace, ana) == []
    campaign = workspace.read(lambda conn: get(conn, Participation, rival)).campaign_id
    party = workspace.do(add_party, campaign_id=campaign, client="Shine", brand="Shine", part="co_brand").value
    assert [one.certain for one in of_ana(workspace, ana)] == [False]
    workspace.do(trash_party, party_id=party)
    assert of_ana(workspace, ana) == []


def test_two_promises_of_one_category_clash_once(workspace: Workspace, ana: str, join: Join) -> None:
    _, contract = join("Acme", "skincare")
    first = exclusivity(workspace, contract)
    told = workspace.do(
        add_exclusivity, creator_id=ana, source="told", source_note="by phone", scope="category",
        categories=("skincare",), starts_on="2026-06-30", ends_on="2026-12-31",
    ).value  # fmt: skip
    (found,) = of_ana(workspace, ana)
    assert {found.exclusivity_id, found.about.partition(":")[2]} == {first, told}
    assert found.certain
    workspace.do(set_exclusivity_field, exclusivity_id=told, name="starts_on", value="2026-07-01")
    assert of_ana(workspace, ana) == []


def test_a_frame_contract_is_promised_to_the_client_on_its_paper(workspace: Workspace, ana: str, join: Join) -> None:
    join("Acme", "skincare")
    join("Shine", "skincare")
    client = workspace.read(lambda conn: conn.execute("SELECT id FROM client WHERE name = 'Acme'").fetchone())[0]
    frame = workspace.do(lambda tx: insert(tx, Contract(title="Frame", creator_id=ana, kind="frame")).id).value
    paper = ContractParty(contract_id=frame, role="client", party=f"client:{client}")
    workspace.do(lambda tx: insert(tx, paper).id)
    exclusivity(workspace, frame)
    (found,) = of_ana(workspace, ana)
    assert (found.promised_to, found.other, found.certain) == ("Acme", "Shine Care", True)


def test_what_was_waived_is_shown_only_when_asked_for(workspace: Workspace, ana: str, join: Join) -> None:
    promise = exclusivity(workspace, join("Acme", "skincare")[1])
    join("Shine", "skincare")
    with pytest.raises(Problem) as told:
        workspace.do(waive_exclusivity, exclusivity_id=promise, by=" ")
    assert told.value.code == "exclusivity.waived_by"
    workspace.do(waive_exclusivity, exclusivity_id=promise, by="Mia at Acme")
    assert of_ana(workspace, ana) == []
    (found,) = of_ana(workspace, ana, waived=True)
    assert (found.waived_by, found.waived_on) == ("Mia at Acme", "2026-03-12")
    workspace.do(hold_exclusivity, exclusivity_id=promise)
    assert len(of_ana(workspace, ana)) == 1


def test_a_post_that_names_a_competitor_is_seen(workspace: Workspace, ana: str, join: Join) -> None:
    exclusivity(workspace, join("Acme")[1], scope="named", categories=(), rivals=("Shine",))
    account = workspace.do(add_account, creator_id=ana, profile="https://www.instagram.com/ana.r/").value
    assert workspace.read(lambda conn: find(conn, Account))

    def published(caption: str, **fields: Any) -> str:
        given = {"account_id": account, "platform": "instagram", "published_at": "2026-05-20T10:00:00Z"} | fields
        return str(workspace.do(lambda tx: insert(tx, Post(caption=caption, **given)).id).value)

    published("I let it sunshine in", platform_post_id="1")
    seen = published("Thanks @Shine for this", platform_post_id="2")
    published("#shine again", platform_post_id="3", published_at="2026-07-20T10:00:00Z")
    (found,) = of_ana(workspace, ana)
    assert (found.about, found.other, found.certain) == (f"post:{seen}", "Shine", True)
    workspace.do(set_exclusivity_field, exclusivity_id=found.exclusivity_id, name="organic_allowed", value=True)
    assert of_ana(workspace, ana) == []


def test_only_creators_with_an_exclusivity_are_looked_at(workspace: Workspace, ana: str, join: Join) -> None:
    join("Acme", "skincare")
    join("Shine", "skincare")
    steps: list[str] = []

    def read(conn: Any) -> list[Clash]:
        conn.set_trace_callback(steps.append)
        try:
            return clashes.all_clashes(conn)
        finally:
            conn.set_trace_callback(None)

    assert workspace.read(read) == []
    assert len(steps) == 1
    assert ana


def test_exclusivities_of_signed_contracts_stand_still(workspace: Workspace, ana: str, join: Join) -> None:
    _, contract = join("Acme", "skincare")
    promise = exclusivity(workspace, contract)
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed", signed_on="2026-03-12"))
    refused: tuple[tuple[Any, dict[str, Any]], ...] = (
        (set_exclusivity_field, {"exclusivity_id": promise, "name": "scope", "value": "all"}),
        (trash_exclusivity, {"exclusivity_id": promise}),
        (add_exclusivity, {"contract_id": contract}),
    )
    for command, given in refused:
        with pytest.raises(Problem) as told:
            workspace.do(command, **given)
        assert told.value.code == "contract.signed"
    workspace.do(waive_exclusivity, exclusivity_id=promise, by="Mia")
    assert ana


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("ends_on", "2026-04-30", "dates.order"), ("days_after", -1, "days.negative"),
        ("categories", ("circus",), "category.unknown"), ("waived_by", "Me", "exclusivity.fixed"),
    ],
)  # fmt: skip
def test_impossible_values_are_refused(workspace: Workspace, join: Join, name: str, value: Any, code: str) -> None:
    promise = exclusivity(workspace, join("Acme")[1])
    with pytest.raises(Problem) as told:
        workspace.do(set_exclusivity_field, exclusivity_id=promise, name=name, value=value)
    assert told.value.code == code


def test_a_category_may_be_typed_by_name_and_taken_back(workspace: Workspace, join: Join) -> None:
    promise = exclusivity(workspace, join("Acme")[1])
    workspace.do(set_exclusivity_field, exclusivity_id=promise, name="categories", value=("Beauty › Skincare", "cars"))

    def codes() -> tuple[str, ...]:
        return workspace.read(lambda conn: get(conn, Exclusivity, promise)).categories

    assert codes() == ("skincare", "cars")
    workspace.undo()
    assert codes() == ("skincare",)
