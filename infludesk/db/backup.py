"""Backups: whole copies, read back before they count, with a content hash beside them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from infludesk.db.driver import Connection, Error, connect, problems
from infludesk.kernel.dates import moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import choices
from infludesk.kernel.text import tr

REASONS = choices(daily="Daily", update="Before an update", restore="Before a restore", hand="By hand")
_SUFFIX = ".backup.db"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in a workspace's ``backups`` folder.

    Attributes:
        path: the copy.
        at: when, as a stored moment.
        reason: a code of REASONS.
        bytes: its size.
        sha256: of the copy when it was made.
        holds: table → live rows.
        good: whether it read back correctly when it was made.
    """

    path: Path
    at: str
    reason: str
    bytes: int
    sha256: str
    good: bool
    holds: Mapping[str, int] = field(default_factory=dict)


def make(conn: Connection, folder: Path, *, reason: str, now: datetime, count: Iterable[str]) -> Backup:
    """Copy the database, read the copy back, and note what it holds.

    Raises:
        Problem: ``backup.unverified``: the copy does not read back; it does not count as a backup.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _free(folder / f"{now:%Y-%m-%d-%H%M%S}-{reason}{_SUFFIX}")
    part = path.with_suffix(".part")
    try:
        with problems():
            copy = connect(part)
            try:
                conn.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()
        holds = _holds(part, count)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    made = Backup(path, moment(now), reason, path.stat().st_size, _sha256(path), holds is not None, holds or {})
    _note(path).write_text(json.dumps(asdict(made) | {"path": path.name}, indent=1), encoding="utf-8")
    if not made.good:
        raise Problem(
            "backup.unverified",
            tr("The backup does not read back correctly."),
            tr("Your workspace is fine. Check the drive, then back up again."),
        )
    return made


def listed(folder: Path) -> list[Backup]:
    """The backups of a folder, the newest first."""
    found = []
    for path in folder.glob(f"*{_SUFFIX}"):
        try:
            known = json.loads(_note(path).read_text(encoding="utf-8"))
            found.append(Backup(**(known | {"path": path})))
        except (OSError, ValueError, TypeError):
            at = moment(datetime.fromtimestamp(path.stat().st_mtime).astimezone())
            found.append(Backup(path, at, "hand", path.stat().st_size, "", good=False))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def verify(backup: Backup) -> bool:
    """Whether the copy is still, byte for byte, what was read back when it was made."""
    return backup.good and backup.path.exists() and _sha256(backup.path) == backup.sha256


def demand(backup: Backup) -> None:
    """Refuse a backup that has changed since it was made.

    Raises:
        Problem: ``backup.unverified``.
    """
    if not verify(backup):
        raise Problem(
            "backup.unverified",
            tr("This backup does not read back correctly."),
            tr("Nothing was changed. Choose another backup."),
        )


def restore(backup: Backup, database: Path) -> None:
    """Put a backup that was verified in the place of a closed database."""
    fresh = database.with_suffix(".restoring")
    fresh.write_bytes(backup.path.read_bytes())
    for tail in ("-wal", "-shm"):
        database.with_name(database.name + tail).unlink(missing_ok=True)
    fresh.replace(database)


def prune(folder: Path, keep_daily: int = 7) -> None:
    """Drop daily backups beyond the newest few; those made by hand or before a step stay."""
    daily = [one for one in listed(folder) if one.reason == "daily"]
    for old in daily[keep_daily:]:
        old.path.unlink(missing_ok=True)
        _note(old.path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.with_suffix(".json")


def _free(path: Path) -> Path:
    number = 1
    stem = path.name.removesuffix(_SUFFIX)
    while path.exists():
        number += 1
        path = path.with_name(f"{stem}-{number}{_SUFFIX}")
    return path


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _holds(path: Path, count: Iterable[str]) -> dict[str, int] | None:
    """Live rows per table of a copy, None where it does not read back."""
    conn = connect(path, read_only=True)
    try:
        if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return None
        return {t: conn.execute(f"SELECT count(*) FROM {t} WHERE deleted_at IS NULL").fetchone()[0] for t in count}
    except Error:
        return None
    finally:
        conn.close()
