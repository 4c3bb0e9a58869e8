"""The 32 items a contract with a creator is checked for, as data."""

from dataclasses import dataclass

from infludesk.kernel.fields import choices

DISPUTES = choices(payment_timing="Payment timing", usage_scope="Usage scope", exclusivity="Exclusivity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of the checklist.

    Attributes:
        number: 1 to 32, as stored.
        title: English, a few words.
        look_for: what the text should say.
        section: the part of the contract that holds it.
        needs: the terms that answer it when they are filled: blanks part what is needed together, ``|`` what can stand
            for one another; empty where only a reader of the clauses can tell.
        also: further terms that belong to it.
        rules: codes of the rule packs that ask for it.
        dispute: the class of dispute it is known for; empty for none.
    """

    number: int
    title: str
    look_for: str
    section: str
    needs: str = ""
    also: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    dispute: str = ""

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """All of these, each by any of its terms."""
        return tuple(tuple(group.split("|")) for group in self.needs.split())

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that answer it, each once."""
        return tuple(dict.fromkeys([*(term for group in self.needed for term in group), *self.also]))


ITEMS = (
    Item(
        number=1, section="Parties", title="Parties", needs="client_name creator_name",
        look_for="Legal names, kind of company and addresses of both sides, and the agent or manager if there is one.",
    ),
    Item(
        number=2, section="Work", title="Statement of work", needs="deliverables|deliverables_text",
        also=("hashtags", "links"),
        look_for="Platform, format, number, minimum length, hashtags and links of each piece.",
    ),
    Item(
        number=3, section="Dates", title="Dates", needs="starts_on|dates_text ends_on|dates_text",
        also=("min_live_days",),
        look_for="When drafts are due, the posting window, and how long a post stays live at least.",
    ),
    Item(
        number=4, section="Work", title="Who shoots", needs="who_shoots",
        look_for="Who shoots: the creator, the agency, the brand or a production company.",
    ),
    Item(
        number=5, section="Dates", title="Milestones", needs="due_days|dates_text",
        look_for="The steps between signing and the last post, each with its day.",
    ),
    Item(
        number=6, section="Work", title="Success metrics", needs="success_metrics",
        look_for="How success is measured, and whether a figure is guaranteed or not.",
    ),
    Item(
        number=7, section="Fee and payment", title="Fee and payment", needs="fees pay_days|payment_process",
        also=("currency", "late_fee_ppm", "expenses_cap"), dispute="payment_timing",
        look_for="Fee and currency, the schedule and what sets off each payment, late fee, and expenses.",
    ),
    Item(
        number=8, section="Approval", title="Approval", needs="rounds_allowed review_days|approval",
        also=("deemed_approval_days", "reshoot_limit"),
        look_for="Number of rounds, days to answer, approval if nobody answers, and how many reshoots.",
    ),
    Item(
        number=9, section="Usage rights", title="Usage rights", needs="rights_stated|usage_text", rules=("US-9",),
        dispute="usage_scope",
        look_for="Which assets, which channels (organic, paid, web, e-mail, print, out of home), where, from when to "
        "when, which edits, and whether raw files are handed over.",
    ),
    Item(
        number=10, section="Usage rights", title="Whitelisting and boosting",
        look_for="Whose handle is used for ads, the most that is spent on them, and the day it ends.",
    ),
    Item(
        number=11, section="Exclusivity", title="Exclusivity", dispute="exclusivity",
        look_for="The category, the competitors by name, how long before and after, and on which platforms.",
    ),
    Item(
        number=12, section="Fee and payment", title="Kill fee", needs="kill_fee",
        look_for="What is paid if the brand stops the work.",
    ),
    Item(
        number=13, section="Usage rights", title="Ownership or licence", needs="rights_model",
        look_for="Whether the creator keeps the content and licenses it, or sells it.",
    ),
    Item(
        number=14, section="Disclosure", title="Disclosure clause", needs="disclosure_wording rule_packs",
        also=("disclosure_place",), rules=("US-2", "US-5", "US-20", "US-23", "US-24"),
        look_for="The words, their place, and the rules they follow: the chosen pack and its version.",
    ),
    Item(
        number=15, section="Disclosure", title="Guidance, monitoring and fixes", needs="fix_hours",
        rules=("US-11", "US-13"),
        look_for="The brand guides and monitors; the creator corrects within a number of hours.",
    ),
    Item(
        number=16, section="Conduct", title="No fake engagement", rules=("US-35",),
        look_for="No followers, views, likes or comments are bought; the creator gives access to audience data.",
    ),
    Item(
        number=17, section="Conduct", title="No condition on what a review says", rules=("US-17", "US-31", "US-34"),
        look_for="Nothing is paid or given on the condition that a review is positive, or negative about others.",
    ),
    Item(
        number=18, section="Conduct", title="Claims and their proof",
        rules=("US-8", "US-10", "US-14", "US-15", "US-16", "US-18"),
        look_for="The list of claims that may be made, and what substantiates each.",
    ),
    Item(
        number=19, section="Conduct", title="Morals clause",
        look_for="What conduct ends the agreement; it binds both sides.",
    ),
    Item(
        number=20, section="Liability", title="Indemnity and liability cap", needs="liability_cap",
        look_for="Who answers for which claims, and the most either side is liable for.",
    ),
    Item(
        number=21, section="Conduct", title="Confidentiality",
        look_for="What stays secret, for how long, and what may be told.",
    ),
    Item(
        number=22, section="Ending", title="Termination and take-down", needs="termination", also=("notice_days",),
        look_for="Who may end the agreement, how, what is still paid, and when posts are taken down.",
    ),
    Item(
        number=23, section="Conduct", title="AI", rules=("US-NY-1", "US-30"),
        look_for="No synthetic performer, no clone of the voice and no training on the content without consent.",
    ),
    Item(
        number=24, section="Usage rights", title="Music and rights of others",
        look_for="Who clears music, pictures, places and people shown, for the channels the brand uses.",
    ),
    Item(
        number=25, section="Parties", title="Minors", needs="guardian_signed", also=("minor",),
        look_for="Whether a minor takes part; if so, the guardian signs.",
    ),
    Item(
        number=26, section="Conduct", title="Data protection",
        look_for="Which personal data each side holds, what for, and for how long.",
    ),
    Item(
        number=27, section="Fee and payment", title="Tax form",
        look_for="W-9 for payees in the US, W-8BEN or W-8BEN-E for others, before the first payment.",
    ),
    Item(
        number=28, section="Parties", title="Independent contractor",
        look_for="The creator works as an independent contractor, not as an employee.",
    ),
    Item(
        number=29, section="Liability", title="Insurance",
        look_for="Which insurance is held and by whom, or that none is asked for.",
    ),
    Item(
        number=30, section="Law", title="Governing law", needs="law", also=("law_place",),
        look_for="Which country's law holds, and which courts decide.",
    ),
    Item(
        number=31, section="Ending", title="Renewal", needs="renewal", also=("renew_by", "notice_days"),
        look_for="Whether it ends, renews by itself or can be renewed, and the day by which to say so.",
    ),
    Item(
        number=32, section="Signatures", title="Signatures", needs="signed_on",
        look_for="Both sides sign, each with name and day.",
    ),
)  # fmt: skip
