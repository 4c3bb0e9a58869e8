"""An import under way: the file as read, how its columns are read, what becomes of its rows, and what was chosen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from infludesk.importing.commands import Choices, Prepared
from infludesk.importing.mapping import MappedColumn, remap
from infludesk.importing.mapping import Mapping as Columns
from infludesk.importing.matching import Decision, Summary, summary
from infludesk.importing.sheet import Sheet
from infludesk.importing.store import PastImport
from infludesk.importing.targets import NOTE, target
from infludesk.kernel.errors import Note
from infludesk.kernel.text import isolate, plural, tr

FILE, COLUMNS, MATCHES, REVIEW = range(4)
_LONG = 60
STEPS = ("File", "Columns", "Matches", "Review")


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How the person says a file is read; None where the program finds it out."""

    tab: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A file compared with the workspace, and the import of the very same file that stands."""

    prepared: Prepared
    earlier: PastImport | None = None


@dataclass(frozen=True)
class Draft:
    """What one person has chosen so far for one file.

    Attributes:
        path, sheet, columns: the file, as read, and where its columns go.
        read_as: what the person said of how it is read.
        ready: the comparison with the workspace; None until made, and again after each change above it.
        unticked: rows to leave out.
        tags, data_source, lawful_basis: as ``commands.Choices``.
    """

    path: Path
    sheet: Sheet
    columns: Columns
    read_as: ReadAs = ReadAs()
    ready: Ready | None = None
    unticked: frozenset[int] = frozenset()
    tags: tuple[str, ...] = ()
    data_source: str = ""
    lawful_basis: str = field(default="", kw_only=True)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """What becomes of each row, before rows are unticked."""
        return self.ready.prepared.decisions if self.ready else ()

    @property
    def choices(self) -> Choices:
        """What the person adds, as the command takes it."""
        return Choices(self.unticked, self.tags, self.data_source, self.lawful_basis)

    @cached_property
    def kept(self) -> tuple[Decision, ...]:
        """The decisions that are applied: neither skipped, nor unticked, nor joined to a row unticked."""
        left_out = self.unticked
        return tuple(
            one
            for one in self.decisions
            if one.outcome != "skipped" and one.row not in left_out and one.joins not in left_out
        )

    @property
    def counts(self) -> Summary:
        """Rows = created + merged + skipped, as the command will count them."""
        counted = summary(self.kept)
        return Summary(counted.created, counted.merged, len(self.decisions) - counted.created - counted.merged)

    @property
    def changes(self) -> bool:
        """Whether importing would write anything."""
        return any(one.fill for one in self.kept)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person should look at the file itself."""
        found = []
        if self.sheet.header_row == 0 and self.sheet.kind != "vcard" and self.read_as.header_row is None:
            found.append(tr("No row looks like headings."))
        letters = (note.reason for note in self.sheet.notes if note.row is None and note.value)
        return (*found, *letters) if self.read_as.encoding is None else tuple(found)

    @property
    def described(self) -> str:
        """What the file is taken for: "Upfluence export, 412 rows"."""
        rows = plural(len(self.sheet.rows), "{n} row", "{n} rows")
        source = self.columns.source
        if source == "vCard":
            return tr("vCard, {rows}", rows=rows)
        return tr("{source} export, {rows}", source=source, rows=rows) if source else rows

    @property
    def verb(self) -> str:
        """What the last button does: "Import 409 creators"."""
        counts = self.counts
        if counts.created or not counts.merged:
            return plural(counts.created, "Import {n} creator", "Import {n} creators")
        return plural(counts.merged, "Fill {n} creator", "Fill {n} creators")

    def first_step(self) -> int:
        """The first step that needs a person; the review where none does. Rows to be skipped are no question."""
        if self.doubts:
            return FILE
        if not self.columns.source or any(one.doubt for one in self.columns.columns):
            return COLUMNS
        if any(one.outcome == "suggested" for one in self.decisions):
            return MATCHES
        return REVIEW

    def sent(self, place: int, code: str) -> "Draft":
        """Send a column to a field; the column that went there until now is kept as a note, and says so."""
        columns = list(self.columns.columns)
        columns[place] = remap(self.sheet, columns[place], place=place, code=code)
        for at, one in enumerate(columns):
            if at != place and one.target == code and not target(code).several:
                doubt = tr("{column} goes there now; this one is kept as a note.", column=columns[place].heading)
                columns[at] = replace(remap(self.sheet, one, place=at, code=NOTE), doubt=doubt)
        return self._with(columns)

    def reading(self, place: int, column: MappedColumn) -> "Draft":
        """Read a column otherwise."""
        columns = list(self.columns.columns)
        columns[place] = column
        return self._with(columns)

    def _with(self, columns: list[MappedColumn]) -> "Draft":
        mapped = Columns(tuple(columns), self.columns.source)
        return replace(self, columns=mapped, ready=None, unticked=frozenset())


@dataclass(frozen=True, slots=True)
class Finished:
    """What an import did, for the strip that offers the next step.

    Attributes:
        kind: ``creators`` or ``metrics``.
        file: its name.
        words: what happened, in a sentence.
        run: the import's id; empty where nothing was written.
        batch: what Undo import takes back.
        problems: rows skipped and cells left out.
        campaign_id: whose results the numbers are; empty for none.
    """

    kind: str
    file: str
    words: str
    run: str
    batch: int
    problems: tuple[Note, ...] = ()
    campaign_id: str = ""


def file_words(name: str) -> str:
    """A file's name as it stands in a sentence: isolated, and cut in the middle where it is very long."""
    return isolate(name if len(name) <= _LONG else f"{name[: _LONG - 20]}…{name[-19:]}")


def done_words(name: str, counts: Summary) -> str:
    """What an import of this file did."""
    file = file_words(name)
    if counts.created:
        made = counts.created
        return plural(made, "{n} creator imported from {file}", "{n} creators imported from {file}", file=file)
    return plural(counts.merged, "{n} creator filled from {file}", "{n} creators filled from {file}", file=file)


def skipped_words(draft: Draft) -> Iterator[tuple[str, int]]:
    """Why rows are skipped, and how many, the most frequent first."""
    numbered = Counter(
        one.reason.replace(tr("Row {row}", row=one.row), tr("A row"), 1)
        for one in draft.decisions
        if one.outcome == "skipped"
    )
    left_out = draft.counts.skipped - numbered.total()
    if left_out:
        yield tr("Unticked by you, or joined to a row you unticked."), left_out
    yield from numbered.most_common()
