"""Any order of steps with money: undo and redo are exact, no duty to pay vanishes, figures and totals agree."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infludesk.campaigns.commands import add_creators, create_campaign, move_stage, set_campaign_field
from infludesk.campaigns.model import Campaign
from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.db.changelog import logged_tables
from infludesk.db.rows import find
from infludesk.flows import ending, fee_list, invoice_list, payee_list
from infludesk.flows.leaving import remove_participation
from infludesk.flows.margins import of_campaign
from infludesk.flows.merge import merge_creators
from infludesk.flows.money import money_of
from infludesk.flows.publish import earn
from infludesk.flows.trash import trash_campaigns, trash_creators
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money, total
from infludesk.payments import fees, invoices, payees
from infludesk.payments.commands import add_cost, set_client_fee, set_creator_fee, trash_fee
from infludesk.payments.model import NOT_COUNTED, CreatorFee, Invoice, InvoiceLine, Payee, PayeeLink, Payment
from infludesk.payments.paying import mark_paid, pay_invoice, trash_payment
from infludesk.payments.schedule import Part, bound
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
DAY = TODAY.isoformat()
STAMPS = {"rowid", "created_at", "updated_at"}
AMOUNTS = (
    Money(100_01, "USD"), Money(1, "USD"), Money(0, "USD"), Money(2**53, "USD"), Money(333, "JPY"),
    Money(1_001, "KWD"), Money(99_99, "EUR"),
)  # fmt: skip
DAYS = ("2025-12-31", "2026-01-01", "2026-03-11", DAY, "2026-12-31", "2027-01-01")
VERBS = (
    "fee", "fee", "set", "split", "earn", "trigger", "hold", "release", "waive", "agree", "cancel", "pay", "pay",
    "part", "over", "unpay", "invoice", "attach", "pay_invoice", "void", "trash_invoice", "off", "client", "cost",
    "remove", "none", "payee", "link", "unlink", "trash_payee", "stop", "end", "leave", "trash_creator",
    "trash_campaign", "merge", "undo", "undo", "redo", "undo any",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(VERBS), st.integers(0, 7), st.integers(0, 7))
pytestmark = pytest.mark.long


@dataclass(frozen=True)
class Scene:
    """Two creators in one campaign that reports in EUR, with rates of a third."""

    workspace: Workspace
    campaign: str
    creators: tuple[str, ...]
    parts: tuple[str, ...]
    last: int

    def all(self, cls: type[Any]) -> list[Any]:
        return self.workspace.read(lambda conn: find(conn, cls))

    def one(self, cls: type[Any], place: int) -> str:
        found = self.all(cls)
        return str(found[place % len(found)].id) if found else "none"


def scene(workspace: Workspace) -> Scene:
    creators = tuple(str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ben"))
    campaign = str(workspace.do(create_campaign, client="Acme", name="Spring", creator_ids=list(creators)).value)
    parts = tuple(workspace.do(add_creators, campaign_id=campaign, creator_ids=list(creators)).value)
    workspace.do(move_stage, participation_ids=list(parts), stage="agreed")
    workspace.do(set_campaign_field, campaign_id=campaign, name="report_currency", value="EUR")
    last = 0
    for base in ("USD", "JPY", "KWD"):
        given: dict[str, Any] = {"base": base, "quote": "EUR", "day": "2025-01-01", "rate": "1/3"}
        last = workspace.do(payees.set_exchange_rate, **given).changes.batch
    return Scene(workspace, campaign, creators, parts, last)


def everything(workspace: Workspace) -> dict[tuple[str, str], dict[str, Any]]:
    """Every live row of every synced table."""

    def query(conn: Any) -> dict[tuple[str, str], dict[str, Any]]:
        return {
            (table, row["id"]): {name: row[name] for name in row.keys() if name not in STAMPS}  # noqa: SIM118  a row
            for table in logged_tables(conn)
            for row in conn.execute(f"SELECT * FROM {table} WHERE deleted_at IS NULL")
        }

    return workspace.read(query)


def command(at: Scene, verb: str, one: int, two: int) -> tuple[Callable[..., Any], dict[str, Any]]:
    amount, day = AMOUNTS[two % len(AMOUNTS)], DAYS[two % len(DAYS)]
    part, creator = at.parts[one % 2], at.creators[one % 2]
    fee, invoice, payee = (at.one(cls, one) for cls in (CreatorFee, Invoice, Payee))
    trigger = ("published", "day", "invoice", "live_days", None)[two % 5]
    commands: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "fee": (fees.add_creator_fee, {"participation_id": part, "amount": amount, "trigger": trigger, "due_on": day}),
        "set": (fees.set_fee, {"fee_id": fee, "values": {"amount": amount, "trigger": trigger}}),
        "split": (fees.split_fee, {"fee_id": fee, "parts": [Part(333_333, "signature"), Part(666_667, "manual", 3)]}),
        "earn": (fees.earn_fees, {"fee_ids": [fee]}),
        "trigger": (earn, {"participation_id": part, "trigger": "published", "day": day}),
        "hold": (fees.hold_fees, {"fee_ids": [fee], "why": "No form"}),
        "release": (fees.release_fees, {"fee_ids": [fee]}),
        "waive": (fees.waive_fees, {"fee_ids": [fee], "why": "Enough"}),
        "agree": (fees.waive_fees, {"fee_ids": [fee], "why": "They agreed", "agreed": True}),
        "cancel": (fees.cancel_fees, {"fee_ids": [fee]}),
        "pay": (mark_paid, {"fee_ids": [fee], "paid_on": day}),
        "part": (mark_paid, {"fee_ids": [fee], "paid_on": day, "amount": amount}),
        "over": (mark_paid, {"fee_ids": [fee], "paid_on": day, "amount": amount, "over": True}),
        "unpay": (trash_payment, {"payment_id": at.one(Payment, one)}),
        "invoice": (invoices.record_invoice, {
            "direction": "in", "number": f"R-{two}", "fee_ids": [fee], "stated_total": amount,
            "payee_id": payee if payee != "none" else None, "kind": "credit_note" if two == 7 else "invoice",
        }),
        "attach": (invoices.attach_fees, {"invoice_id": at.one(Invoice, two), "fee_ids": [fee]}),
        "pay_invoice": (pay_invoice, {"invoice_id": invoice, "paid_on": day, "amount": amount, "over": True}),
        "void": (invoices.move_invoice, {"invoice_id": invoice, "state": "void"}),
        "trash_invoice": (invoices.trash_invoices, {"invoice_ids": [invoice]}),
        "off": (invoices.trash_line, {"line_id": at.one(InvoiceLine, one)}),
        "client": (set_client_fee, {"campaign_id": at.campaign, "amount": amount}),
        "cost": (add_cost, {"campaign_id": at.campaign, "kind": "travel", "label": "", "amount": amount}),
        "remove": (trash_fee, {"fee_id": fee}),
        "none": (set_creator_fee, {"participation_id": part, "amount": None}),
        "payee": (payees.add_payee, {"name": f"Payee {two}", "for_party": ref("creator", creator), "tax_form": "w9"}),
        "link": (payees.link_payee, {"payee_id": payee, "for_party": ref("creator", creator)}),
        "unlink": (payees.unlink_payee, {"link_id": at.one(PayeeLink, one)}),
        "trash_payee": (payees.trash_payees, {"payee_ids": [payee]}),
        "stop": (ending.end_participations, {"participation_ids": [part], "stage": "stopped", "reason": "Late"}),
        "end": (ending.cancel_campaign, {"campaign_id": at.campaign, "reason": "No budget"}),
        "leave": (remove_participation, {"participation_id": part}),
        "trash_creator": (trash_creators, {"creator_ids": [creator]}),
        "trash_campaign": (trash_campaigns, {"campaign_ids": [at.campaign]}),
        "merge": (merge_creators, {"keep": creator, "others": [at.creators[1 - one % 2]]}),
    }  # fmt: skip
    return commands[verb]


def take(at: Scene, verb: str, one: int, two: int) -> None:
    """Do a step; one that changes something is undone and redone, to the letter."""
    workspace, before = at.workspace, everything(at.workspace)
    duties = stands(at)
    try:
        if verb in ("undo", "undo any"):
            step = workspace.undoable()
            if step and step.seq > at.last:
                workspace.undo(max(step.seq - one, at.last + 1) if verb == "undo any" else None)
            return
        if verb == "redo":
            workspace.redo()
            return
        do, given = command(at, verb, one, two)
        if "none" in given.values():
            return
        done = workspace.do(do, **given)
    except Problem:
        assert everything(workspace) == before, verb
        return
    after = everything(workspace)
    gone = duties - stands(at)
    assert not gone or verb in ("agree", "set", "merge", "unpay"), f"{verb} let {gone} go"
    if done.changes.batch:
        workspace.undo()
        assert everything(workspace) == before, verb
        workspace.redo()
        assert everything(workspace) == after, verb


def stands(at: Scene) -> set[str]:
    """The fees that are owed by today, or were paid, and can be found."""
    paid = {one.fee_id for one in at.all(Payment)}
    return {
        one.id
        for one in at.all(CreatorFee)
        if one.id in paid or bound(one.state, one.trigger, one.due_on, one.earned_on, DAY)
    }


def check(at: Scene) -> None:
    """What is derived never contradicts what is stored."""
    read = at.workspace.read
    every, payments = at.all(CreatorFee), at.all(Payment)
    rows = read(lambda conn: fee_list.listed(conn, [one.id for one in every], today=TODAY))
    for row in rows:
        paid = total(one.amount for one in payments if one.fee_id == row.id)
        if row.amount is not None and row.standing:
            assert paid.get(row.amount.currency, Money(0, row.amount.currency)) == row.paid
            assert row.standing.paid.minor + row.standing.open.minor - row.standing.over.minor == row.amount.minor
        assert not (row.state in NOT_COUNTED and paid), "what was paid is not given up"
        assert not (row.state == "held" and row.owed)
        assert row.paid_word != "late" or row.owed
    views = {code: set(read(partial(fee_list.ids, wanted=fee_list.Filter(view=code), today=TODAY)))
             for code, _ in fee_list.VIEWS}  # fmt: skip
    assert views["late"] <= views["due"] <= views["open"]
    assert {one for one in views["open"] if one in views["late"]} == {r.id for r in rows if r.paid_word == "late"}
    assert views["waiting"] == {r.id for r in rows if r.state == "planned" and r.trigger and not r.owed}
    check_margins(at)
    check_years(at, payments)
    papers = read(lambda conn: invoice_list.listed(conn, invoice_list.ids(conn, today=TODAY), today=TODAY))
    for paper in papers:
        assert paper.state != "void" or not [one for one in payments if one.invoice_id == paper.id]
    for link in at.all(PayeeLink):
        preferred = [one for one in at.all(PayeeLink) if one.for_party == link.for_party and one.preferred]
        assert len(preferred) <= 1


def check_margins(at: Scene) -> None:
    found = at.workspace.read(lambda conn: money_of(conn, at.campaign))[""]
    for sums in found.sums.values():
        assert sums.margin + sums.creator_fees + sums.costs == sums.client_fee
    if not at.all(Campaign):
        return
    whole = at.workspace.read(lambda conn: of_campaign(conn, at.campaign))[""]
    assert whole.currency == "EUR"
    if whole.margin is not None:
        assert whole.client_fee.money == total(
            one for one in (whole.margin, whole.creator_fees.money, whole.costs.money) if one
        )["EUR"]  # fmt: skip


def check_years(at: Scene, payments: list[Payment]) -> None:
    """The totals of payees over the years are the sum of the payments, and each has a payee who is there."""
    there = [one.id for one in at.all(Payee)]
    sums: list[Money] = []
    for year in range(2025, 2028):
        listed = at.workspace.read(partial(payee_list.listed, wanted=there, today=date(year, 3, 1)))
        sums += [money for row in listed for money in row.year.all.values()]
    assert total(sums) == total(one.amount for one in payments if one.payee_id and one.amount)
    assert {one.payee_id for one in payments if one.payee_id} <= set(there)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_any_order_of_steps(template: Path, steps: list[tuple[str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(template, Path(folder) / "w")
        with Workspace.open(Path(folder) / "w", Settings(device="0123456789ab"), clock=lambda: NOW) as workspace:
            at = scene(workspace)
            assert at.all(Creator)
            for step in steps:
                take(at, *step)
                check(at)
