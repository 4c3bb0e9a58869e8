"""The mapping of an import that is kept, cannot be kept, or is kept no longer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from imports_page import creators, go
from press import Key, press

from infludesk.db.rows import find
from infludesk.gui.imports.draft import COLUMNS, MATCHES
from infludesk.gui.pages.imports import ImportsPage
from infludesk.importing.model import ImportMapping, ImportRun
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace


def go_on(page: ImportsPage) -> None:
    """Ctrl+Enter."""
    page.offers()["main"].run()


def kept(workspace: Workspace) -> list[str]:
    """The names of the mappings that are kept."""
    found = workspace.read(lambda conn: find(conn, ImportMapping, "deleted_at IS NULL"))
    return [one.name or "" for one in found]


def take_the_name_away(page: ImportsPage) -> None:
    """Empty the field behind Remember as."""
    page.wizard.columns.name.selectAll()
    press(page.wizard.columns.name, Key.Key_Delete)


def test_columns_that_cannot_be_kept_are_told_and_the_import_goes_on(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Problem("workspace.full", "The disk is full.", "Free some space.")

    monkeypatch.setattr("infludesk.gui.imports.remembering.save_mapping", refuse)
    go(page, f"file:{write('Name,Where', 'Ana,Oslo', name='list.csv')}")
    go_on(page)
    assert page.wizard.step == MATCHES
    strip = page.wizard.remembered
    assert strip.isVisible()
    assert strip.accessibleName() == "These columns are not remembered. The disk is full. Free some space."
    go_on(page)
    go_on(page)
    assert creators(workspace) == ["Ana"]
    go(page, f"file:{write('Name,City', 'Leo,Rome', name='other.csv')}")
    assert not strip.isVisible(), "another file is another matter"


def test_a_mapping_whose_name_is_taken_away_is_forgotten(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    go(page, f"file:{write('Name,Where', 'Ana,Oslo', name='list.csv')}")
    go_on(page)
    assert kept(workspace) == ["list"]
    page.wizard.show_step(COLUMNS)
    take_the_name_away(page)
    go_on(page)
    assert page.wizard.step == MATCHES
    assert kept(workspace) == []
    go_on(page)
    go_on(page)
    (run,) = workspace.read(lambda conn: find(conn, ImportRun))
    assert run.mapping_id is None
