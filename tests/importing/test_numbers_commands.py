"""Post numbers imported: known posts get readings, creators known here get posts, and one undo takes it back."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.commands import add_post
from infludesk.content.model import Deliverable, Fulfilment, Post
from infludesk.creators.commands import add_creator
from infludesk.db.rows import find, insert, trash
from infludesk.db.transaction import Tx
from infludesk.importing.model import ImportRun
from infludesk.importing.numbers_commands import (
    ImportedNumbers,
    NumbersSummary,
    PreparedNumbers,
    import_numbers,
    prepare_numbers,
)
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.results.commands import read_post
from infludesk.results.model import PostSnapshot
from infludesk.workspace import Workspace

TODAY = date(2026, 3, 12)
SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
HEAD = "Post ID,Account username,Publish time,Permalink,Post type,Description,Views,Likes"
ANA = '1800,ana.fit,03/05/2026 08:30,https://www.instagram.com/p/A1/,IG reel,Spring oats,"1,200",90'


@pytest.fixture
def campaign(workspace: Workspace) -> str:
    """A campaign in March with Ana in it; Leo is known and not in it."""

    def lay_out(tx: Tx) -> str:
        client = insert(tx, Client(name="Bolt"))
        made = insert(tx, Campaign(name="Spring", client_id=client.id, starts_on="2026-03-01", ends_on="2026-03-31"))
        ana = add_creator(tx, name="Ana", profile="https://www.instagram.com/ana.fit/")
        add_creator(tx, name="Leo", profile="https://www.instagram.com/leo.park/")
        insert(tx, Participation(campaign_id=made.id, creator_id=ana, stage="agreed"))
        return made.id

    return str(workspace.do(lay_out).value)


def promise(workspace: Workspace, *formats: str) -> list[str]:
    def lay_out(tx: Tx) -> list[str]:
        part = find(tx.conn, Participation)[0].id
        return [insert(tx, Deliverable(participation_id=part, format=one, state="planned")).id for one in formats]

    return list(workspace.do(lay_out).value)


def file_of(tmp_path: Path, *rows: str, name: str = "meta-2026-03-10.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return path


def prepared_of(workspace: Workspace, path: Path, campaign_id: str | None = None) -> PreparedNumbers:
    return workspace.read(lambda conn: prepare_numbers(conn, path, today=TODAY, campaign_id=campaign_id))


def run(workspace: Workspace, path: Path, campaign_id: str | None = None, as_of: str = "") -> Outcome:
    prepared = prepared_of(workspace, path, campaign_id)
    outcome = workspace.do(import_numbers, prepared=prepared, campaign_id=campaign_id, as_of=as_of)
    done: ImportedNumbers = outcome.value
    assert done.summary.rows == len(prepared.decisions)
    assert len(done.skipped) == done.summary.skipped
    return outcome


def readings(workspace: Workspace) -> list[tuple[str | None, int | None, int | None]]:
    found = workspace.read(lambda conn: find(conn, PostSnapshot, order="as_of, views"))
    return [(one.as_of, one.views, one.likes) for one in found]


def known_post(workspace: Workspace, **values: Any) -> str:
    return str(workspace.do(lambda tx: insert(tx, Post(platform="instagram", **values)).id).value)


def test_a_row_of_a_creator_in_the_campaign_becomes_a_post_with_its_reading(
    workspace: Workspace, campaign: str, tmp_path: Path
) -> None:
    outcome = run(workspace, file_of(tmp_path, ANA), campaign)
    assert outcome.value.summary == NumbersSummary(updated=0, created=1, skipped=0)
    assert outcome.changes.label == "Import numbers of 1 post from meta-2026-03-10.csv"
    (post,) = workspace.read(lambda conn: find(conn, Post))
    assert (post.platform_post_id, post.format, post.caption) == ("A1", "reel", "Spring oats")
    assert (post.campaign_id, post.published_at) == (campaign, "2026-03-05T08:30:00Z")
    assert post.participation_id
    assert post.account_id
    assert readings(workspace) == [("2026-03-10T12:00:00Z", 1_200, 90)]


def test_a_post_fulfils_the_one_planned_piece_of_its_format(
    workspace: Workspace, campaign: str, tmp_path: Path
) -> None:
    reel, _ = promise(workspace, "reel", "story")
    run(workspace, file_of(tmp_path, ANA), campaign)
    (done,) = workspace.read(lambda conn: find(conn, Fulfilment))
    assert done.deliverable_id == reel
    states = workspace.read(lambda conn: {one.format: one.state for one in find(conn, Deliverable)})
    assert states == {"reel": "live", "story": "planned"}


def test_a_post_without_a_format_takes_that_of_its_piece(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    promise(workspace, "story")
    run(workspace, file_of(tmp_path, ANA.replace("IG reel", "")), campaign)
    assert [post.format for post in workspace.read(lambda conn: find(conn, Post))] == ["story"]


def test_of_two_planned_pieces_none_is_chosen(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    promise(workspace, "reel", "reel")
    run(workspace, file_of(tmp_path, ANA), campaign)
    assert workspace.read(lambda conn: find(conn, Fulfilment)) == []


@pytest.mark.parametrize(
    "values",
    [
        {"platform_post_id": "1800"},
        {"url": "instagram.com/p/A1?igsh=1"},
        {"url": "https://www.instagram.com/ana.fit/reel/A1/"},
        {"platform_post_id": "A1"},
        {"published_at": "2026-03-05T10:00:00Z", "title": "Spring  OATS"},
    ],
)
def test_a_known_post_is_found_and_only_its_blanks_are_filled(
    workspace: Workspace, campaign: str, tmp_path: Path, values: dict[str, str]
) -> None:
    account = workspace.read(lambda c: c.execute("SELECT id FROM account WHERE handle = 'ana.fit'").fetchone()[0])
    known = known_post(workspace, account_id=account, caption="Spring oats", **values)
    done = run(workspace, file_of(tmp_path, ANA), campaign).value
    assert (done.summary.updated, done.posts) == (1, (known,))
    (post,) = workspace.read(lambda conn: find(conn, Post))
    assert {name: getattr(post, name) for name in values} == values
    assert post.platform_post_id == values.get("platform_post_id", "A1")
    assert post.format == "reel"


def test_a_post_added_by_its_address_is_the_imported_one(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    added = workspace.do(add_post, url="https://www.instagram.com/reel/A1/?igsh=x", campaign_id=campaign).value
    assert run(workspace, file_of(tmp_path, ANA), campaign).value.posts == (added,)
    assert len(workspace.read(lambda conn: find(conn, Post))) == 1


def test_the_same_file_again_changes_nothing(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    path = file_of(tmp_path, ANA)
    run(workspace, path, campaign)
    again = run(workspace, path, campaign)
    assert again.changes.batch == 0
    assert again.value.skipped == ((2, "The same figures are here already."),)


def test_a_later_file_adds_a_reading_and_one_of_the_same_day_replaces_its_own(
    workspace: Workspace, campaign: str, tmp_path: Path
) -> None:
    run(workspace, file_of(tmp_path, ANA), campaign)
    run(workspace, file_of(tmp_path, ANA.replace("1,200", "1,250")), campaign)
    run(workspace, file_of(tmp_path, ANA.replace("1,200", "1,900"), name="meta-2026-03-11.csv"), campaign)
    assert readings(workspace) == [("2026-03-10T12:00:00Z", 1_250, 90), ("2026-03-11T12:00:00Z", 1_900, 90)]


def test_a_reading_of_another_source_stays(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    known = known_post(workspace, platform_post_id="1800")
    at = "2026-03-10T12:00:00Z"
    workspace.do(read_post, post_id=known, as_of=at, source="manual", figures={"views": 7})
    run(workspace, file_of(tmp_path, ANA), campaign)
    assert readings(workspace) == [(at, 7, None), (at, 1_200, 90)]


def test_every_other_row_is_skipped_with_its_reason(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        ANA,
        ANA,
        "1801,leo.park,03/05/2026 08:30,https://www.instagram.com/p/B1/,IG reel,,5,1",
        "1802,nobody,03/05/2026 08:30,https://www.instagram.com/p/C1/,IG reel,,5,1",
        "1803,,03/05/2026 08:30,https://www.instagram.com/p/D1/,IG reel,,5,1",
        ",ana.fit,03/05/2026 08:30,,IG reel,,5,1",
        "1804,ana.fit,03/05/2026 08:30,https://www.instagram.com/p/E1/,IG reel,,,",
    )
    done = run(workspace, path, campaign).value
    assert done.summary == NumbersSummary(updated=0, created=1, skipped=6)
    assert dict(done.skipped) == {
        3: "Row 2 is the same post.",
        4: "@leo.park is not in this campaign.",
        5: "No creator here has the account @nobody.",
        6: "The file does not say whose post it is.",
        7: "Row 7 has neither a post id nor an address.",
        8: "Row 8 has no figures.",
    }
    (made,) = workspace.read(lambda conn: find(conn, ImportRun))
    assert (made.kind, made.rows_in, made.created, made.merged, made.skipped) == ("metrics", 7, 1, 0, 6)
    raw = workspace.read(
        lambda c: c.execute("SELECT count(*) FROM import_row WHERE run_id = ? AND row_no", (made.id,)).fetchone()
    )
    assert raw[0] == 7


def test_without_a_campaign_every_creator_known_here_gets_posts(
    workspace: Workspace, campaign: str, tmp_path: Path
) -> None:
    leo = "1801,Leo.Park,03/05/2026 08:30,https://www.instagram.com/p/B1/,IG reel,,5,1"
    assert campaign
    assert run(workspace, file_of(tmp_path, ANA, leo)).value.summary.created == 2
    assert {post.campaign_id for post in workspace.read(lambda conn: find(conn, Post))} == {None}


def test_a_file_without_accounts_is_of_the_account_somebody_names(workspace: Workspace) -> None:
    path = SAMPLES / "youtube-studio.csv"
    creator = workspace.do(add_creator, name="Brew Lab", profile="https://www.youtube.com/@brewlab").value
    assert {one.outcome for one in prepared_of(workspace, path).decisions} == {"skipped"}
    account = workspace.read(lambda c: c.execute("SELECT id FROM account").fetchone()[0])
    prepared = workspace.read(lambda conn: prepare_numbers(conn, path, today=TODAY, account_id=account))
    assert {(one.outcome, one.creator_id) for one in prepared.decisions} == {("new", creator)}
    assert workspace.do(import_numbers, prepared=prepared).value.summary.created == 3


def test_unticked_rows_stay_out(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    prepared = prepared_of(workspace, file_of(tmp_path, ANA), campaign)
    outcome = workspace.do(import_numbers, prepared=prepared, campaign_id=campaign, unticked=(2,))
    assert outcome.value.skipped == ((2, "Unticked by you."),)
    assert outcome.changes.batch == 0


def test_a_post_in_the_trash_stays_there(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    known = known_post(workspace, platform_post_id="1800")
    workspace.do(lambda tx: trash(tx, "post", [known]))
    done = run(workspace, file_of(tmp_path, ANA), campaign).value
    assert done.skipped == ((2, "In the trash. Restore it there to import it again."),)


def test_one_undo_takes_it_back_and_the_import_can_be_made_again(
    workspace: Workspace, campaign: str, tmp_path: Path
) -> None:
    promise(workspace, "reel")
    path = file_of(tmp_path, ANA)
    first = run(workspace, path, campaign).value
    workspace.undo()
    assert workspace.read(lambda conn: find(conn, Post)) == []
    assert readings(workspace) == []
    assert workspace.read(lambda conn: find(conn, Deliverable))[0].state == "planned"
    assert run(workspace, path, campaign).value.summary == first.summary
    assert readings(workspace) == [("2026-03-10T12:00:00Z", 1_200, 90)]


@pytest.mark.parametrize(
    ("name", "day", "named"),
    [
        ("meta-2026-03-10.csv", "2026-03-10", True),
        ("Jan-01-2026_Mar-09-2026_77.csv", "2026-03-09", True),
        ("export_20260301.csv", "2026-03-01", True),
        ("planned-2026-12-24.csv", "2026-02-20", False),
        ("2026-13-40.csv", "2026-02-20", False),
        ("Table data.csv", "2026-02-20", False),
    ],
)
def test_the_day_of_the_figures_is_the_file_s(
    workspace: Workspace, tmp_path: Path, name: str, day: str, *, named: bool
) -> None:
    path = file_of(tmp_path, ANA, name=name)
    changed = datetime(2026, 2, 20, 15, tzinfo=UTC).timestamp()
    os.utime(path, (changed, changed))
    prepared = prepared_of(workspace, path)
    assert (prepared.as_of, prepared.as_of_named) == (day, named)


def test_the_person_s_day_wins_and_no_reading_is_of_the_future(
    workspace: Workspace, campaign: str, tmp_path: Path
) -> None:
    path = file_of(tmp_path, ANA)
    run(workspace, path, campaign, as_of="2026-03-11")
    run(workspace, path, campaign, as_of="2026-03-12")
    assert run(workspace, path, campaign, as_of="2027-01-01").changes.batch == 0
    assert [at for at, _, _ in readings(workspace)] == ["2026-03-11T12:00:00Z", "2026-03-12T09:30:00Z"]


def test_posts_outside_the_campaign_s_dates_are_marked(workspace: Workspace, campaign: str, tmp_path: Path) -> None:
    early = "1801,ana.fit,02/05/2026 08:30,https://www.instagram.com/p/B1/,IG reel,,5,1"
    old = "1802,ana.fit,02/05/2025 08:30,https://www.instagram.com/p/C1/,IG reel,,5,1"
    path = file_of(tmp_path, ANA, early, old)
    assert [one.in_time for one in prepared_of(workspace, path, campaign).decisions] == [True, False, False]
    assert [one.in_time for one in prepared_of(workspace, path).decisions] == [True, True, False]


def test_a_list_of_contacts_holds_no_posts(workspace: Workspace) -> None:
    with pytest.raises(Problem) as told:
        prepared_of(workspace, SAMPLES / "upfluence-export.csv")
    assert told.value.code == "import.no_posts"
    assert told.value.title == '"upfluence-export.csv" holds no numbers of posts.'
