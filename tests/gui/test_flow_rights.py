"""Rights and clashes on the screens: may this video be used after May, and who else was promised the category."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from counting import CTRL, Hands
from fakes import FakeDialogs
from press import Key, click, press, type_text
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.campaigns.model import Campaign, CampaignParty, Participation
from infludesk.campaigns.parties import add_party
from infludesk.clients.brand_store import rivals
from infludesk.clients.brands import set_brand_field
from infludesk.clients.model import Brand
from infludesk.content.commands import add_deliverable
from infludesk.content.model import AssetUse
from infludesk.contracts.commands import add_right
from infludesk.contracts.exclusive import add_exclusivity
from infludesk.contracts.model import Contract, Exclusivity, RightAsset, UsageRight, Whitelisting
from infludesk.contracts.rights import cover
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, get, update
from infludesk.flows.draft import contract_from_participation
from infludesk.gui.app import App
from infludesk.gui.campaigns.brands import PartyDialog, RivalsDialog
from infludesk.gui.contracts.creator_work import ToldDialog
from infludesk.gui.contracts.exclusivities import ExclusivityRow
from infludesk.gui.contracts.rights import RenewDialog, RightRow, UseDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.picks import SearchEdit
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_creators import CreatorsTab
from infludesk.gui.pages.campaign_overview import OverviewTab
from infludesk.gui.pages.contract import ContractPage
from infludesk.gui.pages.contracts import ContractsPage
from infludesk.gui.pages.creator import CreatorPage
from infludesk.kernel.changes import Changes
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


def join(workspace: Workspace, creator: str, client: str, category: str) -> tuple[str, str]:
    """A creator in a campaign of a client with a brand; returns the participation and the contract's draft."""
    campaign = workspace.do(
        create_campaign, name=f"{client} May", client=client, starts_on="2026-05-01", ends_on="2026-05-31",
        markets=("FR",),
    ).value  # fmt: skip
    workspace.do(add_party, campaign_id=campaign, brand=f"{client} Care")
    brand = next(one for one in workspace.read(lambda conn: find(conn, Brand)) if one.name == f"{client} Care")
    workspace.do(set_brand_field, brand_id=brand.id, name="categories", value=(category,))
    (part,) = workspace.do(add_creators, campaign_id=campaign, creator_ids=[creator]).value
    return part, str(workspace.do(contract_from_participation, participation_id=part).value)


def agree_on_a_video(workspace: Workspace) -> str:
    """Ana's video may be used on the web and in shops in France until the end of May; returns the creator."""
    ana = str(workspace.do(add_creator, name="Ana Ruiz").value)
    part, contract = join(workspace, ana, "Acme", "skincare")
    video = workspace.do(add_deliverable, participation_id=part, title="Morning video", format="video").value
    right = workspace.do(
        add_right, contract_id=contract, channels=("retail", "web"), territory=("FR",), starts_on="2026-03-01",
        ends_on="2026-05-31",
    ).value  # fmt: skip
    workspace.do(cover, right_id=right, asset=f"deliverable:{video}")
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed", signed_on="2026-03-01"))
    return ana


@pytest.fixture
def started(
    dressed: QApplication, dialogs: FakeDialogs, template: Path, tmp_path: Path, hands: Hands
) -> Iterator[MainWindow]:
    """The program over its real threads, on a workspace in which a video was agreed on."""
    del dressed
    app = App(Settings(device="0123456789ab"), dialogs, clock=lambda: NOW)
    folder = tmp_path / "used"
    shutil.copytree(template, folder)
    with Workspace.open(folder, app.settings, clock=lambda: NOW) as used:
        agree_on_a_video(used)
    app.start(folder)
    yield hands.window(MainWindow)
    app.close()


def follow(desk: Desk, page: Page) -> None:
    """The page is read again once something it shows is changed, as the window does it."""

    def look(changes: Changes) -> None:
        if page.concerns(changes):
            page.reload()

    desk.tasks.changed.connect(look)


def words_in(widget: QWidget) -> str:
    for _ in range(3):
        QApplication.processEvents()
    parts: list[QLabel | QPushButton] = [*widget.findChildren(QLabel), *widget.findChildren(QPushButton)]
    return " | ".join(one.text() for one in parts if one.isVisibleTo(widget) and one.text())


def cells_in(widget: QWidget) -> str:
    return " | ".join(one.accessibleName() for one in widget.findChildren(QWidget) if one.accessibleName())


