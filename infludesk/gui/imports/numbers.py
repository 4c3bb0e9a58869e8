"""The import of post numbers: whose they are, of which day, and what becomes of each row, on one page."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.imports.base import Wizard
from infludesk.gui.imports.draft import Finished, file_words
from infludesk.gui.imports.filters import TABLES
from infludesk.gui.imports.posts import Compared, PostsPreview, nobody
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.widgets import EmptyState, PageHead
from infludesk.gui.verbs import Offer
from infludesk.importing.numbers_commands import ImportedNumbers, PreparedNumbers, import_numbers, prepare_numbers
from infludesk.importing.store import accounts, creator_names
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import join, plural, tr


class NumbersWizard(Wizard):
    """One file of post numbers on its way into the workspace."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.path: Path | None = None
        self.campaign_id = ""
        self.compared: Compared | None = None
        self.another = button(tr("Choose another file"))
        self.import_button = button(tr("Import"), "primary")
        self.head = PageHead(tr("Import numbers"), "", (self.close_button, self.another, self.import_button))
        self.preview = PostsPreview(desk)
        self.empty = EmptyState(
            "results", tr("Choose a file of post numbers"),
            tr("An export of Meta Business Suite, YouTube Studio or TikTok Studio, or a table with a post's id or "
               "address and its figures."),
            tr("Choose a file"),
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self._tell()

    # what is done

    def begin(self, campaign_id: str = "") -> None:
        """Wait for a file; new posts are of creators in this campaign, where one is given."""
        self._turn += 1
        self.campaign_id, self.path, self.compared = campaign_id, None, None
        self.strip.say("info", "")
        self._tell()

    def choose(self) -> None:
        """Ask for a file and read it."""
        if path := self.desk.dialogs.open_file(tr("Choose a file of post numbers"), [tr(one) for one in TABLES]):
            self.open(path, self.campaign_id)

    def open(self, path: Path, campaign_id: str = "") -> None:
        """Read a file and compare it with the workspace."""
        self.begin(campaign_id)
        self.path = path
        self._compare("")

    def resume(self) -> None:
        """Go on with the file, compared anew with what stands now."""
        if self.compared is not None:
            self._compare(self.compared.prepared.account_id)

    def import_now(self) -> None:
        """Import the rows ticked."""
        if self.compared is None:
            self.choose()
            return
        if self._why_not():
            return
        try:
            day = str(self.preview.day.read() or "")
        except Problem as problem:
            self.strip.say_problem(problem)
            self.preview.day.setFocus()
            return
        prepared = self.compared.prepared
        self._busy = True
        self._tell()
        self.desk.tasks.do(
            import_numbers,
            then=partial(self._imported, prepared, self.campaign_id),
            otherwise=self._refused,
            doing=tr("Import"),
            prepared=prepared,
            campaign_id=self.campaign_id or None,
            as_of=day,
            source=str(self.preview.source.currentData()),
            unticked=self.preview.unticked,
        )

    def offers(self) -> dict[str, Offer]:
        """What can be done now."""
        offers = {"main": Offer(self.import_now, self.import_button.text(), self._why_not())}
        if self.compared is not None:
            offers["item.next"] = Offer(partial(self.preview.go_on, 1), tr("Next problem"))
            offers["item.previous"] = Offer(partial(self.preview.go_on, -1), tr("Problem before"))
        return offers

    def landing(self) -> QWidget | None:
        """What is open to decide, else the button."""
        if self.compared is None:
            return self.empty.primary
        if self.preview.asks_owner:
            return self.preview.account
        return self.import_button if not self._why_not() else self.preview.table

    # reading and comparing

    def _compare(self, account_id: str) -> None:
        path, campaign_id = self.path, self.campaign_id
        if path is None:
            return
        self._wait(tr("Reading {file}", file=file_words(path.name)))
        today = self.desk.today()

        def query(conn: Connection) -> Compared | Problem:
            try:
                prepared = prepare_numbers(
                    conn, path, today=today, campaign_id=campaign_id or None, account_id=account_id or None
                )
            except Problem as problem:
                return problem
            silent = next((one.post.platform for one in prepared.decisions if nobody(one)), "")
            owners = accounts(conn, silent, campaign_id) if silent else []
            return Compared(prepared, creator_names(conn, (one.creator_id for one in prepared.decisions)), owners)

        self.desk.tasks.read(query, partial(self._take, self._turn), key=("imports", "numbers"))

    def _take(self, turn: int, found: Compared | Problem) -> None:
        if turn != self._turn:
            return
        if isinstance(found, Problem):
            self.compared = None
            self._unread(found)
            self._tell()
            return
        self.strip.say("info", "")
        first = self.compared is None
        self.compared = found
        self.preview.show_posts(found, anew=first)
        self._tell()
        self._focus()

    def _imported(self, prepared: PreparedNumbers, campaign_id: str, outcome: Outcome) -> None:
        done: ImportedNumbers = outcome.value
        self._busy = False
        if not done.run:
            self._tell()
            self.strip.say("info", tr("Nothing in this file is new."), tr("Importing changes nothing."))
            return
        file = prepared.sheet.name
        words = plural(
            len(done.posts), "Numbers of {n} post imported from {file}", "Numbers of {n} posts imported from {file}",
            file=file_words(file),
        )  # fmt: skip
        self.begin(campaign_id)
        self.finished.emit(
            Finished("metrics", file, words, done.run, outcome.changes.batch, done.summary.skipped, campaign_id)
        )

    # showing

    def _why_not(self) -> str:
        if self._busy:
            return tr("The import is running.")
        if self.compared is None or self.preview.chosen:
            return ""
        return tr("Say whose file it is.") if self.preview.asks_owner else tr("No row is ticked that can be imported.")

    def _tell(self) -> None:
        found = self.compared
        self._body.setCurrentWidget(self.preview if found else self.empty)
        self.another.setVisible(found is not None)
        self.import_button.setVisible(found is not None)
        if found is not None:
            source = tr(found.prepared.source)
            rows = plural(len(found.prepared.decisions), "{n} row", "{n} rows")
            self.head.set_count(join((file_words(found.prepared.sheet.name), source, rows)))
            words = plural(self.preview.chosen, "Import {n} post", "Import {n} posts")
            self.import_button.setText(words)
            self.import_button.setAccessibleName(words)
            self.import_button.setEnabled(not self._why_not())
            self.import_button.setToolTip(self._why_not() or tr("Ctrl+Enter"))
            if self.preview.asks_owner and not found.owners:
                self.strip.say(
                    "warn",
                    tr("The file does not say whose posts these are."),
                    tr("No creator here has an account on this platform. Add it to the creator first."),
                )
        else:
            self.head.set_count("")
        self.offering.emit()

    def _lay_out(self) -> None:
        self._body = QStackedWidget()
        for one in (self.preview, self.empty):
            self._body.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.strip, self._body):
            column.addWidget(part, 1 if part is self._body else 0)

    def _connect(self) -> None:
        self.another.clicked.connect(self.choose)
        self.import_button.clicked.connect(self.import_now)
        self.preview.owner_chosen.connect(self._compare)
        self.preview.ticked.connect(self._tell)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(self.choose)
