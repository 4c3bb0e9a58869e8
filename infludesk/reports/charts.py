"""Charts drawn from data: bars and lines from zero, labels at the marks, the finding as title."""

from collections.abc import Iterable
from itertools import pairwise

from infludesk.reports.blocks import BarChart, GoalBar, LineChart, Tally
from infludesk.reports.colours import CONTROL, SUNKEN, TALLY_OFF, TEXT, TEXT_2, TEXT_3, Palette
from infludesk.reports.pdf_text import MICRO, MM, SMALL, SMALL_STRONG, STRONG, Pen, Style, fit

Box = tuple[float, float, float, float]
Spot = tuple[float, float]

GOAL_HIGH = 14.0
_BAR, _STEP, _VALUE = 5.0, 7.5, 26.0
_PLOT = 38.0
_BEYOND = 1.08
_HIGH = SMALL_STRONG.size * 0.72 / MM
_TITLES = (Style(11, 14, "semibold"), STRONG)
_ABOVE, _BESIDE, _CLEAR = 1.5, (1.5, 3.0, 6.0, 9.0, 12.0), 0.7
_TICK, _TICK_GAP, _GROUP, _GROUP_GAP, _TICKS = 0.8, 0.5, 5, 0.8, 40


def high(chart: BarChart | LineChart, wide: float) -> float:
    """The height in mm of a chart drawn ``wide`` mm."""
    head = _head_high(chart, wide)
    if isinstance(chart, LineChart):
        return head + _PLOT + 5
    return head + len(chart.bars) * _STEP + (SMALL.step if chart.others else 0)


def draw(pen: Pen, chart: BarChart | LineChart, x: float, y: float, wide: float, colours: Palette) -> None:
    """Draw a chart with its top left corner at x, y (mm)."""
    style, lines = fit(chart.title, _TITLES, wide, 2)
    below = pen.lines(x, y, lines, style)
    note_style, note = fit(chart.note, (SMALL,), wide, 2)
    pen.lines(x, below, note, note_style, ink=TEXT_2)
    top = y + _head_high(chart, wide)
    if isinstance(chart, LineChart):
        _line(pen, chart, x, top, wide, colours)
    else:
        _bars(pen, chart, x, top, wide, colours)


def goal(pen: Pen, bar: GoalBar, y: float, wide: float, colours: Palette) -> None:
    """Draw the target's words above its tick, the bar from zero, and what was reached: ``GOAL_HIGH`` mm."""
    scale = wide / (max(bar.reached, 1.0) * _BEYOND)
    end, zero = bar.reached * scale, SMALL.measure("0") + 2
    pen.text(_within(scale, SMALL.measure(bar.goal_text), 0, wide), y + SMALL.rise, bar.goal_text, SMALL, room=wide)
    pen.box(0, y + 5, wide, 4, SUNKEN)
    pen.box(0, y + 5, end, 4, colours.mark)
    pen.box(scale - 0.25, y + 4, 0.5, 6, TEXT)
    pen.text(0, y + 10 + SMALL.rise, "0", SMALL, ink=TEXT_2)
    long = SMALL_STRONG.measure(bar.reached_text)
    left = _within(end, long, zero, wide)
    pen.text(left, y + 10 + SMALL.rise, bar.reached_text, SMALL_STRONG, room=wide - left)


def _within(middle: float, long: float, least: float, most: float) -> float:
    """Where words of a length begin so that they stand around a point and between two edges."""
    return max(least, min(middle - long / 2, most - long))


def tally(pen: Pen, count: Tally, x: float, y: float, wide: float, colours: Palette) -> None:
    """Draw one tick per item, 3 mm high; a bar where the ticks are too many."""
    whole, done = max(count.of, count.done), count.done
    if not whole:
        return
    if whole > _TICKS or _tick_at(whole) > wide:
        pen.box(x, y, wide, 3, TALLY_OFF)
        pen.box(x, y, wide * done / whole, 3, colours.mark)
        return
    for i in range(whole):
        pen.box(x + _tick_at(i), y, _TICK, 3, colours.mark if i < done else TALLY_OFF)


def _tick_at(i: int) -> float:
    return i * (_TICK + _TICK_GAP) + i // _GROUP * _GROUP_GAP


def _head_high(chart: BarChart | LineChart, wide: float) -> float:
    style, lines = fit(chart.title, _TITLES, wide, 2)
    note_style, note = fit(chart.note, (SMALL,), wide, 2)
    return len(lines) * style.step + len(note) * note_style.step + 2.5


def _bars(pen: Pen, chart: BarChart, x: float, y: float, wide: float, colours: Palette) -> None:
    most = max((bar.value for bar in chart.bars), default=0)
    labels = min(max((SMALL_STRONG.measure(bar.label) for bar in chart.bars), default=0) + 3.1, wide * 0.4)
    room = wide - labels - _VALUE
    for bar in chart.bars:
        long = room * max(0.0, bar.value) / most if most else 0
        base = y + (_BAR - SMALL.step) / 2 + SMALL.rise
        style = SMALL_STRONG if bar.strong else SMALL
        pen.text(x, base, bar.label, style, room=labels - 3)
        pen.box(x + labels, y, long, _BAR, colours.mark if bar.strong else CONTROL)
        pen.text(x + labels + long + 1.5, base, bar.text, style, room=_VALUE - 1.5)
        y += _STEP
    pen.rule_down(x + labels, y - _STEP * len(chart.bars) - 1, y - _STEP + _BAR + 1, ink=TEXT_3, points=0.5)
    pen.text(x, y + SMALL.rise - 1, chart.others, SMALL, ink=TEXT_3, room=wide)


