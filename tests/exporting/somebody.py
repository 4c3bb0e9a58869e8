"""Creators with everything that hangs on them, made from the declared fields, and as a workspace holds them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from infludesk.clients.model import Client
from infludesk.creators.model import Account, AccountSnapshot, ContactPoint, Creator, Tag, Tagging
from infludesk.creators.profiles import profile_url
from infludesk.creators.several import PARTS, hung
from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.kernel.fields import Entity, Field, Row
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.money import Money
from infludesk.records.custom_commands import add_custom_field, set_custom_value
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.records.model import CustomField
from infludesk.team.model import Member
from infludesk.workspace import Workspace

NAMED = {"member": ("Mara Koch", "O'Neil, Jo"), "client": ("Nordlys & Co", "=Acme, Ltd")}
OWN = {kind: f"My {kind}" for kind, _ in CustomField.entity.field("field_kind").choices}
CHOICES = ("Gold, big", "=Silver", "9")
# A file names a creator's members, clients and campaigns; other creators it does not.
LEFT = frozenset({"merged_into_id", "referred_by_id", "creator_id", "account_id", "owner", "person"})
LINKS = frozenset({"link", "ref"})
WEIRD = (
    "=1+1", "-5", "+49", "@cmd", "＝1", "'=x", "''=x", "'90s", '="0151"', "12", "n/a", "-", "\U0001f512 shut", "total",
    'a "b", c', "line\nbreak", "محمد الفنان", "山田", "🦊 Fox", "O'Neil;|x", " blanks ", "* star", "yes",
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A creator with what is theirs; linked records by name."""

    fields: dict[str, Any]
    accounts: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    parts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    own: dict[str, Any] = field(default_factory=dict)


def furnish(tx: Tx) -> None:
    """Members, clients and fields of the user's own, which both workspaces have."""
    for name in NAMED["member"]:
        insert(tx, Member(name=name))
    for name in NAMED["client"]:
        insert(tx, Client(name=name))
    for kind, label in OWN.items():
        choices = CHOICES if kind == "choice" else ()
        add_custom_field(tx, table="creator", label=label, kind=kind, choices=choices)


def add(tx: Tx, people: list[Known]) -> None:
    records = {name: one for one, name in _names(tx.conn).items()}
    own = {one.label: one.id for one in custom_fields(tx.conn, "creator")}
    for one in people:
        creator = insert(tx, Creator(**_linked(Creator.entity, one.fields, records)))
        person = ref("creator", creator.id)
        for values, figures in one.accounts:
            made = insert(tx, Account(creator_id=creator.id, **values))
            if figures:
                insert(tx, AccountSnapshot(account_id=made.id, **figures))
        for kind, value in one.points:
            insert(tx, ContactPoint(owner=person, kind=kind, value=value))
        for table, rows in one.parts.items():
            entity, _ = PARTS[table]
            for values in rows:
                insert(tx, entity.cls(**hung(table, creator.id), **_linked(entity, values, records)))
        for label in one.tags:
            tag = insert(tx, Tag(label=label))
            insert(tx, Tagging(tag_id=tag.id, target=person))
        for label, value in one.own.items():
            set_custom_value(tx, record=person, field_id=own[label], value=value)


def _linked(entity: Entity, values: dict[str, Any], records: dict[str, str]) -> dict[str, Any]:
    """The fields with records in place of names."""
    found = dict(values)
    for one in entity.fields:
        if one.kind in LINKS and one.name in found:
            record = records[found[one.name]]
            found[one.name] = record if one.kind == "ref" else split_ref(record)[1]
    return found


def held(workspace: Workspace) -> list[Known]:
    """Everybody a workspace holds, by name."""
    return workspace.read(lambda conn: sorted((_known(conn, one) for one in find(conn, Creator)), key=_name))


def _name(one: Known) -> str:
    return str(one.fields["name"])


