"""Members, clients and campaigns that a file names are the workspace's own, or are told."""

from infludesk.clients.model import Client
from infludesk.creators.model import Creator, Tie
from infludesk.db.rows import find, insert
from infludesk.db.transaction import Tx
from infludesk.importing.columns.home import home
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import Prepared, import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.people.incoming import Incoming
from infludesk.kernel.ids import ref
from infludesk.team.model import Member
from infludesk.workspace import Workspace


def people(tx: Tx) -> str:
    """Two members of one name, one of another, and a client; gives the client's id."""
    for name in ("Jo Kim", "Jo Kim", "Mara Koch"):
        insert(tx, Member(name=name))
    return insert(tx, Client(name="Nordlys")).id


def prepared(workspace: Workspace, text: str) -> Prepared:
    sheet = read_csv(text.encode(), "list.csv")
    mapping = propose(sheet, workspace.read(home))
    return workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))


def test_an_owner_is_found_by_name_else_told_and_noted(workspace: Workspace) -> None:
    workspace.do(people)
    found = prepared(workspace, "Name,Owner\nAna,mara koch\nBo,Jo Kim\nCem,Nobody\nDan,\n")
    told = [(one.row, one.column, one.value, one.reason) for one in found.problems]
    assert told == [
        (3, "Owner", "Jo Kim", 'No single record is called "Jo Kim".'),
        (4, "Owner", "Nobody", 'No single record is called "Nobody".'),
    ]
    workspace.do(import_creators, prepared=found)
    names = {one.id: one.name for one in workspace.read(lambda conn: find(conn, Member))}
    made = {one.name: one for one in workspace.read(lambda conn: find(conn, Creator))}
    assert names[made["Ana"].owner_id or ""] == "Mara Koch"
    assert {made[name].owner_id for name in ("Bo", "Cem", "Dan")} == {workspace.me}
    assert (made["Bo"].notes, made["Ana"].notes) == ("Owner: Jo Kim", None)


def test_an_import_hands_nobody_over(workspace: Workspace) -> None:
    workspace.do(people)
    text = "Name,Email,Owner\nAna,ana@example.com,{owner}\n"
    workspace.do(import_creators, prepared=prepared(workspace, text.format(owner="")))
    again = prepared(workspace, text.format(owner="Mara Koch"))
    assert [(one.fill, one.kept) for one in again.decisions] == [(None, ())]


def test_a_tie_with_somebody_unknown_is_no_tie_with_the_house(workspace: Workspace) -> None:
    client = str(workspace.do(people).value)
    text = "Name,Tie: Relation,Tie: With,Tie 2: Relation,Tie 2: With\nAna,Employee,Nordlys,Customer,Acme\n"
    found = prepared(workspace, text)
    assert [one.value for one in found.problems] == ["Acme"]
    workspace.do(import_creators, prepared=found)
    ties = workspace.read(lambda conn: find(conn, Tie))
    assert [(one.kind, one.with_party) for one in ties] == [("employee", ref("client", client))]
    (row,) = found.rows
    assert isinstance(row, Incoming)
    assert row.parts == (("tie", {"kind": "employee", "with_party": ref("client", client)}),)
