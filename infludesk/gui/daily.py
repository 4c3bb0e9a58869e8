"""The backup of each day, made in the background when the program opens a workspace."""

from infludesk.db import backup
from infludesk.gui.desk import Desk
from infludesk.kernel.dates import parse_moment, zone_of
from infludesk.kernel.text import tr


def back_up_daily(desk: Desk) -> None:
    """Make today's backup in the background, unless a good one was made today already."""
    zone = zone_of(desk.zone)
    days = {parse_moment(one.at).astimezone(zone).date() for one in backup.listed(desk.workspace.backups) if one.good}
    if desk.today() not in days:
        work = desk.workspace.back_up
        desk.tasks.work(
            lambda _progress: work("daily"), lambda _made: desk.backed_up.emit(), tr("Back up"), asked=False
        )
