"""Evidence, counters and rule packs as files: for each column shown, the cells it becomes."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from infludesk.db.driver import Connection
from infludesk.exporting.table import CellKind
from infludesk.exporting.views import View, ViewColumn, choice_column, made_column, money_columns
from infludesk.flows import counters as sums
from infludesk.flows import evidence_list
from infludesk.flows.pack_list import listed_packs
from infludesk.kernel.fields import choices
from infludesk.kernel.text import tr

_LEVELS = choices(below="Below", near="Near", reached="Reached")
# How a file stands against its hash is told on screen and verified by the bundle; a table holds the hash alone.
_UNREAD = Path()


@cache
def evidence() -> View:
    """What is kept as proof; rows are ``ListedEvidence``."""
    return {
        "what": (_text("What", "what"),),
        "kind": (choice_column("Kind", "kind", evidence_list.KINDS),),
        "creator": (_text("Creator", "creator"),),
        "campaign": (_text("Campaign", "campaign"),),
        "hash": (_text("SHA-256", "digest"), _text("File", "name")),
        "at": (_text("Taken at", "at", "moment"),),
        "about": (_text("About", "about_words"),),
        "by": (_text("Added by", "by"),),
        "pack": (_text("Pack", "pack"),),
    }


@cache
def counters() -> View:
    """The legal counters; rows are ``Counter``, and what they have come to is internal."""
    return {
        "code": (made_column("Counter", lambda one: tr(one.figure.what) if one.figure.what else one.figure.code),
                 _text("Objective", "objective"), _text("Source", "figure.source")),
        "creator": (_text("Creator", "creator"), made_column("Payee", lambda one: one.payee, internal=True)),
        "client": (_text("Client", "client"),),
        "sum": (*money_columns("Sum", "sum"), *money_columns("Threshold", "figure.amount", internal=False),
                made_column("Amounts not known", lambda one: one.unknown, "int", internal=True)),
        "level": (choice_column("State", "level", _LEVELS),),
        "period": (_text("From", "from_day", "day"), _text("Until", "until_day", "day")),
        "asks": (_text("Paper is there", "covered", "yes"), _text("Asks for a person", "asks", "yes")),
    }  # fmt: skip


@cache
def rule_packs() -> View:
    """The versions of the rule packs; rows are ``ListedPack``."""
    return {
        "name": (_text("Pack", "known.pack.name"), _text("Code", "known.pack.code")),
        "jurisdiction": (_text("Jurisdiction", "known.pack.jurisdiction"),),
        "version": (_text("Version", "known.pack.version"),),
        "in_force": (_text("In force from", "known.pack.effective_from", "day"),
                     _text("In force until", "known.pack.effective_to", "day")),
        "rules": (made_column("Rules", lambda one: len(one.known.pack.rules), "int"),),
        "used": (_text("Used in", "used.total", "int"),),
    }  # fmt: skip


def ids_of(conn: Connection, kind: str, today: date) -> Sequence[str]:
    """The ids of every row of one of these lists."""
    match kind:
        case "evidence":
            return evidence_list.ids(conn, _UNREAD)
        case "counters":
            return [one.key for one in sums.counters(conn, today)]
    return [one.id for one in listed_packs(conn, today.isoformat())]


def rows_of(conn: Connection, kind: str, today: date, ids: Sequence[str]) -> dict[str, Any]:
    """The rows of one of these lists for some ids, by id."""
    match kind:
        case "evidence":
            return {one.id: one for one in evidence_list.listed(conn, _UNREAD, ids)}
        case "counters":
            return {one.key: one for one in sums.counters(conn, today)}
    return {one.id: one for one in listed_packs(conn, today.isoformat())}


def _text(heading: str, name: str, kind: CellKind = "text") -> ViewColumn:
    return made_column(heading, attrgetter(name), kind)
