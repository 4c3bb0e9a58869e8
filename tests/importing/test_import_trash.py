"""What is in the trash stays there through any import, and what was taken back comes as new."""

import pytest

from infludesk.creators import store
from infludesk.creators.commands import (
    add_creator,
    log_contact,
    set_tags,
    set_ties,
    trash_account,
    trash_entry,
)
from infludesk.creators.model import Account, AccountSnapshot, Consent, ContactPoint, Creator, Tag
from infludesk.db.rows import insert, trash
from infludesk.flows.trash import restore, trash_creators
from infludesk.importing.commands import Choices
from infludesk.workspace import Workspace
from tests.importing.lists import all_of, ready, run

LIST = "Name,Email,Instagram,Followers,Tags,Business email,Street,City,Shoe\n"
ANA = f"{LIST}Ana,ana@example.com,@ana.fit,12000,fit; food,office@example.com,Main St 1,Oslo,38\n"


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return str(run(workspace, ANA).value.creators[0])


def in_trash(workspace: Workspace, table: str) -> set[str]:
    return {row[0] for row in workspace.read(lambda c: c.execute(f"SELECT id FROM {table} WHERE deleted_as = 'trash'"))}


def only(workspace: Workspace, table: str) -> str:
    return str(workspace.read(lambda c: c.execute(f"SELECT id FROM {table} WHERE deleted_at IS NULL").fetchone()[0]))


def told(workspace: Workspace, text: str) -> list[str]:
    return [note.reason for one in ready(workspace, text).decisions for note in one.problems]


def test_a_channel_in_the_trash_leads_nobody_to_its_creator(workspace: Workspace, ana: str) -> None:
    account = only(workspace, "account")
    workspace.do(trash_account, account_id=account)
    (bob,) = ready(workspace, "Name,Instagram\nBob Lee,@ana.fit\n").decisions
    assert (bob.outcome, bob.proposals) == ("new", ())
    for _ in range(2):
        run(workspace, "Name,Instagram\nBob Lee,@ana.fit\n")
    assert in_trash(workspace, "account") == {account}
    by_name = {one.name: one.id for one in all_of(workspace, Creator)}
    assert by_name.keys() == {"Ana", "Bob Lee"}
    assert [one.creator_id for one in all_of(workspace, Account)] == [by_name["Bob Lee"]]
    run(workspace, "Name,Instagram,Followers\nBob Lee,@ana.fit,500\n")
    assert len(all_of(workspace, Account)) == 1
    assert workspace.read(store.count) == 2
    assert ana == by_name["Ana"]
    assert workspace.check().faults == ()


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("account", "@ana.fit"),
        ("contact_point", "office@example.com"),
        ("address", "Main St 1, Oslo"),
    ],
)
def test_what_of_somebody_is_in_the_trash_stays_there(workspace: Workspace, ana: str, table: str, words: str) -> None:
    gone = only(workspace, table)
    workspace.do(lambda tx: trash(tx, table, [gone]))
    assert told(workspace, ANA) == [f"{words} is in the trash; it stays there."]
    run(workspace, ANA)
    assert in_trash(workspace, table) == {gone}
    assert workspace.read(lambda c: c.execute(f"SELECT id FROM {table} WHERE deleted_at IS NULL").fetchall()) == []
    workspace.do(restore, table=table, ids=[gone])
    assert told(workspace, ANA) == []
    assert not ready(workspace, ANA).changes
    assert workspace.read(lambda conn: store.whole(conn, ana)).creator.name == "Ana"


def test_tags_notes_and_ties_taken_away_stay_away(workspace: Workspace, ana: str) -> None:
    workspace.do(trash_entry, entry_id=workspace.do(log_contact, creator_id=ana, kind="note", body="Hat: 60").value)
    assert told(workspace, "Name,E-mail,Hat\nAna,ana@example.com,60\n") == ["Hat: 60 is in the trash; it stays there."]
    workspace.do(set_tags, creator_id=ana, labels=["food"])
    assert told(workspace, ANA) == ["fit is in the trash; it stays there."]
    run(workspace, ANA)
    assert [tag.label for tag in workspace.read(lambda conn: store.whole(conn, ana)).tags] == ["food"]
    workspace.do(set_ties, creator_id=ana, kinds=["customer"])
    workspace.do(set_ties, creator_id=ana, kinds=[])
    customer = "Name,E-mail,Tie: Relation\nAna,ana@example.com,Customer\n"
    assert told(workspace, customer) == ["Customer is in the trash; it stays there."]
    run(workspace, customer)
    assert workspace.read(lambda conn: store.whole(conn, ana)).ties == ()


