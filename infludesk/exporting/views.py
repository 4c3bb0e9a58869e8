"""The lists of the program as files: for each column shown, the cells it becomes, as values and not as words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from infludesk.campaigns.model import STAGES, Campaign, Participation
from infludesk.content.model import FORMATS, OUTCOMES
from infludesk.content.model import STATES as PIECE_STATES
from infludesk.content.store import ListedPiece
from infludesk.contracts.model import STATES as CONTRACT_STATES
from infludesk.creators.model import PLATFORMS, SOURCES, STANDINGS, TIES, AccountSnapshot
from infludesk.creators.store import ListedCreator
from infludesk.creators.tiers import tier_label
from infludesk.exporting.table import CellKind, Column, money_cells
from infludesk.flows.campaign_list import ListedCampaign
from infludesk.flows.contract_list import ListedContract
from infludesk.flows.roster import RosterRow
from infludesk.kernel.headings import currency_of, rate_of
from infludesk.kernel.text import tr
from infludesk.results.model import METRICS, PostSnapshot
from infludesk.results.store import EntryRow


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column of a file and how a list's row fills it."""

    column: Column
    read: Callable[[Any], Any]


View = dict[str, tuple[ViewColumn, ...]]
"""Key of a column on the page → the columns of the file, in the page's own order."""


@cache
def creators() -> View:
    """The creators list; its rows are ``ListedCreator``."""
    variant = AccountSnapshot.entity.field("er_variant")
    row = _column(ListedCreator)
    return {
        "name": (row("Name", "name"), _platform(), row("Handle", "handle")),
        "tier": (made_column("Tier", lambda one: tier_label(one.tier) if one.tier else ""),),
        "followers": (row("Followers", "followers", "int"), row("As of", "as_of", "day")),
        "er": (
            _rate("Engagement rate", lambda one: one.er_ppm),
            made_column(
                "Engagement rate variant", lambda one: tr(variant.choice(one.er_variant)) if one.er_variant else ""
            ),
        ),
        "relations": (made_column("Relations", lambda one: ", ".join(_word(TIES, kind) for kind in one.relations)),),
        "owner": (row("Owner", "owner"),),
        "last_contact": (row("Last contact", "last_contact", "moment"),),
        "next_step": (row("Next step", "next_step", "day"),),
        "standing": (
            choice_column("Standing", "standing", STANDINGS),
            made_column("Do not contact", lambda one: one.blocked or None, "yes"),
        ),
        "email": (made_column("E-mail", lambda one: one.email, internal=True),),
        "country": (row("Country", "country"),),
        "city": (row("City", "city"),),
        "langs": (_listed("Languages", "langs"),),
        "topics": (_listed("Topics", "topics"),),
        "tags": (_listed("Tags", "tags"),),
        "accounts": (made_column("Accounts", _accounts),),
        "as_of": (row("Figures as of", "as_of", "day"),),
        "created": (row("Added on", "created", "moment"),),
    }


@cache
def campaigns() -> View:
    """The campaigns list; its rows are ``ListedCampaign``."""
    row = _column(ListedCampaign)
    states = Campaign.entity.field("state").choices
    return {
        "name": (row("Name", "name"),),
        "client": (row("Client", "client"),),
        "state": (choice_column("State", "state", states),),
        "dates": (row("Starts on", "starts_on", "day"), row("Ends on", "ends_on", "day")),
        "creators": (row("Creators agreed", "agreed", "int"), row("Creators planned", "planned", "int")),
        "content": (row("Content live", "content_live", "int"), row("Content planned", "content_planned", "int")),
        "used": (
            *money_columns("Budget used", "used"),
            _rate("Budget used", lambda one: one.used_ppm, internal=True),
        ),
        "next_date": (row("Next date", "next_date", "day"),),
        "owner": (row("Owner", "owner"),),
        "kind": (choice_column("Kind", "kind", Campaign.entity.field("kind").choices),),
        "markets": (_listed("Markets", "markets"),),
        "platforms": (_listed("Platforms", "platforms"),),
        "budget": money_columns("Budget", "budget"),
    }


@cache
def roster() -> View:
    """The creators of a campaign; its rows are ``RosterRow``."""
    row = _column(RosterRow)
    decisions = Participation.entity.field("client_decision").choices
    return {
        "name": (row("Name", "creator"), _platform(), row("Handle", "handle"), row("Followers", "followers", "int")),
        "tier": (made_column("Tier", lambda one: tier_label(one.tier) if one.tier else ""),),
        "stage": (choice_column("Stage", "stage", STAGES),),
        "pieces": (row("Deliverables promised", "deliverables", "int"), row("Deliverables live", "live", "int")),
        "next": (row("Next", "next_action"), row("Next by", "next_day", "day")),
        "decision": (choice_column("Client's decision", "client_decision", decisions),),
        "contract": (choice_column("Contract", "contract", CONTRACT_STATES),),
        "client_fee": money_columns("Client fee", "client_fee"),
        "creator_fee": money_columns("Creator fee", "creator_fee"),
        "margin": money_columns("Margin", "margin"),
    }


