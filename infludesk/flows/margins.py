"""Client fee, creator fees, costs and margin in one currency: of a campaign, a creator in it, a client."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import get
from infludesk.db.sql import code_list
from infludesk.flows.money import GOODS
from infludesk.kernel.money import Money, Rate
from infludesk.kernel.text import tr
from infludesk.payments.model import NOT_COUNTED
from infludesk.payments.rates import Amount, Converted, Quote, Rates, convert_each
from infludesk.payments.store import rates_of
from infludesk.records import model as records
from infludesk.records.store import setting

_GONE = code_list(NOT_COUNTED)
# Each line that counts: its id, figure, amount, day, and the campaign and participation it belongs to.
_LINES = f"""
SELECT f.id AS id, 'creator_fee' AS what, f.amount_minor AS minor, f.amount_currency AS currency,
       coalesce(f.earned_on, f.due_on) AS day, p.campaign_id AS campaign, p.id AS part
FROM creator_fee AS f JOIN participation AS p ON p.id = f.participation_id AND p.deleted_at IS NULL
WHERE f.deleted_at IS NULL AND f.amount_minor IS NOT NULL AND coalesce(f.state, '') NOT IN ({_GONE})
UNION ALL
SELECT f.id, 'client_fee', f.amount_minor, f.amount_currency, coalesce(f.earned_on, f.bill_on),
       f.campaign_id, p.id
FROM client_fee AS f LEFT JOIN participation AS p ON p.id = f.participation_id
WHERE f.deleted_at IS NULL AND f.amount_minor IS NOT NULL AND coalesce(f.state, '') NOT IN ({_GONE})
AND (f.participation_id IS NULL OR p.deleted_at IS NULL)
UNION ALL
SELECT c.id, 'cost', c.amount_minor, c.amount_currency, c.spent_on, c.campaign_id, p.id
FROM cost AS c LEFT JOIN participation AS p ON p.id = c.participation_id
WHERE c.deleted_at IS NULL AND c.amount_minor IS NOT NULL
UNION ALL SELECT id, 'cost', minor, currency, day, campaign, part FROM ({GOODS})
"""
_PAID = """
SELECT fee_id, amount_minor, amount_currency, fx_num, fx_den, fx_day, fx_source FROM payment
WHERE deleted_at IS NULL AND fx_num IS NOT NULL AND fee_id IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True)
class Report:
    """Three figures and the margin in one currency; each that is None is n/a, for its own reason.

    Attributes:
        currency: empty where none is known.
        margin: client fee less creator fees and costs, exactly as they are shown.
        used: the rates used, to print beside the figures.
    """

    currency: str
    client_fee: Converted
    creator_fees: Converted
    costs: Converted
    used: tuple[Quote, ...]

    @property
    def margin(self) -> Money | None:
        if self.reason:
            return None
        charged, owed, spent = (one.money for one in (self.client_fee, self.creator_fees, self.costs))
        return charged - owed - spent if charged and owed and spent else None

    @property
    def reason(self) -> str:
        """Why the margin is n/a; empty where it is known."""
        return self.client_fee.reason or self.creator_fees.reason or self.costs.reason


def of_campaign(conn: Connection, campaign_id: str) -> dict[str, Report]:
    """A campaign's figures in its report currency under the empty name, and those of each participation in it."""
    rows = conn.execute(f"SELECT * FROM ({_LINES}) WHERE campaign = ?", (campaign_id,)).fetchall()
    campaign = get(conn, Campaign, campaign_id)
    into = campaign.report_currency or (campaign.budget.currency if campaign.budget else "") or _only(conn, rows)
    groups: dict[str, list[SqlRow]] = {"": list(rows)}
    for row in rows:
        if row["part"]:
            groups.setdefault(row["part"], []).append(row)
    return {part: _report(conn, found, into) for part, found in groups.items()}


def of_client(conn: Connection, client_id: str) -> Report:
    """All campaigns of a client, in the client's currency, else the workspace's."""
    where = "campaign IN (SELECT id FROM campaign WHERE client_id = ? AND deleted_at IS NULL)"
    rows = conn.execute(f"SELECT * FROM ({_LINES}) WHERE {where}", (client_id,)).fetchall()
    return _report(conn, rows, get(conn, Client, client_id).currency or _only(conn, rows))


def report(lines: Iterable[tuple[str, Amount, Rates]], into: str) -> Report:
    """Make the three figures of lines: which figure, how much, and what it is converted by. Pure.

    Args:
        lines: the figure is ``client_fee``, ``creator_fee`` or ``cost``.
        into: the currency; empty where it is not known.
    """
    sums: dict[str, list[tuple[Amount, Rates]]] = {"client_fee": [], "creator_fee": [], "cost": []}
    for what, amount, rates in lines:
        sums[what].append((amount, rates))
    unknown = Converted(None, tr("n/a: no report currency is set."))
    found = {what: convert_each(amounts, into) if into else unknown for what, amounts in sums.items()}
    if not sums["client_fee"]:
        found["client_fee"] = Converted(None, tr("n/a: no client fee is entered."))
    used = dict.fromkeys(quote for one in found.values() for quote in one.used)
    return Report(into, found["client_fee"], found["creator_fee"], found["cost"], tuple(used))


def _report(conn: Connection, rows: list[SqlRow], into: str) -> Report:
    paid = _paid(conn, [row["id"] for row in rows if row["what"] == "creator_fee"])
    campaigns = {row["campaign"] for row in rows if row["campaign"]}
    currencies = {one: get(conn, Campaign, one).report_currency for one in campaigns}
    rates = {one: rates_of(conn, one) for one in campaigns}
    lines = []
    for row in rows:
        # A payment's own rate is to the report currency of its campaign: into another it says nothing.
        own = paid.get(row["id"], ()) if currencies.get(row["campaign"]) == into else ()
        amount = Amount(Money(row["minor"], row["currency"]), row["day"], own)
        lines.append((row["what"], amount, rates.get(row["campaign"]) or Rates()))
    return report(lines, into)


def _paid(conn: Connection, ids: list[str]) -> dict[str, tuple[tuple[Money, Rate], ...]]:
    wanted = json.dumps(ids)
    found: dict[str, tuple[tuple[Money, Rate], ...]] = {}
    for row in conn.execute(_PAID, (wanted,)):
        part = Money(row["amount_minor"], row["amount_currency"])
        rate = Rate(row["fx_num"], row["fx_den"], row["fx_day"], row["fx_source"])
        found[row["fee_id"]] = (*found.get(row["fee_id"], ()), (part, rate))
    return found


def _only(conn: Connection, rows: list[SqlRow]) -> str:
    """The workspace's currency, else the only one in use."""
    used = {row["currency"] for row in rows}
    return setting(conn, records.CURRENCY) or (next(iter(used)) if len(used) == 1 else "")
