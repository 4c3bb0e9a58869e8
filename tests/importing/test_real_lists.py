"""Every real contact list imports with a balanced account, and the second time changes nothing."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.workspace import Workspace
from tests.importing.pollock import representative

LISTS = [
    ("contacts/tiktok_50.csv", 50, 0),
    ("contacts/top_instagram_200.csv", 199, 1),
    ("vcard/John_Doe_GMAIL.vcf", 1, 0),
    ("vcard/John_Doe_IPHONE.vcf", 1, 0),
    ("vcard/John_Doe_MS_OUTLOOK.vcf", 1, 0),
    ("vcard/gmail-list.vcf", 3, 0),
    ("vcard/outlook-2003.vcf", 1, 0),
    ("vcard/rfc2426-example.vcf", 2, 0),
    ("vcard/rfc6350-example.vcf", 1, 0),
]
OURS = ["apple_contacts.vcf", "aspire.csv", "contacts_utf16.csv", "google_contacts.csv", "google_contacts_old.csv",
        "hubspot.csv", "hypeauditor.csv", "linkedin_connections.csv", "linkedin_no_url.csv", "mailchimp_cleaned.csv",
        "mailchimp_subscribed.csv", "mailchimp_unsubscribed.csv", "messy_semicolon_cp1252.csv", "outlook.csv",
        "outlook_region.csv", "upfluence.csv"]  # fmt: skip
DATA = Path(__file__).parents[1] / "data"


def import_twice(workspace: Workspace, path: Path) -> tuple[int, int, int]:
    """Import a file, and again; the counts of the first time."""
    sheet = read_file(path)
    counts = []
    for time in (1, 2):
        prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
        outcome = workspace.do(import_creators, prepared=prepared)
        done = outcome.value.summary
        assert done.rows == len(sheet.rows)
        assert len(outcome.value.skipped) == done.skipped
        assert bool(outcome.changes.batch) == (time == 1)
        counts.append((done.created, done.merged, done.skipped))
    created, merged, skipped = counts[0]
    assert counts[1] == (0, created + merged, skipped)
    assert workspace.check().faults == ()
    return counts[0]


@pytest.mark.parametrize(("name", "created", "skipped"), LISTS)
def test_a_real_list_is_imported(workspace: Workspace, shared: Path, name: str, created: int, skipped: int) -> None:
    assert import_twice(workspace, shared / name) == (created, 0, skipped)


def test_every_list_there_is_named_here(shared: Path) -> None:
    found = {f"{path.parent.name}/{path.name}" for part in ("contacts", "vcard") for path in (shared / part).iterdir()}
    assert found == {name for name, _, _ in LISTS}


@pytest.mark.parametrize("name", OURS)
def test_our_own_lists_are_imported(workspace: Workspace, name: str) -> None:
    created, merged, skipped = import_twice(workspace, DATA / name)
    assert created > 0
    assert (merged, skipped) == (0, 0)


def test_the_shape_of_a_public_list_is_understood(workspace: Workspace, shared: Path) -> None:
    import_twice(workspace, shared / "contacts/top_instagram_200.csv")
    (row,) = workspace.read(
        lambda c: c.execute(
            "SELECT a.platform, s.followers, s.avg_likes, s.er_ppm, s.posts_count FROM account AS a "
            "JOIN account_snapshot AS s ON s.account_id = a.id WHERE a.handle = 'cristiano'"
        ).fetchall()
    )
    assert tuple(row) == ("instagram", 475_800_000, 8_700_000, 13_900, 3_300)


def read_whole(paths: Iterable[Path]) -> int:
    """Read files that hold rows; how many those are."""
    read = [path for path in paths if path.read_bytes().strip() and "header_only" not in path.name]
    for path in read:
        sheet = read_file(path)
        assert all(len(row) == len(sheet.columns) for row in sheet.rows), path.name
        assert len(sheet.numbers) == len(sheet.rows), path.name
    return len(read)


def test_a_messy_table_of_every_kind_is_read(shared: Path) -> None:
    assert read_whole(representative(shared / "pollock")) > 20


@pytest.mark.long
def test_every_messy_table_is_read(shared: Path) -> None:
    assert read_whole(sorted((shared / "pollock").glob("*/*.csv"))) > 400
