"""Duplicates: groups with their reason, the comparison switched by keys and clicks, and what merging leaves."""

from collections.abc import Callable

import pytest
from press import Key, Modifier, click, press
from PySide6.QtWidgets import QLabel

from infludesk.campaigns.commands import create_campaign, move_stage
from infludesk.campaigns.model import Participation
from infludesk.creators import store
from infludesk.creators.commands import add_account, add_creator
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get
from infludesk.flows.trash import trash_creators
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.creators import CreatorsPage
from infludesk.gui.pages.duplicates import DuplicatesPage
from infludesk.kernel.ids import ref
from infludesk.records.custom_commands import add_custom_field, set_custom_value
from infludesk.records.custom_store import custom_values
from infludesk.workspace import Workspace

Add = Callable[..., str]
CTRL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
LONG = "Wilhelmina " * 12 + "van der Berg"


@pytest.fixture
def add(workspace: Workspace) -> Add:
    return lambda name, **more: str(workspace.do(add_creator, name=name, **more).value)


@pytest.fixture
def twins(add: Add) -> tuple[str, str]:
    ana = add("Ana Ruiz", email="ana@example.org", city="Madrid", country="ES")
    other = add("Ana", email="ANA@example.org", city="Sevilla", summary="Bakes bread")
    return ana, other


def page_of(window: MainWindow, *about: str) -> DuplicatesPage:
    window.go(Place("duplicates", about=about))
    page = window.page
    assert isinstance(page, DuplicatesPage)
    return page


def heading(page: DuplicatesPage) -> str:
    return page.head.findChildren(QLabel)[0].text()


def creator(workspace: Workspace, creator_id: str) -> Creator:
    return workspace.read(lambda conn: get(conn, Creator, creator_id))


def test_a_pair_is_shown_with_its_reason_and_merged_by_keys(
    window: MainWindow, workspace: Workspace, twins: tuple[str, str]
) -> None:
    ana, other = twins
    page = page_of(window)
    assert page.why.whole == "Same e-mail: ana@example.org"
    assert [row.line.name for row in page.view.rows] == ["Name", "E-mail", "Summary", "Country", "City"]
    assert page.tabs.bar.tabText(1) == "Duplicates  1"
    page.view.rows[-1].take_focus()
    press(page.view.rows[-1].stop, Key.Key_Right)
    assert page.view.rows[-1].result.whole == "Sevilla"
    press(page.view.rows[-1].stop, Key.Key_Return, CTRL)
    assert creator(workspace, ana).city == "Sevilla"
    assert creator(workspace, ana).summary == "Bakes bread"
    assert creator(workspace, other).merged_into_id == ana
    assert page.empty.accessibleName().startswith("No duplicates among 1 creator.")
    assert window.desk.workspace.undoable().label == "Merge Ana Ruiz and Ana"  # type: ignore[union-attr]


def test_after_a_merge_the_next_group_has_the_focus_and_undo_brings_it_back(
    window: MainWindow, workspace: Workspace, add: Add
) -> None:
    for name in ("Ana", "Bea", "Cleo"):
        add(f"{name} Ruiz", email=f"{name}@example.org")
        add(name, email=f"{name}@example.org")
    page = page_of(window)
    keys = page.list.rows.ids
    assert len(keys) == 3
    press(page.list, Key.Key_F8)
    assert page.list.current_id == keys[1]
    press(page.list, Key.Key_F8, SHIFT)
    press(page.list, Key.Key_Down)
    press(page.list, Key.Key_Return, CTRL)
    assert page.list.rows.ids == [keys[0], keys[2]]
    assert page.list.current_id == keys[2]
    assert {one.name for one in page.view.comparison.sides} == {"Cleo Ruiz", "Cleo"}  # type: ignore[union-attr]
    press(page.list, Key.Key_Z, CTRL)
    assert page.list.rows.ids == keys
    assert page.list.current_id == keys[2]
    assert workspace.read(store.count) == 6


