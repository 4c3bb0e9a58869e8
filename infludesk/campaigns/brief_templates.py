"""Templates of briefs as TOML: read and checked, filled with what a campaign says, and written. Pure."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import tomli_w

from infludesk.campaigns.brief_words import MOST_MESSAGES, SECTIONS
from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Brand, Client
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.text import tr

_ENTITIES: Mapping[str, Entity] = {"campaign": Campaign.entity, "client": Client.entity, "brand": Brand.entity}
_KINDS = ("text", "long", "list", "day", "country", "choice", "url")
# What a template may name: the declared fields that any reader may see.
PLACEHOLDERS: Mapping[str, Field] = {
    name: field
    for table, entity in _ENTITIES.items()
    for field in entity.fields
    if not field.secret and field.kind in _KINDS
    for name in ((table, f"{table}.{field.name}") if field.name == entity.title else (f"{table}.{field.name}",))
}
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_BY_NAME = {field.name: field for field in SECTIONS}
_SHORTEST = 3  # letters of a name that is told from a word that happens to be the same


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name, its language, and what it says by section."""

    name: str
    lang: str
    words: Mapping[str, Any]


def parse(text: str) -> Template:
    """Read a template.

    Raises:
        Problem: ``template.unreadable``, naming what is wrong, and where.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        _wrong(str(error))
    except RecursionError:
        _wrong(tr("it is nested too deeply"))
    name, lang, said = table.get("name"), table.get("lang", "en"), table.get("brief")
    if not isinstance(name, str) or not name.strip():
        _wrong(tr("it has no name"))
    if not isinstance(lang, str) or not isinstance(said, dict) or not said:
        _wrong(tr("it has no language or no [brief]"))
    return Template(name.strip(), lang, {section: _checked(section, value) for section, value in said.items()})


def fill(template: Template, values: Mapping[str, str]) -> dict[str, Any]:
    """What a template says, with its placeholders filled; what is not known stands as ``[Ends on]``."""

    def filled(text: str) -> str:
        return _BRACES.sub(lambda found: _meant(found, values), text)

    words = template.words
    return {n: tuple(map(filled, value)) if isinstance(value, tuple) else filled(value) for n, value in words.items()}


def to_toml(template: Template, values: Mapping[str, str]) -> str:
    """A template as text, in which the names of client, brand and campaign stand as placeholders again."""

    def general(name: str, value: Any) -> Any:
        if _BY_NAME[name].kind == "choice":
            return value
        return [_general(one, values) for one in value] if isinstance(value, tuple) else _general(value, values)

    said = {name: general(name, value) for name, value in template.words.items()}
    return tomli_w.dumps({"name": template.name, "lang": template.lang, "brief": said}, multiline_strings=True)


def _checked(section: str, value: Any) -> Any:
    field = _BY_NAME.get(section)
    if field is None:
        _wrong(tr('"{section}" is no section of a brief', section=section))
    if field.kind == "list":
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            _wrong(tr('"{section}" is a list of texts', section=section))
        if section == "key_messages" and len(value) > MOST_MESSAGES:
            _wrong(tr("a brief has three key messages at most"))
        for one in value:
            _check_names(one)
        return tuple(value)
    if not isinstance(value, str):
        _wrong(tr('"{section}" is a text', section=section))
    if field.kind == "choice" and value not in dict(field.choices):
        _wrong(tr('"{value}" is no choice of "{section}"', value=value, section=section))
    _check_names(value)
    return value.strip()


def _check_names(text: str) -> None:
    for found in _BRACES.finditer(text):
        if found[0] not in ("{{", "}}") and found[1] not in PLACEHOLDERS:
            _wrong(tr('"{name}" is no placeholder', name=found[0]))


def _meant(found: re.Match[str], values: Mapping[str, str]) -> str:
    if found[0] in ("{{", "}}"):
        return found[0][0]
    name = found[1]
    return values.get(name) or f"[{tr(_title(name))}]"


def _title(name: str) -> str:
    """What an unfilled placeholder asks for: the field's label, or whose name it is."""
    table, _, field = name.partition(".")
    return PLACEHOLDERS[name].label if field and field != "name" else _ENTITIES[table].label


def _general(text: str, values: Mapping[str, str]) -> str:
    """Words for any campaign: braces kept as they are, names as placeholders, the longest first."""
    names = {value: name for name in ("client", "brand", "campaign") if len(value := values.get(name, "")) >= _SHORTEST}
    text = text.replace("{", "{{").replace("}", "}}")
    if not names:
        return text
    either = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{either})(?!\w)", lambda found: f"{{{names[found[0]]}}}", text)


def _wrong(reason: str) -> NoReturn:
    raise Problem(
        "template.unreadable",
        tr("The template cannot be read: {reason}.", reason=reason.rstrip(".")),
        tr("Nothing was changed. Choose another template, or save it anew."),
    )
