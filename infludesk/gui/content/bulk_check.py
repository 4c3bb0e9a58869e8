"""Many captions checked at once: what each pack says of each piece, problems first; nothing is stored until kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from infludesk.content.caption_run import Asked, PackChecked, run, to_keep
from infludesk.content.keeping import Kept, keep_checks
from infludesk.contracts.rulepacks import RulePack
from infludesk.db.driver import Connection
from infludesk.flows.caption_subjects import Subject, packs_of, subject
from infludesk.gui.content.caption_result import headline, verdict_words
from infludesk.gui.content.post_parts import OUTCOME_STATES
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.bars import ProgressLine
from infludesk.gui.kit.cells import Cell, Pill, Text
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, join, plural, tr

_ORDER = ("fail", "review", "", "pass", "not_applicable")
_WIDTH, _HEIGHT = 820, 420


@dataclass(frozen=True, slots=True)
class BulkRow:
    """What one pack says of one piece; ``outcome`` is empty where nothing could be checked, ``said`` tells why.

    ``found`` holds the problems and questions in words, ``kept`` the check to keep where there is one.
    """

    id: str
    record_id: str
    what: str
    creator: str
    pack: str
    outcome: str
    said: str
    found: str = ""
    kept: Kept | None = None


def check_all(conn: Connection, record_ids: Sequence[str], today: str, progress: Progress) -> list[BulkRow]:
    """Check the captions of pieces and posts under the packs of each, problems first.

    Args:
        conn: where they are read.
        record_ids: of pieces, drafts or posts.
        today: the day of what is not published yet, ``YYYY-MM-DD``.
        progress: told of the pieces done; it raises what stops the work.
    """
    rows: list[BulkRow] = []
    packs: dict[tuple[str, ...], list[RulePack]] = {}
    for done, record_id in enumerate(record_ids):
        progress(done, len(record_ids))
        one = subject(conn, record_id)
        if one is not None:
            if one.packs not in packs:
                packs[one.packs] = packs_of(conn, one.packs)
            rows += _rows(one, packs[one.packs], today)
    progress(len(record_ids), len(record_ids))
    return sorted(rows, key=lambda row: (_ORDER.index(row.outcome), row.what, row.pack))


class BulkCheck(DoingDialog):
    """The list of results.

    Signals:
        opened: the piece or post to look at.
    """

    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None, record_ids: Sequence[str]) -> None:
        title = plural(len(record_ids), "Check {n} caption", "Check {n} captions")
        super().__init__(desk, parent, title, tr("Keep all"))
        self.leave_button.setText(tr("Close"))
        self.leave_button.setAccessibleName(tr("Close"))
        self.rows: dict[str, BulkRow] = {}
        self.line = ProgressLine()
        self.said = label("", "muted", wrap=True)
        self.table: TableView[BulkRow] = TableView(title, _columns(), self._fetch)
        self.table.setColumnHidden(0, True)
        self.table.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        for part in (self.line, self.said, self.table):
            self.body.addWidget(part)
        self.confirm_button.setEnabled(False)
        self.line.cancelled.connect(desk.tasks.cancel)
        desk.tasks.progress.connect(self.line.show_running)
        desk.tasks.cancelled.connect(self._cancelled)
        self.table.opened.connect(self._open)
        self.begin_at(self.table)
        self._start(record_ids)

    @property
    def checks(self) -> list[Kept]:
        """What is kept with ``Keep all``."""
        return [row.kept for row in self.rows.values() if row.kept is not None]

    def ready(self) -> bool:
        return bool(self.checks)

    def accept(self) -> None:
        self.do(keep_checks, checks=self.checks)

    def reject(self) -> None:
        """Leave; what is still being checked is given up."""
        if self._running:
            self.desk.tasks.cancel()
        super().reject()

    def _start(self, record_ids: Sequence[str]) -> None:
        self._running = True
        self.said.setText(tr("Checking…"))
        today = self.desk.today().isoformat()
        self.desk.tasks.study(
            lambda conn, progress: check_all(conn, record_ids, today, progress), self._take, tr("Check captions")
        )

    def _take(self, found: list[BulkRow]) -> None:
        self._running = False
        self.rows = {row.id: row for row in found}
        self.table.set_ids(list(self.rows))
        if found:
            self.table.focus_id(found[0].id)
        self.said.setText(join((_summary(found), tr("Nothing is stored until you keep it.")), " "))
        self.confirm_button.setEnabled(self.ready())

    def _cancelled(self, _name: str) -> None:
        if self._running:
            self._running = False
            self.said.setText(tr("Cancelled. Nothing was stored."))

    def _open(self, row_id: str) -> None:
        self.opened.emit(self.rows[row_id].record_id)
        self.reject()

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[BulkRow]], None]) -> None:
        then({one: self.rows[one] for one in ids if one in self.rows})


def open_bulk_check(desk: Desk, parent: QWidget, record_ids: Sequence[str]) -> BulkCheck:
    """Check the captions of these pieces and posts, and show the results over their page."""
    dialog = BulkCheck(desk, parent, record_ids)
    dialog.opened.connect(lambda record: desk.go("caption_check", record))
    dialog.open()
    return dialog


def _rows(one: Subject, packs: Sequence[RulePack], today: str) -> list[BulkRow]:
    missing = tr("No caption yet") if not one.caption.strip() else tr("Choose a market") if not packs else ""
    if missing:
        return [BulkRow(one.id, one.id, one.what, one.creator, "", "", missing)]
    asked = Asked(
        one.caption, one.platform, one.format or "post", one.connection or "unknown", one.lang, one.day or today
    )
    checked = run(asked, packs, {})
    kept = to_keep(one.about, asked, checked) if one.about else [None] * len(checked)
    return [_row(one, single, keep) for single, keep in zip(checked, kept, strict=True)]


def _row(one: Subject, checked: PackChecked, kept: Kept | None) -> BulkRow:
    found = (
        join((finding.why, tr("“{words}”", words=finding.found) if finding.found else "", finding.cite))
        for finding in (*checked.problems, *checked.questions)
    )
    return BulkRow(
        f"{one.id}/{checked.pack.code}", one.id, one.what, one.creator, checked.pack.key, checked.outcome,
        headline(checked), "\n".join(found), kept,
    )  # fmt: skip


def _summary(rows: Sequence[BulkRow]) -> str:
    outcomes = [row.outcome for row in rows]
    counted = (
        ("fail", "{n} fails", "{n} fail"),
        ("review", "{n} needs a person", "{n} need a person"),
        ("pass", "{n} passes", "{n} pass"),
        ("", "{n} could not be checked", "{n} could not be checked"),
    )
    said = (plural(outcomes.count(code), one, many) for code, one, many in counted if code in outcomes)
    return tr("{counts}.", counts=", ".join(said))


def _columns() -> tuple[Column[BulkRow], ...]:
    return (
        Column(
            "what", tr("Piece"), 190, lambda row: Text(isolate(row.what), strong=True), sortable=False, stretch=True
        ),
        Column("creator", tr("Creator"), 150, lambda row: Text(isolate(row.creator)), sortable=False),
        Column("pack", tr("Pack"), 120, lambda row: Text(row.pack or "–", tone="text-2"), sortable=False),
        Column("outcome", tr("Result"), 150, _outcome, sortable=False),
        Column("said", tr("What"), 200, lambda row: Text(row.said, problem=row.found), sortable=False),
    )


def _outcome(row: BulkRow) -> Cell:
    if not row.outcome:
        return Pill(tr("Not checked"), "neutral")
    return Pill(verdict_words(row.outcome), OUTCOME_STATES.get(row.outcome, "neutral"))
