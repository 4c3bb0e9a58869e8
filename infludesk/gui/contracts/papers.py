"""A contract leaves the program: as PDF, as plain text, and as an e-mail draft to the creator."""

from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from infludesk.db.driver import Connection
from infludesk.exporting.file_names import file_name
from infludesk.folder import spare
from infludesk.gui.desk import Desk
from infludesk.gui.mail import open_drafts
from infludesk.kernel.errors import Problem
from infludesk.kernel.mail import Mail, MailFile
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import plural, tr
from infludesk.reports import pdf
from infludesk.reports.branding import Setting
from infludesk.reports.contract_pdf import ContractPaper, contract_paper, write, write_text


class Papers(QObject):
    """Writes papers of one contract.

    Signals:
        told: a state of the strip, a title and a text.
        refused: a Problem.
    """

    told = Signal(str, str, str)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._folder = Path.home()

    def save_pdf(self, contract_id: str, *, internal: bool = False) -> None:
        """Ask where to, and write the PDF there; the internal copy has the checklist, risks and notes."""

        def take(paper: ContractPaper) -> None:
            what = tr("internal copy") if internal else ""
            target = self._target(paper, what, ".pdf", tr("PDF files (*.pdf)"), tr("Save PDF"))
            if target is None:
                return

            def job(_progress: Progress) -> pdf.Written | Problem:
                try:
                    spare(self.desk.workspace.folder, target)
                    return write(paper, target)
                except Problem as problem:
                    return problem

            self.desk.tasks.work(job, lambda done: self._written(target, done), tr("Save PDF"))

        self._read(contract_id, take, internal=internal)

    def save_text(self, contract_id: str) -> None:
        """Ask where to, and write the plain text there."""

        def take(paper: ContractPaper) -> None:
            target = self._target(paper, "", ".txt", tr("Text files (*.txt)"), tr("Save as text"))
            if target is None:
                return
            try:
                spare(self.desk.workspace.folder, target)
                write_text(paper.text, target)
            except Problem as problem:
                self.refused.emit(problem)
                return
            self._say(target, "")

        self._read(contract_id, take)

    def mail(self, contract_id: str) -> None:
        """Make the PDF and open an e-mail draft with it, to the creator's side; it is sent from the mail program."""

        def take(paper: ContractPaper) -> None:
            def job(_progress: Progress) -> bytes | Problem:
                stream = BytesIO()
                try:
                    write(paper, stream)
                except Problem as problem:
                    return problem
                return stream.getvalue()

            self.desk.tasks.work(job, lambda data: self._draft(paper, data), tr("Make the PDF"))

        self._read(contract_id, take)

    def _draft(self, paper: ContractPaper, data: bytes | Problem) -> None:
        if isinstance(data, Problem):
            self.refused.emit(data)
            return
        to = [one.email for one in paper.parties if one.email and one.role in ("creator", "manager", "guardian")]
        title = paper.contract.title or tr("Contract")
        text = tr(
            "Hello,\n\nthe contract is attached. Sign it and send it back, or tell us what to change.\n\n{house}",
            house=paper.look.made_by,
        )
        name = f"{file_name(title, tr('Contract'))}.pdf"
        try:
            open_drafts(self.desk, [Mail(to, title, text, (MailFile(name, "application/pdf", data),))])
        except Problem as problem:
            self.refused.emit(problem)
            return
        self.told.emit("success", tr("The e-mail draft is ready."), tr("Send it from your mail program."))

    def _read(self, contract_id: str, take: object, *, internal: bool = False) -> None:
        desk = self.desk
        made = Setting(desk.workspace.attachments, desk.today(), str(desk.locale))

        def query(conn: Connection) -> ContractPaper:
            return contract_paper(conn, contract_id, made, internal=internal)

        desk.tasks.read(query, take, key=("contract", "paper"))  # type: ignore[arg-type]

    def _target(self, paper: ContractPaper, what: str, ending: str, kinds: str, title: str) -> Path | None:
        name = " ".join(part for part in (paper.contract.title or tr("Contract"), what) if part)
        proposed = self._folder / f"{file_name(name, tr('Contract'))}{ending}"
        target = self.desk.dialogs.save_file(title, proposed, [kinds])
        if target is None:
            return None
        self._folder = target.parent
        return target if target.suffix.lower() == ending else target.with_name(f"{target.name}{ending}")

    def _written(self, target: Path, done: pdf.Written | Problem) -> None:
        if isinstance(done, Problem):
            self.refused.emit(done)
            return
        self._say(target, plural(done.pages, "{n} page", "{n} pages"))

    def _say(self, target: Path, text: str) -> None:
        self.told.emit("success", tr("Saved {name}.", name=target.name), text)
        self.desk.say(tr("Saved {path}", path=str(target)))
