"""The monitoring log of a post: fixes are asked for, reminded, done and withdrawn by clicks and keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import commands, store
from infludesk.content.fixing import ask_for_fix
from infludesk.content.model import Deliverable, DisclosureCheck, Post
from infludesk.contracts.model import Contract
from infludesk.creators.model import Creator
from infludesk.db.rows import get, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.fix_mail import fix_mail
from infludesk.flows.publish import publish
from infludesk.gui.content.fix_dialogs import FixDialog, FixedDialog
from infludesk.gui.content.monitoring import MonitoringLog
from infludesk.gui.content.post_panel import PostPanel
from infludesk.gui.desk import Desk
from infludesk.workspace import Workspace

VIDEO = "https://www.tiktok.com/@ana.ruiz/video/7301234567890123456"
CONTROL = Modifier.ControlModifier


def fail(tx: Tx, *, hours: int | None = 24, name: str = "Ana Ruiz") -> dict[str, str]:
    """A live post of a signed creator that fails; its ids."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, zone="America/New_York"))
    who = insert(tx, Creator(name=name, email="ana@example.com"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=who.id, stage="contracted", pay="paid")).id
    insert(
        tx,
        Contract(
            title="Ana, Spring", creator_id=who.id, participation_id=joined, state="signed", signed_on="2026-02-01",
            fix_hours=hours,
        ),
    )  # fmt: skip
    piece = insert(tx, Deliverable(participation_id=joined, title="Reel 1", format="reel", state="approved")).id
    post = publish(tx, deliverable_id=piece, url=VIDEO, caption="Soup", lang="en")
    findings = {"US-2": ("no", "no label in the first line", "")}
    check = commands.check_post(tx, post_id=post, findings=findings, connection_seen="paid")
    return {"piece": piece, "post": post, "check": check}


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to other programs."""
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def panel(desk: Desk) -> Iterator[PostPanel]:
    made = PostPanel(desk)
    made.resize(400, 700)
    made.show()
    yield made
    delete(made)


def words_in(widget: QWidget) -> str:
    for _ in range(3):
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def kept(workspace: Workspace, check_id: str) -> DisclosureCheck:
    return workspace.read(lambda conn: get(conn, DisclosureCheck, check_id))


def show(panel: PostPanel, record_id: str) -> MonitoringLog:
    panel.show_record(record_id)
    QApplication.processEvents()
    return panel.made


def steps_of(panel: PostPanel) -> list[str]:
    return list(panel.made.buttons)


def test_a_fix_is_asked_for_with_the_contracts_hours_and_a_mail(
    panel: PostPanel, workspace: Workspace, opened: list[str]
) -> None:
    made = workspace.do(fail).value
    log = show(panel, made["piece"])
    assert steps_of(panel) == ["ask", "fix"]
    click(log.buttons["ask"])
    dialog = panel.findChildren(FixDialog)[-1]
    assert dialog.agreed.text() == "Ana, Spring gives 24 hours from now."
    assert "13 Mar 2026" in dialog.form.row("fix_due").edit.text()
    assert "no label in the first line" in dialog.form.row("fix_wanted").edit.text()
    press(dialog, Key.Key_Return, CONTROL)
    check = kept(workspace, made["check"])
    assert check.fix_due == "2026-03-13T05:30[America/New_York]"
    assert "no label in the first line" in (check.fix_wanted or "")
    (draft,) = opened
    told = Path(draft).read_text(encoding="utf-8")
    assert "To: ana@example.com" in told
    panel.show_record(made["piece"])
    said = words_in(panel.made)
    assert "Asked for · 0 min of 24 h · due 13 Mar 2026, 05:30 (America/New_York)" in said
    assert steps_of(panel) == ["remind", "fix", "withdraw"]


def test_the_mail_has_finding_section_wording_and_deadline(workspace: Workspace) -> None:
    made = workspace.do(fail).value
    workspace.do(ask_for_fix, check_id=made["check"], wanted="Put #ad first.")
    mail = workspace.read(lambda conn: fix_mail(conn, made["check"]))
    assert mail.to == ["ana@example.com"]
    for words in (
        "Hello Ana Ruiz,", VIDEO.replace("www.", ""), "16 CFR §255.0(f)", "no label in the first line",
        "What to change: Put #ad first.", "Wording that passes: ", "Correct it until 13 Mar 2026, 05:30",
        "America/New_York", "Our contract agrees on 24 hours.",
    ):  # fmt: skip
        assert words in mail.text, words
    assert mail.subject.startswith("Fix the disclosure: ")


def test_without_agreed_hours_it_says_so_and_asks_without_a_deadline(
    panel: PostPanel, workspace: Workspace, opened: list[str]
) -> None:
    made = workspace.do(fail, hours=None).value
    log = show(panel, made["piece"])
    click(log.buttons["ask"])
    dialog = panel.findChildren(FixDialog)[-1]
    assert dialog.agreed.text().startswith("No hours for a fix are agreed")
    press(dialog.mail, Key.Key_Space)
    press(dialog, Key.Key_Return, CONTROL)
    assert kept(workspace, made["check"]).fix_due is None
    assert opened == []
    panel.show_record(made["piece"])
    assert "Asked for · 0 min, no deadline" in words_in(panel.made)


def test_a_past_deadline_is_refused_in_the_dialog(panel: PostPanel, workspace: Workspace, opened: list[str]) -> None:
    made = workspace.do(fail).value
    click(show(panel, made["piece"]).buttons["ask"])
    dialog = panel.findChildren(FixDialog)[-1]
    row = dialog.form.row("fix_due")
    row.edit.put(None)
    type_text(row.edit.main, "1 Mar 2026")
    row.edit.left.emit()
    press(dialog, Key.Key_Return, CONTROL)
    assert dialog.isVisible()
    assert dialog.strip.accessibleName().startswith("This deadline has passed already.")
    assert opened == []


def test_a_missed_deadline_shows_its_hours_and_is_reminded(panel: PostPanel, workspace: Workspace) -> None:
    made = workspace.do(fail).value
    asked: dict[str, Any] = {"fix_asked_at": "2026-03-10T09:30:00Z", "fix_due": "2026-03-11T05:30[America/New_York]"}
    workspace.do(lambda tx: update(tx, DisclosureCheck, made["check"], **asked))
    show(panel, made["piece"])
    assert "Deadline missed · 48 h of 24 h" in words_in(panel.made)
    assert steps_of(panel) == ["remind", "fix"]
    press(panel.made.buttons["remind"], Key.Key_Space)
    assert kept(workspace, made["check"]).fix_reminded_at == "2026-03-12T09:30:00Z"
    panel.show_record(made["piece"])
    assert "Reminded 12 Mar 2026, 09:30" in words_in(panel.made)


def test_fixed_needs_a_proof(panel: PostPanel, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path) -> None:
    made = workspace.do(fail).value
    click(show(panel, made["piece"]).buttons["fix"])
    dialog = panel.findChildren(FixedDialog)[-1]
    assert not dialog.confirm_button.isEnabled()
    dialogs.path = tmp_path / "fixed.png"
    dialogs.path.write_bytes(b"picture")
    click(dialog.file_button)
    press(dialog, Key.Key_Return, CONTROL)
    assert kept(workspace, made["check"]).fixed_at == "2026-03-12T09:30:00Z"
    proofs = workspace.read(lambda conn: store.evidence(conn, made["post"]))
    assert (proofs[0].evidence.kind, proofs[0].file is not None) == ("screenshot", True)
    panel.show_record(made["piece"])
    said = words_in(panel.made)
    assert "Fixed 12 Mar 2026, 09:30" in said
    assert "fixed.png" in said.replace("\u200b", "")
    assert said.count("Hash verified") == 3
    assert steps_of(panel) == []
    workspace.undo()
    assert kept(workspace, made["check"]).fixed_at is None


def test_the_log_is_there_at_once_when_a_post_is_read_anew(panel: PostPanel, workspace: Workspace) -> None:
    """A reading that comes with other events must not leave the log empty until the next ones."""
    made = workspace.do(fail).value
    show(panel, made["piece"])
    panel.show_record(made["piece"])
    shown = [one.text() for one in panel.made.findChildren(QLabel) if one.isVisibleTo(panel.made)]
    assert "Fail" in shown
    assert shown.count("Fail") == 1


def test_a_request_is_withdrawn(panel: PostPanel, workspace: Workspace) -> None:
    made = workspace.do(fail).value
    workspace.do(ask_for_fix, check_id=made["check"])
    click(show(panel, made["piece"]).buttons["withdraw"])
    assert kept(workspace, made["check"]).fix_asked_at is None


def test_a_post_is_seen_live_and_gone(panel: PostPanel, workspace: Workspace, dialogs: FakeDialogs) -> None:
    made = workspace.do(fail).value
    log = show(panel, made["piece"])
    dialogs.words = "Deleted by the creator"
    click(log.gone_button)
    panel.show_record(made["piece"])
    assert "Gone 12 Mar 2026 · Deleted by the creator" in words_in(panel.made)
    click(log.seen_button)
    post = workspace.read(lambda conn: get(conn, Post, made["post"]))
    assert (post.down_on, post.last_seen_live) == (None, "2026-03-12")
    dialogs.words = None
    click(log.gone_button)
    assert workspace.read(lambda conn: get(conn, Post, made["post"])).down_on is None


def test_a_screenshot_is_added_from_the_log(
    panel: PostPanel, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    made = workspace.do(fail).value
    dialogs.path = tmp_path / "مريم 🎉.png"
    dialogs.path.write_bytes(b"picture")
    click(show(panel, made["piece"]).shot_button)
    panel.show_record(made["piece"])
    assert "مريم" in words_in(panel.made)


def test_the_log_is_no_wider_than_its_place(panel: PostPanel, workspace: Workspace) -> None:
    made = workspace.do(fail, name="A very long name " * 8).value
    show(panel, made["piece"])
    panel.resize(320, 600)
    words_in(panel)
    inside = panel.area.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= panel.area.viewport().width()
