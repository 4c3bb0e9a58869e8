"""Dialogs of campaigns: a new campaign, and the campaign that creators are added to."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.campaigns.model import CLOSED
from infludesk.clients.store import names as client_names
from infludesk.db.driver import Connection
from infludesk.flows import campaign_list
from infludesk.flows.campaign_list import Filter, ListedCampaign
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import EntryDialog, add_field, ask, window_of
from infludesk.gui.kit.parts import label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import isolate, join, plural, tr


class CampaignDialog(EntryDialog):
    """Client and name make a campaign; a client's name that is new makes the client too."""

    def __init__(self, parent: QWidget | None, clients: Sequence[str], along: str = "") -> None:
        """``along`` says who comes into the campaign at once."""
        super().__init__(parent, tr("New campaign"), tr("Create campaign"))
        self.client, self.name = QLineEdit(), QLineEdit()
        self.message = label("", "danger", wrap=True)
        completer = QCompleter(list(clients), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.client.setCompleter(completer)
        add_field(self, tr("Client"), self.client, tr("A name that is new makes a new client."))
        add_field(self, tr("Name of the campaign"), self.name, "")
        if along:
            self.body.addWidget(label(along, "small", wrap=True))
        self.message.setMinimumHeight(theme.line("small"))
        self.body.addWidget(self.message)
        self.begin_at(self.client)

    def ready(self) -> bool:
        missing = next((one for one in (self.client, self.name) if not one.text().strip()), None)
        for one in (self.client, self.name):
            theme.set_state(one, state="error" if one is missing else "")
        words = {self.client: tr("Needed: the client's name."), self.name: tr("Needed: a name for the campaign.")}
        self.message.setText(words[missing] if missing else "")
        if missing:
            missing.setFocus()
        return missing is None


class ChooseCampaignDialog(EntryDialog):
    """One of the open campaigns, or a new one."""

    def __init__(self, parent: QWidget | None, campaigns: Sequence[ListedCampaign], count: int) -> None:
        verb = plural(count, "Add {n} creator", "Add {n} creators")
        super().__init__(parent, tr("Add to campaign"), verb)
        self.combo = QComboBox()
        for one in campaigns:
            self.combo.addItem(join((isolate(one.name), isolate(one.client))), one.id)
        self.combo.addItem(tr("New campaign…"), "")
        add_field(self, tr("Campaign"), self.combo, tr("Who is in the campaign already stays as they are."))
        self.begin_at(self.combo)

    @property
    def campaign_id(self) -> str:
        """The campaign chosen; empty for a new one."""
        return str(self.combo.currentData())


def new_campaign(desk: Desk) -> None:
    """Ask for client and name, make the campaign and go to its page."""
    _ask_new(desk, "", partial(_create, desk, then=lambda made: desk.go("campaign", made)))


def plan_campaign(desk: Desk, *, import_run: str = "") -> None:
    """Make a campaign, and choose its creators there, from an import where one is given."""
    about = (f"import:{import_run}",) if import_run else ("add",)
    along = tr("Its creators are chosen next, from this import.") if import_run else ""
    _ask_new(desk, along, partial(_create, desk, then=lambda made: desk.go("campaign", made, "creators", about)))


def add_to_campaign(desk: Desk, creator_ids: Sequence[str]) -> None:
    """Ask which campaign, or make one, and shortlist these creators in it."""
    chosen = tuple(creator_ids)
    if not chosen:
        return

    def show(found: list[ListedCampaign]) -> None:
        if found:
            ask(ChooseCampaignDialog(window_of(), found, len(chosen)), decide)
        else:
            make()

    def decide(dialog: ChooseCampaignDialog) -> None:
        if dialog.campaign_id:
            desk.tasks.do(add_creators, campaign_id=dialog.campaign_id, creator_ids=chosen)
        else:
            make()

    def make() -> None:
        along = plural(len(chosen), "{n} creator comes along.", "{n} creators come along.")
        then = partial(_create, desk, creator_ids=chosen, then=lambda made: desk.go("campaign", made, "creators"))
        _ask_new(desk, along, then)

    desk.tasks.read(_open_campaigns, show)


def _ask_new(desk: Desk, along: str, then: Callable[[CampaignDialog], None]) -> None:
    def show(found: list[tuple[str, str]]) -> None:
        ask(CampaignDialog(window_of(), [name for _, name in found], along), then)

    desk.tasks.read(client_names, show)


def _create(
    desk: Desk, dialog: CampaignDialog, *, then: Callable[[str], None], creator_ids: tuple[str, ...] = ()
) -> None:
    def made(outcome: Outcome) -> None:
        then(str(outcome.value))

    def refused(problem: Problem) -> None:
        desk.dialogs.problem(problem)

    desk.tasks.do(
        create_campaign, then=made, otherwise=refused, name=dialog.name.text(), client=dialog.client.text(),
        creator_ids=creator_ids,
    )  # fmt: skip


def _open_campaigns(conn: Connection) -> list[ListedCampaign]:
    found = campaign_list.listed(conn, campaign_list.ids(conn, Filter(), "name"))
    return [one for one in found if one.state not in CLOSED]
