"""Drafts handed in and answered: where the piece goes, what is earned, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from infludesk.campaigns.model import Campaign, Participation
from infludesk.clients.model import Client
from infludesk.content import commands, drafts, planning, reviews
from infludesk.content.model import Deliverable, DisclosureCheck, Draft, Review
from infludesk.content.work import Work, work_on
from infludesk.contracts.commands import pack_in_use
from infludesk.contracts.model import Contract
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.flows import reviewing
from infludesk.kernel.errors import Problem
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace


def agree(tx: Tx, *, by_client: bool = False, **terms: Any) -> str:
    """Ana owes Acme a reel; returns the piece's id."""
    client = insert(tx, Client(name="Acme"))
    campaign = insert(tx, Campaign(name="Spring", client_id=client.id, approval_by_client=by_client))
    who = insert(tx, Creator(name="Ana Ruiz"))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=who.id, stage="contracted"))
    insert(tx, Contract(title="Ana", creator_id=who.id, participation_id=joined.id, state="signed", **terms))
    for trigger in ("draft_in", "final_approved"):
        amount = Money(50_000, "EUR")
        insert(tx, CreatorFee(participation_id=joined.id, amount=amount, trigger=trigger, state="planned"))
    return insert(tx, Deliverable(participation_id=joined.id, title="Reel", state="in_work")).id


def everything(workspace: Workspace) -> list[tuple[Any, ...]]:
    """Every live row of what these commands write, without the stamp of its last change."""
    kinds = (Deliverable, Draft, Review, CreatorFee)
    rows = [workspace.read(lambda conn, kind=kind: find(conn, kind)) for kind in kinds]  # type: ignore[misc]
    return [(one.id, *(getattr(one, field.name) for field in one.entity.fields)) for some in rows for one in some]


def work(workspace: Workspace, piece: str) -> Work:
    return workspace.read(lambda conn: work_on(conn, piece))


def fees(workspace: Workspace) -> dict[str, str]:
    return {one.trigger or "": one.state or "" for one in workspace.read(lambda conn: find(conn, CreatorFee))}


def hand_in(workspace: Workspace, piece: str, **given: Any) -> str:
    return str(workspace.do(reviewing.hand_in, deliverable_id=piece, **{"caption": "#ad Soup", **given}).value)


def refused(workspace: Workspace, command: Any, **given: Any) -> str:
    before = everything(workspace)
    with pytest.raises(Problem) as caught:
        workspace.do(command, **given)
    assert everything(workspace) == before
    return caught.value.code


def test_a_draft_handed_in_is_reviewed_by_the_day_agreed(workspace: Workspace, tmp_path: Path) -> None:
    piece = workspace.do(agree, review_days=3, rounds_allowed=2).value
    film = tmp_path / "reel.mp4"
    film.write_bytes(b"film")
    before = everything(workspace)
    hand_in(workspace, piece, files=(film,), attachments=workspace.attachments, note="First cut")
    found = work(workspace, piece)
    assert found.piece.state == "in_review"
    assert found.newest is not None
    draft = found.newest.draft
    assert (draft.step, draft.caption, draft.note, draft.review_due) == ("draft", "#ad Soup", "First cut", "2026-03-15")
    assert [one.name for one in found.newest.files] == ["reel.mp4"]
    assert (found.newest.round, found.left("draft")) == (1, 1)
    assert fees(workspace) == {"draft_in": "earned", "final_approved": "planned"}
    workspace.undo()
    assert everything(workspace) == before


