"""Which numbers of an Excel workbook are days, lengths of time or percentages: told from their cells' styles."""

import re

from infludesk.importing.files.archive import Archive, Attributes
from infludesk.importing.files.cell_text import Format
from infludesk.importing.files.sheet import damaged

# the formats that every workbook knows by their numbers; 27 to 36 and 50 to 58 are East Asian days
_KNOWN: dict[str, Format] = {
    **dict.fromkeys(map(str, (9, 10)), "percent"),
    **dict.fromkeys(map(str, (*range(14, 23), *range(27, 37), 47, *range(50, 59))), "day"),
    **dict.fromkeys(map(str, (45, 46)), "duration"),
}
_NO_SIGNS = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?![hms]+\])[^\]]*\]|am/pm|a/p|general', re.IGNORECASE | re.DOTALL)
_MOST = 100_000
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAY = re.compile("[ymdhs]", re.IGNORECASE)


def read_formats(archive: Archive, part: str) -> dict[str, Format]:
    """The format of each cell style that has one, by its number.

    Raises:
        Problem: ``import.damaged``.
    """
    own: dict[str, Format] = {}
    used: list[str] = []
    inside = ""

    def start(name: str, given: Attributes) -> None:
        nonlocal inside
        if len(own) + len(used) > _MOST:
            raise damaged(archive.name)
        match name.rpartition(":")[2]:
            case "numFmt":
                own[given.get("numFmtId", "")] = _format(given.get("formatCode", ""))
            case "xf" if inside == "cellXfs":
                used.append(given.get("numFmtId", ""))
            case "cellXfs" | "cellStyleXfs" as kept:
                inside = kept

    archive.parse(part, start)
    formats = ((str(at), own.get(one) or _KNOWN.get(one)) for at, one in enumerate(used))
    return {at: how for at, how in formats if how}


def _format(code: str) -> Format:
    signs = _NO_SIGNS.sub("", code.partition(";")[0])
    if _DURATION.search(signs):
        return "duration"
    if _DAY.search(signs):
        return "day"
    return "percent" if "%" in signs else ""
