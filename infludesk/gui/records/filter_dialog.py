"""More filters: what a record must hold in the user's own fields."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.edits import FieldEdit, MoneyEdit
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import HIDDEN, Formats
from infludesk.gui.kit.parts import announce, button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.money import Money
from infludesk.kernel.text import isolate, tr
from infludesk.records.custom_query import Condition

_RANGES = ("int", "ppm", "day", "money")
_YES = (("yes", "Yes"), ("no", "No"))
_HEIGHT = 360


class FilterDialog(EntryDialog):
    """One line for each field: a choice, a part of the text, or from and to."""

    def __init__(
        self, parent: QWidget | None, fields: Sequence[Field], conditions: Sequence[Condition], formats: Formats,
        currencies: Mapping[str, Sequence[str]] | None = None,
    ) -> None:  # fmt: skip
        """``currencies``: those of the amounts each field holds, by its name, the most common first."""
        super().__init__(parent, tr("More filters"), tr("Filter"))
        set_already = {one.name: one for one in conditions}
        used = currencies or {}
        self.lines = {
            one.name: _Line(one, set_already.get(one.name), formats, used.get(one.name, ())) for one in fields
        }
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for line in self.lines.values():
            column.addWidget(line)
        column.addStretch(1)
        area = scrolled(inside)
        area.setMinimumHeight(min(theme.px(_HEIGHT), inside.sizeHint().height()))
        self.clear_button = button(tr("Clear"), "quiet", small=True)
        self.clear_button.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.clear_button)
        self.body.addWidget(area, 1)
        self.body.addLayout(row)
        if self.lines:
            self.begin_at(next(iter(self.lines.values())).edits[0].main)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What is wanted, in the order of the fields."""
        return tuple(found for line in self.lines.values() if (found := line.condition) is not None)

    def clear(self) -> None:
        """Empty every line."""
        for line in self.lines.values():
            line.put(None)

    def ready(self) -> bool:
        read = [line.read() for line in self.lines.values()]
        return all(read)


