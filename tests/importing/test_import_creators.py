"""Imports into a workspace: they balance, fill blanks only, ask before they merge, and one undo takes them back."""

from typing import Any

import pytest

from infludesk.creators.commands import add_creator, set_field
from infludesk.creators.model import (
    AccountSnapshot,
    Address,
    Consent,
    ContactPoint,
    Creator,
    CreatorLink,
    DoNotContact,
    Tag,
    Tagging,
    TimelineEntry,
)
from infludesk.db.rows import trash
from infludesk.flows.merge import merge_creators
from infludesk.importing import commands
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import Choices, Imported, answered, import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.model import ImportRun
from infludesk.importing.people.decisions import Decision, Summary
from infludesk.importing.people.matching import decide
from infludesk.kernel.errors import Cancelled
from infludesk.settings import Settings
from infludesk.workspace import Workspace
from tests.importing.lists import all_of, content, ready, run


def test_a_list_becomes_creators_with_all_they_have(workspace: Workspace) -> None:
    outcome = run(
        workspace,
        "Name,Email,Business email,Instagram,Followers,ER,Tags,Shoe,Street,City\n"
        "Ana,ana@example.com,b@example.com,@ana.fit,12.4K,3.4%,fit; food,38,Main St 1,Oslo\n"
        "Leo,,,leo.park,900,1.2%,Food,,,\n",
        Choices(tags=("spring",), data_source="Fair", lawful_basis="legitimate_interest"),
    )
    done: Imported = outcome.value
    assert (done.summary, len(done.creators)) == (Summary(2, 0, 0), 2)
    assert outcome.changes.label == "Import 2 creators from list.csv"
    ana, leo = all_of(workspace, Creator)
    assert (ana.name, ana.city, ana.standing, ana.notes) == ("Ana", "Oslo", "prospect", "Shoe: 38")
    assert leo.email is None
    assert [one.value for one in all_of(workspace, ContactPoint)] == ["b@example.com"]
    assert [one.line1 for one in all_of(workspace, Address)] == ["Main St 1"]
    assert sorted(one.label for one in all_of(workspace, Tag)) == ["fit", "food", "spring"]
    assert len(all_of(workspace, Tagging)) == 5
    figures = {one.followers: (one.er_ppm, one.er_variant, one.day) for one in all_of(workspace, AccountSnapshot)}
    assert figures == {12_400: (34_000, "unknown", "2026-03-12"), 900: (12_000, "unknown", "2026-03-12")}
    (made,) = all_of(workspace, ImportRun)
    assert (made.rows_in, made.created, made.data_source, made.lawful_basis) == (2, 2, "Fair", "legitimate_interest")
    assert workspace.check().faults == ()


def test_every_row_is_kept_as_it_was_with_what_became_of_it(workspace: Workspace) -> None:
    done = run(workspace, "Name,City\nAna,Oslo\n,Rome\nAna,\n").value
    rows = workspace.read(
        lambda c: c.execute(
            "SELECT row_no, outcome, reason, target, raw FROM import_row WHERE row_no > 0 ORDER BY row_no"
        ).fetchall()
    )
    assert [tuple(row)[:3] for row in rows] == [
        (2, "new", None),
        (3, "skipped", "Row 3 has neither a name nor an account."),
        (4, "same", "Equal to a creator of this name."),
    ]
    assert [row["raw"] for row in rows] == ['["Ana", "Oslo"]', '["", "Rome"]', '["Ana", ""]']
    assert [row["target"] for row in rows] == [done.creators[0], None, done.creators[0]]


def test_blanks_are_filled_and_nothing_is_written_over(workspace: Workspace) -> None:
    creator = workspace.do(add_creator, name="Ana", email="ana@example.com", city="Madrid").value
    run(workspace, "Name,Email,City\nAnna,ANA@example.com,Oslo\n")
    known = {one.id: one for one in all_of(workspace, Creator)}
    assert (known[creator].name, known[creator].city) == ("Ana", "Madrid")


def test_a_phone_finds_who_has_it(workspace: Workspace) -> None:
    run(workspace, "Name,Phone,Country\nMia Weber,0171 2345678,Germany\n")
    again = run(workspace, "Name,Phone,City\nMia,+49 (0)171 2345678,Ulm\n").value
    assert (again.summary.created, again.summary.merged) == (0, 1)
    (mia,) = all_of(workspace, Creator)
    assert (mia.phone, mia.city) == ("+49 171 2345678", "Ulm")


