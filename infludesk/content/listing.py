"""The list of content: every promised piece with its work and its post, and posts that nobody promised."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from infludesk.content.model import STATES
from infludesk.content.naming import name_of
from infludesk.content.next_action import Facts, Side, Task, next_action
from infludesk.content.work_sql import pieces_sql
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.search import like_pattern
from infludesk.kernel.dates import zone_of
from infludesk.kernel.fields import choices
from infludesk.kernel.text import fold
from infludesk.records.model import ZONE
from infludesk.records.store import setting

VIEWS = choices(
    mine="Mine", late="Late", review="To review", live="Live this week", unchecked="Not checked",
    failed="Check failed", waiting="Waiting for creator",
)  # fmt: skip
_SQL_VIEWS = {
    "live": "substr(published_at, 1, 10) BETWEEN date(:today, 'weekday 0', '-6 days') AND date(:today, 'weekday 0')",
    "unchecked": "post IS NOT NULL AND check_id IS NULL AND connection IS NOT 'none'",
    "failed": "outcome = 'fail' AND fixed_at IS NULL",
}
_COUNT = """
SELECT (SELECT count(*) FROM deliverable AS d LEFT JOIN participation AS n ON n.id = d.participation_id
        WHERE d.deleted_at IS NULL AND ?1 IN ('', n.campaign_id))
     + (SELECT count(*) FROM post AS p LEFT JOIN participation AS n ON n.id = p.participation_id
        WHERE p.deleted_at IS NULL AND (p.campaign_id IS NOT NULL OR p.participation_id IS NOT NULL)
          AND ?1 IN ('', coalesce(n.campaign_id, p.campaign_id))
          AND NOT EXISTS (SELECT 1 FROM fulfilment AS f WHERE f.post_id = p.id AND f.deleted_at IS NULL))
"""
_ORDER = [code for code, _ in STATES]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not.

    ``view`` is one of ``VIEWS``; ``today`` is the day it is asked on, ``me`` the member who asks.
    """

    text: str = ""
    state: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    owner_id: str = ""
    platform: str = ""
    view: str = ""
    today: str = ""
    me: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPiece:
    """A row of the content list: a promised piece with its newest post, or a post that nobody promised.

    Attributes:
        kind: ``deliverable`` or ``post``; ``id`` is that record's.
        post_id: empty until it is published.
        next_step: the one next action, as shown; empty for none.
        next_code: of ``next_action``; ``next_side`` whose it is, ``next_owner`` by name.
        due: when that is due, as stored.
        owner: who looks after it here.
        goes_live: the moment it was published, else the day it is due.
        published: the moment, as stored.
        outcome: of the newest check; empty where there is none.
        step: of the newest draft; ``round`` is which of that step, ``rounds`` how many are agreed, 0 for no limit.
        missing: the sides that have not approved the newest draft.
        draft_check: the outcome of the newest draft's check.
        task_id: the open task that says what comes next.
        facts: what the next action follows from.
    """

    id: str
    kind: str
    what: str
    creator_id: str
    creator: str
    campaign_id: str
    campaign: str
    platform: str
    format: str
    state: str
    next_step: str = ""
    next_code: str = ""
    next_side: str = ""
    next_owner: str = ""
    next_owner_id: str = ""
    due: str = ""
    owner: str
    owner_id: str
    goes_live: str
    published: str
    post_id: str
    url: str
    outcome: str
    evidence: int
    draft_id: str
    step: str
    round: int
    rounds: int
    missing: tuple[str, ...]
    draft_check: str
    task_id: str
    facts: Facts

    @property
    def needs_post(self) -> bool:
        """Whether it is published rather than handed over."""
        return self.facts.needs_post


_KEYS: dict[str, Callable[[ListedPiece], Any]] = {
    "next": lambda one: one.due,
    "what": lambda one: fold(one.what),
    "creator": lambda one: fold(one.creator),
    "campaign": lambda one: fold(one.campaign),
    "platform": lambda one: one.platform,
    "format": lambda one: one.format,
    "state": lambda one: 1 + _ORDER.index(one.state) if one.state in _ORDER else 0,
    "published": lambda one: one.published,
    "live": lambda one: one.goes_live,
    "step": lambda one: fold(one.next_step),
    "owner": lambda one: fold(one.next_owner),
    "round": lambda one: one.round,
}
SORTS = frozenset(_KEYS)
_JOINED = "participation_id IN (SELECT id FROM participation WHERE campaign_id = :campaign_id)"
_OF_CAMPAIGN = (f"d.{_JOINED}", f"(p.campaign_id = :campaign_id OR p.{_JOINED})")


