"""All that is kept as proof: frozen briefs, checks, captures, signed texts and copies, as the list shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from infludesk.content.model import Evidence
from infludesk.content.naming import name_of
from infludesk.contracts.model import RulePackRow
from infludesk.db.driver import Connection, SqlRow
from infludesk.db.rows import find
from infludesk.db.search import like_pattern
from infludesk.db.sql import marks
from infludesk.flows.evidence_files import Kept, file_state, text_state
from infludesk.flows.evidence_sql import COUNT_KEPT, COUNT_MISSING, EVERY, MISSING
from infludesk.kernel.fields import choices
from infludesk.kernel.text import fold, tr

KINDS = (
    *choices(
        frozen_brief="Frozen brief", check="Check", signed_text="Signed text", signed_copy="Signed copy",
        sent_brief="Brief as sent", sent_text="Text as sent", document="Document",
    ),
    *Evidence.entity.field("kind").choices,
    *choices(missing="Missing"),
)  # fmt: skip
VIEWS = choices(missing="Missing", changed="Changed file", month="This month")
_ORDER = {
    "at": "at IS NULL, at {way}, id",
    "what": "at DESC, id",
    "kind": "kind {way}, at DESC, id",
    "about": "at DESC, id",
    "campaign": "campaign IS NULL, fold(campaign) {way}, at DESC, id",
    "creator": "creator IS NULL, fold(creator) {way}, at DESC, id",
    "by": "taken_by IS NULL, fold(taken_by) {way}, id",
}
SORTS = frozenset(_ORDER)
_READ = "id, kind, what, number, titled, format, platform, url, creator, post_id"
_SAID = ("what", "titled", "url", "format", "platform", "campaign", "creator")
_FEW = 20_000  # values that one statement binds


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: every part narrows; empty parts do not. ``view`` is one of ``VIEWS``."""

    text: str = ""
    kind: str = ""
    campaign_id: str = ""
    creator_id: str = ""
    view: str = ""
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvidence:
    """A row of the list.

    Attributes:
        id: the record as ``table:id``; of a missing proof that of the post.
        kind: a code of ``KINDS``.
        what: the file's name, the brief's or contract's title, or the text's first words.
        about: the record it proves something of, as ``table:id``; ``about_words`` its name.
        post_id: the post it is about; empty for none.
        at: when it was taken, as stored.
        digest: its hash; empty for what has none of its own.
        name: of the file; empty for a text.
        kept: how it stands against its hash; None where there is nothing to compare.
        pack: ``us-ftc@2023.1``; empty for none.
    """

    id: str
    kind: str
    what: str
    about: str
    about_words: str
    post_id: str
    campaign_id: str
    campaign: str
    creator_id: str
    creator: str
    at: str
    by: str
    digest: str
    name: str
    kept: Kept | None
    pack: str


def ids(
    conn: Connection, folder: Path, wanted: Filter = Filter(), sort: str = "at", *, descending: bool = True
) -> list[str]:
    """The ids of the rows to show, in the order of a key of ``SORTS``; ``folder`` holds the workspace's files."""
    parts, params = ["1"], {"today": wanted.today}
    for column in ("kind", "campaign_id", "creator_id"):
        if value := getattr(wanted, column):
            parts.append(f"{column} = :{column}")
            params[column] = value
    if wanted.text.strip():
        words = " || ' ' || ".join(f"coalesce({one}, '')" for one in _SAID)
        parts.append(f"fold({words}) LIKE :text ESCAPE '\\'")
        params["text"] = like_pattern(wanted.text)
    if wanted.view == "month":
        parts.append("substr(at, 1, 7) = substr(:today, 1, 7)")
    order = _ORDER[sort].format(way="DESC" if descending else "ASC")
    source = MISSING if wanted.view == "missing" else EVERY
    changed = wanted.view == "changed"
    columns = f"{_READ}, sha256, filed, text" if changed else _READ
    sql = f"{source} SELECT {columns} FROM shown WHERE {' AND '.join(parts)} ORDER BY {order}"
    rows = conn.execute(sql, params).fetchall()
    if changed:
        rows = [row for row in rows if (kept := _kept(row, folder)) and kept.state in ("changed", "missing")]
    if sort in _WORDS:
        rows = _by_words(rows, _WORDS[sort], descending=descending)
    return [row["id"] for row in rows]


