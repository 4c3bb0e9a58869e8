"""Who may be in the workspace twice: the reasons, what is certain, and what was told apart."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infludesk.creators.commands import add_account, add_creator, not_same_person
from infludesk.creators.duplicates import Duplicates, Group, find_duplicates
from infludesk.creators.model import Account, ContactPoint, Creator
from infludesk.db.rows import insert, update
from infludesk.db.transaction import Tx
from infludesk.flows.merge import merge_creators
from infludesk.flows.trash import trash_creators
from infludesk.kernel.errors import Cancelled
from infludesk.settings import Settings
from infludesk.workspace import Workspace

Add = Callable[..., str]


@pytest.fixture
def add(workspace: Workspace) -> Add:
    return lambda name, **more: str(workspace.do(add_creator, name=name, **more).value)


def found(workspace: Workspace) -> Duplicates:
    return workspace.read(find_duplicates)


def only(workspace: Workspace) -> Group:
    (group,) = found(workspace).groups
    return group


def test_nobody_is_twice(workspace: Workspace, add: Add) -> None:
    assert found(workspace) == Duplicates((), 0)
    add("Ana Ruiz", email="ana@example.org", country="ES")
    add("Leo Berg", email="leo@example.org", country="ES")
    assert found(workspace) == Duplicates((), 2)


def test_the_same_account_is_certain_whatever_the_names(workspace: Workspace, add: Add) -> None:
    ids = (add("Ana Ruiz"), add("Somebody Else"))
    for one, handle in zip(ids, ("anafit", "@ANAFIT"), strict=True):
        workspace.do(lambda tx, o=one, h=handle: insert(tx, Account(creator_id=o, platform="instagram", handle=h)))
    group = only(workspace)
    assert (group.ids, group.exact, group.reasons[0].words) == (ids, True, "Same account: @anafit")


def test_the_same_id_on_the_platform_is_the_strongest_reason(workspace: Workspace, add: Add) -> None:
    for name, handle in (("Ana Ruiz", "anafit"), ("Ana R.", "ana.now")):
        account = workspace.do(add_account, creator_id=add(name), profile=handle, platform="instagram").value
        workspace.do(lambda tx, a=account: update(tx, Account, a, platform_user_id="178414"))
    add("Bea", email="bea@example.org")
    add("Bea", email="bea@example.org")
    first, second = found(workspace).groups
    assert [one.words for one in first.reasons] == ["Same id on the platform: 178414"]
    assert [one.kind for one in second.reasons] == ["email"]
    assert first.exact
    assert second.exact


@pytest.mark.parametrize(
    ("one", "other", "kind", "exact"),
    [
        ("Ana Ruiz", "Ana", "email", True),
        ("Ana Ruiz", "mail@example.org", "email", True),
        ("Ana Ruiz", "Leo Berg", "shared_email", False),
    ],
)
def test_an_e_mail_counts_with_the_names(
    workspace: Workspace,
    add: Add,
    one: str,
    other: str,
    kind: str,
    exact: bool,  # noqa: FBT001  a case
) -> None:
    add(one, email="mail@example.org")
    add(other, email="MAIL@example.org")
    group = only(workspace)
    assert (group.reasons[0].kind, group.exact) == (kind, exact)


def test_an_agencys_address_is_never_certain_and_no_reason_to_ask_of_strangers(workspace: Workspace, add: Add) -> None:
    ids = [add(name, email="office@agency.example") for name in ("Ana Ruiz", "Leo Berg", "Max Holm", "Ana")]
    group = only(workspace)
    assert (group.ids, group.exact, group.reasons[0].kind) == ((ids[0], ids[3]), False, "office")


def test_a_further_e_mail_counts_too(workspace: Workspace, add: Add) -> None:
    ana = add("Ana Ruiz", email="ana@example.org")
    other = add("Ana Ruiz")
    point = ContactPoint(owner=f"creator:{other}", kind="email", value="Ana@example.org")
    workspace.do(lambda tx: insert(tx, point))
    assert only(workspace).ids == (ana, other)


def test_a_phone_counts_where_names_do_not_conflict(workspace: Workspace, add: Add) -> None:
    add("Ana Ruiz", phone="0171 2345678", country="DE")
    add("Ana", phone="+49 171 2345678")
    add("Leo Berg", phone="+49 171 2345678")
    group = only(workspace)
    assert group.names == ("Ana Ruiz", "Ana")
    assert (group.reasons[0].words, group.exact) == ("Same phone: +491712345678", False)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"city": "Bérlin"}, "Similar name and city: Bérlin"),
        ({"country": "DE"}, "Similar name and country: DE"),
        ({"email": "{}@mueller-studio.example"}, "Similar name, and e-mail at mueller-studio.example"),
    ],
)
def test_a_similar_name_needs_a_second_sign(workspace: Workspace, add: Add, more: dict[str, str], words: str) -> None:
    add("Katrin Müller")
    add("Kathrin Mueller")
    assert found(workspace).groups == ()
    add("Katrin Müller", **{key: value.format("a") for key, value in more.items()})
    add("Kathrin Mueller", **{key: value.format("b") for key, value in more.items()})
    group = only(workspace)
    assert ([one.words for one in group.reasons], group.exact) == ([words], False)


def test_a_handle_written_otherwise_is_a_second_sign(workspace: Workspace, add: Add) -> None:
    one, other = add("Ana Ruiz"), add("Ana Ruíz")
    workspace.do(add_account, creator_id=one, profile="ana_fit.life", platform="instagram")
    workspace.do(add_account, creator_id=other, profile="anafitlife", platform="tiktok")
    assert only(workspace).reasons[0].words == "Similar name and handle: anafitlife"


def test_free_mail_is_no_sign(workspace: Workspace, add: Add) -> None:
    add("Katrin Müller", email="a@gmail.com")
    add("Kathrin Mueller", email="b@gmail.com")
    assert found(workspace).groups == ()


def test_what_was_told_apart_stays_apart_also_in_a_group(workspace: Workspace, add: Add) -> None:
    one, two, three = (add("Ana", email="ana@example.org") for _ in range(3))
    assert only(workspace).ids == (one, two, three)
    workspace.do(not_same_person, creator_ids=[three, one])
    groups = found(workspace).groups
    assert not any({one, three} <= set(group.ids) for group in groups)
    assert groups[0].exact
    workspace.do(not_same_person, creator_ids=[one, two, three])
    assert found(workspace).groups == ()
    workspace.undo()
    assert found(workspace).groups == groups


def test_the_trash_and_the_merged_are_not_looked_at(workspace: Workspace, add: Add) -> None:
    ids = [add("Ana", email="ana@example.org") for _ in range(4)]
    workspace.do(trash_creators, creator_ids=[ids[0]])
    workspace.do(merge_creators, keep=ids[1], others=[ids[2]])
    assert only(workspace).ids == (ids[1], ids[3])
    assert found(workspace).people == 2


def test_somebody_certain_stands_for_all_who_are_one_with_them(workspace: Workspace, add: Add) -> None:
    one = add("Ana Ruiz", email="ana@example.org")
    two = add("Ana", email="ana@example.org", phone="+49 171 2345678")
    three = add("Ana Ruiz", phone="+49 171 2345678")
    sure, asked = found(workspace).groups
    assert (sure.ids, sure.exact) == ((one, two), True)
    assert (asked.ids, asked.exact) == ((one, three), False)


def test_it_can_be_stopped(workspace: Workspace, add: Add) -> None:
    add("Ana")

    def stop(done: int, total: int) -> None:
        del done, total
        raise Cancelled

    with pytest.raises(Cancelled):
        workspace.read(lambda conn: find_duplicates(conn, stop))


NAMES = st.sampled_from(["Ana", "Ana Ruiz", "A. Ruiz", "Leo Berg", "أحمد", "王小明", "🎬", "x" * 400])
MAILS = st.sampled_from([None, "a@example.org", "b@example.org"])
PEOPLE = st.lists(st.tuples(NAMES, MAILS, st.sampled_from([None, "Berlin"])), max_size=8)
APART = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=3)


@settings(max_examples=25)
@given(people=PEOPLE, apart=APART)
def test_groups_hold(
    template: Path,
    people: list[tuple[str, str | None, str | None]],
    apart: list[tuple[int, int]],
) -> None:
    """Nobody is in two certain groups, no group holds two told apart, and each says why."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(shutil.copytree(template, Path(place) / "workspace"))
        with Workspace.open(folder, Settings(device="0123456789ab")) as workspace:
            hold(workspace, people, apart)


def build(tx: Tx, people: list[tuple[str, str | None, str | None]], apart: list[tuple[int, int]]) -> list[set[str]]:
    """The people, and some of them told apart; returns those pairs."""
    ids = [insert(tx, Creator(name=name, email=email, city=city)).id for name, email, city in people]
    pairs = [{ids[a], ids[b]} for a, b in apart if a != b and max(a, b) < len(ids)]
    for pair in pairs:
        not_same_person(tx, creator_ids=sorted(pair))
    return pairs


def hold(workspace: Workspace, people: list[tuple[str, str | None, str | None]], apart: list[tuple[int, int]]) -> None:
    pairs = workspace.do(build, people=people, apart=apart).value
    result = found(workspace)
    certain = [one for group in result.exact for one in group.ids]
    assert len(certain) == len(set(certain))
    for group in result.groups:
        assert len(group.ids) > 1
        assert group.reasons
        assert not any(pair <= set(group.ids) for pair in pairs)
