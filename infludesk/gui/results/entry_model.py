"""The posts and numbers of the entry grid: what is stored, what is typed and not saved yet, and what is odd in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from infludesk.creators.model import SOURCES
from infludesk.gui.kit.cells import Cell, NumberCell, Text
from infludesk.gui.kit.delegate import Role
from infludesk.gui.kit.entry import read_entry
from infludesk.gui.kit.formats import EMPTY, Formats
from infludesk.kernel.dates import parse_moment, show_day, zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, number, plural, short_number, tr
from infludesk.results.entering import day_moment, is_of_day
from infludesk.results.formulas import ENGAGEMENTS, Reading
from infludesk.results.model import METRICS, PostSnapshot
from infludesk.results.readings import questions
from infludesk.results.store import EntryRow

Index = QModelIndex | QPersistentModelIndex
Block = Sequence[Sequence[str]]
_NONE = QModelIndex()
_BEFORE = (("post", "Post"), ("creator", "Creator"), ("live", "Live"), ("age", "Age"))
_AFTER = (("source", "Source"), ("as_of", "As of"))
_SEEN: Mapping[str, tuple[str, ...]] = {
    "youtube": ("views",), "linkedin": ("impressions",), "x": ("impressions",),
}  # fmt: skip
_ANYWHERE = ("views", "reach")
_LEAST = ("likes", "comments", "shares")
_UNKNOWN = ("", EMPTY, "-", "n/a")


@dataclass(frozen=True, slots=True)
class Draft:
    """A number typed and not saved: its text, and its value or why it cannot be read."""

    text: str
    value: int | None = None
    problem: str = ""


class EntryModel(QAbstractTableModel):
    """Rows are posts; what is typed is kept by post and outlives the rows shown.

    Attributes:
        rows: the posts shown.
        metrics: the columns for numbers, between the columns that tell the post and those of its reading.

    Signals:
        changed: something was typed, restored or saved.
    """

    changed = Signal()

    def __init__(self, formats: Formats, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[EntryRow, ...] = ()
        self.metrics: tuple[str, ...] = ()
        self._formats, self._now = formats, now
        self._known: dict[str, EntryRow] = {}
        self._drafts: dict[str, dict[str, Draft]] = {}
        self._odd: dict[str, dict[str, str]] = {}
        self._source, self._day = "manual", formats.today()
        self._answers: Mapping[int, Callable[[int, int], Any]] = {
            Qt.ItemDataRole.EditRole: self._edited,
            Qt.ItemDataRole.DisplayRole: lambda row, column: self._cell(row, column).display,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Role.CELL: self._cell,
        }

    @property
    def first(self) -> int:
        """The first column for numbers."""
        return len(_BEFORE)

    def show_rows(self, rows: Sequence[EntryRow], known: Iterable[EntryRow], formats: Formats, now: datetime) -> None:
        """Show posts out of those ``known``; ``now`` is the moment, aware."""
        self.beginResetModel()
        self.rows, self._known = tuple(rows), {row.post_id: row for row in known}
        self._formats, self._now = formats, now
        self.metrics = _metrics(self.rows, self._drafts)
        self._odd.clear()
        self.endResetModel()

    def set_origin(self, source: str, day: date) -> None:
        """Where the numbers typed come from, and the day they were read."""
        self._source, self._day = source, day
        self._tell()

    def put(self, row: int, column: int, text: str) -> None:
        """Take what was typed into a cell; nothing, or a dash, restores it."""
        self._put(row, column, text)
        self._tell()

    def put_block(self, row: int, column: int, block: Block) -> int:
        """Take a block of texts, its first at a cell; returns how many found no cell. Empty texts change nothing."""
        lost = 0
        for down, line in enumerate(block):
            for right, text in enumerate(line):
                if text.strip() in _UNKNOWN:
                    continue
                if row + down < len(self.rows) and self._metric(column + right):
                    self._put(row + down, column + right, text)
                else:
                    lost += 1
        self._tell()
        return lost

    def text(self, row: int, column: int) -> str:
        """What a cell holds: what is typed, else the number of the last reading, as a person would type it."""
        metric = self._metric(column)
        if not metric:
            return self._cell(row, column).display
        if draft := self._draft(row, metric):
            return draft.text
        former = _figure(self.rows[row], metric)
        return "" if former is None else number(former, self._formats.locale)

    def figures(self) -> dict[str, dict[str, int]]:
        """What can be saved: post id → metric → count, of the known posts, also those not shown now."""
        found = {
            post: {metric: one.value for metric, one in cells.items() if one.value is not None}
            for post, cells in self._drafts.items()
            if post in self._known
        }
        return {post: counts for post, counts in found.items() if counts}

    def forget(self, figures: Mapping[str, Mapping[str, int]]) -> None:
        """What was saved is no draft any more; what was typed over it meanwhile stays."""
        for post, counts in figures.items():
            cells = self._drafts.get(post, {})
            for metric, value in counts.items():
                if metric in cells and cells[metric].value == value:
                    del cells[metric]
            if not cells:
                self._drafts.pop(post, None)
        self._tell()

    def summary(self) -> tuple[int, int, int]:
        """How many posts are changed, and how many cells are in question or cannot be read."""
        here = {post: cells for post, cells in self._drafts.items() if post in self._known}
        unread = sum(bool(one.problem) for cells in here.values() for one in cells.values())
        return len(self.figures()), sum(len(self._questions(post)) for post in here), unread

    def marked(self) -> list[tuple[int, int]]:
        """The cells shown that are in question or cannot be read, row and column, in reading order."""
        return [
            (row, self.first + at)
            for row, one in enumerate(self.rows)
            if one.post_id in self._drafts
            for at in range(len(self.metrics))
            if self.reason(row, self.first + at)
        ]

    def reason(self, row: int, column: int) -> str:
        """What is wrong or odd in a cell; empty where nothing is."""
        metric = self._metric(column)
        draft = self._draft(row, metric)
        if draft is None:
            return ""
        return draft.problem or self._questions(self.rows[row].post_id).get(metric, "")

    def is_unread(self, row: int, column: int) -> bool:
        """Whether a cell holds what cannot be read."""
        draft = self._draft(row, self._metric(column))
        return draft is not None and bool(draft.problem)

    def former(self, row: int, column: int) -> str:
        """The number before this one, in short."""
        known = _figure(self.rows[row], self._metric(column)) if self._metric(column) else None
        return "" if known is None else short_number(known, self._formats.locale)

    def about(self, row: int, column: int) -> str:
        """The last reading of a cell in full: ``Last: 12,431 on 3 Mar 2026, export``."""
        one, metric = self.rows[row], self._metric(column)
        known = _figure(one, metric) if metric else None
        if known is None or one.former is None:
            return ""
        day = self._show_moment(one.former.as_of or "")
        return tr(
            "Last: {n} on {day}, {source}",
            n=number(known, self._formats.locale), day=day, source=_source(one.former.source or "").lower(),
        )  # fmt: skip

    # what Qt asks

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(_BEFORE) + len(self.metrics) + len(_AFTER)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        tell = self._answers.get(role)
        return tell(row, column) if tell else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self._metric(index.column()):
            return False
        self.put(index.row(), index.column(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self._label(section)
            case Qt.ItemDataRole.TextAlignmentRole:
                right = bool(self._metric(section))
                side = Qt.AlignmentFlag.AlignTrailing if right else Qt.AlignmentFlag.AlignLeading
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        known = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return known | Qt.ItemFlag.ItemIsEditable if self._metric(index.column()) else known

    # inside

    def _metric(self, column: int) -> str:
        at = column - self.first
        return self.metrics[at] if 0 <= at < len(self.metrics) else ""

    def _label(self, column: int) -> str:
        if metric := self._metric(column):
            return tr(PostSnapshot.entity.field(metric).label)
        return tr(self._fixed(column)[1])

    def _fixed(self, column: int) -> tuple[str, str]:
        return _BEFORE[column] if column < self.first else _AFTER[column - self.first - len(self.metrics)]

    def _draft(self, row: int, metric: str) -> Draft | None:
        return self._drafts.get(self.rows[row].post_id, {}).get(metric)

    def _put(self, row: int, column: int, text: str) -> None:
        post, metric, text = self.rows[row].post_id, self._metric(column), text.strip()
        cells = self._drafts.setdefault(post, {})
        cells.pop(metric, None)
        if text not in _UNKNOWN:
            cells[metric] = _read(metric, text, self._formats)
        if not cells:
            del self._drafts[post]

    def _tell(self) -> None:
        self._odd.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))
        self.changed.emit()

    def _questions(self, post: str) -> dict[str, str]:
        if post not in self._odd:
            self._odd[post] = self._ask(self._known[post])
        return self._odd[post]

    def _ask(self, row: EntryRow) -> dict[str, str]:
        typed = {name: one.value for name, one in self._drafts.get(row.post_id, {}).items() if one.value is not None}
        if not typed:
            return {}
        former = row.former
        at = day_moment(self._day, now=self._now, zone=self._formats.zone)
        if former and former.as_of and former.source == self._source and self._is_today(former.as_of):
            at = former.as_of
        new = _reading(row, at, self._source, typed)
        old = None
        if former:
            counts = {name: getattr(former, name) for name in METRICS}
            old = _reading(row, former.as_of or "", former.source or "", counts)
        found: dict[str, str] = {}
        for one in questions(new, old, self._formats.locale):
            for metric in one.columns:
                if metric in typed:
                    found[metric] = join((found.get(metric), one.title, one.advice), " ")
        return found

    def _is_today(self, as_of: str) -> bool:
        return is_of_day(as_of, self._day, self._formats.zone)

    def _cell(self, row: int, column: int) -> Cell:
        metric = self._metric(column)
        return self._typed(row, metric) if metric else self._told(self.rows[row], self._fixed(column)[0])

    def _typed(self, row: int, metric: str) -> Cell:
        draft = self._draft(row, metric)
        if draft is None:
            return Text("")
        odd = "" if draft.problem else self._questions(self.rows[row].post_id).get(metric, "")
        shown = draft.text if draft.value is None else number(draft.value, self._formats.locale)
        return NumberCell(shown, question=odd, problem=draft.problem, fresh=True)

    def _told(self, one: EntryRow, key: str) -> Cell:
        if key == "post":
            return Text(isolate(one.label or tr("Untitled post")), isolate(one.campaign), strong=True)
        if key == "age":
            return self._age(one)
        changed = any(cell.value is not None for cell in self._drafts.get(one.post_id, {}).values())
        source, as_of = (one.former.source, one.former.as_of) if one.former else ("", "")
        words = {
            "creator": isolate(one.creator),
            "live": self._show_moment(one.published_at),
            "source": _source(self._source if changed else source or ""),
            "as_of": show_day(self._day.isoformat(), self._formats.locale)
            if changed
            else self._show_moment(as_of or ""),
        }[key]
        return Text(words or EMPTY, tone="text-2" if words else "text-3")

    def _spoken(self, row: int, column: int) -> str:
        spoken = join((self._cell(row, column).spoken, self.about(row, column)), ", ")
        return f"{self._label(column)}, {spoken}"

    def _tip(self, row: int, column: int) -> str | None:
        whole = self._cell(row, column).display if column < self.first else ""
        return join((self.reason(row, column), self.about(row, column)), "\n") or whole or None

    def _edited(self, row: int, column: int) -> str:
        draft = self._draft(row, self._metric(column))
        return draft.text if draft else ""

    def _age(self, one: EntryRow) -> Cell:
        if not one.published_at:
            return Text(EMPTY, tone="text-3")
        days = (self._formats.today() - self._local(one.published_at)).days
        return Text(plural(days, "{n} day", "{n} days"), tr("{due} due", due=one.due) if one.due else "")

    def _show_moment(self, moment: str) -> str:
        return show_day(self._local(moment).isoformat(), self._formats.locale) if moment else ""

    def _local(self, moment: str) -> date:
        return parse_moment(moment).astimezone(zone_of(self._formats.zone)).date()


def _metrics(rows: Sequence[EntryRow], drafts: Mapping[str, Mapping[str, Draft]]) -> tuple[str, ...]:
    """The metrics of the platforms shown, and any other that has a number."""
    wanted = {metric for row in rows if row.post_id in drafts for metric in drafts[row.post_id]}
    for platform in {row.platform for row in rows}:
        wanted.update(_SEEN.get(platform, _ANYWHERE), ENGAGEMENTS.get(platform, _LEAST))
    read = [row.former for row in rows if row.former]
    for metric in METRICS:
        if metric not in wanted and any(getattr(one, metric) is not None for one in read):
            wanted.add(metric)
    return tuple(metric for metric in METRICS if metric in wanted)


def _figure(row: EntryRow, metric: str) -> int | None:
    found: int | None = getattr(row.former, metric) if row.former else None
    return found


def _read(metric: str, text: str, formats: Formats) -> Draft:
    try:
        value = read_entry(PostSnapshot.entity.field(metric), text, formats)
    except Problem as problem:
        return Draft(text, problem=str(problem))
    if value is None or value < 0:
        return Draft(text, problem=tr('"{text}" is below zero. It is not saved. Type what was counted.', text=text))
    return Draft(text, value)


def _reading(row: EntryRow, as_of: str, source: str, counts: Mapping[str, int | None]) -> Reading:
    return Reading(
        post_id=row.post_id, creator_id="", platform=row.platform, format="", as_of=as_of, source=source, **counts
    )


def _source(code: str) -> str:
    return tr(dict(SOURCES).get(code, code)) if code else ""
