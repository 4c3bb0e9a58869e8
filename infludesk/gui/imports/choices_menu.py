"""One choice for many rows: whose value stands where both have one, and who the questions are."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton

from infludesk.gui.imports.row_panel import LATER, OTHER
from infludesk.gui.imports.values import Own, field_words
from infludesk.gui.kit.parts import plain
from infludesk.importing.people.decisions import Decision
from infludesk.kernel.text import number, tr

EVERY = "*"
SAME = "same"


class ChoicesMenu(QToolButton):
    """The choices that can be made for all rows at once.

    Signals:
        taken: a field's code, or EVERY, and whether the file's value is taken.
        answered: SAME, OTHER or LATER, for all questions.
    """

    taken = Signal(str, bool)
    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setText(tr("For all rows"))
        self.setAccessibleName(tr("Choose for all rows"))
        self.setProperty("kind", "outline")
        self.setProperty("scale", "normal")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMenu(QMenu(self))

    def show_choices(self, first: Iterable[Decision], now: Iterable[Decision], own: Own) -> None:
        """Offer what these rows leave open; ``first`` are the rows before an answer, ``now`` with it."""
        fields = Counter(kept.field for one in now for kept in one.kept)
        questions = sum(bool(one.proposals) for one in first)
        menu = self.menu()
        menu.clear()
        for field, count in fields.most_common():
            words = tr("Take {field} from the file ({n})", field=field_words(field, own), n=number(count))
            self._add(menu, words, partial(self.taken.emit, field, True))
        if fields:
            words = tr("Take everything from the file ({n})", n=number(fields.total()))
            self._add(menu, words, partial(self.taken.emit, EVERY, True))
            self._add(menu, tr("Keep everything of yours"), partial(self.taken.emit, EVERY, False))
        if fields and questions:
            menu.addSeparator()
        if questions:
            counted = number(questions)
            for code, words in (
                (SAME, tr("All questions: same person ({n})", n=counted)),
                (OTHER, tr("All questions: someone else ({n})", n=counted)),
                (LATER, tr("All questions: later ({n})", n=counted)),
            ):
                self._add(menu, words, partial(self.answered.emit, code))
        self.setVisible(bool(fields or questions))

    @staticmethod
    def _add(menu: QMenu, words: str, does: partial[None]) -> None:
        menu.addAction(plain(words)).triggered.connect(lambda _on: does())
