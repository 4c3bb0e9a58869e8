"""Damaged files of every kind: a sheet or a problem, in little time and memory, and never anything else."""

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter

from infludesk.importing.csv_file import read_csv
from infludesk.importing.files import read_file
from infludesk.importing.mapping import propose
from infludesk.importing.numbers import read_posts, recognise
from infludesk.importing.plan import build
from infludesk.importing.sheet import Sheet
from infludesk.importing.vcard_file import read_vcards
from infludesk.importing.xlsx_file import read_workbook
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
SECONDS = 20
SLOWEST = 5.0
MOST_MEMORY = 200_000_000
PIECES = (
    b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\0", b"\\", b"=", b":", b"@", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"\xe2\x80\xae", b"BEGIN:VCARD\n", b"END:VCARD\n", b"ENCODING=QUOTED-PRINTABLE:", b"sep=",
    b"1e999", b"9" * 400, b"=HYPERLINK(1)", b"31/02/2026", b'<c r="XFD1048576">', b"PK\x03\x04", b"%PDF", b"AGENT:\n",
    b'"' * 50, b"," * 300,
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


def accidents(originals: list[bytes], seed: int) -> Iterator[bytes]:
    """Damaged copies for as long as the test lasts; the same ones in the same order every time."""
    chance, start = random.Random(seed), time.monotonic()  # noqa: S311  damage, not secrets
    while time.monotonic() - start < SECONDS:
        original = chance.choice(originals)
        whole = original.startswith(b"PK\x03\x04") and chance.random() < 0.5
        yield repacked(original, chance) if whole else damaged(original, chance)


def survive(read: Callable[[bytes], Sheet], originals: list[bytes], seed: int) -> None:
    sheets = problems = 0
    tracemalloc.start()
    try:
        for data in accidents(originals, seed):
            tracemalloc.reset_peak()
            start = time.monotonic()
            try:
                sheet = read(data)
            except Problem as problem:
                assert problem.code.startswith("import.")  # noqa: PT017  any other exception is a failure
                assert problem.title  # noqa: PT017
                assert problem.advice  # noqa: PT017
                problems += 1
            else:
                assert all(len(row) == len(sheet.columns) for row in sheet.rows)
                assert len(sheet.numbers) == len(sheet.rows)
                sheets += 1
            assert time.monotonic() - start < SLOWEST, data[:500]
            assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY, data[:500]
    finally:
        tracemalloc.stop()
    assert sheets
    assert sheets + problems > 100


def test_delimited_text() -> None:
    survive(lambda data: read_csv(data, "list.csv"), samples(".csv"), 1)


def test_address_cards() -> None:
    survive(lambda data: read_vcards(data, "list.vcf"), samples(".vcf"), 2)


def test_workbooks() -> None:
    survive(lambda data: read_workbook(data, "list.xlsx"), workbooks(), 3)


def test_any_file_up_to_its_creators(tmp_path: Path, workspace: Workspace) -> None:
    path, today = tmp_path / "list.csv", workspace.today()

    def read(data: bytes) -> Sheet:
        path.write_bytes(data)
        sheet = read_file(path)
        assert len(build(sheet, propose(sheet), today=today)) == len(sheet.rows)
        return sheet

    survive(read, [*samples(".csv", ".vcf"), *workbooks()], 4)


def test_numbers_of_posts() -> None:
    def read(data: bytes) -> Sheet:
        sheet = read_csv(data, "posts.csv")
        if source := recognise(sheet):
            assert len(read_posts(sheet, source, as_of="2026-03-12T12:00:00Z")) <= len(sheet.rows)
        return sheet

    survive(read, [data for data in samples(".csv") if b"Views" in data or b"views" in data], 5)
