"""Which values a kind of field can hold, as stored (data dictionary, section 1)."""

import re
from datetime import date, datetime
from typing import Any

from babel.core import get_global

from infludesk.kernel.money import Money

_INT = 2**63
_MINOR = 2**53
_PARTIAL = re.compile(r"(\d{4}|\d{4}-(0[1-9]|1[0-2])|--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))", re.ASCII)
_TIME = re.compile(r"(T([01]\d|2[0-3]):[0-5]\d(\[[\w/+-]+\])?)?", re.ASCII)
_DAY, _MOMENT = len("2026-03-12"), len("2026-03-12T09:30:00Z")


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and -_INT <= value < _INT


def _is_money(value: Any) -> bool:
    return isinstance(value, Money) and abs(value.minor) < _MINOR and value.currency in get_global("all_currencies")


def _is_day(value: Any) -> bool:
    try:
        return len(value) == _DAY and value[4] == "-" and bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_partial(value: Any) -> bool:
    return isinstance(value, str) and (bool(_PARTIAL.fullmatch(value)) or _is_day(value))


def _is_moment(value: Any) -> bool:
    try:
        return len(value) == _MOMENT and value[_DAY] + value[-1] == "TZ" and bool(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_deadline(value: Any) -> bool:
    return isinstance(value, str) and _is_day(value[:_DAY]) and bool(_TIME.fullmatch(value, _DAY))


_HOLDS = {
    "day": _is_day, "pday": _is_partial, "moment": _is_moment, "deadline": _is_deadline,
    "int": _is_int, "ppm": _is_int, "money": _is_money,
}  # fmt: skip
CHECKED = frozenset(_HOLDS)


def holds(kind: str, value: Any) -> bool:
    """Whether a value can be kept in a field of one of the ``CHECKED`` kinds."""
    return _HOLDS[kind](value)
