"""The compliance report: what was instructed, agreed, checked and fixed is in it; what is internal never is."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infludesk.campaigns.commands import freeze_brief
from infludesk.campaigns.model import Brief, BriefSending, Campaign, CampaignParty, Participation
from infludesk.clients.model import Brand as ClientBrand
from infludesk.clients.model import Client
from infludesk.content.commands import add_post, check_post
from infludesk.content.disclosure import unfixed
from infludesk.content.evidence import keep_evidence, keep_files
from infludesk.content.fixing import ask_for_fix, mark_fixed
from infludesk.content.model import Deliverable, DisclosureCheck, Draft, Post
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import Contract, ContractItem
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Cancelled
from infludesk.kernel.ids import ref
from infludesk.reports import compliance, pdf
from infludesk.reports.blocks import Table
from infludesk.reports.branding import Setting
from infludesk.reports.client_facts import Brand, Look
from infludesk.reports.compliance_facts import (
    Agreement,
    ComplianceFacts,
    FindingLine,
    FixLine,
    Instruction,
    LookLine,
    PostLine,
    ProofLine,
    Receipt,
)
from infludesk.reports.compliance_words import pieces
from infludesk.reports.data import as_data
from infludesk.reports.gather_compliance import Scope, compared, compliance_facts
from infludesk.reports.pdf_table import GUTTER, LINES
from infludesk.reports.pdf_text import CELL, wrap
from infludesk.workspace import Workspace

Read = Callable[..., Any]
BRAND, LOOK = Brand("Bolt Drinks", "#FFD400"), Look(made_by="Harbor & Pine", as_of="2026-03-12")
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
LONG = "Wilhelmina Konstantinopolitańczykowianeczka-Featherstonehaugh von und zu " * 3
BROKEN = {"US-2": ("no", "no word says it is paid", "")}


def work(tx: Tx) -> dict[str, str]:
    """Ana's post failed and has no fix; Leo's was fixed late and passes; Mia has no contract, her post no check."""
    client = insert(tx, Client(name="Bolt Drinks", report_colour="#FFD400")).id
    made: dict[str, str] = {"client": client}
    made["campaign"] = campaign = insert(
        tx, Campaign(name="Spring Launch", client_id=client, rule_packs=("us-ftc",), zone="Europe/Berlin")
    ).id
    made["other"] = insert(tx, Campaign(name="Autumn", client_id=client, starts_on="2025-09-01")).id
    for name, handle, day in (("Ana Costa", "ana", "01"), ("Leo Park", "leo", "02"), ("Mia Lund", "mia", "03")):
        creator = insert(tx, Creator(name=name)).id
        insert(tx, Account(creator_id=creator, platform="instagram", handle=handle))
        joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="active", pay="paid")).id
        made[f"{handle}.joined"] = joined
        if handle != "mia":
            contract = Contract(
                title=f"Contract {name}", creator_id=creator, participation_id=joined, state="signed",
                signed_on="2026-02-01", fix_hours=24, body="Say #ad first.",
            )  # fmt: skip
            made[f"{handle}.contract"] = insert(tx, contract).id
            item = ContractItem(contract_id=made[f"{handle}.contract"], item=14, answer="in_text", place="§ 7")
            insert(tx, item)
        address = f"https://www.instagram.com/reel/C{handle}post/"
        made[handle] = add_post(
            tx, url=address, participation_id=joined, caption=f"Soup by {handle}", published_at=f"2026-03-{day}"
        )
    for handle in ("ana", "leo"):
        made[f"{handle}.check"] = check_post(
            tx, post_id=made[handle], connection_seen="paid", findings=BROKEN, note="say nothing of this"
        )
    brief = insert(tx, Brief(campaign_id=campaign, title="Spring brief", goal="Taste it", disclosure_wording="#ad")).id
    made["version"] = freeze_brief(tx, brief_id=brief)
    sent = BriefSending(
        version_id=made["version"], participation_id=made["ana.joined"], recipient="private@example.com",
        via="email", sent_at="2026-02-02T08:00:00Z", acknowledged_at="2026-02-03T09:00:00Z",
        acknowledged_how="By e-mail",
    )  # fmt: skip
    insert(tx, sent)
    ask_for_fix(tx, check_id=made["leo.check"], wanted="Put #ad first.")
    late = {"fix_asked_at": "2026-03-10T08:00:00Z", "fix_due": "2026-03-11T09:00[Europe/Berlin]"}
    update(tx, DisclosureCheck, made["leo.check"], **late)
    mark_fixed(tx, check_id=made["leo.check"], text="#ad Soup by leo")
    return made


@pytest.fixture
def made(workspace: Workspace) -> dict[str, str]:
    found: dict[str, str] = workspace.do(work).value
    return found


def gathered(workspace: Workspace, campaign: str, **scope: Any) -> ComplianceFacts:
    look = Setting(workspace.attachments, workspace.today())
    facts = workspace.read(lambda conn: compliance_facts(conn, Scope(campaign, **scope), look, NOW))
    return compared(facts, workspace.attachments)


def text_of(facts: ComplianceFacts, parts: frozenset[str] | None = None) -> str:
    made_ = BytesIO()
    written = pdf.write(compliance.build(facts, parts), made_)
    assert written.problems == ()
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(made_).pages)


def test_page_1_says_how_it_stands(workspace: Workspace, made: dict[str, str]) -> None:
    facts = gathered(workspace, made["campaign"])
    told = compliance.counts(facts)
    assert told == {"posts": 3, "checked": 2, "failed": 2, "fixed": 1, "open": 1, "unchecked": 1, "all_open": 1}
    text = text_of(facts)
    for words in (
        "3 posts: 2 checked, 2 failed, 1 fixed, 1 open", "1 live post is not checked yet.", "Failures are open",
        "Compliance report", "Bolt Drinks",
    ):  # fmt: skip
        assert words in text
    assert text.count("not legal advice") == 1


def test_it_holds_the_evidence_with_its_citations(workspace: Workspace, made: dict[str, str]) -> None:
    facts = gathered(workspace, made["campaign"])
    text = text_of(facts)
    (version,) = facts.instructions
    assert (version.intact, version.number, len(version.digest)) == (True, 1, 64)
    for words in (
        version.digest, "Spring brief, version 1", "By e-mail", "2 Feb 2026, 09:00",
        "Contract Ana Costa", "In the text", "§ 7", "24 h", "1 Feb 2026", "no contract is recorded",
        "16 CFR §255.0(f)", "us-ftc@2023.1", "no word says it is paid", "instagram.com/reel/Canapost",
        "connection: paid", "No fix was asked for.", "To change: Put #ad first.",
        "Fixed late, 49 h 30 min of 24 h, due 11 Mar 2026, 09:00", "Hash verified",
        "Not checked: 1 live post", "Read in the source", "Open failures: 1 post", "Disclosures 101",
    ):  # fmt: skip
        assert words in text, words
    for post in facts.posts:
        for proof in post.proofs:
            assert len(proof.digest) == 64
            if post.looks:
                assert proof.digest in text


def test_what_is_internal_is_never_in_it(workspace: Workspace, made: dict[str, str]) -> None:
    text = text_of(gathered(workspace, made["campaign"], whole=True))
    for trace in ("private@", "say nothing of this"):
        assert trace not in text
    assert "Ana Costa" in text


def test_a_signed_text_that_was_changed_is_said(workspace: Workspace, made: dict[str, str]) -> None:
    workspace.do(lambda tx: update(tx, Contract, made["ana.contract"], body_sha256="0" * 64))
    assert "The text does not fit its hash." in text_of(gathered(workspace, made["campaign"]))


def test_a_changed_file_is_said(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(b"picture")
    workspace.do(
        keep_evidence, about=ref("post", made["ana"]), kind="screenshot", path=shot, attachments=workspace.attachments
    )
    assert "shot.png" in text_of(gathered(workspace, made["campaign"]))
    for kept in workspace.attachments.iterdir():
        kept.write_bytes(b"another")
    assert "Changed since" in text_of(gathered(workspace, made["campaign"]))
    for kept in workspace.attachments.iterdir():
        kept.unlink()
    assert "File is not there" in text_of(gathered(workspace, made["campaign"]))


def test_a_failure_is_told_whatever_the_period_and_the_ticks(workspace: Workspace, made: dict[str, str]) -> None:
    facts = gathered(workspace, made["campaign"], since="2026-03-02", until="2026-03-02")
    told = compliance.counts(facts)
    assert (told["posts"], told["failed"], told["open"], told["all_open"]) == (1, 1, 0, 1)
    text = text_of(facts, frozenset())
    assert "Ana Costa" in text
    assert "16 CFR" in text
    assert "1 failure outside the period or of a draft is open too." in text
    assert "posts of 2 Mar 2026 – 2 Mar 2026" in text
    assert "Spring brief" not in text


def test_the_whole_client_has_all_campaigns(workspace: Workspace, made: dict[str, str]) -> None:
    facts = gathered(workspace, made["other"], whole=True)
    assert (facts.title, facts.campaigns) == ("Bolt Drinks", ("Autumn", "Spring Launch"))
    assert len(facts.posts) == 3
    assert "Campaigns: " in text_of(facts)
    assert gathered(workspace, made["other"]).posts == ()
    assert "No posts in this period" in text_of(gathered(workspace, made["other"]))


def test_the_whole_client_has_the_campaigns_it_has_a_part_in(workspace: Workspace, made: dict[str, str]) -> None:
    """As a partner by name, or with a brand of its own; a part that was taken away counts no more."""

    def share(tx: Tx) -> tuple[str, str, str]:
        partner = insert(tx, Client(name="Pine Foods")).id
        brand = insert(tx, ClientBrand(name="Pine Zero", client_id=partner)).id
        own = insert(tx, Campaign(name="Pine alone", client_id=partner)).id
        by_name = insert(tx, CampaignParty(campaign_id=made["campaign"], client_id=partner, part="co_brand")).id
        insert(tx, CampaignParty(campaign_id=made["other"], brand_id=brand, part="sponsor"))
        return own, by_name, partner

    own, by_name, _ = workspace.do(share).value
    facts = gathered(workspace, own, whole=True)
    assert set(facts.campaigns) == {"Pine alone", "Spring Launch", "Autumn"}
    assert len(facts.posts) == 3
    workspace.do(lambda tx: trash(tx, "campaign_party", [by_name]))
    assert set(gathered(workspace, own, whole=True).campaigns) == {"Pine alone", "Autumn"}


@pytest.mark.parametrize("count", [0, 30])
def test_a_client_with_no_other_campaign_and_with_30(workspace: Workspace, count: int) -> None:
    def plan(tx: Tx) -> str:
        client = insert(tx, Client(name="Acme")).id
        for n in range(count):
            insert(tx, Campaign(name="The same <b>&amp; name", client_id=client, starts_on=f"2026-01-{n + 1:02}"))
        return insert(tx, Campaign(name="Empty", client_id=client)).id

    facts = gathered(workspace, workspace.do(plan).value, whole=True)
    assert len(facts.campaigns) == count + 1
    text = text_of(facts)
    assert text.count("The same <b>&amp; name") == count
    assert "No post was checked." in text


def test_campaigns_of_one_name_are_kept_apart_by_the_period(workspace: Workspace, made: dict[str, str]) -> None:
    twin = Campaign(name="Spring Launch", client_id=made["client"], starts_on="2024-01-01", ends_on="2024-02-01")
    workspace.do(lambda tx: insert(tx, twin))
    facts = gathered(workspace, made["campaign"], whole=True, since="2026-03-01", until="2026-03-31")
    assert facts.campaigns.count("Spring Launch") == 1


def test_files_are_read_after_the_facts(workspace: Workspace, made: dict[str, str], tmp_path: Path) -> None:
    """The database's reader must not wait for films to be read."""
    film = tmp_path / f"film {tmp_path.name}.mp4"
    film.write_bytes(str(film).encode())
    about = ref("post", made["ana"])
    workspace.do(keep_files, about=about, named="Reel", paths=[film], attachments=workspace.attachments)
    look = Setting(workspace.attachments, workspace.today())
    facts = workspace.read(lambda conn: compliance_facts(conn, Scope(made["campaign"]), look, NOW))
    states = {proof.name: proof.state for post in facts.posts for proof in post.proofs}
    assert states[film.name] == "unread"
    told: list[tuple[int, int]] = []
    read_ = compared(facts, workspace.attachments, lambda done, total: told.append((done, total)))
    assert {proof.state for post in read_.posts for proof in post.proofs} == {"intact"}
    assert told[0] == (0, 1)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        compared(facts, workspace.attachments, stop)


