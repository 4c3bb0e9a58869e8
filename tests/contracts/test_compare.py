"""Two versions of a text, section by section and word by word."""

from hypothesis import given
from hypothesis import strategies as st

from infludesk.contracts.compare import compare
from infludesk.kernel.diff import Piece, words

OLD = "Ana\n\n§ 1 Parties\nAna and Acme\n\n§ 2 Fee\nPaid is 500 euros.\n\n§ 3 Law\nGermany\n"
NEW = "Ana\n\n§ 1 Parties\nAna and Acme\n\n§ 2 Tea\nAt five\n\n§ 3 Fee\nPaid is 600 euros.\n"


def test_sections_come_go_and_change_and_a_number_alone_is_no_change() -> None:
    found = compare(OLD, NEW)
    assert [(one.sign, one.heading) for one in found] == [
        ("=", "Ana"), ("=", "§ 1 Parties"), ("+", "§ 2 Tea"), ("~", "§ 3 Fee"), ("-", "§ 3 Law"),
    ]  # fmt: skip
    assert Piece("-", "500") in found[3].pieces
    assert Piece("+", "600") in found[3].pieces
    assert [one.sign for one in compare(NEW, NEW)] == ["="] * 4


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_make_up_both_texts(old: str, new: str) -> None:
    found = words(old, new)
    assert "".join(one.text for one in found if one.sign in "=-") == old
    assert "".join(one.text for one in found if one.sign in "=+") == new
    assert all(one.text for one in found)


def test_a_long_text_is_compared_by_lines() -> None:
    old = "".join(f"line {n}\n" for n in range(4_000))
    found = words(old, old + "more")
    assert found[-1] == Piece("+", "more")
    assert "".join(one.text for one in found if one.sign in "=-") == old
