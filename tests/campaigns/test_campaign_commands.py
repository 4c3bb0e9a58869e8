"""Campaigns, the creators in them and the brief, in a real workspace."""

from collections.abc import Callable
from typing import Any

import pytest

from infludesk.campaigns import commands as do
from infludesk.campaigns.freeze import read, verify_version
from infludesk.campaigns.model import Brief, BriefVersion, Campaign, Participation
from infludesk.campaigns.store import brief, brief_versions
from infludesk.clients.store import names
from infludesk.creators.commands import add_creator
from infludesk.db.driver import Error
from infludesk.db.rows import find, get, insert, update
from infludesk.flows.leaving import remove_participation
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.programmes.commands import set_target
from infludesk.workspace import Workspace

Read = Callable[[], Participation]


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana").value)


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    return str(workspace.do(do.create_campaign, client="Acme", name="Spring Launch").value)


@pytest.fixture
def part(workspace: Workspace, campaign: str, ana: str) -> str:
    return str(workspace.do(do.add_creators, campaign_id=campaign, creator_ids=[ana]).value[0])


@pytest.fixture
def now(workspace: Workspace, part: str) -> Read:
    return lambda: workspace.read(lambda conn: get(conn, Participation, part))


def test_creating_a_campaign_makes_its_client_and_its_shortlist(workspace: Workspace, ana: str) -> None:
    given: dict[str, Any] = {"client": "Acme", "name": "Spring Launch", "creator_ids": [ana], "ends_on": "2026-06-30"}
    done = workspace.do(do.create_campaign, **given)
    assert done.changes.label == "Create campaign Spring Launch"
    made = workspace.read(lambda conn: get(conn, Campaign, done.value))
    assert (made.state, made.owner_id, made.ends_on) == ("planning", workspace.me, "2026-06-30")
    assert workspace.read(names) == [(made.client_id, "Acme")]
    (part,) = workspace.read(lambda conn: find(conn, Participation))
    assert (part.creator_id, part.stage, part.position) == (ana, "shortlisted", 1)
    workspace.undo()
    assert workspace.read(names) == []
    assert workspace.read(lambda conn: find(conn, Participation)) == []


def test_a_second_campaign_uses_the_same_client(workspace: Workspace, campaign: str) -> None:
    first = workspace.read(lambda conn: get(conn, Campaign, campaign)).client_id
    by_name = workspace.do(do.create_campaign, client="ACME", name="Summer").value
    by_id = workspace.do(do.create_campaign, client_id=first, name="Autumn").value
    both = workspace.read(lambda conn: [get(conn, Campaign, one).client_id for one in (by_name, by_id)])
    assert both == [first, first]


@pytest.mark.parametrize(("client", "name", "told"), [("", "Spring", "Client is needed"), ("Acme", " ", "Name is")])
def test_a_campaign_needs_a_client_and_a_name(workspace: Workspace, client: str, name: str, told: str) -> None:
    with pytest.raises(Problem, match=told):
        workspace.do(do.create_campaign, client=client, name=name)
    assert workspace.read(names) == []


def test_a_field_of_a_campaign(workspace: Workspace, campaign: str) -> None:
    done = workspace.do(do.set_campaign_field, campaign_id=campaign, name="state", value="live")
    assert done.changes.label == "Change State of Spring Launch"
    workspace.undo()
    assert workspace.read(lambda conn: get(conn, Campaign, campaign)).state == "planning"
    with pytest.raises(Problem, match="cannot be below zero"):
        workspace.do(do.set_campaign_field, campaign_id=campaign, name="budget", value=Money(-1, "EUR"))


def test_who_is_in_stays_as_they_are(workspace: Workspace, campaign: str, ana: str, part: str) -> None:
    workspace.do(do.confirm, participation_id=part)
    leo = workspace.do(add_creator, name="Leo").value
    done = workspace.do(do.add_creators, campaign_id=campaign, creator_ids=[leo, ana])
    assert done.changes.label == "Add 2 creators to Spring Launch"
    rows = workspace.read(lambda conn: [get(conn, Participation, one) for one in done.value])
    assert [(row.creator_id, row.stage, row.position) for row in rows] == [
        (leo, "shortlisted", 2),
        (ana, "agreed", 1),
    ]


