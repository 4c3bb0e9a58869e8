"""The columns of the creators list that are shown once they are chosen: the other declared fields that are at hand."""

from collections.abc import Callable, Sequence
from typing import Any

from infludesk.creators.model import PLATFORMS, Creator
from infludesk.creators.store import ListedCreator
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import Cell, Tags, Text
from infludesk.gui.kit.formats import EMPTY, HIDDEN, Formats
from infludesk.gui.kit.table_model import Column
from infludesk.kernel.dates import near, show_day
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, tr

_PLATFORMS = dict(PLATFORMS)
_LANG = Field("lang", "lang", "Language")


def creator_columns(desk: Desk) -> Sequence[Column[ListedCreator]]:
    """E-mail, place, languages, topics, tags, accounts, age of the figures and the day somebody was added."""

    def made(row: ListedCreator) -> Cell:
        return _text(near(row.created[:10], desk.today(), desk.locale) if row.created else "")

    def as_of(row: ListedCreator) -> Cell:
        return _text(show_day(row.as_of, desk.locale) if row.as_of else "")

    return (
        _column("email", 180, desk, lambda row: row.email, sortable=True),
        _column("country", 110, desk, lambda row: row.country, sortable=True),
        _column("city", 110, desk, lambda row: row.city, sortable=True),
        _column("langs", 120, desk, lambda row: tuple(_language(one, desk.formats) for one in row.langs)),
        _column("topics", 160, desk, lambda row: row.topics),
        Column("tags", tr("Tags"), 160, lambda row: Tags(row.tags) if row.tags else _text(""), sortable=False),
        Column("accounts", tr("Accounts"), 200, _accounts, sortable=False),
        Column("as_of", tr("Figures as of"), 104, as_of, sortable=False),
        Column("created", tr("Added on"), 104, made),
    )


def _column(
    name: str, width: int, desk: Desk, value: Callable[[ListedCreator], Any], *, sortable: bool = False
) -> Column[ListedCreator]:
    """A column of a declared field."""
    field = Creator.entity.field(name)

    def cell(row: ListedCreator) -> Cell:
        words = desk.formats.show_value(field, value(row))
        return Text(words, tone="text-3" if words in (EMPTY, HIDDEN) else "text-2", internal=field.secret)

    return Column(name, tr(field.label), width, cell, sortable=sortable, internal=field.secret)


def _accounts(row: ListedCreator) -> Cell:
    return _text(", ".join(f"{tr(_PLATFORMS.get(one, one))} {isolate(handle)}" for one, handle in row.handles))


def _language(code: str, formats: Formats) -> str:
    return formats.show_value(_LANG, code)


def _text(words: str) -> Cell:
    return Text(words or EMPTY, tone="text-2" if words else "text-3")
