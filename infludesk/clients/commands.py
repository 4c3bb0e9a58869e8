"""What people do with clients."""

import re
from pathlib import Path
from typing import Any

from infludesk.clients.model import Client
from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold, tr
from infludesk.records.model import AttachmentLink
from infludesk.records.store import attach

LOGO = "logo"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PICTURES = (".png", ".jpg", ".jpeg")


def add_client(tx: Tx, *, name: str, **fields: Any) -> str:
    """Add a client; returns the id.

    Raises:
        Problem: ``record.needed``: the name is empty; ``client.colour``.
    """
    _refuse_colour(fields.get("report_colour"))
    row = insert(tx, Client(**{"name": name.strip(), "state": "active"} | fields))
    tx.label("Add client {client}", client=ref("client", row.id))
    return row.id


def client_named(tx: Tx, name: str) -> str:
    """The client of this name, made where it is new; case and accents do not make another."""
    same = find(tx.conn, Client, "fold(name) = ?", (fold(name),))
    return same[0].id if same else add_client(tx, name=name)


def set_client_field(tx: Tx, *, client_id: str, name: str, value: Any) -> None:
    """Change one field of a client.

    Raises:
        Problem: ``client.colour``: the report colour is none; ``record.needed``: the name is empty.
    """
    tx.label("Change {field} of {client}", field=Client.entity.field(name).label, client=ref("client", client_id))
    if name == "report_colour":
        _refuse_colour(value)
    update(tx, Client, client_id, **{name: value})


def set_client_logo(tx: Tx, *, client_id: str, path: Path) -> None:
    """Keep a picture as the logo of the client's reports, in place of the former one.

    Raises:
        Problem: ``client.logo``: not a PNG or JPEG; ``file.unreadable``.
    """
    target = ref("client", client_id)
    tx.label("Set the logo of {client}", client=target)
    if path.suffix.lower() not in _PICTURES:
        raise Problem(
            "client.logo",
            tr('"{name}" is not a PNG or JPEG picture.', name=path.name),
            tr("The old logo is kept. Save it as PNG and choose that file."),
        )
    former = find(tx.conn, AttachmentLink, "target = ? AND role = ?", (target, LOGO))
    trash(tx, "attachment_link", [link.id for link in former])
    attach(tx, _attachments(tx.conn), path, target=target, role=LOGO)


def _refuse_colour(value: str | None) -> None:
    if value and not _COLOUR.fullmatch(value):
        raise Problem(
            "client.colour",
            tr('"{text}" is not a colour.', text=value),
            tr("The old colour is kept. Type it as #RRGGBB, such as #1A7F5A."),
        )


def _attachments(conn: Connection) -> Path:
    """Where the workspace keeps files: beside its database."""
    return Path(conn.execute("PRAGMA database_list").fetchone()["file"]).parent / "attachments"
