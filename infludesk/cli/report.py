"""``infludesk report``: a client's document as a PDF, from the workspace's own figures."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from infludesk.cli.campaigns import named
from infludesk.cli.shared import json_option, open_to_read, print_json, telling, workspace_option
from infludesk.db.driver import Connection
from infludesk.folder import spare
from infludesk.kernel.text import plural, tr
from infludesk.records import model as records
from infludesk.reports import campaign, compliance, pdf, shortlist
from infludesk.reports.blocks import Report
from infludesk.reports.branding import Setting
from infludesk.reports.client_facts import Paper
from infludesk.reports.data import as_data
from infludesk.reports.gather import campaign_facts
from infludesk.reports.gather_compliance import Scope, compared, compliance_facts
from infludesk.reports.gather_shortlist import shortlist_facts
from infludesk.workspace import Workspace

_KINDS = ("campaign", "shortlist", "compliance")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("report", help=tr("Make a client's document."))
def command() -> None:
    """Group the documents."""


@command.command("campaign", help=tr("Write a report on the campaign NAME (or its id), of one of three kinds."))
@click.argument("name")
@workspace_option
@click.option("--out", "file", metavar="FILE", required=True, help=tr("The PDF to write."))
@click.option("--kind", type=click.Choice(_KINDS), default="campaign", show_default=True)
@click.option("--paper", type=click.Choice(["a4", "letter"]), help=tr("Else the workspace's own."))
@click.option("--whole-client", "whole", is_flag=True, help=tr("Compliance: all campaigns of the client."))
@click.option("--since", type=_DAY, help=tr("Compliance: posts from this day on."))
@click.option("--until", type=_DAY, help=tr("Compliance: posts until this day."))
@json_option
@telling
def of_campaign(  # noqa: PLR0913  an option each
    *,
    name: str,
    folder: str | None,
    file: str,
    kind: str,
    paper: Paper | None,
    whole: bool,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Write a campaign's document."""
    target = Path(file)
    with open_to_read(folder) as workspace:
        spare(workspace.folder, target)
        scope = Scope("", whole, *(f"{day:%Y-%m-%d}" if day else "" for day in (since, until)))
        report = _report(workspace, name, kind, paper, scope)
    written = pdf.write(report, target)
    problems = [f"{note.value}: {note.reason}" for note in written.problems]
    if as_json:
        print_json(as_data(report) | {"pages": written.pages, "problems": problems, "file": str(target)})
        return
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(tr("{file}: {pages}.", file=target, pages=plural(written.pages, "{n} page", "{n} pages")))


def _report(workspace: Workspace, name: str, kind: str, paper: Paper | None, scope: Scope) -> Report:
    made = Setting(workspace.attachments, workspace.today(), workspace.setting(records.LOCALE, "en"), paper)

    def read(conn: Connection) -> Report:
        found = named(conn, name)
        if kind == "shortlist":
            return shortlist.build(shortlist_facts(conn, found, made))
        if kind == "compliance":
            facts = compliance_facts(conn, replace(scope, campaign_id=found), made, workspace.now())
            return compliance.build(compared(facts, made.attachments))
        return campaign.build(campaign_facts(conn, found, made))

    return workspace.read(read)
