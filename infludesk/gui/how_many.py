"""How many records of a kind, in words: "12 timeline entries"."""

from collections.abc import Iterable

from babel import Locale

from infludesk.kernel.text import number, tr
from infludesk.workspace import SCHEMA


def how_many(counts: Iterable[tuple[str, int]], locale: Locale) -> str:
    """Words for (table, count), joined; tables that are not known are left out."""
    return ", ".join(
        f"{number(count, locale)} {tr(entity.label if count == 1 else entity.plural).lower()}"
        for table, count in counts
        if (entity := SCHEMA.by_table.get(table)) is not None
    )
