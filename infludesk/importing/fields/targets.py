"""What a file's column can go to: the declared fields of a creator, and what its heading proposes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from infludesk.creators.model import (
    PLATFORMS,
    Account,
    AccountSnapshot,
    Address,
    ContactPoint,
    Creator,
    DoNotContact,
    Tag,
)
from infludesk.creators.several import PARTS, REACHED_BY
from infludesk.importing.fields.words import WORDS, numbered_thing
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.headings import PERCENT, currency_of
from infludesk.kernel.text import fold, tr
from infludesk.records.custom import PREFIX, as_field
from infludesk.records.model import CustomField

NOTE = "note"
LEFT_OUT = ""
# the kinds of contact points that lists number, and what their columns are read as
_PLATFORM_CODES = frozenset(code for code, _ in PLATFORMS)
_LABELLED = {fold(label): code for code, label in PLATFORMS}
_OF_A_FILE: dict[str, frozenset[str]] = {
    "tag": frozenset({"label"}),
    "do_not_contact": frozenset({"reason", "since"}),
}
_NEVER = frozenset({"link", "ref", "money", "fx"})
# records that a file can name: members by links, clients and campaigns by what a part of a creator is for
_NAMED = frozenset({"member"})
_SAID = {
    "instagram": "instagram", "ig": "instagram", "insta": "instagram", "tiktok": "tiktok", "tik tok": "tiktok",
    "tt": "tiktok", "youtube": "youtube", "yt": "youtube", "facebook": "facebook", "fb": "facebook", "twitter": "x",
    "linkedin": "linkedin", "pinterest": "pinterest", "snapchat": "snapchat", "twitch": "twitch",
    "threads": "threads", "bluesky": "bluesky", "blog": "blog",
}  # fmt: skip
_PLATFORM = re.compile(rf"\b({'|'.join(sorted(_SAID, key=len, reverse=True))})\b")
# what stands beside a platform's name in a heading, and is no alias by itself
_BESIDE = {"": "account.handle", "name": "account.handle", "id": "account.platform_user_id", "channel": "account.url"}
_COMMON_WORDS = frozenset({"event", "press", "forum", "line", "other", "newsletter"})
_LABEL_OF = re.compile(r"(?:e mail|phone|address|website|im|organization) \d+ (?:label|type)")
_NUMBERED = re.compile(r"\b\d+\b")
_LATE = 1_000
_FIXED = {"photo": LEFT_OUT, "unsub time": "do_not_contact.since", "clean time": "do_not_contact.since@bounced"}
_GROUPED = re.compile(r"\b\d{1,2}\b")
_MOST_GROUPS, _MOST_PARTS = 20, 99
_CHANNEL = re.compile(
    r"(?:account|channel|profile|platform|social|social media|social network|network|konto|kanal|profil|compte|reseau|"
    r"cuenta|canal|perfil|conta|profilo|canale)(?: |$)"
)
_OF = re.compile(r"(?P<platform>[a-z]*)(?:#(?P<group>\d{1,2}))?")
_ADDRESS_PART = {
    "street": "line1", "address": "line1", "formatted": "line1", "street 1": "line1", "street address": "line1",
    "street 2": "line2", "street 3": "line2", "extended address": "line2", "po box": "line2", "address po box": "line2",
    "city": "city", "state": "region", "region": "region", "state region": "region", "province": "region",
    "postal code": "postal_code", "zip": "postal_code", "zip code": "postal_code", "country": "country",
    "country code": "country",
}  # fmt: skip
_ADDRESS = re.compile(r"(home|business|work|other|mailing|billing|shipping|delivery|address \d{1,2}) (.+)")
# a second column where a person has several of a thing, or a value that stands in for one that is missing
_SECOND = {"creator.name": "else", "do_not_contact.since": "bounced"}
_CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes.

    Attributes:
        code: ``creator.name``, ``account.handle@instagram``, ``contact_point.value@email``, ``custom.shoe_size``,
            ``note`` or empty. ``account.handle@#2`` and ``account.handle@instagram#2`` are of the second account of a
            row, ``address.city@2`` of a second address, ``tie.kind@1`` of the first tie and so with every part of a
            creator, ``custom.fee@currency`` the currency beside an amount, ``creator.name@else`` the name where there
            is no other, and ``do_not_contact.since@bounced`` since when a mailbox is dead.
        label: English, as shown in the wizard.
        field: the declared field; None for a note and for what is left out.
    """

    code: str
    label: str
    field: Field | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        """Table, field and what follows the @."""
        table, _, rest = self.code.partition(".")
        name, _, of = rest.partition("@")
        return table, name, of

    @property
    def kind(self) -> str:
        """The kind its column is read as."""
        table, name, of = self.place
        if self.field is None or of == _CURRENCY or self.field.kind in ("link", "ref"):
            return "text"
        if table == "contact_point":
            return Creator.entity.field(of).kind if of in REACHED_BY else "text"
        if table == "do_not_contact" and not of.isdecimal():
            return "day" if name == "since" else "text"
        if table == "account" and name in ("handle", "url"):
            return "account"
        if table == "creator" and name == "name":
            return "name"
        return {"langs": "langs", "label": "list"}.get(name, self.field.kind)

    @property
    def several(self) -> bool:
        """Whether more than one column may go there."""
        return self.code.partition(".")[0] in ("contact_point", "tag", NOTE, LEFT_OUT)


