"""The workspace's own choices and files, in SQLite and in ``attachments/``."""

import hashlib
import mimetypes
import re
from pathlib import Path

from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.records.model import Attachment, AttachmentLink, Setting

_HASH = re.compile(r"[0-9a-f]{64}")


def setting(conn: Connection, key: str, default: str = "") -> str:
    """One of the workspace's choices."""
    row = conn.execute("SELECT value FROM setting WHERE key = ? AND deleted_at IS NULL", (key,)).fetchone()
    return str(row[0]) if row is not None and row[0] is not None else default


def set_setting(tx: Tx, key: str, value: str) -> None:
    """Choose for the whole workspace."""
    row = insert(tx, Setting(key=key, value=value))
    if row.value != value:
        update(tx, Setting, row.id, value=value)


def attach(tx: Tx, folder: Path, source: Path, *, target: str, role: str) -> Attachment:
    """Copy a file into the workspace under its hash and link it to a record.

    Raises:
        Problem: ``file.unreadable``, or ``file.not_kept``: the folder takes no file; nothing was stored.
    """
    # what the system's bytes do not spell in Unicode is no text for a database
    name = source.name.encode(errors="replace").decode()
    try:
        content = source.read_bytes()
    except OSError as error:
        raise Problem(
            "file.unreadable",
            tr('"{name}" cannot be read.', name=name),
            tr("Nothing was added. Check that the file is there and that you may open it."),
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    try:
        _keep(folder / digest, content)
    except OSError as error:
        raise Problem(
            "file.not_kept",
            tr('"{name}" cannot be copied into the workspace.', name=name),
            tr("Nothing was added. Check the free space, and the permissions of the workspace's folder."),
        ) from error
    media = mimetypes.guess_type(name)[0]
    made = insert(
        tx,
        Attachment(name=name, media_type=media, bytes=len(content), sha256=digest, added_on=tx.today.isoformat()),
    )
    insert(tx, AttachmentLink(attachment_id=made.id, target=target, role=role))
    return made


def _keep(stored: Path, content: bytes) -> None:
    """Have these bytes under their hash, also where others took their place since."""
    if stored.is_file() and stored.read_bytes() == content:
        return
    stored.parent.mkdir(parents=True, exist_ok=True)
    part = stored.with_suffix(".part")
    try:
        part.write_bytes(content)
        part.replace(stored)
    finally:
        part.unlink(missing_ok=True)


def stored_file(folder: Path, digest: str | None) -> Path | None:
    """The file kept under a hash in ``attachments/``; None where it is missing, or the hash is none and leads away."""
    path = folder / digest if digest and _HASH.fullmatch(digest) else None
    return path if path and path.is_file() and path.resolve().parent == folder.resolve() else None


def attached(conn: Connection, target: str, role: str) -> Attachment | None:
    """The newest file that a record uses in a role."""
    links = find(conn, AttachmentLink, "target = ? AND role = ?", (target, role), order="updated_at DESC, rowid DESC")
    found = [file for link in links for file in find(conn, Attachment, "id = ?", (link.attachment_id,))]
    return found[0] if found else None
