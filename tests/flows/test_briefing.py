"""Sending a brief: who gets which text, under which packs, in one step; and the packs of a campaign."""

from functools import partial

import pytest

from infludesk.campaigns import store
from infludesk.campaigns.brief_commands import set_variation_field
from infludesk.campaigns.commands import brief_of, create_campaign, move_stage, set_brief_field, set_campaign_field
from infludesk.campaigns.freeze import UsedLabel, read, verify_version
from infludesk.campaigns.model import BriefSending, BriefVersion, CampaignMarket, Participation
from infludesk.clients.commands import set_client_field
from infludesk.contracts.commands import store_pack
from infludesk.contracts.markets import Choice
from infludesk.contracts.shipped import shipped_pack
from infludesk.creators.commands import add_creator, set_field
from infludesk.creators.model import DoNotContact
from infludesk.db.driver import Connection, Error
from infludesk.db.rows import find, insert, update
from infludesk.flows import briefing as flow
from infludesk.flows.packs import packs_in_use
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.records.model import RULE_PACKS
from infludesk.records.store import set_setting
from infludesk.workspace import Workspace

NAMES = ("Ana Lima", "Ben Ode", "Cleo Park")


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    people = [workspace.do(add_creator, name=name).value for name in NAMES]
    for one in people[:2]:
        workspace.do(set_field, creator_id=one, name="email", value=f"{one[-4:]}@example.com")
    made = str(workspace.do(create_campaign, name="Spring", client="Acme", creator_ids=people).value)
    workspace.do(set_campaign_field, campaign_id=made, name="rule_packs", value=("us-ftc", "uk-cap@2023.1"))
    brief = workspace.do(brief_of, campaign_id=made).value
    workspace.do(set_brief_field, brief_id=brief, name="goal", value="Reach runners")
    workspace.do(set_brief_field, brief_id=brief, name="disclosure_wording", value="#ad")
    return made


@pytest.fixture
def agreed(workspace: Workspace, campaign: str) -> list[str]:
    rows = workspace.read(lambda conn: find(conn, Participation, "campaign_id = ?", (campaign,), order="position"))
    parts = [one.id for one in rows]
    workspace.do(move_stage, participation_ids=parts, stage="agreed")
    return parts


def people(workspace: Workspace, campaign: str) -> list[flow.Recipient]:
    return workspace.read(lambda conn: flow.recipients(conn, campaign))


def test_all_who_agreed_are_recipients(workspace: Workspace, campaign: str, agreed: list[str]) -> None:
    workspace.do(move_stage, participation_ids=agreed[2:], stage="stopped", reason="Moved away")
    first, second = people(workspace, campaign)
    assert [first.creator, second.creator] == ["Ana Lima", "Ben Ode"]
    assert first.email.endswith("@example.com")
    assert (first.brief_id, first.sent_at, first.acknowledged, first.blocked) == (second.brief_id, "", False, False)


def test_each_gets_their_text_in_one_step(workspace: Workspace, campaign: str, agreed: list[str]) -> None:
    own = workspace.do(set_variation_field, participation_id=agreed[1], name="tone", value="Quiet").value
    done = workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed, note=" See you soon ")
    assert done.changes.label == "Send brief v1 to 3 creators"
    assert [one.brief_id == own for one in done.value] == [False, True, False]
    assert len({one.version_id for one in done.value}) == 2
    rows = workspace.read(lambda conn: store.sendings(conn, campaign))
    assert [(one.creator, one.via, one.sent_at) for one in rows] == [
        (name, "email", "2026-03-12T09:30:00Z") for name in NAMES
    ]
    assert [one.recipient for one in rows][2] == "Cleo Park"
    bodies = {one.brief_id: read(one) for one in workspace.read(lambda conn: find(conn, BriefVersion))}
    assert bodies[own].brief.tone == "Quiet"
    assert bodies[own].brief.goal == "Reach runners"
    workspace.undo()
    assert workspace.read(lambda conn: (find(conn, BriefVersion), find(conn, BriefSending))) == ([], [])
    workspace.redo()
    assert len(workspace.read(lambda conn: find(conn, BriefSending))) == 3
    assert workspace.check().faults == ()


def test_a_version_says_under_which_packs_and_labels_it_stood(
    workspace: Workspace, campaign: str, agreed: list[str]
) -> None:
    sent = workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed[:1])
    assert sent.changes.label == "Send brief v1 to Ana Lima"
    (version,) = workspace.read(lambda conn: find(conn, BriefVersion))
    frozen = read(version)
    assert frozen.rule_packs == ("uk-cap@2023.1", "us-ftc@2023.1")
    assert frozen.labels[0] == UsedLabel("#ad", "us-ftc@2023.1", "fine", frozen.labels[0].cite)
    assert frozen.labels[0].cite
    assert verify_version(version)


def test_an_unchanged_text_is_sent_again_as_the_same_version(
    workspace: Workspace, campaign: str, agreed: list[str]
) -> None:
    first = workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed[:1]).value
    again = workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed, via="message")
    assert {one.version_id for one in again.value} == {first[0].version_id}
    assert again.changes.label == "Send brief v1 to 3 creators"
    base = again.value[0].brief_id
    workspace.do(set_brief_field, brief_id=base, name="goal", value="Reach swimmers")
    third = workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed[:1])
    assert (third.value[0].number, third.changes.label) == (2, "Send brief v2 to Ana Lima")
    assert len(workspace.read(lambda conn: store.sendings(conn, campaign))) == 4
    assert [one.sent_at != "" for one in people(workspace, campaign)] == [True, True, True]


