"""Legal counters: what creators and payees got so far, against the dated amounts from which paper is asked for.

France counts money and value in kind of one advertiser in one year for one objective; California what a payee there is
promised within so many days, New York in one campaign; the US form what a payee was paid in a year. The amounts are
data (``contracts.figures``), the sums are worked out here and never stored.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from infludesk.campaigns.model import BOUND
from infludesk.contracts.figures import CALIFORNIA, NEW_YORK, Figure, figure
from infludesk.contracts.model import LegalFigure
from infludesk.contracts.states import FROZEN
from infludesk.contracts.store import Paper, papers
from infludesk.contracts.triggers import Count, Level, Part, level_of, together, within_days
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.db.sql import code_list
from infludesk.flows.engagements import select
from infludesk.flows.fee_list import PAYEE
from infludesk.flows.france import exact_minor, french_sums
from infludesk.flows.payee_list import ListedPayee, listed, threshold
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import PPM, fold
from infludesk.payments.model import NOT_COUNTED, Payee
from infludesk.payments.rates import Rates
from infludesk.payments.store import rates_of

# What people write for a state with a law of its own.
_REGIONS = {
    CALIFORNIA: frozenset({"california", "ca", "us-ca"}),
    NEW_YORK: frozenset({"new york", "new york state", "ny", "us-ny"}),
}
_LOOKS_BACK = timedelta(days=365)
_FEES = f"""
SELECT f.id, f.amount_minor, f.amount_currency, f.participation_id, n.creator_id, r.name AS creator,
       coalesce(f.due_on, f.earned_on, k.starts_on, k.ends_on, substr(f.created_at, 1, 10)) AS day,
       {PAYEE.format(part="n", day=":today")} AS payee_id
FROM creator_fee AS f JOIN participation AS n ON n.id = f.participation_id AND n.deleted_at IS NULL
JOIN campaign AS k ON k.id = n.campaign_id AND k.deleted_at IS NULL LEFT JOIN creator AS r ON r.id = n.creator_id
WHERE f.deleted_at IS NULL AND f.amount_minor IS NOT NULL AND n.stage IN ({code_list(BOUND)})
AND coalesce(f.state, 'planned') NOT IN ({code_list(NOT_COUNTED)})
AND (f.payee_id IN (SELECT value FROM json_each(:payees)) OR n.creator_id IN (
  SELECT substr(for_party, 9) FROM payee_link WHERE payee_id IN (SELECT value FROM json_each(:payees))
  AND deleted_at IS NULL AND for_party LIKE 'creator:%'))
ORDER BY f.id
"""
_PAID = (
    "SELECT DISTINCT payee_id FROM payment WHERE deleted_at IS NULL AND payee_id IS NOT NULL "
    "AND substr(paid_on, 1, 4) = ?"
)
_NAMES = "SELECT id, name FROM {table} WHERE id IN ({{marks}})"


_Written = Mapping[str, Sequence[Paper]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One sum against one figure.

    Attributes:
        creator_id: empty for a payee who stands for several.
        client_id: the advertiser, at the top of its group; empty where any counts.
        payee_id: empty where it counts by creator.
        objective: the promotional objective; empty for none.
        sum: None where it cannot be told.
        unknown: how many amounts have no value or no rate, so that the sum is only the least it can be.
        reason: why the sum cannot be told.
        covered: the paper is there: a signed contract of each of its campaigns, or a tax form that holds.
        contract_id: a contract that is still to be signed, else a signed one; empty for none.
        unwritten: the first of its participations without any contract; empty for none.
        participation_ids: whose fees are in it.
        parts: what was added up; of the US form see the payments themselves.
    """

    figure: Figure
    creator_id: str = ""
    creator: str = ""
    client_id: str = ""
    client: str = ""
    payee_id: str = ""
    payee: str = ""
    objective: str = ""
    from_day: str
    until_day: str
    sum: Money | None
    level: Level
    unknown: int = 0
    reason: str = ""
    covered: bool
    contract_id: str = ""
    unwritten: str = ""
    participation_ids: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def key(self) -> str:
        """Names the counter, whatever it has come to: code, whom, for whom, year or campaign, objective."""
        whom = self.payee_id or self.creator_id
        one = self.participation_ids[0] if self.payee_id and self.participation_ids else self.until_day[:4]
        return f"{self.figure.code}:{whom}:{self.client_id}:{'' if self.figure.days else one}:{self.objective}"

    @property
    def share_ppm(self) -> int:
        """The sum as a share of the figure; what cannot be told has none."""
        return self.sum.minor * PPM // self.figure.amount.minor if self.sum else 0

    @property
    def asks(self) -> bool:
        """Whether a person should look: it is near, or it is reached, and the paper is not there."""
        return self.level != "below" and not self.covered


@dataclass(frozen=True, slots=True)
class _Fee:
    """A fee as a part of a sum, and whose it is."""

    part: Part
    participation_id: str
    creator_id: str
    creator: str


def counters(conn: Connection, today: date) -> list[Counter]:
    """Every counter of this year and the last with something in it; what asks for a person first, the fullest first."""
    own, rates = find(conn, LegalFigure), rates_of(conn)
    found = [
        *_france(conn, today),
        *_freelance(conn, today, CALIFORNIA, own, rates),
        *_freelance(conn, today, NEW_YORK, own, rates),
        *_tax_form(conn, today),
    ]
    return sorted(found, key=lambda one: (not one.asks, -one.share_ppm, one.figure.code, fold(one.creator), one.key))


