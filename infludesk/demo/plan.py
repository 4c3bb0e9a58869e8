"""The plan of the sample as data: its days, amounts and lists, and the records that it names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, Post
from infludesk.contracts.model import Contract
from infludesk.creators.model import Account
from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.kernel.fields import Entity
from infludesk.kernel.money import Money, of_major
from infludesk.paths import resource
from infludesk.payments.model import CreatorFee

Plan = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where the story plays: the day the sample is made, and the workspace's folder of files."""

    today: date
    files: Path


def load(name: str) -> Plan:
    """A plan of the samples."""
    return tomllib.loads(resource("samples", name).read_text(encoding="utf-8"))


def day(scene: Scene, said: str | int) -> str:
    """An ISO day; a number counts from the day the sample is made."""
    return said if isinstance(said, str) else (scene.today + timedelta(days=said)).isoformat()


def money(amount: float, currency: str = "USD") -> Money:
    """An amount in whole units."""
    return of_major(Decimal(str(amount)), currency)


def fields(entity: Entity, said: Plan, scene: Scene, currency: str = "USD") -> dict[str, Any]:
    """What a plan says of a record, as its fields hold it."""

    def held(name: str, value: Any) -> Any:
        kind = entity.field(name).kind
        if kind in ("day", "deadline"):
            return day(scene, value)
        if kind == "money":
            return money(value, currency)
        return tuple(value) if isinstance(value, list) else value

    return {name: held(name, value) for name, value in said.items()}


def account_of(tx: Tx, handle: str) -> Account:
    """The account with this handle; of several the one that was known first."""
    return find(tx.conn, Account, "handle = ?", (handle,), order="rowid")[0]


def creator_of(tx: Tx, handle: str) -> str:
    """The creator with this handle."""
    return account_of(tx, handle).creator_id or ""


def campaign_of(tx: Tx, said: Plan) -> Campaign:
    """The campaign that a plan names."""
    return find(tx.conn, Campaign, "name = ?", (said["campaign"],))[0]


def client_of(tx: Tx, name: str) -> str:
    """The client of this name."""
    return find(tx.conn, Client, "name = ?", (name,))[0].id


def part_of(tx: Tx, said: Plan, handle: str = "") -> str:
    """The part of a creator in the campaign that a plan names."""
    key = campaign_of(tx, said).id, creator_of(tx, handle or said["creator"])
    return find(tx.conn, Participation, "campaign_id = ? AND creator_id = ?", key)[0].id


def piece_of(tx: Tx, said: Plan) -> str:
    """The piece that a plan names by its title."""
    return find(tx.conn, Deliverable, "title = ?", (said["piece"],))[0].id


def post_of(tx: Tx, said: Plan) -> Post:
    """The post whose address holds what a plan names."""
    return find(tx.conn, Post, "instr(url, ?) > 0", (said["post"],))[0]


def contract_of(tx: Tx, said: Plan) -> Contract:
    """The contract of a creator in a campaign."""
    return find(tx.conn, Contract, "participation_id = ?", (part_of(tx, said),))[0]


def fee_of(tx: Tx, said: Plan, handle: str = "") -> str:
    """The line of a creator's fee that waits, or waited, for the trigger that a plan names."""
    where = 'participation_id = ? AND "trigger" = ?'
    return find(tx.conn, CreatorFee, where, (part_of(tx, said, handle), said["after"]))[0].id
