"""The evidence: everything kept as proof, with its hash verified, what is missing, and the bundle to hand over."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from infludesk.content.evidence import keep_files
from infludesk.db.driver import Connection
from infludesk.exporting.file_names import file_name
from infludesk.flows import evidence_list
from infludesk.flows.evidence_files import Kept, verify
from infludesk.flows.evidence_list import KINDS, VIEWS, ListedEvidence
from infludesk.folder import spare
from infludesk.gui.content.bundling import read_bundle
from infludesk.gui.desk import Desk
from infludesk.gui.dropping import dropped
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Pill, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.fields import Field
from infludesk.kernel.ids import split_ref
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.reports.branding import Setting
from infludesk.reports.evidence_bundle import Bundle, Put, write_bundle

_CAMPAIGNS = "SELECT id, name FROM campaign WHERE deleted_at IS NULL ORDER BY fold(name), id"


class EvidencePage(ListPage[ListedEvidence]):
    """The list of proofs."""

    key = "evidence"
    group = "content"
    title = "Evidence"
    exported = "evidence"
    placeholder = "Filter evidence"
    sorted_by = ("at", True)
    shows = (
        "evidence", "disclosure_check", "disclosure_finding", "brief", "brief_version", "brief_sending", "contract",
        "attachment", "attachment_link", "post", "deliverable", "content_draft", "participation", "campaign",
        "creator", "account", "member", "parcel",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        self._documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._follow: Callable[[], object] | None = None
        super().__init__(desk)
        self.setAcceptDrops(True)
        if self.empty.primary is not None:
            self.empty.primary.clicked.connect(lambda: self.choose_view("missing"))
        self.strip.acted.connect(lambda: self._follow() if self._follow else None)

    # what the list is

    def columns(self) -> Sequence[Column[ListedEvidence]]:
        return (
            Column("what", tr("What"), 180, lambda row: Text(isolate(row.what), strong=True), stretch=True),
            Column("kind", tr("Kind"), 96, lambda row: Text(tr(dict(KINDS).get(row.kind, row.kind)))),
            Column("creator", tr("Creator"), 120, lambda row: Text(isolate(row.creator) or "–")),
            Column("campaign", tr("Campaign"), 120, lambda row: Text(isolate(row.campaign) or "–")),
            Column("hash", tr("Hash verified"), 150, self._hash, sortable=False),
            Column("at", tr("Taken at"), 132, self._at),
            Column("about", tr("About"), 140, lambda row: Text(isolate(row.about_words) or "–", tone="text-2")),
            Column("by", tr("Added by"), 100, lambda row: Text(isolate(row.by) or "–", tone="text-2")),
            Column("pack", tr("Pack"), 110, lambda row: Text(row.pack or "–", tone="text-2"), sortable=False),
        )

    def filter_options(self) -> Sequence[Filter]:
        return (
            Filter("view", tr("View"), tuple((code, tr(words)) for code, words in VIEWS)),
            Filter("kind", tr("Kind"), tuple((code, tr(words)) for code, words in KINDS if code != "missing")),
            Filter("campaign", tr("Campaign"), ()),
            Filter("creator", tr("Creator"), ()),
        )

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted = evidence_list.Filter(
            text, values.get("kind", ""), values.get("campaign", ""), values.get("creator", ""),
            view=values.get("view", ""), today=self.desk.today().isoformat(),
        )  # fmt: skip
        return evidence_list.ids(conn, self._folder, wanted, sort[0], descending=sort[1])

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedEvidence]:
        return {row.id: row for row in evidence_list.listed(conn, self._folder, ids)}

    def count_all(self, conn: Connection) -> int:
        kept, missing = evidence_list.count(conn)
        return kept or missing

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "lock", tr("No evidence yet"), tr("Saving a check or sending a brief adds it."),
            tr("Show posts without evidence"),
        )  # fmt: skip

    def landing(self) -> QWidget | None:
        return None if self.body.currentWidget() is self.empty and not self._total else super().landing()

    def buttons(self) -> Sequence[QAbstractButton]:
        self.verify_button, self.bundle_button = button(tr("Verify hashes")), button(tr("Evidence bundle…"))
        self.add_button = button(tr("Add files…"), self.main_kind, icon="add")
        self.verify_button.clicked.connect(self.verify)
        self.bundle_button.clicked.connect(self.bundle)
        self.add_button.clicked.connect(self.add)
        return self.verify_button, self.bundle_button, self.add_button

    # what is done here

    def _take(self, found: tuple[list[str], int, tuple[Field, ...]]) -> None:
        super()._take(found)
        if not found[0] and not self.filters.text and not self.filters.values:
            self.body.setCurrentWidget(self.empty)
        if self.empty.primary is not None:
            self.empty.primary.setVisible(bool(self._total))

    def _offer(self, options: Mapping[str, list[tuple[str, str]]]) -> None:
        for key, found in options.items():
            self.filters.set_options(key, found)

    def reload(self) -> None:
        self.desk.tasks.read(_options, self._offer, key=(self.key, "options"))
        super().reload()

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        view = next((one.removeprefix("view:") for one in place.about if one.startswith("view:")), "")
        if view in dict(VIEWS):
            self.filters.set_values("", {"view": view})
        if place.record:
            self.focus_on(place.record)

    def open_record(self, record_id: str) -> None:
        """Go to what the proof is about: the post, the contract or the brief."""
        self._with_row(record_id, self._open)

    def _open(self, row: ListedEvidence) -> None:
        table, record = split_ref(row.about)
        if row.post_id or table == "deliverable":
            self.desk.go("content", row.post_id or record)
        elif table == "contract":
            self.desk.go("contract", record)
        elif table == "parcel":
            self.desk.go("gifts", record)
        elif row.campaign_id:
            self.desk.go("campaign", row.campaign_id, "brief")

    def offers(self) -> dict[str, Offer]:
        some = "" if self.table.rows.ids else tr("There is nothing in this list.")
        if self.filters.values.get("view") == "missing":
            some = tr("These posts have no evidence to pack.")
        return super().offers() | {
            "new": Offer(self.add, tr("Add files…"), "" if self.table.current_id else tr("Choose a row first.")),
            "evidence.verify": Offer(self.verify),
            "evidence.bundle": Offer(self.bundle, why_not=some),
        }

    def add(self) -> None:
        """Ask for files that prove something of what the row in focus is about."""
        if self._has_focus():
            self._keep(self.desk.dialogs.open_files(tr("Add files"), (tr("All files (*)"),)))

    def verify(self) -> None:
        """Read every file anew and compare it with its hash."""
        self.desk.tasks.read(evidence_list.digests, self._verify, key=(self.key, "digests"))

    def bundle(self) -> None:
        """Pack what is ticked, else all that is listed, into a ZIP with its index."""
        if why_not := self.offers()["evidence.bundle"].why_not:
            self.strip.say("info", tr("There is nothing to pack."), why_not)
            return
        ticks = self.table.rows.ticks
        ids = [one for one in self.table.rows.ids if one in ticks] or list(self.table.rows.ids)
        folder, now = self._folder, self.desk.now()
        made = Setting(folder, self.desk.today(), str(self.desk.locale))
        self.desk.tasks.read(lambda conn: read_bundle(conn, folder, ids, made, now), self._ask_bundle)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        under = self.table.indexAt(self.table.viewport().mapFrom(self, event.position().toPoint()))
        if under.isValid():
            self.table.focus_id(self.table.rows.ids[under.row()])
        if self._has_focus():
            event.acceptProposedAction()
            self._keep(dropped(event.mimeData()))

    @property
    def _folder(self) -> Path:
        return self.desk.workspace.attachments

    def _has_focus(self) -> bool:
        """Whether there is a row the files can be about; without one the strip says what to do."""
        if not self.table.current_id:
            self._say("info", tr("Choose what the files prove."), tr("Put the focus on a row of the list first."))
        return bool(self.table.current_id)

    def _with_row(self, record_id: str, then: Callable[[ListedEvidence], None]) -> None:
        """Call with a row once it is read."""

        def go() -> None:
            if (row := self.table.rows.row(record_id)) is not None:
                then(row)

        self.table.rows.with_rows([record_id], go)

    def _keep(self, paths: tuple[Path, ...]) -> None:
        def keep(row: ListedEvidence) -> None:
            self.desk.tasks.do(
                keep_files, otherwise=self.strip.say_problem, about=row.about, named=row.about_words or row.what,
                paths=paths, attachments=self._folder,
            )  # fmt: skip

        if paths:
            self._say("info", "")
            self._with_row(self.table.current_id, keep)

    def _verify(self, digests: tuple[str, ...]) -> None:
        folder = self._folder
        self._say("info", "")

        def job(progress: Progress) -> dict[str, Kept]:
            return verify(folder, digests, progress)

        self.desk.tasks.work(job, self._verified, tr("Verify hashes"))

    def _verified(self, found: Mapping[str, Kept]) -> None:
        bad = [one for one in found.values() if one.state != "intact"]
        changed = sum(one.state == "changed" for one in bad)
        if bad:
            words = plural(len(bad), "{n} file does not match its hash.", "{n} files do not match their hashes.")
            parts = (
                plural(changed, "{n} changed", "{n} changed") if changed else "",
                plural(len(bad) - changed, "{n} is not there", "{n} are not there") if len(bad) > changed else "",
            )
            show = tr("Show them"), partial(self.filters.set_values, "", {"view": "changed"})
            self._say("danger", words, join(parts, ", "), follow=show)
        elif found:
            words = plural(len(found), "{n} file matches its hash.", "{n} files match their hashes.")
            self._say("success", words)
        else:
            self._say("info", tr("No file is kept yet."), tr("Texts are compared whenever they are listed."))
        self.ask_reload()

    def _ask_bundle(self, bundle: Bundle) -> None:
        name = f"{file_name(bundle.title, tr('Evidence'))} – {tr('evidence')} {self.desk.today().isoformat()}.zip"
        target = self.desk.dialogs.save_file(tr("Evidence bundle"), self._documents / name, [tr("ZIP files (*.zip)")])
        if target is None:
            return
        target = target if target.suffix.lower() == ".zip" else target.with_name(f"{target.name}.zip")
        self._documents = target.parent
        folder, inside = self._folder, self.desk.workspace.folder

        def job(progress: Progress) -> tuple[Put, ...]:
            spare(inside, target)
            return write_bundle(bundle, target, folder, progress)

        def done(found: tuple[Put, ...]) -> None:
            open_folder = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(target.parent)))
            proofs = plural(len(found), "{n} proof", "{n} proofs")
            saved = tr("Saved {name}.", name=isolate(target.name))
            self._say("success", saved, proofs, follow=(tr("Show in folder"), open_folder))
            self.desk.say(tr("Saved {path}", path=str(target)))

        self.desk.tasks.work(job, done, tr("Evidence bundle"), otherwise=self.strip.say_problem)

    def _say(
        self, state: str, title: str, text: str = "", *, follow: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Say something in the strip; ``follow`` is the words and what they do."""
        self._follow = follow[1] if follow else None
        self.strip.say(state, title, text, action=follow[0] if follow else "", closable=True)

    # cells

    def _at(self, row: ListedEvidence) -> Cell:
        if row.at.endswith("Z"):
            return Text(show_moment(row.at, self.desk.locale, self.desk.zone), tone="text-2")
        return Text(show_day(row.at, self.desk.locale), tone="text-2")

    def _hash(self, row: ListedEvidence) -> Cell:
        if row.kind == "missing":
            return Pill(tr("Missing"), "warn")
        if row.kept is None:
            return Text("–", tone="text-3")
        match row.kept.state:
            case "intact":
                return Pill(tr("Verified"), "success")
            case "changed":
                day = show_day(row.kept.changed_at[:10], self.desk.locale) if row.kept.changed_at else ""
                return Pill(tr("Changed since {day}", day=day) if day else tr("Does not fit its hash"), "danger")
            case "missing":
                return Pill(tr("File is not there"), "danger")
        return Pill(tr("Not verified yet"), "neutral")


def _options(conn: Connection) -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters by their keys."""
    campaigns = [(row["id"], row["name"] or "") for row in conn.execute(_CAMPAIGNS)]
    found = {"campaign": campaigns, "creator": evidence_list.creators(conn)}
    return {key: [(one, isolate(name)) for one, name in options] for key, options in found.items()}
