"""The 32 items of a contract, held against its terms and the rules of its packs."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.contracts import store as contracts
from infludesk.contracts.checklist import ITEMS, Item, RedFlag, red_flags
from infludesk.contracts.model import ContractItem
from infludesk.contracts.rulepacks import RulePack
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.flows.contract_terms import terms
from infludesk.kernel.text import join, tr


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedItem:
    """One of the 32 items of a contract.

    Attributes:
        id: the row's id; empty where the contract has no row for it yet.
        item: 1 to 32.
        why: what the text should say.
        group: the section of the contract.
        answer: one of ``ANSWERS``.
        red_flag: marked by a person, or found in the terms.
        flags: the reasons found in the terms, as shown.
        cite: the sections cited, joined; empty where no rule of the contract's packs asks for it.
        pack: the pack cited, with its version.
        decided_by: who answered; empty where it was taken from the terms.
        dispute: the class of dispute it is known for.
    """

    id: str
    item: int
    title: str
    why: str
    group: str
    answer: str
    place: str
    note: str
    red_flag: bool
    flags: tuple[str, ...]
    cite: str
    pack: str
    decided_by: str
    dispute: str


def items(conn: Connection, contract_id: str) -> list[CheckedItem]:
    """The 32 items of a contract in their order, with what stands in the way and what is cited.

    Raises:
        Problem: ``record.gone``.
    """
    known = terms(conn, contract_id)
    stored = {row.item: row for row in find(conn, ContractItem, "contract_id = ?", (contract_id,))}
    packs = [one for key in known.contract.rule_packs if (one := contracts.pack(conn, key))]
    members = dict(conn.execute("SELECT id, name FROM member").fetchall())
    found = red_flags(known)
    return [_item(one, stored.get(one.number), found, packs, members) for one in ITEMS]


def _item(
    item: Item,
    row: ContractItem | None,
    found: tuple[RedFlag, ...],
    packs: Sequence[RulePack],
    members: dict[str, str],
) -> CheckedItem:
    row = row or ContractItem(item=item.number)
    reasons = tuple(flag.reason for flag in found if flag.item == item.number)
    cited = [(one, rule) for one in packs for code in item.rules if (rule := one.rule(code))]
    return CheckedItem(
        id=row.id,
        item=item.number,
        title=tr(item.title),
        why=tr(item.look_for),
        group=tr(item.section),
        answer=row.answer or "open",
        place=row.place or "",
        note=row.note or "",
        red_flag=bool(row.red_flag) or bool(reasons),
        flags=reasons,
        cite=join(dict.fromkeys(rule.cite for _, rule in cited), "; "),
        pack=join(dict.fromkeys(one.key for one, _ in cited), ", "),
        decided_by=members.get(row.decided_by_id or "", ""),
        dispute=item.dispute,
    )
