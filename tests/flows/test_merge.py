"""Merging creators: everything of the others becomes one's own, and undoing takes all of it back."""

from typing import Any

import pytest

from infludesk.campaigns.brief_commands import set_variation_field
from infludesk.campaigns.commands import (
    add_creators,
    brief_of,
    create_campaign,
    freeze_brief,
    move_stage,
    set_brief_field,
)
from infludesk.campaigns.model import Brief, Participation
from infludesk.campaigns.store import brief_versions
from infludesk.content.commands import add_deliverable
from infludesk.content.model import Deliverable
from infludesk.contracts.model import Contract, Exclusivity
from infludesk.creators import store
from infludesk.creators.commands import add_account, add_creator, block, log_contact, set_field, set_tags, set_ties
from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    Consent,
    Creator,
    CreatorLink,
    DoNotContact,
    TimelineEntry,
)
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.merge import Merge, merge_creators, merge_groups
from infludesk.flows.trash import trash_creators
from infludesk.flows.trashed import trashed_refs
from infludesk.gifting.commands import add_parcels
from infludesk.gifting.items import add_item
from infludesk.gifting.model import Benefit, Parcel
from infludesk.gifting.products import add_benefit
from infludesk.importing.model import ImportRun
from infludesk.importing.people.comparing import Key
from infludesk.importing.people.known import KnownCreators
from infludesk.importing.provenance import provenances
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee, Payee, PayeeLink
from infludesk.workspace import SCHEMA, Workspace

STAMPS = {"rowid", "created_at", "updated_at"}
State = dict[str, list[tuple[Any, ...]]]


def state(workspace: Workspace) -> State:
    """Every live row of every table, and what is worked out of them, without the moments of writing."""

    def query(conn: Connection) -> State:
        found: State = {}
        for table in SCHEMA.by_table:
            rows = conn.execute(f"SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY id").fetchall()
            found[table] = [tuple(row[name] for name in row.keys() if name not in STAMPS) for row in rows]  # noqa: SIM118
        for table in ("match_key", "creator_stats", "creator_fts"):
            found[table] = sorted(map(tuple, conn.execute(f"SELECT * FROM {table}").fetchall()), key=repr)
        return found

    return workspace.read(query)


def make(workspace: Workspace, row: Row) -> str:
    return str(workspace.do(lambda tx: insert(tx, row)).value.id)


def rows(workspace: Workspace, cls: type[Any], where: str = "1", *values: str) -> list[Any]:
    return workspace.read(lambda conn: find(conn, cls, where, values))


@pytest.fixture
def pair(workspace: Workspace) -> tuple[str, str]:
    ana = workspace.do(add_creator, name="Ana Ruiz", email="ana@example.org", city="Madrid").value
    other = workspace.do(add_creator, name="Ana R.", email="a.ruiz@example.org", city="Sevilla", country="ES").value
    workspace.do(add_account, creator_id=ana, profile="@anafit", platform="instagram")
    workspace.do(add_account, creator_id=other, profile="@ana.tt", platform="tiktok")
    return str(ana), str(other)


def test_everything_of_the_other_becomes_ones_own(workspace: Workspace, pair: tuple[str, str]) -> None:
    ana, other = pair
    workspace.do(log_contact, creator_id=ana, body="Called")
    workspace.do(log_contact, creator_id=other, body="Wrote")
    workspace.do(set_tags, creator_id=ana, labels=["home", "diy"])
    workspace.do(set_tags, creator_id=other, labels=["diy", "garden"])
    workspace.do(set_ties, creator_id=ana, kinds=["customer"])
    workspace.do(set_ties, creator_id=other, kinds=["customer", "employee"])
    workspace.do(block, creator_id=other)
    workspace.do(set_field, creator_id=ana, name="notes", value="Likes coffee")
    workspace.do(set_field, creator_id=other, name="notes", value="Has a dog")
    before = state(workspace)
    done = workspace.do(merge_creators, keep=ana, others=[other])
    assert done.changes.label == "Merge Ana Ruiz and Ana R."
    after = state(workspace)
    whole = workspace.read(lambda conn: store.whole(conn, ana))
    assert {one.handle for one in whole.accounts} == {"anafit", "ana.tt"}
    assert [tag.label for tag in whole.tags] == ["diy", "garden", "home"]
    assert {tie.kind for tie in whole.ties} == {"customer", "employee"}
    assert len(whole.ties) == 2
    assert len(whole.blocks) == 1
    assert (whole.creator.city, whole.creator.country) == ("Madrid", "ES")
    assert whole.creator.notes == "Likes coffee\n\nHas a dog"
    assert [(one.kind, one.value) for one in whole.points] == [("email", "a.ruiz@example.org")]
    assert {one.body for one in workspace.read(lambda conn: store.timeline(conn, ana))} == {"Called", "Wrote"}
    assert workspace.read(store.count) == 1
    assert workspace.check().faults == ()
    workspace.undo()
    assert state(workspace) == before
    workspace.redo()
    assert state(workspace) == after


