"""A target changes, its definition does not."""

import pytest

from infludesk.campaigns.commands import create_campaign
from infludesk.db.rows import find, get
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.programmes.commands import remove_target, set_target
from infludesk.programmes.kpis import SHIPPED
from infludesk.programmes.model import FORMULAS, Kpi
from infludesk.programmes.store import targets
from infludesk.workspace import Workspace


@pytest.fixture
def scope(workspace: Workspace) -> str:
    return ref("campaign", workspace.do(create_campaign, client="Acme", name="Spring Launch").value)


def test_every_formula_has_a_definition() -> None:
    assert set(SHIPPED) == {code for code, _ in FORMULAS} - {"manual"}
    assert {d.unit for d in SHIPPED.values() if d.better == "lower"} == {"money"}
    assert SHIPPED["engagement_rate"].unit == "ppm"


def test_a_target_is_set_changed_and_undone(workspace: Workspace, scope: str) -> None:
    done = workspace.do(set_target, scope=scope, code="reach", target=1_000_000, note="as in the pitch")
    assert done.changes.label == "Set the goal Reach of Spring Launch"
    before = workspace.read(lambda conn: find(conn, Kpi))
    assert workspace.do(set_target, scope=scope, code="reach", target=1_200_000).value == done.value
    (target,) = workspace.read(lambda conn: targets(conn, scope))
    assert (target.id, target.name, target.unit, target.target) == (done.value, "Reach", "count", 1_200_000)
    assert workspace.read(lambda conn: get(conn, Kpi, target.kpi_id)) == before[0]
    workspace.undo()
    (target,) = workspace.read(lambda conn: targets(conn, scope))
    assert (target.target, target.note) == (1_000_000, "as in the pitch")


def test_a_removed_target_can_be_set_again(workspace: Workspace, scope: str) -> None:
    target = workspace.do(set_target, scope=scope, code="views", target=5).value
    assert workspace.do(remove_target, target_id=target).changes.label == "Remove the goal Views of Spring Launch"
    assert workspace.read(lambda conn: targets(conn, scope)) == []
    assert workspace.do(set_target, scope=scope, code="views", target=6).value == target
    assert [t.target for t in workspace.read(lambda conn: targets(conn, scope))] == [6]


def test_a_cost_goal_keeps_its_currency_and_a_count_has_none(workspace: Workspace, scope: str) -> None:
    workspace.do(set_target, scope=scope, code="cpe", target=45, currency="EUR")
    workspace.do(set_target, scope=scope, code="clicks", target=900, currency="EUR")
    shown = workspace.read(lambda conn: targets(conn, scope))
    assert [(t.code, t.currency, t.better) for t in shown] == [("cpe", "EUR", "lower"), ("clicks", "", "higher")]


@pytest.mark.parametrize(
    ("code", "target", "told"),
    [("fame", 1, "kpi.unknown"), ("reach", -1, "kpi.negative"), ("cpm", 500, "kpi.currency")],
)
def test_what_cannot_be_a_goal_is_refused(workspace: Workspace, scope: str, code: str, target: int, told: str) -> None:
    with pytest.raises(Problem) as problem:
        workspace.do(set_target, scope=scope, code=code, target=target)
    assert problem.value.code == told
    assert workspace.read(lambda conn: find(conn, Kpi)) == []
