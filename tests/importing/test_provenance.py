"""Where a creator came from: each file and row that spoke of them, in the file's own words."""

from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import Choices, import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.model import ImportRun
from infludesk.importing.provenance import Provenance, headings, provenances
from infludesk.workspace import Workspace


def take(workspace: Workspace, text: str, name: str, **choices: str) -> str:
    """Import a list; returns the run's id."""
    sheet = read_csv(text.encode(), name)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    return str(workspace.do(import_creators, prepared=prepared, choices=Choices(**choices)).value.run)  # type: ignore[arg-type]


def of_the_only_one(workspace: Workspace) -> tuple[Provenance, ...]:
    (ana,) = workspace.read(lambda conn: [row[0] for row in conn.execute("SELECT id FROM creator")])
    return workspace.read(lambda conn: provenances(conn, ana))


def test_each_row_that_speaks_of_a_creator_is_told_as_it_was_in_the_file(workspace: Workspace) -> None:
    take(workspace, "Name,Email,Shoe\nAna,ana@example.com,38\n", "fair.csv", data_source="Fair")
    run = take(workspace, "E-mail;City;Phone\nANA@example.com;Oslo;\n", "agency.csv")
    first, second = of_the_only_one(workspace)
    assert (first.file_name, first.row, first.data_source, first.mapping) == ("fair.csv", 2, "Fair", "")
    assert first.cells == (("Name", "Ana"), ("Email", "ana@example.com"), ("Shoe", "38"))
    assert (second.file_name, second.run) == ("agency.csv", run)
    assert second.cells == (("E-mail", "ANA@example.com"), ("City", "Oslo"))
    assert first.batch < second.batch
    assert workspace.read(lambda conn: headings(conn, run)) == ("E-mail", "City", "Phone")


def test_an_import_that_was_taken_back_is_no_origin(workspace: Workspace) -> None:
    take(workspace, "Name,Email\nAna,ana@example.com\n", "fair.csv")
    take(workspace, "Email,City\nana@example.com,Oslo\n", "agency.csv")
    workspace.undo()
    assert [one.file_name for one in of_the_only_one(workspace)] == ["fair.csv"]


def test_who_was_added_by_hand_has_no_origin(workspace: Workspace) -> None:
    assert workspace.read(lambda conn: provenances(conn, "nobody")) == ()
    assert workspace.read(lambda conn: headings(conn, "none")) == ()
    assert (
        workspace.read(lambda conn: conn.execute(f"SELECT count(*) FROM {ImportRun.entity.table}").fetchone()[0]) == 0
    )
