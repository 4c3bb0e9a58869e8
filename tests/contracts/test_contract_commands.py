"""Drafting, checking and sending contracts, and what the screens read of them."""

import pytest

from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content.model import Deliverable
from infludesk.contracts import commands, states, store
from infludesk.contracts.model import STATES, Contract
from infludesk.contracts.shipped import shipped_pack
from infludesk.creators.model import Creator
from infludesk.db.rows import get, insert
from infludesk.db.transaction import Tx
from infludesk.flows import contract_checklist, contract_list
from infludesk.flows.draft import contract_from_participation
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace


def agree(tx: Tx, *, market: str = "US") -> str:
    """Ana in Acme's Spring Launch: brief, deliverable and fee are there; returns the participation's id."""
    client = insert(tx, Client(name="Acme", legal_name="Acme Inc.", country=market, currency="USD"))
    campaign = insert(
        tx,
        Campaign(
            name="Spring Launch", client_id=client.id, starts_on="2026-03-01", ends_on="2026-05-31", markets=(market,)
        ),
    )
    creator = insert(tx, Creator(name="Ana Ruiz", age_check="adult"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=creator.id, stage="agreed", pay="paid"))
    insert(
        tx,
        Brief(
            campaign_id=campaign.id, title="Spring", who_shoots="creator", approval="Concept, then final",
            payment_process="30 days after publication", success_metrics="Engagement rate by reach",
            usage_text="Organic social, 6 months", disclosure_wording="#ad",
        ),
    )  # fmt: skip
    insert(tx, Deliverable(participation_id=joined.id, title="Reel 1", format="reel", due="2026-03-20"))
    insert(tx, CreatorFee(participation_id=joined.id, amount=Money(90_000, "USD"), trigger="published", kind="content"))
    return joined.id


def drafted(workspace: Workspace) -> str:
    participation_id = workspace.do(agree).value
    return str(workspace.do(contract_from_participation, participation_id=participation_id).value)


def contract(workspace: Workspace, contract_id: str) -> Contract:
    return workspace.read(lambda conn: get(conn, Contract, contract_id))


def code_of(caught: pytest.ExceptionInfo[Problem]) -> str:
    return caught.value.code


def test_a_draft_takes_over_what_is_agreed(workspace: Workspace) -> None:
    made = contract(workspace, drafted(workspace))
    assert (made.title, made.state, made.currency) == ("Ana Ruiz, Spring Launch", "draft", "USD")
    assert (made.starts_on, made.ends_on) == ("2026-03-01", "2026-05-31")
    assert (made.rule_packs, made.owner_id) == (("us-ftc@2023.1",), workspace.me)


