"""The pages there are, in the order of the sidebar; the window is built from this list and knows no feature."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the window.

    Attributes:
        key: names it in places.
        label: English words in the sidebar and the path.
        icon: its icon.
        make: builds it when it is first gone to.
        section: the heading it stands under; empty for the top.
        parent: for a page of one record, the page it is reached from; such a page is not in the sidebar.
        badge: counts what needs a person, ``now`` and ``today``; read anew after each change.
        badge_word: what the badge counts.
    """

    key: str
    label: str
    icon: str
    make: Callable[[Desk], Page]
    section: str = ""
    parent: str = ""
    badge: Callable[[Connection, datetime, date], int] | None = None
    badge_word: str = ""


# The page that shows a record of each kind that Find or do knows.
PAGE_OF = {
    "creator": "creator",
    "campaign": "campaign",
    "client": "campaigns",
    "contract": "contract",
    "deliverable": "content",
    "post": "content",
    "product": "products",
}
