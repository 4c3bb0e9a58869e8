"""What people do with content: promise pieces, record posts, check what they disclose, and keep the proof."""

from collections.abc import Mapping
from typing import Any

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content import store
from infludesk.content.disclosure import RESULTS, outcome
from infludesk.content.evidence import keep_evidence
from infludesk.content.keeping import Kept, keep_checks
from infludesk.content.model import (
    FORMATS,
    LIVE,
    STATES,
    Deliverable,
    Fulfilment,
    Post,
)
from infludesk.content.naming import post_name
from infludesk.content.postlinks import PostLink, read_post
from infludesk.content.states import refuse_move
from infludesk.content.work import refuse_unapproved
from infludesk.contracts.commands import pack_in_use
from infludesk.creators.model import Account, Creator
from infludesk.creators.profiles import normal_handle
from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr

_CONNECTION_BY_PAY = {"paid": "paid", "mixed": "paid", "gift": "gift", "loan": "loan", "affiliate": "affiliate"}


def add_deliverable(
    tx: Tx,
    *,
    participation_id: str,
    title: str = "",
    format: str | None = None,  # noqa: A002  the field's name
    due: str | None = None,
    **values: Any,
) -> str:
    """Promise a piece; without a title it is called by its format. Returns the id."""
    joined = get(tx.conn, Participation, participation_id)
    tx.label(
        "Add {piece} for {creator}", piece=title or _called(format), creator=ref("creator", joined.creator_id or "")
    )
    made = Deliverable(
        participation_id=participation_id,
        title=title.strip() or tr(_called(format)),
        format=format,
        due=due,
        **({"state": "planned", "owner_id": joined.owner_id or tx.actor or None} | values),
    )
    return insert(tx, made).id


def set_deliverable_field(tx: Tx, *, deliverable_id: str, name: str, value: Any) -> None:
    """Change one field of a piece.

    Raises:
        Problem: as ``move_deliverable``, where the field is its state.
    """
    if name == "state":
        move_deliverable(tx, deliverable_id=deliverable_id, state=value)
        return
    label = Deliverable.entity.field(name).label
    tx.label("Change {field} of {piece}", field=label, piece=ref("deliverable", deliverable_id))
    update(tx, Deliverable, deliverable_id, **{name: value})


def trash_deliverable(tx: Tx, *, deliverable_id: str) -> None:
    """Move a piece to the trash; its posts stay."""
    tx.label("Move {piece} to Trash", piece=ref("deliverable", deliverable_id))
    trash(tx, "deliverable", [deliverable_id])


def move_deliverable(tx: Tx, *, deliverable_id: str, state: str) -> None:
    """Move a piece to another stage.

    Raises:
        Problem: ``deliverable.move``, ``deliverable.unapproved``, ``deliverable.reason``: waiving asks why, or
            ``deliverable.no_post``.
    """
    piece = get(tx.conn, Deliverable, deliverable_id)
    refuse_move(piece, state)
    refuse_unapproved(tx.conn, piece, state)
    if state == "waived":
        raise _unreasoned()
    if state == "live" and not find(tx.conn, Fulfilment, "deliverable_id = ?", (deliverable_id,)):
        raise Problem(
            "deliverable.no_post",
            tr("A live piece has a post."),
            tr("It stays where it is. Choose Mark live and paste the post's address."),
        )
    tx.label("Move {piece} to {stage}", piece=ref("deliverable", deliverable_id), stage=dict(STATES)[state])
    update(tx, Deliverable, deliverable_id, state=state)


def waive(tx: Tx, *, deliverable_id: str, why: str) -> None:
    """Do without a piece, for a reason.

    Raises:
        Problem: ``deliverable.reason`` or ``deliverable.move``.
    """
    if not why.strip():
        raise _unreasoned()
    refuse_move(get(tx.conn, Deliverable, deliverable_id), "waived")
    tx.label("Waive {piece}", piece=ref("deliverable", deliverable_id))
    update(tx, Deliverable, deliverable_id, state="waived", waived_why=why.strip())


def add_post(
    tx: Tx,
    *,
    url: str,
    campaign_id: str | None = None,
    creator_id: str | None = None,
    participation_id: str | None = None,
    caption: str = "",
    published_at: str | None = None,
    **fields: Any,
) -> str:
    """Record a post, also one that nobody promised; its caption is kept as evidence. Returns the id.

    Args:
        tx: the transaction.
        url: the post's address.
        campaign_id: where it belongs; the participation's where absent.
        creator_id: whose it is; the participation's where absent.
        participation_id: the creator's part in the campaign; found by campaign and creator where absent.
        caption: as published.
        published_at: a moment or a day; now where absent.
        fields: further fields of the post.

    Raises:
        Problem: ``post.unreadable``, ``post.recorded``, ``post.other_creator``, or as ``read_post``.
    """
    link = _link(url)
    known = _refuse_placed(tx, link)
    joined = store.participation(tx.conn, participation_id, campaign_id=campaign_id, creator_id=creator_id)
    given: dict[str, Any] = {
        "account_id": fields.get("account_id") or _account(tx, link, joined.creator_id or creator_id),
        "format": link.format,
        "connection": _CONNECTION_BY_PAY.get(joined.pay or "", "unknown"),
        "last_seen_live": tx.today.isoformat(),
    }
    row = Post(
        id=known,
        participation_id=joined.id or None,
        campaign_id=joined.campaign_id or campaign_id,
        published_at=_moment(published_at) or tx.moment,
        caption=caption.strip() or None,
        **(_place(link) | given | fields),
    )
    made = insert(tx, row)
    tx.label("Add post {url}", url=link.url)
    if made.caption:
        keep_evidence(tx, about=ref("post", made.id), kind="caption", text=made.caption, url=link.url)
    return made.id


