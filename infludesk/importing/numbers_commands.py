"""Importing post numbers: prepared without writing, then applied in one batch that one undo takes back."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from infludesk.content.model import Deliverable, Post
from infludesk.creators.profiles import normal_url
from infludesk.db.driver import Connection
from infludesk.db.rows import get, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.publish import count_anew, fulfil
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.model import ImportRun
from infludesk.importing.posts.numbers import read_posts, recognise
from infludesk.importing.posts.numbers_matching import PostDecision, Question, counted, decide_posts
from infludesk.importing.provenance import keep_headings, raw_text
from infludesk.kernel.dates import moment, zone_of
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.text import tr
from infludesk.records.model import ZONE
from infludesk.records.store import setting
from infludesk.results.commands import read_post

_STEP = 100
_NOON = 12
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    rf"(?<!\d)(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)|({'|'.join(_MONTHS)})[a-z]*[-_. ](\d\d?)[-_. ](20\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumbersSummary:
    """The account of an import of numbers; it always balances."""

    updated: int
    created: int
    skipped: int

    @property
    def rows(self) -> int:
        """All rows: of known posts, of new posts, and skipped."""
        return self.updated + self.created + self.skipped


@dataclass(frozen=True, slots=True)
class PreparedNumbers:
    """What an import of numbers will do, row by row, before anything is written.

    Attributes:
        sheet: the file as read.
        source: the studio it comes from.
        decisions: one per post, in the file's order.
        as_of: the day its figures are of, as far as the file tells.
        as_of_named: whether the file's name gives that day; else it is the day the file was last changed.
        sha256: the file's hash.
        account_id: whose file it is, where somebody said so.
    """

    sheet: Sheet
    source: str
    decisions: tuple[PostDecision, ...]
    as_of: str
    as_of_named: bool
    sha256: str
    account_id: str = ""

    @property
    def summary(self) -> NumbersSummary:
        """The counts; rows = updated + created + skipped."""
        return _summary(self.decisions)

    @property
    def problems(self) -> tuple[Note, ...]:
        """Every row that is skipped and every cell that is left out, with the reason."""
        skipped = (Note(d.post.row, None, "", d.reason) for d in self.decisions if d.outcome == "skipped")
        cells = (note for d in self.decisions if d.outcome != "skipped" for note in d.post.problems)
        return (*skipped, *cells, *self.sheet.notes)


@dataclass(frozen=True, slots=True)
class ImportedNumbers:
    """What an import of numbers did. ``run`` is empty where nothing was written."""

    run: str
    summary: NumbersSummary
    skipped: tuple[tuple[int, str], ...] = ()
    posts: tuple[str, ...] = ()


def prepare_numbers(
    conn: Connection, path: Path, *, today: date, campaign_id: str | None = None, account_id: str | None = None
) -> PreparedNumbers:
    """Read a studio's export and decide on every row, comparing it with what the workspace holds.

    Args:
        conn: a connection.
        path: the file.
        today: the day in the workspace's zone.
        campaign_id: new posts are of creators in this campaign; None for every creator.
        account_id: whose file it is, where its rows name no account.

    Raises:
        Problem: as ``read_file``; ``import.no_posts``: no column names posts, or none holds figures.
    """
    sheet = read_file(path)
    source = recognise(sheet)
    if not source:
        raise Problem(
            "import.no_posts",
            tr('"{name}" holds no numbers of posts.', name=path.name),
            tr("Nothing was imported. Choose a file with a post id or address and at least one figure per post."),
        )
    named = _day_named(path.name, today)
    day = named or _day_changed(conn, path, today)
    rows = read_posts(sheet, source, as_of=_noon(conn, day), zone=setting(conn, ZONE) or None)
    question = _question(conn, day, today, campaign_id=campaign_id, account_id=account_id, source="export")
    return PreparedNumbers(
        sheet, source, decide_posts(conn, rows, question), day, named is not None, sheet.sha256, account_id or ""
    )


def import_numbers(
    tx: Tx,
    *,
    prepared: PreparedNumbers,
    campaign_id: str | None = None,
    as_of: str = "",
    source: str = "export",
    unticked: Collection[int] = (),
) -> ImportedNumbers:
    """Keep the figures as new readings; what becomes of each row is decided anew, by what stands now.

    Args:
        tx: the transaction.
        prepared: the file as read.
        campaign_id: new posts are of creators in this campaign; None for every creator.
        as_of: the day the figures are of, or the moment they were read; empty for the file's own day.
        source: a code of SOURCES.
        unticked: numbers of rows to leave out.

    Raises:
        Cancelled: the person stopped it; nothing was imported.
    """
    at = min(as_of or prepared.as_of, tx.moment)
    day, read_at = (_local_day(tx.conn, at), at) if "T" in at else (at, min(_noon(tx.conn, at), tx.moment))
    question = _question(tx.conn, day, tx.today, campaign_id=campaign_id, account_id=prepared.account_id, source=source)
    rows = [decision.post for decision in prepared.decisions]
    ticked = {d.post.row: d for d in decide_posts(tx.conn, (r for r in rows if r.row not in unticked), question)}
    left_out = tr("Unticked by you.")
    decisions = tuple(ticked.get(row.row) or PostDecision(row, "skipped", reason=left_out) for row in rows)
    counts, skipped = _summary(decisions), _skipped(decisions)
    kept = [one for one in decisions if one.outcome != "skipped"]
    if not kept:
        return ImportedNumbers("", counts, skipped)
    single, several = "Import numbers of {n} post from {file}", "Import numbers of {n} posts from {file}"
    tx.label_count(len(kept), single, several, file=prepared.sheet.name)
    posts: dict[int, str] = {}
    for done, one in enumerate(kept):
        if done % _STEP == 0:
            tx.progress(done, len(kept))
        posts[one.post.row] = _write(tx, one, read_at, source)
    run = _record(tx, prepared, counts)
    keep_headings(tx, run, prepared.sheet)
    _keep_rows(tx, run, prepared.sheet, decisions, posts)
    tx.progress(len(kept), len(kept))
    return ImportedNumbers(run, counts, skipped, tuple(posts.values()))


def _write(tx: Tx, decision: PostDecision, read_at: str, source: str) -> str:
    """Store one row's post and reading; returns the post's id."""
    post_id = decision.post_id
    if decision.outcome == "new":
        post_id = _new_post(tx, decision)
    elif decision.fill:
        update(tx, Post, post_id, **decision.fill)
        count_anew(tx, post_id=post_id)
    at = decision.reading_as_of or read_at
    read_post(tx, post_id=post_id, as_of=at, source=source, figures=decision.post.metrics)
    return post_id


def _new_post(tx: Tx, decision: PostDecision) -> str:
    piece = get(tx.conn, Deliverable, decision.deliverable_id) if decision.deliverable_id else Deliverable()
    post = Post(**{"format": piece.format, **decision.fill})
    if not post.platform_post_id:
        post = replace(post, id=tx.seeded("post", post.platform, normal_url(post.url or "")))
    post_id = insert(tx, post).id
    if decision.deliverable_id:
        fulfil(tx, deliverable_id=decision.deliverable_id, post_id=post_id)
    return post_id


def _summary(decisions: tuple[PostDecision, ...]) -> NumbersSummary:
    return NumbersSummary(counted(decisions, "updated"), counted(decisions, "new"), counted(decisions, "skipped"))


def _skipped(decisions: tuple[PostDecision, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((one.post.row, one.reason) for one in decisions if one.outcome == "skipped")


def _question(
    conn: Connection, day: str, today: date, *, campaign_id: str | None, account_id: str | None, source: str
) -> Question:
    since = datetime.combine(date.fromisoformat(day), datetime.min.time(), zone_of(setting(conn, ZONE)))
    until = moment(since + timedelta(days=1))
    return Question(campaign_id or "", account_id or "", source, moment(since), until, today)


def _day_named(name: str, today: date) -> str | None:
    """The last day up to today that a file's name gives: ``2026-03-20``, ``20260320``, ``Mar-20-2026``."""
    days = []
    for year, month, day, word, of_month, in_year in _NAMED.findall(name):
        number = _MONTHS.index(word.lower()) + 1 if word else int(month)
        try:
            days.append(date(int(year or in_year), number, int(day or of_month)))
        except ValueError:
            continue
    return max((day.isoformat() for day in days if day <= today), default=None)


