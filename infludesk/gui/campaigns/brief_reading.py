"""What the Brief tab shows of a campaign, read at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.campaigns import store
from infludesk.campaigns.brief_words import is_empty, varied
from infludesk.campaigns.freeze import UsedLabel
from infludesk.campaigns.model import Brief, BriefVersion, Campaign
from infludesk.campaigns.store import Sending
from infludesk.campaigns.template_store import values_of
from infludesk.contracts.markets import Choice
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.flows.briefing import Recipient, label_advice, named_labels, recipients
from infludesk.kernel.errors import Problem
from infludesk.reports.branding import Setting
from infludesk.reports.brief import BriefFacts, version_facts, working_facts


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief for everyone, or what it is for one creator.

    Attributes:
        campaign: whose brief.
        base: the working text for everyone; None before it is begun.
        own: the creator's variation; None for everyone, and before it is begun.
        people: the creators who agreed.
        varied: the participations that have words of their own.
        versions: what was frozen of the text shown, the oldest first.
        sendings: all of the campaign, by name.
        undisclosed: the texts that need a reason to be frozen: they have no disclosure wording.
        advice: the wording that passes in all packs.
        refused: the parts of its own wording that a pack names as not fine.
        brand: what ``{brand}`` in a wording stands for.
        facts: the text shown as a document; None before it is begun.
    """

    campaign: Campaign
    base: Brief | None
    own: Brief | None
    people: Sequence[Recipient]
    varied: frozenset[str]
    versions: Sequence[BriefVersion]
    sendings: Sequence[Sending]
    undisclosed: frozenset[str]
    advice: Choice | None
    refused: Sequence[UsedLabel]
    brand: str
    facts: BriefFacts | None

    @property
    def words(self) -> Brief | None:
        """What is read in full."""
        return varied(self.base, self.own) if self.base else None

    @property
    def text_id(self) -> str:
        """The working text whose versions are shown."""
        shown = self.own or self.base
        return shown.id if shown else ""

    def number(self, version_id: str) -> int:
        """A version's number, 0 where it is none of these."""
        return next((n for n, one in enumerate(self.versions, 1) if one.id == version_id), 0)

    def sent(self, version_id: str) -> list[Sending]:
        """To whom a version went."""
        return [one for one in self.sendings if one.version_id == version_id]


def read_brief(conn: Connection, campaign_id: str, participation_id: str, made: Setting) -> BriefView | None:
    """Read the brief of a campaign for everyone, or for a participation; None where the campaign is gone."""
    campaigns = find(conn, Campaign, "id = ?", (campaign_id,))
    if not campaigns:
        return None
    base = store.brief(conn, campaign_id)
    kept = store.variations(conn, base.id) if base else {}
    own = kept.get(participation_id)
    words = varied(base, own) if base else None
    people = recipients(conn, campaign_id)
    texts = {one.brief_id for one in people if one.brief_id} | ({words.id} if words else set())
    return BriefView(
        campaign=campaigns[0],
        base=base,
        own=own,
        people=people,
        varied=frozenset(key for key, one in kept.items() if not is_empty(one)),
        versions=_versions(conn, base, own, participation_id),
        sendings=store.sendings(conn, campaign_id),
        undisclosed=frozenset(one for one in texts if store.needs_reason_to_freeze(conn, [one])),
        advice=label_advice(conn, words) if words else None,
        refused=[one for one in named_labels(conn, words) if one.verdict == "not_fine"] if words else [],
        brand=values_of(conn, campaigns[0]).get("brand", ""),
        facts=working_facts(conn, words, made) if words else None,
    )


def read_version(conn: Connection, version_id: str, made: Setting) -> BriefFacts | Problem:
    """A frozen version as a document."""
    try:
        return version_facts(conn, version_id, made)
    except Problem as problem:
        return problem


def _versions(conn: Connection, base: Brief | None, own: Brief | None, participation_id: str) -> list[BriefVersion]:
    shown = own if participation_id else base
    return store.brief_versions(conn, shown.id) if shown else []
