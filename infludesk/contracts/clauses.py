"""The clause library and the templates made of it, as data. Pure."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import tomli_w

from infludesk.contracts.checklist import ITEMS
from infludesk.contracts.model import Contract
from infludesk.contracts.packtable import PackTable
from infludesk.contracts.placeholders import PLACEHOLDERS, placeholders
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

Terms = tuple[tuple[str, Any], ...]
_CODE = re.compile(r"[a-z][a-z0-9_]*")
# What a clause or a template may set: words, numbers and choices of the contract, never its state or whose it is.
_SECTIONS = ("Work", "Dates", "Rules")
_SETTABLE = {one.name for one in Contract.entity.fields if one.section in _SECTIONS} - {
    "body", "body_sha256", "ended_why", "rule_packs", "sent_on", "signed_on",
} | {"law_place"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of the library.

    Attributes:
        code: kept for good, since contracts store it.
        title: its heading.
        text: with placeholders; each line a paragraph.
        items: the numbers of the checklist that it answers where it stands.
        group: clauses of one group stand for one another; empty for none.
        note: guidance for who chooses it; empty for none.
        sets: terms that go with it.
        own: the id of the house's own template; empty for what is shipped.
    """

    code: str
    title: str
    text: str
    items: tuple[int, ...] = ()
    group: str = ""
    note: str = ""
    sets: Terms = ()
    own: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTemplate:
    """A kind of contract: its clauses in order, and the terms it begins with. ``kind`` is the contract's."""

    code: str
    name: str
    kind: str
    clauses: tuple[str, ...]
    terms: Terms = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Clauses and templates by code, in their order."""

    clauses: Mapping[str, Clause] = field(default_factory=dict)
    templates: Mapping[str, ContractTemplate] = field(default_factory=dict)

    def items(self, code: str | None) -> tuple[int, ...]:
        """The items that a clause answers; none for one that is not of the library."""
        found = self.clauses.get(code or "")
        return found.items if found else ()

    def rivals(self, code: str) -> frozenset[str]:
        """The codes of the clauses that stand for this one."""
        group = self.clauses[code].group if code in self.clauses else ""
        return frozenset(one.code for one in self.clauses.values() if group and one.group == group) - {code}


def parse_clauses(text: str) -> tuple[Clause, ...]:
    """Read clauses from TOML: a list of ``[[clause]]`` tables.

    Raises:
        Problem: ``clauses.unreadable``, with the place.
    """
    found = _tables(text, "clause")
    clauses = tuple(_clause(one) for one in found)
    codes = [one.code for one in clauses]
    for code in codes:
        if codes.count(code) > 1:
            _unreadable(tr('the code "{code}" is there twice', code=code))
    return clauses


def parse_template(text: str) -> ContractTemplate:
    """Read a template from TOML.

    Raises:
        Problem: ``clauses.unreadable``, with the place.
    """
    table = _Table(_toml(text), tr("the template"))
    return ContractTemplate(
        code=_code(table),
        name=table.word("name").strip(),
        kind=table.choice("kind", Contract.entity.field("kind").choices),
        clauses=tuple(dict.fromkeys(table.words("clauses"))),
        terms=table.terms("terms"),
    )


def write_clause(clause: Clause) -> str:
    """A clause as TOML, as ``parse_clauses`` reads it."""
    values = {
        "code": clause.code, "title": clause.title, "text": clause.text, "items": list(clause.items),
        "group": clause.group, "note": clause.note, "sets": dict(clause.sets),
    }  # fmt: skip
    return tomli_w.dumps({"clause": [{key: value for key, value in values.items() if value}]})


def write_template(template: ContractTemplate) -> str:
    """A template as TOML, as ``parse_template`` reads it."""
    values = {"code": template.code, "name": template.name, "kind": template.kind, "clauses": list(template.clauses)}
    return tomli_w.dumps(values | {"terms": dict(template.terms)})


def library(clauses: Sequence[Clause], templates: Sequence[ContractTemplate]) -> Library:
    """A library; of two with one code the later stands."""
    return Library({one.code: one for one in clauses}, {one.code: one for one in templates})


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """The names in braces that stand for no term."""
    return tuple(name for name in placeholders(text) if name not in PLACEHOLDERS)


def settable(name: str) -> bool:
    """Whether a clause or a template may set this term."""
    return name in _SETTABLE


class _Table(PackTable):
    """One table of the file; what it lacks is told with its place."""

    def wrong(self, what: str) -> NoReturn:
        _unreadable(tr("{what} (in {where})", what=what, where=self.where))

    def numbers(self, key: str) -> tuple[int, ...]:
        found = self._values.get(key, [])
        known = {item.number for item in ITEMS}
        if not isinstance(found, list) or not all(isinstance(one, int) and one in known for one in found):
            self.wrong(tr("{key} names an item that is not in the checklist", key=key))
        return tuple(found)

    def terms(self, key: str) -> Terms:
        found = self._values.get(key, {})
        if not isinstance(found, dict):
            self.wrong(tr("{key} is not {kind}", key=key, kind=tr("a table")))
        for name, value in found.items():
            if name not in _SETTABLE or not _fits(name, value):
                self.wrong(tr('{key} sets "{name}", which it cannot', key=key, name=name))
        return tuple(found.items())


def _clause(values: Mapping[str, Any]) -> Clause:
    table = _Table(values, tr('clause "{code}"', code=values.get("code", "")))
    text = table.word("text").strip()
    for name in unknown_placeholders(text):
        table.wrong(tr("{name} stands for no term", name=f"{{{name}}}"))
    return Clause(
        code=_code(table),
        title=table.word("title").strip(),
        text=text,
        items=table.numbers("items"),
        group=table.word("group", ""),
        note=table.word("note", ""),
        sets=table.terms("sets"),
    )


def _code(table: PackTable) -> str:
    code = table.word("code")
    if not _CODE.fullmatch(code):
        table.wrong(tr('"{code}" is no code: small letters, digits and _ only', code=code))
    return code


def _fits(name: str, value: Any) -> bool:
    known = Contract.entity.field(name)
    match known.kind:
        case "int" | "ppm":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case "choice":
            return value in dict(known.choices)
        case "text" | "long":
            return isinstance(value, str)
    return False


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _unreadable(str(error))


def _tables(text: str, key: str) -> list[dict[str, Any]]:
    found = _toml(text).get(key, [])
    if not found or not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        _unreadable(tr("it holds no [[{key}]]", key=key))
    return found


def _unreadable(what: str) -> NoReturn:
    raise Problem(
        "clauses.unreadable",
        tr("These clauses cannot be read: {what}.", what=what.rstrip(".")),
        tr("Nothing was added. Correct the text and add it again."),
    )
