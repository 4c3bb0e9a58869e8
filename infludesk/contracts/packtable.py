"""One table of a rule pack's file: what it lacks is told with its place. Pure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NoReturn, TypeVar

from infludesk.kernel.errors import Problem
from infludesk.kernel.text import tr

T = TypeVar("T")


def unreadable(what: str) -> NoReturn:
    """Say what keeps a pack from being read.

    Raises:
        Problem: ``rulepack.unreadable``.
    """
    raise Problem(
        "rulepack.unreadable",
        tr("This rule pack cannot be read: {what}.", what=what.rstrip(".")),
        tr("Nothing was added. Correct the file and add it again."),
    )


class PackTable:
    """One table of the file; what it lacks is told with its place."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values, self.where = values, where

    def word(self, key: str, default: str | None = None) -> str:
        found = self._get(key, str, tr("a text"), default)
        if not found.strip() and default is None:
            self.wrong(tr("{key} is empty", key=key))
        return found

    def choice(self, key: str, allowed: tuple[tuple[str, str], ...], default: str | None = None) -> str:
        found, codes = self.word(key, default), [code for code, _ in allowed]
        if found not in codes and found != default:
            self.wrong(tr('{key} is "{found}", not one of {codes}', key=key, found=found, codes=", ".join(codes)))
        return found

    def words(self, key: str) -> tuple[str, ...]:
        found = self._get(key, list, tr("a list of texts"), [])
        if not all(isinstance(one, str) for one in found):
            self.wrong(tr("{key} is not {kind}", key=key, kind=tr("a list of texts")))
        return tuple(found)

    def whole(self, key: str) -> int:
        return self._get(key, int, tr("a whole number"))

    def yes(self, key: str) -> bool:
        found = self._values.get(key)
        if not isinstance(found, bool):
            self.wrong(tr("{key} is not {kind}", key=key, kind=tr("true or false")))
        return found

    def day(self, key: str, default: str | None = None) -> str:
        """``YYYY-MM-DD``."""
        found = self._get(key, date, tr("a day such as 2026-03-12"), date.fromisoformat(default) if default else None)
        if isinstance(found, datetime):
            self.wrong(tr("{key} is not {kind}", key=key, kind=tr("a day such as 2026-03-12")))
        return found.isoformat()

    def span(self, since: str, until: str, start: str | None = None) -> tuple[str, str | None]:
        """First and last day; no last day where it still holds."""
        first, last = self.day(since, start), self.day(until) if until in self._values else None
        if last is not None and last < first:
            self.wrong(tr("{until} is before {since}", until=until, since=since))
        return first, last

    def table(self, key: str) -> "PackTable":
        found = self._get(key, dict, tr("a table"))
        return PackTable(found, f"{self.where}, {key}")

    def tables(self, key: str, *, named_by: str) -> list["PackTable"]:
        found = self._get(key, list, tr("a list of tables"), None if key == "rules" else [])
        made = []
        for place, one in enumerate(found, 1):
            where = f"{key} {place}"
            if not isinstance(one, dict):
                self.wrong(tr("{key} is not {kind}", key=where, kind=tr("a table")))
            made.append(PackTable(one, f'{where} "{one[named_by]}"' if named_by in one else where))
        return made

    def wrong(self, what: str) -> NoReturn:
        unreadable(tr("{what} (in {where})", what=what, where=self.where))

    def _get(self, key: str, kind: type[T], called: str, default: T | None = None) -> T:
        found = self._values.get(key, default)
        if found is None:
            self.wrong(tr("{key} is missing", key=key))
        if not isinstance(found, kind) or isinstance(found, bool):
            self.wrong(tr("{key} is not {kind}", key=key, kind=called))
        return found
