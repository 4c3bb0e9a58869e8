"""What people do with campaigns, the creators in them, and the brief."""

from collections.abc import Sequence
from typing import Any

from infludesk.campaigns.brief_words import MOST_MESSAGES, is_empty
from infludesk.campaigns.freeze import UsedLabel, canonical, digest
from infludesk.campaigns.model import Brief, BriefVersion, Campaign, Participation
from infludesk.campaigns.pipeline import base, confirmed, label, needs_reason, why_not
from infludesk.campaigns.store import brief as brief_for_all
from infludesk.campaigns.store import brief_versions, needs_reason_to_freeze, words_of
from infludesk.clients.commands import client_named
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, uuid7
from infludesk.kernel.money import Money
from infludesk.kernel.text import seen, tr
from infludesk.programmes.model import KpiTarget

_BEFORE_APPROVED = frozenset({"shortlisted", "proposed"})


def create_campaign(
    tx: Tx, *, name: str, client: str = "", client_id: str = "", creator_ids: Sequence[str] = (), **fields: Any
) -> str:
    """Create a campaign with its first creators, in planning and owned by who acts unless said; returns the id.

    Args:
        tx: the transaction.
        name: the campaign's.
        client: the client's name; a new name makes the client.
        client_id: the client's id, where no name is given.
        creator_ids: who is shortlisted at once.
        fields: further fields of the campaign.

    Raises:
        Problem: ``record.needed``: there is no name or no client.
    """
    campaign_id = uuid7()
    tx.label("Create campaign {campaign}", campaign=ref("campaign", campaign_id))
    whose = client_named(tx, client.strip()) if client.strip() else client_id
    _refuse_negative(fields.get("budget"))
    given = {"state": "planning", "owner_id": tx.actor or None} | fields
    insert(tx, Campaign(id=campaign_id, name=name.strip(), client_id=whose, **given))
    if creator_ids:
        add_creators(tx, campaign_id=campaign_id, creator_ids=creator_ids)
    return campaign_id


def set_campaign_field(tx: Tx, *, campaign_id: str, name: str, value: Any) -> None:
    """Change one field of a campaign.

    Raises:
        Problem: ``record.needed``; ``money.negative``: a budget below zero.
    """
    field = Campaign.entity.field(name)
    tx.label("Change {field} of {campaign}", field=field.label, campaign=ref("campaign", campaign_id))
    if name == "budget":
        _refuse_negative(value)
    update(tx, Campaign, campaign_id, **{name: value})


def add_creators(tx: Tx, *, campaign_id: str, creator_ids: Sequence[str]) -> list[str]:
    """Shortlist creators behind those already there; who is in stays as they are.

    Returns:
        The participations, new and old, in the order of the creators.
    """
    _label_creators(tx, campaign_id, creator_ids)
    old = {one.creator_id: one for one in find(tx.conn, Participation, "campaign_id = ?", (campaign_id,))}
    last = max((one.position or 0 for one in old.values()), default=0)
    made: dict[str, str] = {creator: one.id for creator, one in old.items() if creator}
    for creator in creator_ids:
        if creator not in made:
            last += 1
            row = Participation(campaign_id=campaign_id, creator_id=creator, stage="shortlisted", position=last)
            made[creator] = insert(tx, row).id
    return [made[creator] for creator in creator_ids]


def move_stage(
    tx: Tx, *, participation_ids: Sequence[str], stage: str, reason: str = "", ask_again_on: str | None = None
) -> int:
    """Move creators to a stage, all or none; opening an exit again clears its reason. Returns how many.

    Raises:
        Problem: ``stage.refused``: one of them cannot go there, or an exit has no reason.
    """
    if len(participation_ids) == 1:
        _, names = _named(tx, participation_ids[0])
        tx.label("Move {creator} to {stage} in {campaign}", stage=label(stage), **names)
    else:
        tx.label("Move {n} creators to {stage}", n=len(participation_ids), stage=label(stage))
    for one in participation_ids:
        row = get(tx.conn, Participation, one)
        _refuse_move(tx, row, stage, reason)
        values: dict[str, Any] = {"stage": stage}
        if needs_reason(stage):
            values |= {"reason": reason.strip(), "ask_again_on": ask_again_on}
        elif needs_reason(row.stage or ""):
            values |= {"reason": None, "ask_again_on": None}
        update(tx, Participation, one, **values)
    return len(participation_ids)