def test_a_tag_in_the_trash_is_not_brought_back_by_somebody_new(workspace: Workspace, ana: str) -> None:
    tag = next(one.id for one in all_of(workspace, Tag) if one.label == "fit")
    workspace.do(lambda tx: trash(tx, "tag", [tag]))
    for _ in range(2):
        run(workspace, "Name,Email,Tags\nLeo,leo@example.com,fit\n")
    assert tag in in_trash(workspace, "tag")
    leo = next(one.id for one in all_of(workspace, Creator) if one.name == "Leo")
    assert [one.label for one in workspace.read(lambda conn: store.whole(conn, leo)).tags] == ["fit"]
    assert ana != leo


def test_somebody_in_the_trash_is_met_by_every_channel_that_went_with_them(workspace: Workspace, ana: str) -> None:
    workspace.do(trash_creators, creator_ids=[ana])
    (one,) = ready(workspace, "Name,Instagram\nBob Lee,@ana.fit\n").decisions
    assert (one.outcome, one.reason) == ("skipped", "In the trash. Restore it there to import it again.")
    workspace.do(restore, table="creator", ids=[ana])
    (one,) = ready(workspace, "Name,Instagram\nBob Lee,@ana.fit\n").decisions
    assert one.creator == ana


def test_what_an_undone_import_left_is_not_in_the_next(workspace: Workspace) -> None:
    first = run(workspace, "Name,Instagram,Followers,Account notes,Business email\nAna,@ana.fit,12000,wrong,b@x.org\n")
    workspace.undo(first.changes.batch)
    run(workspace, "Name,Instagram\nAna Ruiz,@ana.fit\n")
    (account,) = all_of(workspace, Account)
    assert (account.notes, account.handle) == (None, "ana.fit")
    assert all_of(workspace, AccountSnapshot) == []
    run(workspace, "Name,Instagram,Posts\nAna Ruiz,@ana.fit,7\n")
    (figures,) = all_of(workspace, AccountSnapshot)
    assert (figures.followers, figures.posts_count) == (None, 7)
    assert all_of(workspace, ContactPoint) == []


def test_a_figure_goes_to_the_channel_however_its_handle_is_written(workspace: Workspace) -> None:
    ana = str(workspace.do(add_creator, name="Ana").value)
    account = Account(creator_id=ana, platform="instagram", handle="@AnaFit")
    workspace.do(lambda tx: insert(tx, account))
    run(workspace, "Name,Instagram,Followers\nAna,anafit,12000\n")
    assert len(all_of(workspace, Account)) == 1


def test_a_row_with_a_basis_of_its_own_gets_no_second_one(workspace: Workspace) -> None:
    choices = Choices(lawful_basis="legitimate_interest", data_source="Fair")
    head = "Name,E-mail,Consent: Purpose,Consent: Lawful basis\n"
    ana, leo, mia = "Ana,ana@example.com,", "Leo,leo@example.com,", "Mia,mia@example.com,"
    own = "Working together,Contract"
    rows = (ana + own, leo + ",", leo + own, mia + "Newsletter,Consent")
    done = run(workspace, head + "".join(f"{row}\n" for row in rows), choices).value
    found: dict[str, list[tuple[str, str]]] = {one: [] for one in done.creators}
    for one in all_of(workspace, Consent):
        found[one.person.partition(":")[2]].append((one.purpose, one.basis))
    chosen = ("relations", "legitimate_interest")
    assert [sorted(its) for its in found.values()] == [
        [("relations", "contract")], [("relations", "contract")], [("newsletter", "consent"), chosen],
    ]  # fmt: skip
