"""How each kind of cell looks: one short function per kind, found by the type of the value."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint

from infludesk.gui.kit import avatar, cells
from infludesk.gui.kit.canvas import Canvas, fit, width
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import isolate, tr

_PLATFORMS = {"instagram", "tiktok", "youtube", "facebook", "x", "linkedin", "twitch", "pinterest", "threads"}
_OTHER_PLATFORMS = {"podcast": "podcast", "blog": "blog", "website": "globe"}
_SHOWN_HANDLES = 2
_NARROW = 40  # px: less room than this for a text is none
_DOTS = 6
_DUE: Mapping[str, tuple[str, int | None, str]] = {
    "late": ("danger-text", 500, "clock"),
    "today": ("warn-text", 500, ""),
    "soon": ("text-2", None, ""),
    "done": ("text-3", None, "check"),
}


def text(canvas: Canvas, cell: cells.Text) -> None:
    """One line, or two in comfortable rows."""
    font = "strong" if cell.strong else "body"
    if not cell.second or canvas.compact:
        canvas.text(cell.text, font, cell.tone)
        return
    _two_lines(canvas, (cell.text, font, cell.tone), (cell.second, "small", "text-3"))


def person(canvas: Canvas, cell: cells.Person) -> None:
    """Avatar, name and native name; handles below, or the first one after the name in compact rows."""
    side = theme.px(20 if canvas.compact else 26)
    place = canvas.middle(canvas.left, side, side)
    avatar.draw(canvas.painter, place, cell.name, cell.key, organisation=cell.kind == "organisation")
    canvas.take(side)
    canvas.gap(10)
    if canvas.compact or not cell.handles:
        _name(canvas, cell, 0, canvas.rect.height())
        if cell.handles and canvas.room > theme.px(_NARROW):
            canvas.text(isolate(cell.handles[0][1]), "micro", "text-3")
        return
    line, below = theme.px(18), theme.px(15)
    top = (canvas.rect.height() - line - below) // 2
    start = canvas.left
    _name(canvas, cell, top, line)
    canvas.left = start
    _handles(canvas, cell.handles, top + line, below)


def tally(canvas: Canvas, cell: cells.Tally) -> None:
    """Ticks, in fives where things are counted; above forty a bar. Always with its words."""
    if cell.state == "stopped":
        canvas.icon("close", "danger-text")
        canvas.gap(4)
    on = {"open": "accent", "finished": "success", "stopped": "danger"}[cell.state]
    label = cell.label or tr("{done} of {total}", done=cell.done, total=cell.total)
    if cell.total > theme.count("tally.max"):
        _bar(canvas, cell.done / cell.total, on, theme.px(8), width(label, "small"))
    else:
        _ticks(canvas, cell, on)
    canvas.gap(7)
    canvas.text(label, "small", "text-2")


def pill(canvas: Canvas, cell: cells.Pill) -> None:
    """A word in its colour on its tint."""
    fill, color = ("sunken", "text-2") if cell.state == "neutral" else (f"{cell.state}-tint", f"{cell.state}-text")
    pad, icon = theme.px(6), theme.px(13) + theme.px(4) if cell.icon else 0
    shown, used = fit(cell.text, "small", canvas.room - 2 * pad - icon, 500)
    if not shown:
        return
    place = canvas.middle(canvas.left, used + 2 * pad + icon, theme.px(20))
    canvas.rounded(place, fill, theme.metric("radius.pill"))
    canvas.take(pad)
    if cell.icon:
        canvas.icon(cell.icon, color, 13)
        canvas.gap(4)
    canvas.write(canvas.middle(canvas.left, used, place.height()), shown, "small", color, 500)


def money(canvas: Canvas, cell: cells.MoneyCell) -> None:
    """Right, the code in front of the amount."""
    canvas.text(cell.text, "strong" if cell.strong else "body", end=True)
    if cell.code:
        canvas.gap(4, end=True)
        canvas.text(cell.code, "body", "text-3", end=True)


def due(canvas: Canvas, cell: cells.Due) -> None:
    """The words for the date; a clock when late, a check when done."""
    color, weight, icon = _DUE[cell.state]
    if icon:
        canvas.icon(icon, color)
        canvas.gap(5)
    canvas.text(cell.text, "body", color, weight=weight)


def number(canvas: Canvas, cell: cells.NumberCell) -> None:
    """A figure at the right with its marks, or n/a above dots that say there is a reason."""
    if cell.na_reason:
        _not_available(canvas)
        return
    if cell.question:
        side = theme.px(16)
        place = canvas.middle(canvas.right - side, side, side)
        canvas.rounded(place, "warn-tint", theme.metric("radius.pill"))
        mark = width("?", "small", 500)
        start = canvas.right - side + (side - mark) // 2
        canvas.write(canvas.middle(start, mark, side), "?", "small", "warn-text", 500)
        canvas.take(side, end=True)
        canvas.gap(4, end=True)
    shown = cell.text or "–"
    if not cell.stale_text:
        canvas.text(shown, color="text" if cell.text else "text-3", end=True)
        return
    canvas.icon("clock", "stale", end=True)
    canvas.gap(4, end=True)
    if canvas.compact:
        canvas.text(shown, end=True)
        return
    line, below = theme.px(18), theme.px(15)
    top, right = (canvas.rect.height() - line - below) // 2, canvas.right
    canvas.text(shown, top=top, line=line, end=True)
    canvas.right = right
    canvas.text(cell.stale_text, "micro", "warn-text", top=top + line, line=below, end=True)


def masked(canvas: Canvas, _cell: cells.Masked) -> None:
    """Dots and a closed eye."""
    side, gap = theme.px(4), theme.px(4)
    for _ in range(_DOTS):
        canvas.rounded(canvas.middle(canvas.left, side, side), "text-3", side)
        canvas.take(side + gap)
    canvas.gap(2)
    canvas.icon("eye-off", "text-3")


def tick(canvas: Canvas, cell: cells.Tick) -> None:
    """A tick box in the middle of its column."""
    side = theme.px(16)
    place = canvas.middle(canvas.left + max(0, (canvas.room - side) // 2), side, side)
    radius = theme.metric("radius.pill")
    if cell.state == "off":
        canvas.rounded(place, "raised", radius, "text-3" if canvas.selected else "border-control")
        return
    canvas.rounded(place, "accent", radius)
    inset = theme.px(2)
    canvas.icon(
        "check" if cell.state == "on" else "dash", "on-accent", 12, place=place.topLeft() + QPoint(inset, inset)
    )


def tags(canvas: Canvas, cell: cells.Tags) -> None:
    """Chips while there is room, then how many more."""
    pad, gap = theme.px(6), theme.px(4)
    for index, tag in enumerate(cell.tags):
        rest = len(cell.tags) - index
        more = width(f"+{rest}", "small") + gap if rest > 1 else 0
        need = width(tag, "small") + 2 * pad
        if need + more > canvas.room and (index or canvas.room < theme.px(_NARROW) + more):
            canvas.text(f"+{rest}", "small", "text-3")
            return
        shown, used = fit(tag, "small", canvas.room - 2 * pad - more)
        place = canvas.middle(canvas.left, used + 2 * pad, theme.px(20))
        canvas.rounded(place, "sunken", theme.metric("radius.pill"), "border")
        canvas.write(canvas.middle(canvas.left + pad, used, place.height()), shown, "small", "text-2")
        canvas.take(place.width() + gap)


def bar(canvas: Canvas, cell: cells.Bar) -> None:
    """A bar from zero with its number."""
    _bar(canvas, cell.ratio, "accent", theme.px(6), width(cell.text, "small"))
    canvas.gap(8)
    canvas.text(cell.text, "small", "text-2")


def _two_lines(canvas: Canvas, first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    heights = [theme.line(font) - theme.px(2) for _, font, _ in (first, second)]
    top, start = (canvas.rect.height() - sum(heights)) // 2, canvas.left
    for (words, font, color), line in zip((first, second), heights, strict=True):
        canvas.left = start
        canvas.text(words, font, color, top=top, line=line)
        top += line


def _name(canvas: Canvas, cell: cells.Person, top: int, line: int) -> None:
    canvas.text(cell.name, "strong", "text", top=top, line=line)
    canvas.gap(6)
    if cell.native and canvas.room > theme.px(_NARROW):
        canvas.text(cell.native, "body", "text-3", top=top, line=line)
        canvas.gap(6)


def _handles(canvas: Canvas, handles: tuple[tuple[str, str], ...], top: int, line: int) -> None:
    side = theme.px(12)
    for index, (platform, handle) in enumerate(handles):
        if index == _SHOWN_HANDLES or (index and canvas.room < theme.px(_NARROW) + side):
            canvas.text(f"+{len(handles) - index}", "micro", "text-3", top=top, line=line)
            return
        if canvas.room < side:
            return
        icon = platform if platform in _PLATFORMS else _OTHER_PLATFORMS.get(platform, "globe")
        place = canvas.box(canvas.left, top + (line - side) // 2, side, side)
        canvas.icon(icon, "text-3", 12, place=place.topLeft())
        canvas.take(side)
        canvas.gap(3)
        canvas.text(isolate(handle), "micro", "text-3", top=top, line=line)
        canvas.gap(8)


def _ticks(canvas: Canvas, cell: cells.Tally, on: str) -> None:
    size, gap, group = theme.size("tally.tick"), theme.metric("tally.gap"), theme.count("tally.group")
    for index in range(cell.total):
        if index:
            five = cell.counted and index % group == 0
            canvas.take(theme.metric("tally.group-gap") if five else gap)
        if canvas.room < size.width():
            return
        place = canvas.middle(canvas.left, size.width(), size.height())
        canvas.rounded(place, on if index < cell.done else "tally-off", theme.metric("radius.tick"))
        canvas.take(size.width())


def _bar(canvas: Canvas, ratio: float, color: str, high: int, words: int) -> None:
    """A bar that gives way to the ``words`` beside it, down to half the room."""
    wide = min(theme.px(96), max(canvas.room // 2, canvas.room - words - theme.px(8)))
    radius = theme.px(2)
    canvas.rounded(canvas.middle(canvas.left, wide, high), "tally-off", radius)
    if done := round(wide * min(1.0, max(0.0, ratio))):
        canvas.rounded(canvas.middle(canvas.left, done, high), color, radius)
    canvas.take(wide)


def _not_available(canvas: Canvas) -> None:
    right = canvas.right
    used = canvas.text(tr("n/a"), color="text-3", end=True)
    line = theme.metrics("body").ascent()
    top = (canvas.rect.height() - theme.metrics("body").height()) // 2 + line + theme.px(3)
    under = canvas.box(right - used, top, used, 1)
    for x in range(under.left(), under.right(), 3):
        canvas.painter.fillRect(x, under.top(), 1, 1, theme.color("text-3"))


PAINTERS: Mapping[type[cells.Cell], Callable[[Canvas, Any], None]] = {
    cells.Text: text,
    cells.Person: person,
    cells.Tally: tally,
    cells.Pill: pill,
    cells.MoneyCell: money,
    cells.Due: due,
    cells.NumberCell: number,
    cells.Masked: masked,
    cells.Tick: tick,
    cells.Tags: tags,
    cells.Bar: bar,
}
NUMERIC = (cells.MoneyCell, cells.NumberCell)
