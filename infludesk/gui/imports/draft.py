"""An import under way: the file as read, how its columns are read, what becomes of its rows, and what was chosen."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from infludesk.importing.columns.home import NOWHERE, Home
from infludesk.importing.columns.mapping import MappedColumn, by_rows, remap, to_json
from infludesk.importing.columns.mapping import Mapping as Columns
from infludesk.importing.commands import Choices, Prepared
from infludesk.importing.fields.targets import NOTE, target
from infludesk.importing.files.letters import letters_note
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.people.decisions import (
    Answers,
    Decision,
    Summary,
    filled,
    leave_out,
    settled,
    summary,
    taken_over,
    writes,
)
from infludesk.importing.store import PastImport
from infludesk.kernel.text import isolate, number, plural, tr
from infludesk.records.custom import PREFIX
from infludesk.records.model import CustomField

FILE, COLUMNS, MATCHES, REVIEW = range(4)
_LONG = 60
NAMED = ("vcard", "text")  # kinds whose columns are named by the program
STEPS = ("File", "Columns", "Matches", "Review")


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How the person says a file is read; None where the program finds it out.

    Attributes:
        tab, header_row, encoding, delimiter: as ``importing.files.read_file``.
        letters: whether letters saved in the wrong encoding are put right.
    """

    tab: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    letters: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A file compared with the workspace.

    Attributes:
        prepared: what becomes of each row while every question is left for later.
        earlier: the import of the very same file that stands.
        settled: what becomes of each row with these answers; rows that follow from them are decided anew.
        answers: those of ``settled``, with rows left out.
        blocked: the creators that rows go to who are not to be contacted.
    """

    prepared: Prepared
    earlier: PastImport | None = None
    settled: Prepared | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    blocked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Remembered:
    """The mapping kept for files like this one.

    Attributes:
        id, name: its row's.
        columns: as laid over this file.
        at: the moment it was saved; empty where that was in this wizard.
    """

    id: str
    name: str
    columns: Columns
    at: str = ""


@dataclass(frozen=True)
class Draft:
    """What one person has chosen so far for one file.

    Attributes:
        path, sheet, columns: the file, as read, and where its columns go.
        read_as: what the person said of how it is read.
        name: what the mapping is remembered as; empty to remember none.
        remembered: the one remembered by now.
        home: the workspace, as columns are read for it, with the fields of the user's own that are to be made.
        answers: row → whom it is, as ``commands.Choices``; questions without one are left for later.
        theirs: (row, ``Kept.code``) whose value is taken from the file.
        members: who may look after those created, (id, name).
        owner: who does; empty for the person who imports.
        better: the way to read the file that puts wrong letters right; None where none look wrong.
        text: what was pasted, where it is no file.
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
    name: str = field(default="", kw_only=True)
    remembered: Remembered | None = field(default=None, kw_only=True)
    home: Home = field(default=NOWHERE, kw_only=True)
    answers: Mapping[int, str] = field(default_factory=dict, kw_only=True)
    theirs: frozenset[tuple[int, str]] = field(default=frozenset(), kw_only=True)
    members: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)
    owner: str = field(default="", kw_only=True)
    better: ReadAs | None = field(default=None, kw_only=True)
    text: str = field(default="", kw_only=True)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What becomes of each row with the answers given, before rows are unticked."""
        if self.ready is None:
            return ()
        if not self.unsettled:
            by_row = (self.ready.settled or self.ready.prepared).decisions
            first = self.ready.prepared.decisions
            return tuple(
                self.decided(one) if one.row in self.unticked else now for one, now in zip(first, by_row, strict=True)
            )
        return tuple(self.decided(one) for one in self.ready.prepared.decisions)

    @property
    def unsettled(self) -> bool:
        """Whether answers were given, or rows unticked, that rows may follow from which were decided without that."""
        return self.ready is not None and self.said != dict(self.ready.answers)

    @property
    def said(self) -> Answers:
        """The answers; of rows unticked, that they are left out."""
        return Choices(self.unticked, answers=self.answers).said

    def decided(self, one: Decision) -> Decision:
        """What becomes of a row by itself once its question is answered."""
        return settled(one, self.answers.get(one.row, ""))

    @property
    def choices(self) -> Choices:
        """What the person adds, as the command takes it."""
        mapping = self.remembered.id if self.remembered and not self.unsaved else ""
        return Choices(
            self.unticked, self.tags, self.data_source, self.lawful_basis, self.answers, self.theirs,
            mapping_id=mapping, owner_id=self.owner,
        )  # fmt: skip

    @property
    def unsaved(self) -> bool:
        """Whether the mapping is not remembered by now as its name says; without a name it is not to be."""
        known = self.remembered
        if known is None or known.name != self.name:
            return bool(self.name or known)
        return to_json(known.columns) != to_json(self.columns)

    @cached_property
    def applied(self) -> tuple[Decision, ...]:
        """The decisions as they are applied: rows unticked, and rows joined to them, are skipped."""
        return leave_out(self.decisions, self.unticked)

    @cached_property
    def kept(self) -> tuple[Decision, ...]:
        """Those that are not skipped."""
        return tuple(one for one in self.applied if one.outcome != "skipped")

    @property
    def counts(self) -> Summary:
        """Rows = created + merged + skipped, as the command counts them."""
        return summary(self.applied)

    @property
    def flawed(self) -> int:
        """Rows that are skipped, or of which a cell is left out."""
        return len(self.decisions) - len(self.kept) + sum(bool(one.problems) for one in self.kept)

    @property
    def changes(self) -> bool:
        """Whether importing would write anything."""
        return writes(self.applied, self.theirs)

    @property
    def differs(self) -> bool:
        """Whether the file says otherwise than what is there."""
        return any(one.kept for one in self.decisions)

    @property
    def taken(self) -> int:
        """How many values of the file are written over those there."""
        return sum(len(taken_over(one, self.theirs)) for one in self.applied) if self.theirs else 0

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why a person should look at the file itself."""
        found = []
        headless = self.sheet.header_row == 0 and self.sheet.kind not in NAMED
        if headless and self.read_as.header_row is None:
            found.append(tr("No row looks like headings."))
        if len(self.sheet.filled) > 1:
            tab = isolate(self.sheet.tab)
            found.append(tr("{n} tabs hold rows. {tab} is read.", n=len(self.sheet.filled), tab=tab))
        wrong = letters_note(self.sheet)
        return (*found, wrong.reason) if wrong and self.better else tuple(found)

    @property
    def described(self) -> str:
        """What the file is taken for: "Upfluence export, 412 rows"."""
        rows = plural(len(self.sheet.rows), "{n} row", "{n} rows")
        source = self.columns.source
        if source == "vCard":
            return tr("vCard, {rows}", rows=rows)
        if self.text and not source:
            return tr("Pasted, {rows}", rows=rows)
        return tr("{source} export, {rows}", source=source, rows=rows) if source else rows

    @property
    def made(self) -> tuple[str, ...]:
        """The names of the fields that the import will make."""
        return tuple(one.label or "" for one in self.columns.custom if not one.id)

    @property
    def open_questions(self) -> int:
        """Rows that may be somebody known, and nobody has said."""
        return sum(one.outcome == "suggested" for one in self.kept)

    def is_blocked(self, one: Decision) -> bool:
        """Whether a row goes to somebody who is not to be contacted."""
        return self.ready is not None and one.creator in self.ready.blocked

    @property
    def verb(self) -> str:
        """What the last button does: "Import 409 creators"."""
        counts = self.counts
        if counts.created or not counts.merged:
            return plural(counts.created, "Import {n} creator", "Import {n} creators")
        return plural(filled(self.applied, self.theirs), "Fill {n} creator", "Fill {n} creators")

    def first_step(self) -> int:
        """The first step that needs a person; the review where none does. Rows to be skipped are no question."""
        if self.doubts:
            return FILE
        known = self.columns.source or self.remembered
        if not known or any(one.doubt for one in self.columns.columns):
            return COLUMNS
        if any(one.outcome == "suggested" for one in self.decisions):
            return MATCHES
        return REVIEW

    def sent(self, place: int, code: str) -> "Draft":
        """Send a column to a field; the column that went there until now is kept as a note, and says so."""
        columns = list(self.columns.columns)
        columns[place] = remap(self.sheet, columns[place], place=place, code=code, home=self.home)
        for at, one in enumerate(columns):
            if at != place and one.target == code and not target(code, self.home.custom).several:
                doubt = tr("{column} goes there now; this one is kept as a note.", column=columns[place].heading)
                columns[at] = replace(remap(self.sheet, one, place=at, code=NOTE), doubt=doubt)
        return self._with(columns)

    def with_field(self, place: int, field: CustomField) -> "Draft":
        """Send a column to a field of the user's own that the import will make."""
        home = replace(self.home, custom=(*self.home.custom, field))
        return replace(self, home=home).sent(place, f"{PREFIX}{field.key}")

    def reading(self, place: int, column: MappedColumn) -> "Draft":
        """Read a column otherwise."""
        columns = list(self.columns.columns)
        columns[place] = column
        return self._with(columns)

    def _with(self, columns: list[MappedColumn]) -> "Draft":
        used = {one.target for one in columns}
        custom = tuple(one for one in self.home.custom if f"{PREFIX}{one.key}" in used)
        mapped = Columns(by_rows(self.sheet, columns), self.columns.source, custom)
        return replace(self, columns=mapped, ready=None, unticked=frozenset(), answers={}, theirs=frozenset())


