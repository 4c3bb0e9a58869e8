"""Read Excel workbooks (xlsx, xlsm): tabs, shared texts and cells, each part once from its start to its end."""

import posixpath
import re
from dataclasses import dataclass

from infludesk.importing.files.archive import Archive, Attributes
from infludesk.importing.files.cell_text import Format, moment, shown
from infludesk.importing.files.grid import LAST_ROW, MOST, Grid, Memory, Text
from infludesk.importing.files.sheet import MAX_COLUMNS, damaged, too_many_columns
from infludesk.importing.files.xlsx_styles import read_formats

MOST_TABS = 1_000
_MOST_LINKS = 100_000
_BOOK = "xl/workbook.xml"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_COLUMN = re.compile("[A-Za-z]{1,3}")
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a workbook: its name, where its cells are, and whether it is shown."""

    name: str
    part: str
    visible: bool


class ExcelBook:
    """An Excel workbook.

    Attributes:
        tabs: of cells, in their order; charts are none.
    """

    def __init__(self, archive: Archive, most: int = MOST) -> None:
        """Find the parts; all cells take ``most`` bytes.

        Raises:
            Problem: ``import.damaged``.
        """
        self.archive = archive
        self.tabs: list[Tab] = []
        self._memory = Memory(archive.name, archive.size, most)
        self._texts: list[str] | None = None
        self._from_1904 = False
        self._book = main_part(archive)
        self._related = _related(archive, self._book)
        archive.parse(self._book, self._see_tab)

    def grid(self, tab: Tab) -> Grid:
        """The cells of a tab.

        Raises:
            Problem: ``import.damaged``, ``.too_large``, ``.too_many_columns``.
        """
        if self._texts is None:
            styles, texts = self._named("/styles"), self._named("/sharedStrings")
            self._formats = read_formats(self.archive, styles) if styles else {}
            self._texts = _read_texts(self.archive, texts, self._memory) if texts else []
        reader = _Cells(self._texts, self._formats, Grid(self._memory), from_1904=self._from_1904)
        self.archive.parse(tab.part, reader.start, reader.end, reader.text.add)
        return reader.grid

    def _see_tab(self, name: str, given: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "workbookPr":
            self._from_1904 = given.get("date1904", "") in _TRUE
        elif local == "sheet" and given.get("name"):
            link = next((value for key, value in given.items() if key.endswith(":id")), "")
            kind, part = self._related.get(link, ("", ""))
            if kind.endswith("/worksheet") and part in self.archive:
                if len(self.tabs) == MOST_TABS:
                    raise damaged(self.archive.name)
                self.tabs.append(Tab(given["name"], part, given.get("state", "visible") == "visible"))

    def _named(self, kind: str) -> str:
        parts = (part for named, part in self._related.values() if named.endswith(kind) and part in self.archive)
        return next(parts, "")


def main_part(archive: Archive) -> str:
    """Where the workbook itself is; empty where the file is none.

    Raises:
        Problem: ``import.damaged``.
    """
    related = _related(archive, "").values() if "_rels/.rels" in archive else ()
    found = (part for kind, part in related if kind.endswith("/officeDocument") and part.lower().startswith("xl/"))
    return next((part for part in (*found, _BOOK) if part.endswith(".xml") and part in archive), "")


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part names: id → (kind, name of the part)."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, given: Attributes) -> None:
        if name.rpartition(":")[2] == "Relationship" and given.get("TargetMode") != "External":
            aim = posixpath.normpath(posixpath.join("/", folder, given.get("Target", "").replace("\\", "/")))
            if len(found) == _MOST_LINKS:
                raise damaged(archive.name)
            found[given.get("Id", "")] = given.get("Type", ""), aim.lstrip("/")

    archive.parse(posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _read_texts(archive: Archive, part: str, memory: Memory) -> list[str]:
    """The texts that cells refer to, without how they are spoken."""
    texts: list[str] = []
    text = Text(archive.name)
    spoken = False

    def start(name: str, _: Attributes) -> None:
        nonlocal spoken
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "t":
            text.begin()
        elif local == "rPh":
            spoken = True

    def end(name: str) -> None:
        nonlocal spoken
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "t" and not spoken:
            text.keep()
        elif local == "si":
            texts.append(memory.hold(_unescaped(text.taken())))
        elif local == "rPh":
            spoken = False

    archive.parse(part, start, end, text.add)
    return texts


class _Cells:
    """Takes the elements of a tab and puts its filled cells into a grid."""

    def __init__(self, texts: list[str], formats: dict[str, Format], grid: Grid, *, from_1904: bool) -> None:
        self.grid, self.text = grid, Text(grid.memory.name)
        self._texts, self._formats, self._from_1904 = texts, formats, from_1904
        self._hold = grid.memory.hold
        self._columns: dict[str, int] = {}
        self._row: list[str] = []
        self._at, self._digits, self._column = 0, "", 0
        self._kind = self._style = ""
        self._inside = self._spoken = False

    def start(self, name: str, given: Attributes) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name in ("v", "t"):
            self.text.begin()
        elif name == "c":
            self._kind, self._style = given.get("t", ""), given.get("s", "")
            self.text.clear()
            self._go_to(given.get("r"))
        elif name == "row" and self._inside:
            self._keep()
            self._turn_to(given.get("r") or str(self._at + 1))
        elif name == "rPh":
            self._spoken = True
        elif name == "sheetData":
            self._inside = True

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "v":
            self.text.keep()
            self._put(self._shown(self.text.taken()))
        elif name == "t" and not self._spoken:
            self.text.keep()
        elif name == "is":
            self._put(self._hold(_unescaped(self.text.taken())))
        elif name == "rPh":
            self._spoken = False
        elif name == "sheetData":
            self._keep()
            self._inside = False

    def _go_to(self, place: str | None) -> None:
        """Turn to the cell's place; one that names none follows the last."""
        if place is None:
            self._column += 1
            return
        letters = place.rstrip("0123456789")
        digits, column = place[len(letters) :], self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = self._number_of(letters)
        if digits != self._digits:
            self._keep()
            self._turn_to(digits)
        self._column = column

    def _turn_to(self, digits: str) -> None:
        if not (digits.isdecimal() and len(digits) <= len(str(LAST_ROW)) and int(digits) <= LAST_ROW):
            raise damaged(self.grid.memory.name)
        self._at, self._digits, self._column = int(digits), digits, 0

    def _number_of(self, letters: str) -> int:
        """Number of a column: A is 1, AA is 27."""
        if not _COLUMN.fullmatch(letters):
            raise damaged(self.grid.memory.name)
        total = 0
        for letter in letters.upper():
            total = total * 26 + ord(letter) - 64
        return total

    def _put(self, text: str) -> None:
        if not (text and self._inside):
            return
        if self._column > MAX_COLUMNS:
            raise too_many_columns(self.grid.memory.name, self._column)
        row, gap = self._row, self._column - len(self._row)
        if gap == 1:
            row.append(text)
            return
        row.extend([""] * gap)
        row[self._column - 1] = text

    def _keep(self) -> None:
        if self._row:
            self.grid.add(self._at, self._row)
            self._row = []

    def _shown(self, stored: str) -> str:
        kind = self._kind
        if kind == "s":
            return self._shared(stored)
        if kind in ("", "n"):
            how = self._formats.get(self._style, "")
            return self._hold(shown(stored.strip(), how, from_1904=self._from_1904))
        if kind == "b":
            return "yes" if stored.strip() in _TRUE else "no"
        if kind == "d":
            return self._hold(moment(stored.strip()))
        return self._hold(_unescaped(stored))  # texts, formulas' texts, and what failed: #N/A

    def _shared(self, stored: str) -> str:
        try:
            return self._texts[int(stored)]
        except (ValueError, IndexError):
            raise damaged(self.grid.memory.name) from None


def _unescaped(text: str) -> str:
    """Letters that XML cannot hold are written as ``_x001F_``; halves of one become one, or U+FFFD."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
