"""The dialogs of content and contracts: mark live, add a deliverable, draft, send, sign, and ask for a fix."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from infludesk.content.commands import add_deliverable, ask_for_fix
from infludesk.content.model import FORMATS, Deliverable, DisclosureCheck, Post
from infludesk.content.postlinks import PostLink, read_post
from infludesk.contracts.commands import send_contract
from infludesk.contracts.model import Contract
from infludesk.contracts.store import AgreedCreator
from infludesk.creators.model import PLATFORMS
from infludesk.flows.contract_checklist import CheckedItem
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.publish import publish
from infludesk.flows.sign import sign_contract
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import announce, button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, plural, tr

_PIECE = ("participation_id", "title", "format", "due", "quantity")
_SHOWN = 6


class DoingDialog(EntryDialog):
    """A dialog that does its command itself and stays open while the command is refused.

    Signals:
        stored: what the command returned.
    """

    stored = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title, verb)
        self.desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.strip = Strip()
        self.body.addWidget(self.strip)

    def do(self, command: Callable[..., Any], **arguments: Any) -> None:
        """Do the command, then close."""
        self.desk.tasks.do(command, then=self._done, otherwise=self._refused, **arguments)

    def refuse(self, problem: Problem) -> None:
        """Say why the command was refused."""
        self.strip.say_problem(problem)

    def _refused(self, problem: Problem) -> None:
        self.ask_again()
        self.refuse(problem)

    def _done(self, outcome: Outcome) -> None:
        super().accept()
        self.stored.emit(outcome.value)


class MarkLiveDialog(DoingDialog):
    """Asks for the address of a post; what it names is said at once."""

    def __init__(self, desk: Desk, parent: QWidget | None, deliverable_id: str, piece: str) -> None:
        super().__init__(desk, parent, tr("Mark {piece} live", piece=isolate(piece)), tr("Mark live"))
        self._deliverable = deliverable_id
        self.address, self.caption = QLineEdit(), QPlainTextEdit()
        self.read_as = label(tr("Paste the post's own address."), "help", wrap=True)
        self.form = Form(Post.entity, show=desk.formats, only=("published_at",))
        self.form.load(Post(id="new", published_at=moment(desk.now())))
        self.caption.setTabChangesFocus(True)
        self.caption.setFixedHeight(theme.px(96))
        for words, field in ((tr("Address of the post"), self.address), (tr("Caption as published"), self.caption)):
            field.setAccessibleName(words)
            self.body.addWidget(label(words, "muted"))
            self.body.addWidget(field)
            if field is self.address:
                self.body.addWidget(self.read_as)
        self.body.addWidget(self.form)
        self.address.textChanged.connect(self._read)
        self.begin_at(self.address)

    def ready(self) -> bool:
        return self._read() is not None and not self.form.unread

    def accept(self) -> None:
        self.do(
            publish, deliverable_id=self._deliverable, url=self.address.text(), caption=self.caption.toPlainText(),
            published_at=self.form.values()["published_at"],
        )  # fmt: skip

    def refuse(self, problem: Problem) -> None:
        self._say(f"{problem.title} {problem.advice}", wrong=True)

    def _read(self) -> PostLink | None:
        typed = self.address.text().strip()
        try:
            link = read_post(typed)
        except Problem as problem:
            self.refuse(problem)
            return None
        if link is None:
            nothing = tr("This is not the address of a post. Open the post in the browser and paste its address.")
            self._say(nothing if typed else tr("Paste the post's own address."), wrong=bool(typed))
            return None
        handle = tr("@{handle}", handle=link.handle) if link.handle and link.platform != "blog" else link.handle
        words = (tr(dict(PLATFORMS)[link.platform]), tr(dict(FORMATS)[link.format]), handle)
        self._say(tr("Read as {what}", what=join(words)), wrong=False)
        return link

    def _say(self, words: str, *, wrong: bool) -> None:
        self.read_as.setText(words)
        theme.set_state(self.read_as, kind="danger" if wrong else "help")
        theme.set_state(self.address, state="error" if wrong else "")
        self.address.setAccessibleDescription(words)
        if wrong and self.isVisible():
            announce(self.address, words)


class AddDeliverableDialog(DoingDialog):
    """Asks for whom a piece is and what it is."""

    def __init__(self, desk: Desk, parent: QWidget | None, agreed: Sequence[AgreedCreator]) -> None:
        super().__init__(desk, parent, tr("Add deliverable"), tr("Add deliverable"))
        options = {"participation_id": [(one.id, _whom(one)) for one in agreed]}
        self.form = Form(Deliverable.entity, show=desk.formats, only=_PIECE, options=options)
        self.form.load(Deliverable(id="new", participation_id=agreed[0].id if len(agreed) == 1 else None))
        self.body.addWidget(self.form)
        if not agreed:
            self.strip.say("info", tr("No creator is agreed yet."), tr("Agree with a creator in a campaign first."))
        self.begin_at(self.form.row("title" if len(agreed) == 1 else "participation_id").edit)

    def ready(self) -> bool:
        if not self.form.values()["participation_id"]:
            needed = Problem("entry.needed", tr("A piece is for a creator."), tr("Choose one from the list."))
            self.form.show_problem("participation_id", needed)
            return False
        return not self.form.unread

    def accept(self) -> None:
        values = {name: value for name, value in self.form.values().items() if value is not None}
        self.do(add_deliverable, **values)


class DraftDialog(DoingDialog):
    """The agreed creators without a contract; the one chosen gets a draft."""

    def __init__(self, desk: Desk, parent: QWidget | None, agreed: Sequence[AgreedCreator]) -> None:
        super().__init__(desk, parent, tr("Draft contract"), tr("Draft contract"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Agreed creators without a contract"))
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        for one in agreed:
            made = QListWidgetItem(join((_whom(one), one.client)))
            made.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(made)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.confirm())
        words = tr("The terms are filled from the campaign, its brief and the deliverables.")
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.list)
        self.begin_at(self.list)
        if not agreed:
            self.list.hide()
            self.strip.say("info", tr("Every agreed creator has a contract."))
            self.confirm_button.setEnabled(False)

    def ready(self) -> bool:
        return self.list.currentItem() is not None

    def accept(self) -> None:
        chosen = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.do(contract_from_participation, participation_id=chosen)


class SendDialog(DoingDialog):
    """Asks to accept the open items as risks, with a note."""

    def __init__(self, desk: Desk, parent: QWidget | None, contract_id: str, left: Sequence[CheckedItem]) -> None:
        super().__init__(desk, parent, tr("Send contract"), tr("Accept and record as sent"))
        self._contract = contract_id
        words = plural(len(left), "{n} item is open.", "{n} items are open.")
        advice = tr("Nothing was sent. Answer them, or accept each as a risk with a note.")
        self.strip.say("warn", words, advice)
        names = ", ".join(tr("{n} {title}", n=one.item, title=one.title) for one in left[:_SHOWN])
        more = plural(len(left) - _SHOWN, "and {n} more", "and {n} more") if len(left) > _SHOWN else ""
        self.body.addWidget(label(join((names, more), " "), "small", wrap=True))
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
    """Asks for the day both sides signed and for the signed copy."""

    def __init__(self, desk: Desk, parent: QWidget | None, contract_id: str) -> None:
        super().__init__(desk, parent, tr("Signed contract"), tr("Mark signed"))
        self._contract = contract_id
        self._file: Path | None = None
        self.form = Form(Contract.entity, show=desk.formats, only=("signed_on",))
        self.form.load(Contract(id="new", signed_on=desk.today().isoformat()))
        self.file_words, self.file_button = label(tr("No file chosen"), "muted", wrap=True), button(tr("Choose file…"))
        self.file_button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.file_button)
        row.addWidget(self.file_words, 1)
        self.body.addWidget(label(tr("From the signature on the terms stand still."), "muted", wrap=True))
        self.body.addWidget(self.form)
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
            attachments=self.desk.workspace.attachments, file=self._file,
        )  # fmt: skip

    def _choose(self) -> None:
        kinds = (tr("PDF and pictures (*.pdf *.png *.jpg)"), tr("All files (*)"))
        chosen = self.desk.dialogs.open_file(tr("Signed copy"), kinds)
        if chosen is not None:
            self._file = chosen
            self.file_words.setText(isolate(chosen.name))


class FixDialog(DoingDialog):
    """Asks until when the creator corrects a post."""

    def __init__(self, desk: Desk, parent: QWidget | None, check_id: str) -> None:
        super().__init__(desk, parent, tr("Ask for a fix"), tr("Ask for a fix"))
        self._check = check_id
        self.form = Form(DisclosureCheck.entity, show=desk.formats, only=("fix_due",))
        self.form.load(DisclosureCheck(id="new", fix_due=desk.today().isoformat()))
        words = tr("This notes that you asked. Write to the creator yourself; nothing is sent from here.")
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.form)
        self.begin_at(self.form.row("fix_due").edit)

    def ready(self) -> bool:
        return bool(self.form.values()["fix_due"]) and not self.form.unread

    def accept(self) -> None:
        self.do(ask_for_fix, check_id=self._check, due=self.form.values()["fix_due"])


def _whom(one: AgreedCreator) -> str:
    return f"{isolate(one.creator)}, {isolate(one.campaign)}"
