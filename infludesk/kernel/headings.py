"""What columns of a file are headed whose cells need a word with the field's own; an import knows them by it."""

from infludesk.kernel.text import tr

PERCENT = " %"
"""Behind the heading of a rate, whose cells are percent points."""


def currency_of(heading: str) -> str:
    """The heading of the currency that stands beside an amount."""
    return tr("{field}, currency", field=heading)


def rate_of(heading: str) -> str:
    """The heading of a rate."""
    return f"{heading}{PERCENT}"


def own_heading(label: str, kind: str = "", *, currency: bool = False) -> str:
    """The heading of a field of the user's own, which no name of theirs makes into that of another column."""
    return _own(_RECORD[2 if currency else kind == "ppm"](tr("Custom field")), label)


def own_label(heading: str) -> str:
    """The name of the user's own field that a heading is of; empty for any other heading."""
    for record in _RECORD:
        begin = _own(record(tr("Custom field")), "")
        if heading[: len(begin)].casefold() == begin.casefold():
            return heading[len(begin) :].strip()
    return ""


def _own(record: str, label: str) -> str:
    return tr("{record}: {field}", record=record, field=label)


# The heading says before the name what the cells are, as a name may end in anything.
_RECORD = (str, rate_of, currency_of)
