"""What people do with payees, with what is known of their tax years, and with exchange rates."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from infludesk.db.rows import find, get, insert, trash, update
from infludesk.db.transaction import Tx
from infludesk.kernel.errors import Problem
from infludesk.kernel.ids import ref, split_ref
from infludesk.kernel.money import Rate
from infludesk.kernel.text import tr
from infludesk.payments.model import Payee, PayeeLink, PayeeTaxYear, Payment
from infludesk.payments.rates import ENTERED, of_fraction, parse
from infludesk.records.model import Attachment, AttachmentLink, ExchangeRate
from infludesk.records.store import attach

TAX_FORM = "tax_form"


def add_payee(tx: Tx, *, name: str, for_party: str | None = None, **fields: Any) -> str:
    """Add who is paid, at once for a creator where ``for_party`` names one; returns the id.

    Raises:
        Problem: ``record.needed``.
    """
    tx.label("Add payee {name}", name=name.strip())
    made = insert(tx, Payee(name=name.strip(), **({"kind": "person"} | fields)))
    if for_party:
        link_payee(tx, payee_id=made.id, for_party=for_party)
    return made.id


def set_payee_field(tx: Tx, *, payee_id: str, name: str, value: Any) -> None:
    """Change one field of a payee.

    Raises:
        Problem: ``record.needed``.
    """
    field = Payee.entity.field(name)
    tx.label("Change {field} of payee {payee}", field=field.label, payee=ref("payee", payee_id))
    update(tx, Payee, payee_id, **{name: value})


def link_payee(tx: Tx, *, payee_id: str, for_party: str, preferred: bool | None = None) -> str:
    """Pay this payee for a creator or an organisation; the first one is preferred. Returns the link's id.

    What the creator was paid before anybody was named as payee counts for the first one.
    """
    tx.label("Pay {payee} for {party}", payee=ref("payee", payee_id), party=for_party)
    links = find(tx.conn, PayeeLink, "for_party = ?", (for_party,))
    others = [one for one in links if one.payee_id != payee_id]
    first = not any(one.preferred for one in others) if preferred is None else preferred
    known = [one for one in links if one.payee_id == payee_id]  # also one that a merge brought here
    made = known[0] if known else insert(tx, PayeeLink(payee_id=payee_id, for_party=for_party, preferred=first))
    update(tx, PayeeLink, made.id, preferred=first, until=None)
    for one in others if first else ():
        update(tx, PayeeLink, one.id, preferred=False)
    if not others:
        _take_over(tx, payee_id, for_party)
    return made.id


def unlink_payee(tx: Tx, *, link_id: str) -> None:
    """This payee is not paid for that party any more; what was paid stays."""
    link = get(tx.conn, PayeeLink, link_id)
    tx.label("Stop paying {payee} for {party}", payee=ref("payee", link.payee_id or ""), party=link.for_party or "")
    trash(tx, "payee_link", [link_id])


def prefer_one(tx: Tx, *, for_party: str) -> None:
    """Of several preferred payees of one party, as a merge leaves them, its own stays preferred, else the first."""
    sql = "for_party = ? AND preferred = 1"
    links = find(tx.conn, PayeeLink, sql, (for_party,), order="created_at, id")
    own = [one for one in links if one.id == tx.seeded(PayeeLink.entity.table, one.payee_id, for_party)]
    for one in links:
        if one != (own or links)[0]:
            update(tx, PayeeLink, one.id, preferred=False)


def attach_form(tx: Tx, *, payee_id: str, file: Path, attachments: Path) -> None:
    """Keep a payee's tax form, marked as sensitive; the newest one counts.

    Args:
        tx: the transaction.
        payee_id: whose.
        file: it is copied into ``attachments``.
        attachments: the workspace's folder of files.

    Raises:
        Problem: ``file.unreadable``; nothing was stored.
    """
    tx.label("Attach tax form of payee {payee}", payee=ref("payee", payee_id))
    made = attach(tx, attachments, file, target=ref("payee", payee_id), role=TAX_FORM)
    update(tx, Attachment, made.id, sensitive=True)


def remove_form(tx: Tx, *, payee_id: str) -> None:
    """Take the files of a payee's tax form off."""
    tx.label("Remove tax form of payee {payee}", payee=ref("payee", payee_id))
    links = find(tx.conn, AttachmentLink, "target = ? AND role = ?", (ref("payee", payee_id), TAX_FORM))
    trash(tx, "attachment_link", [one.id for one in links])