def _fields(entity: Entity) -> Iterator[Field]:
    only = _OF_A_FILE.get(entity.table)
    for one in entity.fields:
        if (one.kind not in _NEVER or one.table in _NAMED) and (only is None or one.name in only):
            yield one


def _declared() -> Iterator[Target]:
    for entity in (Creator.entity, Account.entity, AccountSnapshot.entity, Address.entity, Tag.entity):
        for one in _fields(entity):
            label = one.label if entity is Creator.entity else f"{entity.label}: {one.label}"
            yield Target(f"{entity.table}.{one.name}", label, one)
    for point, label in ContactPoint.entity.field("kind").choices:
        said = label if point in REACHED_BY else f"{ContactPoint.entity.label}: {label}"
        yield Target(f"contact_point.value@{point}", said, ContactPoint.entity.field("value"))
    for one in _fields(DoNotContact.entity):
        yield Target(f"do_not_contact.{one.name}", f"{DoNotContact.entity.label}: {one.label}", one)
    yield Target(NOTE, "Keep as a note")
    yield Target(LEFT_OUT, "Leave out")


_DECLARED = {target.code: target for target in _declared()}
_PARTS = {
    f"{table}.{one.name}": Target(f"{table}.{one.name}", f"{entity.label}: {one.label}", one)
    for table, (entity, column) in PARTS.items()
    for one in entity.fields
    if one.name != column
}
TARGETS = (
    *_DECLARED.values(),
    *(
        Target(f"account.handle@{code}", label, Account.entity.field("handle"))
        for code, label in PLATFORMS
        if code in {*_SAID.values(), "x"}
    ),
)


@lru_cache(maxsize=1024)
def target(code: str, custom: tuple[CustomField, ...] = ()) -> Target:
    """The target of a code.

    Args:
        code: as in ``Target.code``.
        custom: the user's own fields, those of the workspace or those a mapping brings (``Mapping.custom``).

    Raises:
        Problem: ``mapping.unknown_field``.
    """
    if code in _DECLARED:
        return _DECLARED[code]
    base, _, of = code.partition("@")
    if code.startswith(PREFIX):
        own = next((as_field(one) for one in custom if f"{PREFIX}{one.key}" == base), None)
        if own and (not of or (of == _CURRENCY and own.kind == "money")):
            return Target(code, currency_of(own.label) if of else own.label, own)
    if base in _PARTS and of.isdecimal() and 0 < int(of) <= _MOST_PARTS:
        return Target(code, _part_label(base, int(of)), _PARTS[base].field)
    known = _DECLARED.get(base)
    label = _suffixed(base, of, known) if known and of else ""
    if known and label:
        return Target(code, label, known.field)
    raise Problem(
        "mapping.unknown_field",
        tr('There is no field "{code}".', code=code),
        tr("Nothing was imported. Choose the field again."),
    )


def _part_label(base: str, number: int) -> str:
    record, _, field = _PARTS[base].label.partition(": ")
    if base.startswith("address.") and number == 2:  # noqa: PLR2004
        return f"Second address: {field}"
    return f"{record} {number}: {field}" if number > 1 else f"{record}: {field}"


