"""Rows that come again, in one file or in the next: nothing noted goes missing, and nobody is made twice."""

import pytest

from infludesk.creators.commands import add_creator
from infludesk.creators.model import (
    Account,
    AccountSnapshot,
    Consent,
    ContactPoint,
    Creator,
    CreatorLink,
    TimelineEntry,
)
from infludesk.db.rows import insert
from infludesk.flows.merge import merge_creators
from infludesk.flows.trash import trash_creators
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import Choices, import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.kernel.ids import ref
from infludesk.workspace import Workspace
from tests.importing.lists import all_of, ready, run


def outcomes(workspace: Workspace, text: str) -> list[str]:
    return [one.outcome for one in ready(workspace, text).decisions]


NOTED = "Name,Email,Notes,Shoe size\nAna,ana@x.com,,38\nAna,ana@x.com,Likes dogs,\n"


def test_a_later_row_adds_to_the_notes_of_an_earlier_one(workspace: Workspace) -> None:
    run(workspace, NOTED)
    (ana,) = all_of(workspace, Creator)
    assert ana.notes == "Shoe size: 38\nLikes dogs"
    assert outcomes(workspace, NOTED) == ["same", "same"]


@pytest.mark.parametrize(
    "rows",
    [
        "Mia Berg,leo,,x\nMia Berg,leo,hello,y\n",
        'Mia Berg,leo,,x\nMia Berg,leo,"hello\nthere",y\n',
        'Mia Berg,leo,"a\n\nb",x\n',
        "Mia Berg,leo,hello,\nMia Berg,leo,other,\n",
    ],
)
def test_notes_that_came_before_are_the_same(workspace: Workspace, rows: str) -> None:
    text = f"Name,TikTok,Notes,Remark\n{rows}"
    run(workspace, text)
    assert set(outcomes(workspace, text)) == {"same"}
    (mia,) = all_of(workspace, Creator)
    noted = "\n".join([mia.notes, *(one.body for one in all_of(workspace, TimelineEntry))]).split("\n")
    assert {line.removeprefix("Remark: ") for line in noted} >= {one for one in ("hello", "x", "y") if one in rows}


def test_notes_of_another_file_are_noted_beside_ours(workspace: Workspace) -> None:
    run(workspace, NOTED)
    done = run(workspace, "Name,Email,Notes\nAna,ana@x.com,Has a cat\n").value
    (ana,) = all_of(workspace, Creator)
    (entry,) = all_of(workspace, TimelineEntry)
    assert (ana.notes, entry.body, done.summary.merged) == ("Shoe size: 38\nLikes dogs", "Has a cat", 1)


def test_a_creator_is_found_by_a_second_address(workspace: Workspace) -> None:
    run(workspace, "Name,Email,Unsubscribed\nAna Ruiz,ana@x.com,yes\n")
    run(workspace, "Name,Email,Business email\nAna Ruiz,new@y.com,ana@x.com\n")
    assert len(all_of(workspace, Creator)) == 1


def test_an_address_of_somebody_else_is_not_written_to_a_second_person(workspace: Workspace) -> None:
    text = (
        "Name,Email,TikTok,City\nAna Ruiz,,leo,\nAna Ruiz,mia@b.org,,Oslo\nA. Ruiz,ana@x.com; mia@b.org,@leo,\n"
    )  # fmt: skip
    prepared = ready(workspace, text)
    assert "This also belongs to Ana Ruiz; not merged." in [one.reason for one in prepared.problems]
    run(workspace, text)
    assert sorted(one.email for one in all_of(workspace, Creator)) == ["ana@x.com", "mia@b.org"]
    assert all_of(workspace, ContactPoint) == []


def test_somebody_in_the_trash_is_met_by_every_address(workspace: Workspace) -> None:
    (ana,) = run(workspace, "Name,Email,Business email\nAna Ruiz,a@x.com,b@x.com\n").value.creators
    workspace.do(trash_creators, creator_ids=[ana])
    assert outcomes(workspace, "Name,Email\nAna Ruiz,b@x.com\n") == ["skipped"]
    assert outcomes(workspace, "Name,Email,Business email\nAna Ruiz,c@x.com,a@x.com\n") == ["skipped"]


