"""People change their own name."""

import pytest

from infludesk.kernel.errors import Problem
from infludesk.team.commands import rename_member
from infludesk.team.store import name_of
from infludesk.workspace import Workspace


def test_a_member_is_renamed_and_back(workspace: Workspace) -> None:
    old = workspace.read(lambda conn: name_of(conn, workspace.me))
    done = workspace.do(rename_member, member_id=workspace.me, name=" Mia Berg ")
    assert done.changes.label == "Change my name to Mia Berg"
    assert workspace.read(lambda conn: name_of(conn, workspace.me)) == "Mia Berg"
    workspace.undo()
    assert workspace.read(lambda conn: name_of(conn, workspace.me)) == old


def test_a_name_is_needed(workspace: Workspace) -> None:
    with pytest.raises(Problem, match=r"A name is needed"):
        workspace.do(rename_member, member_id=workspace.me, name="  ")
