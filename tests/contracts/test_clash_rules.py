"""When an exclusivity clashes with other work: whom it shuts out, in which days, markets and on which platforms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.clients.categories import parse, tree
from infludesk.clients.shipped import shipped_categories
from infludesk.contracts.clashes import (
    Exclusive,
    Party,
    Verdict,
    Window,
    Work,
    effective_window,
    judge,
    judge_promises,
    plain_name,
)

TREE = tree(parse(shipped_categories()))
MAY = Window("2026-05-01", "2026-05-31")
ACME = Party("acme", frozenset({"acme"}), frozenset({"skincare"}))
SHINE = Party("shine", frozenset({"shine", "shine co"}), frozenset({"sun-care"}))
VAGUE = Party("vague", frozenset({"vague"}), None)


def exclusive(**values: object) -> Exclusive:
    known: dict[str, object] = {
        "scope": "category",
        "owner": (ACME,),
        "categories": frozenset({"skincare"}),
        "window": MAY,
    }
    return Exclusive(**(known | values))  # type: ignore[arg-type]


def work(party: Party = SHINE, **values: object) -> Work:
    known: dict[str, object] = {"parties": (party,), "window": MAY, "markets": frozenset({"FR"})}
    return Work(**(known | values))  # type: ignore[arg-type]


def test_a_category_below_the_exclusive_one_clashes_for_certain() -> None:
    assert judge(exclusive(), work(), TREE) == Verdict((), ("skincare",))
    assert judge(exclusive(categories=frozenset({"cars"})), work(), TREE) is None


def test_a_wider_category_is_only_possible() -> None:
    beauty = Party("b", frozenset({"b"}), frozenset({"beauty"}))
    assert judge(exclusive(), work(beauty), TREE) == Verdict(("category",), ("skincare",))


@pytest.mark.parametrize(
    ("scope", "party", "clashes"),
    [
        ("named", SHINE, True), ("named", ACME, False), ("named", VAGUE, False), ("category", SHINE, True),
        ("category", VAGUE, True), ("both", SHINE, True), ("both", VAGUE, True), ("all", VAGUE, True),
        ("", SHINE, True),
    ],
)  # fmt: skip
def test_each_scope_shuts_out_its_own(scope: str, party: Party, *, clashes: bool) -> None:
    one = exclusive(scope=scope, rivals=frozenset({"shine co"}))
    assert bool(judge(one, work(party), TREE)) is clashes


def test_what_is_not_promised_yet_shuts_nobody_out() -> None:
    assert judge(exclusive(scope="", categories=frozenset()), work(), TREE) is None


@pytest.mark.parametrize(("ends", "clashes"), [("2026-04-30", False), ("2026-05-01", True)])
def test_an_end_a_day_before_a_start_is_no_clash_and_the_same_day_is(ends: str, *, clashes: bool) -> None:
    one = exclusive(window=Window("2026-01-01", ends))
    assert bool(judge(one, work(), TREE)) is clashes


def test_what_is_not_known_makes_a_clash_possible() -> None:
    assert judge(exclusive(), work(VAGUE), TREE) == Verdict(("category",))
    assert judge(exclusive(window=Window("2026-05-01")), work(), TREE) == Verdict(("dates",), ("skincare",))
    one = exclusive(markets=frozenset({"FR"}))
    assert judge(one, work(markets=None), TREE) == Verdict(("market",), ("skincare",))
    found = judge(one, work(VAGUE, markets=None, window=Window()), TREE)
    assert found is not None
    assert found.missing == ("category", "dates", "market")


def test_days_that_cannot_meet_are_no_clash_though_a_side_is_unknown() -> None:
    assert judge(exclusive(window=Window(None, "2026-04-30")), work(window=Window("2026-05-01")), TREE) is None


def test_markets_and_platforms_must_meet_and_empty_meets_all() -> None:
    one = exclusive(markets=frozenset({"DE"}), platforms=frozenset({"tiktok"}))
    assert judge(one, work(), TREE) is None
    in_germany = work(markets=frozenset({"DE", "FR"}))
    assert judge(one, in_germany, TREE) == Verdict((), ("skincare",))
    elsewhere = work(markets=frozenset({"DE"}), platforms=frozenset({"instagram"}))
    assert judge(one, elsewhere, TREE) is None
    assert judge(exclusive(), work(markets=None), TREE) == Verdict((), ("skincare",))


def test_the_clients_own_group_and_what_was_waived_are_no_clash() -> None:
    sister = Party("acme", frozenset({"shine"}), frozenset({"skincare"}))
    assert judge(exclusive(), work(sister), TREE) is None
    assert judge(exclusive(waived=True), work(), TREE) is None


def test_a_partner_of_ones_own_client_is_still_shut_out() -> None:
    assert judge(exclusive(), work(parties=(ACME, SHINE)), TREE) == Verdict((), ("skincare",))


def test_unpaid_posts_count_unless_they_are_allowed() -> None:
    assert judge(exclusive(), work(organic=True), TREE) is not None
    assert judge(exclusive(organic_allowed=True), work(organic=True), TREE) is None
    assert judge(exclusive(organic_allowed=True), work(), TREE) is not None


def test_two_clients_cannot_both_have_a_category() -> None:
    other = exclusive(owner=(Party("vague", frozenset({"vague"})),), window=Window("2026-05-31", "2026-06-30"))
    assert judge_promises(exclusive(), other, TREE) == Verdict((), ("skincare",))
    later = exclusive(owner=other.owner, window=Window("2026-06-01", "2026-06-30"))
    assert judge_promises(exclusive(), later, TREE) is None
    assert judge_promises(exclusive(), exclusive(), TREE) is None


def test_the_effective_window_is_the_wider_of_dates_and_publications() -> None:
    posts = ("2026-05-10", "2026-05-20T09:00:00Z")
    assert effective_window("2026-05-01", "2026-05-31", published=posts) == MAY
    found = effective_window("2026-05-01", "2026-05-31", before=14, after=30, published=posts)
    assert found == Window("2026-04-26", "2026-06-19")
    assert effective_window(None, None, after=30, published=posts) == Window("2026-05-10", "2026-06-19")
    assert effective_window(None, None, after=30) == Window()
    assert effective_window("2026-04-01", "2026-12-31", before=1, after=1, published=posts).ends == "2026-12-31"


def test_names_are_compared_without_signs_case_and_accents() -> None:
    assert plain_name(" #Café ") == plain_name("@CAFE") == "cafe"


DAYS = st.none() | st.dates(date(2026, 4, 28), date(2026, 5, 4)).map(date.isoformat)
CODES = st.frozensets(st.sampled_from(["beauty", "skincare", "sun-care", "cars"]), max_size=2)
NAMES = st.frozensets(st.sampled_from(["acme", "shine", "dusk"]), max_size=2)
PARTIES = st.builds(Party, st.sampled_from(["", "acme", "shine"]), NAMES, st.none() | CODES)
PLACES = st.frozensets(st.sampled_from(["FR", "DE"]), max_size=2)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    starts, ends = draw(DAYS), draw(DAYS)
    return Window(*sorted((starts, ends))) if starts and ends else Window(starts, ends)


PROMISES = st.builds(
    Exclusive, scope=st.sampled_from(["", "category", "named", "both", "all"]),
    owner=st.lists(PARTIES, max_size=2).map(tuple), categories=CODES, rivals=NAMES, window=windows(), markets=PLACES,
    platforms=PLACES, waived=st.booleans(),
)  # fmt: skip


@given(PROMISES, PROMISES)
def test_promises_clash_both_ways_alike(one: Exclusive, two: Exclusive) -> None:
    assert judge_promises(one, two, TREE) == judge_promises(two, one, TREE)


@given(PROMISES, st.permutations([ACME, SHINE, VAGUE]), windows())
def test_the_order_of_parties_changes_nothing(one: Exclusive, parties: list[Party], window: Window) -> None:
    some = judge(one, Work(parties=tuple(parties), window=window), TREE)
    assert some == judge(one, Work(parties=(ACME, SHINE, VAGUE), window=window), TREE)


@given(windows(), windows())
def test_windows_that_meet_share_their_days(one: Window, two: Window) -> None:
    met = one.meets(two)
    assert met == two.meets(one)
    shared = one.shared(two)
    if shared.starts and shared.ends:
        assert (met is False) == (shared.starts > shared.ends)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 60))
def test_a_day_of_rest_parts_two_windows(end: date, rest: int) -> None:
    following = (end + timedelta(days=rest)).isoformat()
    met = Window("2026-01-01", end.isoformat()).meets(Window(following, "2027-12-31"))
    assert met is (rest == 0)
