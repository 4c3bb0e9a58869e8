"""The README against the program: the map names every part, and commands and keys are those there are."""

import re
from pathlib import Path

import click

from infludesk.cli.main import main
from infludesk.gui.verbs import VERBS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
# Keys of lists and fields, which are no command's.
OF_LISTS = {"Space", "Ctrl+A", "Enter"}
SPELT = {"Ctrl+Enter": "Ctrl+Return", "Ctrl+Shift+Enter": "Ctrl+Shift+Return"}


def section(title: str) -> str:
    """The lines under a heading."""
    return TEXT.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]


def the_map() -> str:
    """The drawing of the code."""
    return section("The code on one screen").split("```")[1]


def test_the_map_names_every_part_of_the_program_and_its_resources() -> None:
    named = set(re.findall(r"[\w.]+/?", the_map()))
    package = [one for one in (ROOT / "infludesk").iterdir() if not one.name.startswith(("_", "."))]
    resources = [one for one in (ROOT / "resources").iterdir() if not one.name.startswith(".")]
    there = {f"{one.name}/" if one.is_dir() else one.name for one in (*package, *resources)} - {"py.typed"}
    assert there - named == set()


def test_the_map_names_nothing_that_is_gone() -> None:
    named = set(re.findall(r"\b\w+/|\b\w+\.(?:py|toml)\b", the_map()))
    homes = [ROOT / name for name in ("infludesk", "resources", "tests")]
    folders = [*homes, *(one for home in homes for one in home.rglob("*") if one.is_dir())]
    there = {f"{one.name}/" for one in folders} | {one.name for home in homes for one in home.iterdir()}
    assert named - there == set()


def test_the_map_fits_a_screen() -> None:
    lines = the_map().strip().splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 120


def test_every_command_of_the_command_line_is_told() -> None:
    told = section("The command line") + section("Try it")
    there = set(main.list_commands(click.Context(main))) - {"open"}  # what infludesk alone does
    assert sorted(name for name in there if f"infludesk {name}" not in told) == []


def test_every_key_that_is_told_does_something_and_every_key_is_told() -> None:
    keys = {one: verb.id for verb in VERBS for one in verb.keys}
    cells = [line.split("|")[1] for line in section("Keyboard").splitlines() if line.startswith("| `")]
    told = {
        SPELT.get(one if "+" in one or len(one) > 1 else f"Ctrl+{one}", one if len(one) > 1 else f"Ctrl+{one}")
        for cell in cells
        for one in re.findall(r"`([^`]+)`", cell)
    }
    assert told - set(keys) - OF_LISTS == set()
    quiet = ("workspace.", "import.paste", "saved", "close", "quit", "back", "forward", "pane.", "record.", "view.")
    once = {verb.id for verb in VERBS if verb.keys} - {keys[one] for one in told if one in keys}
    assert sorted(one for one in once if not one.startswith(quiet)) == []
