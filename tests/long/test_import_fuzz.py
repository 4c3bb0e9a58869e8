"""Damaged files of every kind: a sheet or a problem, in little time and memory, and never anything else."""

import io
import os
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from infludesk.importing.columns.mapping import propose
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.pasted import read_pasted
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.files.vcard_file import read_vcards
from infludesk.importing.files.workbook import read_workbook
from infludesk.importing.people.plan import build
from infludesk.importing.posts.numbers import read_posts, recognise
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace
from tests.books import HIDDEN, open_document, row, said, table, valued

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
READERS = 7
SECONDS = float(os.environ.get("INFLUDESK_FUZZ_SECONDS", "120")) / READERS
SLOWEST = 10.0
FEWEST = 20
PIECES = (
    b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\0", b"\\", b"=", b":", b"@", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"\xe2\x80\xae", b"BEGIN:VCARD\n", b"END:VCARD\n", b"ENCODING=QUOTED-PRINTABLE:", b"sep=",
    b"1e999", b"9" * 400, b"=HYPERLINK(1)", b"31/02/2026", b'<c r="XFD1048576">', b"PK\x03\x04", b"%PDF", b"AGENT:\n",
    b'"' * 50, b"," * 300, b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<![CDATA[", b"]]>", b"<!--", b"/>", b"<c>",
    b'table:number-rows-repeated="1048576"', b'table:number-columns-repeated="16384"', b"<table:table>", b"_xD800_",
    b"\xf0\x9f\x98\x80", b" - ", b"IG: ", b"https://www.instagram.com/ana", b"//[", b"@", b"<ana@example.com>",
    b"item1.X-ABLABEL:", b"IMPP;X-SERVICE-TYPE=", b";TYPE=", b"tel:", b"ENCODING=b:",
)  # fmt: skip


def samples(*endings: str) -> list[bytes]:
    folders = (ROOT / "tests" / "data", ROOT / "resources" / "samples")
    return [path.read_bytes() for folder in folders for path in sorted(folder.iterdir()) if path.suffix in endings]


def workbooks() -> list[bytes]:
    """The sample, and a small one whose parts are stored as they are, so that damage reaches the reader."""
    file, plain = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        tab = book.add_worksheet()
        tab.write_row(0, 0, ["Name", "Email", "Followers"])
        tab.write_row(1, 0, ["Ana", "ana@example.com", 12_400])
    with zipfile.ZipFile(file) as packed, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as stored:
        for info in packed.infolist():
            stored.writestr(info.filename, packed.read(info))
    return [*samples(".xlsx"), plain.getvalue()]


def open_documents() -> list[bytes]:
    """A small one, packed and stored as it is."""
    people = row(said("Name"), said("Email", times=2), said("Rate")) + row(
        said("Ana"), valued("percentage", "0.034", "3%"), valued("date", "2026-03-12", "x", "date-value"), times=3
    )
    data = open_document(table(people) + table(row(said("x")), "Old", "ta2"), styles=HIDDEN)
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as stored:
        for info in packed.infolist():
            stored.writestr(info.filename, packed.read(info))
    return [data, plain.getvalue()]


LISTS = [
    "Ana Ruiz – @ana.fit – https://instagram.com/ana.fit\nLeo Park <leo@example.com>, +34 600 123 456\n",
    "1. @ana\n2. IG: leo.runs\n• tiktok.com/@cem, youtube.com/@cem\nMara (@mara) | mara@example.com\n",
    'Name\tEmail\tNotes\nAna\tana@example.com\t"one\ntwo"\nLeo\tleo@example.com\t\n',
    "Ruiz, Ana <ana@example.com>; Weber, Ben <ben@example.com>\n@a, @b, @c",
    "Name;Handle\nAna;@ana\nLeo;@leo\n",
]


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A workbook with one damaged part and right checksums."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        broken = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, damaged(part, chance) if name == broken else part)
    return file.getvalue()


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes after a few accidents."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.randint(1, 40))
        match chance.randrange(6):
            case 0:
                found[at:end] = chance.randbytes(end - at)
            case 1:
                found[at:at] = chance.choice(PIECES)
            case 2:
                del found[at:end]
            case 3:
                found[at:at] = found[at:end] * chance.randint(1, 50)
            case 4:
                found[at:end] = chance.choice(PIECES)
            case _:
                del found[at : at + chance.randint(1, 2_000)]
    return bytes(found)


