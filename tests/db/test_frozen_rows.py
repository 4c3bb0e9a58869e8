"""Frozen rows stand against every UPDATE on the writing connection, also in steps; undo, Trash and restore pass."""

from dataclasses import dataclass
from hashlib import sha256

import pytest

from infludesk.campaigns.commands import brief_of, create_campaign, freeze_brief, set_brief_field
from infludesk.content.model import Evidence
from infludesk.contracts.model import Contract, ContractClause, ContractParty, RulePackRow
from infludesk.creators.commands import add_creator
from infludesk.db.driver import Error
from infludesk.db.rows import insert, trash
from infludesk.db.transaction import Tx
from infludesk.flows.trash import restore
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace

TEXT = "What was agreed"
HASH = sha256(TEXT.encode()).hexdigest()


@dataclass(frozen=True)
class Kept:
    """A signed contract beside a draft, a frozen brief, a rule pack and a piece of evidence."""

    signed: str
    draft: str
    creator: str


@pytest.fixture
def kept(workspace: Workspace) -> Kept:
    def write(tx: Tx) -> tuple[str, str]:
        ids = [insert(tx, Contract(creator_id=ana, title=title)).id for title in ("Signed", "Draft")]
        for one in ids:
            insert(tx, ContractClause(contract_id=one, code=f"pay{one}", title="Pay", text="500", position=1))
            insert(tx, ContractParty(contract_id=one, role="creator", legal_name="Ana Lima"))
        signing = "UPDATE contract SET body = ?, body_sha256 = ?, state = 'signed' WHERE id = ?"
        tx.conn.execute(signing, (TEXT, HASH, ids[0]))
        insert(tx, RulePackRow(code="XX", version="1", jurisdiction="XX", body=TEXT, sha256=HASH))
        about = ref("contract", ids[0])
        insert(tx, Evidence(about=about, kind="caption", sha256=HASH, text=TEXT, taken_at=tx.moment))
        return ids[0], ids[1]

    ana = workspace.do(add_creator, name="Ana Lima").value
    brief = workspace.do(brief_of, campaign_id=workspace.do(create_campaign, name="S", client="Acme").value).value
    workspace.do(set_brief_field, brief_id=brief, name="goal", value="Reach")
    workspace.do(freeze_brief, brief_id=brief, without="None needed")
    signed, draft = workspace.do(write).value
    return Kept(signed, draft, ana)


def raw(workspace: Workspace, sql: str, *values: str) -> int:
    return int(workspace.do(lambda tx: tx.conn.execute(sql, values).rowcount).value)


@pytest.mark.parametrize(
    "change",
    [
        "brief_version SET body = 'y'", "brief_version SET sha256 = NULL", "brief_version SET body = NULL",
        "brief_version SET sha256 = NULL, body = 'y'", "brief_version SET frozen_at = '2020-01-01T00:00:00Z'",
        "rule_pack SET body = 'y'", "rule_pack SET sha256 = NULL",
        "evidence SET sha256 = NULL", "evidence SET text = 'y'", "evidence SET taken_at = '2020-01-01T00:00:00Z'",
        "contract SET body = 'y' WHERE body IS NOT NULL", "contract SET body_sha256 = NULL",
        "contract SET body_sha256 = NULL, body = NULL", "contract_clause SET text = '9'",
        "contract_clause SET title = NULL", "contract_clause SET position = 2", "contract_party SET legal_name = 'Eva'",
    ],
)  # fmt: skip
def test_no_update_changes_what_is_frozen(workspace: Workspace, kept: Kept, change: str) -> None:
    del kept
    for way in ("UPDATE", "UPDATE OR REPLACE"):
        with pytest.raises(Error, match="is frozen"):
            raw(workspace, f"{way} {change}")
    assert workspace.check().faults == ()


@pytest.mark.parametrize("table", ["contract_clause", "contract_party"])
def test_nothing_moves_into_or_out_of_a_signed_contract(workspace: Workspace, kept: Kept, table: str) -> None:
    for to, since in ((kept.signed, kept.draft), (kept.draft, kept.signed)):
        with pytest.raises(Error, match="is frozen"):
            raw(workspace, f"UPDATE {table} SET contract_id = ? WHERE contract_id = ?", to, since)
    with pytest.raises(Error, match="is frozen"):
        raw(workspace, f"UPDATE {table} SET contract_id = NULL WHERE contract_id = ?", kept.signed)
    assert raw(workspace, f"UPDATE {table} SET updated_at = 'x' WHERE contract_id = ?", kept.draft) == 1


def test_trash_restore_undo_and_redo_pass(workspace: Workspace, kept: Kept) -> None:
    workspace.do(lambda tx: trash(tx, "creator", [kept.creator]))
    workspace.do(lambda tx: trash(tx, "campaign", [tx.conn.execute("SELECT id FROM campaign").fetchone()[0]]))
    for back in (workspace.undo, workspace.undo, workspace.redo, workspace.redo):
        assert back().value.kept == ()
        assert workspace.check().faults == ()
    workspace.do(restore, table="creator", ids=[kept.creator])
    for _ in range(4):
        workspace.undo()
    assert workspace.check().faults == ()


@pytest.mark.parametrize("table", ["contract_clause", "contract_party"])
def test_nothing_joins_a_signed_contract(workspace: Workspace, kept: Kept, table: str) -> None:
    join = f"INSERT INTO {table}(id, contract_id) VALUES ('new', ?)"
    with pytest.raises(Error, match="frozen"):
        raw(workspace, join, kept.signed)
    assert raw(workspace, join, kept.draft) == 1