def test_removed_and_added_again(workspace: Workspace, campaign: str, ana: str, part: str, now: Read) -> None:
    assert workspace.do(remove_participation, participation_id=part).changes.label == "Remove Ana from Spring Launch"
    assert not now().live
    assert workspace.do(do.add_creators, campaign_id=campaign, creator_ids=[ana]).value == [part]
    assert now().live
    workspace.undo()
    workspace.undo()
    assert now().live


def test_who_has_posted_is_not_removed(workspace: Workspace, part: str, now: Read) -> None:
    post = "INSERT INTO post(id, participation_id, created_at, updated_at) VALUES ('p', ?, '', '')"
    workspace.do(lambda tx: tx.conn.execute(post, (part,)))
    with pytest.raises(Problem, match="Ana has a signed contract or a post here"):
        workspace.do(remove_participation, participation_id=part)
    assert now().live


def test_confirming_and_taking_it_back(workspace: Workspace, part: str, now: Read) -> None:
    assert workspace.do(do.confirm, participation_id=part).changes.label == "Confirm Ana for Spring Launch"
    assert now().stage == "agreed"
    workspace.undo()
    assert now().stage == "shortlisted"


def test_confirming_moves_nobody_back(workspace: Workspace, part: str, now: Read) -> None:
    workspace.do(do.move_stage, participation_ids=[part], stage="active")
    workspace.do(do.confirm, participation_id=part)
    assert now().stage == "active"


def test_not_now_and_opened_again(workspace: Workspace, part: str, now: Read) -> None:
    given: dict[str, Any] = {"participation_id": part, "reason": "On leave", "ask_again_on": "2026-09-01"}
    assert workspace.do(do.not_now, **given).changes.label == "Not now: Ana for Spring Launch"
    assert (now().stage, now().reason, now().ask_again_on) == ("not_now", "On leave", "2026-09-01")
    with pytest.raises(Problem, match="Not now is left by opening it again"):
        workspace.do(do.confirm, participation_id=part)
    workspace.do(do.set_participation_field, participation_id=part, name="stage", value="shortlisted")
    assert (now().stage, now().reason, now().ask_again_on) == ("shortlisted", None, None)
    workspace.undo()
    assert (now().stage, now().reason) == ("not_now", "On leave")


def test_creators_move_all_or_none(workspace: Workspace, campaign: str, part: str, now: Read) -> None:
    leo = workspace.do(add_creator, name="Leo").value
    (other,) = workspace.do(do.add_creators, campaign_id=campaign, creator_ids=[leo]).value
    workspace.do(do.move_stage, participation_ids=[other], stage="delivered")
    with pytest.raises(Problem, match="Declined does not follow Delivered") as told:
        workspace.do(do.move_stage, participation_ids=[part, other], stage="declined", reason="Busy")
    assert told.value.code == "stage.refused"
    assert told.value.title == "Leo was not moved. Declined does not follow Delivered."
    assert now().stage == "shortlisted"
    done = workspace.do(do.move_stage, participation_ids=[part, other], stage="contacted")
    assert (done.value, done.changes.label) == (2, "Move 2 creators to Contacted")


def test_a_yes_approves_and_a_no_waits_for_us(workspace: Workspace, part: str, now: Read) -> None:
    done = workspace.do(do.record_decision, participation_id=part, decision="yes", comment=" Love her ")
    assert done.changes.label == "Record the client's decision on Ana for Spring Launch"
    assert (now().client_decision, now().client_decided_on, now().client_comment) == ("yes", "2026-03-12", "Love her")
    assert now().stage == "approved"
    workspace.do(do.record_decision, participation_id=part, decision="no")
    assert (now().client_decision, now().stage) == ("no", "approved")
    workspace.do(do.record_decision, participation_id=part, decision="pending")
    assert now().client_decided_on is None
    with pytest.raises(Problem, match="no decision"):
        workspace.do(do.record_decision, participation_id=part, decision="perhaps")


def test_a_field_of_a_participation(workspace: Workspace, part: str, now: Read) -> None:
    done = workspace.do(do.set_participation_field, participation_id=part, name="pay", value="paid")
    assert done.changes.label == "Change Pay of Ana in Spring Launch"
    assert now().pay == "paid"


