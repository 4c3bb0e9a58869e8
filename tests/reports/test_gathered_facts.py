"""What a client's document takes from a workspace: words for codes, every kind of goal, and nothing internal."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any

import pypdf
import pytest

from infludesk.campaigns.commands import confirm
from infludesk.campaigns.freeze import digest
from infludesk.campaigns.model import Brief, BriefVersion, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable, DisclosureCheck, DisclosureFinding, Fulfilment, Post
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import Contract, UsageRight
from infludesk.creators.model import Account, AccountSnapshot, Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import insert, to_columns, update
from infludesk.db.transaction import Tx
from infludesk.kernel.fields import Entity, Field
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.model import ClientFee, Cost, CreatorFee
from infludesk.programmes.commands import set_target
from infludesk.reports import campaign as campaign_report
from infludesk.reports import compliance, pdf
from infludesk.reports import shortlist as shortlist_report
from infludesk.reports.branding import Setting
from infludesk.reports.client_facts import CampaignFacts, CheckRow, ShortlistFacts
from infludesk.reports.gather import campaign_facts
from infludesk.reports.gather_compliance import Scope, compliance_facts
from infludesk.reports.gather_shortlist import shortlist_facts
from infludesk.results.model import PostSnapshot
from infludesk.workspace import SCHEMA, Workspace

LATER = "2026-03-11T08:00:00Z"


def work(tx: Tx) -> str:
    """One creator with two posts, the second a day late and not disclosed; a second one proposed."""
    client = insert(tx, Client(name="Bolt Drinks", report_colour="#FFD400")).id
    campaign = insert(
        tx,
        Campaign(
            name="Spring Launch", client_id=client, objective="Taste it", audience="Runners", markets=("US", "DE"),
            platforms=("instagram", "tiktok"), rule_packs=("us-ftc", "zz-none"), starts_on="2026-02-01",
            ends_on="2026-03-08", budget=Money(900_000, "EUR"), report_happened="Ana posted twice.",
            report_next_step="Decide by May.", zone="America/New_York",
        ),
    ).id  # fmt: skip
    brief = insert(tx, Brief(campaign_id=campaign, title="Spring brief")).id
    insert(tx, BriefVersion(brief_id=brief, body="{}", sha256=digest("{}"), frozen_at=LATER))
    for name, handle in (("Ana Costa", "anafit"), ("Leo Park", "leopark")):
        creator = insert(tx, Creator(name=name, country="PT", topics=("running",))).id
        account = insert(tx, Account(creator_id=creator, platform="instagram", handle=handle)).id
        insert(tx, AccountSnapshot(account_id=account, day="2026-03-01", source="export", followers=48_200))
        stage = "active" if name == "Ana Costa" else "proposed"
        joined = insert(
            tx, Participation(campaign_id=campaign, creator_id=creator, stage=stage, why_them=f"Why {name}")
        ).id
        if stage == "active":
            _publish(tx, campaign, account, joined)
            _agree(tx, campaign, creator, joined)
    return campaign


def _publish(tx: Tx, campaign: str, account: str, joined: str) -> None:
    pack, _ = pack_in_use(tx, "us-ftc")
    rows: list[dict[str, Any]] = [
        {"published_at": "2026-02-11T02:00:00Z", "title": "First run", "format": "reel"},  # still the 10th over there
        {"published_at": "2026-02-18T12:00:00Z", "caption": "One two three " * 6},
    ]
    for i, known in enumerate(rows):
        post = insert(
            tx,
            Post(
                url=f"https://instagram.com/p/{i}", platform="instagram", platform_post_id=str(i), account_id=account,
                campaign_id=campaign, participation_id=joined, **known,
            ),
        ).id  # fmt: skip
        owed = insert(tx, Deliverable(participation_id=joined, format="reel", due=f"2026-02-1{i * 7}", state="live")).id
        insert(tx, Fulfilment(deliverable_id=owed, post_id=post, counts=1))
        insert(
            tx,
            PostSnapshot(
                post_id=post, as_of=LATER, source="export", traffic="total", views=1000, reach=800, impressions=1200,
                likes=50, comments=10, shares=4, saves=1,
            ),
        )  # fmt: skip
        outcome = "fail" if i else "pass"
        check = insert(tx, DisclosureCheck(post_id=post, pack_id=pack, outcome=outcome, checked_at=LATER)).id
        insert(
            tx,
            DisclosureFinding(
                check_id=check, rule="US-2", cite="16 CFR §255.0(f)", result="no" if i else "yes",
                seen="no word says it is paid" if i else None,
            ),
        )  # fmt: skip
        insert(tx, DisclosureFinding(check_id=check, rule="D9", cite="Disclosures 101", result="not_applicable"))


def _agree(tx: Tx, campaign: str, creator: str, joined: str) -> None:
    insert(tx, ClientFee(campaign_id=campaign, participation_id=joined, amount=Money(200_000, "EUR")))
    insert(tx, CreatorFee(participation_id=joined, amount=Money(120_000, "EUR"), label="Content"))
    insert(tx, Cost(campaign_id=campaign, amount=Money(7_000, "EUR"), label="Shipping"))
    contract = insert(
        tx, Contract(title="Ana", creator_id=creator, participation_id=joined, state="signed", signed_on="2026-02-03")
    ).id
    agreed: list[dict[str, Any]] = [
        {"start_rule": "publication", "days": 60, "territory": ("US", "CA")},
        {"start_rule": "signature", "days": 10},
        {"start_rule": "fixed", "days": 30},
        {"start_rule": "publication", "perpetual": True},
    ]
    for known in agreed:
        insert(tx, UsageRight(contract_id=contract, channels=("organic_social", "web"), **known))


@pytest.fixture
def spring(workspace: Workspace) -> str:
    return str(workspace.do(work).value)


def setting(workspace: Workspace) -> Setting:
    return Setting(workspace.attachments, workspace.today())


def gathered(workspace: Workspace, campaign: str) -> CampaignFacts:
    return workspace.read(lambda conn: campaign_facts(conn, campaign, setting(workspace)))


def proposed(workspace: Workspace, campaign: str) -> ShortlistFacts:
    return workspace.read(lambda conn: shortlist_facts(conn, campaign, setting(workspace)))


def test_codes_become_words(workspace: Workspace, spring: str) -> None:
    facts = gathered(workspace, spring)
    assert facts.platforms == ("Instagram", "TikTok")
    assert facts.markets == ("United States", "Germany")
    assert facts.rules == ("US: FTC endorsement and review rules, version 2023.1", "zz-none")
    assert [(one.platform, one.format, one.text, one.day) for one in facts.posts] == [
        ("Instagram", "Reel", "First run", "2026-02-10"),
        ("Instagram", "Reel", f"“{'One two three ' * 4}One two …”", "2026-02-18"),
    ]
    assert [(one.name, one.platform, one.handle, one.tier) for one in facts.creators] == [
        ("Ana Costa", "Instagram", "anafit", "Micro")
    ]
    german = workspace.read(
        lambda conn: campaign_facts(conn, spring, Setting(workspace.attachments, workspace.today(), "de-DE"))
    )
    assert german.markets == ("Vereinigte Staaten", "Deutschland")
    person = proposed(workspace, spring).candidates[0]
    assert (person.platform, person.country) == ("Instagram", "Portugal")


def test_delivery_says_how_many_came_on_their_day(workspace: Workspace, spring: str) -> None:
    (row,) = gathered(workspace, spring).delivery
    assert (row.format, row.planned, row.live, row.on_date, row.dated, row.off) == ("Instagram Reels", 2, 2, 1, 2, (1,))


def test_readings_of_one_day_are_added_up_by_publication(workspace: Workspace, spring: str) -> None:
    facts = gathered(workspace, spring)
    assert [(one.day, one.value) for one in facts.readings] == [("2026-02-10", 800), ("2026-02-18", 1600)]
    assert facts.by_published
    workspace.do(_read_again, campaign=spring)
    facts = gathered(workspace, spring)
    assert [(one.day, one.value) for one in facts.readings] == [("2026-03-11", 1600), ("2026-03-12", 1700)]
    assert not facts.by_published


def _read_again(tx: Tx, *, campaign: str) -> None:
    first = tx.conn.execute("SELECT id FROM post WHERE campaign_id = ?", (campaign,)).fetchone()[0]
    insert(tx, PostSnapshot(post_id=first, as_of="2026-03-12T08:00:00Z", source="export", traffic="total", reach=900))


def test_disclosure_counts_every_rule_asked(workspace: Workspace, spring: str) -> None:
    fact = gathered(workspace, spring).disclosure
    assert (fact.passed, fact.checked, fact.unchecked) == (1, 2, 0)
    (row,) = fact.rows
    assert row == CheckRow(row.text, "16 CFR §255.0(f)", 1, 2)
    assert row.text.endswith("?")
    assert [(one.creator, one.day, one.open) for one in fact.open] == [
        ("anafit", "2026-02-18", "no word says it is paid")
    ]


PERSON = "The disclosure checks were made by a person, on the posts."
PROGRAM = "The disclosure checks were made by the program, on the captions."
BOTH = "made partly by the program, on the captions, and partly by a person, on the posts."


@pytest.mark.parametrize(
    ("found_by", "said"),
    [
        ((None, None), PERSON),
        (("person", None), PERSON),
        (("caption_scan", "caption_scan"), PROGRAM),
        (("caption_scan", "person"), BOTH),
        (("caption_scan", None), BOTH),
    ],
)
def test_the_report_says_who_made_the_checks(
    workspace: Workspace, spring: str, found_by: tuple[str | None, ...], said: str
) -> None:
    def name(tx: Tx) -> None:
        for rule, one in zip(("US-2", "D9"), found_by, strict=True):
            tx.conn.execute("UPDATE disclosure_finding SET found_by = ? WHERE rule = ?", (one, rule))

    workspace.do(name)
    text = " ".join(told(pdf_of(gathered(workspace, spring))))
    assert [one in text for one in (PERSON, PROGRAM, BOTH)] == [one == said for one in (PERSON, PROGRAM, BOTH)]


def test_a_post_that_is_not_up_is_not_offered(workspace: Workspace, spring: str) -> None:
    def lay(tx: Tx) -> None:
        one, other = (row[0] for row in tx.conn.execute("SELECT id FROM post ORDER BY published_at").fetchall())
        update(tx, Post, one, url="https://instagram.com/p/up", expires_at=f"{workspace.today()}T23:00:00Z")
        update(tx, Post, other, url="https://instagram.com/p/down", down_on="2026-02-20")

    workspace.do(lay)
    assert links(workspace, spring) == {"https://instagram.com/p/up"}
    assert [one.gone for one in gathered(workspace, spring).posts] == ["", "2026-02-20"]
    workspace.do(lambda tx: tx.conn.execute("UPDATE post SET expires_at = '2026-02-11T00:00:00Z'"))
    assert links(workspace, spring) == set()


def links(workspace: Workspace, campaign: str) -> set[str]:
    """The addresses that the campaign's report leads to."""
    pages = pypdf.PdfReader(BytesIO(pdf_of(gathered(workspace, campaign)))).pages
    marks = [mark.get_object() for page in pages for mark in page.get("/Annots") or ()]
    return {mark["/A"]["/URI"] for mark in marks if "/URI" in mark.get("/A", ())}


