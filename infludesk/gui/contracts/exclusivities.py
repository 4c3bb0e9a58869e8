"""The exclusivities of a contract: scope, categories from the tree, competitors, days, and whether it was waived."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infludesk.clients.brands import add_category
from infludesk.clients.categories import Tree
from infludesk.contracts.exclusive import (
    add_exclusivity,
    hold_exclusivity,
    set_exclusivity_field,
    trash_exclusivity,
    waive_exclusivity,
)
from infludesk.contracts.model import Exclusivity
from infludesk.gui.contracts.promise_reading import PromisesView
from infludesk.gui.contracts.promise_rows import Kind, PromiseRow, RowsSection
from infludesk.gui.desk import Desk
from infludesk.gui.kit.flow import FlowLayout
from infludesk.gui.kit.form_row import FormRow
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.picks import ChoiceEdit
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.tiles import Chip
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, plural, tr

KIND = Kind(
    entity_of=Exclusivity,
    names=("scope", "rivals", "starts_on", "ends_on", "days_before", "days_after", "markets", "platforms",
           "organic_allowed", "for_brand_id"),
    title="Exclusivity", one="Exclusivity {n}", none="No exclusivity yet.", adding="Add exclusivity",
    count=("{n} exclusivity", "{n} exclusivities"), row="exclusivity_id", add=add_exclusivity,
    change=set_exclusivity_field, trash=trash_exclusivity,
)  # fmt: skip
_CATEGORY = Field(
    "category", "link", "Category", table="category", help="Type a part of its name. What lies under it counts too."
)


class CategoryPicker(QWidget):
    """Categories as chips by name, and a line that finds one more in the tree.

    Signals:
        changed: the codes, as a tuple.
        new_asked: a name that is not in the tree.
    """

    changed = Signal(object)
    new_asked = Signal(str)

    def __init__(self, formats: Formats) -> None:
        super().__init__()
        self.codes: tuple[str, ...] = ()
        self.shelf = QWidget()
        self.shelf.setAccessibleName(tr("Categories"))
        self._line_up = FlowLayout(self.shelf, gap=theme.px(4))
        self.line = FormRow(_CATEGORY, formats, (), adds=True)
        self.line.saved.connect(lambda _name, code: self._add(code))
        self.line.new_asked.connect(lambda _name, text: self.new_asked.emit(text))
        self._chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.line)
        column.addWidget(self.shelf)

    def put(self, codes: Sequence[str], tree: Tree, *, frozen: bool) -> None:
        """Show these categories; what is being typed stays."""
        if isinstance(self.line.edit, ChoiceEdit) and not self.line.edit.text():
            self.line.edit.set_options(tree.options)
        self.line.setVisible(not frozen)
        self.codes = tuple(codes)
        for chip in self._chips:
            self._line_up.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for code in self.codes:
            chip = Chip(tree.path(code))
            chip.remove.setVisible(not frozen)
            chip.removed.connect(partial(self._remove, code))
            self._line_up.addWidget(chip)
            self._chips.append(chip)
        self.shelf.setVisible(bool(codes))

    def _add(self, code: object) -> None:
        self.line.put(None, anew=True)
        if code and code not in self.codes:
            self.changed.emit((*self.codes, code))

    def _remove(self, code: str) -> None:
        self.line.edit.setFocus()
        self.changed.emit(tuple(one for one in self.codes if one != code))


class ExclusivityRow(PromiseRow):
    """One exclusivity."""

    def __init__(self, kind: Kind, title: str, desk: Desk) -> None:
        super().__init__(kind, title, desk)
        self.categories = CategoryPicker(desk.formats)
        self.categories.changed.connect(lambda codes: self.do(set_exclusivity_field, name="categories", value=codes))
        self.categories.new_asked.connect(self._new_category)
        self.extra.addWidget(self.categories)
        self.told = label("", "help", wrap=True)
        self.extra.addWidget(self.told)
        self.rivals_button = self.add_button("", self._take_rivals)
        self.waive_button = self.add_button(tr("Waive…"), self._waive)
        self.hold_button = self.add_button(tr("Take the waiver back"), lambda: self.do(hold_exclusivity))
        self._known: tuple[str, ...] = ()
        self._shown = Exclusivity()

    def show_more(self, view: PromisesView, *, frozen: bool) -> None:
        record = next(one for one in view.exclusivities if one.id == self.record_id)
        self._shown, self._known = record, view.rivals.get(record.for_brand_id or "", ())
        self.set_note(exclusivity_words(record, view.tree, self.desk))
        self.categories.put(record.categories, view.tree, frozen=frozen)
        missing = [name for name in self._known if name not in record.rivals]
        words = plural(len(missing), "Add {n} known competitor", "Add {n} known competitors")
        self.rivals_button.setText(words)
        self.rivals_button.setAccessibleName(words)
        self.rivals_button.setVisible(bool(missing) and not frozen)
        day = show_day(record.waived_on, self.desk.locale)
        waived = tr("Waived by {name} on {day}.", name=isolate(record.waived_by or ""), day=day)
        self.told.setText(waived if record.waived_by else "")
        self.told.setVisible(bool(record.waived_by))
        self.waive_button.setVisible(not record.waived_by)
        self.hold_button.setVisible(bool(record.waived_by))

    def _take_rivals(self) -> None:
        names = tuple(dict.fromkeys((*self._shown.rivals, *self._known)))
        self.do(set_exclusivity_field, name="rivals", value=names)

    def _waive(self) -> None:
        title = tr("Waive this exclusivity")
        if by := self.desk.dialogs.ask_text(title, tr("Who at the client waives it"), verb=tr("Waive")):
            self.do(waive_exclusivity, by=by)

    def _new_category(self, text: str) -> None:
        def made(outcome: object) -> None:
            code = getattr(outcome, "value", "")
            self.categories.line.put(None, anew=True)
            self.do(set_exclusivity_field, name="categories", value=(*self.categories.codes, code))

        self.desk.tasks.do(add_category, then=made, otherwise=self.strip.say_problem, label=text)


class ExclusivitiesSection(RowsSection):
    """The exclusivities of a contract."""

    row_class = ExclusivityRow

    def __init__(self, desk: Desk) -> None:
        super().__init__(KIND, desk)


def exclusivity_words(row: Exclusivity, tree: Tree, desk: Desk) -> str:
    """An exclusivity in one line: what it shuts out, where, and until when."""
    what = join((", ".join(tree.name(one) for one in row.categories), ", ".join(map(isolate, row.rivals))), ", ")
    if row.scope == "all":
        what = tr("all others")
    after = (
        plural(row.days_after, "{n} day after the last post", "{n} days after the last post") if row.days_after else ""
    )
    until = tr("until {day}", day=show_day(row.ends_on, desk.locale)) if row.ends_on else after or tr("no end yet")
    return join((what or tr("nothing chosen yet"), ", ".join(row.markets), until))
