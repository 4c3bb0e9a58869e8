"""``infludesk import`` as a person runs it: counts that balance, or one sentence and status 1."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infludesk.cli.importing import command

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


def test_the_counts_in_words(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,City\nAna,Oslo\n,Rome\n", encoding="utf-8")
    result = invoke(path, "--workspace", tmp_path / "w")
    assert result.stdout.splitlines() == [
        "1 created, 0 merged, 1 skipped = 2 rows.",
        "Row 3: Row 3 has neither a name nor an account.",
    ]


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


@pytest.mark.parametrize("text", ["{", "{}", '{"columns": [{"heading": "a", "field": "b.c"}]}', None])
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
