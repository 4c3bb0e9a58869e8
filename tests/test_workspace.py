"""The façade: opening, who acts, and the machine's settings and paths."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infludesk import paths, settings
from infludesk.creators.commands import add_creator
from infludesk.kernel.errors import Cancelled
from infludesk.settings import Settings
from infludesk.workspace import Workspace


def test_a_new_workspace_knows_itself_and_its_maker(tmp_path: Path) -> None:
    mine = Settings()
    with Workspace.open(tmp_path / "a" / "b", mine, create=True) as made:
        assert made.id
        assert mine.me == {made.id: made.me}
        assert made.undoable() is None
        assert made.check().faults == ()
        assert (made.folder / paths.DATABASE).exists()


def test_two_machines_are_two_members_devices(template: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    shutil.copytree(template, folder)
    with Workspace.open(folder, Settings(device="a" * 12)) as first:
        first.do(add_creator, name="Ana")
    with Workspace.open(folder, Settings(device="b" * 12)) as second:
        assert second.undoable() is None  # another machine's step is not mine to undo
        second.do(add_creator, name="Bea")
        assert second.undo().changes.label == "Undo: Add Bea"


def test_the_day_is_the_workspace_s_own(workspace: Workspace) -> None:
    workspace._clock = lambda: datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
    workspace.do(lambda tx: tx.conn.execute("UPDATE setting SET value = 'Asia/Tokyo' WHERE key = 'zone'"))
    assert workspace.today().isoformat() == "2026-03-13"
    assert workspace.do(lambda tx: tx.today).value.isoformat() == "2026-03-13"


def test_changes_say_which_rows_and_who_asked(workspace: Workspace) -> None:
    done = workspace.do(add_creator, who="page", name="Ana", profile="https://instagram.com/ana")
    assert done.changes.who == "page"
    assert done.changes.touches("account")
    assert done.changes.touches_row("creator", done.value)
    assert not done.changes.touches_row("creator", "other")
    assert not done.changes.touches("campaign")


def test_progress_may_stop_a_step(workspace: Workspace) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled(f"{done} of {total}")

    with pytest.raises(Cancelled):
        workspace.do(lambda tx: (add_creator(tx, name="Ana"), tx.progress(1, 2)), progress=stop)
    assert workspace.undoable() is None


def test_settings_come_back_as_written(tmp_path: Path) -> None:
    mine = Settings(appearance="dark", hide_internal=True, me={"w": "m"})
    for number in range(10):
        mine.opened(tmp_path / str(number % 9))
    settings.save(mine)
    assert settings.load() == mine
    assert [Path(one).name for one in mine.recent] == ["0", "8", "7", "6", "5", "4", "3", "2"]


def test_programs_that_start_together_share_one_device(monkeypatch: pytest.MonkeyPatch) -> None:
    first = settings.load()
    absent = iter([None])
    whole = settings._read
    # the second program looked before the first had made the file
    monkeypatch.setattr(settings, "_read", lambda: next(absent, whole()))
    assert settings.load().device == first.device
    assert [path.name for path in paths.config_dir().iterdir()] == ["settings.toml"]


def test_what_another_program_noted_meanwhile_stays(tmp_path: Path) -> None:
    one, other = settings.load(), settings.load()
    one.me["w"], one.window["w"], other.me["v"] = "m", "here", "n"
    one.opened(tmp_path / "w")
    other.opened(tmp_path / "v")
    settings.save(one)
    settings.save(other)
    kept = settings.load()
    assert (kept.me, kept.window) == ({"w": "m", "v": "n"}, {"w": "here"})
    assert [Path(name).name for name in kept.recent] == ["v", "w"]


def test_settings_that_cannot_be_written_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("INFLUDESK_CONFIG", str(tmp_path / "file" / "config"))
    settings.save(Settings())
    assert settings.load().recent == []


@pytest.mark.parametrize("text", ["", "not = [toml", 'appearance = 5\nunknown = "x"', "\x00"])
def test_unreadable_settings_are_the_defaults(text: str) -> None:
    (paths.config_dir() / "settings.toml").write_text(text, encoding="utf-8")
    loaded = settings.load()
    assert (loaded.appearance, loaded.recent, len(loaded.device)) == ("system", [], 12)


def test_resources_are_found_and_missing_ones_told() -> None:
    assert paths.resource("rulepacks").is_dir()
    with pytest.raises(FileNotFoundError, match="no/such"):
        paths.resource("no", "such")
    assert paths.log_file().parent == paths.config_dir()
