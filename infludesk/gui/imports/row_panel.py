"""Import, beside step 3: the row in focus – why it is treated so, what it adds, ours and theirs, and its question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.imports.values import Own, added_words, kept_words, value_words
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import breakable, button, frame, label, plain, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.importing.people.comparing import Kept
from infludesk.importing.people.decisions import Decision
from infludesk.kernel.text import isolate, join, number, tr

LATER, OTHER = "", "new"
_LONG, _SHORT = 200, 26


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who a row may be: the answer that says so, the name, more to tell them by, and the signs for it."""

    answer: str
    name: str
    more: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the file with what was chosen for it.

    Attributes:
        decision: what becomes of it.
        who: its name.
        outcome: that in a word.
        cells: heading and cell as in the file, empty ones left out.
        theirs: ``Kept.code`` of what is taken from the file.
        candidates: who it may be; empty where that is no question.
        answer: LATER, OTHER, or a candidate's.
        own: the user's own fields.
        warning: what else is to be known of it; empty for nothing.
    """

    decision: Decision
    who: str
    outcome: str
    cells: tuple[tuple[str, str], ...] = ()
    theirs: frozenset[str] = frozenset()
    candidates: tuple[Candidate, ...] = ()
    answer: str = LATER
    own: Own = ()
    warning: str = ""


class RowPanel(QWidget):
    """One row of the file, with the choices that are open.

    Signals:
        taken: the row's number and the ``Kept.code`` of everything that is taken from the file.
        answered: the row's number and the answer.
    """

    taken = Signal(int, object)
    answered = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: RowView | None = None
        self.sides: dict[str, tuple[QRadioButton, QRadioButton]] = {}
        self.answers: dict[str, QRadioButton] = {}
        self.all_button: QPushButton | None = None
        self._groups: list[QButtonGroup] = []
        self._area = scrolled(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.setAccessibleName(tr("The row in focus"))

    def show_row(self, view: RowView | None) -> None:
        """Show a row; None for none. Where only sides changed, what is there stays, and so does the focus."""
        before, self.view = self.view, view
        if view is not None and before is not None and replace(before, theirs=view.theirs) == view:
            self._show_sides(view)
            return
        self.sides, self.answers, self.all_button, self._groups = {}, {}, None, []
        inside = QWidget()
        column = QVBoxLayout(inside)
        pad = theme.px(16)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(12))
        if view is not None:
            for part in self._parts(view):
                column.addWidget(part)
        column.addStretch(1)
        # what asked for this may be a button in the old one
        old = self._area.takeWidget()
        old.hide()
        old.deleteLater()
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        if view is not None:
            self._show_sides(view)

    def landing(self) -> QWidget | None:
        """The choice that is open: the answer that is on, or the first field with two values."""
        chosen = next((one for one in self.answers.values() if one.isChecked()), None)
        sides = (side for pair in self.sides.values() for side in pair if side.isChecked())
        return chosen or next(sides, None)

    # its parts, from the top down

    def _parts(self, view: RowView) -> list[QWidget]:
        decision = view.decision
        title = join((tr("Row {n}", n=number(decision.row)), view.outcome))
        parts: list[QWidget] = [Elided(view.who, "section"), label(title, "muted")]
        if decision.reason:
            parts.append(label(breakable(decision.reason), wrap=True))
        if view.warning:
            parts.append(label(view.warning, "warn", wrap=True))
        if view.candidates:
            parts.append(self._question(view))
        parts += [self._sides(kept, view) for kept in decision.kept]
        if len(decision.kept) > 1:
            parts.append(self._all())
        if decision.fill is not None:
            title = tr("Comes in") if decision.outcome in ("new", "suggested") else tr("Fills what is blank")
            parts += _facts(title, added_words(decision.fill, self.desk.formats, view.own))
        flaws = [(note.column or tr("Left out"), join((_cut(note.value), note.reason), ": "))
                 for note in decision.problems]  # fmt: skip
        parts += _facts(tr("Left out"), flaws)
        parts += _facts(tr("In the file"), view.cells)
        return parts

    def _question(self, view: RowView) -> QWidget:
        made = frame("card")
        column = QVBoxLayout(made)
        column.setSpacing(theme.px(4))
        column.addWidget(label(tr("Is this somebody you have already?"), "strong", wrap=True))
        group = self._group(made)
        for one in view.candidates:
            column.addWidget(self._answer(group, one.answer, "Same person: {value}", one.name))
            for line in (one.more, *one.signs):
                if line:
                    column.addWidget(label(breakable(line), "small", wrap=True))
        column.addWidget(self._answer(group, OTHER, "Someone else"))
        column.addWidget(self._answer(group, LATER, "Later"))
        column.addWidget(label(tr("Later makes a new creator and asks again under Duplicates."), "help", wrap=True))
        return made

    def _answer(self, group: QButtonGroup, code: str, words: str, value: str = "") -> QRadioButton:
        made = _radio(words, value)
        made.setChecked(self.view is not None and self.view.answer == code)
        made.toggled.connect(partial(self._answer_chosen, code))
        group.addButton(made)
        self.answers[code] = made
        return made

    def _sides(self, kept: Kept, view: RowView) -> QWidget:
        made, group = QWidget(), None
        name = kept_words(kept, view.own)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(label(breakable(name), "strong", wrap=True))
        group = self._group(made)
        formats = self.desk.formats
        ours = _radio("Yours: {value}", value_words(kept.field, kept.ours, formats, view.own))
        theirs = _radio("In the file: {value}", value_words(kept.field, kept.theirs, formats, view.own))
        for one in (ours, theirs):
            one.setAccessibleDescription(name)
            group.addButton(one)
            column.addWidget(one)
        theirs.toggled.connect(partial(self._side_chosen, kept.code))
        self.sides[kept.code] = (ours, theirs)
        return made

    def _all(self) -> QWidget:
        self.all_button = button("", small=True)
        self.all_button.clicked.connect(self._take_all)
        return self.all_button

    def _show_sides(self, view: RowView) -> None:
        for code, pair in self.sides.items():
            side = pair[code in view.theirs]
            with QSignalBlocker(pair[1]):
                side.setChecked(True)
        if self.all_button is not None:
            words = tr("Keep all of yours") if self._takes_all(view) else tr("Take all from the file")
            self.all_button.setText(words)
            self.all_button.setAccessibleName(words)

    @staticmethod
    def _takes_all(view: RowView) -> bool:
        return view.theirs >= {kept.code for kept in view.decision.kept}

    def _group(self, parent: QWidget) -> QButtonGroup:
        self._groups.append(QButtonGroup(parent))
        return self._groups[-1]

    # what is chosen

    def _answer_chosen(self, code: str, on: bool) -> None:  # noqa: FBT001  the signal's
        if on and self.view is not None:
            self.answered.emit(self.view.decision.row, code)

    def _side_chosen(self, code: str, on: bool) -> None:  # noqa: FBT001  the signal's
        if self.view is not None:
            before = frozenset(one for one, (_, theirs) in self.sides.items() if theirs.isChecked())
            self.taken.emit(self.view.decision.row, before | {code} if on else before - {code})

    def _take_all(self) -> None:
        if self.view is not None:
            every = frozenset(kept.code for kept in self.view.decision.kept)
            self.taken.emit(self.view.decision.row, frozenset() if self._takes_all(self.view) else every)


def _radio(words: str, value: str) -> QRadioButton:
    """A choice with a value in it, which is cut where the panel has no room for it; the whole is in the tooltip."""
    made = QRadioButton(plain(tr(words, value=_cut(value, _SHORT))))
    whole = tr(words, value=_cut(value))
    made.setAccessibleName(whole)
    made.setToolTip(whole)
    return made


def _facts(title: str, pairs: Sequence[tuple[str, str]]) -> list[QWidget]:
    """A title and its lines, name and value; nothing where there are none."""
    if not pairs:
        return []
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(pairs):
        grid.addWidget(label(breakable(_cut(name, _SHORT)), "small", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(breakable(isolate(" ".join(value.split()))), wrap=True), at, 1)
    return [label(title, "muted"), inside]


def _cut(text: str, most: int = _LONG) -> str:
    one_line = isolate(" ".join(text.split()))
    return one_line if len(one_line) <= most else f"{one_line[:most]}…"
