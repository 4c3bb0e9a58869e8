"""Who a row of a file may be: the creators and rows proposed, with what tells them apart."""

from collections.abc import Callable, Mapping, Sequence

from infludesk.creators.store import ListedCreator, listed
from infludesk.db.driver import Connection
from infludesk.gui.imports.row_panel import Candidate
from infludesk.gui.imports.values import Own, added_names, field_words
from infludesk.gui.kit.formats import Formats, territory
from infludesk.importing.people.decisions import Proposal
from infludesk.kernel.text import isolate, join, number, tr


def candidates(
    proposals: Sequence[Proposal], rows: Mapping[int, str], own: Own, formats: Formats
) -> Callable[[Connection], tuple[Candidate, ...]]:
    """The reading of who is proposed; ``rows`` are the names in the file by row number."""

    def query(conn: Connection) -> tuple[Candidate, ...]:
        found = {one.id: one for one in listed(conn, [each.creator for each in proposals if each.creator])}
        return tuple(_candidate(one, found.get(one.creator or ""), rows, own, formats) for one in proposals)

    return query


def _candidate(
    one: Proposal, known: ListedCreator | None, rows: Mapping[int, str], own: Own, formats: Formats
) -> Candidate:
    signs = [one.why]
    if one.fill is not None and (added := added_names(one.fill, own)):
        signs.append(tr("It would add {fields}.", fields=", ".join(added)))
    if one.kept:
        signs.append(
            tr("They differ in {fields}.", fields=", ".join(field_words(each.field, own) for each in one.kept))
        )
    if one.joins is not None:
        return Candidate(
            one.answer, rows.get(one.joins, ""), tr("Row {n} of this file", n=number(one.joins)), tuple(signs)
        )
    if known is None:
        return Candidate(one.answer, tr("A creator"), "", tuple(signs))
    handles = (isolate(f"@{handle}") for _, handle in known.handles)
    place = join((known.city, territory(known.country, formats.locale) if known.country else ""), ", ")
    blocked = tr("Do not contact") if known.blocked else ""
    return Candidate(one.answer, known.name, join((*handles, known.email, place, blocked)), tuple(signs))
