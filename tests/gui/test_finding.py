"""Looking for duplicates in the background: once for all, again after a change, never of yesterday."""

import pytest

from infludesk.creators.commands import add_creator
from infludesk.creators.duplicates import Duplicates, find_duplicates
from infludesk.db.driver import Connection
from infludesk.gui.creators import finding
from infludesk.gui.creators.finding import Finder
from infludesk.gui.desk import Desk
from infludesk.kernel.changes import Changes
from infludesk.kernel.errors import Cancelled
from infludesk.kernel.progress import Progress


def test_there_is_one_for_all_and_it_looks_again_only_after_a_change(desk: Desk) -> None:
    finder, found = Finder.of(desk), list[Duplicates]()
    assert Finder.of(desk) is finder
    finder.found.connect(found.append)
    finder.look()
    finder.look()
    assert len(found) == 1
    desk.tasks.do(add_creator, name="Ana")
    assert len(found) == 1
    finder.look()
    assert [one.people for one in found] == [0, 1]
    assert finder.last == found[-1]


def test_what_changed_meanwhile_is_looked_at_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.tasks.do(add_creator, name="Ana")
    calls = []

    def slow(conn: Connection, progress: Progress) -> Duplicates:
        calls.append(1)
        if len(calls) == 1:
            desk.tasks.changed.emit(Changes({"creator": None}))
        return find_duplicates(conn, progress)

    monkeypatch.setattr(finding, "find_duplicates", slow)
    finder, found = Finder.of(desk), list[Duplicates]()
    finder.found.connect(found.append)
    finder.look()
    assert len(calls) == 2
    assert [one.people for one in found] == [1]


def test_when_it_was_stopped_it_can_be_asked_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_conn: Connection, _progress: Progress) -> Duplicates:
        raise Cancelled

    finder, found = Finder.of(desk), list[Duplicates]()
    finder.found.connect(found.append)
    with monkeypatch.context() as patched:
        patched.setattr(finding, "find_duplicates", stop)
        finder.look()
    assert found == []
    finder.look()
    assert len(found) == 1
