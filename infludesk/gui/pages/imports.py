"""Imports: what came in by file, when and by whom, the way back, and the wizards that bring in more."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.campaigns.dialogs import plan_campaign
from infludesk.gui.desk import Desk
from infludesk.gui.imports.after import NextSteps, ProblemsView, Step
from infludesk.gui.imports.draft import Finished, file_words
from infludesk.gui.imports.numbers import NumbersWizard
from infludesk.gui.imports.wizard import ContactsWizard
from infludesk.gui.kit.cells import NumberCell, Pill, Text
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, PageHead, Strip
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page
from infludesk.gui.verbs import Offer
from infludesk.importing.store import PastImport, problems, run_ids, runs
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_moment
from infludesk.kernel.errors import Note
from infludesk.kernel.text import isolate, join, number, plural, tr

_FILE, _NUMBERS, _RUN, _NEW = "file:", "numbers:", "run:", "new"


class ImportsPage(Page):
    """Past imports, the newest first; a wizard or a list of problems takes their place while it is open."""

    key = "imports"
    shows = ("import_run", "member")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ids: list[str] = []
        self._wanted = self._last = ""
        self._about: tuple[str, ...] = ()
        self.numbers_button = button(tr("Import numbers…"))
        self.contacts_button = button(tr("Import contacts…"), "primary", icon="import")
        self.head = PageHead(tr("Imports"), "", (self.numbers_button, self.contacts_button))
        self.done, self.strip, self.drafts = NextSteps(), Strip(), Strip()
        self.show_button = button(tr("Show"), small=True)
        self.problems_button = button(tr("Problems"), small=True)
        self.undo_button = button(tr("Undo import"), small=True, icon="undo")
        self._file = Elided("", "muted")
        self.table: TableView[PastImport] = TableView(tr("Imports"), self._columns(), self._fetch, focus_delay=0)
        self.table.setColumnHidden(0, True)
        self.empty = EmptyState(
            "import", tr("Nothing was imported yet"),
            tr("Import a contact list (CSV, XLSX or vCard), or the numbers of posts from a studio's export. "
               "You can drop a file here."),
            tr("Import contacts…"), tr("Import numbers…"),
        )  # fmt: skip
        self.wizard, self.numbers, self.problem_list = ContactsWizard(desk), NumbersWizard(desk), ProblemsView(desk)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    # the place

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.about:
            self._about = place.about
            # first the page is shown, then a dialog may stand over it
            QTimer.singleShot(0, self, self._begin)

    def reload(self) -> None:
        last = self._last

        def query(conn: Connection) -> tuple[list[str], bool]:
            found = runs(conn, [last]).get(last)
            return run_ids(conn), found is None or found.undone

        self.desk.tasks.read(query, self._take, key=(self.key, "ids"))

    def landing(self) -> QWidget | None:
        shown = self._stack.currentWidget()
        if isinstance(shown, ContactsWizard | NumbersWizard):
            return shown.landing()
        if shown is self.problem_list:
            return self.problem_list.table
        return self.table if self._ids else self.empty.primary

    def offers(self) -> dict[str, Offer]:
        offers = {
            "import": Offer(self.import_contacts),
            "import.numbers": Offer(self.import_numbers),
        }
        shown = self._stack.currentWidget()
        if isinstance(shown, ContactsWizard | NumbersWizard):
            return offers | shown.offers()
        if shown is self.problem_list:
            return offers | {"main": Offer(self.problem_list.save, tr("Save as CSV…"))}
        chosen = self.chosen
        none = "" if chosen else tr("Choose a row first.")
        offers["open"] = Offer(self.show_run, tr("Show"), none)
        offers["second"] = Offer(self.undo, tr("Undo import"), none or (self._why_not_undo(chosen) if chosen else ""))
        return offers

    # what is done

    @property
    def chosen(self) -> PastImport | None:
        """The import in focus."""
        return self.table.rows.row(self.table.current_id) if self.table.current_id else None

    def import_contacts(self, path: Path | None = None) -> None:
        """Open the wizard on a file; without one, ask for it."""
        self._open(self.wizard)
        if path is not None:
            self.wizard.open(path)
        else:
            if self.wizard.draft is None:
                self.wizard.begin()
            self.wizard.choose()

    def import_numbers(self, path: Path | None = None, campaign_id: str = "") -> None:
        """Open the wizard of post numbers on a file; without one, ask for it."""
        self._open(self.numbers)
        if path is not None:
            self.numbers.open(path, campaign_id)
        else:
            if self.numbers.compared is None or self.numbers.campaign_id != campaign_id:
                self.numbers.begin(campaign_id)
            self.numbers.choose()

    def show_run(self) -> None:
        """Show what the import in focus brought."""
        if (chosen := self.chosen) is not None:
            self._show(chosen.kind, chosen.id)

    def show_problems(self) -> None:
        """Show what the import in focus left out."""
        if (chosen := self.chosen) is not None and chosen.problems:
            then = partial(self._list_problems, chosen.file)
            self.desk.tasks.read(lambda conn: problems(conn, chosen.id), then, key=(self.key, "problems"))

    def undo(self) -> None:
        """Take the import in focus back."""
        if (chosen := self.chosen) is not None and not self._why_not_undo(chosen):
            self._undo(chosen.file, chosen.batch)

    def close_view(self) -> None:
        """Show the list of imports again; a draft is kept."""
        self._open(self._list)
        self._tell_drafts()

    # inside

    def _begin(self) -> None:
        """Do what the place was opened for, once."""
        about, self._about = self._about, ()
        if not about:
            return
        self.moved.emit(Place(self.key))
        said = {one.partition(":")[0] + ":": one.partition(":")[2] for one in about}
        path = Path(said[_FILE]) if said.get(_FILE) else None
        if _NUMBERS in said:
            self.import_numbers(path, said[_NUMBERS])
        elif path is not None or _NEW in about:
            self.import_contacts(path)
        elif _RUN in said:
            self.close_view()
            self._wanted = said[_RUN]
            self.ask_reload()

    def _take(self, found: tuple[list[str], bool]) -> None:
        self._ids, undone = found
        if undone:
            self.done.hide()
        self.table.set_ids(self._ids)
        self.table.rows.refresh()
        if self._wanted in self._ids:
            self.table.focus_id(self._wanted)
        elif self._ids and not self.table.current_id:
            self.table.focus_id(self._ids[0])
        self._wanted = ""
        self._body.setCurrentWidget(self.table if self._ids else self.empty)
        self.head.set_count(number(len(self._ids), self.desk.locale) if self._ids else "")
        self.table.rows.with_rows([self.table.current_id] if self._ids else [], self._tell)

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[PastImport]], None]) -> None:
        def take(rows: Rows[PastImport]) -> None:
            then(rows)
            self._tell()

        self.desk.tasks.read(lambda conn: runs(conn, ids), take)

    def _open(self, view: QWidget) -> None:
        self.done.hide()
        self.strip.say("info", "")
        self._stack.setCurrentWidget(view)
        self.offering.emit()
        if (landing := self.landing()) is not None and self.isVisible():
            landing.setFocus()

    def _finished(self, finished: Finished) -> None:
        self.close_view()
        self._wanted = self._last = finished.run
        self.done.say(finished.words, self._next_steps(finished))
        self.done.buttons[0].setFocus()
        self.ask_reload()

    def _next_steps(self, finished: Finished) -> list[Step]:
        run, kind = finished.run, finished.kind
        steps: list[Step] = []
        if kind == "creators":
            steps.append((tr("Show them"), partial(self._show, kind, run)))
            steps.append((tr("Plan a campaign with them"), partial(plan_campaign, self.desk, import_run=run)))
        else:
            steps.append((tr("Show results"), partial(self._show, kind, run, finished.campaign_id)))
        if finished.problems:
            words = tr("Problems ({n})", n=number(len(finished.problems), self.desk.locale))
            steps.append((words, partial(self._list_problems, finished.file, finished.problems)))
        steps.append((tr("Undo import"), partial(self._undo, finished.file, finished.batch)))
        return steps

    def _show(self, kind: str, run: str, campaign_id: str = "") -> None:
        if kind == "creators":
            self.desk.go("creators", about=(f"{_RUN}{run}",))
        elif campaign_id:
            self.desk.go("campaign", campaign_id, "results")
        else:
            self.desk.go("results")

    def _list_problems(self, file: str, notes: Sequence[Note]) -> None:
        self.problem_list.show_notes(file, notes)
        self._open(self.problem_list)

    def _undo(self, file: str, batch: int) -> None:
        self.done.hide()
        self.desk.tasks.undo(batch, then=partial(self._undone, file))

    def _undone(self, file: str, outcome: Outcome) -> None:
        left = len(outcome.value.kept)
        one = "{n} record was changed since and is left as it is; History shows it."
        many = "{n} records were changed since and are left as they are; History shows them."
        words = plural(left, one, many) if left else ""
        self.strip.say("info", tr("{file}: import undone.", file=file_words(file)), words, closable=True)

    @staticmethod
    def _why_not_undo(chosen: PastImport) -> str:
        if chosen.undone:
            return tr("This import was undone already.")
        return "" if chosen.batch else tr("This import was made on another computer.")

    def _tell(self) -> None:
        chosen = self.chosen
        self._actions.setVisible(chosen is not None and self._body.currentWidget() is self.table)
        if chosen is not None:
            count = number(chosen.problems, self.desk.locale)
            self._file.say(join((chosen.file, chosen.data_source)))
            self.problems_button.setText(tr("Problems ({n})", n=count))
            self.problems_button.setAccessibleName(tr("Problems ({n})", n=count))
            self.problems_button.setVisible(bool(chosen.problems))
            self.show_button.setVisible(not chosen.undone)
            self.undo_button.setVisible(not self._why_not_undo(chosen))
        self.offering.emit()

    def _tell_drafts(self) -> None:
        draft, numbers = self.wizard.draft, self.numbers
        path = draft.path if draft is not None else numbers.path if numbers.compared is not None else None
        self.drafts.say(
            "quiet",
            tr("An import is not finished.") if path else "",
            tr("Nothing of it is written yet."),
            action=tr("Continue: {file}", file=file_words(path.name)) if path else "",
        )

    def _continue(self) -> None:
        view = self.wizard if self.wizard.draft is not None else self.numbers
        self._open(view)
        view.resume()

    def _numbers_meant(self, path: Path) -> None:
        self.wizard.begin()
        self.import_numbers(path)

    # dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is None:
            return
        event.acceptProposedAction()
        if self._stack.currentWidget() is self.numbers:
            self.import_numbers(path, self.numbers.campaign_id)
        else:
            self.import_contacts(path)

    # building

    def _lay_out(self) -> None:
        self._body, self._stack, self._list = QStackedWidget(), QStackedWidget(), QWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        self._actions = QWidget()
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        row.setSpacing(theme.px(8))
        row.addWidget(self._file)
        for one in (self.show_button, self.problems_button, self.undo_button):
            row.addWidget(one)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.done, self.strip, self.drafts, self._actions, self._body):
            column.addWidget(part, 1 if part is self._body else 0)
        for view in (self._list, self.wizard, self.numbers, self.problem_list):
            self._stack.addWidget(view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _connect(self) -> None:
        contacts, numbers = partial(self.import_contacts, None), partial(self.import_numbers, None)
        self.contacts_button.clicked.connect(lambda _on: contacts())
        self.numbers_button.clicked.connect(lambda _on: numbers())
        if self.empty.primary is not None and self.empty.secondary is not None:
            self.empty.primary.clicked.connect(lambda _on: contacts())
            self.empty.secondary.clicked.connect(lambda _on: numbers())
        self.show_button.clicked.connect(self.show_run)
        self.problems_button.clicked.connect(self.show_problems)
        self.undo_button.clicked.connect(self.undo)
        self.drafts.acted.connect(self._continue)
        self.table.opened.connect(lambda _run: self.show_run())
        self.table.focused.connect(lambda _run: self._tell())
        self.wizard.numbers_meant.connect(self._numbers_meant)
        self.problem_list.closed.connect(self.close_view)
        for wizard in (self.wizard, self.numbers):
            wizard.closed.connect(self.close_view)
            wizard.finished.connect(self._finished)
            wizard.offering.connect(self.offering)

    def _columns(self) -> tuple[Column[PastImport], ...]:
        locale, zone = self.desk.locale, self.desk.zone

        def source(one: PastImport) -> Text:
            kind = tr("Numbers") if one.kind == "metrics" else tr("Contacts")
            return Text(one.source or EMPTY, kind)

        def count(name: str) -> Callable[[PastImport], NumberCell]:
            return lambda one: NumberCell(number(getattr(one, name), locale))

        def state(one: PastImport) -> Pill:
            return Pill(tr("Undone"), "neutral", "undo") if one.undone else Pill(tr("Done"), "success", "check")

        return (
            Column("file", tr("File"), 200, lambda one: Text(isolate(one.file), isolate(one.data_source), strong=True),
                   sortable=False, stretch=True),
            Column("source", tr("Source"), 140, source, sortable=False),
            Column("when", tr("When"), 140, lambda one: Text(show_moment(one.at, locale, zone), tone="text-2"),
                   sortable=False),
            Column("who", tr("Who"), 100, lambda one: Text(isolate(one.who) or EMPTY, tone="text-2"), sortable=False),
            *(Column(key, words, 76, count(key), "right", sortable=False)
              for key, words in (("rows", tr("Rows")), ("created", tr("Created")), ("merged", tr("Merged")),
                                 ("skipped", tr("Skipped")))),
            Column("state", tr("State"), 100, state, sortable=False),
        )  # fmt: skip


def _dropped(event: QDropEvent) -> Path | None:
    """The one file that is dropped."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None
