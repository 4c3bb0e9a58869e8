"""What people do with a brief beside writing it: variations for one creator, templates, and what came back."""

from datetime import date, datetime, time
from typing import Any

from infludesk.campaigns.brief_templates import Template as Shape
from infludesk.campaigns.brief_templates import fill, parse, to_toml
from infludesk.campaigns.brief_words import SECTIONS, own_words
from infludesk.campaigns.commands import brief_of, set_brief_field
from infludesk.campaigns.model import Brief, BriefSending, BriefVersion, Campaign, Participation
from infludesk.campaigns.store import variations, words_of
from infludesk.campaigns.template_store import values_of
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get, insert, update
from infludesk.db.transaction import Tx
from infludesk.kernel.dates import moment, parse_moment, zone_of
from infludesk.kernel.errors import Problem
from infludesk.kernel.fields import blank
from infludesk.kernel.ids import ref
from infludesk.kernel.text import tr
from infludesk.records.model import ZONE, Template
from infludesk.records.store import setting

_NOON = time(12)


def set_variation_field(tx: Tx, *, participation_id: str, name: str, value: Any) -> str:
    """Let the brief say something else for one creator; an empty value follows the base again. Returns the variation.

    Raises:
        Problem: ``brief.messages``: more than three key messages.
    """
    row = get(tx.conn, Participation, participation_id)
    tx.label(
        "Change {field} of the brief of {campaign} for {creator}", field=Brief.entity.field(name).label,
        campaign=ref("campaign", row.campaign_id or ""), creator=ref("creator", row.creator_id or ""),
    )  # fmt: skip
    base = brief_of(tx, row.campaign_id or "")
    known = variations(tx.conn, base).get(participation_id)
    if known is None:
        who = get(tx.conn, Creator, row.creator_id or "").name
        title = tr("{brief} for {creator}", brief=get(tx.conn, Brief, base).title, creator=who)
        made = Brief(campaign_id=row.campaign_id, title=title, base_id=base, participation_id=participation_id)
        known = insert(tx, made)
    set_brief_field(tx, brief_id=known.id, name=name, value=value)
    return known.id


def reset_variation(tx: Tx, *, brief_id: str, name: str = "") -> int:
    """Let a section of a variation, or all of them where none is named, follow the base again. Returns how many."""
    variation = get(tx.conn, Brief, brief_id)
    fields = [field for field in own_words(variation) if name in ("", field.name)]
    if name:
        label = Brief.entity.field(name).label
        tx.label("Take {field} of {brief} from the base", field=label, brief=ref("brief", brief_id))
    tx.label("Take {brief} from the base", brief=ref("brief", brief_id))
    if fields:
        update(tx, Brief, brief_id, **{field.name: () if field.kind == "list" else None for field in fields})
    return len(fields)


def begin_from_template(tx: Tx, *, campaign_id: str, template: str) -> int:
    """Fill the empty sections of the campaign's brief from a template, given as TOML; what stands stays.

    Returns:
        How many sections were filled.

    Raises:
        Problem: ``template.unreadable``.
    """
    shape = parse(template)
    campaign = ref("campaign", campaign_id)
    tx.label('Begin the brief of {campaign} from "{template}"', campaign=campaign, template=shape.name)
    brief = get(tx.conn, Brief, brief_of(tx, campaign_id))
    words = fill(shape, values_of(tx.conn, get(tx.conn, Campaign, campaign_id)))
    fresh = {name: value for name, value in words.items() if blank(getattr(brief, name))}
    if fresh:
        update(tx, Brief, brief.id, **fresh)
    return len(fresh)


def save_brief_template(tx: Tx, *, brief_id: str, name: str) -> str:
    """Keep a brief as a template of the house; names of client, brand and campaign become placeholders.

    A template of that name is replaced. Returns its id.

    Raises:
        Problem: ``record.needed``: there is no name.
    """
    tx.label('Save "{template}" as a template', template=name.strip())
    words = words_of(tx.conn, brief_id)
    values = values_of(tx.conn, get(tx.conn, Campaign, words.campaign_id or ""))
    said = {field.name: value for field in SECTIONS if not blank(value := getattr(words, field.name))}
    body = to_toml(Shape(name.strip(), words.lang or "en", said), values)
    known = find(tx.conn, Template, "kind = 'brief' AND fold(name) = fold(?)", (name.strip(),))
    if known:
        update(tx, Template, known[0].id, name=name.strip(), lang=words.lang, body=body)
        return known[0].id
    return insert(tx, Template(kind="brief", name=name.strip(), lang=words.lang, body=body)).id


def acknowledge_brief(tx: Tx, *, sending_id: str, on: str, how: str = "") -> None:
    """Keep that a creator confirmed the brief they were sent, on which day and how.

    Args:
        tx: the transaction.
        sending_id: what was sent to them.
        on: the day, ``YYYY-MM-DD``.
        how: in a few words, such as ``by e-mail``.

    Raises:
        Problem: ``brief.acknowledged_early``: the day lies before the sending, or ahead.
    """
    sending = get(tx.conn, BriefSending, sending_id)
    version = get(tx.conn, BriefVersion, sending.version_id or "")
    row = get(tx.conn, Participation, sending.participation_id or "")
    tx.label(
        "{creator} acknowledged {brief}", creator=ref("creator", row.creator_id or ""),
        brief=ref("brief", version.brief_id or ""),
    )  # fmt: skip
    zone = zone_of(setting(tx.conn, ZONE, "UTC"))
    sent = parse_moment(sending.sent_at).astimezone(zone).date().isoformat() if sending.sent_at else ""
    if not sent <= on <= tx.today.isoformat():
        raise Problem(
            "brief.acknowledged_early",
            tr("This day does not fit."),
            tr("Nothing was kept. Choose a day from the sending until today."),
        )
    at = tx.moment if on == tx.today.isoformat() else moment(datetime.combine(date.fromisoformat(on), _NOON, zone))
    update(tx, BriefSending, sending_id, acknowledged_at=at, acknowledged_how=how.strip() or None)
