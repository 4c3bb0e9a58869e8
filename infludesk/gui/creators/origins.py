"""The rows of imported files that speak of a creator, as they were in the file."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from infludesk.gui.creators.parts import Facts
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import Plain
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.importing.provenance import Provenance
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import isolate, tr

_WIDTH, _HEIGHT, _KEY_WIDTH = 640, 420, 200


class OriginsDialog(Plain):
    """One part for each row: file, row and day above, heading and cell below."""

    def __init__(self, desk: Desk, origins: Sequence[Provenance], parent: QWidget) -> None:
        super().__init__(parent, tr("Where from"))
        self.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for one in origins:
            self._part(column, desk, one)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName(tr("Rows of the files"))
        self.body.addWidget(area, 1)
        close = self.add_button(button(tr("Close")))
        close.clicked.connect(self.accept)
        close.setDefault(True)

    def _part(self, column: QVBoxLayout, desk: Desk, one: Provenance) -> None:
        words = tr(
            "{file}, row {row}, {day}",
            file=isolate(one.file_name), row=one.row, day=show_day(one.at, desk.locale),
        )  # fmt: skip
        column.addWidget(label(words, "lead", wrap=True))
        facts = Facts(_KEY_WIDTH)
        hidden = desk.formats.hide_internal
        cells = () if hidden else one.cells
        none = tr("The row is hidden with the internal figures.") if hidden else tr("The row is not kept here.")
        facts.put([(isolate(heading), isolate(cell)) for heading, cell in cells] or [("", none)])
        column.addWidget(facts)
        column.addSpacing(theme.px(8))