def test_words_that_count_are_whole() -> None:
    """Reasons, wordings, names of files and of contracts are not cut where a person writes a sentence."""
    said = "The creator says that the account was taken over and the post was deleted by somebody else. " * 4
    proof = ProofLine(
        kind="Screenshot", name="Screenshot of the corrected story as seen in Berlin <b>&.png", digest="a" * 64,
        taken_at="2026-03-12T09:30:00Z", taken_by="Katharina von Hohenstein-Featherstone",
    )  # fmt: skip
    look = LookLine(pack="us-ftc@2023.1", checked_at="2026-03-12T09:30:00Z", outcome="pass")
    post = PostLine(
        campaign="A", creator="Ana", connection="Paid", gone="2026-03-11", gone_why=said, looks=(look,), proofs=(proof,)
    )
    told = Instruction(
        campaign="A", title="Brief", number=1, frozen_at="2026-03-01T08:00:00Z", digest="b" * 64, intact=True,
        wording=said, receipts=(Receipt(creator="Ana", acknowledged_at="2026-03-02T08:00:00Z",
                                        acknowledged_how="By telephone, confirmed by her agent on Monday"),),
    )  # fmt: skip
    deal = Agreement(campaign="A", creator="Ana Costa", title="Framework agreement on <i>posts</i> for spring & summer")
    facts = ComplianceFacts(title="A", brand=BRAND, look=LOOK, posts=(post,), instructions=(told,), agreements=(deal,))
    text = text_of(facts)
    assert text.count("by somebody else.") == 8
    for words in (proof.name, proof.taken_by, "confirmed by her agent on Monday", deal.title):
        assert "".join(words.split()) in "".join(text.split())


