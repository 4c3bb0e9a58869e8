"""What an imported post brings about: a promised piece is live as if somebody had marked it so, under one address."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.commands import add_post
from infludesk.content.model import Deliverable, Fulfilment, Post
from infludesk.contracts.model import Contract, UsageRight
from infludesk.creators.commands import add_creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.flows.publish import publish
from infludesk.importing.numbers_commands import ImportedNumbers, import_numbers, prepare_numbers
from infludesk.kernel.money import Money
from infludesk.payments.model import ClientFee, CreatorFee
from infludesk.workspace import Workspace

TODAY = date(2026, 3, 12)
HEAD = "Post ID,Account username,Publish time,Permalink,Post type,Description,Views,Likes"
SUITE = "https://www.instagram.com/p/A1/"
SHORT = "https://instagram.com/p/A1"


@pytest.fixture
def spring(workspace: Workspace) -> str:
    """Ana agreed to a reel in a campaign: fees and a right wait for its publication, others for something else."""

    def lay_out(tx: Tx) -> str:
        client = insert(tx, Client(name="Bolt"))
        campaign = insert(tx, Campaign(name="Spring", client_id=client.id)).id
        ana = add_creator(tx, name="Ana", profile="https://www.instagram.com/ana.fit/")
        part = insert(tx, Participation(campaign_id=campaign, creator_id=ana, stage="agreed")).id
        insert(tx, Deliverable(participation_id=part, format="reel", state="approved"))
        paper = insert(tx, Contract(title="Ana", creator_id=ana, participation_id=part, state="signed", pay_days=14)).id
        for rule in ("publication", "signature"):
            insert(tx, UsageRight(contract_id=paper, start_rule=rule, days=60))
        for trigger, days in (("published", None), ("live_days", 30), ("signature", None)):
            fee = CreatorFee(participation_id=part, amount=Money(50_000, "EUR"), trigger=trigger, trigger_days=days)
            insert(tx, fee)
        insert(tx, ClientFee(campaign_id=campaign, participation_id=part, trigger="published", amount=Money(9, "EUR")))
        return campaign

    return str(workspace.do(lay_out).value)


def imported(workspace: Workspace, tmp_path: Path, campaign: str | None, url: str = SUITE) -> ImportedNumbers:
    path = tmp_path / "meta-2026-03-10.csv"
    path.write_text(f"{HEAD}\n1800,ana.fit,03/05/2026 08:30,{url},IG reel,Spring oats,900,90\n", encoding="utf-8")
    prepared = workspace.read(lambda conn: prepare_numbers(conn, path, today=TODAY, campaign_id=campaign))
    done: ImportedNumbers = workspace.do(import_numbers, prepared=prepared, campaign_id=campaign).value
    return done


def standing(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """What a publication brings about, without ids."""
    return {
        "stage": [(one.stage,) for one in find(conn, Participation)],
        "piece": [(one.state,) for one in find(conn, Deliverable)],
        "kept": [(one.counts,) for one in find(conn, Fulfilment)],
        "fees": [(one.trigger, one.state, one.earned_on, one.due_on) for one in find(conn, CreatorFee, order="rowid")],
        "client": [(one.state,) for one in find(conn, ClientFee)],
        "rights": [(one.start_rule, one.starts_on, one.ends_on) for one in find(conn, UsageRight, order="rowid")],
    }


def test_an_imported_post_earns_what_a_published_one_does(workspace: Workspace, spring: str, tmp_path: Path) -> None:
    before = workspace.read(standing)
    imported(workspace, tmp_path, spring)
    by_import = workspace.read(standing)
    assert by_import == {
        "stage": [("active",)],
        "piece": [("live",)],
        "kept": [(1,)],
        "fees": [
            ("published", "earned", "2026-03-05", "2026-03-19"),
            ("live_days", None, None, "2026-04-04"),
            ("signature", None, None, None),
        ],
        "client": [("earned",)],
        "rights": [("publication", "2026-03-05", "2026-05-04"), ("signature", None, None)],
    }
    workspace.undo()
    assert workspace.read(standing) == before
    piece = workspace.read(lambda conn: find(conn, Deliverable))[0].id
    workspace.do(publish, deliverable_id=piece, url=SUITE, published_at="2026-03-05T08:30:00Z")
    assert workspace.read(standing) == by_import


def test_a_day_that_a_file_tells_counts_for_the_days_live(workspace: Workspace, spring: str, tmp_path: Path) -> None:
    piece = workspace.read(lambda conn: find(conn, Deliverable))[0].id
    known = workspace.do(publish, deliverable_id=piece, url=SUITE).value
    workspace.do(lambda tx: tx.conn.execute("UPDATE post SET published_at = NULL"))
    assert imported(workspace, tmp_path, spring).posts == (known,)
    (waiting,) = workspace.read(lambda conn: find(conn, CreatorFee, "\"trigger\" = 'live_days'"))
    assert waiting.due_on == "2026-04-04"


def added(workspace: Workspace, _: Path, campaign: str) -> None:
    workspace.do(add_post, url="https://m.instagram.com/reel/A1/?igsh=x", campaign_id=campaign)


def from_a_file(workspace: Workspace, tmp_path: Path, campaign: str) -> None:
    imported(workspace, tmp_path, campaign)


@pytest.mark.parametrize("first", [added, from_a_file])
def test_a_post_has_one_form_of_address_whoever_brings_it(
    workspace: Workspace, spring: str, tmp_path: Path, first: Callable[[Workspace, Path, str], None]
) -> None:
    first(workspace, tmp_path, spring)
    (post,) = workspace.read(lambda conn: find(conn, Post))
    assert post.url in (SHORT, "https://instagram.com/reel/A1")
    assert post.platform_post_id == "A1"


@pytest.mark.parametrize("stored", [SUITE, SHORT, "https://www.instagram.com/ana.fit/reel/A1/"])
@pytest.mark.parametrize("written", [SUITE, SHORT])
@pytest.mark.parametrize("known_id", ["A1", None])
def test_a_row_of_either_form_is_met_by_either_form(
    workspace: Workspace, spring: str, tmp_path: Path, stored: str, written: str, known_id: str | None
) -> None:
    old = Post(url=stored, platform="instagram", platform_post_id=known_id)
    kept = workspace.do(lambda tx: insert(tx, old)).value.id
    assert imported(workspace, tmp_path, spring, written).posts == (kept,)
    assert workspace.do(add_post, url=written, campaign_id=spring).value == kept
    (post,) = workspace.read(lambda conn: find(conn, Post))
    assert (post.url, post.campaign_id) == (stored, spring)
