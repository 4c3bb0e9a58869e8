"""Results: the grid of all posts with its filters, and a campaign's figures against its goals."""

import pytest
from live_posts import add_campaign, add_posts, made
from press import Key, Modifier, click, press, type_text
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.db.rows import find
from infludesk.gui.desk import Desk
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign_results import ResultsTab
from infludesk.gui.pages.results import ResultsPage
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.commands import set_client_fee
from infludesk.programmes.commands import set_target
from infludesk.results.commands import enter_numbers
from infludesk.results.model import PostSnapshot


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ResultsPage:
    made_page = ResultsPage(desk)
    qtbot.addWidget(made_page)
    made_page.resize(1072, 700)
    made_page.show()
    return made_page


@pytest.fixture
def campaign(desk: Desk) -> str:
    """Spring Launch: 500 engagements aimed at, 600 reached with two posts read of three, 1,200 billed."""
    campaign = add_campaign(desk)
    posts = add_posts(desk, 3, campaign)
    figures = {posts[0]: {"reach": 10000, "likes": 500}, posts[1]: {"reach": 5000, "likes": 100}}
    made(desk, enter_numbers, figures=figures, as_of="2026-03-10T12:00:00Z", source="export")
    made(desk, set_target, scope=ref("campaign", campaign), code="engagements", target=500)
    made(desk, set_client_fee, campaign_id=campaign, amount=Money(120000, "EUR"))
    return campaign


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, campaign: str) -> ResultsTab:
    made_tab = ResultsTab(desk)
    qtbot.addWidget(made_tab)
    made_tab.resize(1072, 600)
    made_tab.show()
    made_tab.show_campaign(campaign)
    QApplication.processEvents()
    return made_tab


def labels(page: ResultsPage) -> list[str]:
    return [row.label for row in page.grid.model.rows]


def test_no_posts_are_live(page: ResultsPage) -> None:
    assert page.grid.body.currentWidget() is page.grid.empty
    assert page.grid.empty.accessibleName().startswith("No posts are live.")
    assert not page.save_button.isEnabled()


def test_the_filters_narrow_the_posts_and_clear_again(page: ResultsPage, desk: Desk) -> None:
    add_posts(desk, 2, add_campaign(desk, "Autumn"))
    add_posts(desk, 1, None, handle="leo.park")
    assert len(labels(page)) == 3
    page.filters.set_values("", {"campaign": "Autumn"})
    assert labels(page) == ["Post 2", "Post 1"]
    page.filters.set_values("nothing like it", {})
    assert page.grid.body.currentWidget() is page.grid.nothing
    assert page.grid.nothing.primary is not None
    click(page.grid.nothing.primary)
    assert len(labels(page)) == 3


def test_due_posts_come_first_and_alone(page: ResultsPage, desk: Desk) -> None:
    posts = add_posts(desk, 2)
    made(desk, enter_numbers, figures={posts[1]: {"views": 9}}, as_of="2026-03-12T09:00:00Z", source="manual")
    assert labels(page) == ["Post 1", "Post 2"]
    page.filters.set_values("", {"due": "due"})
    assert labels(page) == ["Post 1"]


def test_all_posts_are_read_in_four_steps(window: MainWindow, desk: Desk) -> None:
    window.go(Place("results"))
    posts = add_posts(desk, 9)
    page = window.page
    assert isinstance(page, ResultsPage)
    page.grid.table.go(0, page.grid.model.first)
    page.grid.source.setCurrentIndex(page.grid.source.findData("screenshot"))
    page.grid.source.activated.emit(0)
    QGuiApplication.clipboard().setText("\n".join(f"{n}000\t{n}00" for n in range(1, 10)))
    press(page.grid.table, Key.Key_V, Modifier.ControlModifier)
    assert page.save_button.isEnabled()
    window.actions_["main"].trigger()
    stored = desk.workspace.read(lambda conn: find(conn, PostSnapshot))
    assert {(one.post_id, one.source) for one in stored} == {(post, "screenshot") for post in posts}
    assert not page.save_button.isEnabled()


def test_unsaved_cells_survive_leaving_the_page(window: MainWindow, desk: Desk) -> None:
    window.go(Place("results"))
    add_posts(desk, 1)
    page = window.page
    assert isinstance(page, ResultsPage)
    QGuiApplication.clipboard().setText("700")
    press(page.grid.table, Key.Key_V, Modifier.ControlModifier)
    window.go(Place("today"))
    window.go(Place("results"))
    assert page.grid.unsaved == 1
    click(page.save_button)
    assert [one.views for one in desk.workspace.read(lambda conn: find(conn, PostSnapshot))] == [700]


def test_import_numbers_goes_to_the_import(page: ResultsPage, tab: ResultsTab, desk: Desk, campaign: str) -> None:
    gone: list[Place] = []
    desk.gone.connect(gone.append)
    click(page.import_button)
    click(tab.import_button)
    assert [(place.page, place.about) for place in gone] == [
        ("imports", ("numbers:",)), ("imports", (f"numbers:{campaign}",)),
    ]  # fmt: skip


def test_figures_stand_against_the_goals(tab: ResultsTab) -> None:
    shown = [tile.accessibleName() for tile in tab.tiles]
    goal = "Engagements, goal, 600, 120% of 500 · 20% above the goal · engagements, sum over posts · 2 of 2 posts"
    assert shown[0] == f"{goal} · as of 10 Mar 2026 · export"
    assert shown[1].startswith("Reach, 15,000, ")
    assert shown[2].startswith("Engagements, 600, ")
    assert shown[3].startswith("Engagement rate, 4%, by reach, pooled")
    assert shown[-1].startswith("Cost per engagement, client fee, €2.00, ")


def test_creators_stand_with_what_their_posts_brought(tab: ResultsTab) -> None:
    (ana,) = tab.table.rows.ids
    cells = tab.table.rows.cells(ana)
    if cells is None:
        QApplication.processEvents()
        cells = tab.table.rows.cells(ana)
    assert cells is not None
    assert [cell.display for cell in cells] == ["Ana Ruiz", "3", "15,000", "n/a: no post has views", "600", "4%"]


def test_saving_in_the_tab_renews_the_cards(tab: ResultsTab, desk: Desk) -> None:
    tab.grid.table.go(0, tab.grid.model.first + tab.grid.model.metrics.index("reach"))
    QGuiApplication.clipboard().setText("1000")
    press(tab.grid.table, Key.Key_V, Modifier.ControlModifier)
    assert tab.save_button.isEnabled()
    click(tab.save_button)
    assert tab.tiles[1].figure == "16,000"
    desk.tasks.undo()
    assert tab.tiles[1].figure == "15,000"


def test_the_tab_is_no_wider_than_its_place(tab: ResultsTab) -> None:
    assert tab.minimumSizeHint().width() <= 1024 - 208
    assert all(tile.width() <= tab.width() for tile in tab.tiles)


def test_ctrl_enter_saves_also_from_within_a_cell(window: MainWindow, desk: Desk) -> None:
    window.go(Place("results"))
    add_posts(desk, 1)
    page = window.page
    assert isinstance(page, ResultsPage)
    page.grid.table.setFocus()
    type_text(page.grid.table, "7")
    editor = page.grid.table.cells._open
    assert editor is not None
    press(editor, Key.Key_Return, Modifier.ControlModifier)
    assert [one.views for one in desk.workspace.read(lambda conn: find(conn, PostSnapshot))] == [7]
