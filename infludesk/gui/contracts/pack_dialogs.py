"""The dialogs of rule packs: edit a copy, and choose the pack for a market."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from infludesk.contracts.packs import KnownPack
from infludesk.flows.pack_changes import add_pack, pack_mistakes, set_market_pack, set_pack_everywhere
from infludesk.gui.contracts.pack_words import default_words
from infludesk.gui.desk import Desk
from infludesk.gui.doing_dialog import DoingDialog
from infludesk.gui.kit.dialogs import add_field
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.places import country_options
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import join, plural, tr

_WIDTH, _HEIGHT, _PAUSE, _SHOWN = 720, 320, 300, 5
EVERYWHERE = "*"


class EditPackDialog(DoingDialog):
    """A pack's text, to be kept under a version of its own; what is wrong in it is said while it is typed."""

    def __init__(self, desk: Desk, parent: QWidget | None, name: str, text: str) -> None:
        super().__init__(desk, parent, tr("Edit a copy of {pack}", pack=name), tr("Add rule pack"))
        self.text, self.said = QPlainTextEdit(text), label("", "help", wrap=True)
        self.text.setFont(theme.font("mono"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        add_field(self, tr("Text of the pack (TOML)"), self.text, tr("What is used already stays as it is."))
        self.body.addWidget(self.said)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.check)
        self.text.textChanged.connect(self._pause.start)
        self.begin_at(self.text)
        self.check()

    def check(self) -> bool:
        """Say what is wrong in the text; whether nothing is."""
        self._pause.stop()
        found = pack_mistakes(self.text.toPlainText())
        more = plural(len(found) - _SHOWN, "… and {n} more.", "… and {n} more.") if len(found) > _SHOWN else ""
        words = "\n".join((*found[:_SHOWN], more)).strip() if found else tr("Every rule and label can be read.")
        self.said.setText(words)
        theme.set_state(self.said, kind="danger" if found else "success")
        return not found

    def ready(self) -> bool:
        return self.check()

    def accept(self) -> None:
        self.do(add_pack, text=self.text.toPlainText())


class MarketPackDialog(DoingDialog):
    """For which market a pack is the one new work begins with; where it is that already, it is taken back."""

    def __init__(self, desk: Desk, parent: QWidget | None, known: KnownPack) -> None:
        super().__init__(desk, parent, tr("Default pack for a market"), tr("Set default"))
        self._code, self._taken = known.pack.code, {*known.markets, *((EVERYWHERE,) if known.everywhere else ())}
        self.country = Combo()
        self.country.setEditable(False)
        self.country.addItem(tr("Everywhere, where no market is known"), EVERYWHERE)
        for code, name in country_options(desk.locale):
            self.country.addItem(f"{name} ({code})", code)
        self.country.setCurrentIndex(self.country.findData(known.pack.jurisdiction))
        self.country.currentIndexChanged.connect(lambda _index: self._show_verb())
        words = tr("New work in this market begins with {name}.", name=known.pack.name)
        add_field(self, tr("Market"), self.country, join((words, default_words(known)), " "))
        self._show_verb()
        self.begin_at(self.country)

    def ready(self) -> bool:
        return self.country.currentData() is not None

    def accept(self) -> None:
        market, taken = self.country.currentData(), self._is_taken
        if market == EVERYWHERE:
            self.do(set_pack_everywhere, pack=self._code, on=not taken)
        else:
            self.do(set_market_pack, country=str(market), pack="" if taken else self._code)

    @property
    def _is_taken(self) -> bool:
        return self.country.currentData() in self._taken

    def _show_verb(self) -> None:
        words = tr("Take default back") if self._is_taken else tr("Set default")
        self.confirm_button.setText(words)
        self.confirm_button.setAccessibleName(words)
