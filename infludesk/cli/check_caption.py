"""``infludesk check-caption``: whether a caption discloses a tie, by the rules of one market."""

from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache

import click

from infludesk.cli.shared import json_option, print_json, telling
from infludesk.content.captions.check import Checked, check
from infludesk.content.captions.folds import Fold, folds
from infludesk.content.captions.wording import LANGS
from infludesk.contracts.rulepacks import RulePack, parse
from infludesk.contracts.shipped import shipped_folds, shipped_pack
from infludesk.kernel.text import tr

PACKS = ("us-ftc", "uk-cap", "eu", "fr", "de", "ca", "au", "in")
PLATFORMS = ("instagram", "tiktok", "youtube", "x", "facebook", "threads", "blog")
FORMATS = ("post", "reel", "story", "short", "video", "live", "article")
# As people say it: the connection of the posts.
RELATIONS = {
    "paid": "paid", "gifted": "gift", "employee": "employee", "family": "family", "affiliate": "affiliate",
    "none": "none",
}  # fmt: skip
_VERDICTS = {"pass": tr("Pass"), "fail": tr("Fail"), "review": tr("A person decides"), "open": tr("Not in a caption")}


def check_caption(
    caption: str,
    *,
    pack: str,
    platform: str,
    format: str,  # noqa: A002  the post's field
    relation: str,
    language: str,
) -> Checked:
    """Check a caption under a shipped pack, as published today."""
    day = datetime.now(UTC).date().isoformat()
    fold = _folds().get(platform)
    return check(
        caption, pack=_pack(pack), format=format, connection=RELATIONS[relation], lang=language, day=day, fold=fold
    )


@click.command("check-caption", help=tr("Check whether a caption, read from the standard input, discloses the tie."))
@click.option("--pack", type=click.Choice(PACKS), required=True, help=tr("The rules of the market."))
@click.option("--platform", type=click.Choice(PLATFORMS), required=True, help=tr("Where it is published."))
@click.option("--format", type=click.Choice(FORMATS), required=True, help=tr("What is published."))
@click.option(
    "--relation", type=click.Choice(tuple(RELATIONS)), required=True, help=tr("The tie; gifted is also lent.")
)
@click.option("--language", type=click.Choice(LANGS), required=True, help=tr("The language of the piece."))
@json_option
@telling
def command(*, as_json: bool, **given: str) -> None:
    """Check the caption on the standard input."""
    caption = click.get_binary_stream("stdin").read().decode("utf-8-sig", errors="replace")
    checked = check_caption(caption, **given)
    if as_json:
        print_json({"verdict": checked.verdict, "findings": [_shown(one) for one in map(asdict, checked.findings)]})
        return
    click.echo(_VERDICTS[checked.verdict])
    for one in checked.findings:
        found = f" “{one.found}”" if one.found else ""
        click.echo(f"{_VERDICTS[one.result]}: {one.rule} ({one.cite}){found} {one.why}")


def _shown(finding: dict[str, object]) -> dict[str, object]:
    return {name: finding[name] for name in ("rule", "cite", "result", "found", "why")}


@cache
def _pack(code: str) -> RulePack:
    return parse(shipped_pack(code))


@cache
def _folds() -> dict[str, Fold]:
    return folds(shipped_folds())