def _day_changed(conn: Connection, path: Path, today: date) -> str:
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(zone_of(setting(conn, ZONE))).date()
    return min(changed, today).isoformat()


def _local_day(conn: Connection, at: str) -> str:
    return datetime.fromisoformat(at).astimezone(zone_of(setting(conn, ZONE))).date().isoformat()


def _noon(conn: Connection, day: str) -> str:
    at = date.fromisoformat(day)
    return moment(datetime(at.year, at.month, at.day, _NOON, tzinfo=zone_of(setting(conn, ZONE))))


def _record(tx: Tx, prepared: PreparedNumbers, counts: NumbersSummary) -> str:
    number = tx.conn.execute("SELECT id FROM batch WHERE seq = ?", (tx.batch,)).fetchone()[0]
    run = ImportRun(
        file_name=prepared.sheet.name,
        sha256=prepared.sha256,
        sheet=prepared.sheet.tab or None,
        kind="metrics",
        source=prepared.source,
        batch_id=number,
        run_by_id=tx.actor or None,
        run_at=tx.moment,
        rows_in=counts.rows,
        created=counts.created,
        merged=counts.updated,
        skipped=counts.skipped,
    )
    return insert(tx, run).id


def _keep_rows(tx: Tx, run: str, sheet: Sheet, decisions: tuple[PostDecision, ...], posts: dict[int, str]) -> None:
    """Keep the raw rows on this machine, with what became of each."""
    raw = dict(zip(sheet.numbers, sheet.rows, strict=True))
    tx.conn.executemany(
        "INSERT OR REPLACE INTO import_row(run_id, row_no, outcome, reason, target, raw) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (run, d.post.row, d.outcome, d.reason or None, posts.get(d.post.row), raw_text(raw[d.post.row]))
            for d in decisions
        ),
    )
