"""``infludesk import`` as a person runs it: counts that balance, or one sentence and status 1."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infludesk.cli import preview
from infludesk.cli.importing import command
from infludesk.importing.columns.mapping import Mapping, propose, remap, to_json
from infludesk.importing.columns.saved import save_mapping
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.reader import read_file
from infludesk.importing.left_out import LeftOut, write_left_out
from infludesk.settings import Settings
from infludesk.workspace import Workspace

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data"
REAL = ["contacts/tiktok_50.csv", "contacts/top_instagram_200.csv", "vcard/John_Doe_GMAIL.vcf",
        "vcard/John_Doe_IPHONE.vcf", "vcard/John_Doe_MS_OUTLOOK.vcf", "vcard/gmail-list.vcf", "vcard/outlook-2003.vcf",
        "vcard/rfc2426-example.vcf", "vcard/rfc6350-example.vcf"]  # fmt: skip
OURS = sorted(path.name for path in DATA.glob("*.csv"))


def invoke(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def balanced(result: Result) -> dict[str, object]:
    assert result.exit_code == 0, result.output
    told: dict[str, object] = json.loads(result.stdout)
    skipped = told["skipped"]
    assert isinstance(skipped, list)
    assert all(one["reason"] and one["row"] for one in skipped)
    assert told["rows"] == int(str(told["created"])) + int(str(told["merged"])) + len(skipped)
    return told


@pytest.mark.parametrize("name", REAL)
def test_every_real_list(tmp_path: Path, shared: Path, name: str) -> None:
    first = balanced(invoke(shared / name, "--workspace", tmp_path / "w", "--json"))
    assert int(str(first["created"])) > 0
    again = balanced(invoke(shared / name, "--workspace", tmp_path / "w", "--json"))
    assert (again["rows"], again["created"], again["batch"]) == (first["rows"], 0, None)


@pytest.mark.parametrize("name", OURS)
def test_every_list_of_our_own(tmp_path: Path, name: str) -> None:
    told = balanced(invoke(DATA / name, "--workspace", tmp_path / "w", "--json"))
    assert int(str(told["created"])) > 0
    assert told["batch"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    dry = balanced(invoke(DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--json", "--dry-run"))
    real = balanced(invoke(DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--json"))
    assert (dry["created"], dry["batch"]) == (real["created"], None)


def test_the_mapping_of_a_dry_run_is_the_one_that_mapping_takes(tmp_path: Path) -> None:
    words = [DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--json", "--dry-run"]
    dry = json.loads(invoke(*words).stdout)
    (tmp_path / "own.json").write_text(json.dumps(dry["mapping"]), encoding="utf-8")
    assert json.loads(invoke(*words, "--mapping", tmp_path / "own.json").stdout) == dry
    assert {one["heading"]: one["field"] for one in dry["mapping"]["columns"]}["email"] == "creator.email"


def test_a_dry_run_makes_no_workspace(tmp_path: Path) -> None:
    dry = invoke(DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--dry-run")
    assert (dry.exit_code, dry.stderr) == (0, "")
    assert not (tmp_path / "w").exists()


def test_a_dry_run_compares_with_the_workspace_there_is(tmp_path: Path) -> None:
    balanced(invoke(DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--json"))
    file = tmp_path / "w" / "workspace.db"
    before = file.read_bytes()
    dry = balanced(invoke(DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--json", "--dry-run"))
    assert (dry["created"], dry["batch"]) == (0, None)
    assert file.read_bytes() == before


def test_the_counts_in_words(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,City\nAna,Oslo\n,Rome\n", encoding="utf-8")
    result = invoke(path, "--workspace", tmp_path / "w")
    assert result.stdout.splitlines() == [
        "1 created, 0 merged, 1 skipped = 2 rows.",
        "Row 3: Row 3 has neither a name nor an account.",
    ]


def test_cells_left_out_are_told_after_the_counts(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"Ana {n},a{n}@example.com\n" for n in range(60)) + "".join(f"Leo {n},none{n}\n" for n in range(25))
    path.write_text("Name,Email\n" + rows, encoding="utf-8")
    result = invoke(path, "--workspace", tmp_path / "w")
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "85 created, 0 merged, 0 skipped = 85 rows.",
        "25 notes:",
        '  row 62, Email: "none0" is not an e-mail address.',
    ]
    assert (lines[-1], len(lines)) == ("  and 5 more.", 23)


def test_a_second_column_of_a_platform_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Instagram,IG\nAna,ana,ana.b\n", encoding="utf-8")
    result = invoke(path, "--workspace", tmp_path / "w", "--dry-run")
    assert "IG: Instagram: Handle has its column already; this one is kept as a note." in result.stdout


def test_a_mapping_of_one_s_own(tmp_path: Path) -> None:
    path, mapping = tmp_path / "list.csv", tmp_path / "mapping.json"
    path.write_text("Who,City\nAna,Oslo\n", encoding="utf-8")
    mapping.write_text('{"columns": [{"heading": "Who", "field": "creator.name"}]}', encoding="utf-8")
    assert balanced(invoke(path, "--workspace", tmp_path / "w", "--json", "--mapping", mapping))["created"] == 1


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("gone.csv", None, '"gone.csv" is not there. Nothing was imported. Look for it in'),
        ("list.csv", b"", '"list.csv" is empty. Nothing was imported.'),
        ("list.csv", b"Name\n", '"list.csv" has a header and no rows. Nothing was imported.'),
        ("list.csv", b"%PDF-1.7", '"list.csv" cannot be read. Nothing was imported. Save it as CSV or XLSX'),
        ("list.csv", b"Name\0\0Ana\0", '"list.csv" cannot be read. Nothing was imported.'),
        ("list.xlsx", b"PK\x03\x04cut", '"list.xlsx" is damaged or incomplete. Nothing was imported.'),
    ],
)
def test_a_bad_file_is_told_in_one_line_with_status_1(tmp_path: Path, name: str, data: bytes | None, told: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    result = invoke(path, "--workspace", tmp_path / "w", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(told)
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "{}", '{"columns": [{"heading": "a", "field": "b.c"}]}', None])
def test_a_bad_mapping_is_told(tmp_path: Path, text: str | None) -> None:
    mapping = tmp_path / "mapping.json"
    if text is not None:
        mapping.write_text(text, encoding="utf-8")
    result = invoke(DATA / "upfluence.csv", "--workspace", tmp_path / "w", "--mapping", mapping)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "Nothing was imported." in result.stderr


def test_a_folder_and_a_missing_workspace(tmp_path: Path) -> None:
    assert invoke(tmp_path, "--workspace", tmp_path / "w").exit_code == 1
    unnamed = invoke(DATA / "upfluence.csv")
    assert (unnamed.exit_code, unnamed.stderr.startswith("No workspace was named.")) == (1, True)


def folder_with_a_mapping(tmp_path: Path) -> Path:
    """A workspace that keeps a mapping for lists headed Name and Who, which sends Who to the city."""
    folder = tmp_path / "w"
    sheet = read_csv(b"Name,Who\nAna,Oslo\n", "list.csv")
    proposed = propose(sheet)
    other = remap(sheet, proposed.columns[1], place=1, code="creator.city")
    with Workspace.open(folder, Settings(), create=True) as opened:
        opened.do(save_mapping, name="Agency", sheet=sheet, mapping=Mapping((proposed.columns[0], other)))
    return folder


def test_the_mapping_saved_for_such_files_is_used_and_said(tmp_path: Path) -> None:
    folder, path = folder_with_a_mapping(tmp_path), tmp_path / "next.csv"
    path.write_text("Name,Who\nLeo,Rome\n", encoding="utf-8")
    told = json.loads(invoke(path, "--workspace", folder, "--dry-run", "--json").stdout)
    assert [one["field"] for one in told["mapping"]["columns"]] == ["creator.name", "creator.city"]
    assert 'Mapping "Agency" is used.' in invoke(path, "--workspace", folder).stdout


def test_a_mapping_handed_over_goes_before_the_saved_one(tmp_path: Path) -> None:
    folder, path, mapping = folder_with_a_mapping(tmp_path), tmp_path / "next.csv", tmp_path / "mapping.json"
    path.write_text("Name,Who\nLeo,Rome\n", encoding="utf-8")
    mapping.write_text(to_json(propose(read_file(path))), encoding="utf-8")
    told = json.loads(invoke(path, "--workspace", folder, "--dry-run", "--json", "--mapping", mapping).stdout)
    assert [one["field"] for one in told["mapping"]["columns"]] == ["creator.name", "note"]


def test_rows_left_out_come_back_without_their_reasons_and_formulas_are_noted(tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    write_left_out(path, ("Name", "City"), [LeftOut(2, ("Ana", "Oslo"), "No name."), LeftOut(3, ("=1+1", "Rome"), "x")])
    told = json.loads(invoke(path, "--workspace", tmp_path / "w", "--dry-run", "--json").stdout)
    assert [one["heading"] for one in told["mapping"]["columns"]] == ["Name", "City"]
    assert "It is taken as text, never computed." in invoke(path, "--workspace", tmp_path / "w").stdout


def test_help_names_every_kind_of_file_that_is_read() -> None:
    for one in (command, preview.command):
        said = " ".join(CliRunner().invoke(one, ["--help"]).stdout.split())
        assert all(kind in said for kind in ("CSV", "XLSX", "ODS", "vCard"))


def test_the_program_itself(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "infludesk",
        "import",
        str(DATA / "upfluence.csv"),
        "--workspace",
        str(tmp_path / "w"),
    ]
    done = subprocess.run([*words, "--json"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["created"] == 3
    bad = subprocess.run(
        [*words[:4], str(tmp_path / "gone.csv"), *words[5:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (1, "", 1)
