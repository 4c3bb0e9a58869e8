"""Which posts the rows of a studio's export speak of: known ones, or new ones of creators known here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from infludesk.campaigns.model import Campaign
from infludesk.content.model import LINE
from infludesk.content.postlinks import post_url
from infludesk.creators.model import Account
from infludesk.creators.profiles import normal_handle, normal_url
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find, get
from infludesk.importing.posts.numbers import PostRow, post_of_platform
from infludesk.kernel.text import fold, tr

Outcome = Literal["updated", "new", "skipped"]
_RECENT = 90
_OPEN = LINE[: LINE.index("live")]


@dataclass(frozen=True, slots=True)
class PostDecision:
    """What becomes of one row.

    Attributes:
        post: the row as read.
        outcome: skipped rows say why in ``reason``.
        post_id: the known post its figures go to.
        fill: fields of that post that are blank, with the row's values; all fields of a new post.
        reading_as_of: the moment of that day's earlier reading, which takes the figures; empty for a new reading.
        creator_id: whose post it is; empty where it is not known.
        deliverable_id: the one planned piece a new post fulfils.
        in_time: published within the campaign's dates, or in the last 90 days where it has none.
        reason: why it is skipped.
    """

    post: PostRow
    outcome: Outcome
    post_id: str = ""
    fill: Mapping[str, Any] = field(default_factory=dict)
    reading_as_of: str = ""
    creator_id: str = ""
    deliverable_id: str = ""
    in_time: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the rows are compared with.

    Attributes:
        campaign_id: new posts are of creators in this campaign; empty for every creator.
        account_id: whose file it is, where its rows name no account; empty where nobody said.
        source: a code of SOURCES.
        since: the moment the day of the figures begins.
        until: the moment it ends.
        today: for the last 90 days.
    """

    campaign_id: str = ""
    account_id: str = ""
    source: str = "export"
    since: str = ""
    until: str = ""
    today: date = date.max


def decide_posts(conn: Connection, rows: Iterable[PostRow], question: Question) -> tuple[PostDecision, ...]:
    """Decide on every row, in the file's order; one decision per row."""
    rows = tuple(rows)
    return _Matcher(conn, rows, question).decisions()


