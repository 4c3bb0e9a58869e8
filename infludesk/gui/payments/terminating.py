"""Terminating a contract: why, and what becomes of the fees that are planned under it."""

from PySide6.QtWidgets import QWidget

from infludesk.flows.ending import Ending, endings, terminate_contract
from infludesk.gui.contracts.dialogs import WhyDialog
from infludesk.gui.desk import Desk
from infludesk.gui.payments.ending import FeesAtEnd
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr


def ask_terminate(desk: Desk, host: QWidget, contract_id: str, participation_id: str | None) -> None:
    """Ask, over ``host``, why a signed contract ends early, and settle the fees of the creator's part."""
    parts, today = [participation_id] if participation_id else [], desk.today().isoformat()

    def show(found: list[Ending]) -> None:
        TerminateDialog(desk, host, contract_id, next(iter(found), None)).open()

    desk.tasks.read(lambda conn: endings(conn, parts, today), show)


class TerminateDialog(WhyDialog):
    """Asks why a signed contract ends early, and what becomes of the fees that are planned under it."""

    def __init__(self, desk: Desk, parent: QWidget | None, contract_id: str, ending: Ending | None) -> None:
        super().__init__(
            desk, parent, contract_id, title=tr("Terminate contract"), verb=tr("Terminate"),
            words=tr("What is earned stays due. Rights and exclusivities under it end."),
            command=terminate_contract, needed=True,
        )  # fmt: skip
        self._part = ending.participation_id if ending else ""
        self.fees = FeesAtEnd([ending], "stopped", desk.formats) if ending and ending.asks else None
        if self.fees is not None:
            self.body.addWidget(self.fees)

    def accept(self) -> None:
        try:
            keep, kill = (self.fees.keep, self.fees.kill_fees()) if self.fees else ([], {})
        except Problem as problem:
            self.refuse(problem)
            self.ask_again()
            return
        self.do(
            terminate_contract, contract_id=self._contract, why=self.why.toPlainText(), keep=keep,
            kill_fee=kill.get(self._part),
        )  # fmt: skip
