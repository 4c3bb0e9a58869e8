"""The ways a column can be read, as a person chooses between them, and the words for the one it is read in."""

from dataclasses import dataclass

from infludesk.importing.fields.cells import SEVERAL, Reading
from infludesk.importing.fields.places import countries, country_name
from infludesk.kernel.money import CURRENCIES
from infludesk.kernel.phones import dial_code
from infludesk.kernel.text import join, number, tr

_DAYS = (
    ("ymd", "Year first, 2026-03-31"), ("dmy", "Day first, 31/03/2026"), ("mdy", "Month first, 03/31/2026"),
    ("excel", "Day numbers, 46112"),
)  # fmt: skip
_COUNTS = ((".", "12,500"), (",", "12.500"))
_SIGNS = (
    ("", "One value"), (",", "Several, by commas"), (";", "Several, by semicolons"), ("|", "Several, by |"),
    ("\n", "Several, one a line"), (" ::: ", "Several, by :::"),
)  # fmt: skip
_RATES = (("points", "3.4 is 3.4 %"), ("fraction", "0.034 is 3.4 %"))
_DAY_KINDS = frozenset({"day", "pday", "moment", "deadline"})
_SEVERAL_KINDS = frozenset({"email", "phone", "url", "list", "langs"})


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to choose about how a column is read.

    Attributes:
        name: the attribute of Reading it sets.
        label: what it is about, English as on screen.
        options: each value with its words, in the user's language.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


def readings_for(kind: str) -> tuple[Way, ...]:
    """What a person can choose for a column of a kind (``Reading.kind``); empty where there is one way only."""
    found = []
    if kind in ("int", "ppm", "money"):
        found.append(Way("decimal", "Numbers", tuple((sign, _count(sign)) for sign, _ in _COUNTS)))
    if kind == "ppm":
        found.append(Way("scale", "Percentages", _words(_RATES)))
    if kind == "money":
        found.append(
            Way(
                "currency",
                "Amounts without a currency",
                (("", tr("Left out")), *zip(CURRENCIES, CURRENCIES, strict=True)),
            )
        )
    if kind in _DAY_KINDS:
        found.append(Way("order", "Dates", _words(_DAYS)))
    if kind == "name":
        found.append(Way("order", "Names", (("", tr("As written")), ("family", tr("Ruiz, Ana is Ana Ruiz")))))
    if kind == "phone":
        found.append(Way("country", "Numbers without a country", (("", tr("Country: from the row")), *_dialled())))
    if kind == "account":
        found.append(Way("split", "Accounts in a cell", (("", tr("One account")), (SEVERAL, tr("Several accounts")))))
    if kind in _SEVERAL_KINDS:
        found.append(Way("split", "Values in a cell", _words(_SIGNS)))
    return tuple(found)


def shown(reading: Reading) -> str:
    """How a column is read, in words: ``12.500 = 12,500``, ``Day first, 31/03/2026``; empty where there is one way."""
    kind = reading.kind
    said = ""
    if kind == "int":
        said = _count(reading.decimal)
    elif kind == "ppm":
        written = "0.034" if reading.scale == "fraction" else "3.4"
        said = tr("{written} = {value} %", written=written.replace(".", reading.decimal), value="3.4")
    elif kind == "money":
        said = join((_count(reading.decimal), tr("{currency} where none is named", currency=reading.currency)
                     if reading.currency else None))  # fmt: skip
    elif kind in _DAY_KINDS:
        said = dict(_words(_DAYS)).get(reading.order, "")
    elif kind == "name" and reading.order == "family":
        said = tr("Ruiz, Ana = Ana Ruiz")
    elif kind == "phone" and reading.country:
        said = tr("Numbers without a code: {country}", country=country_name(reading.country))
    several = tr("Several accounts") if reading.split == SEVERAL else dict(_words(_SIGNS)).get(reading.split, "")
    return join((said, several if reading.split else None))


def _dialled() -> tuple[tuple[str, str], ...]:
    """Every country with what its numbers begin with: ``Germany (+49)``."""
    return tuple(
        (code, tr("{country} (+{number})", country=name, number=begins) if (begins := dial_code(code)) else name)
        for code, name in countries()
    )


def _count(decimal: str) -> str:
    """``12.500 = 12,500``: as the file writes it, and as the user's locale does."""
    return tr("{written} = {value}", written=dict(_COUNTS)[decimal], value=number(12_500))


def _words(options: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value, tr(words)) for value, words in options)
