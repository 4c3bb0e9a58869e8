"""Reading a file, or what was pasted, for the import of contacts: off the window's thread, in one go."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from infludesk.db.driver import Connection
from infludesk.gui.imports.draft import Draft, ReadAs, Remembered
from infludesk.importing.files.letters import letters_note
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.opening import open_list, read_list
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress
from infludesk.team.store import members

Read = Draft | Problem
_UTF8 = "utf-8"


def reading(path: Path, text: str, read_as: ReadAs) -> Callable[[Connection, Progress], Read]:
    """The reading of a file, or of a pasted text under this name; a Problem is an answer too."""

    def query(conn: Connection, progress: Progress) -> Read:
        try:
            sheet = read_list(path, text, **asdict(read_as))
        except Problem as problem:
            return problem
        progress(1, 1)
        found = open_list(conn, sheet)
        columns, saved = found.mapping, found.saved
        known = Remembered(saved.id, saved.name, columns, saved.saved_at) if saved else None
        return Draft(
            path, sheet, columns, read_as, data_source=columns.source, home=found.home, text=text,
            better=_better(path, sheet, read_as) if not text else None, remembered=known,
            name=saved.name if saved else columns.source or path.stem,
            members=tuple((one.id, one.name or "") for one in members(conn)),
        )  # fmt: skip

    return query


def _better(path: Path, sheet: Sheet, read_as: ReadAs) -> ReadAs | None:
    """The way to read a file by which its letters look right; None where they do already."""
    if letters_note(sheet) is None:
        return None
    if sheet.encoding and sheet.encoding != _UTF8:
        otherwise = replace(read_as, encoding=_UTF8)
        try:
            if letters_note(read_list(path, **asdict(otherwise))) is None:
                return otherwise
        except Problem:
            pass
    return replace(read_as, letters=True)
