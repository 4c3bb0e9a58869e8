"""Briefs, gifts, counters and Today with texts and amounts nobody tidied, in German and in Arabic."""

from collections.abc import Iterator

import pytest
from babel import Locale
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.campaigns.brief_commands import set_variation_field
from infludesk.campaigns.commands import brief_of, create_campaign, move_stage, set_brief_field
from infludesk.campaigns.model import Participation
from infludesk.creators.commands import add_creator, set_field
from infludesk.db.rows import find, insert
from infludesk.flows.briefing import freeze, send_brief
from infludesk.flows.leaving import remove_participation
from infludesk.flows.trash import restore, trash_campaigns
from infludesk.gifting import commands, items, products
from infludesk.gifting.listing import ids
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.benefits import BenefitsPage
from infludesk.gui.pages.campaign import CampaignPage
from infludesk.gui.pages.counters import CountersPage
from infludesk.gui.pages.gifts import GiftsPage
from infludesk.gui.pages.products import ProductsPage
from infludesk.gui.pages.today import TodayPage
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
LONG = "<b>&amp;</b> \u202eأنا\u202c\u200b\x01 <img src='file:///x'> " * 150
NAMES = ("آنا <i>Ruiz</i> & \u202e", "x" * 5_000, "日本\u200b🎬\x07")
AMOUNTS = (Money(123_456_789, "KWD"), Money(2**52, "JPY"), Money(123_456_789, "EUR"))


@pytest.fixture(params=["de_DE", "ar"])
def desk_abroad(desk: Desk, request: pytest.FixtureRequest) -> Desk:
    desk._locale = Locale.parse(request.param)
    return desk


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    """Three creators who agreed, a brief sent to all, a parcel to each in another currency, and a fee each."""
    people = [workspace.do(add_creator, name=name).value for name in NAMES]
    for one in people:
        workspace.do(set_field, creator_id=one, name="country", value="FR")
    made = str(workspace.do(create_campaign, name=LONG[:3_000], client=NAMES[0], creator_ids=people).value)
    parts = [one.id for one in workspace.read(lambda conn: find(conn, Participation, order="rowid"))]
    workspace.do(move_stage, participation_ids=parts, stage="agreed")
    brief = workspace.do(brief_of, campaign_id=made).value
    for name in ("goal", "tone", "contact", "disclosure_wording", "disclosure_place"):
        workspace.do(set_brief_field, brief_id=brief, name=name, value=LONG)
    workspace.do(set_variation_field, participation_id=parts[0], name="goal", value=LONG[::-1])
    workspace.do(send_brief, campaign_id=made, participation_ids=parts, note=LONG)
    product = workspace.do(products.add_product, name=LONG, retail_value=AMOUNTS[1], url="https://x.example").value
    for part, amount in zip(parts, AMOUNTS, strict=True):
        parcel = workspace.do(commands.add_parcels, participation_ids=[part], what=LONG, value=amount).value[0]
        workspace.do(items.add_item, parcel_id=parcel, product_id=product, given_as="loan", return_due="2024-02-29")
        workspace.do(items.add_item, parcel_id=parcel, label=LONG, unit_value=amount, serial=LONG[:500])
        workspace.do(commands.ship, parcel_ids=[parcel], shipped_on="2025-12-31", carrier=LONG[:500])
        fee = CreatorFee(participation_id=part, amount=amount, due_on="2026-02-28", state="earned")
        workspace.do(lambda tx, fee=fee: insert(tx, fee))
    workspace.do(products.add_benefit, creator_id=people[0], kind="trip", what=LONG, value=AMOUNTS[0])
    return made


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[list[QWidget]]:
    made: list[QWidget] = []
    yield made
    for one in made:
        delete(one)
    qapp.processEvents()


def open_all(desk: Desk, campaign: str, shown: list[QWidget]) -> None:
    gifts, parcels = GiftsPage(desk), desk.workspace.read(ids)
    tabs = CampaignPage(desk)
    tabs.go_to(Place("campaign", campaign, "brief"))
    shown += [gifts, tabs, TodayPage(desk), CountersPage(desk), ProductsPage(desk), BenefitsPage(desk)]
    for one in shown:
        one.resize(1024, 700)
        one.show()
        QApplication.processEvents()
        assert not one.grab().isNull()
    for parcel in parcels:
        gifts.table.focus_id(parcel)
        QApplication.processEvents()


def test_everything_opens_with_texts_and_amounts_nobody_tidied(
    desk_abroad: Desk, campaign: str, shown: list[QWidget]
) -> None:
    open_all(desk_abroad, campaign, shown)
    assert all(one.isVisible() for one in shown)


@pytest.mark.long
def test_pages_stand_while_what_they_show_goes_and_comes_back(
    qtbot: QtBot, desk: Desk, workspace: Workspace, campaign: str, shown: list[QWidget]
) -> None:
    del qtbot
    open_all(desk, campaign, shown)
    brief = workspace.read(lambda conn: conn.execute("SELECT id FROM brief").fetchone()[0])
    desk.tasks.do(freeze, brief_id=brief)
    part = workspace.read(lambda conn: find(conn, Participation))[0].id
    workspace.do(lambda tx: tx.conn.execute("UPDATE creator_fee SET state = 'planned'"))
    desk.tasks.do(remove_participation, participation_id=part)
    QApplication.processEvents()
    desk.tasks.do(trash_campaigns, campaign_ids=[campaign])
    QApplication.processEvents()
    desk.tasks.do(restore, table="campaign", ids=[campaign])
    for _ in range(5):
        desk.tasks.undo()
        QApplication.processEvents()
    for _ in range(5):
        desk.tasks.redo()
        QApplication.processEvents()
    assert workspace.check().faults == ()
