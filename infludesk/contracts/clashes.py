"""When a promise of exclusivity clashes with other work of the same creator. Pure.

An exclusivity forbids work for others in its window, its markets and on its platforms. Work clashes where all of them
meet and it is for somebody the exclusivity shuts out. What cannot be told for lack of a category, a brand, a date or a
market is a possible clash, with what is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from infludesk.clients.categories import Tree
from infludesk.kernel.text import fold

Lack = Literal["brand", "category", "dates", "market"]
_FIRST, _LAST = "0000-01-01", "9999-12-31"


@dataclass(frozen=True, slots=True)
class Window:
    """From a day to a day, both in it; None where a side is not known."""

    starts: str | None = None
    ends: str | None = None

    def meets(self, other: "Window") -> bool | None:
        """Whether two windows share a day; None where that cannot be told."""
        for one, two in ((self, other), (other, self)):
            if one.ends and two.starts and one.ends < two.starts:
                return False
        return True if all((self.starts, self.ends, other.starts, other.ends)) else None

    def shared(self, other: "Window") -> "Window":
        """The days of both, as far as they are known."""
        return Window(
            max((one for one in (self.starts, other.starts) if one), default=None),
            min((one for one in (self.ends, other.ends) if one), default=None),
        )


@dataclass(frozen=True, slots=True)
class Party:
    """For whom work is done.

    Attributes:
        group: the uppermost client of its group; empty where it is not known.
        names: of brand, client and what viewers call them, folded, without ``#`` and ``@``.
        categories: codes of what the brand is in; None where nobody has said.
    """

    group: str = ""
    names: frozenset[str] = frozenset()
    categories: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a creator does or has promised: a participation, a piece, a post, or a promise to another.

    Attributes:
        parties: for whom; each is looked at.
        markets: countries; empty is all, None where they are not known.
        platforms: empty is all.
        organic: nobody pays for it.
    """

    parties: tuple[Party, ...]
    window: Window = Window()
    markets: frozenset[str] | None = frozenset()
    platforms: frozenset[str] = frozenset()
    organic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusive:
    """A promise of exclusivity, ready to be held against work.

    Attributes:
        scope: ``category``, ``named``, ``both`` or ``all``; empty where it follows from what is named.
        owner: to whom it was promised; work for the same group is no clash.
        rivals: names, folded, without ``#`` and ``@``.
        window: the effective one.
        organic_allowed: unpaid posts are let through.
        waived: given up by the client.
    """

    scope: str = ""
    owner: tuple[Party, ...] = ()
    categories: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    window: Window = Window()
    markets: frozenset[str] = frozenset()
    platforms: frozenset[str] = frozenset()
    organic_allowed: bool = False
    waived: bool = False

    @property
    def reach(self) -> str:
        """The scope; where none is chosen, what the names and categories say; empty where nothing is promised yet."""
        if self.scope:
            return self.scope
        named, trades = bool(self.rivals), bool(self.categories)
        return "both" if named and trades else "named" if named else "category" if trades else ""

    @property
    def as_work(self) -> Work:
        """The promise as work for its client: two promises shut each other out. Its categories are the client's."""
        trades = self.categories if self.reach in ("category", "both") else frozenset()

        def known(party: Party) -> Party:
            both = trades | (party.categories or frozenset())
            return Party(party.group, party.names, both if both or party.categories is not None else None)

        return Work(
            parties=tuple(known(one) for one in self.owner) or (Party(categories=trades or None),),
            window=self.window,
            markets=self.markets,
            platforms=self.platforms,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """A clash: certain, or possible with what is missing; what it hit, as a folded name or the code of a category."""

    missing: tuple[Lack, ...] = ()
    hit: tuple[str, ...] = field(default=())

    @property
    def certain(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def judge(exclusive: Exclusive, work: Work, tree: Tree) -> Verdict | None:
    """Whether work clashes with an exclusivity; None for no clash. A waived one clashes with nothing."""
    if exclusive.waived or not exclusive.reach or (work.organic and exclusive.organic_allowed):
        return None
    met = exclusive.window.meets(work.window)
    if met is False or not _meet(exclusive.platforms, work.platforms):
        return None
    if exclusive.markets and work.markets and not exclusive.markets & work.markets:
        return None
    missing: set[Lack] = set()
    if met is None:
        missing.add("dates")
    if exclusive.markets and work.markets is None:
        missing.add("market")
    own = {one.group for one in exclusive.owner if one.group}
    found = [hit for one in work.parties if one.group not in own and (hit := _shut_out(exclusive, one, tree))]
    if not found:
        return None
    hit = _clearest(found)
    return Verdict(tuple(sorted(missing | set(hit.missing))), hit.hit)


def judge_promises(one: Exclusive, two: Exclusive, tree: Tree) -> Verdict | None:
    """Whether two exclusivities clash: one shuts out whom the other was promised to. The order does not matter."""
    if one.waived or two.waived:
        return None
    found = [hit for hit in (judge(one, two.as_work, tree), judge(two, one.as_work, tree)) if hit]
    return _clearest(found) if found else None


def effective_window(
    starts: str | None,
    ends: str | None,
    *,
    before: int | None = None,
    after: int | None = None,
    published: Iterable[str] = (),
) -> Window:
    """The days of an exclusivity: its dates, or the first and last publication with days around them, the wider.

    Args:
        starts: its first day.
        ends: its last day.
        before: days before the first publication; None with ``after`` None where publications do not matter.
        after: days after the last one.
        published: the days of publication, planned ones too.
    """
    days = sorted(day[:10] for day in published)
    if not days or (before is None and after is None):
        return Window(starts or None, ends or None)
    first, last = _shifted(days[0], -(before or 0)), _shifted(days[-1], after or 0)
    return Window(min(first, starts) if starts else first, max(last, ends) if ends else last)


def plain_name(name: str) -> str:
    """A name as it is compared: folded, without the signs of a handle or hashtag."""
    return fold(name).lstrip("#@ ")


def _shut_out(exclusive: Exclusive, party: Party, tree: Tree) -> Verdict | None:
    """Whether an exclusivity shuts a party out, apart from days and places."""
    reach = exclusive.reach
    if reach == "all":
        return Verdict()
    found: list[Verdict] = []
    if reach in ("named", "both"):
        if hit := exclusive.rivals & party.names:
            found.append(Verdict((), tuple(sorted(hit))))
        elif not party.names:
            found.append(Verdict(("brand",)))
    if reach in ("category", "both") and (judged := _by_category(exclusive.categories, party.categories, tree)):
        found.append(judged)
    return _clearest(found) if found else None


def _by_category(shut: frozenset[str], of: frozenset[str] | None, tree: Tree) -> Verdict | None:
    if of is None or not shut:
        return Verdict(("category",))
    if hit := {upper for code in of for upper in shut if tree.is_under(code, upper)}:
        return Verdict((), tuple(sorted(hit)))
    # A brand in Beauty may or may not be in Skincare.
    wider = {upper for code in of for upper in shut if tree.is_under(upper, code)}
    return Verdict(("category",), tuple(sorted(wider))) if wider else None


def _clearest(found: Sequence[Verdict]) -> Verdict:
    """The verdict with the least missing; of several alike, all they hit."""
    least = min(found, key=lambda one: (len(one.missing), one.missing)).missing
    return Verdict(least, tuple(sorted({hit for one in found if one.missing == least for hit in one.hit})))


def _meet(one: frozenset[str], two: frozenset[str]) -> bool:
    return not one or not two or bool(one & two)


def _shifted(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except OverflowError:
        return _FIRST if by < 0 else _LAST
