"""The brief goes out: who gets which text, frozen under the rule packs of its campaign, and who got it already."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.campaigns import store
from infludesk.campaigns.brief_words import is_empty
from infludesk.campaigns.commands import freeze_brief, keep_version
from infludesk.campaigns.freeze import UsedLabel
from infludesk.campaigns.model import AGREED, Brief, BriefSending, Campaign, Participation
from infludesk.campaigns.template_store import values_of
from infludesk.contracts.markets import Choice, choices, label_for
from infludesk.contracts.rulepacks import RulePack
from infludesk.contracts.store import pack
from infludesk.db.driver import Connection
from infludesk.db.rows import get, insert, update
from infludesk.db.sql import code_list
from infludesk.db.transaction import Tx
from infludesk.flows.packs import packs_in_use
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold, tr

# What a creator gets, as posts name the tie.
_TIES = {"gift": "gift", "loan": "loan", "affiliate": "affiliate", "none": "none", "gifted": "gift", "seeding": "gift"}
_DONE = frozenset({"closed"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """A creator who agreed, as the dialog of sending shows them; ``id`` is the participation's.

    Attributes:
        email: where the draft goes; empty where none is known.
        blocked: nobody may contact them.
        brief_id: the working text they get: their variation, else the campaign's.
        sent_at: when they last got a version; empty where never.
        acknowledged: whether they confirmed the version they got last.
    """

    id: str
    creator: str
    email: str
    blocked: bool
    brief_id: str
    sent_at: str
    acknowledged: bool


@dataclass(frozen=True, slots=True)
class SentBrief:
    """What one creator was sent, and where to; ``number`` is the version's among those of its text."""

    participation_id: str
    creator: str
    email: str
    brief_id: str
    version_id: str
    number: int


def recipients(conn: Connection, campaign_id: str) -> list[Recipient]:
    """The creators agreed with in a campaign that goes on for them, in the campaign's order."""
    base = store.brief(conn, campaign_id)
    own = {key: one for key, one in store.variations(conn, base.id).items() if not is_empty(one)} if base else {}
    newest = {one.participation_id: one for one in sorted(store.sendings(conn, campaign_id), key=lambda s: s.sent_at)}
    sql = f"""
        SELECT p.id, c.name, c.email, coalesce(s.blocked, 0) AS blocked FROM participation AS p
        JOIN creator AS c ON c.id = p.creator_id LEFT JOIN creator_stats AS s ON s.id = c.id
        WHERE p.campaign_id = ? AND p.deleted_at IS NULL AND p.stage IN ({code_list(AGREED - _DONE)})
        ORDER BY p.position IS NULL, p.position, p.id
    """
    found = []
    for row in conn.execute(sql, (campaign_id,)):
        got, text = newest.get(row["id"]), own.get(row["id"], base)
        found.append(
            Recipient(
                row["id"],
                row["name"] or "",
                row["email"] or "",
                bool(row["blocked"]),
                text.id if text else "",
                got.sent_at if got else "",
                bool(got and got.acknowledged_at),
            )
        )
    return found


def stands_under(conn: Connection, words: Brief) -> tuple[RulePack, ...]:
    """The rule packs a brief stands under; a variation's own where it names any."""
    keys = words.rule_packs or packs_in_use(conn, words.campaign_id or "")
    return tuple(found for key in keys if (found := pack(conn, key)))


def label_advice(conn: Connection, words: Brief) -> Choice | None:
    """The wording that passes in all packs of a brief, with each pack's reason; None where no pack knows any."""
    packs, tie = stands_under(conn, words), tie_of(conn, words)
    return label_for(packs, words.lang or "en", tie) if packs and tie != "none" else None


def tie_of(conn: Connection, words: Brief) -> str:
    """What ties the creator to the brand, as posts name it: by the participation's pay, else the campaign's kind."""
    pay = get(conn, Participation, words.participation_id).pay if words.participation_id else None
    kind = pay or get(conn, Campaign, words.campaign_id or "").kind or ""
    return _TIES.get(kind, "paid")


def named_labels(conn: Connection, words: Brief) -> tuple[UsedLabel, ...]:
    """What each pack says of the brief's own wording; ``Werbung / Publicité`` are two."""
    asked = {_key(part): part.strip() for part in (words.disclosure_wording or "").split("/") if part.strip()}
    brand = values_of(conn, get(conn, Campaign, words.campaign_id or "")).get("brand", "")
    packs = stands_under(conn, words)
    # What a pack names as not fine is no choice of any; it is told all the same.
    found = [
        UsedLabel(text, one.key, label.verdict, label.cite)
        for one in packs
        for label in one.labels
        if label.verdict == "not_fine" and (text := asked.get(_key(label.text.replace("{brand}", brand))))
    ]
    for choice in choices(packs, words.lang or "en", tie_of(conn, words)):
        if text := asked.get(_key(choice.text.replace("{brand}", brand))):
            found += [UsedLabel(text, reason.pack, reason.verdict, reason.cite) for reason in choice.reasons]
    return tuple(dict.fromkeys(found))


