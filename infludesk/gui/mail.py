"""E-mail drafts, handed to the person's own mail program."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from infludesk.exporting.file_names import file_name, unique_name
from infludesk.gui.desk import Desk
from infludesk.kernel.mail import Mail, draft
from infludesk.kernel.text import plural, tr
from infludesk.saving import save

FOLDER = "mail"


def open_drafts(desk: Desk, mails: Sequence[Mail]) -> list[Path]:
    """Keep drafts in the workspace's folder and open them in the mail program, which sends them or not.

    Where no program takes them, their folder is shown instead.

    Returns:
        The files, in the order of the drafts.

    Raises:
        Problem: as ``saving.save``.
    """
    folder = desk.workspace.folder / FOLDER
    folder.mkdir(exist_ok=True)
    taken = {path.name.casefold() for path in folder.iterdir()}
    written = []
    for mail in mails:
        path = folder / unique_name(f"{file_name(mail.subject, tr('Draft'))}.eml", taken)
        data = draft(mail)
        save(path, lambda part, data=data: _write(part, data))  # type: ignore[misc]
        written.append(path)
    if not all(QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) for path in written):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        desk.say(plural(len(written), "{n} e-mail draft is in the folder.", "{n} e-mail drafts are in the folder."))
    return written


def _write(part: Path, data: bytes) -> None:
    part.write_bytes(data)
