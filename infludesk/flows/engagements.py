"""What creators are engaged in, for clashes: campaigns with their brands and markets, pieces, posts."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from infludesk.campaigns.model import EXITS
from infludesk.clients.brand_store import brands_of, brands_of_clients, groups
from infludesk.clients.model import Brand
from infludesk.content.model import LEFT
from infludesk.contracts.clashes import Party, Window, Work, plain_name
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import batched
from infludesk.db.sql import code_list
from infludesk.kernel.ids import ref
from infludesk.kernel.text import fold

_CHUNK = 400
_PARTS = f"""
SELECT n.id, n.creator_id, n.campaign_id, n.market, n.pay FROM participation AS n
JOIN campaign AS k ON k.id = n.campaign_id AND k.deleted_at IS NULL AND coalesce(k.state, '') <> 'cancelled'
WHERE n.deleted_at IS NULL AND coalesce(n.stage, '') NOT IN ({code_list(EXITS)}) AND n.creator_id IN ({{marks}})
ORDER BY n.id
"""
_PIECES = f"""
SELECT d.id, d.participation_id, d.title, d.format, d.market, d.post_from, d.due, a.platform,
       EXISTS (SELECT 1 FROM fulfilment AS f WHERE f.deliverable_id = d.id AND f.deleted_at IS NULL) AS posted
FROM deliverable AS d LEFT JOIN account AS a ON a.id = d.account_id
WHERE d.deleted_at IS NULL AND coalesce(d.state, '') NOT IN ({code_list(LEFT | {"missed"})})
AND d.participation_id IN ({{marks}}) ORDER BY d.id
"""
_POSTS = """
SELECT id, participation_id, title, platform, markets, connection, published_at FROM post
WHERE deleted_at IS NULL AND participation_id IN ({marks}) ORDER BY id
"""
_STRAY = """
SELECT p.id, p.title, p.caption, p.platform, p.markets, p.connection, p.published_at, p.campaign_id, a.creator_id
FROM account AS a JOIN post AS p ON p.account_id = a.id
WHERE a.deleted_at IS NULL AND p.deleted_at IS NULL AND p.participation_id IS NULL AND a.creator_id IN ({marks})
ORDER BY p.id
"""
_CAMPAIGNS = """
SELECT k.id, k.name, k.client_id, k.starts_on, k.ends_on, k.markets, k.platforms,
       (SELECT group_concat(m.country, ' ') FROM campaign_market AS m
        WHERE m.campaign_id = k.id AND m.deleted_at IS NULL) AS countries
FROM campaign AS k WHERE k.id IN ({marks})
"""
_PARTIES = "SELECT * FROM campaign_party WHERE deleted_at IS NULL AND campaign_id IN ({marks}) ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A piece of work of a creator, ready to be judged; ``about`` is ``table:id``, ``what`` names the campaign."""

    creator_id: str
    about: str
    participation_id: str
    campaign_id: str
    who: str
    what: str
    work: Work


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFacts:
    """What a campaign says of its work: for whom, in which markets (None where unknown), when, on what."""

    id: str
    name: str
    who: str
    parties: tuple[Party, ...]
    markets: frozenset[str] | None
    platforms: frozenset[str]
    window: Window


def engagements(conn: Connection, creator_ids: Sequence[str], rivals: Collection[str]) -> list[Engagement]:
    """The work of some creators: their pieces and posts in campaigns, the campaign's days where a piece has none.

    Args:
        conn: a connection.
        creator_ids: whose.
        rivals: names, as typed, that a post outside campaigns is looked through for.
    """
    parts = select(conn, _PARTS, creator_ids)
    strays = select(conn, _STRAY, creator_ids)
    known = campaign_facts(conn, [row["campaign_id"] for row in (*parts, *strays) if row["campaign_id"]])
    ids = [row["id"] for row in parts]
    pieces, posts = _by_part(select(conn, _PIECES, ids)), _by_part(select(conn, _POSTS, ids))
    found: list[Engagement] = []
    for row in parts:
        facts = known[row["campaign_id"]]
        found += _of_part(row, facts, pieces.get(row["id"], []), posts.get(row["id"], []))
    worded = {name: re.compile(rf"(?<!\w){re.escape(plain_name(name))}(?!\w)") for name in rivals if plain_name(name)}
    for row in strays:
        facts_of = known.get(row["campaign_id"] or "")
        if (made := _of_stray(row, facts_of, worded)) is not None:
            found.append(made)
    return found


