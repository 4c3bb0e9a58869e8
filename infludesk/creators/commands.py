"""What people do with creators."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from infludesk.creators.model import (
    ALWAYS_DISCLOSED,
    Account,
    AccountSnapshot,
    Creator,
    CreatorLink,
    DoNotContact,
    Tag,
    Tagging,
    Tie,
    TimelineEntry,
)  # fmt: skip
from infludesk.creators.profiles import profile_url, read_profile
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold, tr


def add_creator(tx: Tx, *, name: str, profile: str = "", **values: Any) -> str:
    """Add a creator by hand, with their first account where a handle or an address is given; returns the id.

    Raises:
        Problem: the name is empty, or the address is not a profile's.
    """
    row = insert(tx, Creator(name=name.strip() or profile.strip(), owner_id=tx.actor or None, standing="prospect"))
    tx.label("Add {creator}", creator=ref("creator", row.id))
    if values:
        update(tx, Creator, row.id, **values)
    if profile.strip():
        add_account(tx, creator_id=row.id, profile=profile)
    return row.id


def set_field(tx: Tx, *, creator_id: str, name: str, value: Any) -> None:
    """Change one field of a creator."""
    field = Creator.entity.field(name)
    tx.label("Change {field} of {creator}", field=field.label, creator=ref("creator", creator_id))
    update(tx, Creator, creator_id, **{name: value})


def add_account(tx: Tx, *, creator_id: str, profile: str, platform: str | None = None) -> str:
    """Add a channel by its address, or by handle and platform; returns the account's id.

    Raises:
        Problem: ``account.unreadable``, or the address is a post's, or ``account.taken``: somebody else has it.
    """
    tx.label("Add an account of {creator}", creator=ref("creator", creator_id))
    known = read_profile(profile, platform)
    if known is None:
        raise Problem(
            "account.unreadable",
            tr('"{text}" names no account.', text=profile),
            tr("Nothing was added. Paste the profile's address, or choose the platform and type the handle."),
        )
    account = insert(
        tx,
        Account(
            creator_id=creator_id,
            platform=known.platform,
            handle=known.handle,
            url=known.url or profile_url(known.platform, known.handle),
            state="active",
        ),
    )
    if account.creator_id != creator_id:
        other = get(tx.conn, Creator, account.creator_id or "")
        raise Problem(
            "account.taken",
            tr("{name} has this account already.", name=other.name),
            tr("Nothing was added. Open {name}, or move the account there to the trash first.", name=other.name),
        )
    return account.id


def read_account(tx: Tx, *, account_id: str, day: str, source: str, **figures: int | str | None) -> str:
    """Keep a channel's figures of one day, in place of those of the same day and source; returns the reading's id."""
    account = get(tx.conn, Account, account_id)
    tx.label("Enter figures of {handle}", handle=account.handle or account.url or "")
    row = insert(tx, AccountSnapshot(account_id=account_id, day=day, source=source))
    update(tx, AccountSnapshot, row.id, **figures)
    return row.id


def set_account_field(tx: Tx, *, account_id: str, name: str, value: Any) -> None:
    """Change one field of an account."""
    account = get(tx.conn, Account, account_id)
    tx.label("Change {field} of {handle}", field=Account.entity.field(name).label, handle=account.handle or "")
    update(tx, Account, account_id, **{name: value})


def trash_account(tx: Tx, *, account_id: str) -> None:
    """Move an account to the trash."""
    account = get(tx.conn, Account, account_id)
    tx.label("Move {handle} to Trash", handle=account.handle or account.url or "")
    trash(tx, "account", [account_id])


def log_contact(tx: Tx, *, creator_id: str, kind: str = "call", body: str = "", **more: Any) -> str:
    """Keep an exchange in the creator's timeline; now and outgoing unless said. Returns the entry's id."""
    labels = {
        "call": "Log call with {creator}", "email": "Log e-mail with {creator}", "note": "Note about {creator}",
        "meeting": "Log meeting with {creator}", "message": "Log message with {creator}",
    }  # fmt: skip
    tx.label(labels.get(kind, "Log contact with {creator}"), creator=ref("creator", creator_id))
    given = {"happened_at": tx.moment, "direction": "out", "member_id": tx.actor or None} | more
    return insert(tx, TimelineEntry(creator_id=creator_id, kind=kind, body=body, **given)).id


def set_entry_field(tx: Tx, *, entry_id: str, name: str, value: Any) -> None:
    """Change one field of a timeline entry."""
    entry = get(tx.conn, TimelineEntry, entry_id)
    tx.label("Change an entry of {creator}", creator=ref("creator", entry.creator_id or ""))
    update(tx, TimelineEntry, entry_id, **{name: value})


def trash_entry(tx: Tx, *, entry_id: str) -> None:
    """Move a timeline entry to the trash."""
    entry = get(tx.conn, TimelineEntry, entry_id)
    tx.label("Move an entry of {creator} to Trash", creator=ref("creator", entry.creator_id or ""))
    trash(tx, "timeline_entry", [entry_id])


def set_tags(tx: Tx, *, creator_id: str, labels: Sequence[str]) -> None:
    """Make these the creator's tags; a new word becomes a tag."""
    target = ref("creator", creator_id)
    tx.label("Change tags of {creator}", creator=target)
    wanted = {fold(label): label.strip() for label in labels if label.strip()}
    taggings = find(tx.conn, Tagging, "target = ?", (target,))
    have = {fold(get(tx.conn, Tag, t.tag_id or "").label or ""): t for t in taggings}
    trash(tx, "tagging", [t.id for key, t in have.items() if key not in wanted])
    for key, label in wanted.items():
        if key not in have:
            insert(tx, Tagging(tag_id=tag_id(tx, label), target=target))


