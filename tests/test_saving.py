"""Files and folders take their place whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from infludesk.kernel.errors import Cancelled, Problem
from infludesk.saving import folder_beside, save


def fill(part: Path) -> None:
    part.write_text("new")


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    save(target, fill)
    assert (target.read_text(), left(tmp_path)) == ("new", ["a.csv"])
    assert target.stat().st_mode & 0o600 == 0o600


def test_what_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def write(part: Path) -> None:
        part.write_text("half")
        raise Cancelled

    with pytest.raises(Cancelled):
        save(target, write)
    assert (target.read_text(), left(tmp_path)) == ("old", ["a.csv"])


def test_a_file_open_elsewhere_is_told_with_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "Creators.csv"
    target.write_text("old")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Problem) as told:
        save(target, fill)
    assert told.value.title == '"Creators.csv" is open in another program.'
    assert told.value.advice == 'No file was changed. Close it there, or save as "Creators 2.csv".'
    assert (target.read_text(), left(tmp_path)) == ("old", ["Creators.csv"])


def test_a_file_that_may_only_be_read_is_told_with_another_name(tmp_path: Path) -> None:
    target = tmp_path / "Creators.csv"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(Problem) as told:
        save(target, fill)
    assert (told.value.code, told.value.title) == ("file.read_only", '"Creators.csv" may only be read.')
    assert told.value.advice == 'No file was changed. Allow changes to it, or save as "Creators 2.csv".'
    assert (target.read_text(), left(tmp_path)) == ("old", ["Creators.csv"])


def test_a_folder_that_takes_no_file_is_told_whether_the_file_is_there_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no permission")

    monkeypatch.setattr("infludesk.saving.tempfile.mkstemp", refuse)
    (tmp_path / "Creators.csv").write_text("old")
    for name in ("Creators.csv", "new.csv"):
        with pytest.raises(Problem) as told:
            save(tmp_path / name, fill)
        assert (told.value.code, told.value.title) == (
            "file.not_written", f'"{name}" cannot be saved in this folder.',
        )  # fmt: skip


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "file.disk_full"), (errno.EIO, "file.not_written")])
def test_a_disk_that_refuses_is_told(tmp_path: Path, number: int, code: str) -> None:
    def write(_part: Path) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(Problem) as told:
        save(tmp_path / "a.csv", write)
    assert (told.value.code, left(tmp_path)) == (code, [])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        save(tmp_path / "gone" / "a.csv", fill)
    assert told.value.code == "file.not_written"


def test_a_folder_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    with folder_beside(target) as part:
        (part / "a.txt").write_text("a")
        assert not target.exists()
    assert (left(target), left(target.parent)) == (["a.txt"], ["out"])


def test_an_empty_folder_is_filled_a_full_one_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with folder_beside(tmp_path / "empty") as part:
        (part / "a.txt").write_text("a")
    with pytest.raises(Problem) as told, folder_beside(tmp_path / "empty"):
        pass
    assert told.value.code == "file.not_empty"
    assert left(tmp_path) == ["empty"]


def test_a_folder_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def stop() -> None:
        with folder_beside(tmp_path / "out") as part:
            (part / "a.txt").write_text("a")
            raise Cancelled

    with pytest.raises(Cancelled):
        stop()
    assert left(tmp_path) == []


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "a\0b.csv", "\ud800.csv", "é" * 160])
def test_a_name_that_no_file_has_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem) as told:
        save(tmp_path / name, fill)
    assert told.value.code == "file.name"
    with pytest.raises(Problem) as told, folder_beside(tmp_path / name):
        pass
    assert (told.value.code, left(tmp_path)) == ("file.name", [])
    assert len(told.value.title.encode()) < 200


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.csv").write_text("old")
    for name, leads in (("a.csv", "real/a.csv"), ("b.csv", "real/new.csv")):
        (tmp_path / name).symlink_to(tmp_path / leads)
        save(tmp_path / name, fill)
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / leads).read_text() == "new"
    assert left(tmp_path / "real") == ["a.csv", "new.csv"]


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.csv").symlink_to(tmp_path / "nowhere" / "a.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    found = []
    for name in ("gone.csv", "loop.csv"):
        with pytest.raises(Problem) as told:
            save(tmp_path / name, fill)
        found.append(told.value.code)
    assert found == ["file.not_written", "file.name"]
    assert left(tmp_path) == ["gone.csv", "loop.csv"]


def test_a_link_to_an_empty_folder_is_filled_there(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with folder_beside(tmp_path / "link") as part:
        (part / "a.txt").write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "a.txt").read_text() == "new"
