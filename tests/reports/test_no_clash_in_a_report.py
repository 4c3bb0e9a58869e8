"""A clash tells one client of another's deal: no document of a client may hold a word of it."""

from io import BytesIO

import pypdf
import pytest

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage
from infludesk.campaigns.parties import add_party
from infludesk.clients.brands import set_brand_field
from infludesk.clients.model import Brand
from infludesk.content.commands import add_deliverable
from infludesk.content.uses import add_use
from infludesk.contracts.commands import add_right
from infludesk.contracts.exclusive import add_exclusivity, waive_exclusivity
from infludesk.contracts.model import Contract
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, update
from infludesk.flows import contract_risks
from infludesk.flows.draft import contract_from_participation
from infludesk.reports import campaign as campaign_report
from infludesk.reports import pdf
from infludesk.reports import shortlist as shortlist_report
from infludesk.reports.branding import Setting
from infludesk.reports.gather import campaign_facts
from infludesk.reports.gather_shortlist import shortlist_facts
from infludesk.workspace import Workspace

CANARY = "Canarybird"


def join(workspace: Workspace, creator: str, client: str) -> tuple[str, str]:
    """A creator in a campaign of a client with a skincare brand; returns the campaign and the signed contract."""
    campaign = workspace.do(create_campaign, name=f"{client} May", client=client, starts_on="2026-05-01").value
    workspace.do(add_party, campaign_id=campaign, brand=f"{client} Care")
    brand = next(one for one in workspace.read(lambda conn: find(conn, Brand)) if one.name == f"{client} Care")
    workspace.do(set_brand_field, brand_id=brand.id, name="categories", value=("skincare",))
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[creator]).value
    workspace.do(move_stage, participation_ids=[part], stage="agreed")
    contract = workspace.do(contract_from_participation, participation_id=part).value
    return campaign, str(contract)


@pytest.fixture
def beta(workspace: Workspace) -> str:
    """Beta's campaign, whose creator is exclusive for another client, and whose video is used past its right."""
    ana = workspace.do(add_creator, name="Ana Ruiz").value
    _, first = join(workspace, ana, CANARY)
    promise = workspace.do(
        add_exclusivity, contract_id=first, scope="both", categories=("skincare",), rivals=("Beta Care",),
        starts_on="2026-05-01", ends_on="2027-05-01",
    ).value  # fmt: skip
    told = workspace.do(
        add_exclusivity, creator_id=ana, scope="all", source_note=CANARY, rivals=(CANARY,), starts_on="2026-05-01",
        ends_on="2027-05-01",
    ).value  # fmt: skip
    workspace.do(waive_exclusivity, exclusivity_id=told, by=CANARY)
    campaign, contract = join(workspace, ana, "Beta")
    part = workspace.read(lambda conn: get(conn, Contract, contract)).participation_id
    video = workspace.do(add_deliverable, participation_id=part, title="Video", format="video").value
    right = workspace.do(add_right, contract_id=contract, channels=("web",), ends_on="2026-03-01").value
    workspace.do(add_use, asset=f"deliverable:{video}", right_id=right, channel="web", place=CANARY)
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed", signed_on="2026-03-01"))
    assert promise
    return campaign


def test_no_client_reads_of_another_ones_deal(workspace: Workspace, beta: str) -> None:
    known = workspace.read(lambda conn: contract_risks.of_campaign(conn, beta, "2026-03-12"))
    assert CANARY in str(known.clashes)
    assert CANARY in str(known.misuses)
    setting = Setting(workspace.attachments, workspace.today())
    facts = workspace.read(lambda conn: campaign_facts(conn, beta, setting))
    proposed = workspace.read(lambda conn: shortlist_facts(conn, beta, setting))
    made = (
        campaign_report.build(facts, frozenset(code for code, _ in campaign_report.PARTS)),
        shortlist_report.build(proposed, frozenset(code for code, _ in shortlist_report.PARTS)),
    )
    for report, gathered in zip(made, (facts, proposed), strict=True):
        stream = BytesIO()
        pdf.write(report, stream)
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(stream).pages)
        assert "Beta" in text
        for words in (text, str(gathered), str(report)):
            assert CANARY.lower() not in words.lower()
            assert "clash" not in words.lower()
