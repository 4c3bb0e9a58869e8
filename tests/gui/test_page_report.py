"""The Report tab: the client's document is previewed as it will be printed, and saved whole or not at all."""

from pathlib import Path

import pytest
from fakes import FakeDialogs
from live_posts import add_campaign, add_posts, made
from press import Key, click, press, type_text
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.db.rows import find, get
from infludesk.gui.desk import Desk
from infludesk.gui.kit.edits import LineEdit, LongEdit
from infludesk.gui.pages.campaign_report import ReportTab
from infludesk.gui.reports.preview import draw_page, page_sizes
from infludesk.kernel.money import Money
from infludesk.payments.commands import set_creator_fee
from infludesk.results.commands import enter_numbers


@pytest.fixture
def campaign(desk: Desk) -> str:
    campaign = add_campaign(desk)
    posts = add_posts(desk, 2, campaign)
    figures = {posts[0]: {"reach": 10000, "likes": 500}}
    made(desk, enter_numbers, figures=figures, as_of="2026-03-10T12:00:00Z", source="export")
    return campaign


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> ReportTab:
    made_tab = ReportTab(desk)
    qtbot.addWidget(made_tab)
    made_tab.resize(1072, 600)
    made_tab.show()
    return made_tab


def show(tab: ReportTab, campaign: str, *about: str) -> None:
    tab.show_campaign(campaign, about)
    tab.grab()
    QApplication.processEvents()


