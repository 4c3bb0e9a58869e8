"""Boxes to choose rule packs by, one for each market."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from infludesk.contracts.rulepacks import RulePack
from infludesk.gui.creators.parts import empty
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.parts import plain
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import tr


class PackPicks(QWidget):
    """The packs there are for new work, and those chosen besides.

    Signals:
        changed: a person chose others.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self._packs: dict[str, RulePack] = {}
        self._row = FlowLayout(self, gap=theme.px(12))
        self.setAccessibleName(tr("Markets"))

    @property
    def chosen(self) -> tuple[RulePack, ...]:
        """The packs that are ticked, in their order."""
        return tuple(self._packs[key] for key, box in self.boxes.items() if box.isChecked())

    def offer(self, packs: Sequence[RulePack]) -> None:
        """Offer these; of each code one, and what is ticked stays ticked where it is offered still."""
        keys = {pack.key: pack for pack in packs}
        if list(keys) == list(self._packs):
            return
        ticked = {pack.code for pack in self.chosen}
        empty(self._row)
        self._packs, self.boxes = keys, {}
        jurisdictions = [pack.jurisdiction for pack in packs]
        for key, pack in keys.items():
            alone = jurisdictions.count(pack.jurisdiction) == 1
            box = QCheckBox(plain(pack.jurisdiction if alone else pack.code))
            box.setAccessibleName(tr("{name}, version {version}", name=pack.name, version=pack.version))
            box.setToolTip(f"{pack.name} · {key}")
            box.setChecked(pack.code in ticked)
            box.clicked.connect(lambda _on: self.changed.emit())
            self.boxes[key] = box
            self._row.addWidget(box)

    def choose(self, keys: Sequence[str]) -> None:
        """Tick these alone, named ``code@version``, without a signal."""
        for key, box in self.boxes.items():
            box.setChecked(key in keys)
