"""``infludesk demo``: the sample is whole, the same every time, and made by steps that can all be taken back."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infludesk.cli.demo import command
from infludesk.db.driver import Connection
from infludesk.demo import sample as demo
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.settings import Settings
from infludesk.workspace import Workspace

DEVICE = "0123456789ab"


def invoke(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace, made once."""
    folder = tmp_path_factory.mktemp("sample") / "workspace"
    steps: list[tuple[int, int]] = []
    made = demo.make(folder, Settings(device=DEVICE), progress=lambda done, total: steps.append((done, total)))
    assert made.report == folder / demo.REPORT
    assert [done for done, _ in steps] == list(range(steps[0][1]))
    return folder


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(sample, tmp_path / "sample")
    return tmp_path / "sample"


def count(table: str, where: str = "1") -> Callable[[Connection], int]:
    sql = f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL AND {where}"
    return lambda conn: int(conn.execute(sql).fetchone()[0])


def test_it_is_whole_and_the_same_every_time(folder: Path) -> None:
    with Workspace.open(folder, Settings(device=DEVICE)) as made:
        report = made.check()
        assert report.faults == ()
        found = {table: made.read(count(table)) for table in ("creator", "campaign", "post")}
        assert found == {"creator": 23, "campaign": 3, "post": 16}
        assert made.read(count("disclosure_check", "outcome = 'fail'")) == 2
        assert made.setting("sample") == "yes"
        assert len(list(made.backups.glob("*.db"))) == 1
    assert (folder / demo.REPORT).read_bytes().startswith(b"%PDF")


def test_every_step_can_be_taken_back(folder: Path) -> None:
    with Workspace.open(folder, Settings(device=DEVICE)) as made:
        steps = 0
        while made.undoable() is not None:
            made.undo()
            steps += 1
        assert steps > 20
        for table in (
            "creator", "campaign", "post", "contract", "client", "participation", "deliverable", "account",
            "brief_sending", "content_draft", "disclosure_check", "parcel", "payee", "invoice", "payment",
        ):  # fmt: skip
            assert made.read(count(table)) == 0, table
        assert made.check().faults == ()
        again = 0
        while made.redoable() is not None:
            made.redo()
            again += 1
        assert again == steps
        assert made.read(count("creator")) == 23
        assert made.read(count("post")) == 16
        assert made.check().faults == ()


def test_the_command_says_where(tmp_path: Path) -> None:
    result = invoke("--no-open", "--dir", tmp_path / "d")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"Workspace: {tmp_path / 'd'}", f"Client report: {tmp_path / 'd' / demo.REPORT}",
    ]  # fmt: skip
    before = (tmp_path / "d" / "workspace.db").read_bytes()
    again = invoke("--no-open", "--dir", tmp_path / "d")
    assert (again.exit_code, again.stdout, again.stderr.count("\n")) == (1, "", 1)
    assert "already holds a workspace. Nothing was changed." in again.stderr
    assert (tmp_path / "d" / "workspace.db").read_bytes() == before


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Makes nothing, so that only the ways of opening are tried."""
    opened: list[Path] = []

    def show(folder: Path) -> int:
        opened.append(folder)
        return 3

    monkeypatch.setattr(demo, "make", lambda folder, _known: demo.Made(folder, folder / demo.REPORT))
    monkeypatch.setattr("infludesk.cli.demo.show", show)
    return opened


def test_it_opens_what_it_made(quick: list[Path], tmp_path: Path) -> None:
    result = invoke("--dir", tmp_path / "d")
    assert (result.exit_code, quick) == (3, [tmp_path / "d"])  # as the window ended


def test_without_a_display_it_is_made_all_the_same(
    quick: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infludesk.cli.demo.has_display", lambda: False)
    result = invoke("--dir", tmp_path / "d")
    assert (result.exit_code, quick) == (0, [])
    assert result.stdout.splitlines()[-1] == "There is no display, so no window was opened."


def test_without_a_folder_it_makes_one_of_its_own(quick: list[Path]) -> None:
    assert invoke("--no-open").exit_code == 0
    invoke()
    assert quick[0].name.startswith("infludesk-demo-")
    quick[0].rmdir()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello", encoding="utf-8")
    result = invoke("--no-open", "--dir", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "holds other files and no workspace." in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]


def test_it_can_be_stopped_between_steps(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled(f"{done} of {total}")

    with pytest.raises(Cancelled):
        demo.make(tmp_path / "d", Settings(device=DEVICE), progress=stop)
    with Workspace.open(tmp_path / "d", Settings(device=DEVICE)) as left:  # it is free again, and whole
        assert left.check().faults == ()
    with pytest.raises(Problem, match="already holds a workspace"):
        demo.make(tmp_path / "d", Settings(device=DEVICE))
