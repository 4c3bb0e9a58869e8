"""The dialogs of a contract: pick a clause, send, sign, and say why it ends."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from infludesk.contracts.clauses import Clause
from infludesk.contracts.model import Contract, ContractParty
from infludesk.flows.contract_checklist import CheckedItem
from infludesk.flows.send import send_contract, term_names
from infludesk.flows.sign import sign_contract
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import fold, isolate, join, plural, tr

_SHOWN = 6


class ClauseDialog(EntryDialog):
    """The clauses of the library that are not in the contract yet; the one chosen is shown below.

    Signals:
        picked: the code of the clause.
        dropped: the id of the house's own template that is to leave the library.
    """

    picked = Signal(str)
    dropped = Signal(str)

    def __init__(self, parent: QWidget | None, clauses: Sequence[Clause], standing: Collection[str]) -> None:
        super().__init__(parent, tr("Add clause"), tr("Add clause"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._clauses = [one for one in clauses if one.code not in standing]
        self.search, self.list, self.text = QLineEdit(), QListWidget(), label("", "small", wrap=True)
        self.search.setPlaceholderText(tr("Search the library"))
        self.search.setAccessibleName(tr("Search the library"))
        self.list.setAccessibleName(tr("Clauses of the library"))
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self.confirm)
        self.list.itemActivated.connect(lambda _item: self.confirm())
        self.list.currentItemChanged.connect(lambda *_: self._show())
        self.drop_button = button(tr("Remove from library"), icon="trash", small=True)
        self.drop_button.clicked.connect(self._drop)
        for part in (self.search, self.list, self.text):
            self.body.addWidget(part)
        self.body.addWidget(self.drop_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.begin_at(self.search)
        self._fill()

    @property
    def chosen(self) -> Clause | None:
        """The clause in focus."""
        item = self.list.currentItem()
        code = item.data(Qt.ItemDataRole.UserRole) if item else ""
        return next((one for one in self._clauses if one.code == code), None)

    def ready(self) -> bool:
        return self.chosen is not None

    def accept(self) -> None:
        if (one := self.chosen) is not None:
            super().accept()
            self.picked.emit(one.code)

    def _fill(self) -> None:
        wanted = fold(self.search.text())
        self.list.clear()
        for one in self._clauses:
            if wanted in fold(f"{one.title} {one.text}"):
                items = tr("item {items}", items=", ".join(map(str, one.items))) if one.items else ""
                item = QListWidgetItem(join((isolate(one.title), items, tr("own") if one.own else "")))
                item.setData(Qt.ItemDataRole.UserRole, one.code)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._show()

    def _show(self) -> None:
        one = self.chosen
        self.text.setText(join((one.text, one.note), "\n") if one else tr("No clause has these words."))
        self.confirm_button.setEnabled(one is not None)
        self.drop_button.setVisible(one is not None and bool(one.own))

    def _drop(self) -> None:
        if (one := self.chosen) is not None and one.own:
            self._clauses.remove(one)
            self._fill()
            self.dropped.emit(one.own)


class SendDialog(DoingDialog):
    """Asks to accept the open items, and the terms that are open in the text, as risks with a note."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, contract_id: str, left: Sequence[CheckedItem], gaps: Sequence[str]
    ) -> None:
        super().__init__(desk, parent, tr("Send contract"), tr("Accept and send"))
        self._contract = contract_id
        items = plural(len(left), "{n} item is open.", "{n} items are open.") if left else ""
        terms = plural(len(gaps), "{n} term is open in the text.", "{n} terms are open in the text.") if gaps else ""
        advice = tr("Nothing was sent. Fill them in, or accept each as a risk with a note.")
        self.strip.say("warn", join((items, terms), " "), advice)
        names = ", ".join(tr("{n} {title}", n=one.item, title=one.title) for one in left[:_SHOWN])
        more = plural(len(left) - _SHOWN, "and {n} more", "and {n} more") if len(left) > _SHOWN else ""
        for told in (join((names, more), " "), term_names(gaps)):
            if told:
                self.body.addWidget(label(told, "small", wrap=True))
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(tr("Why these risks are accepted, and by whom"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.px(80))
        self.note.textChanged.connect(self._allow)
        self.body.addWidget(label(self.note.accessibleName(), "muted"))
        self.body.addWidget(self.note)
        self.begin_at(self.note)
        self._allow()

    def ready(self) -> bool:
        return bool(self.note.toPlainText().strip())

    def accept(self) -> None:
        self.do(send_contract, contract_id=self._contract, accept_open_with_note=self.note.toPlainText())

    def _allow(self) -> None:
        self.confirm_button.setEnabled(self.ready())


class SignedDialog(DoingDialog):
    """Asks for the day both sides signed, how, and for the signed copy."""

    def __init__(self, desk: Desk, parent: QWidget | None, contract_id: str) -> None:
        super().__init__(desk, parent, tr("Signed contract"), tr("Mark signed"))
        self._contract = contract_id
        self._file: Path | None = None
        self.form = Form(Contract.entity, show=desk.formats, only=("signed_on",))
        self.form.load(Contract(id="new", signed_on=desk.today().isoformat()))
        self.how = Combo()
        self.how.setAccessibleName(tr("How it was signed"))
        self.how.addItem("–", None)
        for code, words in ContractParty.entity.field("signed_how").choices:
            self.how.addItem(tr(words), code)
        self.file_words, self.file_button = label(tr("No file chosen"), "muted", wrap=True), button(tr("Choose file…"))
        self.file_button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.file_button)
        row.addWidget(self.file_words, 1)
        self.body.addWidget(label(tr("From the signature on the terms and the text stand still."), "muted", wrap=True))
        self.body.addWidget(self.form)
        self.body.addWidget(label(self.how.accessibleName(), "muted"))
        self.body.addWidget(self.how)
        self.body.addLayout(row)
        self.begin_at(self.form.row("signed_on").edit)

    def ready(self) -> bool:
        if not self.form.values()["signed_on"]:
            needed = Problem("entry.needed", tr("A signature has a day."), tr("Type it as 12 Mar 2026 or 2026-03-12."))
            self.form.show_problem("signed_on", needed)
            return False
        return not self.form.unread

    def accept(self) -> None:
        self.do(
            sign_contract, contract_id=self._contract, signed_on=self.form.values()["signed_on"],
            attachments=self.desk.workspace.attachments, file=self._file, how=self.how.currentData(),
        )  # fmt: skip

    def _choose(self) -> None:
        kinds = (tr("PDF and pictures (*.pdf *.png *.jpg)"), tr("All files (*)"))
        chosen = self.desk.dialogs.open_file(tr("Signed copy"), kinds)
        if chosen is not None:
            self._file = chosen
            self.file_words.setText(isolate(chosen.name))


class WhyDialog(DoingDialog):
    """Asks why a contract ends, is terminated or cancelled; only an end in its time needs no reason."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, contract_id: str, *, title: str, verb: str, words: str,
        command: Callable[..., Any], needed: bool,
    ) -> None:  # fmt: skip
        super().__init__(desk, parent, title, verb)
        self._contract, self._command, self._needed = contract_id, command, needed
        self.why = QPlainTextEdit()
        self.why.setAccessibleName(tr("Why it ends"))
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(theme.px(80))
        self.why.textChanged.connect(self._allow)
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(label(self.why.accessibleName(), "muted"))
        self.body.addWidget(self.why)
        self.begin_at(self.why)
        self._allow()

    def ready(self) -> bool:
        return not self._needed or bool(self.why.toPlainText().strip())

    def accept(self) -> None:
        self.do(self._command, contract_id=self._contract, why=self.why.toPlainText())

    def _allow(self) -> None:
        self.confirm_button.setEnabled(self.ready())
