"""``infludesk check-caption``: whether a caption discloses a tie, by the rules of one market."""

import sys
from datetime import UTC, datetime
from typing import Any

import click

from infludesk.cli.shared import json_option, print_json, telling
from infludesk.content.captions.check import Finding
from infludesk.content.captions.lexicon import LANGS
from infludesk.content.checking import check_caption
from infludesk.contracts.rulepacks import parse
from infludesk.contracts.shipped import shipped_pack
from infludesk.kernel.text import tr

PACKS = ("us-ftc", "uk-cap", "eu", "fr", "de", "ca", "au", "in")
PLATFORMS = ("instagram", "tiktok", "youtube", "x", "facebook", "threads", "blog")
FORMATS = ("post", "reel", "story", "short", "video", "live", "article")
# As people say it: the connection of the posts.
RELATIONS = {
    "paid": "paid", "gifted": "gift", "employee": "employee", "family": "family", "affiliate": "affiliate",
    "none": "none",
}  # fmt: skip
_RESULTS: dict[str, str] = {"pass": tr("Pass"), "fail": tr("Fail"), "review": tr("A person decides")}


@click.command("check-caption", help=tr("Check whether a caption, read from the standard input, discloses the tie."))
@click.option("--pack", "code", type=click.Choice(PACKS), required=True, help=tr("The rules of the market."))
@click.option("--platform", type=click.Choice(PLATFORMS), required=True, help=tr("Where it is published."))
@click.option("--format", type=click.Choice(FORMATS), required=True, help=tr("What is published."))
@click.option(
    "--relation", type=click.Choice(tuple(RELATIONS)), required=True, help=tr("The connection; lent counts as gifted.")
)
@click.option("--language", "lang", type=click.Choice(LANGS), required=True, help=tr("The language of the piece."))
@json_option
@telling
def command(*, code: str, relation: str, as_json: bool, **given: Any) -> None:
    """Check the caption on the standard input, as published today."""
    caption = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    day = datetime.now(UTC).date().isoformat()
    pack = parse(shipped_pack(code))
    checked = check_caption(caption, pack=pack, connection=RELATIONS[relation], day=day, **given)
    decided = [one for one in checked.findings if one.result in _RESULTS]
    if as_json:
        print_json({"verdict": checked.verdict, "findings": [_shown(one) for one in decided]})
        return
    click.echo("\n".join([_RESULTS[checked.verdict], *(_line(one) for one in decided)]))


def _line(finding: Finding) -> str:
    found = f" “{finding.found}”" if finding.found else ""
    return f"{_RESULTS[finding.result]}: {finding.rule} ({finding.cite}){found} {finding.why}"


def _shown(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in ("rule", "cite", "result", "found", "why")}
