"""Evidence, counters and rule packs as tables."""

import hashlib

import pytest

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.content.commands import add_post
from infludesk.creators.commands import add_creator
from infludesk.exporting.lists import Wanted, table_of
from infludesk.exporting.table import Secrets
from infludesk.gifting.products import add_benefit
from infludesk.kernel.money import Money
from infludesk.workspace import Workspace

NOW = "2026-03-12T09:30:00Z"


def rows(workspace: Workspace, wanted: Wanted) -> list[dict[str, object]]:
    def read(conn: object) -> list[dict[str, object]]:
        table = table_of(conn, wanted)  # type: ignore[arg-type]
        return [dict(zip((one.heading for one in table.columns), row, strict=True)) for row in table.rows]

    return workspace.read(read)


@pytest.fixture
def part(workspace: Workspace) -> str:
    """Léa in France works for Acme, who gave her a trip."""
    campaign = workspace.do(create_campaign, name="Spring", client="Acme", starts_on="2026-02-01").value
    workspace.do(lambda tx: tx.conn.execute("UPDATE client SET country = 'FR'"))
    lea = workspace.do(add_creator, name="Léa", country="FR").value
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[lea]).value
    workspace.do(add_benefit, creator_id=lea, kind="trip", participation_id=part, value=Money(5_000, "EUR"))
    return str(part)


def test_a_proof_has_its_hash(workspace: Workspace, part: str) -> None:
    url = "https://instagram.com/p/L1"
    workspace.do(add_post, participation_id=part, url=url, caption="=#ad Soup", published_at="2026-03-01")
    (proof,) = rows(workspace, Wanted("evidence", now=NOW))
    digest = hashlib.sha256(b"=#ad Soup").hexdigest()
    assert (proof["Kind"], proof["SHA-256"], proof["Creator"]) == ("Caption", digest, "Léa")
    assert rows(workspace, Wanted("evidence", (), now=NOW)) == []


def test_what_a_counter_has_come_to_is_internal(workspace: Workspace, part: str) -> None:
    assert part
    (told,) = rows(workspace, Wanted("counters", now=NOW))
    assert (told["Creator"], told["Client"], told["Threshold"]) == ("Léa", "Acme", Money(100_000, "EUR").amount)
    assert not {"Sum", "Payee"} & set(told)
    (whole,) = rows(workspace, Wanted("counters", keys=("creator", "sum"), now=NOW, secrets=Secrets(internal=True)))
    assert whole["Sum"] == Money(5_000, "EUR").amount


def test_every_version_of_a_rule_pack_is_a_row(workspace: Workspace) -> None:
    found = rows(workspace, Wanted("rule_packs", now=NOW))
    (us,) = [one for one in found if one["Code"] == "us-ftc"]
    assert (us["Version"], us["Jurisdiction"], us["Used in"]) == ("2023.1", "US", 0)
    assert all(one["Rules"] for one in found)
