"""The user's own fields as columns of a list."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from infludesk.gui.kit.cells import Cell, MoneyCell, NumberCell, Text
from infludesk.gui.kit.formats import EMPTY, Formats
from infludesk.gui.kit.table_model import Column
from infludesk.kernel.fields import Field
from infludesk.records.custom import PREFIX

RowT = TypeVar("RowT")
_WIDTHS = {"int": 88, "ppm": 88, "yes": 72, "day": 104, "money": 110, "text": 140, "long": 180, "url": 160}
_FIGURES = ("int", "ppm", "money")


def own_column(
    field: Field, values: Callable[[RowT], Mapping[str, Any]], formats: Callable[[], Formats]
) -> Column[RowT]:
    """A column of one field.

    Args:
        field: one of the user's own.
        values: what a row holds, by the field's key.
        formats: how values are shown now.
    """
    key = field.name.removeprefix(PREFIX)
    return Column(
        field.name,
        field.label,
        _WIDTHS.get(field.kind, 120),
        lambda row: own_cell(field, values(row).get(key), formats()),
        align="right" if field.kind in _FIGURES else "left",
        internal=field.internal,
        tooltip=field.help,
    )


def own_cell(field: Field, value: Any, formats: Formats) -> Cell:
    """A value of a field of the user's own, in a table."""
    words = formats.show_value(field, value)
    if words == EMPTY:
        return Text(EMPTY, tone="text-3")
    if field.kind == "money":
        return MoneyCell(words, internal=field.internal)
    if field.kind in _FIGURES:
        return NumberCell(words, internal=field.internal)
    return Text(" ".join(words.split()), tone="text-2", internal=field.internal)