def test_a_draft_that_failed_is_told(workspace: Workspace, made: dict[str, str]) -> None:
    def draft(tx: Tx) -> None:
        piece = insert(tx, Deliverable(participation_id=made["mia.joined"], title="Reel 1", format="reel")).id
        handed_in = insert(tx, Draft(deliverable_id=piece, step="final", submitted_at="2026-03-01T10:00:00Z")).id
        pack, _ = pack_in_use(tx, "us-ftc")
        insert(tx, DisclosureCheck(draft_id=handed_in, pack_id=pack, outcome="fail", checked_at=tx.moment))

    workspace.do(draft)
    facts = gathered(workspace, made["campaign"])
    assert [one.creator for one in facts.open] == ["Ana Costa", "Mia Lund"]
    text = text_of(facts)
    assert "Final before publication" in text
    assert "No rule is named in this check." in text


def test_its_figures_are_data(workspace: Workspace, made: dict[str, str]) -> None:
    told = as_data(compliance.build(gathered(workspace, made["campaign"])))
    assert told["kind"] == "Compliance report"
    assert {one["label"]: one["value"] for one in told["figures"]}["failed"] == 2


# worlds

looks = st.lists(
    st.tuples(
        st.sampled_from(["us-ftc", "uk-cap"]), st.sampled_from(["pass", "fail", "review", "not_applicable"]),
        st.booleans(),
    ),
    max_size=6,
)  # fmt: skip