def campaign_facts(conn: Connection, campaign_ids: Sequence[str]) -> dict[str, CampaignFacts]:
    """What some campaigns say of their work, by id."""
    rows = select(conn, _CAMPAIGNS, campaign_ids)
    parties: dict[str, list[SqlRow]] = {}
    for row in select(conn, _PARTIES, campaign_ids):
        parties.setdefault(row["campaign_id"], []).append(row)
    every = [one for some in parties.values() for one in some]
    clients = [row["client_id"] for row in (*rows, *every) if row["client_id"]]
    named = client_names(conn, clients)
    above = groups(conn)
    own = brands_of_clients(conn, clients)
    brands = brands_of(conn, [row["brand_id"] or "" for row in every] + [b.id for some in own.values() for b in some])
    found = {}
    for row in rows:
        sides = _sides(row["client_id"] or "", parties.get(row["id"], []))
        made = tuple(_party(client, chosen, own.get(client, []), brands, named, above) for client, chosen in sides)
        countries = {one.upper() for one in (*_list(row["markets"]), *(row["countries"] or "").split())}
        words = [brands[one].name or "" for _, chosen in sides for one in chosen if one in brands]
        lead = named.get(row["client_id"] or "", ("",))[0]
        found[row["id"]] = CampaignFacts(
            id=row["id"], name=row["name"] or "", who=", ".join(dict.fromkeys(words)) or lead, parties=made,
            markets=frozenset(countries) or None, platforms=_platforms(_list(row["platforms"])),
            window=Window(row["starts_on"], row["ends_on"]),
        )  # fmt: skip
    return found


def brand_party(brand: Brand, brands: dict[str, Brand], client: tuple[str, ...], group: str) -> Party:
    """A brand as a party: its names with those above it, and what it is in."""
    names, categories, one, seen = set(client), set(brand.categories), brand, {brand.id}
    names |= {brand.name or "", *brand.words}
    while (upper := brands.get(one.parent_id or "")) and upper.id not in seen:
        names |= {upper.name or "", *upper.words}
        categories = categories or set(upper.categories)
        seen.add(upper.id)
        one = upper
    plain = frozenset(filter(None, map(plain_name, names)))
    return Party(group, plain, frozenset(categories) if categories else None)