def printed(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_results_make_it_a_campaign_report_with_its_pages_drawn(tab: ReportTab, campaign: str) -> None:
    show(tab, campaign)
    assert tab.options.kind.value == "campaign"
    assert tab.pages.count > 1
    assert tab.pages.page == 1
    assert not tab.pages.waiting
    assert tab.counter.text() == f"Page 1 of {tab.pages.count}"
    assert tab.lock.accessibleName() == "Client document: internal figures cannot appear."
    assert not tab.results.isVisible()


def test_without_results_it_is_a_shortlist_and_says_so_for_the_other(tab: ReportTab, desk: Desk) -> None:
    show(tab, add_campaign(desk))
    assert tab.options.kind.value == "shortlist"
    tab.options.kind.chosen.emit("campaign")
    assert tab.results.accessibleName() == "This campaign has no results yet; a Shortlist can be made now."
    tab.results.acted.emit()
    assert tab.options.kind.value == "shortlist"
    assert not tab.results.isVisible()


def test_a_shortlist_can_be_asked_for(tab: ReportTab, campaign: str) -> None:
    show(tab, campaign, "shortlist")
    assert tab.options.kind.value == "shortlist"
    assert not tab.options.ticks["shortlist"]["fee"].isChecked()
    assert tab.options.words["audience"].isVisible()
    assert not tab.options.words["report_headline"].isVisible()


def test_a_compliance_report_of_the_campaign_or_its_client(
    tab: ReportTab, desk: Desk, campaign: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    show(tab, campaign)
    assert not tab.options.scope.isVisible()
    click(tab.options.kind.stops[2])
    assert tab.options.kind.value == "compliance"
    assert tab.options.scope.isVisible()
    assert not tab.options.words["report_headline"].isVisible()
    assert tab.pages.count > 0
    dialogs.path = tmp_path / "compliance.pdf"
    click(tab.save_button)
    text = printed(dialogs.path)
    assert "Compliance report" in text
    assert "2 posts" in text
    click(tab.options.scope.whole.stops[1])
    click(tab.save_button)
    assert "Northwind" in printed(dialogs.path).splitlines()[1]
    since = tab.options.scope.since
    type_text(since.main, "2 Mar 2026")
    press(since.main, Key.Key_Return)
    click(tab.save_button)
    assert "1 post" in printed(dialogs.path)
    until = tab.options.scope.until
    type_text(until.main, "1 Mar 2026")
    press(until.main, Key.Key_Return)
    assert tab.options.scope.message.text().startswith("The last day is before the first")
    until.put(None)
    type_text(until.main, "soon")
    press(until.main, Key.Key_Return)
    assert "is not a date" in tab.options.scope.message.text()
    tab.show_campaign(add_campaign(desk, "Autumn"), ("compliance",))
    assert (tab.options.kind.value, tab.options.scope.whole.value) == ("compliance", "campaign")
    assert tab.options.scope.since.text() == ""
    click(tab.save_button)
    text = printed(dialogs.path)
    assert "No posts in this period" in text  # neither the whole client's nor the other period's
    assert "all posts" in text


def test_the_kinds_fit_beside_each_other(tab: ReportTab, campaign: str) -> None:
    show(tab, campaign, "compliance")
    QApplication.processEvents()
    for one in (tab.options.kind, tab.options.scope.whole):
        assert one.width() >= one.sizeHint().width()
        last = one.stops[-1]
        assert last.mapTo(tab.options, last.rect().topRight()).x() <= tab.options.width()
    tab.resize(816, 520)
    QApplication.processEvents()
    assert tab.width() == 816
    assert tab.save_button.mapTo(tab, tab.save_button.rect().topRight()).x() < 816


def test_the_pdf_is_saved_where_the_person_says(
    tab: ReportTab, campaign: str, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def save_file(_title: str, name: Path, _filters: object) -> Path:
        proposed.append(name)
        return tmp_path / "client.pdf"

    monkeypatch.setattr(dialogs, "save_file", save_file)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()))
    show(tab, campaign)
    said: list[str] = []
    tab.desk.said.connect(said.append)
    click(tab.save_button)
    assert [name.name for name in proposed] == ["Spring Launch – report 2026-03-12.pdf"]
    assert "Spring Launch" in printed(tmp_path / "client.pdf")
    assert said == [f"Saved {tmp_path / 'client.pdf'}"]
    assert tab.strip.accessibleName() == f"Saved client.pdf. {tab.pages.count} pages"
    tab.strip.acted.emit()
    assert opened == [str(tmp_path)]


def test_a_file_in_use_is_told_in_the_strip(
    tab: ReportTab, campaign: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "no such folder" / "client"
    show(tab, campaign)
    tab.offers()["pdf"].run()
    assert tab.strip.accessibleName().startswith('"client.pdf" cannot be saved in this folder.')
    assert dialogs.problems == []


def test_a_file_of_the_workspace_is_not_written_over(
    tab: ReportTab, desk: Desk, campaign: str, dialogs: FakeDialogs
) -> None:
    desk.workspace.attachments.mkdir(exist_ok=True)
    dialogs.path = desk.workspace.attachments / "client.pdf"
    show(tab, campaign)
    tab.offers()["pdf"].run()
    assert tab.strip.accessibleName().startswith('"client.pdf" belongs to the workspace.')
    assert not dialogs.path.exists()


def test_unticked_parts_are_not_printed(tab: ReportTab, campaign: str, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "client.pdf"
    show(tab, campaign)
    before = tab.pages.count
    for code in ("definitions", "sources", "missing", "made", "creators", "content", "charts"):
        tab.options.ticks["campaign"][code].click()
    click(tab.save_button)
    assert "Results by creator" not in printed(dialogs.path)
    assert tab.pages.count < before


def test_words_are_kept_and_printed(
    tab: ReportTab, desk: Desk, campaign: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "client.pdf"
    show(tab, campaign)
    headline, happened = tab.options.words["report_headline"].edit, tab.options.words["report_happened"].edit
    assert isinstance(headline, LineEdit)
    assert isinstance(happened, LongEdit)
    type_text(headline.line, "Yes, twice over")
    press(headline.line, Key.Key_Return)
    type_text(happened.area, "Everybody posted on time.")
    happened.left.emit()
    kept = desk.workspace.read(lambda conn: get(conn, Campaign, campaign))
    assert (kept.report_headline, kept.report_happened) == ("Yes, twice over", "Everybody posted on time.")
    click(tab.save_button)
    assert "Yes, twice over" in printed(dialogs.path)
    last = desk.workspace.undoable()
    assert last is not None
    assert last.label == "Change What happened of Spring Launch"


def test_a_colour_that_is_none_stays_with_its_message(tab: ReportTab, desk: Desk, campaign: str) -> None:
    show(tab, campaign)
    edit = tab.options.colour.edit
    assert isinstance(edit, LineEdit)
    type_text(edit.line, "green")
    press(edit.line, Key.Key_Return)
    assert tab.options.colour.message.text().startswith('"green" is not a colour.')
    tab.reload()
    assert edit.text() == "green"
    edit.line.setText("#1A7F5A")
    press(edit.line, Key.Key_Return)
    (client,) = desk.workspace.read(lambda conn: find(conn, Client))
    assert client.report_colour == "#1A7F5A"
    assert not tab.options.colour.message.text().startswith('"green"')


def test_a_logo_that_is_no_picture_is_told(tab: ReportTab, campaign: str, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "logo.pages"
    dialogs.path.write_text("no picture")
    show(tab, campaign)
    tab.options.logo.click()
    assert tab.options.logo_message.text().startswith('"logo.pages" is not a PNG or JPEG picture.')


def test_letter_and_draft_change_the_pages(tab: ReportTab, campaign: str, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "client.pdf"
    show(tab, campaign)
    tab.options.paper_choice.chosen.emit("letter")
    tab.options.draft.click()
    click(tab.save_button)
    assert round(float(PdfReader(dialogs.path).pages[0].mediabox.width)) == 612
    assert "Draft" in printed(dialogs.path)


def test_page_keys_and_zoom(tab: ReportTab, campaign: str) -> None:
    show(tab, campaign)
    press(tab.pages, Key.Key_PageDown)
    assert tab.pages.page == 2
    press(tab.pages, Key.Key_PageUp)
    assert tab.pages.page == 1
    click(tab.larger)
    assert tab.counter.text().startswith("Page 2 of ")
    tab.zoom.setCurrentIndex(tab.zoom.findData(2.0))
    assert tab.pages.percent == 200
    tab.grab()
    assert not tab.pages.waiting
    tab.zoom.setCurrentIndex(0)
    assert tab.pages.percent < 150


def test_a_creators_fee_is_nowhere_in_the_document(
    tab: ReportTab, desk: Desk, campaign: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    part = desk.workspace.read(
        lambda conn: str(conn.execute("SELECT id FROM participation WHERE campaign_id = ?", (campaign,)).fetchone()[0])
    )
    made(desk, set_creator_fee, participation_id=part, amount=Money(987654, "EUR"))
    for kind in ("campaign", "shortlist"):
        dialogs.path = tmp_path / f"{kind}.pdf"
        show(tab, campaign, kind)
        click(tab.save_button)
        assert "9,876" not in printed(dialogs.path)


def test_a_page_is_drawn_at_the_scale_asked_for(
    tab: ReportTab, campaign: str, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "client.pdf"
    show(tab, campaign)
    click(tab.save_button)
    data = dialogs.path.read_bytes()
    size, image = page_sizes(data)[0], draw_page(data, 0, 1.5)
    assert abs(image.width() - size.width() * 1.5) <= 1
    assert abs(image.height() - size.height() * 1.5) <= 1
    assert image.pixelColor(image.width() // 2, image.height() - 2).name() == "#ffffff"
    assert any(image.pixelColor(x, y).name() != "#ffffff" for x in range(0, image.width(), 7) for y in range(0, 300, 7))


def test_everything_fits_in_a_small_window(qtbot: QtBot, tab: ReportTab, campaign: str) -> None:
    tab.resize(1024 - 56, 500)
    show(tab, campaign)
    assert tab.minimumSizeHint().width() <= 1024 - 56
    for one in tab.options.ticks["campaign"].values():
        assert one.sizeHint().width() <= one.width()
    del qtbot
