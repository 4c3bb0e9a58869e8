"""The dialogs of a fix: ask for it with the hours agreed, and note it done with its proof."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from infludesk.content.fixes import deadline
from infludesk.content.fixing import FixTerms, ask_for_fix, mark_fixed
from infludesk.content.model import DisclosureCheck
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import isolate, tr


@dataclass(frozen=True, slots=True)
class FixAsked:
    """What is known before a fix is asked for: the check, what it found, and the hours agreed."""

    check_id: str
    found: str
    terms: FixTerms


class FixDialog(DoingDialog):
    """Asks what to change and until when; a draft of the e-mail is written unless it is unticked."""

    def __init__(self, desk: Desk, parent: QWidget | None, asked: FixAsked) -> None:
        super().__init__(desk, parent, tr("Ask for a fix"), tr("Ask for a fix"))
        self._asked = asked
        terms = asked.terms
        self._proposed = deadline(desk.now(), terms.hours, terms.zone) if terms.hours is not None else None
        self.form = Form(DisclosureCheck.entity, show=desk.formats, only=("fix_wanted", "fix_due"))
        self.form.load(DisclosureCheck(id="new", fix_wanted=asked.found or None, fix_due=self._proposed))
        self.mail = QCheckBox(tr("Write an e-mail draft"))
        self.mail.setChecked(True)
        self.agreed = label(_agreed(terms), "muted", wrap=True)
        for part in (self.agreed, self.form, self.mail):
            self.body.addWidget(part)
        nothing = tr("The draft opens in your mail program; nothing is sent from here.")
        self.body.addWidget(label(nothing, "help", wrap=True))
        self.begin_at(self.form.row("fix_wanted").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        values = self.form.values()
        # The hours of the contract run from the moment it is confirmed, not from when the dialog opened.
        due = None if values["fix_due"] == self._proposed else values["fix_due"] or ""
        self.do(ask_for_fix, check_id=self._asked.check_id, wanted=values["fix_wanted"] or "", due=due)


class FixedDialog(DoingDialog):
    """Asks for what shows that a post is corrected: a screenshot or the new words."""

    def __init__(self, desk: Desk, parent: QWidget | None, check_id: str) -> None:
        super().__init__(desk, parent, tr("Fixed"), tr("Note as fixed"))
        self._check = check_id
        self._file: Path | None = None
        self.file_words, self.file_button = label(tr("No file chosen"), "muted", wrap=True), button(tr("Choose file…"))
        self.file_button.clicked.connect(self._choose)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(tr("Or the corrected words"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme.px(80))
        self.words.textChanged.connect(self._allow)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.file_button)
        row.addWidget(self.file_words, 1)
        self.body.addWidget(label(tr("Keep a screenshot of the corrected post as proof."), "muted", wrap=True))
        self.body.addLayout(row)
        self.body.addWidget(label(self.words.accessibleName(), "muted"))
        self.body.addWidget(self.words)
        again = tr("A check that passes notes the fix by itself.")
        self.body.addWidget(label(again, "help", wrap=True))
        self.begin_at(self.file_button)
        self._allow()

    def ready(self) -> bool:
        return self._file is not None or bool(self.words.toPlainText().strip())

    def accept(self) -> None:
        self.do(
            mark_fixed, check_id=self._check, path=self._file, text=self.words.toPlainText(),
            attachments=self.desk.workspace.attachments,
        )  # fmt: skip

    def _choose(self) -> None:
        kinds = (tr("Pictures, films and pages (*.png *.jpg *.jpeg *.webp *.mp4 *.mov *.pdf)"), tr("All files (*)"))
        chosen = self.desk.dialogs.open_file(tr("Screenshot of the corrected post"), kinds)
        if chosen is not None:
            self._file = chosen
            self.file_words.setText(isolate(chosen.name))
            self._allow()

    def _allow(self) -> None:
        self.confirm_button.setEnabled(self.ready())


def _agreed(terms: FixTerms) -> str:
    if terms.hours is None:
        return tr("No hours for a fix are agreed in a signed contract: without a day there is no deadline.")
    return tr("{contract} gives {n} hours from now.", contract=isolate(terms.contract), n=terms.hours)