def test_whether_a_video_may_be_used_after_may_is_four_steps_away(started: MainWindow, hands: Hands) -> None:
    """F22: the rights bar says asset, channel, territory and end."""
    hands.press(Key.Key_K, CTRL)
    hands.write("Ana Ruiz")
    hands.press(Key.Key_Return)
    hands.until(lambda: isinstance(started.page, CreatorPage) and started.page.view is not None)
    page = started.page
    assert isinstance(page, CreatorPage)
    if hands.by_keys:
        hands.press(Key.Key_Tab, CTRL)
        hands.press(Key.Key_Tab, CTRL)
    else:
        hands.click_tab(page.tabs, "Work")
    hands.until(lambda: page.work.work is not None)
    assert page.tabs.current == "work"
    told = words_in(page.work)
    for words in ("Morning video", "Retail, Web", "FR"):
        assert words in told
    assert "until 31 May 2026" in cells_in(page.work)
    assert hands.moved(4)


# the contract's page


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(workspace.do(add_creator, name="Ana Ruiz").value)


@pytest.fixture
def contract(workspace: Workspace, ana: str) -> str:
    return join(workspace, ana, "Acme", "skincare")[1]


@pytest.fixture
def page(desk: Desk, contract: str) -> Iterator[ContractPage]:
    made = ContractPage(desk)
    follow(desk, made)
    made.resize(1120, 760)
    made.go_to(Place("contract", contract))
    made.show()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, EntryDialog):
            one.close()
    delete(made)


def opened(kind: type[EntryDialog]) -> EntryDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def one_exclusivity(workspace: Workspace) -> Exclusivity:
    (row,) = workspace.read(lambda conn: find(conn, Exclusivity))
    return row


def exclusive_row(page: ContractPage, workspace: Workspace) -> ExclusivityRow:
    row = page.promises.exclusivity.rows[one_exclusivity(workspace).id]
    assert isinstance(row, ExclusivityRow)
    row.set_open(True)
    return row


def pick(edit: QWidget, text: str) -> None:
    assert isinstance(edit, SearchEdit)
    edit.line.setFocus()
    type_text(edit.line, text)
    press(edit.line, Key.Key_Return)


def fill(page: ContractPage, workspace: Workspace, name: str, text: str) -> None:
    form = exclusive_row(page, workspace).form
    assert form is not None
    line = form.row(name).edit.main
    line.setFocus()
    type_text(line, text)
    press(line, Key.Key_Return)


def test_an_exclusivity_is_checked_as_its_fields_are_left(
    page: ContractPage, workspace: Workspace, ana: str, desk: Desk
) -> None:
    went: list[Place] = []
    desk.gone.connect(went.append)
    _, rival = join(workspace, ana, "Shine", "sun-care")
    click(page.promises.exclusivity.add_button)
    pick(exclusive_row(page, workspace).categories.line.edit, "Skincare")
    assert one_exclusivity(workspace).categories == ("skincare",)
    fill(page, workspace, "starts_on", "1 May 2026")
    assert page.clashes.isVisible()
    fill(page, workspace, "ends_on", "30 Apr 2026")
    assert one_exclusivity(workspace).ends_on is None
    assert "is before" in words_in(page.promises.exclusivity)
    form = exclusive_row(page, workspace).form
    assert form is not None
    form.row("ends_on").edit.put("")
    fill(page, workspace, "ends_on", "30 Jun 2026")
    told = words_in(page.clashes)
    for words in (
        "Clash with Shine Care",
        "Ana Ruiz is exclusive for Acme Care",
        "Shine May",
        "Skincare",
        "1 May 2026",
    ):
        assert words in told
    click(next(one for one in page.clashes.findChildren(QPushButton) if one.text() == "Open the other side"))
    assert went[-1] == Place("contract", rival)


def test_a_category_that_is_not_there_is_added(page: ContractPage, workspace: Workspace) -> None:
    click(page.promises.exclusivity.add_button)
    picker = exclusive_row(page, workspace).categories
    pick(picker.line.edit, "Night creams")
    assert one_exclusivity(workspace).categories == ()
    click(next(one for one in picker.findChildren(QPushButton) if one.text() == 'Add "Night creams"'))
    assert one_exclusivity(workspace).categories == ("night-creams",)
    assert "Night creams" in cells_in(picker.shelf)


