"""Going live and signing: posts, fees, rights, stages and refusals."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import store
from infludesk.content.commands import add_deliverable, trash_post, waive
from infludesk.content.model import Deliverable, Post
from infludesk.contracts import commands as contracts
from infludesk.contracts.model import Contract, UsageRight
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.publish import add_post, publish
from infludesk.flows.sign import SIGNED_COPY, sign_contract
from infludesk.flows.trash import restore
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.records.store import attached
from infludesk.workspace import Workspace

REEL = "https://www.instagram.com/ana.fit/reel/C4abcDEF/?igsh=1"


def agree(tx: Tx) -> tuple[str, str]:
    """Ana agreed to a reel, with a fee after publication and one after signature; participation and piece."""
    client = insert(tx, Client(name="Acme", country="US"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id))
    creator, other = insert(tx, Creator(name="Ana Ruiz")), insert(tx, Creator(name="Leo Park"))
    insert(tx, Account(creator_id=creator.id, platform="instagram", handle="Ana.Fit"))
    insert(tx, Account(creator_id=other.id, platform="instagram", handle="leopark"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="gift"))
    for trigger, days in (("published", 30), ("signature", None)):
        insert(
            tx,
            CreatorFee(
                participation_id=joined.id, amount=Money(50_000, "USD"), trigger=trigger, trigger_days=days,
                state="planned",
            ),
        )  # fmt: skip
    piece = add_deliverable(tx, participation_id=joined.id, format="reel", due="2026-03-20")
    return joined.id, piece


def fee(workspace: Workspace, trigger: str) -> CreatorFee:
    return workspace.read(lambda conn: find(conn, CreatorFee, '"trigger" = ?', (trigger,)))[0]


def stage(workspace: Workspace, participation_id: str) -> str | None:
    return workspace.read(lambda conn: get(conn, Participation, participation_id)).stage


def test_publishing_does_everything_at_once_and_undo_takes_it_back(workspace: Workspace) -> None:
    joined, piece = workspace.do(agree).value
    done = workspace.do(publish, deliverable_id=piece, url=REEL, caption="#ad Soup", published_at="2026-03-10")
    assert done.changes.label == "Mark Reel live"
    whole = workspace.read(lambda conn: store.post(conn, done.value))
    assert whole.account is not None
    assert whole.account.handle == "Ana.Fit"
    assert whole.creator is not None
    assert whole.creator.name == "Ana Ruiz"
    assert whole.campaign is not None
    assert whole.campaign.name == "Spring Launch"
    assert [(one.id, one.state) for one in whole.deliverables] == [(piece, "live")]
    assert (whole.post.platform_post_id, whole.post.connection) == ("C4abcDEF", "gift")
    assert [proof.evidence.sha256 for proof in whole.evidence] == [hashlib.sha256(b"#ad Soup").hexdigest()]
    earned = fee(workspace, "published")
    assert (earned.state, earned.earned_on, earned.due_on) == ("earned", "2026-03-10", "2026-04-09")
    assert fee(workspace, "signature").state == "planned"
    assert stage(workspace, joined) == "active"

    workspace.undo()
    assert workspace.read(lambda conn: get(conn, Deliverable, piece)).state == "planned"
    assert fee(workspace, "published").state == "planned"
    assert stage(workspace, joined) == "agreed"
    assert workspace.read(lambda conn: find(conn, Post)) == []
    assert workspace.do(publish, deliverable_id=piece, url=REEL).value == done.value


def test_a_post_recorded_before_is_refused_and_says_where(workspace: Workspace) -> None:
    _, piece = workspace.do(agree).value
    workspace.do(publish, deliverable_id=piece, url=REEL)
    with pytest.raises(Problem) as caught:
        workspace.do(publish, deliverable_id=piece, url="https://instagram.com/p/C4abcDEF")
    assert caught.value.code == "post.recorded"
    assert "Spring Launch" in caught.value.title
    workspace.do(publish, deliverable_id=piece, url="https://instagram.com/p/second")
    assert len(workspace.read(lambda conn: find(conn, Post))) == 2


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://instagram.com/leopark/reel/C4xyz", "post.other_creator"),
        ("https://instagram.com/ana.fit/", "post.profile_address"),
        ("the reel", "post.unreadable"),
    ],
)
def test_addresses_that_are_refused(workspace: Workspace, url: str, code: str) -> None:
    _, piece = workspace.do(agree).value
    with pytest.raises(Problem) as caught:
        workspace.do(publish, deliverable_id=piece, url=url)
    assert caught.value.code == code
    assert workspace.read(lambda conn: get(conn, Deliverable, piece)).state == "planned"


def test_a_post_that_comes_back_from_the_trash_makes_its_piece_live_again(workspace: Workspace) -> None:
    _, piece = workspace.do(agree).value
    post = workspace.do(publish, deliverable_id=piece, url=REEL).value
    workspace.do(trash_post, post_id=post)
    assert workspace.read(lambda conn: get(conn, Deliverable, piece)).state == "approved"
    workspace.do(restore, table="post", ids=[post])
    assert workspace.read(lambda conn: get(conn, Deliverable, piece)).state == "live"
    workspace.undo()
    assert workspace.read(lambda conn: get(conn, Deliverable, piece)).state == "approved"


def test_a_waived_piece_is_not_published(workspace: Workspace) -> None:
    _, piece = workspace.do(agree).value
    workspace.do(waive, deliverable_id=piece, why="Product was late")
    with pytest.raises(Problem) as caught:
        workspace.do(publish, deliverable_id=piece, url=REEL)
    assert caught.value.code == "deliverable.closed"


def test_a_post_without_a_piece_finds_its_participation(workspace: Workspace) -> None:
    joined, _ = workspace.do(agree).value
    part = workspace.read(lambda conn: get(conn, Participation, joined))
    made = workspace.do(add_post, campaign_id=part.campaign_id, creator_id=part.creator_id, url=REEL).value
    found = workspace.read(lambda conn: get(conn, Post, made))
    assert (found.participation_id, found.campaign_id) == (joined, part.campaign_id)
    assert fee(workspace, "published").state == "planned"


def sent(workspace: Workspace, participation_id: str) -> str:
    contract_id = str(workspace.do(contract_from_participation, participation_id=participation_id).value)
    workspace.do(contracts.add_right, contract_id=contract_id, channels=("web",), start_rule="signature", days=30)
    workspace.do(contracts.add_right, contract_id=contract_id, channels=("web",), start_rule="publication", days=10)
    workspace.do(contracts.set_contract_field, contract_id=contract_id, name="body", value="All clauses")
    workspace.do(contracts.check_done, contract_id=contract_id)
    workspace.do(contracts.send_contract, contract_id=contract_id, accept_open_with_note="Small job")
    return contract_id


def test_signing_freezes_the_text_and_starts_what_waits(workspace: Workspace, tmp_path: Path) -> None:
    joined, piece = workspace.do(agree).value
    contract_id = sent(workspace, joined)
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(b"%PDF signed")
    given: dict[str, Any] = {
        "contract_id": contract_id,
        "signed_on": "2026-03-11",
        "attachments": workspace.attachments,
    }
    workspace.do(sign_contract, file=paper, **given)
    signed = workspace.read(lambda conn: get(conn, Contract, contract_id))
    assert (signed.state, signed.signed_on) == ("signed", "2026-03-11")
    assert "Further clauses\nAll clauses" in (signed.body or "")
    assert signed.body_sha256 == hashlib.sha256((signed.body or "").encode()).hexdigest()
    copy = workspace.read(lambda conn: attached(conn, ref("contract", contract_id), SIGNED_COPY))
    assert copy is not None
    assert copy.name == "signed.pdf"
    assert stage(workspace, joined) == "contracted"
    assert (fee(workspace, "signature").state, fee(workspace, "signature").due_on) == ("earned", "2026-03-11")
    workspace.do(publish, deliverable_id=piece, url=REEL, published_at="2026-03-20T10:00:00Z")
    rights = workspace.read(lambda conn: find(conn, UsageRight, "contract_id = ?", (contract_id,)))
    assert [(one.starts_on, one.ends_on) for one in rights] == [
        ("2026-03-11", "2026-04-10"), ("2026-03-20", "2026-03-30"),
    ]  # fmt: skip


def test_a_signed_contract_stands_still(workspace: Workspace) -> None:
    joined, _ = workspace.do(agree).value
    contract_id = sent(workspace, joined)
    workspace.do(sign_contract, contract_id=contract_id, signed_on="2026-03-11", attachments=workspace.attachments)
    with pytest.raises(Problem) as caught:
        workspace.do(contracts.set_contract_field, contract_id=contract_id, name="body", value="Others")
    assert caught.value.code == "contract.signed"
    with pytest.raises(Problem, match="stand still"):
        workspace.do(contracts.answer_item, contract_id=contract_id, item=1, answer="open")
    workspace.do(contracts.set_contract_field, contract_id=contract_id, name="ended_why", value="Done early")
    workspace.do(contracts.set_contract_field, contract_id=contract_id, name="state", value="ended")


def test_a_draft_is_not_signed(workspace: Workspace) -> None:
    joined, _ = workspace.do(agree).value
    contract_id = workspace.do(contract_from_participation, participation_id=joined).value
    with pytest.raises(Problem) as caught:
        workspace.do(sign_contract, contract_id=contract_id, signed_on="2026-03-11", attachments=workspace.attachments)
    assert caught.value.code == "contract.move"
    assert stage(workspace, joined) == "agreed"