@dataclass(frozen=True, slots=True)
class Finished:
    """What an import did, for the strip that offers the next step.

    Attributes:
        kind: ``creators`` or ``metrics``.
        file: its name.
        words: what happened, in a sentence.
        run: the import's id; empty where nothing was written.
        batch: what Undo import takes back.
        problems: rows skipped, or of which a cell was left out.
        campaign_id: whose results the numbers are; empty for none.
    """

    kind: str
    file: str
    words: str
    run: str
    batch: int
    problems: int = 0
    campaign_id: str = ""


def file_words(name: str) -> str:
    """A file's name as it stands in a sentence: isolated, and cut in the middle where it is very long."""
    return isolate(name if len(name) <= _LONG else f"{name[: _LONG - 20]}…{name[-19:]}")


def done_words(name: str, counts: Summary, known: int) -> str:
    """What an import of this file did, ``known`` being how many creators known before it filled."""
    file, made = file_words(name), counts.created
    if made and known:
        one, many = (
            "{n} creator imported, {known} filled from {file}",
            "{n} creators imported, {known} filled from {file}",
        )
        return plural(made, one, many, known=number(known), file=file)
    if made:
        return plural(made, "{n} creator imported from {file}", "{n} creators imported from {file}", file=file)
    return plural(known, "{n} creator filled from {file}", "{n} creators filled from {file}", file=file)


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