def test_a_file_without_keys_of_phones_gets_them(workspace: Workspace) -> None:
    run(workspace, "Name,Phone\nMia,+49 171 2345678\n")
    workspace.do(lambda tx: tx.conn.execute("DELETE FROM match_key WHERE kind = 'phone'"))
    workspace.close()
    with Workspace.open(workspace.folder, Settings(device="0123456789ab")) as opened:
        found = opened.read(lambda c: c.execute("SELECT key FROM match_key WHERE kind = 'phone'").fetchall())
    assert [key for (key,) in found] == ["+491712345678"]


def test_a_match_is_filled_and_the_rest_becomes_a_note(workspace: Workspace) -> None:
    creator = workspace.do(add_creator, name="Ana", email="ana@example.com", city="Madrid").value
    outcome = run(workspace, "Name,Email,City,Country,Shoe\nAna,ana@example.com,Oslo,Spain,38\n")
    assert outcome.value.summary == Summary(0, 1, 0)
    assert outcome.changes.label == "Fill 1 creator from list.csv"
    (ana,) = all_of(workspace, Creator)
    assert (ana.id, ana.city, ana.country, ana.notes) == (creator, "Madrid", "ES", None)
    assert [one.body for one in all_of(workspace, TimelineEntry)] == ["Shoe: 38"]
    kept = workspace.read(lambda c: c.execute("SELECT kept FROM import_row WHERE row_no > 0").fetchone()[0])
    assert kept == '[["creator.city", "Madrid", "Oslo"]]'


def test_do_not_contact_is_never_cleared(workspace: Workspace) -> None:
    run(workspace, "Name,Email,UNSUB_TIME\nAna,ana@example.com,2026-01-05\n")
    run(workspace, "Name,Email,City,UNSUB_REASON\nAna,ana@example.com,Oslo,no\n")
    (block,) = all_of(workspace, DoNotContact)
    assert (block.channel, block.reason, block.since) == ("all", "unsubscribed", "2026-01-05")
    assert workspace.read(lambda c: c.execute("SELECT blocked FROM creator_stats").fetchone()[0]) == 1


def test_unticked_rows_are_skipped_and_decide_nothing(workspace: Workspace) -> None:
    text = "Name,Email\nAna,ana@example.com\nAna,ana@example.com\nLeo,leo@example.com\n"
    done = run(workspace, text, Choices(unticked=frozenset({2}))).value
    assert done.summary == Summary(2, 0, 1)
    assert done.skipped == ((2, "Unticked by you."),)
    assert [one.name for one in all_of(workspace, Creator)] == ["Ana", "Leo"]


def test_the_trash_is_not_emptied_by_an_import(workspace: Workspace) -> None:
    creator = workspace.do(add_creator, name="Ana", email="ana@example.com").value
    workspace.do(lambda tx: trash(tx, "creator", [creator]))
    done = run(workspace, "Name,Email\nAna,ana@example.com\n").value
    assert done.skipped == ((2, "In the trash. Restore it there to import it again."),)
    assert all_of(workspace, Creator) == []


def test_what_changed_since_the_preview_is_decided_anew(workspace: Workspace) -> None:
    prepared = ready(workspace, "Name,Email\nAna,ana@example.com\n")
    assert prepared.summary.created == 1
    workspace.do(add_creator, name="Ana", email="ana@example.com")
    assert workspace.do(import_creators, prepared=prepared).value.summary == Summary(0, 1, 0)
    assert len(all_of(workspace, Creator)) == 1


def test_values_edited_since_are_left_by_undo(workspace: Workspace) -> None:
    outcome = run(workspace, "Name,City\nAna,Oslo\nLeo,Rome\n")
    ana = outcome.value.creators[0]
    workspace.do(set_field, creator_id=ana, name="city", value="Bergen")
    workspace.undo(outcome.changes.batch)
    assert [(one.name, one.city) for one in all_of(workspace, Creator)] == [("Ana", "Bergen")]


SHARED = "Name,Email,City\nMia Berg,office@agency.example,Oslo\n"


def leo(workspace: Workspace) -> str:
    """A creator whose e-mail is an office's."""
    creator: str = workspace.do(add_creator, name="Leo Park", email="office@agency.example", city="Rome").value
    return creator


def test_a_question_left_for_later_is_created_and_not_created_again(workspace: Workspace) -> None:
    leo(workspace)
    assert run(workspace, SHARED).value.summary == Summary(1, 0, 0)
    assert run(workspace, SHARED).value.summary == Summary(0, 1, 0)
    assert sorted(one.name for one in all_of(workspace, Creator)) == ["Leo Park", "Mia Berg"]