def test_usage_rights_end_their_days_after_their_start(workspace: Workspace, spring: str) -> None:
    rows = gathered(workspace, spring).rights
    assert [(one.start, one.end, one.days, one.perpetual, one.begins) for one in rows] == [
        ("2026-02-10", "2026-04-11", 60, False, ""),
        ("2026-02-03", "2026-02-13", 10, False, ""),
        ("", "", 30, False, "a fixed day"),
        ("2026-02-10", "", None, True, ""),
    ]
    assert (rows[0].channels, rows[0].territory, rows[1].territory) == (
        "Organic social, Web", "United States, Canada", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "target", "value", "said"),
    [
        ("reach", 1000, Fraction(1600), "Yes: 1,600 reached"),
        ("views", 3000, Fraction(2000), "No: 2,000 views"),
        ("posts", 2, Fraction(2), "Yes: 2 posts live"),
        ("engagement_rate", 50_000, Fraction(130, 1600), "Yes: 8.1% engagement rate"),
        ("cpe", 2000, Fraction(200_000, 130), "Yes: €15.38 per engagement"),
        ("cpm", 50_000, Fraction(200_000 * 1000, 2400), "No: €833.33 per 1,000 impressions"),
        ("cpv", 150, Fraction(100), "Yes: €1.00 per view"),
        ("clicks", 10, None, "Not counted yet: no post has clicks"),
    ],
)
def test_every_kind_of_goal_is_answered(
    workspace: Workspace, spring: str, code: str, target: int, value: Fraction | None, said: str
) -> None:
    currency = "EUR" if code.startswith("cp") else None
    workspace.do(set_target, scope=ref("campaign", spring), code=code, target=target, currency=currency)
    facts = gathered(workspace, spring)
    assert facts.goal
    assert facts.goal.actual.value == value
    assert said in told(pdf_of(facts))[0]


