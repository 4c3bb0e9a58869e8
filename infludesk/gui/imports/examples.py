"""What the samples of a column become, read as the import will read them."""

from datetime import date

from infludesk.gui.imports.values import Own, added_words, value_words
from infludesk.gui.kit.formats import Formats
from infludesk.importing.columns.mapping import MappedColumn, Mapping
from infludesk.importing.fields.reading import AS_TEXT, read
from infludesk.importing.fields.targets import LEFT_OUT, NOTE, target
from infludesk.importing.files.sheet import Sheet
from infludesk.importing.people.incoming import Incoming
from infludesk.importing.people.plan import build
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.records.custom import PREFIX

_NAME = "creator.name"
_ALONE = ("account_snapshot.", PREFIX)
_SOMEBODY = MappedColumn("", _NAME, AS_TEXT)


def examples(column: MappedColumn, formats: Formats, own: Own = ()) -> tuple[str, str]:
    """The first samples as they will be stored, and why one of them cannot be; both empty where nothing is to say."""
    if column.target in (NOTE, LEFT_OUT) or not column.samples:
        return "", ""
    if column.target.startswith(_ALONE):
        return _single(column, formats, own)
    lone = column.target == _NAME
    columns = (column,) if lone else (_SOMEBODY, column)
    rows = tuple((sample,) if lone else ("A", sample) for sample in column.samples)
    sheet = Sheet("", "csv", tuple(one.heading for one in columns), rows, tuple(range(1, len(rows) + 1)))
    words: list[str] = []
    wrong = ""
    for one in build(sheet, Mapping(columns), today=date.min):
        if isinstance(one, Incoming):
            pairs = added_words(one, formats)
            words += [value for _, value in pairs[0 if lone else 1 :]]
        wrong = wrong or next((note.reason for note in one.problems), "")
    return " · ".join(dict.fromkeys(words)), wrong


def _single(column: MappedColumn, formats: Formats, own: Own) -> tuple[str, str]:
    """Figures hang on an account, which a lone column has not."""
    field = target(column.target, own).field
    words: list[str] = []
    wrong = ""
    for sample in column.samples:
        try:
            value = read(column.reading, sample, field.choices if field else ())
        except Problem as problem:
            wrong = wrong or problem.title
        else:
            words.append(tr("nothing") if value is None else value_words(column.target, value, formats, own))
    return " · ".join(words), wrong
