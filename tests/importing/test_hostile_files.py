"""Files that are no lists: each is refused with a reason and advice, or read without losing anything."""

import hashlib
import io
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest
import xlsxwriter

from infludesk.db.driver import Connection
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import MAX_COLUMNS
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

NOTHING = "Nothing was imported. "
AS_CSV = NOTHING + "Save it as CSV or XLSX and choose that file."
EXPORT_AGAIN = NOTHING + "Check the export's filters and export again."
NEW_FILE = NOTHING + "Download or save it again and choose the new file."


def workbook(rows: int = 3) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet()
        for row in range(rows):
            tab.write_row(row, 0, ["Name", "ana@example.com"])
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def bomb() -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b" " * 20_000_000})


def declared_bomb() -> bytes:
    """A small workbook whose directory declares that its first part unpacks to 2 GB."""
    data = bytearray(workbook())
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 2_100_000_000)
    return bytes(data)


def far_cell() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Name", "Email"])
        tab.write(1_048_575, 1_000, "far")
    return file.getvalue()


def password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


REFUSED: list[tuple[str, bytes, str, str, str]] = [
    ("list.csv", b"", "empty_file", '"list.csv" is empty.', EXPORT_AGAIN),
    ("list.csv", b"\xef\xbb\xbf \r\n\r\n", "empty_file", '"list.csv" is empty.', EXPORT_AGAIN),
    ("list.csv", b"\xff\xfe", "empty_file", '"list.csv" is empty.', EXPORT_AGAIN),
    ("list.csv", b"Name,Email\n", "empty_file", '"list.csv" has a header and no rows.', EXPORT_AGAIN),
    ("list.csv", b"Name,Email\n,,\n\n", "empty_file", '"list.csv" has a header and no rows.', EXPORT_AGAIN),
    ("list.xlsx", workbook(0), "empty_file", '"list.xlsx" is empty.', EXPORT_AGAIN),
    ("list.vcf", b"BEGIN:VCARD\nEND:VCARD\n", "empty_file", '"list.vcf" is empty.', EXPORT_AGAIN),
    ("list.csv", b"%PDF-1.7\n1 0 obj\n", "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.csv", b"\xff\xd8\xff\xe0\0\x10JFIF", "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.csv", b"Name,Email\0\nAna,\0\0\n", "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.csv", bytes(range(256)) * 20, "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.csv", b"<!DOCTYPE html><p>Sign in", "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.csv", b'{"creators": []}', "not_a_table", '"list.csv" cannot be read.', AS_CSV),
    ("list.pages", zipped({"Index/Document.iwa": b"x"}), "not_a_table", '"list.pages" cannot be read.', AS_CSV),
    ("list.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 2_000, "not_a_table", '"list.doc" cannot be read.', AS_CSV),
    ("list.xlsx", workbook()[:3_000], "damaged", '"list.xlsx" is damaged or incomplete.', NEW_FILE),
    (
        "list.xlsx", zipped({"xl/workbook.xml": b"<workbook"}), "damaged", '"list.xlsx" is damaged or incomplete.',
        NEW_FILE,
    ),
    (
        "list.xlsx", password(), "locked", '"list.xlsx" is locked with a password.',
        NOTHING + "Save a copy without it; the program never asks for it.",
    ),
    (
        "list.xlsx", bomb(), "too_large", '"list.xlsx" would unpack to 20 MB.',
        "It was not opened; nothing changed. Save it again in your spreadsheet, or as CSV.",
    ),
    (
        "list.xlsx", declared_bomb(), "too_large", '"list.xlsx" would unpack to 2.1 GB.',
        "It was not opened; nothing changed. Save it again in your spreadsheet, or as CSV.",
    ),
    (
        "list.xlsx", far_cell(), "too_large", '"list.xlsx" has a cell far off, in row 1048576 or column 1001.',
        "It was not opened; nothing changed. Delete the cells far from the table and save it again.",
    ),
    (
        "list.csv", (",".join(f"c{n}" for n in range(10_000)) + "\n" + "," * 9_999 + "x\n").encode(),
        "too_many_columns", '"list.csv" has 10,000 columns.',
        NOTHING + "At most 2,000 can be read; delete the ones that are not needed.",
    ),
]  # fmt: skip


def content(workspace: Workspace) -> str:
    """A hash of everything the workspace holds."""

    def rows(conn: Connection) -> str:
        seen = hashlib.sha256()
        tables = conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        for (name,) in sorted(map(tuple, tables)):
            found = conn.execute(f"SELECT * FROM {name}").fetchall()
            seen.update(repr((name, sorted(map(repr, map(tuple, found))))).encode())
        return seen.hexdigest()

    return workspace.read(rows)


def import_file(workspace: Workspace, path: Path) -> object:
    sheet = read_file(path)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    return workspace.do(import_creators, prepared=prepared).value


@pytest.mark.parametrize(
    ("name", "data", "code", "title", "advice"),
    REFUSED,
    ids=[f"{at}-{one[2]}" for at, one in enumerate(REFUSED)],
)
def test_what_cannot_be_read_is_refused_and_changes_nothing(  # noqa: PLR0917  the table's columns
    workspace: Workspace, tmp_path: Path, name: str, data: bytes, code: str, title: str, advice: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = content(workspace)
    with pytest.raises(Problem) as told:
        import_file(workspace, path)
    assert (told.value.code, told.value.title, told.value.advice) == (f"import.{code}", title, advice)
    assert content(workspace) == before


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        read_file(tmp_path / "gone.csv")
    assert (told.value.code, told.value.title) == ("import.no_file", '"gone.csv" is not there.')
    assert str(tmp_path) in told.value.advice


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    with pytest.raises(Problem) as told:
        read_file(tmp_path / "lists")
    assert (told.value.code, told.value.title) == ("import.folder", '"lists" is a folder.')
    assert told.value.advice == NOTHING + "Choose one of the files in it."


@pytest.mark.parametrize(
    ("error", "code", "title"),
    [
        (PermissionError, "no_permission", '"list.csv" may not be read.'),
        (OSError, "unreadable", '"list.csv" cannot be read from its place.'),
    ],
)
def test_a_file_that_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], code: str, title: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")

    def refuse(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problem) as told:
        read_file(path)
    assert (told.value.code, told.value.title) == (f"import.{code}", title)


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(300_000_001)
    with pytest.raises(Problem) as told:
        read_file(path)
    assert (told.value.code, told.value.title) == ("import.too_large", '"list.csv" is larger than 300 MB.')


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,City\n" + b"Ana,Oslo\n" * 10_000)
    opened = Path.open

    def open_later(self: Path, mode: str) -> IO[Any]:
        with opened(self, "ab") as file:
            file.write(b"Leo,Rome\n" * 10_000)
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", open_later)
    assert set(read_file(path).rows) == {("Ana", "Oslo")}


def test_a_file_that_vanishes_before_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    opened = Path.open

    def open_too_late(self: Path, mode: str) -> IO[Any]:
        self.unlink()
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", open_too_late)
    with pytest.raises(Problem) as told:
        read_file(path)
    assert told.value.code == "import.no_file"


def test_links_lead_to_their_file_or_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAna\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(path)
    (tmp_path / "broken.csv").symlink_to(tmp_path / "gone")
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    assert read_file(tmp_path / "link.csv").rows == (("Ana",),)
    for name, code in (("broken.csv", "no_file"), ("circle.csv", "unreadable")):
        with pytest.raises(Problem) as told:
            read_file(tmp_path / name)
        assert told.value.code == f"import.{code}"


def huge_cell(letters: int = 1_000_000) -> bytes:
    return f'Name,Notes\nAna,"{"x" * letters}"\n'.encode()


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (huge_cell(), [("Ana", "x" * 1_000_000)]),
        ("Name,Notes\nAna,Zoë\n".encode("utf-16-be"), [("Ana", "Zoë")]),
        (b"Name,City\nAna,M\xe1laga\n", [("Ana", "Málaga")]),
        (
            "Name,City\nAnaïs Zoë Jörg,Nîmes\n".encode() + b"L\xe9o,Oslo\n",
            [("Anaïs Zoë Jörg", "Nîmes"), ("L�o", "Oslo")],
        ),
        (b"Name,Notes\nAna,=1+1\nLeo,@x\n", [("Ana", "=1+1"), ("Leo", "@x")]),
        ("Name,Notes\nAna,\u202eevil\u202c\n".encode(), [("Ana", "\u202eevil\u202c")]),
        (b"Name,Notes\nAna,\xed\xa0\x80x\n", None),
        (b"Name,Email,Email\nAna,a@example.com,b@example.com\n", [("Ana", "a@example.com", "b@example.com")]),
        (b"Name,City\nAna\nLeo,Oslo,more\n", [("Ana", "", ""), ("Leo", "Oslo", "more")]),
        ((",".join(f"c{n}" for n in range(MAX_COLUMNS)) + "\nAna\n").encode(), None),
    ],
    ids=["huge", "utf16", "cp1252", "mixed", "formula", "bidi", "surrogate", "twice", "ragged", "wide"],
)
def test_odd_files_are_read_whole(
    workspace: Workspace, tmp_path: Path, data: bytes, rows: list[tuple[str, ...]] | None
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    sheet = read_file(path)
    if rows is not None:
        assert list(sheet.rows) == rows
    assert "\ud800" not in "".join(cell for row in sheet.rows for cell in row)
    import_file(workspace, path)
    assert workspace.check().faults == ()


def test_a_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(declared_bomb())
    tracemalloc.start()
    try:
        with pytest.raises(Problem):
            read_file(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def deep(levels: int) -> bytes:
    return b"BEGIN:VCARD\nAGENT:\n" * levels


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'Name,Note\nAna,"' + b"x" * 10_000_001 + b'"\n', "too_large"),
        (b'Name,Note\nAna,"' + b"x" * 10_000_001, "too_large"),
        (b"," * 10_000_001, "too_large"),
        (b"c," * 1_000_000 + b"c\n1,2\n", "too_many_columns"),
        (b"a,b\n" * 4_000_001, "too_large"),
        (b"a,b\n1,2\n" + b"\r" * 4_000_001, "too_large"),
        (b'"a",b\n' * 1_000_003, "too_large"),
        (b'a"b",c,"d\n' * 2_000_003, "too_large"),
    ],
    ids=["cell", "open cell", "delimiters", "columns", "rows", "blank rows", "quoted rows", "flawed rows"],
)
def test_text_beyond_the_limits_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(Problem) as told:
        read_file(path)
    assert told.value.code == f"import.{code}"