def _known(conn: Connection, creator: Creator) -> Known:
    person = ref("creator", creator.id)
    names = _names(conn)
    accounts = []
    for account in find(conn, Account, "creator_id = ?", (creator.id,)):
        readings = find(conn, AccountSnapshot, "account_id = ?", (account.id,))
        assert len(readings) <= 1
        accounts.append((_filled(account, names), _filled(readings[0], names) if readings else {}))
    parts = {}
    for table, (entity, column) in PARTS.items():
        rows = find(conn, entity.cls, f"{column} = ?", (_owner(table, creator),))
        parts[table] = sorted((_filled(one, names) for one in rows), key=str)
    points = find(conn, ContactPoint, "owner = ?", (person,))
    tags = "SELECT t.label FROM tagging AS g JOIN tag AS t ON t.id = g.tag_id WHERE g.target = ?"
    labels = {one.key: one.label or "" for one in custom_fields(conn, "creator")}
    own = custom_values(conn, [person]).get(person, {})
    return Known(
        _filled(creator, names),
        tuple(sorted(accounts, key=str)),
        tuple(sorted((one.kind or "", one.value or "") for one in points)),
        {table: rows for table, rows in parts.items() if rows},
        tuple(sorted(row[0] for row in conn.execute(tags, (person,)))),
        {labels[key]: value for key, value in own.items()},
    )


def _owner(table: str, creator: Creator) -> str:
    return hung(table, creator.id)[PARTS[table][1]]


def _names(conn: Connection) -> dict[str, str]:
    """What members and clients are called, by the reference to them."""
    members = {ref("member", one.id): one.name or "" for one in find(conn, Member)}
    return members | {ref("client", one.id): one.name or "" for one in find(conn, Client)}


def _filled(row: Row, names: dict[str, str]) -> dict[str, Any]:
    """The fields that hold something, with names in place of records."""
    found = {}
    for one in row.entity.fields:
        value = getattr(row, one.name)
        if one.name in LEFT or value is None or value == ():
            continue
        found[one.name] = names[value if one.kind == "ref" else ref(one.table, value)] if one.kind in LINKS else value
    return found


PRINTED = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)
TEXTS = st.one_of(st.sampled_from(WEIRD), PRINTED.filter(str.strip), st.just("long word " * 40))
ENTRIES = TEXTS.map(str.strip).filter(lambda text: ":::" not in text and len(text) < 99)
HANDLES = st.from_regex(r"[a-z_][a-z0-9_]{3,14}", fullmatch=True)
EMAILS = st.from_regex(r"[a-z]{3,9}[0-9]{0,3}@(example|brand)\.(com|org)", fullmatch=True)
PHONES = st.from_regex(r"(\+49 171|0151) [0-9]{7}", fullmatch=True)
SITES = st.from_regex(r"https://(www\.)?[a-z]{5,9}\.example\.com/[a-z]{0,5}", fullmatch=True)
PLATFORMS = st.sampled_from(["instagram", "tiktok", "x", "weibo", "newsletter", "line", "other", "press", "youtube"])
DAYS = st.dates(date(1995, 1, 1), date(2026, 3, 1)).map(str)
LANGS = st.sampled_from([("de",), ("en", "pt-BR")])
# Keys of a person: an import would else join two into one.
KEYS = frozenset({"email", "phone", "platform_user_id", "website"})
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS, "long": TEXTS, "email": EMAILS, "phone": PHONES, "url": SITES,
    "country": st.sampled_from(["DE", "US"]),
    "zone": st.sampled_from(["Europe/Berlin", "America/New_York"]), "yes": st.booleans(), "day": DAYS,
    "pday": st.sampled_from(["1990-02-03", "--02-03", "1990", "1990-05"]), "int": st.integers(0, 10**9),
    "ppm": st.integers(0, 999_999),
    "list": st.lists(ENTRIES, min_size=1, max_size=3, unique_by=str.casefold).map(tuple),
    "link": st.sampled_from(NAMED["member"]), "ref": st.sampled_from(NAMED["client"]),
    "money": st.builds(Money, st.integers(0, 10**9), st.sampled_from(["EUR", "JPY", "KWD"])),
}  # fmt: skip


