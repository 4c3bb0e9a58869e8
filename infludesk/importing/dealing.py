"""Dealing out targets to the columns of a file: by the source, by aliases, then by what the cells hold."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from infludesk.creators.profiles import is_address, read_profile
from infludesk.importing.cells import SEVERAL, Reading, is_email, parts
from infludesk.importing.detecting import detect, without_platform
from infludesk.importing.reading import read
from infludesk.importing.sources import OWN, VCARD, Source
from infludesk.importing.targets import (
    LEFT_OUT,
    NOTE,
    Target,
    address_part,
    candidates,
    currency_of,
    heading,
    platform_code,
    rank,
    target,
)
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import fold, tr
from infludesk.records.custom import PREFIX, key_of
from infludesk.records.model import CustomField

_MOST = 0.8
_HALF = 0.5
_MAIN = "1"
_PART_RANK, _WHOLE_RANK = 50, 51
_TEXTS = frozenset({"creator.name", "creator.given_name", "creator.family_name", "creator.notes", "creator.summary",
                    "creator.nickname", "creator.city", "creator.region"})  # fmt: skip
# the second e-mail, phone or site column becomes a further contact point
_MORE = {"creator.email": "contact_point.value@email", "creator.phone": "contact_point.value@phone",
         "creator.website": "contact_point.value@website"}  # fmt: skip
_IDENTITY = ("account.handle", "account.url", "account.platform_user_id")
# headings that mean the whole name, or the part that another column does not hold
_NAME_WORDS = frozenset({"name", "names", "nom", "nome", "nombre", "naam", "namn", "navn"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column with what it holds in the first rows, each value once."""

    place: int
    heading: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dealt:
    """Codes by the columns' places, and by place why a person should look; columns without a code are not in it."""

    codes: dict[int, str]
    doubts: dict[int, str]


def deal(columns: Sequence[Column], source: Source | None, guess: str, custom: tuple[CustomField, ...] = ()) -> Dealt:
    """Give columns their codes; one column for each target that takes one.

    Args:
        columns: all of the file.
        source: where the file comes from, if that is known.
        guess: the platform that the file's name speaks of; empty for none.
        custom: the user's own fields.
    """
    filled = [one for one in columns if one.values]
    addresses = _addresses(filled)
    wishes = sorted(
        (_rank(code, one.heading), order, one.place, code)
        for one in filled
        for order, code in enumerate(_wishes(one, source, addresses, custom))
        if (source and source.name == OWN) or _fits(target(code, custom), one.values)
    )
    codes: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, place, code in wishes:
        if place not in codes and code not in taken:
            codes[place] = code
            if not target(code, custom).several:
                taken.add(code)
    for one in filled:
        if one.place not in codes and (code := _by_content(one.values, taken)):
            codes[one.place] = code
            taken.add(code)
    _drop_figures_of_nobody(codes)
    # a card's name is the whole one, whatever parts of it stand beside
    doubts = {} if source and source.name == VCARD else _settle_names(codes, filled)
    return Dealt(codes, doubts | _settle_platforms(codes, filled, guess))


def _rank(code: str, name: str) -> int:
    """Fields of the user's own first; of an address, its parts before the whole of it in one cell."""
    if code.startswith(PREFIX):
        return -1
    if code.startswith("address.") and address_part(name)[1]:
        return _WHOLE_RANK if _is_whole(name) else _PART_RANK
    return rank(code, name)


def _is_whole(name: str) -> bool:
    return heading(name).endswith((" formatted", " address"))


def _wishes(
    column: Column, source: Source | None, addresses: dict[str, str], custom: tuple[CustomField, ...]
) -> tuple[str, ...]:
    """What a column may be, the best first; a field of the user's own with its name comes before all."""
    said = heading(column.heading)
    own = tuple(_own(column.heading, said, custom))
    if special := source.codes(said, column.values) if source else ():
        return (*own, *special)
    group, part = address_part(column.heading)
    if group in addresses:
        if which := addresses[group]:
            home = ("creator.country",) if part == "country" and group == "home" else ()
            second = "" if which == _MAIN else f"@{which}"
            return (
                *own,
                *(() if second else home),
                f"address.{part}{second}",
                *((LEFT_OUT,) if _is_whole(column.heading) else ()),
            )
        return own
    found = candidates(column.heading)
    return (*own, *found, *(_MORE[code] for code in found if code in _MORE))


def _own(name: str, said: str, custom: tuple[CustomField, ...]) -> Iterator[str]:
    """The user's own fields of this name; ``Fee, currency`` stands beside ``Fee``."""
    for one in custom:
        code = f"{PREFIX}{one.key}"
        if said == heading(one.label or "") or key_of(name) == one.key:
            yield code
        elif one.field_kind == "money" and said == heading(currency_of(one.label or "")):
            yield f"{code}@currency"
        elif one.field_kind == "ppm" and said == heading(f"{one.label} %"):
            yield code


def _addresses(columns: Sequence[Column]) -> dict[str, str]:
    """Which of the addresses of a row comes first and which second: home before business before others."""
    groups: dict[str, int] = {}
    for one in columns:
        group, part = address_part(one.heading)
        if part and group != "shipping address":
            groups[group] = groups.get(group, 0) + (part in ("line1", "city"))
    places = [group for group in sorted(groups, key=_order) if groups[group]]
    return {group: str(places.index(group) + 1) if group in places else "" for group in groups}


def _order(group: str) -> tuple[int, str]:
    first = ("home", "business", "work", "mailing", "shipping", "delivery", "billing", "other")
    return (first.index(group) if group in first else -1), group


