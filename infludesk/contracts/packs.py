"""The rule packs there are, shipped or added: which are used for new work, and which one stands for a market."""

from collections.abc import Iterable
from dataclasses import dataclass

from infludesk.contracts.rulepacks import RulePack
from infludesk.contracts.shipped import shipped
from infludesk.contracts.store import OFF, parsed, rule_packs
from infludesk.db.driver import Connection
from infludesk.records.model import RULE_PACKS
from infludesk.records.store import setting

# The settings that name a market's pack, by its country.
MARKET = "rule_pack_for:"


@dataclass(frozen=True, slots=True)
class KnownPack:
    """A version of a pack.

    Attributes:
        pack: what it says.
        text: the file it is read from.
        origin: ``shipped`` or ``user``.
        off: it is not offered for new work.
        markets: the countries it was chosen for, as two letters.
        everywhere: it was chosen for all work whose market is not known.
    """

    pack: RulePack
    text: str
    origin: str
    off: bool
    markets: tuple[str, ...]
    everywhere: bool = False

    @property
    def key(self) -> str:
        """Code and version."""
        return self.pack.key


def known_packs(conn: Connection) -> list[KnownPack]:
    """Every version there is, kept in the workspace or shipped, by code and the newest first."""
    found = {f"{row.code}@{row.version}": (row.body or "", row.origin or "shipped") for row in rule_packs(conn)}
    for text in shipped():
        found.setdefault(parsed(text).key, (text, "shipped"))
    off, chosen, everywhere = _settings(conn, OFF), market_packs(conn), setting(conn, RULE_PACKS).split()
    known = [
        KnownPack(
            parsed(text), text, origin, key in off,
            tuple(sorted(country for country, code in chosen.items() if code in (key, parsed(text).code))),
            key in everywhere or parsed(text).code in everywhere,
        )
        for key, (text, origin) in found.items()
    ]  # fmt: skip
    by_age = sorted(known, key=lambda one: (one.pack.effective_from, one.pack.version), reverse=True)
    return sorted(by_age, key=lambda one: one.pack.code)


def offered(conn: Connection) -> list[RulePack]:
    """The packs for new work: of each code the newest version that is not turned off, by jurisdiction."""
    newest: dict[str, RulePack] = {}
    for one in known_packs(conn):
        if not one.off:
            newest.setdefault(one.pack.code, one.pack)
    return sorted(newest.values(), key=lambda pack: (pack.jurisdiction, pack.code))


def market_packs(conn: Connection) -> dict[str, str]:
    """Country → the pack that was chosen for it, by code or ``code@version``."""
    return _settings(conn, MARKET)


def packs_for(conn: Connection, countries: Iterable[str]) -> tuple[str, ...]:
    """The packs of some markets: the one chosen for each, else the one of its own jurisdiction, where there is any."""
    chosen, own = market_packs(conn), {pack.jurisdiction: pack.code for pack in reversed(offered(conn))}
    found = (chosen.get(country) or own.get(country) for country in countries)
    return tuple(dict.fromkeys(one for one in found if one))


def _settings(conn: Connection, prefix: str) -> dict[str, str]:
    """The choices whose key begins so, by the rest of the key."""
    sql = "SELECT substr(key, ?2) AS name, value FROM setting WHERE deleted_at IS NULL AND substr(key, 1, ?2 - 1) = ?1"
    rows = conn.execute(sql, (prefix, len(prefix) + 1))
    return {row[0]: row[1] for row in rows if row[1]}
