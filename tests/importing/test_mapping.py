"""Columns find their fields by heading and contents, and a mapping is saved and laid over the next file."""

from pathlib import Path

import pytest

from infludesk.importing.columns.mapping import applied, from_json, propose, remap, to_json
from infludesk.importing.fields.reading import Reading
from infludesk.importing.fields.targets import TARGETS, candidates, platform_named, target
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Problem

DATA = Path(__file__).parents[1] / "data"


def sheet_of(text: str, name: str = "list.csv") -> Sheet:
    return read_csv(text.encode(), name)


def targets_of(text: str, name: str = "list.csv") -> list[str]:
    return [one.target for one in propose(sheet_of(text, name)).columns]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Full name", "creator.name"),
        ("influencer", "creator.name"),
        ("E-mail Address", "creator.email"),
        ("contact_email", "creator.email"),
        ("Profile URL", "account.url"),
        ("media_url", "account.url"),
        ("social network", "account.platform"),
        ("User Name", "account.handle"),
        ("influencer_id", "account.platform_user_id"),
        ("Subscribers", "account_snapshot.followers"),
        ("Follower count", "account_snapshot.followers"),
        ("avg. views", "account_snapshot.avg_views"),
        ("ER %", "account_snapshot.er_ppm"),
        ("Instagram", "account.handle@instagram"),
        ("TikTok followers", "account_snapshot.followers@tiktok"),
        ("YouTube channel", "account.url@youtube"),
        ("shipping_address.line1", "address.line1"),
        ("E-mail 1 - Value", "creator.email"),
        ("E-mail 1 - Label", ""),
        ("Home Phone", "contact_point.value@phone"),
        ("Labels", "tag.label"),
        ("Outreach status", "creator.standing"),
        ("UNSUB_TIME", "do_not_contact.since"),
        ("UNSUB_REASON", "do_not_contact.reason"),
    ],
)
def test_a_heading_proposes_its_field(name: str, code: str) -> None:
    assert candidates(name)[0] == code


@pytest.mark.parametrize("name", ["", "Lucky number", "Other", "Event", "Instagram and TikTok notes"])
def test_other_headings_propose_nothing(name: str) -> None:
    assert candidates(name) == ()


def test_a_file_s_name_tells_its_platform() -> None:
    assert platform_named("top_instagram_200.csv") == "instagram"
    assert platform_named("instagram_and_tiktok.csv") == ""
    assert targets_of("Handle,Followers\nana,12\n", "tiktok.csv")[0] == "account.handle@tiktok"


def test_nothing_is_mapped_against_its_contents() -> None:
    assert targets_of("Name,Email,Notes\nAna,unknown,x\nLeo,later,y\n")[1] == "note"
    assert targets_of("Name,URL\nana@example.com,x.org\nleo@example.com,y.org\n")[0] != "creator.name"


def test_contents_speak_where_the_heading_is_silent() -> None:
    text = (
        "Who,Reach them,Where\nAna,ana@example.com,https://www.tiktok.com/@ana\nLeo,leo@example.com,tiktok.com/@leo\n"
    )
    assert targets_of(text)[1:] == ["creator.email", "account.url@tiktok"]


def test_a_second_e_mail_column_is_a_further_contact_point() -> None:
    text = "Name,E-mail Address,Business email,Email\nAna,a@example.com,b@example.com,c@example.com\n"
    codes = targets_of(text)
    assert sorted(codes[1:]) == ["contact_point.value@email", "contact_point.value@email", "creator.email"]


def test_empty_columns_are_left_out_and_unknown_ones_kept_as_notes() -> None:
    proposed = propose(sheet_of("Name,Shoe,Hat\nAna,42,\nLeo,,-\n"))
    assert [one.target for one in proposed.columns] == ["creator.name", "note", ""]
    assert [(one.filled, one.samples) for one in proposed.columns] == [(2, ("Ana", "Leo")), (1, ("42",)), (0, ())]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("upfluence.csv", "Upfluence"),
        ("google_contacts.csv", "Google Contacts"),
        ("linkedin_connections.csv", "LinkedIn"),
        ("contacts_utf16.csv", ""),
    ],
)
def test_the_source_is_recognised(name: str, source: str) -> None:
    assert propose(read_file(DATA / name)).source == source


def test_an_unknown_platform_is_asked_about() -> None:
    (_, handle) = propose(sheet_of("Name,Handle\nAna,ana.fit\n")).columns
    assert (handle.target, handle.doubt) == ("account.handle@other", "The file does not say on which platform.")


def test_every_target_can_be_chosen_and_is_declared_once() -> None:
    codes = [one.code for one in TARGETS]
    assert len(codes) == len(set(codes))
    assert all(target(code).label for code in codes)


@pytest.mark.parametrize("code", ["creator.referred_by_id", "creator.nothing", "account.handle@myspace", "drop table"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(Problem) as told:
        target(code)
    assert told.value.code == "mapping.unknown_field"


def test_a_column_sent_elsewhere_is_read_anew() -> None:
    sheet = sheet_of("Name,Quota\nAna,3.4\nLeo,12.1\n")
    column = remap(sheet, propose(sheet).columns[1], place=1, code="account_snapshot.er_ppm@tiktok")
    assert column.reading == Reading("ppm", scale="points")


def test_a_mapping_is_written_and_read_back() -> None:
    proposed = propose(read_file(DATA / "upfluence.csv"))
    again = from_json(to_json(proposed))
    assert again.source == "Upfluence"
    assert [(one.heading, one.target) for one in again.columns] == [
        (one.heading, one.target) for one in proposed.columns
    ]
    assert [one.reading.kind for one in again.columns] == [one.reading.kind for one in proposed.columns]


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"columns": []}', '{"columns": [1]}', '{"columns": [{"heading": "a"}]}',
        '{"columns": [{"heading": "a", "field": "note", "reading": {"eval": "1"}}]}',
        '{"columns": [{"heading": "a", "field": "note", "reading": {"decimal": "x"}}]}',
    ],
)  # fmt: skip
def test_a_broken_mapping_is_told(text: str) -> None:
    with pytest.raises(Problem) as told:
        from_json(text)
    assert told.value.code == "mapping.unreadable"


def test_a_saved_mapping_is_laid_over_a_file_with_other_columns() -> None:
    saved = from_json('{"columns": [{"heading": "Who", "field": "creator.name"}]}')
    laid = applied(saved, sheet_of("Name,WHO,Email\nx,Ana,ana@example.com\n"))
    assert [one.target for one in laid.columns] == ["note", "creator.name", "creator.email"]
