"""The one action of each verb: what menus, buttons, shortcuts and Find or do all show."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from infludesk.gui.kit.parts import plain
from infludesk.gui.verbs import VERBS, Offer, Verb
from infludesk.kernel.text import tr


class Actions(QObject):
    """The one QAction of each verb; menus, buttons, shortcuts and Find or do all show these."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: dict[str, Offer] = {}
        self._actions = {verb.id: self._make(verb) for verb in VERBS}
        self.offer({})

    def __getitem__(self, verb: str) -> QAction:
        return self._actions[verb]

    def all(self) -> list[tuple[Verb, QAction]]:
        """Every verb with its action, in the order of the menus."""
        return [(verb, self._actions[verb.id]) for verb in VERBS]

    def offer(self, offers: Mapping[str, Offer]) -> None:
        """Take what can be done now: verb id → offer. A verb nobody offers is not seen, and its keys are free."""
        self._offers = dict(offers)
        for verb in VERBS:
            action, given = self._actions[verb.id], self._offers.get(verb.id)
            action.setVisible(given is not None)
            action.setEnabled(given is not None and not given.why_not)
            words = tr(verb.label) if given is None or not given.label else given.label
            if action.text() != plain(words):
                action.setText(plain(words))
            action.setToolTip(given.why_not if given else "")
            if given is not None and given.checked is not None:
                action.setCheckable(True)
                action.setChecked(given.checked)

    def why_not(self, verb: str) -> str:
        """Why a verb cannot be done now; empty where it can."""
        return self._offers[verb].why_not if verb in self._offers else tr("Not on this page.")

    def _make(self, verb: Verb) -> QAction:
        action = QAction(plain(tr(verb.label)), self)
        action.setShortcuts([QKeySequence(keys) for keys in verb.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setData(verb.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda: self._run(verb.id))
        return action

    def _run(self, verb: str) -> None:
        given = self._offers.get(verb)
        if given is not None and not given.why_not:
            given.run()