@pytest.mark.parametrize(
    ("field", "ours", "theirs"),
    [
        ("Email", "ana@x.com", "new@x.com"),
        ("Phone", "+34600111222", "+34600111333"),
        ("Website", "https://ana.example", "https://new.example"),
    ],
)
def test_the_files_address_leaves_ours_as_a_further_one(
    workspace: Workspace, field: str, ours: str, theirs: str
) -> None:
    text = "Name,Instagram,{field}\nAna,ana,{value}\n"
    run(workspace, text.format(field=field, value=ours))
    chosen = Choices(theirs=frozenset({(2, f"creator.{field.casefold()}")}))
    run(workspace, text.format(field=field, value=theirs), chosen)
    (ana,) = all_of(workspace, Creator)
    old = [one.value for one in all_of(workspace, ContactPoint) if one.owner == ref("creator", ana.id)]
    assert (getattr(ana, field.casefold()), old) == (theirs, [ours])
    assert outcomes(workspace, text.format(field=field, value=ours)) == ["same"]


@pytest.mark.parametrize("source", ["manual", "api", "csv"])
def test_of_two_readings_of_a_day_that_one_is_written_over_that_was_shown(workspace: Workspace, source: str) -> None:
    text = "Name,Instagram,Followers\nAna,ana,{}\n"
    run(workspace, text.format(10))
    (account,) = all_of(workspace, Account)
    reading = AccountSnapshot(account_id=account.id, day="2026-03-12", source=source, followers=15)
    workspace.do(lambda tx: insert(tx, reading))
    (kept,) = ready(workspace, text.format(20)).decisions[0].kept
    run(workspace, text.format(20), Choices(theirs=frozenset({(2, kept.code)})))
    left = {10, 15} - {kept.ours} | {20}
    assert {one.followers for one in all_of(workspace, AccountSnapshot)} == left
    assert outcomes(workspace, text.format(20)) == ["same"]


def test_known_creators_keep_what_they_are_called(workspace: Workspace) -> None:
    workspace.do(add_creator, name="Ana", email="ana@x.com")
    assert outcomes(workspace, "Name,Email\nAna,ana@x.com\n") == ["same"]


ANA = "Name,Email,City\nAna,ana@x.com,{}\nAna,ana@x.com,{}\n"


@pytest.mark.parametrize(("cities", "city"), [(("Oslo", "Oslo"), "Oslo"), (("Oslo", "Bergen"), "Bergen")])
def test_an_unticked_row_decides_nothing_of_a_later_one(
    workspace: Workspace, cities: tuple[str, str], city: str
) -> None:
    workspace.do(add_creator, name="Ana", email="ana@x.com")
    done = run(workspace, ANA.format(*cities), Choices(unticked=frozenset({2}))).value
    assert (done.summary.merged, done.skipped) == (1, ((2, "Unticked by you."),))
    assert [one.city for one in all_of(workspace, Creator)] == [city]


def test_a_channel_of_an_unticked_row_leads_nobody_to_its_creator(workspace: Workspace) -> None:
    workspace.do(add_creator, name="Ana", email="ana@x.com")
    text = "Name,Email,Instagram,City\nAna,ana@x.com,ana.fit,\nSomebody Else,,ana.fit,Rome\n"
    run(workspace, text, Choices(unticked=frozenset({2})))
    assert [(one.name, one.city) for one in all_of(workspace, Creator)] == [("Ana", None), ("Somebody Else", "Rome")]


def test_nobody_is_told_apart_from_an_unticked_row(workspace: Workspace) -> None:
    text = "Name,Email\nMia Berg,office@a.example\nLeo Park,office@a.example\n"
    done = run(workspace, text, Choices(answers={3: "new"}, unticked=frozenset({2}))).value
    assert (done.summary.created, all_of(workspace, CreatorLink)) == (1, [])


LEO, OFFICE = "Leo Park", "office@agency.example"
MIA = f"Name,Email,City\nMia Berg,{OFFICE},Oslo\n"


def test_an_answer_is_remembered_when_the_file_comes_again(workspace: Workspace) -> None:
    leo = workspace.do(add_creator, name=LEO, email=OFFICE).value
    run(workspace, MIA, Choices(answers={2: "merge"}))
    (again,) = ready(workspace, MIA).decisions
    assert (again.outcome, again.creator) == ("same", leo)
    workspace.undo()
    assert outcomes(workspace, MIA) == ["suggested"]
    assert workspace.check().faults == ()


def test_an_answer_is_remembered_of_a_row_that_fills_nothing(workspace: Workspace) -> None:
    workspace.do(add_creator, name=LEO, email=OFFICE, city="Oslo")
    assert run(workspace, MIA, Choices(answers={2: "merge"})).value.run
    assert outcomes(workspace, MIA) == ["same"]


