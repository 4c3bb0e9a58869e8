"""Creators side by side, and in the middle what they become; each difference is switched by arrow keys or a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from infludesk.campaigns.pipeline import label as stage_words
from infludesk.flows.comparison import Comparison
from infludesk.flows.merge import Merge
from infludesk.gui.creators.parts import platform_label
from infludesk.gui.desk import Desk
from infludesk.gui.how_many import how_many
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import frame, label, plain, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_moment
from infludesk.kernel.text import isolate, number, tr

_NAME_WIDTH, _SIDE_WIDTH, _PAD = 128, 132, 18
_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


@dataclass(frozen=True, slots=True)
class _Line:
    """A difference: field or campaign id, what it is called, each side's words, which may be chosen, and which is."""

    key: str
    name: str
    words: tuple[str, ...]
    may: tuple[bool, ...]
    chosen: int


class ComparisonView(QWidget):
    """A column for the creator that stays, one for the result, and one for each other creator."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.comparison: Comparison | None = None
        self.rows: list[_Row] = []
        self._chosen: dict[str, int] = {}
        self._inside = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._inside)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        column.addWidget(self._area)

    @property
    def merge(self) -> Merge | None:
        """The merge as it was chosen; none while nothing is shown."""
        if self.comparison is None or len(self.comparison.sides) < 2:  # noqa: PLR2004  one alone is no duplicate
            return None
        return self.comparison.merge({row.line.key: row.chosen for row in self.rows})

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show these creators; the same ones again keep what was chosen and where the focus is."""
        again = self.comparison is not None and comparison is not None and _ids(self.comparison) == _ids(comparison)
        self._chosen = {row.line.key: row.chosen for row in self.rows} if again else {}
        held = next((row.line.key for row in self.rows if row.holds_focus), "") if again else ""
        self.comparison = comparison
        self.rows = []
        # what is shown may be in the middle of a key or a click
        if (old := self._area.takeWidget()) is not None:
            old.deleteLater()
        self._inside = QWidget()
        if comparison is not None:
            self._fill(comparison)
        self._area.setWidget(self._inside)
        for row in self.rows:
            if row.line.key == held:
                row.take_focus()

    def landing(self) -> QWidget | None:
        """The first difference."""
        return self.rows[0].stop if self.rows else None

    @property
    def stops(self) -> list[QWidget]:
        """All sides of all differences, as one reads them."""
        return [one for row in self.rows for one in row.sides]

    def _fill(self, comparison: Comparison) -> None:
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(24))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnMinimumWidth(0, theme.px(_NAME_WIDTH))
        for place in range(len(comparison.sides) + 1):
            grid.setColumnMinimumWidth(place + 1, theme.px(_SIDE_WIDTH))
            grid.setColumnStretch(place + 1, 1)
        self._heads(grid, comparison)
        for line in self._lines(comparison):
            row = _Row(self, line, comparison, self._chosen.get(line.key, line.chosen))
            row.put(grid, grid.rowCount())
            row.moved.connect(self._move)
            self.rows.append(row)
        kept = how_many(sorted(comparison.both.items()), self._desk.locale)
        words = tr("Kept of all: {things}.", things=kept) if kept else tr("All else is equal or blank.")
        grid.addWidget(label(words, "small", wrap=True), grid.rowCount(), 0, 1, -1)
        grid.setRowStretch(grid.rowCount(), 1)

    def _heads(self, grid: QGridLayout, comparison: Comparison) -> None:
        sides, desk = comparison.sides, self._desk
        facts = (
            ("", "lead", tuple(one.name for one in sides), tr("Result")),
            (tr("Accounts"), "", tuple(_accounts(one.accounts) for one in sides), tr("all are kept")),
            (tr("Owner"), "", tuple(one.owner for one in sides), ""),
            (tr("Created"), "", tuple(_day(one.creator.created_at, desk) for one in sides), ""),
            (tr("Entries"), "", tuple(number(one.entries, desk.locale) for one in sides), tr("all are kept")),
        )
        for at, (name, kind, words, result) in enumerate(facts):
            grid.addWidget(label(name, "small"), at, 0)
            for place, text in enumerate(words):
                grid.addWidget(Elided(text or EMPTY, kind or "muted"), at, _column(place))
            grid.addWidget(Elided(result, kind or "small"), at, 2)
        grid.addWidget(frame("divider"), len(facts), 0, 1, -1)

    def _lines(self, comparison: Comparison) -> list[_Line]:
        lines = []
        for one in comparison.choices:
            shown = tuple(
                comparison.words.get(str(value)) or self._desk.formats.show_value(one.field, value)
                for value in one.values
            )
            may = tuple(one.may(side) for side in range(len(shown)))
            lines.append(_Line(one.field.name, tr(one.field.label), shown, may, one.proposed))
        for clash in comparison.clashes:
            words = tuple(stage_words(stage) if stage else EMPTY for stage in clash.stages)
            name = tr("Leads in {campaign}", campaign=isolate(clash.campaign))
            lines.insert(0, _Line(clash.campaign_id, name, words, tuple(map(bool, clash.parts)), clash.proposed))
        return lines

    def _move(self, row: "_Row", by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].take_focus()
            self._area.ensureWidgetVisible(self.rows[place].stop)


