"""Tasks: reading and doing off the window's thread, and at once in tests of other parts."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from fakes import InlineRunner
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.creators import commands as creators
from infludesk.db.driver import Connection
from infludesk.db.transaction import Tx
from infludesk.gui.runner import ThreadRunner
from infludesk.gui.tasks import Running, Tasks
from infludesk.kernel.changes import Changes, Outcome
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.progress import Progress
from infludesk.workspace import Workspace

T = TypeVar("T")


class Shelf:
    """A workspace that is a list of words."""

    def __init__(self) -> None:
        self.words: list[str] = ["brief"]
        self.threads: set[str] = set()

    def read(self, query: Callable[[Any], T], /) -> T:
        self.threads.add(threading.current_thread().name)
        return query(self.words)

    def do(self, command: Callable[..., Any], *, who: object, progress: Progress, **given: Any) -> Outcome:
        self.threads.add(threading.current_thread().name)
        value = command(self.words, progress, **given)
        return Outcome(value, Changes({"word": frozenset({"1"})}, batch=1, who=who))

    def undo(self, batch: int | None = None, *, progress: Progress) -> Outcome:  # noqa: ARG002  the shelf forgets no batch
        return Outcome(self.words.pop(), Changes(batch=batch or 9))

    def redo(self, *, progress: Progress) -> Outcome:  # noqa: ARG002  as undo
        return Outcome(None, Changes(batch=10))


def add(words: list[str], _progress: Progress, *, name: str) -> int:
    words.append(name)
    return len(words)


def refuse(_words: list[str], _progress: Progress) -> None:
    raise Problem("word.refused", "There is no room for a word.")


class Clock:
    """Moves on by as much as it is told each time it is read."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def inline(shelf: Shelf) -> Tasks:
    return Tasks(shelf, InlineRunner())


@pytest.fixture
def threaded(shelf: Shelf, qtbot: QtBot) -> Iterator[Tasks]:  # noqa: ARG001  the application runs
    tasks = Tasks(shelf, ThreadRunner())
    yield tasks
    tasks.close()


def heard(signal: Any) -> list[Any]:
    told: list[Any] = []
    signal.connect(told.append)
    return told


def test_a_read_hands_its_result_over_at_once_inline(inline: Tasks) -> None:
    found: list[int] = []
    inline.read(len, found.append)
    assert found == [1]


def test_a_command_tells_what_changed_then_its_outcome(inline: Tasks, shelf: Shelf) -> None:
    order: list[object] = []
    inline.changed.connect(order.append)
    inline.do(add, then=lambda outcome: order.append(outcome.value), who="page", name="deliverable")
    assert shelf.words == ["brief", "deliverable"]
    assert isinstance(order[0], Changes)
    assert order[0].who == "page"
    assert order[1] == 2


def test_a_problem_goes_to_failed_or_to_who_asked_for_it(inline: Tasks) -> None:
    failed, own = heard(inline.failed), list[Problem]()
    inline.do(refuse)
    inline.do(refuse, otherwise=own.append)
    assert [problem.code for problem in failed] == ["word.refused"]
    assert [problem.code for problem in own] == ["word.refused"]
    assert not inline.busy


def test_a_bug_in_a_query_goes_to_failed(inline: Tasks) -> None:
    failed = heard(inline.failed)
    inline.read(lambda words: words[9], failed.append)
    assert isinstance(failed[0], IndexError)


def test_undo_and_redo_tell_what_changed(inline: Tasks, shelf: Shelf) -> None:
    changed = heard(inline.changed)
    inline.undo(7)
    inline.redo()
    assert [one.batch for one in changed] == [7, 10]
    assert shelf.words == []


def test_progress_is_told_after_a_second_and_ten_times_a_second_at_most(shelf: Shelf, qtbot: QtBot) -> None:  # noqa: ARG001
    tasks = Tasks(shelf, InlineRunner(), clock=Clock(0.04))
    shown = heard(tasks.progress)
    tasks.do(lambda _words, progress: [progress(n, 50) for n in range(1, 51)], doing="Import")
    running = [one for one in shown if one is not None]
    assert running[0] == Running("Import", 25, 50, 50)
    assert {b.done - a.done for a, b in pairwise(running)} == {3}
    assert shown[-1] is None


def test_short_work_shows_no_progress(inline: Tasks) -> None:
    shown = heard(inline.progress)
    inline.do(lambda _words, progress: progress(1, 2), doing="Import")
    assert shown == []


