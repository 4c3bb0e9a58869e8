"""``infludesk check-caption`` as it is typed: JSON, plain lines, and options that do not exist."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from infludesk.cli.main import main

SETTING = {
    "pack": "us-ftc", "platform": "instagram", "format": "post", "relation": "paid", "language": "en",
}  # fmt: skip


def run(caption: str | bytes, *more: str, **changed: str) -> Result:
    words = [word for name, value in (SETTING | changed).items() for word in (f"--{name}", value)]
    return CliRunner().invoke(main, ["check-caption", *words, *more], input=caption)


def answer(caption: str | bytes, **changed: str) -> dict[str, Any]:
    result = run(caption, "--json", **changed)
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_answer_as_json() -> None:
    found = answer("#ad Acme boots")
    assert found["verdict"] == "pass"
    assert {tuple(one) for one in found["findings"]} == {("rule", "cite", "result", "found", "why")}
    assert {one["result"] for one in found["findings"]} == {"pass"}
    assert ("D9", "#ad") in {(one["rule"], one["found"]) for one in found["findings"]}


@pytest.mark.parametrize(
    ("caption", "changed", "verdict"),
    [
        ("Acme boots", {}, "fail"),
        ("Acme boots", {"relation": "none"}, "pass"),
        ("", {}, "fail"),
        ("", {"relation": "none"}, "pass"),
        ("#ad Acme boots", {"format": "reel"}, "review"),
        ("#ad Acme boots", {"format": "reel", "pack": "uk-cap"}, "review"),
        ("Werbung | Acme", {"pack": "de", "language": "de"}, "pass"),
        ("Acme sent me these for free", {"relation": "gifted"}, "pass"),
        ("\ufeff#ad Acme".encode(), {}, "pass"),
        (b"#ad Acme \xff\xfe", {}, "pass"),
        ("#ad Acme\r\nboots", {"pack": "in", "platform": "x"}, "pass"),
    ],
)
def test_the_verdict(caption: str | bytes, changed: dict[str, str], verdict: str) -> None:
    assert answer(caption, **changed)["verdict"] == verdict


def test_the_answer_in_words() -> None:
    result = run("#sp Acme boots")
    assert result.exit_code == 0
    first, *lines = result.stdout.splitlines()
    assert first == "Fail"
    cite = "FTC staff guidance, Disclosures 101 (Nov 2019)"
    assert f"Fail: D9 ({cite}) “#sp” These words do not tell people that there is a connection. See D10." in lines


@pytest.mark.parametrize(
    "changed",
    [{"pack": "mars"}, {"platform": "radio"}, {"format": "poem"}, {"relation": "friend"}, {"language": "xx"}],
    ids=str,
)
def test_a_wrong_choice_is_status_2(changed: dict[str, str]) -> None:
    result = run("#ad", **changed)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is not one of" in result.stderr


def test_a_missing_option_is_status_2() -> None:
    result = CliRunner().invoke(main, ["check-caption", "--pack", "eu"], input="x")
    assert result.exit_code == 2
    assert "Missing option" in result.stderr