def client_names(conn: Connection, client_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The names of some clients, by id: the name, and the legal one where it is known."""
    rows = select(conn, "SELECT id, name, legal_name FROM client WHERE id IN ({marks})", client_ids)
    return {row["id"]: tuple(one for one in (row["name"], row["legal_name"]) if one) for row in rows}


def select(conn: Connection, sql: str, ids: Sequence[str]) -> list[SqlRow]:
    """The rows of a statement for some ids, which stand in it as ``{marks}``."""
    found: list[SqlRow] = []
    for some in batched(list(dict.fromkeys(ids)), _CHUNK):
        found += conn.execute(sql.format(marks=", ".join("?" * len(some))), tuple(some)).fetchall()
    return found


def _sides(lead: str, rows: Sequence[SqlRow]) -> list[tuple[str, list[str]]]:
    """Client → its brands in the campaign; a brand without a client is the lead's."""
    sides: dict[str, list[str]] = {lead: []}
    for row in rows:
        brands = sides.setdefault(row["client_id"] or lead, [])
        if row["brand_id"]:
            brands.append(row["brand_id"])
    return list(sides.items())


def _party(
    client: str,
    chosen: Sequence[str],
    own: Sequence[Brand],
    brands: dict[str, Brand],
    named: dict[str, tuple[str, ...]],
    above: dict[str, str],
) -> Party:
    """One side of a campaign. Of a client with one brand it is that one; of several nobody knows which."""
    wanted = [brands[one] for one in chosen if one in brands] or (list(own) if len(own) == 1 else [])
    names, group = named.get(client, ()), above.get(client, "")
    if not wanted:
        return Party(group, frozenset(filter(None, map(plain_name, names))), None)
    made = [brand_party(one, brands, names, group) for one in wanted]
    known = [one.categories for one in made]
    told = None if None in known else frozenset().union(*(one or frozenset() for one in known))
    return Party(group, frozenset().union(*(one.names for one in made)), told)


def _of_part(part: SqlRow, facts: CampaignFacts, pieces: Sequence[SqlRow], posts: Sequence[SqlRow]) -> list[Engagement]:
    """The dated pieces and the posts of a creator in a campaign; the campaign's own days for all else."""
    country = frozenset({part["market"].upper()}) if part["market"] else facts.markets
    found = []
    for piece in pieces:
        if piece["posted"]:
            continue
        due = (piece["due"] or "")[:10]
        window = Window((piece["post_from"] or due)[:10], due) if due else facts.window
        market = frozenset({piece["market"].upper()}) if piece["market"] else country
        platforms = _platforms([piece["platform"]] if piece["platform"] else []) or facts.platforms
        found.append(_made(part, facts, ref("deliverable", piece["id"]), window, market, platforms))
    for post in posts:
        day = (post["published_at"] or "")[:10]
        window = Window(day, day) if day else facts.window
        market = frozenset(one.upper() for one in _list(post["markets"])) or country
        platforms = _platforms([post["platform"]] if post["platform"] else [])
        organic = post["connection"] in ("none", "own")
        found.append(_made(part, facts, ref("post", post["id"]), window, market, platforms, organic=organic))
    if not found:
        found.append(_made(part, facts, ref("participation", part["id"]), facts.window, country, facts.platforms))
    return found


def _made(
    part: SqlRow,
    facts: CampaignFacts,
    about: str,
    window: Window,
    markets: frozenset[str] | None,
    platforms: frozenset[str],
    *,
    organic: bool = False,
) -> Engagement:
    return Engagement(
        creator_id=part["creator_id"], about=about, participation_id=part["id"], campaign_id=facts.id, who=facts.who,
        what=facts.name,
        work=Work(
            parties=facts.parties, window=window, markets=markets, platforms=platforms,
            organic=organic or part["pay"] == "none",
        ),
    )  # fmt: skip


def _of_stray(row: SqlRow, facts: CampaignFacts | None, worded: dict[str, re.Pattern[str]]) -> Engagement | None:
    """A post that nobody asked for: of its campaign, else one that names somebody who is shut out."""
    day = (row["published_at"] or "")[:10]
    words = fold(row["caption"] or "")
    seen = [name for name, pattern in worded.items() if pattern.search(words)]
    if facts is None and not seen:
        return None
    party = Party(names=frozenset(map(plain_name, seen)), categories=frozenset())
    return Engagement(
        creator_id=row["creator_id"], about=ref("post", row["id"]), participation_id="",
        campaign_id=facts.id if facts else "", who=facts.who if facts else ", ".join(sorted(seen)),
        what=facts.name if facts else (row["title"] or row["caption"] or "").strip()[:60],
        work=Work(
            parties=facts.parties if facts else (party,), window=Window(day or None, day or None),
            markets=frozenset(one.upper() for one in _list(row["markets"])) or (facts.markets if facts else None),
            platforms=_platforms([row["platform"]] if row["platform"] else []),
            organic=row["connection"] not in ("paid", "gift", "loan", "affiliate"),
        ),
    )  # fmt: skip


def _by_part(rows: Iterable[SqlRow]) -> dict[str, list[SqlRow]]:
    found: dict[str, list[SqlRow]] = {}
    for row in rows:
        found.setdefault(row["participation_id"], []).append(row)
    return found


def _list(text: str | None) -> list[str]:
    return json.loads(text) if text else []


def _platforms(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, names))