def test_an_answer_between_rows_is_remembered(workspace: Workspace) -> None:
    text = f"Name,Email,City\n{LEO},{OFFICE},Bergen\nMia Berg,{OFFICE},Oslo\n"
    made = run(workspace, text, Choices(answers={3: "merge:2"}, lawful_basis="legitimate_interest")).value.creators
    assert [(one.creator, one.outcome) for one in ready(workspace, text).decisions] == [(*made, "same")] * 2
    assert len(all_of(workspace, Consent)) == 1
    assert workspace.check().faults == ()


def test_whom_somebody_merged_is_the_same_when_the_file_comes_again(workspace: Workspace) -> None:
    leo = workspace.do(add_creator, name=LEO, email=OFFICE).value
    (mia,) = run(workspace, MIA).value.creators
    workspace.do(merge_creators, keep=leo, others=[mia])
    assert outcomes(workspace, MIA) == ["same"]


def test_names_without_a_key_that_were_merged_are_one(workspace: Workspace) -> None:
    text = "Name,City\nAna Ruiz,Oslo\nAnna Ruiz,Bergen\n"
    ana, anna = run(workspace, text).value.creators
    workspace.do(merge_creators, keep=ana, others=[anna])
    assert [(one.outcome, one.creator) for one in ready(workspace, text).decisions] == [("same", ana)] * 2
    assert outcomes(workspace, "Name,City\nAnna Ruiz,Rome\n") == ["new"]


def test_an_answer_goes_to_whom_the_chosen_one_was_merged_into(workspace: Workspace) -> None:
    leo = workspace.do(add_creator, name=LEO, email=OFFICE).value
    bo = workspace.do(add_creator, name="Bo").value
    prepared = ready(workspace, MIA)
    workspace.do(merge_creators, keep=bo, others=[leo])
    choices = Choices(answers={2: f"merge:{leo}"})
    assert workspace.do(import_creators, prepared=prepared, choices=choices).value.summary.merged == 1
    assert {one.name: one.city for one in all_of(workspace, Creator) if not one.merged_into_id} == {"Bo": "Oslo"}


def test_nobody_is_made_where_the_chosen_one_is_gone(workspace: Workspace) -> None:
    leo = workspace.do(add_creator, name=LEO, email=OFFICE).value
    prepared = ready(workspace, MIA)
    workspace.do(trash_creators, creator_ids=[leo])
    done = workspace.do(import_creators, prepared=prepared, choices=Choices(answers={2: f"merge:{leo}"})).value
    assert done.skipped == (
        (2, "The creator you chose is no longer there. Import this row again to choose another."),
    )  # fmt: skip
    assert all_of(workspace, Creator) == []


@pytest.mark.parametrize("columns", ["Name,City\nAna Ruiz,Oslo\n", "Name,City,Phone\nAna Ruiz,Oslo,+34600111222\n"])
def test_somebody_in_the_trash_is_not_brought_back_by_the_same_row(workspace: Workspace, columns: str) -> None:
    (ana,) = run(workspace, "Name,City,Phone\nAna Ruiz,Oslo,+34600111222\n").value.creators
    workspace.do(trash_creators, creator_ids=[ana])
    (one,) = ready(workspace, columns).decisions
    assert (one.outcome, one.reason) == ("skipped", "In the trash. Restore it there to import it again.")


@pytest.mark.parametrize("columns", ["Name\nAna Ruiz\n", "Name,City\nAna Ruiz,Rome\n"])
def test_a_name_that_somebody_in_the_trash_has_is_told(workspace: Workspace, columns: str) -> None:
    (ana,) = run(workspace, "Name,City\nAna Ruiz,Oslo\n").value.creators
    workspace.do(trash_creators, creator_ids=[ana])
    (one,) = ready(workspace, columns).decisions
    assert (one.outcome, one.reason) == ("new", "A creator in the trash has the same name.")


def test_a_row_by_name_alone_is_the_same_with_its_notes(workspace: Workspace) -> None:
    text = "Name,City,Notes,Shoe size\nAna Ruiz,Oslo,Likes dogs,38\n"
    run(workspace, text)
    assert outcomes(workspace, text) == ["same"]
    assert outcomes(workspace, "Name,City,Notes\nAna Ruiz,Oslo,Likes dogs\n") == ["same"]


def test_comparing_tells_often_how_far_it_is(workspace: Workspace) -> None:
    sheet = read_csv(("Name,Email\n" + "Ana,a@x.com\n" * 1_000).encode(), "list.csv")
    told: list[tuple[int, int]] = []
    workspace.read(
        lambda conn: prepare(
            conn, sheet, propose(sheet), today=workspace.today(), progress=lambda *bar: told.append(bar)
        )
    )
    assert len(set(told)) >= 20
