"""A campaign's Brief tab: the sections, the text, the page it makes, and the versions frozen of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QToolButton, QVBoxLayout, QWidget

from infludesk.campaigns import store
from infludesk.campaigns.commands import brief_of, freeze_brief, set_brief_field
from infludesk.campaigns.freeze import is_empty, read, verify_version
from infludesk.campaigns.model import Brief, BriefVersion
from infludesk.campaigns.pipeline import confirmed
from infludesk.db.driver import Connection
from infludesk.db.transaction import Tx
from infludesk.flows.roster import roster
from infludesk.gui.campaigns.brief_page import FIELDS, BriefPage, is_filled, share_of_page
from infludesk.gui.campaigns.dialogs_participation import FreezeDialog
from infludesk.gui.campaigns.parts import CellLabel
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Bar, Cell, Pill
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, frame, label, plain, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead, Strip
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import show_moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import PPM, isolate, join, percent, plural, tr

_OUTLINE, _PREVIEW = 190, 320
_Read = tuple[Brief | None, list[BriefVersion], list[str]]


class BriefTab(CampaignTab):
    """The working text in the middle; a frozen version is read at the right."""

    shows = ("brief", "brief_version", "participation", "creator", "campaign")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._brief: Brief | None = None
        self._versions: list[BriefVersion] = []
        self._agreed: list[str] = []
        self._shown_version = ""
        self.strip, self.form = Strip(), Form(Brief.entity, show=desk.formats, sections=("", *_sections()))
        self.form.row("campaign_id").hide()
        self.marks: dict[str, QToolButton] = {}
        self.meter, self.page = CellLabel(_meter(0.0)), BriefPage()
        self.freeze_button = button(tr("Freeze…"), small=True)
        self.freeze_button.clicked.connect(self.freeze)
        self.what, self.proof, self.hash = label("", "lead"), CellLabel(Pill("")), Elided(kind="micro")
        self.back_button = button(tr("Back to the working text"), "link", small=True)
        self.back_button.clicked.connect(partial(self.show_version, ""))
        self.versions = QVBoxLayout()
        self._lay_out()
        self.form.saved.connect(self._save)

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:
        if campaign_id != self.campaign_id:
            self._shown_version = ""
        super().show_campaign(campaign_id, about)

    def reload(self) -> None:
        wanted = self.campaign_id

        def query(conn: Connection) -> _Read:
            brief = store.brief(conn, wanted)
            agreed = [row.creator for row in roster(conn, wanted) if confirmed(row.stage)]
            return brief, store.brief_versions(conn, brief.id) if brief else [], agreed

        self.desk.tasks.read(query, self._take, key=("campaign", "brief"))

    def landing(self) -> QWidget | None:
        return self.form.row("goal").edit

    def panes(self) -> list[QWidget]:
        return [self.outline, self.form, self.page]

    def offers(self) -> dict[str, Offer]:
        why = "" if self._brief is not None and not is_empty(self._brief) else tr("The brief is empty.")
        return {"main": Offer(self.freeze, tr("Freeze the brief…"), why)}

    def freeze(self) -> None:
        """Ask for whom, and freeze the text as it is."""
        if self._brief is None or is_empty(self._brief):
            self.strip.say("info", tr("The brief is empty."), tr("Begin with the goal."))
            return
        brief_id = self._brief.id

        def chosen(dialog: FreezeDialog) -> None:
            self.desk.tasks.do(
                freeze_brief, otherwise=self.strip.say_problem, brief_id=brief_id, recipients=dialog.recipients
            )

        ask(FreezeDialog(window_of(), self._agreed), chosen)

    def show_version(self, version_id: str) -> None:
        """Show a frozen version at the right; empty for the working text."""
        self._shown_version = version_id
        self._show_page()

    def _take(self, found: _Read) -> None:
        self._brief, self._versions, self._agreed = found
        self.strip.say("info", "")
        record = self._brief or Brief(title=tr("Brief"))
        # The form keeps what is being typed while the first edit makes the brief: to it the record stays the same.
        self.form.load(replace(record, id=self.campaign_id))
        for field in FIELDS:
            self._mark(field)
        self._list_versions()
        self._show_page()
        self.freeze_button.setEnabled(self._brief is not None and not is_empty(self._brief))
        self.offering.emit()

    def _mark(self, field: Field) -> None:
        filled = is_filled(self._brief, field)
        mark = self.marks[field.name]
        mark.setIcon(theme.icon("check", "success-text", 12) if filled else theme.icon("dot", "text-3", 12))
        state = tr("filled") if filled else tr("empty")
        mark.setAccessibleName(f"{tr(field.label)}, {state}")

    def _show_page(self) -> None:
        number = next((n for n, one in enumerate(self._versions, 1) if one.id == self._shown_version), 0)
        version = self._versions[number - 1] if number else None
        shown = read(version).brief if version else self._brief
        self.page.show_brief(shown, self.desk.formats)
        self.meter.show_cell(_meter(share_of_page(shown)))
        self.what.setText(tr("Version {n}, read only", n=number) if version else tr("Page"))
        for part in (self.proof, self.hash, self.back_button):
            part.setVisible(version is not None)
        if version is not None:
            whole = verify_version(version)
            words = tr("Unchanged since it was frozen") if whole else tr("Changed since it was frozen")
            self.proof.show_cell(Pill(words, "success" if whole else "danger", "check" if whole else "alert"))
            self.hash.say(tr("sha256 {hash}", hash=version.sha256))

    def _list_versions(self) -> None:
        empty(self.versions)
        if not self._versions:
            self.versions.addWidget(label(tr("Nothing is frozen yet."), "help"))
        for number in range(len(self._versions), 0, -1):
            self.versions.addWidget(self._version(number, self._versions[number - 1]))

    def _version(self, number: int, version: BriefVersion) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        opened = button(tr("Version {n}", n=number), "link", small=True)
        opened.clicked.connect(partial(self.show_version, version.id))
        sent = read(version).recipients
        to = plural(len(sent), "to {n} creator", "to {n} creators") if sent else tr("to nobody")
        about = Elided(join((show_moment(version.frozen_at, self.desk.locale, self.desk.zone), to)), "help")
        about.setToolTip(", ".join(map(isolate, sent)))
        row.addWidget(opened)
        row.addWidget(about, 1)
        return line

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        self.desk.tasks.do(edit_brief, otherwise=refused, campaign_id=self.campaign_id, name=name, value=value)

    def _lay_out(self) -> None:
        self.outline = frame("panel")
        rows = QVBoxLayout(self.outline)
        rows.setContentsMargins(theme.px(16), theme.px(12), theme.px(8), theme.px(12))
        rows.setSpacing(0)
        rows.addWidget(label(tr("Sections"), "lead"))
        for field in FIELDS:
            rows.addWidget(self._outline_row(field))
        rows.addStretch(1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(24))
        column.addWidget(self.strip)
        column.addWidget(self.form, 1)
        left = scrolled(self.outline)
        left.setFixedWidth(theme.px(_OUTLINE))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in (left, scrolled(middle), self._right()):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _outline_row(self, field: Field) -> QToolButton:
        made = self.marks[field.name] = QToolButton()
        made.setText(plain(tr(field.label)))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolTip(tr(field.label))
        made.clicked.connect(lambda _checked=False, name=field.name: self.form.focus(name))
        return made

    def _right(self) -> QWidget:
        right = frame("inspector")
        right.setMinimumWidth(theme.px(_PREVIEW))
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(6))
        for part in (self.what, self.meter, self.proof, self.hash):
            column.addWidget(part)
        column.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.page, 1)
        column.addWidget(SectionHead(tr("Versions"), buttons=(self.freeze_button,)))
        column.addLayout(self.versions)
        return right


def edit_brief(tx: Tx, *, campaign_id: str, name: str, value: Any) -> None:
    """Change a field of the campaign's brief, which the first edit makes.

    Raises:
        Problem: ``brief.messages``: more than three key messages.
    """
    set_brief_field(tx, brief_id=brief_of(tx, campaign_id), name=name, value=value)


def _sections() -> Sequence[str]:
    return [name for name in Brief.entity.sections if name]


def _meter(share: float) -> Cell:
    ppm = round(share * 100) * PPM // 100
    if share > 1:
        return Pill(tr("{share} of one page: shorten it", share=percent(ppm)), "warn", "alert")
    return Bar(share, tr("{share} of one page", share=percent(ppm)))


SPEC = TabSpec("brief", "Brief", BriefTab)