def test_a_question_answered_merges_and_fills_blanks(workspace: Workspace) -> None:
    creator = leo(workspace)
    outcome = run(
        workspace, SHARED.replace("City", "Country").replace("Oslo", "Italy"), Choices(answers={2: f"merge:{creator}"})
    )
    assert (outcome.value.summary, outcome.changes.label) == (Summary(0, 1, 0), "Fill 1 creator from list.csv")
    (one,) = (one for one in all_of(workspace, Creator) if not one.merged_into_id)
    assert (one.name, one.city, one.country) == ("Leo Park", "Rome", "IT")


def test_nobody_is_asked_again_about_people_who_are_not_the_same(workspace: Workspace) -> None:
    creator = leo(workspace)
    made = run(workspace, SHARED, Choices(answers={2: "new"})).value.creators[0]
    (link,) = all_of(workspace, CreatorLink)
    assert ({link.from_id, link.to_id}, link.kind) == ({creator, made}, "not_same_person")
    again = ready(workspace, SHARED)
    assert [(one.outcome, one.creator, one.proposals) for one in again.decisions] == [("same", made, ())]


def test_a_chosen_value_of_the_file_is_written_over_ours(workspace: Workspace) -> None:
    text = "Name,Email,City,Instagram,Followers,Country,Street\nAna,ana@example.com,{0},ana.fit,{1},Spain,{2} 1\n"
    run(workspace, text.format("Madrid", "10", "Calle Sol"))
    other = text.format("Oslo", "20", "Main Street")
    fields = [one.field for one in ready(workspace, other).decisions[0].kept]
    assert fields == ["creator.city", "account_snapshot.followers", "address"]
    codes = [one.code for one in ready(workspace, other).decisions[0].kept]
    assert codes == ["creator.city", "account_snapshot.followers@instagram:ana.fit", "address"]
    outcome = run(workspace, other, Choices(theirs=frozenset((2, code) for code in codes)))
    (ana,) = all_of(workspace, Creator)
    assert ana.city == "Oslo"
    assert [one.followers for one in all_of(workspace, AccountSnapshot)] == [20]
    assert [one.line1 for one in all_of(workspace, Address)] == ["Main Street 1"]
    assert workspace.read(lambda c: c.execute("SELECT kept FROM import_row WHERE row_no = 2").fetchall()[-1][0]) is None
    assert run(workspace, other).value.run == ""
    workspace.undo(outcome.changes.batch)
    assert [one.city for one in all_of(workspace, Creator)] == ["Madrid"]


def test_everybody_created_has_the_stated_basis(workspace: Workspace) -> None:
    old = leo(workspace)
    text = "Name,Email\nLeo Park,office@agency.example\nMia Berg,mia@example.com\n"
    outcome = run(workspace, text, Choices(data_source="Fair", lawful_basis="consent"))
    (one,) = all_of(workspace, Consent)
    assert one.person == f"creator:{outcome.value.creators[0]}" != f"creator:{old}"
    assert (one.purpose, one.basis, one.since, one.data_source) == ("relations", "consent", "2026-03-12", "Fair")
    workspace.undo(outcome.changes.batch)
    assert all_of(workspace, Consent) == []


def test_a_former_name_leads_to_who_it_was_merged_into(workspace: Workspace) -> None:
    keep = workspace.do(add_creator, name="Ana Ruiz", email="ana@example.com", city="Oslo").value
    other = workspace.do(add_creator, name="Nita Sol", email="nita@example.com", city="Oslo").value
    workspace.do(merge_creators, keep=keep, others=(other,))
    found = ready(workspace, "Name,Email,City\nNita Sol,nita@example.com,\nNita Soll,,Oslo\n").decisions
    assert found[0].creator == keep or found[0].proposals[0].creator == keep
    assert {each.creator for each in found[1].proposals} <= {keep}


def test_preparing_can_be_stopped(workspace: Workspace) -> None:
    sheet = read_csv(b"Name\nAna\nLeo\n", "list.csv")
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today(), progress=stop))
    assert seen[0] == (0, 4)


def test_cancelled_means_nothing_was_imported(workspace: Workspace) -> None:
    prepared, before = ready(workspace, "Name\nAna\nLeo\n"), content(workspace)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        workspace.do(import_creators, prepared=prepared, progress=stop)
    assert content(workspace) == before
    assert all_of(workspace, ImportRun) == []


