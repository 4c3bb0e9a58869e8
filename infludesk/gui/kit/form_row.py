"""One field on a form: label, editor, help or message, and the marks of internal and private."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.kit.edits import LONG_MS, DayEdit, FieldEdit, LineEdit, LongEdit, MoneyEdit, ShownOnly
from infludesk.gui.kit.formats import HIDDEN, Formats
from infludesk.gui.kit.parts import Glyph, announce, button, label, plain
from infludesk.gui.kit.picks import ChoiceEdit, FlagsEdit, Options, SearchEdit, TagsEdit, YesEdit
from infludesk.gui.kit.places import country_options, language_options
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.typed import remark
from infludesk.gui.verbs import verb
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.money import CURRENCIES
from infludesk.kernel.text import join, tr

_HISTORY = tuple(QKeySequence(keys) for keys in verb("history").keys)
_DOTS = "••••••"
_LABEL_WIDTH, _FIELD_WIDTH, _NARROW = 160, 640, 400
_ANY_WIDTH = 16_777_215


class FormRow(QWidget):
    """A field that saves itself.

    Signals:
        saved: the field's name and the new value, once it was read and differs from the stored one.
        history_asked: the field's name: the keys of the verb ``history`` were pressed in it.
        new_asked: the field's name and a text that is not in its list: the page makes a record of it.
    """

    saved = Signal(str, object)
    history_asked = Signal(str)
    new_asked = Signal(str, str)

    def __init__(
        self, field: Field, formats: Formats, options: Options = (), *, adds: bool = False, pause: int = LONG_MS
    ) -> None:
        """``adds``: offer to make a new record of a text that the list of a link does not hold."""
        super().__init__()
        self.field, self.formats = field, formats
        self.edit = edit_for(field, formats, options, pause=pause)
        self._stored: Any = None
        self.remark: Problem | None = None
        self._untouched = ""
        self._revealed, self._adds = False, adds
        self._label = label(tr(field.label), "muted", wrap=True)
        self._message = label(tr(field.help), "help", wrap=True)
        self._sign = Glyph("alert", "danger-text", 12)
        self._cover = label(_DOTS, "help")
        self._show = button(tr("Show"), small=True)
        self._show.setAccessibleName(tr("Show {label}", label=tr(field.label)))
        self._show.clicked.connect(self.reveal)
        self._new = button("", "link", small=True)
        self._new.clicked.connect(lambda: self.new_asked.emit(self.field.name, self.edit.text()))
        self.edit.left.connect(self._commit)
        self._lay_out()
        self._restore()
        self._hide_or_show()

    @property
    def stored(self) -> Any:
        """The value the record holds."""
        return self._stored

    @property
    def message(self) -> str:
        """What stands below the field: its help, or what is wrong."""
        return self._message.text()

    @property
    def unread(self) -> bool:
        """Whether the field holds something that could not be stored."""
        return bool(self.edit.main.property("state") == "error")

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab stops, in order."""
        return (*self.edit.parts, self._new, self._show)

    def put(self, value: Any, *, anew: bool) -> None:
        """Show a stored value; with ``anew`` also over what is being typed, as for another record."""
        typing = self.edit.text() != self._untouched
        same, self._stored = value == self._stored, value
        # what was stored just now comes back: what was remarked on it still holds
        if anew or not (typing or same):
            self._restore()
        if anew:
            self._revealed = False
        self._hide_or_show()

    def reveal(self) -> None:
        """Show a private value until another record is loaded."""
        self._revealed = True
        self._hide_or_show()
        self.edit.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Say below the field what the program made of it; the text stays."""
        self._say(problem, "error")

    def _commit(self) -> None:
        text = self.edit.text()
        if text == self._untouched:
            if self.unread:
                self._say(None, "")
            return
        try:
            value = self.edit.read()
        except Problem as problem:
            self._say(problem, "error")
            return
        self.remark = remark(self.field, text, value, self.formats)
        self._say(self.remark, "")
        if value == self._stored:
            self.edit.put(value)
            self._untouched = self.edit.text()
            return
        self._stored = value
        if not isinstance(self.edit, LongEdit):
            self.edit.put(value)
        self._untouched = self.edit.text()
        self.saved.emit(self.field.name, value)

    def remark_again(self, former: "FormRow") -> None:
        """Say what a row said of the same value, in whose place this one came."""
        if former.remark is not None and former.stored == self._stored:
            self.remark = former.remark
            self._say(self.remark, "")

    def _restore(self) -> None:
        self.remark = None
        self.edit.put(self._stored)
        self._untouched = self.edit.text()
        self._say(None, "")

    def _say(self, problem: Problem | None, state: str) -> None:
        words = f"{problem.title} {problem.advice}".strip() if problem else tr(self.field.help)
        kind = "help" if not problem else "danger" if state else "warn"
        self._message.setText(words)
        theme.set_state(self._message, kind=kind)
        self._sign.change("alert", "danger-text" if state else "warn-text")
        self._sign.setVisible(problem is not None)
        self._offer(self.edit.text() if self._adds and problem and problem.code == "entry.link" else "")
        if self.edit.main.property("state") != state:
            self.edit.mark(state)
        self.edit.main.setAccessibleDescription(join((tr("Needed") if self.field.needed else "", words), ". "))
        if problem and self.isVisible():
            announce(self.edit.main, words)

    def _offer(self, text: str) -> None:
        self._new.setText(tr('Add "{text}"', text=plain(text)))
        self._new.setAccessibleName(tr('Add "{text}"', text=text))
        self._new.setVisible(bool(text))

    def _hide_or_show(self) -> None:
        blanked = self.field.secret and self.formats.hide_internal
        masked = self.field.private and not self._revealed and self._stored is not None
        self._cover.setText(HIDDEN if blanked else _DOTS)
        self._cover.setVisible(blanked or masked)
        self._show.setVisible(masked and not blanked)
        self.edit.setVisible(not (blanked or masked))

    def event(self, event: QEvent) -> bool:
        # These keys are the field's before they are the window's: Esc as long as there is something to restore.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._means(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._restores(event):
            self._restore()
        elif _asks_history(event):
            self.history_asked.emit(self.field.name)
        else:
            super().keyPressEvent(event)

    def _means(self, event: QKeyEvent) -> bool:
        return self._restores(event) or _asks_history(event)

    def _restores(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and self.edit.text() != self._untouched

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(0)
        head.setContentsMargins(0, theme.px(6), 0, 0)
        head.addWidget(self._label)
        if self.field.needed:
            head.addWidget(label(tr("Needed"), "micro"))
        if self.field.secret:
            head.addLayout(_internal())
        head.addStretch(1)
        cover = QHBoxLayout()
        cover.addWidget(self._cover)
        cover.addWidget(self._show)
        cover.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(theme.px(4))
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._message, 1)
        below.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setSpacing(theme.px(4))
        body.addWidget(self.edit)
        body.addLayout(cover)
        body.addLayout(below)
        body.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(head)
        self._row.addLayout(body, 1)
        self.edit.setMaximumWidth(theme.px(_FIELD_WIDTH))
        self.setMinimumWidth(theme.px(_LABEL_WIDTH))
        self._turn(above=False)

    def _turn(self, *, above: bool) -> None:
        """Put the label above the field, or before it."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if above else ways.LeftToRight)
        self._row.setSpacing(theme.px(4 if above else 12))
        # Above one another the rows are parted enough; beside it room for one line is kept, so that nothing jumps.
        self._message.setMinimumHeight(0 if above else theme.line("small"))
        if above:
            self._label.setMinimumWidth(0)
            self._label.setMaximumWidth(_ANY_WIDTH)
        else:
            self._label.setFixedWidth(theme.px(_LABEL_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        above = self.width() < theme.px(_NARROW)
        if above != (self._row.direction() == QBoxLayout.Direction.TopToBottom):
            self._turn(above=above)


def edit_for(field: Field, formats: Formats, options: Options = (), *, pause: int = LONG_MS) -> FieldEdit:
    """The editor of a field; ``options`` (id, label) are those of a link, ``pause`` the ms until long text is left."""
    if field.kind == "long":
        return LongEdit(field, formats, pause=pause)
    if field.kind == "link":
        return SearchEdit(field, formats, options)
    return _EDITS.get(field.kind, LineEdit)(field, formats)


def _asks_history(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) in _HISTORY


def _internal() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(4))
    row.addWidget(Glyph("lock", "text-3", 12))
    row.addWidget(label(tr("Internal"), "micro"))
    row.addStretch(1)
    return row


_EDITS: dict[str, Callable[[Field, Formats], FieldEdit]] = {
    "choice": lambda field, show: ChoiceEdit(field, show, [(code, tr(words)) for code, words in field.choices]),
    "country": lambda field, show: SearchEdit(field, show, country_options(show.locale)),
    "lang": lambda field, show: SearchEdit(field, show, language_options(show.locale)),
    "currency": lambda field, show: SearchEdit(field, show, [(code, code) for code in CURRENCIES]),
    "yes": YesEdit,
    "flags": FlagsEdit,
    "list": TagsEdit,
    "day": DayEdit,
    "money": MoneyEdit,
    "fx": ShownOnly,
    "ref": ShownOnly,
}
