"""The sample's campaigns: planned, agreed on with their creators, briefed."""

from functools import partial
from typing import Any

from infludesk.campaigns import commands as campaigns
from infludesk.campaigns.brief_commands import acknowledge_brief, set_variation_field
from infludesk.campaigns.model import Brief, BriefSending, Campaign, Participation
from infludesk.campaigns.store import brief
from infludesk.clients.brands import add_brand, add_rival
from infludesk.clients.commands import client_named, set_client_field
from infludesk.clients.model import Brand, Client
from infludesk.content.commands import add_deliverable
from infludesk.content.model import Deliverable
from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.demo.plan import Plan, Scene, account_of, campaign_of, creator_of, fields, money, part_of
from infludesk.flows.briefing import send_brief
from infludesk.kernel.ids import ref
from infludesk.payments.commands import set_client_fee, set_creator_fee
from infludesk.payments.fees import set_fee, split_fee
from infludesk.payments.schedule import Part
from infludesk.programmes.commands import set_target

_PERCENT = 10_000
_PROMISED = ("title", "format", "draft_due", "due")


def plan_campaign(tx: Tx, scene: Scene, said: Plan) -> None:
    """Plan a campaign for a client, with its creators, its goals and its brief."""
    tx.label("Plan {campaign}", campaign=said["name"])
    client = client_named(tx, said["client"])
    for name, value in fields(Client.entity, said["client_fields"], scene).items():
        set_client_field(tx, client_id=client, name=name, value=value)
    _add_brand(tx, scene, said["brand"], client)
    people = [creator_of(tx, one["handle"]) for one in said["creator"]]
    campaign = campaigns.create_campaign(tx, name=said["name"], client_id=client, creator_ids=people)
    for name, value in fields(Campaign.entity, said["fields"], scene, _currency(said)).items():
        campaigns.set_campaign_field(tx, campaign_id=campaign, name=name, value=value)
    for number, goal in enumerate(said["goals"]):
        scope, currency = ref("campaign", campaign), "USD" if goal["code"].startswith("cp") else None
        target = set_target(tx, scope=scope, code=goal["code"], target=goal["target"], currency=currency)
        if not number:
            campaigns.set_headline_target(tx, campaign_id=campaign, target_id=target)
    text = campaigns.brief_of(tx, campaign)
    for name, value in fields(Brief.entity, said["brief"], scene).items():
        campaigns.set_brief_field(tx, brief_id=text, name=name, value=value)


def agree(tx: Tx, scene: Scene, said: Plan) -> None:
    """Agree with a creator on fees and pieces; one who is still asked about it is only in talks."""
    campaign, part = campaign_of(tx, said).id, part_of(tx, said)
    set_field = partial(campaigns.set_participation_field, tx, participation_id=part)
    if said.get("stop_at") == "talks":
        campaigns.move_stage(tx, participation_ids=[part], stage="in_talks")
    else:
        campaigns.confirm(tx, participation_id=part)
        for name, value in fields(Participation.entity, {"pay": "paid"} | said.get("fields", {}), scene).items():
            set_field(name=name, value=value)
    set_field(name="why_them", value=said["why_them"])
    if "creator_fee" in said:
        _agree_on_fees(tx, said, campaign, part)
    for piece in said["pieces"]:
        promised: dict[str, Any] = {name: piece[name] for name in _PROMISED if name in piece}
        promised["account_id"] = account_of(tx, said["creator"]).id
        add_deliverable(tx, participation_id=part, **fields(Deliverable.entity, promised, scene))


def brief_creators(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Send the brief to creators; its version is frozen."""
    campaign, parts = campaign_of(tx, said).id, [part_of(tx, said, one) for one in said["creators"]]
    send_brief(tx, campaign_id=campaign, participation_ids=parts, note=said.get("note", ""))


def vary_brief(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Let the brief say something else for one creator."""
    set_variation_field(tx, participation_id=part_of(tx, said), name=said["field"], value=said["value"])


def rewrite_brief(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Change the brief for everyone."""
    text = brief(tx.conn, campaign_of(tx, said).id)
    if text:
        campaigns.set_brief_field(tx, brief_id=text.id, name=said["field"], value=said["value"])


def acknowledge(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Keep that creators confirmed the brief they were sent."""
    for one in said["creators"]:
        for sending in find(tx.conn, BriefSending, "participation_id = ?", (part_of(tx, said, one),)):
            acknowledge_brief(tx, sending_id=sending.id, on=tx.today.isoformat(), how=said["how"])


def _add_brand(tx: Tx, scene: Scene, said: Plan, client: str) -> None:
    plain = {name: value for name, value in said.items() if name != "rival"}
    brand = add_brand(tx, client_id=client, **fields(Brand.entity, plain, scene))
    if "rival" in said:
        add_rival(tx, brand_id=brand, name=said["rival"])


def _agree_on_fees(tx: Tx, said: Plan, campaign: str, part: str) -> None:
    """Charge the client for a creator, and pay the creator in the campaign's parts."""
    currency = _currency(said)
    charged, paid = money(said["client_fee"], currency), money(said["creator_fee"], currency)
    set_client_fee(tx, campaign_id=campaign, participation_id=part, amount=charged)
    fee = set_creator_fee(tx, participation_id=part, amount=paid)
    parts = [Part(one["percent"] * _PERCENT, one["after"], one.get("days")) for one in said["pay"]]
    if fee:
        lines = split_fee(tx, fee_id=fee, parts=parts)
        for line, one in zip(lines, said["pay"], strict=True):
            set_fee(tx, fee_id=line, values={"label": one["label"]})


def _currency(said: Plan) -> str:
    return str(said.get("currency", "USD"))


VERBS = {
    "plan": plan_campaign, "agree": agree, "brief": brief_creators, "vary": vary_brief, "rewrite": rewrite_brief,
    "acknowledge": acknowledge,
}  # fmt: skip
