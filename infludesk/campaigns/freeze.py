"""Frozen briefs: the canonical text of what was sent, and the proof that nobody changed it."""

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from infludesk.campaigns.model import Brief, BriefVersion


@dataclass(frozen=True, slots=True)
class UsedLabel:
    """What a rule pack says of a wording asked for: its verdict, and the section cited."""

    text: str
    pack: str
    verdict: str
    cite: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """A frozen brief, read back: its fields, the rule packs and labels it stood under.

    ``recipients`` are named by the versions of older programs; now they stand in the sendings.
    """

    brief: Brief
    rule_packs: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    labels: tuple[UsedLabel, ...] = ()


_LABEL = tuple(one.name for one in dataclasses.fields(UsedLabel))


def canonical(
    brief: Brief, *, rule_packs: Sequence[str], recipients: Sequence[str] = (), labels: Sequence[UsedLabel] = ()
) -> str:
    """The one text of a brief: JSON with sorted keys and without blanks; empty fields are left out."""
    fields = {field.name: value for field in Brief.entity.fields if (value := getattr(brief, field.name))}
    body: dict[str, Any] = {"brief": fields, "rule_packs": sorted(rule_packs), "recipients": list(recipients)}
    if labels:
        body["labels"] = [dataclasses.asdict(one) for one in labels]
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
    return Frozen(
        Brief(**fields), tuple(body.get("rule_packs", ())), tuple(body.get("recipients", ())),
        tuple(UsedLabel(*(str(one.get(name, "")) for name in _LABEL)) for one in body.get("labels", ())),
    )  # fmt: skip
