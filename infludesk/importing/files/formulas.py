"""Cells that a spreadsheet would compute: here they are text, and said to be."""

from dataclasses import replace

from infludesk.importing.files.sheet import Sheet
from infludesk.importing.files.table import few
from infludesk.kernel.errors import Note
from infludesk.kernel.text import tr

_TEXT_MARK = '="'  # how spreadsheets keep digits as text


def with_formulas_noted(sheet: Sheet) -> Sheet:
    """A sheet with a note for each row in which a cell begins as a formula does."""
    found = [
        (number, at, cell)
        for number, row in zip(sheet.numbers, sheet.rows, strict=True)
        for at, cell in enumerate(row)
        if cell[:1] == "=" and not cell.startswith(_TEXT_MARK)
    ]
    reason = 'Row {row} starts with "=". It is taken as text, never computed.'
    notes = [Note(row, sheet.columns[at], cell, tr(reason, row=row)) for row, at, cell in found]
    return replace(sheet, notes=(*sheet.notes, *few(notes))) if notes else sheet
