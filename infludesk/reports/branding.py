"""Whose document it is and how it looks, read from the workspace: the client's brand, the house's name and paper."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from infludesk.clients import store as clients
from infludesk.clients.model import Client
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.reports.client_facts import Brand, Look, Paper


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document needs besides its figures.

    Attributes:
        attachments: the workspace's folder of files, for the logo.
        today: the day it is made.
        locale: the reader's locale tag.
        paper: ``a4`` or ``letter``; empty takes the workspace's choice.
        draft: whether it says "Draft".
    """

    attachments: Path
    today: date
    locale: str = "en"
    paper: Paper | None = None
    draft: bool = False


def brand(conn: Connection, client_id: str | None, made: Setting) -> Brand:
    """The client's name, colour and logo; without a client the house's own."""
    if not client_id:
        return Brand(setting(conn, records.HOUSE_NAME), setting(conn, records.HOUSE_COLOUR))
    client = get(conn, Client, client_id)
    logo = clients.logo(conn, client_id, made.attachments)
    colour = client.report_colour or setting(conn, records.HOUSE_COLOUR)
    return Brand(client.name or "", colour, logo.read_bytes() if logo else None)


def look(conn: Connection, made: Setting, as_of: str) -> Look:
    """Paper, locale and maker; ``as_of`` is the day of the newest figure, else today."""
    kept = setting(conn, records.PAPER, "a4")
    today = made.today.isoformat()
    return Look(
        paper=made.paper or ("letter" if kept == "letter" else "a4"),
        locale=made.locale,
        made_by=setting(conn, records.HOUSE_NAME) or setting(conn, records.WORKSPACE_NAME),
        as_of=as_of or today,
        draft=made.draft,
        made_on=today,
        logo=_house_logo(conn, made.attachments),
    )


def _house_logo(conn: Connection, folder: Path) -> bytes | None:
    """The maker's logo: the setting names its file by hash."""
    name = setting(conn, records.HOUSE_LOGO)
    path = folder / name if name and Path(name).name == name else None
    return path.read_bytes() if path and path.is_file() else None
