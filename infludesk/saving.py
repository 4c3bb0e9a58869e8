"""Files written beside their place and moved into it whole: what stood there stays until the new one is complete."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr


def save(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside the target, then put it in the target's place.

    Raises:
        Problem: ``file.not_a_file``, ``.in_use``, ``.disk_full`` or ``.not_written``; no file was changed.
    """
    if target.exists() and not target.is_file():
        raise Problem(
            "file.not_a_file",
            tr('"{name}" is a folder or a device, not a file.', name=target.name),
            tr("No file was changed. Choose another name."),
        )
    part: Path | None = None
    try:
        if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & stat.S_IWUSR):
            raise PermissionError(errno.EACCES, "read-only")
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent)
        os.close(handle)
        part = Path(name)
        write(part)
        _settle(part)
        part.chmod(0o666 & ~_umask())  # a temporary file is its maker's alone
        part.replace(target)
    except OSError as error:
        raise _problem(error, target) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A folder to fill beside the target, which takes its place once it is whole; gone where anything fails.

    Raises:
        Problem: ``file.not_empty``, ``.disk_full`` or ``.not_written``; nothing was changed.
    """
    part: Path | None = None
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise Problem(
                "file.not_empty",
                tr('"{name}" is not an empty folder.', name=target.name),
                tr("Nothing was changed. Choose a new name, or an empty folder."),
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", suffix=".part", dir=target.parent))
        yield part
        part.chmod(0o777 & ~_umask())
        if target.exists():
            target.rmdir()
        part.replace(target)
    except OSError as error:
        raise _problem(error, target) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def _settle(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _problem(error: OSError, target: Path) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(
            "file.disk_full", tr("The disk is full."), tr("No file was changed. Free some space, then try again.")
        )
    if isinstance(error, PermissionError) and target.is_file():
        return Problem(
            "file.in_use",
            tr('"{name}" is open in another program.', name=target.name),
            tr('No file was changed. Close it there, or save as "{other}".', other=f"{target.stem} 2{target.suffix}"),
        )
    return Problem(
        "file.not_written",
        tr('"{name}" cannot be saved in this folder.', name=target.name),
        tr("No file was changed. Choose another folder."),
    )
