"""The Work tab of a creator: which piece may be used where and until when, exclusivities, clashes and contracts."""

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.contracts.exclusive import add_exclusivity, trash_exclusivity
from infludesk.contracts.model import CHANNELS, STATES, Exclusivity
from infludesk.db.driver import Connection
from infludesk.flows.clashes import Clash
from infludesk.flows.creator_work import CreatorWork, RightLine, creator_work
from infludesk.gui.contracts.clash_words import clash_words, misuse_words
from infludesk.gui.contracts.exclusivities import CategoryPicker, exclusivity_words
from infludesk.gui.contracts.rights import span_words, territory_words
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.cells import Bar, Cell, Pill, Text
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label, scrolled, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead, Strip
from infludesk.kernel.dates import near, show_day
from infludesk.kernel.text import isolate, join, tr

# What changes the work of a creator.
TABLES = (
    "contract", "usage_right", "right_asset", "asset_use", "whitelisting", "exclusivity", "brand", "brand_rival",
    "category", "campaign", "campaign_party", "campaign_market", "participation", "deliverable", "post", "client",
)  # fmt: skip
_TOLD = ("scope", "rivals", "starts_on", "ends_on", "markets", "platforms", "source", "source_note")


class ToldDialog(FieldsDialog):
    """An exclusivity that a creator promised elsewhere, as they told it or as somebody saw it."""

    def __init__(self, parent: QWidget | None, formats: Formats, work: CreatorWork) -> None:
        super().__init__(parent, tr("Exclusivity promised elsewhere"), tr("Add exclusivity"))
        self.categories = CategoryPicker(formats)
        self.categories.put((), work.tree, frozen=False)
        self.categories.changed.connect(lambda codes: self.categories.put(codes, work.tree, frozen=False))
        for name in _TOLD:
            self.add(Exclusivity.entity.field(name), formats, "told" if name == "source" else None)
            if name == "scope":
                self.body.addWidget(self.categories)
        self.finish("scope")

    def refuse(self) -> str:
        if self.values["rivals"] or self.categories.codes or self.values["scope"] == "all":
            return ""
        return tr("Needed: a category, a competitor, or all others.")


