"""What a caption check needs to know of a piece, a draft or a post: its text, its setting, and its rule packs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from infludesk.campaigns.model import Campaign, Participation
from infludesk.content.keeping import DRAFT, DraftChecked, draft_checked, newest_draft, newest_post
from infludesk.content.model import Deliverable, Draft, Fulfilment, Post
from infludesk.content.naming import post_name
from infludesk.contracts.packs import market_packs, offered, packs_for
from infludesk.contracts.rulepacks import RulePack
from infludesk.contracts.store import pack
from infludesk.creators.model import Account, Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.flows.packs import packs_in_use
from infludesk.kernel.fields import Row
from infludesk.kernel.ids import ref
from infludesk.records.model import RULE_PACKS
from infludesk.records.store import setting

R = TypeVar("R", bound=Row)
_BY_PAY = {"paid": "paid", "mixed": "paid", "gift": "gift", "loan": "loan", "affiliate": "affiliate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is checked, as far as it is known; parts that are not are empty.

    Attributes:
        id: the piece's or post's, as the content list has it.
        about: the post or draft a check is kept on, as ``table:id``; empty where nothing can be kept.
        platform, format, connection, lang, day: its setting, as in posts; ``day`` is empty until it is published.
        packs: the rule packs by ``code@version``, none where no market is known.
        earlier: how its draft was checked, for a post.
    """

    id: str
    about: str = ""
    what: str = ""
    creator_id: str = ""
    creator: str = ""
    email: str = ""
    campaign: str = ""
    platform: str = ""
    format: str = ""
    connection: str = ""
    lang: str = ""
    day: str = ""
    caption: str = ""
    packs: tuple[str, ...] = ()
    earlier: DraftChecked | None = None


def subject(conn: Connection, record_id: str) -> Subject | None:
    """What is checked of a piece, a draft or a post; None where there is no such live record.

    Of a piece it is its newest post, else its newest draft.
    """
    kinds: tuple[type[Post | Draft | Deliverable], ...] = (Post, Draft, Deliverable)
    found = (row for kind in kinds for row in find(conn, kind, "id = ?", (record_id,)))
    row = next(found, None)
    return _of(conn, row) if row is not None else None


def packs_of(conn: Connection, keys: Sequence[str]) -> list[RulePack]:
    """The packs named, each code once; those that are not there are left out."""
    found = [one for key in keys if (one := pack(conn, key))]
    return list({one.code: one for one in found}.values())


def scratch_packs(conn: Connection) -> tuple[str, ...]:
    """The packs a check begins with where nothing is selected: those that were chosen for a market."""
    chosen = {code.partition("@")[0] for code in _chosen(conn)}
    return tuple(one.key for one in offered(conn) if one.code in chosen)


def _of(conn: Connection, row: Post | Draft | Deliverable) -> Subject:
    if isinstance(row, Deliverable):
        post, draft = newest_post(conn, row.id), newest_draft(conn, row.id)
        return _subject(conn, row.id, row, draft, post)
    if isinstance(row, Draft):
        piece = get(conn, Deliverable, row.deliverable_id or "")
        return _subject(conn, piece.id, piece, row, None)
    links = find(conn, Fulfilment, "post_id = ?", (row.id,), order="id LIMIT 1")
    piece = get(conn, Deliverable, links[0].deliverable_id or "") if links else Deliverable()
    return _subject(conn, piece.id or row.id, piece, None, row)


def _subject(conn: Connection, row_id: str, piece: Deliverable, draft: Draft | None, post: Post | None) -> Subject:
    post = post or Post()
    joined = _row(conn, Participation, piece.participation_id or post.participation_id)
    account = _row(conn, Account, post.account_id or piece.account_id)
    creator = _row(conn, Creator, joined.creator_id or account.creator_id)
    campaign = _row(conn, Campaign, joined.campaign_id or post.campaign_id)
    earlier = draft_checked(conn, post.id) if post.id else None
    known = post.connection if post.connection not in (None, "unknown") else ""
    return Subject(
        id=row_id,
        about=ref("post", post.id) if post.id else ref(DRAFT, draft.id) if draft else "",
        what=piece.title or (post_name(conn, post.id) if post.id else ""),
        creator_id=creator.id,
        creator=creator.name or "",
        email=creator.email or "",
        campaign=campaign.name or "",
        platform=post.platform or account.platform or "",
        format=post.format or piece.format or "",
        connection=known or _BY_PAY.get(joined.pay or "", ""),
        lang=post.lang or piece.lang or joined.lang or "",
        day=(post.published_at or "")[:10],
        caption=post.caption or (earlier.caption if earlier else "") or (draft.caption if draft else "") or "",
        packs=_packs(conn, campaign, post.markets or ((piece.market,) if piece.market else ())),
        earlier=earlier,
    )


def _packs(conn: Connection, campaign: Campaign, markets: Sequence[str]) -> tuple[str, ...]:
    """The campaign's packs, else those of the markets; nothing is assumed where neither is known."""
    named = packs_in_use(conn, campaign.id) if campaign.id else ()
    return tuple(one.key for one in packs_of(conn, named or packs_for(conn, markets) or _chosen(conn)))


def _chosen(conn: Connection) -> tuple[str, ...]:
    """What the workspace has chosen: for all its work, and for each market."""
    return tuple(dict.fromkeys((*setting(conn, RULE_PACKS).split(), *market_packs(conn).values())))


def _row(conn: Connection, kind: type[R], row_id: str | None) -> R:
    """A live row; an empty one where there is none."""
    found = find(conn, kind, "id = ?", (row_id,)) if row_id else []
    return found[0] if found else kind()
