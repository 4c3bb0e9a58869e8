"""Letters that were once saved in the wrong encoding, put right cell by cell: ``JosÃ©`` is ``José``."""

from dataclasses import replace

from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Note
from infludesk.kernel.text import plural


def letters_note(sheet: Sheet) -> Note | None:
    """The note of a reader that letters look wrong; its value is the first such word. None where they look right."""
    return next((note for note in sheet.notes if note.row is None and note.value), None)


def right_letters(sheet: Sheet) -> Sheet:
    """A sheet whose letters are put right, with a note of how many cells that were; others stay as they are."""
    columns = tuple(_right(cell) for cell in sheet.columns)
    rows = tuple(row if _plain(row) else tuple(_right(cell) for cell in row) for row in sheet.rows)
    count = sum(old != new for row, mended in zip(sheet.rows, rows, strict=True) for old, new in _pairs(row, mended))
    wrong = letters_note(sheet)
    said = Note(None, None, "", plural(count, "The letters of {n} cell were put right.",
                                       "The letters of {n} cells were put right."))  # fmt: skip
    notes = (said, *(note for note in sheet.notes if note is not wrong))
    return replace(sheet, columns=columns, rows=rows, notes=notes)


def _plain(row: tuple[str, ...]) -> bool:
    return all(map(str.isascii, row))


def _pairs(row: tuple[str, ...], mended: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return () if row is mended else tuple(zip(row, mended, strict=True))


def _right(cell: str) -> str:
    """The cell as it was meant; as it is where its letters were never taken for others."""
    try:
        return b"".join(_byte(letter) for letter in cell).decode("utf-8")
    except UnicodeError:
        return cell


def _byte(letter: str) -> bytes:
    """A letter as Windows wrote it; the five bytes that it has no letter for stand for themselves."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")
