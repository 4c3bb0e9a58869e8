"""Address cards that phones and mail programs read: vCard 4.0, or 3.0 for older ones."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale

from infludesk.creators.model import PLATFORMS
from infludesk.creators.profiles import profile_url
from infludesk.exporting.content_lines import escaped, folded
from infludesk.exporting.people import Person
from infludesk.exporting.table import STEP, Secrets
from infludesk.kernel.progress import Progress
from infludesk.kernel.text import tr

Version = Literal["4.0", "3.0"]
_MADE_BY = "PRODID:-//InfluDesk//EN"  # an import takes the texts of such a card as they stand
_TELEPHONES = {"phone": "cell", "whatsapp": "cell", "fax": "fax"}
_ORGANISATIONS = frozenset({"organisation", "group"})


def write_vcards(
    people: Iterable[Person], path: Path, *, secrets: Secrets, version: Version, count: int, progress: Progress
) -> int:
    """Write one card for each person; returns how many.

    A card holds the names, all e-mails, phones and sites, one address (else town and country), the channels, languages
    (4.0), tags, the birthday, the notes, and that somebody is not to be contacted; WhatsApp and a channel on no
    platform of its own come back as a phone and a site. It has no place for figures, ties, consent, what is known of a
    block, further addresses, other messengers, the user's own fields, those of the house such as owner and standing,
    and what is said of a channel beside its handle and address: a table holds these.

    Raises:
        Cancelled: as ``progress`` does.
        OSError: the file cannot be written.
    """
    done = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for done, person in enumerate(people, 1):
            file.write(card(person, secrets, version))
            if done % STEP == 0:
                progress(done, count)
    progress(done, done)
    return done


def card(person: Person, secrets: Secrets, version: Version = "4.0") -> str:
    """One card, its lines folded and ended as the standard wants."""
    return "".join(f"{folded(line)}\r\n" for line in unfolded(person, secrets, version))


def unfolded(person: Person, secrets: Secrets, version: Version) -> list[str]:
    """The lines of one card, each whole."""
    return ["BEGIN:VCARD", f"VERSION:{version}", *_lines(person, secrets, version), _MADE_BY, "END:VCARD"]


def _lines(person: Person, secrets: Secrets, version: Version) -> Iterator[str]:
    row = person.row
    yield f"FN:{escaped(row['name'])}"
    yield "N:" + ";".join(escaped(row[name]) for name in ("family_name", "given_name", "middle_name")) + ";;"
    if row["kind"] in _ORGANISATIONS:
        if version == "4.0":
            yield f"KIND:{'org' if row['kind'] == 'organisation' else 'group'}"
        yield f"ORG:{escaped(row['name'])}"
    if row["nickname"]:
        yield f"NICKNAME:{escaped(row['nickname'])}"
    yield from _reach(person, secrets, version)
    yield from _home(person, secrets)
    yield from _channels(person)
    if version == "4.0":
        yield from (f"LANG;PREF={n}:{escaped(one)}" for n, one in enumerate(_list(row["langs"]), 1))
    if person.tags:
        yield "CATEGORIES:" + ",".join(escaped(one) for one in person.tags)
    if person.block is not None:
        yield f"X-DO-NOT-CONTACT:{tr('yes')}"
    if secrets.private and row["birth_date"]:
        yield f"BDAY:{_day(row['birth_date'], version)}"
    if secrets.internal and row["notes"]:
        yield f"NOTE:{escaped(row['notes'])}"


def _reach(person: Person, secrets: Secrets, version: Version) -> Iterator[str]:
    """E-mails, phones and sites; the creator's own come first."""
    row, first = person.row, "PREF=1" if version == "4.0" else "TYPE=pref"
    if secrets.internal:
        if row["email"]:
            yield f"EMAIL;{first}:{escaped(row['email'])}"
        yield from (f"EMAIL:{escaped(value)}" for value in _values(person, "email"))
    if secrets.private:
        if row["phone"]:
            yield f"TEL;TYPE=cell;{first}:{escaped(row['phone'])}"
        for kind, said in _TELEPHONES.items():
            yield from (f"TEL;TYPE={said}:{escaped(value)}" for value in _values(person, kind))
    if row["website"]:
        yield f"URL:{_address(row['website'])}"
    if secrets.internal:
        yield from (f"URL:{_address(value)}" for value in _values(person, "website"))


def _home(person: Person, secrets: Secrets) -> Iterator[str]:
    """The postal address where it may be told, else the town and country."""
    row = person.row
    address = person.addresses[0] if secrets.private and person.addresses else None

    def part(name: str) -> str:
        return (address[name] if address is not None and address[name] else row[name]) or ""

    street = [address[name] or "" for name in ("line2", "line1")] if address is not None else ["", ""]
    postal = address["postal_code"] or "" if address is not None else ""
    parts = ["", *street, part("city"), part("region"), postal, _country(part("country"))]
    if any(parts):
        yield "ADR;TYPE=home:" + ";".join(map(escaped, parts))


def _channels(person: Person) -> Iterator[str]:
    """The channels as Apple's and Google's address books keep them: the platform, the handle, the address."""
    labels = dict(PLATFORMS)
    for account, _ in person.accounts:
        platform, handle = account["platform"], account["handle"] or ""
        said = labels.get(platform, platform).lower().replace(" ", "-")
        user = f";X-USER={_parameter(handle)}" if handle else ""
        value = account["url"] or profile_url(platform, handle) or handle
        yield f"X-SOCIALPROFILE;TYPE={said}{user}:{_address(value)}"


def _values(person: Person, kind: str) -> Iterator[str]:
    return (row["value"] for row in person.points if row["kind"] == kind)


def _list(stored: str | None) -> list[str]:
    return list(json.loads(stored)) if stored else []


@lru_cache(maxsize=512)
def _country(code: str) -> str:
    return str(Locale("en").territories.get(code, code))


def _day(day: str, version: Version) -> str:
    """A birthday, whose year or day may be missing; 4.0 writes a whole one without strokes, Apple's 3.0 with."""
    if day.startswith("--"):
        return day.replace("-", "").join(("--", "")) if version == "4.0" else f"1604-{day[2:]}"
    return day.replace("-", "") if version == "4.0" and day.count("-") == 2 else day  # noqa: PLR2004  a whole day


def _address(value: str) -> str:
    """A web address, which has no escapes of its own."""
    return value.replace("\r", "").replace("\n", "")


def _parameter(value: str) -> str:
    clean = re.sub(r'["\r\n]', "", value)
    return f'"{clean}"' if re.search(r"[:;,]", clean) else clean
