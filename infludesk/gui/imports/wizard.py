"""The import of contacts in four steps; it opens at the first step that needs a person."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.gui.desk import Desk
from infludesk.gui.imports.base import Wizard
from infludesk.gui.imports.columns import ColumnsStep
from infludesk.gui.imports.draft import (
    COLUMNS,
    FILE,
    MATCHES,
    REVIEW,
    STEPS,
    Draft,
    Finished,
    ReadAs,
    Ready,
    done_words,
    file_words,
)
from infludesk.gui.imports.file import FileStep
from infludesk.gui.imports.filters import LISTS
from infludesk.gui.imports.matches import MatchesStep
from infludesk.gui.imports.reading import Read, reading
from infludesk.gui.imports.remembering import RememberedStrip
from infludesk.gui.imports.review import ReviewStep
from infludesk.gui.imports.shelf import Waiting
from infludesk.gui.kit.bars import Stepper
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead
from infludesk.gui.verbs import Offer
from infludesk.importing.columns.mapping import Mapping, propose
from infludesk.importing.commands import Imported, answered, import_creators, prepare
from infludesk.importing.posts.numbers import TABLE, recognise
from infludesk.importing.store import blocked, same_file
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress, Stretches
from infludesk.kernel.text import plural, tr


class ContactsWizard(Wizard):
    """One contact list on its way into the workspace; once it is imported there is no draft any more.

    Signals:
        numbers_meant: the path of a file that holds numbers of posts.
        put_aside: a Waiting, for which another file is opened now.
    """

    numbers_meant = Signal(object)
    put_aside = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.draft: Draft | None = None
        self.back_button, self.next_button = button(tr("Back")), button(tr("Next"), "primary")
        self.head = PageHead(tr("Import contacts"), "", (self.close_button, self.back_button, self.next_button))
        self.close_button.setToolTip(tr("Esc"))
        self.back_button.setToolTip(tr("Ctrl+Shift+Enter"))
        self.stepper = Stepper([tr(step) for step in STEPS])
        self._name = Elided("", "muted")
        self._name.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.remembered = RememberedStrip(desk)
        self.file, self.columns = FileStep(), ColumnsStep(desk)
        self.matches, self.review = MatchesStep(desk), ReviewStep(desk.workspace.me)
        self.steps = (self.file, self.columns, self.matches, self.review)
        self._lay_out()
        self._connect()
        self.show_step(FILE)

    # what is done

    def choose(self) -> None:
        """Ask for a file and read it."""
        if path := self.desk.dialogs.open_file(tr("Choose a contact list"), [tr(one) for one in LISTS]):
            self.open(path)

    def begin(self) -> None:
        """Wait for a file."""
        self._turn += 1
        self.draft = None
        self.strip.say("info", "")
        self.show_step(FILE)

    def open(self, path: Path) -> None:
        """Read a file and go to the first step that needs a person."""
        self._put_aside(path)
        self._read(path, "", ReadAs(), stay=False)

    def open_pasted(self, text: str) -> None:
        """Read rows that were copied elsewhere, as a file is read."""
        path = Path(tr("Pasted list"))
        self._put_aside(path)
        self._read(path, text, ReadAs(), stay=False)

    def take_up(self, one: Waiting) -> None:
        """Go on with a file that was put aside."""
        self._put_aside(one.path)
        self.draft = one.draft
        if one.draft is None:
            self._read(one.path, "", ReadAs(), stay=False)
        else:
            self.file.show_draft(one.draft)
            self._tell()
            if one.step >= MATCHES:
                self._compare(one.step)
            else:
                self.show_step(one.step)

    def resume(self) -> None:
        """Go on with the draft, compared anew with what stands now."""
        if self.draft is not None and self.step >= MATCHES:
            self._compare(self.step)
        self._focus()

    @property
    def step(self) -> int:
        """The step shown."""
        return self.stepper.step

    def go_on(self) -> None:
        """The next step; from the last one, the import."""
        if self.draft is None:
            self.choose()
        elif self.step == REVIEW:
            self._import(self.draft)
        else:
            self.show_step(self.step + 1)

    def go_back(self) -> None:
        """The step before."""
        self.show_step(max(FILE, self.step - 1))

    def show_step(self, step: int) -> None:
        """Show a step; those that need the comparison wait for it."""
        draft = self.draft
        if step < MATCHES:
            self._forget()
        if draft is not None and self.step == COLUMNS and step > COLUMNS and draft.unsaved:
            self.remembered.remember(draft, partial(self._remembered, step))
            return
        if draft is not None and step >= MATCHES and (draft.ready is None or (step == REVIEW and draft.unsettled)):
            self._compare(step)
            return
        if step == FILE:
            self.file.show_draft(draft)
        elif draft is not None:
            self.strip.say("info", "")
            for at, shown in ((COLUMNS, self.columns), (MATCHES, self.matches), (REVIEW, self.review)):
                if at == step:
                    shown.show_draft(draft)
        self.stepper.set_step(step)
        self._stack.setCurrentIndex(step)
        self.remembered.show_draft(draft, step)
        self._say_doubts()
        self._tell()
        self._focus()

    def offers(self) -> dict[str, Offer]:
        """What can be done at this step."""
        offers = {"main": Offer(self.go_on, self.next_button.text(), self._why_not())}
        if self.step > FILE:
            offers["second"] = Offer(self.go_back, tr("Back"))
        if self.step in (COLUMNS, MATCHES):
            walk = self.columns.go_on if self.step == COLUMNS else self.matches.go_on
            offers["item.next"] = Offer(partial(walk, 1), tr("Next problem"))
            offers["item.previous"] = Offer(partial(walk, -1), tr("Problem before"))
        return offers

    def landing(self) -> QWidget | None:
        """What takes the focus."""
        if self.step == REVIEW and self.next_button.isEnabled():
            return self.next_button
        return self.steps[self.step].landing() or self.back_button

    # reading and comparing

    def _put_aside(self, path: Path) -> None:
        """Another file comes: a draft in which something was chosen is kept."""
        if self.draft is not None and self.step > FILE and self.draft.path != path:
            self.put_aside.emit(Waiting(self.draft.path, self.draft, self.step))
        self.draft = None
        self.show_step(FILE)

    def _read(self, path: Path, text: str, read_as: ReadAs, *, stay: bool) -> None:
        words = tr("Reading {file}", file=file_words(path.name))
        self._study(words, reading(path, text, read_as), partial(self._take_read, stay=stay))

    def _take_read(self, found: Read, *, stay: bool) -> None:
        if isinstance(found, Problem):
            self._unread(found)
            self._tell()
            return
        self.strip.say("info", "")
        self.draft = found
        if stay or found.first_step() == FILE:
            self.show_step(FILE)
        elif found.first_step() == COLUMNS:
            self.show_step(COLUMNS)
        else:
            self.file.show_draft(found)
            self._tell()
            self._compare(None)

    def _compare(self, step: int | None) -> None:
        """Compare the rows with the workspace, then show a step; None for the first that needs a person."""
        draft = self.draft
        if draft is None:
            return
        words = plural(len(draft.sheet.rows), "Comparing {n} row", "Comparing {n} rows")
        today = self.desk.today()

        def query(conn: Connection, progress: Progress) -> Ready:
            rows, said = len(draft.sheet.rows), draft.said
            bar = Stretches(progress, 2 * rows if said else rows)
            prepared = prepare(conn, draft.sheet, draft.columns, today=today, progress=bar.next(rows))
            same = same_file(conn, draft.sheet.sha256) if not prepared.changes else None
            settled = answered(conn, prepared, said, progress=bar.next(rows)) if said else None
            reached = (one.creator for one in (settled or prepared).decisions if one.creator)
            return Ready(prepared, same, settled, said, blocked(conn, reached))

        self._study(words, query, partial(self._take_ready, step))

    def _take_ready(self, step: int | None, ready: Ready) -> None:
        if self.draft is None:
            return
        self.draft = replace(self.draft, ready=ready)
        self.strip.say("info", "")
        nothing = not self.draft.changes
        first = REVIEW if nothing else self.draft.first_step()
        self.show_step(first if step is None or (nothing and not self.draft.differs) else step)
        if nothing and self.step == REVIEW:
            self._say_nothing_new(ready)

    # the mapping that is remembered

    def _remembered(self, step: int, draft: Draft) -> None:
        if self.draft is not None and self.draft.sheet is draft.sheet:
            self.draft = draft
            self.show_step(step)

    def _change_remembered(self) -> None:
        draft = self.draft
        if draft is None or self.step != COLUMNS:
            self.show_step(COLUMNS)
            return

        def take(columns: Mapping) -> None:
            self.strip.say("info", "")
            self.draft = replace(draft, columns=columns, remembered=None, ready=None)
            self.show_step(COLUMNS)

        words = tr("Reading {file}", file=file_words(draft.path.name))
        self._study(words, lambda _conn, _progress: propose(draft.sheet, draft.home), take)

    # the import

    def _import(self, draft: Draft) -> None:
        if self._why_not() or draft.ready is None:
            return
        self._busy = True
        self._tell()
        self.desk.tasks.do(
            import_creators,
            then=partial(self._imported, draft),
            otherwise=self._refused,
            doing=tr("Import"),
            prepared=draft.ready.settled or draft.ready.prepared,
            choices=draft.choices,
        )

    def _imported(self, draft: Draft, outcome: Outcome) -> None:
        done: Imported = outcome.value
        self._busy = False
        if not done.run:
            self._compare(REVIEW)
            return
        words = done_words(draft.path.name, done.summary, done.filled)
        self.draft = None
        self.show_step(FILE)
        self.finished.emit(Finished("creators", draft.path.name, words, done.run, outcome.changes.batch, draft.flawed))

    # showing

    def _why_not(self) -> str:
        """Why the button cannot go on."""
        if self._busy:
            return tr("The import is running.")
        if self.step == REVIEW and self.draft is not None and not self.draft.changes:
            return tr("Importing changes nothing.")
        return ""

    def _changed(self, draft: Draft) -> None:
        """A step changed the draft."""
        again = self.draft is not None and draft.columns is not self.draft.columns
        self.draft = draft
        if again:
            self.columns.show_draft(draft)
        self._tell()

    def _say_doubts(self) -> None:
        draft = self.draft
        if draft is None or self.step != FILE:
            return
        source = recognise(draft.sheet)
        if not draft.columns.source and source not in (None, TABLE):
            self._act = partial(self.numbers_meant.emit, draft.path)
            title = tr("This file holds numbers of posts ({source}).", source=source)
            self.strip.say("info", title, action=tr("Import numbers"))
        elif draft.doubts:
            self._say_doubt(draft)
        else:
            self.strip.say("info", "")

    def _say_doubt(self, draft: Draft) -> None:
        better = draft.better
        if better is None or len(draft.doubts) > 1:
            advice = tr("Nothing was imported yet. Choose another way to read the file, or go on.")
            self.strip.say("warn", draft.doubts[0], advice)
            return
        self._act = partial(self._read_otherwise, better)
        words = tr("Put the letters right") if better.letters else tr("Read as UTF-8")
        self.strip.say("warn", draft.doubts[0], tr("Nothing was imported yet."), action=words)

    def _say_nothing_new(self, ready: Ready) -> None:
        rows = len(ready.prepared.decisions)
        equal = all(one.outcome == "same" for one in ready.prepared.decisions)
        title = plural(rows, "The row is already here and equal.", "All {n} rows are already here and equal.")
        words = tr("Importing changes nothing.")
        earlier = ready.earlier
        if earlier is not None:
            when = show_moment(earlier.at, self.desk.locale, self.desk.zone)
            words = tr("Importing changes nothing. This file was imported on {when}.", when=when)
            self._act = partial(self.desk.go, "imports", about=(f"run:{earlier.id}",))
        self.strip.say(
            "info",
            title if equal else tr("Nothing in this file is new."),
            words,
            action=tr("Show the earlier import") if earlier else "",
        )

    def _tell(self) -> None:
        draft = self.draft
        self._name.say(draft.path.name if draft else "")
        self.head.set_count(draft.described if draft else "")
        words = tr("Next")
        if draft is None:
            words = tr("Choose a file")
        elif self.step == REVIEW:
            words = draft.verb
        self.next_button.setText(words)
        self.next_button.setAccessibleName(words)
        self.next_button.setVisible(draft is not None)
        self.next_button.setEnabled(not self._why_not())
        self.next_button.setToolTip(self._why_not() or tr("Ctrl+Enter"))
        self.back_button.setVisible(self.step > FILE)
        self.offering.emit()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for one in self.steps:
            self._stack.addWidget(one)
        path = QWidget()
        line = QHBoxLayout(path)
        line.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        line.setSpacing(theme.px(16))
        line.addWidget(self.stepper)
        line.addWidget(self._name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, path, self.strip, self.remembered, self._stack):
            column.addWidget(part, 1 if part is self._stack else 0)

    def _connect(self) -> None:
        self.remembered.acted.connect(self._change_remembered)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.stepper.chosen.connect(self.show_step)
        self.file.choosing.connect(self.choose)
        self.file.read_otherwise.connect(self._read_otherwise)
        for step in (self.columns, self.matches, self.review):
            step.changed.connect(self._changed)

    def _read_otherwise(self, read_as: ReadAs) -> None:
        if self.draft is not None:
            self._read(self.draft.path, self.draft.text, read_as, stay=True)