def confirm(tx: Tx, *, participation_id: str) -> None:
    """Agree with a creator; who is further along stays there.

    Raises:
        Problem: ``stage.refused``: the creator left the campaign.
    """
    row, names = _named(tx, participation_id)
    tx.label("Confirm {creator} for {campaign}", **names)
    if not confirmed(row.stage or ""):
        move_stage(tx, participation_ids=[participation_id], stage="agreed")


def not_now(tx: Tx, *, participation_id: str, reason: str, ask_again_on: str | None = None) -> None:
    """Put a creator off, with the reason and the day to ask again.

    Raises:
        Problem: ``stage.refused``: there is no reason, or the creator is too far along.
    """
    _, names = _named(tx, participation_id)
    tx.label("Not now: {creator} for {campaign}", **names)
    move_stage(tx, participation_ids=[participation_id], stage="not_now", reason=reason, ask_again_on=ask_again_on)


def record_decision(tx: Tx, *, participation_id: str, decision: str, comment: str = "") -> None:
    """Keep what the client decided, and when; a yes moves a proposed creator to Approved.

    Raises:
        Problem: ``decision.unknown``: not one of the choices.
    """
    row, names = _named(tx, participation_id)
    tx.label("Record the client's decision on {creator} for {campaign}", **names)
    if decision not in dict(Participation.entity.field("client_decision").choices):
        raise Problem("decision.unknown", tr('There is no decision "{text}".', text=decision), _unchanged())
    decided = None if decision == "pending" else tx.today.isoformat()
    values = {"client_decision": decision, "client_decided_on": decided, "client_comment": comment.strip()}
    update(tx, Participation, participation_id, **values)
    if decision == "yes" and base(row.stage or "") in _BEFORE_APPROVED:
        move_stage(tx, participation_ids=[participation_id], stage="approved")


def set_participation_field(tx: Tx, *, participation_id: str, name: str, value: Any) -> None:
    """Change one field of a creator's part in a campaign; the stage moves by its own rules.

    Raises:
        Problem: ``stage.refused``.
    """
    if name == "stage":
        move_stage(tx, participation_ids=[participation_id], stage=value)
        return
    _, names = _named(tx, participation_id)
    tx.label("Change {field} of {creator} in {campaign}", field=Participation.entity.field(name).label, **names)
    update(tx, Participation, participation_id, **{name: value})


def set_headline_target(tx: Tx, *, campaign_id: str, target_id: str | None) -> None:
    """Choose the one goal of the report's first page; None for none.

    Raises:
        Problem: ``goal.elsewhere``: the goal is another record's.
    """
    tx.label("Choose the headline goal of {campaign}", campaign=ref("campaign", campaign_id))
    if target_id and get(tx.conn, KpiTarget, target_id).scope != ref("campaign", campaign_id):
        raise Problem("goal.elsewhere", tr("This goal is not the campaign's."), tr("The old headline goal is kept."))
    update(tx, Campaign, campaign_id, headline_target_id=target_id)


def brief_of(tx: Tx, campaign_id: str) -> str:
    """The campaign's brief for everyone, made when it is first needed; returns its id."""
    if known := brief_for_all(tx.conn, campaign_id):
        return known.id
    tx.label("Begin the brief of {campaign}", campaign=ref("campaign", campaign_id))
    title = tr("Brief: {campaign}", campaign=get(tx.conn, Campaign, campaign_id).name)
    return insert(tx, Brief(campaign_id=campaign_id, title=title)).id