def _line(pen: Pen, chart: LineChart, x: float, y: float, wide: float, colours: Palette) -> None:
    days = [day for day, _ in chart.points]
    first, span = days[0], max(1, days[-1] - days[0])
    most = max([value for _, value in chart.points if value is not None] + [chart.goal or 0, 1])
    plot_top, base = y + 5, y + _PLOT

    def at(day: int, value: float) -> tuple[float, float]:
        return x + wide * (day - first) / span, base - (base - plot_top) * value / most

    pen.rule(x, base, wide, ink=TEXT_3, points=0.5)
    drawn: list[tuple[Spot, Spot]] = []
    for run in unbroken(chart.points):
        spots = [at(day, value) for day, value in run]
        drawn += pairwise(spots)
        if len(spots) > 1:
            pen.stroke(spots, ink=colours.mark, points_wide=1.5)
        for spot_x, spot_y in spots:
            pen.box(spot_x - 0.6, spot_y - 0.6, 1.2, 1.2, colours.mark)
    taken: list[Box] = []
    for i in told(chart.points):
        day, value = chart.points[i]
        spots = _around(at(day, value or 0), SMALL_STRONG.measure(chart.labels[i]), base, (x, x + wide))
        clear = [spot for spot in spots if not _on_line(spot, chart.labels[i], drawn, (x, x + wide))]
        _label(pen, chart.labels[i], SMALL_STRONG, clear or spots[:1], taken, (x, x + wide))
    if chart.goal is not None:
        height = at(first, chart.goal)[1]
        pen.rule(x, height, wide, ink=TEXT_3, points=0.75, dashed=True)
        spots = [(x + wide * part, height + gap) for gap in (-1.0, 4.0) for part in (0, 0.5, 1)]
        _label(pen, chart.goal_text, SMALL, spots, taken, (x, x + wide))
    pen.text(x, base + 1 + MICRO.rise, chart.days[0], MICRO, ink=TEXT_2, room=wide / 2 - 2)
    pen.text(x + wide, base + 1 + MICRO.rise, chart.days[1], MICRO, ink=TEXT_2, room=wide / 2 - 2, align="right")


def unbroken(points: Iterable[tuple[int, float | None]]) -> list[list[tuple[int, float]]]:
    """The stretches between missing readings."""
    runs: list[list[tuple[int, float]]] = [[]]
    for day, value in points:
        if value is None:
            runs.append([])
        else:
            runs[-1].append((day, value))
    return [run for run in runs if run]


def told(points: tuple[tuple[int, float | None], ...]) -> list[int]:
    """The readings that say their value: the last, the highest, the first."""
    known = [i for i, (_, value) in enumerate(points) if value is not None]
    return list(dict.fromkeys((known[-1], max(known, key=lambda i: points[i][1] or 0), known[0])))


def _around(spot: Spot, wide: float, base: float, edges: tuple[float, float]) -> list[Spot]:
    """Where a mark's words may stand: above it, below it, else at its right and its left; over the base line."""
    middle, y = spot
    low = min(y + _HIGH + 1, base - 1)
    below = [(middle, y + _HIGH + 1)] if y + _HIGH + 1 < base else []
    aside = [
        (middle + way * (gap + wide / 2), height)
        for gap in _BESIDE for way in (1, -1) for height in (min(y + _HIGH / 2, base - 1), low)
    ]  # fmt: skip
    inside = [one for one in aside if edges[0] <= one[0] - wide / 2 and one[0] + wide / 2 <= edges[1]]
    return [(middle, y - _ABOVE), *below, *inside]


def _on_line(spot: Spot, text: str, drawn: list[tuple[Spot, Spot]], edges: tuple[float, float]) -> bool:
    wide = SMALL_STRONG.measure(text)
    left, base = _left(spot, wide, edges), spot[1]
    box = (left - _CLEAR, base - _HIGH - _CLEAR, left + wide + _CLEAR, base + _CLEAR)
    return any(crosses(box, *line) for line in drawn)


def crosses(box: Box, start: Spot, end: Spot) -> bool:
    """Whether a straight line from ``start`` to ``end`` runs through a box (left, top, right, bottom)."""
    enter, leave = 0.0, 1.0
    for low, high, begin, by in (
        (box[0], box[2], start[0], end[0] - start[0]),
        (box[1], box[3], start[1], end[1] - start[1]),
    ):
        if not by:
            if not low < begin < high:
                return False
            continue
        first, last = sorted(((low - begin) / by, (high - begin) / by))
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave


def _left(spot: Spot, wide: float, edges: tuple[float, float]) -> float:
    """Where words centred on a spot begin, between the edges."""
    return min(max(edges[0], spot[0] - wide / 2), edges[1] - wide)


def _label(pen: Pen, text: str, style: Style, spots: list[Spot], taken: list[Box], edges: tuple[float, float]) -> None:
    """Write words at the first spot where nothing stands yet; no spot, no words."""
    wide = style.measure(text)
    for spot_x, base in spots:
        left = _left((spot_x, base), wide, edges)
        box = (left - 1, base - style.step * 0.8, left + wide + 1, base + style.step * 0.25)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        pen.text(left, base, text, style)
        return
