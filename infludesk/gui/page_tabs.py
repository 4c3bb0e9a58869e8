"""The tabs over pages that belong together, such as Creators and Duplicates: each tab is a page of its own."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import TabBar
from infludesk.gui.kit.parts import frame
from infludesk.gui.kit.theme import theme
from infludesk.gui.verbs import Offer
from infludesk.kernel.text import tr

# The pages under one entry of the sidebar, by the key of the first: (page, English words).
GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "creators": (("creators", "Creators"), ("duplicates", "Duplicates")),
    "payments": (("payments", "Fees"), ("invoices", "Invoices"), ("payees", "Payees")),
    "contracts": (("contracts", "Contracts"), ("counters", "Counters"), ("rule_packs", "Rule packs")),
    "content": (("content", "Content"), ("caption_check", "Caption check"), ("evidence", "Evidence")),
    "campaigns": (
        ("campaigns", "Campaigns"),
        ("gifts", "Gifts"),
        ("products", "Products"),
        ("benefits", "Benefits"),
    ),
}


class PageTabs(QWidget):
    """Leads from one page of a group to the others.

    Args:
        desk: the window's.
        group: a key of ``GROUPS``.
        page: the page it stands on.
    """

    def __init__(self, desk: Desk, group: str, page: str) -> None:
        super().__init__()
        self._desk, self._page = desk, page
        self._keys = [key for key, _ in GROUPS[group]]
        self.bar = TabBar(tuple((key, tr(words)) for key, words in GROUPS[group]))
        self.bar.setAccessibleName(tr(GROUPS[group][0][1]))
        self.bar.choose(page)
        self.bar.chosen.connect(self._go)
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(frame("divider"))

    def offers(self) -> dict[str, Offer]:
        """Going to the next tab and the one before."""
        at, many = self._keys.index(self._page), len(self._keys)
        before, after = self._keys[at - 1], self._keys[(at + 1) % many]
        return {"tab.next": Offer(lambda: self._desk.go(after)), "tab.previous": Offer(lambda: self._desk.go(before))}

    def _go(self, key: str) -> None:
        with QSignalBlocker(self.bar):
            self.bar.choose(self._page)
        self._desk.go(key)
