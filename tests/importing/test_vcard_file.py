"""Address cards of every version become rows."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.importing.files.sheet import Sheet
from infludesk.importing.files.vcard_file import read_vcards


def sheet_of(*lines: str) -> Sheet:
    return read_vcards("\r\n".join(lines).encode(), "cards.vcf")


def card_of(*lines: str) -> dict[str, str]:
    sheet = sheet_of("BEGIN:VCARD", *lines, "END:VCARD")
    (row,) = sheet.rows
    return {name: value for name, value in zip(sheet.columns, row, strict=True) if value}


def test_version_2_1_with_quoted_printable_and_bare_types() -> None:
    card = card_of(
        "VERSION:2.1",
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg",
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=",
        " M=C3=BCller",
        "TEL;WORK;VOICE:+49 30 1",
        "TEL;PREF;CELL:+49 170 2",
        "TEL;FAX:+49 30 9",
    )
    assert card["Name"] == "Jörg Müller"
    assert (card["First Name"], card["Last Name"]) == ("Jörg", "Müller")
    assert (card["Phone"], card["Phone 2"], card["Fax"]) == ("+49 170 2", "+49 30 1", "+49 30 9")


def test_version_3_with_folding_groups_escapes_and_profiles() -> None:
    card = card_of(
        "VERSION:3.0",
        "N:Fit;Ana;;;",
        "FN:Ana Fit",
        "ORG:Fit\\, Inc.;Studio",
        "EMAIL;type=INTERNET;type=HOME:second@example.com",
        "item1.EMAIL;type=INTERNET;type=pref:ana@exam",
        " ple.com",
        "item2.URL:https://www.instagram.com/ana.fit/",
        "item2.X-ABLabel:Instagram",
        "X-SOCIALPROFILE;type=tiktok:https://www.tiktok.com/@ana",
        "NOTE:line one\\nline two",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03",
        "PHOTO;ENCODING=b:AAAA",
    )
    assert (card["Name"], card["Organization"], card["Department"]) == ("Ana Fit", "Fit, Inc.", "Studio")
    assert (card["E-mail"], card["E-mail 2"]) == ("ana@example.com", "second@example.com")
    assert card["Instagram"] == "https://www.instagram.com/ana.fit/"
    assert card["TikTok"] == "https://www.tiktok.com/@ana"
    assert (card["Notes"], card["Birthday"]) == ("line one\nline two", "--02-03")


def test_version_4_with_uris_and_quoted_types() -> None:
    card = card_of(
        "VERSION:4.0",
        "FN:Leo Park",
        'TEL;VALUE=uri;TYPE="voice,home":tel:+1-555-555-0100;ext=102',
        "EMAIL;PREF=2:two@example.com",
        "EMAIL;PREF=1:one@example.com",
        "ADR;TYPE=home:;;1 Main St;Springfield;IL;62701;USA",
        "CATEGORIES:food\\, drink,travel",
    )
    assert card["Phone"] == "+1-555-555-0100 ext. 102"
    assert (card["E-mail"], card["E-mail 2"]) == ("one@example.com", "two@example.com")
    assert (card["Street"], card["City"], card["Postal code"], card["Country"]) == (
        "1 Main St", "Springfield", "62701", "USA",
    )  # fmt: skip
    assert card["Labels"] == "food, drink ::: travel"


def test_many_cards_are_many_rows_and_a_torn_one_is_kept() -> None:
    sheet = sheet_of(
        "BEGIN:VCARD", "FN:Ana", "END:VCARD", "BEGIN:VCARD", "END:VCARD", "BEGIN:VCARD", "FN:Leo", "EMAIL:leo@x.org"
    )
    assert sheet.columns == ("Name", "E-mail")
    assert (sheet.rows, sheet.numbers) == ((("Ana", ""), ("Leo", "leo@x.org")), (1, 3))
    assert [(note.row, note.reason) for note in sheet.notes] == [
        (2, "Card 2 holds nothing that can be read; it was left out."),
        (3, "Card 3 breaks off; what could be read was kept."),
    ]


def test_a_name_is_found_where_no_card_says_it() -> None:
    assert card_of("N:Fit;Ana")["Name"] == "Ana Fit"
    assert card_of("ORG:Bolt")["Name"] == "Bolt"


def test_the_agent_s_card_inside_a_card_is_passed_over() -> None:
    card = card_of("FN:Ana", "AGENT:", "BEGIN:VCARD", "FN:Her agent", "END:VCARD", "EMAIL:ana@example.com")
    assert (card["Name"], card["E-mail"]) == ("Ana", "ana@example.com")


@pytest.mark.parametrize(
    ("name", "cards", "first"),
    [
        ("John_Doe_GMAIL.vcf", 1, "john.doe@ibm.com"),
        ("John_Doe_IPHONE.vcf", 1, "john.doe@ibm.com"),
        ("John_Doe_MS_OUTLOOK.vcf", 1, "john.doe@ibm.cm"),
        ("outlook-2003.vcf", 1, "jdoe@hotmail.com"),
        ("rfc6350-example.vcf", 1, "simon.perreault@viagenie.ca"),
        ("rfc2426-example.vcf", 2, "fdawson@earthlink.net"),
    ],
)
def test_the_cards_of_real_programs(shared: Path, name: str, cards: int, first: str) -> None:
    sheet = read_vcards((shared / "vcard" / name).read_bytes(), name)
    assert len(sheet.rows) == cards
    assert first in {value.lower() for value in sheet.rows[0]}
    assert not sheet.notes


@given(st.lists(st.sampled_from(["BEGIN:VCARD", "END:VCARD", "FN:a", "N:;;", "TEL", ":", ";", " x", "item1.", "é=\n"])))
def test_any_lines_are_read(lines: list[str]) -> None:
    sheet = sheet_of(*lines)
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)


def test_profiles_are_told_by_type_service_label_or_address() -> None:
    card = card_of(
        "FN:Ana",
        "X-SOCIALPROFILE;type=instagram;x-user=ana.fit:https://www.instagram.com/ana.fit",
        "X-SOCIALPROFILE;type=twitter;x-userid=1:x-apple:anafit",
        "SOCIALPROFILE;VALUE=text;SERVICE-TYPE=TikTok:anatok",
        "X-SOCIALPROFILE:https://www.youtube.com/@ana",
        "X-SOCIALPROFILE;type=sinaweibo;x-user=ana_w:",
        "item9.X-SOCIALPROFILE:https://www.twitch.tv/ana",
        "item9.X-ABLabel:Twitch",
        "X-INSTAGRAM:ana.second",
        "X-SOCIALPROFILE;type=pref:ana.somewhere",
    )
    assert card == {
        "Name": "Ana", "Instagram": "https://www.instagram.com/ana.fit", "X": "anafit", "TikTok": "anatok",
        "YouTube": "https://www.youtube.com/@ana", "Weibo": "ana_w", "Twitch": "https://www.twitch.tv/ana",
        "Instagram 2": "ana.second", "Profile": "ana.somewhere",
    }  # fmt: skip


def test_messengers_are_platforms_or_stand_together() -> None:
    card = card_of(
        "FN:Ana",
        "IMPP;X-SERVICE-TYPE=Telegram:telegram:anatg",
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ana.sk",
        "IMPP:xmpp:ana@example.org",
        "X-SKYPE-USERNAME:ana2",
    )
    assert card == {"Name": "Ana", "Telegram": "anatg", "IM": "Skype: ana.sk, Xmpp: ana@example.org, Skype: ana2"}


def test_groups_of_cards_are_no_people_and_organisations_are() -> None:
    sheet = sheet_of(
        "BEGIN:VCARD", "KIND:org", "ORG:Fit Media;", "EMAIL:hi@fit.example", "END:VCARD",
        "BEGIN:VCARD", "X-ADDRESSBOOKSERVER-KIND:group", "FN:Family", "END:VCARD",
    )  # fmt: skip
    assert [row[0] for row in sheet.rows] == ["Fit Media"]
    assert [note.reason for note in sheet.notes] == ["Card 2 is a group of other cards; it was left out."]


def test_a_broken_card_does_not_stop_the_file() -> None:
    sheet = sheet_of(
        "junk", "BEGIN:VCARD", "FN:Ana", "TEL;;;=:;:", "N:;;;;;;;;", 'EMAIL;TYPE="a:ana', "ENCODING=b:%%%",
        "BEGIN:VCARD", "FN:Leo", "FN;ENCODING=QUOTED-PRINTABLE:=ZZ=", "END:VCARD", ":::", "BEGIN:VCARD", "FN:Mara",
        "END:VCARD", "END:VCARD",
    )  # fmt: skip
    assert [row[0] for row in sheet.rows] == ["Ana", "Leo", "Mara"]
    assert [note.reason for note in sheet.notes] == ["Card 1 breaks off; what could be read was kept."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_cards_in_every_encoding(encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Núñez Peña\r\nNOTE:una línea\r\n  más\r\nEND:VCARD\r\n"
    sheet = read_vcards(text.encode(encoding), "cards.vcf")
    assert sheet.rows == (("Ana Núñez Peña", "una línea más"),)


def test_texts_packed_as_base64_and_birthdays() -> None:
    assert card_of("VERSION:2.1", "FN;ENCODING=BASE64:QW5hIFJ1aXo=")["Name"] == "Ana Ruiz"
    for written, read in (
        ("1985-04-12T00:00:00Z", "1985-04-12"), ("19850412", "1985-04-12"), ("--0412", "--04-12"),
        ("1604-04-12", "--04-12"), ("circa 1985", "circa 1985"),
    ):  # fmt: skip
        assert card_of("FN:Ana", f"BDAY:{written}")["Birthday"] == read


def test_pictures_of_megabytes_cost_little() -> None:
    picture = "\r\n ".join(["A" * 72] * 50_000)
    assert card_of("FN:Ana", f"PHOTO;ENCODING=b;TYPE=JPEG:{picture}", "TITLE:Baker") == {
        "Name": "Ana", "Job Title": "Baker",
    }  # fmt: skip