def test_what_differs_is_chosen_and_nothing_that_reaches_them_is_lost(
    workspace: Workspace, pair: tuple[str, str]
) -> None:
    ana, other = pair
    workspace.do(set_field, creator_id=ana, name="phone", value="+49 171 2345678")
    workspace.do(set_field, creator_id=other, name="phone", value="0049171 2345678")
    workspace.do(set_field, creator_id=other, name="website", value="https://ana.example")
    values = {"email": "a.ruiz@example.org", "city": "Sevilla", "name": "Ana R. 🎬"}
    workspace.do(merge_creators, keep=ana, others=[other], values=values)
    whole = workspace.read(lambda conn: store.whole(conn, ana))
    assert (whole.creator.name, whole.creator.city) == ("Ana R. 🎬", "Sevilla")
    assert whole.creator.website == "https://ana.example"
    assert [(one.kind, one.value) for one in whole.points] == [("email", "ana@example.org")]
    assert workspace.read(lambda conn: get(conn, Creator, other)).city == "Sevilla"


def test_a_value_that_cannot_be_leaves_all_as_it_was(workspace: Workspace, pair: tuple[str, str]) -> None:
    before = state(workspace)
    with pytest.raises(Problem) as told:
        workspace.do(merge_creators, keep=pair[0], others=[pair[1]], values={"name": ""})
    assert told.value.code == "record.needed"
    assert state(workspace) == before


def test_one_account_written_twice_becomes_one_with_all_its_readings(workspace: Workspace) -> None:
    ids = [str(workspace.do(add_creator, name=name).value) for name in ("Ana", "Ana R.")]
    accounts = [
        make(workspace, Account(creator_id=one, platform="instagram", handle=handle, notes=handle))
        for one, handle in zip(ids, ("anafit", "@AnaFit"), strict=True)
    ]
    for account, followers in zip(accounts, (100, 200), strict=True):
        for day in ("2026-01-01", f"2026-02-0{followers // 100}"):
            row = AccountSnapshot(account_id=account, day=day, source="manual", followers=followers)
            make(workspace, row)
    workspace.do(merge_creators, keep=ids[1], others=[ids[0]])
    (account,) = rows(workspace, Account)
    assert (account.id, account.creator_id, account.notes) == (accounts[0], ids[1], "anafit\n\n@AnaFit")
    assert {(one.day, one.followers) for one in rows(workspace, AccountSnapshot)} == {
        ("2026-01-01", 100), ("2026-02-01", 100), ("2026-02-02", 200),
    }  # fmt: skip
    assert workspace.read(lambda conn: trashed_refs(conn, SCHEMA)) == []


def test_the_longest_block_and_every_consent_survive(workspace: Workspace, pair: tuple[str, str]) -> None:
    ana, other = pair
    make(workspace, DoNotContact(person=f"creator:{ana}", channel="all", until="2026-01-31"))
    make(workspace, DoNotContact(person=f"creator:{other}", channel="all", note="Never again"))
    for one, note in ((ana, "form"), (other, "form"), (other, "e-mail")):
        make(workspace, Consent(person=f"creator:{one}", purpose="outreach", basis="consent", note=note))
    workspace.do(merge_creators, keep=ana, others=[other])
    (block_,) = rows(workspace, DoNotContact)
    assert (block_.person, block_.until, block_.note) == (f"creator:{ana}", None, "Never again")
    assert sorted(one.note for one in rows(workspace, Consent)) == ["e-mail", "form"]


