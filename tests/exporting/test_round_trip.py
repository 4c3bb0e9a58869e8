"""What is exported and imported again is the same, whatever people are called and whatever they write."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

@contextmanager
def fresh(template: Path, clock: Callable[[], datetime]) -> Iterator[Workspace]:
    """A workspace of its own, gone afterwards: one example must not see the people of another."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "workspace"
        shutil.copytree(template, made)
        with Workspace.open(made, Settings(device="0123456789ab"), clock=clock) as opened:
            opened.do(furnish)
            yield opened


def there_and_back(
    people: list[Known], shape: Shape, wanted: Wanted, template: Path, clock: Callable[[], datetime]
) -> tuple[list[Known], list[Known]]:
    """What was there, and what a second workspace holds after export and import with nobody choosing a column."""
    with fresh(template, clock) as one, fresh(template, clock) as other:
        one.do(add, people=people)
        target = one.folder.parent / f"out.{shape.format}"
        export_file(one.folder, wanted, shape, target, progress=silent)
        sheet = read_file(target)
        mapping = propose(sheet, other.read(home))
        prepared = other.read(lambda conn: prepare(conn, sheet, mapping, today=other.today()))
        other.do(import_creators, prepared=prepared)
        again = other.read(lambda conn: prepare(conn, sheet, mapping, today=other.today()))
        assert [(one.fill, one.kept) for one in again.decisions if one.fill or one.kept] == []
        return held(one), held(other)


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@settings(max_examples=8, suppress_health_check=list(HealthCheck), phases=[Phase.generate], deadline=None)
@given(people=everybody())
def test_creators_come_back_as_they_were(
    template: Path, clock: Callable[[], datetime], format_: Format, people: list[Known]
) -> None:
    before, after = there_and_back(people, Shape(format_), EVERYTHING, template, clock)
    assert after == before