def trash_payees(tx: Tx, *, payee_ids: Sequence[str]) -> int:
    """Move payees to the trash; returns how many.

    Raises:
        Problem: ``payee.bound``: one of them was paid.
    """
    if len(payee_ids) == 1:
        tx.label("Move payee {payee} to Trash", payee=ref("payee", payee_ids[0]))
    tx.label_count(len(payee_ids), "Move {n} payee to Trash", "Move {n} payees to Trash")
    for one in payee_ids:
        if find(tx.conn, Payment, "payee_id = ?", (one,)):
            raise Problem(
                "payee.bound",
                tr("{name} was paid.", name=get(tx.conn, Payee, one).name),
                tr("Nothing was moved, so that the tax year still adds up."),
            )
    return trash(tx, "payee", payee_ids)


def set_tax_year(tx: Tx, *, payee_id: str, jurisdiction: str, year: int, **fields: Any) -> str:
    """Keep what is known of a payee's tax year: paid elsewhere, when the form was filed; returns the row's id."""
    tx.label("Change tax year {year} of payee {payee}", year=year, payee=ref("payee", payee_id))
    made = insert(tx, PayeeTaxYear(payee_id=payee_id, jurisdiction=jurisdiction, year=year))
    update(tx, PayeeTaxYear, made.id, **fields)
    return made.id


def set_exchange_rate(tx: Tx, *, base: str, quote: str, day: str, rate: str) -> str:
    """Keep what one unit of a currency is in another on a day; the same day again replaces it. Returns the id.

    Args:
        tx: the transaction.
        base: from, such as USD.
        quote: to, such as EUR.
        day: the day of the rate.
        rate: as typed: 0.92 or 0,92.

    Raises:
        Problem: ``rate.unreadable``, ``rate.same``.
    """
    tx.label("Set rate from {base} to {quote} of {day}", base=base, quote=quote, day=day)
    if base == quote:
        raise Problem("rate.same", tr("Choose two different currencies."), tr("Nothing was changed."))
    value = read_rate(rate)
    made = insert(tx, ExchangeRate(from_currency=base, to_currency=quote, on_day=day, rate=value._replace(day=day)))
    update(tx, ExchangeRate, made.id, rate=value._replace(day=day))
    return made.id


def trash_exchange_rate(tx: Tx, *, rate_id: str) -> None:
    """Take a rate out; what was converted with it and frozen stays."""
    one = get(tx.conn, ExchangeRate, rate_id)
    tx.label("Remove rate from {base} to {quote} of {day}", base=one.from_currency or "", quote=one.to_currency or "",
             day=one.on_day or "")  # fmt: skip
    trash(tx, "exchange_rate", [rate_id])


def read_rate(text: str) -> Rate:
    """A rate as typed, exact.

    Raises:
        Problem: ``rate.unreadable``.
    """
    found = parse(text)
    if found is None:
        raise Problem(
            "rate.unreadable",
            tr('"{text}" is not a rate.', text=text.strip()),
            tr("Nothing was changed. Type what one unit is worth, such as 0.92."),
        )
    return of_fraction(found, None, ENTERED)


def _take_over(tx: Tx, payee_id: str, for_party: str) -> None:
    table, creator = split_ref(for_party)
    of_creator = (
        "payee_id IS NULL AND fee_id IN (SELECT f.id FROM creator_fee AS f "
        "JOIN participation AS p ON p.id = f.participation_id WHERE p.creator_id = ?)"
    )
    for one in find(tx.conn, Payment, of_creator, (creator,)) if table == "creator" else ():
        update(tx, Payment, one.id, payee_id=payee_id)
