"""Checks, fixes, proofs, trash, undo and redo in every order, while the clock runs on and back."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import fixing, store
from infludesk.content.commands import add_post, check_post, trash_post
from infludesk.content.evidence import keep_files
from infludesk.content.fixes import STATES, fix_of, steps
from infludesk.content.model import DisclosureCheck, Post
from infludesk.contracts.model import Contract
from infludesk.creators.model import Account, Creator
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.flows import evidence_list
from infludesk.flows.due import due_now, late_count
from infludesk.flows.evidence_texts import proof_texts
from infludesk.flows.trash import restore
from infludesk.kernel.dates import moment
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.reports import compliance
from infludesk.reports.branding import Setting
from infludesk.reports.gather_compliance import Scope, compared, compliance_facts
from infludesk.settings import Settings
from infludesk.workspace import Workspace

REEL = "https://www.instagram.com/reel/C4abcDEF/"
TABLES = ("post", "disclosure_check", "disclosure_finding", "evidence", "attachment", "attachment_link")
# Half an hour before the clocks of Berlin go forward.
START = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
dues = st.sampled_from(
    [None, "", "2026-03-29", "2026-03-28", "2026-03-29T02:30[Europe/Berlin]", "2026-04-01T09:00[no/where]",
     "2026-03-30T23:59[Pacific/Honolulu]"]
)  # fmt: skip
texts = st.sampled_from(["", " ", "#ad", "ريم <b>&amp; 🎉", "x" * 2000])


def world(tx: Tx) -> tuple[str, str]:
    client = insert(tx, Client(name="Acme")).id
    campaign = insert(tx, Campaign(name="Spring", client_id=client, zone="Europe/Berlin", rule_packs=("us-ftc",))).id
    creator = insert(tx, Creator(name="Zoë")).id
    insert(tx, Account(creator_id=creator, platform="instagram", handle="zoe"))
    joined = insert(tx, Participation(campaign_id=campaign, creator_id=creator, stage="agreed", pay="paid")).id
    known: dict[str, Any] = {"creator_id": creator, "participation_id": joined, "state": "signed"}
    insert(tx, Contract(title="Zoë", signed_on="2026-02-01", fix_hours=24, **known))
    return campaign, add_post(tx, url=REEL, participation_id=joined, caption="Soup", published_at="2026-03-20")


class Histories(RuleBasedStateMachine):
    """The histories of a post in a copy of a workspace."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108
        shutil.copytree(self.template, self.base / "workspace")
        self.now = START
        self.workspace = Workspace.open(
            self.base / "workspace", Settings(device="0123456789ab"), clock=lambda: self.now
        )
        self.past: list[dict[str, list[tuple[Any, ...]]]] = []
        self.future: list[dict[str, list[tuple[Any, ...]]]] = []

    def teardown(self) -> None:
        self.workspace.close()
        shutil.rmtree(self.base)

    @initialize()
    def begin(self) -> None:
        self.campaign, self.post = self.workspace.do(world).value
        self.shot = self.base / "ريم 🎉.png"
        self.shot.write_bytes(b"picture")

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """What is live, without when it was last written."""

        def query(conn: Any) -> dict[str, list[tuple[Any, ...]]]:
            found = {}
            for table in TABLES:
                names = [row[1] for row in conn.execute(f"PRAGMA table_info({table})")]
                kept = ", ".join(name for name in names if name not in ("updated_at", "rev"))
                sql = f"SELECT {kept} FROM {table} WHERE deleted_at IS NULL ORDER BY id"
                found[table] = [tuple(row) for row in conn.execute(sql)]
            return found

        return self.workspace.read(query)

    def attempt(self, command: Callable[..., Any], **given: Any) -> None:
        before = self.dump()
        try:
            self.workspace.do(command, **given)
        except Problem as problem:
            assert problem.advice.startswith("Nothing was")  # noqa: PT017  it is refused in words
            assert self.dump() == before
            return
        if self.dump() != before:
            self.past.append(before)
            self.future.clear()

    def checks(self) -> list[DisclosureCheck]:
        return self.workspace.read(lambda conn: find(conn, DisclosureCheck, "1", (), "rowid"))

    def pick(self, place: int) -> str:
        found = self.checks()
        return found[place % len(found)].id if found else ""

    def live(self) -> bool:
        return bool(self.workspace.read(lambda conn: find(conn, Post, "id = ?", (self.post,))))

    @rule(minutes=st.integers(-3000, 3000))
    def time_goes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(result=st.sampled_from(["yes", "no", "unsure", None]))
    def check(self, result: str | None) -> None:
        if self.live():
            rules = self.workspace.read(lambda conn: store.findings_to_fill(conn, self.post))
            every = {one.code: (result, "seen", "") for one in rules}
            self.attempt(check_post, post_id=self.post, connection_seen="paid", findings=every)

    @rule(place=st.integers(0, 9), wanted=texts, due=dues)
    def ask(self, place: int, wanted: str, due: str | None) -> None:
        if one := self.pick(place):
            self.attempt(fixing.ask_for_fix, check_id=one, wanted=wanted, due=due)

    @rule(place=st.integers(0, 9), command=st.sampled_from([fixing.remind_of_fix, fixing.withdraw_fix]))
    def step(self, place: int, command: Callable[..., Any]) -> None:
        if one := self.pick(place):
            self.attempt(command, check_id=one)

    @rule(place=st.integers(0, 9), text=texts, file=st.booleans())
    def fixed(self, place: int, text: str, file: bool) -> None:  # noqa: FBT001  given
        if one := self.pick(place):
            path = self.shot if file else None
            folder = self.workspace.attachments
            self.attempt(fixing.mark_fixed, check_id=one, text=text, path=path, attachments=folder)

    @rule(what=st.sampled_from(["post", "check", "folder", "none"]))
    def keep(self, what: str) -> None:
        if not self.live():
            return
        checks = self.checks()
        about = ref("disclosure_check", checks[-1].id) if what == "check" and checks else ref("post", self.post)
        path = {"folder": self.base, "none": self.base / "no.png"}.get(what, self.shot)
        folder = self.workspace.attachments
        self.attempt(keep_files, about=about, named="Reel", paths=[self.shot, path], attachments=folder)

    @rule(live=st.booleans())
    def see(self, live: bool) -> None:  # noqa: FBT001  given
        if self.live():
            self.attempt(fixing.note_seen, post_id=self.post, live=live, why="Deleted")

    @rule()
    def trash(self) -> None:
        if self.live():
            self.attempt(trash_post, post_id=self.post)
        else:
            self.attempt(restore, table="post", ids=[self.post])

    @rule()
    def undo(self) -> None:
        if self.past:
            self.future.append(self.dump())
            self.workspace.undo()
            assert self.dump() == self.past.pop()

    @rule()
    def redo(self) -> None:
        if self.future:
            self.past.append(self.dump())
            self.workspace.redo()
            assert self.dump() == self.future.pop()

    @invariant()
    def all_can_be_shown(self) -> None:
        if not hasattr(self, "post"):
            return
        self.workspace.read(self.look)

    def look(self, conn: Any) -> None:
        folder, now = self.workspace.attachments, self.now
        zone = fixing.fix_terms(conn, self.post).zone
        waiting = set()
        for check in find(conn, DisclosureCheck):
            fix = fix_of(check, now=now, zone=zone)
            can = steps(check, now=now, zone=zone)
            assert fix is None or fix.state in dict(STATES)
            assert bool(can) == (fix is not None and not check.fixed_at)
            if fix and check.fix_due and not check.fixed_at:
                waiting.add(check.id)
        rows = evidence_list.listed(conn, folder, evidence_list.ids(conn, folder))
        assert len(rows) == evidence_list.count(conn)[0]
        assert all(row.kept is None or row.kept.state in ("intact", "unread") for row in rows)
        assert all(row.about_words == "Reel by Zoë, Instagram" for row in rows if row.post_id)
        proof_texts(conn, (row.id for row in rows if not row.name), moment(now))
        today = self.workspace.today()
        day = due_now(conn, now=now, today=today)
        shown = [item.id for key in ("late", "today") for item in day.block(key).items]
        assert len(shown) == len(set(shown))
        assert {item.id for item in day.block("late").items if item.kind == "fix"} <= waiting
        assert late_count(conn, now, today) == day.block("late").count
        facts = compliance_facts(conn, Scope(self.campaign), Setting(folder, today), now)
        told = compliance.counts(compared(facts, folder))
        assert told["failed"] == told["fixed"] + told["open"]
        compliance.build(facts)


@pytest.mark.long
def test_every_history_can_be_shown_and_taken_back(template: Path) -> None:
    examples = settings(max_examples=40, stateful_step_count=25, deadline=None)
    Histories.template = template
    run_state_machine_as_test(Histories, settings=examples)
