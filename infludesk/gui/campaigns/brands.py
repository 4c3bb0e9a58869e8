"""The brands of a campaign and what they are in, for clashes; and what is wrong around its contracts, in words."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from babel import Locale
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from infludesk.campaigns.model import CampaignParty
from infludesk.campaigns.parties import add_party, trash_party
from infludesk.clients.brand_store import brands_of, categories, rivals
from infludesk.clients.brands import add_category, set_brand_field, set_rivals
from infludesk.clients.categories import Tree
from infludesk.clients.model import Brand
from infludesk.clients.store import names as client_names
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.flows.contract_risks import ContractRisks
from infludesk.gui.contracts.clash_words import clash_words, finding_words, misuse_words
from infludesk.gui.contracts.exclusivities import CategoryPicker
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import ask, window_of
from infludesk.gui.kit.fields_dialog import FieldsDialog
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.parts import button, label, tool
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import SectionHead, Strip
from infludesk.kernel.changes import Outcome
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, tr

# What changes the risks and the brands beside what the page reads already.
TABLES = (
    "exclusivity", "brand", "brand_rival", "category", "campaign_party", "campaign_market", "usage_right",
    "right_asset", "asset_use", "whitelisting", "parcel", "parcel_item", "benefit",
)  # fmt: skip
_Rows = list[tuple[CampaignParty, Brand | None, str, tuple[str, ...]]]


class PartyDialog(FieldsDialog):
    """A brand's name, and whose it is where it is not the lead client's."""

    def __init__(self, parent: QWidget | None, formats: Formats) -> None:
        super().__init__(parent, tr("Brand of the campaign"), tr("Add brand"))
        self.add(Field("brand", "text", "Brand"), formats)
        self.add(Field("client", "text", "Client, if it is not the lead"), formats)
        self.add(CampaignParty.entity.field("part"), formats, "brand")
        self.finish("brand")

    def refuse(self) -> str:
        return "" if self.values["brand"] or self.values["client"] else tr("Needed: a brand or a client.")


class RivalsDialog(FieldsDialog):
    """Who competes with a brand, by name."""

    def __init__(self, parent: QWidget | None, formats: Formats, brand: str, names: tuple[str, ...]) -> None:
        super().__init__(parent, tr("Competitors of {brand}", brand=isolate(brand)), tr("Set competitors"))
        self.add(Field("names", "list", "Competitors"), formats, names)
        self.body.addWidget(label(tr("An exclusivity can take them over by name."), "help", wrap=True))
        self.finish("names")


class CampaignBrands(QWidget):
    """The brands and further clients of a campaign, each brand with its categories."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.campaign_id = desk, ""
        self.add_button = button(tr("Add brand…"), icon="add", small=True)
        self.add_button.clicked.connect(self.add)
        self.strip = Strip()
        words = tr("No brand is named. Exclusivities are checked by brand and category, so name what is promoted.")
        self.nothing = label(words, "muted", wrap=True)
        self.pickers: dict[str, CategoryPicker] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(SectionHead(tr("Brands"), "", (self.add_button,)))
        column.addWidget(self.strip)
        column.addWidget(self.nothing)
        column.addLayout(self._grid)
        self._shown: object = None

    def load(self, campaign_id: str) -> None:
        """Read and show the brands of a campaign."""
        self.campaign_id = campaign_id
        self.desk.tasks.read(lambda conn: _read(conn, campaign_id), self._take, key=("campaign", "brands"))

    def add(self) -> None:
        """Ask for a brand."""
        ask(PartyDialog(window_of(), self.desk.formats), self._add)

    def set_rivals(self, brand: Brand, names: tuple[str, ...]) -> None:
        """Ask who competes with a brand."""
        dialog = RivalsDialog(window_of(), self.desk.formats, brand.name or "", names)
        ask(dialog, lambda given: self._do(set_rivals, brand_id=brand.id, names=given.values["names"]))

    def _take(self, read: tuple[_Rows, Tree]) -> None:
        rows, tree = read
        if read == self._shown:
            return
        self._shown = read
        empty(self._grid)
        self.pickers = {}
        self.nothing.setVisible(not rows)
        for place, (party, brand, client, against) in enumerate(rows):
            name = isolate((brand.name if brand else "") or client)
            part = tr(CampaignParty.entity.field("part").choice(party.part or "brand"))
            about = QWidget()
            words = QVBoxLayout(about)
            words.setContentsMargins(0, theme.px(6), 0, 0)
            words.setSpacing(0)
            words.addWidget(label(name, "strong", wrap=True))
            words.addWidget(label(join((part, isolate(client) if brand else "")), "help", wrap=True))
            if brand is not None:
                if against:
                    named = ", ".join(map(isolate, against))
                    words.addWidget(label(tr("Competes with {names}", names=named), "help", wrap=True))
                rivals_button = button(tr("Competitors…"), "link", small=True)
                rivals_button.setAccessibleName(tr("Competitors of {brand}…", brand=name))
                rivals_button.clicked.connect(partial(self.set_rivals, brand, against))
                words.addWidget(rivals_button, 0, Qt.AlignmentFlag.AlignLeading)
            words.addStretch(1)
            self._grid.addWidget(about, place, 0, Qt.AlignmentFlag.AlignTop)
            if brand is not None:
                self._grid.addWidget(self._picker(brand, tree), place, 1)
            remove = tool("trash", tr("Remove {brand} from the campaign", brand=name))
            remove.clicked.connect(partial(self._remove, party.id))
            self._grid.addWidget(remove, place, 2, Qt.AlignmentFlag.AlignTop)

    def _picker(self, brand: Brand, tree: Tree) -> CategoryPicker:
        made = self.pickers[brand.id] = CategoryPicker(self.desk.formats)
        made.put(brand.categories, tree, frozen=False)
        made.changed.connect(lambda codes: self._set(brand.id, codes))
        made.new_asked.connect(lambda text: self._new_category(brand, text))
        return made

    def _add(self, dialog: PartyDialog) -> None:
        given = {name: value or "" for name, value in dialog.values.items()}
        self._do(add_party, campaign_id=self.campaign_id, **given | {"part": given["part"] or "brand"})

    def _remove(self, party_id: str) -> None:
        self._do(trash_party, party_id=party_id)

    def _set(self, brand_id: str, codes: object) -> None:
        self._do(set_brand_field, brand_id=brand_id, name="categories", value=codes)

    def _new_category(self, brand: Brand, text: str) -> None:
        def made(outcome: Outcome) -> None:
            self._set(brand.id, (*brand.categories, str(outcome.value)))

        self.desk.tasks.do(add_category, then=made, otherwise=self.strip.say_problem, label=text)

    def _do(self, command: Callable[..., Any], **given: Any) -> None:
        self.strip.say("info", "")
        self.desk.tasks.do(command, otherwise=self.strip.say_problem, **given)


def around_words(risks: ContractRisks, campaign_id: str, locale: Locale) -> Iterator[tuple[str, str]]:
    """What is wrong around a campaign's contracts, each in a sentence, with the tab that shows it."""
    for clash in risks.clashes:
        yield ". ".join(clash_words(clash, locale, seen_from=campaign_id)), "creators"
    for misuse in risks.misuses:
        yield join(misuse_words(misuse), ". "), "contracts"
    for finding in risks.findings:
        yield join(finding_words(finding, locale), ". "), "contracts"


def _read(conn: Connection, campaign_id: str) -> tuple[_Rows, Tree]:
    parties = find(conn, CampaignParty, "campaign_id = ?", (campaign_id,))
    known = brands_of(conn, [one.brand_id or "" for one in parties])
    named = dict(client_names(conn))
    rows: _Rows = []
    for one in parties:
        against = tuple(name for _, name in rivals(conn, one.brand_id)) if one.brand_id else ()
        rows.append((one, known.get(one.brand_id or ""), named.get(one.client_id or "", ""), against))
    return rows, categories(conn)
