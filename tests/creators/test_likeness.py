"""Names of one person in all their spellings are alike; names of two people conflict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.creators.likeness import blocks, likeness, may_be_similar, name_words, names_conflict, same_name, similar
from infludesk.creators.signs import bare_city, bare_handle, meeting_keys, questions, sign_words, traits

ONE = [
    ("José García", "Jose Garcia"), ("Zoë Müller", "Zoe Mueller"), ("Søren Kjær", "Soren Kjaer"),
    ("Łukasz Wójcik", "Lukasz Wojcik"), ("Åse Berg", "Aase Berg"), ("Günther Größl", "Guenther Groessl"),
    ("Юлия Иванова", "Julia Ivanova"), ("Yulia Ivanova", "Iuliia Ivanova"), ("Γιώργος Παππάς", "Yiorgos Pappas"),
    ("محمد حسن", "Mohamed Hassan"), ("Анна Смирнова", "Anna Smirnoff"), ("Ruiz, Ana", "Ana Ruiz"),
    ("Bob Smith", "Robert Smith"), ("Pepe Ruiz", "José Ruiz"), ("Sasha Orlov", "Aleksandr Orlov"),
    ("Kate Miller", "Katherine Miller"), ("Alex Stone", "Alexandra Stone"), ("A. Ruiz", "Ana Ruiz"),
    ("Ana María Ruiz", "Ana Ruiz"), ("ana.ruiz_92", "Ana Ruiz"), ("anaruiz", "Ana Ruiz"),
    ("Dr. Ana Ruiz ✨ | travel", "Ana Ruiz"), ("Leila Al-Amin", "Layla Alamin"), ("田中 さくら", "田中さくら"),
    ("Jan van der Berg", "Jan Vanderberg"), ("Jan Christophersen", "Jan Christopherson"),
]  # fmt: skip
TWO = [
    ("Ana Ruiz", "Leo Park"), ("Anna Müller", "Jonas Müller"), ("Lena Vogt", "Lea Vogt"), ("Lena Vogt", "Lara Vogt"),
    ("Daniel Weiss", "Daniela Weiss"), ("Marina Lopez", "Martina Lopez"), ("Alexander Stone", "Alexandra Stone"),
    ("Anna Schmidt", "Anna Wagner"), ("Simon Keller", "Simone Keller"), ("Samir Aziz", "Samira Aziz"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), ONE)
def test_spellings_of_one_name_are_similar_and_do_not_conflict(a: str, b: str) -> None:
    assert similar(a, b)
    assert not names_conflict(a, b)
    assert blocks(a) & blocks(b)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_names_of_two_people_conflict(a: str, b: str) -> None:
    assert names_conflict(a, b)
    assert not similar(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [("Studio Ana Ruiz GmbH", "Ana Ruiz"), ("Lena & Tom Vogt", "Lena Vogt"), ("John Carter Jr.", "John Carter"),
     ("Marlie Vogt", "Marlis Vogt"), ("Ada Lovett", "Ada Lowell"), ("田中さくら", "Sakura Tanaka")],
)  # fmt: skip
def test_what_may_be_somebody_else_is_asked_about_rather_than_merged(a: str, b: str) -> None:
    assert names_conflict(a, b)


def test_a_part_of_a_name_does_not_conflict_and_says_little() -> None:
    assert not names_conflict("Ana", "Ana Ruiz")
    assert likeness("Ana", "Ana Ruiz") < likeness("A. Ruiz", "Ana Ruiz") < likeness("Ana Ruiz", "ana ruiz") == 100
    assert not names_conflict("", "Ana Ruiz")
    assert likeness("", "Ana Ruiz") == likeness("🌸", "🌸") == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [("Dr. Ludwig van Beek", ("ludwig", "beek")), ("O'Brien, Seán", ("obrien", "sean")), ("🌿 Rosa 🌿", ("rosa",)),
     ("Юлия", ("yuliya",)), ("山田 花子", ("山田", "花子")), ("ana.fit_99", ("ana", "fit")),
     ("Al Green", ("al", "green"))],
)  # fmt: skip
def test_names_are_taken_apart(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


def test_the_same_name_is_the_same_words() -> None:
    assert same_name("Müller, Jürgen", "juergen mueller")
    assert not same_name("Bob Smith", "Robert Smith")
    assert not same_name("John Carter Jr.", "John Carter")


_NAMES = st.one_of(st.text(max_size=30), st.sampled_from([name for pair in (*ONE, *TWO) for name in pair]))


@given(_NAMES, _NAMES)
def test_likeness_has_no_order_and_similar_names_meet(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 100
    assert names_conflict(a, b) == names_conflict(b, a)
    assert same_name(a, b) == same_name(b, a)
    assert not names_conflict(a, a)
    if similar(a, b):
        assert may_be_similar(a, b)
        assert may_be_similar(b, a)
    if name_words(a):
        assert likeness(a, a) == 100


def test_cities_and_handles_are_brought_to_one_spelling() -> None:
    assert bare_city("München") == bare_city("Munich, Germany") == bare_city("muenchen")
    assert bare_city("") == ""
    assert bare_handle("@Ana.Ruiz_official92") == bare_handle("anaruiz") == "anaruiz"
    assert bare_handle("ana") == bare_handle("contact") == ""


def test_a_second_sign_is_needed_to_ask() -> None:
    ana = traits("Ana Ruiz", city="Oslo", country="NO", mails=["ana@bloom.example.net"], handles=["ana.cooks"])
    assert questions(ana, traits("Anna Ruiz", city="oslo")) == ("city",)
    assert questions(ana, traits("Anna Ruiz", city="Oslo", country="US")) == ()
    assert questions(ana, traits("Anna Ruiz")) == ()
    assert questions(ana, traits("Leo Park", city="Oslo", handles=["ana.cooks"])) == ()
    assert questions(ana, traits("", mails=["anacooks@gmail.com"])) == ("handle",)
    assert sign_words(("handle", "city")) == "Similar name, and the same handle and the same city."


def test_a_handle_that_repeats_a_name_says_nothing_in_another_town() -> None:
    ana = traits("Ana Ruiz", city="Oslo", handles=["ana.ruiz"])
    assert questions(ana, traits("Ana Ruiz", handles=["anaruiz"])) == ("handle",)
    assert questions(ana, traits("Ana Ruiz", city="Rome", handles=["anaruiz"])) == ()


def test_mail_domains_of_everybody_are_no_sign() -> None:
    for mail in ("ana@gmail.com", "ana@yahoo.co.uk", "ana@example.com", "ana@web.de"):
        assert traits("Ana", mails=[mail]).domains == ()
    assert traits("Ana", mails=["info@ana.studio"], site="https://www.anaruiz.net/x").domains == (
        "ana.studio",
        "anaruiz.net",
    )


@given(
    _NAMES, _NAMES, st.sampled_from(["", "Oslo", "Rome"]), st.sampled_from(["", "a@bloom.studio", "ana.ruiz@gmail.com"])
)
def test_whoever_is_asked_about_shares_a_key(a: str, b: str, city: str, mail: str) -> None:
    one = traits(a, city="Oslo", mails=["ana.ruiz@yahoo.com", "x@bloom.studio"])
    other = traits(b, city=city, mails=[mail] if mail else [])
    if {"handle", "domain"} & set(questions(one, other)):
        assert set(meeting_keys(one)) & set(meeting_keys(other))
