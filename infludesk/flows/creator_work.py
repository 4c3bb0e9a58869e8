"""A creator's work as their page shows it: rights by piece, exclusivities, clashes and contracts."""

from collections.abc import Mapping
from dataclasses import dataclass

from infludesk.clients.brand_store import brands_of, categories
from infludesk.clients.categories import Tree
from infludesk.contracts.model import VOID, Contract, Exclusivity, UsageRight
from infludesk.contracts.states import FROZEN
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.sql import code_list
from infludesk.flows import clashes
from infludesk.flows.clashes import Clash
from infludesk.flows.rights_use import HeldRight, Misuse, asset_name, held_rights, misuses


@dataclass(frozen=True, slots=True, kw_only=True)
class RightLine:
    """A right over one piece, or over all of a contract where ``asset`` is empty.

    ``ends`` counts signed renewals; empty for one for ever and for one whose end is not known yet.
    """

    right: UsageRight
    asset: str
    name: str
    contract_id: str
    title: str
    signed: bool
    starts: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorWork:
    """What holds between a creator and the brands; ``brands`` are the names of those the exclusivities are for."""

    creator_id: str
    rights: tuple[RightLine, ...]
    misuses: tuple[Misuse, ...]
    exclusivities: tuple[Exclusivity, ...]
    brands: Mapping[str, str]
    clashes: tuple[Clash, ...]
    contracts: tuple[Contract, ...]
    tree: Tree


def creator_work(conn: Connection, creator_id: str, today: str) -> CreatorWork:
    """Read the work of a creator: rights that still run first, by their end."""
    void = f"creator_id = ? AND coalesce(state, 'draft') NOT IN ({code_list(VOID)})"
    contracts = find(conn, Contract, void, (creator_id,), order="created_at DESC, id DESC")
    states = {one.id: one.state for one in contracts}
    lines = [
        line for held in held_rights(conn, creator_id=creator_id)
        for line in _lines(conn, held, signed=states.get(held.contract_id) in FROZEN)
    ]  # fmt: skip
    promised = find(conn, Exclusivity, "creator_id = ?", (creator_id,), order="ends_on IS NULL, ends_on, id")
    promised = [one for one in promised if not one.contract_id or one.contract_id in states]
    known = brands_of(conn, [one.for_brand_id or "" for one in promised])
    return CreatorWork(
        creator_id=creator_id,
        rights=tuple(
            sorted(lines, key=lambda one: (bool(one.ends) and one.ends < today, one.ends or "9999", one.name))
        ),
        misuses=tuple(misuses(conn, today, creator_id=creator_id)),
        exclusivities=tuple(promised),
        brands={one: brand.name or "" for one, brand in known.items()},
        clashes=tuple(clashes.of_creator(conn, creator_id, waived=True)),
        contracts=tuple(contracts),
        tree=categories(conn),
    )


def _lines(conn: Connection, held: HeldRight, *, signed: bool) -> list[RightLine]:
    return [
        RightLine(
            right=held.right, asset=asset, name=asset_name(conn, asset) if asset else "", contract_id=held.contract_id,
            title=held.title, signed=signed, starts=held.leave.starts, ends=held.leave.ends,
        )
        for asset in held.assets or ("",)
    ]  # fmt: skip
