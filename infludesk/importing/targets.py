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
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.text import fold, tr

NOTE = "note"
LEFT_OUT = ""
POINTS = ("email", "phone", "website")
_PLATFORM_CODES = frozenset(code for code, _ in PLATFORMS)
_OF_A_FILE: dict[str, frozenset[str]] = {
    "account": frozenset({"platform", "handle", "url", "platform_user_id", "display_name", "verified"}),
    "tag": frozenset({"label"}),
    "do_not_contact": frozenset({"reason", "since"}),
}
_NEVER = frozenset({"link", "ref", "money", "fx"})
_NOT_IMPORTED = frozenset({"archived", "er_variant", "source", "day", "owner"})
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
_LABEL_OF = re.compile(
    r"(?:e mail|phone|address|website|event|im|relation|custom field|organization) \d+ (?:label|type)"
)
_NUMBERED = re.compile(r"\b\d+\b")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes.

    Attributes:
        code: ``creator.name``, ``account.handle@instagram``, ``contact_point.value@email``, ``note`` or empty.
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
        if self.field is None:
            return "text"
        table, name, of = self.place
        if table == "contact_point":
            return "url" if of == "website" else of
        if table == "do_not_contact":
            return "day" if name == "since" else "text"
        return {"langs": "langs", "label": "list", "url": "text"}.get(name, self.field.kind)

    @property
    def several(self) -> bool:
        """Whether more than one column may go there."""
        return self.code.partition(".")[0] in ("contact_point", "tag", NOTE, LEFT_OUT)


def _fields(entity: Entity) -> Iterator[Field]:
    only = _OF_A_FILE.get(entity.table)
    for one in entity.fields:
        if one.kind not in _NEVER and (one.name in only if only else one.name not in _NOT_IMPORTED):
            yield one


def _declared() -> Iterator[Target]:
    for entity in (Creator.entity, Account.entity, AccountSnapshot.entity, Address.entity, Tag.entity):
        for one in _fields(entity):
            label = one.label if entity is Creator.entity else f"{entity.label}: {one.label}"
            yield Target(f"{entity.table}.{one.name}", label, one)
    for point in POINTS:
        kind = ContactPoint.entity.field("kind")
        yield Target(f"contact_point.value@{point}", kind.choice(point), ContactPoint.entity.field("value"))
    for one in _fields(DoNotContact.entity):
        yield Target(f"do_not_contact.{one.name}", f"{DoNotContact.entity.label}: {one.label}", one)
    yield Target(NOTE, "Keep as a note")
    yield Target(LEFT_OUT, "Leave out")


_DECLARED = {target.code: target for target in _declared()}
TARGETS = (
    *_DECLARED.values(),
    *(
        Target(f"account.handle@{code}", label, Account.entity.field("handle"))
        for code, label in PLATFORMS
        if code in {*_SAID.values(), "x"}
    ),
)


@lru_cache(maxsize=512)
def target(code: str) -> Target:
    """The target of a code; an account's fields take any platform after an @.

    Raises:
        Problem: ``mapping.unknown_field``.
    """
    base, _, platform = code.partition("@")
    if code in _DECLARED:
        return _DECLARED[code]
    if base.startswith("account") and base in _DECLARED and platform in _PLATFORM_CODES:
        label = next(label for known, label in PLATFORMS if known == platform)
        return Target(code, f"{label}: {_DECLARED[base].label.rpartition(': ')[2]}", _DECLARED[base].field)
    raise Problem(
        "mapping.unknown_field",
        tr('There is no field "{code}".', code=code),
        tr("Nothing was imported. Choose the field again."),
    )


def heading(text: str) -> str:
    """A heading as aliases are compared: folded, with ``_ . - : ( )`` as blanks."""
    return " ".join(re.sub(r"[_.:()\[\]*/–-]+", " ", fold(text)).split())


def platform_named(text: str) -> str:
    """The platform that a heading or a file's name speaks of; empty where it names none or several."""
    found = {_SAID[name] for name in _PLATFORM.findall(heading(text))}
    return found.pop() if len(found) == 1 else ""


def platform_code(text: str) -> str | None:
    """The code of a platform as people write it; None where it is unknown."""
    said = heading(text)
    if said in _PLATFORM_CODES:
        return said
    return _SAID.get(said) or next((code for code, label in PLATFORMS if fold(label) == said), None)


def candidates(text: str) -> tuple[str, ...]:
    """The codes a heading may mean, the best first."""
    said = heading(text)
    if _LABEL_OF.fullmatch(said) or said == "photo":
        return (LEFT_OUT,)
    if said == "unsub time":
        return ("do_not_contact.since",)
    if platform := platform_named(text):
        rest = " ".join(_PLATFORM.sub(" ", said).split())
        if rest in _BESIDE:
            code = "account.handle" if platform != "youtube" and rest == "channel" else _BESIDE[rest]
            return (f"{code}@{platform}",)
        codes = [code for code in _by_alias().get(rest, ()) if code.startswith("account")]
        return tuple(f"{code}@{platform}" for code in codes)
    known = platform_code(said)
    if known and known not in _COMMON_WORDS:
        return (f"account.handle@{known}",)
    numbered = _NUMBERED.sub("n", said)
    exact = (code for code in _by_alias().get(said, ()) if _reaches(code, said))
    return tuple(dict.fromkeys([*exact, *_by_number(said, numbered)]))


def rank(code: str, text: str) -> int:
    """How early the heading stands among the aliases of a field: 0 is the best."""
    field = target(code).field
    said = [heading(alias) for alias in field.aliases] if field else []
    return said.index(heading(text)) if heading(text) in said else len(said)


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


@lru_cache(maxsize=1)
def _by_alias() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, one in _DECLARED.items():
        for alias in one.field.aliases if one.field else ():
            found.setdefault(heading(alias), []).append(code)
    for alias in DoNotContact.entity.field("source").aliases:
        found.setdefault(heading(alias), []).append("do_not_contact.reason")
    return {alias: tuple(codes) for alias, codes in found.items()}
