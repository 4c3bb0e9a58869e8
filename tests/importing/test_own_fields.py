"""Columns that go to fields of the user's own: found or made, filled, compared and taken back with the import."""

import pytest

from infludesk.importing.columns.home import home
from infludesk.importing.columns.mapping import Mapping, applied, from_json, propose, remap, to_json
from infludesk.importing.columns.own_fields import kind_of, new_field
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.files.sheet import Sheet
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.records.custom_commands import add_custom_field
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.workspace import Workspace

TEXT = (
    "Name,Email,Shirt,Fee,Met on,Vegan,Share,Size\n"
    'Ana,ana@example.com,Blue,"EUR 1.200,50",31.12.2025,yes,12%,38.5\n'
    'Leo,leo@example.com,Red,"900,00 €",01.02.2026,no,3%,44\n'
    "Mia,mia@example.com,blue,,02.02.2026,yes,,41\n"
    "Jo,jo@example.com,Red,,,,,\n"
)


def sheet_of(text: str = TEXT) -> Sheet:
    return read_csv(text.encode(), "list.csv")


def with_fields(workspace: Workspace, sheet: Sheet, *headings: str) -> Mapping:
    """The proposed mapping, with those columns sent to new fields."""
    at_home = workspace.read(home)
    mapping = propose(sheet, at_home)
    columns, own = list(mapping.columns), list(mapping.custom)
    for name in headings:
        place = sheet.columns.index(name)
        own.append(new_field(sheet, place, (*at_home.custom, *own)))
        known = type(at_home)(at_home.country, at_home.currency, tuple(own))
        columns[place] = remap(sheet, columns[place], place=place, code=f"custom.{own[-1].key}", home=known)
    return Mapping(tuple(columns), mapping.source, tuple(own))


def imported(workspace: Workspace, sheet: Sheet, mapping: Mapping) -> int:
    prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))
    return workspace.do(import_creators, prepared=prepared).changes.batch


def held(workspace: Workspace) -> dict[str, dict[str, object]]:
    """Name → values of the user's own fields."""
    people = workspace.read(
        lambda c: c.execute("SELECT id, name FROM creator WHERE deleted_at IS NULL ORDER BY name").fetchall()
    )
    values = workspace.read(lambda conn: custom_values(conn, [f"creator:{row['id']}" for row in people]))
    return {row["name"]: values.get(f"creator:{row['id']}", {}) for row in people}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["yes", "no"], "yes"), (["1", "0", "1"], "int"), (["12%", "3,5 %"], "ppm"), (["12", "1,200", "3K"], "int"),
        (["007", "12"], "text"), (["38.5", "44"], "text"), (["EUR 12", "$5"], "money"), (["12", "EUR 5"], "text"),
        (["31/12/2025", "1/2/2026"], "day"), (["12 Mar 2024"], "day"), (["https://a.example/x"], "url"),
        (["Blue", "red", "blue", "Red"], "choice"), (["Blue", "Red", "Green"], "text"), (["a\nb"], "long"),
        (["x" * 300], "long"), ([], "text"), (["2024"], "int"), (["-5", "6"], "text"),
    ],
)  # fmt: skip
def test_the_kind_is_found_in_the_cells(values: list[str], kind: str) -> None:
    assert kind_of(values) == kind


def test_a_new_field_has_a_name_of_its_own() -> None:
    sheet = sheet_of("Name,Notes,Shirt\nAna,x,Blue\nLeo,y,blue\n")
    notes = new_field(sheet, 1)
    assert (notes.label, notes.key) == ("Notes 2", "notes_2")
    shirt = new_field(sheet, 2)
    assert (shirt.label, shirt.key, shirt.field_kind, shirt.choices) == ("Shirt", "shirt", "choice", ("Blue",))
    assert new_field(sheet, 2, (shirt,), kind="text").label == "Shirt 2"


def test_columns_make_fields_and_one_undo_takes_all_back(workspace: Workspace) -> None:
    sheet = sheet_of()
    mapping = with_fields(workspace, sheet, "Shirt", "Fee", "Met on", "Vegan", "Share", "Size")
    batch = imported(workspace, sheet, mapping)
    fields = {one.key: one.field_kind for one in workspace.read(lambda conn: custom_fields(conn, "creator"))}
    assert fields == {
        "shirt": "choice",
        "fee": "money",
        "met_on": "day",
        "vegan": "yes",
        "share": "ppm",
        "size": "text",
    }
    found = held(workspace)
    assert found["Ana"] == {
        "shirt": "Blue", "fee": Money(120_050, "EUR"), "met_on": "2025-12-31", "vegan": True, "share": 120_000,
        "size": "38.5",
    }  # fmt: skip
    assert (found["Mia"]["shirt"], found["Jo"]) == ("Blue", {"shirt": "Red"})
    workspace.undo(batch)
    assert workspace.read(lambda conn: custom_fields(conn, "creator")) == ()
    assert held(workspace) == {}
    imported(workspace, sheet, mapping)
    assert held(workspace) == found
    assert workspace.check().faults == ()


