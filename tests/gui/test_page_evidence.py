"""The evidence page: what is kept and missing, files added, hashes verified, and the bundle handed over."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from infludesk.campaigns.commands import freeze_brief
from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.commands import add_post, check_post
from infludesk.content.model import Evidence
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.flows import evidence_list
from infludesk.gui.desk import Desk
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.content import ContentPage
from infludesk.gui.pages.evidence import EvidencePage
from infludesk.workspace import Workspace


def work(tx: Tx) -> dict[str, str]:
    """A checked post, one that misses its proof, and a frozen brief."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring 🎉", client_id=client.id)).id
    creator = insert(tx, Creator(name="مريم العلي")).id
    insert(tx, Account(creator_id=creator, platform="instagram", handle="maryam"))
    joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="agreed", pay="paid")).id
    post = add_post(tx, url="https://instagram.com/reel/Cone12345/", caption="#ad Soup", title="Soup",
                    participation_id=joined)  # fmt: skip
    bare = add_post(tx, url="https://instagram.com/reel/Ctwo12345/", title="Bare", participation_id=joined)
    check_post(tx, post_id=post, connection_seen="paid", findings={"US-2": ("no", "nothing said", "")})
    brief = insert(tx, Brief(campaign_id=campaign, title="Brief", goal="Taste", disclosure_wording="#ad")).id
    freeze_brief(tx, brief_id=brief)
    return {"post": post, "bare": bare, "campaign": campaign}


@pytest.fixture
def made(workspace: Workspace) -> dict[str, str]:
    found: dict[str, str] = workspace.do(work).value
    return found


@pytest.fixture
def page(desk: Desk) -> Iterator[EvidencePage]:
    shown = EvidencePage(desk)
    shown.resize(1064, 740)
    yield shown
    delete(shown)


def cells(page: EvidencePage, key: str) -> list[str]:
    """What a column says, from the top."""
    page.table.rows.with_rows(page.table.rows.ids, lambda: None)
    page.table.grab()  # what is painted is read anew
    QApplication.processEvents()
    at = [column.key for column in page.columns()].index(key)
    found = [page.table.rows.cells(one) for one in page.table.rows.ids]
    return [row[at].display for row in found if row]


def say(page: EvidencePage) -> str:
    QApplication.processEvents()
    return page.strip.accessibleName()


def test_an_empty_page_says_what_adds_evidence(page: EvidencePage) -> None:
    page.show()
    assert page.body.currentWidget() is page.empty
    assert page.empty.accessibleName() == "No evidence yet Saving a check or sending a brief adds it."
    click(page.add_button)
    assert say(page).startswith("Choose what the files prove.")


@pytest.mark.usefixtures("made")
def test_all_that_is_kept_is_listed(page: EvidencePage) -> None:
    page.show()
    assert sorted(cells(page, "kind")) == ["Caption", "Caption", "Check", "Frozen brief"]
    assert set(cells(page, "campaign")) == {"Spring 🎉"}
    assert sorted(cells(page, "hash")) == ["Verified", "Verified", "Verified", "–"]
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert len(page.table.rows.ids) == 4


def test_what_is_missing_gets_its_files(
    page: EvidencePage, workspace: Workspace, made: dict[str, str], dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page.show()
    page.go_to(Place("evidence", about=("view:missing",)))
    assert cells(page, "what") == ["Bare"]
    assert cells(page, "hash") == ["Missing"]
    dialogs.path = tmp_path / "shot.png"
    dialogs.path.write_bytes(b"picture")
    click(page.add_button)
    assert page.table.rows.ids == []
    kept = workspace.read(lambda conn: find(conn, Evidence, "kind = 'screenshot'"))
    assert [one.about for one in kept] == [f"post:{made['bare']}"]
    workspace.undo()
    page.reload()
    assert cells(page, "what") == ["Bare"]


@pytest.mark.usefixtures("made")
def test_files_are_dropped_on_the_row_in_focus(page: EvidencePage, workspace: Workspace, tmp_path: Path) -> None:
    page.show()
    files = [tmp_path / name for name in ("a.png", "b.mp4")]
    for file in files:
        file.write_bytes(file.name.encode())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)
    kinds = {one.kind for one in workspace.read(lambda conn: find(conn, Evidence))}
    assert {"screenshot", "recording"} <= kinds


def test_hashes_are_verified_and_a_changed_file_is_marked(
    page: EvidencePage, workspace: Workspace, dialogs: FakeDialogs, made: dict[str, str], tmp_path: Path
) -> None:
    page.show()
    page.focus_on(next(one for one in page.table.rows.ids if one.startswith("disclosure_check")))
    dialogs.path = tmp_path / "shot.png"
    dialogs.path.write_bytes(b"picture")
    click(page.add_button)
    assert "Not verified yet" in cells(page, "hash")
    click(page.verify_button)
    assert say(page) == "1 file matches its hash."
    assert "Not verified yet" not in cells(page, "hash")
    (kept,) = workspace.attachments.iterdir()
    kept.write_bytes(b"another")
    click(page.verify_button)
    assert say(page).startswith("1 file does not match its hash.")
    page.filters.set_values("", {"view": "changed"})
    page.reload()
    assert cells(page, "what") == ["shot.png"]
    assert cells(page, "hash")[0].startswith("Changed since ")
    assert made["post"]


