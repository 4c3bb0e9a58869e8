"""The sample workspace, made through the same commands as the screens: for ``infludesk demo`` and the first run."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from infludesk.campaigns import commands as campaigns
from infludesk.clients.commands import client_named, set_client_field
from infludesk.content import commands as content
from infludesk.content.model import Deliverable
from infludesk.content.store import findings_to_fill, of_participation, pending_checks
from infludesk.contracts import commands as contracts
from infludesk.contracts.store import answers
from infludesk.creators import commands as creators
from infludesk.creators.store import search
from infludesk.db.driver import Connection
from infludesk.db.rows import update
from infludesk.db.transaction import Tx
from infludesk.flows.draft import contract_from_participation, refresh_items
from infludesk.flows.publish import publish
from infludesk.flows.roster import roster
from infludesk.flows.sign import sign_contract
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.importing.numbers_commands import import_numbers, prepare_numbers
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, of_major
from infludesk.kernel.text import tr
from infludesk.paths import DATABASE, resource
from infludesk.payments import commands as payments
from infludesk.programmes.commands import set_target
from infludesk.records import model as records
from infludesk.records.store import set_setting
from infludesk.reports import campaign as campaign_report
from infludesk.reports.branding import Setting
from infludesk.reports.gather import campaign_facts
from infludesk.reports.pdf import write
from infludesk.settings import Settings
from infludesk.team.model import Member
from infludesk.workspace import Workspace

Plan = Mapping[str, Any]
Step = Callable[[int, int], None]
REPORT = "client-report.pdf"
_CONTACTS = ("upfluence-export.csv", "studio-list.xlsx", "address-book.vcf")
_NUMBERS = ("instagram-insights.csv", "tiktok-studio.csv", "youtube-studio.csv")
_ME = "Mia Holm"
_READ_ON = "2026-05-04"
_NOT_HERE = {"US-15", "D13", "US-NY-1", "US-31", "D6", "D8"}
_CALLS = (
    ("mara.bakes.demo", "call", "Wants to plan June together; free from the 3rd."),
    ("theo.tamps.demo", "message", "Happy with the numbers, asks about an ambassador role."),
    ("dilan.daily.demo", "email", "Asked to add the sponsor to the caption today."),
)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the workspace's folder and the client's report in it."""

    folder: Path
    report: Path


def make(folder: Path, settings: Settings, *, progress: Step | None = None) -> Made:
    """Make the sample workspace.

    Args:
        folder: missing or empty.
        settings: this machine's.
        progress: is told (steps done, all steps).

    Raises:
        Problem: the folder holds other files, or cannot be written to.
    """
    if (folder / DATABASE).exists():
        raise Problem(
            "workspace.exists",
            tr('"{name}" already holds a workspace.', name=str(folder)),
            tr("Nothing was changed. Choose an empty folder for the sample, or open this one."),
        )
    plan = tomllib.loads(resource("samples", "campaigns.toml").read_text(encoding="utf-8"))
    with Workspace.open(folder, settings, create=True) as workspace:
        steps: list[Callable[[], object]] = [
            partial(workspace.do, _set_up, house=plan["house"]),
            *(partial(_import_contacts, workspace, resource("samples", name)) for name in _CONTACTS),
            *(partial(_work_campaign, workspace, one) for one in plan["campaign"]),
            partial(_talk, workspace),
            partial(_report, workspace, folder / REPORT),
            workspace.back_up,
        ]
        for done, step in enumerate(steps):
            if progress:
                progress(done, len(steps))
            step()
    return Made(folder, folder / REPORT)


def _set_up(tx: Tx, *, house: Mapping[str, str]) -> None:
    tx.label("Set up the sample workspace")
    update(tx, Member, tx.actor, name=_ME)
    for key, value in ({**house, records.SAMPLE: "yes"}).items():
        set_setting(tx, key, value)


def _import_contacts(workspace: Workspace, path: Path) -> None:
    sheet = read_file(path)
    mapping = propose(sheet)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))
    workspace.do(import_creators, prepared=prepared)


