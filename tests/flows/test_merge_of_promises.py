"""Merging who is party to a paper, or whose matters were put off: what was signed stands, what was put off stays so."""

from hashlib import sha256
from typing import Any

import pytest

from infludesk.campaigns.commands import create_campaign
from infludesk.campaigns.model import Participation
from infludesk.contracts.model import Contract, ContractParty
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.merge import merge_creators
from infludesk.kernel.ids import ref
from infludesk.team.model import Snooze
from infludesk.team.snoozing import put_off
from infludesk.workspace import Workspace

TEXT = "Ana makes a reel."


@pytest.fixture
def pair(workspace: Workspace) -> tuple[str, str]:
    ana, other = (str(workspace.do(add_creator, name=name).value) for name in ("Ana Ruiz", "Ana R."))
    return ana, other


def rows(workspace: Workspace, cls: type[Any], where: str = "1") -> list[Any]:
    return workspace.read(lambda conn: find(conn, cls, where, order="rowid"))


def paper(tx: Tx, *, people: tuple[str, str], signed: bool) -> None:
    """A contract that names both as its creator, one by name only where the other has an address too."""
    made = insert(tx, Contract(title="Reel", creator_id=people[0])).id
    insert(tx, ContractParty(contract_id=made, role="creator", party=ref("creator", people[0]), signatory="Ana"))
    insert(tx, ContractParty(contract_id=made, role="creator", party=ref("creator", people[1]), legal_name="A. Ruiz"))
    if signed:
        update(tx, Contract, made, state="signed", body=TEXT, body_sha256=sha256(TEXT.encode()).hexdigest())


def test_who_signed_twice_stands_on_the_paper_twice(workspace: Workspace, pair: tuple[str, str]) -> None:
    workspace.do(paper, people=pair, signed=True)
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    found = rows(workspace, ContractParty)
    assert [one.party for one in found] == [ref("creator", pair[0])] * 2
    assert [one.legal_name for one in found] == [None, "A. Ruiz"]
    assert workspace.check().faults == ()


def test_on_a_draft_two_of_one_become_one(workspace: Workspace, pair: tuple[str, str]) -> None:
    workspace.do(paper, people=pair, signed=False)
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    (one,) = rows(workspace, ContractParty)
    assert (one.party, one.signatory, one.legal_name) == (ref("creator", pair[0]), "Ana", "A. Ruiz")


def test_what_was_put_off_is_put_off_of_who_stays_until_the_earlier_day(
    workspace: Workspace, pair: tuple[str, str]
) -> None:
    workspace.do(create_campaign, name="Spring", client="Acme", creator_ids=pair)
    parts = {one.creator_id: one.id for one in rows(workspace, Participation)}
    for who, day in zip(pair, ("2026-09-01", "2026-07-01"), strict=True):
        workspace.do(put_off, item_key=f"minor:{parts[who]}:", until=day, reason=day)
    workspace.do(put_off, item_key=f"fr-written-contract:{pair[1]}::2026:", until="2026-08-01")
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    (part,) = rows(workspace, Participation)
    assert {one.item_key: one.until for one in rows(workspace, Snooze)} == {
        f"minor:{part.id}:": "2026-07-01", f"fr-written-contract:{pair[0]}::2026:": "2026-08-01",
    }  # fmt: skip
    workspace.undo()
    assert {one.item_key: one.until for one in rows(workspace, Snooze)} == {
        f"minor:{parts[pair[0]]}:": "2026-09-01", f"minor:{parts[pair[1]]}:": "2026-07-01",
        f"fr-written-contract:{pair[1]}::2026:": "2026-08-01",
    }  # fmt: skip
