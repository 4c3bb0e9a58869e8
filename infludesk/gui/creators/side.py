"""The column that stays beside a creator's tabs: next step, contact, consent, and where they came from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from infludesk.creators.commands import set_entry_field
from infludesk.creators.model import BASES, Creator
from infludesk.gifting.model import STATES
from infludesk.gifting.value import sums
from infludesk.gui.creators.origins import OriginsDialog
from infludesk.gui.creators.parts import CreatorView, Facts, Secret, mail_button, next_words
from infludesk.gui.desk import Desk
from infludesk.gui.kit.formats import HIDDEN
from infludesk.gui.kit.parts import button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import due, show_day
from infludesk.kernel.text import isolate, join, plural, tr

WIDTH = 300
_PRIVATE = ("phone", "sizes", "birth_date", "gender")
_PRIVATE_KINDS = ("phone", "whatsapp")
_KEY_WIDTH = 68
_PARCELS = 3


class SideColumn(QScrollArea):
    """What is needed on every tab. Private values stay masked until they are asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._view: CreatorView | None = None
        self.step = label("", "strong", wrap=True)
        self.done_button = button(tr("Done"), icon="check", small=True)
        self.done_button.clicked.connect(self.finish_step)
        self.contact, self.consent, self.origin = Facts(_KEY_WIDTH), Facts(_KEY_WIDTH), Facts(_KEY_WIDTH)
        self.goods = Facts(_KEY_WIDTH)
        inside = QWidget()
        column = QVBoxLayout(inside)
        pad = theme.px(16)
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(theme.px(8))
        for words, parts in (
            (tr("Next step"), (self.step, self.done_button)),
            (tr("Contact"), (self.contact,)),
            (tr("Consent"), (self.consent,)),
            (tr("Gifts and loans"), (self.goods,)),
            (tr("Where from"), (self.origin,)),
        ):
            column.addWidget(label(words, "lead"))
            for part in parts:
                stays = part is self.done_button
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if stays else Qt.AlignmentFlag(0))
            column.addSpacing(theme.px(8))
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFixedWidth(theme.px(WIDTH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Summary"))

    def load(self, view: CreatorView) -> None:
        """Show a creator; the same one again covers nothing that was shown."""
        if view == self._view:
            return
        self._view = view
        self.step.setText(next_words(view.row, self.desk))
        self.done_button.setVisible(bool(view.row.next_step))
        self.contact.put(self._contacts(view))
        self.consent.put(self._consents(view))
        self.goods.put(self._goods(view))
        self.origin.put(self._origins(view))

    def redraw(self) -> None:
        """Show all anew: formats or internal figures are shown otherwise now."""
        view, self._view = self._view, None
        if view is not None:
            self.load(view)

    def finish_step(self) -> None:
        """Take the next step off the entry that planned it."""
        if self._view is not None:
            due = [one for one in self._view.entries if one.follow_up]
            first = min(due, key=lambda one: one.follow_up or "", default=None)
            if first is not None:
                self.desk.tasks.do(set_entry_field, entry_id=first.id, name="follow_up", value=None)

    def _contacts(self, view: CreatorView) -> list[tuple[str, str | QWidget]]:
        creator, formats, facts = view.whole.creator, self.desk.formats, list[tuple[str, str | QWidget]]()
        if creator.email:
            facts.append((tr("E-mail"), mail_button(creator.email, formats)))
        for point in view.whole.points:
            kind, words = tr(point.entity.field("kind").choice(point.kind or "")), isolate(point.value or "")
            shown = Secret(kind, words) if point.kind in _PRIVATE_KINDS else words
            facts.append((kind, HIDDEN if formats.hide_internal else shown))
        for name in _PRIVATE:
            field, value = Creator.entity.field(name), getattr(creator, name)
            if value:
                shown = formats.show_value(field, value)
                facts.append((tr(field.label), shown if formats.hide_internal else Secret(tr(field.label), shown)))
        if creator.preferred_channel:
            field = Creator.entity.field("preferred_channel")
            facts.append((tr(field.label), formats.show_value(field, creator.preferred_channel)))
        return facts or [("", tr("No way to reach them is kept yet."))]

    def _consents(self, view: CreatorView) -> list[tuple[str, str | QWidget]]:
        said = [one.basis for one in view.consents if not one.withdrawn_on]
        bases = dict.fromkeys([*said, *(one.lawful_basis for one in view.origins)])
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Lawful basis"), tr(dict(BASES).get(one, one))) for one in bases if one
        ]
        for block in view.whole.blocks:
            since = show_day(block.since, self.desk.locale)
            facts.append((tr("Do not contact"), tr("since {day}", day=since)))
        return facts or [("", tr("Nothing is noted."))]

    def _goods(self, view: CreatorView) -> list[tuple[str, str | QWidget]]:
        """What was given in kind this year, and the newest parcels."""
        locale, year = self.desk.locale, self.desk.today().year
        given = sums(one for one in view.in_kind if one.year == year)
        worth = ", ".join(amount.show(locale) for amount in given.values())
        facts: list[tuple[str, str | QWidget]] = [(tr("In {year}", year=year), worth)] if worth else []
        for row in view.parcels[:_PARCELS]:
            back = tr("back {when}", when=due(row.return_due, self.desk.today(), locale)) if row.return_due else ""
            facts.append((tr(dict(STATES).get(row.state, row.state)), join((isolate(row.what), back))))
        if view.parcels:
            newest = view.parcels[0].id
            open_button = button(tr("Open Gifts"), small=True)
            open_button.clicked.connect(lambda: self.desk.go("gifts", newest))
            facts.append(("", open_button))
        return facts or [("", tr("Nothing was given or lent yet."))]

    def _origins(self, view: CreatorView) -> list[tuple[str, str | QWidget]]:
        """The list that first named the creator, how many more did, and the way to their rows."""
        locale = self.desk.locale
        if not view.origins:
            return [(tr("Added"), show_day(view.whole.creator.created_at, locale))]
        first, more = view.origins[0], len(view.origins) - 1
        facts: list[tuple[str, str | QWidget]] = [
            (tr("Import"), isolate(first.file_name)),
            (tr("Row"), str(first.row)),
            (tr("On"), show_day(first.at, locale)),
        ]
        if first.data_source:
            facts.append((tr("Source"), isolate(first.data_source)))
        if first.mapping:
            facts.append((tr("Mapping"), isolate(first.mapping)))
        if more:
            facts.append((tr("Also"), plural(more, "{n} more row", "{n} more rows")))
        rows = button(tr("Show the file's row") if not more else tr("Show the files' rows"), small=True)
        rows.clicked.connect(lambda: OriginsDialog(self.desk, view.origins, self.window()).open())
        return [*facts, ("", rows)]
