"""What Find or do asks the database: creators first, then the titles of everything else."""

from dataclasses import dataclass

from infludesk.creators import store as creators
from infludesk.creators.tiers import tier_label
from infludesk.db.driver import Connection
from infludesk.db.search import find_titles
from infludesk.kernel.text import join, tr

_CREATORS = 8
_TITLES = 12
# What has a page to open; payees are nobody's to come across.
_KINDS = {
    "campaign": ("Campaigns", "campaigns"),
    "client": ("Clients", "person"),
    "contract": ("Contracts", "contracts"),
    "deliverable": ("Content", "content"),
    "post": ("Content", "content"),
    "product": ("Products", "gift"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found.

    Attributes:
        table: what it is.
        id: which.
        title: its name.
        note: handle, tier and owner of a creator.
        kind: the heading it is shown under.
        icon: its icon.
    """

    table: str
    id: str
    title: str
    note: str
    kind: str
    icon: str


def find_records(conn: Connection, typed: str) -> list[Found]:
    """The records that match what was typed, the best first within each kind."""
    rows = creators.listed(conn, creators.search(conn, typed, _CREATORS))
    people = [
        Found("creator", row.id, row.name, join((row.handle, tier_label(row.tier) if row.tier else "", row.owner)),
              tr("Creators"), "creators")
        for row in rows
    ]  # fmt: skip
    others = [
        Found(table, record, title, "", tr(_KINDS[table][0]), _KINDS[table][1])
        for table, record, title in find_titles(conn, typed, _TITLES, _KINDS)
    ]
    return people + sorted(others, key=lambda one: list(_KINDS).index(one.table))
