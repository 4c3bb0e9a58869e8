"""Rows meet who is known: by id, account, address and e-mail; what is likely is asked; what is known stays."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from infludesk.creators.signs import Traits
from infludesk.importing.people import asking, matching
from infludesk.importing.people.asking import Gone, traits_of
from infludesk.importing.people.comparing import Held, HeldAccount, Kept, Key, compare, keys_of, taken
from infludesk.importing.people.decisions import summary
from infludesk.importing.people.incoming import Block, Incoming, IncomingAccount, Point, Skipped
from infludesk.importing.people.matching import decide
from infludesk.kernel.errors import Cancelled


@dataclass
class People:
    """Creators as a test lists them."""

    by_key: dict[Key, list[str]] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)
    who: dict[str, Held] = field(default_factory=dict)
    gone: dict[Key, Gone] = field(default_factory=dict)
    strangers: set[frozenset[str]] = field(default_factory=set)

    def lookup(self, keys: Collection[Key]) -> Mapping[Key, Sequence[str]]:
        return {key: ids for key, ids in self.by_key.items() if key in keys}

    def names(self, folded: Collection[str]) -> Mapping[str, Sequence[str]]:
        return {name: ids for name, ids in self.by_name.items() if name in folded}

    def near(self, those: Iterable[Traits]) -> Iterable[tuple[str, Traits]]:
        return [(one, traits_of(Incoming(0, creator=held.creator))) for one, held in self.who.items()] if those else []

    def apart(self) -> Collection[frozenset[str]]:
        return self.strangers

    def held(self, ids: Collection[str]) -> Mapping[str, Held]:
        return {one: self.who[one] for one in ids}

    def binned(self, _folded: Collection[str]) -> Mapping[str, Sequence[Held]]:
        return {}

    def now(self, _creator: str) -> str:
        return ""

    def refused(self, keys: Collection[Key]) -> Mapping[Key, Gone]:
        return {key: why for key, why in self.gone.items() if key in keys}


EMAIL = Key("email", "ana@example.com")
ACCOUNT = Key("account", "instagram:ana.fit")


def row(number: int, name: str = "Ana", email: str = "", handle: str = "", **creator: str) -> Incoming:
    values = {"name": name} | creator | ({"email": email} if email else {})
    accounts = (IncomingAccount("instagram", handle),) if handle else ()
    return Incoming(number, "2026-03-12", values, bool(name), accounts)


def ana(**creator: str) -> People:
    who = {"ana": Held({"name": "Ana", "email": "ana@example.com"} | creator)}
    return People({EMAIL: ["ana"], ACCOUNT: ["ana"]}, {"ana": ["ana"]}, who)


def test_the_keys_of_a_row_stand_by_strength() -> None:
    account = IncomingAccount("tiktok", "Ana", "https://www.tiktok.com/@ana?lang=en", {"platform_user_id": "7"})
    found = keys_of(Incoming(2, creator={"name": "Ana", "email": "Ana@Example.com"}, accounts=(account,)))
    assert [key.kind for key in found] == ["user_id", "account", "url", "email"]
    assert found[-1].value == "ana@example.com"


def test_a_stranger_is_new() -> None:
    (one,) = decide([row(2, "Leo", "leo@example.com")], ana())
    assert (one.outcome, one.creator, one.fill is not None) == ("new", None, True)


def test_a_known_key_fills_blanks_and_nothing_else() -> None:
    (one,) = decide([row(2, "Ana", "ana@example.com", city="Madrid")], ana())
    assert (one.outcome, one.creator, one.reason) == ("fills", "ana", "Matches by ana@example.com.")
    assert one.fill
    assert one.fill.creator == {"city": "Madrid"}
    (same,) = decide([row(2, "ANA", "ana@example.com")], ana())
    assert (same.outcome, same.fill) == ("same", None)


def test_a_value_of_ours_stays_and_the_conflict_is_shown() -> None:
    (one,) = decide([row(2, "Ana", "ana@example.com", city="Oslo")], ana(city="Madrid"))
    assert (one.outcome, one.fill, one.kept) == ("conflict", None, (Kept("creator.city", "Madrid", "Oslo"),))


PHONE = Key("phone", "+491712345678")


def known_by_phone() -> People:
    return People({PHONE: ["mia"]}, {}, {"mia": Held({"name": "Mia Weber", "phone": "+49 171 2345678"})})


@pytest.mark.parametrize(("name", "outcome"), [("Mia", "conflict"), ("Mia Weber", "fills"), ("", "fills")])
def test_an_equal_phone_joins_names_that_do_not_conflict(name: str, outcome: str) -> None:
    (one,) = decide([row(2, name, phone="0171/2345678", country="DE")], known_by_phone())
    assert (one.outcome, one.creator, one.reason) == (outcome, "mia", "Matches by +491712345678.")
    assert one.fill
    assert dict(one.fill.creator) == {"country": "DE"}


def test_an_equal_phone_under_another_name_is_asked_about() -> None:
    (one,) = decide([row(2, "Leo", phone="+49 171 2345678")], known_by_phone())
    assert (one.outcome, one.creator, one.reason) == (
        "suggested",
        None,
        "Same phone number as Mia Weber, another name.",
    )
    assert [(each.creator, each.signs, each.answer) for each in one.proposals] == [("mia", ("phone",), "merge:mia")]


def test_rows_with_one_phone_are_one_creator() -> None:
    rows = [row(2, "Mia", phone="+49 171 2345678"), row(3, "Mia", phone="+49 (0)171 2345678", city="Ulm")]
    first, second = decide(rows, People())
    assert (first.outcome, second.outcome, second.joins) == ("new", "fills", 2)
    assert second.reason == "Rows 2 and 3 have the same phone number (+491712345678)."


def test_a_name_alone_is_only_mentioned() -> None:
    (one,) = decide([row(2, "Ana", "other@example.com")], ana())
    assert (one.outcome, one.reason, one.proposals) == ("new", "A creator has the same name.", ())
    assert one.fill


def two(**creator: str) -> People:
    """Ana Ruiz of Oslo, and Leo Park who shares her address."""
    held = {"name": "Ana Ruiz", "email": "office@agency.example", "city": "Oslo"} | creator
    people = People({Key("email", "office@agency.example"): ["ana", "leo"]}, {"ana ruiz": ["ana"]})
    people.who = {"ana": Held(held), "leo": Held({"name": "Leo Park", "email": "office@agency.example"})}
    return people


def test_a_similar_name_and_a_second_sign_are_asked_about_with_what_would_change() -> None:
    (one,) = decide([row(2, "Anna Ruiz", "anna@example.com", city="oslo", country="NO")], two(country="", notes="x"))
    assert (one.outcome, one.reason, one.fill and one.fill.row) == ("suggested", "Similar name, and the same city.", 2)
    (proposal,) = one.proposals
    assert (proposal.creator, proposal.joins, proposal.signs) == ("ana", None, ("city",))
    assert proposal.fill
    assert dict(proposal.fill.creator) == {"country": "NO"}
    assert proposal.kept == (
        Kept("creator.name", "Ana Ruiz", "Anna Ruiz"),
        Kept("creator.email", "office@agency.example", "anna@example.com"),
    )


def test_a_similar_name_without_a_second_sign_is_new() -> None:
    (one,) = decide([row(2, "Anna Ruiz", "anna@example.com", city="Bergen")], two())
    assert (one.outcome, one.reason) == ("new", "")


def test_the_strongest_proposal_comes_first() -> None:
    (one,) = decide([row(2, "Studio Ana Ruiz", "office@agency.example", city="Oslo", country="NO")], two())
    assert [(each.creator, each.signs) for each in one.proposals] == [("ana", ("email", "city")), ("leo", ("email",))]
    assert one.reason == "Same e-mail as Ana Ruiz, another name."


def test_answers_merge_and_later_rows_follow() -> None:
    rows = [
        row(2, "Mia Berg", "office@agency.example", city="Rome"),
        row(3, "Mia Berg", "office@agency.example", city="Bonn"),
    ]
    later = decide(rows, two())
    assert [(one.outcome, one.joins) for one in later] == [("suggested", None), ("conflict", 2)]
    merged = decide(rows, two(), {2: "merge:leo"})
    assert [(one.outcome, one.creator) for one in merged[:1]] == [("conflict", "leo")]
    assert merged[0].reason == "Merged because you said so."
    assert merged[1].outcome == "suggested"
    assert decide(rows, two(), {2: "merge"})[0].creator == "ana"


def test_an_answer_that_nobody_is_meant_sets_them_apart() -> None:
    (one,) = decide([row(2, "Mia Berg", "office@agency.example")], two(), {2: "new"})
    assert (one.outcome, one.proposals, set(one.apart)) == ("new", (), {"ana", "leo"})


def test_an_answer_to_no_question_changes_nothing() -> None:
    rows = [row(2, "Leo", "leo@example.com"), row(3, "Ana", "ana@example.com")]
    assert decide(rows, ana(), {2: "merge", 3: "new", 9: "merge:ana"}) == decide(rows, ana())


def test_of_people_who_are_not_the_same_only_the_likelier_is_proposed() -> None:
    people = two(email="")
    people.by_key = {}
    people.who["anna"] = Held({"name": "Anna Ruiz", "city": "Oslo"})
    rows = [row(2, "Anna Ruiz", "anna@example.com", city="Oslo")]
    (both,) = decide(rows, people)
    assert {one.creator for one in both.proposals} == {"ana", "anna"}
    people.strangers = {frozenset(("ana", "anna"))}
    (one,) = decide(rows, people)
    assert [each.creator for each in one.proposals] == ["anna"]


def test_an_e_mail_of_two_who_are_not_the_same_does_not_merge() -> None:
    people = two()
    people.who["leo"] = Held({"name": "A. Ruiz", "email": "office@agency.example"})
    people.strangers = {frozenset(("ana", "leo"))}
    (one,) = decide([row(2, "Ana M. Ruiz", "office@agency.example")], people)
    assert one.outcome == "suggested"


def test_rows_of_one_file_are_asked_about_too() -> None:
    rows = [row(2, "Anna Ruiz", "a@example.com", city="Oslo"), row(3, "Ana Ruiz", "b@example.com", city="Oslo")]
    first, second = decide(rows, People())
    assert (first.outcome, second.outcome) == ("new", "suggested")
    (proposal,) = second.proposals
    assert (proposal.creator, proposal.joins, proposal.answer) == (None, 2, "merge:2")
    assert decide(rows, People(), {3: "merge:2"})[1].joins == 2
    assert decide(rows, People(), {3: "new"})[1].apart == (2,)


def test_an_account_each_speaks_for_two_people() -> None:
    people = People({EMAIL: ["mia"]}, who={"mia": Held({"name": "Mia Weber", "email": "ana@example.com"})})
    assert decide([row(2, "Mia", "ana@example.com", "mia.w")], people)[0].creator == "mia"
    people.who["mia"] = replace(
        people.who["mia"], accounts={("instagram", "miaweber"): HeldAccount({"handle": "miaweber"})}
    )
    assert decide([row(2, "Mia", "ana@example.com", "mia.two")], people)[0].outcome == "suggested"
    assert decide([row(2, "Mia Weber", "ana@example.com", "mia.two")], people)[0].creator == "mia"


def test_progress_may_stop_it() -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        decide([row(2, "Leo")], People(), progress=stop)


def test_a_row_with_only_a_name_that_adds_nothing_is_the_same() -> None:
    (one,) = decide([row(2, "Ana")], ana())
    assert (one.outcome, one.creator) == ("same", "ana")


def test_two_rows_of_one_account_make_one_creator() -> None:
    first, second = decide([row(2, "Leo", handle="leo"), row(9, "Leo P", handle="@LEO", city="Oslo")], People())
    assert (first.outcome, second.outcome, second.joins) == ("new", "conflict", 2)
    assert second.reason == "Rows 2 and 9 are the same account (@leo)."
    assert second.fill
    assert second.fill.creator == {"city": "Oslo"}


def test_a_shared_e_mail_of_another_name_is_asked_about() -> None:
    (one,) = decide([row(2, "Leo Park", "ana@example.com", handle="leo")], ana())
    assert (one.outcome, one.reason) == ("suggested", "Same e-mail as Ana, another name.")
    assert one.problems == ()


def test_who_is_only_named_by_the_e_mail_is_met_under_any_name() -> None:
    unnamed = People({EMAIL: ["ana"]}, who={"ana": Held({"name": "ana@example.com", "email": "ana@example.com"})})
    (one,) = decide([row(2, "Ana", "ana@example.com")], unnamed)
    assert (one.outcome, one.creator) == ("conflict", "ana")


def test_a_key_that_points_elsewhere_is_told_and_not_taken() -> None:
    people = ana()
    people.by_key[ACCOUNT] = ["leo"]
    people.who["leo"] = Held({"name": "Leo"}, {("instagram", "ana.fit"): HeldAccount()})
    (one,) = decide([row(2, "Leo", "ana@example.com", handle="ana.fit")], people)
    assert (one.creator, one.fill) == ("leo", None)
    assert [note.reason for note in one.problems] == ["This also belongs to Ana; not merged."]


def test_who_is_in_the_trash_is_refused() -> None:
    (one,) = decide([row(2, "Ana", "ana@example.com")], People(gone={EMAIL: Gone("In the trash.", ("Ana",))}))
    assert (one.outcome, one.reason, one.fill) == ("skipped", "In the trash.", None)


def test_rows_are_created_merged_and_skipped() -> None:
    rows: list[Incoming | Skipped] = [
        row(2, "Leo", "leo@example.com"),
        row(3, "Ana", "ana@example.com"),
        Skipped(4, "No name."),
    ]
    counts = summary(decide(rows, ana()))
    assert (counts.created, counts.merged, counts.skipped, counts.rows) == (1, 1, 1, 3)


def test_what_is_blank_is_filled_in_every_table() -> None:
    account = IncomingAccount("tiktok", "ana", values={"verified": True}, snapshot={"followers": 9})
    said = {"name": "Ana", "city": "Oslo"}
    incoming = Incoming(
        2, "2026-03-12", said, accounts=(account,), points=(Point("email", "b@example.com"),),
        address={"line1": "Main St 1"}, tags=("Fit",), note="Shoe: 38", block=Block(),
    )  # fmt: skip
    fill, kept = compare(incoming, Held({"name": "Ana"}), ())
    assert (fill, kept) == (replace(incoming, creator={"city": "Oslo"}), ())
    assert fill
    assert compare(incoming, taken(Held({"name": "Ana"}), fill), ()) == (None, ())


def test_a_block_is_never_cleared() -> None:
    blocked = Held({"name": "Ana"}, parts=[("do_not_contact", {"channel": "all"})])
    assert compare(replace(row(2, "Ana"), block=Block()), blocked, ()) == (None, ())
    assert [*taken(blocked, row(2, "Ana", city="Oslo")).parts] == blocked.parts


def test_figures_of_a_later_day_are_a_new_reading() -> None:
    def fill_of(day: str, ours: int, theirs: int) -> tuple[Mapping[str, object] | None, int]:
        key = ("instagram", "ana.fit")
        held = Held({"name": "Ana"}, {key: HeldAccount({}, {"followers": ours}, "2026-03-12")})
        account = IncomingAccount("instagram", "ana.fit", snapshot={"followers": theirs})
        fill, kept = compare(Incoming(2, day, {"name": "Ana"}, accounts=(account,)), held, ())
        return fill.accounts[0].snapshot if fill else None, len(kept)

    assert fill_of("2026-04-01", 10, 20) == ({"followers": 20}, 0)
    assert fill_of("2026-04-01", 10, 10) == (None, 0)
    assert fill_of("2026-03-12", 10, 20) == (None, 1)
    assert fill_of("2026-03-01", 10, 20) == (None, 1)


def test_an_equal_address_is_not_added_and_another_is_kept_out() -> None:
    held = Held({"name": "Ana"}, addresses=({"line1": "Main St 1", "city": "Oslo"},))
    same = Incoming(2, creator={"name": "Ana"}, address={"line1": "main st 1"})
    other = Incoming(2, creator={"name": "Ana"}, address={"line1": "Side St 9"})
    assert compare(same, held, ()) == (None, ())
    fill, kept = compare(other, held, ())
    assert (fill, [one.field for one in kept]) == (None, ["address"])


def test_of_a_phone_in_the_trash_only_the_same_name_is_refused() -> None:
    people = People(gone={PHONE: Gone("In the trash.", ("Mia Weber",))})
    rows = [row(2, "Mia", phone="+49 171 2345678"), row(3, "Leo Park", phone="+49 171 2345678")]
    assert [one.outcome for one in decide(rows, people)] == ["skipped", "new"]


CROWD = 300


def crowd(**said: str) -> list[Incoming]:
    """Rows of people called Ana Ruiz, or much the same."""
    firsts, lasts = ("Ana", "Anna", "Ann", "Hanna", "Anne"), ("Ruiz", "Ruis", "Ruizz", "Ruiss", "Rius", "Ruize")
    return [
        row(n, f"{firsts[n % 5]} {lasts[n % 6]}", **({"email": f"a{n}@example.com"} | said))
        for n in range(2, CROWD + 2)
    ]


def letters(number: int) -> str:
    """A word that is like no other."""
    return "".join("bdfglmnrst"[int(digit)] + "aeiou"[place % 5] for place, digit in enumerate(f"{number * 7919:05}"))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(crowd(city="Oslo"), id="similar names in one city"),
        pytest.param(
            [replace(one, creator={**one.creator, "name": "Ana Ruiz"}) for one in crowd(city="Oslo")],
            id="one name in one city",
        ),
        pytest.param(crowd(email="office@agency.example"), id="similar names, one e-mail"),
        pytest.param(
            [row(n, f"{letters(n)} {letters(n + 400)}", "office@agency.example") for n in range(2, CROWD + 2)],
            id="one e-mail of everybody",
        ),
        pytest.param(
            [row(n, "Ana Ruiz", city="Oslo", phone=f"+49 171 {2000000 + n}") for n in range(2, CROWD + 2)],
            id="one name and phones",
        ),
        pytest.param([row(n, "Ana Ruiz", region=f"R{n}") for n in range(2, CROWD + 2)], id="one name in many regions"),
    ],
)
def test_of_a_crowd_only_a_few_are_compared(rows: list[Incoming], monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()

    def counted(where: object, name: str) -> None:
        does = getattr(where, name)

        def call(*given: object) -> object:
            calls[name] += 1
            return does(*given)

        monkeypatch.setattr(where, name, call)

    for name in ("compare", "likeness", "names_conflict", "two_people"):
        counted(matching, name)
    counted(asking, "weigh")
    found = decide(rows, People())
    assert max(len(one.proposals) for one in found) <= 5
    assert calls["compare"] <= 6 * CROWD
    assert calls["weigh"] <= 12 * CROWD
    assert calls.total() <= 100 * CROWD


def test_in_a_crowd_of_one_e_mail_everybody_meets_themselves_again() -> None:
    rows = [row(n, f"{letters(n)} {letters(n + 400)}", "office@agency.example") for n in range(2, 102)]
    again = [replace(one, row=one.row + 100) for one in rows]
    found = decide([*rows, *again], People())
    assert [one.joins for one in found[100:]] == [one.row for one in rows]
    assert {one.outcome for one in found[40:100]} == {"new"}
