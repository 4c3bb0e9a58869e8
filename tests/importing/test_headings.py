"""Headings in the languages people write them, and the rules where one word may be two things."""

from datetime import date

import pytest

from infludesk.importing.columns.mapping import Mapping, propose
from infludesk.importing.fields.targets import TARGETS, candidates, target
from infludesk.importing.fields.words import WORDS
from infludesk.importing.files.csv_file import read_csv
from infludesk.importing.people.incoming import Incoming
from infludesk.importing.people.plan import build


def proposed(text: str, name: str = "list.csv") -> Mapping:
    return propose(read_csv(text.encode(), name))


def codes(text: str) -> list[str]:
    return [one.target for one in proposed(text).columns]


def row_of(text: str) -> Incoming:
    sheet = read_csv(text.encode(), "list.csv")
    (row,) = build(sheet, propose(sheet), today=date(2026, 3, 12))
    assert isinstance(row, Incoming)
    return row


def test_every_word_is_of_a_field_there_is() -> None:
    assert set(WORDS) <= {one.code for one in TARGETS} | {"do_not_contact.reason"}


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Vorname", "creator.given_name"), ("Nachname", "creator.family_name"), ("E-Mail-Adresse", "creator.email"),
        ("Telefon", "creator.phone"), ("Handy", "creator.phone"), ("Stadt", "creator.city"), ("Ort", "creator.city"),
        ("Land", "creator.country"), ("Abonnenten", "account_snapshot.followers"), ("Bemerkung", "creator.notes"),
        ("Notizen", "creator.notes"), ("Sprache", "creator.langs"), ("Straße", "address.line1"),
        ("PLZ", "address.postal_code"), ("prénom", "creator.given_name"), ("téléphone", "creator.phone"),
        ("ville", "creator.city"), ("pays", "creator.country"), ("abonnés", "account_snapshot.followers"),
        ("Nombre d'abonnés", "account_snapshot.followers"), ("Taux d’engagement", "account_snapshot.er_ppm"),
        ("correo", "creator.email"), ("Correo electrónico", "creator.email"), ("teléfono", "creator.phone"),
        ("ciudad", "creator.city"), ("país", "creator.country"), ("seguidores", "account_snapshot.followers"),
        ("apellidos", "creator.family_name"), ("cognome", "creator.family_name"), ("telefono", "creator.phone"),
        ("città", "creator.city"), ("paese", "creator.country"), ("follower", "account_snapshot.followers"),
        ("cidade", "creator.city"), ("idioma", "creator.langs"), ("observações", "creator.notes"),
        ("Benutzername", "account.handle"), ("Plattform", "account.platform"), ("Instagram Follower",
                                                                              "account_snapshot.followers@instagram"),
    ],
)  # fmt: skip
def test_a_word_of_another_language_proposes_its_field(heading: str, code: str) -> None:
    assert candidates(heading)[0] == code


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nom,Prénom\nRuiz,Ana\nPark,Leo\n", ["creator.family_name", "creator.given_name"]),
        ("Nom,Ville\nAna Ruiz,Lyon\n", ["creator.name", "creator.city"]),
        ("Name,Vorname\nKoch,Mara\nWeber,Jo\n", ["creator.family_name", "creator.given_name"]),
        ("Name,Vorname\nMara Koch,Mara\nJo Weber,Jo\n", ["creator.name", "creator.given_name"]),
        ("Nombre,Apellidos\nAna,Ruiz\nLeo,Park\n", ["creator.given_name", "creator.family_name"]),
        ("Nome,Cognome\nAna,Ruiz\nLeo,Park\n", ["creator.given_name", "creator.family_name"]),
        ("Nome,Sobrenome\nAna,Ruiz\nLeo,Park\n", ["creator.given_name", "creator.family_name"]),
        ("Name,First name,Last name\nA R,A,R\n", ["creator.name", "creator.given_name", "creator.family_name"]),
    ],
)
def test_a_name_is_whole_or_a_part_by_the_columns_beside_it(text: str, names: list[str]) -> None:
    assert codes(text) == names


def test_family_names_of_two_words_are_asked_about() -> None:
    mapping = proposed("Nom,Prénom\nde la Cruz,Ana\nvan Berg,Leo\n")
    assert [one.target for one in mapping.columns] == ["creator.family_name", "creator.given_name"]
    assert mapping.columns[0].doubt == "Some cells may hold the whole name."


def test_given_and_family_name_make_the_name() -> None:
    assert row_of("Vorname,Nachname\nMara,Koch\n").creator["name"] == "Mara Koch"


def test_numbered_accounts_have_their_own_figures() -> None:
    row = row_of(
        "Name,Platform 1,Handle 1,Followers 1,Platform 2,Handle 2,Followers 2\n"
        "Ana,Instagram,ana.fit,12K,TikTok,ana.tok,40K\n"
    )
    assert {one.key: one.snapshot for one in row.accounts} == {
        ("instagram", "ana.fit"): {"followers": 12_000}, ("tiktok", "ana.tok"): {"followers": 40_000},
    }  # fmt: skip


