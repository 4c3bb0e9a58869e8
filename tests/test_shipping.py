"""What the program reads beside its code is in the wheel and in the installer, and nothing of it is forgotten."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"
# Shown by the README alone.
NOT_READ = {"readme"}


def in_wheel() -> dict[str, str]:
    """From where below the project to where in the wheel."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = config["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    return found


def in_installer() -> set[str]:
    """The entries of ``resources/`` that the recipe of the installer takes: its folders, and files by themselves."""
    tree = ast.parse((ROOT / "pyinstaller.spec").read_text(encoding="utf-8"))
    parts = next(
        ast.literal_eval(one.value)
        for one in tree.body
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name) and one.targets[0].id == "PARTS"
    )
    named = [str(one.value) for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    files = {one.removeprefix("resources/") for one in named if one.startswith("resources/") and Path(one).suffix}
    return set(parts) | files


def read_by_the_code() -> set[str]:
    """The entries of ``resources/`` that the code asks for by name."""
    return {
        str(call.args[0].value)
        for path in (ROOT / "infludesk").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "resource"
        if call.args and isinstance(call.args[0], ast.Constant)
    }


def test_every_resource_is_in_the_wheel_under_the_name_it_is_read_by() -> None:
    entries = {one.name for one in RESOURCES.iterdir() if not one.name.startswith(".")} - NOT_READ
    assert in_wheel() == {f"resources/{name}": f"infludesk/resources/{name}" for name in entries}


def test_the_installer_takes_what_the_wheel_takes() -> None:
    assert {f"resources/{name}" for name in in_installer()} == set(in_wheel())


def test_what_the_code_asks_for_is_carried() -> None:
    asked = read_by_the_code()
    assert {"templates", "clauses", "legal", "categories.toml", "rulepacks", "help"} <= asked
    assert asked <= in_installer()


@pytest.mark.parametrize("name", ["templates", "clauses", "legal", "rulepacks", "samples", "help"])
def test_a_folder_that_is_carried_is_not_empty(name: str) -> None:
    assert [one for one in (RESOURCES / name).rglob("*") if one.is_file()]
