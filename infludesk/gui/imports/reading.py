"""Reading a file, or what was pasted, for the import of contacts: off the window's thread, in one go."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from infludesk.db.driver import Connection
from infludesk.gui.imports.draft import Draft, ReadAs, Remembered
from infludesk.gui.tasks import Progress
from infludesk.importing.files import read_file
from infludesk.importing.formulas import with_formulas_noted
from infludesk.importing.home import home
from infludesk.importing.left_out import without_reasons
from infludesk.importing.letters import letters_note, right_letters
from infludesk.importing.mapping import applied, propose
from infludesk.importing.pasted import read_pasted
from infludesk.importing.saved import saved_for
from infludesk.importing.sheet import Sheet
from infludesk.kernel.errors import Problem
from infludesk.team.store import members

Read = Draft | Problem
_UTF8 = "utf-8"


def reading(path: Path, text: str, read_as: ReadAs) -> Callable[[Connection, Progress], Read]:
    """The reading of a file, or of a pasted text under this name; a Problem is an answer too."""

    def query(conn: Connection, progress: Progress) -> Read:
        there = home(conn)
        try:
            sheet = _sheet(path, text, read_as)
        except Problem as problem:
            return problem
        progress(1, 1)
        saved = saved_for(conn, sheet)
        columns = applied(saved.mapping, sheet, there) if saved else propose(sheet, there)
        known = Remembered(saved.id, saved.name, columns, saved.saved_at) if saved else None
        return Draft(
            path, sheet, columns, read_as, data_source=columns.source, home=there, text=text,
            better=_better(path, sheet, read_as) if not text else None, remembered=known,
            name=saved.name if saved else columns.source or path.stem,
            members=tuple((one.id, one.name or "") for one in members(conn)),
        )  # fmt: skip

    return query


def _sheet(path: Path, text: str, read_as: ReadAs) -> Sheet:
    if text:
        return read_pasted(text, path.name, header_row=read_as.header_row, delimiter=read_as.delimiter)
    sheet = read_file(
        path, tab=read_as.tab, header_row=read_as.header_row, encoding=read_as.encoding, delimiter=read_as.delimiter
    )
    return with_formulas_noted(without_reasons(right_letters(sheet) if read_as.letters else sheet))


def _better(path: Path, sheet: Sheet, read_as: ReadAs) -> ReadAs | None:
    """The way to read a file by which its letters look right; None where they do already."""
    if letters_note(sheet) is None:
        return None
    if sheet.encoding and sheet.encoding != _UTF8:
        otherwise = replace(read_as, encoding=_UTF8)
        try:
            if letters_note(_sheet(path, "", otherwise)) is None:
                return otherwise
        except Problem:
            pass
    return replace(read_as, letters=True)
