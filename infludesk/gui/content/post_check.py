"""A person's check of one post: the pack's questions item by item, each with the section it rests on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from infludesk.content import store
from infludesk.content.commands import check_post
from infludesk.content.model import CONNECTIONS, RESULTS, Post
from infludesk.contracts import store as contracts
from infludesk.contracts.packs import offered
from infludesk.contracts.rulepacks import Rule, RulePack
from infludesk.db.driver import Connection
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, plural, tr

Finding = tuple[str | None, str, str]
Asked = tuple[RulePack | None, tuple[Rule, ...]]


class RuleRow(QWidget):
    """One question with its section, the answers, and what was seen.

    Signals:
        changed: something was answered or typed.
    """

    changed = Signal()

    def __init__(self, rule: Rule, pack: RulePack, desk: Desk, given: Finding) -> None:
        super().__init__()
        self.rule = rule
        result, seen, note = given
        self.result = result or ""
        self.citation = Citation(rule.cite, pack.key, tr("in force from {day}", day=show_day(rule.since, desk.locale)))
        options = [(code, tr(words)) for code, words in RESULTS]
        # A code of none of them leaves all off: the question is open.
        self.segments = Segments(rule.text, options, result or "open")
        self.seen, self.note = QLineEdit(seen), QLineEdit(note)
        self.segments.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        column.setSpacing(theme.px(6))
        text = label(rule.text, wrap=True)
        for part in (text, self.citation, self.segments):
            column.addWidget(part)
        for field, words in ((self.seen, tr("Words and place seen")), (self.note, tr("Note"))):
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            if not self.result:
                field.hide()
            field.textEdited.connect(lambda _text: self.changed.emit())
            column.addWidget(field)
        self.setAccessibleName(rule.text)

    @property
    def finding(self) -> Finding:
        """The result, the words and place seen, and the note."""
        return self.result or None, self.seen.text().strip(), self.note.text().strip()

    def begin(self) -> None:
        """Put the focus on the answers."""
        self.segments.findChildren(QToolButton)[0].setFocus()

    def choose(self, result: str) -> None:
        """Answer as a person does."""
        self.segments.choose(result)
        self._choose(result)

    def _choose(self, result: str) -> None:
        self.result = result
        for field in (self.seen, self.note):
            field.show()
        self.changed.emit()


class CheckForm(QWidget):
    """The check that is being made; what is answered waits until it is saved, also while another post is shown.

    Signals:
        changed: what can be saved has changed.
        saved: the id of the check kept.
        reached: the focus went to a question.
    """

    changed = Signal()
    saved = Signal(str)
    reached = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._post: Post | None = None
        self._drafts: dict[str, dict[str, Finding]] = {}
        self._begins = False
        self.rows: list[RuleRow] = []
        self.strip, self.notice = Strip(), label("", "help", wrap=True)
        self.pack, self.connection = Combo(), Combo()
        self.pack.setAccessibleName(tr("Rule pack"))
        self.connection.setAccessibleName(tr("Connection of creator and brand"))
        for code, words in CONNECTIONS:
            self.connection.addItem(tr("Connection: {what}", what=tr(words).lower()), code)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Note on the check, internal"))
        self.note.setAccessibleName(self.note.placeholderText())
        self.save_button = button(tr("Save check"), icon="check")
        self._questions = QVBoxLayout()
        self._questions.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self.notice, self.pack, self.connection, self.strip):
            column.addWidget(part)
        column.addLayout(self._questions)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.note, 1)
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        self.pack.activated.connect(lambda _index: self._ask())
        self.connection.activated.connect(lambda _index: self._ask())
        self.save_button.clicked.connect(self.save)
        self.changed.connect(self._count)

    @property
    def answered(self) -> int:
        """How many questions are answered."""
        return sum(bool(row.result) for row in self.rows)

    def load(self, post: Post, packs: Sequence[str]) -> None:
        """Check this post under one of these packs; the same post again leaves alone what is being answered."""
        if self._post is not None and post.id == self._post.id and self.rows:
            self._post = post
            return
        self._keep()
        self._clear()
        self._post = post
        self.pack.clear()
        if not packs:
            self.pack.addItem(tr("Choose a rule pack"), "")
        for code in packs or [one.key for one in self.desk.workspace.read(offered)]:
            self.pack.addItem(tr("Rule pack: {pack}", pack=code), code)
        self.pack.setVisible(self.pack.count() > 1)
        self.connection.setCurrentIndex(max(0, self.connection.findData(post.connection or "unknown")))
        self.note.clear()
        self._ask()

    def begin(self) -> None:
        """Go to the first question without an answer, as soon as the questions are there."""
        self._begins = not self.rows
        self.step(1)

    def step(self, by: int) -> None:
        """Go to the next question without an answer, or the one before."""
        places = [place for place, row in enumerate(self.rows) if not row.result]
        now = next((place for place, row in enumerate(self.rows) if row.isAncestorOf(self._focused())), -1)
        after = [place for place in places if (place - now) * by > 0]
        if places:
            self.rows[(after or places)[0 if by > 0 else -1]].begin()
            self.reached.emit()

    def save(self) -> None:
        """Keep the check with what is answered."""
        if self._post is None or not self.pack.currentData():
            return
        if self.rows and not self.answered:
            self.strip.say("info", tr("Answer at least one question"))
            return
        findings: Mapping[str, Finding] = {row.rule.code: row.finding for row in self.rows if row.result}
        self.desk.tasks.do(
            check_post, then=self._saved, otherwise=self.strip.say_problem, post_id=self._post.id, findings=findings,
            connection_seen=self.connection.currentData(), pack_code=self.pack.currentData(),
            note=self.note.text().strip(),
        )  # fmt: skip

    def _count(self) -> None:
        """Say on the button how far the check is."""
        words = tr("Save check ({done} of {total})", done=self.answered, total=len(self.rows))
        self.save_button.setText(words if self.rows else tr("Save check"))
        self.save_button.setAccessibleName(self.save_button.text())

    def _saved(self, outcome: Outcome) -> None:
        if left := len(self.rows) - self.answered:
            open_ = "Saved for review: {n} question is open", "Saved for review: {n} questions are open"
            self.desk.note(plural(left, *open_))
        if self._post is not None:
            self._drafts.pop(self._post.id, None)
        # Told before the questions go: the one that has the focus would hand it to whatever comes next.
        self.saved.emit(str(outcome.value))
        self._show((None, ()))
        self._post = None

    def _clear(self) -> None:
        empty(self._questions)
        self.rows = []
        self.strip.say("info", "")

    def _focused(self) -> QWidget:
        return self.focusWidget() or self

    def _keep(self) -> None:
        """Remember what is answered of the post that is left."""
        found = {row.rule.code: row.finding for row in self.rows if row.result}
        if self._post is not None and found:
            self._drafts[self._post.id] = found

    def _ask(self) -> None:
        self._keep()
        post = self._post
        if post is None:
            return
        pack_code, connection = str(self.pack.currentData()), str(self.connection.currentData())

        def query(conn: Connection) -> Asked:
            pack = contracts.pack(conn, pack_code)
            return pack, store.rules_of_post(post, pack, connection) if pack else ()

        self.desk.tasks.read(query, self._show, key=("check", id(self)))

    def _show(self, asked: Asked) -> None:
        pack, rules = asked
        drafts = self._drafts.get(self._post.id, {}) if self._post is not None else {}
        self._clear()
        self.notice.setText(tr("{notice} {name}", notice=pack.notice, name=isolate(pack.name)) if pack else "")
        questions = [(rule, pack) for rule in rules if pack]
        for rule, asked_by in questions:
            row = RuleRow(rule, asked_by, self.desk, drafts.get(rule.code, (None, "", "")))
            row.changed.connect(self.changed)
            self.rows.append(row)
            self._questions.addWidget(frame("divider"))
            self._questions.addWidget(row)
            row.show()
        if self._post is not None and pack is None:
            self.strip.say("info", tr("Choose a market; nothing is assumed"))
        elif self._post is not None and not rules:
            self.strip.say("info", tr("No rule of this pack asks anything of this post."))
        if self._begins and self.rows:
            self._begins = False
            self.step(1)
        self.changed.emit()
