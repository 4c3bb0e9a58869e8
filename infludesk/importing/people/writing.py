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
from infludesk.creators.profiles import profile_url
from infludesk.creators.several import PARTS, REACHED_BY, hung
from infludesk.db.rows import find, put_many, to_columns, update
from infludesk.db.transaction import Tx
from infludesk.importing.people import blocks
from infludesk.importing.people.comparing import Kept
from infludesk.importing.people.decisions import Decision
from infludesk.importing.people.incoming import Incoming, IncomingAccount, channel_key
from infludesk.kernel.fields import Entity, Row
from infludesk.kernel.ids import ref, split_ref, uuid7
from infludesk.kernel.text import fold
from infludesk.records import custom
from infludesk.records.custom_commands import add_custom_field
from infludesk.records.custom_store import custom_fields
from infludesk.records.model import CustomField, CustomValue

_STEP = 200
_PURPOSE = "relations"
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
        self.trashed: dict[str, dict[str, str]] = {}  # table → seeded id in the trash → the one in its place
        self.known: dict[str, dict[tuple[str, str], str]] = {}  # creator → key of each channel → its id

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
            if decision.also and creator:  # as if made and merged at once: the name leads here from now on
                merged = {"standing": "prospect"} | dict(decision.also) | {"merged_into_id": creator}
                self._put(Creator.entity, uuid7(), merged)

    def store(self, rows: int) -> None:
        """Write everything, table by table; the progress of the second half of ``rows`` twice."""
        self._state_basis()
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

    def _state_basis(self) -> None:
        """The lawful basis of everybody this import makes, save those whose rows told one."""
        if not self.basis:
            return
        told = {row["person"] for row in self.rows["consent"].values() if row["purpose"] == _PURPOSE}
        made = (one for one, values in self.rows["creator"].items() if not values.get("merged_into_id"))
        for person in [one for creator in made if (one := ref("creator", creator)) not in told]:
            reason = {"person": person, "purpose": _PURPOSE, "since": self.tx.today.isoformat()}
            self._put(Consent.entity, uuid7(), reason | self.basis)

    def _apart(self, one: str, other: str) -> None:
        first, second = sorted((one, other))
        self._seeded(CreatorLink.entity, {"from_id": first, "to_id": second, "kind": "not_same_person"})

    def _overwrite(self, creator: str, kept: Kept) -> None:
        """Write the file's value over ours."""
        table, _, name = kept.field.partition(".")
        if table == "creator":
            if name in REACHED_BY:  # where somebody could be reached until now stays, as one of several ways
                old = {"owner": ref("creator", creator), "kind": name, "value": kept.ours}
                self._seeded(ContactPoint.entity, old)
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
        """The channel of a creator known by a key: one this import makes or meets; empty for none."""
        return self._accounts(creator).get(key, "")

    def _accounts(self, creator: str) -> dict[tuple[str, str], str]:
        """The channels of a creator by key."""
        if creator not in self.known:
            sql = "SELECT id, platform, handle, url FROM account WHERE creator_id = ? AND deleted_at IS NULL"
            found = () if creator in self.rows["creator"] else self.tx.conn.execute(sql, (creator,))
            self.known[creator] = {channel_key(row["platform"], row["handle"], row["url"]): row["id"] for row in found}
        return self.known[creator]

    def _latest(self, account: str) -> str:
        """The newest figures of a channel: those this import brings, else those that stand."""
        made = self._id("account_snapshot", account, self.day, "export")
        if made in self.rows["account_snapshot"]:
            return made
        sql = "SELECT id FROM account_snapshot WHERE account_id = ? AND deleted_at IS NULL"
        newest = self.tx.conn.execute(f"{sql} ORDER BY day DESC, id DESC LIMIT 1", (account,))
        return next((str(row["id"]) for row in newest), "")

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

    def _fill(self, creator: str, row: Incoming) -> None:
        made = self.rows["creator"].get(creator)
        if made is not None:  # the same file made it: its blanks are still open
            values = dict(row.creator)
            if values.get("notes") and made.get("notes"):  # of its columns of notes
                values["notes"] = f"{made['notes']}\n{values['notes']}"
            made.update(to_columns(Creator.entity, values))
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
        if row.block:
            today = {} if row.block.exact else {"since": self.tx.today.isoformat()}
            self._part(creator, blocks.TABLE, today | blocks.fields_of(row.block))
        for table, values in row.parts:
            self._part(creator, table, values)

    def _part(self, creator: str, table: str, values: Mapping[str, Any]) -> None:
        """One of several things that hang on a creator."""
        entity, _ = PARTS[table]
        whole = hung(table, creator) | dict(values)
        if table == blocks.TABLE and (over := self._block_over(creator, whole)):
            self.fills.append((DoNotContact, over, {"until": None} | whole))
        elif entity.seed:
            self._seeded(entity, whole)
        else:
            self._put(entity, uuid7(), whole)

    def _block_over(self, creator: str, block: Mapping[str, Any]) -> str:
        """A live block of the same channel: only one that is over leaves room for another, which takes its place."""
        if creator in self.rows["creator"]:
            return ""
        row_id = self._id(blocks.TABLE, *(block.get(name) for name in DoNotContact.entity.seed))
        sql = "SELECT id FROM do_not_contact WHERE id = ? AND deleted_at IS NULL"
        return row_id if self.tx.conn.execute(sql, (row_id,)).fetchone() else ""

    def _account(self, creator: str, given: IncomingAccount) -> None:
        known = self._accounts(creator)
        account = known.get(given.key) or known.setdefault(given.key, self._id("account", *given.key))
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
        sql = "SELECT id FROM custom_value WHERE field_id = ? AND record = ? AND deleted_at IS NULL"
        made = split_ref(person)[1] in self.rows["creator"]
        held = None if made else self.tx.conn.execute(sql, (self._own_field(key), person)).fetchone()
        row_id = held["id"] if held else self._id("custom_value", self._own_field(key), person)
        return row_id, custom.to_columns(self.own[key].field_kind or "text", value)

    def _own_field(self, key: str) -> str:
        """The id of a field of the user's own: the workspace's of that key or name, and kind, else a new one."""
        if key not in self.own_ids:
            one, known = self.own[key], custom_fields(self.tx.conn, "creator")
            free = [it for it in known if it.field_kind == one.field_kind and it.id not in self.own_ids.values()]
            named = [it for it in free if fold(it.label or "") == fold(one.label or "")]
            same = [*(it for it in free if it.key == key), *named]
            self.own_ids[key] = same[0].id if same else add_custom_field(
                self.tx, table="creator", label=custom.told_apart((*known, one))[-1].label or key,
                kind=one.field_kind or "text", choices=one.choices, internal=bool(one.internal),
            )  # fmt: skip
        return self.own_ids[key]

    def _tag(self, label: str) -> str:
        key = fold(label)
        if key not in self.tags:
            self.tags[key] = self._seeded(Tag.entity, {"label": label})
        return self.tags[key]

    def _seeded(self, entity: Entity, values: Mapping[str, Any]) -> str:
        row_id = self._id(entity.table, *(values.get(name) for name in entity.seed))
        self._put(entity, row_id, values)
        return row_id

    def _id(self, table: str, *parts: str | None) -> str:
        """The id of a seeded row; where that row is in the trash, it stays there, and another takes its place."""
        if table not in self.trashed:
            rows = self.tx.conn.execute(f"SELECT id FROM {table} WHERE deleted_as = 'trash'")
            self.trashed[table] = {row["id"]: uuid7() for row in rows}
        row_id = self.tx.seeded(table, *parts)
        return self.trashed[table].get(row_id, row_id)

    def _put(self, entity: Entity, row_id: str, values: Mapping[str, Any]) -> None:
        columns = to_columns(entity, values)
        table = self.rows[entity.table]
        if row_id in table:
            table[row_id] |= {c: v for c, v in columns.items() if table[row_id].get(c) is None}
        else:
            table[row_id] = {"id": row_id} | columns