class _Matcher:
    """One pass over the rows; posts are found by id, by address, else by account, day and words."""

    def __init__(self, conn: Connection, rows: tuple[PostRow, ...], question: Question) -> None:
        self.conn, self.rows, self.question = conn, rows, question
        self.by_id: dict[tuple[str, str], SqlRow] = {}
        self.by_url: dict[str, SqlRow] = {}
        self.by_day: dict[tuple[str, str], list[SqlRow]] = {}
        # posts in the trash are met too, so that no import brings them back unasked
        sql = "SELECT * FROM post WHERE deleted_at IS NULL OR deleted_as = 'trash' ORDER BY deleted_at IS NULL, id"
        for post in conn.execute(sql):
            if post["platform_post_id"]:
                self.by_id[post["platform"] or "", post["platform_post_id"]] = post
            if post["url"]:
                self.by_url[normal_url(post["url"])] = post
                if link := post_of_platform(post["url"]):
                    self.by_id[link.platform, link.platform_post_id] = post
            if post["account_id"] and post["published_at"]:
                self.by_day.setdefault((post["account_id"], post["published_at"][:10]), []).append(post)
        self.accounts: dict[tuple[str, str, str], Account | None] = {}
        self.seen: dict[str, int] = {}
        self.used: set[str] = set()

    def decisions(self) -> tuple[PostDecision, ...]:
        return tuple(replace(self._decide(row), in_time=self._in_time(row)) for row in self.rows)

    def _decide(self, row: PostRow) -> PostDecision:
        if reason := self._unfit(row):
            return PostDecision(row, "skipped", reason=reason)
        account = self._account(row)
        post = self._post(row, account)
        key = post["id"] if post else _own_id(row) or normal_url(row.url)
        if (earlier := self.seen.setdefault(key, row.row)) != row.row:
            return PostDecision(row, "skipped", reason=tr("Row {n} is the same post.", n=earlier))
        if post is None:
            return self._new(row, account)
        if post["deleted_at"]:
            return PostDecision(row, "skipped", reason=tr("In the trash. Restore it there to import it again."))
        return self._known(row, post, account)

    def _unfit(self, row: PostRow) -> str:
        """Why a row can go to no post, whatever is known."""
        if not (row.post_id or row.url):
            return tr("Row {n} has neither a post id nor an address.", n=row.row)
        if row.span:
            return tr("These are the figures of {span}, not of the post's whole life.", span=row.span)
        return "" if row.metrics else tr("Row {n} has no figures.", n=row.row)

    def _post(self, row: PostRow, account: Account | None) -> SqlRow | None:
        ids = {row.post_id, _own_id(row)} - {""}
        found = next((self.by_id[row.platform, one] for one in ids if (row.platform, one) in self.by_id), None)
        found = found or (self.by_url.get(normal_url(row.url)) if row.url else None)
        if found is not None or account is None or not row.published_at:
            return found
        words = {fold(text) for text in (row.title, row.caption) if text}
        same = [
            post
            for post in self.by_day.get((account.id, row.published_at[:10]), ())
            if words & {fold(text) for text in (post["title"], post["caption"]) if text}
            and not (row.post_id and post["platform_post_id"])
        ]
        return same[0] if len(same) == 1 else None

    def _known(self, row: PostRow, post: SqlRow, account: Account | None) -> PostDecision:
        fill = {name: value for name, value in _fields(row, account).items() if post[name] is None}
        reading = self._reading(post["id"])
        if reading and not fill and all(reading[name] == value for name, value in row.metrics.items()):
            return PostDecision(row, "skipped", post["id"], reason=tr("The same figures are here already."))
        as_of = reading["as_of"] if reading else ""
        return PostDecision(row, "updated", post["id"], fill, as_of, account.creator_id or "" if account else "")

    def _reading(self, post_id: str) -> SqlRow | None:
        """The reading of that day from the same source."""
        found: SqlRow | None = self.conn.execute(
            "SELECT * FROM post_snapshot WHERE post_id = ? AND source = ? AND coalesce(traffic, 'total') = 'total' "
            "AND deleted_at IS NULL AND as_of >= ? AND as_of < ? ORDER BY as_of DESC LIMIT 1",
            (post_id, self.question.source, self.question.since, self.question.until),
        ).fetchone()
        return found

    def _new(self, row: PostRow, account: Account | None) -> PostDecision:
        """A post of a creator known here, in the campaign where one is asked for."""
        if not row.platform:
            return PostDecision(row, "skipped", reason=tr("The file does not say on which platform it is."))
        if account is None:
            who = row.account or row.account_user_id
            unknown = tr("No creator here has the account {account}.", account=f"@{who}" if row.account else who)
            return PostDecision(
                row, "skipped", reason=unknown if who else tr("The file does not say whose post it is.")
            )
        campaign, creator = self.question.campaign_id, account.creator_id or ""
        fields = _fields(row, account) | {"platform": row.platform}
        if not campaign:
            return PostDecision(row, "new", fill=fields, creator_id=creator)
        part = self._participations.get(creator)
        if part is None:
            reason = tr("{creator} is not in this campaign.", creator=f"@{account.handle}")
            return PostDecision(row, "skipped", creator_id=creator, reason=reason)
        fields |= {"campaign_id": campaign, "participation_id": part}
        return PostDecision(row, "new", fill=fields, creator_id=creator, deliverable_id=self._deliverable(part, row))

    def _account(self, row: PostRow) -> Account | None:
        """Whose post it is, by the platform's id, by the name, else as the person said."""
        key = (row.platform, row.account_user_id, normal_handle(row.account))
        if key not in self.accounts:
            self.accounts[key] = self._find_account(*key)
        return self.accounts[key]

    def _find_account(self, platform: str, user_id: str, handle: str) -> Account | None:
        for kind, value in (("user_id", user_id), ("account", handle)):
            if not value:
                continue
            where = (
                "platform = ? AND creator_id IN (SELECT k.creator_id FROM match_key AS k JOIN creator AS c "
                "ON c.id = k.creator_id WHERE k.kind = ? AND k.key = ? AND c.deleted_at IS NULL)"
            )
            for one in find(self.conn, Account, where, (platform, kind, f"{platform}:{value}")):
                if value in (one.platform_user_id, normal_handle(one.handle or "")):
                    return one
        if not (user_id or handle) and self.question.account_id:
            return get(self.conn, Account, self.question.account_id)
        return None

    @cached_property
    def _participations(self) -> dict[str, str]:
        sql = "SELECT creator_id, id FROM participation WHERE campaign_id = ? AND deleted_at IS NULL"
        return dict(self.conn.execute(sql, (self.question.campaign_id,)).fetchall())

    def _deliverable(self, participation_id: str, row: PostRow) -> str:
        """The one piece that is planned, of that platform and format and not yet fulfilled; empty for none or more."""
        sql = (
            "SELECT d.id FROM deliverable AS d LEFT JOIN account AS a ON a.id = d.account_id "
            "WHERE d.participation_id = ?1 AND d.deleted_at IS NULL AND (a.platform IS NULL OR a.platform = ?2) "
            "AND (?3 IS NULL OR d.format IS NULL OR d.format = ?3) "
            f"AND coalesce(d.state, 'planned') IN ({', '.join('?' * len(_OPEN))}) AND NOT EXISTS "
            "(SELECT 1 FROM fulfilment AS f WHERE f.deliverable_id = d.id AND f.deleted_at IS NULL)"
        )
        found = self.conn.execute(sql, (participation_id, row.platform, row.format, *_OPEN)).fetchall()
        free = [one[0] for one in found if one[0] not in self.used]
        if len(found) != 1 or not free:
            return ""
        self.used.add(free[0])
        return str(free[0])

    @cached_property
    def _dates(self) -> tuple[str, str]:
        recent = (self.question.today - timedelta(days=_RECENT)).isoformat()
        if not self.question.campaign_id:
            return recent, ""
        campaign = get(self.conn, Campaign, self.question.campaign_id)
        if campaign.starts_on or campaign.ends_on:
            return campaign.starts_on or "", campaign.ends_on or ""
        return recent, ""

    def _in_time(self, row: PostRow) -> bool:
        since, until = self._dates
        day = (row.published_at or "")[:10]
        return bool(day) and since <= day and (not until or day <= until)


def _fields(row: PostRow, account: Account | None) -> dict[str, Any]:
    """What the row says of its post, as the post's fields."""
    said: dict[str, Any] = {
        "url": post_url(row.url), "platform_post_id": _own_id(row), "published_at": _moment(row.published_at),
        "format": row.format, "title": row.title, "caption": row.caption, "seconds": row.seconds,
        "account_id": account.id if account else None,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value not in (None, "")}


def _own_id(row: PostRow) -> str:
    """The id a post is stored under: its address's, so that adding it by hand meets it; else the file's."""
    link = post_of_platform(row.url)
    return link.platform_post_id if link and link.platform == row.platform else row.post_id


def _moment(published: str | None) -> str | None:
    """A day without a time stands at its noon."""
    return f"{published}T12:00:00Z" if published and "T" not in published else published


def counted(decisions: Sequence[PostDecision], outcome: Outcome) -> int:
    """How many rows come to one outcome."""
    return sum(one.outcome == outcome for one in decisions)
