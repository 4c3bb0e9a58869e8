"""Where lists come from: the headings that mark a source, and what its columns mean where headings alone mislead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from infludesk.creators.model import PLATFORMS
from infludesk.importing.fields.cells import Scale
from infludesk.importing.fields.targets import LEFT_OUT, NOTE, heading, own_codes

VCARD, OWN, OWN_CARDS = "vCard", "InfluDesk", "InfluDesk cards"
_MOST_ACCOUNTS = 20
_NAME_ELSE = ("creator.name@else",)
_NOTED, _LEFT = (NOTE,), (LEFT_OUT,)
_SINCE, _WHY = ("do_not_contact.since",), ("do_not_contact.reason",)
# what mail programs fill in for everybody
_MAIL_PROGRAM = {"internet free busy": _LEFT, "priority": _LEFT, "sensitivity": _LEFT, "private": _LEFT,
                 "directory server": _LEFT, "photo": _LEFT}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A program whose exports are known by their headings.

    Attributes:
        name: as it calls itself.
        marks: sets of folded headings; one that is all there is enough.
        columns: folded heading → codes of targets, the best first; others go by their aliases.
        idle: folded heading → the word that its cells hold for everybody.
        rates: how it writes rates, where that is known.
        rule: heading → codes, for the program's own files, whose headings are made by rule.
    """

    name: str
    marks: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    idle: Mapping[str, str] = field(default_factory=dict)
    rates: Scale = ""
    rule: Callable[[str], tuple[str, ...]] = lambda _: ()

    def codes(self, said: str, values: Sequence[str]) -> tuple[str, ...]:
        """Where a folded heading goes by this source; empty where its aliases decide."""
        idle = self.idle.get(said)
        if idle is not None and all(heading(value) == idle for value in values):
            return _LEFT
        return self.columns.get(said) or self.rule(said)


def _marks(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one.split(", ")) for one in sets)


# words too common to name a platform elsewhere do so on a card
_ON_CARDS = {
    heading(f"{label} {n}" if n > 1 else label): (f"account.handle@{code}{f'#{n}' if n > 1 else ''}",)
    for code, label in PLATFORMS
    for n in range(1, _MOST_ACCOUNTS + 1)
}
SOURCES = (
    Source(OWN, _marks("full name, creator kind, do not contact"), rates="points", rule=own_codes),
    Source(
        "Upfluence",
        _marks("influencer id, media url, profile name"),
    ),
    Source(
        "Aspire",
        _marks("email, uid, instagram, tiktok, youtube"),
        {"youtube": ("account.url@youtube",), "pinterest": ("account.handle@pinterest",), "id": _NOTED, "uid": _NOTED},
    ),
    Source(
        "HypeAuditor",
        _marks("instagram er, youtube er", "instagram er, tiktok er", "youtube er, tiktok er",
               "twitter er, instagram er", "twitter er, youtube er", "twitter er, tiktok er"),
        rates="points",
    ),
    Source(
        "Google Contacts",
        _marks("first name, last name, organization name, labels"),
        {"file as": _NAME_ELSE, "organization name": _NAME_ELSE, "photo": _LEFT},
    ),
    Source(
        "Google Contacts (old)",
        _marks("given name, family name, group membership"),
        _MAIL_PROGRAM | {"organization 1 name": _NAME_ELSE},
    ),
    Source(
        "Outlook",
        _marks("first name, last name, e mail address, home phone, business phone, mobile phone, categories",
               "first name, last name, e mail address, home street, business street, home city"),
        _MAIL_PROGRAM | {"company": _NAME_ELSE, "account": _NOTED, "location": _NOTED,
                         "company main phone": ("contact_point.value@phone",),
                         "other phone": ("contact_point.value@phone",), "car phone": ("contact_point.value@phone",)},
        {"gender": "unspecified"},
    ),
    Source(
        "LinkedIn",
        _marks("first name, last name, connected on"),
        {"url": ("account.url@linkedin",), "connected on": _NOTED, "company": _NOTED, "position": _NOTED},
    ),
    Source(
        "HubSpot",
        _marks("record id, first name, last name, email", "record id, email, contact owner",
               "record id, email, lead status"),
        {"unsubscribed from all email": _WHY, "phone number": ("creator.phone",), "lead status": _NOTED,
         "company name": _NOTED, "associated company": _NAME_ELSE, "street address": ("address.line1",),
         "website url": ("creator.website",), "linkedin url": ("account.url@linkedin",)},
    ),
    Source(
        "Mailchimp",
        _marks("email address, leid, euid", "email address, member rating", "email address, optin time, last changed"),
        {"unsub time": _SINCE, "unsub reason": _WHY, "clean time": ("do_not_contact.since@bounced",),
         "address": ("address.line1",), "optin time": _NOTED, "confirm time": _NOTED, "member rating": _NOTED}
        | dict.fromkeys(("optin ip", "confirm ip", "latitude", "longitude", "gmtoff", "dstoff", "last changed", "leid",
                         "euid"), _LEFT),
    ),
)  # fmt: skip


def recognise(kind: str, headings: Sequence[str]) -> Source | None:
    """The source of a file by its kind (``Sheet.kind``) and headings; None for any other."""
    named = {heading(one) for one in headings}
    if kind == "vcard":
        return Source(OWN_CARDS if "full name" in named and "name" not in named else VCARD, (), _ON_CARDS)
    return next((one for one in SOURCES if any(marks <= named for marks in one.marks)), None)