class _Row(QWidget):
    """One difference. The widgets lie in the grid of all; this one only keeps them together.

    Signals:
        moved: Up or Down: this row, and by how many rows.
    """

    moved = Signal(object, int)

    def __init__(self, view: QWidget, line: _Line, comparison: Comparison, chosen: int) -> None:
        super().__init__(view)
        self.hide()
        self.line = line
        self.chosen = chosen if line.may[chosen] else line.chosen
        self.result = Elided("", "strong")
        self.sides = [
            _SideButton(words, tr("{field}, {name}: {value}", field=line.name, name=side.name, value=words))
            for words, side in zip(line.words, comparison.sides, strict=True)
        ]
        for place, one in enumerate(self.sides):
            one.setEnabled(line.may[place])
            one.clicked.connect(lambda _checked=False, place=place: self.choose(place))
            one.stepped.connect(self._step)
        self._show()

    @property
    def stop(self) -> QWidget:
        """Where Tab stops: the side that is chosen."""
        return self.sides[self.chosen]

    @property
    def holds_focus(self) -> bool:
        """Whether the focus is in this row."""
        return any(one.hasFocus() for one in self.sides)

    def put(self, grid: QGridLayout, at: int) -> None:
        """Lay the row out."""
        grid.addWidget(Elided(self.line.name, "small"), at, 0)
        for place, one in enumerate(self.sides):
            grid.addWidget(one, at, _column(place))
        grid.addWidget(self.result, at, 2)

    def choose(self, side: int) -> None:
        """Take this side's value."""
        if self.line.may[side]:
            self.chosen = side
        self._show()

    def take_focus(self) -> None:
        """Put the focus on the side that is chosen."""
        self.stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, down: int, across: int) -> None:
        if down:
            self.moved.emit(self, down)
            return
        across = -across if self.stop.isRightToLeft() else across
        free = [place for place, may in enumerate(self.line.may) if may]
        ahead = [place for place in free if (place - self.chosen) * across > 0]
        if ahead:
            self.choose(ahead[0] if across > 0 else ahead[-1])
            self.take_focus()

    def _show(self) -> None:
        for place, one in enumerate(self.sides):
            one.setChecked(place == self.chosen)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == self.chosen else Qt.FocusPolicy.ClickFocus)
        self.result.say(self.line.words[self.chosen])


class _SideButton(QToolButton):
    """One side's value; the whole is in the tooltip.

    Signals:
        stepped: an arrow key: rows down and sides to the right.
    """

    stepped = Signal(int, int)

    def __init__(self, words: str, spoken: str) -> None:
        super().__init__()
        self._whole = " ".join(words.split())
        self.setProperty("kind", "outline")
        self.setCheckable(True)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._cut()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(48), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_SIDE_WIDTH), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(*step)
        else:
            super().keyPressEvent(event)

    def _cut(self) -> None:
        room = max(0, self.width() - theme.px(_PAD))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(plain(shown))
        self.setToolTip(self._whole if shown != self._whole else "")


def _column(side: int) -> int:
    """The grid's column of a side: the one that stays, the result, the others."""
    return 1 if side == 0 else side + 2


def _ids(comparison: Comparison) -> Sequence[str]:
    return [one.id for one in comparison.sides]


def _accounts(accounts: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{platform_label(platform)} {isolate(handle)}" for platform, handle in accounts)


def _day(moment: str | None, desk: Desk) -> str:
    return show_moment(moment, desk.locale, desk.zone) if moment else ""
