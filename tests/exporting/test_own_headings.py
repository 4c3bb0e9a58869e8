"""Fields of the user's own come back from a file whatever they are called."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.model import Account, AccountSnapshot, ContactPoint, Creator, DoNotContact, Tag, Tagging
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.exporting.files import Format, Shape, export_file
from infludesk.exporting.lists import Wanted
from infludesk.exporting.table import ALL_SECRETS
from infludesk.flows.trash import restore
from infludesk.importing.columns.home import home
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import prepare
from infludesk.importing.files.reader import read_file
from infludesk.kernel.errors import Problem
from infludesk.kernel.headings import own_heading, own_label
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.progress import silent
from infludesk.kernel.text import fold
from infludesk.records.custom_commands import (
    add_custom_field,
    change_custom_field,
    set_custom_value,
    trash_custom_field,
)
from infludesk.records.custom_store import custom_fields, custom_values, own_fields
from infludesk.workspace import Workspace

LABELS = (
    "Tags", "tag", "E-mail 2", "Instagram: Handle", "Instagram: Followers", "Instagram – Handle", "Full name", "ID",
    "Do not contact", "Do not contact: Reason", "Creator: Standing", "Handle", "Followers", "Instagram",
    "(Name)", "City!", "E-mail?", "Phone?", "Email", "URL", "Contact point: Telegram", "Address: Line 1", "Tie 2: Kind",
    "=1+1", ";=1", "@x", "a@b.com", "https://x.com", "'90s", "2024", "5", "1.5", "N/A", "-", "%", "Fee %", "{n}", "😀",
    "Fee, currency", "custom.x", "Shoe (2)", "a\tb", "c\nd", "x" * 300, "Custom field: Shoe", "Custom field", "été",
)  # fmt: skip


def somebody(tx: Tx) -> str:
    """A creator with something under each heading that a field may be named like."""
    one = insert(tx, Creator(name="Ana Ruiz", email="a@example.com", standing="prospect", city="Oslo"))
    person = ref("creator", one.id)
    insert(tx, ContactPoint(owner=person, kind="email", value="b@example.com"))
    account = insert(tx, Account(creator_id=one.id, platform="instagram", handle="ana.fit"))
    insert(tx, AccountSnapshot(account_id=account.id, day="2026-01-01", source="export", followers=77))
    insert(tx, Tagging(tag_id=insert(tx, Tag(label="fit")).id, target=person))
    insert(tx, DoNotContact(person=person, channel="all", reason="asked", since="2026-01-01"))
    return person


def held(workspace: Workspace) -> dict[str, Any]:
    """Name of each field of the user's own → what the one creator holds, and their tags, blocks and e-mails."""
    (one,) = workspace.read(lambda conn: find(conn, Creator))
    person = ref("creator", one.id)
    labels = {it.key: it.label or "" for it in workspace.read(lambda conn: custom_fields(conn, "creator"))}
    own = workspace.read(lambda conn: custom_values(conn, [person])).get(person, {})
    return {labels[key]: value for key, value in own.items()}


def again(workspace: Workspace, file: Path) -> tuple[bool, list[str]]:
    """Whether the workspace's own file changes anything in it, and the targets of the file's own fields."""
    sheet = read_file(file)
    mapping = propose(sheet, workspace.read(home))
    prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))
    return bool(prepared.changes), [one.target for one in mapping.columns if own_label(one.heading)]


def written(workspace: Workspace, folder: Path, format_: Format, keys: tuple[str, ...] | None = None) -> Path:
    file = folder / f"out.{format_}"
    export_file(
        workspace.folder, Wanted("creators", keys=keys, secrets=ALL_SECRETS), Shape(format_), file, progress=silent
    )
    return file


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_fields_of_any_name_come_back(workspace: Workspace, tmp_path: Path, format_: Format) -> None:
    person = str(workspace.do(somebody).value)
    codes = []
    for label in LABELS:
        made = str(workspace.do(add_custom_field, table="creator", label=label, kind="text").value)
        workspace.do(set_custom_value, record=person, field_id=made, value=f"is {label}")
        codes += [f"custom.{one.key}" for one in workspace.read(lambda c: custom_fields(c, "creator"))[-1:]]
    assert again(workspace, written(workspace, tmp_path, format_)) == (False, codes)
    for code in codes:
        assert again(workspace, written(workspace, tmp_path, format_, ("name", "email", code))) == (False, [code])