@given(world=looks)
def test_a_failure_is_settled_by_a_fix_or_a_later_pass_alone(world: list[tuple[str, str, bool]]) -> None:
    checks = [
        (code, DisclosureCheck(id=f"{n:02}", outcome=outcome, checked_at=f"2026-03-{n + 1:02}T10:00:00Z",
                               fixed_at="2026-03-30T10:00:00Z" if fixed else None))
        for n, (code, outcome, fixed) in enumerate(world)
    ]  # fmt: skip
    found = unfixed(reversed(checks))
    for n, (code, check) in enumerate(checks):
        later = {other.outcome for pack, other in checks[n + 1 :] if pack == code}
        settled = check.fixed_at is not None or bool(later & {"pass", "not_applicable"})
        assert (check in found) == (check.outcome == "fail" and not settled)


@settings(max_examples=30)
@given(worlds=st.lists(looks, min_size=1, max_size=4), since=st.sampled_from(["", "2026-03-02", "2027-01-01"]))
def test_an_open_failure_is_always_in_the_report(worlds: list[list[tuple[str, str, bool]]], since: str) -> None:
    posts = []
    for place, world in enumerate(worlds):
        checks = [
            (code, DisclosureCheck(id=f"{n}", outcome=outcome, checked_at=f"2026-03-{n + 1:02}T10:00:00Z",
                                   fixed_at="2026-03-30T10:00:00Z" if fixed else None))
            for n, (code, outcome, fixed) in enumerate(world)
        ]  # fmt: skip
        bad = {one.id for one in unfixed(checks)}
        lines = tuple(
            LookLine(pack=code, checked_at=one.checked_at or "", outcome=one.outcome or "", unfixed=one.id in bad,
                     findings=(FindingLine("X", f"Broken{place}x{one.id}.", "§ 1", "no"),))
            for code, one in checks
        )  # fmt: skip
        posts.append(PostLine(campaign="A", creator=f"Creator{place}", inside=not since, looks=lines))
    facts = ComplianceFacts(title="A", brand=BRAND, look=LOOK, since=since, posts=tuple(posts))
    report = compliance.build(facts, frozenset())
    (table,) = [block for block in report.blocks if isinstance(block, Table) and block.part == "open"]
    rows = str(table.rows)
    for place, post in enumerate(posts):
        for n, look in enumerate(post.looks):
            assert (f"Broken{place}x{n}." in rows) == look.unfixed


