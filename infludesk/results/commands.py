"""What people do with numbers: a new reading is added with its date, never over an old one of another day."""

from collections.abc import Mapping, Sequence

from infludesk.db.rows import insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.results.model import METRICS, PostSnapshot


def enter_numbers(tx: Tx, *, figures: Mapping[str, Mapping[str, int | None]], as_of: str, source: str) -> int:
    """Keep readings of several posts; returns how many.

    Args:
        tx: the transaction.
        figures: post id → metric → count, as the source gave it.
        as_of: the moment they were read, as stored.
        source: a code of SOURCES.

    Raises:
        Problem: ``results.nothing``: no figure was given.
    """
    given = {post: known for post, counts in figures.items() if (known := _known(counts))}
    if not given:
        raise Problem("results.nothing", tr("No numbers were typed."), tr("Nothing was stored."))
    tx.label_count(len(given), "Enter numbers for {n} post", "Enter numbers for {n} posts")
    for post_id, counts in given.items():
        read_post(tx, post_id=post_id, as_of=as_of, source=source, figures=counts)
    return len(given)


def read_post(tx: Tx, *, post_id: str, as_of: str, source: str, figures: Mapping[str, int]) -> str:
    """Keep one post's reading; the same moment and source again replaces it. Returns the reading's id."""
    tx.label("Enter numbers for {n} post", n=1)
    row = insert(tx, PostSnapshot(post_id=post_id, as_of=as_of, source=source, traffic="total"))
    update(tx, PostSnapshot, row.id, **figures)
    return row.id


def _known(counts: Mapping[str, int | None]) -> dict[str, int]:
    metrics: Sequence[str] = METRICS
    return {name: value for name, value in counts.items() if name in metrics and value is not None}