def test_an_awareness_campaign_has_no_costs(workspace: Workspace, spring: str) -> None:
    workspace.do(set_target, scope=ref("campaign", spring), code="cpe", target=2000, currency="EUR")
    workspace.do(lambda tx: update(tx, Campaign, spring, awareness_only=True))
    facts = gathered(workspace, spring)
    assert (facts.goal, facts.spend, facts.budget) == (None, None, None)
    assert "€" not in "".join(told(pdf_of(facts)))


def test_only_what_this_client_is_billed_is_spend(workspace: Workspace, spring: str) -> None:
    def bill(tx: Tx) -> None:
        other = insert(tx, Client(name="Other")).id
        insert(tx, ClientFee(campaign_id=spring, client_id=other, amount=Money(55_500, "EUR")))
        insert(tx, ClientFee(campaign_id=spring, amount=Money(33_300, "EUR"), state="cancelled"))

    workspace.do(bill)
    assert gathered(workspace, spring).spend == Money(200_000, "EUR")


def test_a_creator_who_left_is_no_spend(workspace: Workspace, spring: str) -> None:
    fee = ClientFee(campaign_id=spring, amount=Money(30_000, "EUR"))
    workspace.do(lambda tx: insert(tx, fee))
    gone = "UPDATE participation SET deleted_at = '2026-01-01T00:00:00Z', deleted_as = 'trash'"
    workspace.do(lambda tx: tx.conn.execute(gone))
    assert gathered(workspace, spring).spend == Money(30_000, "EUR")