def test_numbered_accounts_without_a_platform_are_read_from_their_addresses() -> None:
    text = "Name,Account 1,Account 1 followers,Account 2\nAna,https://x.com/ana,7,https://www.twitch.tv/ana\n"
    assert codes(text)[1:] == ["account.handle@#1", "account_snapshot.followers@#1", "account.handle@#2"]
    assert [(one.platform, one.snapshot) for one in row_of(text).accounts] == [("x", {"followers": 7}), ("twitch", {})]


def test_numbered_handles_without_a_platform_are_asked_about() -> None:
    handle, figures = proposed("Name,Handle 1,Followers 1\nAna,ana.fit,7\n").columns[1:]
    assert (handle.target, handle.doubt) == ("account.handle@other#1", "The file does not say on which platform.")
    assert figures.target == "account_snapshot.followers@other#1"


def test_figures_of_an_account_that_no_column_names_are_a_note() -> None:
    assert codes("Name,Instagram,Followers 2\nAna,ana,7\n")[2] == "note"


def test_labels_of_suffixed_targets() -> None:
    words = {
        "account.handle@instagram#2": "Instagram 2: Handle", "account.handle@#2": "Account 2: Handle",
        "account.handle@tiktok": "TikTok: Handle", "address.line1@2": "Second address: Street",
        "creator.name@else": "Name, where there is no other",
        "do_not_contact.since@bounced": "Do not contact: Bounced since",
    }  # fmt: skip
    assert {code: target(code).label for code in words} == words


def test_a_cell_may_hold_several_accounts() -> None:
    text = "Name,Socials\nAna,https://x.com/ana https://www.twitch.tv/ana\nLeo,IG: @leo.park / TikTok: @leo\n"
    sheet = read_csv(text.encode(), "list.csv")
    mapping = propose(sheet)
    assert mapping.columns[1].reading.split == "any"
    assert mapping.columns[1].doubt == ""
    ana, leo = build(sheet, mapping, today=date(2026, 3, 12))
    assert isinstance(ana, Incoming)
    assert isinstance(leo, Incoming)
    assert [one.key for one in ana.accounts] == [("x", "ana"), ("twitch", "ana")]
    assert [one.key for one in leo.accounts] == [("instagram", "leo.park"), ("tiktok", "leo")]


@pytest.mark.parametrize("by", [", ", "; ", " / ", " | "])
def test_several_handles_of_a_platform(by: str) -> None:
    row = row_of(f'Name,Instagram,Instagram followers\nAna,"@ana.fit{by}@ana.two",90\n')
    assert [(one.handle, dict(one.snapshot)) for one in row.accounts] == [
        ("ana.fit", {"followers": 90}),
        ("ana.two", {}),
    ]


def test_an_address_that_names_no_account_is_kept_as_a_website() -> None:
    row = row_of("Name,Profile URL\nAna,https://linktr.ee/ana\n")
    assert row.creator["website"] == "https://linktr.ee/ana"
    assert [one.reason for one in row.problems] == [
        '"https://linktr.ee/ana" names no account. It is kept as a website.',
    ]


@pytest.mark.parametrize(
    "heading", ["Handynr.", "Handynummer", "Telefonnr.", "Tel.-Nr.", "Tel.", "Mobil", "Phone no.", "Numéro de portable"]
)
def test_a_heading_may_say_whose_number_it_is(heading: str) -> None:
    assert codes(f"Name,{heading}\nAna,+49 170 1234567\n")[1] == "creator.phone"


@pytest.mark.parametrize("heading", ["Kundennr.", "Hausnummer", "Postal no", "No. of followers"])
def test_other_numbers_are_no_telephones(heading: str) -> None:
    assert codes(f"Name,{heading}\nAna,12\n")[1] not in ("creator.phone", "contact_point.value@phone")


@pytest.mark.parametrize(
    "cells",
    [("+49 170 1234567", "+34 612 345 678"), ("0170/1234567", "(030) 123-4567"), ("0049 170 1234567", "01701234567")],
)
def test_telephone_numbers_are_known_by_what_they_are(cells: tuple[str, ...]) -> None:
    rows = "".join(f"Creator {n},{cell}\n" for n, cell in enumerate(cells))
    assert codes(f"Name,Zzz\n{rows}")[1] == "creator.phone"


@pytest.mark.parametrize(
    "cells",
    [
        ("01.02.2023", "03.04.2023"),
        ("00012345", "00012346"),
        ("01067", "01069"),
        ("+12%", "+3%"),
        ("1234567", "7654321"),
    ],
)
def test_other_figures_are_no_telephone_numbers(cells: tuple[str, ...]) -> None:
    rows = "".join(f"Creator {n},{cell}\n" for n, cell in enumerate(cells))
    assert codes(f"Name,Zzz\n{rows}")[1] == "note"
