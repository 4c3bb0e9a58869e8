"""Frozen briefs: the canonical text of what was sent, and the proof that nobody changed it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from infludesk.campaigns.model import Brief, BriefVersion

# What names or files a brief; the other fields say something.
_FRAME = frozenset({"campaign_id", "title", "lang", "rule_packs"})


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen brief, read back: its fields, the rule packs it stood under, and who it went to."""

    brief: Brief
    rule_packs: tuple[str, ...]
    recipients: tuple[str, ...]


def is_empty(brief: Brief) -> bool:
    """Whether the brief says nothing beside its title."""
    return not any(getattr(brief, field.name) for field in Brief.entity.fields if field.name not in _FRAME)


def canonical(brief: Brief, *, rule_packs: Sequence[str], recipients: Sequence[str]) -> str:
    """The one text of a brief: JSON with sorted keys and without blanks; empty fields are left out."""
    fields = {field.name: value for field in Brief.entity.fields if (value := getattr(brief, field.name))}
    body = {"brief": fields, "rule_packs": sorted(rule_packs), "recipients": list(recipients)}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(body: str) -> str:
    """The sha256 of a text, in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def verify_version(version: BriefVersion) -> bool:
    """Whether a frozen text still fits its hash."""
    return version.body is not None and digest(version.body) == version.sha256


def read(version: BriefVersion) -> Frozen:
    """Read a frozen text back; what a newer version of the program added is left out."""
    body: dict[str, Any] = json.loads(version.body or "{}")
    known = {field.name for field in Brief.entity.fields}
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in body.get("brief", {}).items()
        if name in known
    }
    return Frozen(Brief(**fields), tuple(body.get("rule_packs", ())), tuple(body.get("recipients", ())))