def test_two_currencies_are_told_and_never_added(workspace: Workspace, spring: str) -> None:
    part = workspace.read(
        lambda conn: conn.execute("SELECT id FROM participation WHERE stage = 'proposed'").fetchone()
    )[0]
    for minor, currency in ((100, "USD"), (200, "EUR")):
        fee = ClientFee(campaign_id=spring, participation_id=part, amount=Money(minor, currency))
        workspace.do(lambda tx, fee=fee: insert(tx, fee))
    assert gathered(workspace, spring).spend == Money(200_000, "EUR")  # who is only proposed is not billed
    workspace.do(confirm, participation_id=part)
    workspace.do(set_target, scope=ref("campaign", spring), code="cpe", target=2000, currency="EUR")
    facts = gathered(workspace, spring)
    assert (facts.billed, facts.spend) == ((Money(200_200, "EUR"), Money(100, "USD")), None)
    text = " ".join(told(pdf_of(facts)))
    for words in (
        "€2,002.00 + $1.00", "Client fee only, EUR + USD", "billed in two currencies",
        "Not counted yet: billed in two currencies",
    ):  # fmt: skip
        assert words in text
    assert "Nothing is billed" not in text
    assert "€2.00 + $1.00" in " ".join(told(pdf_of(proposed(workspace, spring))))


def test_sums_too_long_for_one_line_stand_below_each_other(workspace: Workspace, spring: str) -> None:
    for currency in ("CHF", "USD"):
        fee = ClientFee(campaign_id=spring, amount=Money(123_456_789, currency))
        workspace.do(lambda tx, fee=fee: insert(tx, fee))
    text = " ".join(told(pdf_of(gathered(workspace, spring))))
    assert "3 currencies" in text
    for one in ("CHF1,234,567.89", "€2,000.00", "$1,234,567.89"):
        assert one in text
    assert "billed in 3 currencies" in text


@pytest.fixture
def read_tables(workspace: Workspace) -> Iterator[set[str]]:
    """The tables that are read while it stands."""
    seen: set[str] = set()

    def watch(action: int, table: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table:
            seen.add(table)
        return sqlite3.SQLITE_OK

    def watched(conn: Connection) -> None:
        conn.set_authorizer(watch)

    workspace.read(watched)
    yield seen
    workspace.read(lambda conn: conn.set_authorizer(None))


def test_fees_costs_and_the_timeline_are_never_read(workspace: Workspace, spring: str, read_tables: set[str]) -> None:
    gathered(workspace, spring)
    proposed(workspace, spring)
    assert {"campaign", "client_fee", "post", "participation"} <= read_tables
    assert not read_tables & {"creator_fee", "cost", "timeline_entry", "do_not_contact", "address", *MONEY}


def pdf_of(facts: CampaignFacts | ShortlistFacts) -> bytes:
    stream = BytesIO()
    if isinstance(facts, CampaignFacts):
        report = campaign_report.build(facts, frozenset(code for code, _ in campaign_report.PARTS))
    else:
        report = shortlist_report.build(facts, frozenset(code for code, _ in shortlist_report.PARTS))
    pdf.write(report, stream)
    return stream.getvalue()


def told(data: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(data)).pages]


MONEY = ("payee", "payee_link", "payee_tax_year", "invoice", "invoice_line", "payment")
SECRET = [
    (entity, tuple(field for field in entity.fields if field.secret))
    for entity in SCHEMA.entities
    if any(field.secret for field in entity.fields)
]