def test_the_same_file_again_changes_nothing_and_another_value_is_kept_apart(workspace: Workspace) -> None:
    sheet = sheet_of()
    mapping = with_fields(workspace, sheet, "Shirt", "Size")
    imported(workspace, sheet, mapping)
    assert imported(workspace, sheet, mapping) == 0
    other = sheet_of(TEXT.replace("38.5", "39").replace("jo@example.com,Red,,,,,", "jo@example.com,Red,,,,,40"))
    again = applied(mapping, other, workspace.read(home))
    prepared = workspace.read(lambda conn: prepare(conn, other, again, today=workspace.today()))
    assert [(one.field, one.ours, one.theirs) for row in prepared.decisions for one in row.kept] == [
        ("custom.size", "38.5", "39"),
    ]
    workspace.do(import_creators, prepared=prepared)
    assert (held(workspace)["Ana"]["size"], held(workspace)["Jo"]["size"]) == ("38.5", "40")


def test_a_column_named_like_a_field_of_the_user_s_own_goes_there(workspace: Workspace) -> None:
    workspace.do(add_custom_field, table="creator", label="Shirt size", kind="text")
    proposed = propose(sheet_of("Name,SHIRT_SIZE\nAna,M\n"), workspace.read(home))
    assert proposed.columns[1].target == "custom.shirt_size"
    assert [one.key for one in proposed.custom] == ["shirt_size"]


def test_fields_travel_with_a_mapping() -> None:
    sheet = sheet_of("Name,Shirt\nAna,Blue\nLeo,Blue\n")
    field = new_field(sheet, 1)
    mapping = Mapping(propose(sheet).columns, "", (field,))
    again = from_json(to_json(mapping))
    (read,) = again.custom
    assert (read.key, read.label, read.field_kind, read.choices) == ("shirt", "Shirt", "choice", ("Blue",))


def test_a_saved_mapping_finds_the_field_by_its_name(workspace: Workspace) -> None:
    workspace.do(add_custom_field, table="creator", label="Shirt", kind="text")
    text = (
        '{"columns": [{"heading": "Name", "field": "creator.name"}, {"heading": "S", "field": "custom.s"}], '
        '"custom": [{"key": "s", "label": "Shirt", "field_kind": "text"}]}'
    )
    laid = applied(from_json(text), sheet_of("Name,S\nAna,M\n"), workspace.read(home))
    assert laid.columns[1].target == "custom.shirt"
    assert [one.key for one in laid.custom] == ["shirt"]


@pytest.mark.parametrize("custom", ["[1]", '[{"key": "a"}]', '[{"key": "a", "label": "A", "field_kind": "x"}]', "{}"])
def test_broken_fields_of_a_mapping_are_told(custom: str) -> None:
    with pytest.raises(Problem) as told:
        from_json(f'{{"columns": [{{"heading": "Name", "field": "creator.name"}}], "custom": {custom}}}')
    assert told.value.code == "mapping.unreadable"


def test_a_field_that_nobody_defines_is_told() -> None:
    with pytest.raises(Problem) as told:
        from_json('{"columns": [{"heading": "S", "field": "custom.s"}]}')
    assert told.value.code == "mapping.unknown_field"


@pytest.mark.parametrize(
    ("label", "kind", "text", "code"),
    [
        ("Phone?", "yes", "Name,Phone\nAna,+34600111222\n", "creator.phone"),
        ("City!", "text", "Name,City\nAna,Oslo\n", "creator.city"),
        ("E-mail?", "yes", "Name,E-mail\nAna,ana@example.com\n", "creator.email"),
        ("(Name)", "text", "Email,Name\nana@example.com,Ana\n", "creator.name"),
        ("Do not contact?", "yes", "Name,Do not contact\nAna,yes\n", "do_not_contact.reason"),
        ("Unsubscribed", "yes", "Name,Unsubscribed\nAna,yes\n", "do_not_contact.reason"),
        ("Instagram – Handle", "text", "Name,Instagram: Handle\nAna,ana.fit\n", "account.handle@instagram"),
        ("Phone?", "yes", "Name,Phone?\nAna,yes\n", "custom.phone"),
        ("Uid", "text", "Email,UID,Instagram,TikTok,YouTube\nana@example.com,7,a,b,c\n", "custom.uid"),
    ],
)
def test_no_field_of_the_user_s_own_takes_a_column_that_is_another_s(
    workspace: Workspace, label: str, kind: str, text: str, code: str
) -> None:
    workspace.do(add_custom_field, table="creator", label=label, kind=kind)
    assert propose(sheet_of(text), workspace.read(home)).columns[1].target == code


