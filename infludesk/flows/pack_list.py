"""The rule packs as they are listed: what uses each version, and what has changed since the one before."""

import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from infludesk.contracts.packs import KnownPack, known_packs
from infludesk.contracts.rulepacks import RulePack
from infludesk.db.driver import Connection
from infludesk.db.sql import code_list

_RUNNING = frozenset({"planning", "live", "wrap_up"})
_NAMED = {
    "campaigns": "SELECT rule_packs, id FROM campaign WHERE deleted_at IS NULL AND rule_packs IS NOT NULL "
    "UNION ALL SELECT m.rule_packs, m.campaign_id FROM campaign_market AS m JOIN campaign AS k ON k.id = m.campaign_id "
    "WHERE m.deleted_at IS NULL AND k.deleted_at IS NULL AND m.rule_packs IS NOT NULL",
    "running": "SELECT rule_packs, id FROM campaign WHERE deleted_at IS NULL AND rule_packs IS NOT NULL "
    f"AND state IN ({code_list(_RUNNING)}) "
    "UNION ALL SELECT m.rule_packs, m.campaign_id FROM campaign_market AS m JOIN campaign AS k ON k.id = m.campaign_id "
    f"WHERE m.deleted_at IS NULL AND k.deleted_at IS NULL AND k.state IN ({code_list(_RUNNING)}) "
    "AND m.rule_packs IS NOT NULL",
    "briefs": "SELECT rule_packs, id FROM brief WHERE deleted_at IS NULL AND rule_packs IS NOT NULL",
    "contracts": "SELECT rule_packs, id FROM contract WHERE deleted_at IS NULL AND rule_packs IS NOT NULL",
}
_CHECKS = """
SELECT r.code || '@' || r.version, count(*) FROM disclosure_check AS v JOIN rule_pack AS r ON r.id = v.pack_id
WHERE v.deleted_at IS NULL GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Used:
    """How many live records name a version; ``running`` are those of the campaigns at work."""

    campaigns: int = 0
    running: int = 0
    briefs: int = 0
    contracts: int = 0
    checks: int = 0

    @property
    def total(self) -> int:
        """All of them, each campaign once."""
        return self.campaigns + self.briefs + self.contracts + self.checks


@dataclass(frozen=True, slots=True)
class ListedPack:
    """A version of a pack with what uses it.

    Attributes:
        known: the pack.
        used: what names it; a code without a version counts for the newest that is not turned off.
        confidence: V, S and G → how many rules.
        ended: its last day has passed.
        previous: the version before, ``code@version``; empty for the first.
    """

    known: KnownPack
    used: Used
    confidence: dict[str, int]
    ended: bool
    previous: str

    @property
    def id(self) -> str:
        """Code and version."""
        return self.known.key


@dataclass(frozen=True, slots=True)
class Changed:
    """What a version of a pack has that the one before had not, or otherwise; rules by code, labels by wording."""

    rules_added: tuple[str, ...]
    rules_removed: tuple[str, ...]
    rules_changed: tuple[str, ...]
    labels_added: tuple[str, ...]
    labels_removed: tuple[str, ...]
    labels_changed: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether rules and labels are the same."""
        return not any(getattr(self, name) for name in self.__slots__)


def listed_packs(conn: Connection, today: str) -> list[ListedPack]:
    """Every version with what uses it on this day (``YYYY-MM-DD``), by code and the newest first."""
    known = known_packs(conn)
    newest: dict[str, str] = {}
    for one in sorted(known, key=lambda one: one.off):
        newest.setdefault(one.pack.code, one.key)
    named = {name: _named(conn, sql, newest) for name, sql in _NAMED.items()}
    checks: dict[str, int] = {row[0]: row[1] for row in conn.execute(_CHECKS)}
    before = {later.key: earlier.key for later, earlier in pairwise(known) if later.pack.code == earlier.pack.code}
    return [
        ListedPack(
            one,
            Used(**{name: counted[one.key] for name, counted in named.items()}, checks=checks.get(one.key, 0)),
            dict(Counter(rule.confidence for rule in one.pack.rules)),
            one.pack.effective_to is not None and one.pack.effective_to < today,
            before.get(one.key, ""),
        )
        for one in known
    ]


def changed_since(new: RulePack, old: RulePack) -> Changed:
    """What a version changed: rules and labels added, removed and worded or weighed otherwise."""
    rules = {rule.code: rule for rule in new.rules}, {rule.code: rule for rule in old.rules}
    labels = ({(one.text, one.lang): one for one in pack.labels} for pack in (new, old))
    return Changed(*_compared(*rules), *_compared(*labels))


def _compared(new: dict, old: dict) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:  # type: ignore[type-arg]
    def shown(key: object) -> str:
        return key if isinstance(key, str) else " ".join(f"{part}" for part in key)  # type: ignore[attr-defined]

    added = tuple(shown(key) for key in new if key not in old)
    removed = tuple(shown(key) for key in old if key not in new)
    return added, removed, tuple(shown(key) for key in new if key in old and new[key] != old[key])


def _named(conn: Connection, sql: str, newest: dict[str, str]) -> Counter[str]:
    """Version → how many records name it, each record once."""
    pairs = {(newest.get(key, key), row[1]) for row in conn.execute(sql) for key in json.loads(row[0])}
    return Counter(key for key, _ in pairs)