def test_a_concept_earns_nothing_and_its_approval_leads_to_the_draft(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    hand_in(workspace, piece, step="concept")
    assert fees(workspace)["draft_in"] == "planned"
    assert workspace.do(reviewing.approve, deliverable_id=piece).value == "in_work"
    assert fees(workspace)["final_approved"] == "planned"
    hand_in(workspace, piece, step="final")
    assert workspace.do(reviewing.approve, deliverable_id=piece).value == "approved"
    assert fees(workspace) == {"draft_in": "earned", "final_approved": "earned"}


def test_an_empty_draft_is_refused(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    assert refused(workspace, drafts.hand_in, deliverable_id=piece, caption="  ") == "draft.empty"


def test_one_round_more_than_agreed_needs_a_reason(workspace: Workspace) -> None:
    piece = workspace.do(agree, rounds_allowed=1).value
    hand_in(workspace, piece)
    workspace.do(reviews.ask_for_changes, deliverable_id=piece, comment="Shorter")
    assert refused(workspace, drafts.hand_in, deliverable_id=piece, caption="Second") == "draft.rounds"
    hand_in(workspace, piece, why="The product changed")
    assert [one.draft.round_why for one in work(workspace, piece).versions] == ["The product changed", None]
    assert work(workspace, piece).left("draft") == -1


def test_the_rounds_of_the_piece_go_before_those_of_its_contract(workspace: Workspace) -> None:
    piece = workspace.do(agree, rounds_allowed=1).value
    workspace.do(lambda tx: update(tx, Deliverable, piece, rounds_allowed=4))
    assert work(workspace, piece).left("draft") == 4


def test_changes_need_words_and_lead_back_to_the_creator(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    hand_in(workspace, piece)
    assert refused(workspace, reviews.ask_for_changes, deliverable_id=piece, comment=" ") == "review.comment"
    before = everything(workspace)
    done = workspace.do(reviews.ask_for_changes, deliverable_id=piece, comment="Say #ad first", inside_note="Again")
    assert (done.value, done.changes.label) == ("changes", "Ask for changes to Reel")
    newest = work(workspace, piece).newest
    assert newest is not None
    ((said, who),) = newest.reviews
    assert (said.side, said.decision, said.comment, said.inside_note) == ("house", "changes", "Say #ad first", "Again")
    assert who
    workspace.undo()
    assert everything(workspace) == before


def test_a_rejected_draft_is_changed_too(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    hand_in(workspace, piece)
    given: dict[str, Any] = {"comment": "Wrong product", "decision": "rejected", "reshoot": True}
    assert workspace.do(reviews.ask_for_changes, deliverable_id=piece, **given).value == "changes"


def test_where_the_client_approves_too_both_are_needed(workspace: Workspace) -> None:
    piece = workspace.do(agree, by_client=True).value
    hand_in(workspace, piece)
    assert workspace.do(reviewing.approve, deliverable_id=piece).value == "in_review"
    assert fees(workspace)["final_approved"] == "planned"
    move = {"deliverable_id": piece, "state": "approved"}
    with pytest.raises(Problem, match="not approved by the client"):
        workspace.do(commands.move_deliverable, **move)
    before = everything(workspace)
    assert (
        workspace.do(reviewing.approve, deliverable_id=piece, side="client", reviewer="Lou Martin").value == "approved"
    )
    assert fees(workspace)["final_approved"] == "earned"
    newest = work(workspace, piece).newest
    assert newest is not None
    assert [who for _, who in newest.reviews][1] == "Lou Martin"
    workspace.undo()
    assert everything(workspace) == before
    workspace.redo()
    workspace.do(commands.move_deliverable, deliverable_id=piece, state="in_review")
    workspace.do(commands.move_deliverable, **move)


def test_who_changes_their_mind_has_one_answer(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    hand_in(workspace, piece)
    workspace.do(reviews.ask_for_changes, deliverable_id=piece, comment="Shorter")
    assert workspace.do(reviewing.approve, deliverable_id=piece).value == "approved"
    (said,) = workspace.read(lambda conn: find(conn, Review))
    assert (said.decision, said.comment) == ("approved", None)


def test_a_piece_seen_elsewhere_is_approved_without_a_draft(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    with pytest.raises(Problem, match="not approved by us"):
        workspace.do(commands.move_deliverable, deliverable_id=piece, state="approved")
    assert workspace.do(reviewing.approve, deliverable_id=piece).value == "approved"
    newest = work(workspace, piece).newest
    assert newest is not None
    assert (newest.draft.caption, newest.draft.step, len(newest.reviews)) == (None, "final", 1)


def test_a_failing_check_is_passed_only_with_a_reason(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    draft = hand_in(workspace, piece)

    def fail(tx: Tx) -> None:
        pack_id, _ = pack_in_use(tx, "us-ftc")
        insert(tx, DisclosureCheck(draft_id=draft, pack_id=pack_id, outcome="fail", checked_at=tx.moment))

    workspace.do(fail)
    assert refused(workspace, reviewing.approve, deliverable_id=piece) == "review.check_failed"
    workspace.do(reviewing.approve, deliverable_id=piece, why="The label is in the film")
    (said,) = workspace.read(lambda conn: find(conn, Review))
    assert said.inside_note == "The label is in the film"


def test_silence_approves_once_the_days_are_over(workspace: Workspace) -> None:
    piece = workspace.do(agree, by_client=True, deemed_approval_days=5).value
    draft = hand_in(workspace, piece)
    assert refused(workspace, reviewing.deem_approved, deliverable_id=piece) == "review.not_deemed"
    workspace.do(lambda tx: update(tx, Draft, draft, submitted_at="2026-03-07T09:00:00Z"))
    before = everything(workspace)
    done = workspace.do(reviewing.deem_approved, deliverable_id=piece)
    assert (done.value, done.changes.label) == ("approved", "Note that Reel is approved by silence")
    said = workspace.read(lambda conn: find(conn, Review))
    assert {(one.side, one.deemed, one.decided_at) for one in said} == {
        ("house", True, "2026-03-12T09:30:00Z"), ("client", True, "2026-03-12T09:30:00Z"),
    }  # fmt: skip
    assert fees(workspace)["final_approved"] == "earned"
    workspace.undo()
    assert everything(workspace) == before
    workspace.do(reviews.ask_for_changes, deliverable_id=piece, comment="No", side="client", reviewer="Lou")
    assert refused(workspace, reviewing.deem_approved, deliverable_id=piece) == "review.not_deemed"


def test_several_pieces_are_approved_in_one_step(workspace: Workspace) -> None:
    pieces = [workspace.do(agree).value for _ in range(3)]
    for one in pieces:
        hand_in(workspace, one)
    done = workspace.do(reviewing.approve_all, deliverable_ids=pieces)
    assert done.changes.label == "Approve 3 pieces"
    assert {one.state for one in workspace.read(lambda conn: find(conn, Deliverable))} == {"approved"}
    workspace.undo()
    assert {one.state for one in workspace.read(lambda conn: find(conn, Deliverable))} == {"in_review"}


def test_files_are_added_to_a_draft_later(workspace: Workspace, tmp_path: Path) -> None:
    piece = workspace.do(agree).value
    draft = hand_in(workspace, piece)
    film = tmp_path / "cut two.mp4"
    film.write_bytes(b"film")
    done = workspace.do(drafts.add_files, draft_id=draft, files=[film], attachments=workspace.attachments)
    assert done.changes.label == "Add 1 file to Reel"
    newest = work(workspace, piece).newest
    assert newest is not None
    assert [one.name for one in newest.files] == ["cut two.mp4"]


def test_dates_of_pieces_move_by_days_and_keep_their_time(workspace: Workspace) -> None:
    piece = workspace.do(agree).value
    dates = {"due": "2026-03-31T18:00[Europe/Madrid]", "draft_due": "2026-03-30"}
    workspace.do(lambda tx: update(tx, Deliverable, piece, **dates))
    before = everything(workspace)
    assert workspace.do(planning.shift_dates, deliverable_ids=[piece], days=3).value == 1
    found = workspace.read(lambda conn: get(conn, Deliverable, piece))
    assert (found.due, found.draft_due, found.concept_due) == ("2026-04-03T18:00[Europe/Madrid]", "2026-04-02", None)
    workspace.undo()
    assert everything(workspace) == before
    workspace.do(planning.move_date, deliverable_id=piece, name="due", day="2026-05-01")
    assert workspace.read(lambda conn: get(conn, Deliverable, piece)).due == "2026-05-01T18:00[Europe/Madrid]"
    given = {"deliverable_id": piece, "name": "concept_due", "day": "2026-05-01"}
    assert refused(workspace, planning.move_date, **given) == "deliverable.no_date"
    assert refused(workspace, planning.shift_dates, deliverable_ids=[piece], days=9_999_999) == "date.range"


def test_owner_and_stage_change_for_several(workspace: Workspace) -> None:
    pieces = [workspace.do(agree).value for _ in range(2)]
    done = workspace.do(planning.set_owner, deliverable_ids=pieces, owner_id=workspace.me)
    assert done.changes.label == "Change the owner of 2 pieces"
    done = workspace.do(planning.move_all, deliverable_ids=pieces, state="missed")
    assert done.changes.label == "Move 2 pieces to Missed"
    found = workspace.read(lambda conn: find(conn, Deliverable))
    assert {(one.owner_id, one.state) for one in found} == {(workspace.me, "missed")}
    workspace.do(planning.move_all, deliverable_ids=pieces, state="in_work")
