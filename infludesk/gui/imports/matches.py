"""Import, step 3: what becomes of each row, with the ticks that leave rows out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.imports.draft import Draft
from infludesk.gui.kit.cells import NumberCell, Pill, State, Text
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.importing.comparing import Kept
from infludesk.importing.matching import Decision
from infludesk.importing.targets import TARGETS
from infludesk.kernel.text import isolate, join, number, plural, tr

_ALL, _PROBLEM = "all", "problem"
_OUTCOMES: tuple[tuple[str, str, State], ...] = (
    ("new", "New", "success"), ("fills", "Fills blanks", "info"), ("conflict", "Conflict", "warn"),
    ("same", "Same", "neutral"), ("suggested", "Suggested", "warn"), ("skipped", "Skipped", "danger"),
)  # fmt: skip
_WORDS = {code: words for code, words, _ in _OUTCOMES}
_STATES = {code: state for code, _, state in _OUTCOMES}
_HAPPENS = {
    "new": "A new creator", "fills": "Fills what is blank", "conflict": "Fills what is blank; yours stays",
    "same": "Nothing to change", "suggested": "A new creator; one here has the same name or phone",
    "skipped": "Left out",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    decision: Decision
    who: str


class MatchesStep(QWidget):
    """A row per row of the file.

    Signals:
        changed: the Draft with other rows unticked.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._rows: dict[str, _Row] = {}
        self._count = label("", "help")
        self.segments = Segments(tr("Show"), ((_ALL, tr("All")),))
        self.table: TableView[_Row] = TableView(tr("Rows of the file"), _columns(), self._fetch)
        self.table.rows.ticked.connect(self._ticked)
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        self._bar.addWidget(self.segments)
        self._bar.addStretch(1)
        self._bar.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addWidget(self.table, 1)

    def show_draft(self, draft: Draft) -> None:
        """Show what becomes of the rows; the same comparison again keeps filter and focus."""
        again = self._draft is not None and self._draft.ready is draft.ready
        self._draft = draft
        if not again:
            self._take(draft)
        self._tell()

    def landing(self) -> QWidget | None:
        """The table."""
        return self.table

    def go_on(self, step: int) -> None:
        """Focus the next or previous row that is skipped, suggested or has a cell left out."""
        ids = [one for one in self.table.rows.ids if _open(self._rows[one].decision)]
        if not ids:
            return
        now = self.table.rows.place(self.table.current_id)
        places = [self.table.rows.place(one) for one in ids]
        ahead = [p for p in places if p > now] if step > 0 else [p for p in reversed(places) if p < now]
        target = ahead[0] if ahead else places[0 if step > 0 else -1]
        self.table.focus_id(self.table.rows.ids[target])
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_outcome(self, code: str) -> None:
        """Show the rows of one outcome, of those with problems, or all."""
        if self._draft is None:
            return
        shown = [one for one, row in self._rows.items() if code in _groups(row.decision)]
        self.table.set_ids(shown)
        if shown and not self.table.current_id:
            self.table.focus_id(shown[0])

    def _take(self, draft: Draft) -> None:
        cells = dict(zip(draft.sheet.numbers, draft.sheet.rows, strict=True))
        named = next((n for n, one in enumerate(draft.columns.columns) if one.target == "creator.name"), None)
        self._rows = {str(one.row): _Row(one, _who(one, cells.get(one.row, ()), named)) for one in draft.decisions}
        counts: Counter[str] = Counter(one.outcome for one in draft.decisions)
        flawed = sum(bool(one.problems) for one in draft.decisions)
        options = [(_ALL, tr("All {n}", n=number(len(self._rows))))]
        options += [(code, f"{tr(words)} {number(counts[code])}") for code, words, _ in _OUTCOMES if counts[code]]
        if flawed:
            options.append((_PROBLEM, tr("Problem {n}", n=number(flawed))))
        old, self.segments = self.segments, Segments(tr("Show"), options)
        self.segments.chosen.connect(self.show_outcome)
        self._bar.replaceWidget(old, self.segments)
        old.hide()
        old.deleteLater()
        ticked = (one for one, row in self._rows.items() if self._may_tick(row) and int(one) not in draft.unticked)
        with QSignalBlocker(self.table.rows):
            self.table.rows.clear_ticks()
            self.table.rows.tick(ticked, on=True)
        self.show_outcome(_ALL)
        self.table.rows.refresh()

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[_Row]], None]) -> None:
        then({one: self._rows[one] for one in ids if one in self._rows})

    @staticmethod
    def _may_tick(row: _Row) -> bool:
        return row.decision.outcome != "skipped"

    def _ticked(self) -> None:
        if self._draft is None:
            return
        ticks = self.table.rows.ticks
        skipped = [one for one in ticks if one not in self._rows or not self._may_tick(self._rows[one])]
        if skipped:
            self.table.rows.tick(skipped, on=False)
            return
        off = frozenset(int(one) for one, row in self._rows.items() if one not in ticks and self._may_tick(row))
        self._draft = replace(self._draft, unticked=off)
        self._tell()
        self.changed.emit(self._draft)

    def _tell(self) -> None:
        off = len(self._draft.unticked) if self._draft else 0
        self._count.setText(plural(off, "{n} row unticked", "{n} rows unticked") if off else "")


