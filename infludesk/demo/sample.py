"""The sample workspace, made through the same commands as the screens: for ``infludesk demo`` and the first run.

Its story is data: what is planned and agreed in ``campaigns.toml``, what happened since in ``diary.toml``. It is told
in the order of its days, with the clock set to each of them, so that the history reads as if it had been lived.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from infludesk.campaigns.model import Campaign
from infludesk.creators.commands import log_contact
from infludesk.creators.model import TimelineEntry
from infludesk.db.rows import find, update
from infludesk.db.transaction import Tx
from infludesk.demo import campaigns, contracts, goods, posts
from infludesk.demo.plan import Plan, Scene, campaign_of, creator_of, day, fields, load
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.reader import read_file
from infludesk.importing.numbers_commands import import_numbers, prepare_numbers
from infludesk.kernel.dates import zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr
from infludesk.paths import DATABASE, resource
from infludesk.records.model import SAMPLE, ZONE
from infludesk.records.store import set_setting
from infludesk.reports import campaign as campaign_report
from infludesk.reports.branding import Setting
from infludesk.reports.gather import campaign_facts
from infludesk.reports.pdf import write
from infludesk.settings import Settings
from infludesk.team.model import Member
from infludesk.workspace import Clock, Workspace

Step = Callable[[int, int], None]
REPORT = "client-report.pdf"
_HOUR = time(10)
# The days that stand fixed come before those that count from today, also where a machine's clock is wrong.
_EARLIEST = date(2026, 7, 10)
_BEGINS = datetime(2026, 2, 16, tzinfo=UTC)
# What is agreed in a campaign, in its order: each with the name of its day in the plan.
_AGREED = (("agreed_on", "agree"), ("drafted_on", "draft"), ("sent_on", "send"), ("signed_on", "sign"))
_STOPS = {"talks": 1, "agreed": 1, "draft": 2, "sent": 3}


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the workspace's folder and the client's report in it."""

    folder: Path
    report: Path


@dataclass(slots=True)
class _Hands:
    """The hands of the story's clock: never ahead of the real one."""

    real: Clock
    at: datetime | None = None

    def __call__(self) -> datetime:
        now = self.real()
        return min(self.at, now) if self.at else now


def make(folder: Path, settings: Settings, *, progress: Step | None = None, clock: Clock | None = None) -> Made:
    """Make the sample workspace.

    Args:
        folder: missing or empty.
        settings: this machine's.
        progress: is told (steps done, all steps).
        clock: tells the moment, aware; the system's where absent.

    Raises:
        Problem: the folder holds other files, or cannot be written to.
    """
    if (folder / DATABASE).exists():
        raise Problem(
            "workspace.exists",
            tr('"{name}" already holds a workspace.', name=str(folder)),
            tr("Nothing was changed. Choose an empty folder for the sample, or open this one."),
        )
    hands = _Hands(clock or (lambda: datetime.now(UTC)), _BEGINS)
    with Workspace.open(folder, settings, create=True, clock=hands) as workspace:
        hands.at = None
        scene = Scene(max(workspace.today(), _EARLIEST), workspace.attachments)
        told = _story(scene, zone_of(workspace.setting(ZONE)))
        steps: list[Callable[[], object]] = [partial(_tell, workspace, hands, scene, *one) for one in told]
        steps += [partial(_report, workspace, hands, folder / REPORT), workspace.back_up]
        for done, step in enumerate(steps):
            if progress:
                progress(done, len(steps))
            step()
    return Made(folder, folder / REPORT)


def _tell(workspace: Workspace, hands: _Hands, scene: Scene, at: datetime, said: Plan) -> None:
    hands.at = at
    workspace.do(lambda tx: _VERBS[said["do"]](tx, scene, said))


def _story(scene: Scene, zone: ZoneInfo) -> list[tuple[datetime, Plan]]:
    """What is done, each with its moment, in the order of the moments."""
    plan = load("campaigns.toml")
    entries = [*plan["begin"], *(one for campaign in plan["campaign"] for one in _agreed(campaign))]
    entries += load("diary.toml")["entry"]
    return sorted(((_moment(scene, one, zone), one) for one in entries), key=lambda one: one[0])


def _agreed(campaign: Plan) -> Iterator[Plan]:
    """What a campaign's plan says is done: it is planned, agreed on, put into contracts and published."""
    yield {**campaign, "do": "plan", "on": campaign["planned_on"], "at": "09:00"}
    shared = {"campaign": campaign["name"]} | {
        name: campaign[name] for name in ("currency", "contract", "rights", "pay") if name in campaign
    }
    days = {name: campaign[name] for name, _ in _AGREED if name in campaign}
    for one in campaign["creator"]:
        terms = shared | one | {"creator": one["handle"]}
        terms["contract"] = shared.get("contract", {}) | one.get("contract", {})
        terms["rights"] = [*shared.get("rights", ()), *one.get("rights", ())]
        for name, verb in _AGREED[: _STOPS.get(one.get("stop_at", ""), len(_AGREED))]:
            yield terms | {"do": verb, "on": (days | one)[name]}
        for piece in one["pieces"]:
            if "url" in piece:
                yield {**piece, "do": "publish", "piece": piece["title"], "on": piece["published"]}


def _moment(scene: Scene, entry: Plan, zone: ZoneInfo) -> datetime:
    clock = time.fromisoformat(entry["at"]) if "at" in entry else _HOUR
    return datetime.combine(date.fromisoformat(day(scene, entry["on"])), clock, zone)


def _set_up(tx: Tx, _scene: Scene, said: Plan) -> None:
    tx.label("Set up the sample workspace")
    update(tx, Member, tx.actor, name=said["me"])
    for key, value in (said["house"] | {SAMPLE: "yes"}).items():
        set_setting(tx, key, value)


def _import_contacts(tx: Tx, _scene: Scene, said: Plan) -> None:
    sheet = read_file(resource("samples", said["file"]))
    import_creators(tx, prepared=prepare(tx.conn, sheet, propose(sheet), today=tx.today))


def _import_numbers(tx: Tx, _scene: Scene, said: Plan) -> None:
    campaign, path = campaign_of(tx, said).id, resource("samples", said["file"])
    prepared = prepare_numbers(tx.conn, path, today=tx.today, campaign_id=campaign)
    import_numbers(tx, prepared=prepared, campaign_id=campaign, as_of=tx.today.isoformat())


def _talk(tx: Tx, scene: Scene, said: Plan) -> None:
    values = fields(TimelineEntry.entity, said["fields"], scene)
    log_contact(tx, creator_id=creator_of(tx, said["creator"]), **values)


def _report(workspace: Workspace, hands: _Hands, path: Path) -> None:
    """Make the client's report of the first campaign, as of its last numbers; then the clock is the real one again."""
    hands.at = None
    name = load("campaigns.toml")["report"]
    campaign = workspace.read(lambda conn: find(conn, Campaign, "name = ?", (name["campaign"],))[0].id)
    made = Setting(workspace.attachments, date.fromisoformat(name["as_of"]))
    write(campaign_report.build(workspace.read(lambda conn: campaign_facts(conn, campaign, made))), path)


_VERBS = {
    "set_up": _set_up, "import_contacts": _import_contacts, "import_numbers": _import_numbers, "talk": _talk,
    **campaigns.VERBS, **contracts.VERBS, **posts.VERBS, **goods.VERBS,
}  # fmt: skip
