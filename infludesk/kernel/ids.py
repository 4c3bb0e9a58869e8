"""Ids: time-ordered for new things, seeded for things that two laptops may enter alike."""

import os
import threading
import unicodedata
from functools import lru_cache
from hashlib import sha1
from time import time_ns
from uuid import UUID

_lock = threading.Lock()
_last = 0


def uuid7() -> str:
    """Return a version 7 UUID; those made in one process sort in the order they were made."""
    global _last  # noqa: PLW0603  the order of ids is the state
    with _lock:
        # 48 bits of milliseconds, then 12 bits of the millisecond's fraction as the counter.
        now = time_ns()
        tick = (now // 1_000_000 << 12) | (now % 1_000_000 * 4096 // 1_000_000)
        _last = max(tick, _last + 1)
        tick = _last
    random = int.from_bytes(os.urandom(8)) & (1 << 62) - 1
    return str(UUID(int=(tick >> 12) << 80 | 7 << 76 | (tick & 0xFFF) << 64 | 2 << 62 | random))


def seeded(workspace: str, table: str, *parts: str | None) -> str:
    """Return the id of a row that is the same thing wherever it is entered.

    Args:
        workspace: the workspace's own id, so that ids cannot be guessed from a handle.
        table: the row's table.
        parts: the seed; folded by case and width, an absent part counts as empty.
    """
    seed = "\x1f".join([table, *(unicodedata.normalize("NFKC", part or "").strip().casefold() for part in parts)])
    # uuid5 byte for byte, without making a UUID of every row of an import
    mark = bytearray(sha1(_namespace(workspace) + seed.encode(), usedforsecurity=False).digest()[:16])
    mark[6], mark[8] = mark[6] & 0x0F | 0x50, mark[8] & 0x3F | 0x80
    text = mark.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def ref(table: str, row_id: str) -> str:
    """Return the text that links to a row of any table: ``table:uuid``."""
    return f"{table}:{row_id}"


def split_ref(text: str) -> tuple[str, str]:
    """Take a ``table:uuid`` link apart."""
    table, _, row_id = text.partition(":")
    return table, row_id


@lru_cache(maxsize=8)
def _namespace(workspace: str) -> bytes:
    return UUID(workspace).bytes
