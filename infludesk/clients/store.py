"""Clients as the screens and reports ask for them."""

from pathlib import Path

from infludesk.clients.commands import LOGO
from infludesk.db.driver import Connection
from infludesk.kernel.ids import ref
from infludesk.records.store import attached, stored_file


def names(conn: Connection) -> list[tuple[str, str]]:
    """Every client as (id, name), by name."""
    sql = "SELECT id, name FROM client WHERE deleted_at IS NULL ORDER BY fold(name), id"
    return [(row["id"], row["name"] or "") for row in conn.execute(sql)]


def logo(conn: Connection, client_id: str, folder: Path) -> Path | None:
    """The client's logo.

    Args:
        conn: a connection.
        client_id: whose.
        folder: the workspace's attachments.

    Returns:
        The file, named by its hash; None where there is no logo, or its file is missing.
    """
    found = attached(conn, ref("client", client_id), LOGO)
    return stored_file(folder, found.sha256) if found else None
