"""The checklist of a contract: its 32 items as rows; the one in focus opens to be answered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from infludesk.contracts.checklist_items import ITEMS
from infludesk.contracts.model import ANSWERS, ContractItem
from infludesk.flows.contract_checklist import CheckedItem
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import Glyph, announce, button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, tr

_ICONS = {
    "open": ("dash", "text-3"),
    "in_text": ("check", "success-text"),
    "not_applicable": ("close", "text-3"),
    "accepted_risk": ("alert", "warn-text"),
}
_OPENS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLACE = re.compile(r"§ (\d+)\b")
_KINDS = {"in_text": "success", "accepted_risk": "warn"}


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says to an item; ``red_flag`` None leaves the mark as it is."""

    item: int
    answer: str
    place: str
    note: str
    red_flag: bool | None = None


class Checklist(QScrollArea):
    """The 32 items.

    Signals:
        answered: a Given, to be stored.
        moved: the number of the item in focus.
        sought: the number of the section of the text that an item stands in.
    """

    answered = Signal(object)
    sought = Signal(int)
    moved = Signal(int)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Checklist"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.current = 0
        self._inside = QWidget()
        self.rows = {item.number: ItemRow(item.number, formats) for item in ITEMS}
        self._column = column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows.values():
            row.focused.connect(self._open)
            row.answered.connect(self.answered)
            row.sought.connect(self.sought)
            row.stepped.connect(self._step)
            column.addWidget(row)
            column.addWidget(frame("divider"))
        column.addStretch(1)
        self.setWidget(self._inside)

    def show_items(self, items: Sequence[CheckedItem], since: Mapping[str, str], *, frozen: bool) -> None:
        """Show the items of a contract.

        Args:
            items: all of them.
            since: pack and version → the day it is in force from, as stored.
            frozen: whether the answers stand still.
        """
        for item in items:
            self.rows[item.item].load(item, since.get(item.pack, ""), frozen=frozen)

    def leave(self) -> None:
        """Close the open item, as for another contract."""
        self._close()
        self.current = 0

    def go(self, by: int) -> None:
        """Focus the next open item, or the one before with ``by`` -1, around the end; where none is open, stay."""
        numbers = [number for number, row in self.rows.items() if row.answer == "open"]
        after = [number for number in numbers if (number - self.current) * by > 0]
        if numbers:
            self.focus_item((after or numbers)[0 if by > 0 else -1])

    def focus_item(self, number: int) -> None:
        """Open an item, put the focus on it and bring it into view."""
        row = self.rows[number]
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._open(number)
        self._column.activate()
        self.ensureWidgetVisible(row, 0, theme.px(40))

    def answer_current(self, answer: str) -> None:
        """Answer the item in focus, and go on to the next open one."""
        if not self.current:
            return
        self.rows[self.current].give(answer)
        if any(row.answer == "open" for number, row in self.rows.items() if number != self.current):
            self.go(1)

    def show_problem(self, number: int, problem: Problem) -> None:
        """Say why the answer to an item was not stored, and lead back to it."""
        self.focus_item(number)
        self.rows[number].show_problem(problem)

    def _open(self, number: int) -> None:
        if number == self.current:
            return
        self._close()
        self.current = number
        self.rows[number].set_open(opened=True)
        self.moved.emit(number)

    def _close(self) -> None:
        if self.current:
            self.rows[self.current].set_open(opened=False)

    def _step(self, number: int) -> None:
        if number in self.rows:
            self.focus_item(number)