def _work_campaign(workspace: Workspace, plan: Plan) -> None:
    campaign = workspace.do(_plan_campaign, plan=plan).value
    rows = workspace.read(lambda conn: roster(conn, campaign))
    joined = {row.creator_id: row.participation_id for row in rows}
    for one in plan["creator"]:
        participation = joined[_creator(workspace, one["handle"])]
        workspace.do(_agree, participation_id=participation, plan=one, campaign_id=campaign)
        if one.get("stop_at") != "talks":
            _contract(workspace, participation, plan, one)
    _publish(workspace, plan, joined)
    if "fault" in plan:
        _import_numbers(workspace, campaign)
        _check(workspace, plan["fault"])


def _plan_campaign(tx: Tx, *, plan: Plan) -> str:
    tx.label("Plan {campaign}", campaign=plan["name"])
    client = client_named(tx, plan["client"])
    for name, value in plan["client_fields"].items():
        set_client_field(tx, client_id=client, name=name, value=value)
    people = [found[0] for one in plan["creator"] if (found := search(tx.conn, one["handle"], 1))]
    campaign = campaigns.create_campaign(tx, name=plan["name"], client_id=client, creator_ids=people)
    fields = {
        "starts_on": _day(tx.today, plan["starts_on"]),
        "ends_on": _day(tx.today, plan["ends_on"]),
        "budget": _dollars(plan["budget"]),
    }
    for name in ("state", "kind", "objective", "audience", "markets", "platforms", "hashtags", "rule_packs",
                 "report_happened", "report_next_step"):  # fmt: skip
        if name in plan:
            fields[name] = _value(plan[name])
    for name, value in fields.items():
        campaigns.set_campaign_field(tx, campaign_id=campaign, name=name, value=value)
    _aim(tx, campaign, plan)
    brief = campaigns.brief_of(tx, campaign)
    for name, value in plan["brief"].items():
        campaigns.set_brief_field(tx, brief_id=brief, name=name, value=_value(value))
    campaigns.freeze_brief(tx, brief_id=brief)
    return campaign


def _aim(tx: Tx, campaign: str, plan: Plan) -> None:
    for goal in (plan["goal"], *plan.get("more_goals", ())):
        currency = "USD" if goal["code"].startswith("cp") else None
        target = set_target(
            tx, scope=ref("campaign", campaign), code=goal["code"], target=goal["target"], currency=currency
        )
        if goal is plan["goal"]:
            campaigns.set_headline_target(tx, campaign_id=campaign, target_id=target)


def _agree(tx: Tx, *, participation_id: str, plan: Plan, campaign_id: str) -> None:
    """Agree with a creator on fees and pieces; one who is still asked about it is only in talks."""
    set_field = partial(campaigns.set_participation_field, tx, participation_id=participation_id)
    set_field(name="why_them", value=plan["why_them"])
    if plan.get("stop_at") == "talks":
        campaigns.move_stage(tx, participation_ids=[participation_id], stage="in_talks")
        return
    campaigns.confirm(tx, participation_id=participation_id)
    set_field(name="pay", value="paid")
    fee = _dollars(plan["client_fee"])
    payments.set_client_fee(tx, campaign_id=campaign_id, participation_id=participation_id, amount=fee)
    payments.set_creator_fee(tx, participation_id=participation_id, amount=_dollars(plan["creator_fee"]))
    for piece in plan["pieces"]:
        content.add_deliverable(
            tx, participation_id=participation_id, title=piece["title"], format=piece["format"],
            due=_day(tx.today, piece["due"]),
        )  # fmt: skip


def _contract(workspace: Workspace, participation: str, plan: Plan, one: Plan) -> None:
    """Draft a contract, answer its checklist, send and sign it, as far as the plan says."""
    contract = workspace.do(contract_from_participation, participation_id=participation).value
    workspace.do(_fill_contract, contract_id=contract, plan=plan)
    if one.get("stop_at") == "draft":
        return
    workspace.do(_answer_open, contract_id=contract)
    workspace.do(contracts.check_done, contract_id=contract)
    workspace.do(contracts.send_contract, contract_id=contract)
    if one.get("stop_at") != "sent":
        workspace.do(
            sign_contract, contract_id=contract, signed_on=plan["starts_on"], attachments=workspace.attachments
        )