def set_brief_field(tx: Tx, *, brief_id: str, name: str, value: Any) -> None:
    """Change one field of the working text; frozen versions stay as they were sent.

    Raises:
        Problem: ``brief.messages``: more than three key messages.
    """
    tx.label("Change {field} of {brief}", field=Brief.entity.field(name).label, brief=ref("brief", brief_id))
    if name == "key_messages" and len(value or ()) > MOST_MESSAGES:
        raise Problem(
            "brief.messages",
            tr("A brief has three key messages at most."),
            tr("The old messages are kept. Move the others to another section."),
        )
    update(tx, Brief, brief_id, **{name: value})


def freeze_brief(
    tx: Tx, *, brief_id: str, rule_packs: Sequence[str] = (), labels: Sequence[UsedLabel] = (), without: str = ""
) -> str:
    """Freeze a brief, or a creator's variation of it, under its hash; returns the version's id.

    An unchanged text is the version that stands already.

    Args:
        tx: the transaction.
        brief_id: the working text.
        rule_packs: those it stands under, as ``code@version``; the brief's or the campaign's own where none are given.
        labels: what these packs say of its disclosure wording.
        without: why it has no disclosure wording, where it needs one; the batch's label keeps it.

    Raises:
        Problem: ``brief.empty``: it says nothing yet; ``brief.undisclosed``: it has no disclosure wording.
    """
    named = ref("brief", brief_id)
    if without and not needs_reason_to_freeze(tx.conn, [brief_id]):
        without = ""
    if without:
        tx.label("Freeze {brief} without disclosure wording: {reason}", brief=named, reason=without)
    tx.label("Freeze {brief}", brief=named)
    return keep_version(tx, brief_id, rule_packs=rule_packs, labels=labels, without=without)


def keep_version(tx: Tx, brief_id: str, *, rule_packs: Sequence[str], labels: Sequence[UsedLabel], without: str) -> str:
    """Freeze a brief for a command that names the batch itself; all else as ``freeze_brief``."""
    words = words_of(tx.conn, brief_id)
    if is_empty(words):
        raise Problem("brief.empty", tr("The brief is empty."), tr("Nothing was frozen. Begin with the goal."))
    if not seen(without) and needs_reason_to_freeze(tx.conn, [brief_id]):
        raise Problem(
            "brief.undisclosed",
            tr("The brief has no disclosure wording."),
            tr("Nothing was frozen. Write the wording, or say why there is none."),
        )
    packs = rule_packs or words.rule_packs or get(tx.conn, Campaign, words.campaign_id or "").rule_packs
    body = canonical(words, rule_packs=packs, labels=labels)
    if (known := brief_versions(tx.conn, brief_id)) and known[-1].body == body:
        return known[-1].id
    made = BriefVersion(
        brief_id=brief_id, body=body, sha256=digest(body), frozen_at=tx.moment, frozen_by_id=tx.actor or None
    )
    return insert(tx, made).id


def _named(tx: Tx, participation_id: str) -> tuple[Participation, dict[str, str]]:
    """A participation, and the links its labels show."""
    row = get(tx.conn, Participation, participation_id)
    names = {"creator": ref("creator", row.creator_id or ""), "campaign": ref("campaign", row.campaign_id or "")}
    return row, names


def _label_creators(tx: Tx, campaign_id: str, creator_ids: Sequence[str]) -> None:
    campaign = ref("campaign", campaign_id)
    if len(creator_ids) == 1:
        tx.label("Add {creator} to {campaign}", creator=ref("creator", creator_ids[0]), campaign=campaign)
    else:
        tx.label("Add {n} creators to {campaign}", n=len(creator_ids), campaign=campaign)


def _refuse_move(tx: Tx, row: Participation, stage: str, reason: str) -> None:
    why = why_not(row.stage or "", stage, reason=reason)
    if why:
        name = get(tx.conn, Creator, row.creator_id or "").name
        raise Problem("stage.refused", tr("{name} was not moved. {why}", name=name, why=why), _unchanged())


def _refuse_negative(budget: Money | None) -> None:
    if budget and budget.minor < 0:
        raise Problem("money.negative", tr("A budget cannot be below zero."), tr("The old budget is kept."))


def _unchanged() -> str:
    return tr("Nothing was changed.")
