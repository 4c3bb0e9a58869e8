"""Rows become what they say of a creator; a bad cell is told and the row is kept."""

from datetime import date

import pytest

from infludesk.importing.columns.mapping import Mapping, from_json, propose
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.files.vcard_file import read_vcards
from infludesk.importing.people.plan import Block, Incoming, Point, Skipped, build

TODAY = date(2026, 3, 12)


def rows_of(text: str, name: str = "list.csv") -> list[Incoming | Skipped]:
    sheet = read_csv(text.encode(), name)
    return list(build(sheet, propose(sheet), today=TODAY))


def row_of(text: str, name: str = "list.csv") -> Incoming:
    (row,) = rows_of(text, name)
    assert isinstance(row, Incoming)
    return row


def mapped(text: str, *fields: str) -> tuple[Sheet, Mapping]:
    sheet = read_csv(text.encode(), "list.csv")
    columns = ", ".join(
        f'{{"heading": "{name}", "field": "{code}"}}' for name, code in zip(sheet.columns, fields, strict=True)
    )
    return sheet, from_json(f'{{"columns": [{columns}]}}')


def test_names_e_mails_figures_and_tags() -> None:
    row = row_of(
        "Name,Email,Instagram,Followers,ER,Tags,Country,Shoe\n"
        "Ana,ana@example.com; a@work.example.com,@Ana.Fit,12.4K,3.47%,#fit; myContacts; Fit,Spain,38\n"
    )
    assert row.creator == {"name": "Ana", "email": "ana@example.com", "country": "ES"}
    (account,) = row.accounts
    assert (account.platform, account.handle, account.key) == ("instagram", "Ana.Fit", ("instagram", "ana.fit"))
    assert account.snapshot == {"followers": 12_400, "er_ppm": 34_700}
    assert row.points == (Point("email", "a@work.example.com"),)
    assert {tag.casefold() for tag in row.tags} == {"fit"}
    assert (row.note, row.day, row.problems) == ("Shoe: 38", "2026-03-12", ())


def test_a_bad_cell_is_told_and_the_row_is_kept() -> None:
    row, *_ = rows_of("Name,Email,Followers\nAna,ana@gmial,many\nLeo,leo@example.com,7\nMia,mia@example.com,9\n")
    assert isinstance(row, Incoming)
    assert row.creator == {"name": "Ana"}
    assert [(note.column, note.value, note.reason) for note in row.problems] == [
        ("Email", "ana@gmial", '"ana@gmial" has no ending such as .com.'),
        ("Followers", "many", '"many" is not a number.'),
    ]


def test_a_row_without_name_and_account_is_skipped_with_its_reason() -> None:
    _, skipped = rows_of("Name,City\nAna,Madrid\n,Oslo\n")
    assert skipped == Skipped(3, "Row 3 has neither a name nor an account.")


def test_handle_or_e_mail_stand_in_for_a_name() -> None:
    handle = row_of("Name,Instagram\n,ana.fit\n")
    assert (handle.creator["name"], handle.named) == ("ana.fit", False)
    email = row_of("Name,Email\n,ana@example.com\n")
    assert (email.creator["name"], email.named) == ("ana@example.com", False)
    parts = row_of("First Name,Last Name\nAna,Fit\n")
    assert (parts.creator["name"], parts.named) == ("Ana Fit", True)


def test_an_address_names_platform_and_handle() -> None:
    row = row_of("Name,URL\nAna,https://m.youtube.com/@AnaFit?si=1\n")
    assert [(one.platform, one.handle) for one in row.accounts] == [("youtube", "AnaFit")]
    (blog,) = row_of("Name,Profile URL\nAna,https://ana.example.org/about\n").accounts
    assert blog.platform == "blog"


def test_a_post_s_address_is_no_account() -> None:
    row = row_of("Name,Profile URL\nAna,https://www.instagram.com/p/abc/\n")
    assert row.accounts == ()
    assert [note.reason for note in row.problems] == ["This is the address of a post."]


