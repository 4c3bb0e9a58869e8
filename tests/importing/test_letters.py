"""Letters once saved in the wrong encoding are put right; all others stay as they are."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from infludesk.importing.files.formulas import with_formulas_noted
from infludesk.importing.files.letters import letters_note, right_letters
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet

NAMES = st.text(st.sampled_from("ABCabc éüñßçøåÁÉ"), min_size=1, max_size=12)


def broken(text: str) -> str:
    """As a program writes UTF-8 that it took for Windows' letters."""
    return "".join(chr(byte) if 0x80 <= byte <= 0x9F and byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
                   else bytes([byte]).decode("cp1252") for byte in text.encode())  # fmt: skip


@given(NAMES)
def test_broken_letters_become_what_was_meant(name: str) -> None:
    sheet = Sheet("a.csv", "csv", ("Name",), ((broken(name),),), (2,))
    assert right_letters(sheet).rows == ((name,),)


@given(NAMES)
def test_right_letters_stay(name: str) -> None:
    sheet = Sheet("a.csv", "csv", ("Name",), ((name,),), (2,))
    assert right_letters(sheet).rows == sheet.rows


def test_the_note_of_the_reader_gives_way_to_how_many_were_put_right(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,City\nJosÃ©,MÃ¼nchen\nAna,Oslo\n", encoding="utf-8")
    sheet = read_file(path)
    assert letters_note(sheet) is not None
    mended = right_letters(sheet)
    assert letters_note(mended) is None
    assert [note.reason for note in mended.notes] == ["The letters of 2 cells were put right."]


def test_only_what_a_spreadsheet_would_compute_is_noted() -> None:
    rows = (("=1+1", "x"), ('="0012"', "a=b"), ("", "=A1"))
    sheet = with_formulas_noted(Sheet("a.csv", "csv", ("One", "Two"), rows, (2, 3, 5)))
    assert [(note.row, note.column, note.value) for note in sheet.notes] == [(2, "One", "=1+1"), (5, "Two", "=A1")]
    assert sheet.notes[1].reason == 'Row 5 starts with "=". It is taken as text, never computed.'
