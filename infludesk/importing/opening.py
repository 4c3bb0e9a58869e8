"""A list on its way in: read as the program finds it or a person says, with its columns laid out for the workspace."""

from dataclasses import dataclass, replace
from pathlib import Path

from infludesk.db.driver import Connection
from infludesk.importing.columns.home import Home, home
from infludesk.importing.columns.mapping import Mapping, applied, propose
from infludesk.importing.columns.saved import SavedMapping, saved_for
from infludesk.importing.files.formulas import with_formulas_noted
from infludesk.importing.files.letters import right_letters
from infludesk.importing.files.pasted import read_pasted
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.left_out import without_reasons


@dataclass(frozen=True, slots=True)
class Opened:
    """A list and where its columns go.

    Attributes:
        sheet: the list as read.
        mapping: the one handed over, else the one saved for such files, else a proposal.
        home: the workspace, as columns are read for it, with the fields that the mapping makes.
        saved: the saved one that was taken; None where none was.
    """

    sheet: Sheet
    mapping: Mapping
    home: Home
    saved: SavedMapping | None = None


def read_list(
    path: Path,
    text: str = "",
    *,
    tab: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    letters: bool = False,
) -> Sheet:
    """Read a file, or a pasted text under this name; without the reasons for which its rows were once left out.

    Args:
        path: the file; of a pasted text only its name.
        text: what was pasted; empty for a file.
        tab: as ``read_file``, as are ``header_row``, ``encoding`` and ``delimiter``; None where the program finds out.
        header_row: number of the row of headings.
        encoding: of a text file.
        delimiter: between the cells of a text.
        letters: whether letters saved in the wrong encoding are put right.

    Raises:
        Problem: as ``read_file`` and ``read_pasted``.
    """
    if text:
        sheet = read_pasted(text, path.name, header_row=header_row, delimiter=delimiter)
    else:
        sheet = read_file(path, tab=tab, header_row=header_row, encoding=encoding, delimiter=delimiter)
    return with_formulas_noted(without_reasons(right_letters(sheet) if letters else sheet))


def open_list(conn: Connection, sheet: Sheet, mapping: Mapping | None = None) -> Opened:
    """Lay out the columns of a list: as the mapping says, else the one saved for such files, else as proposed."""
    there = home(conn)
    saved = saved_for(conn, sheet) if mapping is None else None
    known = saved.mapping if saved else mapping
    found = applied(known, sheet, there) if known else propose(sheet, there)
    own = {one.key: one for one in (*there.custom, *found.custom)}
    return Opened(sheet, found, replace(there, custom=tuple(own.values())), saved)