def test_several_platforms_are_several_accounts_with_their_own_figures() -> None:
    row = row_of("Name,Instagram,Instagram followers,TikTok,TikTok followers\nAna,ana.fit,10,ana.tok,20\n")
    assert {one.platform: one.snapshot for one in row.accounts} == {
        "instagram": {"followers": 10}, "tiktok": {"followers": 20},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "block"),
    [
        ("2026-01-05,Never asked", Block(since="2026-01-05", source="Never asked")),
        (",yes", Block()),
        (",no", None),
        (",nein", None),
        (",ja", Block()),
        (",", None),
        ("no,", None),
        ("yes,", Block()),
        ("0000-00-00,", Block(source="0000-00-00")),
        ("soon,asked", Block(source="soon · asked")),
        ("2026-01-05,no", Block(since="2026-01-05")),
        ("yes,no", Block()),
    ],
)
def test_who_unsubscribed_is_not_to_be_contacted(cells: str, block: Block | None) -> None:
    sheet, mapping = mapped(
        f"Name,UNSUB_TIME,UNSUB_REASON\nAna,{cells}\n", "creator.name", "do_not_contact.since", "do_not_contact.reason"
    )
    (row,) = build(sheet, mapping, today=TODAY)
    assert isinstance(row, Incoming)
    assert row.block == block


@pytest.mark.parametrize(
    "heading",
    ["Opt out", "Email Opt Out", "Opt-Out", "Unsubscribed", "Do not email", "Abgemeldet", "Unsub time", "Opted out"],
)
def test_every_heading_of_those_who_opted_out_blocks(heading: str) -> None:
    for cell in ("yes", "TRUE", "x", "ja", "2026-01-01", "0000-00-00"):
        row = row_of(f"Name,{heading}\nAna,{cell}\n")
        assert row.block, cell
        assert row.problems == (), cell
    for cell in ("no", "false", "nein", "0"):
        assert row_of(f"Name,{heading}\nAna,{cell}\n").block is None, cell


def test_whatever_stands_where_a_mailbox_died_blocks_e_mail_alone() -> None:
    row = row_of("Name,Email,Clean time\nAna,ana@example.com,yes\n")
    assert row.block == Block("bounced", None, "yes", "email")


def test_a_street_without_a_town_is_in_the_creator_s() -> None:
    row = row_of("Name,City,Country,Street\nAna,Madrid,Spain,Calle Mayor 1\n")
    assert row.address == {"city": "Madrid", "country": "ES", "line1": "Calle Mayor 1"}


def test_a_formula_stays_text() -> None:
    row = row_of("Name,Notes\nAna,=HYPERLINK(evil)\n")
    assert row.creator["notes"] == "=HYPERLINK(evil)"


def test_a_phone_is_read_with_the_row_s_country() -> None:
    row = row_of("Name,Phone,Home Phone,Country\nMia,0171 2345678,030 23125000,Germany\n")
    assert row.creator["phone"] == "+49 171 2345678"
    assert row.points == (Point("phone", "+49 30 23125000"),)
    assert row_of("Name,Phone\nMia,0171 2345678\n").creator["phone"] == "0171 2345678"


@pytest.mark.parametrize("heading", ["Website", "Website 1 - Value"])
def test_a_profile_among_the_sites_is_an_account(heading: str) -> None:
    rows = rows_of(
        f"Name,Email,{heading}\n"
        "Mara,m@example.com,https://www.instagram.com/mara.kocht\n"
        "Leo,l@example.com,https://leo.example.com/shop\n"
        "Ana,a@example.com,https://www.instagram.com/p/A1/\n"
    )
    mara, leo, ana = (row for row in rows if isinstance(row, Incoming))
    assert [one.key for one in mara.accounts] == [("instagram", "mara.kocht")]
    assert "website" not in mara.creator
    assert leo.creator["website"] == "https://leo.example.com/shop"
    assert ana.creator["website"] == "https://www.instagram.com/p/A1/"
    assert (mara.points, leo.accounts, ana.accounts) == ((), (), ())


def test_profiles_beside_an_own_site_on_a_card() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mara Koch\r\nURL:https://www.instagram.com/mara.kocht\r\n"
        "URL:https://mara.example.com\r\nURL:https://www.instagram.com/mara.backt/\r\nEND:VCARD"
    )
    sheet = read_vcards(card.encode(), "cards.vcf")
    (row,) = build(sheet, propose(sheet), today=TODAY)
    assert isinstance(row, Incoming)
    assert [one.handle for one in row.accounts] == ["mara.kocht", "mara.backt"]
    assert (row.creator["website"], row.points) == ("https://mara.example.com", ())
