"""Help: an entry for each page, found by words, and tables made from what the program declares."""

import ast
import re
from pathlib import Path

import pytest
from press import Key, press, type_text
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import infludesk
from infludesk.gui.desk import Desk
from infludesk.gui.help_text import Section, sections, written
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages import PAGES
from infludesk.gui.pages.help import HelpPage
from infludesk.gui.verbs import VERBS
from infludesk.paths import resource
from infludesk.results.formulas import ER_VARIANTS

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> HelpPage:
    made = HelpPage(desk)
    qtbot.addWidget(made)
    made.resize(972, 640)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def listed(page: HelpPage) -> list[str]:
    items = [page.list.item(row) for row in range(page.list.count())]
    return [one.text() for one in items if not one.isHidden()]


def test_a_help_file_is_cut_at_its_headings() -> None:
    text = "## Today {today}\n\nWhat needs you.\n\n### Rows\n\nFive.\n\n## Trash {trash}\n\nNothing expires.\n"
    assert written(text) == (
        Section("today", "Today", "What needs you.\n\n### Rows\n\nFive."),
        Section("trash", "Trash", "Nothing expires."),
    )


def test_every_key_is_there_once() -> None:
    keys = [one.key for one in sections(lambda _verb: "")]
    assert len(keys) == len(set(keys))
    assert {spec.key for spec in PAGES} - {"help"} | {"shortcuts", "about", "privacy"} <= set(keys)


def test_every_shortcut_stands_in_the_table(page: HelpPage) -> None:
    page.go_to(Place("help", tab="shortcuts"))
    text = page.text.toPlainText()
    missing = [verb.label for verb in VERBS if verb.keys and verb.label not in text]
    assert not missing
    assert "Ctrl+K" in text


def test_every_rate_is_defined(page: HelpPage) -> None:
    page.go_to(Place("help", tab="metrics"))
    text = page.text.toPlainText()
    assert [one.formula for one in ER_VARIANTS.values() if one.formula not in text] == []
    assert "from 10,000 followers" in text


def test_licences_of_fonts_icons_and_libraries_are_named(page: HelpPage) -> None:
    page.go_to(Place("help", tab="licences"))
    text = page.text.toPlainText()
    assert [name for name in ("icons", "NotoSans", "PySide6", "reportlab") if name not in text] == []


def test_words_find_entries_wherever_they_stand(page: HelpPage) -> None:
    type_text(page.filters.search, "READ back verified")
    assert listed(page) == ["Backups"]
    assert page.shown.key == "backups"
    assert page.text.toPlainText().startswith("Backups")
    press(page.filters.search, Key.Key_Down)
    assert page.list.hasFocus()


def test_words_that_are_nowhere_are_said_to_be(page: HelpPage) -> None:
    type_text(page.filters.search, "zzzz")
    assert listed(page) == []
    assert page.nothing.isVisible()
    page.filters.clear()
    assert len(listed(page)) == page.list.count()
    assert not page.nothing.isVisible()


def test_a_place_opens_its_entry_and_arrows_move_on(page: HelpPage) -> None:
    moved: list[Place] = []
    page.moved.connect(moved.append)
    page.go_to(Place("help", tab="trash"))
    assert page.shown.title == "Trash"
    press(page.list, Key.Key_Up)
    assert moved[-1] == Place("help", tab="backups")
    assert page.path[-1] == ("Backups", Place("help", tab="backups"))


def test_an_entry_that_is_not_there_changes_nothing(page: HelpPage) -> None:
    page.go_to(Place("help", tab="nowhere"))
    assert page.shown.key == "start"


@pytest.mark.parametrize(
    ("tab", "shown"),
    [("brief", "campaign_brief"), ("budget", "campaign_budget"), ("creators", "campaign_creators"),
     ("gifts", "gifts"), ("overview", "campaign"), ("", "campaign")],
)  # fmt: skip
def test_a_tab_opens_its_own_entry_where_it_has_one_and_its_page_s_where_not(
    page: HelpPage, tab: str, shown: str
) -> None:
    page.go_to(Place("help", tab="campaign", about=(tab,)))
    assert page.shown.key == shown


@pytest.mark.parametrize("key", ["caption_check", "payees", "gifts", "rule_packs"])
def test_f1_leads_from_a_page_to_its_entry(window: MainWindow, key: str) -> None:
    window.go(Place(key))
    press(window, Key.Key_F1)
    assert isinstance(window.page, HelpPage)
    assert window.page.shown.key == key


def test_what_help_names_as_a_button_or_entry_of_a_menu_is_in_the_program() -> None:
    """A name that ends in an ellipsis is a verb on screen, so a renamed button is missed here."""
    package = Path(infludesk.__file__).parent
    words = {
        constant.value.removesuffix("…")
        for path in sorted(package.rglob("*.py"))
        for constant in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str) and constant.value.endswith("…")
    }
    text = resource("help", "en.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\*([A-Z][^*…\n]*)…\*", text))
    assert len(named) > 20
    assert sorted(named - words) == []
