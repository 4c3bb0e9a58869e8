"""The rule packs: which rules there are, since when, from which source, and what uses them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from infludesk.contracts.packs import known_packs
from infludesk.db.driver import Connection
from infludesk.flows.pack_changes import add_pack, copy_to_edit, turn_off
from infludesk.flows.pack_list import ListedPack, listed_packs
from infludesk.gui.contracts.pack_detail import PackDetail
from infludesk.gui.contracts.pack_dialogs import EditPackDialog, MarketPackDialog
from infludesk.gui.contracts.pack_words import (
    confidence_words,
    default_words,
    ended_words,
    in_force_words,
    used_words,
)
from infludesk.gui.desk import Desk
from infludesk.gui.kit.bars import Filter
from infludesk.gui.kit.cells import Cell, Pill, Text
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.widgets import EmptyState
from infludesk.gui.list_page import Inspector, ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import choices
from infludesk.kernel.text import fold, isolate, join, number, plural, tr
from infludesk.saving import save

_VIEWS = choices(used="Used", own="Own", ended="Ended", off="Turned off")
_SHOWN: dict[str, Callable[[ListedPack], bool]] = {
    "used": lambda row: row.used.total > 0,
    "own": lambda row: row.known.origin == "user",
    "ended": lambda row: row.ended,
    "off": lambda row: row.known.off,
}
_SORTS: dict[str, Callable[[ListedPack], object]] = {
    "name": lambda row: fold(row.known.pack.name),
    "jurisdiction": lambda row: (row.known.pack.jurisdiction, row.id),
    "version": lambda row: (row.known.pack.code, row.known.pack.version),
    "in_force": lambda row: (row.known.pack.effective_from, row.id),
    "rules": lambda row: (len(row.known.pack.rules), row.id),
    "used": lambda row: (row.used.total, row.id),
}
_FILES, _PANEL, _LEAST, _MOST = "Rule packs (*.toml)", 360, 340, 620


class RulePacksPage(ListPage[ListedPack]):
    """Every version of every pack, shipped or added."""

    key = "rule_packs"
    group = "contracts"
    title = "Rule packs"
    exported = "rule_packs"
    placeholder = "Filter rule packs"
    sorted_by = ("jurisdiction", False)
    shows = ("rule_pack", "setting", "campaign", "campaign_market", "brief", "contract", "disclosure_check")

    def __init__(self, desk: Desk) -> None:
        self.add_button = button(tr("Add from file…"), "primary", icon="add")
        self.detail = PackDetail(desk)
        super().__init__(desk)
        self.set_inspector_width(_LEAST, _PANEL, _MOST)
        self.add_button.clicked.connect(self.add_file)
        self.detail.default_asked.connect(self.set_default)
        self.detail.edit_asked.connect(self.edit_copy)
        self.detail.save_asked.connect(self.save_file)
        self.detail.turn_asked.connect(self.turn)

    # what the list is

    def columns(self) -> Sequence[Column[ListedPack]]:
        return (
            Column("name", tr("Pack"), 170, _name, stretch=True),
            Column("jurisdiction", tr("Jurisdiction"), 84, lambda row: Text(row.known.pack.jurisdiction)),
            Column("version", tr("Version"), 72, lambda row: Text(row.known.pack.version, tone="text-2")),
            Column("in_force", tr("In force"), 124, self._in_force),
            Column("rules", tr("Rules"), 96, _rules, tooltip=tr("How many, and how sure they are")),
            Column("used", tr("Used in"), 100, lambda row: Text(used_words(row.used) or "–", tone="text-2")),
        )

    def filter_options(self) -> Sequence[Filter]:
        return (Filter("view", tr("View"), tuple((code, tr(words)) for code, words in _VIEWS)),)

    def find_ids(self, conn: Connection, text: str, values: dict[str, str], sort: tuple[str, bool]) -> list[str]:
        wanted, view = fold(text), values.get("view", "")
        found = [
            row
            for row in self._rows(conn)
            if wanted in fold(f"{row.known.pack.name} {row.id} {row.known.pack.jurisdiction}")
            and (not view or _SHOWN[view](row))
        ]
        return [row.id for row in sorted(found, key=_SORTS[sort[0]], reverse=sort[1])]  # type: ignore[arg-type]

    def fetch_rows(self, conn: Connection, ids: Sequence[str]) -> Rows[ListedPack]:
        return {row.id: row for row in self._rows(conn) if row.id in ids}

    def count_all(self, conn: Connection) -> int:
        return len(known_packs(conn))

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "contracts", tr("No rule packs"), tr("Rules of markets are listed here."), tr("Add from file…")
        )

    def make_inspector(self) -> Inspector:
        return self.detail

    def buttons(self) -> Sequence[QAbstractButton]:
        return (self.add_button,)

    # what is done here

    def reload(self) -> None:
        super().reload()
        today = self.desk.today().isoformat()
        self.desk.tasks.read(lambda conn: listed_packs(conn, today), self._tell_ended, key=(self.key, "ended"))

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.focus_on(place.record)

    def offers(self) -> dict[str, Offer]:
        none = "" if self.table.current_id else tr("Choose a row first.")
        return super().offers() | {
            "new": Offer(self.add_file, tr("Add from file…")),
            "pack.default": Offer(self.set_default, why_not=none),
            "pack.turn": Offer(self.turn, self.detail.turn_button.text(), none),
            "pack.edit": Offer(self.edit_copy, why_not=none),
            "pack.save": Offer(self.save_file, why_not=none),
        }

    def chosen_actions(self) -> tuple[str, Callable[[], None]]:
        return tr("Labels that pass in all"), self._show_labels

    def open_record(self, record_id: str) -> None:
        """Go on to the rules of the version."""
        self.detail.show_record(record_id)
        self.detail.parts["rules"].set_open(True)
        self.detail.parts["rules"].head.setFocus()

    def add_file(self) -> None:
        """Choose a file and add the pack it holds."""
        path = self.desk.dialogs.open_file(tr("Add rule pack"), (tr(_FILES),))
        if path is None:
            return
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            words = tr("Nothing was added. Choose a text file in UTF-8 that you may open.")
            self.strip.say("danger", tr('"{name}" cannot be read.', name=path.name), words, closable=True)
            return
        self.desk.tasks.do(add_pack, then=self._added, otherwise=self._refused, text=text)

    def edit_copy(self) -> None:
        """Edit the text of the version in focus, to be kept under a version of its own."""
        key = self.table.current_id
        if key:
            self.desk.tasks.read(lambda conn: copy_to_edit(conn, key), lambda text: self._edit(key, text))

    def save_file(self) -> None:
        """Write the text of the version in focus to a file, with a version of its own, to be edited and added."""
        key = self.table.current_id
        name = Path(f"{key.replace('@', '-')}.toml")
        path = self.desk.dialogs.save_file(tr("Save rule pack"), name, (tr(_FILES),)) if key else None
        if path is not None:
            self.desk.tasks.read(lambda conn: copy_to_edit(conn, key), lambda text: self._write(path, text))

    def set_default(self) -> None:
        """Ask for which market the pack in focus is the default."""
        view = self.detail.view
        if view is not None:
            MarketPackDialog(self.desk, self, view.row.known).open()

    def turn(self) -> None:
        """Keep the version in focus from new work, or offer it again."""
        view = self.detail.view
        if view is not None:
            self.desk.tasks.do(turn_off, otherwise=self._refused, key=view.row.id, off=not view.row.known.off)

    def _edit(self, key: str, text: str) -> None:
        dialog = EditPackDialog(self.desk, self, key, text)
        dialog.stored.connect(lambda made: self.focus_on(str(made)))
        dialog.open()

    def _write(self, path: Path, text: str) -> None:
        try:
            save(path, lambda part: _write(part, text))
        except Problem as problem:
            self._refused(problem)
        else:
            self.desk.say(tr("Saved {name}. Edit it, then add it from the file.", name=path.name))

    def _added(self, outcome: Outcome) -> None:
        self.strip.say("info", "")
        self.filters.clear()
        self.focus_on(str(outcome.value))

    def _refused(self, problem: Problem) -> None:
        self.strip.say("danger", problem.title, problem.advice, closable=True)

    def _show_labels(self) -> None:
        self.detail.show_labels_of(self.table.chosen_ids)

    def _tell_ended(self, rows: list[ListedPack]) -> None:
        ended = [row for row in rows if row.ended and row.used.running]
        words = ended_words(ended[0], self.desk.locale) if ended else ""
        more = plural(len(ended) - 1, "{n} more has ended.", "{n} more have ended.") if len(ended) > 1 else ""
        self.strip.say("warn", words, more)

    # cells

    def _rows(self, conn: Connection) -> list[ListedPack]:
        return listed_packs(conn, self.desk.today().isoformat())

    def _in_force(self, row: ListedPack) -> Cell:
        if row.ended:
            used = plural(row.used.running, "{n} running campaign uses it", "{n} running campaigns use it")
            return Pill(tr("Ended"), "danger" if row.used.running else "warn", problem=used if row.used.running else "")
        words = in_force_words(row.known.pack, self.desk.locale)
        later = date.fromisoformat(row.known.pack.effective_from) > self.desk.today()
        return Text(words, tone="text-3" if later else "text-2")


def _name(row: ListedPack) -> Cell:
    marks = [tr("Off")] if row.known.off else []
    if row.known.origin == "user":
        marks.append(tr("Own"))
    return Text(isolate(row.known.pack.name), join((*marks, default_words(row.known))), strong=True)


def _rules(row: ListedPack) -> Cell:
    return Text(number(len(row.known.pack.rules)), confidence_words(row))


def _write(part: Path, text: str) -> None:
    part.write_text(text, encoding="utf-8")
