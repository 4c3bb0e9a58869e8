"""Things that four creators share and have, as they are drawn: work, promises, goods and money, for property tests."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from infludesk.campaigns.model import Brief, BriefSending, BriefVersion, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import (
    AssetUse,
    Bundle,
    Deliverable,
    DisclosureCheck,
    DisclosureFinding,
    Draft,
    Evidence,
    Fulfilment,
    Post,
    Review,
)
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import (
    Contract,
    ContractClause,
    ContractItem,
    ContractParty,
    Exclusivity,
    RightAsset,
    UsageRight,
    Whitelisting,
)
from infludesk.creators import model as creators
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.gifting.model import Benefit, Parcel, ParcelItem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.money import Money
from infludesk.payments.model import (
    ClientFee,
    Cost,
    CreatorFee,
    Invoice,
    InvoiceLine,
    Payee,
    PayeeLink,
    Payment,
)
from infludesk.records.model import Attachment, AttachmentLink, CustomField, CustomValue
from infludesk.results.model import PostSnapshot
from infludesk.settings import Settings
from infludesk.team.model import Snooze, Task
from infludesk.workspace import SCHEMA, Workspace

FEW = settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
STAMPS = {"rowid", "created_at", "updated_at"}
EMPTY = sha256(b"").hexdigest()
WORDS = ("", "ana", "Ana Ruiz", "ana@example.org", "+34 600 111 222", "日本 🎬", "أنا")
PERSON = st.integers(0, 3)
WORD = st.integers(0, len(WORDS) - 1)
KINDS = 18
PAID = Money(1_000, "EUR")
THINGS = st.lists(st.tuples(st.integers(0, KINDS), PERSON, WORD, st.booleans()), max_size=24)
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
            insert(tx, creators.Address(owner=person, city=text))
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
        case 11 | 12 | 13 | 14 | 15 | 16 | 17:
            return promise(tx, kind, (person, text), joined(tx, campaign, one, word))
        case _:
            stage = ("shortlisted", "agreed", "declined", "active")[word % 4]
            part = joined(tx, campaign, one, word, stage=stage)
            insert(tx, ClientFee(campaign_id=campaign, participation_id=part, amount=PAID))
            insert(tx, Cost(campaign_id=campaign, participation_id=part, amount=PAID))
            made = insert(tx, Deliverable(participation_id=part, title=text, state="planned")).id
            insert(tx, CreatorFee(participation_id=part, kind="base", label=text))
            posts = find(tx.conn, Post)
            if posts:
                insert(tx, Fulfilment(deliverable_id=made, post_id=posts[0].id))
            return "participation", part
    return row.entity.table, insert(tx, row).id


def joined(tx: Tx, campaign: str, creator: str, word: int, stage: str = "agreed") -> str:
    """Their part in a campaign, with what was put off of both."""
    part = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage=stage)).id
    for key in (f"minor:{part}:", f"fr-written-contract:{creator}::2026:"):
        insert(tx, Snooze(item_key=key, until=f"2026-0{1 + word}-01"))
    return part


def promise(tx: Tx, kind: int, drawn: tuple[str, str], part: str) -> tuple[str, str]:
    """What is agreed with somebody, made and paid for."""
    (person, text), (_, one) = drawn, split_ref(drawn[0])
    match kind:
        case 11:
            campaign = get(tx.conn, Participation, part).campaign_id
            base = find(tx.conn, Brief, "campaign_id = ? AND base_id IS NULL", (campaign,))
            base_id = base[0].id if base else insert(tx, Brief(campaign_id=campaign, title="Brief")).id
            own = Brief(campaign_id=campaign, base_id=base_id, participation_id=part, title=text, key_messages=(text,))
            brief = insert(tx, own).id
            for body in (base_id, brief):
                version = insert(tx, BriefVersion(brief_id=body, body=body, sha256=sha(body))).id
                insert(tx, BriefSending(version_id=version, participation_id=part, sent_at=tx.moment))
            return "brief", brief
        case 12 | 13:
            return "contract", paper(tx, one, (part, text), signed=kind == 13)
        case 14:
            parcel = insert(tx, Parcel(creator_id=one, participation_id=part, what=text)).id
            insert(tx, ParcelItem(parcel_id=parcel, label=text, given_as="gift"))
            insert(tx, Benefit(creator_id=one, participation_id=part, what=text))
            return "parcel", parcel
        case 15:
            payee = next((row.id for row in find(tx.conn, Payee)), "") or insert(tx, Payee(name="Ruiz GmbH")).id
            link = insert(tx, PayeeLink(payee_id=payee, for_party=person, preferred=True)).id
            fee = insert(tx, CreatorFee(participation_id=part, amount=PAID, payee_id=payee)).id
            bill = insert(tx, Invoice(direction="in", payee_id=payee, number=text)).id
            insert(tx, InvoiceLine(invoice_id=bill, fee=ref("creator_fee", fee), label=text))
            insert(tx, Payment(fee_id=fee, payee_id=payee, invoice_id=bill, paid_on="2026-02-01", amount=PAID))
            return "payee_link", link
        case 16:
            bundle = insert(tx, Bundle(participation_id=part, title=text)).id
            piece = insert(tx, Deliverable(participation_id=part, title=text, bundle_id=bundle)).id
            draft = insert(tx, Draft(deliverable_id=piece, step="draft", caption=text)).id
            pack, _ = pack_in_use(tx, "us-ftc")
            check = insert(tx, DisclosureCheck(draft_id=draft, pack_id=pack, outcome="pass", checked_at=tx.moment)).id
            insert(tx, DisclosureFinding(check_id=check, rule="US-1", result="yes", found_by="caption_scan"))
            insert(tx, Review(draft_id=draft, side="house", decision="approved", reviewer=person))
            return "deliverable", piece
        case _:
            insert(tx, Evidence(about=ref("participation", part), kind="e_mail", text=text, sha256=sha(text)))
            proof = insert(tx, Evidence(about=person, kind="e_mail", text=text, sha256=sha(text))).id
            insert(tx, Task(about=person, title=text, next_action=True))
            return "evidence", proof


def paper(tx: Tx, one: str, about: tuple[str, str], *, signed: bool) -> str:
    """A contract with those who stand on it, what it promises and what it allows."""
    part, text = about
    made = insert(tx, Contract(title=text, creator_id=one, participation_id=part)).id
    for role, name in (("creator", None), ("payee", text)):
        insert(tx, ContractParty(contract_id=made, role=role, party=ref("creator", one), legal_name=name))
    for other in find(tx.conn, creators.Creator, order="id LIMIT 2"):
        also = ContractParty(contract_id=made, role="creator", party=ref("creator", other.id), legal_name=text)
        insert(tx, also)
    insert(tx, ContractClause(contract_id=made, code="own-1", title=text, text=text))
    insert(tx, Exclusivity(creator_id=one, contract_id=made))
    account = insert(tx, creators.Account(creator_id=one, platform="tiktok", handle=text)).id
    insert(tx, Whitelisting(contract_id=made, account_id=account))
    right = insert(tx, UsageRight(contract_id=made)).id
    for post in find(tx.conn, Post):
        insert(tx, RightAsset(right_id=right, asset=ref("post", post.id)))
        insert(tx, AssetUse(asset=ref("post", post.id), right_id=right))
    if signed:  # the checklist of a draft follows its terms
        insert(tx, ContractItem(contract_id=made, item=1, answer="open"))
        update(tx, Contract, made, state="signed", body=text, body_sha256=sha(text))
    return made


def sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()
