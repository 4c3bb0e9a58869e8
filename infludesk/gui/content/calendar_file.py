"""The calendar of the content shown, saved as a file for other calendars."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from infludesk.content.calendar import entries
from infludesk.content.listing import ListedPiece
from infludesk.db.driver import Connection
from infludesk.exporting.ics_file import calendar_text, events
from infludesk.gui.desk import Desk
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import plural, tr

_ALL = (date(1900, 1, 1), date(2199, 12, 31))


def save_calendar(desk: Desk, rows: Sequence[ListedPiece], name: str, campaign_id: str) -> None:
    """Ask where to, and write the days of these pieces with the rights that end.

    Args:
        desk: the window's.
        rows: the pieces and posts that the filters leave.
        name: what other calendars call it.
        campaign_id: whose rights; those of all campaigns where it is empty.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    safe = "".join(letter for letter in name if letter.isalnum() or letter in " -_").strip() or tr("Content")
    path = desk.dialogs.save_file(tr("Save calendar"), Path(folder) / f"{safe}.ics", (tr("Calendar (*.ics)"),))
    if path is None:
        return
    zone, stamp = desk.zone, desk.now()

    def query(conn: Connection) -> tuple[str, int]:
        made = events(entries(conn, rows, *_ALL, campaign_id), zone)
        return calendar_text(made, name=name, stamp=stamp), len(made)

    def write(read: tuple[str, int]) -> None:
        text, count = read
        try:
            path.write_text(text, encoding="utf-8", newline="")
        except OSError:
            advice = tr("Choose a folder that you may write to.")
            desk.dialogs.problem(Problem("calendar.unwritten", tr("The calendar was not saved."), advice))
            return
        desk.say(plural(count, "Saved {n} day to {name}.", "Saved {n} days to {name}.", name=path.name))

    desk.tasks.read(query, write, key=("content", "calendar"))
