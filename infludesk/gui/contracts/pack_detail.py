"""Beside the list of rule packs: one version with its labels, places, rules and sources, and what it changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.packs import offered
from infludesk.contracts.rulepacks import ASPECTS, CONFIDENCES, VERDICTS, Label, RulePack, places
from infludesk.contracts.store import pack as read_pack
from infludesk.db.driver import Connection
from infludesk.flows.pack_list import Changed, ListedPack, changed_since, listed_packs
from infludesk.gui.contracts.labels_panel import LabelsPanel
from infludesk.gui.contracts.pack_words import VERDICT_WORDS, default_words, ended_words, in_force_words, used_words
from infludesk.gui.creators.parts import empty, open_address
from infludesk.gui.desk import Desk
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.folding import Section, Segments
from infludesk.gui.kit.formats import language
from infludesk.gui.kit.parts import breakable, button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import Strip
from infludesk.gui.list_page import Inspector
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, number, tr

_PAD = 16
_AMOUNT = Field("amount", "money", "Amount")
_KINDS = {"fine": "success", "risky": "warn", "not_fine": "danger"}
_PLACED = ("post", "reel", "story", "video", "live", "article")


@dataclass(frozen=True, slots=True)
class PackView:
    """A version as it is shown; ``changed`` since the one before, None for the first."""

    row: ListedPack
    changed: Changed | None
    offered: tuple[RulePack, ...]


def read_view(conn: Connection, key: str, today: str) -> PackView | None:
    """Read a version by its ``code@version``; None where there is none."""
    row = next((one for one in listed_packs(conn, today) if one.id == key), None)
    if row is None:
        return None
    before = read_pack(conn, row.previous) if row.previous else None
    return PackView(row, changed_since(row.known.pack, before) if before else None, tuple(offered(conn)))


class PackDetail(Inspector):
    """One version of a pack, or the labels that pass in several markets.

    Signals:
        default_asked, edit_asked, save_asked, turn_asked: what the person wants with the version shown.
    """

    default_asked = Signal()
    edit_asked = Signal()
    save_asked = Signal()
    turn_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view: PackView | None = None
        self._wanted = ""
        options = (("pack", tr("This pack")), ("labels", tr("Labels that pass in all")))
        self.segments = Segments(tr("What is shown"), options, "pack")
        self.name, self.line, self.strip = label("", "section", wrap=True), label("", "small", wrap=True), Strip()
        self.used, self.notice = label("", "small", wrap=True), label("", "help", wrap=True)
        self.default_button = button(tr("Set default for a market…"), small=True)
        self.turn_button = button("", small=True)
        self.edit_button, self.save_button = (
            button(tr("Edit a copy…"), small=True),
            button(tr("Save file…"), small=True),
        )
        self.source = button(tr("Open the source"), "link", small=True)
        self.labels = LabelsPanel(desk)
        self.parts: dict[str, Section] = {
            "labels": Section(tr("Labels"), opened=True), "places": Section(tr("Where it stands")),
            "rules": Section(tr("Rules")), "changed": Section(tr("Compare with previous version")),
            "sources": Section(tr("Sources")),
        }  # fmt: skip
        self._filled: set[str] = set()
        self._lay_out()
        self._connect()
        self.setAccessibleName(tr("Rule pack"))

    def show_record(self, record_id: str) -> None:
        """Show this version, ``code@version``; empty for none."""
        self._wanted, today = record_id, self.desk.today().isoformat()
        self.desk.tasks.read(lambda conn: read_view(conn, record_id, today), self._take, key=("pack", id(self)))

    def _take(self, view: PackView | None) -> None:
        self.view = view
        self.area.setVisible(view is not None)
        if view is None:
            return
        pack, locale = view.row.known.pack, self.desk.locale
        self.name.setText(isolate(breakable(pack.name)))
        self.line.setText(join((view.row.id, pack.jurisdiction, in_force_words(pack, locale))))
        own = tr("Own") if view.row.known.origin == "user" else tr("Shipped")
        nowhere = tr("Not used yet")
        self.used.setText(join((own, used_words(view.row.used) or nowhere, default_words(view.row.known))))
        checked = tr("Read on {day}.", day=show_day(pack.checked_on, locale))
        self.notice.setText(join((pack.notice, checked), " "))
        self.strip.say("warn", ended_words(view.row, locale))
        if not view.row.ended and view.row.known.off:
            self.strip.say("quiet", tr("Turned off for new work."))
        self.turn_button.setText(tr("Turn on for new work") if view.row.known.off else tr("Turn off for new work"))
        self.turn_button.setAccessibleName(self.turn_button.text())
        self.source.setVisible(bool(pack.source_url))
        self.source.setToolTip(pack.source_url)
        self.parts["changed"].setVisible(view.changed is not None)
        self.parts["rules"].set_note(number(len(pack.rules), locale))
        self.parts["labels"].set_note(number(len(pack.labels), locale))
        self.labels.offer(view.offered)
        self._filled.clear()
        for name in self.parts:
            self._fill(name)

    def _fill(self, name: str) -> None:
        """Build a section once it is open; the rules of a pack are many."""
        section = self.parts[name]
        if self.view is None or name in self._filled or not section.is_open:
            return
        self._filled.add(name)
        column = section.content.layout()
        if isinstance(column, QVBoxLayout):
            empty(column)
            makers: dict[str, Callable[[PackView], Sequence[QWidget]]] = {
                "labels": self._label_lines, "places": _place_lines, "rules": self._rule_lines,
                "changed": _changed_lines, "sources": self._source_lines,
            }  # fmt: skip
            for widget in makers[name](self.view):
                column.addWidget(widget)

    def _label_lines(self, view: PackView) -> list[QWidget]:
        """The labels of each language, those that pass first."""
        lines: list[QWidget] = []
        found = view.row.known.pack.labels
        for lang in dict.fromkeys(one.lang for one in found):
            lines.append(label(language(lang, self.desk.locale), "strong"))
            for verdict, _ in VERDICTS:
                those = [one for one in found if (one.lang, one.verdict) == (lang, verdict)]
                if those:
                    lines.append(label(tr(VERDICT_WORDS[verdict]), _KINDS[verdict]))
                    lines.append(label(breakable("\n".join(_label_words(one) for one in those)), wrap=True))
        return lines

    def _rule_lines(self, view: PackView) -> list[QWidget]:
        lines: list[QWidget] = []
        for rule in view.row.known.pack.rules:
            mark = tr("{mark}: {words}", mark=rule.confidence, words=tr(dict(CONFIDENCES)[rule.confidence]).lower())
            since = tr("from {day}", day=show_day(rule.since, self.desk.locale))
            lines += [label(breakable(rule.text), wrap=True), Citation(rule.code, rule.cite, mark, since)]
        return lines

    def _source_lines(self, view: PackView) -> list[QWidget]:
        pack, lines = view.row.known.pack, list[QWidget]()
        for one in pack.sources:
            words = join((one.title, tr(dict(CONFIDENCES)[one.confidence]).lower()))
            lines.append(label(words, "small", wrap=True))
            if one.url:
                link = button(tr("Open {title}", title=one.title), "link", small=True)
                link.setText(tr("Open"))
                link.setToolTip(one.url)
                link.clicked.connect(partial(_open, one.url))
                lines.append(link)
        for due in pack.penalties:
            amount = self.desk.formats.show_value(_AMOUNT, due.amount)
            span = tr("from {day}", day=show_day(due.since, self.desk.locale))
            sure = "" if due.confidence == "V" else tr(dict(CONFIDENCES)[due.confidence]).lower()
            lines.append(label(join((due.what, amount, span, due.cite, sure)), "small", wrap=True))
        return lines

    def _turn(self, shown: str) -> None:
        self._pack_part.setVisible(shown == "pack")
        self.labels.setVisible(shown == "labels")
        if shown == "labels" and not self.labels.packs.chosen and self.view is not None:
            self.labels.choose([self.view.row.id])

    def show_labels_of(self, keys: Sequence[str]) -> None:
        """Show the labels that pass in these packs."""
        self.segments.choose("labels")
        self._turn("labels")
        self.labels.choose(keys)

    def _connect(self) -> None:
        self.segments.chosen.connect(self._turn)
        for one, signal in (
            (self.default_button, self.default_asked), (self.turn_button, self.turn_asked),
            (self.edit_button, self.edit_asked), (self.save_button, self.save_asked),
        ):  # fmt: skip
            one.clicked.connect(signal)
        self.source.clicked.connect(self._open_source)
        for name, section in self.parts.items():
            section.toggled.connect(partial(self._toggled, name))

    def _toggled(self, name: str, _opened: bool) -> None:  # noqa: FBT001  the signal's
        self._fill(name)

    def _open_source(self) -> None:
        if self.view is not None:
            open_address(self.view.row.known.pack.source_url)

    def _lay_out(self) -> None:
        inside, buttons, self._pack_part = QWidget(), QWidget(), QWidget()
        flow = FlowLayout(buttons, gap=theme.px(8))
        for one in (self.default_button, self.turn_button, self.edit_button, self.save_button):
            flow.addWidget(one)
        shown = QVBoxLayout(self._pack_part)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(theme.px(8))
        for part in (self.name, self.line, self.used, self.strip, buttons, self.notice, self.source):
            shown.addWidget(part)
        shown.setAlignment(self.source, Qt.AlignmentFlag.AlignLeading)
        for section in self.parts.values():
            column = QVBoxLayout(section.content)
            column.setContentsMargins(0, theme.px(8), 0, 0)
            column.setSpacing(theme.px(6))
            shown.addWidget(section)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(_PAD), theme.px(_PAD), theme.px(_PAD), theme.px(_PAD))
        column.setSpacing(theme.px(8))
        column.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._pack_part)
        column.addWidget(self.labels)
        column.addStretch(1)
        self.labels.hide()
        self.area = scrolled(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)


def _label_words(one: Label) -> str:
    known = dict(CONNECTIONS)
    named = ", ".join(tr(known.get(code, code)) for code in one.connections)
    return join((one.text, one.cite, tr("for {connections}", connections=named) if named else "", one.note))


def _place_lines(view: PackView) -> list[QWidget]:
    """Where the disclosure must be, format by format."""
    lines: list[QWidget] = []
    for code in _PLACED:
        asked = places(view.row.known.pack, code)
        lines.append(label(tr(dict(FORMATS)[code]), "strong"))
        words = (join((tr(dict(ASPECTS)[rule.decides]), rule.code, rule.cite)) for rule in asked)
        lines.append(label("\n".join(words) or tr("Nothing is said of the place."), "small", wrap=True))
    return lines


def _changed_lines(view: PackView) -> list[QWidget]:
    changed = view.changed
    if changed is None or changed.nothing:
        return [label(tr("Rules and labels are the same."), "muted", wrap=True)]
    kinds = (
        (tr("Rules added"), changed.rules_added), (tr("Rules removed"), changed.rules_removed),
        (tr("Rules changed"), changed.rules_changed), (tr("Labels added"), changed.labels_added),
        (tr("Labels removed"), changed.labels_removed), (tr("Labels changed"), changed.labels_changed),
    )  # fmt: skip
    return [
        part
        for words, found in kinds
        if found
        for part in (label(words, "strong"), label(", ".join(found), "small", wrap=True))
    ]


def _open(url: str) -> None:
    open_address(url)