def test_a_waived_clash_says_by_whom_and_when(
    page: ContractPage, workspace: Workspace, ana: str, contract: str, dialogs: FakeDialogs
) -> None:
    join(workspace, ana, "Shine", "skincare")
    workspace.do(
        add_exclusivity, contract_id=contract, categories=("skincare",), starts_on="2026-05-01", ends_on="2026-05-31"
    )
    page.reload()
    row = exclusive_row(page, workspace)
    dialogs.words = "Mia at Acme"
    click(row.waive_button)
    assert one_exclusivity(workspace).waived_by == "Mia at Acme"
    assert "waived by Mia at Acme on 12 Mar 2026" in words_in(page.clashes)
    click(row.hold_button)
    assert one_exclusivity(workspace).waived_by is None


def test_a_right_covers_a_piece_and_its_use_is_noted_and_stopped(
    page: ContractPage, workspace: Workspace, contract: str
) -> None:
    part = workspace.read(lambda conn: get(conn, Contract, contract)).participation_id
    workspace.do(add_deliverable, participation_id=part, title="Morning video", format="video")
    workspace.do(add_right, contract_id=contract, channels=("web",), starts_on="2026-01-01", ends_on="2026-02-28")
    page.reload()
    (row,) = page.rights.rows.values()
    assert isinstance(row, RightRow)
    row.set_open(True)
    row.piece_combo.setFocus()
    row.piece_combo.setCurrentIndex(1)
    row.piece_combo.activated.emit(1)
    assert len(workspace.read(lambda conn: find(conn, RightAsset))) == 1
    assert "Covers Morning video" in words_in(row)
    click(row.use_button)
    dialog = opened(UseDialog)
    assert isinstance(dialog, UseDialog)
    type_text(dialog.edits["place"].main, "Home page")
    press(dialog, Key.Key_Return, CTRL)
    (use,) = workspace.read(lambda conn: find(conn, AssetUse))
    assert (use.place, use.starts_on, use.right_id) == ("Home page", "2026-03-12", row.record_id)
    assert "Morning video is used past its right" in words_in(page.clashes)
    assert "12 days past its end" in words_in(row)
    click(next(one for one in row.findChildren(QPushButton) if one.text() == "Stopped today"))
    assert workspace.read(lambda conn: find(conn, AssetUse))[0].stopped_on == "2026-03-12"


def test_an_end_before_the_start_is_refused_at_the_field(page: ContractPage, workspace: Workspace) -> None:
    click(page.rights.add_button)
    (row,) = page.rights.rows.values()
    row.set_open(True)
    assert row.form is not None
    for name, text in (("starts_on", "1 May 2026"), ("ends_on", "30 Apr 2026")):
        line = row.form.row(name).edit.main
        line.setFocus()
        type_text(line, text)
        press(line, Key.Key_Return)
    assert "The end cannot come before the start." in row.form.row("ends_on").message
    assert workspace.read(lambda conn: find(conn, UsageRight))[0].ends_on is None


def test_a_signed_right_is_renewed_in_an_addendum(
    page: ContractPage, workspace: Workspace, contract: str, desk: Desk
) -> None:
    went: list[Place] = []
    desk.gone.connect(went.append)
    workspace.do(add_right, contract_id=contract, channels=("web",), starts_on="2026-01-01", ends_on="2026-02-28")
    workspace.do(lambda tx: update(tx, Contract, contract, state="signed", signed_on="2026-01-01"))
    page.reload()
    (row,) = page.rights.rows.values()
    assert isinstance(row, RightRow)
    assert not page.rights.add_button.isVisible()
    row.set_open(True)
    click(row.renew_button)
    dialog = opened(RenewDialog)
    assert isinstance(dialog, RenewDialog)
    type_text(dialog.edits["ends_on"].main, "31 Dec 2026")
    press(dialog, Key.Key_Return, CTRL)
    new = workspace.read(lambda conn: find(conn, UsageRight, "renewed_from_id IS NOT NULL"))[0]
    assert (new.starts_on, new.ends_on) == ("2026-03-01", "2026-12-31")
    assert went == [Place("contract", new.contract_id or "")]


def test_whitelisting_is_added_and_goes_to_trash(page: ContractPage, workspace: Workspace) -> None:
    section = page.promises.whitelisting
    click(section.add_button)
    (row,) = section.rows.values()
    row.set_open(True)
    assert len(workspace.read(lambda conn: find(conn, Whitelisting))) == 1
    click(row.trash_button)
    assert section.rows == {}
    workspace.undo()
    assert len(workspace.read(lambda conn: find(conn, Whitelisting))) == 1


# lists, campaign and creator


def clashing(workspace: Workspace, ana: str, contract: str) -> str:
    """Acme's exclusivity meets Shine's campaign; returns Shine's participation."""
    part, _ = join(workspace, ana, "Shine", "sun-care")
    workspace.do(
        add_exclusivity, contract_id=contract, categories=("skincare",), starts_on="2026-05-01", ends_on="2026-05-31"
    )
    return part