def asking(conn: Connection, today: date) -> list[Counter]:
    """The counters that a person should look at, without those put off until a later day."""
    hidden = {
        row["item_key"]
        for row in conn.execute(
            "SELECT item_key FROM snooze WHERE deleted_at IS NULL AND until > ?", (today.isoformat(),)
        )
    }
    return [one for one in counters(conn, today) if one.asks and one.key not in hidden]


def _france(conn: Connection, today: date) -> list[Counter]:
    found = [one for one in french_sums(conn) if one.whose.year >= today.year - 1]
    creators = _named(conn, "creator", (one.whose.creator_id for one in found))
    clients = _named(conn, "client", (one.whose.client_id for one in found))
    written = papers(conn, [part for one in found for part in one.whose.participation_ids])
    return [
        _counted(
            one.figure, one.count, one.whose.participation_ids, written,
            creator_id=one.whose.creator_id, creator=creators.get(one.whose.creator_id, ""),
            client_id=one.whose.client_id, client=clients.get(one.whose.client_id, ""), objective=one.whose.objective,
        )
        for one in found
    ]  # fmt: skip


def _freelance(conn: Connection, today: date, code: str, own: Sequence[LegalFigure], rates: Rates) -> list[Counter]:
    """What payees of a state are promised: within the days that the figure names, else in one campaign."""
    known = figure(code, today.isoformat(), own)
    payees = {one.id: one for one in find(conn, Payee) if fold(one.region or "").strip() in _REGIONS[code]}
    if known is None or not payees:
        return []
    fees: dict[tuple[str, str], list[_Fee]] = {}
    since = max((today - _LOOKS_BACK).isoformat(), known.starts)
    for row in conn.execute(_FEES, {"payees": json.dumps(list(payees)), "today": today.isoformat()}):
        if row["payee_id"] in payees and (row["day"] or "") >= since:
            amount = Money(row["amount_minor"], row["amount_currency"])
            part = Part(ref("creator_fee", row["id"]), row["day"], exact_minor(amount, known, row["day"], rates))
            key = row["payee_id"], "" if known.days else row["participation_id"]
            fee = _Fee(part, row["participation_id"], row["creator_id"], row["creator"] or "")
            fees.setdefault(key, []).append(fee)
    written = papers(conn, [fee.participation_id for counted in fees.values() for fee in counted])
    found = []
    for (payee_id, _), counted in fees.items():
        parts = [fee.part for fee in counted]
        count = within_days(parts, known.days, known.amount) if known.days else together(parts, known.amount)
        inside = [fee for fee in counted if fee.part in count.parts]
        people = {fee.creator_id: fee.creator for fee in inside}
        joined = tuple(dict.fromkeys(fee.participation_id for fee in inside))
        found.append(
            _counted(
                known, count, joined, written, payee_id=payee_id, payee=payees[payee_id].name or "",
                creator_id=next(iter(people)) if len(people) == 1 else "", creator=", ".join(people.values()),
            )
        )  # fmt: skip
    return found


def _tax_form(conn: Connection, today: date) -> list[Counter]:
    """What payees who are reported in the US were paid this year and the last; a form that holds covers it."""
    found = []
    for year in (today.year - 1, today.year):
        known = threshold(conn, year)
        if known is not None:
            ids = [row[0] for row in conn.execute(_PAID, (str(year),))]
            found += [
                _form(one, known, year) for one in listed(conn, ids, today=today, year=year, files=False) if one.counted
            ]
    return found


def _form(one: ListedPayee, known: Figure, year: int) -> Counter:
    return Counter(
        figure=known, payee_id=one.id, payee=one.name, creator=one.stands_for,
        from_day=f"{year}-01-01", until_day=f"{year}-12-31", sum=one.year.counted,
        level=level_of(Fraction(one.year.counted.minor), known.amount) if one.year.counted else "below",
        unknown=0 if one.year.counted else 1, reason=one.year.reason, covered=one.form in ("valid", "expiring"),
    )  # fmt: skip


def _counted(
    known: Figure, count: Count, participation_ids: tuple[str, ...], written: _Written, **whose: str
) -> Counter:
    signed = {part: paper.id for part in participation_ids for paper in written.get(part, ()) if paper.state in FROZEN}
    lacking = [part for part in participation_ids if part not in signed]
    drafted = [paper.id for part in lacking for paper in written.get(part, ())]
    return Counter(
        figure=known, from_day=count.from_day, until_day=count.until_day, sum=count.sum, level=count.level,
        unknown=count.unknown, covered=bool(signed) and not lacking,
        contract_id=next(iter([*drafted, *signed.values()]), ""),
        unwritten=next((part for part in lacking if part not in written), ""),
        participation_ids=participation_ids, parts=count.parts, **whose,
    )  # fmt: skip


def _named(conn: Connection, table: str, ids: Iterable[str]) -> dict[str, str]:
    rows = select(conn, _NAMES.format(table=table), list(dict.fromkeys(ids)))
    return {row["id"]: row["name"] or "" for row in rows}
