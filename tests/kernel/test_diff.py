"""What changed between two texts: both stand in the pieces, and a long text is compared in no time."""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infludesk.kernel.diff import Piece, words

TEXT = st.text(alphabet="ab 中文\n.é😀ش", max_size=20)
LONG = 100_000


@given(TEXT, TEXT)
def test_both_texts_stand_in_the_pieces(old: str, new: str) -> None:
    found = words(old, new)
    assert "".join(one.text for one in found if one.sign != "+") == old
    assert "".join(one.text for one in found if one.sign != "-") == new
    assert all(one.text for one in found)
    assert all(a.sign != b.sign for a, b in pairwise(found))


@pytest.mark.parametrize(
    "many",
    [
        lambda n, step: " ".join(f"w{(i * step) % n}" for i in range(n))[:LONG],
        lambda n, step: "\n".join(f"line {(i * step) % n}" for i in range(n))[:LONG],
        lambda n, step: "\n" * (n // step),
        lambda n, step: ("a b " if step == 1 else "b a a ") * (n // 4),
        lambda n, step: "漢字" * n if step == 1 else "字漢漢" * n,
    ],
    ids=["words", "lines", "breaks", "same", "ideographs"],
)
def test_a_text_of_100_000_letters_is_compared_at_once(many: Callable[[int, int], str]) -> None:
    old, new = many(20_000, 1), many(20_000, 7)
    began = time.perf_counter()
    found = words(old, new)
    assert time.perf_counter() - began < 10
    assert "".join(one.text for one in found if one.sign != "+") == old


def test_one_word_in_a_long_text_is_told_from_all_others() -> None:
    old = " ".join(f"w{n}" for n in range(20_000))
    found = words(old, old.replace("w777 ", "x "))
    assert [one for one in found if one.sign != "="] == [Piece("-", "w777"), Piece("+", "x")]
