"""What a report holds and how it looks: its kind, its parts, its words, paper, and the client's colour and logo."""

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from infludesk.campaigns.commands import set_campaign_field
from infludesk.campaigns.model import Campaign
from infludesk.clients.commands import set_client_field, set_client_logo
from infludesk.clients.model import Client
from infludesk.gui.desk import Desk
from infludesk.gui.kit.folding import Segments
from infludesk.gui.kit.form_row import edit_for
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import announce, button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.reports.making import KINDS, PARTS, TICKED, Kind, Source, paper_of
from infludesk.gui.reports.scope import ScopeChoice
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Field
from infludesk.kernel.text import tr
from infludesk.reports.client_facts import Paper

_WIDTH, _PAD = 332, 16
_WORDS: dict[Kind, tuple[str, ...]] = {
    "campaign": ("report_headline", "report_happened", "report_next_step"),
    "shortlist": ("audience", "report_next_step"),
    "compliance": (),
}


class ReportOptions(QFrame):
    """The left side of the report.

    Attributes:
        kind: campaign report, shortlist or compliance report.
        scope: of the compliance report: this campaign or the whole client, and the period.
        draft: whether each page says "Draft".
        ticks: the parts' tick boxes, by kind and code.
        words: the report's own texts, by field name.
        colour: the client's; ``logo`` the button that chooses a picture; both hidden without a client.

    Signals:
        asked: what is read must be read anew: paper, draft or scope changed.
        ticked_changed: other parts are ticked.
    """

    asked = Signal()
    ticked_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._source: Source | None = None
        self._chosen: Paper | None = None
        self.setProperty("kind", "panel")
        self.setFixedWidth(theme.px(_WIDTH))
        self.kind = Segments(tr("Report"), [(code, tr(words)) for code, words in KINDS])
        self.scope = ScopeChoice(desk)
        self.paper_choice = Segments(tr("Paper"), [("a4", "A4"), ("letter", tr("Letter"))])
        self.draft = QCheckBox(tr("Draft on each page"))
        self.ticks = {kind: {code: _tick(words, kind, code) for code, words in PARTS[kind]} for kind in PARTS}
        names = dict.fromkeys(name for group in _WORDS.values() for name in group)
        self.words = {name: WordField(Campaign.entity.field(name), desk.formats) for name in names}
        self.colour = WordField(Client.entity.field("report_colour"), desk.formats)
        self.logo = button(tr("Choose a logo…"), icon="image")
        self.logo_message = label("", "danger", wrap=True)
        self._client, self._words = label(tr("Client"), "lead"), label(tr("Words"), "lead")
        self._groups = {kind: _group(list(ticks.values())) for kind, ticks in self.ticks.items()}
        self._lay_out()
        self._connect()

    @property
    def paper(self) -> Paper | None:
        """The paper the person chose; None takes the workspace's."""
        return self._chosen

    @property
    def ticked(self) -> frozenset[str]:
        """The codes of the parts that are ticked, of the kind shown."""
        return frozenset(code for code, one in self.ticks[self._kind].items() if one.isChecked())

    def show_source(self, source: Source) -> None:
        """Show what a report is made from; what is being typed stays, unless it is another campaign's."""
        anew = self._source is None or self._source.campaign.id != source.campaign.id
        self._source = source
        self.kind.choose(source.kind)
        self.paper_choice.choose(paper_of(source))
        for kind, group in self._groups.items():
            group.setVisible(kind == source.kind)
        for name, field in self.words.items():
            field.put(getattr(source.campaign, name), anew=anew)
            field.setVisible(name in _WORDS[source.kind])
        self._words.setVisible(bool(_WORDS[source.kind]))
        self.scope.setVisible(source.kind == "compliance")
        for part in (self.scope.whole, self._client, self.colour, self.logo):
            part.setVisible(source.client is not None)
        if source.client is not None:
            self.colour.put(source.client.report_colour, anew=anew)
        if anew:
            self._say_logo(None)

    @property
    def _kind(self) -> Kind:
        return cast("Kind", self.kind.value)

    def _choose_paper(self, paper: str) -> None:
        self._chosen = cast("Paper", paper)
        self.asked.emit()

    def _save_words(self, name: str, value: Any) -> None:
        if self._source is not None:
            self._desk.tasks.do(
                set_campaign_field, otherwise=self.words[name].show_problem,
                campaign_id=self._source.campaign.id, name=name, value=value,
            )  # fmt: skip

    def _save_colour(self, name: str, value: Any) -> None:
        if self._source is not None and self._source.client is not None:
            self._desk.tasks.do(
                set_client_field, otherwise=self.colour.show_problem,
                client_id=self._source.client.id, name=name, value=value,
            )  # fmt: skip

    def _choose_logo(self) -> None:
        if self._source is None or self._source.client is None:
            return
        path = self._desk.dialogs.open_file(tr("Choose a logo"), [tr("Pictures (*.png *.jpg *.jpeg)")])
        if path is not None:
            self._say_logo(None)
            self._desk.tasks.do(
                set_client_logo, otherwise=self._say_logo, client_id=self._source.client.id, path=path
            )  # fmt: skip

    def _say_logo(self, problem: Problem | None) -> None:
        self.logo_message.setText(str(problem) if problem else "")
        self.logo_message.setVisible(problem is not None)
        if problem:
            announce(self.logo, str(problem))

    def _connect(self) -> None:
        self.paper_choice.chosen.connect(self._choose_paper)
        self.draft.toggled.connect(lambda _on: self.asked.emit())
        self.scope.changed.connect(self.asked)
        for ticks in self.ticks.values():
            for one in ticks.values():
                one.toggled.connect(lambda _on: self.ticked_changed.emit())
        for field in self.words.values():
            field.saved.connect(self._save_words)
        self.colour.saved.connect(self._save_colour)
        self.logo.clicked.connect(self._choose_logo)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), theme.px(12), theme.px(_PAD), theme.px(_PAD))
        column.setSpacing(theme.px(8))
        column.addWidget(self.kind)
        column.addWidget(self.scope)
        column.addWidget(label(tr("Parts"), "lead"))
        for group in self._groups.values():
            column.addWidget(group)
        column.addWidget(self._words)
        for field in self.words.values():
            column.addWidget(field)
        column.addWidget(label(tr("Paper"), "lead"))
        for part in (self.paper_choice, self.draft, self._client, self.colour, self.logo, self.logo_message):
            column.addWidget(part)
        column.addStretch(1)
        self.logo_message.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))