def test_all_that_is_certain_is_merged_at_once(window: MainWindow, workspace: Workspace, add: Add) -> None:
    for name in ("Ana", "Bea"):
        add(name, email=f"{name}@example.org")
        add(f"{name} Ruiz", email=f"{name}@example.org")
    add("Leo Berg", email="office@agency.example")
    add("Max Holm", email="office@agency.example")
    page = page_of(window)
    assert page.merge_all_button.text() == "Merge all exact (2)"
    click(page.merge_all_button)
    assert window.desk.workspace.undoable().label == "Merge 2 groups of creators"  # type: ignore[union-attr]
    names = {one.name for one in workspace.read(lambda conn: find(conn, Creator, "merged_into_id IS NULL"))}
    assert names == {"Ana Ruiz", "Bea Ruiz", "Leo Berg", "Max Holm"}
    assert page.why.whole == "Same e-mail, other name: office@agency.example"
    assert page.merge_all_button.isHidden()


def test_not_the_same_is_remembered(window: MainWindow, workspace: Workspace, twins: tuple[str, str]) -> None:
    page = page_of(window)
    press(page.list, Key.Key_Return, CTRL | SHIFT)
    assert not page.list.rows.ids
    assert page.empty.accessibleName().startswith("No duplicates among 2 creators.")
    assert page.empty.isVisible()
    assert window.focusWidget() is page.tabs.bar
    workspace.do(add_account, creator_id=twins[0], profile="@ana", platform="tiktok")
    window.desk.tasks.undo()
    assert window.desk.workspace.undoable() is not None


def test_a_side_is_chosen_by_a_click_and_a_blank_one_too(
    window: MainWindow, workspace: Workspace, twins: tuple[str, str]
) -> None:
    page = page_of(window)
    rows = {row.line.key: row for row in page.view.rows}
    assert rows["country"].result.whole == "Spain"
    click(rows["country"].sides[1])
    assert rows["country"].result.whole == "–"
    click(rows["name"].sides[1])
    press(rows["name"].stop, Key.Key_Down)
    assert rows["email"].holds_focus
    click(page.merge_button)
    found = creator(workspace, twins[0])
    assert (found.name, found.country) == ("Ana", None)


def test_the_leading_participation_is_asked(window: MainWindow, workspace: Workspace, twins: tuple[str, str]) -> None:
    campaign = workspace.do(create_campaign, client="Acme", name="Spring", creator_ids=list(twins)).value
    parts = workspace.read(lambda conn: find(conn, Participation, "campaign_id = ?", (campaign,)))
    of = {one.creator_id: one.id for one in parts}
    workspace.do(move_stage, participation_ids=[of[twins[1]]], stage="contacted")
    page = page_of(window)
    row = page.view.rows[0]
    assert (row.line.name, row.result.whole) == ("Leads in Spring", "Contacted")
    row.take_focus()
    press(row.stop, Key.Key_Left)
    assert row.result.whole == "Shortlisted"
    click(page.merge_button)
    left = workspace.read(lambda conn: find(conn, Participation, "campaign_id = ?", (campaign,)))
    assert [(one.id, one.stage) for one in left] == [(of[twins[0]], "shortlisted")]


def test_two_ticked_in_the_list_are_merged_in_four_steps(window: MainWindow, workspace: Workspace, add: Add) -> None:
    ids = [add("Ana Ruiz"), add("Totally Different"), add("Leo")]
    window.go(Place("creators"))
    page = window.page
    assert isinstance(page, CreatorsPage)
    assert page.offers()["merge"].why_not == "Select two creators."
    assert page.merge_button.isHidden()
    for one in ids[:2]:
        page.focus_on(one)
        press(page.table, Key.Key_Space)
    assert page.offers()["merge"].why_not == ""
    click(page.merge_button)
    shown = window.page
    assert isinstance(shown, DuplicatesPage)
    assert shown.list.isHidden()
    assert shown.why.whole == "Chosen by you."
    press(shown, Key.Key_Return, CTRL)
    assert workspace.read(store.count) == 2
    assert window.page.key == "creator"
    assert window.page.place.record in ids[:2]


def test_an_old_link_leads_to_the_one_who_stayed(window: MainWindow, twins: tuple[str, str]) -> None:
    click(page_of(window).merge_button)
    window.go(Place("creator", twins[1]))
    assert window.page.place.record == twins[0]
    assert window.page.path[0][0] == "Ana Ruiz"