def test_a_field_made_for_a_column_of_the_program_s_own_file_has_the_name_it_had() -> None:
    sheet = sheet_of("Name,Custom field: Shirt\nAna,Blue\nLeo,Green\n")
    assert propose(sheet).columns[1].target == "note"
    assert new_field(sheet, 1).label == "Shirt"


def test_columns_told_apart_by_signs_alone_keep_their_places_in_a_saved_mapping(workspace: Workspace) -> None:
    for label in ("Shoe", "(Shoe)"):
        workspace.do(add_custom_field, table="creator", label=label, kind="text")
    first = propose(sheet_of("Name,Shoe,(Shoe)\nAna,1,2\n"), workspace.read(home))
    laid = applied(first, sheet_of("Name,(Shoe),Shoe\nAna,2,1\n"), workspace.read(home))
    assert [one.target for one in laid.columns] == ["creator.name", "custom.shoe_2", "custom.shoe"]


def test_a_field_that_somebody_made_meanwhile_of_another_kind_is_left_alone(workspace: Workspace) -> None:
    sheet = sheet_of("Name,Email,Shoe\nAna,ana@example.com,38\nLeo,leo@example.com,41 wide\n")
    mapping = with_fields(workspace, sheet, "Shoe")
    prepared = workspace.read(lambda conn: prepare(conn, sheet, mapping, today=workspace.today()))
    workspace.do(add_custom_field, table="creator", label="Shoe", kind="int")
    workspace.do(import_creators, prepared=prepared)
    fields = workspace.read(lambda conn: custom_fields(conn, "creator"))
    assert [(one.label, one.field_kind) for one in fields] == [("Shoe", "int"), ("Shoe (2)", "text")]
    assert held(workspace) == {"Ana": {fields[1].key: "38"}, "Leo": {fields[1].key: "41 wide"}}


def test_a_saved_field_of_another_kind_than_the_workspace_s_is_another_field(workspace: Workspace) -> None:
    workspace.do(add_custom_field, table="creator", label="Shoe", kind="int")
    text = (
        '{"columns": [{"heading": "Name", "field": "creator.name"}, {"heading": "Shoe", "field": "custom.shoe"}], '
        '"custom": [{"key": "shoe", "label": "Shoe", "field_kind": "text"}]}'
    )
    sheet = sheet_of("Name,Shoe\nAna,38b\n")
    imported(workspace, sheet, applied(from_json(text), sheet, workspace.read(home)))
    assert held(workspace) == {"Ana": {"shoe_2": "38b"}}


NAME = '{"heading": "Name", "field": "creator.name"}'


@pytest.mark.parametrize(
    ("columns", "more"),
    [
        ('{"heading": "City", "field": "creator.city", "reading": {"kind": "list"}}', ""),
        *(
            ('{"heading": "Name", "field": "creator.name", "reading": {"kind": "KIND"}}'.replace("KIND", kind), "")
            for kind in ("int", "day", "yes")
        ),
        ('{"heading": "Name", "field": "creator.name", "reading": {"split": "\\ud800"}}', ""),
        ('{"heading": "\\ud800", "field": "creator.name"}', ""),
        ('{"heading": "Name", "field": "\\ud800"}', ""),
        (NAME, ', "source": "\\ud800"'),
        (NAME, ', "source": ["a"]'),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_told(columns: str, more: str) -> None:
    with pytest.raises(Problem) as told:
        from_json(f'{{"columns": [{columns}]{more}}}')
    assert told.value.code == "mapping.unreadable"
    assert told.value.title.isprintable()


@pytest.mark.parametrize(
    "custom",
    [
        '{"key": "s", "label": "S", "field_kind": ["text"]}',
        '{"key": "\\ud800", "label": "S", "field_kind": "int"}',
        '{"key": "s", "label": "\\ud800", "field_kind": "int"}',
        '{"key": "s", "label": " ", "field_kind": "int"}',
        '{"key": "s", "label": "S", "field_kind": "choice", "choices": ["\\ud800"]}',
        '{"key": "s", "label": "S", "field_kind": "int"}, {"key": "s", "label": "T", "field_kind": "text"}',
        '{"key": "s", "label": "Shoe", "field_kind": "int"}, {"key": "t", "label": "shoe", "field_kind": "int"}',
    ],
)
def test_fields_of_a_mapping_that_cannot_be_made_are_told(custom: str) -> None:
    with pytest.raises(Problem) as told:
        from_json(f'{{"columns": [{NAME}], "custom": [{custom}]}}')
    assert told.value.code == "mapping.unreadable"