def test_who_must_not_be_contacted_gets_nothing(workspace: Workspace, campaign: str, agreed: list[str]) -> None:
    creator = workspace.read(lambda conn: find(conn, Participation, "id = ?", (agreed[0],)))[0].creator_id
    workspace.do(
        lambda tx: insert(tx, DoNotContact(person=ref("creator", creator or ""), channel="all", reason="asked"))
    )
    assert [one.blocked for one in people(workspace, campaign)] == [True, False, False]
    with pytest.raises(Problem, match="Nobody may contact Ana Lima"):
        workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed)
    with pytest.raises(Problem, match="Nobody gets the brief"):
        workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=["nobody"])
    assert workspace.read(lambda conn: find(conn, BriefVersion)) == []


def test_without_a_disclosure_wording_a_reason_is_kept(workspace: Workspace, campaign: str, agreed: list[str]) -> None:
    base = people(workspace, campaign)[0].brief_id
    workspace.do(set_brief_field, brief_id=base, name="disclosure_wording", value=None)
    send = partial(workspace.do, flow.send_brief, campaign_id=campaign, participation_ids=agreed)
    with pytest.raises(Problem, match="no disclosure wording"):
        send()
    with pytest.raises(Problem, match="no disclosure wording"):
        workspace.do(flow.freeze, brief_id=base)
    assert send(without="The agency words it").changes.label == (
        "Send brief v1 to 3 creators without disclosure wording: The agency words it"
    )


def test_no_path_changes_a_frozen_version(workspace: Workspace, campaign: str, agreed: list[str]) -> None:
    sent = workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed).value
    version = sent[0].version_id
    with pytest.raises(Error, match="brief_version is frozen"):
        workspace.do(lambda tx: update(tx, BriefVersion, version, body="{}"))
    for column in ("body", "sha256"):
        with pytest.raises(Error, match="brief_version is frozen"):
            workspace.do(
                lambda tx, c=column: tx.conn.execute(f"UPDATE brief_version SET {c} = '' WHERE id = ?", (version,))
            )
    with pytest.raises(Error, match="never removed"):
        workspace.do(lambda tx: tx.conn.execute("DELETE FROM brief_version"))
    workspace.do(set_brief_field, brief_id=sent[0].brief_id, name="goal", value="Reach swimmers")
    (kept,) = workspace.read(lambda conn: find(conn, BriefVersion))
    assert verify_version(kept)
    assert read(kept).brief.goal == "Reach runners"


def test_the_wording_that_passes_in_all_packs(workspace: Workspace, campaign: str) -> None:
    def advice(conn: Connection) -> Choice | None:
        brief = store.brief(conn, campaign)
        return flow.label_advice(conn, brief) if brief else None

    found = workspace.read(advice)
    assert found is not None
    assert found.verdict == "fine"
    assert {reason.pack.partition("@")[0] for reason in found.reasons} == {"us-ftc", "uk-cap"}
    workspace.do(set_campaign_field, campaign_id=campaign, name="rule_packs", value=())
    assert workspace.read(advice) is None


def test_the_packs_of_a_campaign_are_the_nearest_chosen(workspace: Workspace, campaign: str) -> None:
    def packs() -> tuple[str, ...]:
        return workspace.read(lambda conn: packs_in_use(conn, campaign))

    client = workspace.read(lambda conn: conn.execute("SELECT client_id FROM campaign").fetchone()[0])
    workspace.do(lambda tx: insert(tx, CampaignMarket(campaign_id=campaign, country="FR", rule_packs=("fr", "us-ftc"))))
    assert packs() == ("us-ftc", "uk-cap@2023.1", "fr")
    brief = workspace.read(lambda conn: store.brief(conn, campaign))
    assert brief is not None
    workspace.do(set_brief_field, brief_id=brief.id, name="rule_packs", value=("de",))
    assert packs() == ("de", "fr", "us-ftc")
    workspace.do(set_brief_field, brief_id=brief.id, name="rule_packs", value=())
    workspace.do(set_campaign_field, campaign_id=campaign, name="rule_packs", value=())
    assert packs() == ("fr", "us-ftc")
    market = workspace.read(lambda conn: find(conn, CampaignMarket))[0].id
    workspace.do(lambda tx: update(tx, CampaignMarket, market, rule_packs=()))
    assert packs() == ()
    workspace.do(store_pack, pack=shipped_pack("au"))
    assert packs() == ("au",)
    workspace.do(lambda tx: set_setting(tx, RULE_PACKS, "ca in"))
    assert packs() == ("ca", "in")
    workspace.do(set_client_field, client_id=client, name="rule_packs", value=("eu",))
    assert packs() == ("eu",)


def test_a_label_with_the_brands_name_is_known(workspace: Workspace, campaign: str, agreed: list[str]) -> None:
    workspace.do(set_campaign_field, campaign_id=campaign, name="kind", value="gifted")
    base = people(workspace, campaign)[0].brief_id
    wording = "Thanks to Acme for the free product"
    workspace.do(set_brief_field, brief_id=base, name="disclosure_wording", value=wording)
    workspace.do(flow.send_brief, campaign_id=campaign, participation_ids=agreed[:1])
    (version,) = workspace.read(lambda conn: find(conn, BriefVersion))
    assert {(one.text, one.pack, one.verdict) for one in read(version).labels} == {
        (wording, "us-ftc@2023.1", "fine"), (wording, "uk-cap@2023.1", "risky"),
    }  # fmt: skip
