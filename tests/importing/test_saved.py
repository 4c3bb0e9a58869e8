"""Mappings are kept under a name and found again for the next file."""

from pathlib import Path

import pytest

from infludesk.importing.columns.mapping import Mapping, applied, propose, remap
from infludesk.importing.columns.saved import (
    fingerprint,
    save_mapping,
    saved_for,
    saved_mappings,
    trash_mapping,
)
from infludesk.importing.commands import Choices, import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.reader import read_file
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

DATA = Path(__file__).parents[1] / "data"


def sheet_of(text: str) -> Sheet:
    return read_csv(text.encode(), "list.csv")


def confirmed(sheet: Sheet, place: int, code: str) -> Mapping:
    """The proposed mapping with one column sent elsewhere."""
    mapping = propose(sheet)
    columns = list(mapping.columns)
    columns[place] = remap(sheet, columns[place], place=place, code=code)
    return Mapping(tuple(columns), mapping.source)


def saved(workspace: Workspace, sheet: Sheet, mapping: Mapping, name: str = "Mine") -> str:
    return str(workspace.do(save_mapping, name=name, sheet=sheet, mapping=mapping).value)


def test_a_fingerprint_is_of_the_headings_whatever_their_order_and_case() -> None:
    one, other = sheet_of("Name,E-Mail\nAna,x\n"), sheet_of("e mail,NAME\ny,Leo\n")
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint(sheet_of("Name,E-Mail,City\nAna,x,y\n"))


def test_a_mapping_is_found_for_files_of_the_same_headings(workspace: Workspace) -> None:
    sheet = sheet_of("Name,Who knows\nAna,Tapas\n")
    row = saved(workspace, sheet, confirmed(sheet, 1, "creator.likes"))
    other = sheet_of("who knows,NAME\nPasta,Leo\n")
    found = workspace.read(lambda conn: saved_for(conn, other))
    assert found is not None
    assert (found.id, found.name) == (row, "Mine")
    assert [one.target for one in applied(found.mapping, other).columns] == ["creator.likes", "creator.name"]
    assert workspace.read(lambda conn: saved_for(conn, sheet_of("Name,City\nAna,Oslo\n"))) is None


def test_saving_again_replaces_it(workspace: Workspace) -> None:
    sheet = sheet_of("Name,Who knows\nAna,Tapas\n")
    first = saved(workspace, sheet, confirmed(sheet, 1, "creator.likes"))
    assert saved(workspace, sheet, confirmed(sheet, 1, "creator.dislikes"), "Other") == first
    (one,) = workspace.read(saved_mappings)
    assert (one.name, one.mapping.columns[1].target) == ("Other", "creator.dislikes")


def test_a_source_s_mapping_serves_its_files_with_almost_the_same_headings(workspace: Workspace) -> None:
    sheet = read_file(DATA / "hubspot.csv")
    row = saved(workspace, sheet, propose(sheet), "HubSpot")
    fewer = Sheet(sheet.name, "csv", sheet.columns[:-2], tuple(one[:-2] for one in sheet.rows), sheet.numbers)
    found = workspace.read(lambda conn: saved_for(conn, fewer))
    assert found is not None
    assert found.id == row
    few = Sheet(sheet.name, "csv", sheet.columns[:8], tuple(one[:8] for one in sheet.rows), sheet.numbers)
    assert workspace.read(lambda conn: saved_for(conn, few)) is None


def test_a_mapping_is_saved_under_another_name_trashed_and_undone(workspace: Workspace) -> None:
    sheet = sheet_of("Name,City\nAna,Oslo\n")
    row = saved(workspace, sheet, propose(sheet))
    assert saved(workspace, sheet, propose(sheet), "Spring lists") == row
    assert [one.name for one in workspace.read(saved_mappings)] == ["Spring lists"]
    batch = workspace.do(trash_mapping, mapping_id=row).changes.batch
    assert workspace.read(saved_mappings) == ()
    assert workspace.read(lambda conn: saved_for(conn, sheet)) is None
    workspace.undo(batch)
    assert [one.id for one in workspace.read(saved_mappings)] == [row]
    workspace.do(trash_mapping, mapping_id=row)
    assert saved(workspace, sheet, propose(sheet), "Again") == row
    assert [one.name for one in workspace.read(saved_mappings)] == ["Again"]


def test_a_mapping_needs_a_name(workspace: Workspace) -> None:
    sheet = sheet_of("Name,City\nAna,Oslo\n")
    with pytest.raises(Problem) as told:
        saved(workspace, sheet, propose(sheet), "  ")
    assert told.value.code == "record.needed"


def test_an_import_says_which_mapping_it_used(workspace: Workspace) -> None:
    sheet = sheet_of("Name,City\nAna,Oslo\n")
    row = saved(workspace, sheet, propose(sheet))
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    run = workspace.do(import_creators, prepared=prepared, choices=Choices(mapping_id=row)).value.run
    (kept,) = workspace.read(lambda c: c.execute("SELECT mapping_id FROM import_run WHERE id = ?", (run,)).fetchone())
    assert kept == row


def test_a_saved_way_of_reading_that_does_not_fit_is_told(workspace: Workspace) -> None:
    sheet = sheet_of("Name,Birthday\nAna,31/12/1990\n")
    saved(workspace, sheet, propose(sheet))
    other = sheet_of("Name,Birthday\nLeo,12/31/1990\n")
    found = workspace.read(lambda conn: saved_for(conn, other))
    assert found is not None
    column = applied(
        found.mapping,
        other,
    ).columns[1]
    assert column.reading.order == "dmy"
    assert column.doubt == "The saved way of reading does not fit some cells, such as 12/31/1990."


def test_a_column_that_was_empty_is_proposed_once_it_is_filled(workspace: Workspace) -> None:
    sheet = sheet_of("Name,Instagram,Followers\nAna,ana.fit,\n")
    saved(workspace, sheet, propose(sheet))
    later = sheet_of("Name,Instagram,Followers\nAna,ana.fit,1200\n")
    found = workspace.read(lambda conn: saved_for(conn, later))
    assert found is not None
    assert applied(found.mapping, later).columns[2].target == "account_snapshot.followers"
    left = confirmed(later, 2, "")
    saved(workspace, later, left)
    found = workspace.read(lambda conn: saved_for(conn, later))
    assert found is not None
    assert applied(found.mapping, later).columns[2].target == "", "what a person leaves out stays so"
