"""Import, step 4: the account of the whole import, tags to add, and where the list came from."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from infludesk.creators.model import BASES
from infludesk.gui.imports.draft import Draft, skipped_words
from infludesk.gui.kit.edits import Combo
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.text import isolate, number, plural, tr

_REASONS = 5


class ReviewStep(QWidget):
    """What will happen, in one sentence, and the last choices.

    Signals:
        changed: the Draft with other tags or another provenance.
    """

    changed = Signal(object)

    def __init__(self, me: str) -> None:
        """``me`` is the member who imports."""
        super().__init__()
        self._me = me
        self._draft: Draft | None = None
        self.account, self._reasons = label("", "section", wrap=True), label("", "small", wrap=True)
        self._more = label("", wrap=True)
        self.tags, self.origin, self.basis = QLineEdit(), QLineEdit(), Combo()
        self.owner, self._owner_name = Combo(), label(tr("Owner"), "muted")
        self.tags.setPlaceholderText(tr("Tags, with commas between"))
        self.origin.setPlaceholderText(tr("For instance: Upfluence search of 12 Mar"))
        self.basis.addItem(tr("Not stated yet"), "")
        for code, words in BASES:
            self.basis.addItem(tr(words), code)
        self._lay_out()
        self.tags.textChanged.connect(self._changed)
        self.origin.textChanged.connect(self._changed)
        self.basis.activated.connect(self._changed)
        self.owner.activated.connect(self._changed)

    def show_draft(self, draft: Draft) -> None:
        """Show the counts; what was typed stays."""
        self._draft = None
        counts = draft.counts
        self.account.setText(
            tr(
                "{created} created, {merged} merged, {skipped} skipped = {rows}",
                created=number(counts.created),
                merged=number(counts.merged),
                skipped=number(counts.skipped),
                rows=plural(counts.rows, "{n} row", "{n} rows"),
            )
        )
        self._reasons.setText("\n".join(_reasons(draft)))
        self._reasons.setVisible(bool(self._reasons.text()))
        self._more.setText("\n".join(_more(draft)))
        self._more.setVisible(bool(self._more.text()))
        if _listed(self.tags.text()) != draft.tags:
            self.tags.setText(", ".join(draft.tags))
        self.origin.setText(draft.data_source)
        self.basis.setCurrentIndex(max(0, self.basis.findData(draft.lawful_basis)))
        self._show_owner(draft)
        self._draft = draft

    def landing(self) -> QWidget | None:
        """The button of the wizard has the focus here."""
        return None

    def _show_owner(self, draft: Draft) -> None:
        """Who looks after those created; asked where there are several members."""
        self.owner.clear()
        self.owner.addItem(tr("Me"), "")
        for member, name in draft.members:
            if member != self._me:
                self.owner.addItem(isolate(name), member)
        self.owner.setCurrentIndex(max(0, self.owner.findData(draft.owner)))
        for one in (self.owner, self._owner_name):
            one.setVisible(self.owner.count() > 1)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnMinimumWidth(0, theme.px(160))
        rows: Sequence[tuple[str, QWidget]] = (
            (tr("Tags to add"), self.tags),
            (tr("Where the list came from"), self.origin),
            (tr("Lawful basis"), self.basis),
        )
        for at, (name, widget) in enumerate(rows):
            widget.setAccessibleName(name)
            widget.setMaximumWidth(theme.px(480))
            grid.addWidget(label(name, "muted"), at, 0)
            grid.addWidget(widget, at, 1)
        self.owner.setAccessibleName(tr("Owner"))
        grid.addWidget(self._owner_name, len(rows), 0)
        grid.addWidget(self.owner, len(rows), 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnMinimumWidth(0, theme.metric("layout.form-label"))
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(12))
        for one in (self.account, self._reasons, self._more):
            column.addWidget(one)
        column.addSpacing(theme.px(12))
        column.addLayout(grid)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _changed(self) -> None:
        if self._draft is None:
            return
        self._draft = replace(
            self._draft,
            tags=_listed(self.tags.text()),
            data_source=self.origin.text().strip(),
            lawful_basis=str(self.basis.currentData()),
            owner=str(self.owner.currentData() or ""),
        )
        self.changed.emit(self._draft)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _reasons(draft: Draft) -> list[str]:
    found = list(skipped_words(draft))
    lines = [tr("{n} × {reason}", n=number(count), reason=reason) for reason, count in found[:_REASONS]]
    rest = sum(count for _, count in found[_REASONS:])
    return [*lines, plural(rest, "{n} more row", "{n} more rows")] if rest else lines


def _more(draft: Draft) -> list[str]:
    """Who is not to be contacted, what is left for later, what is made, and which cells stay behind."""
    blocked = sum(one.fill is not None and one.fill.block is not None for one in draft.kept)
    cells = sum(len(one.problems) for one in draft.kept)
    conflicts = sum(len(one.kept) for one in draft.kept) - draft.taken
    marked = sum(map(draft.is_blocked, draft.kept))
    lines = (
        (marked, "{n} row goes to somebody marked do not contact; the mark stays.",
         "{n} rows go to people marked do not contact; the mark stays."),
        (blocked, "{n} creator is marked do not contact.", "{n} creators are marked do not contact."),
        (draft.open_questions, "{n} question is left for later: it waits under Duplicates.",
         "{n} questions are left for later: they wait under Duplicates."),
        (draft.taken, "{n} value of the file takes the place of yours.",
         "{n} values of the file take the place of yours."),
        (conflicts, "{n} value of the file differs from what you have; yours stays.",
         "{n} values of the file differ from what you have; yours stay."),
        (cells, "{n} cell cannot be read and is left out.", "{n} cells cannot be read and are left out."),
    )  # fmt: skip
    found = [plural(count, one, many) for count, one, many in lines if count]
    if draft.made:
        found.append(tr("New fields are made: {names}.", names=", ".join(map(isolate, draft.made))))
    return found
