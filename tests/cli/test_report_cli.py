"""``infludesk report campaign``: a PDF and its figures, or one sentence and status 1."""

import json
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner, Result

from infludesk.campaigns.commands import create_campaign
from infludesk.cli.report import command
from infludesk.workspace import Workspace


@pytest.fixture
def folder(workspace: Workspace) -> Path:
    """A workspace with three campaigns, two of one name; closed, so that others may open it."""
    for client, name in (("Bolt", "Spring Launch"), ("Bolt", "Été"), ("Acme", "ETE")):
        workspace.do(create_campaign, client=client, name=name)
    workspace.close()
    return workspace.folder


def invoke(*words: object) -> Result:
    return CliRunner().invoke(command, ["campaign", *(str(word) for word in words)])


def test_the_pdf_and_its_figures(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    done = invoke("spring  launch", "--workspace", folder, "--out", target, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["kind"], told["title"], told["client"]) == ("Campaign report", "Spring Launch", "Bolt")
    assert (told["file"], told["problems"]) == (str(target), [])
    pages = pypdf.PdfReader(target).pages
    assert told["pages"] == len(pages)
    assert {"part": "figures", "subject": "", "label": "spend", "value": None, "unit": "money",
            "reason": "nothing is billed yet"} in told["figures"]  # fmt: skip
    assert pages[0].mediabox.height == pytest.approx(842, abs=1)


def test_a_shortlist_on_letter_paper(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "list.pdf"
    done = invoke("Spring Launch", "--workspace", folder, "--out", target, "--kind", "shortlist", "--paper", "letter")
    assert done.exit_code == 0, done.output
    pages = pypdf.PdfReader(target).pages
    assert done.stdout == f"{target}: {len(pages)} page{'s' if len(pages) > 1 else ''}.\n"
    assert "No creator is proposed yet" in pages[0].extract_text()
    assert pages[0].mediabox.height == pytest.approx(792, abs=1)


def test_a_compliance_report_of_a_whole_client_and_a_period(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "compliance.pdf"
    given = ("--workspace", folder, "--out", target, "--kind", "compliance")
    done = invoke("Spring Launch", *given, "--whole-client", "--since", "2026-01-01", "--until", "2026-03-31", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["kind"], told["title"]) == ("Compliance report", "Bolt")
    assert {"part": "answer", "subject": "", "label": "open", "value": 0, "unit": "count"} in told["figures"]
    assert "posts of 1 Jan 2026 – 31 Mar 2026" in pypdf.PdfReader(target).pages[0].extract_text()
    assert invoke("Spring Launch", *given, "--since", "soon").exit_code != 0


def test_an_unknown_name_tells_the_choices(folder: Path, tmp_path: Path) -> None:
    done = invoke("Autumn", "--workspace", folder, "--out", tmp_path / "x.pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith('No campaign is named "Autumn". Choose one of: ')
    assert "Spring Launch" in done.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_a_name_of_several_asks_for_the_id(folder: Path, tmp_path: Path) -> None:
    done = invoke("été", "--workspace", folder, "--out", tmp_path / "x.pdf")
    assert done.exit_code == 1
    assert done.stderr.startswith('2 campaigns are named "été". Name one by its id: ')
    first = done.stderr.split(": ")[1].split(",")[0]
    assert invoke(first, "--workspace", folder, "--out", tmp_path / "x.pdf").exit_code == 0


def test_a_folder_that_is_not_there_is_told_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    done = invoke("Spring Launch", "--workspace", folder, "--out", tmp_path / "none" / "x.pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith('"x.pdf" cannot be saved in this folder.')


@pytest.mark.parametrize(
    "name",
    ["workspace.db", "workspace.db-wal", "workspace.db-shm", "workspace.lock", "attachments/x.pdf", "backups/b.db"],
)
def test_a_workspace_is_never_written_over(folder: Path, tmp_path: Path, name: str) -> None:
    target = folder / name
    target.parent.mkdir(exist_ok=True)
    before = (folder / "workspace.db").read_bytes()
    for way in (target, folder / "." / ".." / folder.name / name):
        done = invoke("Spring Launch", "--workspace", folder, "--out", way)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith(f'"{target.name}" belongs to the workspace.')
    assert (folder / "workspace.db").read_bytes() == before
    assert not target.exists() or not target.read_bytes().startswith(b"%PDF")
    link = tmp_path / "other.pdf"
    link.hardlink_to(folder / "workspace.db")
    assert invoke("Spring Launch", "--workspace", folder, "--out", link).exit_code == 1
    assert invoke("Spring Launch", "--workspace", folder, "--out", folder / "report.pdf").exit_code == 0


def test_a_folder_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    done = invoke("Spring Launch", "--workspace", folder, "--out", tmp_path)
    assert done.exit_code == 1
    assert done.stderr.startswith(f'"{tmp_path.name}" is a folder or a device, not a file.')
