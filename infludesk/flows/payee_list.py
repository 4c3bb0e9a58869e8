"""Payees as their list shows them: for whom, which form, and this tax year against the dated threshold."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infludesk.contracts.figures import US_1099, Figure, figure
from infludesk.contracts.model import LegalFigure
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find
from infludesk.db.search import like_pattern
from infludesk.db.sql import marks
from infludesk.kernel.fields import choices
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.model import Payee, PayeeTaxYear
from infludesk.payments.payees import TAX_FORM
from infludesk.payments.store import rates_of
from infludesk.payments.taxes import US, FormState, Paid, Year, form_state, reported_in_us, year_of
from infludesk.records.model import Attachment
from infludesk.records.store import attached

VIEWS = choices(no_form="No tax form", reached="Threshold reached", paid="Paid in the year")
_ORDER = {"name": "fold(e.name) {way}, e.id", "country": "e.country IS NULL, e.country {way}, e.id",
          "until": "e.form_until IS NULL, e.form_until {way}, e.id"}  # fmt: skip
SORTS = frozenset(_ORDER)
_FOR = """(SELECT group_concat(r.name, ', ') FROM payee_link AS l
 JOIN creator AS r ON l.for_party = 'creator:' || r.id
 WHERE l.payee_id = e.id AND l.deleted_at IS NULL)"""
_NO_FORM = "(e.tax_form IS NULL OR coalesce(e.form_until, '9999') < :today)"
_PAID = (
    "EXISTS (SELECT 1 FROM payment AS y WHERE y.payee_id = e.id AND y.deleted_at IS NULL "
    "AND substr(y.paid_on, 1, 4) = :year)"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not.

    ``view`` is one of ``VIEWS``; ``year`` the tax year that it speaks of, 0 for that of today.
    """

    text: str = ""
    view: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class ListedPayee:
    """A row of the payees, all internal.

    Attributes:
        year: what they got in the calendar year ``tax_year``.
        counted: whether that is reported in the United States, as far as is known.
        elsewhere: what is known to have been paid outside this workspace in the year.
        file: the tax form itself.
    """

    id: str
    payee: Payee
    stands_for: str
    form: FormState
    year: Year
    tax_year: int
    counted: bool
    elsewhere: Money | None
    file: Attachment | None

    @property
    def name(self) -> str:
        return self.payee.name or ""

    def _of(self, name: str) -> str:
        return getattr(self.payee, name) or ""

    @property
    def kind(self) -> str:
        return self._of("kind")

    @property
    def country(self) -> str:
        return self._of("country")

    @property
    def tax_form(self) -> str:
        return self._of("tax_form")

    @property
    def form_until(self) -> str:
        return self._of("form_until")

    @property
    def method(self) -> str:
        return self._of("method")


def ids(
    conn: Connection, wanted: Filter = Filter(), sort: str = "name", *, today: date, descending: bool = False
) -> list[str]:
    """The ids of the payees to show, in the order of a key of ``SORTS``; empty values sort last both ways."""
    year = wanted.year or today.year
    parts, params = ["e.deleted_at IS NULL"], {"today": today.isoformat(), "year": str(year)}
    if wanted.text.strip():
        parts.append(f"fold(coalesce(e.name, '') || ' ' || coalesce({_FOR}, '')) LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view == "no_form":
        parts.append(_NO_FORM)
    if wanted.view in ("paid", "reached"):
        parts.append(_PAID)
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    sql = f"SELECT e.id FROM payee AS e WHERE {' AND '.join(parts)} ORDER BY {order}"
    found = [row["id"] for row in conn.execute(sql, params)]
    if wanted.view != "reached":
        return found
    return [one.id for one in listed(conn, found, today=today, year=year) if one.year.reached]


def listed(
    conn: Connection, wanted: Sequence[str], *, today: date, year: int | None = None, files: bool = True
) -> list[ListedPayee]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out.

    Args:
        conn: a connection.
        wanted: the payees.
        today: the day on which forms hold or not.
        year: the calendar year asked for; today's where absent.
        files: whether the tax form's file is looked for.
    """
    named = {
        row["id"]: row["stands_for"] or ""
        for row in conn.execute(
            f"SELECT e.id, {_FOR} AS stands_for FROM payee AS e WHERE e.id IN ({marks(wanted)})", tuple(wanted)
        )
    }
    rows = {one.id: one for one in find(conn, Payee, f"id IN ({marks(wanted)})", tuple(wanted))}
    asked = year or today.year
    known, rates = threshold(conn, asked), rates_of(conn)
    paid, elsewhere = _paid_in(conn, wanted, asked), _elsewhere_in(conn, wanted, asked)
    found = []
    for one in wanted:
        if payee := rows.get(one):
            reported = reported_in_us(payee)
            other = elsewhere.get(one)
            sums = year_of(paid.get(one, []), known.amount if known and reported else None, rates, other)
            file = attached(conn, ref("payee", one), TAX_FORM) if files else None
            form = form_state(payee, today)
            found.append(ListedPayee(one, payee, named[one], form, sums, asked, reported, other, file))
    return found


def threshold(conn: Connection, year: int) -> Figure | None:
    """The US threshold of a year; None where none is known, as from the year it is indexed."""
    return figure(US_1099, f"{year}-12-31", find(conn, LegalFigure))


def _paid_in(conn: Connection, payee_ids: Sequence[str], year: int) -> dict[str, list[Paid]]:
    """Payee → what it was paid in a calendar year."""
    sql = (
        "SELECT payee_id, amount_minor, amount_currency, paid_on, method FROM payment WHERE payee_id IN "
        "(SELECT value FROM json_each(?)) AND deleted_at IS NULL AND amount_minor IS NOT NULL "
        "AND paid_on BETWEEN ? AND ? ORDER BY paid_on, id"
    )
    found: dict[str, list[Paid]] = {}
    for row in conn.execute(sql, (json.dumps(list(payee_ids)), f"{year}-01-01", f"{year}-12-31")):
        found.setdefault(row["payee_id"], []).append(_paid(row))
    return found


def _elsewhere_in(conn: Connection, payee_ids: Sequence[str], year: int) -> dict[str, Money]:
    """Payee → what it was paid elsewhere in a calendar year, as far as is known."""
    where = "payee_id IN (SELECT value FROM json_each(?)) AND jurisdiction = ? AND year = ?"
    rows = find(conn, PayeeTaxYear, where, (json.dumps(list(payee_ids)), US, year))
    return {one.payee_id or "": one.paid_elsewhere for one in rows if one.paid_elsewhere is not None}


def _paid(row: SqlRow) -> Paid:
    return Paid(Money(row["amount_minor"], row["amount_currency"]), row["paid_on"], row["method"] or "")
