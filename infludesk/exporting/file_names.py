"""Names of files that every system takes."""

import re
import unicodedata

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
# Signs that turn the direction of writing, so that an ending shows elsewhere, and those of no width at all.
_UNSEEN = re.compile(r"[\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\.|$)", re.IGNORECASE)
_LONGEST = 120
_LONGEST_END = 16


def file_name(text: str, otherwise: str) -> str:
    """A text as the name of a file, without its ending; ``otherwise`` where nothing is left of it."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    name = " ".join(_NOT_IN_NAMES.sub(" ", seen).split()).strip(". ")
    name = name.encode(errors="ignore")[:_LONGEST].decode(errors="ignore").strip(". ")
    return f"_{name}" if _RESERVED.match(name) else name or otherwise


def unique_name(name: str, taken: set[str]) -> str:
    """A file's name, kept apart from those taken whatever their case and accents' form, and taken now."""
    stem, dot, end = name.rpartition(".")
    if not stem or not (end.isascii() and end.isalnum()) or len(end) > _LONGEST_END:
        stem, dot, end = name, "", ""
    stem = file_name(stem, "file")
    number, found = 1, f"{stem}{dot}{end}"
    while _alike(found) in taken:
        number += 1
        found = f"{stem} {number}{dot}{end}"
    taken.add(_alike(found))
    return found


def _alike(name: str) -> str:
    """What two names share that some system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
