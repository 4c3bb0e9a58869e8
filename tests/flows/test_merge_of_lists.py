"""Merging and lists: whoever was merged is met by the files that made them, and long merges can be stopped."""

import pytest

from infludesk.creators import store
from infludesk.creators.commands import add_creator, log_contact, set_field
from infludesk.creators.model import ContactPoint, Creator
from infludesk.db.rows import find, insert
from infludesk.flows.comparison import compare_creators
from infludesk.flows.merge import merge_creators
from infludesk.kernel.errors import Cancelled
from infludesk.records.custom_commands import add_custom_field, set_custom_value
from infludesk.records.custom_store import custom_values
from infludesk.records.model import CustomValue
from infludesk.workspace import SCHEMA, Workspace
from tests.importing.lists import content, ready, run

LIST = (
    "Name,Email,Phone,Country,Instagram,Followers,Tags,Street,City,Shoe,Unsub time\n"
    "Ana Ruiz,ana@example.org,0171 2345678,Germany,@ana.fit,12000,fit,Main St 1,Ulm,38,\n"
    "Ana R.,a.ruiz@example.org,0171 9999999,Germany,@ana.now,900,fit;food,Side St 2,Bonn,39,2026-01-05\n"
)


def test_the_list_that_made_both_brings_nothing_new_after_they_are_merged(workspace: Workspace) -> None:
    keep, other = run(workspace, LIST).value.creators
    workspace.do(merge_creators, keep=keep, others=[other])
    stands = content(workspace)
    again = ready(workspace, LIST)
    assert not again.changes
    assert "creator.email" not in {kept.field for one in again.decisions for kept in one.kept}
    run(workspace, LIST)
    assert content(workspace) == stands


def test_figures_of_a_later_day_go_to_the_channel_that_was_merged(workspace: Workspace) -> None:
    keep, other = run(workspace, LIST).value.creators
    workspace.do(merge_creators, keep=keep, others=[other])
    run(workspace, "Name,Instagram,Followers,Date\nAna R.,@ana.now,950,2026-04-01\n")
    whole = workspace.read(lambda conn: store.whole(conn, keep))
    assert sorted(one.handle or "" for one in whole.accounts) == ["ana.fit", "ana.now"]


def test_a_number_written_at_home_is_one_with_the_same_from_abroad(workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana", country="DE", phone="0171 2345678").value)
    other = str(workspace.do(add_creator, name="Ana R.", country="DE", phone="+49 30 123456").value)
    point = ContactPoint(owner=f"creator:{other}", kind="phone", value="030 123456")
    workspace.do(lambda tx: insert(tx, point))
    workspace.do(merge_creators, keep=ana, others=[other])
    whole = workspace.read(lambda conn: store.whole(conn, ana))
    assert [one.value for one in whole.points] == ["030 123456"]


def test_a_long_merge_can_be_stopped_while_its_rows_go_over(workspace: Workspace) -> None:
    ana, other = (str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ana R."))
    workspace.do(log_contact, creator_id=other, body="Wrote")
    told: list[tuple[int, int]] = []
    workspace.do(merge_creators, keep=ana, others=[other], progress=lambda done, total: told.append((done, total)))
    assert len(told) > 10
    assert [done / total for done, total in told] == sorted(done / total for done, total in told)
    workspace.undo()

    def stop(done: int, total: int) -> None:
        if done * 2 > total:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.do(merge_creators, keep=ana, others=[other], progress=stop)
    assert workspace.read(store.count) == 2


def test_circles_of_others_are_left_alone(workspace: Workspace) -> None:
    ana, other, third = (str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ana R.", "Leo"))
    workspace.do(set_field, creator_id=third, name="referred_by_id", value=third)
    workspace.do(set_field, creator_id=other, name="referred_by_id", value=ana)
    workspace.do(merge_creators, keep=ana, others=[other])
    rows = {one.id: one.referred_by_id for one in workspace.read(lambda conn: find(conn, Creator))}
    assert (rows[ana], rows[third]) == (None, third)


def test_a_merged_field_of_ones_own_is_changed_where_it_stands(workspace: Workspace) -> None:
    ana, other = (str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ana R."))
    shoe = workspace.do(add_custom_field, table="creator", label="Shoe", kind="text").value
    workspace.do(set_custom_value, record=f"creator:{other}", field_id=shoe, value="38")
    workspace.do(merge_creators, keep=ana, others=[other])
    workspace.do(set_custom_value, record=f"creator:{ana}", field_id=shoe, value="39")
    assert workspace.read(lambda conn: custom_values(conn, [f"creator:{ana}"])) == {f"creator:{ana}": {"shoe": "39"}}
    assert len(workspace.read(lambda conn: find(conn, CustomValue))) == 1


def test_fields_of_ones_own_that_differ_are_chosen_too(workspace: Workspace) -> None:
    ana, other = (str(workspace.do(add_creator, name="Ana").value) for _ in range(2))
    shoe = workspace.do(add_custom_field, table="creator", label="Shoe", kind="text").value
    fee = workspace.do(add_custom_field, table="creator", label="Fee", kind="int").value
    for one, size in ((ana, "38"), (other, "39")):
        workspace.do(set_custom_value, record=f"creator:{one}", field_id=shoe, value=size)
    workspace.do(set_custom_value, record=f"creator:{other}", field_id=fee, value=40)
    comparison = workspace.read(lambda conn: compare_creators(conn, SCHEMA, [ana, other]))
    shown = {choice.field.label: choice.values for choice in comparison.choices}
    keep, gone = (one.id for one in comparison.sides)
    assert (keep, shown) == (other, {"Fee": (40, None), "Shoe": ("39", "38")})
    picked = comparison.merge({"custom.shoe": 1, "custom.fee": 1})
    assert picked.values == {"custom.shoe": "38", "custom.fee": None}
    workspace.do(merge_creators, keep=keep, others=[gone], values=picked.values)
    held = workspace.read(lambda conn: custom_values(conn, [f"creator:{keep}"]))
    assert held == {f"creator:{keep}": {"shoe": "38"}}
    workspace.undo()
    assert workspace.read(lambda conn: compare_creators(conn, SCHEMA, [ana, other])) == comparison
