"""A report's appendix of thousands of rows, against the same words and lines on a bare canvas."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from infludesk.paths import resource
from infludesk.reports.blocks import Column
from infludesk.reports.pdf import write_table

ROWS = 5_000
_TIMES = 5
_PER_PAGE = 38
_STEP = 17.0
_COLUMNS = (Column("Date", 24), Column("Creator", 50), Column("Post", 60), Column("Reach", 20, right=True),
            Column("ER", 20, right=True))  # fmt: skip


def appendix_times(folder: Path) -> tuple[float, float]:
    """Seconds for our appendix, and for a bare canvas with the same words; medians."""
    rows = [
        ("12 Mar 2026", f"Creator number {n}", f"What was posted on that day, {n}", f"{n * 37 % 90_000:,}", "4.2%")
        for n in range(ROWS)
    ]
    pairs = [(_ours(rows, folder / "ours.pdf"), _bare(rows)) for _ in range(_TIMES)]
    return median(ours for ours, _ in pairs), median(bare for _, bare in pairs)


def _ours(rows: Sequence[tuple[str, ...]], path: Path) -> float:
    start = perf_counter()
    write_table(_COLUMNS, rows, path)
    return perf_counter() - start


def _bare(rows: Sequence[tuple[str, ...]]) -> float:
    registerFont(TTFont("bare", str(next(resource("fonts").glob("NotoSans-Regular.ttf")))))
    start = perf_counter()
    canvas = Canvas(BytesIO(), pagesize=(595, 842))
    for n, row in enumerate(rows):
        y = 780 - (n % _PER_PAGE) * _STEP
        if n and n % _PER_PAGE == 0:
            canvas.showPage()
        canvas.setFont("bare", 9)
        x = 50.0
        for column, text in zip(_COLUMNS, row, strict=True):
            wide = column.width * 2.83
            if column.right:
                canvas.drawRightString(x + wide, y, text)
            else:
                canvas.drawString(x, y, text)
            x += wide
        canvas.line(50, y - 4, 545, y - 4)
    canvas.save()
    return perf_counter() - start
