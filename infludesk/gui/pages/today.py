"""Today, the first page: what is late, what is due, and what waits to be read, sent, signed or checked."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from infludesk.flows.due import KEYS, SHOWN, Block, Day, Item, Key, due_now
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.parts import button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead, SectionHead
from infludesk.gui.page import Page
from infludesk.gui.today.not_until import NotUntilDialog
from infludesk.gui.today.rows import DueRow
from infludesk.gui.today.words import Words, words_of
from infludesk.gui.verbs import Offer
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import join, number, plural, tr
from infludesk.team.snoozing import put_off

TITLES: dict[Key, str] = {
    "late": "Late", "today": "Today", "numbers": "Numbers due", "contracts": "Contracts to send and to sign",
    "checks": "Posts to check", "parcels": "Parcels to send, late, or without a post", "ending": "Ending in 60 days",
    "counters": "Legal counters above 80 %", "papers": "Signatures and tax forms missing",
}  # fmt: skip
_MOST = 200


class TodayPage(Page):
    """The blocks of the day, one below the other; arrows walk through the rows of all of them."""

    key = "today"
    shows = (
        "deliverable", "timeline_entry", "disclosure_check", "contract", "post", "post_snapshot", "participation",
        "creator", "campaign", "account", "task", "snooze", "content_draft", "parcel", "parcel_item", "benefit",
        "creator_fee", "payment", "payee", "payee_link", "usage_right", "whitelisting", "exclusivity", "contract_party",
        "legal_figure", "exchange_rate", "client", "campaign_market",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._whole: set[Key] = set()
        self._rows: dict[str, DueRow] = {}
        self._focus = ""
        self.summary = label("", "muted")
        self.head = PageHead(tr("Today"))
        self.sentence = label("", "lead", wrap=True)
        self.blocks = QWidget()
        self._column = QVBoxLayout(self.blocks)
        self._column.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(24))
        self._column.setSpacing(theme.px(8))
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.blocks)
        self.blocks.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.summary.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.head, self.summary, self.area):
            whole.addWidget(part, 1 if part is self.area else 0)

    @property
    def rows(self) -> list[DueRow]:
        """The rows shown, from the top."""
        return list(self._rows.values())

    def reload(self) -> None:
        limit: dict[Key, int] = dict.fromkeys(self._whole, _MOST)
        now, today = self.desk.now(), self.desk.today()
        self.desk.tasks.read(
            lambda conn: due_now(conn, now=now, today=today, limit=limit), self._take, key=(self.key, "day")
        )

    def landing(self) -> QWidget | None:
        # Before the rows are read the page itself holds the focus for them.
        return self._rows.get(self._focus) or next(iter(self._rows.values()), self)

    def offers(self) -> dict[str, Offer]:
        row = self._rows.get(self._focus)
        none = "" if row else tr("Choose a row first.")
        return {
            "open": Offer(partial(self.open, row.item) if row else _nothing, why_not=none),
            "main": Offer(partial(self.open, row.item) if row else _nothing, row.verb if row else "", none),
            "move": Offer(partial(self.put_off, row) if row else _nothing, tr("Not until…"), none),
        }

    def open(self, item: Item) -> None:
        """Go to where the item is dealt with."""
        match item.kind:
            case "step":
                self.desk.go("creator", item.creator_id)
            case "sign" | "renew" | "send" | "right" | "whitelisting" | "exclusivity":
                self.desk.go("contract", item.id)
            case "return" | "ship" | "arrive" | "unposted":
                self.desk.go("gifts", item.id)
            case "pay":
                self.desk.go("payments", item.id)
            case "form":
                self.desk.go("payees", item.id)
            case "minor":
                self.desk.go("creator", item.creator_id)
            case "counter":
                self.desk.go("counters", item.id)
            case "numbers":
                self.desk.go("results", about=(item.post_id,))
            case "check" | "fix":
                self.desk.go("content", item.post_id)
            case _:
                self.desk.go("content", item.id)

    def put_off(self, row: DueRow) -> None:
        """Hide a row until a day that is asked for."""
        ask(NotUntilDialog(window_of(), row.words.what, self.desk.formats), partial(self._put_off, row))

    def _put_off(self, row: DueRow, given: NotUntilDialog) -> None:
        until, reason = given.values["until"], given.values["reason"] or ""
        self.desk.tasks.do(put_off, item_key=row.item.key, until=until, reason=reason, what=row.words.what)

    def expand(self, key: Key, *, on: bool) -> None:
        """Show all rows of a block, or the first again."""
        (self._whole.add if on else self._whole.discard)(key)
        self.ask_reload()

    def _take(self, day: Day) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and (focused is self or self.isAncestorOf(focused))
        place = list(self._rows).index(self._focus) if self._focus in self._rows else 0
        scrolled = self.area.verticalScrollBar().value()
        self._clear()
        locale = self.desk.locale
        self.head.set_count(show_day(self.desk.today().isoformat(), locale))
        self.summary.setText(
            tr("{late} late, {today} today, {week} this week", late=number(day.block("late").count, locale),
               today=number(day.block("today").count, locale), week=number(day.week, locale))
        )  # fmt: skip
        for key in KEYS:
            block = day.block(key)
            if block.count or key == "late":
                self._column.insertWidget(self._column.count() - 1, self._block(block, day))
        self.area.verticalScrollBar().setValue(scrolled)
        self._keep_focus(place, had=had_focus)
        self.offering.emit()

    def _clear(self) -> None:
        self._rows = {}
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _keep_focus(self, place: int, *, had: bool) -> None:
        """Keep the focus on its row, else on the one that took its place."""
        names = list(self._rows)
        if self._focus not in self._rows:
            self._focus = names[min(place, len(names) - 1)] if names else ""
        if had and self._focus:
            self._rows[self._focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def _block(self, block: Block, day: Day) -> QWidget:
        title = tr(TITLES[block.key])
        made = QWidget()
        made.setAccessibleName(plural(block.count, "{title}, {n} row", "{title}, {n} rows", title=title))
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(
            SectionHead(title, number(block.count, self.desk.locale) if block.count else "", self._more(block))
        )
        if not block.count:
            column.addWidget(self._nothing_late(day))
            return made
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.px(1), theme.px(1), theme.px(1), theme.px(1))
        inside.setSpacing(0)
        for place, item in enumerate(block.items):
            if place:
                inside.addWidget(frame("divider"))
            inside.addWidget(self._row(block.key, item))
        column.addWidget(card)
        return made

    def _more(self, block: Block) -> list[QAbstractButton]:
        beside: list[QAbstractButton] = []
        if block.key == "checks":
            unproved = button(tr("Posts without evidence"), "quiet", small=True)
            unproved.clicked.connect(lambda: self.desk.go("evidence", about=("view:missing",)))
            beside.append(unproved)
        if block.count <= SHOWN:
            return beside
        opened = block.key in self._whole
        all_of_them = tr("All {n}", n=number(block.count, self.desk.locale))
        if block.count > _MOST:
            all_of_them = tr("First {n}", n=number(_MOST, self.desk.locale))
        more = button(tr("First {n}", n=SHOWN) if opened else all_of_them, "quiet", small=True)
        more.setAccessibleName(join((tr(TITLES[block.key]), more.text()), ", "))
        more.clicked.connect(lambda: self.expand(block.key, on=not opened))
        return [*beside, more]

    def _row(self, key: Key, item: Item) -> DueRow:
        row = DueRow(item, self._words(item), late=key == "late")
        name = f"{key}:{item.kind}:{item.id}"
        row.opened.connect(partial(self.open, item))
        row.entered.connect(partial(self._entered, name))
        row.walked.connect(partial(self._walk, name))
        self._rows[name] = row
        return row

    def _words(self, item: Item) -> Words:
        hide = self.desk.settings.hide_internal
        return words_of(item, today=self.desk.today(), locale=self.desk.locale, hide_internal=hide)

    def _entered(self, name: str) -> None:
        self._focus = name
        self.area.ensureWidgetVisible(self._rows[name], 0, theme.px(16))
        self.offering.emit()

    def _walk(self, name: str, by: int) -> None:
        names = list(self._rows)
        place = min(max(names.index(name) + by, 0), len(names) - 1)
        self._rows[names[place]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _nothing_late(self, day: Day) -> QLabel:
        sentence = tr("Nothing is late.")
        if day.coming is not None:
            words = self._words(day.coming)
            coming = join((words.what, words.about, words.why, words.when), ", ")
            sentence = f"{sentence} {tr('Next: {what}.', what=coming)}"
        self.sentence = label(sentence, "muted", wrap=True)
        return self.sentence


def _nothing() -> None:
    """Stands for a verb that cannot be done now."""