class ItemRow(QFrame):
    """One item.

    Signals:
        focused: its number: it is to open.
        answered: a Given.
        stepped: the number of the item to go to instead.
        sought: the number of the section it stands in.
    """

    focused = Signal(int)
    sought = Signal(int)
    answered = Signal(object)
    stepped = Signal(int)

    def __init__(self, number: int, formats: Formats) -> None:
        super().__init__()
        self.number, self._formats = number, formats
        self._item: CheckedItem | None = None
        self._frozen = False
        self.body: _Body | None = None
        self.setProperty("kind", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon, self._title, self._pill = Glyph("dash", "text-3"), label("", wrap=True), label("", "small")
        self._flag, self._flag_word = Glyph("flag", "danger-text", 12), label(tr("Red flag"), "danger")
        self.citation = Citation()
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        for part in (self._icon, self._title, self._flag, self._flag_word, self._pill):
            head.addWidget(part, 1 if part is self._title else 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self._column.setSpacing(theme.px(6))
        self._column.addLayout(head)
        self._column.addWidget(self.citation)

    @property
    def answer(self) -> str:
        """The stored answer."""
        return self._item.answer if self._item else "open"

    def load(self, item: CheckedItem, since: str, *, frozen: bool) -> None:
        """Show an item as stored."""
        other = self._item is not None and item.id != self._item.id
        self._item, self._frozen = item, frozen
        words = tr(dict(ANSWERS)[item.answer])
        self._icon.change(*_ICONS[item.answer])
        self._title.setText(tr("{n}  {title}", n=item.item, title=item.title))
        self._pill.setText(words)
        theme.set_state(self._pill, kind=_KINDS.get(item.answer, "help"))
        for part in (self._flag, self._flag_word):
            part.setVisible(item.red_flag)
        day = show_day(since, self._formats.locale) if since else ""
        self.citation.say(item.cite, item.pack, tr("in force from {day}", day=day) if day and item.cite else "")
        flag = tr("Red flag") if item.red_flag else ""
        self.setAccessibleName(join((str(item.item), item.title, words, flag), ", "))
        if self.body is not None:
            self.body.load(item, anew=other, frozen=frozen)

    def set_open(self, *, opened: bool) -> None:
        """Show or fold why it is asked and how it is answered."""
        if opened and self.body is None and self._item is not None:
            self.body = _Body(self._formats, self._item)
            self.body.given.connect(self.answered)
            self.body.sought.connect(self.sought)
            self.body.load(self._item, anew=True, frozen=self._frozen)
            self._column.addWidget(self.body)
            # Built late, they would come last; Tab goes as one reads.
            before: QWidget = self
            for stop in self.body.stops:
                QWidget.setTabOrder(before, stop)
                before = stop
        if self.body is not None:
            self.body.setVisible(opened)

    def begin(self) -> None:
        """Open it, or where it is open go to its answers."""
        if self.body is None or self.body.isHidden():
            self.focused.emit(self.number)
        else:
            self.body.begin()

    def give(self, answer: str) -> None:
        """Answer, with the place and the note as they stand."""
        if self.body is not None and not self._frozen:
            self.body.segments.choose(answer)
            self.body.tell()

    def show_problem(self, problem: Problem) -> None:
        """Say why the answer was not stored, and lead to the note."""
        if self.body is not None:
            self.body.refuse(problem)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.focused.emit(self.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self.stepped.emit(self.number + step)
        elif event.key() in _OPENS and self.hasFocus() and not event.modifiers():
            self.begin()
        else:
            super().keyPressEvent(event)


class _Body(QWidget):
    """Why an item is asked, the answers, the place in the text and the note."""

    given = Signal(object)
    sought = Signal(int)

    def __init__(self, formats: Formats, item: CheckedItem) -> None:
        super().__init__()
        fields = ContractItem.entity
        self._item = item
        self._why, self._flags, self._decided = label("", "small", wrap=True), label("", "danger", wrap=True), label()
        self._decided.setProperty("kind", "help")
        self._message = label("", "danger", wrap=True)
        self.segments = Segments(item.title, [(code, tr(words)) for code, words in ANSWERS])
        self.segments.hint("in_text", tr("Ctrl+Enter"))
        self.segments.hint("not_applicable", tr("Ctrl+Shift+Enter"))
        self.place = edit_for(fields.field("place"), formats)
        self.note = edit_for(fields.field("note"), formats)
        self.flag = QCheckBox(tr("Red flag"))
        self.text_button = button(tr("Show in the text"), "link", small=True)
        self.text_button.clicked.connect(lambda: self.sought.emit(_section(self._item.place)))
        self.segments.chosen.connect(lambda _code: self.tell())
        self.place.left.connect(self._left)
        self.note.left.connect(self._left)
        self.flag.clicked.connect(lambda _on: self.tell())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        column.setSpacing(theme.px(6))
        column.addWidget(self._why)
        column.addWidget(self._flags)
        column.addWidget(self.segments)
        column.addWidget(self._message)
        for words, edit in ((tr("Place in the text"), self.place), (tr("Note"), self.note)):
            column.addWidget(label(words, "muted"))
            column.addWidget(edit)
        column.addWidget(self.text_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.flag)
        column.addWidget(self._decided)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (*self.segments.stops, *self.place.parts, *self.note.parts, self.text_button, self.flag)

    def begin(self) -> None:
        """Put the focus on the answer given."""
        next(one for one in self.segments.stops if one.isChecked()).setFocus(Qt.FocusReason.TabFocusReason)

    def load(self, item: CheckedItem, *, anew: bool, frozen: bool) -> None:
        """Show what is stored; what is being typed stays, unless it is another contract's item."""
        before, self._item = self._item, item
        self._why.setText(item.why)
        self._flags.setText(" ".join(item.flags))
        self._flags.setVisible(bool(item.flags))
        # A risk waits for its note: until that is stored the choice stays as the person made it.
        if anew or item.answer != before.answer or self.segments.value == item.answer:
            self.segments.choose(item.answer)
            self._say("")
        for edit, old, new in ((self.place, before.place, item.place), (self.note, before.note, item.note)):
            if anew or edit.text() == old:
                edit.put(new)
        self.flag.setChecked(item.red_flag)
        self.flag.setVisible(not item.flags)
        self.text_button.setVisible(_section(item.place) > 0)
        by = tr("Answered by {name}", name=isolate(item.decided_by)) if item.decided_by else tr("From the terms")
        self._decided.setText("" if item.answer == "open" else by)
        self._decided.setVisible(item.answer != "open")
        for part in (self.segments, self.place, self.note, self.flag):
            part.setEnabled(not frozen)

    def tell(self) -> None:
        """Give the answer as it stands."""
        flag = None if self._item.flags or self.flag.isChecked() == self._item.red_flag else self.flag.isChecked()
        given = Given(
            self._item.item, self.segments.value, self.place.text().strip(), self.note.text().strip(), red_flag=flag
        )
        self.given.emit(given)

    def refuse(self, problem: Problem) -> None:
        self._say(f"{problem.title} {problem.advice}")
        self.note.setFocus()

    def _left(self) -> None:
        typed = (self.place.text().strip(), self.note.text().strip())
        if typed != (self._item.place, self._item.note) and self.isEnabled():
            self.tell()

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        if words:
            announce(self.segments, words)


def _section(place: str) -> int:
    """The number of the section that a place names; 0 where it names none of this text."""
    found = _PLACE.match(place)
    return int(found[1]) if found else 0
