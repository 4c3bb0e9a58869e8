"""The posts of a campaign for its client: against the plan, by creator, by platform and over time."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from infludesk.campaigns.model import AGREED, BOUND
from infludesk.content.model import FORMATS, LEFT, LIVE
from infludesk.creators.tiers import tier_label
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.sql import code_list
from infludesk.reports import labels
from infludesk.reports.client_facts import CreatorRow, DeliveryRow, PlatformRow, PostRow
from infludesk.reports.client_facts import Reading as DayReading
from infludesk.results import formulas
from infludesk.results.formulas import Reading

_AGREED = code_list(AGREED)
_FIRST = 14
_POSTS = """
SELECT p.id, p.url, p.title, p.caption, p.format, p.published_at, p.down_on, p.expires_at,
       coalesce(p.platform, a.platform) AS platform, a.handle,
       coalesce(a.creator_id, n.creator_id) AS creator_id, c.name AS creator,
       (SELECT d.format FROM fulfilment AS f JOIN deliverable AS d ON d.id = f.deliverable_id
        WHERE f.post_id = p.id AND f.deleted_at IS NULL LIMIT 1) AS promised
FROM post AS p LEFT JOIN account AS a ON a.id = p.account_id LEFT JOIN participation AS n ON n.id = p.participation_id
LEFT JOIN creator AS c ON c.id = coalesce(a.creator_id, n.creator_id)
WHERE p.campaign_id = ? AND p.deleted_at IS NULL ORDER BY p.published_at, p.id
"""
_CREATORS = f"""
SELECT c.id, c.name, s.handle, s.platform, s.tier FROM participation AS t
JOIN creator AS c ON c.id = t.creator_id JOIN creator_stats AS s ON s.id = c.id
WHERE t.campaign_id = ? AND t.deleted_at IS NULL AND t.stage IN ({_AGREED}) ORDER BY s.sort_key, c.id
"""
_DELIVERABLES = f"""
SELECT d.id, d.format, d.state, d.due, coalesce(d.quantity, 1) AS pieces, coalesce(f.counts, 1) AS counts,
       p.id AS post, p.published_at, coalesce(p.platform, a.platform, s.platform) AS platform
FROM deliverable AS d JOIN participation AS t ON t.id = d.participation_id
LEFT JOIN fulfilment AS f ON f.deliverable_id = d.id AND f.deleted_at IS NULL
LEFT JOIN post AS p ON p.id = f.post_id AND p.deleted_at IS NULL
LEFT JOIN account AS a ON a.id = coalesce(p.account_id, d.account_id)
LEFT JOIN creator_stats AS s ON s.id = t.creator_id
WHERE t.campaign_id = ? AND d.deleted_at IS NULL AND t.deleted_at IS NULL AND t.stage IN ({code_list(BOUND)})
ORDER BY d.rowid, p.published_at
"""


@dataclass(frozen=True, slots=True)
class Post:
    """A live post as stored; its day is that of the workspace's time zone."""

    id: str
    creator_id: str
    creator: str
    handle: str
    platform_code: str
    format_code: str
    day: str
    text: str
    url: str
    gone: str


def posts(conn: Connection, campaign_id: str, zone: str, today: str) -> list[Post]:
    """The campaign's posts by the day they went live; ``gone`` is since when one is not up, as of a day."""
    return [
        Post(
            row["id"],
            row["creator_id"] or "",
            row["creator"] or "",
            row["handle"] or "",
            row["platform"] or "",
            row["format"] or row["promised"] or "",
            labels.local_day(row["published_at"], zone),
            _said(row),
            row["url"] or "",
            _gone(row, zone, today),
        )
        for row in conn.execute(_POSTS, (campaign_id,))
    ]


def _gone(row: SqlRow, zone: str, today: str) -> str:
    expires = labels.local_day(row["expires_at"], zone)
    return row["down_on"] or (expires if expires < today else "")


def _said(row: SqlRow) -> str:
    """Its title, else the first words of its caption in quotes, else its address."""
    if row["title"]:
        return str(row["title"])
    words = (row["caption"] or "").split()
    if words:
        more = " …" if len(words) > _FIRST else ""
        return f"“{' '.join(words[:_FIRST])}{more}”"
    return row["url"] or ""


def creators(
    conn: Connection, campaign_id: str, known: Sequence[Reading], found: Sequence[Post], measure: str, variant: str
) -> tuple[CreatorRow, ...]:
    """What each agreed creator's posts brought, by name; the account is the one that posted most."""
    made = []
    for row in conn.execute(_CREATORS, (campaign_id,)).fetchall():
        own = [post for post in found if post.creator_id == row["id"]]
        ids = {post.id for post in own}
        read = [one for one in known if one.post_id in ids]
        account = Counter((post.handle, post.platform_code) for post in own if post.handle).most_common(1)
        handle, platform = account[0][0] if account else (row["handle"], row["platform"])
        made.append(
            CreatorRow(
                name=row["name"] or "",
                handle=handle or "",
                platform=labels.platform(platform),
                tier=tier_label(row["tier"]) if row["tier"] else "",
                posts=len(own),
                measured=formulas.total(read, measure),
                engagements=formulas.total(read, "engagements"),
                rate=formulas.engagement_rate(read, variant),
            )
        )
    return tuple(made)


