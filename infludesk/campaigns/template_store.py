"""Templates of briefs to begin from, the program's and the house's own, and what their placeholders stand for."""

from dataclasses import dataclass
from typing import Any

from infludesk.campaigns.brief_templates import PLACEHOLDERS, parse
from infludesk.campaigns.model import Campaign, CampaignParty
from infludesk.clients.model import Brand, Client
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Field, Row, blank
from infludesk.kernel.text import own_locale, tr
from infludesk.paths import resource
from infludesk.records.model import Template


@dataclass(frozen=True, slots=True)
class Offered:
    """A template to begin from, as TOML; ``own`` where the house made it."""

    name: str
    own: bool
    text: str


def shipped_briefs() -> tuple[str, ...]:
    """The text (TOML) of each brief that comes with the program, in the order of the file names.

    Raises:
        FileNotFoundError: the installation is damaged.
    """
    return tuple(path.read_text(encoding="utf-8") for path in sorted(resource("templates", "briefs").glob("*.toml")))


def offered_briefs(conn: Connection) -> list[Offered]:
    """The templates to begin a brief from: the house's own by name, then the program's."""
    own = find(conn, Template, "kind = 'brief'", order="fold(name), id")
    return [
        *(Offered(row.name or "", own=True, text=row.body or "") for row in own),
        *(Offered(parse(text).name, own=False, text=text) for text in shipped_briefs()),
    ]


def values_of(conn: Connection, campaign: Campaign) -> dict[str, str]:
    """What each placeholder stands for in a campaign; those that stand for nothing are left out."""
    clients = find(conn, Client, "id = ?", (campaign.client_id,))
    rows: dict[str, Row | None] = {
        "campaign": campaign, "client": clients[0] if clients else None, "brand": _brand(conn, campaign),
    }  # fmt: skip
    found: dict[str, str] = {}
    for name, field in PLACEHOLDERS.items():
        row = rows[name.partition(".")[0]]
        value = getattr(row, field.name) if row else None
        if not blank(value):
            found[name] = _shown(field, value)
    if "client" in found:
        # A client that has no brand on record is its own.
        found.setdefault("brand", found["client"])
        found.setdefault("brand.name", found["client"])
    return found


def _brand(conn: Connection, campaign: Campaign) -> Brand | None:
    """The brand the campaign names first, else the client's only one."""
    for party in find(conn, CampaignParty, "campaign_id = ? AND brand_id IS NOT NULL", (campaign.id,)):
        return next(iter(find(conn, Brand, "id = ?", (party.brand_id,))), None)
    own = find(conn, Brand, "client_id = ?", (campaign.client_id,))
    return own[0] if len(own) == 1 else None


def _shown(field: Field, value: Any) -> str:
    if field.kind == "day":
        return show_day(value, own_locale())
    if field.kind == "choice":
        return tr(field.choice(value))
    return ", ".join(value) if isinstance(value, tuple) else str(value)
