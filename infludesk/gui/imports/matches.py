"""Import, step 3: what becomes of each row, with the ticks that leave rows out and the choices that are open."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.imports.choices_menu import EVERY, SAME, ChoicesMenu
from infludesk.gui.imports.draft import Draft
from infludesk.gui.imports.match_rows import (
    ALL,
    OUTCOMES,
    PROBLEM,
    MatchRow,
    blocked_words,
    columns,
    groups,
    is_open,
    named,
    outcome_words,
)
from infludesk.gui.imports.people import candidates
from infludesk.gui.imports.row_panel import LATER, Candidate, RowPanel, RowView
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import frame, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Rows
from infludesk.gui.kit.theme import theme
from infludesk.importing.people.decisions import Decision
from infludesk.kernel.text import number, plural, tr

_PANEL, _LEAST, _MOST = 340, 260, 480


class MatchesStep(QWidget):
    """A row per row of the file, and beside them the row in focus.

    Signals:
        changed: the Draft with other rows unticked, other answers, or other values taken from the file.
    """

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._draft: Draft | None = None
        self._first: dict[str, Decision] = {}
        self._now: dict[str, Decision] = {}
        self._cells: Mapping[int, Sequence[str]] = {}
        self._named: int | None = None
        self._count = label("", "help")
        self.segments = Segments(tr("Show"), ((ALL, tr("All")),))
        self.all_box = QCheckBox(tr("Tick all"))
        self.all_box.clicked.connect(self._tick_shown)
        self.for_all, self.panel = ChoicesMenu(), RowPanel(desk)
        self.table: TableView[MatchRow] = TableView(tr("Rows of the file"), columns(desk), self._fetch, focus_delay=60)
        self._lay_out()
        self.table.rows.ticked.connect(self._ticked)
        self.table.focused.connect(lambda _row: self.show_focused())
        self.table.opened.connect(lambda _row: self._enter_panel())
        self.panel.answered.connect(self._answer)
        self.panel.taken.connect(self._take_theirs)
        self.for_all.taken.connect(self._take_all)
        self.for_all.answered.connect(self._answer_all)

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
        """Go to the next or previous row that is a question, skipped, differs, or has a cell left out.

        A question in focus comes first while one is not among its answers.
        """
        asked = self._first.get(self.table.current_id)
        if asked is not None and asked.proposals and not self.panel.isAncestorOf(self.focusWidget() or self):
            self.show_focused(enter=True)
            return
        ids = [one for one in self.table.rows.ids if is_open(self._now[one])]
        if not ids:
            return
        now = self.table.rows.place(self.table.current_id)
        places = [self.table.rows.place(one) for one in ids]
        ahead = [p for p in places if p > now] if step > 0 else [p for p in reversed(places) if p < now]
        target = ahead[0] if ahead else places[0 if step > 0 else -1]
        self.table.focus_id(self.table.rows.ids[target])
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.show_focused(enter=bool(self._first[self.table.current_id].proposals))

    def show_outcome(self, code: str) -> None:
        """Show the rows of one outcome, of those with problems, or all."""
        shown = [one for one, decision in self._now.items() if code in groups(decision)]
        self.table.set_ids(shown)
        if shown and not self.table.current_id:
            self.table.focus_id(shown[0])
        self.show_focused()
        self._tell()

    def show_focused(self, *, enter: bool = False) -> None:
        """Show the row in focus beside the table, and with ``enter`` go to its choices; who it may be is read first."""
        one, draft = self.table.current_id, self._draft
        first = self._first.get(one)
        if first is None or draft is None:
            self.panel.show_row(None)
            return
        rows = {each.joins: self._name(str(each.joins)) for each in first.proposals if each.joins is not None}
        query = candidates(first.proposals, rows, draft.home.custom, self.desk.formats)
        if first.proposals:
            self.desk.tasks.read(query, partial(self._show, one, enter), key=("imports", "candidates"))
        else:
            self._show(one, enter, ())

    # showing

    def _show(self, one: str, enter: bool, found: tuple[Candidate, ...]) -> None:  # noqa: FBT001  of a partial
        draft = self._draft
        if draft is None or one != self.table.current_id or one not in self._now:
            return
        decision = self._now[one]
        cells = zip(draft.sheet.columns, self._cells.get(decision.row, ()), strict=False)
        self.panel.show_row(
            RowView(
                decision, self._name(one), outcome_words(decision), tuple(pair for pair in cells if pair[1].strip()),
                self._theirs(decision.row), found, draft.answers.get(decision.row, LATER), draft.home.custom,
                blocked_words() if self._is_blocked(decision) else "",
            )
        )  # fmt: skip
        if enter:
            self._enter_panel()

    def _enter_panel(self) -> None:
        if (landing := self.panel.landing()) is not None:
            landing.setFocus(Qt.FocusReason.TabFocusReason)

    def _take(self, draft: Draft) -> None:
        first = draft.ready.prepared.decisions if draft.ready else ()
        self._cells = dict(zip(draft.sheet.numbers, draft.sheet.rows, strict=True))
        self._named = next((n for n, one in enumerate(draft.columns.columns) if one.target == "creator.name"), None)
        self._first = {str(one.row): one for one in first}
        self._now = {str(one.row): one for one in draft.decisions}
        self._show_filters(ALL)
        with QSignalBlocker(self.table.rows):
            self.table.rows.clear_ticks()
            off = draft.unticked
            self.table.rows.tick((k for k, one in self._now.items() if _may_tick(one) and one.row not in off), on=True)
        self._show_choices()
        self.show_outcome(ALL)
        self.table.rows.refresh()

    def _show_filters(self, chosen: str) -> None:
        """Offer the outcomes there are now, with their counts, and the one that is chosen."""
        counts = Counter(code for one in self._now.values() for code in groups(one))
        named = ((ALL, "All"), *((code, words) for code, words, _ in OUTCOMES), (PROBLEM, "Problem"))
        options = [
            (code, f"{tr(words)} {number(counts[code])}")
            for code, words in named
            if counts[code] or code in (ALL, chosen)
        ]
        old, self.segments = self.segments, Segments(tr("Show"), options, chosen)
        self.segments.chosen.connect(self.show_outcome)
        self._bar.replaceWidget(old, self.segments)
        old.hide()
        old.deleteLater()

    def _show_choices(self) -> None:
        if self._draft is not None:
            self.for_all.show_choices(self._first.values(), self._now.values(), self._draft.home.custom)

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[MatchRow]], None]) -> None:
        own = self._draft.home.custom if self._draft else ()
        then({
            one: MatchRow(now, self._name(one), self._theirs(now.row), own, self._is_blocked(now))
            for one in ids if (now := self._now.get(one)) is not None
        })  # fmt: skip

    def _is_blocked(self, one: Decision) -> bool:
        return self._draft is not None and self._draft.is_blocked(one)

    def _name(self, one: str) -> str:
        decision = self._first.get(one)
        return named(decision, self._cells.get(decision.row, ()), self._named) if decision else ""

    def _theirs(self, row: int) -> frozenset[str]:
        theirs = self._draft.theirs if self._draft else frozenset()
        return frozenset(code for at, code in theirs if at == row) if theirs else frozenset()

    # choosing

    def _change(self, draft: Draft, rows: Sequence[str]) -> None:
        """Take a draft in which other things were chosen for these rows."""
        self._draft = draft
        for one in rows:
            self._now[one] = draft.decided(self._first[one])
        self.table.rows.refresh(rows)
        self._tell()
        self.changed.emit(draft)

    def _answer(self, row: int, answer: str) -> None:
        self._answer_rows({row: answer})

    def _answer_all(self, answer: str) -> None:
        asked = [one for one in self._first.values() if one.proposals]
        self._answer_rows({one.row: one.proposals[0].answer if answer == SAME else answer for one in asked})
        self.show_focused()

    def _answer_rows(self, given: Mapping[int, str]) -> None:
        if self._draft is None:
            return
        answers = {row: one for row, one in {**self._draft.answers, **given}.items() if one != LATER}
        self._change(replace(self._draft, answers=answers), [str(row) for row in given])
        self._show_filters(self.segments.value)
        self._show_choices()
        self.show_focused(enter=self.panel.isAncestorOf(self.focusWidget() or self))

    def _take_theirs(self, row: int, codes: frozenset[str]) -> None:
        if self._draft is not None:
            others = frozenset(pair for pair in self._draft.theirs if pair[0] != row)
            theirs = others | {(row, code) for code in codes}
            self._change(replace(self._draft, theirs=theirs), [str(row)])
            self.show_focused()

    def _take_all(self, field: str, on: bool) -> None:  # noqa: FBT001  the signal's
        if self._draft is None:
            return
        meant = frozenset(
            (one.row, kept.code) for one in self._now.values() for kept in one.kept if field in (EVERY, kept.field)
        )
        theirs = self._draft.theirs | meant if on else self._draft.theirs - meant
        self._change(replace(self._draft, theirs=theirs), sorted({str(row) for row, _ in meant}))
        self.show_focused()

    def _ticked(self) -> None:
        if self._draft is None:
            return
        ticks = self.table.rows.ticks
        skipped = [one for one in ticks if one not in self._now or not _may_tick(self._now[one])]
        if skipped:
            self.table.rows.tick(skipped, on=False)
            return
        off = frozenset(one.row for key, one in self._now.items() if key not in ticks and _may_tick(one))
        self._draft = replace(self._draft, unticked=off)
        self._tell()
        self.changed.emit(self._draft)

    def _tick_shown(self) -> None:
        """Tick the rows shown that can be imported; where all of them are, none."""
        shown = [one for one in self.table.rows.ids if _may_tick(self._now[one])]
        self.table.rows.tick(shown, on=not self.table.rows.ticks.issuperset(shown))
        self._tell()

    def _tell(self) -> None:
        shown = [one for one in self.table.rows.ids if _may_tick(self._now[one])]
        ticks = self.table.rows.ticks
        ticked = sum(one in ticks for one in shown)
        some = Qt.CheckState.PartiallyChecked if ticked else Qt.CheckState.Unchecked
        self.all_box.setCheckState(Qt.CheckState.Checked if ticked == len(shown) else some)
        self.all_box.setEnabled(bool(shown))
        off = len(self._draft.unticked) if self._draft else 0
        self._count.setText(plural(off, "{n} row unticked", "{n} rows unticked") if off else "")

    def _lay_out(self) -> None:
        bar, filters = QWidget(), QWidget()
        self._bar = QHBoxLayout(filters)
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._bar.addWidget(self.segments)
        flow = FlowLayout(bar, gap=theme.px(8))
        for part in (self.all_box, filters, self.for_all, self._count):
            flow.addWidget(part)
        above = QHBoxLayout()
        above.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        above.addWidget(bar)
        side = frame("inspector")
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.panel)
        side.setMinimumWidth(theme.px(_LEAST))
        side.setMaximumWidth(theme.px(_MOST))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([10_000, theme.px(_PANEL)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(splitter, 1)


def _may_tick(one: Decision) -> bool:
    return one.outcome != "skipped"
