"""The Pollock benchmark: how well messy tables are read by a reader that is told nothing."""

from pathlib import Path

import pytest

from infludesk.importing.files.csv_file import read_csv
from tests.importing.pollock import MEASURES, Scores, measured, normal, representative, score_folder, total, weight
from tests.importing.polluting import row_flaws

# A list as people have it, every column with something to go by or with words alone.
LIST = """\
Name,Email,Joined,Followers,City,Note,Profile
Ana Blanco,ana@example.com,12/01/2026,1200,Madrid,"Likes tea, and the sea",https://www.instagram.com/ana
Leo Brandt,leo@example.com,13/01/2026,900,Bonn,,https://www.instagram.com/leo
Mia Costa,mia@example.com,14/02/2026,48000,Oslo,"Said: ""maybe later"", then no",https://www.instagram.com/mia
Eva Dahl,eva@example.com,15/02/2026,310,Rome,Call in May,https://www.instagram.com/eva
Ida Egger,ida@example.com,16/02/2026,7200,Nice,,https://www.instagram.com/ida
Noa Faber,noa@example.com,17/03/2026,15000,Porto,Sends samples back,https://www.instagram.com/noa
Kai Gross,kai@example.com,18/03/2026,650,Graz,"Two children, one dog",https://www.instagram.com/kai
"""


def read(text: str) -> list[tuple[str, ...]]:
    sheet = read_csv(text.encode(), "list.csv")
    return [sheet.header, *sheet.rows] if sheet.header_row else list(sheet.rows)


def flawed(text: str, end: str, every: int) -> Scores:
    """Score the table with one flaw at a time, of all places or every so manyth."""
    return {one.name: measured(one.meant, read(one.text)) for one in list(row_flaws(text, end))[::every]}


def test_a_file_of_every_flaw(shared: Path) -> None:
    folder = shared / "pollock"
    result = score_folder(folder, representative(folder))
    assert len(result.files) > 20
    assert min(map(sum, result.files.values())) > 9, result
    assert result.weighted >= 9.98, result


@pytest.mark.long
def test_the_files_at_hand(shared: Path) -> None:
    result = score_folder(shared / "pollock")
    print(result)  # noqa: T201  shown with -s, and where the test fails
    assert len(result.files) == 211
    assert result.simple >= 9.99, result
    assert result.weighted >= 9.98, result
    assert min(map(sum, result.files.values())) > 9, result


def test_a_flaw_in_other_rows_and_columns(shared: Path) -> None:
    source = (shared / "pollock" / "csv" / "source.csv").read_text(encoding="utf-8")
    result = total(flawed(source, "\r\n", 97))
    assert result.simple >= 9.99, result


@pytest.mark.long
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_flaw_in_every_row_and_column(shared: Path, end: str) -> None:
    source = (shared / "pollock" / "csv" / "source.csv").read_text(encoding="utf-8")
    result = total(flawed(source, end, 1))
    assert result.simple >= 9.99, result


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_flaw_anywhere_in_a_contact_list(end: str) -> None:
    result = total(flawed(LIST, end, 1))
    assert result.simple >= 9.85, result


def test_the_measures_of_a_perfect_and_of_a_poor_reading() -> None:
    meant = [["Name", "Born"], ["Ana", "12/01/1990"], ["Leo", "13/01/1991"]]
    assert measured(meant, meant) == (1.0,) * len(MEASURES)
    assert measured(meant, [["name", "BORN", "Age"], ["Ana", "12/1/1990"]]) == pytest.approx(
        (1.0, 1.0, 2 / 3, 0.8, 0.5, 1.0, 2 / 3, 1 / 6, 1 / 5, 2 / 11)
    )
    assert measured(meant, []) == (1.0, *(0.0,) * 9)
    assert measured([], [["x"]]) == (1.0,) * len(MEASURES)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("007", "7"),
        ("2.50", "2.5"),
        ("$3.00", "$3.0"),
        ("1/2/2020", "2020-02-01 00:00:00"),
        ("TRUE", "1"),
        ("Ana", "ana"),
    ],
)
def test_cells_are_compared_by_value(cell: str, value: str) -> None:
    assert normal(cell) == value


def test_what_is_frequent_weighs_more() -> None:
    assert weight("file_no_header.csv") == 470
    assert weight("row_less_sep_row3_col1.csv") == pytest.approx(0.3678, abs=1e-4)
    assert weight("anything.csv") == 0