@cache
def contracts() -> View:
    """The contracts list; its rows are ``ListedContract``."""
    row = _column(ListedContract)
    return {
        "creator": (row("Creator", "creator"), row("Title", "title")),
        "campaign": (row("Campaign", "campaign"),),
        "client": (row("Client", "client"),),
        "state": (choice_column("State", "state", CONTRACT_STATES),),
        "checklist": (row("Checklist answered", "answered", "int"), row("Checklist items", "total", "int")),
        "flags": (row("Red flags", "red_flags", "int"),),
        "starts_on": (row("Starts on", "starts_on", "day"), row("Ends on", "ends_on", "day")),
        "rights_end": (row("Rights end", "rights_end", "day"),),
        "exclusive_until": (
            made_column("Exclusive until", lambda one: "" if one.exclusive_until > "9" else one.exclusive_until, "day"),
        ),
        "clash": (made_column("Clashes", lambda one: one.clashes, "int", internal=True),),
        "signed_on": (row("Signed on", "signed_on", "day"),),
        "owner": (row("Owner", "owner"),),
    }


@cache
def content() -> View:
    """The content list; its rows are ``ListedPiece``."""
    row = _column(ListedPiece)
    return {
        "what": (row("Piece", "what"), row("Post", "url")),
        "creator": (row("Creator", "creator"),),
        "campaign": (row("Campaign", "campaign"),),
        "next": (row("Due", "due", "day"),),
        "step": (row("Next action", "next_step"),),
        "owner": (row("Owner of the next action", "next_owner"),),
        "round": (row("Round", "round", "int"), row("Rounds agreed", "rounds", "int")),
        "live": (row("Goes live", "goes_live"),),
        "state": (choice_column("Stage", "state", PIECE_STATES),),
        "outcome": (choice_column("Check", "outcome", OUTCOMES),),
        "platform": (_platform(),),
        "format": (choice_column("Format", "format", FORMATS),),
        "published": (row("Published", "published", "moment"),),
    }


@cache
def results() -> View:
    """Posts with their newest numbers; its rows are ``EntryRow``."""
    row = _column(EntryRow)
    fields = {one.name: one for one in PostSnapshot.entity.fields}
    return {
        "post": (row("Post", "label"),),
        "creator": (row("Creator", "creator"),),
        "campaign": (row("Campaign", "campaign"),),
        "platform": (_platform(),),
        "published": (row("Published", "published_at", "moment"),),
        "due": (row("Reading due", "due"),),
        "source": (
            made_column("Source", lambda one: _word(SOURCES, one.former.source or "") if one.former else ""),
            made_column("As of", lambda one: one.former.as_of if one.former else None, "moment"),
        ),
    } | {name: (_metric(fields[name].label, name),) for name in METRICS}


def of_view(view: View, keys: Sequence[str] | None) -> tuple[ViewColumn, ...]:
    """The file's columns for some of the page's, in the order given; all of them for None."""
    return tuple(one for key in (view if keys is None else keys) for one in view.get(key, ()))


def made_column(
    heading: str, read: Callable[[Any], Any], kind: CellKind = "text", *, internal: bool = False
) -> ViewColumn:
    """A column that is worked out of a list's row."""
    return ViewColumn(Column(tr(heading), kind, internal), read)


def _column(cls: type) -> Callable[..., ViewColumn]:
    """A maker of columns that hold one attribute of a list's row."""
    known = frozenset(cls.__dataclass_fields__)  # type: ignore[attr-defined]

    def made(heading: str, name: str, kind: CellKind = "text") -> ViewColumn:
        if name not in known:
            raise KeyError(name)
        return made_column(heading, lambda one: getattr(one, name), kind)

    return made


def choice_column(heading: str, name: str, choices: Sequence[tuple[str, str]]) -> ViewColumn:
    """A column with the words of a code; ``name`` may lead through records, as ``product.state``."""
    read = attrgetter(name)
    return made_column(heading, lambda one: _word(choices, read(one) or ""))


def _listed(heading: str, name: str) -> ViewColumn:
    return made_column(heading, lambda one: ", ".join(getattr(one, name)))


def _accounts(one: ListedCreator) -> str:
    return ", ".join(f"{_word(PLATFORMS, platform)}: {handle}" for platform, handle in one.handles)


def _platform() -> ViewColumn:
    return choice_column("Platform", "platform", PLATFORMS)


def _word(choices: Sequence[tuple[str, str]], code: str) -> str:
    return tr(dict(choices).get(code, code))


def _rate(heading: str, read: Callable[[Any], Any], *, internal: bool = False) -> ViewColumn:
    return ViewColumn(Column(rate_of(tr(heading)), "ppm", internal), read)


def money_columns(heading: str, name: str, *, internal: bool = True) -> tuple[ViewColumn, ...]:
    """An amount and its currency; both are internal, or neither is."""
    read = attrgetter(name)
    amount = made_column(heading, lambda one: money_cells(read(one))[0], "amount", internal=internal)
    beside = Column(currency_of(tr(heading)), internal=internal)
    return amount, ViewColumn(beside, lambda one: money_cells(read(one))[1])


def _metric(label: str, name: str) -> ViewColumn:
    return made_column(label, lambda one: getattr(one.former, name) if one.former else None, "int")