def ids(conn: Connection, wanted: Filter = Filter(), sort: str = "next", *, descending: bool = False) -> list[str]:
    """The ids of the pieces and posts to show, in the order of a key of ``SORTS``; ``next`` puts what is late first."""
    return [one.id for one in in_order(found(conn, wanted), sort, descending=descending)]


def count(conn: Connection, campaign_id: str = "") -> int:
    """How many pieces and posts there are, of one campaign or of all."""
    return int(conn.execute(_COUNT, (campaign_id,)).fetchone()[0])


def found(conn: Connection, wanted: Filter = Filter()) -> list[ListedPiece]:
    """The rows that a filter leaves, in no order; their evidence is not counted."""
    parts, params = ["1"], {"today": wanted.today}
    for column in ("state", "campaign_id", "creator_id", "owner_id", "platform"):
        if value := getattr(wanted, column):
            parts.append(f"{column} = :{column}")
            params[column] = value
    if wanted.text.strip():
        words = "fold(coalesce(title, url, '') || ' ' || coalesce(creator, '') || ' ' || coalesce(campaign, ''))"
        parts.append(f"{words} LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view in _SQL_VIEWS:
        parts.append(_SQL_VIEWS[wanted.view])
    pieces, posts = _OF_CAMPAIGN if wanted.campaign_id else ("1", "1")
    rows = _read(conn, pieces_sql(" AND ".join(parts), pieces=pieces, posts=posts), params, wanted.today)
    return in_view(rows, wanted)


def in_view(rows: list[ListedPiece], wanted: Filter) -> list[ListedPiece]:
    """The rows that a view leaves whose next action tells."""
    match wanted.view:
        case "late":
            return [one for one in rows if one.due and one.due[:10] < wanted.today]
        case "review":
            return [one for one in rows if one.next_code == "review"]
        case "waiting":
            return [one for one in rows if one.next_side == "creator"]
        case "mine":
            return [one for one in rows if one.next_side == "us" and one.next_owner_id == wanted.me]
    return rows


def in_order(rows: Iterable[ListedPiece], sort: str, *, descending: bool = False) -> list[ListedPiece]:
    """Rows in the order of a key of ``SORTS``; those without one come last both ways."""
    key = _KEYS[sort]
    known = sorted(rows, key=lambda one: one.id)
    return [
        *sorted((one for one in known if key(one)), key=key, reverse=descending),
        *(one for one in known if not key(one)),
    ]


def listed(conn: Connection, wanted: Sequence[str], *, today: str = "") -> list[ListedPiece]:
    """The list's rows for some ids, in the order of the ids; those that are gone are left out."""
    some = "id IN (SELECT value FROM json_each(:ids))"
    sql = pieces_sql("1", pieces=f"d.{some}", posts=f"p.{some}", evidence=True)
    rows = {one.id: one for one in _read(conn, sql, {"ids": json.dumps(list(wanted))}, today)}
    return [rows[one] for one in wanted if one in rows]


def of_campaign(conn: Connection, campaign_id: str, *, today: str = "") -> list[ListedPiece]:
    """A campaign's pieces and posts, what is late first."""
    wanted = ids(conn, Filter(campaign_id=campaign_id, today=today))
    return listed(conn, wanted, today=today)


def with_facts(row: ListedPiece, today: str, **known: Any) -> ListedPiece:
    """A row with further facts, and the next action that follows from all."""
    facts = replace(row.facts, **known)
    action = next_action(facts, today)
    if action is None:
        return replace(row, facts=facts, next_step="", next_code="", next_side="", next_owner="", due="")
    return replace(
        row, facts=facts, next_step=action.words, next_code=action.code, next_side=action.side,
        next_owner=action.owner, next_owner_id=action.owner_id, due=action.due,
    )  # fmt: skip


def _read(conn: Connection, sql: str, params: Any, today: str) -> list[ListedPiece]:
    zone = setting(conn, ZONE)
    return [_listed(row, zone, today) for row in conn.execute(sql, params)]


def _listed(row: SqlRow, zone: str, today: str) -> ListedPiece:
    facts = _facts(row, zone)
    action = next_action(facts, today)
    side: Side | str = action.side if action else ""
    return ListedPiece(
        id=row["id"],
        kind=row["kind"],
        what=name_of(
            row["title"], creator=row["creator"], form=row["format"], platform=row["platform"], url=row["url"]
        ),
        creator_id=row["creator_id"] or "",
        creator=facts.creator,
        campaign_id=row["campaign_id"] or "",
        campaign=row["campaign"] or "",
        platform=row["platform"] or "",
        format=row["format"] or "",
        state=facts.state,
        next_step=action.words if action else "",
        next_code=action.code if action else "",
        next_side=side,
        next_owner=action.owner if action else "",
        next_owner_id=action.owner_id if action else "",
        due=action.due if action else "",
        owner=facts.owner,
        owner_id=facts.owner_id,
        goes_live=row["published_at"] or facts.due,
        published=row["published_at"] or "",
        post_id=row["post"] or "",
        url=row["url"] or "",
        outcome=row["outcome"] or "",
        evidence=row["evidence"],
        draft_id=row["draft_id"] or "",
        step=facts.step,
        round=row["round"],
        rounds=row["rounds"] or 0,
        missing=tuple(one for one in facts.needed if facts.said.get(one) != "approved"),
        draft_check=row["draft_check"] or "",
        task_id=facts.task.id if facts.task else "",
        facts=facts,
    )


def _facts(row: SqlRow, zone: str) -> Facts:
    needed = ("house", "client") if row["by_client"] else ("house",)
    said = dict(one.split(":") for one in (row["said"] or "").split(",") if one)
    outcome = row["outcome"] or ("not_applicable" if row["connection"] == "none" else "")
    return Facts(
        state=row["state"],
        creator=row["creator"] or "",
        client=row["client"] or "",
        owner=row["owner"] or "",
        owner_id=row["owner_id"] or "",
        due=row["due"] or "",
        concept_due=row["concept_due"] or "",
        draft_due=row["draft_due"] or "",
        promised=row["kind"] == "deliverable",
        needs_post=row["needs_post"] != 0,
        step=row["step"] or "",
        review_due=row["review_due"] or "",
        needed=needed,
        said=said,
        deemed_from=_deemed(row, zone, needed, said),
        published=bool(row["post"]),
        published_on=_day(row["published_at"], zone),
        outcome=outcome,
        fix_asked=bool(row["fix_asked_at"]),
        fix_due=row["fix_due"] or "",
        fixed=bool(row["fixed_at"]),
        counts=row["counts"] or 0,
        quantity=row["quantity"] or 1,
        open_checks=row["open_checks"] or 0,
        live_until=_later(_day(row["first_published"], zone), row["min_live_days"]),
        down_on=row["down_on"] or "",
        task=_task(row),
    )


def _deemed(row: SqlRow, zone: str, needed: Sequence[str], said: dict[str, str]) -> str:
    """The day from which silence approves the newest draft; empty where it is answered or nothing is agreed."""
    answered = set(said.values()) & {"changes", "rejected"} or all(said.get(one) == "approved" for one in needed)
    if row["deemed_days"] is None or not row["submitted_at"] or answered:
        return ""
    return _later(_day(row["submitted_at"], zone), row["deemed_days"])


def _task(row: SqlRow) -> Task | None:
    if not row["task_id"]:
        return None
    return Task(
        id=row["task_id"], title=row["task"] or "", due=row["task_due"] or "", owner=row["task_owner"] or "",
        owner_id=row["task_owner_id"] or "",
    )  # fmt: skip


def _day(moment: str | None, zone: str) -> str:
    return datetime.fromisoformat(moment).astimezone(zone_of(zone)).date().isoformat() if moment else ""


def _later(day: str, days: int | None) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day and days is not None else ""
