"""How a contract's page is laid out: outline at the left, terms and text in the middle, the checklist at the right."""

from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from infludesk.contracts.model import Contract
from infludesk.gui.contracts.checklist import Checklist
from infludesk.gui.contracts.clash_strip import ClashStrip
from infludesk.gui.contracts.parties import PartiesSection
from infludesk.gui.contracts.promises import Promises
from infludesk.gui.contracts.terms import GROUPS, FeesSection, FieldsSection, PiecesSection
from infludesk.gui.desk import Desk
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.folding import Section, Segments
from infludesk.gui.kit.parts import button, frame, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead, SectionHead, Strip
from infludesk.gui.nav_delegate import NavDelegate, NavItem
from infludesk.gui.page import Page
from infludesk.kernel.text import tr

PARTS = (("terms", "Terms"), ("text", "Text"), ("compare", "Compare"), ("history", "History"))
PaneT = TypeVar("PaneT", bound=QWidget)
_WIDE = 1100
_OUTLINE, _CHECKLIST, _LEAST = 168, 440, 344


class ContractFrame(Page):
    """The parts of the page and where they stand; the page itself says what they do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.main_button, self.second_button = button("", "primary"), button("")
        self.more = tool("more", tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.parts = Segments(tr("Shown"), [(code, tr(words)) for code, words in PARTS])
        self.head = PageHead("", "", [self.more, self.second_button, self.main_button])
        self.facts, self.strip, self.frozen_strip = label("", "small", wrap=True), Strip(), Strip("quiet")
        self.outline, self.terms = QListWidget(), QScrollArea()
        self.sections = [FieldsSection(tr(title), Contract, names, desk) for title, names in GROUPS]
        self.promises, self.clashes = Promises(desk), ClashStrip(desk)
        self.rights = self.promises.rights
        self.parties, self.pieces, self.fees = PartiesSection(desk), PiecesSection(desk), FeesSection(desk)
        self.checklist = Checklist(desk.formats)
        self.next_button = button(tr("Next open item"), small=True)
        self.check_head = SectionHead(tr("Checklist"), "", [self.next_button])
        self.middle = QStackedWidget()
        self._lay_out()

    @property
    def all_sections(self) -> list[Any]:
        """The sections of the terms, in their order."""
        return [*self.sections, self.parties, *self.promises.sections, self.pieces, self.fees]

    def add_pane(self, pane: PaneT) -> PaneT:
        """Place a pane beside the terms; most are built only once they are looked at."""
        self.middle.addWidget(pane)
        return pane

    def show_section(self, section: Section) -> None:
        """Open a section of the terms and bring it to the top."""
        section.set_open(True)
        self._terms_column.activate()
        self.terms.verticalScrollBar().setValue(section.y())

    def fill_outline(self, words: Sequence[str]) -> None:
        """Show these lines in the outline; the line in focus stays."""
        chosen = self.outline.currentRow()
        self.outline.clear()
        self.outline.addItems(list(words))
        for place, text in enumerate(words):
            self.outline.item(place).setToolTip(text)
            self.outline.item(place).setData(Role.NAV, NavItem(text))
        self.outline.setCurrentRow(chosen)

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        facts.addWidget(self.facts, 1)
        facts.addWidget(self.parts)
        self.outline.setProperty("kind", "sidebar")
        self.outline.setItemDelegate(NavDelegate(self.outline))
        self.outline.setAccessibleName(tr("Sections"))
        self.outline.setFixedWidth(theme.px(_OUTLINE))
        self.outline.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.outline.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._lay_out_terms()
        self.middle.addWidget(self.terms)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.middle)
        splitter.addWidget(self._right_side())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([10_000, theme.px(_CHECKLIST)])
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.outline)
        row.addWidget(splitter, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addLayout(facts)
        whole.addWidget(self.frozen_strip)
        whole.addWidget(self.strip)
        whole.addWidget(self.clashes)
        whole.addLayout(row, 1)

    def _lay_out_terms(self) -> None:
        inside = QWidget()
        self._terms_column = column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(24))
        column.setSpacing(theme.px(8))
        for section in self.all_sections:
            column.addWidget(section)
        column.addStretch(1)
        self.terms.setWidget(inside)
        self.terms.setWidgetResizable(True)
        self.terms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.terms.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _right_side(self) -> QWidget:
        side = frame("inspector")
        side.setMinimumWidth(theme.px(_LEAST))
        side.setMaximumWidth(theme.px(520))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.check_head.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        column.addWidget(self.check_head)
        keys = label(tr("Ctrl+Enter: in the text. Ctrl+Shift+Enter: not applicable."), "help", wrap=True)
        keys.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        column.addWidget(keys)
        column.addWidget(Strip("quiet", tr("Guidance from dated sources, not legal advice.")))
        column.addWidget(self.checklist, 1)
        return side

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.outline.setVisible(self.window().width() >= theme.px(_WIDE))
