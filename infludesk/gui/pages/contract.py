"""A contract: its sections at the left, its terms and text in the middle, the checklist of 32 items at the right."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from infludesk.contracts import clause_store, commands
from infludesk.contracts.checklist_items import ITEMS
from infludesk.contracts.clauses import Library
from infludesk.db.driver import Connection
from infludesk.flows import clauses
from infludesk.flows.agreement import document
from infludesk.flows.parties import set_party_field
from infludesk.flows.send import send_contract
from infludesk.flows.trash import trash_contracts
from infludesk.gui.contracts.checklist import Given
from infludesk.gui.contracts.compare_pane import ComparePane
from infludesk.gui.contracts.dialogs import ClauseDialog, SendDialog, SignedDialog
from infludesk.gui.contracts.frame import PARTS, ContractFrame
from infludesk.gui.contracts.more import MoreMenu
from infludesk.gui.contracts.papers import Papers
from infludesk.gui.contracts.promise_rows import RowsSection
from infludesk.gui.contracts.promises import TABLES
from infludesk.gui.contracts.terms import ContractView, FieldsSection, fact_words, read_contract
from infludesk.gui.contracts.text_pane import TextPane
from infludesk.gui.contracts.text_reading import TextView, read_text
from infludesk.gui.desk import Desk
from infludesk.gui.history_list import HistoryList, Past
from infludesk.gui.navigation import Place
from infludesk.gui.page import Path
from infludesk.gui.payments.schedule import open_schedule
from infludesk.gui.payments.terminating import ask_terminate
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Changes
from infludesk.kernel.text import isolate, join, tr

_MAIN = {"draft": "Check done", "in_check": "Send…", "sent": "Signed…", "redlined": "Signed…", "agreed": "Signed…"}
_SECOND = {"sent": "Redlined", "agreed": "Redlined", "redlined": "Send…"}
Read = tuple[ContractView, TextView] | None


class ContractPage(ContractFrame):
    """The editor of one contract."""

    key = "contract"
    shows = (
        "contract", "contract_item", "contract_clause", "contract_party", "usage_right", "rule_pack", "creator_fee",
        "deliverable", "brief", "campaign", "creator", "client", "participation", "member", "fulfilment", "post",
        "template", "evidence", *TABLES,
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: ContractView | None = None
        self.text_view: TextView | None = None
        self.papers = Papers(desk, self)
        self.menu = MoreMenu(desk, self, self.papers, self.strip.say_problem, partial(ask_terminate, desk, self))
        self._connect()

    # the panes that are built once they are looked at

    @cached_property
    def text(self) -> TextPane:
        """The text."""
        made = self.add_pane(TextPane(self.desk))
        made.chosen.connect(self.offering)
        made.pick_asked.connect(self.pick_clause)
        made.parties_asked.connect(self._show_parties)
        return made

    @cached_property
    def compare(self) -> ComparePane:
        """What changed between versions."""
        return self.add_pane(ComparePane(self.desk))

    @cached_property
    def history(self) -> HistoryList:
        """The history."""
        made = self.add_pane(HistoryList(self.desk))
        made.restore_asked.connect(self._restore)
        return made

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
        contract_id, hide = self.place.record, self.desk.settings.hide_internal

        def query(conn: Connection) -> Read:
            view, text = read_contract(conn, contract_id), read_text(conn, contract_id, hide=hide)
            return (view, text) if view and text else None

        if contract_id:
            self.desk.tasks.read(query, self._take, key=(self.key, "view"))

    def landing(self) -> QWidget | None:
        return self.next_button if self.view is None or self.view.left else self.checklist.rows[1]

    def panes(self) -> list[QWidget]:
        current = self.checklist.rows[self.checklist.current or 1]
        middle: QWidget = self.sections[0].head
        if self.parts.value == "text" and (rows := self.text.rows):
            middle = rows.get(self.text.current) or next(iter(rows.values()))
        return [*([self.outline] if self.outline.isVisible() else []), middle, current]

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
            "pdf": Offer(partial(self.papers.save_pdf, self.place.record)),
            "tab.next": Offer(partial(self._step_part, 1)),
            "tab.previous": Offer(partial(self._step_part, -1)),
            **(self._text_offers(frozen) if self.parts.value == "text" else {}),
        }

    def concerns(self, changes: Changes) -> bool:
        return changes.touches_row("contract", self.place.record) or changes.touches(*self.shows[1:])

    # what can be done

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do a command with this contract; what is refused is said above the terms."""
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, contract_id=self.place.record, **arguments)

    def send(self) -> None:
        """Record that the contract went out and draft the e-mail; open items are asked about first."""
        record = self.place.record
        self.desk.tasks.read(lambda conn: document(conn, record).gaps, self._send)

    def _send(self, gaps: tuple[str, ...]) -> None:
        if self.view is not None and (self.view.left or gaps):
            dialog = SendDialog(self.desk, self, self.place.record, self.view.left, gaps)
            dialog.stored.connect(self._sent)
            dialog.open()
        else:
            self.do(send_contract, then=self._sent)

    def sign(self) -> None:
        """Ask for the day and the file of the signature."""
        SignedDialog(self.desk, self, self.place.record).open()

    def show_part(self, part: str) -> None:
        """Show the terms, the text, what changed between versions, or the history."""
        self.parts.choose(part)
        self.middle.setCurrentWidget(self._pane(part))
        if part in ("text", "compare"):
            self._fill_part(part)
        if part == "history" and self.view is not None:
            items = [("contract_item", one.id) for one in self.view.items if one.id]
            parties = [("contract_party", one) for one in self.parties.rows]
            texts = [("contract_clause", one.clause.id) for one in self._shown_sections() if one.clause]
            records = [("contract", self.place.record), *self.promises.records, *parties, *texts, *items]
            self.history.show_records(records)
        self._show_outline()
        self.offering.emit()

    def pick_clause(self) -> None:
        """Show the clauses of the library that are not in the text yet."""

        def take(library: Library) -> None:
            standing = {one.clause.code or "" for one in self._shown_sections() if one.clause}
            dialog = ClauseDialog(self, list(library.clauses.values()), standing)
            dialog.picked.connect(self.text.add)
            dialog.dropped.connect(lambda one: self.desk.tasks.do(clauses.drop_template, template_id=one))
            dialog.open()

        self.desk.tasks.read(clause_store.offered, take, key=(self.key, "library"))

    def _pane(self, part: str) -> QWidget:
        if part == "text":
            return self.text
        if part == "compare":
            return self.compare
        return self.history if part == "history" else self.terms

    def _fill_part(self, part: str) -> None:
        """Show what was read in the pane that is looked at; the terms are always filled."""
        if part == "text" and self.text_view is not None:
            self.text.load(self.text_view)
        elif part == "compare" and self.place.record:
            self.compare.load(self.place.record)
        elif part == "history":
            self.history.refresh()

    def _text_offers(self, frozen: str) -> dict[str, Offer]:
        none = frozen or ("" if self.text.clause_id else tr("Choose a clause first."))
        offers = {
            "new": Offer(self.pick_clause, tr("Add clause…"), frozen),
            "clause.up": Offer(partial(self.text.move_clause, -1), why_not=none),
            "clause.down": Offer(partial(self.text.move_clause, 1), why_not=none),
        }
        if self.text.clause_id:
            offers["trash"] = Offer(self.text.remove, tr("Remove clause"), frozen)
        return offers

    def _sent(self, _outcome: object = None) -> None:
        self.papers.mail(self.place.record)

    def _step_part(self, by: int) -> None:
        codes = [code for code, _ in PARTS]
        self.show_part(codes[(codes.index(self.parts.value) + by) % len(codes)])

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

    def _restore(self, past: Past) -> None:
        given = {"otherwise": self.strip.say_problem, "name": past.field.name, "value": past.old} if past.field else {}
        if past.table == "contract" and past.field is not None:
            self.do(commands.set_contract_field, name=past.field.name, value=past.old)
        elif past.table == "contract_clause" and past.field and past.field.name in ("title", "text"):
            self.desk.tasks.do(clauses.set_clause_field, clause_id=past.row_id, **given)
        elif past.table == "contract_party" and past.field:
            self.desk.tasks.do(set_party_field, party_id=past.row_id, **given)
        elif past.field is not None and self.promises.restore(past.table, past.row_id, past.field.name, past.old):
            return
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

    def _take(self, read: Read) -> None:
        self.view, self.text_view = read or (None, None)
        if self.view is None or self.text_view is None:
            # It went to the trash, or was taken back: the others are on the list.
            if self.isVisible():
                self.desk.go("contracts")
            return
        view, contract, frozen = self.view, self.view.contract, self.view.frozen
        self.head.set_title(isolate(self._title()))
        self.facts.setText(fact_words(view, self.desk.locale))
        options = {"owner_id": view.members}
        for section in self.sections:
            section.agreed = contract
            section.load(view.in_force, options, frozen=frozen)
        self.parties.load(contract.id, frozen=frozen)
        self.promises.load(contract.id)
        self.clashes.load(contract.id)
        self.pieces.load(view.pieces)
        self.fees.load(view.fees)
        self.checklist.show_items(view.items, view.since, frozen=frozen)
        done = len(ITEMS) - len(view.left)
        self.check_head.set_note(tr("{done} of {total}", done=done, total=len(ITEMS)))
        self.next_button.setVisible(bool(view.left))
        words = tr("Terms and text stand still since the signature.")
        advice = tr("Draft an addendum or a new version under More.")
        if view.in_force != contract:
            advice = tr("They are shown as signed addenda changed them.")
        self.frozen_strip.say("quiet", words if frozen else "", advice)
        self._show_buttons()
        self._show_outline()
        self._fill_part(self.parts.value)
        self.moved.emit(self.place)
        self.offering.emit()

    def _show_buttons(self) -> None:
        state = self._state()
        for one, words in ((self.main_button, _MAIN.get(state, "")), (self.second_button, _SECOND.get(state, ""))):
            one.setText(tr(words) if words else "")
            one.setAccessibleName(one.text())
            one.setVisible(bool(words))
        if self.text_view is not None:
            self.menu.fill(self.more.menu(), self.text_view)

    def _show_outline(self) -> None:
        done = len(ITEMS) - len(self.view.left) if self.view is not None else 0
        if self.parts.value == "text":
            words = [one.section.heading + (" ·" if one.section.gaps else "") for one in self._shown_sections()]
        else:
            words = [join((section.title, self._outline_note(section))) for section in self.all_sections]
        self.fill_outline([*words, tr("Checklist {done} of {total}", done=done, total=len(ITEMS))])

    def _outline_note(self, section: QWidget) -> str:
        return str(section.filled or "–") if isinstance(section, FieldsSection | RowsSection) else ""

    def _show_section(self) -> None:
        place, in_text = self.outline.currentRow(), self.parts.value == "text"
        if place < 0:
            return
        if place == self.outline.count() - 1:
            self.checklist.go(1)
        elif in_text:
            self.text.focus(self._shown_sections()[place].key)
        else:
            self.show_part("terms")
            self.show_section(self.all_sections[place])

    def _show_parties(self) -> None:
        self.show_part("terms")
        self.show_section(self.parties)
        self.parties.head.setFocus()

    def _show_in_text(self, number: int) -> None:
        self.show_part("text")
        self.text.focus_section(number)

    def _shown_sections(self) -> tuple[Any, ...]:
        return self.text_view.sections if self.text_view is not None else ()

    def _title(self) -> str:
        return (self.view.contract.title or "") if self.view is not None else ""

    def _state(self) -> str:
        return (self.view.contract.state if self.view else None) or "draft"

    def _show_schedule(self) -> None:
        if self.view is not None and (part := self.view.contract.participation_id):
            open_schedule(self.desk, self.view.row.campaign_id, part)

    def _connect(self) -> None:
        self.main_button.clicked.connect(self._main)
        self.second_button.clicked.connect(self._second)
        self.parts.chosen.connect(self.show_part)
        self.next_button.clicked.connect(lambda: self.checklist.go(1))
        self.checklist.answered.connect(self._answer)
        self.checklist.sought.connect(self._show_in_text)
        self.checklist.moved.connect(lambda _item: self.offering.emit())
        self.outline.itemClicked.connect(lambda _item: self._show_section())
        self.outline.itemActivated.connect(lambda _item: self._show_section())
        for section in self.sections:
            section.saved.connect(partial(self._save, section))
        self.promises.shown.connect(self._show_outline)
        self.fees.schedule_asked.connect(self._show_schedule)
        self.papers.told.connect(self.strip.say)
        self.papers.refused.connect(self.strip.say_problem)
