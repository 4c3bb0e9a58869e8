"""Addenda say what they change, new versions begin with what holds, and what no clause names is told."""

from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts import clause_store, commands, store
from infludesk.contracts.document import plain
from infludesk.contracts.exclusive import add_exclusivity
from infludesk.contracts.model import Contract, UsageRight
from infludesk.creators.model import Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import document, text_of
from infludesk.flows.clauses import remove_clause, write_own_clause
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.renewal import renew_right
from infludesk.flows.send import send_contract
from infludesk.flows.sign import sign_contract
from infludesk.flows.versions import add_addendum, new_version
from infludesk.kernel.money import Money
from infludesk.workspace import Workspace


@pytest.fixture
def contract(workspace: Workspace) -> str:
    """A draft with Ana for Acme's Spring."""

    def agree(tx: Tx) -> str:
        client = insert(tx, Client(name="Acme"))
        campaign = insert(tx, Campaign(name="Spring", client_id=client.id))
        creator = insert(tx, Creator(name="Ana", age_check="adult"))
        return insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid")).id

    return str(workspace.do(contract_from_participation, participation_id=workspace.do(agree).value).value)


def sign(workspace: Workspace, contract: str, day: str = "2026-03-11") -> None:
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")
    workspace.do(sign_contract, contract_id=contract, signed_on=day, attachments=workspace.attachments)


def test_an_addendum_says_what_it_changes(workspace: Workspace, contract: str) -> None:
    sign(workspace, contract)
    made = workspace.do(add_addendum, contract_id=contract).value
    assert "[changes]" in workspace.read(lambda conn: text_of(conn, made))
    workspace.do(commands.set_contract_field, contract_id=made, name="rounds_allowed", value=3)
    workspace.do(commands.set_contract_field, contract_id=made, name="kill_fee", value=Money(5_000, "USD"))
    workspace.do(commands.add_right, contract_id=made, channels=("web",), days=30)
    said = workspace.read(lambda conn: text_of(conn, made))
    assert "Approval rounds: 3\nKill fee: $50.00\nUsage rights:\n1. Web; for all content" in said
    hidden = workspace.read(lambda conn: document(conn, made, hide=True))
    assert "$50.00" not in plain(hidden)
    assert hidden.unsaid == ()


def test_a_new_version_begins_with_what_holds(workspace: Workspace, contract: str) -> None:
    given: dict[str, Any] = {"channels": ("web",), "starts_on": "2026-01-01", "ends_on": "2026-04-30"}
    right = workspace.do(commands.add_right, contract_id=contract, **given).value
    sign(workspace, contract)
    new = workspace.do(renew_right, right_id=right, ends_on="2026-12-31").value
    addendum = workspace.read(lambda conn: get(conn, UsageRight, new)).contract_id or ""
    assert [one.role for one in workspace.read(lambda conn: clause_store.parties(conn, addendum))][-1] == "creator"
    assert "from 1 May 2026 to 31 Dec 2026" in workspace.read(lambda conn: text_of(conn, addendum))
    workspace.do(commands.set_contract_field, contract_id=addendum, name="rounds_allowed", value=5)
    sign(workspace, addendum, "2026-03-12")
    made = workspace.do(new_version, contract_id=contract).value
    assert workspace.read(lambda conn: get(conn, Contract, made)).rounds_allowed == 5
    (kept,) = workspace.read(lambda conn: store.rights(conn, made))
    assert (kept.starts_on, kept.ends_on) == ("2026-01-01", "2026-12-31")


def test_what_is_promised_and_in_no_clause_is_told(workspace: Workspace, contract: str) -> None:
    rows = workspace.read(lambda conn: clause_store.clauses(conn, contract))
    clause = next(one for one in rows if one.code == "exclusivity")
    workspace.do(remove_clause, clause_id=clause.id)
    assert workspace.read(lambda conn: document(conn, contract)).unsaid == ()
    workspace.do(add_exclusivity, contract_id=contract, scope="all", starts_on="2026-03-01", ends_on="2026-03-31")
    assert workspace.read(lambda conn: document(conn, contract)).unsaid == ("exclusivity",)
    workspace.do(write_own_clause, contract_id=contract, title="Exklusiv", text="Vereinbart: {exclusivity}")
    assert workspace.read(lambda conn: document(conn, contract)).unsaid == ()
