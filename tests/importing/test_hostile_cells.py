"""Cells and files meant to hang, garble or mislead: read in bounded time, cleaned, and said."""

import hashlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from infludesk.creators.profiles import read_profile
from infludesk.importing.columns.mapping import from_json, propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.fields.reading import Order, Reading, is_email, parts, read, seconds
from infludesk.importing.files import reader as files
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.encoding import wrong_letters
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import MAX_COLUMNS
from infludesk.importing.files.vcard_file import read_vcards
from infludesk.importing.numbers_commands import prepare_numbers
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\n%b\r\nEND:VCARD\r\n"


def test_a_short_list_with_longer_rows_keeps_its_headings() -> None:
    sheet = read_csv(b"Name,Email\nAnna,a@b.co\nBob,b@b.co,note,more\n", "list.csv")
    assert (sheet.header_row, sheet.columns[:2], len(sheet.rows)) == (1, ("Name", "Email"), 2)


def test_known_headings_are_headings_however_wide_the_rows_are() -> None:
    sheet = read_csv(b"Our list\n\nName,Email\n" + b"Anna,a@b.co,x,y,z,1,2\n" * 5, "list.csv")
    assert (sheet.header_row, sheet.columns[:2], len(sheet.rows)) == (3, ("Name", "Email"), 5)


