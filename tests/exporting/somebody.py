"""Creators with everything that hangs on them, made from the declared fields, and as a workspace holds them."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from infludesk.clients.model import Client
from infludesk.creators.model import Account, AccountSnapshot, ContactPoint, Creator, Tag, Tagging
from infludesk.creators.profiles import profile_url
from infludesk.creators.several import PARTS, hung
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.exporting.files import Format, Shape, export_file
from infludesk.exporting.lists import Wanted
from infludesk.exporting.table import Secrets
from infludesk.exporting.vcard_file import Version
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files import read_file
from infludesk.importing.home import home
from infludesk.importing.mapping import propose
from infludesk.kernel.fields import Entity, Field, Row
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.money import Money
from infludesk.records.custom_commands import add_custom_field, set_custom_value
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.records.model import CustomField
from infludesk.settings import Settings
from infludesk.team.model import Member
from infludesk.workspace import Workspace

EVERYTHING = Wanted("creators", secrets=Secrets(internal=True, private=True))
NAMED = {"member": ("Mara Koch", "O'Neil, Jo"), "client": ("Nordlys & Co", "=Acme, Ltd")}
OWN = {
    kind: f"My {kind}" for kind, _ in CustomField.entity.field("field_kind").choices
}
CHOICES = ("Gold, big", "=Silver", "9")
# A file names a creator's members, clients and campaigns; other creators it does not.
LEFT = frozenset({"merged_into_id", "referred_by_id", "creator_id", "account_id", "owner", "person", "platform"})
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


def silent(_done: int, _total: int) -> None:
    """Nobody watches."""


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
    known = {one.name: ref(one.entity.table, one.id) for cls in (Member, Client) for one in find(tx.conn, cls)}
    own = {one.label: one.id for one in custom_fields(tx.conn, "creator")}

    def linked(entity: Entity, values: dict[str, Any]) -> dict[str, Any]:
        kinds = {one.name: one.kind for one in entity.fields}
        return {
            name: known[value] if kinds[name] == "ref" else split_ref(known[value])[1] if kinds[name] == "link" else value
            for name, value in values.items()
        }

    for one in people:
        creator = insert(tx, Creator(**linked(Creator.entity, one.fields)))
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
                insert(tx, entity.cls(**hung(table, creator.id), **linked(entity, values)))
        for label in one.tags:
            tag = insert(tx, Tag(label=label))
            insert(tx, Tagging(tag_id=tag.id, target=person))
        for label, value in one.own.items():
            set_custom_value(tx, record=person, field_id=own[label], value=value)


def held(workspace: Workspace) -> list[Known]:
    """Everybody a workspace holds, by name."""

    def read(conn: Any) -> list[Known]:
        names = {ref(one.entity.table, one.id): one.name for cls in (Member, Client) for one in find(conn, cls)}

        def filled(row: Row, but: frozenset[str] = LEFT) -> dict[str, Any]:
            return {
                one.name: names[value] if one.kind == "ref" else names[ref(one.table, value)] if one.kind == "link"
                else value
                for one in row.entity.fields
                if one.name not in but and (value := getattr(row, one.name)) not in (None, ())
            }  # fmt: skip

        found = []
        labels = {one.key: one.label or "" for one in custom_fields(conn, "creator")}
        for creator in find(conn, Creator):
            person = ref("creator", creator.id)
            accounts = []
            for account in find(conn, Account, "creator_id = ?", (creator.id,)):
                readings = find(conn, AccountSnapshot, "account_id = ?", (account.id,))
                assert len(readings) < 2
                figures = filled(readings[0]) if readings else {}
                accounts.append((filled(account, LEFT - {"platform"}), figures))
            parts = {
                table: sorted((filled(one) for one in find(conn, entity.cls, f"{column} = ?",
                                                           (hung(table, creator.id)[column],))), key=str)
                for table, (entity, column) in PARTS.items()
            }  # fmt: skip
            tags = "SELECT t.label FROM tagging g JOIN tag t ON t.id = g.tag_id WHERE g.target = ?"
            values = custom_values(conn, [person]).get(person, {})
            found.append(
                Known(
                    filled(creator),
                    tuple(sorted(accounts, key=str)),
                    tuple(sorted((p.kind or "", p.value or "") for p in find(conn, ContactPoint, "owner = ?", (person,)))),
                    {table: rows for table, rows in parts.items() if rows},
                    tuple(sorted(row[0] for row in conn.execute(tags, (person,)))),
                    {labels[key]: value for key, value in values.items()},
                )
            )
        return sorted(found, key=lambda one: str(one.fields["name"]))

    return workspace.read(read)


PRINTED = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)
TEXTS = st.one_of(st.sampled_from(WEIRD), PRINTED.filter(str.strip), st.just("long word " * 40))
ENTRIES = TEXTS.map(str.strip).filter(lambda text: ":::" not in text and len(text) < 99)
HANDLES = st.from_regex(r"[a-z_][a-z0-9_]{3,14}", fullmatch=True)
EMAILS = st.from_regex(r"[a-z]{3,9}[0-9]{0,3}@(example|brand)\.(com|org)", fullmatch=True)
PHONES = st.from_regex(r"(\+49 171|0151) [0-9]{7}", fullmatch=True)
SITES = st.from_regex(r"https://(www\.)?[a-z]{5,9}\.example\.com/[a-z]{0,5}", fullmatch=True)
PLATFORMS = st.sampled_from(["instagram", "tiktok", "x", "weibo", "newsletter", "line", "other", "press", "youtube"])
DAYS = st.dates(datetime(1995, 1, 1).date(), datetime(2026, 3, 1).date()).map(str)
LANGS = st.sampled_from([("de",), ("en", "pt-BR")])
# Keys of a person: an import would else join two into one.
KEYS = frozenset({"email", "phone", "platform_user_id", "website"})
BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS, "long": TEXTS, "email": EMAILS, "phone": PHONES, "url": SITES, "country": st.sampled_from(["DE", "US"]),
    "zone": st.sampled_from(["Europe/Berlin", "America/New_York"]), "yes": st.booleans(), "day": DAYS,
    "pday": st.sampled_from(["1990-02-03", "--02-03", "1990", "1990-05"]), "int": st.integers(0, 10**9),
    "ppm": st.integers(0, 999_999), "list": st.lists(ENTRIES, min_size=1, max_size=3, unique_by=str.casefold).map(tuple),
    "link": st.sampled_from(NAMED["member"]), "ref": st.sampled_from(NAMED["client"]),
    "money": st.builds(Money, st.integers(0, 10**9), st.sampled_from(["EUR", "USD", "JPY"])),
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


ALWAYS = {"do_not_contact": (), "tie": (), "consent": (), "address": ("city",)}


@st.composite
def somebody(draw: Callable[[Any], Any], number: int = 0) -> Known:
    """A creator whose keys are theirs alone."""
    fields = draw(of_entity(Creator.entity, number, always=("owner_id", "standing")))
    fields["name"] = f"{fields['name'].strip()} {number}"
    accounts = []
    for platform, handle in draw(st.lists(st.tuples(PLATFORMS, HANDLES), max_size=4, unique_by=lambda one: one[1])):
        values = draw(of_entity(Account.entity, number)) | {"platform": platform, "handle": f"{handle}{number}"}
        values["url"] = draw(SITES.map(lambda site: f"{site}{handle}")) if draw(st.booleans()) else ""
        values["url"] = values["url"] or profile_url(platform, values["handle"])
        if "platform_user_id" in values:
            values["platform_user_id"] += handle
        figures = draw(of_entity(AccountSnapshot.entity, number))
        if "er_ppm" in figures:
            figures.setdefault("er_variant", "reach")
        accounts.append(({n: v for n, v in values.items() if v}, figures if draw(st.booleans()) else {}))
    points = []
    for kind, _ in ContactPoint.entity.field("kind").choices:
        for value in draw(st.lists(BY_KIND.get({"website": "url"}.get(kind, kind), TEXTS), max_size=2, unique=True)):
            points.append((kind, numbered(kind, value, 90 + number) if kind in KEYS else value))
    parts = {}
    for table, (entity, _) in PARTS.items():
        seeds = [name for name in entity.seed if name not in LEFT]
        unique = (lambda row, seeds=seeds: tuple(row.get(n) for n in seeds)) if seeds else str
        parts[table] = draw(st.lists(of_entity(entity, number, always=ALWAYS[table]), max_size=3, unique_by=unique))
    own = {label: st.sampled_from(CHOICES) if kind == "choice" else BY_KIND[kind] for kind, label in OWN.items()}
    return Known(
        fields,
        tuple(accounts),
        tuple(points),
        {table: rows for table, rows in parts.items() if rows},
        tuple(draw(st.lists(ENTRIES, max_size=3, unique_by=str.casefold))),
        draw(st.fixed_dictionaries({}, optional=own)),
    )


@st.composite
def everybody(draw: Callable[[Any], Any]) -> list[Known]:
    return [draw(somebody(number)) for number in range(1, draw(st.integers(1, 4)) + 1)]


