"""Three sets of captions labelled from the facts alone, and single phrases: the check agrees with nearly all."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from infludesk.content.checking import check_caption
from infludesk.contracts.rulepacks import parse
from infludesk.contracts.shipped import shipped

DATA = Path(__file__).parents[1] / "data"
PACKS = {pack.code: pack for pack in map(parse, shipped())}
SETS = pytest.mark.parametrize("name", ["captions_a.jsonl", "captions_b.jsonl", "captions_c.jsonl"])
LEAST = 0.98


@dataclass(frozen=True, slots=True)
class Labelled:
    """A caption, its setting, and what a person said of it."""

    pack: str
    platform: str
    format: str
    relation: str
    language: str
    caption: str
    verdict: str
    why: str = ""

    def checked(self) -> str:
        connection = {"gifted": "gift"}.get(self.relation, self.relation)
        return check_caption(
            self.caption, pack=PACKS[self.pack], platform=self.platform, format=self.format, connection=connection,
            lang=self.language, day="2026-11-22",
        ).verdict  # fmt: skip


def captions(name: str) -> list[Labelled]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [Labelled(**json.loads(line)) for line in lines if line]


@SETS
def test_the_check_agrees_with_people(name: str) -> None:
    every = captions(name)
    apart = [f"{one.checked()} not {one.verdict}: {one}" for one in every if one.checked() != one.verdict]
    print("\n".join(apart))  # noqa: T201  shown where the test fails
    assert 1 - len(apart) / len(every) >= LEAST, apart


def test_each_phrase_is_taken_for_what_it_is() -> None:
    assert not [(one.checked(), one) for one in captions("captions_phrases.jsonl") if one.checked() != one.verdict]


@SETS
def test_a_clear_failure_is_never_passed(name: str) -> None:
    assert not [one for one in captions(name) if one.verdict == "fail" and one.checked() == "pass"]
