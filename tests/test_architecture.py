"""The project's shape, held by the build: sizes, layers, homes of libraries, words and codes."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

from infludesk.workspace import SCHEMA

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "infludesk"
SOURCES = sorted(PACKAGE.rglob("*.py"))
# What is loaded when first needed, so that what starts every day starts quickly; all else is imported at the top.
LAZY = {
    ("cli/main.py", "by name"),  # one command: the window must not wait for readers of files and layout of PDFs
    ("cli/open.py", "infludesk.gui.app"),  # Qt: no other command needs it, and a missing library is told in words
    ("db/migrations.py", "by name"),  # the steps: only a file that must change pays for them
    ("db/migrations.py", "sqlite_utils"),  # as the steps
    ("gui/app.py", "by name"),  # the two that follow
    ("gui/app.py", "infludesk.demo.sample"),  # the sample brings readers of files and layout of PDFs
    ("gui/app.py", "infludesk.gui.pages.first_run"),  # seen once
    ("gui/pages/__init__.py", "by name"),  # a page: most are not looked at on most days
    (
        "gui/exports/asking.py",
        "infludesk.gui.exports.dialog",
    ),  # what writes files: nobody exports while the window opens
    ("kernel/phones.py", "phonenumbers"),  # the numbering plans of all countries: only a phone needs them
}
MACHINE_PATHS = re.compile(r"(?<![\w.*?{}-])/(?:work|home|Users|root|tmp|mnt)/\w|\b[A-Z]:\\\\\w")
CODE = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
TABLE = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)|\b(\w+) AS [a-z]\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def named(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def imports(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Import):
            yield from ((one, alias.name) for alias in one.names)
        elif isinstance(one, ast.ImportFrom):
            yield one, one.module or ""


def test_files_are_short() -> None:
    long = {str(path.relative_to(ROOT)): lines(path) for path in SOURCES if lines(path) > 400}
    assert not long
    full = [lines(path) for path in SOURCES]
    assert median(full) <= 120


def test_functions_are_short() -> None:
    long = [
        f"{named(path, node)} {node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path in SOURCES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert not long


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(lint), "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_feature_asks_the_tables_of_one_above_it() -> None:
    """Where SQL reaches up, the import contracts cannot see it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    depth = {name: place for place, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}
    home = {entity.table: entity.cls.__module__.split(".")[1] for entity in SCHEMA.entities}
    upward = [
        f"{named(path, node)} asks {table} of {home[table]}"
        for path in SOURCES
        if (feature := path.relative_to(PACKAGE).parts[0]) in home.values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for table in (hit[1] or hit[2] for hit in TABLE.finditer(node.value))
        if table in home and depth[home[table]] < depth[feature]
    ]
    assert not upward


def test_only_what_is_listed_is_imported_late() -> None:
    late = set()
    for path in SOURCES:
        name = path.relative_to(PACKAGE).as_posix()
        for function in ast.walk(tree(path)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                late |= {(name, module) for _, module in imports(function)}
        for call in calls(path, "import_module", *(["_late"] if name == "gui/app.py" else [])):
            late.add((name, str(call.args[0].value) if isinstance(call.args[0], ast.Constant) else "by name"))
    assert late == LAZY


def test_only_the_command_line_prints() -> None:
    assert not [named(path, call) for path in SOURCES for call in calls(path, "print") if path.parent.name != "cli"]


def test_every_problem_has_a_code_and_a_title() -> None:
    wrong = []
    for path in SOURCES:
        for call in calls(path, "Problem"):
            code = call.args[0] if call.args else None
            if isinstance(code, ast.JoinedStr):  # area.{what}
                first = code.values[0]
                good = isinstance(first, ast.Constant) and str(first.value).endswith(".")
            elif isinstance(code, ast.Constant):
                good = CODE.fullmatch(str(code.value)) is not None
            else:
                good = isinstance(code, ast.Name | ast.Attribute)
            bare = len(call.args) > 1 and isinstance(call.args[1], ast.Constant | ast.JoinedStr)
            if not good or bare:
                wrong.append(named(path, call))
    assert not wrong


def test_translated_messages_are_never_formatted_first() -> None:
    """The English text is the key, so it is a literal or one declared elsewhere, never an f-string or a sum."""
    made = (ast.JoinedStr, ast.BinOp)
    wrong = [
        named(path, call)
        for path in SOURCES
        for call in calls(path, "tr", "plural")
        for argument in (call.args[:1] if isinstance(call.func, ast.Name) and call.func.id == "tr" else call.args[1:3])
        if isinstance(argument, made)
    ]
    assert not wrong


def test_translated_messages_name_what_they_are_given() -> None:
    """Every ``{name}`` of a literal message is handed over, and nothing else is."""
    wrong = []
    for path in SOURCES:
        for call in calls(path, "tr"):
            message = call.args[0]
            if not isinstance(message, ast.Constant) or any(word.arg is None for word in call.keywords):
                continue
            wanted = set(re.findall(r"{(\w+)", str(message.value)))
            if wanted != {word.arg for word in call.keywords}:
                wrong.append(named(path, call))
    assert not wrong


def test_modules_say_in_one_line_what_they_are() -> None:
    silent = [str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(tree(path))]
    assert not silent


def test_no_machine_s_paths_and_nothing_unfinished() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in (*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "resources").rglob("*.toml"))
        if path != Path(__file__)
        for pattern in (MACHINE_PATHS, UNFINISHED)
        for hit in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
