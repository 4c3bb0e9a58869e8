"""The dialogs of content: mark live, and add a deliverable."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from infludesk.content.commands import add_deliverable
from infludesk.content.model import FORMATS, Deliverable, Post
from infludesk.content.postlinks import PostLink, read_post
from infludesk.contracts.store import AgreedCreator
from infludesk.creators.model import PLATFORMS
from infludesk.flows.publish import publish
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import announce, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, tr

_PIECE = ("participation_id", "title", "format", "due", "quantity")


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
        options = {"participation_id": [(one.id, one.whom) for one in agreed]}
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
