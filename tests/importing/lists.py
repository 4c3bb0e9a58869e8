"""Lists imported into a workspace, and what stands in it afterwards."""

import ast
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
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import Choices, Prepared, import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
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


def told(workspace: Workspace) -> dict[str, list[str]]:
    """Every live row by what it says: ids that chance made are replaced by what the record is known by."""
    names = {one.id: f"<{one.name} {one.email} {one.city} {one.notes}>" for one in all_of(workspace, Creator)} | {
        one.id: f"<{one.label}>" for one in all_of(workspace, Tag)
    }
    for one in all_of(workspace, Account):
        names[one.id] = f"<{one.platform} {one.handle}>"
        names[one.creator_id] += names[one.id]

    def said(row: str) -> str:
        values = ast.literal_eval(row)
        words = repr([pair for pair in values.items() if pair[0] not in ("id", "rowid")])
        for one, name in names.items():
            words = words.replace(one, name)
        return words

    return {table: sorted(map(said, rows)) for table, rows in content(workspace).items()}
