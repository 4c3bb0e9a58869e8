"""Lines of a long text, a piece at a time."""

import io

import pytest

from infludesk.importing.files.lines import MAX_LINE, has_endless_line, lines_of


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_lines_are_those_of_the_whole_text(end: str) -> None:
    text = "".join(f"{'x' * (n % 90)}{end}" for n in range(60_000)) + "last"
    assert list(lines_of(text)) == list(io.StringIO(text, newline=""))


def test_mixed_line_ends() -> None:
    text = "a\rb\r\nc\n" * 300_000
    assert list(lines_of(text)) == ["a\r", "b\r\n", "c\n"] * 300_000
    assert list(lines_of("")) == []


def test_an_endless_line() -> None:
    assert not has_endless_line(("x" * 1_000 + "\r") * 20_000)
    assert not has_endless_line("x" * MAX_LINE)
    assert has_endless_line("a\n" + "x" * (MAX_LINE + 1) + "\n")
