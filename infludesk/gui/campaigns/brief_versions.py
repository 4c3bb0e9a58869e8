"""The frozen versions of a brief: to whom each went, when, and who acknowledged it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.campaigns.freeze import read
from infludesk.campaigns.model import BriefVersion
from infludesk.campaigns.store import Sending
from infludesk.gui.campaigns.brief_reading import BriefView
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cell_label import CellLabel
from infludesk.gui.kit.cells import Pill
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import parse_moment, show_day, show_moment, zone_of
from infludesk.kernel.text import isolate, join, plural, tr


class VersionList(QWidget):
    """The versions, the newest first; those to whom the one shown went stand below it.

    Signals:
        chosen: a version's id.
        acknowledged: a sending's id and the creator's name.
        again: a version's id: send to those of it who have not acknowledged.
    """

    chosen = Signal(str)
    acknowledged = Signal(str, str)
    again = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def show_versions(self, view: BriefView, shown: str) -> None:
        """List a brief's versions; ``shown`` is the one read, empty for the working text."""
        empty(self._column)
        if not view.versions:
            self._column.addWidget(label(tr("Nothing is frozen yet."), "help"))
        opened = shown or next((one.id for one in reversed(view.versions) if view.sent(one.id)), "")
        for version in reversed(view.versions):
            sent = view.sent(version.id)
            self._column.addWidget(self._version(view.number(version.id), version, sent))
            if version.id == opened:
                self._open(version.id, sent)
        self._column.addStretch(1)

    def _version(self, number: int, version: BriefVersion, sent: Sequence[Sending]) -> QWidget:
        line, row = _row()
        opening = button(tr("Version {n}", n=number), "link", small=True)
        opening.clicked.connect(partial(self.chosen.emit, version.id))
        names = [one.creator for one in sent] or list(read(version).recipients)
        done = sum(bool(one.acknowledged_at) for one in sent)
        about = join((
            show_moment(version.frozen_at, self._desk.locale, self._desk.zone),
            plural(len(names), "to {n} creator", "to {n} creators") if names else tr("to nobody yet"),
            plural(done, "{n} acknowledged", "{n} acknowledged") if sent else "",
        ))  # fmt: skip
        words = Elided(about, "help")
        words.setToolTip(", ".join(map(isolate, names)))
        row.addWidget(opening)
        row.addWidget(words, 1)
        return line

    def _open(self, version_id: str, sent: Sequence[Sending]) -> None:
        for one in sent:
            self._column.addWidget(self._sending(one))
        waiting = sum(not one.acknowledged_at for one in sent)
        if waiting:
            words = plural(waiting, "Send again to {n} creator…", "Send again to {n} creators…")
            more = button(words, small=True)
            more.clicked.connect(partial(self.again.emit, version_id))
            self._column.addWidget(more)

    def _sending(self, one: Sending) -> QWidget:
        line, row = _row()
        row.setContentsMargins(theme.px(12), 0, 0, 0)
        row.addWidget(Elided(join((isolate(one.creator), self._day(one.sent_at))), "small"), 1)
        if one.acknowledged_at:
            pill = Pill(tr("Acknowledged {day}", day=self._day(one.acknowledged_at)), "success", "check")
            told = CellLabel(pill)
            told.setToolTip(one.acknowledged_how)
            row.addWidget(told)
            return line
        ask = button(tr("Acknowledged…"), small=True)
        ask.setAccessibleName(tr("{creator} acknowledged…", creator=one.creator))
        ask.clicked.connect(partial(self.acknowledged.emit, one.id, one.creator))
        row.addWidget(ask)
        return line

    def _day(self, moment: str) -> str:
        if not moment:
            return ""
        day = parse_moment(moment).astimezone(zone_of(self._desk.zone)).date()
        return show_day(day.isoformat(), self._desk.locale)


def _row() -> tuple[QWidget, QHBoxLayout]:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    return line, row
