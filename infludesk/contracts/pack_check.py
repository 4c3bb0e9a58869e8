"""What a pack's file must keep beyond what reading it asks for, so that nothing in it is passed over. Pure."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

_CODE, _VERSION = re.compile(r"[a-z0-9][a-z0-9-]*"), re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
_COUNTRY, _LANG = re.compile(r"[A-Z]{2}"), re.compile(r"[a-z]{2}")
# Every key a file may hold, table by table; "" is the pack itself.
_KEYS = {
    "": "code version jurisdiction name label_lang label_langs effective_from effective_to source_url checked_on "
    "notice misleading sources labels penalties sentences rules",
    "rules": "code text cite confidence asked_of jurisdiction since until formats connections covers decides",
    "labels": "text verdict rule lang note kind connections unasked",
    "penalties": "what rules amount currency since until cite confidence",
    "sentences": "kind verdict",
    "sources": "title url confidence",
}


def mistakes(text: str, *, formats: Iterable[str], connections: Iterable[str]) -> tuple[str, ...]:
    """Each thing that is wrong in a pack's file, and where; empty where nothing is.

    Args:
        text: the file (TOML).
        formats: the formats a post may have.
        connections: the connections of creator and brand there are.
    """
    try:
        pack = parse(text)
    except Problem as problem:
        return (problem.title,)
    return (*_unknown_keys(tomllib.loads(text.removeprefix("\ufeff"))), *_odd(pack, set(formats), set(connections)))


def _unknown_keys(table: Mapping[str, Any]) -> Iterable[str]:
    for name, keys in _KEYS.items():
        for place, one in enumerate(table.get(name, ()) if name else (table,), 1):
            where = tr("{name} {place}", name=name, place=place) if name else tr("the pack")
            for key in sorted(set(one) - set(keys.split())):
                yield tr('"{key}" is not known (in {where}).', key=key, where=where)


def _odd(pack: RulePack, formats: set[str], connections: set[str]) -> Iterable[str]:
    for found, wanted, name in (
        (pack.code, _CODE, "code"), (pack.version, _VERSION, "version"), (pack.jurisdiction, _COUNTRY, "jurisdiction"),
        (pack.label_lang, _LANG, "label_lang"),
    ):  # fmt: skip
        if not wanted.fullmatch(found):
            yield tr('{name} "{found}" is not written as such a code is (in the pack).', name=name, found=found)
    for rule in pack.rules:
        where = tr('rule "{code}"', code=rule.code)
        yield from _strange("formats", rule.formats, formats, where)
        yield from _strange("connections", rule.connections, connections, where)
    for label in pack.labels:
        where = tr('label "{text}"', text=label.text)
        yield from _strange("connections", label.connections, connections, where)
        if not _LANG.fullmatch(label.lang):
            yield tr('lang "{found}" is not a language such as en (in {where}).', found=label.lang, where=where)


def _strange(name: str, found: Iterable[str], known: set[str], where: str) -> Iterable[str]:
    for one in found:
        if one not in known:
            yield tr('{name} names "{found}", which is not known (in {where}).', name=name, found=one, where=where)