def test_unknown_totals_have_no_percent(shelf: Shelf, qtbot: QtBot) -> None:  # noqa: ARG001
    tasks = Tasks(shelf, InlineRunner(), clock=Clock(2))
    shown = heard(tasks.progress)
    tasks.work(lambda progress: progress(7, 0), lambda _: None, "Report")
    assert shown == [Running("Report", 7, 0, None), None]


def test_threads_read_and_write_apart_and_answer_here(threaded: Tasks, shelf: Shelf, qtbot: QtBot) -> None:
    answered: list[str] = []
    with qtbot.waitSignal(threaded.changed):
        threaded.do(add, then=lambda _: answered.append(threading.current_thread().name), name="post")
    threaded.read(len, lambda _: answered.append(threading.current_thread().name))
    qtbot.waitUntil(lambda: len(answered) == 2)
    assert set(answered) == {threading.current_thread().name}
    assert sorted(name.split("_")[0] for name in shelf.threads) == ["reader", "writer"]


def test_a_later_read_of_the_same_key_takes_the_place_of_the_earlier(threaded: Tasks, qtbot: QtBot) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(_words: list[str]) -> str:
        begun.set()
        go.wait(5)
        return "old"

    found: list[str] = []
    threaded.read(slow, found.append, key="list")
    begun.wait(5)
    threaded.read(lambda _: "new", found.append, key="list")
    threaded.read(lambda _: "other", found.append, key="count")
    go.set()
    qtbot.waitUntil(lambda: "other" in found)
    assert found == ["new", "other"]


def test_cancel_stops_the_command_at_its_next_report(threaded: Tasks, qtbot: QtBot) -> None:
    begun, go = threading.Event(), threading.Event()

    def long_import(words: list[str], progress: Progress) -> None:
        begun.set()
        go.wait(5)
        progress(1, 2)
        words.append("never")

    done = heard(threaded.changed)
    threaded.do(long_import, doing="Import")
    begun.wait(5)
    with qtbot.waitSignal(threaded.cancelled) as told:
        threaded.cancel()
        go.set()
    assert told.args == ["Import"]
    assert done == []


def test_one_work_is_cancelled_and_the_other_goes_on(threaded: Tasks, qtbot: QtBot) -> None:
    go, told = threading.Event(), list[str]()

    def job(name: str, progress: Progress) -> str:
        go.wait(5)
        progress(1, 2)
        return name

    one, _ = (
        threaded.work(partial(job, name), told.append, name, ended=partial(told.append, f"{name} ended"))
        for name in ("Export", "Save")
    )
    with qtbot.waitSignal(threaded.cancelled) as cancelled:
        one.cancel()
        go.set()
    assert cancelled.args == ["Export"]
    qtbot.waitUntil(lambda: "Save" in told)
    assert sorted(told) == ["Export ended", "Save", "Save ended"]


def test_work_tells_who_asked_why_it_was_refused(inline: Tasks) -> None:
    failed, told = heard(inline.failed), list[str]()

    def refused(_progress: Progress) -> None:
        raise Problem("file.in_use", "In use.", "Close it.")

    inline.work(refused, heard(inline.changed).append, "Export", otherwise=lambda one: told.append(one.code),
                ended=lambda: told.append("ended"))  # fmt: skip
    assert (told, failed) == (["ended", "file.in_use"], [])


def test_a_cancelled_command_is_no_bug(inline: Tasks) -> None:
    failed = heard(inline.failed)

    def give_up(_words: list[str], _progress: Progress) -> None:
        raise Cancelled

    inline.do(give_up)
    assert failed == []


def test_closing_waits_for_the_command_and_delivers_nothing_more(shelf: Shelf, qtbot: QtBot) -> None:
    tasks = Tasks(shelf, ThreadRunner())
    changed = heard(tasks.changed)
    tasks.do(add, name="last")
    tasks.close()
    tasks.do(add, name="too late")
    qtbot.waitUntil(lambda: shelf.words == ["brief", "last"])
    assert changed == []


def test_what_a_closed_page_asked_for_is_not_delivered(inline: Tasks, qtbot: QtBot) -> None:
    gone, there = QLabel(), QLabel()
    qtbot.addWidget(there)
    delete(gone)
    for page in (gone, there):
        inline.read(len, page.setNum)
        inline.read(len, partial(_show, page))
        inline.read(len, _shows(page))
    assert (there.text(), there.statusTip(), there.whatsThis()) == ("1", "1", "1")