@pytest.mark.parametrize("name", ["أحمد الفارسي", "王小明 🎬", "👩‍🍳🍞", LONG])
def test_names_of_any_script_and_length(window: MainWindow, workspace: Workspace, add: Add, name: str) -> None:
    add(name, email="x@example.org", city=LONG)
    add(f"{name} Ruiz", email="x@example.org", city="عمان")
    page = page_of(window)
    assert len(page.list.rows.ids) == 1
    assert window.width() == 1280
    assert all(row.result.width() <= page.view.width() for row in page.view.rows)
    window.resize(1024, 700)
    assert page.minimumSizeHint().width() <= window.width()
    click(page.merge_button)
    assert workspace.read(store.count) == 1


def test_the_tabs_lead_to_and_fro(window: MainWindow, twins: tuple[str, str]) -> None:
    del twins
    window.go(Place("creators"))
    press(window.page, Key.Key_Tab, CTRL)
    assert window.page.key == "duplicates"
    page = window.page
    assert isinstance(page, DuplicatesPage)
    page.tabs.bar.setCurrentIndex(0)
    assert window.page.key == "creators"
    assert page.tabs.bar.current == "duplicates"


def test_a_refused_merge_says_why(window: MainWindow, workspace: Workspace, twins: tuple[str, str]) -> None:
    page = page_of(window)
    workspace.do(trash_creators, creator_ids=[twins[1]])
    click(page.merge_button)
    assert page.strip.accessibleName().startswith("Ana is in the trash.")


def test_ticked_creators_are_merged_under_their_own_heading_and_esc_leads_back(
    window: MainWindow, workspace: Workspace, twins: tuple[str, str]
) -> None:
    window.go(Place("today"))
    window.go(Place("creators"))
    page = page_of(window, "merge", *twins)
    assert heading(page) == "Merge"
    assert page.cancel_button.isVisible()
    press(page.view.rows[0].stop, Key.Key_Escape)
    assert isinstance(window.page, CreatorsPage)
    page = page_of(window, "merge", *twins)
    click(page.cancel_button)
    assert isinstance(window.page, CreatorsPage)
    assert workspace.read(store.count) == 2


def test_tab_goes_from_the_list_into_the_comparison_and_esc_back(window: MainWindow, twins: tuple[str, str]) -> None:
    assert all(twins)
    window.go(Place("creators"))
    page = page_of(window)
    assert heading(page) == "Duplicates"
    assert not page.cancel_button.isVisible()
    page.list.setFocus()
    press(page.list, Key.Key_Tab)
    assert page.view.rows[0].holds_focus
    press(page.view.rows[0].stop, Key.Key_Tab)
    assert page.view.rows[1].holds_focus
    press(page.view.rows[1].stop, Key.Key_Escape)
    assert page.list.hasFocus()
    press(page.list, Key.Key_Escape)
    assert isinstance(window.page, CreatorsPage)


def test_fields_of_one_s_own_that_differ_are_shown_and_merged_as_chosen(
    window: MainWindow, workspace: Workspace, twins: tuple[str, str]
) -> None:
    values_of = {"Shoe size": ("38", "41"), "Fair": ("Oslo", "Oslo"), "Coach": ("", "Mia"), "Team": ("A", ""),
                 "Desk": ("B", "")}  # fmt: skip
    for label, values in values_of.items():
        field = workspace.do(add_custom_field, table="creator", label=label, kind="text").value
        for one, value in zip(twins, values, strict=True):
            if value:
                workspace.do(set_custom_value, record=ref("creator", one), field_id=field, value=value)
    page = page_of(window)
    rows = {row.line.name: row for row in page.view.rows}
    assert rows["Shoe size"].line.words == ("38", "41")
    assert rows["Coach"].result.whole == "Mia"
    assert "Fair" not in rows
    told = " ".join(one.text() for one in page.view.findChildren(QLabel))
    assert "1 value" in told
    assert "7 values" not in told
    click(rows["Shoe size"].sides[1])
    click(page.merge_button)
    kept = ref("creator", twins[0])
    held = workspace.read(lambda conn: custom_values(conn, [kept]))[kept]
    assert held == {"shoe_size": "41", "fair": "Oslo", "coach": "Mia", "team": "A", "desk": "B"}
