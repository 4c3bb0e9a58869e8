"""Pieces, posts, checks and evidence, and what the content page reads of them."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import commands, states, store
from infludesk.content.evidence import keep_evidence
from infludesk.content.fixing import ask_for_fix, mark_fixed
from infludesk.content.model import STATES, Deliverable, Post
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.publish import publish
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace

REEL = "https://www.instagram.com/reel/C4abcDEF/"


def agree(tx: Tx) -> str:
    """Ana works for Acme in Spring Launch; returns the participation's id."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id))
    creator = insert(tx, Creator(name="Ana Ruiz"))
    insert(tx, Account(creator_id=creator.id, platform="instagram", handle="ana.fit"))
    return insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid")).id


@pytest.fixture
def joined(workspace: Workspace) -> str:
    return str(workspace.do(agree).value)


def piece(workspace: Workspace, joined: str, title: str = "Reel 1", due: str = "2026-03-20") -> str:
    given: dict[str, Any] = {"title": title, "format": "reel", "due": due}
    return str(workspace.do(commands.add_deliverable, participation_id=joined, **given).value)


def live(workspace: Workspace, joined: str, caption: str = "#ad Soup") -> str:
    one = piece(workspace, joined)
    given: dict[str, Any] = {"url": REEL, "caption": caption, "published_at": "2026-03-10"}
    return str(workspace.do(publish, deliverable_id=one, **given).value)


def row(workspace: Workspace) -> store.ListedPiece:
    (found,) = workspace.read(lambda conn: store.listed(conn, store.ids(conn)))
    return found


def test_a_piece_is_called_by_its_format_and_is_planned(workspace: Workspace, joined: str) -> None:
    done = workspace.do(commands.add_deliverable, participation_id=joined, format="story")
    assert done.changes.label == "Add Story for Ana Ruiz"
    made = workspace.read(lambda conn: get(conn, Deliverable, done.value))
    assert (made.title, made.state, made.owner_id) == ("Story", "planned", workspace.me)


def test_pieces_move_by_the_table(workspace: Workspace, joined: str) -> None:
    one = piece(workspace, joined)
    done = workspace.do(commands.move_deliverable, deliverable_id=one, state="in_review")
    assert done.changes.label == "Move Reel 1 to In review"
    for state, code in (
        ("planned", "deliverable.move"), ("live", "deliverable.no_post"), ("waived", "deliverable.reason"),
    ):  # fmt: skip
        with pytest.raises(Problem) as caught:
            workspace.do(commands.set_deliverable_field, deliverable_id=one, name="state", value=state)
        assert caught.value.code == code
    with pytest.raises(Problem, match="needs a reason"):
        workspace.do(commands.waive, deliverable_id=one, why=" ")
    workspace.do(commands.waive, deliverable_id=one, why="Product was late")
    waived = workspace.read(lambda conn: get(conn, Deliverable, one))
    assert (waived.state, waived.waived_why) == ("waived", "Product was late")
    workspace.undo()
    assert workspace.read(lambda conn: get(conn, Deliverable, one)).state == "in_review"


def test_every_stage_is_in_the_table_and_leads_to_stages() -> None:
    known = {code for code, _ in STATES}
    assert states.MOVES.keys() == known
    assert all(known.issuperset(targets) and state not in targets for state, targets in states.MOVES.items())


def test_the_list_puts_what_is_late_first(workspace: Workspace, joined: str) -> None:
    later, late = piece(workspace, joined, "Reel 2", "2026-04-01"), piece(workspace, joined, "Reel 1", "2026-03-01")
    undated = workspace.do(commands.add_deliverable, participation_id=joined, title="Story").value
    assert workspace.read(store.ids) == [late, later, undated]
    first = workspace.read(lambda conn: store.listed(conn, [late]))[0]
    assert (first.creator, first.campaign, first.due, first.next_step) == (
        "Ana Ruiz", "Spring Launch", "2026-03-01", "Draft from Ana Ruiz",
    )  # fmt: skip
    for sort in store.SORTS:
        found = workspace.read(lambda conn, sort=sort: store.ids(conn, sort=sort, descending=True))  # type: ignore[misc]
        assert sorted(found) == sorted([late, later, undated])
    assert workspace.read(lambda conn: store.ids(conn, store.Filter(text="reel 2", state="planned"))) == [later]
    workspace.do(commands.trash_deliverable, deliverable_id=late)
    assert workspace.read(store.ids) == [later, undated]


