"""``infludesk export``: one line says what was written; a problem ends with status 1."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infludesk.campaigns.commands import create_campaign
from infludesk.cli.main import main
from infludesk.clients.commands import add_client
from infludesk.creators.commands import add_creator
from infludesk.workspace import Workspace


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """A closed workspace with a creator in a campaign."""
    client = str(workspace.do(add_client, name="Northwind").value)
    workspace.do(create_campaign, name="Spring", client_id=client)
    workspace.do(add_creator, name="Ana Ruiz", profile="https://instagram.com/ana")
    workspace.close()
    return workspace.folder


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words, "--workspace", str(folder)])


def head(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def test_creators_as_the_file_s_ending_says(folder: Path, tmp_path: Path) -> None:
    for name, start in (("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.vcf", b"BEGIN:VCARD")):
        told = run(folder, "creators", "--to", str(tmp_path / name))
        assert (told.exit_code, told.output) == (0, f"{tmp_path / name}: 1 row.\n")
        assert (tmp_path / name).read_bytes().startswith(start)


def test_internal_and_private_fields_are_asked_for(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    run(folder, "creators", "--to", str(target))
    assert not {"E-mail", "Phone"} & set(head(target))
    run(folder, "creators", "--to", str(target), "--internal", "--private")
    assert {"E-mail", "Phone"} <= set(head(target))


def test_a_campaign_and_results(folder: Path, tmp_path: Path) -> None:
    assert run(folder, "campaign", "--campaign", "spring", "--to", str(tmp_path / "c.csv")).exit_code == 0
    assert run(folder, "results", "--to", str(tmp_path / "r.csv"), "--format", "csv").exit_code == 0
    assert head(tmp_path / "c.csv")[:2] == ["Name", "Platform"]
    assert "Views" in head(tmp_path / "r.csv")
    told = run(folder, "campaign", "--campaign", "Summer", "--to", str(tmp_path / "d.csv"))
    assert (told.exit_code, told.output) == (1, 'No campaign is named "Summer". Choose one of: Spring.\n')


def test_cards_hold_only_creators(folder: Path, tmp_path: Path) -> None:
    told = run(folder, "results", "--to", str(tmp_path / "r.vcf"))
    assert (told.exit_code, told.output.startswith("Only creators")) == (1, True)


def test_the_workspace_goes_to_a_new_folder(folder: Path, tmp_path: Path) -> None:
    told = run(folder, "workspace", "--to", str(tmp_path / "out"))
    assert told.exit_code == 0
    assert told.output.startswith(f"{tmp_path / 'out'}: ")
    assert (tmp_path / "out" / "tables" / "creator.csv").exists()
    assert run(folder, "workspace", "--to", str(tmp_path / "out")).exit_code == 1