def _columns() -> tuple[Column[_Row], ...]:
    return (
        Column("row", tr("Row"), 64, lambda one: NumberCell(number(one.decision.row)), "right", sortable=False),
        Column("who", tr("Creator"), 230, lambda one: Text(isolate(one.who), strong=True), sortable=False),
        Column("outcome", tr("Outcome"), 120, _pill, sortable=False),
        Column("happens", tr("What happens"), 230, _happens, sortable=False),
        Column("why", tr("Why"), 280, _why, sortable=False, stretch=True),
    )  # fmt: skip


def _pill(one: _Row) -> Pill:
    code = one.decision.outcome
    return Pill(tr(_WORDS[code]), _STATES[code], "alert" if code == "skipped" else "")


def _why(one: _Row) -> Text:
    decision = one.decision
    flaws = [f"{isolate(note.value)}: {note.reason}" if note.value else note.reason for note in decision.problems]
    kept = [_kept(each) for each in decision.kept]
    words = join((decision.reason, *kept, *flaws))
    return Text(words or "–", tone="text-2", problem="\n".join((*kept, *flaws)))


def _kept(one: Kept) -> str:
    name = _labels().get(one.field, tr("Postal address"))
    return tr("{field}: {ours} stays, the file says {theirs}", field=name, ours=_shown(one.ours),
              theirs=_shown(one.theirs))  # fmt: skip


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else isolate(str(value))


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {one.code: tr(one.label) for one in TARGETS}


def _who(one: Decision, cells: Sequence[str], named: int | None) -> str:
    """The name in the row, else its first cells."""
    name = cells[named] if named is not None and cells else one.fill.creator.get("name") if one.fill else ""
    return str(name or " · ".join([cell for cell in cells if cell.strip()][:2]) or tr("An empty row"))


def _happens(one: _Row) -> Text:
    fill = one.decision.fill
    words = tr(_HAPPENS[one.decision.outcome])
    if fill is None or one.decision.outcome not in ("fills", "conflict"):
        return Text(words)
    added = [_labels().get(f"creator.{name}", name) for name in fill.creator]
    added += [tr("account {handle}", handle=isolate(account.handle or account.url)) for account in fill.accounts]
    added += [tr("tag {tag}", tag=isolate(tag)) for tag in fill.tags]
    return Text(tr("Adds {fields}", fields=", ".join(added)) if added else words)


def _groups(one: Decision) -> tuple[str, ...]:
    """The filters that show a row."""
    return (_ALL, one.outcome, _PROBLEM) if one.problems else (_ALL, one.outcome)


def _open(one: Decision) -> bool:
    return one.outcome in ("skipped", "suggested", "conflict") or bool(one.problems)