def test_at_least_14_items_are_answered_and_cite_their_rules(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    found = workspace.read(lambda conn: contract_checklist.items(conn, contract_id))
    assert len(found) == 32
    answered = [one.item for one in found if one.answer != "open"]
    assert [one.item for one in found if one.answer == "open"] == [12, 20, 32]
    assert len(answered) >= 14
    assert (found[8].place, found[8].note) == ("§ 10 Usage rights", "From: Usage rights")
    assert (found[15].place, found[15].note) == ("§ 16 Genuine audience", "From: clause")
    disclosure = found[13]
    assert disclosure.pack == "us-ftc@2023.1"
    assert "16 CFR §255.0(f)" in disclosure.cite
    assert disclosure.decided_by == ""
    assert not any(one.red_flag for one in found)


def test_another_market_has_no_pack_of_its_own(workspace: Workspace) -> None:
    participation_id = workspace.do(agree, market="DE").value
    made = workspace.do(contract_from_participation, participation_id=participation_id).value
    assert contract(workspace, made).rule_packs == ()
    assert workspace.read(store.rule_packs) == []


def test_undo_takes_the_draft_with_its_items(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    workspace.undo()
    assert not contract(workspace, contract_id).live
    assert workspace.read(lambda conn: store.answers(conn, contract_id)) == {}


def test_sending_with_open_items_is_refused_in_these_words(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    workspace.do(commands.check_done, contract_id=contract_id)
    with pytest.raises(Problem) as caught:
        workspace.do(commands.send_contract, contract_id=contract_id)
    assert code_of(caught) == "contract.open_items"
    assert caught.value.title == "3 items are open."
    assert caught.value.advice == (
        "The contract stays in check; nothing was sent. Answer them, or accept each as a risk with a note."
    )
    assert contract(workspace, contract_id).state == "in_check"


def test_open_items_are_accepted_with_a_note(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    workspace.do(commands.check_done, contract_id=contract_id)
    workspace.do(commands.send_contract, contract_id=contract_id, accept_open_with_note="Small job")
    sent = contract(workspace, contract_id)
    assert (sent.state, sent.sent_on) == ("sent", "2026-03-12")
    (row,) = workspace.read(lambda conn: contract_list.listed(conn, contract_list.ids(conn)))
    assert (row.creator, row.campaign, row.client, row.answered, row.total) == (
        "Ana Ruiz", "Spring Launch", "Acme", 32, 32,
    )  # fmt: skip
    items = workspace.read(lambda conn: contract_checklist.items(conn, contract_id))
    assert {one.note for one in items if one.answer == "accepted_risk"} == {"Small job"}
    workspace.undo()
    assert contract(workspace, contract_id).state == "in_check"
    assert workspace.read(lambda conn: contract_checklist.items(conn, contract_id))[31].answer == "open"


def test_a_draft_is_not_sent_unchecked(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    with pytest.raises(Problem) as caught:
        workspace.do(commands.send_contract, contract_id=contract_id, accept_open_with_note="Small job")
    assert code_of(caught) == "contract.move"


def test_what_a_person_answered_stays(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    workspace.do(commands.answer_item, contract_id=contract_id, item=12, answer="accepted_risk", note="No kill fee")
    workspace.do(commands.set_contract_field, contract_id=contract_id, name="kill_fee", value=Money(1000, "USD"))
    workspace.do(commands.set_contract_field, contract_id=contract_id, name="liability_cap", value=Money(900, "USD"))
    answers = workspace.read(lambda conn: store.answers(conn, contract_id))
    assert (answers[12], answers[20]) == ("accepted_risk", "in_text")


@pytest.mark.parametrize(
    ("item", "answer", "code"),
    [(12, "accepted_risk", "contract.risk_note"), (33, "in_text", "contract.no_item"), (1, "x", "contract.no_answer")],
)
def test_answers_that_are_refused(workspace: Workspace, item: int, answer: str, code: str) -> None:
    contract_id = drafted(workspace)
    with pytest.raises(Problem) as caught:
        workspace.do(commands.answer_item, contract_id=contract_id, item=item, answer=answer)
    assert code_of(caught) == code


def test_an_answer_says_who_decided_and_the_undo_names_it(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    done = workspace.do(
        commands.answer_item, contract_id=contract_id, item=16, answer="in_text", place="Section 7", red_flag=True
    )
    assert done.changes.label == "Answer item 16 in contract Ana Ruiz, Spring Launch"
    found = workspace.read(lambda conn: contract_checklist.items(conn, contract_id))[15]
    assert (found.answer, found.place, found.red_flag) == ("in_text", "Section 7", True)
    assert found.decided_by


def test_a_right_for_ever_at_no_fee_is_a_red_flag(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    right = workspace.do(commands.add_right, contract_id=contract_id, channels=("web",), perpetual=True).value
    assert workspace.read(lambda conn: contract_checklist.items(conn, contract_id))[8].flags == (
        "The brand may use the content for ever, at no fee for it.",
    )
    assert workspace.read(lambda conn: contract_list.listed(conn, [contract_id]))[0].red_flags == 1
    workspace.do(commands.set_right_field, right_id=right, name="perpetual", value=False)
    assert workspace.read(lambda conn: contract_list.listed(conn, [contract_id]))[0].red_flags == 0
    workspace.do(commands.trash_right, right_id=right)
    assert workspace.read(lambda conn: store.rights(conn, contract_id)) == []


def test_the_state_field_follows_the_table(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    for value, code in (
        ("redlined", "contract.move"),
        ("signed", "contract.own_verb"),
        ("cancelled", "contract.own_verb"),
    ):
        with pytest.raises(Problem) as caught:
            workspace.do(commands.set_contract_field, contract_id=contract_id, name="state", value=value)
        assert code_of(caught) == code
    workspace.do(commands.set_contract_field, contract_id=contract_id, name="state", value="in_check")
    assert contract(workspace, contract_id).state == "in_check"


def test_every_state_is_in_the_table_and_none_moves_to_itself() -> None:
    assert list(states.MOVES) == [code for code, _ in STATES]
    assert not any(state in targets for state, targets in states.MOVES.items())
    assert not states.allowed("signed", "draft")


def test_lists_narrow_and_sort(workspace: Workspace) -> None:
    contract_id = drafted(workspace)
    for wanted, expected in (
        (contract_list.Filter(text="spring"), [contract_id]),
        (contract_list.Filter(text="nobody"), []),
        (contract_list.Filter(state="draft", owner_id=workspace.me), [contract_id]),
        (contract_list.Filter(state="sent"), []),
    ):
        assert workspace.read(lambda conn, wanted=wanted: contract_list.ids(conn, wanted)) == expected  # type: ignore[misc]
    for sort in contract_list.SORTS:
        assert workspace.read(lambda conn, sort=sort: contract_list.ids(conn, sort=sort)) == [contract_id]  # type: ignore[misc]
    joined = contract(workspace, contract_id).participation_id or ""
    assert [one.id for one in workspace.read(lambda conn: store.of_participation(conn, joined))] == [contract_id]


def test_a_pack_is_stored_once_and_stays(workspace: Workspace) -> None:
    first = workspace.do(commands.store_pack, pack=shipped_pack("us-ftc")).value
    again = workspace.do(commands.store_pack, pack=shipped_pack("us-ftc") + "# a remark\n").value
    (row,) = workspace.read(store.rule_packs)
    assert first == again == row.id
    assert row.body == shipped_pack("us-ftc")
    assert workspace.read(lambda conn: store.pack(conn, "us-ftc@1999.1")) is None
    with pytest.raises(Problem) as caught:
        workspace.do(commands.pack_in_use, key="us-ftc@1999.1")
    assert code_of(caught) == "rulepack.missing"
