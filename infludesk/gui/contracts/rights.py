"""The usage rights of a contract: their terms, the pieces they cover, where those are used, and their renewal."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.content.model import AssetUse
from infludesk.content.rights_use import end_of
from infludesk.content.uses import add_use, stop_use, trash_use
from infludesk.contracts.commands import add_right, set_right_field, trash_right
from infludesk.contracts.model import CHANNELS, UsageRight
from infludesk.contracts.rights import cover, uncover
from infludesk.db.rows import get
from infludesk.flows.renewal import renew_right
from infludesk.flows.rights_use import HeldRight
from infludesk.gui.contracts.clash_words import breach_words
from infludesk.gui.contracts.promise_reading import PromisesView
from infludesk.gui.contracts.promise_rows import Kind, PromiseRow, RowsSection
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.kernel.changes import Outcome
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, plural, tr

KIND = Kind(
    entity_of=UsageRight,
    names=("channels", "territory", "start_rule", "starts_on", "days", "ends_on", "perpetual", "edits", "raw_files",
           "credit_required", "notice_days"),
    title="Usage rights", one="Usage right {n}", none="No usage rights yet.", adding="Add usage right",
    count=("{n} right", "{n} rights"), row="right_id", add=add_right, change=set_right_field, trash=trash_right,
)  # fmt: skip
_USE = ("channel", "place", "territory", "starts_on", "planned_end")


class UseDialog(FieldsDialog):
    """Where a piece is used, since when, and until when it is planned."""

    def __init__(self, parent: QWidget | None, formats: Formats, pieces: tuple[tuple[str, str], ...]) -> None:
        super().__init__(parent, tr("Use of a piece"), tr("Add use"))
        self.body.addWidget(label(tr("Piece"), "muted"))
        piece = self.edits["asset"] = edit_for(Field("asset", "link", "Piece", needed=True), formats, pieces)
        if len(pieces) == 1:
            piece.put(pieces[0][0])
        self.body.addWidget(piece)
        for name in _USE:
            self.add(AssetUse.entity.field(name), formats, formats.today().isoformat() if name == "starts_on" else None)
        self.finish("channel" if len(pieces) == 1 else "asset")

    def refuse(self) -> str:
        return "" if self.values["asset"] else tr("Needed: a piece.")


class RenewDialog(FieldsDialog):
    """Until when a right is renewed."""

    def __init__(self, parent: QWidget | None, formats: Formats) -> None:
        super().__init__(parent, tr("Renew a usage right"), tr("Draft addendum"))
        self.add(UsageRight.entity.field("ends_on"), formats, name=tr("New end"))
        words = tr("The signed contract stands. The renewal is drafted as an addendum to be sent and signed.")
        self.body.addWidget(label(words, "help", wrap=True))
        self.finish("ends_on")

    def refuse(self) -> str:
        return "" if self.values["ends_on"] else tr("Needed: a day.")


class RightRow(PromiseRow):
    """One usage right."""

    def __init__(self, kind: Kind, title: str, desk: Desk) -> None:
        super().__init__(kind, title, desk)
        self.view: PromisesView | None = None
        self.covers, self.uses = QVBoxLayout(), QVBoxLayout()
        self.piece_combo = Combo()
        self.piece_combo.setAccessibleName(tr("Cover a piece by {right}", right=title))
        self.piece_combo.activated.connect(self._cover)
        for part in (self.covers, self.uses):
            part.setSpacing(theme.px(4))
        self.extra.addLayout(self.covers)
        self.extra.addWidget(self.piece_combo)
        self.extra.addLayout(self.uses)
        self.use_button = self.add_button(tr("Add use…"), self._ask_use)
        self.renew_button = self.add_button(tr("Renew…"), self._ask_renewal)

    def show_more(self, view: PromisesView, *, frozen: bool) -> None:
        self.view = view
        held = view.held[self.record_id]
        self._show_covers(view, held, frozen=frozen)
        empty(self.uses)
        for use in view.uses.get(self.record_id, ()):
            self.uses.addWidget(self._use(view, use))
        self.use_button.setEnabled(bool(view.pieces))
        self.use_button.setToolTip("" if view.pieces else tr("There is no piece yet."))
        self.renew_button.setVisible(frozen and bool(held.right.ends_on) and not held.right.perpetual)
        self.set_note(join((right_words(held.right, self.desk), self._renewed(held))))

    def _show_covers(self, view: PromisesView, held: HeldRight, *, frozen: bool) -> None:
        empty(self.covers)
        if not held.assets:
            self.covers.addWidget(label(tr("Covers all pieces."), "help", wrap=True))
        for asset in held.assets:
            name = isolate(view.names.get(asset, "")) or tr("A piece")
            drop = tool("close", tr("Take {piece} out of {right}", piece=name, right=self.title))
            drop.clicked.connect(partial(self._uncover, asset))
            drop.setVisible(not frozen)
            self.covers.addWidget(_line(label(tr("Covers {piece}", piece=name), wrap=True), drop))
        self.piece_combo.clear()
        self.piece_combo.addItem(tr("Cover a piece only…"), "")
        for asset, name in view.pieces:
            if asset not in held.assets:
                self.piece_combo.addItem(name, asset)
        self.piece_combo.setVisible(not frozen and self.piece_combo.count() > 1)

    def _renewed(self, held: HeldRight) -> str:
        """Until when signed addenda renew the right; empty where none does."""
        if held.leave.ends == end_of(held.right):
            return ""
        day = show_day(held.leave.ends, self.desk.locale) if held.leave.ends else ""
        return tr("renewed until {day}", day=day) if day else tr("renewed for ever")

    def _use(self, view: PromisesView, use: AssetUse) -> QWidget:
        locale = self.desk.locale
        words = join(
            (
                tr("In use: {piece}", piece=isolate(view.names.get(use.asset or "", "")) or tr("A piece")),
                tr(dict(CHANNELS).get(use.channel or "", use.channel or "")),
                isolate(use.place or ""),
                tr("since {day}", day=show_day(use.starts_on, locale)) if use.starts_on else "",
                tr("stopped {day}", day=show_day(use.stopped_on, locale)) if use.stopped_on else "",
            )
        )
        beyond = [breach_words(one.outside) for one in view.misuses if one.use_id == use.id]
        told = label(join((words, *beyond)), "danger" if beyond and not use.stopped_on else "", wrap=True)
        stop = button(tr("Stopped today"), small=True)
        stop.clicked.connect(lambda: self._do(stop_use, use_id=use.id))
        stop.setVisible(not use.stopped_on)
        remove = tool("trash", tr("Move the use to Trash"))
        remove.clicked.connect(lambda: self._do(trash_use, use_id=use.id))
        return _line(told, stop, remove)

    def _cover(self, index: int) -> None:
        if asset := str(self.piece_combo.itemData(index) or ""):
            self.do(cover, asset=asset)

    def _uncover(self, asset: str) -> None:
        self.do(uncover, asset=asset)

    def _ask_use(self) -> None:
        if self.view is None:
            return
        pieces = [one for one in self.view.pieces if one[0] in self.view.held[self.record_id].assets]
        dialog = UseDialog(window_of(), self.desk.formats, tuple(pieces) or self.view.pieces)
        ask(dialog, lambda given: self._do(add_use, right_id=self.record_id, **given.values))

    def _ask_renewal(self) -> None:
        def made(outcome: Outcome) -> None:
            self.desk.tasks.read(lambda conn: get(conn, UsageRight, str(outcome.value)), self._go)

        def renew(dialog: RenewDialog) -> None:
            self.desk.tasks.do(
                renew_right, then=made, otherwise=self.strip.say_problem, right_id=self.record_id, **dialog.values
            )

        ask(RenewDialog(window_of(), self.desk.formats), renew)

    def _go(self, right: UsageRight) -> None:
        self.desk.go("contract", right.contract_id or "")

    def _do(self, command: Any, **given: Any) -> None:
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, **given)


class RightsSection(RowsSection):
    """The usage rights of a contract."""

    row_class = RightRow

    def __init__(self, desk: Desk) -> None:
        super().__init__(KIND, desk)


def right_words(right: UsageRight, desk: Desk) -> str:
    """A usage right in one line: channels, territory and how long."""
    channels = desk.formats.show_value(UsageRight.entity.field("channels"), right.channels)
    return join((channels, territory_words(right), span_words(right, desk)))


def territory_words(right: UsageRight) -> str:
    """Where a right holds."""
    return ", ".join(isolate(one) for one in right.territory) or tr("the world")


def span_words(right: UsageRight, desk: Desk) -> str:
    """Until when a right holds."""
    if right.perpetual:
        return tr("for ever")
    if right.ends_on:
        return tr("until {day}", day=show_day(right.ends_on, desk.locale))
    return plural(right.days, "{n} day", "{n} days") if right.days else tr("no end yet")


def _line(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for place, part in enumerate(parts):
        row.addWidget(part, 0 if place else 1)
    return line
