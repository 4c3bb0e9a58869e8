"""The export dialog: what, as which kind of file, with which columns; the first rows as they will be written."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from infludesk.exporting.file_names import file_name
from infludesk.exporting.files import SUFFIXES, Format, Preview, Shape, Written, export_file, preview, snapshot
from infludesk.exporting.lists import ALL_INTERNAL, LISTS, Kind, Wanted, count
from infludesk.exporting.table import Secrets
from infludesk.exporting.whole import export_workspace
from infludesk.gui.desk import Desk
from infludesk.gui.exports.asking import Shown
from infludesk.gui.kit.bars import ProgressLine
from infludesk.gui.kit.cells import Text
from infludesk.gui.kit.dialogs import EntryDialog, window_of
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.parts import announce, button, label
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.tasks import Task
from infludesk.kernel.dates import moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.records.model import WORKSPACE_NAME
from infludesk.workspace import SCHEMA

_FORMATS: tuple[tuple[Format, str, str], ...] = (
    ("csv", "CSV", "CSV files (*.csv)"), ("xlsx", "Excel", "Excel workbooks (*.xlsx)"),
    ("vcard", "vCard", "Address cards (*.vcf)"),
)  # fmt: skip
_ROWS, _COLUMNS = 3, 12
_WIDE = 720
_FOLDER = "folder"
_LEFT_OUT = 12


def open_export(desk: Desk, shown: Shown) -> None:
    """Open the dialog over the window."""
    dialog = ExportDialog(window_of(), desk, shown)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class ExportDialog(EntryDialog):
    """Asks for content and writes it; stays open until it is written, to open it or to correct a choice."""

    def __init__(self, parent: QWidget | None, desk: Desk, shown: Shown) -> None:
        super().__init__(parent, tr("Export"), tr("Export…"))
        self._desk, self._shown = desk, shown
        self._total = len(shown.ids)
        self._task: Task | None = None
        self._running = False
        self._written: Written | None = None
        known = desk.settings.exports.get(shown.page, "").split()
        self.what = QComboBox()
        self.format = Segments(tr("Format"), [(code, tr(words)) for code, words, _ in _formats(shown)], _of(known, 0))
        self.columns = Segments(
            tr("Columns"), [("view", tr("As in this view")), ("all", tr("All fields"))], _of(known, 1, "view")
        )
        self.delimiter = QComboBox()
        self.leave_out = QCheckBox(tr("Leave out internal fields"))
        self.private = QCheckBox(tr("With private fields, such as phones, addresses and birthdays"))
        self.about = label("", "help", wrap=True)
        self.strip, self.progress = Strip(), ProgressLine()
        self.table: TableView[Sequence[str]] | None = None
        self.open_button, self.show_button = button(tr("Open")), button(tr("Show in folder"))
        self.setMinimumWidth(theme.px(_WIDE))
        self._lay_out(semicolon=_of(known, 2) == ";")
        self._connect()
        self._take_format()
        if shown.kind:
            desk.tasks.read(partial(count, wanted=self._wanted(everything=True)), self._counted)

    @property
    def _everything(self) -> bool:
        """Whether the whole workspace is to be written."""
        return bool(self.what.currentData() == "workspace")

    @property
    def wanted(self) -> Wanted:
        """The rows and columns chosen."""
        return self._wanted()

    @property
    def shape(self) -> Shape:
        """The kind of file chosen."""
        return Shape(cast("Format", self.format.value), self.delimiter.currentData())

    def confirm(self) -> None:
        """Ask where to, and write it there, all of it or nothing."""
        if self._running or self._written or not self.confirm_button.isEnabled():
            return
        target = self._ask_folder() if self._everything else self._ask_file()
        if target is None:
            return
        self._remember(target)
        self.strip.say("info", "")
        self._run(self._job(target))

    def reject(self) -> None:
        """Leave; while it is being written, stop that instead."""
        if self._running:
            self._cancel()
        else:
            super().reject()

    # what is chosen

    def _wanted(self, *, everything: bool = False) -> Wanted:
        shown, what = self._shown, self.what.currentData()
        ids = None if everything or what == "all" else shown.ticked if what == "ticked" else shown.ids
        cards = self.format.value == "vcard"  # which have fields of their own
        keys = shown.keys if self.columns.value == "view" and not cards else None
        secrets = Secrets(internal=not self.leave_out.isChecked(), private=self.private.isChecked())
        now = moment(self._desk.now())
        return Wanted(cast("Kind", shown.kind), ids, keys, secrets, shown.within, now)

    def _show_choices(self) -> None:
        """Show what fits what is chosen, say what is left out, and read the first rows."""
        table, cards = not self._everything, self.format.value == "vcard"
        for one, seen in (
            (self.format, table), (self.columns, table and not cards), (self.leave_out, table), (self.private, table),
            (self.delimiter, table and self.format.value == "csv"),
        ):  # fmt: skip
            one.setVisible(seen)
            if name := self._names.get(one):
                name.setVisible(seen)
        if self._everything:
            self.confirm_button.setText(tr("Export everything…"))
            self.confirm_button.setEnabled(not self._running)
            self._say_about(
                tr("A folder with each table as CSV, all files, the history, and a text that explains them."),
                tr("Private fields are in it: it is your own copy."),
            )
            self._show_rows(Preview())
            return
        wanted = self.wanted
        rows = self._total if wanted.ids is None else len(wanted.ids)
        words = LISTS[wanted.kind]
        self.confirm_button.setText(tr("{verb}…", verb=plural(rows, words.one, words.many)))
        self.confirm_button.setEnabled(bool(rows) and not self._running)
        ask = partial(preview, wanted=wanted, shape=self.shape, most=_ROWS)
        self._desk.tasks.read(ask, self._show_rows, key=("export", "preview"))

    def _take_format(self) -> None:
        """Tick what was left out of such a file last; a card without e-mail and phone is of no use."""
        kept = self._desk.settings.exports.get(self._kept_secrets)
        cards = self.format.value == "vcard"
        whole = ["internal"] if self._shown.kind in ALL_INTERNAL else []
        secrets = kept.split() if kept is not None else ["internal", "private"] if cards else whole
        for box, on in ((self.leave_out, "internal" not in secrets), (self.private, "private" in secrets)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self._show_choices()

    @property
    def _kept_secrets(self) -> str:
        """Where the settings keep which secrets were written."""
        return f"{self._shown.page}/{self.format.value}"

    def _say_about(self, *sentences: str) -> None:
        words = join(sentences, " ")
        self.about.setText(words)
        self.about.setVisible(bool(words))

    def _counted(self, total: int) -> None:
        self._total = total
        place = self.what.findData("all")
        self.what.setItemText(place, tr("Everything in this table ({n})", n=number(total)))
        self._show_choices()

    def _show_rows(self, first: Preview) -> None:
        if self.table is not None:
            self.body.removeWidget(self.table)
            self.table.deleteLater()
            self.table = None
        if self._written or self._everything:
            return
        self._say_about(_said_left_out(first.withheld))
        if not first.rows:
            return
        rows: dict[str, Sequence[str]] = {str(at): row for at, row in enumerate(first.rows)}

        def fetch(ids: Sequence[str], then: Callable[[Rows[Sequence[str]]], None]) -> None:
            then({one: rows[one] for one in ids if one in rows})

        columns: list[Column[Sequence[str]]] = [
            Column(str(at), name, 140, partial(_cell, at), sortable=False, stretch=len(first.head) == 1, tooltip=name)
            for at, name in enumerate(first.head[:_COLUMNS])
        ]
        self.table = TableView(tr("The first rows as they will be written"), columns, fetch)
        self.table.setColumnHidden(0, True)
        self.table.set_ids(tuple(rows))
        self.table.setFixedHeight(theme.metric("row.header") + _ROWS * theme.row_height() + theme.px(16))
        self.body.insertWidget(self.body.indexOf(self.strip), self.table)

    # where to, and writing

    def _ask_file(self) -> Path | None:
        suffix = SUFFIXES[self.shape.format]
        name = f"{file_name(tr(LISTS[self.wanted.kind].title), 'export')} {self._desk.today().isoformat()}{suffix}"
        kinds = [tr(words) for code, _, words in _FORMATS if code == self.shape.format]
        target = self._desk.dialogs.save_file(tr("Export"), self._folder() / name, kinds)
        if target is None or target.suffix.lower() == suffix:
            return target
        return target.with_name(f"{target.name}{suffix}")

    def _ask_folder(self) -> Path | None:
        """A folder that is not there yet, in the one chosen."""
        place = self._desk.dialogs.choose_folder(tr("Choose where the folder goes"), self._folder())
        if place is None:
            return None
        workspace = self._desk.workspace
        name = workspace.setting(WORKSPACE_NAME) or workspace.folder.name
        name = f"{file_name(name, 'InfluDesk')} {self._desk.today().isoformat()}"
        target, again = place / name, 1
        while target.exists():
            again += 1
            target = place / f"{name} {again}"
        return target

    def _job(self, target: Path) -> Callable[[Progress], Written]:
        workspace, wanted, shape = self._desk.workspace, self.wanted, self.shape
        if not self._everything:
            return lambda progress: export_file(workspace.folder, wanted, shape, target, progress=progress)

        def job(progress: Progress) -> Written:
            with snapshot(workspace.folder) as conn:
                return export_workspace(conn, SCHEMA, target, workspace.attachments, progress=progress)

        return job

    def _run(self, job: Callable[[Progress], Written]) -> None:
        self._set_running(on=True)
        ended = partial(self._set_running, on=False)
        self._task = self._desk.tasks.work(job, self._done, tr("Export"), otherwise=self._refused, ended=ended)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _refused(self, problem: Problem) -> None:
        self.strip.say_problem(problem)
        announce(self, f"{problem.title} {problem.advice}")

    def _done(self, done: Written) -> None:
        self._written = done
        title = tr("Exported {name}.", name=isolate(done.path.name))
        rows = plural(done.rows, "{n} row", "{n} rows")
        self.strip.say("success", title, join((rows, *done.notes)))
        announce(self, title)
        self._desk.say(tr("Exported {path}", path=isolate(str(done.path))))
        for one in (*self._fields, *self._names.values(), self.about, self.table, self.confirm_button):
            if one is not None:
                one.hide()
        for one in (self.open_button, self.show_button):
            one.show()
        self.leave_button.setText(tr("Close"))
        self.open_button.setFocus()
        self.adjustSize()

    def _set_running(self, *, on: bool) -> None:
        self._running = on
        self.confirm_button.setDisabled(on)
        for one in self._fields:
            one.setDisabled(on)
        self.progress.show_running(None)

    def _show_progress(self, *_: object) -> None:
        """Show how far this export is, whatever else runs."""
        self.progress.show_running(self._task.shown if self._running and self._task else None)

    def _folder(self) -> Path:
        kept = Path(self._desk.settings.exports.get(_FOLDER, ""))
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return kept if kept.is_absolute() and kept.is_dir() else Path(documents)

    def _remember(self, target: Path) -> None:
        chosen = f"{self.format.value} {self.columns.value} {self.delimiter.currentData()}"
        secrets = self.wanted.secrets
        held = [name for name, on in (("internal", secrets.internal), ("private", secrets.private)) if on]
        kept = {self._shown.page: chosen, _FOLDER: str(target.parent)}
        self._desk.settings.exports |= kept if self._everything else kept | {self._kept_secrets: " ".join(held)}
        self._desk.save_settings()

    def _reveal(self, *, folder: bool) -> None:
        if self._written is not None:
            path = self._written.path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent if folder else path)))

    def _lay_out(self, *, semicolon: bool) -> None:
        for code, words in self._choices():
            self.what.addItem(words, code)
        self.delimiter.addItem(tr("Comma"), ",")
        self.delimiter.addItem(tr("Semicolon"), ";")
        self.delimiter.setCurrentIndex(int(semicolon))
        self._names: dict[QWidget, QWidget] = {}
        self._fields = (self.what, self.format, self.columns, self.delimiter, self.leave_out, self.private)
        named = (tr("What"), tr("Format"), tr("Columns"), tr("Separator"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(8))
        for place, (name, one) in enumerate(zip(named, self._fields[:4], strict=True)):
            one.setAccessibleName(name)
            self._names[one] = label(name, "muted")
            row, column = 2 * (place // 2), place % 2
            grid.addWidget(self._names[one], row, column)
            grid.addWidget(one, row + 1, column, Qt.AlignmentFlag.AlignLeading if place else Qt.AlignmentFlag(0))
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        for part in (self.leave_out, self.private, self.about, self.strip, self.progress):
            self.body.addWidget(part)
        self.progress.hide()
        self.body.setSpacing(theme.px(8))
        for one in (self.show_button, self.open_button):
            self.add_button(one).hide()
        self.begin_at(self.what)

    def _choices(self) -> list[tuple[str, str]]:
        shown = self._shown
        whole = ("workspace", tr("Everything in this workspace, as a folder"))
        if not shown.kind:
            return [whole]
        ticked = [("ticked", tr("Ticked rows ({n})", n=number(len(shown.ticked))))] if shown.ticked else []
        view = ("view", tr("This view ({n})", n=number(len(shown.ids))))
        return [*ticked, view, ("all", tr("Everything in this table")), whole]

    def _connect(self) -> None:
        for combo in (self.what, self.delimiter):
            combo.currentIndexChanged.connect(self._show_choices)
        self.format.chosen.connect(self._take_format)
        self.columns.chosen.connect(self._show_choices)
        for box in (self.leave_out, self.private):
            box.toggled.connect(self._show_choices)
        self._desk.tasks.progress.connect(self._show_progress)
        self.progress.cancelled.connect(self._cancel)
        self.open_button.clicked.connect(lambda: self._reveal(folder=False))
        self.show_button.clicked.connect(lambda: self._reveal(folder=True))


def _formats(shown: Shown) -> tuple[tuple[Format, str, str], ...]:
    return _FORMATS if shown.kind == "creators" else _FORMATS[:2]


def _of(known: Sequence[str], place: int, otherwise: str = "") -> str:
    return known[place] if place < len(known) else otherwise


def _said_left_out(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = len(names) - _LEFT_OUT
    listed = [*names[:_LEFT_OUT], *([plural(more, "{n} more", "{n} more")] if more > 0 else [])]
    return tr("Left out: {fields}.", fields=", ".join(listed))


def _cell(at: int, row: Sequence[Any]) -> Text:
    return Text(isolate(" ".join(str(row[at]).split())))
