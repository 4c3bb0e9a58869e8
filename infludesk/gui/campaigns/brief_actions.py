"""What is done with a brief from its tab: sent, frozen, acknowledged, begun from a template, kept as a PDF."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from infludesk.campaigns import brief_commands as briefs
from infludesk.campaigns.commands import brief_of, set_brief_field
from infludesk.campaigns.template_store import Offered, offered_briefs
from infludesk.db.driver import Connection
from infludesk.db.transaction import Tx
from infludesk.exporting.file_names import file_name
from infludesk.flows import briefing
from infludesk.flows.briefing import SentBrief
from infludesk.folder import spare
from infludesk.gui.campaigns.brief_dialogs import AcknowledgeDialog, SendDialog, TemplateDialog
from infludesk.gui.campaigns.brief_reading import BriefView
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.mail import open_drafts
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.mail import Mail, MailFile
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import join, tr
from infludesk.records.store import attached, stored_file
from infludesk.reports.branding import Setting
from infludesk.reports.brief import BriefFacts, write
from infludesk.reports.brief_sending import ROLE, send_with_pages
from infludesk.saving import save

_PDF = "application/pdf"
_Files = dict[str, MailFile]


class BriefActions:
    """The steps of one tab; what is refused is said on its strip."""

    def __init__(self, desk: Desk, strip: Strip) -> None:
        self._desk, self._strip = desk, strip
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    def setting(self) -> Setting:
        """How documents are made here, now."""
        desk = self._desk
        return Setting(desk.workspace.attachments, desk.today(), str(desk.locale))

    def send(self, view: BriefView, only: Sequence[str] = ()) -> None:
        """Ask who gets the brief, freeze and keep it, and open the drafts."""

        def chosen(dialog: SendDialog) -> None:
            via, note = dialog.values["via"] or "email", dialog.values["personal_note"] or ""
            campaign = view.campaign.name or ""
            self._desk.tasks.do(
                send_with_pages, then=partial(self._sent, campaign, via, note), otherwise=self._strip.say_problem,
                doing=tr("Send the brief"), made=self.setting(), name=_file_stem(campaign),
                campaign_id=view.campaign.id, participation_ids=dialog.chosen, via=via, note=note,
                without=dialog.values["without"] or "",
            )  # fmt: skip

        dialog = SendDialog(
            window_of(), view.people, self._desk.formats,
            undisclosed=view.undisclosed, varied=view.varied, only=only,
        )  # fmt: skip
        ask(dialog, chosen)

    def freeze(self, view: BriefView) -> None:
        """Freeze the text shown; where it has no disclosure wording, ask why."""
        why = ""
        if view.text_id in view.undisclosed:
            title, words = tr("No disclosure wording"), tr("Why there is none")
            given = self._desk.dialogs.ask_text(title, words, verb=tr("Freeze"))
            if given is None:
                return
            why = given
        self._do(briefing.freeze, brief_id=view.text_id, without=why)

    def acknowledge(self, sending_id: str, creator: str) -> None:
        """Ask when and how a creator confirmed what they were sent."""

        def chosen(dialog: AcknowledgeDialog) -> None:
            how = dialog.values["acknowledged_how"] or ""
            self._do(briefs.acknowledge_brief, sending_id=sending_id, on=dialog.values["on"], how=how)

        ask(AcknowledgeDialog(window_of(), creator, self._desk.formats), chosen)

    def begin(self, campaign_id: str) -> None:
        """Ask for a template, and fill what is empty from it."""

        def chosen(dialog: TemplateDialog) -> None:
            self._do(briefs.begin_from_template, then=self._begun, campaign_id=campaign_id, template=dialog.chosen.text)

        def offer(found: list[Offered]) -> None:
            ask(TemplateDialog(window_of(), found), chosen)

        self._desk.tasks.read(offered_briefs, offer, key=("brief", "templates"))

    def keep_template(self, view: BriefView) -> None:
        """Ask for a name, and keep the text shown as a template of the house."""
        name = self._desk.dialogs.ask_text(tr("Save as a template"), tr("Name"), verb=tr("Save template"))
        if name:
            self._do(briefs.save_brief_template, brief_id=view.text_id, name=name)

    def save_pdf(self, view: BriefView, facts: BriefFacts, version_id: str = "") -> None:
        """Ask where to, and write the text shown there; a version as the PDF it was sent as, where it was."""
        number = view.number(version_id)
        stem = _file_stem(view.campaign.name or "")
        proposed = self._folder / (f"{stem} v{number}.pdf" if number else f"{stem}.pdf")
        target = self._desk.dialogs.save_file(tr("Save PDF"), proposed, [tr("PDF files (*.pdf)")])
        if target is None:
            return
        target = target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")
        self._folder = target.parent

        def found(kept: Path | None) -> None:
            job = partial(self._write, facts, target, kept)
            self._desk.tasks.work(job, partial(self._saved, target), tr("Save PDF"))

        self._desk.tasks.read(lambda conn: self._kept(conn, version_id), found)

    def _kept(self, conn: Connection, version_id: str) -> Path | None:
        file = attached(conn, ref("brief_version", version_id), ROLE) if version_id else None
        return stored_file(self._desk.workspace.attachments, file.sha256) if file else None

    def _write(self, facts: BriefFacts, target: Path, kept: Path | None, _progress: Progress) -> Problem | None:
        try:
            spare(self._desk.workspace.folder, target)
            if kept:
                data = kept.read_bytes()
                save(target, lambda part: _fill(part, data))
            else:
                write(facts, target)
        except Problem as problem:
            return problem
        return None

    def _saved(self, target: Path, problem: Problem | None) -> None:
        if problem:
            self._strip.say_problem(problem)
        else:
            self._desk.say(tr("Saved {path}", path=str(target)))

    def _sent(self, campaign: str, via: str, note: str, outcome: Outcome) -> None:
        sent: list[SentBrief] = outcome.value
        if via != "email":
            return

        def query(conn: Connection) -> _Files:
            return {one: file for one in {row.version_id for row in sent} if (file := self._file(conn, one))}

        def opened(files: _Files) -> None:
            try:
                open_drafts(self._desk, [_mail(one, campaign, note, files.get(one.version_id)) for one in sent])
            except Problem as problem:
                self._strip.say_problem(problem)

        self._desk.tasks.read(query, opened)

    def _file(self, conn: Connection, version_id: str) -> MailFile | None:
        file, path = attached(conn, ref("brief_version", version_id), ROLE), self._kept(conn, version_id)
        return MailFile(file.name or tr("Brief"), _PDF, path.read_bytes()) if file and path else None

    def _begun(self, outcome: Outcome) -> None:
        if not outcome.value:
            self._strip.say("info", tr("No section was empty."), tr("Nothing was filled."), closable=True)

    def _do(self, command: Callable[..., Any], *, then: Callable[[Outcome], None] | None = None, **given: Any) -> None:
        self._desk.tasks.do(command, then=then, otherwise=self._strip.say_problem, **given)


def edit_brief(tx: Tx, *, campaign_id: str, name: str, value: Any) -> None:
    """Change a field of the campaign's brief for everyone, which the first edit makes.

    Raises:
        Problem: ``brief.messages``: more than three key messages.
    """
    set_brief_field(tx, brief_id=brief_of(tx, campaign_id), name=name, value=value)


def _fill(part: Path, data: bytes) -> None:
    part.write_bytes(data)


def _file_stem(campaign: str) -> str:
    return file_name(tr("Brief {campaign}", campaign=campaign), tr("Brief"))


def _mail(one: SentBrief, campaign: str, note: str, file: MailFile | None) -> Mail:
    """The draft to one creator: the note, what is attached, and what is asked back."""
    text = join(
        (
            tr("Hello {name},", name=one.creator),
            note.strip(),
            tr("The brief for {campaign} is attached, version {n}.", campaign=campaign, n=one.number),
            tr("A short reply that you have read it is enough. Questions are welcome."),
        ),
        "\n\n",
    )
    subject = tr("Brief: {campaign}", campaign=campaign)
    return Mail((one.email,) if one.email else (), subject, f"{text}\n", (file,) if file else ())