@pytest.mark.parametrize(
    ("data", "rows", "columns"),
    [
        (b"a,b\n" + b'"' * 1_000_000 + b"x\n", 1, 2),
        (b'Name,Note\nAna,"' + b"x\n" * 1_000_000 + b'"\n', 1, 2),
        (b"Name,City\n" * 100_000 + b"Ana,Oslo\n", 1, 2),
        (b"Name,City\nAna,Oslo\n" + b" , \n" * 1_048_574, 1, 2),
        (b"n,d,e,f\n" + b"Ana,12/01/2026,a@example.com,1\nAna,12/01/2026,1\n" * 20_000, 40_000, 4),
        (b"n,d,e,f\n" + b"Ana,12/01/2026,a@example.com,1\nAna,12/01/2026" + b", x" * 1_900, 2, 1_902),
    ],
    ids=["marks", "lines in a cell", "headings", "blank rows of a spreadsheet", "ragged", "one long row"],
)
def test_text_within_the_limits_is_read_in_time(tmp_path: Path, data: bytes, rows: int, columns: int) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    sheet = read_file(path)
    assert (len(sheet.rows), len(sheet.columns)) == (rows, columns)


def test_a_long_line_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b'Name,Note\nAna,"' + b"x" * 60_000_000 + b'"\n')
    tracemalloc.start()
    try:
        with pytest.raises(Problem) as told:
            read_file(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told.value.title == '"list.csv" has a line of more than 10 million characters.'
    assert peak < 300_000_000


def marks(lines: int) -> bytes:
    return b"Name,City\n" + b'Ana,"x\n' * lines


@pytest.mark.parametrize("make", [deep, marks])
def test_nested_or_flawed_text_is_read_in_time(tmp_path: Path, make: Callable[[int], bytes]) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(make(3_000))
    try:
        assert read_file(path).rows
    except Problem as problem:
        assert problem.code == "import.empty_file"  # noqa: PT017  any other exception is a failure
