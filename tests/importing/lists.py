"""Lists imported into a workspace, and what stands in it afterwards."""

from typing import Any

from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    Address,
    Consent,
    ContactPoint,
    Creator,
    CreatorLink,
    DoNotContact,
    Tag,
    Tagging,
    TimelineEntry,
)
from infludesk.db.rows import find
from infludesk.importing.commands import Choices, Prepared, import_creators, prepare
from infludesk.importing.csv_file import read_csv
from infludesk.importing.mapping import propose
from infludesk.kernel.changes import Outcome
from infludesk.kernel.fields import Row
from infludesk.workspace import Workspace

KEPT = (
    Creator, Account, AccountSnapshot, ContactPoint, Address, Tag, Tagging, DoNotContact, TimelineEntry, Consent,
    CreatorLink,
)  # fmt: skip


def ready(workspace: Workspace, text: str, name: str = "list.csv") -> Prepared:
    sheet = read_csv(text.encode(), name)
    return workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))


def run(workspace: Workspace, text: str, choices: Choices | None = None) -> Outcome:
    return workspace.do(import_creators, prepared=ready(workspace, text), choices=choices)


def all_of(workspace: Workspace, cls: type[Row]) -> list[Any]:
    return workspace.read(lambda conn: list(find(conn, cls)))


def content(workspace: Workspace) -> dict[str, list[str]]:
    """Every live row without its stamps."""
    stamps = {"created_at", "updated_at", "deleted_at", "deleted_as"}

    def rows(cls: type[Row]) -> list[str]:
        found = workspace.read(
            lambda c: c.execute(f"SELECT * FROM {cls.entity.table} WHERE deleted_at IS NULL").fetchall()
        )
        return sorted(repr({k: row[k] for k in row.keys() if k not in stamps}) for row in found)  # noqa: SIM118  a SQLite row

    return {cls.entity.table: rows(cls) for cls in KEPT}
