"""Variations of a brief, templates, and acknowledgements."""

import pytest

from infludesk.campaigns import brief_commands as do
from infludesk.campaigns import store
from infludesk.campaigns.commands import (
    brief_of,
    create_campaign,
    freeze_brief,
    move_stage,
    set_brief_field,
    set_campaign_field,
    set_participation_field,
)
from infludesk.campaigns.model import BriefSending, Campaign
from infludesk.campaigns.template_store import offered_briefs, shipped_briefs, values_of
from infludesk.clients.model import Brand
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, insert
from infludesk.flows.leaving import remove_participation
from infludesk.flows.trash import trash_campaigns
from infludesk.kernel.dates import parse_moment, zone_of
from infludesk.kernel.errors import Problem
from infludesk.records.model import ZONE
from infludesk.records.store import set_setting
from infludesk.workspace import Workspace


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    ana = workspace.do(add_creator, name="Ana Lima").value
    return str(workspace.do(create_campaign, name="Spring Launch", client="Acme", creator_ids=[ana]).value)


@pytest.fixture
def ana(workspace: Workspace, campaign: str) -> str:
    del campaign
    return str(workspace.read(lambda conn: conn.execute("SELECT id FROM participation").fetchone()[0]))


def goal(workspace: Workspace, campaign: str, text: str) -> str:
    brief = str(workspace.do(brief_of, campaign_id=campaign).value)
    workspace.do(set_brief_field, brief_id=brief, name="goal", value=text)
    return brief


def test_a_variation_is_made_by_its_first_words(workspace: Workspace, campaign: str, ana: str) -> None:
    base = goal(workspace, campaign, "Reach runners")
    done = workspace.do(do.set_variation_field, participation_id=ana, name="tone", value="Quiet")
    assert done.changes.label == "Change Tone, with examples of the brief of Spring Launch for Ana Lima"
    again = workspace.do(do.set_variation_field, participation_id=ana, name="avoid", value="Shouting").value
    assert again == done.value
    words = workspace.read(lambda conn: store.words_of(conn, done.value))
    assert (words.goal, words.tone, words.avoid, words.participation_id) == ("Reach runners", "Quiet", "Shouting", ana)
    everyone = workspace.read(lambda conn: store.brief(conn, campaign))
    assert everyone is not None
    assert (everyone.id, everyone.tone) == (base, None)


def test_a_section_follows_the_base_again(workspace: Workspace, campaign: str, ana: str) -> None:
    goal(workspace, campaign, "Reach runners")
    own = workspace.do(do.set_variation_field, participation_id=ana, name="goal", value="Reach swimmers").value
    workspace.do(do.set_variation_field, participation_id=ana, name="hashtags", value=("#swim",))
    done = workspace.do(do.reset_variation, brief_id=own, name="goal")
    assert (done.value, done.changes.label) == (1, "Take Goal of Brief: Spring Launch for Ana Lima from the base")
    assert workspace.read(lambda conn: store.words_of(conn, own)).goal == "Reach runners"
    assert workspace.do(do.reset_variation, brief_id=own).value == 1
    assert workspace.read(lambda conn: store.words_of(conn, own)).hashtags == ()
    assert workspace.do(do.reset_variation, brief_id=own).changes.rows == {}


def test_a_template_fills_only_what_is_empty_in_one_step(workspace: Workspace, campaign: str) -> None:
    goal(workspace, campaign, "My own goal")
    workspace.do(set_campaign_field, campaign_id=campaign, name="starts_on", value="2026-04-01")
    done = workspace.do(do.begin_from_template, campaign_id=campaign, template=shipped_briefs()[0])
    assert done.changes.label == 'Begin the brief of Spring Launch from "Paid post"'
    brief = workspace.read(lambda conn: store.brief(conn, campaign))
    assert brief is not None
    assert brief.goal == "My own goal"
    assert (brief.overview or "").startswith("Acme is")
    assert "Apr" in (brief.dates_text or "")
    assert "[Ends on]" in (brief.dates_text or "")
    workspace.undo()
    left = workspace.read(lambda conn: store.brief(conn, campaign))
    assert left is not None
    assert (left.goal, left.overview, left.hashtags) == ("My own goal", None, ())


def test_a_brief_is_kept_as_a_template_and_offered_first(workspace: Workspace, campaign: str) -> None:
    brief = goal(workspace, campaign, "Runners know Acme")
    first = workspace.do(do.save_brief_template, brief_id=brief, name=" Ours ")
    assert first.changes.label == 'Save "Ours" as a template'
    workspace.do(set_brief_field, brief_id=brief, name="goal", value="All know Acme")
    assert workspace.do(do.save_brief_template, brief_id=brief, name="ours").value == first.value
    offered = workspace.read(offered_briefs)
    assert [(one.name, one.own) for one in offered][:2] == [("ours", True), ("Paid post", False)]
    assert len(offered) == 6
    other = workspace.do(create_campaign, name="Other", client="Birch").value
    workspace.do(do.begin_from_template, campaign_id=other, template=offered[0].text)
    begun = workspace.read(lambda conn: store.brief(conn, other))
    assert begun is not None
    assert begun.goal == "All know Birch"
    with pytest.raises(Problem, match="Name is needed"):
        workspace.do(do.save_brief_template, brief_id=brief, name=" ")


