"""The Report tab of a campaign: what the client's document holds on the left, its pages on the right."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from infludesk.db.driver import Connection
from infludesk.folder import spare
from infludesk.gui.campaigns.tabs import CampaignTab, TabSpec
from infludesk.gui.desk import Desk
from infludesk.gui.kit.parts import button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.reports.making import PARTS, Kind, Made, Source, build, file_name, make_pdf, read_source
from infludesk.gui.reports.options import ReportOptions
from infludesk.gui.reports.preview import FIT, PreviewPages
from infludesk.gui.verbs import Offer
from infludesk.kernel.errors import Note, Problem
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import join, plural, tr
from infludesk.reports import pdf
from infludesk.reports.branding import Setting

_ZOOMS = (50, 75, 100, 125, 150, 200)
_BAR = 40


class ReportTab(CampaignTab):
    """A client document that is right and safe, made from the campaign as it stands."""

    shows = (
        "campaign", "client", "client_fee", "participation", "creator", "account", "account_snapshot", "creator_stats",
        "post", "post_snapshot", "deliverable", "fulfilment", "disclosure_check", "disclosure_finding", "usage_right",
        "contract", "contract_item", "kpi", "kpi_target", "setting", "attachment_link", "evidence", "brief",
        "brief_version", "brief_sending", "content_draft", "campaign_party", "campaign_market", "brand", "member",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._source: Source | None = None
        self._made: Made | None = None
        self._kind: Kind | None = None
        self._turn = 0
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._saved: Path | None = None
        self.options = ReportOptions(desk)
        self.save_button = button(tr("Save PDF…"), "primary", icon="pdf")
        self.lock = Strip("info", tr("Client document:"), tr("internal figures cannot appear."))
        self.strip, self.problems, self.results = Strip(), Strip(), Strip()
        self.pages = PreviewPages(desk.tasks)
        self.zoom = _zoom_box()
        self.smaller, self.larger = tool("back", tr("Previous page")), tool("forward", tr("Next page"))
        self.counter = label("", "muted")
        self._lay_out()
        self._connect()

    def show_campaign(self, campaign_id: str, about: tuple[str, ...] = ()) -> None:
        """Show a campaign's report; ``about`` may name the kind."""
        if campaign_id != self.campaign_id:
            self._kind, self._source, self._made = None, None, None
            self.options.scope.begin()
            self.strip.say("info", "")
        asked = next((one for one in about if one in PARTS), None)
        if asked and asked != self._kind:
            self._kind = asked
            if campaign_id == self.campaign_id:
                self.ask_reload()
        super().show_campaign(campaign_id, about)

    def reload(self) -> None:
        desk, options = self.desk, self.options
        made = Setting(
            desk.workspace.attachments, desk.today(), str(desk.locale), options.paper, draft=options.draft.isChecked()
        )
        scope, kind, now = options.scope.of(self.campaign_id), self._kind, desk.now()

        def query(conn: Connection) -> Source | None:
            return read_source(conn, scope, kind, made, now)

        desk.tasks.read(query, self._take, key=("campaign.report", "source"))

    def landing(self) -> QWidget | None:
        return self.save_button

    def panes(self) -> list[QWidget]:
        return [self.options.kind, self.pages, self.save_button]

    def offers(self) -> dict[str, Offer]:
        none = "" if self._source else tr("The report is not read yet.")
        return {
            "pdf": Offer(self.save, tr("Save PDF…"), none),
            "main": Offer(self.save, tr("Save PDF…"), none),
        }

    def save(self) -> None:
        """Ask where to, and write the PDF there, all of it or nothing."""
        source = self._source
        if source is None:
            return
        proposed = self._folder / file_name(source, self.desk.today())
        target = self.desk.dialogs.save_file(tr("Save PDF"), proposed, [tr("PDF files (*.pdf)")])
        if target is None:
            return
        target = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        self._folder = target.parent
        parts = self.options.ticked

        def job(progress: Progress) -> pdf.Written | Problem:
            try:
                spare(self.desk.workspace.folder, target)
                return pdf.write(build(source, parts, progress), target, progress=progress)
            except Problem as problem:
                return problem

        self.desk.tasks.work(job, lambda done: self._written(target, done), tr("Save PDF"))

    def _take(self, source: Source | None) -> None:
        before, self._source = self._source, source
        if source is None:
            return
        if source.has_results and before is not None and not before.has_results and source.kind == "shortlist":
            # The first results make the campaign's report what is wanted next.
            self._choose_kind("campaign")
            return
        self._kind = source.kind
        self.options.show_source(source)
        empty = source.kind == "campaign" and not source.has_results
        self.results.say(
            "warn", tr("This campaign has no results yet;") if empty else "", tr("a Shortlist can be made now."),
            action=tr("Show the Shortlist") if empty else "",
        )  # fmt: skip
        self._make()
        self.offering.emit()

    def _make(self) -> None:
        """Lay the pages out anew; what was asked for before and is not begun is dropped."""
        if self._source is None:
            return
        self._turn += 1
        turn, source, parts = self._turn, self._source, self.options.ticked

        def job(progress: Progress) -> Made | None:
            return make_pdf(source, parts, progress) if turn == self._turn else None

        self.desk.tasks.work(job, lambda made: self._show(turn, made), tr("Preview"))

    def _show(self, turn: int, made: Made | None) -> None:
        if made is None or turn != self._turn:
            return
        self._made = made
        self.pages.show_pdf(made.data, made.sizes)
        self._say_problems(made.problems)

    def _say_problems(self, notes: tuple[Note, ...]) -> None:
        title = plural(len(notes), "{n} problem on these pages.", "{n} problems on these pages.") if notes else ""
        self.problems.say("warn", title, join((join((one.value, one.reason), ": ") for one in notes[:3]), " "))
        self.problems.setToolTip(join((join((one.value, one.reason), ": ") for one in notes), "\n"))

    def _written(self, target: Path, done: pdf.Written | Problem) -> None:
        if isinstance(done, Problem):
            self.strip.say_problem(done)
            return
        self._saved = target
        pages = plural(done.pages, "{n} page", "{n} pages")
        self.strip.say(
            "success", tr("Saved {name}.", name=target.name), pages, action=tr("Show in folder"), closable=True
        )
        self.desk.say(tr("Saved {path}", path=str(target)))

    def _show_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    def _choose_kind(self, kind: str) -> None:
        self._kind = cast("Kind", kind)
        self.ask_reload()

    def _turned(self, page: int, count: int) -> None:
        self.counter.setText(tr("Page {n} of {m}", n=page, m=count) if count else "")
        self.smaller.setEnabled(page > 1)
        self.larger.setEnabled(page < count)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.options.kind.chosen.connect(self._choose_kind)
        self.options.asked.connect(self.ask_reload)
        self.options.ticked_changed.connect(self._make)
        self.strip.acted.connect(self._show_folder)
        self.results.acted.connect(partial(self._choose_kind, "shortlist"))
        self.pages.turned.connect(self._turned)
        self.zoom.currentIndexChanged.connect(lambda: self.pages.set_zoom(self.zoom.currentData()))
        turn: Callable[[int], None] = lambda by: self.pages.go_to(self.pages.page + by)  # noqa: E731
        self.smaller.clicked.connect(lambda: turn(-1))
        self.larger.clicked.connect(lambda: turn(1))

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(theme.px(_BAR))
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(24), theme.px(4))
        row.setSpacing(theme.px(8))
        for one in (self.zoom, self.smaller, self.counter, self.larger):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.save_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for part in (bar, self.lock, self.strip, self.results, self.problems, self.pages):
            right.addWidget(part, 1 if part is self.pages else 0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.options)
        whole.addLayout(right, 1)


def _zoom_box() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr("Zoom"))
    box.addItem(tr("Fit width"), FIT)
    for percent in _ZOOMS:
        box.addItem(f"{percent} %", percent / 100)
    return box


SPEC = TabSpec("report", "Report", ReportTab)
