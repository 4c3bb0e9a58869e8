"""The flows of money, walked through the whole program and counted: with a pointer, and by keyboard alone."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from counting import CTRL, SHIFT, Hands
from fakes import FakeDialogs
from press import Key, click
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from infludesk.campaigns.commands import add_creators, create_campaign
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find
from infludesk.gui.app import App
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.payments import PaymentsPage
from infludesk.gui.payments.deciding import ReasonDialog
from infludesk.gui.payments.paying import PaidDialog
from infludesk.gui.payments.schedule import LineDialog, ScheduleDialog, SplitDialog
from infludesk.kernel.money import Money
from infludesk.payments.fees import add_creator_fee, earn_fees
from infludesk.payments.model import CreatorFee, Payment
from infludesk.payments.paying import mark_paid
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
MANY = 8


@pytest.fixture
def app(dressed: QApplication, dialogs: FakeDialogs) -> Iterator[App]:
    """The program over its real threads."""
    del dressed
    made = App(Settings(device="0123456789ab"), dialogs, clock=lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def window(app: App, template: Path, tmp_path: Path, hands: Hands) -> MainWindow:
    """At 1280 x 800: eight earned fees, due one day after the other around today, and one that was paid long ago."""
    folder = tmp_path / "used"
    shutil.copytree(template, folder)
    with Workspace.open(folder, app.settings, clock=lambda: NOW) as used:
        people = [used.do(add_creator, name=f"Creator {n}").value for n in range(MANY + 1)]
        campaign = used.do(create_campaign, name="Spring Launch", client="Acme", creator_ids=people).value
        parts = used.do(add_creators, campaign_id=campaign, creator_ids=people).value
        for n, part in enumerate(parts):
            fee = used.do(add_creator_fee, participation_id=part, amount=Money(100_00, "EUR")).value
            used.do(earn_fees, fee_ids=[fee], day="2026-01-01" if n == MANY else f"2026-05-0{n + 1}")
            if n == MANY:
                used.do(mark_paid, fee_ids=[fee], paid_on="2026-01-02")
    app.start(folder)
    found = hands.window(MainWindow)
    found.resize(1280, 800)
    return found


def payments(window: MainWindow) -> PaymentsPage:
    assert isinstance(window.page, PaymentsPage)
    return window.page


def stored(window: MainWindow) -> list[Payment]:
    return window.desk.workspace.read(lambda conn: find(conn, Payment, "paid_on > '2026-02'"))


def test_eight_payments_are_marked_paid_at_once(window: MainWindow, hands: Hands, qtbot: QtBot) -> None:
    """F15: two to select, the main action, the date kept."""
    window.go(Place("payments"))
    qtbot.waitUntil(lambda: len(payments(window).table.rows.ids) == MANY + 1, timeout=10_000)
    page = payments(window)
    qtbot.waitUntil(lambda: page.table.rows.cells(page.table.rows.ids[MANY - 1]) is not None, timeout=10_000)
    if hands.by_keys:
        hands.press(Key.Key_End, SHIFT)
        hands.press(Key.Key_Space)
    else:
        table = page.table.viewport()
        hands.click(table, page.table.visualRect(page.table.rows.index(0, 1)).center())
        hands.count += 1
        click(table, page.table.visualRect(page.table.rows.index(MANY - 1, 1)).center(), modifiers=SHIFT)
    assert len(page.table.rows.ticks) == MANY
    hands.press(Key.Key_Return, CTRL)
    hands.window(PaidDialog)
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: len(stored(window)) == MANY)
    assert {one.paid_on for one in stored(window)} == {"2026-05-04"}
    assert hands.moved(4)
    hands.window(MainWindow)
    hands.press(Key.Key_Z, CTRL)
    hands.until(lambda: not stored(window))
    last = window.desk.workspace.redoable()
    assert last is not None
    assert last.label == "Mark 8 payments paid"


def test_what_may_be_paid_this_week_and_what_is_missing(window: MainWindow, hands: Hands) -> None:
    """F26: the page opens on what is due, the latest first, each row with its marks."""
    if hands.by_keys:
        hands.press(Key.Key_7, CTRL)
    else:
        hands.click_row(window.sidebar.list, "Payments")
    hands.until(lambda: isinstance(window.page, PaymentsPage) and len(payments(window).table.rows.ids) == MANY + 1)
    page = payments(window)
    first, last = page.table.rows.ids[0], page.table.rows.ids[-1]
    hands.until(lambda: page.table.rows.cells(first) and page.table.rows.cells(last))
    assert hands.moved(2)
    keys = [column.key for column in page.table.rows.columns]
    shown = dict(zip(keys, [cell.display for cell in page.table.rows.cells(first) or ()], strict=True))
    assert (shown["creator"], shown["paid"], shown["invoice"], shown["form"]) == ("Creator 0", "Late", "–", "No form")
    table = page.table
    seen = {
        key
        for place, key in enumerate(keys, 1)
        if table.columnViewportPosition(place) + table.columnWidth(place) <= table.viewport().width()
    }
    assert {"creator", "amount", "due", "paid", "form", "invoice"} <= seen
    settled = dict(zip(keys, [cell.display for cell in page.table.rows.cells(last) or ()], strict=True))
    assert settled["paid"] == "Paid"


def test_a_fee_is_held_released_and_split(window: MainWindow, hands: Hands) -> None:
    """From the list to the fee, its schedule and back."""
    window.go(Place("payments"))
    hands.until(lambda: len(payments(window).table.rows.ids) == MANY + 1)
    page = payments(window)
    first = page.table.rows.ids[0]
    if hands.by_keys:
        hands.press(Key.Key_Return)
    else:
        page.open_record(first)
    hands.until(page.beside.buttons["hold"].isVisible)
    hands.use(page.beside.buttons["hold"])
    dialog = hands.window(ReasonDialog)
    hands.write("No tax form yet")
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: not dialog.isVisible())
    hands.window(MainWindow)
    hands.until(page.beside.buttons["release"].isVisible)
    assert not page.beside.buttons["paid"].isVisible()
    hands.use(page.beside.buttons["release"])
    hands.until(page.beside.buttons["paid"].isVisible)
    hands.use(page.beside.buttons["schedule"])
    schedule = hands.window(ScheduleDialog)
    hands.use(schedule.add_creator)
    line = hands.window(LineDialog)
    hands.write("50")
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: not line.isVisible())
    hands.until(lambda: len(split_buttons(schedule)) == 1)
    back_to(schedule)
    hands.use(split_buttons(schedule)[0])
    split = hands.window(SplitDialog)
    hands.press(Key.Key_Return, CTRL)
    hands.until(lambda: not split.isVisible())
    hands.until(lambda: len(split_buttons(schedule)) == 2)
    back_to(schedule)
    fees = window.desk.workspace.read(lambda conn: find(conn, CreatorFee, "state = 'planned'"))
    assert [(one.amount, one.trigger) for one in fees] == [
        (Money(25_00, "EUR"), "signature"), (Money(25_00, "EUR"), "published"),
    ]  # fmt: skip
    assert schedule.isAncestorOf(hands.focus)
    hands.press(Key.Key_Escape)
    hands.window(MainWindow)


def back_to(dialog: ScheduleDialog) -> None:
    """Desktops give the keys back to the dialog below; the offscreen one does not."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    dialog.activateWindow()
    QApplication.processEvents()


def split_buttons(dialog: ScheduleDialog) -> list[QAbstractButton]:
    return [one for one in dialog.findChildren(QAbstractButton) if one.isVisible() and one.text() == "Split…"]