def _show(page: QLabel, count: int) -> None:
    page.setStatusTip(str(count))


def _shows(page: QLabel) -> Callable[[int], None]:
    return lambda count: page.setWhatsThis(str(count))


def names(conn: Connection) -> list[str]:
    return [
        row["name"] for row in conn.execute("SELECT name FROM creator WHERE deleted_at IS NULL ORDER BY fold(name)")
    ]


def read_names(tasks: Tasks, qtbot: QtBot) -> list[str]:
    found: list[list[str]] = []
    tasks.read(names, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


@pytest.fixture
def real(workspace: Workspace, qtbot: QtBot) -> Iterator[Tasks]:  # noqa: ARG001  the application runs
    tasks = Tasks.threaded(workspace)
    yield tasks
    tasks.close()


def test_a_real_workspace_is_written_read_undone_and_redone(real: Tasks, qtbot: QtBot) -> None:
    changed = heard(real.changed)
    found: list[list[str]] = []
    steps: list[Callable[[], None]] = [
        lambda: real.do(creators.add_creator, who="page", name="Ana Ruiz"),
        real.undo,
        real.redo,
    ]
    for step in steps:
        with qtbot.waitSignal(real.changed):
            step()
        found.append(read_names(real, qtbot))
    assert found == [["Ana Ruiz"], [], ["Ana Ruiz"]]
    assert [one.touches("creator") for one in changed] == [True, True, True]
    assert changed[0].who == "page"


def test_real_reads_go_on_while_a_long_command_writes(real: Tasks, workspace: Workspace, qtbot: QtBot) -> None:
    begun, go = threading.Event(), threading.Event()

    def long_import(tx: Tx) -> None:
        creators.add_creator(tx, name="Leo Park")
        begun.set()
        go.wait(5)

    real.do(long_import, doing="Import")
    begun.wait(5)
    assert read_names(real, qtbot) == []
    assert workspace.read(names) == []
    with qtbot.waitSignal(real.changed):
        go.set()
    assert read_names(real, qtbot) == ["Leo Park"]


def test_the_window_reads_while_a_long_query_runs(real: Tasks, workspace: Workspace, qtbot: QtBot) -> None:
    begun, go = threading.Event(), threading.Event()

    def hold() -> bool:
        begun.set()
        return go.wait(5)

    def long_query(conn: Connection) -> int:
        conn.create_function("hold", 0, hold)
        return int(conn.execute("SELECT hold()").fetchone()[0])

    found: list[int] = []
    real.read(long_query, found.append)
    begun.wait(5)
    assert workspace.read(names) == []
    go.set()
    qtbot.waitUntil(lambda: found == [1])


def test_a_real_command_that_refuses_writes_nothing(real: Tasks, workspace: Workspace, qtbot: QtBot) -> None:
    def refuse_late(tx: Tx) -> None:
        creators.add_creator(tx, name="Ana Ruiz")
        raise Problem("creator.refused", "There is no room.")

    with qtbot.waitSignal(real.failed) as told:
        real.do(refuse_late)
    assert told.args[0].code == "creator.refused"
    assert workspace.read(names) == []


def test_a_study_reads_beside_all_other_reading_and_can_be_cancelled(workspace: Workspace, qtbot: QtBot) -> None:
    tasks = Tasks.threaded(workspace)
    begun, told = threading.Event(), list[object]()

    def study(conn: Connection, progress: Progress) -> int:
        begun.set()
        while True:
            progress(0, 1)
            conn.execute("SELECT 1")

    try:
        with qtbot.waitSignal(tasks.cancelled) as cancelled:
            tasks.study(study, told.append, "Comparing")
            qtbot.waitUntil(begun.is_set)
            tasks.read(lambda conn: conn.execute("SELECT count(*) FROM creator").fetchone()[0], told.append)
            qtbot.waitUntil(lambda: bool(told))
            tasks.cancel()
        assert cancelled.args == ["Comparing"]
        assert told == [0], "other reading went on meanwhile"
        tasks.study(lambda conn, _: conn.execute("SELECT 7").fetchone()[0], told.append, "Comparing")
        qtbot.waitUntil(lambda: told[-1] == 7)
    finally:
        tasks.close()
