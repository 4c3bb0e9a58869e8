"""Any record goes to the trash with what stands on it and comes back with it, and undo and redo are exact."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from infludesk.db.rows import trash
from infludesk.db.transaction import Tx
from infludesk.flows.trash import restore
from infludesk.flows.trashed import trashed, trashed_refs
from infludesk.kernel.ids import ref
from infludesk.workspace import SCHEMA, Workspace
from tests.flows.things import FEW, KINDS, THINGS, State, build, copied, live

TIES = {"tagging", "attachment_link", "fulfilment", "right_asset"}
WORKED_OUT = {"match_key", "creator_stats", "creator_fts"}
PICKS = st.lists(st.integers(0, 10_000), min_size=1, max_size=4)


def move(tx: Tx, *, table: str, row_id: str) -> int:
    return trash(tx, table, [row_id])


def rows_of(state: State) -> list[tuple[str, str]]:
    return [(table, row_id) for table, rows in state.items() if table not in WORKED_OUT for row_id in sorted(rows)]


def go_and_come_back(workspace: Workspace, table: str, row_id: str) -> State:
    """Move a row to the trash and restore it, undoing and redoing each step; what stood while it was away."""
    before = workspace.read(live)
    workspace.do(move, table=table, row_id=row_id)
    away = workspace.read(live)
    assert row_id not in away[table]
    assert workspace.check().faults == ()
    listed(workspace, table, row_id)
    workspace.undo()
    assert workspace.read(live) == before
    workspace.redo()
    assert workspace.read(live) == away
    workspace.do(restore, table=table, ids=[row_id])
    assert workspace.read(live) == before
    assert workspace.check().faults == ()
    workspace.undo()
    assert workspace.read(live) == away
    workspace.redo()
    assert workspace.read(live) == before
    return away


def listed(workspace: Workspace, table: str, row_id: str) -> None:
    """The trash names the record, once; what only ties two others together is none."""
    found = workspace.read(lambda conn: trashed(conn, SCHEMA, trashed_refs(conn, SCHEMA)))
    own = [one for one in found.values() if one.ref == ref(table, row_id)]
    assert len(own) == (table not in TIES)
    assert all(one.name.strip() for one in found.values())


@FEW
@given(things=THINGS, picks=PICKS)
def test_whatever_goes_comes_back_with_what_went_with_it(template: Path, things: list[Any], picks: list[int]) -> None:
    with copied(template) as workspace:
        workspace.do(build, things=things)
        for pick in picks:
            rows = rows_of(workspace.read(live))
            go_and_come_back(workspace, *rows[pick % len(rows)])


def test_one_of_every_kind_goes_with_what_stands_on_it(template: Path) -> None:
    gone: dict[str, set[str]] = {}
    with copied(template) as workspace:
        workspace.do(build, things=[(kind, kind % 2, 1, False) for kind in range(KINDS + 1)])
        state = workspace.read(live)
        for table in dict.fromkeys(table for table, _ in rows_of(state)):
            away = go_and_come_back(workspace, table, max(state[table]))
            gone[table] = {one for one in state if one not in WORKED_OUT and len(away[one]) < len(state[one])} - {table}
    assert gone["parcel"] == {"parcel_item"}
    assert gone["payee"] == {"payee_link"}
    assert gone["invoice"] == {"invoice_line"}
    assert gone["contract"] >= {
        "contract_clause", "contract_item", "contract_party", "exclusivity", "right_asset", "usage_right",
        "whitelisting",
    }  # fmt: skip
    assert gone["content_draft"] == {"disclosure_check", "disclosure_finding", "review"}
    assert gone["brief"] == {"brief_version", "brief_sending"}