def every_part(name: str, count: int = 1) -> ComplianceFacts:
    """A world in which each text is ``name``."""
    finding = FindingLine("US-2", name, name, "no", name)
    fix = FixLine(state="open", wanted=name, asked_at="2026-03-12T09:30:00Z")
    look = LookLine(pack=name, checked_at="2026-03-12T09:30:00Z", by=name, outcome="fail", findings=(finding,), fix=fix,
                    unfixed=True)  # fmt: skip
    post = PostLine(
        campaign=name, creator=name, what=name, url="https://example.com/p/1", connection=name, looks=(look,)
    )
    waits = PostLine(campaign=name, creator=name)
    return ComplianceFacts(title=name, brand=BRAND, look=LOOK, whole=True, posts=(post, waits) * count)


@pytest.mark.parametrize(
    "name", ["مريم العلي", "田中花子さんの長い投稿です。" * 20, "Ana 🎉 fit", "अनन्या शर्मा", LONG, "word" * 60]
)
def test_names_and_long_texts_of_every_script_stay_on_the_page(read_back: Read, name: str) -> None:
    back = read_back(compliance.build(every_part(name)))
    assert back.problems == ()
    wide, high = back.size
    for boxes in back.boxes:
        for box in boxes:
            assert box.left >= 0
            assert box.right <= wide + 1
            assert 0 <= box.bottom <= box.top <= high + 1
    letters = {letter for letter in name if letter.isalpha()}
    assert len(letters - set(back.text)) <= len(letters) // 4  # shaped letters may read back as others


def test_many_posts_take_many_pages(read_back: Read) -> None:
    facts = every_part("Ana", 60)
    back = read_back(compliance.build(facts))
    assert len(back.texts) > 8
    assert back.text.count("To change: Ana") == 60


def test_every_table_is_as_wide_as_the_text(workspace: Workspace, made: dict[str, str]) -> None:
    facts = gathered(workspace, made["campaign"], whole=True)
    report = compliance.build(facts)
    widths = {sum(column.width for column in block.columns) for block in report.blocks if isinstance(block, Table)}
    assert widths == {174}
    assert {block.part for block in report.blocks} <= {code for code, _ in compliance.PARTS} | compliance.ALWAYS | {
        "cover"
    }


def test_each_part_can_be_left_out(workspace: Workspace, made: dict[str, str]) -> None:
    facts = gathered(workspace, made["campaign"])
    for part, _ in compliance.PARTS:
        left = compliance.build(facts, compliance.TICKED - {part})
        assert part not in {block.part for block in left.blocks}


def test_every_check_of_a_trashed_post_is_gone_with_it(workspace: Workspace, made: dict[str, str]) -> None:
    workspace.do(lambda tx: update(tx, Post, made["ana"], down_on="2026-03-05", down_why="Deleted"))
    facts = gathered(workspace, made["campaign"])
    assert "gone since 5 Mar 2026, Deleted" in text_of(facts)
    assert [one.creator for one in facts.open] == ["Ana Costa"]  # gone is no fix
    checks = workspace.read(lambda conn: find(conn, DisclosureCheck))
    assert len(checks) == 2
    assert dataclasses.replace(facts, posts=()).open == ()


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=900))
def test_a_long_text_is_cut_into_rows_that_show_all_of_it(text: str) -> None:
    found = pieces(text, 76)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(wrap(one, CELL, 76 - GUTTER)) <= LINES for one in found)
