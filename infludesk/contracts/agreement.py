"""What a contract's text is made of: its terms, parties and clauses, with what is promised, in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale

from infludesk.contracts.checklist import ContractTerms
from infludesk.contracts.model import Contract, ContractClause, ContractParty, Exclusivity, UsageRight, Whitelisting
from infludesk.kernel.money import Money
from infludesk.kernel.text import locale_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """One promised piece; labels in words, days as stored or a moment.

    Attributes:
        what: its title, else its format.
        format: platform and format in words (``Instagram Reel``).
        pieces: how many.
        seconds: at least.
        live_days: it stays live, at least.
    """

    what: str
    format: str = ""
    pieces: int = 1
    seconds: int | None = None
    live_days: int | None = None
    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    requirements: str = ""
    draft_due: str = ""
    post_from: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One line of the creator's fee: what for, how much, and when it falls due, in words; ``day`` where one is set."""

    what: str
    amount: Money | None
    when: str
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Everything a contract's text says.

    Attributes:
        terms: the contract with its brief, rights and names.
        clauses: in their order.
        parties: in their order.
        pieces: what is promised.
        fees: the creator's fee lines that count.
        whitelistings: each with the account's name.
        covered: usage right → the pieces it covers; one that is not named covers all.
        names: ids of brands and categories → what they are called.
        packs: the rule packs, each as ``code@version``, with its name.
        amended: the contract that this one amends or replaces.
        answers_of: clause code → the items it answers.
    """

    terms: ContractTerms
    clauses: tuple[ContractClause, ...] = ()
    parties: tuple[ContractParty, ...] = ()
    pieces: tuple[Promised, ...] = ()
    fees: tuple[FeeLine, ...] = ()
    whitelistings: tuple[tuple[Whitelisting, str], ...] = ()
    exclusivities: tuple[Exclusivity, ...] = ()
    covered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    packs: tuple[tuple[str, str], ...] = ()
    campaign: str = ""
    amended: Contract | None = None
    answers_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def contract(self) -> Contract:
        """The contract's own fields."""
        return self.terms.contract

    @property
    def locale(self) -> Locale:
        """How its days and amounts are written."""
        return text_locale(self.contract)

    @property
    def rights(self) -> tuple[UsageRight, ...]:
        """Its usage rights."""
        return self.terms.rights

    def party(self, role: str) -> ContractParty | None:
        """The first party of a role."""
        return next((one for one in self.parties if one.role == role), None)


def text_locale(contract: Contract) -> Locale:
    """How days and amounts of a contract are written: as its language does, in English where none is known."""
    return locale_of(contract.lang or "en")
