"""What a command changed: the one message that pages, search and undo live from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Changes:
    """Which rows one batch touched.

    Attributes:
        rows: table → ids of the rows touched; None means many (above 1,000).
        batch: the batch's number in the log, 0 where nothing was written.
        label: the batch's label, as shown.
        who: who asked, for instance a window's page; None for the command line.
    """

    rows: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    batch: int = 0
    label: str = ""
    who: object = None

    def touches(self, *tables: str) -> bool:
        """Whether any of the tables changed."""
        return any(table in self.rows for table in tables)

    def touches_row(self, table: str, row_id: str) -> bool:
        """Whether this row changed, or so many that it may have."""
        if table not in self.rows:
            return False
        ids = self.rows[table]
        return ids is None or row_id in ids


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a command: its value, and what it changed."""

    value: Any
    changes: Changes
