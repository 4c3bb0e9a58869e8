"""The campaign a command names."""

from infludesk.campaigns.model import Campaign
from infludesk.db.driver import Connection
from infludesk.db.rows import find
from infludesk.kernel.errors import Problem
from infludesk.kernel.text import fold, plural, tr

_NAMED = 8


def named(conn: Connection, name: str) -> str:
    """The id of the campaign of that name, whatever its case and accents.

    Raises:
        Problem: ``campaign.unknown`` or ``campaign.several``, naming the choices.
    """
    every = find(conn, Campaign, order="fold(name), id")
    found = [one for one in every if fold(one.name or "") == fold(name) or one.id == name]
    if len(found) == 1:
        return found[0].id
    if found:
        raise Problem(
            "campaign.several",
            tr('{n} campaigns are named "{name}".', n=len(found), name=name),
            tr("Name one by its id: {choices}.", choices=_listed([one.id for one in found])),
        )
    raise Problem(
        "campaign.unknown",
        tr('No campaign is named "{name}".', name=name),
        tr("Choose one of: {choices}.", choices=_listed([one.name or "" for one in every]))
        if every
        else tr("This workspace has no campaigns."),
    )


def _listed(names: list[str]) -> str:
    shown = names[:_NAMED]
    if len(names) > _NAMED:
        shown.append(plural(len(names) - _NAMED, "{n} more", "{n} more"))
    return ", ".join(shown)
