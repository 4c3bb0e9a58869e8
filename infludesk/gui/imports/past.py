"""Past imports: the columns of their list, and what can be done with the one in focus."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import NumberCell, Pill, Text
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.formats import EMPTY
from infludesk.gui.kit.parts import button
from infludesk.gui.kit.table_model import Column
from infludesk.gui.kit.theme import theme
from infludesk.importing.store import PastImport
from infludesk.kernel.dates import show_moment
from infludesk.kernel.text import isolate, join, number, plural, tr


class PastBar(QWidget):
    """The file of the import in focus, and the buttons for what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self._file = Elided("", "muted")
        self.show_button = button(tr("Show"), small=True)
        self.problems_button = button(tr("Problems"), small=True)
        self.undo_button = button(tr("Undo import"), small=True, icon="undo")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(12))
        row.setSpacing(theme.px(8))
        for one in (self._file, self.show_button, self.problems_button, self.undo_button):
            row.addWidget(one)

    def show_import(self, chosen: PastImport, *, can_undo: bool) -> None:
        """Show what can be done with this one; what holds it is told by ``show_later``."""
        self._file.say(join((chosen.file, chosen.data_source)))
        words = tr("Problems ({n})", n=number(chosen.problems))
        self.problems_button.setText(words)
        self.problems_button.setAccessibleName(words)
        self.problems_button.setVisible(bool(chosen.problems))
        self.show_button.setVisible(not chosen.undone or bool(chosen.left))
        self.undo_button.setVisible(can_undo)

    def show_later(self, imports: int) -> None:
        """Say how many later imports hold what this one made."""
        self.undo_button.setToolTip(later_words(imports))
        self.undo_button.setAccessibleDescription(later_words(imports))


def later_words(imports: int) -> str:
    """That later imports hold what one made, and what helps; empty where none does."""
    if not imports:
        return ""
    return plural(
        imports,
        "{n} later import added to these creators. Undo it first to take everything back.",
        "{n} later imports added to these creators. Undo them first to take everything back.",
    )


def past_columns(desk: Desk) -> tuple[Column[PastImport], ...]:
    """File, source, when and who, what became of the rows, and whether it stands."""
    locale, zone = desk.locale, desk.zone

    def source(one: PastImport) -> Text:
        kind = tr("Numbers") if one.kind == "metrics" else tr("Contacts")
        return Text(one.source or EMPTY, kind)

    def count(name: str) -> Callable[[PastImport], NumberCell]:
        return lambda one: NumberCell(number(getattr(one, name), locale))

    def state(one: PastImport) -> Pill:
        if one.left:
            return Pill(tr("Partly undone, {n} left", n=number(one.left, locale)), "warn", "undo")
        return Pill(tr("Undone"), "neutral", "undo") if one.undone else Pill(tr("Done"), "success", "check")

    return (
        Column("file", tr("File"), 200, lambda one: Text(isolate(one.file), isolate(one.data_source), strong=True),
               sortable=False, stretch=True),
        Column("source", tr("Source"), 140, source, sortable=False),
        Column("when", tr("When"), 140, lambda one: Text(show_moment(one.at, locale, zone), tone="text-2"),
               sortable=False),
        Column("who", tr("Who"), 100, lambda one: Text(isolate(one.who) or EMPTY, tone="text-2"), sortable=False),
        *(Column(key, words, 76, count(key), "right", sortable=False)
          for key, words in (("rows", tr("Rows")), ("created", tr("Created")), ("merged", tr("Merged")),
                             ("skipped", tr("Skipped")))),
        Column("state", tr("State"), 176, state, sortable=False),
    )  # fmt: skip