def test_the_headline_goal_is_the_campaigns_own(workspace: Workspace, campaign: str) -> None:
    other = workspace.do(do.create_campaign, client="Acme", name="Summer").value
    target = workspace.do(set_target, scope=ref("campaign", campaign), code="reach", target=9).value
    workspace.do(do.set_headline_target, campaign_id=campaign, target_id=target)
    assert workspace.read(lambda conn: get(conn, Campaign, campaign)).headline_target_id == target
    with pytest.raises(Problem, match="not the campaign's"):
        workspace.do(do.set_headline_target, campaign_id=other, target_id=target)
    workspace.do(do.set_headline_target, campaign_id=campaign, target_id=None)
    assert workspace.read(lambda conn: get(conn, Campaign, campaign)).headline_target_id is None


def test_a_brief_is_begun_once(workspace: Workspace, campaign: str) -> None:
    assert workspace.read(lambda conn: brief(conn, campaign)) is None
    done = workspace.do(do.brief_of, campaign_id=campaign)
    assert done.changes.label == "Begin the brief of Spring Launch"
    assert workspace.do(do.brief_of, campaign_id=campaign).value == done.value
    found = workspace.read(lambda conn: brief(conn, campaign))
    assert found is not None
    assert found.title == "Brief: Spring Launch"


def test_freezing_a_brief(workspace: Workspace, campaign: str) -> None:
    text = workspace.do(do.brief_of, campaign_id=campaign).value
    workspace.do(do.set_campaign_field, campaign_id=campaign, name="rule_packs", value=("us-ftc@2023.1",))
    with pytest.raises(Problem, match="The brief is empty"):
        workspace.do(do.freeze_brief, brief_id=text)
    workspace.do(do.set_brief_field, brief_id=text, name="disclosure_wording", value="#ad")
    workspace.do(do.set_brief_field, brief_id=text, name="goal", value="Reach hikers.")
    first = workspace.do(do.freeze_brief, brief_id=text)
    assert first.changes.label == "Freeze Brief: Spring Launch"
    again = workspace.do(do.freeze_brief, brief_id=text)
    assert (again.value, again.changes.rows) == (first.value, {})
    workspace.do(do.set_brief_field, brief_id=text, name="goal", value="Reach climbers.")
    last = workspace.do(do.freeze_brief, brief_id=text).value
    versions = workspace.read(lambda conn: brief_versions(conn, text))
    assert [version.id for version in versions] == [first.value, last]
    assert all(verify_version(version) for version in versions)
    frozen = read(versions[0])
    assert (frozen.brief.goal, frozen.rule_packs) == ("Reach hikers.", ("us-ftc@2023.1",))
    assert (versions[0].frozen_at, versions[0].frozen_by_id) == ("2026-03-12T09:30:00Z", workspace.me)
    workspace.undo()
    assert len(workspace.read(lambda conn: brief_versions(conn, text))) == 1
    assert workspace.check().faults == ()


def test_a_frozen_version_cannot_be_written_to(workspace: Workspace, campaign: str) -> None:
    text = workspace.do(do.brief_of, campaign_id=campaign).value
    workspace.do(do.set_brief_field, brief_id=text, name="tone", value="Warm")
    version = workspace.do(do.freeze_brief, brief_id=text, without="Unpaid").value
    with pytest.raises(Error, match="brief_version is frozen"):
        workspace.do(lambda tx: update(tx, BriefVersion, version, body="{}"))
    assert workspace.read(lambda conn: verify_version(get(conn, BriefVersion, version)))


def test_three_key_messages_at_most(workspace: Workspace, campaign: str) -> None:
    text = workspace.do(lambda tx: insert(tx, Brief(campaign_id=campaign, title="Brief"))).value.id
    with pytest.raises(Problem, match="three key messages at most"):
        workspace.do(do.set_brief_field, brief_id=text, name="key_messages", value=("a", "b", "c", "d"))
    done = workspace.do(do.set_brief_field, brief_id=text, name="key_messages", value=("a", "b", "c"))
    assert done.changes.label == "Change Key messages of Brief"
