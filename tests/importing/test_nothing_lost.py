"""Whatever the rows and the mapping: one result per row, and no cell goes missing without a word."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infludesk.importing.columns.mapping import MappedColumn, Mapping, propose
from infludesk.importing.fields.reading import clean, detect
from infludesk.importing.fields.targets import LEFT_OUT, NOTE, target
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.people.incoming import Incoming
from infludesk.importing.people.plan import build

TODAY = date(2026, 3, 12)
# every cell has a word of its own, so that it can be found again wherever it went
_WORDS = st.integers(1_000, 9_999)
_FORMS = st.sampled_from(
    ["w{n}", "@w{n}", "Ana w{n}", "w{n}@example.com", "https://www.instagram.com/w{n}", "https://w{n}.example.com/a",
     "https://www.instagram.com/p/w{n}/", "w{n}, v{n}", "v{n}; w{n}", "IG: w{n}", "{n}", "{n}%", "+34 60000{n}",
     "EUR {n}", "www.tiktok.com/@w{n}", "https://linktr.ee/w{n}"]
)  # fmt: skip
_CELLS = st.one_of(st.just(""), st.builds(lambda form, n: form.format(n=n), _FORMS, _WORDS))
_CODES = st.sampled_from(
    ["creator.name", "creator.name@else", "creator.given_name", "creator.family_name", "creator.email", "creator.phone",
     "creator.website", "creator.notes", "creator.city", "creator.topics", "account.handle", "account.url",
     "account.handle@instagram", "account.handle@tiktok", "account.handle@instagram#2", "account.handle@#2",
     "account.url@#2", "account.platform", "account.platform_user_id", "account.platform_user_id@tiktok",
     "account.display_name", "account.display_name@#2", "account_snapshot.followers",
     "account_snapshot.followers@tiktok", "account_snapshot.followers@#2", "account_snapshot.posts_count",
     "contact_point.value@email", "contact_point.value@phone", "contact_point.value@website", "address.line1",
     "address.line1@2", "address.city@2", "tag.label", "do_not_contact.reason", NOTE]
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[Sheet, Mapping]:
    """A small table with a word of its own in every cell, and any mapping of its columns."""
    codes = draw(st.lists(_CODES, min_size=1, max_size=7))
    count = draw(st.integers(1, 3))
    rows = tuple(tuple(draw(_CELLS) for _ in codes) for _ in range(count))
    names = tuple(f"Column {n}" for n in range(1, len(codes) + 1))
    sheet = Sheet("list.csv", "csv", names, rows, tuple(range(2, count + 2)))
    columns = tuple(
        MappedColumn(name, code, detect(target(code).kind, [row[at] for row in rows]))
        for at, (name, code) in enumerate(zip(names, codes, strict=True))
    )
    return sheet, Mapping(columns)


def texts(value: Any) -> str:
    """All that a value holds, as one text."""
    if is_dataclass(value):
        return " ".join(texts(getattr(value, one.name)) for one in fields(value))
    if isinstance(value, dict):
        return " ".join(texts(one) for one in value.values())
    if isinstance(value, tuple | list):
        return " ".join(texts(one) for one in value)
    return str(value)


def words(text: str) -> list[str]:
    """The words of a cell that only it has."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    return [one[-4:] for one in digits if len(one) >= 4]


@settings(max_examples=300)
@given(tables())
def test_no_cell_is_lost_without_a_word(table: tuple[Sheet, Mapping]) -> None:
    sheet, mapping = table
    results = build(sheet, mapping, today=TODAY)
    assert [one.row for one in results] == list(sheet.numbers)
    for result, cells in zip(results, sheet.rows, strict=True):
        if not isinstance(result, Incoming):
            assert result.reason
            continue
        said = "".join(texts(result).split())
        for column, cell in zip(mapping.columns, cells, strict=True):
            for word in words(cell) if clean(cell) else ():
                assert word in said, (column.target, cell, result)


@settings(max_examples=300)
@given(tables())
def test_any_table_is_proposed_and_built(table: tuple[Sheet, Mapping]) -> None:
    sheet, _ = table
    mapping = propose(sheet)
    results = build(sheet, mapping, today=TODAY)
    assert len(results) == len(sheet.rows)
    for result, cells in zip(results, sheet.rows, strict=True):
        if not isinstance(result, Incoming):
            continue
        said = "".join(texts(result).split())
        for column, cell in zip(mapping.columns, cells, strict=True):
            if column.target != LEFT_OUT:
                assert all(word in said for word in words(cell)), (column.target, cell, result)
