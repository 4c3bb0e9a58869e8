"""F16: the brief is sent to all who agreed, counted; with a pointer, and by keyboard alone."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from counting import CTRL, Hands
from fakes import FakeDialogs
from press import Key
from pypdf import PdfReader
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from infludesk.campaigns import store
from infludesk.campaigns.brief_commands import set_variation_field
from infludesk.campaigns.commands import brief_of, create_campaign, move_stage, set_brief_field
from infludesk.campaigns.model import BriefSending, BriefVersion, Participation
from infludesk.creators.commands import add_creator, set_field
from infludesk.db.rows import find
from infludesk.gui.app import App
from infludesk.gui.campaigns.brief_dialogs import SendDialog
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.campaign_brief import BriefTab
from infludesk.kernel.ids import ref
from infludesk.records.store import attached
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
PEOPLE = ("Ana Lima", "ليلى المنصوري", "中村 美咲")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The drafts the mail program was given."""
    found: list[Path] = []

    def take(url: QUrl) -> bool:
        found.append(Path(QUrl(url).toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def window(
    dressed: QApplication, dialogs: FakeDialogs, template: Path, tmp_path: Path, hands: Hands
) -> Iterator[MainWindow]:
    """The program over its real threads: a campaign with a brief, and three who agreed, one with own words."""
    del dressed
    folder = tmp_path / "used"
    shutil.copytree(template, folder)
    with Workspace.open(folder, Settings(device="0123456789ab"), clock=lambda: NOW) as used:
        people = [used.do(add_creator, name=name).value for name in PEOPLE]
        for n, one in enumerate(people[:2]):
            used.do(set_field, creator_id=one, name="email", value=f"person{n}@example.com")
        campaign = used.do(create_campaign, name="Spring Launch", client="Acme", creator_ids=people).value
        parts = [row.id for row in used.read(lambda conn: find(conn, Participation, order="position"))]
        used.do(move_stage, participation_ids=parts, stage="agreed")
        brief = used.do(brief_of, campaign_id=campaign).value
        used.do(set_brief_field, brief_id=brief, name="goal", value="Reach 100,000 runners")
        used.do(set_brief_field, brief_id=brief, name="disclosure_wording", value="#ad")
        used.do(set_variation_field, participation_id=parts[1], name="tone", value="هادئ وصادق")
    app = App(Settings(device="0123456789ab"), dialogs, clock=lambda: NOW)
    app.start(folder)
    made = hands.window(MainWindow)
    made.go(Place("campaign", campaign, "creators"))
    yield made
    app.close()


def drafted(path: Path) -> tuple[EmailMessage, str]:
    """A draft, and what its PDF says without blanks."""
    mail = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    (file,) = list(mail.iter_attachments())
    data = file.get_content()
    return mail, "".join("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


def test_the_brief_goes_to_all_who_agreed(window: MainWindow, hands: Hands, opened: list[Path]) -> None:
    page = window.page
    assert isinstance(page, CampaignPage)
    hands.until(lambda: "tab.next" in page.offers())
    if hands.by_keys:
        hands.press(Key.Key_Tab, CTRL)
    else:
        hands.click_tab(page.tabs, "Brief")
    tab = page.tab
    assert isinstance(tab, BriefTab)
    hands.until(tab.send_button.isEnabled)
    hands.until(lambda: tab.meter.cell.display == "1 page")
    if hands.by_keys:
        hands.press(Key.Key_Return, CTRL)
    else:
        hands.click(tab.send_button)
    dialog = hands.window(SendDialog)
    assert dialog.confirm_button.text() == "Send to 3 creators"
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: len(opened) == len(PEOPLE))
    assert hands.moved(3)
    assert hands.count <= 3

    mails = [drafted(path) for path in opened]
    assert [mail["To"] for mail, _ in mails] == ["person0@example.com", "person1@example.com", None]
    assert all("Reach100,000runners" in text for _, text in mails)
    assert ["forليلى" in text or "Tone" in text for _, text in mails] == [False, True, False]
    workspace = window.desk.workspace
    versions = workspace.read(lambda conn: find(conn, BriefVersion))
    assert len(versions) == 2
    for version in versions:
        kept = workspace.read(partial(attached, target=ref("brief_version", version.id), role="pdf"))
        assert kept is not None
        assert (workspace.attachments / (kept.sha256 or "")).stat().st_size < 1_000_000

    hands.until(lambda: not window.desk.tasks.busy)
    last = workspace.undoable()
    assert last is not None
    assert last.label == "Send brief v1 to 3 creators"
    workspace.undo()
    assert workspace.read(lambda conn: find(conn, BriefSending)) == []
    assert workspace.read(lambda conn: store.sendings(conn, page.place.record)) == []
