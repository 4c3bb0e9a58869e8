"""Rows whose cells slipped: put under the columns they fit, or left as they are where that is not clear."""

import pytest

from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.shapes import MISFIT, columns_of
from infludesk.importing.files.sheet import Sheet

HEAD = "Name,City,Email,Joined,Followers\n"
ROWS = """\
Ana,Madrid,ana@example.com,12/01/2026,1200
Leo,Bonn,leo@example.com,13/01/2026,900
Mia,Oslo,mia@example.com,14/01/2026,48000
Eva,Rome,eva@example.com,15/01/2026,310
"""
IDA = ("Ida", "Nice", "ida@example.com", "16/01/2026", "7200")


def with_line(line: str, head: str = HEAD) -> Sheet:
    return read_csv(f"{head}{ROWS}{line}\n".encode(), "list.csv")


@pytest.mark.parametrize(
    "line",
    [
        "Ida,Nice,,ida@example.com,16/01/2026,7200",
        ",Ida,Nice,ida@example.com,16/01/2026,7200",
        "Ida,Nice,ida@example.com,,16/01/2026,7200",
        "Ida,Nice,ida@example.com,16/01/20267200",
        "Ida Nice ida@example.com 16/01/2026 7200",
        "Ida;Nice;ida@example.com;16/01/2026;7200",
        "Ida\tNice\tida@example.com\t16/01/2026\t7200",
        '"Ida""Nice",ida@example.com,16/01/2026,7200',
    ],
)
def test_a_slipped_row_is_put_right_and_noted(line: str) -> None:
    sheet = with_line(line)
    assert sheet.rows[-1] == IDA
    assert [note.reason for note in sheet.notes] == [
        "Row 6 has separators in the wrong places; its cells were put under the columns they fit."
    ]


def test_a_comma_within_words_does_not_part_them() -> None:
    sheet = with_line("Ida,Nice, France,ida@example.com,16/01/2026,7200")
    assert sheet.rows[-1][0] in {"Ida", "Ida,Nice"}
    assert sheet.rows[-1][2:] in {IDA[2:], ("ida@example.com", "16/01/2026", "7200")}


@pytest.mark.parametrize(
    "line",
    ["Ida", "Ida,Nice", "Ida,,,,", "Ida,Nice,ida@example.com", "Ida,Nice,ida@example.com,16/01/2026,7200,more",
     "A remark below the table, of five words"],
)  # fmt: skip
def test_what_is_only_short_or_long_stays(line: str) -> None:
    sheet = with_line(line)
    cells = tuple(line.split(","))
    assert sheet.rows[-1][: len(cells)] == cells
    assert not any("separators" in note.reason for note in sheet.notes)


def test_words_alone_say_nothing_of_where_they_belong() -> None:
    sheet = read_csv(b"Name,City,Note\nAna,Oslo,x\nLeo,Bonn,y\nMia,Rome,z\nEva,Paris, France,w\n", "list.csv")
    assert sheet.rows[-1] == ("Eva", "Paris", " France", "w")


def test_headings_between_other_separators() -> None:
    assert with_line("Ida,Nice,ida@example.com,16/01/2026,7200", HEAD.replace(",", ";")).columns == (
        "Name", "City", "Email", "Joined", "Followers",
    )  # fmt: skip


def test_a_table_between_blanks() -> None:
    sheet = read_csv(
        b'Name Email Note\nAna ana@example.com "likes tea"\nLeo Brandt leo@example.com "late"\n'
        b'Mia mia@example.com "x y"\nEva eva@example.com "no"\nIda ida@example.com "yes"\n',
        "list.csv",
    )
    assert sheet.delimiter == " "
    assert sheet.rows[1] == ("Leo Brandt", "leo@example.com", "late")


def test_a_column_knows_its_cells() -> None:
    columns = columns_of([("12/01/2026", "Ana"), ("13/01/2026", "Leo"), ("14/02/2026", "Mia")], 2)
    assert [column.sharp for column in columns] == [True, False]
    assert columns[0].fit("15/03/2026") == 2
    assert columns[0].fit("1/3/2026") == 0.9
    assert columns[0].fit("ana@example.com") == MISFIT
    assert columns[1].fit("Eva") > columns[1].fit("ana@example.com")
    assert columns_of([("a", "b")] * 3, 2) == []
    assert columns_of([("1", "b")], 2) == []
