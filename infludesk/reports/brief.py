"""A brief as a document: the client's band, then each section beside its name; one page, two at most."""

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from infludesk.campaigns import store as campaigns
from infludesk.campaigns.brief_words import SECTIONS, lines_of
from infludesk.campaigns.freeze import read
from infludesk.campaigns.model import Brief, BriefVersion, Campaign, Participation
from infludesk.creators.model import Creator
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.kernel.dates import parse_moment, show_day, zone_of
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, join, locale_of, tr
from infludesk.records.model import ZONE
from infludesk.records.store import setting
from infludesk.reports import pdf
from infludesk.reports.blocks import Block, Cover, Passage, Report
from infludesk.reports.branding import Setting, brand, look
from infludesk.reports.client_facts import Brand, Look

MOST_PAGES = 2
_MARKED = ("disclosure_wording", "disclosure_place")
_IN_A_ROW = ("hashtags", "do_not_tag")


@dataclass(frozen=True, slots=True)
class BriefFacts:
    """All that reaches the document.

    Attributes:
        words: what it says.
        title: the campaign's name, or the brief's own title.
        creator: whom it is for; empty for everyone.
        version: its number and day in words; empty for a working text, which is a draft.
    """

    words: Brief
    title: str
    creator: str
    version: str
    brand: Brand
    look: Look


def working_facts(conn: Connection, words: Brief, made: Setting) -> BriefFacts:
    """A working text as a document, marked as a draft."""
    return _facts(conn, words, "", replace(made, draft=True))


def version_facts(conn: Connection, version_id: str, made: Setting) -> BriefFacts:
    """A frozen version as a document, from its frozen words alone."""
    version = get(conn, BriefVersion, version_id)
    order = [one.id for one in campaigns.brief_versions(conn, version.brief_id or "")]
    number = order.index(version_id) + 1 if version_id in order else len(order) + 1
    zone = zone_of(setting(conn, ZONE, "UTC"))
    at = parse_moment(version.frozen_at).astimezone(zone).date().isoformat() if version.frozen_at else ""
    day = show_day(at, locale_of(made.locale))
    return _facts(conn, read(version).brief, tr("Version {n}, {day}", n=number, day=day), made)


def build(facts: BriefFacts) -> Report:
    """The document."""
    blocks: list[Block] = [
        Cover(
            part="cover",
            kind=tr("Brief"),
            title=isolate(facts.title),
            client=isolate(facts.brand.name),
            below=join((tr("for {creator}", creator=isolate(facts.creator)) if facts.creator else "", facts.version)),
        )
    ]
    for field in SECTIONS:
        if lines := _paragraphs(facts.words, field):
            marked = field.name in _MARKED
            blocks.append(Passage(part=field.name, label=tr(field.label), paragraphs=lines, marked=marked))
    return Report(
        kind=tr("Brief"),
        title=facts.title,
        head=join((isolate(facts.brand.name), isolate(facts.title), facts.version)),
        author=facts.look.made_by,
        look=facts.look,
        brand=facts.brand,
        blocks=tuple(blocks),
    )


def write(facts: BriefFacts, target: Path | BinaryIO) -> pdf.Written:
    """Lay a brief out and write it; its problems as ``pdf.write``."""
    return pdf.write(build(facts), target)


def page_count(facts: BriefFacts) -> int:
    """How many pages it takes, one for an empty brief."""
    return write(facts, BytesIO()).pages


def _facts(conn: Connection, words: Brief, version: str, made: Setting) -> BriefFacts:
    campaign = get(conn, Campaign, words.campaign_id or "")
    own = words.title in (None, "", tr("Brief: {campaign}", campaign=campaign.name))
    creator = ""
    if words.participation_id:
        row = get(conn, Participation, words.participation_id)
        creator = get(conn, Creator, row.creator_id or "").name or ""
    looked = look(conn, made, "")
    return BriefFacts(
        words, (campaign.name if own else words.title) or tr("Brief"), creator, version,
        brand(conn, campaign.client_id, made), looked,
    )  # fmt: skip


def _paragraphs(words: Brief, field: Field) -> tuple[str, ...]:
    lines = lines_of(field, getattr(words, field.name))
    if field.name in _IN_A_ROW:
        return (" ".join(lines),) if lines else ()
    if field.name == "key_messages":
        return tuple(f"{n}. {line}" for n, line in enumerate(lines, 1))
    return lines
