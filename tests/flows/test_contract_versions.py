"""A contract from draft to signature and beyond: clauses, parties, what stands still, and what replaces it."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Evidence
from infludesk.contracts import clause_store, commands, states, store
from infludesk.contracts.checklist import open_items
from infludesk.contracts.ending import cancel_contract, end_contract, terminate_contract
from infludesk.contracts.model import Contract, ContractClause, ContractParty, Exclusivity, UsageRight
from infludesk.creators.model import Address, Creator
from infludesk.db.rows import find, get, insert, trash
from infludesk.db.transaction import Tx
from infludesk.flows.agreement import document, text_of
from infludesk.flows.clauses import (
    add_clause,
    keep_clause,
    keep_template,
    move_clause,
    remove_clause,
    set_clause_field,
    write_own_clause,
)
from infludesk.flows.contract_checklist import CheckedItem, items
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.parties import add_party, set_party_field, trash_party
from infludesk.flows.send import send_contract, sent_texts
from infludesk.flows.sign import sign_contract
from infludesk.flows.versions import add_addendum, drafted_from, new_version, terms_in_force, versions
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.records.model import HOUSE_NAME
from infludesk.records.store import set_setting
from infludesk.workspace import Workspace


def agree(tx: Tx, *, age: str = "adult", pay: str = "paid") -> str:
    set_setting(tx, HOUSE_NAME, "Harbor & Pine")
    client = insert(tx, Client(name="Acme", legal_name="Acme Inc.", country="US", currency="USD"))
    campaign = insert(
        tx, Campaign(name="Spring", client_id=client.id, starts_on="2026-03-01", ends_on="2026-05-31", markets=("US",))
    )
    creator = insert(tx, Creator(name="Ana", legal_name="Ana Ruiz", country="US", age_check=age))
    insert(tx, Address(owner=ref("creator", creator.id), line1="1 Pier Road", city="Portland", country="US"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay=pay))
    insert(
        tx, CreatorFee(participation_id=joined.id, amount=Money(90_000, "USD"), trigger="signature", state="planned")
    )
    return joined.id


def drafted(workspace: Workspace, *, age: str = "adult", pay: str = "paid") -> str:
    joined = workspace.do(agree, age=age, pay=pay).value
    return str(workspace.do(contract_from_participation, participation_id=joined).value)


def send(workspace: Workspace, contract: str) -> None:
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")


def test_a_text_with_open_terms_is_not_sent_without_a_word(workspace: Workspace) -> None:
    contract = drafted(workspace)
    workspace.do(commands.check_done, contract_id=contract)
    for item in workspace.read(lambda conn: open_items(store.answers(conn, contract))):
        workspace.do(commands.answer_item, contract_id=contract, item=item, answer="not_applicable")
    with pytest.raises(Problem, match="open in the text") as refused:
        workspace.do(send_contract, contract_id=contract)
    assert refused.value.code == "contract.gaps"
    assert "Kill fee" in refused.value.advice
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")


def sign(workspace: Workspace, contract: str, day: str = "2026-03-11") -> None:
    workspace.do(sign_contract, contract_id=contract, signed_on=day, attachments=workspace.attachments, how="paper")


def signed(workspace: Workspace, *, age: str = "adult") -> str:
    contract = drafted(workspace, age=age)
    send(workspace, contract)
    sign(workspace, contract)
    return contract


def stored(workspace: Workspace, contract: str) -> Contract:
    return workspace.read(lambda conn: get(conn, Contract, contract))


def clauses(workspace: Workspace, contract: str) -> list[ContractClause]:
    return workspace.read(lambda conn: clause_store.clauses(conn, contract))


def codes(workspace: Workspace, contract: str) -> list[str | None]:
    return [one.code for one in clauses(workspace, contract)]


def party(workspace: Workspace, contract: str, role: str) -> ContractParty:
    return next(one for one in workspace.read(lambda conn: clause_store.parties(conn, contract)) if one.role == role)


def item(workspace: Workspace, contract: str, number: int) -> CheckedItem:
    return workspace.read(lambda conn: items(conn, contract))[number - 1]


def headings(workspace: Workspace, contract: str) -> list[str]:
    return [one.heading for one in workspace.read(lambda conn: document(conn, contract)).sections]


# parties


def test_the_parties_are_written_down_from_the_records(workspace: Workspace) -> None:
    contract = drafted(workspace)
    found = workspace.read(lambda conn: clause_store.parties(conn, contract))
    assert [(one.role, one.legal_name) for one in found] == [
        ("client", "Acme Inc."), ("house", "Harbor & Pine"), ("creator", "Ana Ruiz"),
    ]  # fmt: skip
    assert found[2].postal_address == "1 Pier Road\nPortland\nUS"
    workspace.do(set_party_field, party_id=found[2].id, name="legal_name", value="Ana Ruiz Media")
    assert "Ana Ruiz Media" in workspace.read(lambda conn: text_of(conn, contract))


def test_a_minor_lacks_item_25_until_a_guardian_has_signed(workspace: Workspace) -> None:
    contract = drafted(workspace, age="minor")
    assert "guardian" in codes(workspace, contract)
    assert item(workspace, contract, 25).answer == "open"
    assert [flag for flag in item(workspace, contract, 25).flags if "guardian" in flag]
    guardian = party(workspace, contract, "guardian")
    workspace.do(set_party_field, party_id=guardian.id, name="legal_name", value="Eva Ruiz")
    assert item(workspace, contract, 25).answer == "open"
    workspace.do(set_party_field, party_id=guardian.id, name="signed_on", value="2026-03-10")
    assert item(workspace, contract, 25).answer == "in_text"
    assert item(workspace, contract, 25).flags == ()
    workspace.do(set_party_field, party_id=guardian.id, name="signed_on", value=None)
    assert item(workspace, contract, 25).answer == "open"


def test_parties_are_added_once_and_go_to_the_trash(workspace: Workspace) -> None:
    contract = drafted(workspace)
    made = workspace.do(add_party, contract_id=contract, role="manager", legal_name="Kai Oda").value
    with pytest.raises(Problem) as caught:
        workspace.do(add_party, contract_id=contract, role="manager")
    assert caught.value.code == "party.stands"
    workspace.do(trash_party, party_id=made)
    assert "Kai Oda" not in workspace.read(lambda conn: text_of(conn, contract))


# clauses


@pytest.mark.parametrize(
    ("pay", "code", "kind"),
    [("gift", "gifting", "gifting_terms"), ("loan", "loan", "loan_terms"), ("paid", "paid_post", "contract")],
)
def test_the_template_fits_the_pay(workspace: Workspace, pay: str, code: str, kind: str) -> None:
    contract = drafted(workspace, pay=pay)
    made = stored(workspace, contract)
    assert (made.template, made.kind) == (code, kind)
    wanted = workspace.read(clause_store.offered).templates[code].clauses
    assert tuple(codes(workspace, contract)) == wanted


def test_clauses_move_and_the_checklist_follows_their_place(workspace: Workspace) -> None:
    contract = drafted(workspace)
    first, second = clauses(workspace, contract)[:2]
    assert item(workspace, contract, 2).answer == "open"
    place = item(workspace, contract, 16).place
    assert workspace.do(move_clause, clause_id=first.id, by=1).value is True
    assert codes(workspace, contract)[:2] == [second.code, first.code]
    assert workspace.do(move_clause, clause_id=second.id, by=-1).value is False
    row = next(one for one in clauses(workspace, contract) if one.code == "genuine")
    workspace.do(move_clause, clause_id=row.id, by=-14)
    assert item(workspace, contract, 16).place == "§ 2 Genuine audience" != place
    workspace.undo()
    assert item(workspace, contract, 16).place == place


def test_a_removed_clause_opens_its_item_and_undo_brings_both_back(workspace: Workspace) -> None:
    contract = drafted(workspace)
    row = next(one for one in clauses(workspace, contract) if one.code == "ai")
    before = headings(workspace, contract)
    workspace.do(remove_clause, clause_id=row.id)
    assert item(workspace, contract, 23).answer == "open"
    workspace.undo()
    assert headings(workspace, contract) == before
    assert item(workspace, contract, 23).answer == "in_text"
    workspace.do(remove_clause, clause_id=row.id)
    workspace.do(add_clause, contract_id=contract, code="ai")
    assert codes(workspace, contract)[-1] == "ai"
    assert item(workspace, contract, 23).answer == "in_text"


def test_what_a_person_answered_stays(workspace: Workspace) -> None:
    contract = drafted(workspace)
    workspace.do(commands.answer_item, contract_id=contract, item=23, answer="in_text", place="Annex")
    row = next(one for one in clauses(workspace, contract) if one.code == "ai")
    workspace.do(remove_clause, clause_id=row.id)
    assert (item(workspace, contract, 23).answer, item(workspace, contract, 23).place) == ("in_text", "Annex")


def test_an_alternative_takes_the_place_and_sets_its_term(workspace: Workspace) -> None:
    contract = drafted(workspace)
    at = codes(workspace, contract).index("licence")
    workspace.do(add_clause, contract_id=contract, code="buyout")
    assert codes(workspace, contract)[at] == "buyout"
    assert "licence" not in codes(workspace, contract)
    assert stored(workspace, contract).rights_model == "buyout"
    with pytest.raises(Problem) as caught:
        workspace.do(add_clause, contract_id=contract, code="buyout")
    assert caught.value.code == "clause.stands"


def test_own_words_stand_where_they_are_put(workspace: Workspace) -> None:
    contract = drafted(workspace)
    first = clauses(workspace, contract)[0]
    made = workspace.do(
        write_own_clause, contract_id=contract, title="Tea", text="Paid is {fee}.", after=first.id
    ).value
    assert codes(workspace, contract)[1] == "own1"
    assert "§ 3 Tea\nPaid is $900.00." in workspace.read(lambda conn: text_of(conn, contract))
    with pytest.raises(Problem) as caught:
        workspace.do(set_clause_field, clause_id=made, name="text", value="Paid is {wage}.")
    assert (caught.value.code, caught.value.title) == ("clause.placeholder", "{wage} stands for no term.")
    workspace.do(remove_clause, clause_id=made)
    workspace.do(write_own_clause, contract_id=contract, title="Coffee")
    assert codes(workspace, contract)[-1] == "own2"


def test_a_clause_and_a_template_are_kept_for_others(workspace: Workspace) -> None:
    contract = drafted(workspace)
    law = next(one for one in clauses(workspace, contract) if one.code == "law")
    workspace.do(set_clause_field, clause_id=law.id, name="text", value="The law of the sea.")
    own = workspace.do(write_own_clause, contract_id=contract, title="Tee trinken", text="Um fünf.").value
    workspace.do(keep_clause, clause_id=own)
    workspace.do(keep_clause, clause_id=law.id)
    workspace.do(keep_clause, clause_id=law.id)
    library = workspace.read(clause_store.offered)
    assert library.clauses["own_tee_trinken"].text == "Um fünf."
    assert (library.clauses["law"].text, library.clauses["law"].items) == ("The law of the sea.", (30,))
    workspace.do(keep_template, contract_id=contract, name="Ours")
    library = workspace.read(clause_store.offered)
    assert library.templates["own_ours"].clauses[-2:] == ("law", "own_ours_tee_trinken")
    assert dict(library.templates["own_ours"].terms)["rounds_allowed"] == 2
    other = workspace.do(agree_again).value
    made = workspace.do(contract_from_participation, participation_id=other, template="own_ours").value
    assert "Um fünf." in workspace.read(lambda conn: text_of(conn, made))


def agree_again(tx: Tx) -> str:
    campaign = find(tx.conn, Campaign)[0]
    creator = insert(tx, Creator(name="李小龙"))
    return insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid")).id


# states


Way = Callable[[str], tuple[Callable[..., Any], dict[str, Any]]]
WAYS: dict[str, Way] = {
    "in_check": lambda c: (commands.check_done, {"contract_id": c}),
    "sent": lambda c: (send_contract, {"contract_id": c, "accept_open_with_note": "Small job"}),
    "redlined": lambda c: (commands.mark_redlined, {"contract_id": c}),
    "agreed": lambda c: (commands.set_contract_field, {"contract_id": c, "name": "state", "value": "agreed"}),
    "draft": lambda c: (commands.set_contract_field, {"contract_id": c, "name": "state", "value": "draft"}),
    "ended": lambda c: (end_contract, {"contract_id": c}),
    "terminated": lambda c: (terminate_contract, {"contract_id": c, "why": "Late"}),
    "cancelled": lambda c: (cancel_contract, {"contract_id": c, "why": "No budget"}),
}
PATHS = {
    "draft": (), "in_check": ("in_check",), "sent": ("in_check", "sent"), "redlined": ("in_check", "sent", "redlined"),
    "agreed": ("in_check", "sent", "agreed"), "signed": ("in_check", "sent", "signed"),
    "ended": ("in_check", "sent", "signed", "ended"), "terminated": ("in_check", "sent", "signed", "terminated"),
    "cancelled": ("cancelled",),
}  # fmt: skip


def go(workspace: Workspace, contract: str, to: str) -> None:
    if to == "signed":
        sign(workspace, contract)
    else:
        command, given = WAYS[to](contract)
        workspace.do(command, **given)


@pytest.mark.parametrize("state", sorted(PATHS))
def test_every_move_goes_where_the_table_says_and_nowhere_else(workspace: Workspace, state: str) -> None:
    contract = drafted(workspace)
    for step in PATHS[state]:
        go(workspace, contract, step)
    for to in (*WAYS, "signed"):
        if states.allowed(state, to):
            go(workspace, contract, to)
            assert stored(workspace, contract).state == to
            workspace.undo()
        else:
            with pytest.raises(Problem) as caught:
                go(workspace, contract, to)
            assert caught.value.code in ("contract.move", "contract.open_items")
        assert stored(workspace, contract).state == state


@pytest.mark.parametrize("command", [terminate_contract, cancel_contract])
def test_an_end_before_its_time_needs_a_reason(workspace: Workspace, command: object) -> None:
    contract = signed(workspace) if command is terminate_contract else drafted(workspace)
    with pytest.raises(Problem) as caught:
        workspace.do(command, contract_id=contract, why="  ")  # type: ignore[arg-type]
    assert caught.value.code == "contract.why"


def test_termination_leaves_what_is_earned(workspace: Workspace) -> None:
    contract = signed(workspace)
    workspace.do(terminate_contract, contract_id=contract, why="They left")
    (fee,) = workspace.read(lambda conn: find(conn, CreatorFee))
    assert (fee.state, stored(workspace, contract).ended_why) == ("earned", "They left")


# sending and signing


def test_the_text_as_sent_is_kept_with_its_hash(workspace: Workspace) -> None:
    contract = drafted(workspace)
    send(workspace, contract)
    text = workspace.read(lambda conn: text_of(conn, contract))
    (kept,) = workspace.read(lambda conn: sent_texts(conn, contract))
    assert (kept.text, kept.sha256) == (text, hashlib.sha256(text.encode()).hexdigest())
    workspace.do(commands.mark_redlined, contract_id=contract)
    workspace.do(write_own_clause, contract_id=contract, title="Tea", text="At five.")
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="As before")
    found = workspace.read(lambda conn: versions(conn, contract))
    assert [one.what for one in found] == ["now", "sent", "sent"]
    assert sum("At five." in one.text for one in found) == 2


def test_signing_writes_the_whole_text_down_and_both_sides_sign(workspace: Workspace) -> None:
    contract = drafted(workspace)
    send(workspace, contract)
    sign(workspace, contract)
    made = stored(workspace, contract)
    assert made.body is not None
    assert made.body_sha256 == hashlib.sha256(made.body.encode()).hexdigest()
    assert all(one.heading in made.body for one in workspace.read(lambda conn: document(conn, contract)).sections)
    assert "signed on 11 Mar 2026, on paper" in made.body
    assert (party(workspace, contract, "creator").signed_on, party(workspace, contract, "house").signed_how) == (
        "2026-03-11", "paper",
    )  # fmt: skip
    assert item(workspace, contract, 32).answer in ("in_text", "accepted_risk")


def test_what_was_signed_is_edited_by_no_path(workspace: Workspace) -> None:
    contract = signed(workspace)
    row = clauses(workspace, contract)[0]
    creator = party(workspace, contract, "creator")
    text = workspace.read(lambda conn: text_of(conn, contract))
    for command, given in (
        (add_clause, {"contract_id": contract, "code": "buyout"}),
        (write_own_clause, {"contract_id": contract, "title": "Tea"}),
        (set_clause_field, {"clause_id": row.id, "name": "text", "value": "x"}),
        (move_clause, {"clause_id": row.id, "by": 1}),
        (remove_clause, {"clause_id": row.id}),
        (add_party, {"contract_id": contract, "role": "manager"}),
        (set_party_field, {"party_id": creator.id, "name": "legal_name", "value": "x"}),
        (trash_party, {"party_id": creator.id}),
        (commands.set_contract_field, {"contract_id": contract, "name": "body", "value": "x"}),
        (commands.set_contract_field, {"contract_id": contract, "name": "title", "value": "x"}),
    ):
        with pytest.raises(Problem) as caught:
            workspace.do(command, **given)
        assert caught.value.code == "contract.signed", command
    for sql in (
        "UPDATE contract SET body = 'x' WHERE id = ?",
        "UPDATE contract SET body_sha256 = NULL WHERE id = ?",
        "UPDATE contract_clause SET text = 'x' WHERE contract_id = ?",
        "UPDATE contract_clause SET position = 9 WHERE contract_id = ?",
        "UPDATE contract_party SET legal_name = 'x' WHERE contract_id = ?",
    ):
        with pytest.raises((Problem, Exception), match=r"."):
            workspace.do(lambda tx, sql=sql: tx.conn.execute(sql, (contract,)))
    assert workspace.read(lambda conn: text_of(conn, contract)) == text
    assert clauses(workspace, contract)[0] == row


def test_undo_takes_the_signature_back_and_the_terms_are_open_again(workspace: Workspace) -> None:
    contract = signed(workspace)
    workspace.undo()
    made = stored(workspace, contract)
    assert (made.state, made.body, made.body_sha256, made.signed_on) == ("sent", None, None, None)
    assert party(workspace, contract, "creator").signed_on is None
    row = clauses(workspace, contract)[0]
    workspace.do(set_clause_field, clause_id=row.id, name="title", value="Work")
    workspace.undo()
    workspace.undo()


def test_the_trash_passes_what_stands_still(workspace: Workspace) -> None:
    contract = signed(workspace)
    rows = [row.id for row in clauses(workspace, contract)]
    creator = party(workspace, contract, "creator").id
    workspace.do(lambda tx: (trash(tx, "contract_clause", rows), trash(tx, "contract_party", [creator])))
    assert clauses(workspace, contract) == []
    workspace.undo()
    assert [row.id for row in clauses(workspace, contract)] == rows
    assert party(workspace, contract, "creator").live


def test_a_guardian_may_sign_after_the_others(workspace: Workspace) -> None:
    contract = signed(workspace, age="minor")
    guardian = party(workspace, contract, "guardian")
    assert guardian.signed_on is None
    workspace.do(set_party_field, party_id=guardian.id, name="signed_on", value="2026-03-12")
    assert item(workspace, contract, 25).flags == ()


# versions


def test_a_new_version_replaces_the_old_one_when_it_is_signed(workspace: Workspace) -> None:
    contract = drafted(workspace)
    workspace.do(commands.add_right, contract_id=contract, channels=("web",), days=90)
    workspace.do(write_own_clause, contract_id=contract, title="Tea", text="At five.")
    joined = stored(workspace, contract)
    with pytest.raises(Problem) as caught:
        workspace.do(new_version, contract_id=contract)
    assert caught.value.code == "contract.not_signed"
    workspace.do(lambda tx: insert(tx, Exclusivity(creator_id=joined.creator_id, contract_id=contract, scope="all")).id)
    send(workspace, contract)
    sign(workspace, contract)
    made = workspace.do(new_version, contract_id=contract).value
    assert stored(workspace, made).state == "draft"
    assert (stored(workspace, made).parent_id, stored(workspace, made).body) == (contract, None)
    assert codes(workspace, made) == codes(workspace, contract)
    assert [one.days for one in workspace.read(lambda conn: store.rights(conn, made))] == [90]
    assert len(workspace.read(lambda conn: find(conn, Exclusivity))) == 2
    assert party(workspace, made, "creator").signed_on is None
    assert item(workspace, made, 32).answer == "open"
    assert stored(workspace, contract).state == "signed"
    send(workspace, made)
    sign(workspace, made, "2026-03-12")
    assert stored(workspace, contract).state == "superseded"
    assert [one.what for one in workspace.read(lambda conn: versions(conn, made))] == ["now", "sent", "before"]
    workspace.undo()
    assert stored(workspace, contract).state == "signed"


def test_an_addendum_changes_what_it_names_and_supersedes_nothing(workspace: Workspace) -> None:
    contract = signed(workspace)
    made = workspace.do(add_addendum, contract_id=contract).value
    addendum = stored(workspace, made)
    assert (addendum.kind, addendum.parent_id, addendum.title) == ("addendum", contract, "Addendum to Ana, Spring")
    assert 'changes the agreement "Ana, Spring", signed on 11 Mar 2026' in workspace.read(
        lambda conn: text_of(conn, made)
    )
    assert item(workspace, made, 16).place == "In the contract: § 16 Genuine audience"
    workspace.do(commands.set_contract_field, contract_id=made, name="ends_on", value="2026-12-31")
    assert workspace.read(lambda conn: terms_in_force(conn, contract)).ends_on == "2026-05-31"
    send(workspace, made)
    sign(workspace, made, "2026-03-12")
    assert stored(workspace, contract).state == "signed"
    now = workspace.read(lambda conn: terms_in_force(conn, contract))
    assert (now.ends_on, now.starts_on, now.rounds_allowed) == ("2026-12-31", "2026-03-01", 2)
    assert [one.id for one in workspace.read(lambda conn: drafted_from(conn, contract))] == [made]
    assert workspace.read(lambda conn: find(conn, UsageRight)) == []
    assert len(workspace.read(lambda conn: find(conn, Evidence))) == 2
