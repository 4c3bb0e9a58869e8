"""A cell as it stands in a file, and how the cells of one column are read."""

import re
from dataclasses import dataclass
from typing import Literal

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

Order = Literal["", "ymd", "dmy", "mdy", "excel", "family"]
Scale = Literal["", "points", "fraction"]
LOCK = "\U0001f512"
LONGEST_FIGURE = 64
SEVERAL = "any"
_NOTHING = frozenset({"-", "–", "—", "n/a", "#n/a", "0/0/00", LOCK})
_NO_VALUE = _NOTHING | {"na", "null", "none", "nan", "?", "#value!", "#ref!"}
_WORDS = frozenset({"text", "long", "name"})
_EMAIL = re.compile(r"[^\s@<>(),;:\"]+@[^\s@<>(),;:\"]+\.[^\s@.<>(),;:\"]{2,}")
LONGEST_EMAIL = 320
_QUOTED = re.compile(r'"((?:[^"]|"")*)"|([^",]+)')
_ACCOUNTS = re.compile(
    r"[,;|\n]+|\s+/\s+|\s+(?:and|und|et|y|&|\+)\s+(?=@|https?:)|(?<![:：\s])\s+(?=@|https?://|www\.)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one column's cells are read.

    Attributes:
        kind: the field's kind; ``langs`` is a list of languages, ``name`` a person's name, ``account`` a handle or a
            profile's address.
        decimal: the decimal sign of numbers, rates and amounts.
        order: how days without a month in letters are written; ``excel`` counts days. Of names: ``family`` where
            they are written "Ruiz, Ana".
        scale: of a rate: 3.47 as percent points, or 0.0347 as a fraction.
        split: what parts several values in one cell; empty for one value; ``any`` for all signs that part accounts.
        country: ISO code of the country that phone numbers without a code are of, where the row names none.
        currency: ISO code of the currency of amounts that name none.
        doubt: why a person should look, in words; empty where the values leave no doubt.
    """

    kind: str = "text"
    decimal: str = "."
    order: Order = ""
    scale: Scale = ""
    split: str = ""
    country: str = ""
    currency: str = ""
    doubt: str = ""


AS_TEXT = Reading()


def clean(text: str, kind: str = "text") -> str:
    """Trim a cell; the lock glyph, a lone dash and n/a are empty."""
    text = text.strip()
    if not text:
        return ""
    if text[0] == LOCK:
        return text.strip(LOCK).strip()
    if len(text) < 8 and text.lower() in (_NOTHING if kind in _WORDS else _NO_VALUE):  # noqa: PLR2004  the longest is 7
        return ""
    return text


def parts(reading: Reading, text: str) -> tuple[str, ...]:
    """The single values of a cell that may hold several, without marks, empties and repeats."""
    text = clean(text, reading.kind)
    if not text:
        return ()
    if not reading.split:
        found = [text]
    elif reading.split == SEVERAL:
        found = _ACCOUNTS.split(text)
    elif reading.split == "," and '"' in text:
        found = [quoted.replace('""', '"') or plain for quoted, plain in _QUOTED.findall(text)]
    else:
        found = text.split(":::" if ":::" in reading.split else reading.split)
    return tuple(dict.fromkeys(part for part in (one.strip().removeprefix("* ").strip() for one in found) if part))


def entries(reading: Reading, text: str) -> tuple[str, ...]:
    """The entries of a list in the program's own file, each as it is."""
    found = text.split(reading.split.strip()) if reading.split else [text]
    return tuple(entry for one in found if (entry := one.strip()))


def is_email(text: str) -> bool:
    """Whether the text could be an e-mail address."""
    return "@" in text and len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None


def found_email(text: str) -> str:
    """The e-mail address in a cell as mail programs write it; empty where there is none."""
    if "@" not in text or len(text) > LONGEST_EMAIL:  # the search is quadratic
        return ""
    found = _EMAIL.fullmatch(text) or _EMAIL.search(text.removeprefix("mailto:"))
    return found[0] if found else ""


def problem(code: str, title: str) -> Problem:
    """Why a cell is left out."""
    return Problem(
        code, title, tr("The value is left out; the row is kept. Correct the cell, or read the column another way.")
    )
