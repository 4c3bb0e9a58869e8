"""What an import of post numbers will do, row by row, with whose they are, of which day, and from which source."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.creators.model import PLATFORMS, SOURCES
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import NumberCell, Pill, State, Text
from infludesk.gui.kit.edits import Combo, DayEdit
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.picks import SearchEdit
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.importing.numbers_commands import PreparedNumbers
from infludesk.importing.posts.numbers_matching import PostDecision
from infludesk.kernel.dates import show_day
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, number, plural, short_number, tr
from infludesk.results.model import PostSnapshot

_DAY = Field("as_of", "day", "Figures of")
_ACCOUNT = Field("account_id", "link", "Whose file it is", table="account")
_OUTCOMES: dict[str, tuple[str, State]] = {
    "new": ("New post", "success"), "updated": ("Known post", "info"), "skipped": ("Left out", "danger"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """A file compared with the workspace.

    Attributes:
        prepared: what importing would do.
        names: the creators' names by id.
        owners: accounts whose file it may be, (id, words), where the file does not say.
    """

    prepared: PreparedNumbers
    names: Mapping[str, str]
    owners: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Row:
    decision: PostDecision
    creator: str


class PostsPreview(QWidget):
    """A row per post of the file, and above them what holds for all.

    Signals:
        ticked: other rows are ticked now.
        owner_chosen: the id of the account whose file it is.
    """

    ticked = Signal()
    owner_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._compared: Compared | None = None
        self._rows: dict[str, _Row] = {}
        self.account = SearchEdit(_ACCOUNT, desk.formats, ())
        self.day = DayEdit(_DAY, desk.formats)
        self.source = Combo()
        self.source.setAccessibleName(tr("Source"))
        for code, words in SOURCES:
            self.source.addItem(tr(words), code)
        self.count = label("", "muted", wrap=True)
        self.table: TableView[_Row] = TableView(tr("Posts of the file"), self._columns(), self._fetch)
        self._lay_out()
        self.account.left.connect(self._owner_chosen)
        self.table.rows.ticked.connect(self._ticked)

    def show_posts(self, compared: Compared, *, anew: bool) -> None:
        """Show a comparison; ``anew`` for another file, which proposes its own day."""
        self._compared = compared
        prepared = compared.prepared
        self._rows = {
            str(one.post.row): _Row(one, compared.names.get(one.creator_id, "")) for one in prepared.decisions
        }
        if anew:
            self.day.put(prepared.as_of)
            self.source.setCurrentIndex(max(0, self.source.findData("export")))
        self._owner.setVisible(bool(compared.owners) or bool(prepared.account_id))
        self.account.set_options(compared.owners)
        self.account.put(prepared.account_id or None)
        with QSignalBlocker(self.table.rows):
            self.table.rows.clear_ticks()
            self.table.rows.tick((one for one, row in self._rows.items() if _proposed(row.decision)), on=True)
        self.table.set_ids(tuple(self._rows))
        self.table.rows.refresh()
        self.table.focus_id(next(iter(self._rows), ""))
        self._tell()

    @property
    def unticked(self) -> frozenset[int]:
        """The numbers of the rows to leave out."""
        return frozenset(int(one) for one in self._rows if one not in self.table.rows.ticks)

    @property
    def chosen(self) -> int:
        """How many rows would be imported."""
        ticks = self.table.rows.ticks
        return sum(one in ticks and row.decision.outcome != "skipped" for one, row in self._rows.items())

    @property
    def asks_owner(self) -> bool:
        """Whether somebody has to say whose file it is."""
        return self._compared is not None and any(map(nobody, self._compared.prepared.decisions))

    def go_on(self, step: int) -> None:
        """Focus the next or previous row that is left out or has a cell left out."""
        ids = self.table.rows.ids
        rows = [self._rows[one].decision for one in ids]
        open_ = [n for n, one in enumerate(rows) if one.reason or one.post.problems]
        if not open_:
            return
        now = self.table.rows.place(self.table.current_id)
        ahead = [n for n in open_ if n > now] if step > 0 else [n for n in reversed(open_) if n < now]
        self.table.focus_id(ids[ahead[0] if ahead else open_[0 if step > 0 else -1]])
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _owner_chosen(self) -> None:
        try:
            chosen = str(self.account.read() or "")
        except Problem:
            self.account.mark("error")
            return
        self.account.mark("")
        if chosen and self._compared is not None and chosen != self._compared.prepared.account_id:
            self.owner_chosen.emit(chosen)

    def _tell(self) -> None:
        if self._compared is not None:
            self.count.setText(self._balance(self._compared.prepared))

    def _balance(self, prepared: PreparedNumbers) -> str:
        kept = [row.decision for one, row in self._rows.items() if one in self.table.rows.ticks]
        new, known = (sum(one.outcome == code for one in kept) for code in ("new", "updated"))
        words = tr(
            "{new} new, {known} known, {left} left out = {rows}.",
            new=number(new), known=number(known), left=number(len(self._rows) - new - known),
            rows=plural(len(self._rows), "{n} row", "{n} rows"),
        )  # fmt: skip
        late = sum(not one.in_time and one.outcome != "skipped" for one in prepared.decisions)
        outside = plural(late, "{n} row is of another time and starts unticked.",
                         "{n} rows are of another time and start unticked.") if late else ""  # fmt: skip
        guessed = "" if prepared.as_of_named else tr("The day is the one on which the file was last changed.")
        return join((words, outside, guessed), " ")

    def _ticked(self) -> None:
        ticks = self.table.rows.ticks
        idle = [one for one in ticks if one not in self._rows or self._rows[one].decision.outcome == "skipped"]
        if idle:
            self.table.rows.tick(idle, on=False)
        else:
            self._tell()
            self.ticked.emit()

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[_Row]], None]) -> None:
        then({one: self._rows[one] for one in ids if one in self._rows})

    def _columns(self) -> tuple[Column[_Row], ...]:
        locale, platforms = self.desk.locale, dict(PLATFORMS)

        def post(one: _Row) -> Text:
            said = one.decision.post
            words = said.title or said.caption or said.url or said.post_id or tr("A row without a post")
            day = show_day(said.published_at[:10], locale) if said.published_at else ""
            return Text(isolate(" ".join(words.split())), join((platforms.get(said.platform, ""), day)), strong=True)

        def figures(one: _Row) -> Text:
            entity, metrics = PostSnapshot.entity, one.decision.post.metrics
            words = join(f"{tr(entity.field(name).label)} {short_number(n, locale)}" for name, n in metrics.items())
            return Text(words or "–")

        def who(one: _Row) -> Text:
            handle = one.decision.post.account
            return Text(isolate(one.creator) or (f"@{handle}" if handle else "–"))

        def outcome(one: _Row) -> Pill:
            words, state = _OUTCOMES[one.decision.outcome]
            return Pill(tr(words), state, "alert" if state == "danger" else "")

        return (
            Column("row", tr("Row"), 56, lambda one: NumberCell(number(one.decision.post.row)), "right",
                   sortable=False),
            Column("post", tr("Post"), 230, post, sortable=False, stretch=True),
            Column("creator", tr("Creator"), 140, who, sortable=False),
            Column("outcome", tr("Outcome"), 110, outcome, sortable=False),
            Column("figures", tr("Figures"), 240, figures, sortable=False),
            Column("why", tr("Why"), 220, _why, sortable=False),
        )  # fmt: skip

    def _lay_out(self) -> None:
        self._owner = _pair(tr("Whose file it is"), self.account, 260)
        options = QWidget()
        line = FlowLayout(options, gap=theme.px(16))
        for one in (self._owner, _pair(tr("Figures of"), self.day, 180), _pair(tr("Source"), self.source, 0)):
            line.addWidget(one)
        above = QVBoxLayout()
        above.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        above.setSpacing(theme.px(8))
        above.addWidget(options)
        above.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.table, 1)


def _pair(name: str, widget: QWidget, width: int) -> QWidget:
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(label(name, "muted"))
    row.addWidget(widget)
    if width:
        widget.setFixedWidth(theme.px(width))
    return pair


def nobody(one: PostDecision) -> bool:
    """Whether a post is left out because nobody said whose it is."""
    said = one.post
    silent = not (said.account or said.account_user_id or one.creator_id or one.post_id)
    return one.outcome == "skipped" and silent and bool(said.platform and said.metrics and (said.post_id or said.url))


def _proposed(one: PostDecision) -> bool:
    return one.outcome != "skipped" and one.in_time


def _why(one: _Row) -> Text:
    decision = one.decision
    flaws = [f"{isolate(note.value)}: {note.reason}" if note.value else note.reason for note in decision.post.problems]
    late = (
        ""
        if decision.in_time or decision.outcome == "skipped"
        else tr("Of another time: outside the campaign's dates, or older than 90 days.")
    )
    reasons = join((decision.reason, late, *(one for one in flaws if one != decision.reason)))
    return Text(reasons or "–", tone="text-2", problem="\n".join(flaws))
