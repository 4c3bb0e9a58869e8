"""Two versions of a contract side by side in words: what came, what went, section by section."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from infludesk.contracts.compare import Compared, compare
from infludesk.flows.versions import Version, versions
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.diff import Piece
from infludesk.kernel.text import isolate, plural, tr

_SIGNS = {"~": "Changed", "+": "Added", "-": "Removed"}


class ComparePane(QWidget):
    """Compares the version at the left with the one at the right; what stayed is only counted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._found: tuple[Version, ...] = ()
        self.older, self.newer = Combo(), Combo()
        self.note = label("", "help", wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        row.setSpacing(theme.px(8))
        for words, combo in ((tr("From"), self.older), (tr("To"), self.newer)):
            combo.setAccessibleName(words)
            combo.currentIndexChanged.connect(self._show)
            row.addWidget(label(words, "muted"))
            row.addWidget(combo, 1)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(24))
        self._column.setSpacing(theme.px(8))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("What changed"))
        self.note.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(area, 1)

    def load(self, contract_id: str) -> None:
        """Read the versions of a contract; the choice stays where it can."""
        self.desk.tasks.read(lambda conn: versions(conn, contract_id), self._take, key=("contract", "versions"))

    def _take(self, found: Sequence[Version]) -> None:
        # the texts show amounts, so nothing is compared while internal figures are hidden
        self._found = () if self.desk.settings.hide_internal else tuple(found)
        # two versions chosen stay; one compared with itself says nothing
        kept = self.older.currentData() != self.newer.currentData()
        for combo, first in ((self.older, 1), (self.newer, 0)):
            chosen = combo.currentData() if kept else None
            combo.blockSignals(True)
            combo.clear()
            for one in self._found:
                combo.addItem(self._words(one), one.key)
            at = combo.findData(chosen) if chosen else -1
            combo.setCurrentIndex(at if at >= 0 else min(first, combo.count() - 1))
            combo.blockSignals(False)
        self._show()

    def _words(self, one: Version) -> str:
        shown = self.desk.formats
        if one.what == "sent":
            return tr("As sent {when}", when=show_moment(one.at, shown.locale, self.desk.zone))
        if one.what == "before":
            return tr("The contract before, signed {day}", day=show_day(one.at, shown.locale))
        return tr("As signed {day}", day=show_day(one.at, shown.locale)) if one.at else tr("As it is now")

    def _show(self) -> None:
        empty(self._column)
        texts = {one.key: one.text for one in self._found}
        old, new = texts.get(self.older.currentData()), texts.get(self.newer.currentData())
        if old is None or new is None or len(texts) == 1:
            hidden = tr("Internal figures are hidden, so the texts are not shown.")
            none = tr("There is one version so far. Another is kept when the contract is sent.")
            self.note.setText(hidden if self.desk.settings.hide_internal else none)
            return
        found = compare(old, new)
        changed = [one for one in found if one.sign != "="]
        same = plural(len(found) - len(changed), "{n} section is the same.", "{n} sections are the same.")
        told = plural(len(changed), "{n} section differs.", "{n} sections differ.")
        self.note.setText(f"{told} {same}")
        for one in changed:
            self._column.addWidget(label(f"{isolate(one.heading)} · {tr(_SIGNS[one.sign])}", "strong", wrap=True))
            self._column.addWidget(_words(one))
        self._column.addStretch(1)


def _words(one: Compared) -> QWidget:
    """The words: what came underlined after a plus, what went struck through after a minus."""
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setText("".join(_marked(piece) for piece in one.pieces))
    spoken = {"+": "added: {words}", "-": "removed: {words}", "=": "{words}"}
    made.setAccessibleName(" ".join(tr(spoken[piece.sign], words=piece.text.strip()) for piece in one.pieces))
    return made


def _marked(piece: Piece) -> str:
    words = escape(piece.text).replace("\n", "<br>")
    if piece.sign == "=":
        return words
    tag, mark, ink = ("u", "+", "success-text") if piece.sign == "+" else ("s", "−", "danger-text")
    colour = theme.color(ink).name()
    return f'<span style="color: {colour}">{mark}<{tag}>{words}</{tag}></span>'
