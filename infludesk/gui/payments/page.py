"""What the three tabs of Payments share: they are internal as a whole, said in a strip, and blanked on request."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import EmptyState, Strip
from infludesk.gui.list_page import ListPage
from infludesk.gui.navigation import Place
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.text import tr

RowT = TypeVar("RowT")
_GAP = 10


class MoneyPage(ListPage[RowT]):
    """A tab of Payments. While internal figures are hidden, it shows none of its rows."""

    group = "payments"
    sentence: ClassVar[str] = "Internal: no client sees this page. The program pays no one."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.internal = Strip("quiet", tr(self.sentence))
        self.said = Strip()
        self.covered = EmptyState(
            "lock",
            tr("Internal figures are hidden"),
            tr("This page is internal as a whole. Show them again to work on it."),
            tr("Show internal figures"),
        )
        self.body.addWidget(self.covered)
        if self.covered.primary is not None:
            self.covered.primary.clicked.connect(lambda: desk.hide_internal(on=False))
        insert_below(self.group_tabs or self.head, self.internal, self.said)
        insert_space(self.filters)

    def offers(self) -> dict[str, Offer]:
        return self.group_tabs.offers() if self._hidden and self.group_tabs else super().offers()

    def go_to(self, place: Place) -> None:
        super().go_to(place)
        if place.record:
            self.focus_on(place.record)

    def do(self, command: Callable[..., Any], *, then: Callable[[Outcome], None] | None = None, **given: Any) -> None:
        """Do a command; what is refused is said above the list."""
        self.said.say("info", "")
        self.desk.tasks.do(command, then=then, otherwise=self.said.say_problem, **given)

    def done(self, _outcome: Outcome) -> None:
        """What was ticked is done with."""
        self.table.rows.clear_ticks()
        self.chosen.say("quiet", "")

    @property
    def _hidden(self) -> bool:
        return self.desk.settings.hide_internal

    def landing(self) -> QWidget | None:
        return self.covered.primary if self._hidden else super().landing()

    def _take(self, found: Any) -> None:
        super()._take(found)
        if self._hidden:
            self.table.set_ids(())
            self.table.rows.clear_ticks()
            if self.inspector is not None:
                self.inspector.show_record("")
            self.inspector_frame.hide()
            self.body.setCurrentWidget(self.covered)
        for part in (self.filters, self.chosen, self.head):
            part.setVisible(not self._hidden and (part is not self.filters or bool(self._total)))
        if not self._hidden and not self.table.rows.ticks:
            self.chosen.say("quiet", "")


def insert_below(above: QWidget, *widgets: QWidget) -> None:
    """Put widgets below another one of a page's column, one below the other."""
    holder = above.parentWidget()
    layout = holder.layout() if holder is not None else None
    if isinstance(layout, QVBoxLayout):
        for at, one in enumerate(widgets, layout.indexOf(above) + 1):
            layout.insertWidget(at, one)


def insert_space(below: QWidget) -> None:
    """Leave some room above a widget of a page's column."""
    holder = below.parentWidget()
    layout = holder.layout() if holder is not None else None
    if isinstance(layout, QVBoxLayout):
        layout.insertSpacing(layout.indexOf(below), theme.px(_GAP))


def none_chosen(chosen: Sequence[str]) -> str:
    """Why nothing can be done without a row."""
    return "" if chosen else tr("Choose a row first.")
