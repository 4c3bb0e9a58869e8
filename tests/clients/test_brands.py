"""Brands by name, who competes with whom, and the tree of trades with one's own beside it."""

import pytest

from infludesk.clients import brand_store
from infludesk.clients.brands import (
    add_brand,
    add_category,
    add_rival,
    brand_named,
    set_brand_field,
    set_rivals,
)
from infludesk.clients.categories import Trade, tree
from infludesk.clients.commands import add_client, set_client_field
from infludesk.clients.model import Brand
from infludesk.db.rows import get
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace


def brand(workspace: Workspace, brand_id: str) -> Brand:
    return workspace.read(lambda conn: get(conn, Brand, brand_id))


def code_of(caught: pytest.ExceptionInfo[Problem]) -> str:
    return caught.value.code


def test_a_name_makes_a_brand_once_and_another_client_another(workspace: Workspace) -> None:
    acme, other = (workspace.do(add_client, name=name).value for name in ("Acme", "Other"))
    first = workspace.do(brand_named, name="Glow").value
    assert workspace.do(brand_named, name="GLOW ", client_id=acme).value == first
    assert brand(workspace, first).client_id == acme
    assert workspace.do(brand_named, name="Glow", client_id=other).value != first


def test_fields_of_a_brand_change_and_go_back(workspace: Workspace) -> None:
    glow = workspace.do(add_brand, name="Glow", categories=("skincare",)).value
    assert workspace.do(set_brand_field, brand_id=glow, name="words", value=("#glow",)).changes.label == (
        "Change Words viewers know of Glow"
    )
    workspace.undo()
    assert brand(workspace, glow).words == ()
    with pytest.raises(Problem) as told:
        workspace.do(set_brand_field, brand_id=glow, name="categories", value=("no-such-trade",))
    assert code_of(told) == "category.unknown"
    assert brand(workspace, glow).categories == ("skincare",)


def test_a_brand_is_no_part_of_itself(workspace: Workspace) -> None:
    house, line = (workspace.do(add_brand, name=name).value for name in ("House", "Line"))
    workspace.do(set_brand_field, brand_id=line, name="parent_id", value=house)
    for lower, upper in ((house, line), (house, house)):
        with pytest.raises(Problem) as told:
            workspace.do(set_brand_field, brand_id=lower, name="parent_id", value=upper)
        assert code_of(told) == "brand.circle"


def test_competitors_are_seen_from_both_sides_and_in_their_time(workspace: Workspace) -> None:
    glow = workspace.do(add_brand, name="Glow").value
    workspace.do(add_rival, brand_id=glow, name="Shine", since="2026-01-01", until="2026-06-30")
    shine = workspace.do(brand_named, name="Shine").value
    assert [name for _, name in workspace.read(lambda conn: brand_store.rivals(conn, glow))] == ["Shine"]
    assert [name for _, name in workspace.read(lambda conn: brand_store.rivals(conn, shine, "2026-03-01"))] == ["Glow"]
    assert workspace.read(lambda conn: brand_store.rivals(conn, shine, "2026-07-01")) == []
    workspace.do(set_rivals, brand_id=glow, names=["Dusk", " "])
    assert [name for _, name in workspace.read(lambda conn: brand_store.rivals(conn, glow))] == ["Dusk"]
    workspace.undo()
    assert [name for _, name in workspace.read(lambda conn: brand_store.rivals(conn, glow))] == ["Shine"]
    with pytest.raises(Problem) as told:
        workspace.do(add_rival, brand_id=glow, name="Glow")
    assert code_of(told) == "brand.itself"
    with pytest.raises(Problem) as told:
        workspace.do(add_rival, brand_id=glow, name="Dusk", since="2026-02-01", until="2026-01-31")
    assert code_of(told) == "dates.order"


def test_the_shipped_tree_is_whole(workspace: Workspace) -> None:
    known = workspace.read(brand_store.categories)
    assert len(known.trades) > 80
    assert all(one.parent in known.trades for one in known.trades.values() if one.parent)
    names = [known.path(code) for code in known.trades]
    assert len(set(names)) == len(names)
    assert known.path("sun-care") == "Beauty › Skincare › Sun care"
    assert known.is_under("sun-care", "beauty")
    assert not known.is_under("beauty", "sun-care")
    assert known.code_of("beauty › skincare") == known.code_of("SKINCARE") == "skincare"
    assert known.code_of("Juggling") == ""
    assert ("skincare", "Skincare") in known.options
    twice = tree([Trade("a", "Care"), Trade("b", "Home"), Trade("c", "Care", "b")])
    assert twice.options == (("a", "Care"), ("b", "Home"), ("c", "Home › Care"))


def test_a_category_of_ones_own_lies_under_a_shipped_one(workspace: Workspace) -> None:
    code = workspace.do(add_category, label="Night creams", parent="skincare").value
    known = workspace.read(brand_store.categories)
    assert known.path(code) == "Beauty › Skincare › Night creams"
    assert known.is_under(code, "beauty")
    assert workspace.do(add_category, label="night creams").value == code
    workspace.undo()
    assert code not in workspace.read(brand_store.categories).trades
    with pytest.raises(Problem) as told:
        workspace.do(add_category, label="Stilts", parent="circus")
    assert code_of(told) == "category.unknown"


def test_a_tree_that_bites_its_tail_still_ends() -> None:
    bent = tree([Trade("a", "A", "b"), Trade("b", "B", "a")])
    assert bent.line("a") == ("a", "b")
    assert bent.is_under("a", "b")
    assert not bent.is_under("a", "c")


def test_groups_lead_to_their_uppermost_client(workspace: Workspace) -> None:
    top, middle, low = (workspace.do(add_client, name=name).value for name in ("Top", "Middle", "Low"))
    for lower, upper in ((middle, top), (low, middle)):
        workspace.do(set_client_field, client_id=lower, name="parent_id", value=upper)
    assert workspace.read(brand_store.groups) == {top: top, middle: top, low: top}
    workspace.do(set_client_field, client_id=top, name="parent_id", value=low)
    found = workspace.read(brand_store.groups)
    assert set(found.values()) == {min(top, middle, low)}
