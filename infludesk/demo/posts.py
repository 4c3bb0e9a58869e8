"""The sample's pieces: handed in, reviewed, published, checked, corrected and used."""

import json

from infludesk.content import fixing
from infludesk.content.caption_run import Asked, run, to_keep
from infludesk.content.keeping import Kept, keep_checks, newest_draft
from infludesk.content.model import AssetUse, Deliverable
from infludesk.content.planning import move_all
from infludesk.content.store import pending_checks
from infludesk.content.uses import add_use
from infludesk.contracts.model import UsageRight
from infludesk.db.rows import find
from infludesk.db.transaction import Tx
from infludesk.demo.plan import Plan, Scene, campaign_of, contract_of, day, fields, piece_of, post_of
from infludesk.flows.caption_subjects import packs_of, subject
from infludesk.flows.publish import note_seen, publish
from infludesk.flows.reviewing import answer, hand_in
from infludesk.kernel.ids import ref
from infludesk.paths import resource
from infludesk.team.tasks import set_next_action

# What a person says who saw the films: the label is shown in them, and stands before the fold.
_SEEN = {"film": "yes", "us-ftc/US-5": "yes"}


def hand_in_draft(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Hand in a version of a piece."""
    hand_in(
        tx, deliverable_id=piece_of(tx, said), step=said["step"], caption=said["caption"], note=said.get("note", "")
    )


def review(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Answer the newest version of a piece for our side."""
    if draft := newest_draft(tx.conn, piece_of(tx, said)):
        answer(
            tx, draft_id=draft.id, side="house", decision=said["decision"], comment=said.get("comment", "")
        )  # fmt: skip


def next_step(tx: Tx, scene: Scene, said: Plan) -> None:
    """Say what comes next for a piece."""
    set_next_action(tx, about=ref("deliverable", piece_of(tx, said)), title=said["title"], due=day(scene, said["due"]))


def publish_piece(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Mark a piece live."""
    publish(
        tx, deliverable_id=piece_of(tx, said), url=said["url"], caption=said["caption"],
        published_at=tx.today.isoformat(), title=said["piece"],
    )  # fmt: skip


def check_posts(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Keep the caption checks of all posts that have none; a film that is named does not tell it either."""
    checks: list[Kept] = []
    for post in pending_checks(tx.conn):
        silent = any(name in (post.url or "") for name in said.get("silent_films", ()))
        checks += _checked(tx, post.id, film="no" if silent else "yes")
    keep_checks(tx, checks=checks)


def check_again(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Check a post once more, with its caption as it is now."""
    keep_checks(tx, checks=_checked(tx, post_of(tx, said).id, caption=said["caption"]))


def check_draft(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Check the newest version of a piece before it is published."""
    if draft := newest_draft(tx.conn, piece_of(tx, said)):
        keep_checks(tx, checks=_checked(tx, draft.id, film="unsure"))


def ask_fix(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Ask for a correction, within the hours of the contract."""
    fixing.ask_for_fix(tx, check_id=_check_of(tx, said), wanted=said["wanted"])


def remind_fix(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Remind of a correction."""
    fixing.remind_of_fix(tx, check_id=_check_of(tx, said))


def fixed(tx: Tx, scene: Scene, said: Plan) -> None:
    """Note a correction with its proof."""
    proof = resource("samples", said["proof"])
    fixing.mark_fixed(tx, check_id=_check_of(tx, said), path=proof, attachments=scene.files)


def gone(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Note that a post is not there any more."""
    note_seen(tx, post_id=post_of(tx, said).id, live=False, why=said["why"])


def close_pieces(tx: Tx, _scene: Scene, said: Plan) -> None:
    """Mark the pieces of a campaign done that are live, all but those that a plan leaves out."""
    where = (
        "state = 'live' AND participation_id IN (SELECT id FROM participation WHERE campaign_id = ?) "
        "AND title NOT IN (SELECT value FROM json_each(?))"
    )
    live = find(tx.conn, Deliverable, where, (campaign_of(tx, said).id, json.dumps(said["but"])))
    move_all(tx, deliverable_ids=[one.id for one in live], state="done")


def use(tx: Tx, scene: Scene, said: Plan) -> None:
    """Note where the brand uses a post, under the first right of its contract."""
    right = find(tx.conn, UsageRight, "contract_id = ?", (contract_of(tx, said).id,))[0]
    values = fields(AssetUse.entity, said["use"], scene)
    add_use(tx, asset=ref("post", post_of(tx, said).id), right_id=right.id, **values)


def _checked(tx: Tx, record_id: str, *, film: str = "yes", caption: str = "") -> list[Kept]:
    """One check for each rule pack, as the caption check makes them."""
    found = subject(tx.conn, record_id)
    if found is None:
        return []
    asked = Asked(caption or found.caption, found.platform, found.format, found.connection, found.lang, found.day)
    return to_keep(found.about, asked, run(asked, packs_of(tx.conn, found.packs), _SEEN | {"film": film}))


def _check_of(tx: Tx, said: Plan) -> str:
    sql = "SELECT id FROM disclosure_check WHERE post_id = ? AND outcome = 'fail' AND deleted_at IS NULL"
    return str(tx.conn.execute(sql, (post_of(tx, said).id,)).fetchone()[0])


VERBS = {
    "hand_in": hand_in_draft, "review": review, "next": next_step, "publish": publish_piece, "check": check_posts,
    "check_again": check_again, "check_draft": check_draft, "ask_fix": ask_fix, "remind_fix": remind_fix,
    "fixed": fixed, "gone": gone, "close": close_pieces, "use": use,
}  # fmt: skip