def test_the_only_brand_of_a_client_is_the_brand(workspace: Workspace, campaign: str) -> None:
    row = workspace.read(lambda conn: get(conn, Campaign, campaign))
    assert workspace.read(lambda conn: values_of(conn, row))["brand"] == "Acme"
    workspace.do(lambda tx: insert(tx, Brand(name="Acme Tea", client_id=row.client_id)))
    assert workspace.read(lambda conn: values_of(conn, row))["brand.name"] == "Acme Tea"
    workspace.do(lambda tx: insert(tx, Brand(name="Acme Cocoa", client_id=row.client_id)))
    assert workspace.read(lambda conn: values_of(conn, row))["brand"] == "Acme"


@pytest.mark.parametrize(
    ("pay", "kind", "needed"),
    [
        (None, None, True), ("none", None, False), ("none", "paid", False), ("gift", "research", True),
        (None, "research", False), (None, "gifted", True), ("affiliate", None, True),
    ],
)  # fmt: skip
def test_who_is_paid_needs_a_disclosure_wording(
    workspace: Workspace, campaign: str, ana: str, pay: str | None, kind: str | None, *, needed: bool
) -> None:
    brief = goal(workspace, campaign, "Reach runners")
    workspace.do(move_stage, participation_ids=[ana], stage="agreed")
    workspace.do(set_participation_field, participation_id=ana, name="pay", value=pay)
    workspace.do(set_campaign_field, campaign_id=campaign, name="kind", value=kind)
    own = workspace.do(do.set_variation_field, participation_id=ana, name="tone", value="Quiet").value
    for text in (brief, own):
        if needed:
            with pytest.raises(Problem, match="no disclosure wording"):
                workspace.do(freeze_brief, brief_id=text, without=" ")
        else:
            done = workspace.do(freeze_brief, brief_id=text, without="never asked")
            assert "without" not in done.changes.label
    if needed:
        done = workspace.do(freeze_brief, brief_id=brief, without="The client words it")
        assert done.changes.label == ("Freeze Brief: Spring Launch without disclosure wording: The client words it")


def test_an_acknowledgement_is_dated_from_the_sending_on(workspace: Workspace, campaign: str, ana: str) -> None:
    brief = goal(workspace, campaign, "Reach runners")
    version = workspace.do(freeze_brief, brief_id=brief, without="None").value
    sending = workspace.do(
        lambda tx: insert(tx, BriefSending(version_id=version, participation_id=ana, sent_at="2026-03-10T23:30:00Z"))
    ).value.id
    for day in ("2026-03-09", "2026-03-13"):
        with pytest.raises(Problem, match="This day does not fit"):
            workspace.do(do.acknowledge_brief, sending_id=sending, on=day)
    done = workspace.do(do.acknowledge_brief, sending_id=sending, on="2026-03-11", how="by phone")
    assert done.changes.label == "Ana Lima acknowledged Brief: Spring Launch"
    (kept,) = workspace.read(lambda conn: store.sendings(conn, campaign))
    assert (kept.creator, kept.acknowledged_at, kept.acknowledged_how) == (
        "Ana Lima", "2026-03-11T12:00:00Z", "by phone",
    )  # fmt: skip
    workspace.do(do.acknowledge_brief, sending_id=sending, on="2026-03-12")
    (row,) = workspace.read(lambda conn: find(conn, BriefSending))
    assert (row.acknowledged_at, row.acknowledged_how) == ("2026-03-12T09:30:00Z", None)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Auckland", "Europe/Berlin", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("day", ["2025-12-31", "2026-03-08", "2024-02-29"])
def test_an_acknowledgement_stands_on_its_day_in_every_zone(
    workspace: Workspace, campaign: str, ana: str, zone: str, day: str
) -> None:
    workspace.do(lambda tx: set_setting(tx, ZONE, zone))
    version = workspace.do(freeze_brief, brief_id=goal(workspace, campaign, "Reach runners"), without="None").value
    sending = workspace.do(lambda tx: insert(tx, BriefSending(version_id=version, participation_id=ana))).value.id
    workspace.do(do.acknowledge_brief, sending_id=sending, on=day)
    at = workspace.read(lambda conn: get(conn, BriefSending, sending)).acknowledged_at
    assert parse_moment(at or "").astimezone(zone_of(zone)).date().isoformat() == day


@pytest.mark.parametrize("nothing", ["  ", "\u200b", "\u2060 \ufeff"])
def test_blanks_are_no_disclosure_wording(workspace: Workspace, campaign: str, nothing: str) -> None:
    brief = goal(workspace, campaign, "Reach runners")
    workspace.do(set_brief_field, brief_id=brief, name="disclosure_wording", value=nothing)
    with pytest.raises(Problem, match="no disclosure wording"):
        workspace.do(freeze_brief, brief_id=brief)


def test_no_brief_is_begun_for_what_is_in_the_trash(workspace: Workspace, campaign: str, ana: str) -> None:
    workspace.do(remove_participation, participation_id=ana)
    with pytest.raises(Problem, match="Participation"):
        workspace.do(do.set_variation_field, participation_id=ana, name="tone", value="Warm")
    workspace.do(trash_campaigns, campaign_ids=[campaign])
    with pytest.raises(Problem, match="Campaign"):
        workspace.do(brief_of, campaign_id=campaign)
    assert workspace.check().faults == ()