def tag_id(tx: Tx, label: str) -> str:
    """The tag of this word, made where it is new; case and accents do not make another."""
    same = find(tx.conn, Tag, "fold(label) = ?", (fold(label),))
    return same[0].id if same else insert(tx, Tag(label=label)).id


def set_ties(tx: Tx, *, creator_id: str, kinds: Sequence[str]) -> None:
    """Make these the creator's relations to the house; an employee or family tie is always disclosed."""
    tx.label("Change relations of {creator}", creator=ref("creator", creator_id))
    have = {tie.kind: tie for tie in find(tx.conn, Tie, "creator_id = ? AND with_party IS NULL", (creator_id,))}
    trash(tx, "tie", [tie.id for kind, tie in have.items() if kind not in kinds])
    for kind in kinds:
        if kind not in have:
            disclose = "always" if kind in ALWAYS_DISCLOSED else "ask"
            insert(tx, Tie(creator_id=creator_id, kind=kind, disclose=disclose))


def block(tx: Tx, *, creator_id: str, channel: str = "all", reason: str = "asked", source: str = "") -> str:
    """Do not contact this creator; imports and mailings obey. Returns the block's id."""
    tx.label("Do not contact {creator}", creator=ref("creator", creator_id))
    person = ref("creator", creator_id)
    since = tx.today.isoformat()
    return insert(tx, DoNotContact(person=person, channel=channel, reason=reason, since=since, source=source)).id


def unblock(tx: Tx, *, creator_id: str) -> None:
    """Contact is welcome again."""
    tx.label("Allow contact with {creator}", creator=ref("creator", creator_id))
    blocks = find(tx.conn, DoNotContact, "person = ?", (ref("creator", creator_id),))
    trash(tx, "do_not_contact", [one.id for one in blocks])


def not_same_person(tx: Tx, *, creator_ids: Sequence[str]) -> int:
    """Remember of creators that no two of them are the same person; returns how many pairs that makes."""
    first, second, *more = creator_ids
    if more:
        tx.label("{n} creators are not the same person", n=len(creator_ids))
    else:
        tx.label(
            "{creator} and {other} are not the same person",
            creator=ref("creator", first), other=ref("creator", second),
        )  # fmt: skip
    # from the smaller id, so that the pair is one row wherever it is told apart
    pairs = [tuple(sorted(pair)) for pair in combinations(creator_ids, 2)]
    for one, other in pairs:
        insert(tx, CreatorLink(from_id=one, to_id=other, kind="not_same_person"))
    return len(pairs)