def accidents(originals: list[bytes], reader: int) -> Iterator[tuple[str, bytes]]:
    """Damaged copies with their seeds for as long as the test lasts; the same ones in the same order every time."""
    start, n = time.monotonic(), 0
    while time.monotonic() - start < SECONDS or n < FEWEST:
        n += 1
        seed = f"{reader}-{n}"
        yield seed, accident(originals, seed)


def accident(originals: list[bytes], seed: str) -> bytes:
    """The damaged copy of a seed."""
    chance = random.Random(seed)  # noqa: S311  damage, not secrets
    original = chance.choice(originals)
    whole = original.startswith(b"PK\x03\x04") and chance.random() < 0.7
    return repacked(original, chance) if whole else damaged(original, chance)


def survive(read: Callable[[bytes], Sheet], originals: list[bytes], reader: int, folder: Path) -> None:
    """Read damaged copies; one that is neither read nor refused in time is kept, and its seed is told."""
    sheets = 0
    for seed, data in accidents(originals, reader):
        start = time.process_time()
        try:
            sheets += _is_read(read, data)
            assert time.process_time() - start < SLOWEST, "it took too long"
        except Exception as error:  # noqa: BLE001  whatever it is, its seed is told
            kept = folder / f"sample-{seed}"
            kept.write_bytes(data)
            pytest.fail(f"seed {seed}, sample {kept}: {error!r}")
    assert sheets


def _is_read(read: Callable[[bytes], Sheet], data: bytes) -> bool:
    """Whether it is a sheet; else it was refused."""
    try:
        sheet = read(data)
    except Problem as problem:
        assert problem.code.startswith("import.")  # noqa: PT017  any other exception is a failure
        assert problem.title  # noqa: PT017
        assert problem.advice  # noqa: PT017
        return False
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    assert len(sheet.numbers) == len(sheet.rows)
    assert len(set(sheet.columns)) == len(sheet.columns)
    "".join(cell for row in sheet.rows for cell in row).encode()
    return True


def test_delimited_text(tmp_path: Path) -> None:
    survive(lambda data: read_csv(data, "list.csv"), samples(".csv"), 1, tmp_path)


def test_address_cards(tmp_path: Path) -> None:
    survive(lambda data: read_vcards(data, "list.vcf"), samples(".vcf"), 2, tmp_path)


def test_workbooks(tmp_path: Path) -> None:
    survive(lambda data: read_workbook(data, "list.xlsx"), workbooks(), 3, tmp_path)


def test_open_documents(tmp_path: Path) -> None:
    survive(lambda data: read_workbook(data, "list.ods"), open_documents(), 4, tmp_path)


def test_pasted_text(tmp_path: Path) -> None:
    texts = [text.encode() for text in LISTS]
    survive(lambda data: read_pasted(data.decode("utf-8", "surrogateescape")), texts, 5, tmp_path)


def test_any_file_up_to_its_creators(tmp_path: Path, workspace: Workspace) -> None:
    path, today = tmp_path / "list.csv", workspace.today()

    def read(data: bytes) -> Sheet:
        path.write_bytes(data)
        sheet = read_file(path)
        assert len(build(sheet, propose(sheet), today=today)) == len(sheet.rows)
        return sheet

    survive(read, [*samples(".csv", ".vcf"), *workbooks(), *open_documents()], 6, tmp_path)


def test_numbers_of_posts(tmp_path: Path) -> None:
    def read(data: bytes) -> Sheet:
        sheet = read_csv(data, "posts.csv")
        if source := recognise(sheet):
            assert len(read_posts(sheet, source, as_of="2026-03-12T12:00:00Z")) <= len(sheet.rows)
        return sheet

    survive(read, [data for data in samples(".csv") if b"Views" in data or b"views" in data], 7, tmp_path)
