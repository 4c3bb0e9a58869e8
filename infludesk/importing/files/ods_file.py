"""Read OpenDocument spreadsheets (ods): every tab in one pass, since all of them stand in one part."""

import re
from dataclasses import dataclass, field

from infludesk.importing.files.archive import Archive, Attributes
from infludesk.importing.files.cell_text import Format, clock, moment, shown
from infludesk.importing.files.grid import Grid, Memory, Text
from infludesk.importing.files.sheet import MAX_COLUMNS, damaged, locked, too_many_columns
from infludesk.importing.files.xlsx_file import MOST_TABS, Tab

_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TIME = re.compile(r"PT(\d{1,7})H(\d{1,2})M(\d{1,2})(?:[.,]\d*)?S", re.ASCII)
_NUMBERS: dict[str, Format] = {"float": "", "currency": "", "percentage": "percent"}
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})
# what floats over a cell, or is said about it, and is none of its text
_BESIDE = frozenset(
    {"office:annotation", "draw:frame", "draw:g", "draw:custom-shape", "table:shapes", "text:ruby-text"}
)
_SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_MOST_BLANKS = 1_000


def is_open_document(archive: Archive) -> bool:
    """Whether the file is an OpenDocument spreadsheet, or a template of one."""
    return _CONTENT in archive and archive.read("mimetype", len(_TYPE)).startswith(_TYPE)


class OpenBook:
    """An OpenDocument spreadsheet.

    Attributes:
        tabs: in their order.
    """

    def __init__(self, archive: Archive) -> None:
        """Read all tabs.

        Raises:
            Problem: ``import.damaged``, ``.locked``, ``.too_large``, ``.too_many_columns``.
        """
        if _MANIFEST in archive:
            archive.parse(_MANIFEST, lambda name, _: _refuse_locked(name, archive.name))
        reader = _Content(Memory(archive.name, archive.size))
        archive.parse(_CONTENT, reader.start, reader.end, reader.say)
        self.tabs = reader.tabs
        self._grids = reader.grids

    def grid(self, tab: Tab) -> Grid:
        """The cells of a tab."""
        return self._grids[tab.part]


@dataclass(slots=True)
class _Cell:
    """The cell that is being read: its attributes, how often it is repeated, and its paragraphs so far."""

    given: Attributes = field(default_factory=dict)
    times: int = 1
    paragraphs: int = 0


class _Content:
    """Takes the elements of ``content.xml`` and puts filled cells into one grid per tab."""

    def __init__(self, memory: Memory) -> None:
        self.tabs: list[Tab] = []
        self.grids: dict[str, Grid] = {}
        self._memory, self._text = memory, Text(memory.name)
        self._hidden: set[str] = set()
        self._style = ""
        self._tables = self._beside = 0
        self._at, self._times = 1, 1
        self._row: list[str] = []
        self._column = 0
        self._cell: _Cell | None = None

    def start(self, name: str, given: Attributes) -> None:
        if self._beside or name in _BESIDE:
            self._beside += 1
        elif name in _CELLS:
            self._begin_cell(given)
        elif name == "text:p":
            self._begin_paragraph()
        elif name == "table:table-row" and self._flat:
            self._times, self._row, self._column = self._count(given.get("table:number-rows-repeated")), [], 0
        elif name == "table:table":
            self._begin_table(given)
        elif name in _SIGNS:
            self._text.add(_SIGNS[name] * min(self._count(given.get("text:c")), _MOST_BLANKS))
        elif name == "style:style":
            self._style = given.get("style:name", "")
        elif name == "style:table-properties" and given.get("table:display") == "false":
            self._hidden.add(self._style)

    def end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
        elif name == "text:p":
            self._text.keep()
        elif name in _CELLS and self._flat:
            self._end_cell()
        elif name == "table:table-row" and self._flat:
            if self._row:
                self.grids[self.tabs[-1].part].add(self._at, self._row, self._times)
            self._at += self._times
        elif name == "table:table":
            self._tables -= 1

    def say(self, piece: str) -> None:
        if not self._beside:
            self._text.add(piece)

    @property
    def _flat(self) -> bool:
        """Whether this is a tab's own table, and none inside a cell."""
        return self._tables == 1

    def _begin_table(self, given: Attributes) -> None:
        self._tables += 1
        if len(self.tabs) == MOST_TABS:
            raise damaged(self._memory.name)
        if self._flat:
            part = str(len(self.tabs))
            self.tabs.append(
                Tab(given.get("table:name", part), part, given.get("table:style-name") not in self._hidden)
            )
            self.grids[part] = Grid(self._memory)
            self._at = 1

    def _begin_cell(self, given: Attributes) -> None:
        if self._flat:
            self._cell = _Cell(given, self._count(given.get("table:number-columns-repeated")))
            self._text.clear()

    def _begin_paragraph(self) -> None:
        self._text.begin()
        if self._cell:
            if self._cell.paragraphs:
                self._text.add("\n")
            self._cell.paragraphs += 1

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        cell, self._cell = self._cell, None
        text = _shown(cell.given, self._text.taken())
        start, self._column = self._column, self._column + cell.times
        if not text:
            return
        if self._column > MAX_COLUMNS:
            raise too_many_columns(self._memory.name, self._column)
        self._row += [""] * (start - len(self._row))
        self._row += [self._memory.hold(text)] * cell.times

    def _count(self, text: str | None) -> int:
        if text is None:
            return 1
        if not (text.isdecimal() and len(text) <= len("99999999") and int(text)):
            raise damaged(self._memory.name)
        return int(text)


def _shown(given: Attributes, text: str) -> str:
    """A cell by its stored value, since what it shows may be cut or rounded."""
    kind = given.get("office:value-type", "")
    if kind in _NUMBERS and (value := given.get("office:value")):
        return shown(value, _NUMBERS[kind])
    if kind == "date" and (value := given.get("office:date-value")):
        return moment(value)
    if kind == "time" and (found := _TIME.fullmatch(given.get("office:time-value", ""))):
        return _time(*map(int, found.groups()))
    if kind == "boolean":
        return "yes" if given.get("office:boolean-value") == "true" else "no"
    return text or given.get("office:string-value", "")


def _time(hours: int, minutes: int, seconds: int) -> str:
    """A time of the day, or a length of time where it is longer than a day."""
    if hours > 23:  # noqa: PLR2004
        return clock(hours * 3600 + minutes * 60 + seconds)
    return f"{hours:02}:{minutes:02}:{seconds:02}".removesuffix(":00")


def _refuse_locked(element: str, name: str) -> None:
    if element.endswith("encryption-data"):
        raise locked(name)
