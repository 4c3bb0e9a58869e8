"""Members in SQLite."""

from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.team.model import Member


def add_member(tx: Tx, *, name: str) -> Member:
    """Add a member who works here."""
    tx.label("Add {name} to the team", name=name)
    return insert(tx, Member(name=name, state="active"))


def name_of(conn: Connection, member_id: str) -> str:
    """A member's name; empty where there is no such member."""
    found = find(conn, Member, "id = ?", (member_id,))
    return (found[0].name or "") if found else ""


def members(conn: Connection) -> list[Member]:
    """Everybody who works here, by name."""
    return find(conn, Member, "state IS NOT 'left'", order="name COLLATE NOCASE, id")
