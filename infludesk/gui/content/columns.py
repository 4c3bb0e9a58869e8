"""The columns of the content list."""

from collections.abc import Sequence
from datetime import date

from infludesk.content.listing import ListedPiece
from infludesk.content.model import FORMATS, LINE, OUTCOMES, STATES
from infludesk.creators.model import PLATFORMS
from infludesk.gui.content.cards import due_words, round_words
from infludesk.gui.content.post_parts import OUTCOME_STATES
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, Due, DueState, Pill, Tally, Text
from infludesk.gui.kit.table_model import Column
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.text import isolate, tr

_Columns = Sequence[Column[ListedPiece]]


def content_columns(desk: Desk) -> _Columns:
    """What the list shows unless somebody chooses otherwise."""
    return (
        Column("what", tr("Piece"), 160, lambda row: Text(isolate(row.what), strong=True), stretch=True),
        Column("step", tr("Next action"), 158, lambda row: Text(isolate(row.next_step) or "–")),
        Column("next", tr("Due"), 126, lambda row: _due(row, desk)),
        Column("owner", tr("Owner"), 110, lambda row: Text(isolate(row.next_owner) or "–", tone="text-2")),
        Column("creator", tr("Creator"), 140, lambda row: Text(isolate(row.creator))),
        Column("campaign", tr("Campaign"), 140, lambda row: Text(isolate(row.campaign), tone="text-2")),
        Column("state", tr("Stage"), 160, _stage),
        Column("round", tr("Round"), 100, lambda row: Text(round_words(row) or "–", tone="text-2")),
        Column("outcome", tr("Check"), 110, _outcome, sortable=False),
        Column("live", tr("Goes live"), 140, lambda row: _live(row, desk)),
        Column("platform", tr("Platform"), 110, lambda row: Text(tr(dict(PLATFORMS).get(row.platform, "–")))),
        Column("format", tr("Kind"), 100, lambda row: Text(tr(dict(FORMATS).get(row.format, "–")))),
        Column("published", tr("Published"), 150, lambda row: _published(row, desk)),
    )


def _due(row: ListedPiece, desk: Desk) -> Cell:
    if not row.due:
        return Text("–", tone="text-3")
    today, day = desk.today(), date.fromisoformat(row.due[:10])
    state: DueState = "late" if day < today else "today" if day == today else "soon"
    return Due(due_words(row, desk), state, row.due[:10], problem="")


def _live(row: ListedPiece, desk: Desk) -> Cell:
    if row.published or not row.goes_live:
        return _published(row, desk)
    return Text(show_day(row.goes_live[:10], desk.locale), tone="text-3")


def _published(row: ListedPiece, desk: Desk) -> Cell:
    if not row.published:
        return Text("–", tone="text-3")
    return Text(show_moment(row.published, desk.locale, desk.zone), tone="text-2")


def _stage(row: ListedPiece) -> Cell:
    words = tr(dict(STATES)[row.state])
    if row.state not in LINE:
        return Tally(0, len(LINE), words, "stopped")
    return Tally(LINE.index(row.state) + 1, len(LINE), words, "finished" if row.state == "done" else "open")


def _outcome(row: ListedPiece) -> Cell:
    outcome = row.outcome or row.draft_check
    if outcome:
        return Pill(tr(dict(OUTCOMES)[outcome]), OUTCOME_STATES.get(outcome, "neutral"))
    return Pill(tr("Not checked"), "neutral") if row.post_id else Text("–", tone="text-3")