class _Line(QWidget):
    """What is wanted of one field."""

    def __init__(self, field: Field, condition: Condition | None, formats: Formats, used: Sequence[str]) -> None:
        super().__init__()
        self.field, self.condition, self._used = field, condition, used
        within = formats.within(used[0]) if used else formats
        self.edits = tuple(edit_for(one, within) for one in _asked(field))
        self._note = label("", "help", wrap=True)
        self._message = label("", "danger", wrap=True)
        self._message.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for edit, words in zip(self.edits, _between(field), strict=True):
            edit.main.setAccessibleName(f"{field.label}, {words}" if words else field.label)
            if words:
                row.addWidget(QLabel(words))
            row.addWidget(edit, 1)
            edit.left.connect(partial(edit.mark, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(label(field.label, "muted", wrap=True))
        column.addLayout(row)
        column.addWidget(self._message)
        column.addWidget(self._note)
        self._one_currency()
        self.put(condition)

    @property
    def message(self) -> str:
        """What cannot be read; empty for nothing."""
        return self._message.text() if self._message.isVisible() else ""

    def put(self, condition: Condition | None) -> None:
        """Show a condition; None for none."""
        self.condition = condition
        values = _values(self.field, condition)
        for edit, value in zip(self.edits, values, strict=True):
            edit.put(value)
            edit.mark("")
        for edit, value in zip(self.edits, values, strict=True):
            if isinstance(edit, MoneyEdit) and value is not None:
                edit.currency.setCurrentIndex(edit.currency.findData(value.currency))
        self._message.hide()
        self._say_left_out()

    @property
    def note(self) -> str:
        """That amounts in other currencies are left out; empty where there are none."""
        return self._note.text()

    def read(self) -> bool:
        """Read what was typed into the condition; False, with the reason below, where it cannot be."""
        values: list[Any] = []
        for edit in self.edits:
            try:
                values.append(edit.read() if _is_filled(edit) else None)
            except Problem as problem:
                return self._refuse(edit, problem.title)
        if len({one.currency for one in values if isinstance(one, Money)}) > 1:
            return self._refuse(self.edits[-1], tr("Both amounts need the same currency."))
        self._message.hide()
        self.condition = _condition(self.field, values)
        return True

    def _one_currency(self) -> None:
        """From and to share one currency box, that of the last."""
        amounts = [edit for edit in self.edits if isinstance(edit, MoneyEdit)]
        for first, last in pairwise(amounts):
            first.currency.hide()
            for edit, other in ((last, first), (first, last)):
                edit.currency.currentIndexChanged.connect(partial(_follow, edit, other))
            last.currency.setAccessibleName(tr("{label}: currency", label=self.field.label))
            last.currency.currentIndexChanged.connect(lambda _index: self._say_left_out())

    def _say_left_out(self) -> None:
        last = self.edits[-1]
        wanted = last.currency.currentData() if isinstance(last, MoneyEdit) else ""
        others = tr(" and ").join(one for one in self._used if one != wanted) if wanted else ""
        self._note.setText(tr("Amounts in {currencies} are left out.", currencies=others) if others else "")
        self._note.setVisible(bool(others))

    def _refuse(self, edit: FieldEdit, words: str) -> bool:
        edit.mark("error")
        self._message.setText(words)
        self._message.show()
        announce(edit.main, words)
        return False


def condition_words(field: Field, wanted: Condition, formats: Formats) -> str:
    """A condition as a chip says it."""
    label_ = isolate(field.label)
    if field.secret and formats.hide_internal:
        return tr("{field}: {value}", field=label_, value=HIDDEN)
    if wanted.contains:
        return tr('{field} contains "{text}"', field=label_, text=isolate(wanted.contains))
    if wanted.equal is not None:
        return tr("{field}: {value}", field=label_, value=formats.show_value(field, wanted.equal))
    least, most = (formats.show_value(field, bound) for bound in (wanted.least, wanted.most))
    if wanted.most is None:
        return tr("{field}: from {value}", field=label_, value=least)
    if wanted.least is None:
        return tr("{field}: to {value}", field=label_, value=most)
    return tr("{field}: {least} to {most}", field=label_, least=least, most=most)


def _asked(field: Field) -> tuple[Field, ...]:
    """The fields to type into: two for a range, one for all else; none of them needed."""
    plain = replace(field, needed=False, help="", internal=False)
    if field.kind in _RANGES:
        return plain, plain
    if field.kind == "yes":
        return (replace(plain, kind="choice", choices=_YES),)
    return (plain if field.kind == "choice" else replace(plain, kind="text"),)


def _between(field: Field) -> tuple[str, ...]:
    if field.kind in _RANGES:
        return tr("from"), tr("to")
    return ("",) if field.kind in ("yes", "choice") else (tr("contains"),)


def _values(field: Field, one: Condition | None) -> tuple[Any, ...]:
    if field.kind in _RANGES:
        return (one.least, one.most) if one else (None, None)
    if one is None:
        return (None,)
    if field.kind == "yes":
        return ("yes" if one.equal else "no",)
    return (one.equal or one.contains,)


def _condition(field: Field, values: Sequence[Any]) -> Condition | None:
    if all(value in (None, "") for value in values):
        return None
    given: Mapping[str, Any] = {"contains": values[0]}
    if field.kind in _RANGES:
        given = {"least": values[0], "most": values[1]}
    elif field.kind == "yes":
        given = {"equal": values[0] == "yes"}
    elif field.kind == "choice":
        given = {"equal": values[0]}
    return Condition(field.name, **given)


def _follow(edit: MoneyEdit, other: MoneyEdit, _index: int) -> None:
    """Take the currency of one box over to the other; an empty one says nothing."""
    place = other.currency.findData(edit.currency.currentData())
    if place >= 0:
        other.currency.setCurrentIndex(place)


def _is_filled(edit: FieldEdit) -> bool:
    return bool(edit.text().strip())
