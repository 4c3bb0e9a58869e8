"""What a pack's file must keep beyond reading: nothing in it is passed over in silence."""

import pytest

from infludesk.content.model import CONNECTIONS, FORMATS
from infludesk.contracts.pack_check import mistakes
from infludesk.contracts.packs import known_packs, market_packs, offered, packs_for
from infludesk.contracts.rulepacks import parse
from infludesk.contracts.shipped import shipped, shipped_pack
from infludesk.flows.pack_changes import add_pack, copy_to_edit, set_market_pack, turn_off
from infludesk.flows.pack_list import changed_since, listed_packs
from infludesk.kernel.errors import Problem
from infludesk.workspace import Workspace

CA = shipped_pack("ca")
NEWER = CA.replace('version = "2025.1"', 'version = "2026.1"')


def found(text: str) -> tuple[str, ...]:
    return mistakes(text, formats=dict(FORMATS), connections=dict(CONNECTIONS))


@pytest.mark.parametrize("text", shipped(), ids=lambda text: parse(text).key)
def test_a_shipped_pack_has_no_mistake(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "ca"', 'code = "CA pack"', 'code "CA pack" is not written as such a code is (in the pack).'),
        ('version = "2025.1"', 'version = "of 2025"', 'version "of 2025" is not written as such a code is'),
        ('jurisdiction = "CA"', 'jurisdiction = "Canada"', 'jurisdiction "Canada" is not written'),
        ('label_lang = "en"', 'label_lang = "english"', 'label_lang "english" is not written'),
        ('formats = ["story"]', 'formats = ["stories"]', 'formats names "stories", which is not known (in rule "CA-'),
        ("asked_of", "colour = 1\nasked_of", '"colour" is not known (in rules 1).'),
        ("notice", "motto = 1\nnotice", '"motto" is not known (in the pack).'),
        ('confidence = "V"', 'confidence = "X"', 'confidence is "X", not one of V, S, G (in '),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert old in CA
    told = found(CA.replace(old, new, 1))
    assert any(one.startswith(said) or said in one for one in told), told


def test_several_mistakes_are_told_at_once(workspace: Workspace) -> None:
    text = NEWER.replace('code = "ca"', 'code = "C A"').replace('formats = ["story"]', 'formats = ["stories"]')
    with pytest.raises(Problem) as caught:
        workspace.do(add_pack, text=text)
    assert caught.value.title == "This rule pack has 2 mistakes."
    assert 'code "C A"' in caught.value.advice
    assert 'formats names "stories"' in caught.value.advice
    assert len(workspace.read(known_packs)) == 8


def test_the_same_version_is_added_once(workspace: Workspace) -> None:
    assert workspace.do(add_pack, text=NEWER).value == "ca@2026.1"
    for text, code in ((NEWER, "rulepack.known"), (f"{NEWER}# mine\n", "rulepack.other_text")):
        with pytest.raises(Problem) as caught:
            workspace.do(add_pack, text=text)
        assert caught.value.code == code


def test_a_copy_has_a_version_of_its_own_and_is_else_the_same(workspace: Workspace) -> None:
    copy = workspace.read(lambda conn: copy_to_edit(conn, "ca@2025.1"))
    assert parse(copy).key == "ca@2025.1-own1"
    assert copy.replace("2025.1-own1", "2025.1") == CA
    workspace.do(add_pack, text=copy)
    again = workspace.read(lambda conn: copy_to_edit(conn, "ca@2025.1-own1"))
    assert parse(again).key == "ca@2025.1-own2"
    with pytest.raises(Problem):
        workspace.read(lambda conn: copy_to_edit(conn, "nowhere@1"))


def test_packs_for_new_work_leave_out_what_is_turned_off(workspace: Workspace) -> None:
    assert [pack.code for pack in workspace.read(offered)] == ["au", "ca", "de", "eu", "fr", "uk-cap", "in", "us-ftc"]
    workspace.do(turn_off, key="ca@2025.1")
    workspace.do(turn_off, key="us-ftc@2023.1")
    workspace.do(turn_off, key="us-ftc@2023.1", off=False)
    assert [pack.code for pack in workspace.read(offered)] == ["au", "de", "eu", "fr", "uk-cap", "in", "us-ftc"]
    assert workspace.read(lambda conn: packs_for(conn, ("CA", "US", "ES"))) == ("us-ftc",)
    workspace.do(set_market_pack, country="ES", pack="eu")
    assert workspace.read(lambda conn: packs_for(conn, ("ES", "US", "ES"))) == ("eu", "us-ftc")
    workspace.do(set_market_pack, country="ES", pack="")
    assert workspace.read(market_packs) == {}


def test_a_version_tells_what_it_changed() -> None:
    newer = parse(NEWER.replace('code = "CA-9"', 'code = "CA-99"').replace("Are the words clear?", "Are they plain?"))
    changed = changed_since(newer, parse(CA))
    assert (changed.rules_added, changed.rules_removed, changed.rules_changed) == (("CA-99",), ("CA-9",), ("CA-2",))
    assert not changed.nothing
    assert changed_since(parse(CA), parse(CA)).nothing


def test_versions_know_the_one_before(workspace: Workspace) -> None:
    workspace.do(add_pack, text=NEWER)
    rows = {row.id: row.previous for row in workspace.read(lambda conn: listed_packs(conn, "2026-03-12"))}
    assert (rows["ca@2026.1"], rows["ca@2025.1"], rows["de@2022.1"]) == ("ca@2025.1", "", "")