def test_a_live_piece_waits_for_its_check(workspace: Workspace, joined: str) -> None:
    post_id = live(workspace, joined)
    found = row(workspace)
    assert (found.post_id, found.platform, found.format, found.state) == (post_id, "instagram", "reel", "live")
    assert (found.published, found.next_step, found.outcome) == ("2026-03-10T12:00:00Z", "Check the post", "")
    assert found.evidence == 1
    assert [one.id for one in workspace.read(store.pending_checks)] == [post_id]
    campaign_id = found.campaign_id
    assert workspace.read(lambda conn: store.of_campaign(conn, campaign_id)) == [found]


def rules(workspace: Workspace, post_id: str) -> list[str]:
    return [rule.code for rule in workspace.read(lambda conn: store.findings_to_fill(conn, post_id))]


def test_a_check_keeps_outcome_findings_and_caption(workspace: Workspace, joined: str) -> None:
    post_id = live(workspace, joined)
    asked = rules(workspace, post_id)
    assert "US-5" in asked
    assert "D8" not in asked  # asked of live streams only
    findings: dict[str, tuple[str, str, str]] = dict.fromkeys(asked, ("yes", "", ""))
    findings["US-5"] = ("no", "#ad after the fold", "Move it to the front")
    given: dict[str, Any] = {"post_id": post_id, "connection_seen": "paid"}
    done = workspace.do(commands.check_post, findings=findings, **given)
    check_id = done.value
    assert done.changes.label.startswith("Save check for ")
    (made,) = workspace.read(lambda conn: store.checks(conn, post_id))
    assert (made.check.id, made.check.outcome, made.pack) == (check_id, "fail", "us-ftc@2023.1")
    assert (made.check.checked_at, made.check.checked_by_id) == ("2026-03-12T09:30:00Z", workspace.me)
    (broken,) = [one for one in made.findings if one.result == "no"]
    assert (broken.rule, broken.cite, broken.seen) == ("US-5", "16 CFR §255.0(f)", "#ad after the fold")
    assert len(made.findings) == len(asked)
    kept = workspace.read(lambda conn: store.evidence(conn, post_id))
    assert {one.evidence.sha256 for one in kept} == {sha256(b"#ad Soup").hexdigest()}
    assert len(kept) == 2
    assert workspace.read(store.pending_checks) == []
    workspace.undo()
    assert workspace.read(lambda conn: store.checks(conn, post_id)) == ()
    assert row(workspace).evidence == 1


def test_a_fix_is_asked_for_made_and_checked_again(workspace: Workspace, joined: str) -> None:
    post_id = live(workspace, joined)
    given: dict[str, Any] = {"post_id": post_id, "connection_seen": "paid"}
    check_id = workspace.do(commands.check_post, findings={"US-5": ("no", "", "")}, **given).value
    assert (row(workspace).outcome, row(workspace).next_step) == ("fail", "Ask for a fix")
    workspace.do(ask_for_fix, check_id=check_id, due="2026-03-14")
    assert (row(workspace).next_step, row(workspace).due) == ("Fix from Ana Ruiz", "2026-03-14")
    workspace.do(mark_fixed, check_id=check_id, text="#ad Soup")
    assert (row(workspace).next_step, row(workspace).due) == ("Check the post again", "")
    every = dict.fromkeys(rules(workspace, post_id), ("yes", "", ""))
    again = workspace.do(commands.check_post, findings=every, **given).value
    assert (row(workspace).outcome, row(workspace).next_step) == ("pass", "Mark as done")
    assert [one.check.id for one in workspace.read(lambda conn: store.checks(conn, post_id))] == [again, check_id]
    with pytest.raises(Problem) as caught:
        workspace.do(ask_for_fix, check_id=again, due="2026-03-14")
    assert caught.value.code == "check.nothing_to_fix"