def set_post_field(tx: Tx, *, post_id: str, name: str, value: Any) -> None:
    """Change one field of a post; another address is read anew.

    Raises:
        Problem: the address names no post, or one that is recorded already.
    """
    tx.label("Change {field} of {post}", field=Post.entity.field(name).label, post=post_name(tx.conn, post_id))
    changed = {name: value}
    if name == "url":
        link = _link(value or "")
        _refuse_placed(tx, link, but=post_id)
        changed = _place(link)
    update(tx, Post, post_id, **changed)


def trash_post(tx: Tx, *, post_id: str) -> None:
    """Move a post to the trash; a piece it fulfilled alone is approved again, and waits for its post."""
    tx.label("Move post {post} to Trash", post=post_name(tx.conn, post_id))
    pieces = [link.deliverable_id or "" for link in find(tx.conn, Fulfilment, "post_id = ?", (post_id,))]
    trash(tx, "post", [post_id])
    for one in pieces:
        piece = get(tx.conn, Deliverable, one)
        if piece.state in LIVE and not find(tx.conn, Fulfilment, "deliverable_id = ?", (one,)):
            update(tx, Deliverable, one, state="approved")


def check_post(
    tx: Tx,
    *,
    post_id: str,
    findings: Mapping[str, tuple[str | None, str, str]],
    connection_seen: str,
    pack_code: str = "us-ftc",
    note: str = "",
) -> str:
    """Keep one look at a post under a rule pack, with its caption as evidence; returns the check's id.

    Args:
        tx: the transaction.
        post_id: the post.
        findings: rule → (one of RESULTS or None, words and place seen, note); rules left out are open.
        connection_seen: of creator and brand, a code of CONNECTIONS.
        pack_code: the pack, as ``code`` or ``code@version``.
        note: internal.

    Raises:
        Problem: ``rulepack.missing``, ``check.unknown_rule`` or ``check.unknown_result``.
    """
    post = get(tx.conn, Post, post_id)
    tx.label("Save check for {post}", post=post_name(tx.conn, post_id))
    _, pack = pack_in_use(tx, pack_code)
    asked = {rule.code: rule for rule in store.rules_of_post(post, pack, connection_seen)}
    results = dict.fromkeys(asked, None) | {code: found[0] for code, found in findings.items()}
    for result in results.values():
        _refuse_unknown(result)
    kept = Kept(
        about=ref("post", post_id),
        pack=pack.key,
        outcome=outcome(results.values()),
        connection=connection_seen,
        caption=post.caption or "",
        findings={code: (*found, None) for code, found in findings.items()},
        note=note,
    )
    return keep_checks(tx, checks=[kept])[0]


def _refuse_unknown(result: str | None) -> None:
    if result is not None and result not in dict(RESULTS):
        raise Problem(
            "check.unknown_result",
            tr('"{result}" is not a result.', result=result),
            tr("Nothing was kept. Choose one of the answers."),
        )


def _unreasoned() -> Problem:
    return Problem(
        "deliverable.reason",
        tr("Waiving a piece needs a reason."),
        tr("It stays where it is. Say why it is waived."),
    )


def _called(format_: str | None) -> str:
    return dict(FORMATS).get(format_ or "", "Deliverable")


def _moment(given: str | None) -> str | None:
    return f"{given}T12:00:00Z" if given and len(given) == len("2026-03-12") else given


def _link(url: str) -> PostLink:
    link = read_post(url)
    if link is None:
        raise Problem(
            "post.unreadable",
            tr('"{text}" is not the address of a post.', text=url),
            tr("Nothing was added. Open the post in the browser and paste its address."),
        )
    return link


def _place(link: PostLink) -> dict[str, Any]:
    return {"url": link.url, "platform": link.platform, "platform_post_id": link.platform_post_id}


def _refuse_placed(tx: Tx, link: PostLink, *, but: str = "") -> str:
    """A post seen without a campaign, as in an import, is taken up: its id; one that has its place is refused."""
    known = [post for post in store.recorded(tx.conn, link) if post.id != but]
    for post in known:
        if but or post.participation_id or post.campaign_id:
            campaign = find(tx.conn, Campaign, "id = ?", (post.campaign_id,))
            name = (campaign[0].name if campaign else None) or post.title or post.url
            raise Problem(
                "post.recorded",
                tr("This post is recorded already, in {place}.", place=name),
                tr("Nothing was added. Open it under Content."),
            )
    return known[0].id if known else ""


def _account(tx: Tx, link: PostLink, creator_id: str | None) -> str | None:
    """The account a post stands on: by its handle, else the creator's first on that platform."""
    on_platform = find(tx.conn, Account, "platform = ?", (link.platform,)) if link.handle or creator_id else []
    if link.handle:
        wanted = normal_handle(link.handle)
        same = [one for one in on_platform if one.handle and _is(normal_handle(one.handle), wanted, link.platform)]
        own = [one for one in same if creator_id in (None, one.creator_id)]
        if same and not own:
            raise _of_another(tx, same[0])
        if own:
            return own[0].id
    return next((one.id for one in on_platform if one.creator_id == creator_id), None)


def _is(handle: str, wanted: str, platform: str) -> bool:
    return handle == wanted or (platform == "blog" and handle.partition("/")[0] == wanted)


def _of_another(tx: Tx, account: Account) -> Problem:
    name = get(tx.conn, Creator, account.creator_id or "").name
    return Problem(
        "post.other_creator",
        tr("This post is by {name} (@{handle}).", name=name, handle=account.handle),
        tr("Nothing was added. Paste the post of the creator you are working on, or add it for {name}.", name=name),
    )
