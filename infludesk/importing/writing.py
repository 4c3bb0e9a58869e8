"""Writing decided rows in bulk: what each table gets, then one insert per table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    Address,
    Consent,
    ContactPoint,
    Creator,
    CreatorLink,
    DoNotContact,
    Tag,
    Tagging,
    Tie,
    TimelineEntry,
)
from infludesk.creators.profiles import normal_handle, normal_url, profile_url
from infludesk.creators.several import PARTS, hung
from infludesk.db.rows import find, put_many, to_columns, update
from infludesk.db.transaction import Tx
from infludesk.importing.comparing import Kept
from infludesk.importing.incoming import Incoming, IncomingAccount
from infludesk.importing.matching import Decision
from infludesk.kernel.fields import Entity, Row
from infludesk.kernel.ids import ref, uuid7
from infludesk.kernel.text import fold
from infludesk.records import custom
from infludesk.records.custom_commands import add_custom_field
from infludesk.records.custom_store import custom_fields
from infludesk.records.model import CustomField, CustomValue

_STEP = 200
# parents before children, so that a reader of the log meets them in this order
_TABLES = (
    Creator.entity, Account.entity, AccountSnapshot.entity, ContactPoint.entity, Address.entity, Tag.entity,
    Tagging.entity, DoNotContact.entity, Tie.entity, Consent.entity, CreatorLink.entity, TimelineEntry.entity,
    CustomValue.entity,
)  # fmt: skip


class Writing:
    """Collects the rows of one import; ``store`` writes them.

    Attributes:
        targets: row number → the creator it made or went to.
    """

    def __init__(
        self, tx: Tx, *, tags: Sequence[str], source_day: str, data_source: str = "", lawful_basis: str = "",
        own: Sequence[CustomField] = (), owner: str = "",
    ) -> None:  # fmt: skip
        """Write into ``tx``; ``own`` are the user's own fields that rows hold, made where the workspace lacks them."""
        self.tx, self.extra_tags, self.day = tx, tuple(tags), source_day
        self.basis = {"data_source": data_source, "basis": lawful_basis} if lawful_basis else {}
        self.rows: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self.fills: list[tuple[type[Row], str, dict[str, Any]]] = []
        self.targets: dict[int, str] = {}
        self.addresses: dict[str, str] = {}  # person → the first one this import brings
        self.owner = owner or tx.actor or None
        self.own = {one.key or "": one for one in own}
        self.own_ids: dict[str, str] = {}
        self.tags = {fold(tag.label or ""): tag.id for tag in find(tx.conn, Tag)}

    def take(self, decision: Decision, theirs: Sequence[Kept] = ()) -> None:
        """Lay a decided row out over the tables; ``theirs`` is written over ours."""
        fill = decision.fill
        if decision.outcome in ("new", "suggested") and fill:
            creator = uuid7()
            self.targets[decision.row] = creator
            self._new(creator, fill)
            for one in decision.apart:
                self._apart(creator, self.targets[one] if isinstance(one, int) else one)
        else:
            creator = decision.creator or self.targets.get(decision.joins or 0, "")
            self.targets[decision.row] = creator
            if fill and creator:
                self._fill(creator, fill)
            for kept in theirs:
                self._overwrite(creator, kept)

    def store(self, rows: int) -> None:
        """Write everything, table by table; the progress of the second half of ``rows`` twice."""
        whole = sum(len(self.rows[entity.table]) for entity in _TABLES) + len(self.fills) or 1
        done = 0

        def pulse(here: int) -> None:
            self.tx.progress(rows + rows * (done + here) // whole, 2 * rows)

        for entity in _TABLES:
            every = list(self.rows[entity.table].values())
            put_many(self.tx, entity, every, pulse)
            done += len(every)
        for number, (cls, row_id, values) in enumerate(self.fills):
            if number % _STEP == 0:
                pulse(number)
            update(self.tx, cls, row_id, **values)

    def _apart(self, one: str, other: str) -> None:
        first, second = sorted((one, other))
        self._seeded(CreatorLink.entity, {"from_id": first, "to_id": second, "kind": "not_same_person"})

    def _overwrite(self, creator: str, kept: Kept) -> None:
        """Write the file's value over ours."""
        table, _, name = kept.field.partition(".")
        if table == "creator":
            self._change(Creator, creator, {name: kept.theirs})
        elif table == "address":
            self._change(Address, self._first_address(creator), dict(kept.theirs))
        elif table == "custom":
            self._change(CustomValue, *self._own_value(ref("creator", creator), name, kept.theirs))
        else:
            account = self._account_id(creator, kept.account or ("", ""))
            if table == "account":
                self._change(Account, account, {name: kept.theirs})
            else:
                self._change(AccountSnapshot, self._latest(account), {name: kept.theirs})

    def _change(self, cls: type[Row], row_id: str, values: dict[str, Any]) -> None:
        """Change a row, or what this import is about to write of it."""
        made = self.rows[cls.entity.table].get(row_id)
        if made is not None:
            made.update(to_columns(cls.entity, values))
        elif row_id:
            self.fills.append((cls, row_id, values))

    def _account_id(self, creator: str, key: tuple[str, str]) -> str:
        made = self.tx.seeded("account", *key)
        if made in self.rows["account"]:
            return made
        sql = "SELECT id, platform, handle FROM account WHERE creator_id = ? AND deleted_at IS NULL"
        found = self.tx.conn.execute(sql, (creator,)).fetchall()
        return next((row["id"] for row in found if (row["platform"], normal_handle(row["handle"] or "")) == key), "")

    def _latest(self, account: str) -> str:
        """The newest figures of a channel: those this import brings, else those that stand."""
        made = self.tx.seeded("account_snapshot", account, self.day, "export")
        if made in self.rows["account_snapshot"]:
            return made
        sql = "SELECT id FROM account_snapshot WHERE account_id = ? AND deleted_at IS NULL ORDER BY day DESC LIMIT 1"
        return next((str(row["id"]) for row in self.tx.conn.execute(sql, (account,))), "")

    def _first_address(self, creator: str) -> str:
        person = ref("creator", creator)
        sql = "SELECT id FROM address WHERE owner = ? AND deleted_at IS NULL ORDER BY id LIMIT 1"
        found = self.tx.conn.execute(sql, (person,)).fetchone()
        return str(found["id"]) if found else self.addresses.get(person, "")

    def _new(self, creator: str, row: Incoming) -> None:
        values = {"owner_id": self.owner, "standing": "prospect"} | dict(row.creator)
        if row.note:
            values["notes"] = "\n".join(filter(None, (values.get("notes"), row.note)))
        self._put(Creator.entity, creator, values)
        self._hang(creator, row, (*row.tags, *self.extra_tags))
        if self.basis:
            reason = {"person": ref("creator", creator), "purpose": "relations", "since": self.tx.today.isoformat()}
            self._put(Consent.entity, uuid7(), reason | self.basis)

    def _fill(self, creator: str, row: Incoming) -> None:
        if creator in self.rows["creator"]:  # the same file made it: its blanks are still open
            self.rows["creator"][creator].update(to_columns(Creator.entity, row.creator))
        elif row.creator:
            self.fills.append((Creator, creator, dict(row.creator)))
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
            address = self.addresses.setdefault(person, uuid7())
            self._put(Address.entity, address, {"owner": person} | dict(row.address))
        for label in tags:
            self._seeded(Tagging.entity, {"tag_id": self._tag(label), "target": person})
        for key, value in row.custom.items():
            row_id, columns = self._own_value(person, key, value)
            self._put(CustomValue.entity, row_id, {"field_id": self._own_field(key), "record": person} | columns)
        if row.block and row.block.exact:
            self._part(creator, "do_not_contact", row.block.exact)
        elif row.block:
            block = {"person": person, "channel": row.block.channel, "reason": row.block.reason}
            since = row.block.since or self.tx.today.isoformat()
            self._seeded(DoNotContact.entity, block | {"since": since, "source": row.block.source})

        for table, values in row.parts:
            self._part(creator, table, values)

    def _part(self, creator: str, table: str, values: Mapping[str, Any]) -> None:
        """One of several things that hang on a creator."""
        entity, _ = PARTS[table]
        whole = hung(table, creator) | dict(values)
        if entity.seed:
            self._seeded(entity, whole)
        else:
            self._put(entity, uuid7(), whole)

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

    def _own_value(self, person: str, key: str, value: Any) -> tuple[str, dict[str, Any]]:
        """The id and the columns of a value in a field of the user's own."""
        row_id = self.tx.seeded("custom_value", self._own_field(key), person)
        return row_id, custom.to_columns(self.own[key].field_kind or "text", value)

    def _own_field(self, key: str) -> str:
        """The id of a field of the user's own: the workspace's of that key or name, else a new one."""
        if key not in self.own_ids:
            one = self.own[key]
            known = custom_fields(self.tx.conn, "creator")
            same = [field for field in known if field.key == key or fold(field.label or "") == fold(one.label or "")]
            self.own_ids[key] = same[0].id if same else add_custom_field(
                self.tx, table="creator", label=one.label or key, kind=one.field_kind or "text", choices=one.choices,
                internal=bool(one.internal),
            )  # fmt: skip
        return self.own_ids[key]

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
