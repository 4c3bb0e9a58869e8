"""A campaign in several markets: the label that passes in all of them, where it stands, and why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from infludesk.content.captions.lexicon import LANGS
from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.markets import Choice, label_for, strictest_places
from infludesk.contracts.rulepacks import ASPECTS, RulePack
from infludesk.gui.contracts.pack_picks import PackPicks
from infludesk.gui.contracts.pack_words import VERDICT_WORDS
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.formats import language
from infludesk.gui.kit.parts import frame, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join, tr

_KINDS = {"fine": "success", "risky": "warn", "not_fine": "danger"}
# The ties and formats there are labels and places for.
_TIES = ("paid", "gift", "loan", "affiliate", "employee", "family", "own")
_FORMATS = ("post", "carousel", "reel", "story", "short", "video", "live", "article")


class LabelsPanel(QWidget):
    """Choose markets, a tie and a format; each language has its label, and each market its reason."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.packs, self.connection, self.format = PackPicks(), Combo(), Combo()
        for combo, options, codes in ((self.connection, CONNECTIONS, _TIES), (self.format, FORMATS, _FORMATS)):
            for code in codes:
                combo.addItem(tr(dict(options)[code]), code)
            combo.activated.connect(lambda _index: self.show_labels())
        self.connection.setAccessibleName(tr("Connection"))
        self.format.setAccessibleName(tr("Format"))
        self.packs.changed.connect(self.show_labels)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(8))
        self._lay_out()

    def offer(self, packs: Sequence[RulePack]) -> None:
        """Offer these packs."""
        self.packs.offer(packs)
        self.show_labels()

    def choose(self, keys: Sequence[str]) -> None:
        """Ask about these packs, named ``code@version``."""
        self.packs.choose(keys)
        self.show_labels()

    def show_labels(self) -> None:
        """Work out the labels and places for what is chosen."""
        empty(self._found)
        packs = self.packs.chosen
        if not packs:
            self._found.addWidget(label(tr("Choose a market; nothing is assumed"), "muted", wrap=True))
            return
        for lang in LANGS:
            if choice := label_for(packs, lang, str(self.connection.currentData())):
                self._found.addWidget(self._choice(lang, choice))
        self._found.addWidget(self._places(packs))

    def _choice(self, lang: str, choice: Choice) -> QWidget:
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        fine = choice.verdict == "fine"
        head = QHBoxLayout()
        head.addWidget(label(language(lang, self._desk.locale), "help"))
        head.addStretch(1)
        words = tr("Passes in all") if fine else tr(VERDICT_WORDS[choice.verdict])
        head.addWidget(label(words, _KINDS[choice.verdict]))
        column.addLayout(head)
        column.addWidget(label(choice.text, "strong", wrap=True))
        for one in choice.reasons:
            column.addWidget(label(join((one.pack, one.cite, one.why)), "help", wrap=True))
        return card

    def _places(self, packs: Sequence[RulePack]) -> QWidget:
        card = frame("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(label(tr("Where it stands"), "lead"))
        for place, asked in strictest_places(packs, str(self.format.currentData())).items():
            column.addWidget(label(tr(dict(ASPECTS)[place]), "strong", wrap=True))
            cites = dict.fromkeys(join((one.pack, one.rule.code, one.rule.cite), " ") for one in asked)
            column.addWidget(label("\n".join(cites), "help", wrap=True))
        return card

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        for place, (words, field) in enumerate(((tr("Connection"), self.connection), (tr("Format"), self.format))):
            grid.addWidget(label(words, "help"), 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(tr("Markets"), "help"))
        column.addWidget(self.packs)
        column.addLayout(grid)
        column.addLayout(self._found)
