"""The exports of known programs go where a person expects."""

from datetime import date
from pathlib import Path

import pytest

from infludesk.importing.columns.home import Home
from infludesk.importing.columns.mapping import Mapping, propose
from infludesk.importing.columns.sources import OWN, SOURCES, recognise
from infludesk.importing.files.reader import read_file
from infludesk.importing.people.incoming import Block, Incoming, Point
from infludesk.importing.people.plan import build

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 3, 12)
FILES = {
    "apple_contacts.vcf": "vCard", "aspire.csv": "Aspire", "google_contacts.csv": "Google Contacts",
    "google_contacts_old.csv": "Google Contacts (old)", "hubspot.csv": "HubSpot", "hypeauditor.csv": "HypeAuditor",
    "linkedin_connections.csv": "LinkedIn", "linkedin_no_url.csv": "LinkedIn", "mailchimp_cleaned.csv": "Mailchimp",
    "mailchimp_subscribed.csv": "Mailchimp", "mailchimp_unsubscribed.csv": "Mailchimp", "outlook.csv": "Outlook",
    "outlook_region.csv": "Outlook", "upfluence.csv": "Upfluence",
}  # fmt: skip


def proposed(name: str) -> Mapping:
    return propose(read_file(DATA / name), Home("DE", "EUR"))


def goes(name: str) -> dict[str, str]:
    """Heading → target of the columns that hold something."""
    return {one.heading: one.target for one in proposed(name).columns if one.filled}


def rows_of(name: str) -> list[Incoming]:
    sheet = read_file(DATA / name)
    rows = build(sheet, propose(sheet, Home("DE", "EUR")), today=TODAY)
    found = [row for row in rows if isinstance(row, Incoming)]
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize(("name", "source"), FILES.items())
def test_a_source_is_known_by_its_headings_and_leaves_no_doubt(name: str, source: str) -> None:
    mapping = proposed(name)
    assert mapping.source == source
    assert [(one.heading, one.doubt) for one in mapping.columns if one.doubt] == []


def test_sources_are_told_apart() -> None:
    names = [one.name for one in SOURCES]
    assert len(names) == len(set(names))
    assert set(names) - {OWN} | {"vCard"} == set(FILES.values())  # the program's own files make a round trip
    assert recognise("csv", ("Name", "Email", "Notes")) is None


@pytest.mark.parametrize("name", ["outlook.csv", "outlook_region.csv"])
def test_outlook(name: str) -> None:
    codes = goes(name)
    assert codes["Mobile Phone"] == "creator.phone"
    assert codes["Home Street"] == "address.line1"
    assert codes["Business Street"] == "address.line1@2"
    assert [codes[one] for one in ("Gender", "Priority", "Sensitivity", "Private")] == [""] * 4
    assert "Anniversary" not in codes
    mara, jonas, studio = rows_of(name)
    assert (mara.creator["name"], mara.creator["phone"], mara.creator["country"]) == (
        "Mara Koch", "+49 171 2345678", "DE",
    )  # fmt: skip
    assert Point("email", "mara@work.example.com") in mara.points
    assert Point("phone", "+49 30 23125999") in mara.points
    assert mara.address["line1"] == "Lindenweg 4"
    assert ("address", {"line1": "Hafenstr. 1", "city": "Hamburg", "country": "DE"}) in mara.parts
    assert "Company: Koch & Töchter" in mara.note
    assert mara.tags == ("Food", "Berlin")
    assert "birth_date" not in mara.creator
    assert jonas.creator["birth_date"] == "1994-05-17"
    assert jonas.address == {"line1": "Domplatz 2", "city": "Köln", "postal_code": "50667", "country": "DE"}
    assert jonas.creator["phone"] == "+49 221 4710000"
    assert studio.creator["name"] == "Studio Nord"


