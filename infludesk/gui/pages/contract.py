"""A contract: its sections at the left, its terms in the middle, and the checklist of 32 items at the right."""

from collections.abc import Callable
from functools import partial
from typing import Any

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

from infludesk.contracts import commands
from infludesk.contracts.checklist_items import ITEMS
from infludesk.contracts.model import STATES, Contract
from infludesk.contracts.states import MOVES
from infludesk.flows.draft import refresh_items
from infludesk.flows.trash import trash_contracts
from infludesk.gui.content.dialogs import SendDialog, SignedDialog
from infludesk.gui.contracts.checklist import Checklist, Given
from infludesk.gui.contracts.terms import (
    GROUPS,
    ContractView,
    FeesSection,
    FieldsSection,
    PiecesSection,
    RightsSection,
    fact_words,
    read_contract,
)
from infludesk.gui.desk import Desk
from infludesk.gui.history_list import HistoryList, Past
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import button, frame, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead, SectionHead, Strip
from infludesk.gui.nav_delegate import NavDelegate, NavItem
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page, Path
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes
from infludesk.kernel.text import isolate, join, tr

_WIDE = 1100
_OUTLINE, _CHECKLIST, _LEAST = 168, 392, 344
_MAIN = {"draft": "Check done", "in_check": "Send…", "sent": "Signed…", "redlined": "Signed…", "agreed": "Signed…"}
_SECOND = {"sent": "Redlined", "agreed": "Redlined", "redlined": "Send…"}
# These have a button or a step of their own.
_NOT_IN_MENU = frozenset({"sent", "signed", "redlined"})


