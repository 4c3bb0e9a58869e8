"""Moving campaigns to the trash and back."""

import pytest

from infludesk.campaigns.commands import add_creators, brief_of, create_campaign
from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.contracts.model import Contract, ContractItem, UsageRight
from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.flows.leaving import remove_participation
from infludesk.flows.money import money_of
from infludesk.flows.trash import restore, trash_campaigns, trash_contracts, trash_creators
from infludesk.flows.trashed import trashed, trashed_refs
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.payments.commands import set_client_fee, trash_fee
from infludesk.payments.model import ClientFee
from infludesk.workspace import SCHEMA, Workspace


@pytest.fixture
def people(workspace: Workspace) -> list[str]:
    return [workspace.do(add_creator, name=name).value for name in ("Ana", "Leo")]


@pytest.fixture
def campaign(workspace: Workspace, people: list[str]) -> str:
    made = workspace.do(create_campaign, client="Acme", name="Spring Launch", creator_ids=people).value
    workspace.do(brief_of, campaign_id=made)
    return str(made)


def live(workspace: Workspace) -> tuple[int, int, int]:
    return workspace.read(
        lambda conn: (len(find(conn, Campaign)), len(find(conn, Participation)), len(find(conn, Brief)))
    )


def test_a_campaign_goes_and_comes_back_with_all_that_is_its(workspace: Workspace, campaign: str) -> None:
    done = workspace.do(trash_campaigns, campaign_ids=[campaign])
    assert (done.value, done.changes.label) == (1, "Move Spring Launch to Trash")
    assert live(workspace) == (0, 0, 0)
    back = workspace.do(restore, table="campaign", ids=[campaign])
    assert (back.value, back.changes.label) == (1, "Restore Spring Launch")
    assert live(workspace) == (1, 2, 1)
    workspace.undo()
    assert live(workspace) == (0, 0, 0)


def test_several_at_once_and_one_alone(workspace: Workspace, campaign: str) -> None:
    other = workspace.do(create_campaign, client="Acme", name="Summer").value
    both = [campaign, other]
    assert workspace.do(trash_campaigns, campaign_ids=both).changes.label == "Move 2 campaigns to Trash"
    workspace.do(restore, table="campaign", ids=[other])
    assert live(workspace) == (1, 0, 0)
    assert workspace.do(restore, table="campaign", ids=both).value == 1
    assert live(workspace) == (2, 2, 1)


def test_what_another_step_of_the_same_moment_moved_is_listed_and_stays(
    workspace: Workspace, campaign: str, people: list[str]
) -> None:
    (ana, _) = workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value
    workspace.do(remove_participation, participation_id=ana)
    workspace.do(trash_campaigns, campaign_ids=[campaign])  # the clock stands still: the two share their moment
    refs = workspace.read(lambda conn: trashed_refs(conn, SCHEMA))
    assert set(refs) == {f"campaign:{campaign}", f"participation:{ana}"}
    found = workspace.read(lambda conn: trashed(conn, SCHEMA, refs))
    assert dict(found[f"campaign:{campaign}"].with_it) == {"participation": 1, "brief": 1}
    workspace.do(restore, table="campaign", ids=[campaign])
    assert live(workspace) == (1, 1, 1)


def test_what_went_at_another_time_stays_away(workspace: Workspace, campaign: str, people: list[str]) -> None:
    (ana, _) = workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value
    workspace.do(remove_participation, participation_id=ana)
    workspace.do(trash_campaigns, campaign_ids=[campaign])
    workspace.do(restore, table="campaign", ids=[campaign])
    assert live(workspace) == (1, 1, 1)


def test_what_needs_a_creator_in_the_trash_waits_for_them(
    workspace: Workspace, campaign: str, people: list[str]
) -> None:
    (ana, _) = workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value
    workspace.do(trash_campaigns, campaign_ids=[campaign])
    workspace.do(trash_creators, creator_ids=people[:1])
    with pytest.raises(Problem, match="in the trash"):
        workspace.do(restore, table="participation", ids=[ana])
    workspace.do(restore, table="campaign", ids=[campaign])
    assert live(workspace) == (1, 1, 1)
    workspace.do(restore, table="creator", ids=people[:1])
    assert {row.id for row in workspace.read(lambda conn: find(conn, Creator))} == set(people)
    workspace.do(restore, table="participation", ids=[ana])
    assert live(workspace) == (1, 2, 1)


def test_only_what_is_in_the_trash_is_restored(workspace: Workspace, campaign: str) -> None:
    with pytest.raises(Problem, match="not in the trash any more"):
        workspace.do(restore, table="campaign", ids=[campaign])


def test_a_signed_contract_holds_a_campaign(workspace: Workspace, campaign: str, people: list[str]) -> None:
    (ana, _) = workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value
    signed = Contract(title="Ana", creator_id=people[0], participation_id=ana, signed_on="2026-03-01")
    workspace.do(lambda tx: insert(tx, signed))
    with pytest.raises(Problem, match="Spring Launch has a signed contract or a post") as told:
        workspace.do(trash_campaigns, campaign_ids=[campaign])
    assert told.value.code == "campaign.bound"
    assert live(workspace) == (1, 2, 1)


