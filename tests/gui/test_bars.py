"""Filter bar, tabs, steps and running work."""

import pytest
from press import Key, press, type_text
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from infludesk.gui.kit.bars import Filter, FilterBar, ProgressLine, Stepper, TabBar
from infludesk.gui.kit.theme import theme
from infludesk.gui.tasks import Running

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TIER = Filter("tier", "Tier", (("micro", "Micro"), ("macro", "Macro")))


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    made = FilterBar("Filter creators", [TIER])
    qtbot.addWidget(made)
    made.show()
    return made


def heard(bar: FilterBar) -> list[tuple[str, dict[str, str]]]:
    told: list[tuple[str, dict[str, str]]] = []
    bar.changed.connect(lambda text, values: told.append((text, values)))
    return told


def test_text_and_choices_filter_together(bar: FilterBar) -> None:
    told = heard(bar)
    bar.start("a")
    type_text(bar.search, "n")
    combo = bar.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    assert combo.accessibleName() == "Tier"
    combo.setCurrentIndex(2)
    assert told == [("a", {}), ("an", {}), ("an", {"tier": "macro"})]


def test_all_are_set_with_one_signal_and_cleared_with_one(bar: FilterBar) -> None:
    told = heard(bar)
    bar.set_values("ana", {"tier": "micro"})
    bar.set_values("ana", {"tier": "micro"})
    bar.clear()
    assert told == [("ana", {"tier": "micro"}), ("", {})]


def test_esc_clears_and_down_leaves_for_the_list(bar: FilterBar, qtbot: QtBot) -> None:
    bar.start("ana")
    press(bar.search, Key.Key_Escape)
    assert bar.text == ""
    for key in (Key.Key_Down, Key.Key_Return):
        with qtbot.waitSignal(bar.left):
            press(bar.search, key)


@pytest.mark.parametrize(
    ("shown", "total", "words"), [(412, 12_431, "412 of 12,431"), (12_431, 12_431, "12,431"), (0, 3, "0 of 3")]
)
def test_the_count_is_said(bar: FilterBar, shown: int, total: int, words: str) -> None:
    bar.show_count(shown, total)
    assert bar._count.text() == words


def test_tabs_are_known_by_key_and_count_open_items(qtbot: QtBot) -> None:
    tabs = TabBar([("fees", "Fees"), ("rd", "R&D")])
    qtbot.addWidget(tabs)
    with qtbot.waitSignal(tabs.chosen) as told:
        tabs.choose("rd")
    assert told.args == ["rd"]
    assert tabs.current == "rd"
    tabs.set_count("rd", 1200)
    assert (tabs.tabText(1), tabs.accessibleTabName(1)) == ("R&&D  1,200", "R&D, 1,200")
    tabs.set_count("rd", 0)
    assert (tabs.tabText(1), tabs.accessibleTabName(1)) == ("R&&D", "R&D")


def test_only_done_steps_can_be_gone_back_to(qtbot: QtBot) -> None:
    stepper = Stepper(["File", "Columns", "Check"])
    qtbot.addWidget(stepper)
    stepper.show()
    stepper.set_step(1)
    steps = stepper.findChildren(QToolButton)
    assert [one.isEnabled() for one in steps] == [True, False, False]
    assert steps[1].accessibleName() == "Step 2 of 3, Columns, now"
    with qtbot.waitSignal(stepper.chosen) as told:
        steps[0].click()
    assert told.args == [0]
    assert not stepper.grab().isNull()
    assert stepper.step == 1


def test_running_work_is_shown_and_can_be_cancelled(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    assert not line.isVisible()
    line.show_running(Running("Import", 4120, 12_431, 33))
    bar = line.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert line.words == "Import 4,120 of 12,431 · 33 %"
    assert bar.value() == 33
    line.show_running(Running("Report", 7, 0, None))
    assert line.words == "Report 7"
    assert not bar.isVisible()
    cancel = line.findChild(QPushButton)
    assert isinstance(cancel, QPushButton)
    with qtbot.waitSignal(line.cancelled):
        cancel.click()
    line.show_running(None)
    assert not line.isVisible()