class WorkTab(QWidget):
    """Rights as bars of their time, then exclusivities, clashes and contracts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.creator_id = desk, ""
        self.work: CreatorWork | None = None
        self._shown: tuple[CreatorWork, bool] | None = None
        self.strip = Strip()
        self.add_button = button(tr("Add exclusivity…"), icon="add", small=True)
        self.add_button.clicked.connect(self.add)
        self.rights, self.promises = QGridLayout(), QGridLayout()
        self.clashes, self.contracts = QVBoxLayout(), QVBoxLayout()
        for grid in (self.rights, self.promises):
            grid.setHorizontalSpacing(theme.px(16))
            grid.setVerticalSpacing(theme.px(6))
        for place, share in enumerate((3, 2, 2, 3)):
            self.rights.setColumnStretch(place, share)
        self.promises.setColumnStretch(0, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(24))
        column.setSpacing(theme.px(4))
        column.addWidget(self.strip)
        for head, body in (
            (SectionHead(tr("Usage rights")), self.rights),
            (SectionHead(tr("Exclusivity"), "", (self.add_button,)), self.promises),
            (SectionHead(tr("Clashes and uses")), self.clashes),
            (SectionHead(tr("Contracts")), self.contracts),
        ):
            column.addWidget(head)
            column.addLayout(body)
        column.addStretch(1)
        self._scroll = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.setFocusProxy(self.add_button)

    def load(self, creator_id: str) -> None:
        """Read and show the work of a creator."""
        self.creator_id, today = creator_id, self.desk.today().isoformat()
        hide = self.desk.settings.hide_internal

        def query(conn: Connection) -> CreatorWork:
            found = creator_work(conn, creator_id, today)
            # what one client's deal says is not for another to see
            return replace(found, clashes=()) if hide else found

        self.desk.tasks.read(query, self._take, key=("creator", "work"))

    def add(self) -> None:
        """Ask for an exclusivity that was promised elsewhere."""
        if self.work is not None:
            ask(ToldDialog(window_of(), self.desk.formats, self.work), self._add)

    def _add(self, dialog: ToldDialog) -> None:
        self.strip.say("info", "")
        self.desk.tasks.do(
            add_exclusivity, otherwise=self.strip.say_problem, creator_id=self.creator_id,
            categories=dialog.categories.codes, **dialog.values,
        )  # fmt: skip

    def _take(self, work: CreatorWork) -> None:
        shown = (work, self.desk.settings.hide_internal)
        if shown == self._shown:
            return
        self.work, self._shown = work, shown
        self._show_rights(work)
        self._show_promises(work)
        empty(self.clashes)
        for clash in work.clashes:
            self.clashes.addWidget(self._clash(clash))
        for misuse in work.misuses:
            self.clashes.addWidget(Strip("warn", *misuse_words(misuse)))
        if self.desk.settings.hide_internal:
            self.clashes.addWidget(label(tr("Clashes are internal. They are hidden now."), "help", wrap=True))
        elif not work.clashes and not work.misuses:
            self.clashes.addWidget(
                label(tr("Nothing clashes, and nothing is used past its rights."), "help", wrap=True)
            )
        empty(self.contracts)
        for one in work.contracts:
            state = tr(dict(STATES).get(one.state or "draft", one.state or ""))
            link = button(join((isolate(one.title or ""), state)), "link", small=True)
            link.clicked.connect(partial(self.desk.go, "contract", one.id))
            self.contracts.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        if not work.contracts:
            self.contracts.addWidget(label(tr("No contracts yet."), "help"))

    def _show_rights(self, work: CreatorWork) -> None:
        empty(self.rights)
        if not work.rights:
            self.rights.addWidget(label(tr("No usage rights yet. They are agreed in a contract."), "help"), 0, 0)
            return
        heads = (tr("Piece"), tr("Channels"), tr("Territory"), tr("Until"))
        for column, words in enumerate(heads):
            self.rights.addWidget(label(words, "muted"), 0, column)
        for row, line in enumerate(work.rights, 1):
            piece, *told = self._right(line)
            self.rights.addWidget(piece, row, 0, Qt.AlignmentFlag.AlignLeading)
            for column, part in enumerate(told, 1):
                self.rights.addWidget(part, row, column)

    def _right(self, line: RightLine) -> list[QWidget]:
        name = isolate(line.name) or tr("All pieces of {contract}", contract=isolate(line.title))
        piece = button(name, "link", small=True)
        piece.setAccessibleName(tr("Open the contract of {piece}", piece=name))
        piece.clicked.connect(partial(self.desk.go, "contract", line.contract_id))
        words = dict(CHANNELS)
        channels = ", ".join(tr(words.get(one, one)) for one in line.right.channels) or tr("All channels")
        told = [label(channels, wrap=True), label(territory_words(line.right), wrap=True)]
        return [piece, *told, CellLabel(self._until(line))]

    def _until(self, line: RightLine) -> Cell:
        """How much of a right's time is over, and when it ends; what is not signed gives no right yet."""
        today, locale = self.desk.today(), self.desk.locale
        if not line.signed:
            return Pill(join((tr("not signed"), span_words(line.right, self.desk))), "neutral")
        if not line.ends:
            return Text(tr("for ever") if line.right.perpetual else span_words(line.right, self.desk))
        end = show_day(line.ends, locale)
        if line.ends < today.isoformat():
            return Pill(tr("ended {day}", day=end), "danger")
        soon = near(line.ends, today, locale)
        text = tr("until {day}", day=end) if soon == end else tr("until {day}, {soon}", day=end, soon=soon)
        first, last = date.fromisoformat(line.starts or line.ends), date.fromisoformat(line.ends)
        whole = max((last - first).days, 1)
        return Bar(min(max((today - first).days / whole, 0.0), 1.0), text)

    def _show_promises(self, work: CreatorWork) -> None:
        empty(self.promises)
        if not work.exclusivities:
            self.promises.addWidget(label(tr("No exclusivity is known."), "help"), 0, 0)
        titles = {one.id: one.title or "" for one in work.contracts}
        for row, one in enumerate(work.exclusivities):
            source = tr(Exclusivity.entity.field("source").choice(one.source or "told"))
            whose = work.brands.get(one.for_brand_id or "", "")
            about = (
                exclusivity_words(one, work.tree, self.desk),
                tr("for {brand}", brand=isolate(whose)) if whose else "",
                isolate(titles.get(one.contract_id or "", "")) or source,
                tr("waived by {name}", name=isolate(one.waived_by)) if one.waived_by else "",
            )
            self.promises.addWidget(label(join(about), wrap=True), row, 0)
            self.promises.addWidget(self._promise_button(one), row, 1, Qt.AlignmentFlag.AlignTop)

    def _promise_button(self, one: Exclusivity) -> QWidget:
        if one.contract_id:
            made = button(tr("Open contract"), "link", small=True)
            made.clicked.connect(partial(self.desk.go, "contract", one.contract_id))
            return made
        remove = tool("trash", tr("Move the exclusivity to Trash"))
        remove.clicked.connect(lambda: self._trash(one.id))
        return remove

    def _trash(self, exclusivity_id: str) -> None:
        self.desk.tasks.do(trash_exclusivity, otherwise=self.strip.say_problem, exclusivity_id=exclusivity_id)

    def _clash(self, clash: Clash) -> Strip:
        state = "quiet" if clash.waived_by else "danger" if clash.certain else "warn"
        place = (
            ("contract", clash.other_contract_id) if clash.other_contract_id else ("campaign", clash.other_campaign_id)
        )
        strip = Strip(state, *clash_words(clash, self.desk.locale), action=tr("Open") if place[1] else "")
        strip.acted.connect(partial(self.desk.go, *place))
        return strip