def test_the_hash_is_of_the_bytes_that_were_read(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,City\nAna,Oslo\n")
    sheet = read_file(path)
    path.unlink()
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    workspace.do(import_creators, prepared=prepared)
    (kept,) = workspace.read(lambda conn: conn.execute("SELECT sha256 FROM import_run").fetchone())
    assert kept == hashlib.sha256(b"Name,City\nAna,Oslo\n").hexdigest()


def test_the_hash_of_a_file_of_numbers(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    data = b"Post link,Likes,Comments\nhttps://www.instagram.com/p/Cabc123/,10,2\n"
    path.write_bytes(data)
    prepared = workspace.read(lambda conn: prepare_numbers(conn, path, today=workspace.today()))
    assert prepared.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("fold", [b"\r\n ", b"\n ", b"\r\n\t"])
def test_a_card_may_be_folded_inside_a_letter(fold: bytes) -> None:
    sheet = read_vcards(CARD % (b"FN:J\xc3" + fold + b"\xbcrgen"), "list.vcf")
    assert sheet.rows[0][0] == "Jürgen"


def test_quoted_printable_keeps_its_soft_breaks() -> None:
    line = b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCr=\r\n gen"
    assert read_vcards(CARD % line, "list.vcf").rows[0][0] == "Jür gen"


def test_a_note_that_speaks_of_a_hotel_stays_whole() -> None:
    sheet = read_vcards(CARD % b"FN:Ana\r\nNOTE:Hotel: Ritz", "list.vcf")
    assert sheet.rows[0][sheet.columns.index("Notes")] == "Hotel: Ritz"


def test_a_card_of_too_many_values_keeps_the_first_hundred() -> None:
    lines = b"\r\n".join(b"EMAIL:a%d@example.com" % n for n in range(MAX_COLUMNS + 1))
    sheet = read_vcards(CARD % lines + CARD % b"FN:Leo", "list.vcf")
    assert (len(sheet.columns), len(sheet.rows)) == (101, 2)
    assert [note.row for note in sheet.notes] == [1]


def attempt(kind: str, order: Order = "") -> Callable[[str], object]:
    reading = Reading(kind, order=order)

    def tried(text: str) -> object:
        try:
            return read(reading, text)
        except Problem:
            return None

    return tried


def labelled(text: str) -> object:
    return read_vcards(CARD % f"item1.URL:x.co\r\nitem1.X-ABLABEL:{text}".encode(), "list.vcf")


def hours(text: str) -> object:
    try:
        return seconds(Reading("int"), text)
    except Problem:
        return None


@pytest.mark.long
@pytest.mark.parametrize(
    ("reader", "piece"),
    [
        (attempt("email"), "x"),
        (attempt("email"), "a.@"),
        (is_email, "a.b"),
        (attempt("phone"), "+"),
        (attempt("phone"), "1 "),
        (attempt("url"), "x."),
        (attempt("int"), "1 "),
        (attempt("int"), " 1'"),
        (lambda text: attempt("int")(f"1{text}"), " "),
        (attempt("ppm"), "1,"),
        (hours, "1 "),
        (attempt("day"), "1-"),
        (attempt("pday"), "mar 1"),
        (attempt("day", "excel"), "4"),
        (lambda text: parts(Reading("email", split=" ::: "), f"a{text}b"), " "),
        (lambda text: parts(Reading("list", split=","), text), '"'),
        (lambda text: read_profile(text, "instagram"), "a."),
        (lambda text: read_profile(f"https://x.co/{text}"), "a/"),
        (lambda text: read_profile(f"instagram://user?{text}"), "a=&"),
        (labelled, "_$!<"),
        (wrong_letters, "Å€Ж"),
    ],
)
def test_a_long_cell_takes_time_by_its_length(reader: Callable[[str], object], piece: str) -> None:
    """Eight times the length takes no sixty-four times as long."""

    def taken(letters: int) -> float:
        text = piece * (letters // len(piece)) + "!"
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            reader(text)
            best = min(best, time.perf_counter() - start)
        return best

    assert taken(96_000) < 30 * max(taken(12_000), 0.0005)


@pytest.mark.parametrize("text", ["Mar 99999999999999999999 2020", "99999999999 mar", "mar " + "9" * 5_000])
def test_a_day_beyond_all_calendars_is_no_date(text: str) -> None:
    with pytest.raises(Problem) as told:
        read(Reading("day"), text)
    assert told.value.code == "cell.day"


def test_a_control_character_in_a_short_file_is_dropped_and_said() -> None:
    sheet = read_csv(b"Name,City\nAn\x0bna,Oslo\nLeo,Rome\n", "list.csv")
    assert sheet.rows == (("Anna", "Oslo"), ("Leo", "Rome"))
    assert [(note.row, note.reason) for note in sheet.notes] == [
        (2, "Row 2 held control characters; they were left out.")
    ]


@pytest.mark.parametrize("control", ["\x1b", "\x07", "\x7f", "\x9b", "\x08"])
def test_what_a_terminal_acts_on_is_dropped(control: str) -> None:
    text = f"Na{control}me,City\n" + "Ana Maria,Oslo\n" * 20 + f"{control}[2JLeo,A\tB\n"
    sheet = read_csv(text.encode(), "list.csv")
    assert (sheet.columns, sheet.rows[-1]) == (("Name", "City"), ("[2JLeo", "A\tB"))
    card = read_vcards(CARD % f"FN:A{control}na".encode(), "list.vcf")
    assert (card.rows, len(card.notes)) == ((("Ana",),), 1)


@pytest.mark.parametrize("first", [b"sep=\r\n", b"sep=\n", b"sep= \n", b"SEP=\r"])
def test_a_separator_that_is_none_is_passed_over(first: bytes) -> None:
    sheet = read_csv(first + b"Name,City\nAna,Oslo\n", "list.csv")
    assert (sheet.delimiter, sheet.columns, sheet.rows) == (",", ("Name", "City"), (("Ana", "Oslo"),))


def test_a_second_column_of_one_platform_is_said() -> None:
    sheet = read_csv(b"Name,Instagram,IG,Instagram\nAna,ana,ana.b,ana.c\n", "list.csv")
    columns = propose(sheet).columns
    assert [one.target for one in columns[1:]] == [
        "account.handle@instagram", "note", "account.handle@instagram#2",
    ]  # fmt: skip
    assert [bool(one.doubt) for one in columns] == [False, False, True, False]
    assert "kept as a note" in columns[2].doubt


def test_a_name_that_is_no_utf8_is_stored_replaced(workspace: Workspace, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/li\xffst.csv"))
    path.write_bytes(b"Name,City\nAna,Oslo\n")
    sheet = read_file(path)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    assert workspace.do(import_creators, prepared=prepared).value.summary.created == 1
    assert sheet.name == "li�st.csv"


def test_a_mapping_nested_without_end_is_told() -> None:
    with pytest.raises(Problem) as told:
        from_json("[" * 100_000)
    assert told.value.code == "mapping.unreadable"


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    os.mkfifo(path)
    data = b"Name,City\n" + b"Ana,Oslo\n" * 20_000
    writer = threading.Thread(target=path.write_bytes, args=(data,), daemon=True)
    writer.start()
    sheet = read_file(path)
    writer.join()
    assert (len(sheet.rows), sheet.sha256) == (20_000, hashlib.sha256(data).hexdigest())


def test_a_pipe_that_says_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_PATIENCE", 0.05)
    os.mkfifo(tmp_path / "list.csv")
    with pytest.raises(Problem) as told:
        read_file(tmp_path / "list.csv")
    assert (told.value.code, told.value.title) == ("import.unreadable", '"list.csv" cannot be read from its place.')


def test_a_device_is_refused() -> None:
    with pytest.raises(Problem) as told:
        read_file(Path("/dev/zero"))
    assert told.value.code == "import.unreadable"
