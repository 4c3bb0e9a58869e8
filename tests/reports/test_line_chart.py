"""Where the words of a line chart stand: beside the line, never on it."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from infludesk.reports.blocks import LineChart
from infludesk.reports.charts import crosses, draw
from infludesk.reports.colours import TEXT, palette
from infludesk.reports.pdf_text import MM, SMALL_STRONG, Align, Pen, Style

Spot = tuple[float, float]


class Watched(Pen):
    """Keeps the lines drawn and the boxes of the words of the marks."""

    def __init__(self) -> None:
        super().__init__(Canvas(BytesIO()), 842, 50)
        self.line: list[Spot] = []
        self.words: dict[str, tuple[float, float, float, float]] = {}

    def stroke(self, points: list[Spot], *, ink: str, points_wide: float) -> None:
        self.line = points
        super().stroke(points, ink=ink, points_wide=points_wide)

    def text(
        self, x: float, y: float, text: str, style: Style, *, ink: str = TEXT, room: float = 0, align: Align = "left"
    ) -> None:
        self.words[text] = (x, y - style.size * 0.72 / MM, x + style.measure(text), y)
        super().text(x, y, text, style, ink=ink, room=room, align=align)


@pytest.mark.parametrize(
    ("days", "values"),
    [
        ((0, 4, 30, 60), (61_400, 900_000, 1_000_000, 1_200_000)),
        ((0, 1, 2, 60), (61_400, 900_000, 1_000_000, 1_200_000)),
        ((0, 4, 30, 60), (500_000, 1_200_000, 1_250_000, 1_300_000)),
        ((0, 4, 30, 60), (1_200_000, 300_000, 200_000, 100_000)),
        ((0, 20, 40, 60), (500_000, 510_000, 520_000, 530_000)),
        ((0, 50, 58, 60), (500_000, 1_000_000, 1_200_000, 500)),
        ((0, 20, 40, 60), (0, 1_000_000, 0, 1_000_000)),
    ],
)
@pytest.mark.parametrize("wide", [84.0, 174.0])
def test_a_mark_stands_clear_of_the_line(days: tuple[int, ...], values: tuple[int, ...], wide: float) -> None:
    labels = tuple(f"{value / 1000:.1f}K" for value in values)
    chart = LineChart(
        title="Reach", note="", points=tuple(zip(days, values, strict=True)), labels=labels, days=("1 Feb", "1 Apr")
    )
    pen = Watched()
    draw(pen, chart, 0, 0, wide, palette(""))
    assert labels[-1] in pen.words
    assert labels[0] in pen.words
    for label in {labels[0], labels[-1]}:
        box = pen.words[label]
        assert not any(crosses(box, *one) for one in zip(pen.line, pen.line[1:], strict=False)), (label, box)
        assert box[0] >= 0
        assert box[2] <= wide
    axis = pen.words["1 Feb"][1]
    assert pen.words[labels[0]][3] < axis


def test_a_steep_rise_has_its_first_value_below_and_a_slow_one_above() -> None:
    for second, way in ((1_000_000, 1), (510_000, -1)):
        points = ((0, 500_000.0), (10, second), (60, 1_200_000))
        pen = Watched()
        chart = LineChart(title="Reach", note="", points=points, labels=("500K", "x", "1.2M"), days=("a", "b"))
        draw(pen, chart, 0, 0, 174, palette(""))
        middle = (pen.words["500K"][1] + pen.words["500K"][3]) / 2
        assert (middle - pen.line[0][1]) * way > SMALL_STRONG.size * 0.3 / MM


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [
        ((0, 0), (10, 10), True), ((0, 5), (10, 5), True), ((5, 0), (5, 10), True), ((5, 5), (5.5, 5.5), True),
        ((0, 0), (10, 1), False), ((0, 8), (3, 10), False), ((0, 5), (3, 5), False), ((7, 0), (7, 10), False),
    ],
)  # fmt: skip
def test_a_line_through_a_box(start: Spot, end: Spot, through: bool) -> None:  # noqa: FBT001  a case
    assert crosses((4, 4, 6, 6), start, end) is through
    assert crosses((4, 4, 6, 6), end, start) is through
