"""The unit of layout: a piece of a page that is never split."""

from collections.abc import Callable
from dataclasses import dataclass

from infludesk.reports.pdf_text import Pen

GAP = 6.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Something drawn whole.

    Attributes:
        high: its height in mm.
        draw: draws it with its top at y mm below the page's top edge.
        gap: white above it in mm, left out at the top of a page.
        keep: it stays on the page of the piece that follows.
        opens: it begins a page.
        bookmark: its name in the document's outline.
        head: what is drawn again above it where it comes first on a page: a table's header.
    """

    high: float
    draw: Callable[[Pen, float], None]
    gap: float = 0
    keep: bool = False
    opens: bool = False
    bookmark: str = ""
    head: "Piece | None" = None
