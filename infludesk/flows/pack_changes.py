"""What people do with rule packs: add and edit them, choose one for a market, and turn versions off for new work."""

import re

from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.commands import store_pack
from infludesk.contracts.pack_check import mistakes
from infludesk.contracts.packs import MARKET, known_packs
from infludesk.contracts.rulepacks import canonical_sha256, parse
from infludesk.contracts.store import OFF
from infludesk.db.driver import Connection
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import own_locale, tr
from infludesk.records.model import RULE_PACKS
from infludesk.records.store import set_setting, setting

_VERSION = re.compile(r'^(version\s*=\s*)(["\'])[^"\'\n]*\2', re.MULTILINE)
_SHOWN = 6


def pack_mistakes(text: str) -> tuple[str, ...]:
    """Each thing that is wrong in a pack's file, and where; empty where nothing is."""
    return mistakes(text, formats=dict(FORMATS), connections=dict(CONNECTIONS))


def add_pack(tx: Tx, *, text: str) -> str:
    """Keep a pack of the user's own; returns its ``code@version``.

    Raises:
        Problem: ``rulepack.unreadable`` with every mistake; ``rulepack.known``: this version is here with the same
            text; ``rulepack.other_text``: it is here with another.
    """
    found = pack_mistakes(text)
    if found:
        more = tr("… and {n} more.", n=len(found) - _SHOWN) if len(found) > _SHOWN else ""
        raise Problem(
            "rulepack.unreadable",
            found[0] if len(found) == 1 else tr("This rule pack has {n} mistakes.", n=len(found)),
            " ".join((*(found[:_SHOWN] if len(found) > 1 else ()), more, tr("Nothing was added. Correct the file."))),
        )
    pack = parse(text)
    for known in known_packs(tx.conn):
        if known.key == pack.key:
            raise _same(pack.key) if canonical_sha256(known.text) == canonical_sha256(text) else _other(pack.key)
    store_pack(tx, text, origin="user")
    return pack.key


def set_market_pack(tx: Tx, *, country: str, pack: str) -> None:
    """Choose the pack for a market, by code; an empty one takes the choice back."""
    words = "Set default pack for {country}" if pack else "Take back default pack for {country}"
    tx.label(words, country=own_locale().territories.get(country, country))
    set_setting(tx, MARKET + country, pack)


def set_pack_everywhere(tx: Tx, *, pack: str, on: bool = True) -> None:
    """Choose a pack, by code, for all work whose market is not known, beside those chosen so; or take that back."""
    tx.label("Set default pack everywhere" if on else "Take back default pack everywhere")
    others = [one for one in setting(tx.conn, RULE_PACKS).split() if one.partition("@")[0] != pack]
    set_setting(tx, RULE_PACKS, " ".join([*others, pack] if on else others))


def turn_off(tx: Tx, *, key: str, off: bool = True) -> None:
    """Offer a version for new work no more, or again; where it is used it stays."""
    tx.label("Turn off rule pack {pack}" if off else "Turn on rule pack {pack}", pack=key)
    set_setting(tx, OFF + key, "off" if off else "")


def copy_to_edit(conn: Connection, key: str) -> str:
    """The text of a pack under a version of its own that is free yet, to be edited.

    Raises:
        Problem: ``rulepack.missing``.
    """
    known = {one.key: one for one in known_packs(conn)}
    if key not in known:
        raise Problem("rulepack.missing", tr("The rule pack {pack} is not there.", pack=key), tr("Choose another."))
    pack = known[key].pack
    base = pack.version.partition("-own")[0]
    number = next(n for n in range(1, len(known) + 2) if f"{pack.code}@{base}-own{n}" not in known)
    return _VERSION.sub(rf'\g<1>"{base}-own{number}"', known[key].text, count=1)


def _same(key: str) -> Problem:
    return Problem(
        "rulepack.known",
        tr("{pack} is here already, with the same text.", pack=key),
        tr("Nothing was added. Use the one that is listed."),
    )


def _other(key: str) -> Problem:
    return Problem(
        "rulepack.other_text",
        tr("{pack} is here already, with another text.", pack=key),
        tr("Nothing was added; what checks were made under stays as it is. Give the new text a version of its own."),
    )