def _fill_contract(tx: Tx, *, contract_id: str, plan: Plan) -> None:
    tx.label("Fill in the terms")
    for name, value in plan.get("contract", {}).items():
        contracts.set_contract_field(tx, contract_id=contract_id, name=name, value=value)
    if "right" in plan:
        contracts.add_right(tx, contract_id=contract_id, **{k: _value(v) for k, v in plan["right"].items()})
    refresh_items(tx, contract_id=contract_id)


def _answer_open(tx: Tx, *, contract_id: str) -> None:
    tx.label("Work through the checklist")
    for item, answer in answers(tx.conn, contract_id).items():
        if answer in (None, "open"):
            contracts.answer_item(tx, contract_id=contract_id, item=item, answer="not_applicable")


def _publish(workspace: Workspace, plan: Plan, joined: Mapping[str, str]) -> None:
    """Mark live what the plan names an address for; the other posts come with the numbers."""
    for one in plan["creator"]:
        participation = joined[_creator(workspace, one["handle"])]
        ids = {owed.title: owed.id for owed in workspace.read(partial(_pieces, participation))}
        for piece in one["pieces"]:
            if "url" in piece:
                workspace.do(
                    publish, deliverable_id=ids[piece["title"]], url=piece["url"], caption=piece["caption"],
                    published_at=piece["published"], title=piece["title"],
                )  # fmt: skip


def _import_numbers(workspace: Workspace, campaign: str) -> None:
    for name in _NUMBERS:
        path = resource("samples", name)

        def read(conn: Connection, path: Path = path) -> Any:
            return prepare_numbers(conn, path, today=workspace.today(), campaign_id=campaign)

        prepared = workspace.read(read)
        workspace.do(import_numbers, prepared=prepared, campaign_id=campaign, as_of=_READ_ON)


def _check(workspace: Workspace, faults: Sequence[Plan]) -> None:
    """Check every post under the US pack; the two of the plan fail, and their creators are asked for a fix."""
    for post in workspace.read(pending_checks):
        fault = next((one for one in faults if one["post"] in (post.url or "")), {"fails": (), "seen": ""})

        def rules(conn: Connection, post_id: str = post.id) -> Any:
            return findings_to_fill(conn, post_id, connection="paid")

        findings = {
            rule.code: ("no", fault["seen"], "") if rule.code in fault["fails"]
            else ("not_applicable" if rule.code in _NOT_HERE else "yes", "", "")
            for rule in workspace.read(rules)
        }  # fmt: skip
        check = workspace.do(content.check_post, post_id=post.id, findings=findings, connection_seen="paid").value
        if fault["fails"]:
            due = (workspace.now() + timedelta(days=1)).date().isoformat()
            workspace.do(content.ask_for_fix, check_id=check, due=due)


def _talk(workspace: Workspace) -> None:
    for handle, kind, body in _CALLS:
        workspace.do(creators.log_contact, creator_id=_creator(workspace, handle), kind=kind, body=body)


def _report(workspace: Workspace, path: Path) -> None:
    sql = "SELECT id FROM campaign WHERE name = 'Spring Launch'"
    made = Setting(workspace.attachments, date.fromisoformat(_READ_ON))
    facts = workspace.read(lambda conn: campaign_facts(conn, conn.execute(sql).fetchone()[0], made))
    write(campaign_report.build(facts), path)


def _creator(workspace: Workspace, handle: str) -> str:
    return workspace.read(lambda conn: search(conn, handle, 1))[0]


def _day(today: Any, day: str | int) -> str:
    return day if isinstance(day, str) else (today + timedelta(days=day)).isoformat()


def _pieces(participation: str, conn: Connection) -> list[Deliverable]:
    return of_participation(conn, participation)


def _dollars(amount: int) -> Money:
    return of_major(Decimal(amount), "USD")


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