def of_field(one: Field, number: int) -> st.SearchStrategy[Any]:
    """What a field may hold."""
    if one.name == "langs":
        return LANGS
    if one.kind == "choice":
        return st.sampled_from([code for code, _ in one.choices])
    found = BY_KIND[one.kind]
    return found.map(lambda value: numbered(one.kind, value, number)) if one.name in KEYS else found


def numbered(kind: str, value: str, number: int) -> str:
    return f"{number}{value}" if kind == "email" else f"{value}{number}"


def of_entity(entity: Entity, number: int, *, always: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
    """Any of the fields of an entity; ``always`` are filled."""
    fields = {one.name: of_field(one, number) for one in entity.fields if one.name not in LEFT}
    needed = {name: held for name, held in fields.items() if name in always or entity.field(name).needed}
    return st.fixed_dictionaries(needed, optional={n: held for n, held in fields.items() if n not in needed})


@st.composite
def somebody(draw: Callable[[Any], Any], number: int = 0) -> Known:
    """A creator whose keys are theirs alone."""
    fields = draw(of_entity(Creator.entity, number, always=("owner_id", "standing")))
    fields["name"] = f"{fields['name'].strip()} {number}"
    handles = draw(st.lists(st.tuples(PLATFORMS, HANDLES), max_size=4, unique_by=lambda one: one[1]))
    own = {label: st.sampled_from(CHOICES) if kind == "choice" else BY_KIND[kind] for kind, label in OWN.items()}
    parts = {table: draw(_several(table, entity, number)) for table, (entity, _) in PARTS.items()}
    return Known(
        fields,
        tuple(draw(_account(platform, handle, number)) for platform, handle in handles),
        tuple(one for kind, _ in ContactPoint.entity.field("kind").choices for one in draw(_points(kind, 90 + number))),
        {table: rows for table, rows in parts.items() if rows},
        tuple(draw(st.lists(ENTRIES, max_size=3, unique_by=str.casefold))),
        draw(st.fixed_dictionaries({}, optional=own)),
    )


@st.composite
def everybody(draw: Callable[[Any], Any]) -> list[Known]:
    return [draw(somebody(number)) for number in range(1, draw(st.integers(1, 4)) + 1)]


@st.composite
def _account(
    draw: Callable[[Any], Any], platform: str, handle: str, number: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A channel with an address, where its platform has any, and perhaps figures of a day."""
    values = draw(of_entity(Account.entity, number)) | {"platform": platform, "handle": f"{handle}{number}"}
    values["url"] = draw(st.none() | SITES.map(lambda one: f"{one}{handle}{number}")) or profile_url(
        platform, values["handle"]
    )
    if "platform_user_id" in values:
        values["platform_user_id"] += handle
    figures = draw(st.just({}) | of_entity(AccountSnapshot.entity, number))
    if "er_ppm" in figures:  # a rate always says how it was made
        figures.setdefault("er_variant", "reach")
    return {name: value for name, value in values.items() if value != ""}, figures


def _points(kind: str, number: int) -> st.SearchStrategy[list[tuple[str, str]]]:
    values = BY_KIND.get({"website": "url"}.get(kind, kind), TEXTS)
    if kind in KEYS:
        values = values.map(lambda value: numbered(kind, value, number))
    return st.lists(values.map(lambda value: (kind, value)), max_size=2, unique=True)


def _several(table: str, entity: Entity, number: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Up to three parts of a creator; what makes the id of a row is its own."""
    seeds = [name for name in entity.seed if name not in LEFT]

    def identity(row: dict[str, Any]) -> str:
        return str([row.get(name) for name in seeds] if seeds else row)

    always = ("city",) if table == "address" else ()
    return st.lists(of_entity(entity, number, always=always), max_size=3, unique_by=identity)
