"""A sent brief is kept as the PDF it went out as: once for each version, by its hash, in the step that sent it."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from infludesk.campaigns.commands import add_creators, brief_of, create_campaign, move_stage, set_brief_field
from infludesk.campaigns.model import BriefVersion
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find
from infludesk.flows.briefing import SentBrief
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.records.model import Attachment
from infludesk.records.store import attached, stored_file
from infludesk.reports.branding import Setting
from infludesk.reports.brief_sending import ROLE, send_with_pages
from infludesk.workspace import Workspace


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    return str(workspace.do(create_campaign, name="Spring Launch", client="Acme").value)


@pytest.fixture
def parts(workspace: Workspace, campaign: str) -> list[str]:
    people = [workspace.do(add_creator, name=name).value for name in ("Ana Lima", "ليلى المنصوري")]
    found = workspace.do(add_creators, campaign_id=campaign, creator_ids=people).value
    workspace.do(move_stage, participation_ids=found, stage="agreed")
    return list(found)


@pytest.fixture
def brief(workspace: Workspace, campaign: str) -> str:
    made = str(workspace.do(brief_of, campaign_id=campaign).value)
    workspace.do(set_brief_field, brief_id=made, name="goal", value="Reach runners")
    workspace.do(set_brief_field, brief_id=made, name="disclosure_wording", value="#ad")
    return made


def send(workspace: Workspace, campaign: str, parts: list[str]) -> list[SentBrief]:
    made = Setting(workspace.attachments, workspace.today())
    done = workspace.do(send_with_pages, made=made, name="Brief Spring", campaign_id=campaign, participation_ids=parts)
    return list(done.value)


def kept(workspace: Workspace, version_id: str) -> Path:
    file = workspace.read(lambda conn: attached(conn, ref("brief_version", version_id), ROLE))
    assert file is not None
    path = stored_file(workspace.attachments, file.sha256)
    assert path is not None
    return path


def test_each_version_is_kept_once(workspace: Workspace, campaign: str, parts: list[str], brief: str) -> None:
    first = send(workspace, campaign, parts)
    assert len({one.version_id for one in first}) == 1
    data = kept(workspace, first[0].version_id).read_bytes()
    assert "Reach runners" in PdfReader(BytesIO(data)).pages[0].extract_text()
    assert len(data) < 1_000_000
    send(workspace, campaign, parts[:1])
    assert [one.name for one in workspace.read(lambda conn: find(conn, Attachment))] == ["Brief Spring v1.pdf"]
    workspace.do(set_brief_field, brief_id=brief, name="goal", value="Reach swimmers")
    second = send(workspace, campaign, parts)
    assert kept(workspace, second[0].version_id) != kept(workspace, first[0].version_id)
    last = workspace.undoable()
    assert last is not None
    assert last.label == "Send brief v2 to 2 creators"
    workspace.undo()
    assert workspace.read(lambda conn: attached(conn, ref("brief_version", second[0].version_id), ROLE)) is None
    assert workspace.check().faults == ()


def test_what_is_refused_keeps_nothing(workspace: Workspace, campaign: str, parts: list[str]) -> None:
    with pytest.raises(Problem, match="Nobody gets the brief"):
        send(workspace, campaign, parts)
    workspace.do(brief_of, campaign_id=campaign)
    with pytest.raises(Problem, match="The brief is empty"):
        send(workspace, campaign, parts)
    assert workspace.read(lambda conn: (find(conn, BriefVersion), find(conn, Attachment))) == ([], [])