def _suffixed(base: str, of: str, known: Target) -> str:
    """The label of a field with something behind the @; empty where that cannot be."""
    table, _, _ = base.partition(".")
    if of == _SECOND.get(base, _SECOND.get(table)):
        return {
            "else": "Name, where there is no other",
            "bounced": "Do not contact: Bounced since",
        }[of]
    said = _OF.fullmatch(of)
    if not table.startswith("account") or not said or (said["platform"] and said["platform"] not in _PLATFORM_CODES):
        return ""
    group = f" {int(said['group'])}" if said["group"] else ""
    platform = next((label for code, label in PLATFORMS if code == said["platform"]), "Account")
    return f"{platform}{group}: {known.label.rpartition(': ')[2]}"


def heading(text: str) -> str:
    """A heading as aliases are compared: folded, with ``_ . - : ( ) '`` as blanks."""
    return " ".join(re.sub(r"[_.:()\[\]*/–'’-]+", " ", fold(text)).split())


def platform_named(text: str) -> str:
    """The platform that a heading or a file's name speaks of; empty where it names none or several."""
    found = {_SAID[name] for name in _PLATFORM.findall(heading(text))}
    return found.pop() if len(found) == 1 else ""


def platform_code(text: str) -> str | None:
    """The code of a platform as people write it; None where it is unknown."""
    said = heading(text)
    if said in _PLATFORM_CODES:
        return said
    return _SAID.get(said) or _LABELLED.get(said)


def candidates(text: str) -> tuple[str, ...]:
    """The codes a heading may mean, the best first."""
    said = heading(text)
    if (code := _by_label().get(said.removesuffix(PERCENT))) is not None:
        return (code,)
    if code := _numbered(said):
        return (code,)
    if said in _FIXED or _LABEL_OF.fullmatch(said):
        return (_FIXED.get(said, LEFT_OUT),)
    numbered = _NUMBERED.sub("n", said)
    exact = (code for code in _by_alias().get(said, ()) if _reaches(code, said))
    known = platform_code(said)
    if platform_named(said) or (known and known not in _COMMON_WORDS):
        found = _of_platform(said)
    else:
        found = tuple(dict.fromkeys([*exact, *_by_number(said, numbered)])) or _of_number(said)
    return found or _of_group(said)


def _of_number(said: str) -> tuple[str, ...]:
    """A heading that says whose number it is: of all numbers, a field holds those of telephones."""
    thing = numbered_thing(said)
    found = dict.fromkeys(_by_alias().get(thing, ())) if thing else {}
    return tuple(code for code in found if target(code).kind == "phone")


def own_codes(text: str) -> tuple[str, ...]:
    """The code that a heading of the program's own files means; empty where aliases tell."""
    said = heading(text)
    found = _by_label().get(said.removesuffix(PERCENT)) or _numbered(said, own=True)
    return (found,) if found else ()


def _numbered(said: str, *, own: bool = False) -> str:
    """A numbered heading of the program's own: ``Tie 2: Relation``; of addresses and accounts in its ``own`` files."""
    plain = said.removesuffix(PERCENT)
    numbers = _GROUPED.findall(plain)
    if len(numbers) != 1 or int(numbers[0]) < 2:  # noqa: PLR2004  the first has no number
        return ""
    code = _by_label().get(" ".join(_GROUPED.sub(" ", plain).split())) or ""
    table, base = code.partition(".")[0], code.partition("@")[0]
    if table == "contact_point":
        return code
    if base in _PARTS:
        return f"{base}@{int(numbers[0])}" if own or table != "address" else ""
    return f"{code}#{int(numbers[0])}" if own and "@" in code else ""


def _of_platform(said: str) -> tuple[str, ...]:
    """A heading that names one platform, alone or with what it is of it."""
    platform = platform_named(said)
    if not platform:
        return (f"account.handle@{platform_code(said)}",)
    rest = " ".join(_PLATFORM.sub(" ", said).split())
    if rest in _BESIDE:
        code = "account.handle" if platform != "youtube" and rest == "channel" else _BESIDE[rest]
        return (f"{code}@{platform}",)
    return tuple(f"{code}@{platform}" for code in _by_alias().get(rest, ()) if code.startswith("account"))