class WordField(QWidget):
    """A field of a narrow panel: its label above, its message below; it saves itself when left.

    Signals:
        saved: the field's name and the new value.
    """

    saved = Signal(str, object)

    def __init__(self, field: Field, formats: Formats) -> None:
        super().__init__()
        self.field, self.edit = field, edit_for(field, formats)
        self.message = label("", "help", wrap=True)
        self._stored: Any = None
        self._untouched, self._refused = "", False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (label(tr(field.label), "muted"), self.edit, self.message):
            column.addWidget(part)
        self._say(None)
        self.edit.left.connect(self._commit)

    def put(self, value: Any, *, anew: bool) -> None:
        """Show a stored value; what is being typed stays, unless it is another record's."""
        self._stored = value
        if anew or (self.edit.text() == self._untouched and not self._refused):
            self.edit.put(value)
            self._untouched, self._refused = self.edit.text(), False
            self._say(None)

    def show_problem(self, problem: Problem) -> None:
        """Say why it was not stored; the text stays."""
        self._refused = True
        self._say(problem)

    def _commit(self) -> None:
        text = self.edit.text()
        if text == self._untouched:
            return
        value = self.edit.read()
        self._untouched, self._refused = text, False
        self._say(None)
        if value != self._stored:
            self.saved.emit(self.field.name, value)

    def _say(self, problem: Problem | None) -> None:
        words = str(problem) if problem else tr(self.field.help)
        self.message.setText(words)
        self.message.setVisible(bool(words))
        theme.set_state(self.message, kind="danger" if problem else "help")
        self.edit.mark("error" if problem else "")
        self.edit.main.setAccessibleDescription(words)
        if problem:
            announce(self.edit.main, words)


def _tick(words: str, kind: Kind, code: str) -> QCheckBox:
    made = QCheckBox(tr(words))
    made.setChecked(code in TICKED[kind])
    return made


def _group(ticks: Sequence[QCheckBox]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    for one in ticks:
        column.addWidget(one)
    return made