class ContractPage(Page):
    """The editor of one contract."""

    key = "contract"
    shows = (
        "contract", "contract_item", "usage_right", "rule_pack", "creator_fee", "deliverable", "brief", "campaign",
        "creator", "client", "participation", "member", "fulfilment", "post",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: ContractView | None = None
        self.main_button, self.second_button = button("", "primary"), button("")
        self.more = tool("more", tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(QMenu(self.more))
        self.parts = Segments(tr("Shown"), [("terms", tr("Terms")), ("history", tr("History"))])
        self.head = PageHead("", "", [self.more, self.second_button, self.main_button])
        self.facts, self.strip = label("", "small", wrap=True), Strip()
        self.outline, self.terms, self.history = QListWidget(), QScrollArea(), HistoryList(desk)
        self.sections = [FieldsSection(tr(title), Contract, names, desk) for title, names in GROUPS]
        self.rights, self.pieces, self.fees = RightsSection(desk), PiecesSection(desk), FeesSection(desk)
        self.checklist = Checklist(desk.formats)
        self.next_button = button(tr("Next open item"), small=True)
        self.check_head = SectionHead(tr("Checklist"), "", [self.next_button])
        self._lay_out()
        self._connect()

    # the page

    @property
    def path(self) -> Path:
        return ((self._title(), Place(self.key, self.place.record)),)

    def go_to(self, place: Place) -> None:
        if place.record != self.place.record:
            self.checklist.leave()
            self.strip.say("info", "")
            self.show_part("terms")
        super().go_to(place)

    def reload(self) -> None:
        if contract_id := self.place.record:
            self.desk.tasks.read(lambda conn: read_contract(conn, contract_id), self._take, key=(self.key, "view"))

    def landing(self) -> QWidget | None:
        return self.next_button if self.view is None or self.view.left else self.checklist.rows[1]

    def panes(self) -> list[QWidget]:
        current = self.checklist.rows[self.checklist.current or 1]
        return [*([self.outline] if self.outline.isVisible() else []), self.sections[0].head, current]

    def offers(self) -> dict[str, Offer]:
        view = self.view
        if view is None:
            return {}
        none_open = "" if view.left else tr("No item is open.")
        frozen = tr("A signed contract stands still.") if view.frozen else ""
        chosen = "" if self.checklist.current else tr("Choose an item first.")
        return {
            "main": Offer(partial(self.checklist.answer_current, "in_text"), tr("In the text"), frozen or chosen),
            "second": Offer(
                partial(self.checklist.answer_current, "not_applicable"), tr("Not applicable"), frozen or chosen
            ),
            "item.next": Offer(partial(self.checklist.go, 1), why_not=none_open),
            "item.previous": Offer(partial(self.checklist.go, -1), why_not=none_open),
            "trash": Offer(self._trash, tr("Move contract to Trash"), frozen),
            "history": Offer(self._toggle_history, checked=self.parts.value == "history"),
        }

    def concerns(self, changes: Changes) -> bool:
        return changes.touches_row("contract", self.place.record) or changes.touches(*self.shows[1:])

    # what can be done

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do a command with this contract; what is refused is said above the terms."""
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, contract_id=self.place.record, **arguments)

    def send(self) -> None:
        """Record that the contract went out; open items are asked about first."""
        if self.view is not None and self.view.left:
            SendDialog(self.desk, self, self.place.record, self.view.left).open()
        else:
            self.do(commands.send_contract)

    def sign(self) -> None:
        """Ask for the day and the file of the signature."""
        SignedDialog(self.desk, self, self.place.record).open()

    def show_part(self, part: str) -> None:
        """Show the terms or the history."""
        self.parts.choose(part)
        self.middle.setCurrentIndex(0 if part == "terms" else 1)
        if part == "history" and self.view is not None:
            rights = [("usage_right", one.id) for one in self.view.rights]
            items = [("contract_item", one.id) for one in self.view.items if one.id]
            self.history.show_records([("contract", self.place.record), *rights, *items])
        self.offering.emit()

    def _trash(self) -> None:
        self.desk.tasks.do(trash_contracts, otherwise=self.strip.say_problem, contract_ids=[self.place.record])

    def _toggle_history(self) -> None:
        self.show_part("terms" if self.parts.value == "history" else "history")

    def _answer(self, given: Given) -> None:
        self.desk.tasks.do(
            commands.answer_item, otherwise=partial(self.checklist.show_problem, given.item),
            contract_id=self.place.record, item=given.item, answer=given.answer, place=given.place, note=given.note,
            red_flag=given.red_flag,
        )  # fmt: skip

    def _save(self, section: FieldsSection, name: str, value: object) -> None:
        def refuse(problem: Any) -> None:
            if section.form is not None:
                section.form.show_problem(name, problem)

        shown = section.form.record_id if section.form is not None else self.place.record
        self.desk.tasks.do(commands.set_contract_field, otherwise=refuse, contract_id=shown, name=name, value=value)

    def _save_right(self, right_id: str, name: str, value: object) -> None:
        self.desk.tasks.do(
            commands.set_right_field, otherwise=self.strip.say_problem, right_id=right_id, name=name, value=value
        )

    def _trash_right(self, right_id: str) -> None:
        self.desk.tasks.do(commands.trash_right, otherwise=self.strip.say_problem, right_id=right_id)

    def _restore(self, past: Past) -> None:
        if past.table == "contract" and past.field is not None:
            self.do(commands.set_contract_field, name=past.field.name, value=past.old)
        elif past.table == "usage_right" and past.field is not None:
            self._save_right(past.row_id, past.field.name, past.old)
        else:
            self.strip.say("info", tr("An answer is changed in the checklist."), tr("Open the item and answer it."))

    def _main(self) -> None:
        state = self._state()
        if state == "draft":
            self.do(commands.check_done)
        elif state == "in_check":
            self.send()
        else:
            self.sign()

    def _second(self) -> None:
        if self._state() == "redlined":
            self.send()
        else:
            self.do(commands.mark_redlined)

    # what is shown

    def _take(self, view: ContractView | None) -> None:
        self.view = view
        if view is None:
            # It went to the trash, or was taken back: the others are on the list.
            if self.isVisible():
                self.desk.go("contracts")
            return
        contract, frozen = view.contract, view.frozen
        self.head.set_title(isolate(self._title()))
        self.facts.setText(fact_words(view, self.desk.locale))
        options = {"owner_id": view.members}
        for section in self.sections:
            section.load(contract, options, frozen=frozen)
        self.rights.load(view.rights, frozen=frozen)
        self.pieces.load(view.pieces)
        self.fees.load(view.fees)
        self.checklist.show_items(view.items, view.since, frozen=frozen)
        done = len(ITEMS) - len(view.left)
        self.check_head.set_note(tr("{done} of {total}", done=done, total=len(ITEMS)))
        self.next_button.setVisible(bool(view.left))
        words = tr("The terms stand still since the signature.")
        self.frozen_strip.say("quiet", words if frozen else "", tr("Draft a new contract to agree on other terms."))
        self._show_buttons()
        self._show_outline()
        if self.parts.value == "history":
            self.history.refresh()
        self.moved.emit(self.place)
        self.offering.emit()

    def _show_buttons(self) -> None:
        state = self._state()
        for one, words in ((self.main_button, _MAIN.get(state, "")), (self.second_button, _SECOND.get(state, ""))):
            one.setText(tr(words) if words else "")
            one.setAccessibleName(one.text())
            one.setVisible(bool(words))
        menu = self.more.menu()
        menu.clear()
        if self.view is not None and not self.view.frozen:
            menu.addAction(tr("Fill open items from the terms")).triggered.connect(lambda: self.do(refresh_items))
        for to in MOVES[state]:
            if to not in _NOT_IN_MENU and (state, to) != ("draft", "in_check"):
                act = menu.addAction(tr("Move to {state}", state=tr(dict(STATES)[to])))
                act.triggered.connect(partial(self._move, to))
        self.more.setVisible(not menu.isEmpty())

    def _move(self, to: str) -> None:
        self.do(commands.set_contract_field, name="state", value=to)

    def _show_outline(self) -> None:
        done = len(ITEMS) - len(self.view.left) if self.view is not None else 0
        words = [join((section.title, self._outline_note(section))) for section in self._all()]
        words.append(tr("Checklist {done} of {total}", done=done, total=len(ITEMS)))
        chosen = self.outline.currentRow()
        self.outline.clear()
        self.outline.addItems(words)
        for place, text in enumerate(words):
            self.outline.item(place).setToolTip(text)
            self.outline.item(place).setData(Role.NAV, NavItem(text))
        self.outline.setCurrentRow(chosen)

    def _outline_note(self, section: QWidget) -> str:
        if section is self.rights:
            return str(len(self.rights.rows) or "–")
        return str(section.filled or "–") if isinstance(section, FieldsSection) else ""

    def _all(self) -> list[Any]:
        return [*self.sections, self.rights, self.pieces, self.fees]

    def _show_section(self) -> None:
        place, sections = self.outline.currentRow(), self._all()
        if place >= len(sections):
            self.checklist.go(1)
        elif place >= 0:
            self.show_part("terms")
            sections[place].set_open(True)
            self._terms_column.activate()
            self.terms.verticalScrollBar().setValue(sections[place].y())

    def _title(self) -> str:
        return (self.view.contract.title or "") if self.view is not None else ""

    def _state(self) -> str:
        return (self.view.contract.state if self.view else None) or "draft"

    # how it is laid out

    def _lay_out(self) -> None:
        self.frozen_strip = Strip("quiet")
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
        inside = QWidget()
        self._terms_column = column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(24))
        column.setSpacing(theme.px(8))
        for section in self._all():
            column.addWidget(section)
        column.addStretch(1)
        self.terms.setWidget(inside)
        self.terms.setWidgetResizable(True)
        self.terms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.terms.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.terms)
        self.middle.addWidget(self.history)
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
        whole.addLayout(row, 1)

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

    def _connect(self) -> None:
        self.main_button.clicked.connect(self._main)
        self.second_button.clicked.connect(self._second)
        self.parts.chosen.connect(self.show_part)
        self.next_button.clicked.connect(lambda: self.checklist.go(1))
        self.checklist.answered.connect(self._answer)
        self.checklist.moved.connect(lambda _item: self.offering.emit())
        self.outline.itemClicked.connect(lambda _item: self._show_section())
        self.outline.itemActivated.connect(lambda _item: self._show_section())
        self.history.restore_asked.connect(self._restore)
        for section in self.sections:
            section.saved.connect(partial(self._save, section))
        self.rights.add_asked.connect(lambda: self.do(commands.add_right))
        self.rights.saved.connect(self._save_right)
        self.rights.trash_asked.connect(self._trash_right)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.outline.setVisible(self.window().width() >= theme.px(_WIDE))
