"""Dealing out targets to the columns of a file: by the source, by aliases, then by what the cells hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from infludesk.creators.profiles import is_address, platform_of
from infludesk.creators.several import REACHED_BY
from infludesk.importing.columns.sources import OWN, OWN_CARDS, VCARD, Source
from infludesk.importing.fields.cells import SEVERAL, Reading, is_email, parts
from infludesk.importing.fields.days import is_day
from infludesk.importing.fields.detecting import detect, without_platform
from infludesk.importing.fields.reading import is_read
from infludesk.importing.fields.targets import (
    LEFT_OUT,
    NOTE,
    Target,
    address_part,
    candidates,
    heading,
    platform_code,
    rank,
    target,
)
from infludesk.kernel.headings import currency_of, own_heading, own_label, rate_of
from infludesk.kernel.phones import country_of
from infludesk.kernel.text import fold, tr
from infludesk.records.custom import PREFIX
from infludesk.records.model import CustomField

_MOST = 0.8
_HALF = 0.5
_MAIN = "1"
_PART_RANK, _WHOLE_RANK, _LAST_RANK = 50, 51, 1_000
_TEXTS = frozenset({"creator.name", "creator.given_name", "creator.family_name", "creator.notes", "creator.summary",
                    "creator.nickname", "creator.city", "creator.region"})  # fmt: skip
# the second e-mail, phone or site column becomes a further contact point
_MORE = {f"creator.{kind}": f"contact_point.value@{kind}" for kind in REACHED_BY}
# no decimal, and no number of a list filled up with zeros
_LOCAL = re.compile(r"\(?0[1-9](?:[\s()/.-]{0,3}\d){6,12}")
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
        if (source and source.name in (OWN, OWN_CARDS)) or _fits(target(code, custom), one.values)
    )
    codes: dict[int, str] = {}
    taken: set[str] = set()
    for _, _, place, code in wishes:
        if place not in codes and code not in taken:
            codes[place] = code
            if not target(code, custom).several:
                taken.add(code)
    for one in filled:
        if one.place not in codes and not own_label(one.heading) and (code := _by_content(one.values, taken)):
            codes[one.place] = code
            taken.add(code)
    _drop_figures_of_nobody(codes)
    # a card's name is the whole one, whatever parts of it stand beside
    doubts = {} if source and source.name in (VCARD, OWN_CARDS) else _settle_names(codes, filled)
    return Dealt(codes, doubts | _settle_platforms(codes, filled, guess))


def _rank(code: str, name: str) -> int:
    """Fields of the user's own last; of an address, its parts before the whole of it in one cell."""
    if code.startswith(PREFIX):
        return _LAST_RANK
    if code.startswith("address.") and address_part(name)[1]:
        return _WHOLE_RANK if _is_whole(name) else _PART_RANK
    return rank(code, name)


def _is_whole(name: str) -> bool:
    return heading(name).endswith((" formatted", " address"))


def _wishes(
    column: Column, source: Source | None, addresses: dict[str, str], custom: tuple[CustomField, ...]
) -> tuple[str, ...]:
    """What a column may be, the best first: a field of the user's own only where it is nothing else."""
    if own_label(column.heading):
        return tuple(_own(column.heading, custom, own_heading))
    known = _known(column, source, addresses)
    own = tuple(_own(column.heading, custom, _plain)) or (() if known else tuple(_alike(column.heading, custom)))
    unkept = (NOTE, LEFT_OUT)
    return (*(code for code in known if code not in unkept), *own, *(code for code in known if code in unkept))


def _known(column: Column, source: Source | None, addresses: dict[str, str]) -> tuple[str, ...]:
    """What the source, the other columns of an address or the aliases make of a column."""
    if special := source.codes(heading(column.heading), column.values) if source else ():
        return special
    group, part = address_part(column.heading)
    if group in addresses:
        if which := addresses[group]:
            home = ("creator.country",) if part == "country" and group == "home" else ()
            second = "" if which == _MAIN else f"@{which}"
            return (
                *(() if second else home),
                f"address.{part}{second}",
                *((LEFT_OUT,) if _is_whole(column.heading) else ()),
            )
        return ()
    found = candidates(column.heading)
    return (*found, *(_MORE[code] for code in found if code in _MORE))


def _own(name: str, custom: tuple[CustomField, ...], headed: Callable[..., str]) -> Iterator[str]:
    """The user's own fields that are headed so, and the currencies beside them."""
    said = fold(name)
    for one in custom:
        label, kind, code = one.label or "", one.field_kind or "", f"{PREFIX}{one.key}"
        if said in (fold(headed(label)), fold(headed(label, kind))):
            yield code
        elif kind == "money" and said == fold(headed(label, kind, currency=True)):
            yield f"{code}@currency"


def _plain(label: str, kind: str = "", *, currency: bool = False) -> str:
    """The name of a field of the user's own as people write it, with the word for the cells behind it."""
    return currency_of(label) if currency else rate_of(label) if kind == "ppm" else label


def _alike(name: str, custom: tuple[CustomField, ...]) -> Iterator[str]:
    """The user's own fields whose names are written otherwise: ``SHIRT_SIZE`` is Shirt size."""
    said = heading(name)
    return (f"{PREFIX}{one.key}" for one in custom if said and said == heading(one.label or ""))


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
    """What a column is by its cells alone: e-mails, profile addresses or telephone numbers."""
    if _share(values, lambda v: all(map(is_email, parts(Reading("email", split=","), v)))) >= _MOST:
        return "creator.email" if "creator.email" not in taken else "contact_point.value@email"
    several = Reading("account", split=SEVERAL)
    platforms = {platform_of(one) if is_address(one) else "" for value in values for one in parts(several, value)}
    if len(platforms) == 1 and (platform := platforms.pop()):
        code = f"account.url@{platform}"
        return "" if code in taken else code
    if platforms and "" not in platforms and "account.url" not in taken:
        return "account.url"
    if _share(values, _is_phone) >= _MOST:
        return "creator.phone" if "creator.phone" not in taken else _MORE["creator.phone"]
    return ""


def _is_phone(text: str) -> bool:
    """Whether a cell can only be a telephone number: with its country's code, or with the 0 of an area's."""
    if text.startswith(("+", "00")):
        return bool(country_of(text))
    return _LOCAL.fullmatch(text) is not None and not is_day(text)


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0


def _fits(where: Target, values: Sequence[str]) -> bool:
    """Whether the cells can be what the heading says."""
    table, name, _ = where.place
    if where.field is None or table in ("tag", "custom", "do_not_contact"):
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
    choices = where.field.choices
    return _share(values, lambda v: is_read(reading, v, choices)) >= _HALF


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
    return (
        _share(values, lambda v: all(platform_of(one) for one in parts(Reading("account", split=SEVERAL), v))) >= _MOST
    )


def accounts_named(codes: dict[int, str]) -> int:
    """How many accounts of a row the columns tell apart."""
    return len({code.partition("@")[2] for code in codes.values() if code.startswith("account.")})


def kept_as_note(name: str, codes: dict[int, str]) -> str:
    """Why a column is kept as a note although its heading names a field of an account; empty where it names none."""
    said = candidates(name.rpartition(" (")[0] or name)
    if said and said[0].startswith("account") and said[0] in codes.values() and said[0] != NOTE:
        return tr("{field} has its column already; this one is kept as a note.", field=tr(target(said[0]).label))
    return ""
