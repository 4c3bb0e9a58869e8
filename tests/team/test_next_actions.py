"""The one next action of a record as a task."""

import pytest

from infludesk.db.rows import find, get, insert
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.team.model import Task
from infludesk.team.tasks import complete, next_actions, set_next_action
from infludesk.workspace import Workspace


def test_a_next_action_is_set_once_changed_and_completed(workspace: Workspace) -> None:
    about = ref("member", workspace.me)
    first = workspace.do(set_next_action, about=about, title="Call Ana", due="2026-03-15").value
    task = workspace.read(lambda conn: get(conn, Task, first))
    assert (task.state, task.assignee_id, task.next_action) == ("open", workspace.me, True)
    again = workspace.do(set_next_action, about=about, title="Write to Ana").value
    assert again == first
    assert [one.title for one in workspace.read(lambda conn: next_actions(conn, about))] == ["Write to Ana"]
    done = workspace.do(complete, task_id=first)
    assert done.changes.label == "Complete Write to Ana"
    assert workspace.read(lambda conn: next_actions(conn, about)) == []
    task = workspace.read(lambda conn: get(conn, Task, first))
    assert (task.state, task.done_at, task.done_by_id) == ("done", "2026-03-12T09:30:00Z", workspace.me)
    for _ in range(3):
        workspace.undo()
    assert workspace.read(lambda conn: find(conn, Task)) == []


def test_an_action_without_words_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Problem) as caught:
        workspace.do(set_next_action, about=ref("member", workspace.me), title="  ")
    assert caught.value.code == "task.untitled"


def test_more_than_one_open_is_reported_the_one_due_first_in_front(workspace: Workspace) -> None:
    about = ref("member", workspace.me)
    for title, due in (("Later", "2026-04-01"), ("Undated", None), ("First", "2026-03-13")):
        task = Task(title=title, due=due, about=about, next_action=True, state="open")
        workspace.do(lambda tx, task=task: insert(tx, task))
    found = workspace.read(lambda conn: next_actions(conn, about))
    assert [one.title for one in found] == ["First", "Later", "Undated"]