def test_amounts_and_rates_stand_beside_fields_named_like_their_columns(workspace: Workspace, tmp_path: Path) -> None:
    person = str(workspace.do(somebody).value)
    given: dict[str, tuple[str, Any]] = {
        "Fee, currency": ("text", "abc"), "Fee": ("money", Money(12_345, "EUR")), "Rate %": ("text", "def"),
        "Rate": ("ppm", 12_345), "fee %": ("int", 5),
    }  # fmt: skip
    for label, (kind, value) in given.items():
        made = str(workspace.do(add_custom_field, table="creator", label=label, kind=kind).value)
        workspace.do(set_custom_value, record=person, field_id=made, value=value)
    changes, codes = again(workspace, written(workspace, tmp_path, "csv"))
    assert not changes
    assert codes == ["custom.fee_currency", "custom.fee", "custom.fee@currency", "custom.rate", "custom.rate_2",
                     "custom.fee_2"]  # fmt: skip


@given(label=st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "M")), min_size=1, max_size=40))
def test_a_heading_tells_the_name_of_a_field(label: str) -> None:
    for heading in (own_heading(label), own_heading(label, "ppm"), own_heading(label, currency=True)):
        assert own_label(heading) == label.strip()
        assert own_label(heading.upper()) == label.upper().strip()


def test_other_headings_are_no_field_s() -> None:
    assert [own_label(one) for one in ("Custom field", "Shoe", "My custom field: Shoe", "")] == ["", "", "", ""]


def renamed(workspace: Workspace, first: str) -> None:
    """Rename a field, give its name to another, and undo."""
    moved = workspace.do(change_custom_field, field_id=first, label="Boot").changes.batch
    workspace.do(add_custom_field, table="creator", label="Shoe", kind="text")
    workspace.undo(moved)


def restored(workspace: Workspace, first: str) -> None:
    """Trash a field, add it again, and restore."""
    workspace.do(trash_custom_field, field_id=first)
    workspace.do(add_custom_field, table="creator", label="shoe", kind="text")
    workspace.do(restore, table="custom_field", ids=[first])


@pytest.mark.parametrize("twice", [renamed, restored])
def test_two_fields_that_come_to_one_name_are_told_apart(
    workspace: Workspace, tmp_path: Path, twice: Callable[[Workspace, str], None]
) -> None:
    person = str(workspace.do(somebody).value)
    workspace.do(add_custom_field, table="creator", label="Shoe (2)", kind="text")
    twice(workspace, str(workspace.do(add_custom_field, table="creator", label="Shoe", kind="text").value))
    fields = workspace.read(lambda conn: custom_fields(conn, "creator"))
    labels = [one.label or "" for one in fields]
    assert sorted(map(fold, labels)) == ["shoe", "shoe (2)", "shoe (3)"]
    assert [one.label for one in workspace.read(lambda conn: own_fields(conn, "creator"))] == labels
    for one in fields:
        workspace.do(set_custom_value, record=person, field_id=one.id, value=f"of {one.label}")
    assert held(workspace) == {label: f"of {label}" for label in labels}
    assert again(workspace, written(workspace, tmp_path, "csv")) == (False, [f"custom.{one.key}" for one in fields])
    with pytest.raises(Problem):
        workspace.do(add_custom_field, table="creator", label="Shoe (3)", kind="text")


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", ["int", "ppm", "money", "yes", "day"])
def test_a_text_from_when_a_field_was_of_another_kind_stands_in_the_file(
    workspace: Workspace, tmp_path: Path, format_: Format, kind: str
) -> None:
    person = str(workspace.do(somebody).value)
    made = str(workspace.do(add_custom_field, table="creator", label="Shoe", kind=kind).value)
    changed = workspace.do(change_custom_field, field_id=made, kind="text").changes.batch
    workspace.do(set_custom_value, record=person, field_id=made, value="=medium")
    workspace.undo(changed)
    sheet = read_file(written(workspace, tmp_path, format_))
    assert sheet.rows[0][sheet.columns.index(own_heading("Shoe", kind))] == "=medium"
