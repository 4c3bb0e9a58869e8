"""Drafting a contract: for an agreed creator who is chosen, with a template, or at once for one that is known."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from infludesk.contracts import clause_store
from infludesk.contracts.store import AgreedCreator
from infludesk.flows.clauses import drop_template
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.versions import ADDENDUM
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.parts import button, label
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, tr


def draft_contract(desk: Desk, participation_id: str, refused: Callable[[Problem], None]) -> None:
    """Draft the contract of a creator in a campaign by the template that fits, and go to it."""

    def made(outcome: Outcome) -> None:
        desk.go("contract", str(outcome.value))

    desk.tasks.do(contract_from_participation, then=made, otherwise=refused, participation_id=participation_id)


class DraftDialog(DoingDialog):
    """The agreed creators without a contract; the one chosen gets a draft."""

    def __init__(self, desk: Desk, parent: QWidget | None, agreed: Sequence[AgreedCreator]) -> None:
        super().__init__(desk, parent, tr("Draft contract"), tr("Draft contract"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Agreed creators without a contract"))
        self.list.setFrameShape(QFrame.Shape.StyledPanel)
        for one in agreed:
            made = QListWidgetItem(join((one.whom, isolate(one.client))))
            made.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(made)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.confirm())
        self._own: dict[str, str] = {}
        self.template, self.drop_button = Combo(), button(tr("Remove from library"), icon="trash", small=True)
        self.template.setAccessibleName(tr("Template"))
        self._fill_templates()
        self.template.currentIndexChanged.connect(lambda _place: self._show_drop())
        self.drop_button.clicked.connect(self._drop)
        words = tr("The terms are filled from the campaign, its brief and the deliverables.")
        self.body.addWidget(label(words, "muted", wrap=True))
        self.body.addWidget(self.list)
        self.body.addWidget(label(self.template.accessibleName(), "muted"))
        self.body.addWidget(self.template)
        proposed = tr("Days, hours and rounds of a template are proposals; agree on your own.")
        self.body.addWidget(label(proposed, "help", wrap=True))
        self.body.addWidget(self.drop_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._show_drop()
        self.begin_at(self.list)
        if not agreed:
            self.list.hide()
            self.strip.say("info", tr("Every agreed creator has a contract."))
            self.confirm_button.setEnabled(False)

    def ready(self) -> bool:
        return self.list.currentItem() is not None

    def accept(self) -> None:
        chosen = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        self.do(contract_from_participation, participation_id=chosen, template=self.template.currentData())

    def _fill_templates(self) -> None:
        self.template.addItem(tr("The one that fits pay and campaign"), "")
        for one in self.desk.workspace.read(clause_store.offered).templates.values():
            if one.code != ADDENDUM:
                self.template.addItem(isolate(one.name) if one.own else tr(one.name), one.code)
                self._own[one.code] = one.own

    def _show_drop(self) -> None:
        self.drop_button.setVisible(bool(self._own.get(self.template.currentData())))

    def _drop(self) -> None:
        """Take the house's own template out of the library; of one that stood in a shipped one's place that is back."""

        def gone(_outcome: Outcome) -> None:
            self.template.clear()
            self._own.clear()
            self._fill_templates()

        template = self._own[self.template.currentData()]
        self.desk.tasks.do(drop_template, then=gone, otherwise=self.refuse, template_id=template)
