"""Moving campaigns to the trash and back."""

import pytest

from infludesk.campaigns.commands import add_creators, brief_of, create_campaign, remove_participation
from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.db.rows import find, insert
from infludesk.flows.trash import restore, trash_campaigns, trash_creators
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace


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
