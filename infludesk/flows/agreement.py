"""What a contract says, read from every feature that has a part in it, and the text made of it."""

from dataclasses import replace

from infludesk.clients.brand_store import categories
from infludesk.content.model import FORMATS, LEFT, Deliverable
from infludesk.contracts import clause_store, store
from infludesk.contracts.agreement import Agreement, FeeLine, Promised
from infludesk.contracts.checklist import ContractTerms
from infludesk.contracts.document import Document, compose, places, plain
from infludesk.contracts.model import Contract, Exclusivity, RightAsset, Whitelisting
from infludesk.creators.model import PLATFORMS, Account
from infludesk.db.driver import Connection
from infludesk.db.rows import find, get
from infludesk.db.sql import code_list
from infludesk.flows.contract_terms import terms
from infludesk.kernel.ids import split_ref
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.payments.model import NOT_COUNTED, TRIGGERS, CreatorFee

_NAMED = {
    "deliverable": "SELECT coalesce(title, format) FROM deliverable WHERE id = ?",
    "post": "SELECT coalesce(title, url) FROM post WHERE id = ?",
    "attachment": "SELECT name FROM attachment WHERE id = ?",
    "content_draft": "SELECT d.title FROM content_draft AS c JOIN deliverable AS d ON d.id = c.deliverable_id "
    "WHERE c.id = ?",
}


def agreement(conn: Connection, contract_id: str) -> Agreement:
    """Everything a contract's text says.

    Raises:
        Problem: ``record.gone``.
    """
    known = terms(conn, contract_id)
    contract, library = known.contract, clause_store.offered(conn)
    clauses = tuple(clause_store.clauses(conn, contract_id))
    exclusivities = tuple(find(conn, Exclusivity, "contract_id = ?", (contract_id,)))
    packs = {key: store.pack(conn, key) for key in contract.rule_packs}
    return Agreement(
        terms=known,
        clauses=clauses,
        parties=tuple(clause_store.parties(conn, contract_id)),
        pieces=_pieces(conn, contract.participation_id),
        fees=_fees(conn, contract.participation_id),
        whitelistings=_whitelistings(conn, contract_id),
        exclusivities=exclusivities,
        covered={right.id: _covered(conn, right.id) for right in known.rights},
        names=_names(conn, exclusivities),
        packs=tuple((key, pack.name if pack else "") for key, pack in packs.items()),
        campaign=_campaign(conn, contract.participation_id),
        amended=get(conn, Contract, contract.parent_id) if contract.parent_id else None,
        answers_of={one.code or "": library.items(one.code) for one in clauses},
    )


def terms_in_text(conn: Connection, contract_id: str) -> ContractTerms:
    """The terms, with the place where each item stands in the text; without clauses no places are known."""
    found = agreement(conn, contract_id)
    if not found.clauses:
        return found.terms
    where, whole = places(found, compose(found))
    return replace(found.terms, places=where, whole=whole)


def document(conn: Connection, contract_id: str, *, hide: bool = False) -> Document:
    """The text as its terms make it now; ``hide`` blanks internal amounts."""
    return compose(agreement(conn, contract_id), hide=hide)


def text_of(conn: Connection, contract_id: str) -> str:
    """The contract's whole text: as it was signed, else as its terms make it now."""
    contract = get(conn, Contract, contract_id)
    if contract.body_sha256:
        return contract.body or ""
    return plain(document(conn, contract_id))


def _pieces(conn: Connection, participation_id: str | None) -> tuple[Promised, ...]:
    where = f"participation_id = ? AND coalesce(state, '') NOT IN ({code_list(LEFT)})"
    found = find(conn, Deliverable, where, (participation_id,), order="due IS NULL, due, id")
    accounts = {one.account_id: find(conn, Account, "id = ?", (one.account_id,)) for one in found if one.account_id}
    made = []
    for one in found:
        account = next(iter(accounts.get(one.account_id or "", ())), None)
        platform = tr(dict(PLATFORMS).get(account.platform or "", "")) if account else ""
        kind = join((platform, tr(dict(FORMATS).get(one.format or "", ""))), " ")
        made.append(
            Promised(
                what=one.title or kind or tr("Piece"),
                format=kind,
                pieces=one.quantity or 1,
                seconds=one.min_seconds,
                live_days=one.min_live_days,
                hashtags=one.hashtags,
                mentions=one.mentions,
                links=one.links,
                requirements=" ".join((one.requirements or "").split()),
                draft_due=one.draft_due or "",
                post_from=one.post_from or "",
                due=one.due or "",
            )
        )
    return tuple(made)


def _fees(conn: Connection, participation_id: str | None) -> tuple[FeeLine, ...]:
    where = f"participation_id = ? AND coalesce(state, '') NOT IN ({code_list(NOT_COUNTED)})"
    kinds = dict(CreatorFee.entity.field("kind").choices)
    return tuple(
        FeeLine(one.label or tr(kinds.get(one.kind or "content", "Fee")), one.amount, _when(one), one.due_on or "")
        for one in find(conn, CreatorFee, where, (participation_id,))
    )


def _when(fee: CreatorFee) -> str:
    words = tr(dict(TRIGGERS).get(fee.trigger or "", "")).lower()
    if not words:
        return ""
    if fee.trigger_days:
        return tr("{span} after: {what}", span=plural(fee.trigger_days, "{n} day", "{n} days"), what=words)
    return tr("after: {what}", what=words)


def _whitelistings(conn: Connection, contract_id: str) -> tuple[tuple[Whitelisting, str], ...]:
    made = []
    for one in find(conn, Whitelisting, "contract_id = ?", (contract_id,)):
        account = next(iter(find(conn, Account, "id = ?", (one.account_id,))), None)
        name = join((account.handle, tr(dict(PLATFORMS).get(account.platform or "", ""))), ", ") if account else ""
        made.append((one, name))
    return tuple(made)


def _covered(conn: Connection, right_id: str) -> tuple[str, ...]:
    names = []
    for one in find(conn, RightAsset, "right_id = ?", (right_id,)):
        table, row_id = split_ref(one.asset or "")
        row = conn.execute(_NAMED[table], (row_id,)).fetchone() if table in _NAMED else None
        names.append(isolate(row[0]) if row and row[0] else tr("a piece"))
    return tuple(names)


def _names(conn: Connection, found: tuple[Exclusivity, ...]) -> dict[str, str]:
    tree = categories(conn)
    return {code: tree.name(code) for one in found for code in one.categories}


def _campaign(conn: Connection, participation_id: str | None) -> str:
    sql = "SELECT k.name FROM participation AS n JOIN campaign AS k ON k.id = n.campaign_id WHERE n.id = ?"
    row = conn.execute(sql, (participation_id,)).fetchone()
    return str(row[0] or "") if row else ""
