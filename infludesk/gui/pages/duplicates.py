"""Duplicates: who may be in the workspace twice, why, and what the one record would hold."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from infludesk.creators.commands import not_same_person
from infludesk.creators.derived import WATCHED
from infludesk.creators.duplicates import Duplicates, Group
from infludesk.db.driver import Connection
from infludesk.flows.comparison import Comparison, compare_creators
from infludesk.flows.merge import Merge, merge_creators, merge_groups
from infludesk.gui.creators.comparison import ComparisonView
from infludesk.gui.creators.finding import Finder
from infludesk.gui.creators.tabs import CreatorTabs
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Text
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table import TableView
from infludesk.gui.kit.table_model import Column, Rows
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, PageHead, Strip
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page, Path
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.text import isolate, join, number, plural, tr
from infludesk.workspace import SCHEMA

_CHOSEN = "merge"
_LIST_WIDTH, _LEAST_LIST, _LEAST_SIDE = 300, 200, 520


class DuplicatesPage(Page):
    """The groups that were found beside a comparison of the one in focus, or of creators chosen in the list."""

    key = "duplicates"
    shows = (*WATCHED, "creator_link", "participation", "member", "campaign")

    def __init__(self, desk: Desk) -> None:
        # first of all: it is to know of a change before it is asked to look again
        self._finder = Finder.of(desk)
        super().__init__(desk)
        self._groups: dict[str, Group] = {}
        self._chosen: tuple[str, ...] = ()
        self.tabs, self.strip, self.view = CreatorTabs(desk, self.key), Strip(), ComparisonView(desk)
        self.merge_all_button = button("")
        self.merge_button = button(tr("Merge"), "primary", icon="check")
        self.apart_button = button(tr("Not the same"))
        self.cancel_button = button(tr("Cancel"), "quiet")
        self.cancel_button.setToolTip(tr("Esc"))
        buttons = (self.cancel_button, self.merge_all_button, self.apart_button, self.merge_button)
        self.head = PageHead(tr("Duplicates"), "", buttons)
        self.why = Elided("", "strong")
        self.list: TableView[Group] = TableView(tr("Duplicates"), _columns(), self._fetch)
        self.empty = EmptyState("creators", tr("Looking for duplicates…"), "")
        self._lay_out()
        self._connect()

    # where one is

    @property
    def path(self) -> Path:
        return ((self._title, self.place),)

    @property
    def _title(self) -> str:
        return tr("Merge") if self._chosen else tr("Duplicates")

    def go_to(self, place: Place) -> None:
        chosen = place.about[1:] if place.about[:1] == (_CHOSEN,) else ()
        other = chosen != self._chosen
        self._chosen = chosen
        super().go_to(place)
        self.strip.say("info", "")
        self.head.set_title(self._title)
        self.cancel_button.setVisible(bool(chosen))
        self.tabs.setVisible(not chosen)
        if other:
            self.view.show_comparison(None)
            self.ask_reload()

    def landing(self) -> QWidget | None:
        if self._chosen:
            return self.view.landing() or self.merge_button
        return self.list if self._groups else self.tabs.bar

    def panes(self) -> list[QWidget]:
        return [self.cancel_button, self.view] if self._chosen else [self.tabs.bar, self.list, self.view]

    # what is shown

    def reload(self) -> None:
        self._finder.look()
        if not self._chosen and self._finder.last is not None and not self._groups:
            self._take(self._finder.last)
        self._compare()

    def _take(self, found: Duplicates) -> None:
        """Show the groups found; the focus stays on its group, or goes to the next."""
        self._groups = {one.key: one for one in found.groups}
        self.list.set_ids(list(self._groups))
        self.list.rows.refresh()
        if self._groups and not self.list.current_id:
            self.list.focus_id(next(iter(self._groups)))
        if not self._groups:
            title = plural(found.people, "No duplicates among {n} creator.", "No duplicates among {n} creators.")
            self._show_empty(title, tr("Creators who may be the same person are listed here."))
        self._compare()

    def _compare(self) -> None:
        """Read the creators of the group in focus again."""
        ids = self._ids()
        if not ids:
            self._show_comparison(None)
            return
        self.desk.tasks.read(
            lambda conn: compare_creators(conn, SCHEMA, ids), self._show_comparison, key=(self.key, "pair")
        )

    def _show_comparison(self, found: Comparison | None) -> None:
        group = self._group()
        held = self._split.isAncestorOf(self.window().focusWidget() or self)
        self.view.show_comparison(found)
        self.list.setVisible(not self._chosen)
        self._body.setCurrentWidget(self._split if self._ids() else self.empty)
        if held and not self._ids():
            self.tabs.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        words = tr("Chosen by you.") if self._chosen else join([one.words for one in group.reasons] if group else [])
        self.why.say(words)
        count = len(self._exact())
        self.merge_all_button.setVisible(bool(count) and not self._chosen)
        self.merge_all_button.setText(self._all_words())
        self.merge_all_button.setAccessibleName(self._all_words())
        for one in (self.merge_button, self.apart_button):
            one.setVisible(bool(self._ids()))
            one.setEnabled(self._ready() is not None)
        # made late, the differences would come last
        before: QWidget = self.list
        for stop in self.view.stops:
            QWidget.setTabOrder(before, stop)
            before = stop
        self.moved.emit(self.place)
        self.offering.emit()

    def _show_empty(self, title: str, sentence: str) -> None:
        old, self.empty = self.empty, EmptyState("creators", title, sentence)
        self._body.addWidget(self.empty)
        self._body.removeWidget(old)
        old.deleteLater()

    # what can be done

    def offers(self) -> dict[str, Offer]:
        none = "" if self._ready() else tr("Choose a group first.")
        offers = self.tabs.offers() | {
            "main": Offer(self.merge, tr("Merge"), none),
            "second": Offer(self.tell_apart, tr("Not the same"), none),
        }
        if not self._chosen:
            last = "" if self._groups else tr("There are no duplicates.")
            offers |= {
                "item.next": Offer(lambda: self._step(1), tr("Next duplicate"), last),
                "item.previous": Offer(lambda: self._step(-1), tr("Previous duplicate"), last),
                "merge_all": Offer(
                    self.merge_all, self._all_words(), "" if self._exact() else tr("No duplicate is certain.")
                ),
            }
        return offers

    def merge(self) -> None:
        """Merge the creators shown, as it was chosen."""
        one = self._ready()
        if one is not None:
            done = partial(self._done, self.list.current_id)
            self.desk.tasks.do(
                merge_creators, then=done, otherwise=self.strip.say_problem, doing=tr("Merge"), keep=one.keep,
                others=one.others, values=one.values, leading=one.leading,
            )  # fmt: skip

    def tell_apart(self) -> None:
        """Remember that they are not the same person."""
        one = self._ready()
        if one is not None:
            ids = [one.keep, *one.others]
            done = partial(self._done, self.list.current_id)
            self.desk.tasks.do(not_same_person, then=done, otherwise=self.strip.say_problem, creator_ids=ids)

    def cancel(self) -> None:
        """Leave the comparison as it is: to the list beside it, else to where one came from."""
        if not self._chosen and self.view.isAncestorOf(self.window().focusWidget() or self):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.back.emit()

    def merge_all(self) -> None:
        """Merge every group that is certain, as it is proposed."""
        groups = [one.ids for one in self._exact()]

        def proposed(conn: Connection) -> list[Comparison]:
            return [compare_creators(conn, SCHEMA, ids) for ids in groups]

        self.desk.tasks.read(proposed, self._merge_these, key=(self.key, "all"))

    def _merge_these(self, found: list[Comparison]) -> None:
        merges = [one.merge() for one in found if len(one.sides) > 1]
        if merges:
            self.desk.tasks.do(merge_groups, otherwise=self.strip.say_problem, doing=tr("Merge"), groups=merges)

    def _done(self, group: str, outcome: Outcome) -> None:
        """Leave what was decided; in the list the next group has the focus."""
        self.strip.say("info", "")
        if self._chosen:
            merged = isinstance(outcome.value, str)
            self._chosen = ()
            self.desk.go("creator" if merged else "creators", outcome.value if merged else "")
            return
        self._groups.pop(group, None)
        held = self.view.isAncestorOf(self.window().focusWidget() or self)
        self.list.set_ids(list(self._groups))
        if held:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._compare()

    def _step(self, by: int) -> None:
        ids = self.list.rows.ids
        if ids:
            place = max(0, min(len(ids) - 1, self.list.rows.place(self.list.current_id) + by))
            self.list.focus_id(ids[place])

    # the groups

    def _ready(self) -> Merge | None:
        """What is shown, once it is the group in focus."""
        one = self.view.merge
        return one if one is not None and {one.keep, *one.others} <= set(self._ids()) else None

    def _group(self) -> Group | None:
        return None if self._chosen else self._groups.get(self.list.current_id)

    def _ids(self) -> tuple[str, ...]:
        group = self._group()
        return self._chosen or (group.ids if group else ())

    def _exact(self) -> list[Group]:
        return [one for one in self._groups.values() if one.exact]

    def _all_words(self) -> str:
        return tr("Merge all exact ({n})", n=number(len(self._exact()), self.desk.locale))

    def _fetch(self, ids: Sequence[str], then: Callable[[Rows[Group]], None]) -> None:
        then({one: self._groups[one] for one in ids if one in self._groups})

    # building

    def _connect(self) -> None:
        self._finder.found.connect(self._found)
        self.merge_button.clicked.connect(self.merge)
        self.apart_button.clicked.connect(self.tell_apart)
        self.merge_all_button.clicked.connect(self.merge_all)
        self.cancel_button.clicked.connect(self.cancel)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.cancel)
        # at once, not when the focus has come to rest: what is merged is what is in focus
        self.list.selectionModel().currentRowChanged.connect(lambda *_: self._compare())
        self.list.opened.connect(self._enter)

    def _found(self, found: Duplicates) -> None:
        if not self._chosen:
            self._take(found)

    def _enter(self) -> None:
        landing = self.view.landing()
        if landing is not None:
            landing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.list.setColumnHidden(0, True)
        self.list.setMinimumWidth(theme.px(_LEAST_LIST))
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, theme.px(8), 0, 0)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        line.addWidget(self.why)
        inside.addLayout(line)
        inside.addWidget(self.view, 1)
        side.setMinimumWidth(theme.px(_LEAST_SIDE))
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(side)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([theme.px(_LIST_WIDTH), 10_000])
        self._body = QStackedWidget()
        self._body.addWidget(self._split)
        self._body.addWidget(self.empty)
        self._body.setCurrentWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.tabs, self.strip, self._body):
            column.addWidget(part, 1 if part is self._body else 0)


def _columns() -> tuple[Column[Group], ...]:
    return (
        Column(
            "who", tr("Who"), 180,
            lambda one: Text(", ".join(isolate(name) for name in one.names), one.reasons[0].words, strong=True),
            sortable=False, stretch=True,
        ),
    )  # fmt: skip
