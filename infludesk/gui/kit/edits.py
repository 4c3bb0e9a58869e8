"""The editors of what is typed: they show a value, give back what was typed, and say when they were left."""

from typing import Any

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
    QWidgetAction,
)

from infludesk.gui.kit.entry import read_entry
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.typed import amount_text, write_entry
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.money import CURRENCIES
from infludesk.kernel.text import tr

LONG_MS = 2000
_LEAST_LINES, _MOST_LINES = 3, 12
_LEAST_LETTERS = 3


class FieldEdit(QWidget):
    """An editor of one field.

    Signals:
        left: the field was left, Enter was pressed, or a choice was made.

    Attributes:
        main: the widget that takes the focus and carries the field's name.
    """

    left = Signal()

    def __init__(self, field: Field, formats: Formats, main: QWidget) -> None:
        super().__init__()
        self.field, self.formats, self.main = field, formats, main
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(main, 1)
        self.setFocusProxy(main)
        main.setAccessibleName(tr(field.label))

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The widgets side by side."""
        found = (self._row.itemAt(place) for place in range(self._row.count()))
        return tuple(one for item in found if item and (one := item.widget()))

    def text(self) -> str:
        """What was typed, as ``read_entry`` takes it."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a stored value."""
        raise NotImplementedError

    def read(self) -> Any:
        """The value of what was typed.

        Raises:
            Problem: it cannot be read.
        """
        return read_entry(self.field, self.text(), self.formats)

    def mark(self, state: str) -> None:
        """Show ``error``, or nothing, at the border."""
        theme.set_state(self.main, state=state)


class LineEdit(FieldEdit):
    """One line, for all kinds that are typed."""

    def __init__(self, field: Field, formats: Formats) -> None:
        self.line = QLineEdit()
        super().__init__(field, formats, self.line)
        self.line.editingFinished.connect(self.left)

    def text(self) -> str:
        return self.line.text()

    def put(self, value: Any) -> None:
        self.line.setText(write_entry(self.field, value, self.formats))
        self.line.setCursorPosition(0)


class DayEdit(LineEdit):
    """A day as people type it, with a calendar."""

    def __init__(self, field: Field, formats: Formats) -> None:
        super().__init__(field, formats)
        self.line.setPlaceholderText(tr("12 Mar 2026"))
        self.open = tool("calendar", tr("{label}: open the calendar", label=tr(field.label)))
        self.open.setProperty("scale", "normal")
        self.open.clicked.connect(self._show_calendar)
        self._row.addWidget(self.open)

    def pick(self, day: QDate) -> None:
        """Take a day of the calendar."""
        self.put(day.toString(Qt.DateFormat.ISODate))
        self.line.setFocus()
        self.left.emit()

    def _show_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(tr(self.field.label))
        calendar.setSelectedDate(self._day())
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(self.pick)
        calendar.clicked.connect(self.pick)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def _day(self) -> QDate:
        try:
            day = str(self.read() or self.formats.today().isoformat())[:10]
        except Problem:
            day = self.formats.today().isoformat()
        return QDate.fromString(day, Qt.DateFormat.ISODate)


class LongEdit(FieldEdit):
    """Many lines; left also two seconds after the last key."""

    def __init__(self, field: Field, formats: Formats, *, pause: int = LONG_MS) -> None:
        self.area = _Area()
        super().__init__(field, formats, self.area)
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(self.left)
        self.area.setTabChangesFocus(True)
        self.area.textChanged.connect(self._pause.start)
        self.area.left.connect(self._leave)

    def text(self) -> str:
        return self.area.toPlainText()

    def put(self, value: Any) -> None:
        if self.area.toPlainText() != (value or ""):
            with QSignalBlocker(self.area):
                self.area.setPlainText(value or "")

    def _leave(self) -> None:
        self._pause.stop()
        self.left.emit()


class Combo(QComboBox):
    """A combo box that a wheel passing over it does not change, and that leaves shortcuts to the form.

    It is as wide as its choices where there is room, and narrower where there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumContentsLength(_LEAST_LETTERS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and not self.isEditable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class MoneyEdit(FieldEdit):
    """An amount and its currency."""

    def __init__(self, field: Field, formats: Formats) -> None:
        self.line, self.currency = QLineEdit(), Combo()
        super().__init__(field, formats, self.line)
        self.currency.setAccessibleName(tr("{label}: currency", label=tr(field.label)))
        default = formats.default_currency
        first = tuple(dict.fromkeys((default, *formats.currencies) if default else formats.currencies))
        if not default:
            self.currency.addItem("–", "")
        for code in (*first, *(code for code in CURRENCIES if code not in first)):
            self.currency.addItem(code, code)
        self._row.addWidget(self.currency)
        self.line.editingFinished.connect(self.left)
        self.currency.activated.connect(lambda _index: self.left.emit())

    def text(self) -> str:
        amount, code = self.line.text().strip(), self.currency.currentData()
        names_one = any(mark.isalpha() or mark in "€$£¥₹₩₴" for mark in amount)
        return amount if names_one or not amount else f"{amount} {code}".strip()

    def put(self, value: Any) -> None:
        self.line.setText(amount_text(value, self.formats) if value else "")
        if value and self.currency.findData(value.currency) < 0:
            self.currency.addItem(value.currency, value.currency)
        self.currency.setCurrentIndex(self.currency.findData(value.currency) if value else 0)


class ShownOnly(FieldEdit):
    """A value that is worked out or frozen: shown, never typed."""

    def __init__(self, field: Field, formats: Formats) -> None:
        self.line = QLineEdit(readOnly=True)
        super().__init__(field, formats, self.line)
        self._value: Any = None

    def text(self) -> str:
        return self.line.text()

    def put(self, value: Any) -> None:
        self._value = value
        self.line.setText(self.formats.show_value(self.field, value))

    def read(self) -> Any:
        return self._value


class _Area(QPlainTextEdit):
    """Grows with its text, within bounds."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        # A plain text's size is told in lines.
        lines = max(_LEAST_LINES, min(_MOST_LINES, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + theme.px(20))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
