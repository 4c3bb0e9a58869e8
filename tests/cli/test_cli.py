"""``infludesk`` as a whole: help, exit statuses, and the JSON each command promises."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from infludesk.campaigns.commands import create_campaign
from infludesk.cli.main import main
from infludesk.clients.commands import client_named
from infludesk.creators.commands import add_creator, block, set_tags
from infludesk.db.driver import connect
from infludesk.settings import Settings
from infludesk.workspace import Workspace

ROOT = Path(__file__).parents[2]
LISTS = ROOT / "tests" / "data"
COMMANDS = ["open", "demo", "preview", "import", "creators", "report", "export", "undo", "check", "check-caption"]
ON_A_WORKSPACE = ["creators", "undo", "check"]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def refused(result: Result) -> str:
    """The one sentence of a command that could not do its work."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.output
    return result.stderr.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two creators and a campaign, written by the person who runs the commands."""
    mine = Settings()
    with Workspace.open(tmp_path / "w", mine, create=True) as made:
        ana = made.do(add_creator, name="Ana Ruiz", profile="https://www.instagram.com/ana.cooks/").value
        made.do(set_tags, creator_id=ana, labels=["food"])
        leo = made.do(add_creator, name="ليلى 🌵").value
        made.do(block, creator_id=leo)
        client = made.do(client_named, name="Harbor").value
        made.do(create_campaign, name="Spring", client_id=client)
    return tmp_path / "w"


def every(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield words
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from every(inner, (*words, name))


@pytest.mark.parametrize("words", list(every(main)), ids=" ".join)
def test_every_command_has_help(words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: ")
    assert "--help" in result.stdout
    assert len(result.stdout.splitlines()) > 3


def test_help_names_every_command() -> None:
    assert [line.split()[0] for line in run("--help").stdout.split("Commands:")[1].splitlines() if line] == COMMANDS
    assert run("--version").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [["bogus"], ["--bogus"], *([name, "--bogus"] for name in COMMANDS), ["import"], ["report", "campaign", "Spring"],
     ["report", "bogus"], ["report", "campaign", "S", "--out", "x.pdf", "--kind", "poem"], ["check", "extra"]],
    ids=" ".join,
)  # fmt: skip
def test_a_wrong_word_is_status_2(words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


@pytest.mark.parametrize("name", ON_A_WORKSPACE)
def test_no_workspace_is_told(name: str, tmp_path: Path) -> None:
    assert refused(run(name)).startswith("No workspace was named.")
    assert refused(run(name, "--workspace", tmp_path / "gone")).startswith("There is no workspace in")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("name", ON_A_WORKSPACE)
def test_the_environment_names_a_workspace(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFLUDESK_WORKSPACE", str(folder))
    result = run(name)
    assert result.exit_code == (1 if name == "undo" else 0)  # its steps were another machine's
    assert "No workspace was named." not in result.output


@pytest.mark.parametrize("name", ON_A_WORKSPACE)
def test_a_damaged_workspace_is_told(name: str, folder: Path) -> None:
    path = folder / "workspace.db"
    path.write_bytes(b"no database " * 1000)
    assert refused(run(name, "--workspace", folder)).startswith("This workspace is damaged.")
    assert path.read_bytes() == b"no database " * 1000


def test_a_place_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    told = refused(run("import", LISTS / "upfluence.csv", "--workspace", tmp_path / "file" / "w"))
    assert "cannot be written to" in told
    assert "cannot be written to" in refused(run("demo", "--no-open", "--dir", tmp_path / "file" / "w"))


def test_who_is_in_it(folder: Path) -> None:
    result = run("creators", "--workspace", folder, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    ana = next(one for one in told if one["name"] == "Ana Ruiz")
    assert set(ana) == {"id", "name", "email", "phone", "country", "tags", "do_not_contact", "accounts"}
    assert ana["tags"] == ["food"]
    assert ana["accounts"] == [
        {"platform": "instagram", "handle": "ana.cooks", "url": ana["accounts"][0]["url"], "followers": None}
    ]
    assert [one["do_not_contact"] for one in told if one["name"] == "ليلى 🌵"] == [True]
    some = json.loads(run("creators", "--workspace", folder, "--where", "ruiz", "--json").stdout)
    assert [one["name"] for one in some] == ["Ana Ruiz"]
    assert "instagram:ana.cooks" in run("creators", "--workspace", folder).stdout
    assert run("creators", "--workspace", folder, "--where", "nobody", "--json").stdout == "[]\n"


def test_whether_it_is_whole(folder: Path) -> None:
    result = run("check", "--workspace", folder, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"], told["faults"]) == (0, True, [])
    assert told["counts"]["creator"] == 2
    assert run("check", "--workspace", folder).stdout == "The workspace is whole.\n"


def test_a_fault_is_status_1(folder: Path) -> None:
    with closing(connect(folder / "workspace.db")) as conn:
        conn.execute("PRAGMA foreign_keys=OFF")
        conn.execute("PRAGMA trusted_schema=ON")
        conn.execute("UPDATE creator SET referred_by_id = 'nobody' WHERE name = 'Ana Ruiz'")
    result = run("check", "--workspace", folder, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ok"]) == (1, False)
    assert told["faults"]
    plain = run("check", "--workspace", folder)
    assert (plain.exit_code, plain.stdout.splitlines()[-1].split(" ", 1)[1]) in (
        (1, "fault found."),
        (1, "faults found."),
    )


def test_an_import_and_its_undo(tmp_path: Path) -> None:
    done = run("import", LISTS / "upfluence.csv", "--workspace", tmp_path / "w", "--json")
    told = json.loads(done.stdout)
    assert set(told) == {"rows", "created", "merged", "skipped", "batch"}
    assert done.stderr.startswith("Made a workspace in")
    back = run("undo", "--workspace", tmp_path / "w")
    assert (back.exit_code, back.stdout.startswith("Undo: ")) == (0, True)
    assert run("creators", "--workspace", tmp_path / "w", "--json").stdout == "[]\n"
    assert refused(run("undo", "--workspace", tmp_path / "w")).startswith("There is nothing to undo.")
    assert json.loads(run("check", "--workspace", tmp_path / "w", "--json").stdout)["ok"]


def test_a_report_by_name(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    result = run("report", "campaign", "SPRING", "--workspace", folder, "--out", out, "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["pages"] >= 1
    assert told["file"] == str(out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "Choose one of: Spring." in refused(run("report", "campaign", "X", "--workspace", folder, "--out", out))
    told = refused(run("report", "campaign", "Spring", "--workspace", folder, "--out", tmp_path / "no" / "r.pdf"))
    assert told


def test_a_workspace_in_use_is_told(folder: Path) -> None:
    with Workspace.open(folder, Settings()):
        assert refused(run("undo", "--workspace", folder)).startswith("This workspace is open on")
        assert run("check", "--workspace", folder).exit_code == 0  # reading needs no lock


def test_a_name_in_any_script_comes_out_of_a_narrow_console(folder: Path) -> None:
    with Workspace.open(folder, Settings()) as opened:
        opened.do(add_creator, name="山田")
    words = [sys.executable, "-m", "infludesk", "creators", "--workspace", str(folder)]
    narrow = os.environ | {"PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(words, cwd=ROOT, env=narrow, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "山田" in done.stdout.decode("utf-8")


def test_only_what_is_asked_for_is_loaded() -> None:
    script = "import sys, infludesk.__main__; print(*[n for n in sys.modules if n.startswith('infludesk.')])"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "infludesk.cli.open" in loaded
    assert not [name for name in loaded if name.split(".")[1] in ("reports", "gui", "demo")]
    assert "infludesk.importing.files.reader" not in loaded