TRACES: dict[str, Any] = {
    "int": 7_654_321, "ppm": 777_000, "money": Money(765_432_100, "EUR"), "yes": True, "fx": None, "day": "2077-07-07",
    "pday": "2077-07-07", "moment": "2077-07-07T07:07:07Z", "deadline": "2077-07-07T07:07:07Z",
}  # fmt: skip


def canary(entity: Entity, field: Field, known: dict[str, str]) -> Any:
    """A value that stands nowhere else: words, an amount of 7654321, a rate of 77.7 %, a day of 2077."""
    word = f"canary{entity.table}{field.name}".replace("_", "")
    if field.kind == "link":
        return known.get(field.table)
    if field.kind == "ref":
        return ref("creator", known["creator"])
    return (word,) if field.kind in ("list", "flags") else TRACES.get(field.kind, word)


def hide(tx: Tx) -> list[str]:
    """Fill every internal field of the workspace; returns the tables filled."""
    every = [entity.table for entity in SCHEMA.entities]
    first = {table: tx.conn.execute(f"SELECT id FROM {table} LIMIT 1").fetchone() for table in every}
    known = {table: row[0] for table, row in first.items() if row}
    for entity, fields in SECRET:
        if entity.table not in known:
            needed = {field.name: canary(entity, field, known) for field in entity.fields if field.needed}
            made = insert(tx, entity.cls(**needed))
            known[entity.table] = made.id
        values = {f.name: canary(entity, f, known) for f in fields if f.name not in entity.seed and f.kind != "fx"}
        columns = to_columns(entity, {name: value for name, value in values.items() if value is not None})
        if not columns:  # a record of nothing but links
            continue
        assigned = ", ".join(f'"{column}" = ?' for column in columns)
        tx.conn.execute(f"UPDATE {entity.table} SET {assigned}", tuple(columns.values()))
    return [entity.table for entity, _ in SECRET]


def test_each_internal_field_of_each_entity_holds_a_trace(workspace: Workspace, spring: str) -> None:
    assert spring
    workspace.do(hide)
    assert {entity.table for entity, _ in SECRET} >= {entity.table for entity in SCHEMA.entities if entity.internal}
    for entity, fields in SECRET:
        stored = workspace.read(
            lambda conn, table=entity.table: conn.execute(f"SELECT * FROM {table}").fetchall()  # type: ignore[misc]
        )
        for field in fields:
            if field.kind not in ("link", "fx") and field.name not in entity.seed:
                assert any(row[field.columns[0]] not in (None, "") for row in stored), f"{entity.table}.{field.name}"


def test_nothing_internal_reaches_a_compliance_report(workspace: Workspace, spring: str) -> None:
    workspace.do(hide)
    scope, now = Scope(spring, whole=True), datetime(2026, 3, 12, tzinfo=UTC)
    facts = workspace.read(lambda conn: compliance_facts(conn, scope, setting(workspace), now))
    made = BytesIO()
    pdf.write(compliance.build(facts), made)
    everything = "".join([*told(made.getvalue()), str(facts)]).lower()
    for trace in ("canary", "7654321", "77.7", "2077"):
        assert trace not in everything.replace(",", ""), trace
    assert "no word says it is paid" in everything


def test_nothing_internal_reaches_a_client(workspace: Workspace, spring: str) -> None:
    filled = workspace.do(hide).value
    assert {"creator_fee", "cost", "timeline_entry", "client", "campaign", "creator", "contract", *MONEY} <= set(filled)
    kept = workspace.read(lambda conn: conn.execute("SELECT learned FROM campaign").fetchone()[0])
    assert kept == "canarycampaignlearned"
    for facts in (gathered(workspace, spring), proposed(workspace, spring)):
        data = pdf_of(facts)
        reader = pypdf.PdfReader(BytesIO(data))
        outline = [str(mark.title) for mark in reader.outline if not isinstance(mark, list)]
        everything = "".join([*told(data), str(reader.metadata), *outline, str(facts)]).lower()
        digits = everything.replace(",", "").replace(".", "")
        for trace in ("canary", "7654321", "77.7", "2077"):
            assert trace not in (digits if trace.isdigit() else everything), trace
    text = "".join(told(pdf_of(gathered(workspace, spring))))
    for visible in ("Spring Launch", "Bolt Drinks", "Taste it", "Ana posted twice.", "Decide by May.", "€2,000.00"):
        assert visible in text
    assert "Why Leo Park" in "".join(told(pdf_of(proposed(workspace, spring))))