def count(conn: Connection) -> tuple[int, int]:
    """How many proofs are kept, and how many live posts have none."""
    kept, missing = (conn.execute(sql).fetchone()[0] for sql in (COUNT_KEPT, COUNT_MISSING))
    return kept, missing


def creators(conn: Connection) -> list[tuple[str, str]]:
    """Whose work the proofs are about: (id, name)."""
    sql = f"{EVERY} SELECT DISTINCT creator_id, creator FROM shown WHERE creator_id IS NOT NULL"
    return sorted(((row[0], row[1] or "") for row in conn.execute(sql)), key=lambda one: (fold(one[1]), one[0]))


def listed(conn: Connection, folder: Path, wanted: Sequence[str]) -> list[ListedEvidence]:
    """The rows of some ids, in the order of the ids; those that are gone are left out."""
    packs = {row.id: f"{row.code}@{row.version}" for row in find(conn, RulePackRow)}
    found: dict[str, ListedEvidence] = {}
    for start in range(0, len(wanted), _FEW):
        some = tuple(wanted[start : start + _FEW])
        posts = any(one.startswith("post:") for one in some)
        for source in (EVERY, MISSING) if posts else (EVERY,):
            sql = f"{source} SELECT * FROM shown WHERE id IN ({marks(some)})"
            for row in conn.execute(sql, some).fetchall():
                found.setdefault(row["id"], _listed(row, folder, packs))
    return [found[one] for one in wanted if one in found]


def digests(conn: Connection) -> tuple[str, ...]:
    """The hashes of every file kept as proof."""
    rows = conn.execute(f"{EVERY} SELECT DISTINCT sha256 FROM shown WHERE filed AND sha256 IS NOT NULL").fetchall()
    return tuple(row[0] for row in rows)


def _listed(row: SqlRow, folder: Path, packs: dict[str, str]) -> ListedEvidence:
    def text(name: str) -> str:
        return row[name] or ""

    return ListedEvidence(
        id=row["id"],
        kind=row["kind"] or "other",
        what=_what(row),
        about=text("about"),
        about_words=_about(row),
        post_id=text("post_id"),
        campaign_id=text("campaign_id"),
        campaign=text("campaign"),
        creator_id=text("creator_id"),
        creator=text("creator"),
        at=text("at"),
        by=text("taken_by"),
        digest=text("sha256"),
        name=text("name"),
        kept=_kept(row, folder),
        pack=packs.get(text("pack_id"), ""),
    )


def _what(row: SqlRow) -> str:
    if row["number"]:
        return tr("{title}, version {n}", title=row["what"] or "", n=row["number"])
    if row["kind"] in ("check", "missing", "sent_text"):
        return _about(row)
    return " ".join((row["what"] or "").split())


def _about(row: SqlRow) -> str:
    if not row["post_id"]:
        return row["titled"] or ""
    return name_of(row["titled"], creator=row["creator"], form=row["format"], platform=row["platform"], url=row["url"])


_WORDS: dict[str, Callable[[SqlRow], str]] = {"what": _what, "about": _about}


def _by_words(rows: list[SqlRow], words: Callable[[SqlRow], str], *, descending: bool) -> list[SqlRow]:
    """Rows by what they say; those that say nothing come last both ways."""
    said = [(fold(words(row)), row) for row in rows]
    known = sorted((one for one in said if one[0]), key=lambda one: one[0], reverse=descending)
    return [*(row for _, row in known), *(row for text, row in said if not text)]


def _kept(row: SqlRow, folder: Path) -> Kept | None:
    if not row["sha256"]:
        return None
    if row["filed"]:
        return file_state(folder, row["sha256"], read=False)
    return text_state(row["text"], row["sha256"])
