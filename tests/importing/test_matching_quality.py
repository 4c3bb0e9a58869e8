"""How well rows find the people they speak of: merges that are right, people found, questions worth asking."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from infludesk.creators.signs import Traits
from infludesk.importing.people.asking import Gone, traits_of
from infludesk.importing.people.comparing import Held, Key, keys_of, taken
from infludesk.importing.people.incoming import Incoming, IncomingAccount
from infludesk.importing.people.matching import decide
from infludesk.kernel.text import fold

PAIRS = Path(__file__).parent.parent / "data" / "name_pairs.csv"
FIELDS = ("name", "email", "phone", "city", "country")


@dataclass(frozen=True, slots=True)
class One:
    """A workspace of one creator, as a row would have made it."""

    row: Incoming

    def lookup(self, keys: Collection[Key]) -> Mapping[Key, Sequence[str]]:
        return {key: ["one"] for key in keys_of(self.row) if key in keys}

    def names(self, folded: Collection[str]) -> Mapping[str, Sequence[str]]:
        name = fold(self.row.creator["name"])
        return {name: ["one"]} if name in folded else {}

    def near(self, those: Iterable[Traits]) -> Iterable[tuple[str, Traits]]:
        return [("one", traits_of(self.row)) for _ in list(those)[:1]]

    def held(self, ids: Collection[str]) -> Mapping[str, Held]:
        return {one: taken(Held(), self.row) for one in ids}

    def binned(self, _folded: Collection[str]) -> Mapping[str, Sequence[Held]]:
        return {}

    def now(self, _creator: str) -> str:
        return ""

    def refused(self, _keys: Collection[Key]) -> Mapping[Key, Gone]:
        return {}

    def apart(self) -> Collection[frozenset[str]]:
        return ()


def person(line: Mapping[str, str], side: str, number: int) -> Incoming:
    """One side of a pair as a row of a file."""
    said = {name: value for name in FIELDS if (value := line[f"{side} {name}"])}
    handle = line[f"{side} handle"].lstrip("@")
    named = "name" in said
    said.setdefault("name", handle or said.get("email", ""))
    accounts = (IncomingAccount("instagram", handle),) if handle else ()
    return Incoming(number, creator=said, named=named, accounts=accounts)


def verdict(line: Mapping[str, str]) -> str:
    """What becomes of the pair: merge, ask or new."""
    (decision,) = decide([person(line, "their", 2)], One(person(line, "our", 1)))
    if decision.creator:
        return "merge"
    return "ask" if decision.outcome == "suggested" else "new"


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, str], str]]:
    """Every labelled pair with its verdict."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [(line, verdict(line)) for line in csv.DictReader(file)]


def test_matching_is_right_and_misses_few(judged: list[tuple[dict[str, str], str]]) -> None:
    counts = Counter((line["label"], found) for line, found in judged)
    total = Counter(line["label"] for line, _ in judged)
    right, wrong = counts["same", "merge"], counts["different", "merge"]
    precision = right / (right + wrong)
    recall = (right + counts["same", "ask"]) / total["same"]
    asked = counts["different", "ask"] / total["different"]
    print(f"{len(judged)} pairs: precision {precision:.3f}, recall {recall:.3f}, strangers asked about {asked:.3f}")  # noqa: T201  the figures are the point
    odd = {("same", "new"), ("different", "merge")}
    failed = [(line, found) for line, found in judged if (line["label"], found) in odd]
    assert len(judged) >= 600
    assert precision >= 0.99, failed
    assert recall >= 0.95, failed
    assert asked <= 0.25


def test_people_who_are_one_meet_whichever_comes_first(judged: list[tuple[dict[str, str], str]]) -> None:
    def turned(line: Mapping[str, str]) -> dict[str, str]:
        sides = {"our": "their", "their": "our"}
        return {f"{sides[side]} {name}": line[f"{side} {name}"] for side in sides for name in (*FIELDS, "handle")}

    other = [(line, found, verdict(turned(line))) for line, found in judged]
    assert [one for one in other if (one[1] == "new") != (one[2] == "new")] == []