def _of_group(said: str) -> tuple[str, ...]:
    """A numbered heading of one of a row's accounts: ``Platform 2``, ``Account 2 followers``, ``Instagram 2``."""
    numbers = _GROUPED.findall(said)
    if len(numbers) != 1 or not 0 < int(numbers[0]) <= _MOST_GROUPS:
        return ()
    rest = " ".join(_GROUPED.sub(" ", said).split())
    if _by_label().get(rest) == LEFT_OUT:
        return (LEFT_OUT,)
    found = [code for code in candidates(rest) if code.startswith("account")]
    if not found and (channel := _CHANNEL.match(rest)):
        rest = rest[channel.end() :]
        found = [code for code in candidates(rest) if code.startswith("account")] if rest else ["account.handle"]
    return tuple(f"{code}{'' if '@' in code else '@'}#{int(numbers[0])}" for code in found)


def address_part(text: str) -> tuple[str, str]:
    """The address a heading is of, as ``home`` or ``address 2``, and the field of it; empty for other headings."""
    found = _ADDRESS.fullmatch(heading(text).replace("country region", "country"))
    part = _ADDRESS_PART.get(found[2], "") if found else ""
    return (found[1], part) if found and part else ("", "")


def says_points(text: str) -> bool:
    """Whether a heading is that of the program's own rates, which are percent points."""
    said = heading(text)
    one = " ".join(_GROUPED.sub(" ", said.removesuffix(PERCENT)).split())
    return said.endswith(PERCENT) and one in _by_label()


def rank(code: str, text: str) -> int:
    """How early the heading stands among the aliases of a field: 0 is the best."""
    base = code.partition("@")[0] if code.startswith(("account", "address", "creator")) else code
    said, late = _aliases(base), base.startswith("contact_point")
    return said.index(heading(text)) if heading(text) in said else _LATE if late else len(said) or _LATE


def _by_number(said: str, numbered: str) -> Iterator[str]:
    """Numbered headings: further contact points, and the first address."""
    for code in _by_alias().get(numbered, ()):
        if not code.startswith("contact_point"):
            if " 1 " in f" {said} ":
                yield code
        elif _reaches(code, said):
            yield code


def _reaches(code: str, said: str) -> bool:
    """Whether a further contact point is of the kind its heading speaks of."""
    email, website = "mail" in said, "website" in said
    return not code.startswith("contact_point") or (email, website) == (
        code.endswith("email"),
        code.endswith("website"),
    )


@lru_cache(maxsize=512)
def _aliases(code: str) -> tuple[str, ...]:
    """The headings that mean a field, the likeliest first."""
    one = _DECLARED.get(code)
    counted = one is not None and (not code.startswith("contact_point") or one.place[2] in REACHED_BY)
    own = one.field.aliases if one and one.field and counted else ()
    return tuple(heading(alias) for alias in (*own, *WORDS.get(code, ())))


@lru_cache(maxsize=1)
def _by_alias() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in _DECLARED:
        for alias in _aliases(code):
            found.setdefault(alias, []).append(code)
    for alias in DoNotContact.entity.field("source").aliases:
        found.setdefault(heading(alias), []).append("do_not_contact.reason")
    return {alias: tuple(codes) for alias, codes in found.items()}


@lru_cache(maxsize=1)
def _by_label() -> dict[str, str]:
    """The headings of the program's own files, which name record or platform and field, with what they mean.

    A field that no file can give, such as a link to another record, is left out.
    """
    found: dict[str, str] = {}
    for entity in (Creator.entity, Account.entity, AccountSnapshot.entity, Address.entity):
        for one in entity.fields:
            code = f"{entity.table}.{one.name}"
            found[heading(f"{entity.label}: {one.label}")] = code if code in _DECLARED else LEFT_OUT
    for code, one_of in _PARTS.items():
        found.setdefault(heading(one_of.label), f"{code}@1")
    for code, label in ContactPoint.entity.field("kind").choices:
        found[heading(f"{ContactPoint.entity.label}: {label}")] = f"contact_point.value@{code}"
    for entity in (Account.entity, AccountSnapshot.entity):
        for one in entity.fields:
            code = f"{entity.table}.{one.name}"
            given = {
                heading(f"{label}: {one.label}"): f"{code}@{known}" if code in _DECLARED else LEFT_OUT
                for known, label in PLATFORMS
            }
            found |= {said: where for said, where in given.items() if said not in found}
    return found
