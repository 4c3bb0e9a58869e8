"""What a person does about a post that breaks a rule, from the log of its panel."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from infludesk.content.fixing import fix_terms, remind_of_fix, withdraw_fix
from infludesk.content.model import DisclosureCheck
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.flows.fix_mail import findings_words, fix_mail
from infludesk.flows.publish import note_seen
from infludesk.gui.content.fix_dialogs import FixAsked, FixDialog, FixedDialog
from infludesk.gui.content.post_parts import PieceView
from infludesk.gui.desk import Desk
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.mail import open_drafts
from infludesk.kernel.errors import Problem
from infludesk.kernel.mail import Mail
from infludesk.kernel.text import tr


class Panel(Protocol):
    """The panel that shows the post: does commands, and says in its strip what is refused."""

    view: PieceView | None
    strip: Strip

    def do(self, command: Callable[..., Any], **arguments: Any) -> None: ...


class FixSteps:
    """Takes the steps of a fix for the post shown in a panel."""

    def __init__(self, desk: Desk, panel: Panel) -> None:
        self._desk, self._panel = desk, panel

    def take(self, step: str, check_id: str) -> None:
        """Take one of ``fixes.STEPS``, asking first what is needed."""
        match step:
            case "ask":
                self._desk.tasks.read(lambda conn: _asked(conn, check_id), self._ask)
            case "remind":
                self._panel.do(remind_of_fix, check_id=check_id)
            case "fix":
                FixedDialog(self._desk, self._widget, check_id).open()
            case "withdraw":
                self._panel.do(withdraw_fix, check_id=check_id)

    def see(self, live: bool) -> None:  # noqa: FBT001  the log's signal
        """Note that the post was seen live, or that it is gone, and why."""
        view = self._panel.view
        if view is None or view.whole is None:
            return
        ask = self._desk.dialogs.ask_text
        why = "" if live else ask(tr("The post is gone"), tr("Reason"), verb=tr("Note as gone"))
        if why is not None:
            self._panel.do(note_seen, post_id=view.whole.post.id, live=live, why=why)

    @property
    def _widget(self) -> QWidget | None:
        return self._panel if isinstance(self._panel, QWidget) else None

    def _ask(self, asked: FixAsked) -> None:
        dialog = FixDialog(self._desk, self._widget, asked)
        dialog.stored.connect(lambda _made: self._write_mail(asked.check_id) if dialog.mail.isChecked() else None)
        dialog.open()

    def _write_mail(self, check_id: str) -> None:
        def write(mail: Mail) -> None:
            try:
                open_drafts(self._desk, [mail])
            except Problem as problem:
                self._panel.strip.say_problem(problem)

        self._desk.tasks.read(lambda conn: fix_mail(conn, check_id), write)


def _asked(conn: Connection, check_id: str) -> FixAsked:
    post_id = get(conn, DisclosureCheck, check_id).post_id
    return FixAsked(check_id, findings_words(conn, check_id), fix_terms(conn, post_id))
