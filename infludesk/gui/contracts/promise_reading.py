"""What the rights side of a contract's page reads at once."""

from dataclasses import dataclass

from infludesk.clients.brand_store import brands, categories, rivals
from infludesk.clients.categories import Tree
from infludesk.content.model import AssetUse
from infludesk.contracts.model import Contract, Exclusivity, Whitelisting
from infludesk.contracts.states import FROZEN
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.flows.rights_use import HeldRight, Misuse, asset_name, held_rights, misuses, uses
from infludesk.kernel.ids import ref
from infludesk.kernel.text import isolate

_PIECES = (
    "SELECT id, coalesce(title, format) AS name FROM deliverable WHERE participation_id = ? AND deleted_at IS NULL"
)
_POSTS = """
SELECT id, coalesce(title, caption, url) AS name FROM post WHERE participation_id = ?1 AND deleted_at IS NULL
AND NOT EXISTS (SELECT 1 FROM fulfilment AS f WHERE f.post_id = post.id AND f.deleted_at IS NULL)
"""
_ACCOUNTS = (
    "SELECT id, handle, platform FROM account WHERE creator_id = ? AND deleted_at IS NULL ORDER BY platform, handle"
)
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesView:
    """Rights, whitelistings and exclusivities of a contract, with what can be chosen in them.

    Attributes:
        held: right → with the pieces it covers.
        uses: right → where pieces are used under it.
        names: piece (``table:id``) → its name; ``pieces`` are those that can be chosen.
        rivals: brand → the competitors known of it.
    """

    contract: Contract
    held: dict[str, HeldRight]
    uses: dict[str, list[AssetUse]]
    misuses: tuple[Misuse, ...]
    whitelistings: tuple[Whitelisting, ...]
    exclusivities: tuple[Exclusivity, ...]
    pieces: Options
    names: dict[str, str]
    accounts: Options
    brands: Options
    rivals: dict[str, tuple[str, ...]]
    tree: Tree

    @property
    def frozen(self) -> bool:
        """Whether the terms stand still."""
        return self.contract.state in FROZEN


def read_promises(conn: Connection, contract_id: str, today: str) -> PromisesView:
    """Read the rights side of a contract.

    Raises:
        Problem: ``record.gone``.
    """
    contract = get(conn, Contract, contract_id)
    held = {one.right.id: one for one in held_rights(conn, contract_id=contract_id)}
    used = uses(conn, list(held))
    part = contract.participation_id or ""
    pieces = [(ref("deliverable", row["id"]), row["name"] or "") for row in conn.execute(_PIECES, (part,))]
    pieces += [(ref("post", row["id"]), (row["name"] or "")[:80]) for row in conn.execute(_POSTS, (part,))]
    named = dict(pieces)
    for asset in [one for some in held.values() for one in some.assets] + [
        u.asset or "" for s in used.values() for u in s
    ]:
        named.setdefault(asset, asset_name(conn, asset))
    promised = find(conn, Exclusivity, "contract_id = ?", (contract_id,))
    known = brands(conn)
    accounts = conn.execute(_ACCOUNTS, (contract.creator_id or "",)).fetchall()
    return PromisesView(
        contract=contract,
        held=held,
        uses=used,
        misuses=tuple(one for one in misuses(conn, today, creator_id=contract.creator_id or "-") if one.use_id),
        whitelistings=tuple(find(conn, Whitelisting, "contract_id = ?", (contract_id,))),
        exclusivities=tuple(promised),
        pieces=tuple(pieces),
        names=named,
        accounts=tuple((row["id"], isolate(f"{row['handle'] or ''} ({row['platform'] or ''})")) for row in accounts),
        brands=tuple((one.id, one.name or "") for one in known),
        rivals={
            brand: tuple(name for _, name in rivals(conn, brand, today))
            for brand in {one.for_brand_id for one in promised if one.for_brand_id}
        },
        tree=categories(conn),
    )
