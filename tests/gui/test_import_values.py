"""What a row adds, in words: everything it brings, in the short list and in the whole one alike."""

from infludesk.gui.desk import Desk
from infludesk.gui.imports.values import added_names, added_words
from infludesk.importing.people.incoming import Block, Incoming, IncomingAccount, Point

FULL = Incoming(
    2, creator={"name": "Ana", "owner_id": "0190f0f0-0000-7000-8000-000000000000"},
    accounts=(IncomingAccount("instagram", "ana.fit"),), points=(Point("email", "studio@example.com"),),
    address={"line1": "Ring 1", "city": "Bonn"}, tags=("food", "sport"), note="Shoe: 38", block=Block(source="asked"),
    custom={"rating": 4},
    parts=(("tie", {"kind": "employee", "with_party": "client:1"}), ("consent", {"purpose": "relations"}),
           ("address", {"line1": "Weg 2"}), ("do_not_contact", {"channel": "post"})),
)  # fmt: skip


def plain(words: str) -> str:
    """Without the marks of direction."""
    return words.replace("\u2068", "").replace("\u2069", "")


def test_the_short_list_names_all_that_a_row_adds() -> None:
    assert [plain(one) for one in added_names(FULL)] == [
        "Name", "Owner", "account ana.fit", "contact studio@example.com", "custom.rating", "Postal address",
        "tag food, tag sport", "Note", "Do not contact", "Tie", "Consent", "Address", "Do not contact",
    ]  # fmt: skip


def test_the_whole_list_says_the_value_of_all_but_records(desk: Desk) -> None:
    said = [(field, plain(words)) for field, words in added_words(FULL, desk.formats)]
    assert [field for field, _ in said] == [
        "Name", "Account", "Contact", "custom.rating", "Postal address", "Tags", "Note", "Do not contact", "Tie",
        "Consent", "Address", "Do not contact",
    ]  # fmt: skip
    assert all(words for _, words in said)
    assert "client:1" not in str(said)


def test_a_row_that_adds_nothing_says_nothing(desk: Desk) -> None:
    assert (added_names(Incoming(2)), added_words(Incoming(2), desk.formats)) == ([], [])
