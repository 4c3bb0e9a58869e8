"""The only file that opens dialogs: files, one decision, a problem, a bug; and what entry dialogs share."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from infludesk.gui.kit.parts import breakable, button, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Tasks
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

_LOG = logging.getLogger(__name__)
DialogT = TypeVar("DialogT", bound="EntryDialog")


class Dialogs(Protocol):
    """What a page asks of a person outside its own window."""

    def open_file(self, title: str, filters: Sequence[str]) -> Path | None:
        """A file that is there; ``filters`` as "Tables (*.csv *.xlsx)"."""

    def open_files(self, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        """Files that are there; none where the dialog was left."""

    def save_file(self, title: str, proposed: Path, filters: Sequence[str]) -> Path | None:
        """Where to write a file."""

    def choose_folder(self, title: str, start: Path) -> Path | None:
        """A folder."""

    def ask_text(self, title: str, label: str, *, verb: str, text: str = "") -> str | None:
        """One line, such as a name; never empty, None where the dialog was left."""

    def confirm(self, title: str, text: str, *, verb: str, safe: str = "Cancel", danger: bool = False) -> bool:
        """Whether the person chose ``verb`` rather than ``safe``, which has the focus."""

    def message(self, title: str, text: str) -> None:
        """Tell of something that asks for no decision and has no place on a page."""

    def problem(self, problem: Problem) -> None:
        """Tell of a problem that no strip can show."""

    def bug(self, error: BaseException, log: Path) -> None:
        """Tell of a bug, with its details to copy and the log's place."""


class QtDialogs:
    """The real dialogs, each on top of the window in use."""

    def open_file(self, title: str, filters: Sequence[str]) -> Path | None:
        return _path(QFileDialog.getOpenFileName(window_of(), title, "", ";;".join(filters))[0])

    def open_files(self, title: str, filters: Sequence[str]) -> tuple[Path, ...]:
        return tuple(map(Path, QFileDialog.getOpenFileNames(window_of(), title, "", ";;".join(filters))[0]))

    def save_file(self, title: str, proposed: Path, filters: Sequence[str]) -> Path | None:
        return _path(QFileDialog.getSaveFileName(window_of(), title, str(proposed), ";;".join(filters))[0])

    def choose_folder(self, title: str, start: Path) -> Path | None:
        return _path(QFileDialog.getExistingDirectory(window_of(), title, str(start)))

    def ask_text(self, title: str, label: str, *, verb: str, text: str = "") -> str | None:
        dialog = LineDialog(window_of(), title, label, verb=verb, text=text)
        return dialog.line.text().strip() if _accepted(dialog) else None

    def confirm(self, title: str, text: str, *, verb: str, safe: str = "Cancel", danger: bool = False) -> bool:
        dialog = Message(window_of(), title, text)
        dialog.add_button(button(verb, "danger" if danger else "primary")).clicked.connect(dialog.accept)
        dialog.add_safe(tr(safe))
        return _accepted(dialog)

    def message(self, title: str, text: str) -> None:
        dialog = Message(window_of(), title, text)
        dialog.add_safe(tr("Close"))
        _accepted(dialog)

    def problem(self, problem: Problem) -> None:
        self.message(problem.title, problem.advice)

    def bug(self, error: BaseException, log: Path) -> None:
        title = tr("Something went wrong in the program")
        text = tr("Your data is as it was before this step. The log says more: {log}", log=log)
        dialog = Message(window_of(), title, text)
        details = f"{type(error).__name__}: {error}\n{log}"
        copy = dialog.add_button(button(tr("Copy details")))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        dialog.add_safe(tr("Close"))
        _accepted(dialog)


class Plain(QDialog):
    """520 wide: a title, a body, and a row of buttons at the right in reading order, the same on all systems.

    Attributes:
        body: the layout that takes the content.
    """

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(520))
        pad = theme.px(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(16))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(16))
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(0, theme.px(8), 0, 0)
        self._buttons.setSpacing(theme.px(8))
        self._buttons.addStretch(1)
        column.addWidget(label(breakable(title), "section", wrap=True))
        column.addLayout(self.body)
        column.addStretch(1)
        column.addLayout(self._buttons)

    def add_button(self, one: QPushButton) -> QPushButton:
        """Add a button after those already there."""
        self._buttons.addWidget(one)
        return one