def _by_content(values: Sequence[str], taken: set[str]) -> str:
    """What a column is by its cells alone: e-mails or profile addresses."""
    if _share(values, lambda v: all(map(is_email, parts(Reading("email", split=","), v)))) >= _MOST:
        return "creator.email" if "creator.email" not in taken else "contact_point.value@email"
    platforms = {_platform_of(one) for value in values for one in parts(Reading("account", split=SEVERAL), value)}
    if len(platforms) == 1 and (platform := platforms.pop()):
        code = f"account.url@{platform}"
        return "" if code in taken else code
    if platforms and "" not in platforms and "account.url" not in taken:
        return "account.url"
    return ""


def _platform_of(value: str) -> str:
    try:
        found = read_profile(value) if is_address(value) else None
    except Problem:
        return ""
    return found.platform if found and found.platform != "blog" else ""


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _fits(where: Target, values: Sequence[str]) -> bool:
    """Whether the cells can be what the heading says."""
    table, name, _ = where.place
    if where.field is None or table in ("tag", "custom"):
        return True
    if f"{table}.{name}" in _TEXTS:
        return _share(values, lambda v: is_address(v) or is_email(v) or v.replace(".", "").isdecimal()) < _HALF
    if name == "platform":
        return _share(values, lambda v: platform_code(v) is not None) >= _HALF
    if where.kind == "account":
        several = Reading("account", split=SEVERAL)
        return (
            _share(values, lambda v: any(is_email(one) or " " in without_platform(one) for one in parts(several, v)))
            < _HALF
        )
    reading = detect(where.kind, values)
    return _share(values, lambda v: _readable(reading, where, v)) >= _HALF


def _readable(reading: Reading, where: Target, value: str) -> bool:
    try:
        single = parts(reading, value) if reading.kind in ("email", "phone", "url") and reading.split else (value,)
        for one in single:
            read(reading, one, where.field.choices if where.field else ())
    except Problem:
        return False
    return True


def _drop_figures_of_nobody(codes: dict[int, str]) -> None:
    """Columns of a numbered account that no column names are no account's."""
    named = {code.partition("@")[2] for code in codes.values() if code.startswith(_IDENTITY)}
    for place, code in list(codes.items()):
        of = code.partition("@")[2]
        if "#" in of and code.startswith("account") and of not in named:
            del codes[place]


def _settle_names(codes: dict[int, str], columns: Sequence[Column]) -> dict[int, str]:
    """A column "Name" or "Nom" beside the given names alone holds the family names, and the other way round."""
    places = {code: place for place, code in codes.items()}
    place, given, family = (places.get(f"creator.{name}") for name in ("name", "given_name", "family_name"))
    if place is None or (given is None) == (family is None):
        return {}
    by_place = {one.place: one for one in columns}
    other = given if given is not None else family
    if other is None or heading(by_place[place].heading) not in _NAME_WORDS:
        return {}
    words = {word for value in by_place[other].values for word in fold(value).split()}
    whole = _share(by_place[place].values, lambda v: len(v.split()) > 1 and bool(words & set(fold(v).split())))
    if whole >= _HALF:
        return {}
    codes[place] = "creator.family_name" if given is not None else "creator.given_name"
    unsure = _share(by_place[place].values, lambda v: len(v.split()) > 1)
    return {place: tr("Some cells may hold the whole name.")} if unsure >= _HALF else {}


def _settle_platforms(codes: dict[int, str], columns: Sequence[Column], guess: str) -> dict[int, str]:
    """Handles whose platform no column says are of the platform the file's name speaks of, else a person is asked."""
    by_place = {one.place: one for one in columns}
    doubts = {}
    for place, code in list(codes.items()):
        base, _, of = code.partition("@")
        if base not in ("account.handle", "account.platform_user_id") or of.rstrip("0123456789") not in ("", "#"):
            continue
        told = {f"{name}@{of}" if of else name for name in ("account.platform", "account.url")} & set(codes.values())
        if told or _share(by_place[place].values, is_address) >= _MOST or _all_say(by_place[place].values):
            continue
        for at, one in _of_account(codes, of):
            codes[at] = f"{one.partition('@')[0]}@{guess or 'other'}{of}"
        if not guess:
            doubts[place] = tr("The file does not say on which platform.")
    return doubts


def _of_account(codes: dict[int, str], of: str) -> Iterator[tuple[int, str]]:
    """The columns of one account: all that bear its number, or handle and id without one."""
    for place, code in list(codes.items()):
        base, _, mine = code.partition("@")
        if mine == of and (
            base.startswith("account") if of else base in ("account.handle", "account.platform_user_id")
        ):
            yield place, code


def _all_say(values: Sequence[str]) -> bool:
    """Whether cells say their platforms themselves: ``IG: @ana``."""
    return _share(values, lambda v: all(_says(one) for one in parts(Reading("account", split=SEVERAL), v))) >= _MOST


def _says(text: str) -> bool:
    try:
        found = read_profile(text)
    except Problem:
        return False
    return found is not None and found.platform != "blog"


def accounts_named(codes: dict[int, str]) -> int:
    """How many accounts of a row the columns tell apart."""
    return len({code.partition("@")[2] for code in codes.values() if code.startswith("account.")})


def kept_as_note(name: str, codes: dict[int, str]) -> str:
    """Why a column is kept as a note although its heading names a field of an account; empty where it names none."""
    said = candidates(name.rpartition(" (")[0] or name)
    if said and said[0].startswith("account") and said[0] in codes.values() and said[0] != NOTE:
        return tr("{field} has its column already; this one is kept as a note.", field=tr(target(said[0]).label))
    return ""
