"""Writing decided rows in bulk: what each table gets, then one insert per table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    Address,
    ContactPoint,
    Creator,
    DoNotContact,
    Tag,
    Tagging,
    TimelineEntry,
)
from infludesk.creators.profiles import normal_handle, normal_url, profile_url
from infludesk.db.rows import find, put_many, to_columns, update
from infludesk.db.transaction import Tx
from infludesk.importing.matching import Decision
from infludesk.importing.plan import Incoming, IncomingAccount
from infludesk.kernel.fields import Entity
from infludesk.kernel.ids import ref, uuid7
from infludesk.kernel.text import fold

_STEP = 1000
# parents before children, so that a reader of the log meets them in this order
_TABLES = (
    Creator.entity, Account.entity, AccountSnapshot.entity, ContactPoint.entity, Address.entity, Tag.entity,
    Tagging.entity, DoNotContact.entity, TimelineEntry.entity,
)  # fmt: skip


class Writing:
    """Collects the rows of one import; ``store`` writes them.

    Attributes:
        targets: row number → the creator it made or went to.
    """

    def __init__(self, tx: Tx, *, tags: Sequence[str], source_day: str) -> None:
        self.tx, self.extra_tags, self.day = tx, tuple(tags), source_day
        self.rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.fills: list[tuple[str, dict[str, Any]]] = []
        self.targets: dict[int, str] = {}
        self.tags = {fold(tag.label or ""): tag.id for tag in find(tx.conn, Tag)}

    def take(self, decision: Decision) -> None:
        """Lay a decided row out over the tables."""
        fill = decision.fill
        if decision.outcome in ("new", "suggested") and fill:
            creator = uuid7()
            self.targets[decision.row] = creator
            self._new(creator, fill)
        else:
            creator = decision.creator or self.targets.get(decision.joins or 0, "")
            self.targets[decision.row] = creator
            if fill and creator:
                self._fill(creator, fill)

    def store(self) -> None:
        """Write everything, table by table."""
        for number, entity in enumerate(_TABLES):
            self.tx.progress(number, len(_TABLES))
            rows = list(self.rows[entity.table].values())
            if rows:
                put_many(self.tx, entity, rows)
        for creator, values in self.fills:
            update(self.tx, Creator, creator, **values)

    def _new(self, creator: str, row: Incoming) -> None:
        values = {"owner_id": self.tx.actor or None, "standing": "prospect"} | dict(row.creator)
        if row.note:
            values["notes"] = "\n".join(filter(None, (values.get("notes"), row.note)))
        self._put(Creator.entity, creator, values)
        self._hang(creator, row, (*row.tags, *self.extra_tags))

    def _fill(self, creator: str, row: Incoming) -> None:
        if creator in self.rows["creator"]:  # the same file made it: its blanks are still open
            self.rows["creator"][creator].update(to_columns(Creator.entity, row.creator))
        elif row.creator:
            self.fills.append((creator, dict(row.creator)))
        if row.note:
            entry = {"creator_id": creator, "kind": "note", "direction": "inside", "body": row.note}
            self._put(TimelineEntry.entity, uuid7(), entry | {"happened_at": self.tx.moment})
        self._hang(creator, row, row.tags)

    def _hang(self, creator: str, row: Incoming, tags: Sequence[str]) -> None:
        """Accounts, points, address, tags and block of a row."""
        person = ref("creator", creator)
        for account in row.accounts:
            self._account(creator, account)
        for point in row.points:
            self._seeded(ContactPoint.entity, {"owner": person, "kind": point.kind, "value": point.value})
        if row.address:
            self._put(Address.entity, uuid7(), {"owner": person} | dict(row.address))
        for label in tags:
            self._seeded(Tagging.entity, {"tag_id": self._tag(label), "target": person})
        if row.block:
            block = {"person": person, "channel": "all", "reason": row.block.reason}
            since = row.block.since or self.tx.today.isoformat()
            self._seeded(DoNotContact.entity, block | {"since": since, "source": row.block.source})

    def _account(self, creator: str, given: IncomingAccount) -> None:
        site = given.url and not given.handle
        seed = normal_url(given.url) if site else normal_handle(given.handle)
        account = self.tx.seeded("account", given.platform, seed)
        values = {
            "creator_id": creator,
            "platform": given.platform,
            "handle": given.handle or None,
            "url": given.url or profile_url(given.platform, given.handle) or None,
        }
        self._put(Account.entity, account, values | dict(given.values))
        if given.snapshot:
            figures = {"account_id": account, "day": self.day, "source": "export"} | dict(given.snapshot)
            if "er_ppm" in figures:
                figures.setdefault("er_variant", "unknown")
            self._seeded(AccountSnapshot.entity, figures)

    def _tag(self, label: str) -> str:
        key = fold(label)
        if key not in self.tags:
            self.tags[key] = self._seeded(Tag.entity, {"label": label})
        return self.tags[key]

    def _seeded(self, entity: Entity, values: Mapping[str, Any]) -> str:
        parts = (values.get(name) for name in entity.seed)
        row_id = self.tx.seeded(entity.table, *parts)
        self._put(entity, row_id, values)
        return row_id

    def _put(self, entity: Entity, row_id: str, values: Mapping[str, Any]) -> None:
        columns = to_columns(entity, values)
        table = self.rows[entity.table]
        if row_id in table:
            table[row_id] |= {c: v for c, v in columns.items() if table[row_id].get(c) is None}
        else:
            table[row_id] = {"id": row_id} | columns
