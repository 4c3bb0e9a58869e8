"""What an import left out: rows and cells with their reasons, and the file that brings them once they are mended."""

from functools import partial
from pathlib import Path

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.imports.draft import file_words
from infludesk.gui.imports.listing import Listing
from infludesk.gui.kit.cells import NumberCell, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column
from infludesk.importing.left_out import LeftOut, write_left_out
from infludesk.importing.provenance import delimiter, headings
from infludesk.importing.store import left_out, problems
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, join, number, plural, tr

Whole = tuple[tuple[str, ...], tuple[LeftOut, ...], str]


class ProblemsView(Listing[Note]):
    """Rows and cells an import left out, with their reasons."""

    def __init__(self, desk: Desk) -> None:
        main = button(tr("Save CSV…"), "primary")
        super().__init__(desk, tr("Problems"), tr("Problems of the import"), _columns(), main)
        self._file = self._run = ""
        self.table.opened.connect(lambda _row: self.table.copy_rows())

    def show_run(self, file: str, run: str) -> None:
        """Show what an import of a file left out."""
        self._file, self._run = file, run
        self.show_rows((), file_words(file))
        self.desk.tasks.read(lambda conn: problems(conn, run), self._take, key=("imports", "problems"))

    def act(self) -> None:
        """Save the rows where the person says, as they were in the file, with a column that says why."""
        proposed = Path(tr("{name} problems.csv", name=Path(self._file).stem))
        path = self.desk.dialogs.save_file(tr("Save the problems"), proposed, [tr("CSV (*.csv)")])
        if path is not None:
            run = self._run

            def query(conn: Connection) -> Whole:
                return headings(conn, run), left_out(conn, run), delimiter(conn, run)

            self.desk.tasks.read(query, partial(self._save, path))

    def _take(self, notes: tuple[Note, ...]) -> None:
        self.show_rows(notes, join((file_words(self._file), number(len(notes), self.desk.locale))))

    def _save(self, path: Path, found: Whole) -> None:
        self.desk.tasks.work(partial(_write, path, found), partial(self._saved, path, len(found[1])), tr("Save"))

    def _saved(self, path: Path, rows: int, problem: Problem | None) -> None:
        if problem is not None:
            self.strip.say_problem(problem)
            return
        words = tr("Saved {rows} to {file}", rows=plural(rows, "{n} row", "{n} rows"), file=file_words(path.name))
        advice = tr("Correct them there and drop the file here: only these rows are imported.")
        self.strip.say("success", words, advice, closable=True)


def _write(path: Path, found: Whole, _progress: Progress) -> Problem | None:
    try:
        write_left_out(path, *found)
    except Problem as problem:
        return problem
    return None


def _columns() -> tuple[Column[Note], ...]:
    return (
        Column("row", tr("Row"), 72, lambda one: NumberCell("–" if one.row is None else number(one.row)), "right",
               sortable=False),
        Column("column", tr("Column"), 160, lambda one: Text(isolate(one.column or "") or "–"), sortable=False),
        Column("value", tr("In the file"), 280, lambda one: Text(isolate(" ".join(one.value.split())) or "–"),
               sortable=False),
        Column("why", tr("Why"), 320, lambda one: Text(one.reason), sortable=False, stretch=True),
    )  # fmt: skip
