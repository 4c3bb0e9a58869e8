"""The menu of what can be done with a contract beside its next step."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from infludesk.contracts import commands
from infludesk.contracts.ending import cancel_contract, end_contract
from infludesk.contracts.model import STATES
from infludesk.contracts.states import MOVES
from infludesk.flows.checklist import refresh_items
from infludesk.flows.clauses import keep_template
from infludesk.flows.versions import add_addendum, new_version
from infludesk.gui.contracts.dialogs import WhyDialog
from infludesk.gui.contracts.papers import Papers
from infludesk.gui.contracts.text_reading import TextView
from infludesk.gui.desk import Desk
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, tr

# These have a button or a step of their own.
_STEPS = frozenset({"sent", "signed", "redlined", "ended", "terminated", "superseded", "cancelled"})
Act = tuple[str, Callable[[], object]]
Terminate = Callable[[str, str | None], None]


class MoreMenu:
    """Fills the menu for a contract and does what is chosen; dialogs stand over ``host``.

    ``terminate`` asks about a contract (its id) and the fees of a participation (its id, or None).
    """

    def __init__(
        self, desk: Desk, host: QWidget, papers: Papers, refuse: Callable[[Problem], None], terminate: Terminate
    ) -> None:
        self.desk, self._host, self._papers, self._refuse, self._terminate = desk, host, papers, refuse, terminate
        self._id = ""

    def fill(self, menu: QMenu, view: TextView) -> None:
        """Offer what fits the contract's state."""
        self._id = view.contract.id
        menu.clear()
        for group in (self._paper(), self._own(view), self._versions(view), self._states(view)):
            for words, run in group:
                menu.addAction(words).triggered.connect(lambda _on=False, run=run: run())
            menu.addSeparator()

    def _paper(self) -> Iterator[Act]:
        yield tr("Create PDF…"), lambda: self._papers.save_pdf(self._id)
        yield tr("Create internal PDF…"), lambda: self._papers.save_pdf(self._id, internal=True)
        yield tr("Save as text…"), lambda: self._papers.save_text(self._id)
        yield tr("E-mail draft with the PDF"), lambda: self._papers.mail(self._id)

    def _own(self, view: TextView) -> Iterator[Act]:
        if not view.frozen:
            yield tr("Fill open items from the terms"), lambda: self._do(refresh_items)
        yield tr("Save as template…"), self._keep

    def _versions(self, view: TextView) -> Iterator[Act]:
        if view.contract.state == "signed":
            yield tr("New version"), lambda: self._do(new_version, then=self._open)
            yield tr("Addendum"), lambda: self._do(add_addendum, then=self._open)
        for one in (*([view.parent] if view.parent else []), *view.children):
            name = tr(
                "Open {title} ({state})", title=isolate(one.title or ""), state=tr(dict(STATES)[one.state or "draft"])
            )
            yield name, partial(self.desk.go, "contract", one.id)

    def _states(self, view: TextView) -> Iterator[Act]:
        state = view.contract.state or "draft"
        for to in MOVES[state]:
            if to not in _STEPS and (state, to) != ("draft", "in_check"):
                words = tr("Move to {state}", state=tr(dict(STATES)[to]))
                yield words, partial(self._do, commands.set_contract_field, name="state", value=to)
        if "ended" in MOVES[state]:
            yield tr("End…"), partial(self._why, "ended")
            yield tr("Terminate…"), partial(self._terminate, self._id, view.contract.participation_id)
        if "cancelled" in MOVES[state]:
            yield tr("Cancel contract…"), partial(self._why, "cancelled")

    def _why(self, to: str) -> None:
        ways: dict[str, tuple[str, str, str, Callable[..., None]]] = {
            "ended": (tr("End contract"), tr("End"), tr("The contract has run its course."), end_contract),
            "cancelled": (
                tr("Cancel contract"), tr("Cancel contract"),
                tr("The contract was not signed and comes to nothing."), cancel_contract,
            ),
        }  # fmt: skip
        title, verb, words, command = ways[to]
        WhyDialog(
            self.desk, self._host, self._id, title=title, verb=verb, words=words, command=command, needed=to != "ended"
        ).open()

    def _keep(self) -> None:
        name = self.desk.dialogs.ask_text(tr("Save as template"), tr("Name"), verb=tr("Save"))
        if name:
            words = tr("The template is in the library.")
            self._do(keep_template, name=name, then=lambda _: self.desk.say(words))

    def _open(self, outcome: Outcome) -> None:
        self.desk.go("contract", outcome.value)

    def _do(
        self, command: Callable[..., object], *, then: Callable[[Outcome], None] | None = None, **given: Any
    ) -> None:
        self.desk.tasks.do(command, then=then, otherwise=self._refuse, contract_id=self._id, **given)
