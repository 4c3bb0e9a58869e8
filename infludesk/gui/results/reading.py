"""What the campaign's Results tab reads at once: its goals, its figures, what each creator brought, and its posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from babel import Locale

from infludesk.campaigns.model import Campaign
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.gui.campaigns.reading import GoalView as Goal
from infludesk.gui.campaigns.reading import against
from infludesk.kernel.ids import ref
from infludesk.kernel.text import PPM, join, percent, tr
from infludesk.programmes.store import targets
from infludesk.records import model as records
from infludesk.records.store import setting
from infludesk.reports.branding import Setting
from infludesk.reports.gather import campaign_facts
from infludesk.results import formulas
from infludesk.results.by_creator import CreatorPosts, by_creator
from infludesk.results.figures import Figure
from infludesk.results.formulas import Reading
from infludesk.results.goals import aim, rate_variant, reached
from infludesk.results.show import proof, show_figure
from infludesk.results.store import EntryRow, entry_rows, readings

_VARIANTS = ("reach", "views", "impressions", "followers")


@dataclass(frozen=True, slots=True)
class Card:
    """One figure of the tab, as shown: its name, the figure, what it rests on, and whether it meets its goal."""

    name: str
    figure: str
    note: str
    met: bool = False


@dataclass(frozen=True, slots=True)
class CreatorResult:
    """What one creator's posts brought."""

    id: str
    name: str
    posts: int
    reach: Figure
    views: Figure
    engagements: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class ResultsView:
    """Everything of the tab; ``variant`` is the code of the engagement rate in the creators' table."""

    cards: tuple[Card, ...]
    creators: tuple[CreatorResult, ...]
    variant: str
    entries: tuple[EntryRow, ...]


def read_results(conn: Connection, campaign_id: str, *, today: date, now: str, locale: Locale) -> ResultsView:
    """A campaign's results; costs count what the client is billed, so that no figure here is internal.

    Args:
        conn: a connection.
        campaign_id: whose.
        today: the day in the workspace's zone.
        now: the moment, as stored.
        locale: for the figures' words.
    """
    known = readings(conn, campaign_id)
    campaign = get(conn, Campaign, campaign_id)
    # The very facts of the client's report, so that the two never differ; no logo is needed here.
    facts = campaign_facts(conn, campaign_id, Setting(Path(), today))
    variant = setting(conn, records.ER_VARIANT) or rate_variant(known)
    goals = [
        Goal(one, aim(one), reached(one, known, spend=facts.spend, live=len(facts.posts), variant=variant))
        for one in targets(conn, ref("campaign", campaign_id))
    ]
    goals.sort(key=lambda goal: goal.target.id != campaign.headline_target_id)
    cards = [_goal_card(goal, locale, headline=goal.target.id == campaign.headline_target_id) for goal in goals]
    cards += [
        _card(tr("Reach"), facts.reach, locale),
        _card(tr("Engagements"), formulas.total(known, "engagements"), locale),
        *(_card(tr("Engagement rate"), rate, locale) for rate in _rates(known, variant)),
    ]
    if not campaign.awareness_only:
        cards.append(_card(tr("Cost per engagement, client fee"), facts.per_engagement, locale))
    return ResultsView(
        tuple(cards),
        tuple(_creator(one, variant) for one in by_creator(conn, campaign_id)),
        variant,
        tuple(entry_rows(conn, now=now, campaign_id=campaign_id)),
    )


def _rates(known: Sequence[Reading], variant: str) -> list[Figure]:
    """The chosen rate, known or not, then the others that these posts can tell."""
    others = [formulas.engagement_rate(known, one) for one in _VARIANTS if one != variant]
    return [formulas.engagement_rate(known, variant), *(one for one in others if one.known)]


def _goal_card(goal: Goal, locale: Locale, *, headline: bool) -> Card:
    name = (
        tr("{goal}, headline goal", goal=tr(goal.target.name))
        if headline
        else tr("{goal}, goal", goal=tr(goal.target.name))
    )
    share = ""
    if goal.actual.value is not None and goal.aim.value:
        ppm = round(Fraction(goal.actual.value) / goal.aim.value * PPM)
        share = tr("{share} of {aim}", share=percent(ppm, locale), aim=show_figure(goal.aim, locale))
    elif goal.aim.known:
        share = tr("goal {aim}", aim=show_figure(goal.aim, locale))
    words, met = against(goal, locale)
    note = join((share or goal.aim.reason, words, proof(goal.actual, locale)))
    return Card(name, show_figure(goal.actual, locale), note, met)


def _card(name: str, figure: Figure, locale: Locale) -> Card:
    return Card(name, show_figure(figure, locale), proof(figure, locale))


def _creator(one: CreatorPosts, variant: str) -> CreatorResult:
    return CreatorResult(
        one.creator_id,
        one.name,
        one.posts,
        formulas.total(one.readings, "reach"),
        formulas.total(one.readings, "views"),
        formulas.total(one.readings, "engagements"),
        formulas.engagement_rate(one.readings, variant),
    )