@pytest.mark.parametrize("chosen", [False, True])
def test_in_one_campaign_one_participation_leads_with_the_work_of_both(
    workspace: Workspace,
    pair: tuple[str, str],
    chosen: bool,  # noqa: FBT001  a case
) -> None:
    campaign = workspace.do(create_campaign, client="Acme", name="Spring").value
    mine, theirs = workspace.do(add_creators, campaign_id=campaign, creator_ids=list(pair)).value
    for part in (mine, theirs):
        workspace.do(add_deliverable, participation_id=part, title=f"Reel {part}", format="reel", due="2026-05-01")
    workspace.do(move_stage, participation_ids=[theirs], stage="agreed")
    leading = {campaign: mine} if chosen else {}
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]], leading=leading)
    (part,) = rows(workspace, Participation)
    assert (part.id, part.stage) == ((mine, "shortlisted") if chosen else (theirs, "agreed"))
    assert {one.participation_id for one in rows(workspace, Deliverable)} == {part.id}
    assert len(rows(workspace, Deliverable)) == 2
    assert workspace.check().faults == ()


def test_two_variations_of_a_brief_become_one_with_the_versions_of_both(
    workspace: Workspace, pair: tuple[str, str]
) -> None:
    campaign = workspace.do(create_campaign, name="Spring", client="Acme", creator_ids=pair).value
    parts = {one.creator_id: one.id for one in rows(workspace, Participation)}
    base = workspace.do(brief_of, campaign_id=campaign).value
    workspace.do(set_brief_field, brief_id=base, name="disclosure_wording", value="#ad")
    for who, words in ((pair[0], {"tone": "Warm", "key_messages": ("1", "2")}),
                       (pair[1], {"tone": "Cold", "avoid": "Snow", "key_messages": ("3", "4")})):  # fmt: skip
        for name, value in words.items():
            own = workspace.do(set_variation_field, participation_id=parts[who], name=name, value=value).value
        workspace.do(freeze_brief, brief_id=own)
    before = state(workspace)
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    after = state(workspace)
    (one,) = rows(workspace, Brief, "base_id IS NOT NULL")
    assert (one.tone, one.avoid, one.key_messages) == ("Warm", "Snow", ("1", "2"))
    assert len(workspace.read(lambda conn: brief_versions(conn, one.id))) == 2
    assert workspace.check().faults == ()
    workspace.undo()
    assert state(workspace) == before
    workspace.redo()
    assert state(workspace) == after


def test_goods_payees_and_exclusivities_of_both_are_ones_own(workspace: Workspace, pair: tuple[str, str]) -> None:
    def give(tx: Tx) -> None:
        payee = insert(tx, Payee(name="Ruiz GmbH")).id
        for one in find(tx.conn, Participation):
            who = one.creator_id or ""
            insert(tx, PayeeLink(payee_id=payee, for_party=ref("creator", who)))
            contract = insert(tx, Contract(creator_id=who, participation_id=one.id, title="Reel")).id
            insert(tx, Exclusivity(contract_id=contract, creator_id=who))
            insert(tx, CreatorFee(participation_id=one.id, amount=Money(1_000, "KWD"), payee_id=payee))
            (parcel,) = add_parcels(tx, participation_ids=[one.id], what="Soap")
            add_item(tx, parcel_id=parcel, label="Soap", serial="S1")
            add_benefit(tx, creator_id=who, kind="trip", participation_id=one.id)

    workspace.do(create_campaign, name="Spring", client="Acme", creator_ids=pair)
    workspace.do(give)
    before = state(workspace)
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    after = state(workspace)
    (part,), (link,) = rows(workspace, Participation), rows(workspace, PayeeLink)
    assert link.for_party == ref("creator", pair[0])
    for cls in (Parcel, Benefit, Contract, Exclusivity):
        assert [one.creator_id for one in rows(workspace, cls)] == [pair[0]] * 2
    for its in (Parcel, Benefit, Contract, CreatorFee):
        assert [one.participation_id for one in rows(workspace, its)] == [part.id] * 2
    assert workspace.check().faults == ()
    workspace.undo()
    assert state(workspace) == before
    workspace.redo()
    assert state(workspace) == after


