"""What an import takes from the workspace it goes to: its country, its currency and the user's own fields."""

from dataclasses import dataclass

from infludesk.db.driver import Connection
from infludesk.kernel.text import locale_of, own_locale
from infludesk.records.custom_store import custom_fields
from infludesk.records.model import CURRENCY, LOCALE, CustomField
from infludesk.records.store import setting


@dataclass(frozen=True, slots=True)
class Home:
    """Where a file goes to.

    Attributes:
        country: ISO code, for phone numbers that tell none; empty where nobody said.
        currency: ISO code, for amounts that name none.
        custom: the fields that the user gave creators.
    """

    country: str = ""
    currency: str = ""
    custom: tuple[CustomField, ...] = ()


NOWHERE = Home()


def home(conn: Connection) -> Home:
    """The workspace as columns are read for it."""
    tag = setting(conn, LOCALE)
    country = (locale_of(tag) if tag else own_locale()).territory or ""
    return Home(country if country.isalpha() else "", setting(conn, CURRENCY), custom_fields(conn, "creator"))