def test_google_as_it_was() -> None:
    codes = goes("google_contacts_old.csv")
    assert codes["Address 1 - Formatted"] == ""
    assert codes["E-mail 1 - Type"] == ""
    ines, _ = rows_of("google_contacts_old.csv")
    assert ines.creator["email"] == "ines@example.com"
    assert ines.points == (Point("email", "ines.r@example.org"), Point("phone", "+34 910 000 204"))
    assert ines.tags == ("Reels",)
    assert ines.creator["langs"] == ("es",)
    assert [one.key for one in ines.accounts] == [("instagram", "ines.cocina.demo")]
    assert ines.address == {"line1": "Calle Luna 5", "city": "Madrid", "postal_code": "28004", "country": "ES"}
    assert ines.note == "Organization 1 - Name: Robles Cocina"


def test_google_as_it_is() -> None:
    zoe, theo = rows_of("google_contacts.csv")
    assert (zoe.creator["name"], zoe.tags) == ("Zoë Okonkwo-Brandt", ("Lifestyle",))
    assert theo.address == {"line1": "12 Mill Lane", "city": "Leeds", "postal_code": "LS1 4DY", "country": "GB"}


def test_apple() -> None:
    (mara,) = rows_of("apple_contacts.vcf")
    assert (mara.creator["name"], mara.creator["birth_date"]) == ("Mara Lindqvist", "--05-17")
    assert mara.points == (Point("email", "mara.work@example.com"),)
    assert [one.key for one in mara.accounts] == [("instagram", "mara.demo")]


def test_linkedin_without_addresses() -> None:
    codes = goes("linkedin_no_url.csv")
    assert [codes[one] for one in ("Company", "Position", "Connected On")] == ["note"] * 3
    assert goes("linkedin_connections.csv")["URL"] == "account.url@linkedin"


def test_hubspot() -> None:
    ana, leo = rows_of("hubspot.csv")
    assert (ana.creator["country"], ana.creator["region"], ana.creator["city"]) == ("ES", "Madrid", "Madrid")
    assert ana.block is None
    assert "Associated Company IDs: 9001;9002" in ana.note
    assert leo.block == Block()


def test_mailchimp() -> None:
    ana, leo = rows_of("mailchimp_subscribed.csv")
    assert (ana.creator["country"], ana.creator["region"], ana.creator["zone"]) == ("US", "NY", "America/New_York")
    assert (ana.tags, leo.tags) == (("fit", "spring, list"), ("fit",))
    assert ana.block is None
    codes = goes("mailchimp_subscribed.csv")
    assert [codes[one] for one in ("LEID", "EUID", "CONFIRM_IP", "LATITUDE")] == [""] * 4


def test_who_unsubscribed_at_mailchimp_is_not_to_be_contacted() -> None:
    ana, leo = rows_of("mailchimp_unsubscribed.csv")
    assert ana.block == Block(since="2024-05-01", source="No longer interested")
    assert leo.block == Block(since="2024-05-02")


def test_a_dead_mailbox_of_mailchimp_blocks_e_mail_alone() -> None:
    ana, _ = rows_of("mailchimp_cleaned.csv")
    assert ana.block == Block("bounced", "2024-06-01", channel="email")


def test_aspire() -> None:
    ana, _ = rows_of("aspire.csv")
    assert [one.platform for one in ana.accounts] == ["instagram", "tiktok", "youtube", "pinterest"]
    assert ana.accounts[2].values == {"platform_user_id": "UCabcdefghijklmnopqrstuv"}
    assert ana.address["line2"] == "3B"


def test_rates_of_hypeauditor_are_percent_points_and_locked_cells_are_empty() -> None:
    ana, leo = rows_of("hypeauditor.csv")
    rates = {one.platform: one.snapshot.get("er_ppm") for one in ana.accounts}
    assert rates == {"instagram": 4_700, "youtube": 34_700, "tiktok": 121_000, "x": 500}
    assert [one.snapshot for one in leo.accounts] == [{"followers": 8_900, "er_ppm": 9_000}]
    assert "email" not in ana.creator
    assert leo.problems == ()
