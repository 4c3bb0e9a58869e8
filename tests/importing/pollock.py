"""The Pollock benchmark's ten measures of a reader: ``python -m tests.importing.pollock [FOLDER]``.

As published with "Pollock: A Data Loading Benchmark" (VLDB 2023).
"""

import csv
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from infludesk.importing.files.preview import Preview, preview
from tests.conftest import SHARED

MEASURES = ("success", *(f"{what} {how}" for what in ("header", "record", "cell") for how in ("P", "R", "F1")))
FOLDER = SHARED / "pollock"
Rows = Sequence[Sequence[str]]
Scores = dict[str, tuple[float, ...]]

# How many of 3,712 files from the wild have each flaw; a flaw of single rows is shared by all the files that show it.
_OF_FILES = {
    "source": 1, "file_no_payload": 15, "file_no_trailing_newline": 184, "file_double_trailing_newline": 5,
    "file_no_header": 470, "file_header_multirow_2": 47, "file_header_multirow_3": 47, "file_preamble": 282,
    "file_multitable_same": 188 / 3, "file_multitable_more": 188 / 3, "file_multitable_less": 188 / 3,
    "file_header_only": 3, "file_one_data_row": 4, "file_record_delimiter_0xD": 7, "file_record_delimiter_0xA": 1691,
    "file_field_delimiter_0x9": 4, "file_field_delimiter_0x3B": 834, "file_field_delimiter_0x20": 4,
    "file_field_delimiter_0x2C_0x20": 101, "file_quotation_char_0x27": 11, "file_escape_char_0x5C": 1,
    "file_escape_char_0x00": 7,
}  # fmt: skip
_OF_ROWS = {
    "row_less_sep": 0.36775106082036774, "row_more_sep": 0.36775106082036774,
    "row_field_delimiter": 0.14285714285714285, "row_extra_quote": 0.00925925925925926,
}  # fmt: skip
_KINDS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(true|false|[01])", lambda m: {"true": "1", "false": "0"}.get(m[0].lower(), m[0])),
    (r"\d+", lambda m: str(int(m[0]))),
    (r"\d*\.\d+", lambda m: str(float(m[0]))),
    (r"(\d{1,2})/(\d{1,2})/(\d{4})", lambda m: f"{m[3]}-{m[2]:0>2}-{m[1]:0>2} 00:00:00"),
    (r"\d{1,2}:\d\d", lambda m: f"{m[0]}:00"),
    (r"\$(\d+(?:\.\d+)?)", lambda m: f"${float(m[1])}"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader scored over a folder: 10 is perfect.

    Attributes:
        simple: the sum of the measures' means over all files.
        weighted: the same with files weighted by how often their flaw occurs in practice.
        means: per measure.
        files: per file, its ten measures.
    """

    simple: float
    weighted: float
    means: tuple[float, ...]
    files: Scores

    def __str__(self) -> str:
        """The scores, the means, and the files that lose the most."""
        means = ", ".join(f"{name} {mean:.4f}" for name, mean in zip(MEASURES, self.means, strict=True))
        worst = sorted((sum(measures), name) for name, measures in self.files.items() if sum(measures) < 9.9995)
        lost = "".join(f"\n  {score:.3f} {name}" for score, name in worst)
        scores = f"simple {self.simple:.4f}, weighted {self.weighted:.4f}"
        return f"Pollock over {len(self.files)} files: {scores}\n{means}{lost}"


def representative(folder: Path) -> list[Path]:
    """A file of every flaw of whole files, and one of each of single rows."""
    known = [folder / "csv" / f"{stem}.csv" for stem in _OF_FILES]
    return [path for path in known if path.exists()] + [min(folder.glob(f"csv/{flaw}*.csv")) for flaw in _OF_ROWS]


def score_folder(folder: Path, paths: Sequence[Path] = ()) -> Result:
    """Score our reader over ``csv`` and ``clean`` of a folder; over all its files where none are named."""
    paths = paths or sorted(folder.glob("csv/*.csv"))
    return total({path.name: score_file(path, folder / "clean" / path.name) for path in paths})


def total(files: Scores) -> Result:
    """Sum the measures of files up."""
    means = tuple(sum(measure) / len(files) for measure in zip(*files.values(), strict=True))
    weights = {name: weight(name) for name in files}
    weighted = sum(weights[name] * sum(measures) for name, measures in files.items()) / sum(weights.values())
    return Result(sum(means), weighted, means, files)


def score_file(path: Path, clean: Path) -> tuple[float, ...]:
    """The ten measures of one file."""
    with clean.open(encoding="utf-8-sig", newline="") as file:
        return measured(list(csv.reader(file)), table(preview(path)))


def table(read: Preview) -> Rows:
    """The whole table of a preview, headings first where it has them."""
    return [read.header, *read.rows] if read.header_row else read.rows


def measured(source: Rows, loaded: Rows) -> tuple[float, ...]:
    """Success, then precision, recall and F1 of the header's cells, the records and all cells."""
    if not source:
        return (1.0,) * len(MEASURES)
    header = _compared(map(normal, source[0]), map(normal, loaded[0] if loaded else ()))
    records = _compared(_records(source), _records(loaded))
    cells = _compared((cell for row in source for cell in row), (cell for row in loaded for cell in row))
    return (1.0, *header, *records, *cells)


def normal(cell: str) -> str:
    """A cell as the benchmark compares it: numbers, dates, times and prices by their value, all else in lower case."""
    for pattern, value in _KINDS:
        if match := re.fullmatch(pattern, cell, re.IGNORECASE):
            return value(match)
    return cell.lower()


def weight(name: str) -> float:
    """How much a file of the benchmark weighs."""
    stem = name.removesuffix(".csv")
    return _OF_FILES.get(stem) or next((each for flaw, each in _OF_ROWS.items() if stem.startswith(flaw)), 0.0)


def _records(rows: Rows) -> Iterable[str]:
    return ("".join(map(normal, row)) for row in rows[1:])


def _compared(source: Iterable[str], loaded: Iterable[str]) -> tuple[float, float, float]:
    meant, read = Counter(source), Counter(loaded)
    if not meant:
        return 1.0, 1.0, 1.0
    both = (meant & read).total()
    if not both:
        return 0.0, 0.0, 0.0
    precision, recall = both / meant.total(), both / read.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    print(score_folder(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))  # noqa: T201  what it is for
