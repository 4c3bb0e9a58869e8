"""Files made to take all memory or all time: what each takes over an idle program, in a process of its own."""

import hashlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.books import excel, open_document, row, said, table, words

pytestmark = pytest.mark.long

MOST_MEMORY = 300_000_000
MOST_SECONDS = 120
# what a person's program has loaded before it opens a file, then the file, then how much more was ever taken
READ = """
import resource, sys
from pathlib import Path
from infludesk.importing.files.reader import read_file
from infludesk.kernel.errors import Problem

def peak():
    status = Path("/proc/self/status")  # the other figure begins with what the process had before that started this
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

idle = peak()
try:
    told = f"{len(read_file(Path(sys.argv[1])).rows)} rows"
except Problem as problem:
    told = problem.code
print(peak() - idle, told)
"""
HEAD = words(1, "Name")
UNPACKABLE = 2_500_000


def filler() -> bytes:
    """What does not pack, so that the rest may unpack as far as is let."""
    return hashlib.shake_256(b"filler").digest(UNPACKABLE)


def area() -> bytes:
    return excel(HEAD + '<row r="999999"><c r="T999999"><v>1</v></c></row>')


def one_text_in_many_cells() -> bytes:
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' for n in range(1, 400_001))
    return excel(rows, texts=f"<si><t>{'x' * 32_000}</t></si>")


def many_texts() -> bytes:
    return excel(HEAD, texts="<si><t>aaaaaaaaaaaaaaaa</t></si>" * 15_000_000, more={"filler": filler()})


def long_texts() -> bytes:
    return excel(HEAD, texts=f"<si><t>{'Ж' * 9_000_000}</t></si>" * 24, more={"filler": filler()})


def pieces_of_text() -> bytes:
    return excel(f'<row><c t="inlineStr"><is>{"<t>x</t>" * 9_000_000}</is></c></row>', more={"filler": filler()})


def many_cells() -> bytes:
    line = f"<row>{'<c><v>1234567890</v></c>' * 20}</row>"
    return excel(line * 900_000, more={"filler": filler()})


def many_rows() -> bytes:
    return excel("<row><c><v>1</v></c></row>" * 1_048_576)


def blank_rows() -> bytes:
    return excel("<row/>" * 60_000_000, more={"filler": filler()})


def other_elements() -> bytes:
    return excel("<a/>" * 120_000_000, more={"filler": filler()})


def attributes() -> bytes:
    given = " ".join(f"a{n}='1'" for n in range(80_000))
    return excel(f"<row {given}/>" * 50, more={"filler": filler()})


def deep() -> bytes:
    return excel("<a>" * 60_000_000, more={"filler": filler()})


def tag_without_end() -> bytes:
    return excel(f"<row r='{' ' * 400_000_000}'/>", more={"filler": filler()})


def comment() -> bytes:
    return excel(f"<!--{' ' * 400_000_000}-->{HEAD}", more={"filler": filler()})


def many_tabs() -> bytes:
    sheets = "".join(f'<sheet name="{n}" r:id="rId1"/>' for n in range(2_000_000))
    return excel(HEAD, more={"xl/workbook.xml": f"<workbook>{sheets}</workbook>", "filler": filler()})


def repeated_rows() -> bytes:
    return open_document(table(row(said("x", times=900), times=1_000_000)))


def repeated_columns() -> bytes:
    return open_document(table(row(said("x" * 9_000, times=1_900)) * 2_000))


def ods_cells() -> bytes:
    return open_document(table(row(*[said("abcdefgh")] * 10) * 300_000), more={"filler": filler()})


def ods_paragraphs() -> bytes:
    return open_document(table(row(said("x\n" * 9_000_000))), more={"filler": filler()})


def ods_tables() -> bytes:
    return open_document("<table:table/>" * 20_000_000, more={"filler": filler()})


def photos() -> bytes:
    photo = b"PHOTO;ENCODING=b:" + b"\n ".join([b"A" * 72] * 20_000)
    return b"".join(b"BEGIN:VCARD\nFN:Ana %d\n%s\nEND:VCARD\n" % (n, photo) for n in range(40))


def quoted_printable() -> bytes:
    return b"BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:" + b"=C3=BC=\n" * 2_000_000 + b"\nFN:Ana\nEND:VCARD\n"


def card_lines() -> bytes:
    return b"BEGIN:VCARD\n" + b"EMAIL:a@example.com\n" * 1_000_000 + b"END:VCARD\n"


def parameters() -> bytes:
    return b"BEGIN:VCARD\nFN:Ana\nTEL" + b";TYPE=a" * 2_000_000 + b":1\nEND:VCARD\n"


def wide_cards() -> bytes:
    return b"".join(b"BEGIN:VCARD\nFN:Ana\nTEL:%d\nTEL:1%d\nEND:VCARD\n" % (n, n) for n in range(200_000))


def nested_cards() -> bytes:
    return b"BEGIN:VCARD\nAGENT:\n" * 1_000_000


MADE = (
    area, one_text_in_many_cells, many_texts, long_texts, pieces_of_text, many_cells, many_rows, blank_rows,
    other_elements, attributes, deep, tag_without_end, comment, many_tabs, repeated_rows, repeated_columns, ods_cells,
    ods_paragraphs, ods_tables, photos, quoted_printable, card_lines, parameters, wide_cards, nested_cards,
)  # fmt: skip


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "list"
    yield path
    path.unlink(missing_ok=True)


@pytest.mark.parametrize("make", MADE)
def test_no_file_takes_all_memory_or_time(hostile: Path, make: Callable[[], bytes]) -> None:
    hostile.write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", READ, str(hostile)], capture_output=True, text=True, timeout=MOST_SECONDS, check=False
    )
    assert run.returncode == 0, run.stderr
    taken, told = run.stdout.split(maxsplit=1)
    assert int(taken) < MOST_MEMORY, told
