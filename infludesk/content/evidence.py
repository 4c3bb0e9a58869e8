"""Proof of what was seen: a file or a text, kept with its hash."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from infludesk.content.model import Evidence
from infludesk.content.naming import post_name
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref, uuid7
from infludesk.kernel.text import tr
from infludesk.records.store import attach

_KINDS = {
    "screenshot": (".png", ".jpg", ".jpeg", ".webp", ".heic", ".gif"),
    "recording": (".mp4", ".mov", ".webm", ".mkv", ".m4a", ".mp3"),
    "e_mail": (".eml", ".msg"),
    "page": (".pdf", ".html", ".htm", ".mhtml"),
}


def kind_of_file(path: Path) -> str:
    """The kind of evidence a file is, by its ending."""
    ending = path.suffix.lower()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "other")


def keep_files(tx: Tx, *, about: str, named: str, paths: Iterable[Path], attachments: Path) -> list[str]:
    """Keep files as proof about a record, each by its hash; all of them or none. Returns the ids.

    Args:
        tx: the transaction.
        about: the record, as ``table:id``.
        named: what the record is called.
        paths: the files; they are copied into ``attachments``, the workspace's folder of files.
        attachments: the folder.

    Raises:
        Problem: ``file.unreadable``; nothing was written.
    """
    files = list(paths)
    tx.label_count(len(files), "Add {n} file to {record}", "Add {n} files to {record}", record=named)
    return [
        keep_evidence(tx, about=about, kind=kind_of_file(path), path=path, attachments=attachments) for path in files
    ]


def keep_evidence(
    tx: Tx,
    *,
    about: str,
    kind: str,
    path: Path | None = None,
    text: str = "",
    attachments: Path | None = None,
    url: str | None = None,
) -> str:
    """Keep a file or a text as proof, with its hash, time and who took it; returns the id.

    Args:
        tx: the transaction.
        about: the record, as ``table:id``.
        kind: a code of the field ``kind``.
        path: the file; it is copied into ``attachments``, the workspace's folder of files.
        text: the text, where there is no file.
        attachments: needed with ``path``.
        url: where it was seen.

    Raises:
        Problem: ``evidence.empty`` or ``file.unreadable``.
    """
    made = uuid7()
    tx.label("Add evidence to {record}", record=post_name(tx.conn, split_ref(about)[1]) or about)
    if path is not None and attachments is not None:
        digest = attach(tx, attachments, path, target=ref("evidence", made), role="capture").sha256
    elif text.strip():
        digest = sha256(text.encode()).hexdigest()
    else:
        raise Problem("evidence.empty", tr("There is nothing to keep."), tr("Choose a file or paste the text."))
    row = Evidence(
        id=made,
        about=about,
        kind=kind,
        sha256=digest,
        taken_at=tx.moment,
        taken_by_id=tx.actor or None,
        url=url,
        text=text or None,
    )
    return insert(tx, row).id
