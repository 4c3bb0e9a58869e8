"""A workspace's folder: where one may be made, and the lock that one process holds on it."""

import json
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.paths import BACKUPS, DATABASE

ATTACHMENTS = "attachments"
_IN_USE = "in-use.json"
_LOCK = "workspace.lock"
_OWN = (DATABASE, *(f"{DATABASE}-{part}" for part in ("wal", "shm", "journal")), _LOCK, _IN_USE)


def may_create(folder: Path, *, create: bool) -> None:
    """Make an empty folder for a workspace.

    Raises:
        Problem: none may be made, it holds other files, or it cannot be written to.
    """
    if not create:
        raise missing(folder)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Problem(
                "workspace.not_empty",
                tr('"{name}" holds other files and no workspace.', name=folder.name),
                tr("Nothing was changed. Choose an empty folder, or a workspace's folder."),
            )
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder) from error


def missing(folder: Path) -> Problem:
    """What to say where there is no workspace."""
    return Problem(
        "workspace.missing",
        tr('There is no workspace in "{name}".', name=str(folder)),
        tr("Choose the folder that holds {file}.", file=DATABASE),
    )


def lock(folder: Path) -> FileLock:
    """Take the folder for this process; a crash frees it.

    Raises:
        Problem: another process has it, named with the time, or the folder cannot be written to.
    """
    held = FileLock(folder / _LOCK, timeout=0)
    note = folder / _IN_USE
    try:
        held.acquire()
        since = f"{datetime.now(UTC).astimezone():%H:%M}"
        about = {"host": socket.gethostname(), "since": since, "process": os.getpid()}
        note.write_text(json.dumps(about), encoding="utf-8")
    except Timeout as error:
        raise _in_use(note) from error
    except OSError as error:
        with suppress(OSError):  # what cannot be written cannot always be removed
            note.unlink(missing_ok=True)
        held.release()
        raise _unwritable(folder) from error
    return held


def free(folder: Path, held: FileLock) -> None:
    """Give the folder back to others."""
    try:
        (folder / _IN_USE).unlink(missing_ok=True)
    finally:
        held.release()


def protected(folder: Path, target: Path, *, whole: bool = False) -> bool:
    """Whether writing ``target`` would harm the workspace: its database, its lock, its attachments and backups.

    With ``whole``, nothing may be written anywhere in its folder.
    """
    try:
        above = (target, *target.resolve().parents)
    except (ValueError, RuntimeError):  # a name that no file has, and links that lead to themselves
        return False
    kept = ("",) if whole else (ATTACHMENTS, BACKUPS)
    return any(_same(target, folder / name) for name in _OWN) or any(
        _same(one, folder / name) for one in above for name in kept
    )


def spare(folder: Path, target: Path, *, whole: bool = False) -> None:
    """Refuse to write over a workspace; with ``whole``, into its folder at all.

    Raises:
        Problem: ``workspace.own_file``: the target is ``protected``.
    """
    if protected(folder, target, whole=whole):
        raise Problem(
            "workspace.own_file",
            tr('"{name}" belongs to the workspace.', name=target.name),
            tr("No file was changed. Choose another name or folder."),
        )


def _same(one: Path, other: Path) -> bool:
    """Whether two paths name one file, also where it is not there yet and where case does not count."""
    try:
        return one.samefile(other)
    except OSError:
        return str(one.resolve()).casefold() == str(other.resolve()).casefold()


def _unwritable(folder: Path) -> Problem:
    return Problem(
        "workspace.read_only",
        tr('"{name}" cannot be written to.', name=str(folder)),
        tr("Nothing was changed. Check the folder's permissions, or choose another place."),
    )


def _in_use(note: Path) -> Problem:
    try:
        about = json.loads(note.read_text(encoding="utf-8"))
        where = tr("This workspace is open on {host} since {since}.", host=about["host"], since=about["since"])
    except (OSError, ValueError, KeyError):
        where = tr("This workspace is open in another window or program.")
    safe = tr("It was not opened twice, so nothing can be lost. Close it there first.")
    return Problem("workspace.in_use", where, safe)
