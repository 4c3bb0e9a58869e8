"""The sample shows each promise at work: read as the screens read it, on a day that stands still."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest

from infludesk.campaigns.freeze import read as read_frozen
from infludesk.campaigns.freeze import verify_version
from infludesk.campaigns.model import Brief, BriefSending, BriefVersion, Campaign
from infludesk.content import listing
from infludesk.content.fixes import fix_of
from infludesk.content.model import Deliverable, DisclosureCheck, Evidence, Post
from infludesk.content.rights_use import Outside
from infludesk.contracts.clause_store import clauses, parties
from infludesk.contracts.model import Contract, UsageRight, Whitelisting
from infludesk.contracts.store import answers
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.demo import sample
from infludesk.demo.plan import load
from infludesk.flows.clashes import all_clashes
from infludesk.flows.counters import asking
from infludesk.flows.due import Day, due_now
from infludesk.flows.evidence_files import file_state, text_state
from infludesk.flows.rights_use import misuses
from infludesk.flows.sign import SIGNED_COPY
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee, Invoice, InvoiceLine, Payee, Payment
from infludesk.payments.store import rates_of
from infludesk.payments.taxes import form_state
from infludesk.records.store import attached
from infludesk.settings import Settings
from infludesk.workspace import Workspace

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DEVICE = "0123456789ab"
R = TypeVar("R", bound=Row)
T = TypeVar("T")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("story") / "workspace"
    sample.make(folder, Settings(device=DEVICE), clock=lambda: NOW)
    with Workspace.open(folder, Settings(device=DEVICE), clock=lambda: NOW) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def today(made: Workspace) -> Day:
    return made.read(lambda conn: due_now(conn, now=NOW, today=TODAY))


def all_of(made: Workspace, kind: type[R], where: str = "1", *values: object) -> list[R]:
    return made.read(lambda conn: find(conn, kind, where, values))


def one_of(made: Workspace, kind: type[R], where: str = "1", *values: object) -> R:
    (found,) = all_of(made, kind, where, *values)
    return found


def contract(made: Workspace, title: str) -> Contract:
    return one_of(made, Contract, "title = ?", title)


def ask(made: Workspace, query: Callable[[Connection], T]) -> T:
    return made.read(query)


def test_nothing_is_wrong_in_it(made: Workspace) -> None:
    assert made.check().faults == ()


# briefs


def test_briefs_are_frozen_as_they_were_sent(made: Workspace) -> None:
    versions = all_of(made, BriefVersion)
    assert len(versions) == 5
    assert all(verify_version(one) for one in versions)
    assert {read_frozen(one).rule_packs for one in versions} == {("us-ftc@2023.1",), ("fr@2023.1",)}


def test_some_creators_acknowledged_their_brief(made: Workspace) -> None:
    sent = all_of(made, BriefSending)
    assert (len(sent), sum(bool(one.acknowledged_at) for one in sent)) == (13, 8)
    assert all(one.sent_at and one.sent_at < (one.acknowledged_at or "9") for one in sent)


def test_one_brief_varies_for_one_creator(made: Workspace) -> None:
    varied = one_of(made, Brief, "base_id IS NOT NULL")
    assert varied.dates_text == "Draft by 10 March; the post between 16 and 20 March, late in the afternoon."
    assert one_of(made, BriefVersion, "brief_id = ?", varied.id).body


def test_one_brief_was_changed_between_two_versions(made: Workspace) -> None:
    brief = one_of(made, Brief, "title = 'Quiet Rooms brief'")
    first, second = (read_frozen(one).brief for one in all_of(made, BriefVersion, "brief_id = ?", brief.id))
    assert not first.avoid
    assert second.avoid


# contracts


def test_contracts_stand_in_every_state_of_the_way(made: Workspace) -> None:
    states = [one.state for one in all_of(made, Contract)]
    assert {state: states.count(state) for state in set(states)} == {"signed": 10, "sent": 2, "draft": 1}


def test_what_is_signed_stands_still_under_its_hash(made: Workspace) -> None:
    for one in all_of(made, Contract, "state = 'signed'"):
        assert one.body_sha256 == sha256((one.body or "").encode()).hexdigest()
        assert one.signed_on
        assert "open" not in ask(made, partial(answers, contract_id=one.id)).values()


def test_a_contract_has_clauses_of_its_template_and_one_of_its_own(made: Workspace) -> None:
    found = ask(made, lambda conn: clauses(conn, contract(made, "Zoë Okonkwo-Brandt, Quiet Rooms").id))
    assert len(found) > 20
    assert [one.title for one in found if (one.code or "").startswith("own")] == ["The armchair"]


def test_both_sides_stand_on_the_paper_and_signed_it(made: Workspace) -> None:
    found = ask(made, lambda conn: parties(conn, contract(made, "Théo Marchand, Spring Launch").id))
    signed = {one.role: one.signed_on for one in found}
    assert [signed.get(one) for one in ("client", "house", "creator")] == ["2026-03-02"] * 3


def test_a_signed_copy_is_kept(made: Workspace) -> None:
    kept = contract(made, "Ana Sofia Mendonça, Quiet Rooms")
    file = ask(made, lambda conn: attached(conn, ref("contract", kept.id), SIGNED_COPY))
    assert file is not None
    assert file_state(made.attachments, file.sha256).state == "intact"


def test_a_right_and_a_whitelisting_end_soon(made: Workspace, today: Day) -> None:
    soon = {one.kind: one.due for one in reversed(today.block("ending").items)}
    assert soon == {"whitelisting": "2026-12-04", "right": "2026-12-17"}
    assert one_of(made, Whitelisting).spend_cap == Money(250_000, "USD")
    assert len(all_of(made, UsageRight)) == 14


def test_an_exclusivity_clashes_with_the_work_for_another_client(made: Workspace) -> None:
    (clash,) = ask(made, all_clashes)
    assert (clash.creator, clash.promised_to, clash.other) == ("Léa Châtelain ☕", "Atelier Lisière", "Tinder & Oak")
    assert (clash.certain, clash.hit) == (True, ("Home",))


def test_a_post_is_used_after_its_right_ended(made: Workspace) -> None:
    (use,) = ask(made, lambda conn: misuses(conn, TODAY.isoformat()))
    assert (use.name, use.creator) == ("Espresso recipe", "José Álvarez Peña")
    assert use.outside == Outside("past_end", 163)


# content


@pytest.mark.parametrize(
    ("piece", "state", "action", "due"),
    [
        ("Reading corner", "changes", "changes", "2026-11-20"),
        ("Room tour", "in_review", "review", "2026-11-23"),
        ("Quiet table", "approved", "publish", "2026-11-24"),
        ("Small balcony", "planned", "task", "2026-11-23"),
        ("Table for one", "live", "check", "2026-11-21"),
    ],
)
def test_each_piece_has_its_next_action(made: Workspace, piece: str, state: str, action: str, due: str) -> None:
    wanted = one_of(made, Deliverable, "title = ?", piece)
    (row,) = ask(made, lambda conn: listing.listed(conn, [wanted.id], today=TODAY.isoformat()))
    assert (row.state, row.next_code, row.due[:10]) == (state, action, due)


def test_the_caption_checks_are_kept_with_their_captions(made: Workspace) -> None:
    checks = all_of(made, DisclosureCheck)
    assert len({one.post_id for one in checks if one.post_id}) == 15
    assert sum(one.draft_id is not None for one in checks) == 1
    assert all(all_of(made, Evidence, "about = ?", ref("disclosure_check", one.id)) for one in checks)


def test_two_posts_failed_one_fixed_in_time_and_one_never(made: Workspace) -> None:
    failed = {one.post_id or "": one for one in all_of(made, DisclosureCheck, "outcome = 'fail'")}
    states = {}
    for post, check in failed.items():
        fix = fix_of(check, now=NOW, zone="UTC")
        assert fix is not None
        states[one_of(made, Post, "id = ?", post).platform] = (fix.state, fix.breached)
    assert states == {"instagram": ("in_time", False), "tiktok": ("breached", True)}
    assert one_of(made, Post, "down_on IS NOT NULL").platform == "tiktok"


def test_the_fix_is_proved_and_the_post_passes_now(made: Workspace) -> None:
    fixed = one_of(made, DisclosureCheck, "fixed_at IS NOT NULL")
    proof = one_of(made, Evidence, "about = ? AND text IS NULL", ref("disclosure_check", fixed.id))
    assert file_state(made.attachments, proof.sha256).state == "intact"
    again = all_of(made, DisclosureCheck, "post_id = ? AND outcome = 'pass'", fixed.post_id)
    assert len(again) == 1
    assert (one_of(made, Post, "id = ?", fixed.post_id).caption or "").startswith("#ad ")


def test_every_text_kept_as_evidence_fits_its_hash(made: Workspace) -> None:
    texts = all_of(made, Evidence, "text IS NOT NULL")
    assert len(texts) > 30
    assert {text_state(one.text, one.sha256).state for one in texts} == {"intact"}


# goods


def test_parcels_wait_to_be_shipped_posted_and_returned(made: Workspace) -> None:
    day = made.read(lambda conn: due_now(conn, now=NOW, today=TODAY, limit={"late": 99}))
    found = [one for key in ("late", "parcels") for one in day.block(key).items]
    back = next(one for one in found if one.kind == "return")
    assert (back.creator, back.due) == ("Zoë Okonkwo-Brandt", "2026-11-19")
    assert {(one.kind, one.creator) for one in day.block("parcels").items} == {
        ("unposted", "Priya Raman"), ("ship", "Chloé Tremblay"),
    }  # fmt: skip


# money


def test_payees_have_their_tax_forms_or_none(made: Workspace) -> None:
    found = {one.tax_form: form_state(one, TODAY) for one in all_of(made, Payee)}
    assert found == {"w9": "valid", "w8ben": "valid", "w8bene": "valid", None: "missing"}
    assert one_of(made, Payee, "tax_form IS NULL").region == "California"


def test_fees_are_paid_in_halves_by_what_happened(made: Workspace) -> None:
    lines = all_of(made, CreatorFee)
    assert {one.trigger for one in lines} == {"signature", "published"}
    assert [one.held_why is not None for one in lines if one.state == "held"] == [True]
    assert len(all_of(made, Payment)) == 15


def test_a_fee_is_late_and_one_is_due_within_days_on_an_invoice(made: Workspace, today: Day) -> None:
    (late,) = [one for one in today.block("late").items if one.kind == "pay"]
    assert (late.creator, late.due) == ("Ana Sofia Mendonça", "2026-11-17")
    waiting_invoice = one_of(made, Invoice, "due_on > ?", TODAY.isoformat())
    line = one_of(made, InvoiceLine, "invoice_id = ?", waiting_invoice.id)
    fee = one_of(made, CreatorFee, "'creator_fee:' || id = ?", line.fee)
    assert (fee.state, fee.due_on, fee.amount) == ("earned", "2026-11-24", waiting_invoice.stated_total)


def test_a_rate_leads_from_dollars_to_euros(made: Workspace) -> None:
    rates = ask(made, rates_of)
    assert len(rates.entered) == 2
    assert rates.find("EUR", "USD", TODAY.isoformat()) is not None


def test_the_sum_of_france_is_near_with_a_parcel_in_it(made: Workspace) -> None:
    found = {one.figure.code: one for one in ask(made, lambda conn: asking(conn, TODAY))}
    assert set(found) == {"fr-written-contract", "us-ca-freelance"}
    france = found["fr-written-contract"]
    assert (france.level, france.sum) == ("near", Money(94_000, "EUR"))
    assert [one.record.partition(":")[0] for one in france.parts].count("parcel_item") == 1


# as a whole


def test_today_shows_a_handful(today: Day) -> None:
    assert {one.key: one.count for one in today.blocks} == {
        "late": 3, "today": 1, "numbers": 1, "contracts": 3, "checks": 1, "parcels": 2, "ending": 3, "counters": 2,
        "papers": 1,
    }  # fmt: skip


def test_the_history_is_told_in_the_order_of_its_days(made: Workspace) -> None:
    at = [row[0] for row in ask(made, lambda conn: conn.execute("SELECT at FROM batch ORDER BY seq").fetchall())]
    assert at == sorted(at)
    assert (at[0][:7], at[-1] <= NOW.strftime("%Y-%m-%dT%H:%M:%SZ")) == ("2026-02", True)


def test_everybody_named_is_there(made: Workspace) -> None:
    names = {one.name for one in all_of(made, Creator)}
    assert {"Chloé Tremblay", "Priya Raman", "Marisol Vega Duarte"} <= names
    assert [one.name for one in all_of(made, Campaign)] == [one["name"] for one in load("campaigns.toml")["campaign"]]


@pytest.mark.parametrize("now", ["2026-01-05T08:00", "2027-01-03T00:30", "2028-02-29T23:59"])
def test_it_can_be_made_on_any_day(tmp_path: Path, now: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    sample.make(tmp_path / "w", Settings(device=DEVICE), clock=lambda: at)
    with Workspace.open(tmp_path / "w", Settings(device=DEVICE), clock=lambda: at) as workspace:
        assert workspace.check().faults == ()
        assert len(all_of(workspace, Post)) == 16
