"""``infludesk creators``: who is in a workspace."""

from typing import Any

import click

from infludesk.cli.shared import json_option, open_to_read, print_json, telling, workspace_option
from infludesk.creators import store
from infludesk.db.driver import Connection
from infludesk.kernel.text import tr


@click.command("creators", help=tr("List the creators, by name."))
@workspace_option
@click.option("--where", "text", default="", metavar="TEXT", help=tr("Only creators with these words."))
@json_option
@telling
def command(*, folder: str | None, text: str, as_json: bool) -> None:
    """List the creators."""
    with open_to_read(folder) as workspace:
        found = workspace.read(lambda conn: [_shown(conn, one) for one in store.ids(conn, store.Filter(text=text))])
    if as_json:
        print_json(found)
        return
    for one in found:
        handles = " ".join(f"{a['platform']}:{a['handle'] or a['url']}" for a in one["accounts"])
        click.echo("\t".join((one["name"], one["email"] or "", handles)))


def _shown(conn: Connection, creator_id: str) -> dict[str, Any]:
    whole = store.whole(conn, creator_id)
    creator = whole.creator
    return {
        "id": creator.id,
        "name": creator.name,
        "email": creator.email,
        "phone": creator.phone,
        "country": creator.country,
        "tags": [tag.label for tag in whole.tags],
        "do_not_contact": bool(whole.blocks),
        "accounts": [
            {
                "platform": account.platform,
                "handle": account.handle,
                "url": account.url,
                "followers": whole.latest[account.id].followers if account.id in whole.latest else None,
            }
            for account in whole.accounts
        ],
    }
