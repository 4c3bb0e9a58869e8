"""The right side of the Brief tab: the page, or a frozen version with its proof, and below it what was sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from infludesk.campaigns.freeze import read, verify_version
from infludesk.campaigns.model import BriefVersion
from infludesk.gui.campaigns.brief_page import BriefPage
from infludesk.gui.campaigns.brief_reading import BriefView
from infludesk.gui.campaigns.brief_versions import VersionList
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.cells import Pill
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button, frame, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead
from infludesk.kernel.text import join, tr

_WIDTH = 320


class BriefSide(QSplitter):
    """What the brief reads like, and its versions."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.page, self.versions = BriefPage(), VersionList(desk)
        self.what, self.proof, self.hash = label("", "lead"), CellLabel(Pill("")), Elided(kind="micro")
        self.back_button = button(tr("Back to the working text"), "link", small=True)
        self.compare_button = button(tr("Compare…"), small=True)
        self.freeze_button = button(tr("Freeze"), small=True)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._lay_out()

    def show_view(self, view: BriefView, version_id: str) -> BriefVersion | None:
        """Show the working text, or a version of it; returns the version shown."""
        number = view.number(version_id)
        version = view.versions[number - 1] if number else None
        self.page.show_brief(read(version).brief if version else view.words)
        self.what.setText(tr("Version {n}, read only", n=number) if version else tr("Page"))
        for part in (self.proof, self.hash, self.back_button):
            part.setVisible(version is not None)
        if version is not None:
            whole = verify_version(version)
            words = tr("Unchanged since it was frozen") if whole else tr("Changed since it was frozen")
            self.proof.show_cell(Pill(words, "success" if whole else "danger", "check" if whole else "alert"))
            packs = ", ".join(read(version).rule_packs)
            self.hash.say(join((tr("sha256 {hash}", hash=version.sha256), packs)))
        self.versions.show_versions(view, version_id)
        self.compare_button.setVisible(bool(view.versions))
        return version

    def _lay_out(self) -> None:
        upper, lower = frame("inspector"), frame("inspector")
        column = QVBoxLayout(upper)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        column.setSpacing(theme.px(6))
        for part in (self.what, self.proof, self.hash):
            column.addWidget(part)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.page, 1)
        rows = QVBoxLayout(lower)
        rows.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        rows.setSpacing(0)
        rows.addWidget(SectionHead(tr("Versions"), buttons=(self.compare_button, self.freeze_button)))
        rows.addWidget(scrolled(self.versions), 1)
        self.addWidget(upper)
        self.addWidget(lower)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
