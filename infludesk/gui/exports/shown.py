"""What a table has to export; apart from asking, which the window loads at its start and which needs no table."""

from typing import Any

from infludesk.gui.exports.asking import Shown
from infludesk.gui.kit.table import TableView


def shown_in(table: TableView[Any], kind: str, page: str, within: str = "") -> Shown:
    """What a table shows: its rows in order, its ticks, its columns from left to right."""
    rows, header = table.rows, table.horizontalHeader()
    inside = tuple(one for one in rows.ids if one in rows.ticks)
    outside = tuple(sorted(rows.ticks.difference(inside)))
    sections = sorted(range(1, len(rows.columns) + 1), key=header.visualIndex)
    keys = tuple(rows.columns[section - 1].key for section in sections)
    return Shown(kind, page, tuple(rows.ids), (*inside, *outside), keys, within)
