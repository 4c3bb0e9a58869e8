"""Whether kept files and texts still fit their hashes. A file is read once; it is read again when it was changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from infludesk.kernel.dates import moment
from infludesk.kernel.progress import Progress, silent
from infludesk.records.store import stored_file

State = Literal["intact", "changed", "missing", "unread"]
_STEP = 1 << 20
_read: dict[tuple[Path, int, int], str] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """How a kept file stands.

    Attributes:
        state: ``unread`` where nobody has compared it yet.
        changed_at: where it is ``changed``: the moment the file was last written, as stored.
    """

    state: State
    changed_at: str = ""


def text_state(text: str | None, digest: str | None) -> Kept:
    """Whether a text fits its hash."""
    return Kept("intact" if sha256((text or "").encode()).hexdigest() == digest else "changed")


def file_state(folder: Path, digest: str | None, *, read: bool = True, progress: Progress = silent) -> Kept:
    """Whether the file kept under a hash still fits it.

    Args:
        folder: the workspace's folder of files.
        digest: the sha256 it is kept under.
        read: whether a file that nobody has compared yet is read now.
        progress: is told the bytes read of this file; raises Cancelled to stop.
    """
    path = stored_file(folder, digest)
    if path is None:
        return Kept("missing")
    try:
        facts = path.stat()
        key = path, facts.st_mtime_ns, facts.st_size
        found = _read.get(key) or (_digest(path, facts.st_size, progress) if read else "")
    except OSError:
        return Kept("missing")
    if not found:
        return Kept("unread")
    _read[key] = found
    if found == digest:
        return Kept("intact")
    return Kept("changed", moment(datetime.fromtimestamp(facts.st_mtime, UTC)))


def verify(folder: Path, digests: Iterable[str], progress: Progress = silent) -> dict[str, Kept]:
    """Read every file anew and compare it; ``progress`` is told the bytes done of all."""
    wanted = list(dict.fromkeys(digests))
    paths = {digest: stored_file(folder, digest) for digest in wanted}
    sizes = {digest: _size(path) for digest, path in paths.items()}
    total, done = sum(sizes.values()), 0
    found = {}
    for digest in wanted:
        for key in [key for key in tuple(_read) if key[0] == paths[digest]]:
            _read.pop(key, None)

        def tell(read: int, _size: int, done: int = done) -> None:
            progress(min(done + read, total), total)

        found[digest] = file_state(folder, digest, progress=tell)
        done += sizes[digest]
    progress(total, total)
    return found


def _size(path: Path | None) -> int:
    try:
        return path.stat().st_size if path else 0
    except OSError:  # it went just now
        return 0


def _digest(path: Path, size: int, progress: Progress) -> str:
    made, done = sha256(), 0
    with path.open("rb") as file:
        while some := file.read(_STEP):
            made.update(some)
            done += len(some)
            progress(done, size)
    return made.hexdigest()
