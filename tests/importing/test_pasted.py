"""What people paste: rows, delimited text, cards, and lists of handles, links, e-mails and names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.importing.columns.mapping import propose
from infludesk.importing.files.pasted import read_pasted
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Problem


def targets(sheet: Sheet) -> dict[str, str]:
    return {column: one.target for column, one in zip(sheet.columns, propose(sheet).columns, strict=True)}


def rows(text: str) -> list[dict[str, str]]:
    """What each person has."""
    sheet = read_pasted(text)
    return [{name: cell for name, cell in zip(sheet.columns, row, strict=True) if cell} for row in sheet.rows]


def test_a_block_from_a_spreadsheet_with_headings() -> None:
    sheet = read_pasted('Name\tNotes\tFollowers\r\nAna\t"one\r\ntwo"\t12400\r\nLeo\t\t9,100\r\n')
    assert sheet.rows == (("Ana", "one\ntwo", "12400"), ("Leo", "", "9,100"))
    assert (sheet.name, sheet.kind, sheet.header_row, sheet.delimiter, sheet.encoding) == (
        "Pasted text", "csv", 1, "\t", "",
    )  # fmt: skip
    assert targets(sheet)["Name"] == "creator.name"


def test_a_block_without_headings_is_named_by_what_it_holds() -> None:
    sheet = read_pasted("Ana Ruiz\t@ana.fit\tana@example.com\tOslo\nLeo Park\t@leo\tleo@example.com\tRome")
    assert sheet.columns == ("Name", "Handle", "Email", "Column 4")
    assert targets(sheet)["Email"] == "creator.email"
    assert targets(sheet)["Handle"] == "account.handle@other"


@pytest.mark.parametrize("delimiter", [",", ";", "|", "\t"])
def test_delimited_text_with_and_without_headings(delimiter: str) -> None:
    body = f"Ana Ruiz{delimiter} ana@example.com\nLeo Park{delimiter} leo@example.com"
    expected = (("Ana Ruiz", "ana@example.com"), ("Leo Park", "leo@example.com"))
    for text in (f"Name{delimiter} Email\n{body}", body):
        sheet = read_pasted(text)
        assert (sheet.columns, sheet.rows, sheet.delimiter) == (("Name", "Email"), expected, delimiter)


def test_another_way_to_read_it_may_be_chosen() -> None:
    text = "Ana;@ana\nLeo;@leo"
    assert read_pasted(text, header_row=1).columns == ("Ana", "@ana")
    assert read_pasted(text, "Spring", delimiter=",", header_row=0).rows == (("Ana;@ana",), ("Leo;@leo",))
    assert read_pasted(text, "Spring").name == "Spring"


@pytest.mark.parametrize(
    "text",
    [
        "@ana.fit\n@ben_runs\ncem",
        "@ana.fit, @ben_runs, cem",
        "ana.fit; ben_runs; cem",
        "1. @ana.fit\n2) @ben_runs\n• cem",
    ],
)
def test_a_bare_list_of_handles_says_no_platform(text: str) -> None:
    sheet = read_pasted(text)
    assert (sheet.kind, sheet.columns) == ("text", ("Handle",))
    assert [row[0].lstrip("@") for row in sheet.rows] == ["ana.fit", "ben_runs", "cem"]
    (column,) = propose(sheet).columns
    assert (column.target, column.doubt) == ("account.handle@other", "The file does not say on which platform.")
    assert propose(read_pasted(text, "TikTok list")).columns[0].target == "account.handle@tiktok"


def test_handles_below_their_platform() -> None:
    assert rows("Instagram:\n@ana\n@leo\n\nTikTok\n@cem") == [
        {"Instagram": "@ana"}, {"Instagram": "@leo"}, {"TikTok": "@cem"},
    ]  # fmt: skip


def test_profile_links_are_told_apart_by_platform() -> None:
    sheet = read_pasted("https://instagram.com/ana.fit?igsh=1\nwww.tiktok.com/@ben\nyoutube.com/@cem\n")
    assert targets(sheet) == {
        "Instagram": "account.handle@instagram", "TikTok": "account.handle@tiktok", "YouTube": "account.handle@youtube",
    }  # fmt: skip
    assert rows("https://instagram.com/ana, https://instagram.com/ben") == [
        {"Instagram": "https://instagram.com/ana"}, {"Instagram": "https://instagram.com/ben"},
    ]  # fmt: skip
    assert rows("youtube.com/@leo, tiktok.com/@leo") == [{"TikTok": "tiktok.com/@leo", "YouTube": "youtube.com/@leo"}]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ana Ruiz – @ana.fit – https://instagram.com/ana.fit", {"Instagram": "https://instagram.com/ana.fit"}),
        ("Ana Ruiz (@ana.fit, Instagram)", {"Instagram": "@ana.fit"}),
        ("- Ana Ruiz: IG @ana.fit, TikTok: @ana", {"Instagram": "@ana.fit", "TikTok": "@ana"}),
        ("Ana Ruiz | Instagram: ana.fit", {"Instagram": "ana.fit"}),
        ("Ana Ruiz, Instagram: @Ana, https://instagram.com/ana", {"Instagram": "https://instagram.com/ana"}),
        ("Ana Ruiz – Instagram – https://instagram.com/ana", {"Instagram": "https://instagram.com/ana"}),
        ("Ana Ruiz – Blog: https://ana.example.com", {"Website": "https://ana.example.com"}),
        ("Ana Ruiz – TikTok", {"Notes": "TikTok"}),
        ("Ana Ruiz <ana@example.com>", {"Email": "ana@example.com"}),
        ('"Ruiz, Ana" <ana@example.com>', {"Email": "ana@example.com"}),
        (
            "Ana Ruiz mailto:ana@example.com tel: +34 600 123 456",
            {"Email": "ana@example.com", "Phone": "+34 600 123 456"},
        ),
        ("Ana Ruiz · https://ana.example.com", {"Website": "https://ana.example.com"}),
        ("Ana Ruiz, @ana@mastodon.social", {"Mastodon": "@ana@mastodon.social"}),
        ("Ana Ruiz – @ana.fit – 12.4k followers", {"Handle": "@ana.fit", "Notes": "12.4k followers"}),
        (
            "Ana Ruiz, https://www.instagram.com/p/Cabc123/",
            {"Notes": "https://www.instagram.com/p/Cabc123/"},
        ),
        ("Ana Ruiz, ana@example.com, ana@example.org", {"Email": "ana@example.com", "Email 2": "ana@example.org"}),
    ],
)
def test_one_person_per_line_however_it_is_written(text: str, person: dict[str, str]) -> None:
    assert rows(f"{text}\nLeo Park") == [{"Name": "Ana Ruiz"} | person, {"Name": "Leo Park"}]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz <ana@example.com>, Leo Park <leo@example.com>",
        "Ana Ruiz <ana@example.com>; Leo Park <leo@example.com>",
        "Ruiz, Ana <ana@example.com>; Park, Leo <leo@example.com>",
        "Ana Ruiz <ana@example.com>\nLeo Park <leo@example.com>\n",
    ],
)
def test_recipients_as_mail_programs_copy_them(text: str) -> None:
    assert rows(text) == [
        {"Name": "Ana Ruiz", "Email": "ana@example.com"}, {"Name": "Leo Park", "Email": "leo@example.com"},
    ]  # fmt: skip


def test_lists_of_emails_and_of_names() -> None:
    assert rows("ana@example.com; leo@example.com") == [{"Email": "ana@example.com"}, {"Email": "leo@example.com"}]
    assert rows("Ana Ruiz, Leo Park") == [{"Name": "Ana Ruiz"}, {"Name": "Leo Park"}]
    assert rows("Ana\nLine") == [{"Name": "Ana"}, {"Name": "Line"}]
    assert rows("Ana\nLeo") == [{"Name": "Ana"}, {"Name": "Leo"}]
    assert rows("Ana Ruiz\nben_runs") == [{"Name": "Ana Ruiz"}, {"Handle": "ben_runs"}]


def test_cards_may_be_pasted_too() -> None:
    sheet = read_pasted("\nBEGIN:VCARD\nFN:Ana\nEND:VCARD")
    assert (sheet.kind, sheet.rows) == ("vcard", (("Ana",),))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty_file"), (" \n\t\n", "empty_file"), ("\ufeff", "empty_file"), ("Name,Email", "empty_file"),
        ("<!DOCTYPE html><p>\ta", "not_a_table"),
        (" ".join(f"a{n}@example.com" for n in range(2_001)), "too_many_columns"),
        ("x" * 20_000_001, "too_large"),
    ],
    ids=["nothing", "blanks", "mark", "headings", "markup", "wide", "long"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str, code: str) -> None:
    with pytest.raises(Problem) as told:
        read_pasted(text)
    assert told.value.code == f"import.{code}"
    assert '"Pasted text"' in told.value.title


def test_control_characters_and_halves_of_letters() -> None:
    sheet = read_pasted("\ud800An\0a Ruiz\x1b @ana")
    assert sheet.rows == (("\ufffdAna Ruiz", "@ana"),)
    assert [note.reason for note in sheet.notes] == ["The text held control characters; they were left out."]


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    [
        "tiktok " * 30_000, " " * 300_000 + "x", "@" * 100_000, ";," * 30_000, "- " * 30_000, '"' * 100_000,
        "a." * 100_000 + "/", "1 " * 100_000, '"Ruiz, ' * 30_000, "a, \n" * 10_000,
    ],
)  # fmt: skip
def test_odd_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    try:
        assert read_pasted(text).rows
    except Problem as problem:
        assert problem.code.startswith("import.")  # noqa: PT017  any other exception is a failure
    assert time.process_time() - start < 5


@given(st.text(st.sampled_from("a@.,;:|\t\n\"'<>()–-/ \0é\ud800") | st.characters(), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        sheet = read_pasted(text)
    except Problem:
        return
    assert sheet.rows
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    assert len(set(sheet.columns)) == len(sheet.columns)
    propose(sheet)
