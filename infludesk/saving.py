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

_SHOWN = 60


def save(target: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside the target, then put it in the target's place; a link stays one.

    Raises:
        Problem: ``file.name``, ``.not_a_file``, ``.read_only``, ``.in_use``, ``.disk_full`` or ``.not_written``; no
            file was changed.
    """
    target = _followed(target)
    if target.exists() and not target.is_file():
        raise Problem(
            "file.not_a_file",
            tr('"{name}" is a folder or a device, not a file.', name=target.name),
            tr("No file was changed. Choose another name."),
        )
    part: Path | None = None
    try:
        _refuse_read_only(target)
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent)
        os.close(handle)
        part = Path(name)
        write(part)
        _settle(part)
        part.chmod(0o666 & ~_umask())  # a temporary file is its maker's alone
        _put(part, target)
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
        Problem: ``file.name``, ``.not_empty``, ``.disk_full`` or ``.not_written``; nothing was changed.
    """
    target = _followed(target)
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


def _followed(target: Path) -> Path:
    """What is written: where the target is a link, that to which it leads, there or not."""
    try:
        return target.resolve() if stat.S_ISLNK(os.lstat(target).st_mode) else target
    except (ValueError, RuntimeError) as error:  # a name that no file has, and links that lead to themselves
        raise _unnamed(target) from error
    except OSError as error:
        if error.errno in (errno.ENAMETOOLONG, errno.EINVAL):
            raise _unnamed(target) from error
        return target


def _settle(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _refuse_read_only(target: Path) -> None:
    if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & stat.S_IWUSR):
        raise Problem(
            "file.read_only",
            tr('"{name}" may only be read.', name=target.name),
            tr('No file was changed. Allow changes to it, or save as "{other}".', other=_another(target)),
        )


def _put(part: Path, target: Path) -> None:
    """Put a file in the place of another, which Windows refuses while a program has that one open."""
    try:
        part.replace(target)
    except PermissionError as error:
        if not target.is_file():
            raise
        raise Problem(
            "file.in_use",
            tr('"{name}" is open in another program.', name=target.name),
            tr('No file was changed. Close it there, or save as "{other}".', other=_another(target)),
        ) from error


def _another(target: Path) -> str:
    return f"{target.stem} 2{target.suffix}"


def _unnamed(target: Path) -> Problem:
    shown = target.name.encode(errors="replace").decode().replace("\0", "?")
    return Problem(
        "file.name",
        tr('"{name}" cannot be the name of a file.', name=f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown),
        tr("No file was changed. Choose a shorter or plainer name."),
    )


def _problem(error: OSError, target: Path) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(
            "file.disk_full", tr("The disk is full."), tr("No file was changed. Free some space, then try again.")
        )
    return Problem(
        "file.not_written",
        tr('"{name}" cannot be saved in this folder.', name=target.name),
        tr("No file was changed. Choose another folder."),
    )