def rows(found: Sequence[Post], known: Sequence[Reading], measure: str) -> tuple[PostRow, ...]:
    """Each post with the main measure, else the widest it has."""
    return tuple(_row(post, [one for one in known if one.post_id == post.id], measure) for post in found)


def _row(post: Post, own: list[Reading], measure: str) -> PostRow:
    asked = dict.fromkeys((measure, "reach", "views", "impressions"))
    metric = next((m for m in asked if any(formulas.measure(one, m) is not None for one in own)), measure)
    return PostRow(
        creator=post.creator,
        handle=post.handle,
        platform=labels.platform(post.platform_code),
        format=labels.form(post.format_code),
        day=post.day,
        text=post.text,
        label=formulas.word(metric),
        figure=formulas.total(own, metric),
        url=post.url,
        gone=post.gone,
    )


def by_platform(found: Sequence[Post], known: Sequence[Reading], measure: str) -> tuple[PlatformRow, ...]:
    """The main measure on each platform."""
    made: dict[str, set[str]] = defaultdict(set)
    for post in found:
        made[post.platform_code].add(post.id)
    return tuple(
        PlatformRow(
            labels.platform(code) or labels.platform("other"),
            len(ids),
            formulas.total([one for one in known if one.post_id in ids], measure),
        )
        for code, ids in sorted(made.items())
    )


def delivery(conn: Connection, campaign_id: str, today: str, zone: str) -> tuple[DeliveryRow, ...]:
    """Planned and live pieces by platform and format, in the trade's order."""
    pieces: dict[str, list[SqlRow]] = defaultdict(list)
    for row in conn.execute(_DELIVERABLES, (campaign_id,)):
        pieces[row["id"]].append(row)
    kinds: dict[tuple[str, str], list[DeliveryRow]] = defaultdict(list)
    for same in pieces.values():
        if same[0]["state"] not in LEFT:
            kinds[same[0]["platform"] or "", same[0]["format"] or "other"].append(_piece(same, today, zone))
    order = [code for code, _ in FORMATS]
    ordered = sorted(kinds, key=lambda k: (not k[0], k[0], order.index(k[1]) if k[1] in order else len(order)))
    return tuple(_summed(labels.pieces(*kind), kinds[kind]) for kind in ordered)


def _piece(same: list[SqlRow], today: str, zone: str) -> DeliveryRow:
    """One promise with its posts."""
    first, live = same[0], [row for row in same if row["post"]]
    whole = first["pieces"]
    met = min(whole, sum(row["counts"] for row in live)) if live else whole if first["state"] in LIVE else 0
    due = labels.local_day(first["due"], zone)
    days = [day for row in live if (day := labels.local_day(row["published_at"], zone))][:met] if due else []
    gaps = [(date.fromisoformat(day) - date.fromisoformat(due)).days for day in days]
    late = whole - met if due and due < today else 0
    return DeliveryRow("", whole, met, late, gaps.count(0), len(gaps), tuple(gap for gap in gaps if gap))


def _summed(name: str, found: list[DeliveryRow]) -> DeliveryRow:
    return DeliveryRow(
        name,
        planned=sum(one.planned for one in found),
        live=sum(one.live for one in found),
        late=sum(one.late for one in found),
        on_date=sum(one.on_date for one in found),
        dated=sum(one.dated for one in found),
        off=tuple(gap for one in found for gap in one.off),
    )


def over_time(
    conn: Connection, campaign_id: str, known: Sequence[Reading], found: Sequence[Post], measure: str
) -> tuple[tuple[DayReading, ...], bool]:
    """The main measure added up: by day read, each post by its newest reading until then.

    Where the posts were read on one day only, the newest figures by the day each post went live instead, and True.
    """
    read = _by_day(conn, campaign_id, measure)
    if len(read) > 1:
        return read, False
    days = {post.id: post.day for post in found if post.day}
    counted: Counter[str] = Counter()
    for one in known:
        count = formulas.measure(one, measure)
        if count is not None and one.post_id in days:
            counted[days[one.post_id]] += count
    whole, made = 0, []
    for day in sorted(counted):
        whole += counted[day]
        made.append(DayReading(day, whole))
    return tuple(made), True


def _by_day(conn: Connection, campaign_id: str, measure: str) -> tuple[DayReading, ...]:
    if measure == "engagements":  # parts differ by platform, so there is no column to read
        return ()
    sql = (
        f"SELECT s.post_id, s.as_of, s.{measure} AS value FROM post_snapshot AS s JOIN post AS p ON p.id = s.post_id "
        f"WHERE p.campaign_id = ? AND s.{measure} IS NOT NULL AND s.deleted_at IS NULL AND p.deleted_at IS NULL "
        "AND coalesce(s.traffic, 'total') = 'total' ORDER BY s.as_of"
    )
    newest: dict[str, int] = {}
    days: dict[str, int] = {}
    for row in conn.execute(sql, (campaign_id,)):
        newest[row["post_id"]] = row["value"]
        days[row["as_of"][:10]] = sum(newest.values())
    return tuple(DayReading(day, value) for day, value in days.items())
