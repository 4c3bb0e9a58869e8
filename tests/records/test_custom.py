"""Fields of the user's own: their keys, their values, and what people do with them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.commands import add_creator
from infludesk.creators.model import Creator
from infludesk.creators.store import search
from infludesk.flows.trash import restore, trash_creators
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.kernel.text import fold
from infludesk.records.custom import as_field, free_key, from_columns, key_of, names_taken, to_columns
from infludesk.records.custom_commands import (
    add_custom_field,
    change_custom_field,
    set_custom_value,
    trash_custom_field,
)
from infludesk.records.custom_store import custom_fields, custom_values
from infludesk.records.model import CustomField
from infludesk.workspace import Workspace

_WHOLE = st.integers(-(2**63), 2**63 - 1)
_WORDS = st.text(min_size=1)
_VALUES = {
    "text": _WORDS,
    "long": _WORDS,
    "choice": _WORDS,
    "url": _WORDS,
    "day": st.dates().map(date.isoformat),
    "int": _WHOLE,
    "ppm": _WHOLE,
    "yes": st.booleans(),
    "money": st.builds(Money, st.integers(-(2**53) + 1, 2**53 - 1), st.sampled_from(["EUR", "JPY", "KWD"])),
}
_KINDS = tuple(code for code, _ in CustomField.entity.field("field_kind").choices)


def test_every_kind_is_tried() -> None:
    assert set(_VALUES) == set(_KINDS)


@given(st.sampled_from(_KINDS).flatmap(lambda kind: st.tuples(st.just(kind), _VALUES[kind])))
def test_a_value_of_any_kind_comes_back_as_it_went(one: tuple[str, Any]) -> None:
    kind, value = one
    back = from_columns(kind, to_columns(kind, value))
    assert (back, type(back)) == (value, type(value))


@pytest.mark.parametrize("kind", _KINDS)
def test_no_value_of_any_kind_stays_none(kind: str) -> None:
    assert from_columns(kind, to_columns(kind, None)) is None
    assert from_columns(kind, to_columns(kind, "")) is None


@given(st.text())
def test_a_key_is_one_folded_word(label: str) -> None:
    key = key_of(label)
    assert key
    assert key == key_of(key)
    assert key == fold(key)
    assert " " not in key


@pytest.mark.parametrize(
    ("label", "key"),
    [("Shoe size (EU)", "shoe_size_eu"), ("Größe", "grosse"), ("好き", "好き"), ("🎉", "field"), ("ÀÉÎ  õü", "aei_ou")],
)
def test_keys_of_labels(label: str, key: str) -> None:
    assert key_of(label) == key


@pytest.fixture
def ana(workspace: Workspace) -> str:
    return ref("creator", workspace.do(add_creator, name="Ana Ruiz").value)


def _add(workspace: Workspace, label: str, kind: str = "text", **more: Any) -> str:
    given_: dict[str, Any] = {"table": "creator"} | more
    return str(workspace.do(add_custom_field, label=label, kind=kind, **given_).value)


def _held(workspace: Workspace, record: str) -> dict[str, Any]:
    return workspace.read(lambda conn: custom_values(conn, [record])).get(record, {})


def _labels(workspace: Workspace, table: str = "creator") -> list[str | None]:
    return [one.label for one in workspace.read(lambda conn: custom_fields(conn, table))]


def _done(workspace: Workspace) -> str:
    undoable = workspace.undoable()
    assert undoable is not None
    return undoable.label


def test_a_field_is_the_program_s_own_kind_of_field(workspace: Workspace) -> None:
    _add(workspace, "Skin type", "choice", choices=["Dry", " Oily ", "dry", ""], internal=True, help="As they say.")
    field = as_field(workspace.read(lambda conn: custom_fields(conn, "creator"))[0])
    assert (field.name, field.kind, field.label, field.help) == (
        "custom.skin_type",
        "choice",
        "Skin type",
        "As they say.",
    )
    assert field.choices == (("Dry", "Dry"), ("Oily", "Oily"))
    assert field.internal
    assert not field.search
    assert _done(workspace) == 'Add the field "Skin type"'


@pytest.mark.parametrize("label", ["shoe  SIZE", "Shoe sizé", "e-mail"])
def test_a_name_is_given_once(workspace: Workspace, label: str) -> None:
    _add(workspace, "Shoe size")
    with pytest.raises(Problem) as told:
        _add(workspace, label)
    assert told.value.code == "custom.label"
    assert _labels(workspace) == ["Shoe size"]


def test_campaigns_have_fields_of_their_own(workspace: Workspace) -> None:
    _add(workspace, "Shoe size")
    _add(workspace, "Shoe size", table="campaign")
    assert (_labels(workspace), _labels(workspace, "campaign")) == (["Shoe size"], ["Shoe size"])


@pytest.mark.parametrize(("label", "kind", "code"), [(" ", "text", "record.needed"), ("A", "choice", "custom.choices")])
def test_what_cannot_be_a_field(workspace: Workspace, label: str, kind: str, code: str) -> None:
    with pytest.raises(Problem) as told:
        _add(workspace, label, kind)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Left"), ("long", "One\nTwo"), ("day", "2026-03-12"), ("int", 0), ("ppm", 125_000), ("yes", False),
        ("money", Money(1999, "EUR")), ("choice", "Dry"), ("url", "https://ana.example"),
    ],
)  # fmt: skip
def test_a_record_holds_a_value_until_it_is_cleared_or_undone(
    workspace: Workspace, ana: str, kind: str, value: Any
) -> None:
    field = _add(workspace, "Mine", kind, choices=["Dry"])
    workspace.do(set_custom_value, record=ana, field_id=field, value=value)
    assert _held(workspace, ana) == {"mine": value}
    assert _done(workspace) == "Change Mine of Ana Ruiz"
    workspace.do(set_custom_value, record=ana, field_id=field, value=None)
    assert _held(workspace, ana) == {}
    workspace.undo()
    assert _held(workspace, ana) == {"mine": value}
    workspace.undo()
    assert _held(workspace, ana) == {}
    assert workspace.check().faults == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("day", "soon"), ("int", "3"), ("int", 2**63), ("money", 3), ("yes", "yes"), ("choice", "Wet"), ("text", 3)],
)
def test_a_value_that_does_not_fit_is_not_kept(workspace: Workspace, ana: str, kind: str, value: Any) -> None:
    field = _add(workspace, "Mine", kind, choices=["Dry"])
    with pytest.raises(Problem) as told:
        workspace.do(set_custom_value, record=ana, field_id=field, value=value)
    assert told.value.code == "record.value"
    assert _held(workspace, ana) == {}


def test_the_same_value_again_is_no_change(workspace: Workspace, ana: str) -> None:
    field = _add(workspace, "Size", "int")
    workspace.do(set_custom_value, record=ana, field_id=field, value=38)
    before = workspace.undoable()
    workspace.do(set_custom_value, record=ana, field_id=field, value=38)
    assert workspace.undoable() == before


def test_values_of_many_records_are_read_at_once(workspace: Workspace, ana: str) -> None:
    bea = ref("creator", workspace.do(add_creator, name="Bea").value)
    field = _add(workspace, "Size", "int")
    for record, value in ((ana, 38), (bea, 40)):
        workspace.do(set_custom_value, record=record, field_id=field, value=value)
    some = [ana, *(f"creator:none-{n}" for n in range(600)), bea]
    assert workspace.read(lambda conn: custom_values(conn, some)) == {ana: {"size": 38}, bea: {"size": 40}}


def test_a_field_keeps_its_key_and_values_under_a_new_name(workspace: Workspace, ana: str) -> None:
    field = _add(workspace, "Skin", "choice", choices=["Dry", "Oily"])
    workspace.do(set_custom_value, record=ana, field_id=field, value="Dry")
    workspace.do(change_custom_field, field_id=field, label="Skin type", choices=["Oily"], internal=True)
    assert _done(workspace) == "Change the field Skin type"
    assert _held(workspace, ana) == {"skin": "Dry"}
    workspace.undo()
    assert _labels(workspace) == ["Skin"]
    _add(workspace, "Skin type")
    with pytest.raises(Problem) as told:
        workspace.do(change_custom_field, field_id=field, label="skin type")
    assert told.value.code == "custom.label"


def test_fields_stand_in_their_order(workspace: Workspace) -> None:
    first = _add(workspace, "First")
    _add(workspace, "Second")
    workspace.do(change_custom_field, field_id=first, position=3)
    assert _labels(workspace) == ["Second", "First"]


@pytest.mark.parametrize(
    ("kind", "value", "then", "kept"),
    [
        ("text", "A", "long", True), ("long", "A", "text", True), ("long", "A\nB", "text", False),
        ("choice", "Dry", "text", True), ("text", "Dry", "choice", True), ("text", "Wet", "choice", False),
        ("text", "A", "int", False), ("int", 3, "text", False), ("int", 3, "ppm", False), ("int", None, "money", True),
    ],
)  # fmt: skip
def test_the_kind_changes_only_while_nothing_is_lost(
    workspace: Workspace, ana: str, kind: str, value: Any, then: str, *, kept: bool
) -> None:
    field = _add(workspace, "Mine", kind, choices=["Dry"])
    workspace.do(set_custom_value, record=ana, field_id=field, value=value)
    if kept:
        workspace.do(change_custom_field, field_id=field, kind=then, choices=["Dry"])
    else:
        with pytest.raises(Problem) as told:
            workspace.do(change_custom_field, field_id=field, kind=then, choices=["Dry"])
        assert told.value.code == "custom.kind"
    found = workspace.read(lambda conn: custom_fields(conn, "creator"))[0]
    assert found.field_kind == (then if kept else kind)
    assert _held(workspace, ana).get("mine") == value


def test_a_field_goes_to_the_trash_with_its_values_and_comes_back_with_them(workspace: Workspace, ana: str) -> None:
    field = _add(workspace, "Size")
    workspace.do(set_custom_value, record=ana, field_id=field, value="38")
    workspace.do(trash_custom_field, field_id=field)
    assert _done(workspace) == "Move the field Size to Trash"
    assert (_labels(workspace), _held(workspace, ana)) == ([], {})
    assert workspace.check().faults == ()
    other = _add(workspace, "Size")
    assert other != field
    workspace.undo()
    workspace.do(restore, table="custom_field", ids=[field])
    assert (_labels(workspace), _held(workspace, ana)) == (["Size"], {"size": "38"})
    workspace.do(trash_custom_field, field_id=field)
    workspace.undo()
    assert _held(workspace, ana) == {"size": "38"}


def test_a_field_undone_is_made_again(workspace: Workspace, ana: str) -> None:
    field = _add(workspace, "Size", "int")
    workspace.undo()
    assert _add(workspace, "Size", "text") == field
    workspace.do(set_custom_value, record=ana, field_id=field, value="38")
    assert _held(workspace, ana) == {"size": "38"}


def test_values_go_and_come_with_their_record(workspace: Workspace, ana: str) -> None:
    field = _add(workspace, "Size")
    workspace.do(set_custom_value, record=ana, field_id=field, value="38")
    workspace.do(trash_creators, creator_ids=[ana.removeprefix("creator:")])
    assert _held(workspace, ana) == {}
    assert workspace.check().faults == ()
    workspace.do(restore, table="creator", ids=[ana.removeprefix("creator:")])
    assert _held(workspace, ana) == {"size": "38"}


def test_search_finds_creators_by_the_fields_marked_for_it_and_by_no_other(workspace: Workspace, ana: str) -> None:
    def found(typed: str) -> list[str]:
        return [ref("creator", one) for one in workspace.read(lambda conn: search(conn, typed))]

    seen, unseen = _add(workspace, "Agent", searchable=True), _add(workspace, "Secret")
    workspace.do(set_custom_value, record=ana, field_id=seen, value="Łódź Talents")
    workspace.do(set_custom_value, record=ana, field_id=unseen, value="Hidden")
    assert (found("talents"), found("hidden")) == ([ana], [])
    workspace.do(change_custom_field, field_id=unseen, searchable=True)
    assert found("hidden") == [ana]
    workspace.do(trash_custom_field, field_id=seen)
    assert found("talents") == []
    workspace.undo()
    assert found("talents") == [ana]
    workspace.do(set_custom_value, record=ana, field_id=seen, value=None)
    assert found("talents") == []


def test_a_key_that_is_taken_gets_a_number() -> None:
    assert free_key("Shoe size", ()) == "shoe_size"
    assert free_key("Shoe size", ("shoe_size", "shoe_size_2")) == "shoe_size_3"
    assert free_key("?", ()) == "field"


def test_names_are_taken_by_fields_of_both_kinds_whatever_their_case() -> None:
    taken = names_taken(Creator.entity, (CustomField(label="Shoe Size"),))
    assert {fold("shoe size"), fold("e-mail")} <= taken
    assert fold("Hat size") not in taken


@pytest.mark.parametrize(
    ("first", "other", "value", "told"),
    [
        ("int", "text", "medium", "medium"), ("money", "text", "a lot", "a lot"),
        ("yes", "long", "per\nhaps", "per\nhaps"),
        ("ppm", "choice", "big", "big"), ("text", "int", 38, "38"), ("text", "yes", True, "1"),
        ("text", "money", Money(1_250, "EUR"), "12.50 EUR"), ("int", "money", Money(1_250, "EUR"), "12.50 EUR"),
        ("money", "int", 38, "38"), ("yes", "int", 38, "38"),
    ],
)  # fmt: skip
def test_what_was_written_while_a_field_was_of_another_kind_is_told_as_text(
    workspace: Workspace, first: str, other: str, value: Any, told: str
) -> None:
    person = ref("creator", str(workspace.do(add_creator, name="Ana").value))
    words: dict[str, Any] = {"choices": ["big"]} if other == "choice" else {}
    made = str(workspace.do(add_custom_field, table="creator", label="Shoe", kind=first).value)
    changed = workspace.do(change_custom_field, field_id=made, kind=other, **words).changes.batch
    workspace.do(set_custom_value, record=person, field_id=made, value=value)
    assert workspace.check().faults == ()
    workspace.undo(changed)
    assert workspace.read(lambda conn: custom_values(conn, [person])) == {person: {"shoe": told}}
    assert workspace.check().faults == (
        'A value of the field "Shoe" is of another kind than the field; it is shown as text.',
    )
