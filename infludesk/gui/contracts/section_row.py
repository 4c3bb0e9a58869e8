"""One section of a contract's text; the one in focus opens to be changed, moved, kept or removed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from infludesk.contracts.document import FURTHER, PARTIES
from infludesk.contracts.model import Contract, ContractClause
from infludesk.contracts.placeholders import PLACEHOLDERS
from infludesk.gui.contracts.text_reading import ShownSection
from infludesk.gui.kit.edits import LongEdit
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, tr


class SectionRow(QFrame):
    """One section.

    Signals:
        focused: its key: it is to open.
        stepped: by how many places the focus is to go.
        saved: a field's name and its new value; of the further clauses ``body``.
        moved: by how many places the clause is to go.
        kept: the clause is to go to the library.
        removed: the clause is to go.
        parties_asked: the parties are to be changed.
    """

    focused = Signal(str)
    stepped = Signal(int)
    saved = Signal(str, object)
    moved = Signal(int)
    kept = Signal()
    removed = Signal()
    parties_asked = Signal()

    def __init__(self, key: str, formats: Formats) -> None:
        super().__init__()
        self.key, self._formats = key, formats
        self.shown: ShownSection | None = None
        self._contract = Contract()
        self._frozen = False
        self.body: QWidget | None = None
        self.form: Form | None = None
        self.setProperty("kind", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading, self.words = label("", "strong", wrap=True), label("", wrap=True)
        self._gaps = label("", "warn", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self._column.setSpacing(theme.px(6))
        for part in (self.heading, self.words, self._gaps):
            self._column.addWidget(part)

    @property
    def clause_id(self) -> str:
        """The clause's row; empty for what the terms make alone, and where the text stands still."""
        return self.shown.clause.id if self.shown and self.shown.clause and not self._frozen else ""

    def load(self, shown: ShownSection, contract: Contract, *, frozen: bool) -> None:
        """Show a section; what is being typed in it stays."""
        self.shown, self._contract, self._frozen = shown, contract, frozen
        self.heading.setText(isolate(shown.section.heading))
        self.words.setText(shown.section.text)
        names = ", ".join(tr(PLACEHOLDERS[one].label) if one in PLACEHOLDERS else one for one in shown.section.gaps)
        gaps = tr("Open: {terms}", terms=names) if names else ""
        self._gaps.setText(gaps)
        self._gaps.setVisible(bool(gaps))
        self.setAccessibleName(join((shown.section.heading, gaps), ", "))
        self.setAccessibleDescription(shown.section.text)
        if frozen and self.body is not None:
            self.set_open(opened=False)
        elif self.form is not None:
            self._fill()

    def set_open(self, *, opened: bool) -> None:
        """Show or fold how it is changed."""
        if opened and self.body is None and not self._frozen and self.shown is not None:
            self._build()
        if self.body is not None:
            self.body.setVisible(opened and not self._frozen)

    def begin(self) -> None:
        """Go to the words."""
        self.focused.emit(self.key)
        if self.form is not None:
            self.form.focus("text" if self.clause_id else "body")

    def show_problem(self, name: str, problem: Problem) -> None:
        """Say below a field why it was not stored."""
        if self.form is not None:
            self.form.show_problem(name, problem)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.key)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and not typing and not event.modifiers():
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.hasFocus():
            self.begin()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.body = QWidget()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(8))
        row = FlowLayout(gap=theme.px(8))
        stops: list[QWidget] = []
        if self.clause_id or self.key == FURTHER:
            names = ("title", "text") if self.clause_id else ("body",)
            self.form = Form((ContractClause if self.clause_id else Contract).entity, show=self._formats, only=names)
            self.form.saved.connect(self.saved)
            column.addWidget(self.form)
            self._fill()
            words = tr("Words in braces stand for terms: {example}.", example="{kill_fee} {law_place|none}")
            column.addWidget(label(words, "help", wrap=True))
            stops += [stop for name in names for stop in self.form.row(name).stops]
        for made in self._buttons():
            row.addWidget(made)
            stops.append(made)
        column.addLayout(row)
        self._column.addWidget(self.body)
        before: QWidget = self
        for stop in stops:
            QWidget.setTabOrder(before, stop)
            before = stop

    def _buttons(self) -> list[QWidget]:
        if self.key == PARTIES:
            made = button(tr("Change parties"), small=True)
            made.clicked.connect(self.parties_asked)
            return [made]
        if self.form is None:
            return []
        term = button(tr("Insert term"), small=True)
        term.setMenu(self._terms())
        if not self.clause_id:
            return [term]
        keep, remove = button(tr("Keep in library"), small=True), button(tr("Remove"), icon="trash", small=True)
        up, down = button(tr("Move up"), small=True), button(tr("Move down"), small=True)
        up.setToolTip(tr("Alt+Up"))
        down.setToolTip(tr("Alt+Down"))
        up.clicked.connect(lambda: self.moved.emit(-1))
        down.clicked.connect(lambda: self.moved.emit(1))
        keep.clicked.connect(self.kept)
        remove.clicked.connect(self.removed)
        return [term, up, down, keep, remove]

    def _terms(self) -> QMenu:
        menu = QMenu(self)
        for name, known in sorted(PLACEHOLDERS.items(), key=lambda one: tr(one[1].label)):
            menu.addAction(tr(known.label)).triggered.connect(lambda _on=False, name=name: self._insert(name))
        return menu

    def _insert(self, name: str) -> None:
        edit = self.form.row("text" if self.clause_id else "body").edit if self.form is not None else None
        if isinstance(edit, LongEdit):
            edit.area.insertPlainText(f"{{{name}}}")
            edit.area.setFocus()

    def _fill(self) -> None:
        if self.form is not None and self.shown is not None:
            self.form.load(self.shown.clause or self._contract)
