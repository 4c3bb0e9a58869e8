"""A campaign's Brief tab: the sections, the text for everyone or for one creator, its page, and what was sent."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from infludesk.campaigns.brief_commands import reset_variation, set_variation_field
from infludesk.campaigns.brief_words import SECTIONS, is_empty, is_filled, lines_of, own_words
from infludesk.campaigns.freeze import read
from infludesk.campaigns.model import Brief
from infludesk.gui.campaigns.brief_actions import BriefActions, edit_brief
from infludesk.gui.campaigns.brief_advice import LabelAdvice
from infludesk.gui.campaigns.brief_dialogs import open_comparison
from infludesk.gui.campaigns.brief_page import page_meter
from infludesk.gui.campaigns.brief_reading import BriefView, read_brief, read_version
from infludesk.gui.campaigns.brief_side import BriefSide
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.dialogs import window_of
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, frame, label, plain, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Chip
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, join, tr
from infludesk.reports.brief import BriefFacts, page_count

_OUTLINE, _CHOOSER = 190, 200
_FRAME = ("campaign_id", "base_id", "participation_id")


class BriefTab(CampaignTab):
    """The working text in the middle; the page, or a frozen version, at the right with what was sent."""

    shows = (
        "brief", "brief_version", "brief_sending", "participation", "creator", "contact_point", "do_not_contact",
        "campaign", "client", "brand", "campaign_party", "campaign_market", "rule_pack", "setting", "attachment_link",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: BriefView | None = None
        self._for = self._shown_version = ""
        self._shown_facts: BriefFacts | None = None
        self._turn = 0
        self.strip, self.form = Strip(), Form(Brief.entity, show=desk.formats, sections=("", *_sections()))
        self._steps = BriefActions(desk, self.strip)
        for name in _FRAME:
            self.form.row(name).hide()
        self.chooser = Combo()
        self.chooser.setAccessibleName(tr("For whom"))
        self.begin_button, self.keep_button = button(tr("Begin from template…")), button(tr("Save as template…"))
        self.pdf_button, self.send_button = button(tr("Save PDF…"), icon="pdf"), button(tr("Send…"), "primary")
        self.own_words = QWidget()
        self.marks: dict[str, QToolButton] = {}
        self.advice = LabelAdvice()
        self.meter, self.side = CellLabel(page_meter(0)), BriefSide(desk)
        self._lay_out()
        self._connect()

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:
        if campaign_id != self.campaign_id:
            self._for = self._shown_version = ""
        super().show_campaign(campaign_id, about)

    def reload(self) -> None:
        campaign, whose, made = self.campaign_id, self._for, self._steps.setting()
        self.desk.tasks.read(
            lambda conn: read_brief(conn, campaign, whose, made), self._take, key=("campaign", "brief")
        )

    def landing(self) -> QWidget | None:
        return self.form.row("goal").edit

    def panes(self) -> list[QWidget]:
        return [self.chooser, self.outline, self.form, self.side.page, self.side.versions]

    def offers(self) -> dict[str, Offer]:
        none = self._why_not()
        people = "" if self._view and self._view.people else tr("No creator has agreed yet.")
        return {
            "main": Offer(self.send, tr("Send the brief…"), none or people),
            "second": Offer(self.freeze, tr("Freeze the brief"), none),
            "pdf": Offer(self.save_pdf, tr("Save PDF…"), none),
        }

    def send(self) -> None:
        """Ask who gets the brief, and send it."""
        if self._view:
            self._steps.send(self._view)

    def freeze(self) -> None:
        """Freeze the text as it is."""
        if self._view:
            self._steps.freeze(self._view)

    def save_pdf(self) -> None:
        """Save the text shown as a PDF."""
        if self._view and self._shown_facts:
            self._steps.save_pdf(self._view, self._shown_facts, self._shown_version)

    def show_for(self, participation_id: str) -> None:
        """Show the brief for one creator, or for everyone where none is named."""
        self._for, self._shown_version = participation_id, ""
        self.reload()

    def show_version(self, version_id: str) -> None:
        """Show a frozen version at the right; empty for the working text."""
        self._shown_version = version_id
        self._show_page()

    def compare(self) -> None:
        """Open the comparison of the version shown, or of the working text, with the version before."""
        view = self._view
        if view is None or view.words is None or not view.versions:
            return
        texts = [(tr("Version {n}", n=n), read(one).brief) for n, one in enumerate(view.versions, 1)]
        texts.append((tr("Working text"), view.words))
        after = (view.number(self._shown_version) or len(texts)) - 1
        open_comparison(window_of(), texts, max(0, after - 1), after)

    def _take(self, view: BriefView | None) -> None:
        self._view = view
        if view is None:
            return
        self.strip.say("info", "")
        record = (view.own or Brief(title=tr("Brief"))) if self._for else view.base or Brief(title=tr("Brief"))
        self._hint(view.base if self._for else None)
        # The form keeps what is being typed while the first edit makes the brief: to it the record stays the same.
        self.form.load(replace(record, id=f"{self.campaign_id}{self._for}"))
        self._fill_chooser(view)
        self._show_own(view)
        for field in SECTIONS:
            self._mark(field)
        now = (view.words.disclosure_wording or "") if view.words else ""
        self.advice.show_choice(view.advice, view.brand, now, view.refused)
        self.advice.setVisible(view.words is not None)
        self._show_page()
        none = self._why_not()
        for one in (self.side.freeze_button, self.pdf_button, self.keep_button):
            one.setEnabled(not none)
        self.send_button.setEnabled(not none and bool(view.people))
        self.send_button.setToolTip(none or ("" if view.people else tr("No creator has agreed yet.")))
        self.offering.emit()

    def _why_not(self) -> str:
        words = self._view.words if self._view else None
        return "" if words is not None and not is_empty(words) else tr("The brief is empty.")

    def _fill_chooser(self, view: BriefView) -> None:
        own = tr("own words")
        wanted = [("", tr("For everyone"))]
        wanted += [(one.id, join((isolate(one.creator), own if one.id in view.varied else ""))) for one in view.people]
        if wanted != [(self.chooser.itemData(n), self.chooser.itemText(n)) for n in range(self.chooser.count())]:
            self.chooser.clear()
            for key, words in wanted:
                self.chooser.addItem(words, key)
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(self._for)))

    def _show_own(self, view: BriefView) -> None:
        """The sections in which one creator reads something else, each with what takes it back."""
        row = self.own_words.layout()
        if row is None:
            return
        empty(row)
        fields = own_words(view.own) if view.own else ()
        words = tr("Other words here:") if fields else tr("What is left empty is read as for everyone.")
        row.addWidget(label(words, "help"))
        for field in fields:
            chip = Chip(tr(field.label))
            chip.remove.setAccessibleName(tr("Take {field} from the base", field=tr(field.label)))
            chip.remove.setToolTip(chip.remove.accessibleName())
            chip.removed.connect(partial(self._reset, field.name))
            row.addWidget(chip)
        self.own_words.setVisible(bool(self._for))

    def _hint(self, base: Brief | None) -> None:
        """Show the base's words where a creator's own could stand; none for everyone."""
        self.form.row("title").setVisible(not self._for)
        for field in SECTIONS:
            words = "\n".join(lines_of(field, getattr(base, field.name))) if base else ""
            main = self.form.row(field.name).edit.main
            main.setToolTip(tr("For everyone: {words}", words=words) if words else "")
            if isinstance(main, QPlainTextEdit) or (isinstance(main, QLineEdit) and field.kind != "list"):
                main.setPlaceholderText(words)

    def _mark(self, field: Field) -> None:
        filled = is_filled(self._view.words if self._view else None, field)
        mark = self.marks[field.name]
        mark.setIcon(theme.icon("check", "success-text", 12) if filled else theme.icon("dot", "text-3", 12))
        state = tr("filled") if filled else tr("empty")
        mark.setAccessibleName(f"{tr(field.label)}, {state}")

    def _show_page(self) -> None:
        if self._view is not None:
            version = self.side.show_view(self._view, self._shown_version)
            self._measure(version.id if version else "")

    def _measure(self, version_id: str) -> None:
        """Lay the text shown out off the window's thread, to count its pages."""
        self._turn += 1
        turn = self._turn

        def counted(pages: int) -> None:
            if turn == self._turn:
                self.meter.show_cell(page_meter(pages))

        def found(facts: BriefFacts | Problem | None) -> None:
            if turn != self._turn:
                return
            self._shown_facts = facts if isinstance(facts, BriefFacts) else None
            if self._shown_facts is None:
                self.meter.show_cell(page_meter(1))
                return
            job = partial(_count_pages, self._shown_facts)
            self.desk.tasks.work(job, counted, tr("Count pages"))

        if version_id:
            made = self._steps.setting()
            self.desk.tasks.read(lambda conn: read_version(conn, version_id, made), found, key=("brief", "version"))
        else:
            found(self._view.facts if self._view else None)

    def _save(self, name: str, value: Any) -> None:
        def refused(problem: Problem) -> None:
            self.form.show_problem(name, problem)

        given = {"name": name, "value": value}
        if self._for:
            self.desk.tasks.do(set_variation_field, otherwise=refused, participation_id=self._for, **given)
        else:
            self.desk.tasks.do(edit_brief, otherwise=refused, campaign_id=self.campaign_id, **given)

    def _reset(self, name: str) -> None:
        if self._view and self._view.own:
            brief = self._view.own.id
            self.desk.tasks.do(reset_variation, otherwise=self.strip.say_problem, brief_id=brief, name=name)
        self.form.focus(name)

    def _send_again(self, version_id: str) -> None:
        if self._view:
            waiting = [one.participation_id for one in self._view.sent(version_id) if not one.acknowledged_at]
            self._steps.send(self._view, waiting)

    def _connect(self) -> None:
        self.form.saved.connect(self._save)
        self.chooser.activated.connect(lambda _index: self.show_for(self.chooser.currentData() or ""))
        self.begin_button.clicked.connect(lambda: self._steps.begin(self.campaign_id))
        self.keep_button.clicked.connect(lambda: self._steps.keep_template(self._view) if self._view else None)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.send_button.clicked.connect(self.send)
        self.side.freeze_button.clicked.connect(self.freeze)
        self.side.compare_button.clicked.connect(self.compare)
        self.side.back_button.clicked.connect(partial(self.show_version, ""))
        self.side.versions.chosen.connect(self.show_version)
        self.side.versions.acknowledged.connect(self._steps.acknowledge)
        self.side.versions.again.connect(self._send_again)
        self.advice.used.connect(partial(self._save, "disclosure_wording"))

    def _lay_out(self) -> None:
        FlowLayout(self.own_words, gap=theme.px(6))
        self.outline = frame("panel")
        rows = QVBoxLayout(self.outline)
        rows.setContentsMargins(theme.px(16), theme.px(12), theme.px(8), theme.px(12))
        rows.setSpacing(0)
        rows.addWidget(label(tr("Sections"), "lead"))
        for field in SECTIONS:
            rows.addWidget(self._outline_row(field))
        rows.addStretch(1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(24))
        for part in (self.own_words, self.form, self.advice):
            column.addWidget(part)
        column.addStretch(1)
        left = scrolled(self.outline)
        left.setFixedWidth(theme.px(_OUTLINE))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for pane in (left, scrolled(middle), self.side):
            splitter.addWidget(pane)
        splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar())
        whole.addWidget(self.strip)
        whole.addWidget(splitter, 1)

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(24), theme.px(6))
        row.setSpacing(theme.px(8))
        self.chooser.setFixedWidth(theme.px(_CHOOSER))
        for chosen in (self.chooser, self.begin_button, self.keep_button):
            row.addWidget(chosen)
        row.addStretch(1)
        for shown in (self.meter, self.pdf_button, self.send_button):
            row.addWidget(shown)
        return bar

    def _outline_row(self, field: Field) -> QToolButton:
        made = self.marks[field.name] = QToolButton()
        made.setText(plain(tr(field.label)))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setToolTip(tr(field.label))
        made.clicked.connect(lambda _checked=False, name=field.name: self.form.focus(name))
        return made


def _count_pages(facts: BriefFacts, _progress: Progress) -> int:
    return page_count(facts)


def _sections() -> Sequence[str]:
    return [name for name in Brief.entity.sections if name]


SPEC = TabSpec("brief", "Brief", BriefTab)