def test_open_rules_need_a_decision_and_no_connection_needs_no_check(workspace: Workspace, joined: str) -> None:
    post_id = live(workspace, joined)
    workspace.do(commands.check_post, post_id=post_id, connection_seen="paid", findings={"US-5": ("yes", "", "")})
    assert (row(workspace).outcome, row(workspace).next_step) == ("review", "Decide on the disclosure")
    workspace.do(commands.check_post, post_id=post_id, connection_seen="none", findings={})
    assert row(workspace).outcome == "not_applicable"


@pytest.mark.parametrize(
    ("findings", "pack", "code"),
    [
        ({"US-999": ("yes", "", "")}, "us-ftc", "check.unknown_rule"),
        ({"US-5": ("perhaps", "", "")}, "us-ftc", "check.unknown_result"),
        ({}, "uk-asa", "rulepack.missing"),
    ],
)
def test_checks_that_are_refused(
    workspace: Workspace, joined: str, findings: dict[str, tuple[str, str, str]], pack: str, code: str
) -> None:
    post_id = live(workspace, joined)
    with pytest.raises(Problem) as caught:
        workspace.do(commands.check_post, post_id=post_id, connection_seen="paid", findings=findings, pack_code=pack)
    assert caught.value.code == code
    assert workspace.read(lambda conn: store.checks(conn, post_id)) == ()


def test_a_file_is_kept_with_its_hash(workspace: Workspace, joined: str, tmp_path: Path) -> None:
    post_id = live(workspace, joined, caption="")
    page = tmp_path / "page.html"
    page.write_bytes(b"<p>#ad</p>")
    given: dict[str, Any] = {"about": ref("post", post_id), "kind": "page"}
    workspace.do(keep_evidence, path=page, attachments=workspace.attachments, url=REEL, **given)
    (proof,) = workspace.read(lambda conn: store.evidence(conn, post_id))
    digest = sha256(b"<p>#ad</p>").hexdigest()
    assert proof.file is not None
    assert (proof.evidence.sha256, proof.file.sha256, proof.file.name) == (digest, digest, "page.html")
    assert (workspace.attachments / digest).read_bytes() == b"<p>#ad</p>"
    with pytest.raises(Problem) as caught:
        workspace.do(keep_evidence, **given)
    assert caught.value.code == "evidence.empty"


def test_a_trashed_post_leaves_its_piece_waiting(workspace: Workspace, joined: str) -> None:
    post_id = live(workspace, joined)
    workspace.do(commands.trash_post, post_id=post_id)
    found = row(workspace)
    assert (found.state, found.post_id, found.next_step) == ("approved", "", "Publish")
    workspace.undo()
    assert row(workspace).state == "live"


def test_another_address_is_read_anew(workspace: Workspace, joined: str) -> None:
    post_id = live(workspace, joined)
    with pytest.raises(Problem) as caught:
        workspace.do(commands.set_post_field, post_id=post_id, name="url", value="https://instagram.com/ana.fit")
    assert caught.value.code == "post.profile_address"
    workspace.do(commands.set_post_field, post_id=post_id, name="url", value="https://tiktok.com/@ana/video/73")
    found = workspace.read(lambda conn: get(conn, Post, post_id))
    assert (found.platform, found.platform_post_id) == ("tiktok", "73")


def test_a_post_nobody_promised_is_listed_and_an_imported_one_is_taken_up(workspace: Workspace, joined: str) -> None:
    imported = workspace.do(
        lambda tx: insert(tx, Post(platform="instagram", platform_post_id="C4abcDEF", title="Soup"))
    ).value
    assert workspace.read(store.ids) == []
    made = workspace.do(commands.add_post, url=REEL, participation_id=joined).value
    assert made == imported.id
    found = row(workspace)
    assert (found.kind, found.what, found.creator, found.state) == ("post", "Soup", "Ana Ruiz", "live")
