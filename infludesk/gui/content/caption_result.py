"""What the packs say of a caption: a card for each, its problems and questions first, with the sections cited."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.content.caption_run import PackChecked, answer_key
from infludesk.content.captions.check import Finding
from infludesk.content.captions.sight import ANSWER_OF
from infludesk.content.model import OUTCOMES, RESULTS
from infludesk.contracts.rulepacks import CONFIDENCES, RulePack
from infludesk.gui.content.post_parts import OUTCOME_STATES
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.folding import Section, Segments
from infludesk.gui.kit.parts import breakable, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import isolate, join, plural, tr

_KINDS = {"pass": "success", "review": "warn", "fail": "danger"}


def headline(one: PackChecked) -> str:
    """What a pack says, in one line: "2 problems, 1 question for you"."""
    if one.outcome == "not_applicable":
        return tr("Without a connection nothing has to be told.")
    problems, questions = len(one.problems), len(one.questions)
    words = join(
        (
            plural(problems, "{n} problem", "{n} problems") if problems else "",
            plural(questions, "{n} question for you", "{n} questions for you") if questions else "",
        ),
        ", ",
    )
    return words or tr("No problem found")


def verdict_words(outcome: str) -> str:
    """An outcome as a person reads it."""
    return tr("Review: a person decides") if outcome == "review" else tr(dict(OUTCOMES).get(outcome, ""))


class FindingRow(QWidget):
    """One rule: its result, why, the words found, the section cited, and the answers where it is for a person.

    Signals:
        answered: the rule's code and the answer.
    """

    answered = Signal(str, str)

    def __init__(self, pack: RulePack, code: str) -> None:
        super().__init__()
        rule = pack.rule(code)
        self.code, self.text = code, rule.text if rule else code
        self.result, self.why = label("", "small"), label("", "", wrap=True)
        self.found = label("", "small", wrap=True)
        mark = tr(dict(CONFIDENCES)[rule.confidence]) if rule else ""
        self.citation = Citation(rule.cite if rule else "", join((pack.key, code), " "), mark)
        options = [(answer, tr(words)) for answer, words in RESULTS]
        self.segments = Segments(self.text, options, "open")
        self.segments.chosen.connect(lambda answer: self.answered.emit(self.code, answer))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.result, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.why, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(4))
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        for part in (self.found, label(self.text, "small", wrap=True), self.citation, self.segments):
            column.addWidget(part)
        column.setAlignment(self.segments, Qt.AlignmentFlag.AlignLeading)

    def say(self, one: Finding, *, asks: bool, answer: str) -> None:
        """Show a finding; ``asks`` where a person may answer, ``answer`` what they did."""
        result = ANSWER_OF.get(one.result, "")
        words = tr(dict(RESULTS)[result]) if result else tr("Not answered")
        self.result.setText(words)
        theme.set_state(self.result, kind=_KINDS.get(one.result, "help"))
        self.why.setText(one.why if result else tr("A caption does not show this."))
        self.found.setText(tr("Words found: “{words}”", words=isolate(breakable(one.found))) if one.found else "")
        self.found.setVisible(bool(one.found))
        self.segments.setVisible(asks)
        if answer:
            self.segments.choose(answer)
        self.setAccessibleName(join((words, self.why.text(), self.text), ". "))


class _Rows(QWidget):
    """Findings one below the other; a row that is there stays the same widget, so that the focus stays."""

    answered = Signal(str, str)

    def __init__(self, pack: RulePack) -> None:
        super().__init__()
        self._pack = pack
        self.rows: dict[str, FindingRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def put(self, findings: Sequence[Finding], answers: Mapping[str, str], *, ask: bool) -> None:
        wanted = [one.rule for one in findings]
        for code in set(self.rows) - set(wanted):
            self._drop(code)
        for place, one in enumerate(findings):
            row, answer = self.rows.get(one.rule), answers.get(answer_key(self._pack, one.rule), "")
            if row is not None and row.segments.value and not answer:  # what was answered holds no more
                self._drop(one.rule)
                row = None
            if row is None:
                row = self.rows[one.rule] = FindingRow(self._pack, one.rule)
                row.answered.connect(self.answered)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.say(one, asks=ask, answer=answer)
            row.show()

    def _drop(self, code: str) -> None:
        gone = self.rows.pop(code)
        gone.hide()
        gone.deleteLater()


class PackCard(QWidget):
    """What one pack says.

    Signals:
        answered: what an answer is kept under, and the answer.
    """

    answered = Signal(str, str)

    def __init__(self, pack: RulePack) -> None:
        super().__init__()
        self.pack = pack
        self.name, self.verdict, self.line = label("", "lead", wrap=True), label("", "strong"), label("", "small")
        self.rows, self._open_rows, self._held_rows = _Rows(pack), _Rows(pack), _Rows(pack)
        self.open, self.held = Section(tr("To ask of the piece")), Section(tr("What holds"))
        self._last: tuple[PackChecked, Mapping[str, str]] | None = None
        self.name.setText(breakable(pack.name))
        for rows in (self.rows, self._open_rows, self._held_rows):
            rows.answered.connect(lambda code, answer: self.answered.emit(answer_key(self.pack, code), answer))
        for section, rows in ((self.open, self._open_rows), (self.held, self._held_rows)):
            column = QVBoxLayout(section.content)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(rows)
            section.toggled.connect(lambda _on: self._fill_sections())
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        inside.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.name, 1)
        head.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        for part in (self.line, self.rows, self.open, self.held):
            inside.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)

    def say(self, one: PackChecked, answers: Mapping[str, str]) -> None:
        """Show what this pack says now."""
        self._last = one, answers
        self.verdict.setText(verdict_words(one.outcome))
        theme.set_state(self.verdict, kind=OUTCOME_STATES.get(one.outcome, "muted"))
        self.line.setText(headline(one))
        self.rows.put(self._those("fail", "review"), answers, ask=True)
        open_, held = self._those("open"), self._those("pass")
        self.open.set_note(plural(len(open_), "{n} question", "{n} questions"))
        self.held.set_note(plural(len(held), "{n} rule", "{n} rules"))
        self.open.setVisible(bool(open_))
        self.held.setVisible(bool(held))
        self._fill_sections()
        self.setAccessibleName(join((self.pack.name, self.verdict.text(), self.line.text()), ", "))

    def _fill_sections(self) -> None:
        if self._last is None:
            return
        answers = self._last[1]
        if self.open.is_open:
            self._open_rows.put(self._those("open"), answers, ask=True)
        if self.held.is_open:
            self._held_rows.put(self._those("pass"), answers, ask=False)

    def _those(self, *results: str) -> list[Finding]:
        """The findings whose caption alone came to one of these; problems before questions."""
        if self._last is None:
            return []
        one, _ = self._last
        scanned = {found.rule: found.result for found in one.scan.findings}
        found = [finding for finding in one.whole.findings if scanned[finding.rule] in results]
        return sorted(found, key=lambda finding: results.index(scanned[finding.rule]))