class Message(Plain):
    """Says something and takes one decision."""

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(parent, title)
        self.setAccessibleDescription(text)
        words = label(breakable(text), wrap=True)
        words.setMaximumWidth(theme.px(472))
        self.body.addWidget(words)

    def add_safe(self, text: str) -> None:
        """Add the button that changes nothing; it has the focus, and Esc and Enter mean it."""
        safe = self.add_button(button(text))
        safe.clicked.connect(self.reject)
        safe.setDefault(True)
        safe.setFocus()


class EntryDialog(Plain):
    """A dialog with fields: Ctrl+Enter confirms, Esc leaves, and Enter in a field confirms nothing.

    Subclasses fill ``body`` and answer ``ready``.
    """

    def __init__(self, parent: QWidget | None, title: str, verb: str) -> None:
        super().__init__(parent, title)
        self.leave_button = self.add_button(button(tr("Cancel")))
        self.confirm_button = self.add_button(button(verb, "primary"))
        self.confirm_button.setToolTip(tr("Ctrl+Enter"))
        self.leave_button.clicked.connect(self.reject)
        self.confirm_button.clicked.connect(self.confirm)
        self._first: QWidget | None = None
        self._confirmed = False

    def begin_at(self, field: QWidget) -> None:
        """The field that has the focus when the dialog opens."""
        self._first = field

    def ready(self) -> bool:
        """Whether what was typed is enough; a subclass marks the fields that are not."""
        return True

    def confirm(self) -> None:
        """Accept once, if ready. What has the focus is left first, so that it is read."""
        if self._confirmed:
            return
        focused = self.focusWidget()
        self.confirm_button.setFocus()
        if self.ready():
            # A list takes Enter as its own and hands it on, so that the dialog hears it twice.
            self._confirmed = True
            self.accept()
        elif focused is not None:
            focused.setFocus()

    def ask_again(self) -> None:
        """What was confirmed was refused: it may be confirmed again."""
        self._confirmed = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.confirm()
            elif isinstance(focused := self.focusWidget(), QPushButton):
                focused.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ask_again()
        last = self.previousInFocusChain()
        if last is not None and last is not self.confirm_button:
            # The buttons were made first; Tab goes as one reads.
            QWidget.setTabOrder(last, self.leave_button)
            QWidget.setTabOrder(self.leave_button, self.confirm_button)
        (self._first or self.leave_button).setFocus()


class LineDialog(EntryDialog):
    """Asks for one line; the button waits until there is one."""

    def __init__(self, parent: QWidget | None, title: str, name: str, *, verb: str, text: str = "") -> None:
        super().__init__(parent, title, verb)
        self.line = QLineEdit(text)
        self.line.setAccessibleName(name)
        self.line.textChanged.connect(self._allow)
        self.body.addWidget(label(name, "muted"))
        self.body.addWidget(self.line)
        self.begin_at(self.line)
        self.line.selectAll()
        self._allow()

    def ready(self) -> bool:
        return bool(self.line.text().strip())

    def _allow(self) -> None:
        self.confirm_button.setEnabled(self.ready())


def add_field(dialog: EntryDialog, name: str, field: QWidget, help_text: str = "") -> None:
    """Put a field with its name above into a dialog, and what helps below."""
    field.setAccessibleName(name)
    dialog.body.addWidget(label(name, "muted"))
    dialog.body.addWidget(field)
    if help_text:
        field.setAccessibleDescription(help_text)
        dialog.body.addWidget(label(help_text, "help", wrap=True))


def ask(dialog: DialogT, then: Callable[[DialogT], None]) -> None:
    """Open an entry dialog over its window; ``then`` is called with it once it is confirmed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: then(dialog))
    dialog.open()


def window_of() -> QWidget | None:
    """The window a dialog stands over: the active one; between two dialogs, when none is, the main window."""
    active = QApplication.activeWindow()
    if active is not None and active.isVisible():
        return active
    shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow) and one.isVisible())
    return next(shown, None)


def show_failures(tasks: Tasks, dialogs: Dialogs, log: Path) -> None:
    """Tell of each failure no page took: a problem as it is, anything else as a bug, which is also logged.

    Args:
        tasks: whose ``failed`` is heard.
        dialogs: where it is told.
        log: the file that ``logging`` writes to.
    """

    def tell(failure: Exception) -> None:
        if isinstance(failure, Problem):
            dialogs.problem(failure)
        else:
            _LOG.error("A task stopped", exc_info=failure)
            dialogs.bug(failure, log)

    tasks.failed.connect(tell)


def _accepted(dialog: QDialog) -> bool:
    """Run a dialog once; its window keeps none that was closed."""
    result = dialog.exec()
    dialog.deleteLater()
    return result == QDialog.DialogCode.Accepted


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None