def freeze(tx: Tx, *, brief_id: str, without: str = "") -> str:
    """Freeze a working text under the packs and labels of its campaign; returns the version's id.

    Raises:
        Problem: as ``campaigns.commands.freeze_brief``.
    """
    words = store.words_of(tx.conn, brief_id)
    packs = [one.key for one in stands_under(tx.conn, words)]
    labels = named_labels(tx.conn, words)
    return freeze_brief(tx, brief_id=brief_id, rule_packs=packs, labels=labels, without=without)


def send_brief(
    tx: Tx, *, campaign_id: str, participation_ids: Sequence[str], via: str = "email", note: str = "", without: str = ""
) -> list[SentBrief]:
    """Freeze what each creator gets, and keep that they were sent it; all in one step.

    Args:
        tx: the transaction.
        campaign_id: whose brief.
        participation_ids: who gets it: their variation where they have one, else the text for everyone.
        via: how, a code of ``BriefSending.via``.
        note: a personal note to all of them.
        without: why there is no disclosure wording, where one is needed; the batch's label keeps it.

    Returns:
        What each was sent, in the order given.

    Raises:
        Problem: ``brief.no_recipient``; ``brief.blocked``: nobody may contact one of them; and as ``freeze``.
    """
    people = {one.id: one for one in recipients(tx.conn, campaign_id)}
    chosen = [people[one] for one in participation_ids if one in people]
    _refuse_recipients(chosen)
    texts = dict.fromkeys(one.brief_id for one in chosen)
    versions = {text: _keep(tx, text, without) for text in texts}
    sent = [SentBrief(one.id, one.creator, one.email, one.brief_id, *versions[one.brief_id]) for one in chosen]
    _label(tx, campaign_id, sent, without if store.needs_reason_to_freeze(tx.conn, list(texts)) else "")
    for one in sent:
        made = insert(tx, BriefSending(version_id=one.version_id, participation_id=one.participation_id))
        update(
            tx, BriefSending, made.id, recipient=one.email or one.creator, via=via, sent_at=tx.moment,
            personal_note=note.strip() or None,
        )  # fmt: skip
    return sent


def _keep(tx: Tx, brief_id: str, without: str) -> tuple[str, int]:
    """Freeze a text; its version and that version's number."""
    words = store.words_of(tx.conn, brief_id)
    packs = [one.key for one in stands_under(tx.conn, words)]
    made = keep_version(tx, brief_id, rule_packs=packs, labels=named_labels(tx.conn, words), without=without)
    return made, [one.id for one in store.brief_versions(tx.conn, brief_id)].index(made) + 1


def _refuse_recipients(chosen: Sequence[Recipient]) -> None:
    if not chosen or not all(one.brief_id for one in chosen):
        raise Problem(
            "brief.no_recipient",
            tr("Nobody gets the brief."),
            tr("Nothing was sent. Write the brief, and choose at least one creator who agreed."),
        )
    blocked = [one.creator for one in chosen if one.blocked]
    if blocked:
        raise Problem(
            "brief.blocked",
            tr("Nobody may contact {name}.", name=blocked[0]),
            tr("Nothing was sent. Take them from the list."),
        )


def _label(tx: Tx, campaign_id: str, sent: Sequence[SentBrief], without: str) -> None:
    """Name the batch by the version that most of them get."""
    base = store.brief(tx.conn, campaign_id)
    first = next((one for one in sent if base and one.brief_id == base.id), sent[0])
    parts = {"version": f"v{first.number}"}
    if len(sent) == 1:
        who = get(tx.conn, Participation, sent[0].participation_id).creator_id
        parts["creator"] = ref("creator", who or "")
    if without:
        one = "Send brief {version} to {creator} without disclosure wording: {reason}"
        many = "Send brief {version} to {n} creators without disclosure wording: {reason}"
        parts["reason"] = without.strip()
    else:
        one, many = "Send brief {version} to {creator}", "Send brief {version} to {n} creators"
    tx.label_count(len(sent), one, many, **parts)


def _key(text: str) -> str:
    return fold(text).replace("#", "").replace(" ", "").replace("-", "")
