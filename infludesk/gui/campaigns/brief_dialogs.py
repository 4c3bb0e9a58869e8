"""Dialogs of a brief: send it, note what came back, begin from a template, compare two texts."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from infludesk.campaigns.brief_words import compare
from infludesk.campaigns.model import Brief, BriefSending
from infludesk.campaigns.template_store import Offered
from infludesk.flows.briefing import Recipient
from infludesk.gui.campaigns.brief_page import BriefPage, changes_html
from infludesk.gui.kit.dialogs import EntryDialog, Plain, add_field
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label, plain, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, plural, tr

_WITHOUT = Field("without", "text", "Why there is no disclosure wording", help="The history keeps it.")
_DAY = Field("on", "day", "Acknowledged on")
_LIST, _NAME, _COMPARE = 200, 220, 460
_RIGHT = Qt.TextElideMode.ElideRight


class SendDialog(FieldsDialog):
    """Who gets the brief: all who agreed are ticked, but those nobody may contact."""

    def __init__(
        self, parent: QWidget | None, people: Sequence[Recipient], formats: Formats, *,
        undisclosed: Collection[str], varied: Collection[str], only: Collection[str] = (),
    ) -> None:  # fmt: skip
        """Make it.

        Args:
            parent: the window.
            people: who agreed.
            formats: how values are shown.
            undisclosed: the texts that have no disclosure wording though one is needed.
            varied: the participations with words of their own.
            only: the participations ticked at first; empty for all.
        """
        super().__init__(parent, tr("Send the brief"), tr("Send"))
        self._people, self._undisclosed = {one.id: one for one in people}, frozenset(undisclosed)
        self.boxes: dict[str, QCheckBox] = {}
        words = tr("What each creator gets is frozen, kept as a PDF, and opened as an e-mail draft. You send it.")
        self.body.addWidget(label(words, "help", wrap=True))
        self.body.addWidget(self._list(varied, frozenset(only)))
        entity = BriefSending.entity
        self.add(entity.field("via"), formats, "email")
        self.add(entity.field("personal_note"), formats)
        self.add(_WITHOUT, formats)
        self.reason_note = label(
            tr("This text has no disclosure wording. Write it first, or say why."), "warn", wrap=True
        )
        self.body.addWidget(self.reason_note)
        self.finish("via")
        self.begin_at(self.confirm_button)
        self._count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The participations ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    @property
    def needs_reason(self) -> bool:
        """Whether one of the texts ticked has no disclosure wording."""
        return any(self._people[one].brief_id in self._undisclosed for one in self.chosen)

    def refuse(self) -> str:
        if not self.chosen:
            return tr("Tick one creator at least.")
        if self.needs_reason and not self.values["without"]:
            self.edits["without"].mark("error")
            self.edits["without"].main.setFocus()
            return tr("Needed: why there is no disclosure wording.")
        return ""

    def _list(self, varied: Collection[str], only: Collection[str]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for one in self._people.values():
            box = self.boxes[one.id] = QCheckBox()
            box.setText(plain(box.fontMetrics().elidedText(one.creator, _RIGHT, theme.px(_NAME))))
            box.setAccessibleName(one.creator)
            box.setToolTip(isolate(one.creator))
            box.setChecked(not one.blocked and (not only or one.id in only))
            box.setEnabled(not one.blocked)
            about = _about(one, one.id in varied)
            box.setAccessibleDescription(about)
            box.toggled.connect(self._count)
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(box)
            row.addWidget(Elided(about, "warn" if one.blocked or not one.email else "small"), 1)
            column.addLayout(row)
        if not self._people:
            column.addWidget(label(tr("No creator has agreed yet."), "muted"))
        column.addStretch(1)
        area = scrolled(inside)
        area.setFixedHeight(min(inside.sizeHint().height(), theme.px(_LIST)))
        return area

    def _count(self) -> None:
        count = len(self.chosen)
        self.confirm_button.setText(
            plural(count, "Send to {n} creator", "Send to {n} creators") if count else tr("Send")
        )
        self.confirm_button.setEnabled(bool(count))
        self.reason_note.setVisible(self.needs_reason)
        self.edits["without"].setEnabled(self.needs_reason)


class AcknowledgeDialog(FieldsDialog):
    """When and how a creator confirmed the brief; today is proposed."""

    def __init__(self, parent: QWidget | None, creator: str, formats: Formats) -> None:
        super().__init__(parent, tr("{creator} acknowledged the brief", creator=isolate(creator)), tr("Keep"))
        self.add(_DAY, formats, formats.today().isoformat())
        self.add(BriefSending.entity.field("acknowledged_how"), formats)
        self.finish("on")

    def refuse(self) -> str:
        if self.values["on"]:
            return ""
        self.edits["on"].mark("error")
        return tr("Needed: the day.")


class TemplateDialog(EntryDialog):
    """Which template to begin from; only empty sections are filled."""

    def __init__(self, parent: QWidget | None, offered: Sequence[Offered]) -> None:
        super().__init__(parent, tr("Begin from a template"), tr("Fill empty sections"))
        self._offered = tuple(offered)
        self.list = QListWidget()
        for one in offered:
            self.list.addItem(QListWidgetItem(join((isolate(one.name), tr("your own") if one.own else ""))))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.confirm())
        add_field(self, tr("Template"), self.list, tr("What is written already stays. One Undo takes all of it back."))
        self.begin_at(self.list)

    @property
    def chosen(self) -> Offered:
        """The template chosen."""
        return self._offered[self.list.currentRow()]

    def ready(self) -> bool:
        return self.list.currentRow() >= 0


class CompareDialog(Plain):
    """Two texts of a brief: what was added, removed and changed from the first to the second."""

    def __init__(self, parent: QWidget | None, texts: Sequence[tuple[str, Brief]], before: int, after: int) -> None:
        """``texts``: a name and the words of each; ``before`` and ``after`` are the places chosen at first."""
        super().__init__(parent, tr("Compare versions"))
        self._texts = tuple(texts)
        self.before, self.after = (self._choice(name) for name in (tr("From"), tr("To")))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for name, box in ((tr("From"), self.before), (tr("To"), self.after)):
            row.addWidget(label(name, "muted"))
            row.addWidget(box, 1)
        self.page = BriefPage()
        self.page.setAccessibleName(tr("What changed"))
        self.page.setMinimumHeight(theme.px(_COMPARE))
        self.body.addLayout(row)
        self.body.addWidget(label(tr("[+added] and [−removed]; what has no sign stayed."), "help"))
        self.body.addWidget(self.page)
        closing = self.add_button(button(tr("Close")))
        closing.clicked.connect(self.accept)
        closing.setDefault(True)
        self.before.setCurrentIndex(before)
        self.after.setCurrentIndex(after)
        self.before.currentIndexChanged.connect(self._show)
        self.after.currentIndexChanged.connect(self._show)
        self._show()

    def _choice(self, name: str) -> Combo:
        box = Combo()
        box.setAccessibleName(name)
        for words, _brief in self._texts:
            box.addItem(words)
        return box

    def _show(self) -> None:
        old, new = (self._texts[box.currentIndex()][1] for box in (self.before, self.after))
        self.page.show_html(changes_html(compare(old, new)))


def open_comparison(parent: QWidget | None, texts: Sequence[tuple[str, Brief]], before: int, after: int) -> None:
    """Open the comparison over a window; it is gone once it is closed."""
    dialog = CompareDialog(parent, texts, before, after)
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def _about(one: Recipient, own: bool) -> str:  # noqa: FBT001  one row's fact
    """What the dialog says beside a name."""
    if one.blocked:
        return tr("Do not contact")
    return join((
        isolate(one.email) if one.email else tr("No e-mail address: the draft has no recipient"),
        tr("own words") if own else "",
        tr("acknowledged") if one.acknowledged else tr("sent before") if one.sent_at else "",
    ))  # fmt: skip
