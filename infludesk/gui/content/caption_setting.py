"""What a caption is checked as: platform, format, connection, language, day and markets."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.content.caption_run import Asked
from infludesk.content.captions.lexicon import LANGS
from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.rulepacks import RulePack
from infludesk.creators.model import PLATFORMS
from infludesk.flows.caption_subjects import Subject
from infludesk.gui.contracts.pack_picks import PackPicks
from infludesk.gui.desk import Desk
from infludesk.gui.kit.edits import Combo, DayEdit
from infludesk.gui.kit.formats import language
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr

_DAY = Field("day", "day", "Published on")
_FIRST = {"platform": "instagram", "format": "post", "connection": "paid"}


class CaptionSetting(QWidget):
    """The setting of a check.

    Signals:
        changed: a person changed something.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.platform, self.format, self.connection, self.lang = Combo(), Combo(), Combo(), Combo()
        self.day, self.packs = DayEdit(_DAY, desk.formats), PackPicks()
        for combo, options in (
            (self.platform, PLATFORMS), (self.format, FORMATS), (self.connection, CONNECTIONS),
        ):  # fmt: skip
            for code, words in options:
                combo.addItem(tr(words), code)
        self.lang.addItem(tr("As the text"), "")
        for code in LANGS:
            self.lang.addItem(language(code, desk.locale), code)
        for name, combo in self._combos:
            combo.setCurrentIndex(max(0, combo.findData(_FIRST.get(name, ""))))
            combo.activated.connect(lambda _index: self.changed.emit())
        self.day.put(desk.today().isoformat())
        self.day.left.connect(self.changed)
        self.packs.changed.connect(self.changed)
        self._lay_out()

    @property
    def chosen(self) -> tuple[RulePack, ...]:
        """The packs to check under."""
        return self.packs.chosen

    def asked(self, caption: str) -> Asked:
        """A caption with this setting; a day that cannot be read counts as today."""
        try:
            day = str(self.day.read() or "")
        except Problem:
            day = ""
        codes = {name: str(combo.currentData() or "") for name, combo in self._combos}
        return Asked(caption, **codes, day=day or self._desk.today().isoformat())

    def fill(self, subject: Subject) -> None:
        """Take what is known of a piece or post; what is not stays as it is."""
        for name, combo in self._combos:
            at = combo.findData(getattr(subject, name))
            if getattr(subject, name) and at >= 0:
                combo.setCurrentIndex(at)
        if not subject.lang:
            self.lang.setCurrentIndex(0)
        if not subject.connection:
            self.connection.setCurrentIndex(self.connection.findData("unknown"))
        self.day.put(subject.day or self._desk.today().isoformat())

    def offer(self, packs: Sequence[RulePack]) -> None:
        """Offer these packs."""
        self.packs.offer(packs)

    @property
    def _combos(self) -> tuple[tuple[str, Combo], ...]:
        return (
            ("platform", self.platform), ("format", self.format), ("connection", self.connection), ("lang", self.lang),
        )  # fmt: skip

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        fields: list[tuple[str, QWidget]] = [
            (tr("Platform"), self.platform), (tr("Format"), self.format), (tr("Connection"), self.connection),
            (tr("Language"), self.lang), (tr("Published on"), self.day),
        ]  # fmt: skip
        for place, (words, field) in enumerate(fields):
            row, column = divmod(place, 2)
            grid.addWidget(label(words, "help"), row * 2, column)
            grid.addWidget(field, row * 2 + 1, column)
            field.setAccessibleName(words)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(8))
        whole.addWidget(label(tr("Markets"), "help"))
        whole.addWidget(self.packs)
        whole.addLayout(grid)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)
