"""Names of files that every system takes."""

import re

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST = 120
_LONGEST_END = 16


def file_name(text: str, otherwise: str) -> str:
    """A text as the name of a file, without its ending; ``otherwise`` where nothing is left of it."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", text).split()).strip(". ")
    name = name.encode()[:_LONGEST].decode(errors="ignore").strip(". ")
    return f"_{name}" if _RESERVED.match(name) else name or otherwise


def unique_name(name: str, taken: set[str]) -> str:
    """A file's name, kept apart from those taken whatever their case, and taken now."""
    stem, dot, end = name.rpartition(".")
    if not stem or not end.isalnum() or len(end) > _LONGEST_END:
        stem, dot, end = name, "", ""
    stem = file_name(stem, "file")
    number, found = 1, f"{stem}{dot}{end}"
    while found.casefold() in taken:
        number += 1
        found = f"{stem} {number}{dot}{end}"
    taken.add(found.casefold())
    return found