def test_chains_lead_to_the_last(workspace: Workspace) -> None:
    one, two, three = (str(workspace.do(add_creator, name=name).value) for name in ("One", "Two", "Three"))
    workspace.do(log_contact, creator_id=one, body="Hello")
    workspace.do(merge_creators, keep=two, others=[one])
    workspace.do(merge_creators, keep=three, others=[two])
    assert [workspace.read(lambda conn, of=of: store.canonical(conn, of)) for of in (one, two, three)] == [three] * 3  # type: ignore[misc]
    assert workspace.read(lambda conn: store.search(conn, "One")) == [three]
    assert [entry.creator_id for entry in rows(workspace, TimelineEntry)] == [three]
    with pytest.raises(Problem) as told:
        workspace.do(merge_creators, keep=one, others=[two, three])
    assert told.value.code == "merge.same"


def test_nobody_is_linked_to_or_referred_by_themselves(workspace: Workspace, pair: tuple[str, str]) -> None:
    ana, other = pair
    workspace.do(set_field, creator_id=ana, name="referred_by_id", value=other)
    make(workspace, CreatorLink(from_id=ana, to_id=other, kind="not_same_person"))
    workspace.do(merge_creators, keep=ana, others=[other])
    assert rows(workspace, CreatorLink) == []
    assert workspace.read(lambda conn: get(conn, Creator, ana)).referred_by_id is None


def test_the_trash_and_the_erased_are_refused(workspace: Workspace, pair: tuple[str, str]) -> None:
    workspace.do(trash_creators, creator_ids=[pair[1]])
    with pytest.raises(Problem) as told:
        workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    assert told.value.code == "merge.gone"
    workspace.undo()
    workspace.do(lambda tx: tx.conn.execute("UPDATE creator SET erased_at = ? WHERE id = ?", (tx.moment, pair[1])))
    with pytest.raises(Problem) as told:
        workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    assert told.value.code == "merge.erased"
    with pytest.raises(Problem) as told:
        workspace.do(merge_creators, keep=pair[0], others=[pair[0]])
    assert told.value.code == "merge.same"


def test_who_is_archived_or_a_minor_stays_so_only_where_it_is_careful(workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana", archived=True, age_check="adult").value)
    other = str(workspace.do(add_creator, name="Ana", age_check="minor", age_checked_on="2026-01-01").value)
    workspace.do(merge_creators, keep=ana, others=[other])
    found = workspace.read(lambda conn: get(conn, Creator, ana))
    assert (bool(found.archived), found.age_check, found.age_checked_on) == (False, "minor", "2026-01-01")


def test_several_groups_are_one_step(workspace: Workspace) -> None:
    ids = [str(workspace.do(add_creator, name=name).value) for name in ("A", "A", "A", "B", "B")]
    before = state(workspace)
    groups = [Merge(keep=ids[0], others=(ids[1], ids[2])), Merge(keep=ids[4], others=(ids[3],))]
    done = workspace.do(merge_groups, groups=[*groups, Merge(keep=ids[3], others=(ids[0],))])
    assert (done.value, done.changes.label) == (2, "Merge 3 groups of creators")
    assert workspace.read(store.count) == 2
    workspace.undo()
    assert state(workspace) == before
    done = workspace.do(merge_creators, keep=ids[0], others=ids[1:3])
    assert done.changes.label == "Merge 2 creators into A"


def test_an_import_meets_who_stayed(workspace: Workspace, pair: tuple[str, str]) -> None:
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    keys = [Key("email", "a.ruiz@example.org"), Key("account", "tiktok:ana.tt")]
    found = workspace.read(lambda conn: KnownCreators(conn).lookup(keys))
    assert {key: list(ids) for key, ids in found.items()} == {key: [pair[0]] for key in keys}


def test_the_rows_of_an_import_speak_of_who_stayed(workspace: Workspace, pair: tuple[str, str]) -> None:
    run = make(workspace, ImportRun(file_name="list.csv", kind="creators"))

    def keep_row(tx: Tx) -> None:
        sql = "INSERT INTO import_row(run_id, row_no, outcome, target) VALUES (?, 7, 'created', ?)"
        tx.conn.execute(sql, (run, pair[1]))

    workspace.do(keep_row)
    workspace.do(merge_creators, keep=pair[0], others=[pair[1]])
    assert [one.row for one in workspace.read(lambda conn: provenances(conn, pair[0]))] == [7]
    assert workspace.read(lambda conn: store.ids(conn, store.Filter(run_id=run))) == [pair[0]]
    workspace.undo()
    assert workspace.read(lambda conn: provenances(conn, pair[0])) == ()
    assert workspace.read(lambda conn: store.ids(conn, store.Filter(run_id=run))) == [pair[1]]
