"""The workspace's own choices, and files of records."""

from pathlib import Path
from typing import Any

import pytest

from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.records.model import Attachment, Setting
from infludesk.records.store import attach, attached, set_setting, stored_file
from infludesk.workspace import Workspace


def test_a_choice_is_one_row_however_often_it_is_made(workspace: Workspace) -> None:
    for value in ("EUR", "USD", "USD"):
        workspace.do(set_setting, key="base_currency", value=value)
    assert workspace.setting("base_currency") == "USD"
    assert len(workspace.read(lambda conn: find(conn, Setting, "key = 'base_currency'"))) == 1
    workspace.undo()
    assert workspace.setting("base_currency") == "EUR"


def test_the_same_content_is_kept_once(workspace: Workspace, tmp_path: Path) -> None:
    target = f"member:{workspace.me}"
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(b"signed")
        workspace.do(attach, folder=workspace.attachments, source=tmp_path / name, target=target, role="contract")
    assert len(workspace.read(lambda conn: find(conn, Attachment))) == 1
    assert len(list(workspace.attachments.iterdir())) == 1
    found = workspace.read(lambda conn: attached(conn, target, "contract"))
    assert found is not None
    assert (found.name, found.media_type, found.bytes) == ("one.txt", "text/plain", 6)
    assert workspace.check().faults == ()


def test_a_file_lost_or_changed_is_told_by_check(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "deck.txt"
    source.write_bytes(b"deck")
    workspace.do(attach, folder=workspace.attachments, source=source, target=f"member:{workspace.me}", role="deck")
    stored = next(workspace.attachments.iterdir())
    stored.write_bytes(b"other")
    assert workspace.check().faults == ('The file "deck.txt" was changed since it was added.',)
    stored.unlink()
    assert workspace.check().faults == ('The file "deck.txt" is missing from the attachments.',)


def test_a_hash_that_leads_elsewhere_leads_to_nothing(workspace: Workspace) -> None:
    def planted(tx: Tx) -> str:
        return insert(tx, Attachment(name="deck.txt", sha256="../workspace.db")).id

    workspace.do(planted)
    assert stored_file(workspace.attachments, "../workspace.db") is None
    assert workspace.check().faults == ('The file "deck.txt" is missing from the attachments.',)


def test_a_file_that_cannot_be_read_adds_nothing(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        workspace.do(
            attach, folder=workspace.attachments, source=tmp_path / "no.pdf", target="member:x", role="contract"
        )
    assert told.value.code == "file.unreadable"
    assert workspace.read(lambda conn: find(conn, Attachment)) == []


def test_a_name_that_is_no_unicode_is_kept_readable(workspace: Workspace, tmp_path: Path) -> None:
    source = Path(f"{tmp_path}/shot \udcff.png")
    try:
        source.write_bytes(b"picture")
    except (OSError, UnicodeError):  # a system whose names are always Unicode
        return
    target = f"member:{workspace.me}"
    workspace.do(attach, folder=workspace.attachments, source=source, target=target, role="capture")
    found = workspace.read(lambda conn: attached(conn, target, "capture"))
    assert found is not None
    assert found.name == "shot ?.png"


def test_adding_a_file_again_brings_its_content_back(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "deck.txt"
    source.write_bytes(b"deck")
    given: dict[str, Any] = {
        "folder": workspace.attachments,
        "source": source,
        "target": f"member:{workspace.me}",
        "role": "deck",
    }
    workspace.do(attach, **given)
    (stored,) = workspace.attachments.iterdir()
    stored.write_bytes(b"other")
    workspace.do(attach, **given)
    assert stored.read_bytes() == b"deck"
    assert workspace.check().faults == ()
    stored.unlink()
    stored.mkdir()
    with pytest.raises(Problem) as told:
        workspace.do(attach, **given)
    assert told.value.code == "file.not_kept"
    assert not list(workspace.attachments.glob("*.part"))
