"""Members."""

from infludesk.db.rows import update
from infludesk.team.model import Member
from infludesk.team.store import add_member, members
from infludesk.workspace import Workspace


def test_a_workspace_starts_with_its_maker(workspace: Workspace) -> None:
    assert [one.id for one in workspace.read(members)] == [workspace.me]


def test_those_who_left_are_not_listed_and_names_sort_without_case(workspace: Workspace) -> None:
    made = {name: workspace.do(add_member, name=name).value.id for name in ("zoë", "Abel", "bea")}
    workspace.do(lambda tx: update(tx, Member, made["bea"], state="left"))
    names = [one.name for one in workspace.read(members) if one.id != workspace.me]
    assert names == ["Abel", "zoë"]
