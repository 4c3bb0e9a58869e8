"""What a caption check knows of a piece, a draft or a post, and how its result is kept."""

from hashlib import sha256

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import commands, store
from infludesk.content.commands import set_post_field
from infludesk.content.fixing import ask_for_fix
from infludesk.content.keeping import DRAFT, Kept, draft_checked, keep_checks
from infludesk.content.model import Deliverable, DisclosureCheck, Draft, Evidence, Post
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.caption_subjects import Subject, scratch_packs, subject
from infludesk.flows.pack_changes import set_market_pack
from infludesk.flows.publish import publish
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace

REEL = "https://www.instagram.com/reel/C4abcDEF/"


def plan(tx: Tx, markets: tuple[str, ...] = ("CA",), packs: tuple[str, ...] = ()) -> str:
    """A reel that Ana owes Acme; its id."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, markets=markets, rule_packs=packs))
    creator = insert(tx, Creator(name="Ana Ruiz", email="ana@example.com"))
    account = insert(tx, Account(creator_id=creator.id, platform="instagram", handle="ana.fit"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="gift"))
    piece = Deliverable(
        participation_id=joined.id, title="Reel 1", format="reel", account_id=account.id, state="approved"
    )
    return insert(tx, piece).id


def hand_in(tx: Tx, piece: str, caption: str) -> str:
    return insert(tx, Draft(deliverable_id=piece, step="draft", caption=caption, submitted_at=tx.moment)).id


@pytest.fixture
def piece(workspace: Workspace) -> str:
    return str(workspace.do(plan).value)


def read(workspace: Workspace, record_id: str) -> Subject:
    found = workspace.read(lambda conn: subject(conn, record_id))
    assert found is not None
    return found


def kept(about: str, outcome: str = "pass", caption: str = "Ad | Acme boots", pack: str = "ca@2025.1") -> Kept:
    result = "yes" if outcome == "pass" else "no"
    findings = {"CA-1": (result, "Ad", "The caption tells the connection.", "caption_scan")}
    return Kept(about, pack, outcome, "gift", caption, findings)


def test_a_piece_without_draft_or_post_has_its_setting(workspace: Workspace, piece: str) -> None:
    one = read(workspace, piece)
    assert (one.about, one.what, one.creator, one.email) == ("", "Reel 1", "Ana Ruiz", "ana@example.com")
    assert (one.platform, one.format, one.connection, one.packs) == ("instagram", "reel", "gift", ("ca@2025.1",))
    assert workspace.read(lambda conn: subject(conn, "nobody")) is None
    assert workspace.read(lambda conn: subject(conn, "nobody")) is None


def test_the_newest_draft_is_checked_until_there_is_a_post(workspace: Workspace, piece: str) -> None:
    workspace.do(hand_in, piece=piece, caption="first")
    draft = workspace.do(hand_in, piece=piece, caption="Ad | second").value
    assert (read(workspace, piece).about, read(workspace, piece).caption) == (ref(DRAFT, draft), "Ad | second")
    assert read(workspace, draft).id == piece
    post = workspace.do(publish, deliverable_id=piece, url=REEL, caption="Ad | published", published_at="2026-03-10")
    for record in (piece, post.value):
        one = read(workspace, record)
        assert (one.id, one.about, one.caption) == (piece, ref("post", post.value), "Ad | published")
        assert one.day == "2026-03-10"


def test_a_check_is_kept_with_its_findings_and_its_text(workspace: Workspace, piece: str) -> None:
    post = str(workspace.do(publish, deliverable_id=piece, url=REEL, published_at="2026-03-10").value)
    done = workspace.do(keep_checks, checks=[kept(ref("post", post))])
    assert done.changes.label == "Save check for Reel 1"
    whole = workspace.read(lambda conn: store.post(conn, post))
    (made,) = whole.checks
    assert (made.check.outcome, made.pack, made.check.connection_seen) == ("pass", "ca@2025.1", "gift")
    (found,) = made.findings
    assert (found.rule, found.result, found.seen, found.found_by) == ("CA-1", "yes", "Ad", "caption_scan")
    assert found.cite
    (proof,) = whole.evidence
    assert proof.evidence.sha256 == sha256(b"Ad | Acme boots").hexdigest()
    assert whole.post.caption == "Ad | Acme boots"
    workspace.undo()
    whole = workspace.read(lambda conn: store.post(conn, post))
    assert (whole.checks, whole.evidence, whole.post.caption) == ((), (), None)


def test_the_text_checked_is_the_posts_and_the_one_before_stays_as_evidence(workspace: Workspace, piece: str) -> None:
    post = str(workspace.do(publish, deliverable_id=piece, url=REEL, caption="as published").value)
    workspace.do(set_post_field, post_id=post, name="caption", value="as imported")
    workspace.do(keep_checks, checks=[kept(ref("post", post))])
    assert workspace.read(lambda conn: get(conn, Post, post)).caption == "Ad | Acme boots"
    texts = {one.text for one in workspace.read(lambda conn: find(conn, Evidence))}
    assert texts == {"as published", "as imported", "Ad | Acme boots"}


def test_a_check_that_passes_closes_the_fix_asked_for(workspace: Workspace, piece: str) -> None:
    post = str(workspace.do(publish, deliverable_id=piece, url=REEL, caption="Acme").value)
    (check,) = workspace.do(keep_checks, checks=[kept(ref("post", post), "fail", "Acme")]).value
    workspace.do(ask_for_fix, check_id=check, due="2026-03-20")
    workspace.do(keep_checks, checks=[kept(ref("post", post))])
    assert workspace.read(lambda conn: get(conn, DisclosureCheck, check)).fixed_at is not None


def test_a_check_of_a_draft_is_offered_again_for_its_post(workspace: Workspace, piece: str) -> None:
    draft = workspace.do(hand_in, piece=piece, caption="Ad | second").value
    both = [kept(ref(DRAFT, draft)), Kept(ref(DRAFT, draft), "us-ftc", "review", "gift", "Ad | second")]
    assert workspace.do(keep_checks, checks=both).changes.label == "Save check for Reel 1"
    post = str(workspace.do(publish, deliverable_id=piece, url=REEL).value)
    earlier = workspace.read(lambda conn: draft_checked(conn, post))
    assert earlier is not None
    assert (earlier.outcome, earlier.caption) == ("review", "Ad | second")
    assert read(workspace, post).earlier == earlier
    assert read(workspace, post).caption == "Ad | second"


def test_checks_of_several_are_one_step(workspace: Workspace, piece: str) -> None:
    post = str(workspace.do(publish, deliverable_id=piece, url=REEL).value)
    other = workspace.do(commands.add_post, url="https://www.tiktok.com/@ana.ruiz/video/7301234567890123456").value
    done = workspace.do(keep_checks, checks=[kept(ref("post", post)), kept(ref("post", other), "fail")])
    assert done.changes.label == "Save checks of 2 pieces"
    workspace.undo()
    assert workspace.read(lambda conn: find(conn, DisclosureCheck)) == []


def test_nothing_and_rules_of_nobody_are_refused(workspace: Workspace, piece: str) -> None:
    post = str(workspace.do(publish, deliverable_id=piece, url=REEL).value)
    with pytest.raises(Problem) as nothing:
        workspace.do(keep_checks, checks=[])
    wrong = Kept(ref("post", post), "ca", "pass", "paid", "Ad", {"US-20": ("yes", "", "", "person")})
    with pytest.raises(Problem) as unknown:
        workspace.do(keep_checks, checks=[wrong])
    assert (nothing.value.code, unknown.value.code) == ("check.nothing", "check.unknown_rule")


def test_packs_come_from_the_campaign_else_its_countries_else_what_was_chosen(workspace: Workspace) -> None:
    named = str(workspace.do(plan, markets=("CA",), packs=("de", "fr@2023.1")).value)
    assert read(workspace, named).packs == ("de@2022.1", "fr@2023.1")
    nowhere = str(workspace.do(plan, markets=()).value)
    assert read(workspace, nowhere).packs == ()
    assert workspace.read(scratch_packs) == ()
    workspace.do(set_market_pack, country="GB", pack="uk-cap")
    assert read(workspace, nowhere).packs == ("uk-cap@2023.1",)
    assert workspace.read(scratch_packs) == ("uk-cap@2023.1",)
    workspace.do(set_market_pack, country="CA", pack="us-ftc")
    assert read(workspace, str(workspace.do(plan).value)).packs == ("us-ftc@2023.1",)