def test_the_list_of_contracts_shows_clashes(
    qtbot: QtBot, desk: Desk, workspace: Workspace, ana: str, contract: str
) -> None:
    clashing(workspace, ana, contract)
    join(workspace, str(workspace.do(add_creator, name="Jo").value), "Dusk", "cars")
    made = ContractsPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.go_to(Place("contracts", "", "", ("view:clashes",)))
    made.show()
    assert len(made.table.rows.ids) == 2
    shown: list[bool] = []
    made.table.rows.with_rows(made.table.rows.ids, lambda: shown.append(True))
    keys = [column.key for column in made.columns()]
    cells = made.table.rows.cells(contract) or ()
    assert cells[keys.index("clash")].reason == "1 clash with another contract or campaign"
    assert cells[keys.index("exclusive_until")].display == "31 May 2026"
    for view in ("rights_ending", "misused", "unwritten"):
        made.filters.set_values("", {"view": view})
        made.reload()
        assert made.table.rows.ids == []


def test_the_clash_is_seen_before_confirming(
    qtbot: QtBot, desk: Desk, workspace: Workspace, ana: str, contract: str
) -> None:
    part = clashing(workspace, ana, contract)
    campaign = workspace.read(lambda conn: get(conn, Participation, part)).campaign_id or ""
    made = CampaignPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.go_to(Place("campaign", campaign, "creators"))
    made.show()
    tab = made.findChild(CreatorsTab)
    assert tab is not None
    assert "Clash with Acme Care" in words_in(tab.inspector)
    assert tab.inspector.confirm_button.isVisible()
    made.go_to(Place("campaign", campaign, "overview"))
    overview = made.findChild(OverviewTab)
    assert overview is not None
    assert "Clash with Acme Care. Ana Ruiz is exclusive for Acme Care" in words_in(overview.risks)


def test_a_brand_is_named_on_the_overview_with_its_category(qtbot: QtBot, desk: Desk, workspace: Workspace) -> None:
    campaign = str(workspace.do(create_campaign, name="Spring", client="Acme").value)
    made = CampaignPage(desk)
    follow(desk, made)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.go_to(Place("campaign", campaign, "overview"))
    made.show()
    overview = made.findChild(OverviewTab)
    assert overview is not None
    overview.segments.chosen.emit("plan")
    click(overview.brands.add_button)
    dialog = opened(PartyDialog)
    assert isinstance(dialog, PartyDialog)
    type_text(dialog.edits["brand"].main, "Glow")
    press(dialog, Key.Key_Return, CTRL)
    (brand,) = workspace.read(lambda conn: find(conn, Brand))
    client = workspace.read(lambda conn: get(conn, Campaign, campaign)).client_id
    assert (brand.name, brand.client_id) == ("Glow", client)
    pick(overview.brands.pickers[brand.id].line.edit, "Skincare")
    assert workspace.read(lambda conn: get(conn, Brand, brand.id)).categories == ("skincare",)
    assert [one.brand_id for one in workspace.read(lambda conn: find(conn, CampaignParty))] == [brand.id]
    rivals_button = next(one for one in overview.brands.findChildren(QPushButton) if one.text() == "Competitors…")
    click(rivals_button)
    asked = opened(RivalsDialog)
    assert isinstance(asked, RivalsDialog)
    type_text(asked.edits["names"].main, "Shine,")
    press(asked, Key.Key_Return, CTRL)
    assert [name for _, name in workspace.read(lambda conn: rivals(conn, brand.id))] == ["Shine"]
    assert "Competes with Shine" in words_in(overview.brands)


def test_what_a_creator_told_is_kept_on_their_page(qtbot: QtBot, desk: Desk, workspace: Workspace, ana: str) -> None:
    made = CreatorPage(desk)
    follow(desk, made)
    qtbot.addWidget(made)
    made.resize(1120, 760)
    made.go_to(Place("creator", ana, "work"))
    made.show()
    click(made.work.add_button)
    dialog = opened(ToldDialog)
    assert isinstance(dialog, ToldDialog)
    press(dialog, Key.Key_Return, CTRL)
    assert "Needed: a category, a competitor, or all others." in words_in(dialog)
    pick(dialog.categories.line.edit, "cars")
    press(dialog, Key.Key_Return, CTRL)
    row = one_exclusivity(workspace)
    assert (row.categories, row.source, row.contract_id, row.creator_id) == (("cars",), "told", None, ana)
    assert "Cars" in words_in(made.work)
