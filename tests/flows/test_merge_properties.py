"""Merging any creators: no row names the one that went, and undo and redo are exact, also after other work."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, Fulfilment, Post
from infludesk.creators import model as creators
from infludesk.db.driver import Connection
from infludesk.db.rows import find, insert, trash
from infludesk.db.transaction import Tx
from infludesk.flows.merge import merge_creators
from infludesk.kernel.ids import ref
from infludesk.payments.model import CreatorFee
from infludesk.records.model import Attachment, AttachmentLink, CustomField, CustomValue
from infludesk.results.model import PostSnapshot
from infludesk.settings import Settings
from infludesk.workspace import SCHEMA, Workspace

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
STAMPS = {"rowid", "created_at", "updated_at"}
EMPTY = sha256(b"").hexdigest()
WORDS = ("", "ana", "Ana Ruiz", "ana@example.org", "+34 600 111 222", "日本 🎬", "أنا")
PERSON = st.integers(0, 3)
WORD = st.integers(0, len(WORDS) - 1)
THINGS = st.lists(st.tuples(st.integers(0, 11), PERSON, WORD, st.booleans()), max_size=24)
MERGES = st.lists(st.tuples(PERSON, PERSON), min_size=1, max_size=3)
State = dict[str, dict[str, dict[str, Any]]]


@contextmanager
def copied(template: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(template, Path(place) / "workspace"))
        (folder / "attachments").mkdir(exist_ok=True)
        (folder / "attachments" / EMPTY).touch()
        with Workspace.open(folder, Settings(device="0123456789ab")) as workspace:
            yield workspace


def live(conn: Connection) -> State:
    """The live rows of every table, and what is worked out of creators."""
    found: State = {}
    for table in SCHEMA.by_table:
        rows = map(dict, conn.execute(f"SELECT * FROM {table} WHERE deleted_at IS NULL"))
        found[table] = {row["id"]: {key: row[key] for key in row if key not in STAMPS} for row in rows}
    for table in ("match_key", "creator_stats", "creator_fts"):
        found[table] = {repr(tuple(row)): {} for row in conn.execute(f"SELECT * FROM {table}")}
    return found


def build(tx: Tx, things: list[tuple[int, int, int, bool]]) -> list[str]:
    """Four creators who share two campaigns and have whatever is drawn, some of it in the trash."""
    client = insert(tx, Client(name="Acme")).id
    campaigns = [insert(tx, Campaign(name=name, client_id=client)).id for name in ("Spring", "Summer")]
    people = [insert(tx, creators.Creator(name=name)).id for name in ("Ana", "Ana R.", "Ana Ruiz", "Leo")]
    field = insert(tx, CustomField(table_name="creator", key="shirt", label="Shirt", field_kind="text")).id
    file = insert(tx, Attachment(name="cv.pdf", sha256=EMPTY)).id
    for kind, who, word, gone in things:
        table, row_id = thing(tx, kind, people, (who, word), (campaigns[word % 2], field, file))
        if gone and table:
            trash(tx, table, [row_id])
    return people


def thing(  # noqa: C901, PLR0912  one case per kind of row
    tx: Tx, kind: int, people: list[str], drawn: tuple[int, int], near: tuple[str, str, str]
) -> tuple[str, str]:
    (who, word), (campaign, field, file) = drawn, near
    one, person, text = people[who], ref("creator", people[who]), WORDS[word] or "x"
    match kind:
        case 0:
            columns = "name = coalesce(?, name), email = ?, notes = ?, topics = ?, referred_by_id = ?"
            given_ = (text, text if "@" in text else None, text, f'["{text}"]', people[(who + word) % 4])
            tx.conn.execute(f"UPDATE creator SET {columns} WHERE id = ?", (*given_, one))
            return "", ""
        case 1:
            handle = f"{'@' * (who % 2)}{text}"  # the same channel, written otherwise
            account = insert(tx, creators.Account(creator_id=one, platform="instagram", handle=handle)).id
            insert(tx, creators.AccountSnapshot(account_id=account, day="2026-01-02", source="manual", followers=word))
            post = insert(tx, Post(account_id=account, platform="instagram", platform_post_id=f"p{who}{word}")).id
            insert(tx, PostSnapshot(post_id=post, as_of="2026-01-02T00:00:00Z", source="manual", views=word))
            return "account", account
        case 2:
            row: Any = creators.Tie(creator_id=one, kind="customer", with_party=ref("creator", people[word % 4]))
        case 3:
            row = creators.ContactPoint(owner=person, kind="email", value=text)
        case 4:
            tag = insert(tx, creators.Tag(label=text)).id
            row = creators.Tagging(tag_id=tag, target=person)
        case 5:
            row = creators.TimelineEntry(creator_id=one, kind="call", body=text, happened_at=tx.moment)
        case 6:
            row = creators.DoNotContact(
                person=person, channel="all", until=(None, "2026-02-01", "2027-01-01")[word % 3]
            )
        case 7:
            row = creators.Consent(person=person, purpose="outreach", basis="consent", note=text)
        case 8:
            row = creators.CreatorLink(from_id=one, to_id=people[word % 4], kind="not_same_person")
        case 9:
            row = CustomValue(field_id=field, record=person, value_text=text)
        case 10:
            row = AttachmentLink(attachment_id=file, target=person, role="cv")
        case _:
            stage = ("shortlisted", "agreed", "declined", "active")[word % 4]
            part = insert(tx, Participation(campaign_id=campaign, creator_id=one, stage=stage)).id
            made = insert(tx, Deliverable(participation_id=part, title=text, state="planned")).id
            insert(tx, CreatorFee(participation_id=part, kind="base", label=text))
            posts = find(tx.conn, Post)
            if posts:
                insert(tx, Fulfilment(deliverable_id=made, post_id=posts[0].id))
            return "participation", part
    return row.entity.table, insert(tx, row).id


def named(conn: Connection, creator: str) -> list[str]:
    """The columns that name a creator still."""
    found = []
    for link in SCHEMA.links:
        value = ref("creator", creator) if link.ref else creator
        if (link.ref or link.parent == "creator") and conn.execute(
            f"SELECT 1 FROM {link.child} WHERE {link.column} = ? AND deleted_at IS NULL", (value,)
        ).fetchone():
            found.append(f"{link.child}.{link.column}")
    return found


@FEW
@given(things=THINGS, merges=MERGES)
def test_all_of_it_goes_over_and_all_of_it_comes_back(
    template: Path, things: list[tuple[int, int, int, bool]], merges: list[tuple[int, int]]
) -> None:
    with copied(template) as workspace:
        people = workspace.do(build, things=things).value
        states = [workspace.read(live)]
        gone: set[str] = set()
        for keep, other in merges:
            if keep == other or gone & {people[keep], people[other]}:
                continue
            workspace.do(merge_creators, keep=people[keep], others=[people[other]])
            gone.add(people[other])
            states.append(workspace.read(live))
            assert not any(workspace.read(lambda conn, one=one: named(conn, one)) for one in gone)  # type: ignore[misc]
            assert workspace.check().faults == ()
        for before in reversed(states[:-1]):
            after = workspace.read(live)
            assert workspace.undo().value.kept == ()
            assert workspace.read(live) == before
            workspace.redo()
            assert workspace.read(live) == after
            workspace.undo()
        assert workspace.check().faults == ()


@FEW
@given(things=THINGS, later=THINGS)
def test_what_was_done_since_stays(
    template: Path, things: list[tuple[int, int, int, bool]], later: list[tuple[int, int, int, bool]]
) -> None:
    with copied(template) as workspace:
        people = workspace.do(build, things=things).value
        merged = workspace.do(merge_creators, keep=people[0], others=[people[1]]).changes.batch
        workspace.do(lambda tx: tx.conn.execute("UPDATE creator SET city = 'Lyon' WHERE id = ?", (people[0],)))
        for kind, _, word, _ in later:
            place = workspace.read(
                lambda conn: (find(conn, Campaign)[0].id, find(conn, CustomField)[0].id, find(conn, Attachment)[0].id)
            )
            workspace.do(lambda tx, k=kind, w=word, p=place: thing(tx, k, [people[0]] * 4, (0, w), p))
        workspace.undo(merged)
        assert workspace.check().faults == ()
        rows = {one.id: one for one in workspace.read(lambda conn: find(conn, creators.Creator))}
        assert rows[people[0]].city == "Lyon"
        assert rows[people[1]].merged_into_id is None
