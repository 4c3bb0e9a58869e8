"""The legal counters on screen: what has come together, putting it off, and amounts of one's own."""

import pytest
from press import Key, Modifier, press, type_text
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts.figures import FRANCE
from infludesk.contracts.model import LegalFigure
from infludesk.creators.model import Creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.flows.due import due_now
from infludesk.gui.desk import Desk
from infludesk.gui.kit.dialogs import window_of
from infludesk.gui.pages.counters import AmountDialog, CountersPage
from infludesk.gui.pages.today import TodayPage
from infludesk.gui.today.not_until import NotUntilDialog
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.team.model import Snooze

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def fee(desk: Desk) -> None:
    """Ana, in France, is promised EUR 900 by Acme this year."""

    def agree(tx: Tx) -> None:
        insert(tx, Client(id="acme", name="Acme"))
        insert(tx, Campaign(id="spring", name="Spring Launch", client_id="acme"))
        insert(tx, Creator(id="ana", name="آنا Ruiz 🌸", country="FR"))
        insert(tx, Participation(id="part", campaign_id="spring", creator_id="ana", stage="agreed"))
        insert(
            tx, CreatorFee(participation_id="part", amount=Money(90_000, "EUR"), due_on="2026-03-30", state="planned")
        )

    desk.tasks.do(agree)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, fee: None) -> CountersPage:
    del fee
    made = CountersPage(desk)
    qtbot.addWidget(made)
    made.resize(1024 - 52, 640)
    made.show()
    made.activateWindow()
    made.table.focus_id(made.table.rows.ids[0])
    QApplication.processEvents()
    return made


def cells(page: CountersPage) -> list[str]:
    return [cell.display for cell in page.table.rows.cells(page.table.rows.ids[0]) or ()]


def dialog(kind: type[NotUntilDialog] | type[AmountDialog]) -> NotUntilDialog | AmountDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_a_counter_says_sum_amount_and_what_it_asks_for(qtbot: QtBot, page: CountersPage) -> None:
    qtbot.waitUntil(lambda: page.detail.counter is not None)
    assert "€900.00 of €1,000.00" in page.detail.sum.text()
    assert page.detail.asks.text() == "Asks for a signed contract"
    assert "Loi 2023-451" in page.detail.rule.text()
    assert "€900.00 of €1,000.00" in cells(page)


def test_hidden_internal_figures_are_hidden_here_too(desk: Desk, page: CountersPage) -> None:
    desk.hide_internal(on=True)
    QApplication.processEvents()
    assert "•••" in page.detail.sum.text()
    assert not any("900" in text for text in cells(page))
    assert page.detail.parts.isHidden()


def test_it_stands_on_today_until_it_is_put_off(qtbot: QtBot, desk: Desk, fee: None) -> None:
    del fee
    today = TodayPage(desk)
    qtbot.addWidget(today)
    today.show()
    today.activateWindow()
    QApplication.processEvents()
    row = next(one for one in today.rows if one.item.kind == "counter")
    assert row.words.what == "€900.00 of €1,000.00"
    row.setFocus()
    today.offers()["move"].run()
    asked = dialog(NotUntilDialog)
    type_text(asked.edits["reason"].main, "The contract is being written")
    press(asked, Key.Key_Return, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: not [one for one in today.rows if one.item.kind == "counter"])
    (kept,) = desk.workspace.read(lambda conn: find(conn, Snooze))
    assert (kept.until, kept.reason) == ("2026-03-19", "The contract is being written")
    desk.tasks.undo()
    counted = desk.workspace.read(lambda conn: due_now(conn, now=desk.now(), today=desk.today())).block("counters")
    assert counted.count == 1


def test_an_amount_of_ones_own_goes_before_the_shipped_one(qtbot: QtBot, desk: Desk, page: CountersPage) -> None:
    qtbot.waitUntil(lambda: page.detail.counter is not None)
    page.set_amount()
    asked = dialog(AmountDialog)
    amount = asked.edits["amount"].main
    amount.setFocus()
    press(amount, Key.Key_A, Modifier.ControlModifier)
    type_text(amount, "900")
    press(asked, Key.Key_Return, Modifier.ControlModifier)
    (own,) = desk.workspace.read(lambda conn: find(conn, LegalFigure))
    assert (own.code, own.amount, own.confidence) == (FRANCE, Money(90_000, "EUR"), "user")
    qtbot.waitUntil(lambda: page.detail.counter is not None and page.detail.counter.level == "reached")
    assert window_of() is not None
    page.detail.shipped_button.click()
    assert desk.workspace.read(lambda conn: find(conn, LegalFigure)) == []
    page.reload()
    qtbot.waitUntil(lambda: page.detail.counter is not None and page.detail.counter.level == "near")
    assert not page.detail.shipped_button.isVisibleTo(page.detail)