def test_of_two_channels_of_a_row_each_value_is_taken_by_itself(workspace: Workspace) -> None:
    text = "Name,Email,Instagram,Instagram followers,TikTok,TikTok followers\nAna,ana@example.com,ana.fit,{0},ana,{1}\n"
    run(workspace, text.format(10, 11))
    (decision,) = ready(workspace, text.format(20, 21)).decisions
    first, second = (one.code for one in decision.kept)
    assert (first, second) == ("account_snapshot.followers@instagram:ana.fit", "account_snapshot.followers@tiktok:ana")
    run(workspace, text.format(20, 21), Choices(theirs=frozenset({(2, second)})))
    assert sorted(one.followers for one in all_of(workspace, AccountSnapshot)) == [10, 21]


def test_nobody_is_set_apart_of_a_row_that_is_left_out(workspace: Workspace) -> None:
    text = "Name,Email,City\nAna Ruiz,a@example.com,Oslo\nAnna Ruiz,b@example.com,Oslo\n"
    assert [one.answer for one in ready(workspace, text).decisions[1].proposals] == ["merge:2"]
    done = run(workspace, text, Choices(unticked=frozenset({2}), answers={3: "new"})).value
    assert done.summary == Summary(1, 0, 1)
    assert all_of(workspace, CreatorLink) == []


AGENCY = "Name,Email,Instagram,Phone\n"


def in_the_trash(workspace: Workspace) -> None:
    """Ana Ruiz, who went to the trash with an office's e-mail and phone."""
    made = run(workspace, f"{AGENCY}Ana Ruiz,hello@agency.com,ana.ruiz,+47 22 12 34 56\n").value.creators
    workspace.do(lambda tx: trash(tx, "creator", list(made)))


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("Leo Park,hello@agency.com,leo.park,", "fills"),
        ("Ana Ruiz,hello@agency.com,ana.two,", "fills"),
        ("Mia Berg,hello@agency.com,,", "new"),
        ("Kai Sund,,,+47 22 12 34 56", "new"),
    ],
)
def test_an_office_of_somebody_in_the_trash_holds_nobody_else_back(
    workspace: Workspace, line: str, outcome: str
) -> None:
    run(workspace, "Name,Instagram\nLeo Park,leo.park\nAna Ruiz,ana.two\n")
    in_the_trash(workspace)
    assert [one.outcome for one in ready(workspace, f"{AGENCY}{line}\n").decisions] == [outcome]


@pytest.mark.parametrize("line", ["A. Ruiz,hello@agency.com,,", ",hello@agency.com,,", "Mia Berg,,ana.ruiz,"])
def test_who_is_in_the_trash_is_not_brought_back_by_another_way(workspace: Workspace, line: str) -> None:
    in_the_trash(workspace)
    (one,) = ready(workspace, f"{AGENCY}{line}\n").decisions
    assert (one.outcome, one.reason) == ("skipped", "In the trash. Restore it there to import it again.")


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_decided_with_these_answers_is_decided_again_only_once_something_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, *, changed: bool
) -> None:
    leo(workspace)
    prepared = ready(workspace, SHARED)
    settled = workspace.read(lambda conn: answered(conn, prepared, {2: "merge"}))
    assert workspace.read(lambda conn: answered(conn, settled, {2: "merge"})) is settled
    if changed:
        workspace.do(add_creator, name="Kai")
    asked = list[object]()

    def counted(*given: Any) -> tuple[Decision, ...]:
        asked.append(given)
        return decide(*given)

    monkeypatch.setattr(commands, "decide", counted)
    done = workspace.do(import_creators, prepared=settled, choices=Choices(answers={2: "merge"})).value
    assert (done.summary, len(asked)) == (Summary(0, 1, 0), int(changed))


@pytest.mark.parametrize("changed", [False, True])
def test_the_bar_of_an_import_never_runs_back(workspace: Workspace, *, changed: bool) -> None:
    leo(workspace)
    lines = "".join(f"Ana {n},office@agency.example,Oslo\n" for n in range(40))
    prepared = ready(workspace, f"Name,Email,City\n{lines}")
    if changed:
        workspace.do(add_creator, name="Kai")
    seen: list[tuple[int, int]] = []
    choices = Choices(answers={2: "merge", 3: "new"})
    workspace.do(
        import_creators, prepared=prepared, choices=choices, progress=lambda done, total: seen.append((done, total))
    )
    assert {total for _, total in seen} == {160}
    assert sorted(seen) == seen
    assert (seen[0][0], seen[-1][0]) == (0, 160)
