"""The Imports page for tests: shown as the window shows it, and its parts found."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infludesk.creators.model import Creator
from infludesk.db.rows import find
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.workspace import Workspace

UPFLUENCE = "influencer_id,media_url,profile_name,email,followers"
ANA = "1,https://www.instagram.com/ana.fit/,Ana Ruiz,ana@example.com,12.4K"
LEO = "2,https://www.instagram.com/leo.park/,Leo Park,leo@example.com,9000"
NOBODY = "3,,,,100"


def write_lines(folder: Path, *lines: str, name: str = "upfluence.csv") -> Path:
    """A file of these lines."""
    path = folder / name
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def show_page(qtbot: QtBot, desk: Desk) -> ImportsPage:
    """The page as the window shows it at 1280 × 800."""
    made = ImportsPage(desk)
    qtbot.addWidget(made)
    made.resize(1280 - 208, 740)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    QApplication.processEvents()
    return made


def go(page: ImportsPage, *about: str) -> None:
    """Go to the page for this."""
    page.go_to(Place("imports", about=about))
    QApplication.processEvents()


def words(widget: QWidget) -> str:
    """All that the labels of a widget say."""
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def step_button(page: ImportsPage, text: str) -> QPushButton:
    """The button of a next step after an import."""
    return next(one for one in page.done.findChildren(QPushButton) if one.text() == text and one.isVisible())


def creators(workspace: Workspace) -> list[str]:
    """The names of all creators."""
    return sorted(
        one.name or ""
        for one in workspace.read(lambda conn: find(conn, Creator, "deleted_at IS NULL AND merged_into_id IS NULL"))
    )