@pytest.mark.usefixtures("made")
def test_the_bundle_holds_what_is_ticked_else_all(
    page: EvidencePage, dialogs: FakeDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()))
    page.show()
    dialogs.path = tmp_path / "proof"
    click(page.bundle_button)
    assert say(page) == "Saved proof.zip. 4 proofs"
    page.strip.acted.emit()
    assert opened == [str(tmp_path)]
    with ZipFile(tmp_path / "proof.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 6
    page.table.rows.tick([page.table.rows.ids[0]], on=True)
    page.offers()["evidence.bundle"].run()
    assert say(page) == "Saved proof.zip. 1 proof"


@pytest.mark.usefixtures("made")
def test_a_bundle_is_not_written_over_the_workspace(
    page: EvidencePage, workspace: Workspace, dialogs: FakeDialogs
) -> None:
    page.show()
    dialogs.path = workspace.folder / "attachments" / "proof.zip"
    click(page.bundle_button)
    assert "belongs to the workspace" in say(page)
    dialogs.path = None
    click(page.bundle_button)


def test_the_tabs_of_content_lead_here_and_a_row_leads_back(
    window: MainWindow, workspace: Workspace, made: dict[str, str]
) -> None:
    assert workspace.folder.exists()
    window.go(Place("content"))
    content = window.page
    assert isinstance(content, ContentPage)
    assert content.group_tabs is not None
    bar = content.group_tabs.bar
    assert bar.current == "content"
    bar.chosen.emit("evidence")
    shown: object = window.page
    assert isinstance(shown, EvidencePage)
    post = next(one for one in shown.table.rows.ids if one.startswith("disclosure_check"))
    shown.table.rows.with_rows(shown.table.rows.ids, lambda: None)
    shown.table.focus_id(post)
    press(shown.table, Key.Key_Return)
    assert window.page is content
    window.go(Place("evidence"))
    press(window, Key.Key_N, Modifier.ControlModifier)
    assert made["campaign"]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("wide", "high"), [(1280, 800), (1024, 700)])
def test_it_fits_small_windows(window: MainWindow, wide: int, high: int) -> None:
    window.resize(wide, high)
    window.go(Place("evidence"))
    QApplication.processEvents()
    shown = window.page
    assert isinstance(shown, EvidencePage)
    assert (window.width(), window.height()) == (wide, high)
    for one in (shown.verify_button, shown.bundle_button, shown.add_button):
        corner = one.mapTo(window, one.rect().bottomRight())
        assert corner.x() <= wide
        assert one.width() >= one.sizeHint().width()


def test_without_any_evidence_it_leads_to_the_posts_that_miss_it(page: EvidencePage, workspace: Workspace) -> None:
    workspace.do(bare)
    page.show()
    QApplication.processEvents()
    assert page.body.currentWidget() is page.empty
    assert page.empty.primary is not None
    click(page.empty.primary)
    assert cells(page, "what") == ["Reel by Zoë, Instagram"]
    assert "Choose" not in say(page)
    page.bundle()  # there is nothing to pack
    assert say(page).startswith("There is nothing to pack.")
    assert page.offers()["evidence.bundle"].why_not == "These posts have no evidence to pack."


def test_nothing_leads_on_in_an_empty_workspace(page: EvidencePage) -> None:
    page.show()
    QApplication.processEvents()
    assert page.empty.primary is not None
    assert not page.empty.primary.isVisible()
    assert page.landing() is None
    click(page.verify_button)
    assert say(page).startswith("No file is kept yet.")


def bare(tx: Tx) -> None:
    """A live post of which nothing is kept."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id)).id
    creator = insert(tx, Creator(name="Zoë")).id
    insert(tx, Account(creator_id=creator, platform="instagram", handle="zoe"))
    joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="agreed", pay="paid")).id
    add_post(tx, url="https://instagram.com/reel/Ctwo12345/", participation_id=joined)


@pytest.mark.usefixtures("made")
def test_it_is_narrowed_to_a_creator_and_a_campaign(page: EvidencePage) -> None:
    page.show()
    (creator,) = [one for one, _ in page.desk.workspace.read(evidence_list.creators)]
    page.filters.set_values("", {"creator": creator})
    assert sorted(cells(page, "kind")) == ["Caption", "Caption", "Check"]
    assert set(cells(page, "creator")) == {"\u2068مريم العلي\u2069"}


@pytest.mark.usefixtures("made")
def test_a_folder_is_refused_in_words(page: EvidencePage, dialogs: FakeDialogs, tmp_path: Path) -> None:
    page.show()
    dialogs.path = tmp_path
    click(page.add_button)
    assert "cannot be read" in say(page)


def test_files_are_dropped_on_the_row_under_the_pointer(
    page: EvidencePage, workspace: Workspace, made: dict[str, str], tmp_path: Path
) -> None:
    page.show()
    page.sort_by("kind", descending=True)
    QApplication.processEvents()
    wanted = page.table.rows.ids[-1]
    at = page.table.visualRect(page.table.model().index(len(page.table.rows.ids) - 1, 0)).center()
    place = page.table.viewport().mapTo(page, at)
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shot))])
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))
    (kept,) = workspace.read(lambda conn: find(conn, Evidence, "kind = 'screenshot'"))
    (row,) = workspace.read(lambda conn: evidence_list.listed(conn, workspace.attachments, [wanted]))
    assert kept.about == row.about
    assert made["post"]
