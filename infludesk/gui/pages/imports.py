"""Imports: what came in by file, when and by whom, the way back, and the wizards that bring in more."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.campaigns.dialogs import plan_campaign
from infludesk.gui.desk import Desk
from infludesk.gui.dropping import dropped
from infludesk.gui.imports.after import NextSteps, Step
from infludesk.gui.imports.draft import Finished, file_words
from infludesk.gui.imports.kept import Account, KeptView, account
from infludesk.gui.imports.numbers import NumbersWizard
from infludesk.gui.imports.past import PastBar, past_columns
from infludesk.gui.imports.problems import ProblemsView
from infludesk.gui.imports.shelf import Shelf, Waiting
from infludesk.gui.imports.wizard import ContactsWizard
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Rows
from infludesk.gui.kit.widgets import EmptyState, PageHead, Strip
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page
from infludesk.gui.verbs import Offer
from infludesk.importing.files.reader import KINDS
from infludesk.importing.store import PastImport, later, run_ids, runs
from infludesk.kernel.changes import Outcome
from infludesk.kernel.text import number, plural, tr
from infludesk.workspace import SCHEMA

_FILE, _NUMBERS, _RUN, _NEW, _PASTE = "file:", "numbers:", "run:", "new", "paste"


class ImportsPage(Page):
    """Past imports, the newest first; a wizard or a list of problems takes their place while it is open."""

    key = "imports"
    shows = ("import_run", "member")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ids: list[str] = []
        self._wanted = self._last = ""
        self._about: tuple[str, ...] = ()
        self._waiting: list[Waiting] = []
        self._account: tuple[str, Account] | None = None
        self.paste_button = button(tr("Paste a list"))
        self.paste_button.setToolTip(tr("Ctrl+V"))
        self.numbers_button = button(tr("Import numbers…"))
        self.contacts_button = button(tr("Import contacts…"), "primary", icon="import")
        self.head = PageHead(tr("Imports"), "", (self.paste_button, self.numbers_button, self.contacts_button))
        self.done, self.strip, self.drafts = NextSteps(), Strip(), Shelf()
        self.bar = PastBar()
        self.table: TableView[PastImport] = TableView(tr("Imports"), past_columns(desk), self._fetch, focus_delay=0)
        self.table.setColumnHidden(0, True)
        self.empty = EmptyState(
            "import", tr("Nothing was imported yet"),
            tr("Import a contact list ({kinds}), or the numbers of posts from a studio's export. "
               "You can drop a file here, or paste the rows of a table.", kinds=tr(KINDS)),
            tr("Import contacts…"), tr("Import numbers…"),
        )  # fmt: skip
        self.wizard, self.numbers = ContactsWizard(desk), NumbersWizard(desk)
        self.problem_list, self.kept_list = ProblemsView(desk), KeptView(desk)
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
        if isinstance(shown, ProblemsView | KeptView):
            return shown.table
        return self.table if self._ids else self.empty.primary

    def offers(self) -> dict[str, Offer]:
        offers = {
            "import": Offer(self.import_contacts),
            "import.paste": Offer(self.paste),
            "import.numbers": Offer(self.import_numbers),
        }
        shown = self._stack.currentWidget()
        if isinstance(shown, ContactsWizard | NumbersWizard | ProblemsView | KeptView):
            return offers | shown.offers()
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

    def import_files(self, paths: Sequence[Path]) -> None:
        """Open the wizard on the first file; the others wait for their turn."""
        self._waiting = [one for one in self._waiting if one.path not in paths] + [Waiting(path) for path in paths[1:]]
        self.import_contacts(paths[0])
        if others := len(paths) - 1:
            self.desk.say(plural(others, "{n} more file waits under Imports.", "{n} more files wait under Imports."))

    def paste(self) -> None:
        """Open the wizard on what was copied: rows of a table, or files."""
        held = QGuiApplication.clipboard()
        if files := dropped(held.mimeData()):
            self.import_files(files)
        elif text := held.text().strip("\r\n"):
            self._open(self.wizard)
            self.wizard.open_pasted(text)
        else:
            advice = tr("Copy the rows of a table first, with their headings.")
            self.strip.say("info", tr("Nothing was copied that can be read."), advice, closable=True)

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
            self._list_problems(chosen.file, chosen.id)

    def undo(self) -> None:
        """Take the import in focus back."""
        if (chosen := self.chosen) is not None and not self._why_not_undo(chosen):
            self._undo(chosen.file, chosen.id, chosen.batch)

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
        paths = tuple(Path(one.removeprefix(_FILE)) for one in about if one.startswith(_FILE))
        if _NUMBERS in said:
            self.import_numbers(paths[0] if paths else None, said[_NUMBERS])
        elif paths:
            self.import_files(paths)
        elif _NEW in about:
            self.import_contacts()
        elif _PASTE in about:
            self.paste()
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
            words = tr("Problems ({n})", n=number(finished.problems, self.desk.locale))
            steps.append((words, partial(self._list_problems, finished.file, run)))
        steps.append((tr("Undo import"), partial(self._undo, finished.file, run, finished.batch)))
        return steps

    def _show(self, kind: str, run: str, campaign_id: str = "") -> None:
        if kind == "creators":
            self.desk.go("creators", about=(f"{_RUN}{run}",))
        elif campaign_id:
            self.desk.go("campaign", campaign_id, "results")
        else:
            self.desk.go("results")

    def _list_problems(self, file: str, run: str) -> None:
        self.problem_list.show_run(file, run)
        self._open(self.problem_list)

    def _undo(self, file: str, run: str, batch: int) -> None:
        self.done.hide()

        def then(outcome: Outcome) -> None:
            query = partial(account, run=run, undone=outcome.value)
            self.desk.tasks.read(query, partial(self._undone, file), key=(self.key, "undone"))

        self.desk.tasks.undo(batch, then=then)

    def _undone(self, file: str, found: Account) -> None:
        self._account = (file, found)
        name, action = file_words(file), tr("Show") if found.left else ""
        whole, part = tr("{file}: import undone.", file=name), tr("{file}: import partly undone.", file=name)
        title = part if found.left else whole
        self.strip.say("info", title, found.words, action=action, closable=True)

    def _show_left(self) -> None:
        if self._account is not None:
            self.kept_list.show_left(self._account[0], self._account[1].left)
            self._open(self.kept_list)

    @staticmethod
    def _why_not_undo(chosen: PastImport) -> str:
        if chosen.undone and not chosen.left:
            return tr("This import was undone already.")
        return "" if chosen.batch else tr("This import was made on another computer.")

    def _tell(self) -> None:
        chosen = self.chosen
        self.bar.setVisible(chosen is not None and self._body.currentWidget() is self.table)
        if chosen is not None:
            self.bar.show_import(chosen, can_undo=not self._why_not_undo(chosen))
            query = partial(later, schema=SCHEMA, run_id=chosen.id)
            self.desk.tasks.read(query, self.bar.show_later, key=(self.key, "later"))
        self.offering.emit()

    # files whose import is not finished

    def _tell_drafts(self) -> None:
        draft, numbers = self.wizard.draft, self.numbers
        now = [Waiting(draft.path, draft, self.wizard.step)] if draft is not None else []
        if numbers.compared is not None and numbers.path is not None:
            now.append(Waiting(numbers.path, numbers=True))
        self.drafts.show_files((*now, *self._waiting))

    def _continue(self, one: Waiting) -> None:
        if one.numbers:
            self._open(self.numbers)
            self.numbers.resume()
        elif one.draft is not None and one.draft is self.wizard.draft:
            self._open(self.wizard)
            self.wizard.resume()
        else:
            self._waiting = [other for other in self._waiting if other is not one]
            self._open(self.wizard)
            self.wizard.take_up(one)

    def _forget(self, one: Waiting) -> None:
        if one.numbers:
            self.numbers.begin()
        elif one.draft is not None and one.draft is self.wizard.draft:
            self.wizard.begin()
        self._waiting = [other for other in self._waiting if other is not one]
        self._tell_drafts()

    def _put_aside(self, one: Waiting) -> None:
        self._waiting = [one, *(other for other in self._waiting if other.path != one.path)]

    def _numbers_meant(self, path: Path) -> None:
        self.wizard.begin()
        self.import_numbers(path)

    # dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped(event.mimeData())
        if not files:
            return
        event.acceptProposedAction()
        if self._stack.currentWidget() is self.numbers and len(files) == 1:
            self.import_numbers(files[0], self.numbers.campaign_id)
        else:
            self.import_files(files)

    # building

    def _lay_out(self) -> None:
        self._body, self._stack, self._list = QStackedWidget(), QStackedWidget(), QWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.done, self.strip, self.drafts, self.bar, self._body):
            column.addWidget(part, 1 if part is self._body else 0)
        for view in (self._list, self.wizard, self.numbers, self.problem_list, self.kept_list):
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
        self.bar.show_button.clicked.connect(self.show_run)
        self.bar.problems_button.clicked.connect(self.show_problems)
        self.bar.undo_button.clicked.connect(self.undo)
        self.paste_button.clicked.connect(self.paste)
        self.strip.acted.connect(self._show_left)
        self.drafts.continued.connect(self._continue)
        self.drafts.forgotten.connect(self._forget)
        self.table.opened.connect(lambda _run: self.show_run())
        self.table.focused.connect(lambda _run: self._tell())
        self.wizard.numbers_meant.connect(self._numbers_meant)
        self.wizard.put_aside.connect(self._put_aside)
        for listing in (self.problem_list, self.kept_list):
            listing.closed.connect(self.close_view)
        for wizard in (self.wizard, self.numbers):
            wizard.closed.connect(self.close_view)
            wizard.finished.connect(self._finished)
            wizard.offering.connect(self.offering)
