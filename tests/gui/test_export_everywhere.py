"""Every list of records can be exported as it is shown."""

import pytest

from infludesk.exporting.lists import LISTS
from infludesk.gui.list_page import ListPage
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages import PAGES

# What is no list of records: the way they were changed, and what was done away with.
OF_THE_WORKSPACE = {"history", "trash"}
# Made of pieces of its own: pages without a table of one kind of record.
NO_LISTS = {"today", "creator", "duplicates", "campaign", "contract", "caption_check", "imports", "backups", "help"}
# A fee's counter is its payee's tax year, which the list of payees holds.
ELSEWHERE = {"payments": {"counter"}}


@pytest.mark.parametrize("key", [spec.key for spec in PAGES if spec.key not in OF_THE_WORKSPACE | NO_LISTS])
def test_a_list_is_exported_with_its_columns(window: MainWindow, key: str) -> None:
    window.go(Place(key))
    page = window.page
    assert "export" in page.offers()
    if key == "results":  # its table is a sheet to fill in
        return
    assert isinstance(page, ListPage)
    view = next(one.view() for kind, one in LISTS.items() if kind == page.exported)
    assert {column.key for column in page.columns()} - ELSEWHERE.get(key, set()) <= set(view)
    assert page.offers()["export"].why_not in ("", "There is nothing to export.")


def test_the_others_are_no_lists(window: MainWindow) -> None:
    for key in NO_LISTS - {"creator", "campaign", "contract"}:
        window.go(Place(key))
        assert not isinstance(window.page, ListPage), key