def test_a_post_holds_a_campaign(workspace: Workspace, campaign: str) -> None:
    post = "INSERT INTO post(id, campaign_id, created_at, updated_at) VALUES ('p', ?, '', '')"
    workspace.do(lambda tx: tx.conn.execute(post, (campaign,)))
    with pytest.raises(Problem, match="signed contract or a post"):
        workspace.do(trash_campaigns, campaign_ids=[campaign])


def charged(workspace: Workspace, campaign: str) -> int:
    """What the client is charged in dollars."""
    fee = workspace.read(lambda conn: money_of(conn, campaign))[""].billed
    return fee.minor // 100 if fee else 0


@pytest.fixture
def fees(workspace: Workspace, campaign: str, people: list[str]) -> list[str]:
    """Participations of Ana for $5,000 and Leo for $3,000, beside a fee of $100 for no one."""
    parts: list[str] = workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value
    for part, dollars in zip((*parts, None), (5000, 3000, 100), strict=True):
        amount = Money(dollars * 100, "USD")
        workspace.do(set_client_fee, campaign_id=campaign, participation_id=part, amount=amount)
    return parts


def test_the_clients_fee_for_a_creator_goes_and_comes_back_with_them(
    workspace: Workspace, campaign: str, people: list[str], fees: list[str]
) -> None:
    assert charged(workspace, campaign) == 8100
    workspace.do(remove_participation, participation_id=fees[1])
    assert charged(workspace, campaign) == 5100
    workspace.undo()
    assert charged(workspace, campaign) == 8100
    workspace.do(remove_participation, participation_id=fees[1])
    workspace.do(restore, table="participation", ids=[fees[1]])
    assert charged(workspace, campaign) == 8100
    workspace.do(trash_creators, creator_ids=people[1:])
    assert charged(workspace, campaign) == 5100
    workspace.do(restore, table="creator", ids=people[1:])
    assert charged(workspace, campaign) == 8100


def test_the_trash_lists_a_fee_under_its_creator(workspace: Workspace, fees: list[str]) -> None:
    workspace.do(remove_participation, participation_id=fees[1])
    listed = workspace.read(lambda conn: trashed_refs(conn, SCHEMA))
    assert listed == [f"participation:{fees[1]}"]
    found = workspace.read(lambda conn: trashed(conn, SCHEMA, listed))[listed[0]]
    assert dict(found.with_it) == {"client_fee": 1}


def test_a_fee_in_the_trash_names_its_campaign_once(workspace: Workspace, fees: list[str]) -> None:
    line = workspace.read(lambda conn: find(conn, ClientFee, "participation_id = ?", (fees[1],)))[0].id
    workspace.do(trash_fee, fee_id=line)
    found = workspace.read(lambda conn: trashed(conn, SCHEMA, [f"client_fee:{line}"]))[f"client_fee:{line}"]
    assert (found.name, sorted(found.of.split(" · "))) == ("Client fee", ["Leo", "Spring Launch"])


def test_a_fee_left_behind_by_a_creator_in_the_trash_does_not_count(
    workspace: Workspace, campaign: str, fees: list[str]
) -> None:
    gone = "UPDATE participation SET deleted_at = '2026-01-01T00:00:00Z', deleted_as = 'trash' WHERE id = ?"
    workspace.do(lambda tx: tx.conn.execute(gone, (fees[0],)))
    assert charged(workspace, campaign) == 3100


def test_a_contract_goes_with_its_items_and_rights_and_comes_back(workspace: Workspace, people: list[str]) -> None:
    def lay_out(tx: Tx) -> list[str]:
        made = [insert(tx, Contract(title=title, creator_id=people[0], state="sent")).id for title in ("Reels", "NDA")]
        insert(tx, ContractItem(contract_id=made[0], item=1, answer="open"))
        insert(tx, UsageRight(contract_id=made[0], channels=("web",)))
        return made

    def counts() -> tuple[int, int, int]:
        return workspace.read(
            lambda conn: (len(find(conn, Contract)), len(find(conn, ContractItem)), len(find(conn, UsageRight)))
        )

    reels, nda = workspace.do(lay_out).value
    done = workspace.do(trash_contracts, contract_ids=[reels])
    assert (done.value, done.changes.label, counts()) == (1, "Move Reels to Trash", (1, 0, 0))
    refs = workspace.read(lambda conn: trashed_refs(conn, SCHEMA))
    (found,) = workspace.read(lambda conn: trashed(conn, SCHEMA, refs)).values()
    assert (found.ref, found.name, dict(found.with_it)) == (
        f"contract:{reels}", "Reels", {"contract_item": 1, "usage_right": 1},
    )  # fmt: skip
    workspace.do(restore, table="contract", ids=[reels])
    assert counts() == (2, 1, 1)
    assert workspace.do(trash_contracts, contract_ids=[reels, nda]).changes.label == "Move 2 contracts to Trash"
    assert counts() == (0, 0, 0)


@pytest.mark.parametrize(("state", "signed_on"), [("signed", "2026-03-01"), ("superseded", None)])
def test_a_contract_that_was_signed_stays(
    workspace: Workspace, people: list[str], state: str, signed_on: str | None
) -> None:
    row = Contract(title="Reels", creator_id=people[0], state=state, signed_on=signed_on)
    made = workspace.do(lambda tx: insert(tx, row).id).value
    with pytest.raises(Problem, match="Reels was signed") as told:
        workspace.do(trash_contracts, contract_ids=[made])
    assert told.value.code == "contract.bound"
    assert len(workspace.read(lambda conn: find(conn, Contract))) == 1
