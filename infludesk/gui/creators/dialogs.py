"""The dialogs of the creators pages: a new creator, a channel's figures, and an entry of the timeline."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from infludesk.creators.commands import add_creator, read_account, set_entry_field
from infludesk.creators.model import PLATFORMS, Account, AccountSnapshot, TimelineEntry
from infludesk.creators.profiles import is_address, profile_url, read_profile
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog
from infludesk.gui.kit.form import Form
from infludesk.gui.kit.parts import announce, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, tr

_FIGURES = ("day", "source", "followers", "er_ppm", "er_variant", "avg_views", "avg_likes", "avg_comments")
_ENTRY = ("body", "kind", "direction", "function", "happened_at", "follow_up")


class NewCreatorDialog(EntryDialog):
    """Asks for a name and, if there is one, a profile. Left by Esc it keeps what was typed.

    Signals:
        made: the id of the creator added.
    """

    made = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(parent, tr("New creator"), tr("Add creator"))
        self.desk = desk
        self.name, self.profile = QLineEdit(), QLineEdit()
        self.platform = platform_combo([code for code, _ in PLATFORMS if profile_url(code, "x")])
        self.name_message, self.profile_message = label("", "danger", wrap=True), label("", "danger", wrap=True)
        self.profile.setPlaceholderText(tr("Profile address or handle"))
        _field(self.body, tr("Name"), self.name, self.name_message)
        _field(self.body, tr("Profile"), self.profile, self.profile_message, self.platform)
        self.name.textEdited.connect(lambda: _say(self.name, self.name_message, ""))
        self.profile.textEdited.connect(lambda: _say(self.profile, self.profile_message, ""))
        self.begin_at(self.name)

    def ready(self) -> bool:
        if not self.name.text().strip():
            _say(self.name, self.name_message, tr("A name is needed."))
            return False
        typed = self.profile.text().strip()
        try:
            known = not typed or read_profile(typed, self.platform.currentData()) is not None
        except Problem as problem:
            self._refused(problem)
            return False
        if not known:
            title = tr('"{text}" names no account.', text=isolate(typed))
            advice = tr("Paste the profile's address, or choose the platform.")
            self._refused(Problem("account.unreadable", title, advice))
        return known

    def confirm(self) -> None:
        """Add the creator; the dialog stays while something is wrong."""
        if self.ready():
            self.desk.tasks.do(
                add_creator, then=self._made, otherwise=self._refused, name=self.name.text(), profile=self._address()
            )

    def _address(self) -> str:
        """What was typed, a bare handle as its platform's address."""
        typed, platform = self.profile.text().strip(), self.platform.currentData()
        return profile_url(platform, typed) if platform and typed and not is_address(typed) else typed

    def _made(self, outcome: Outcome) -> None:
        for field in (self.name, self.profile):
            field.clear()
        self.platform.setCurrentIndex(0)
        self.accept()
        self.made.emit(outcome.value)

    def _refused(self, problem: Problem) -> None:
        where, message = (
            (self.profile, self.profile_message)
            if problem.code.startswith("account")
            else (self.name, self.name_message)
        )
        _say(where, message, f"{problem.title} {problem.advice}")
        where.setFocus()


class FiguresDialog(EntryDialog):
    """A channel's figures of one day, as one source gave them."""

    def __init__(self, desk: Desk, parent: QWidget | None, account: Account) -> None:
        name = isolate(account.handle or account.url or "")
        super().__init__(parent, tr("Figures of {handle}", handle=name), tr("Enter figures"))
        self.desk, self._account = desk, account
        self.form = Form(AccountSnapshot.entity, show=desk.formats, only=_FIGURES)
        self.form.load(AccountSnapshot(id="new", day=desk.today().isoformat(), source="manual"))
        self.body.addWidget(self.form)
        self.begin_at(self.form.row("followers").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        figures = {name: value for name, value in self.form.values().items() if value is not None}
        day, source = figures.pop("day"), figures.pop("source")
        self.desk.tasks.do(
            read_account, then=lambda _outcome: super(FiguresDialog, self).accept(),
            otherwise=self._refused,
            account_id=self._account.id, day=day, source=source, **figures,
        )  # fmt: skip

    def _refused(self, problem: Problem) -> None:
        self.ask_again()
        self.form.show_problem("followers", problem)


class EntryEditDialog(EntryDialog):
    """Changes what an entry of the timeline says."""

    def __init__(self, desk: Desk, parent: QWidget | None, entry: TimelineEntry) -> None:
        super().__init__(parent, tr("Change entry"), tr("Save entry"))
        self.desk, self._entry = desk, entry
        self.form = Form(TimelineEntry.entity, show=desk.formats, only=_ENTRY)
        self.form.load(entry)
        self.body.addWidget(self.form)
        self.begin_at(self.form.row("body").edit)

    def ready(self) -> bool:
        return not self.form.unread

    def accept(self) -> None:
        for name, value in self.form.values().items():
            if value != getattr(self._entry, name):
                self.desk.tasks.do(set_entry_field, entry_id=self._entry.id, name=name, value=value)
        super().accept()


def platform_combo(platforms: list[str]) -> QComboBox:
    """A choice of platform, for handles that do not say it."""
    made = QComboBox()
    made.setAccessibleName(tr("Platform"))
    made.addItem(tr("Platform: from the address"), None)
    names = dict(PLATFORMS)
    for code in platforms:
        made.addItem(tr(names[code]), code)
    return made


def _field(column: QVBoxLayout, name: str, field: QLineEdit, message: QWidget, beside: QWidget | None = None) -> None:
    field.setAccessibleName(name)
    part, row = QVBoxLayout(), QHBoxLayout()
    part.setSpacing(theme.px(4))
    row.setSpacing(theme.px(8))
    row.addWidget(field, 1)
    if beside is not None:
        row.addWidget(beside)
    part.addWidget(label(name, "muted"))
    part.addLayout(row)
    part.addWidget(message)
    message.hide()
    column.addLayout(part)


def _say(field: QLineEdit, message: QLabel, words: str) -> None:
    theme.set_state(field, state="error" if words else "")
    message.setText(words)
    message.setVisible(bool(words))
    field.setAccessibleDescription(words)
    if words:
        announce(field, words)
