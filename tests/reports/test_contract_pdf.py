"""A contract on paper: read back, nothing of its text is missing; the internal copy alone has the checklist."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts import commands
from infludesk.contracts.document import sections
from infludesk.creators.model import Creator
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import text_of
from infludesk.flows.clauses import write_own_clause
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.send import send_contract
from infludesk.flows.sign import sign_contract
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.records.model import HOUSE_NAME
from infludesk.records.store import set_setting
from infludesk.reports.branding import Setting
from infludesk.reports.client_facts import Paper
from infludesk.reports.contract_pdf import ContractPaper, contract_paper, write, write_text
from infludesk.workspace import Workspace

TODAY = date(2026, 3, 12)


def agree(tx: Tx) -> str:
    set_setting(tx, HOUSE_NAME, "Harbor & Pine")
    client = insert(tx, Client(name="Acme", country="US", currency="USD"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id, starts_on="2026-03-01", markets=("US",)))
    creator = insert(tx, Creator(name="李小龙 Ana Ruiz", age_check="adult"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid"))
    insert(tx, CreatorFee(participation_id=joined.id, amount=Money(90_000, "USD"), trigger="signature"))
    return joined.id


@pytest.fixture
def contract(workspace: Workspace) -> str:
    joined = workspace.do(agree).value
    return str(workspace.do(contract_from_participation, participation_id=joined).value)


def paper(workspace: Workspace, contract: str, *, internal: bool = False, on: Paper = "a4") -> ContractPaper:
    made = Setting(workspace.attachments, TODAY, paper=on)
    return workspace.read(lambda conn: contract_paper(conn, contract, made, internal=internal))


def pages(made: ContractPaper) -> list[str]:
    stream = BytesIO()
    assert write(made, stream).problems == ()
    return [" ".join(page.extract_text().split()) for page in PdfReader(stream).pages]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_section_is_on_the_paper_and_pages_are_numbered(workspace: Workspace, contract: str) -> None:
    found = pages(paper(workspace, contract))
    whole = squeezed(" ".join(found))
    text = workspace.read(lambda conn: text_of(conn, contract))
    for one in sections(text):
        if one.number and one.title != "Signatures":
            assert squeezed(one.title) in whole
            for line in one.text.splitlines():
                assert squeezed(line[:30]) in whole
    assert all(f"Page {n} of {len(found)}" in page for n, page in enumerate(found, 1))
    assert found[-1].count("Place, day, signature") == 3
    assert "Draft" in found[1]
    assert "Checklist" not in " ".join(found)


@pytest.mark.parametrize(("on", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_it_is_laid_out_on_both_papers(workspace: Workspace, contract: str, on: Paper, size: tuple[int, int]) -> None:
    stream = BytesIO()
    write(paper(workspace, contract, on=on), stream)
    box = PdfReader(stream).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_the_internal_copy_has_the_checklist_with_risks_and_notes(workspace: Workspace, contract: str) -> None:
    note = "Mia accepts this because " + "the job is small and " * 20 + "ends soon"
    workspace.do(commands.answer_item, contract_id=contract, item=12, answer="accepted_risk", note=note)
    found = squeezed(" ".join(pages(paper(workspace, contract, internal=True))))
    for words in (
        "Internal copy",
        "For the house alone.",
        "12 Kill fee",
        "Accepted risk",
        note,
        "§ 16 Genuine audience",
    ):
        assert squeezed(words) in found
    assert squeezed(note) not in squeezed(" ".join(pages(paper(workspace, contract))))


def test_a_signed_paper_shows_the_signed_text_and_who_signed(
    workspace: Workspace, contract: str, tmp_path: Path
) -> None:
    workspace.do(write_own_clause, contract_id=contract, title="Tea", text="At five. " * 400)
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")
    workspace.do(
        sign_contract,
        contract_id=contract,
        signed_on="2026-03-11",
        attachments=workspace.attachments,
        how="e_signature",
    )
    made = paper(workspace, contract)
    found = squeezed(" ".join(pages(made)))
    assert found.count(squeezed("At five.")) == 400
    assert squeezed("signed on 11 Mar 2026, e-signature") in found
    assert made.contract.body_sha256
    assert made.contract.body_sha256[:16] in found
    target = tmp_path / "text.txt"
    write_text(made.text, target)
    assert target.read_bytes() == (made.contract.body or "").encode()
