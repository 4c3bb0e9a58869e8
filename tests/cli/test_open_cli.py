"""``infludesk open``: the window where there can be one, else one sentence that says what is missing."""

import ctypes
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infludesk.cli.display import (
    PACKAGES,
    X11_PACKAGES,
    check_x11,
    has_display,
    missing_library,
)
from infludesk.cli.main import main
from infludesk.gui import app
from infludesk.kernel.errors import Problem

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """What the window was opened on."""
    opened: list[Path | None] = []

    def show(folder: Path | None) -> int:
        opened.append(folder)
        return 0

    monkeypatch.setattr(app, "run", show)
    return opened


@pytest.fixture
def linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux without a screen."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("words", [[], ["open"]], ids=["alone", "open"])
def test_it_opens_the_one_used_last(shown: list[Path | None], words: list[str]) -> None:
    assert run(*words).exit_code == 0
    assert shown == [None]


def test_it_opens_the_one_named(shown: list[Path | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("open", "--workspace", tmp_path)
    monkeypatch.setenv("INFLUDESK_WORKSPACE", str(tmp_path / "other"))
    run("open")
    run()
    assert shown == [tmp_path, tmp_path / "other", tmp_path / "other"]


def test_it_says_that_it_makes_a_workspace(shown: list[Path | None], tmp_path: Path) -> None:
    result = run("open", "--workspace", tmp_path / "new")
    assert (result.exit_code, result.stderr) == (0, f"Made a workspace in {tmp_path / 'new'}.\n")
    assert (tmp_path / "new" / "workspace.db").exists()
    assert run("open", "--workspace", tmp_path / "new").stderr == ""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("hello", encoding="utf-8")
    full = run("open", "--workspace", tmp_path / "letters")
    assert (full.exit_code, full.stderr.startswith('"letters" holds other files and no workspace.')) == (1, True)
    assert shown == [tmp_path / "new"] * 2


@pytest.mark.parametrize("words", [[], ["open"]], ids=["alone", "open"])
@pytest.mark.usefixtures("linux")
def test_without_a_display_it_says_so(shown: list[Path | None], words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout, shown) == (1, "", [])
    assert result.stderr == (
        "There is no display, so no window was opened. Start InfluDesk on a desktop, "
        "or use the other commands: infludesk --help lists them.\n"
    )


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.usefixtures("linux")
def test_any_of_these_means_a_display(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not has_display()
    monkeypatch.setenv(name, "x")
    assert has_display()


@pytest.mark.usefixtures("linux")
def test_other_systems_always_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert has_display()
    check_x11()


def test_a_library_qt_lacks_is_named_with_its_package() -> None:
    told = missing_library(ImportError("libEGL.so.1: cannot open shared object file: No such file or directory"))
    assert told.title == "Qt needs libEGL.so.1, which this system lacks."
    assert told.advice == f"Install it with: sudo apt install {PACKAGES['libEGL.so.1']}"
    other = missing_library(ImportError("libfoo-2.so.7: cannot open shared object file"))
    assert (other.title, other.advice) == (
        "Qt needs libfoo-2.so.7, which this system lacks.", "Install the package of your system that brings it.",
    )  # fmt: skip
    with pytest.raises(ImportError, match="no name"):
        missing_library(ImportError("no name"))


@pytest.mark.usefixtures("linux")
def test_a_library_of_x11_is_looked_for_before_qt_ends_the_process(
    shown: list[Path | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> None:
        if name == "libxcb-cursor.so.0":
            raise OSError(name)

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(ctypes, "CDLL", load)
    result = run("open")
    assert (result.exit_code, shown) == (1, [])
    assert result.stderr.startswith("Qt needs libxcb-cursor.so.0, which this system lacks. Install it with: sudo apt")
    with pytest.raises(Problem) as told:
        check_x11()
    assert X11_PACKAGES["libxcb-cursor.so.0"] in told.value.advice
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    check_x11()
