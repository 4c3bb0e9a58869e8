"""Promises in the words of a contract: pieces, milestones, fees, rights, whitelisting and exclusivity. Pure."""

from babel import Locale

from infludesk.contracts.agreement import Agreement, FeeLine, Promised
from infludesk.contracts.model import Exclusivity, UsageRight, Whitelisting
from infludesk.kernel.dates import show_day
from infludesk.kernel.fields import Row
from infludesk.kernel.money import Money, total
from infludesk.kernel.text import isolate, join, plural, tr

# The library speaks English; only days and amounts follow the contract's language.
_ENGLISH = Locale("en")
HIDDEN = "•••"


def day(value: str | None, locale: Locale) -> str:
    """A stored day or moment; empty where there is none."""
    return _apart(show_day(value[:10], locale), locale) if value else ""


def money(amount: Money | None, locale: Locale, *, hide: bool = False) -> str:
    """An amount; empty where there is none, dots where internal figures are hidden."""
    if amount is None:
        return ""
    return HIDDEN if hide else _apart(amount.show(locale), locale)


def choice(row: Row, name: str) -> str:
    """The label of what a choice field holds; empty where it holds nothing."""
    value = getattr(row, name)
    return tr(row.entity.field(name).choice(value)) if value else ""


def country(code: str | None) -> str:
    """A country's name; empty where there is none."""
    return str(_ENGLISH.territories.get(code, code)) if code else ""


def deliverables(found: Agreement) -> str:
    """The pieces, a line each."""
    lines = [f"{place}. {_piece(one, found.locale)}" for place, one in enumerate(found.pieces, 1)]
    if not lines and found.terms.brief and found.terms.brief.deliverables_text:
        return found.terms.brief.deliverables_text.strip()
    return "\n".join(lines)


def milestones(found: Agreement) -> str:
    """What happens on which day, in order, then what falls due without a day."""
    dated = [(one.draft_due, tr("draft of {piece}", piece=isolate(one.what))) for one in found.pieces if one.draft_due]
    dated += [(one.due, tr("{piece} goes live", piece=isolate(one.what))) for one in found.pieces if one.due]
    dated += [(one.day, tr("payment: {what}", what=one.what)) for one in found.fees if one.day]
    lines = [f"{day(when, found.locale)}: {what}" for when, what in sorted(dated, key=lambda one: one[0][:10])]
    lines += [
        tr("Payment: {what}, {when}", what=one.what, when=one.when) for one in found.fees if one.when and not one.day
    ]
    if not dated and found.terms.brief and found.terms.brief.dates_text:
        lines.insert(0, found.terms.brief.dates_text.strip())
    return "\n".join(lines)


def fees(found: Agreement, *, hide: bool) -> str:
    """The fee lines and their sum for each currency."""
    lines = [_fee(one, found.locale, hide=hide) for one in found.fees]
    amounts = [one.amount for one in found.fees if one.amount]
    if len(amounts) > 1:
        sums = " + ".join(money(one, found.locale, hide=hide) for one in total(amounts).values())
        lines.append(tr("Total: {sum}", sum=sums))
    return "\n".join(lines)


def fee(found: Agreement, *, hide: bool) -> str:
    """The sum of the fee lines, for each currency."""
    amounts = [one.amount for one in found.fees if one.amount]
    return " + ".join(money(one, found.locale, hide=hide) for one in total(amounts).values())


def usage_rights(found: Agreement) -> str:
    """The usage rights, a line each; without any what the brief says."""
    lines = [
        f"{place}. {_right(one, found.covered.get(one.id, ()), found.locale)}"
        for place, one in enumerate(found.rights, 1)
    ]
    if not lines and found.terms.brief and found.terms.brief.usage_text:
        return found.terms.brief.usage_text.strip()
    return "\n".join(lines)


def whitelisting(found: Agreement, *, hide: bool) -> str:
    """Ads through the creator's handle, a line each."""
    return "\n".join(_whitelisting(one, account, found.locale, hide=hide) for one, account in found.whitelistings)


def exclusivity(found: Agreement) -> str:
    """What the creator may not do meanwhile, a line each."""
    return "\n".join(_exclusivity(one, found) for one in found.exclusivities)


def _piece(one: Promised, locale: Locale) -> str:
    parts = (
        one.format if one.format != one.what else "",
        plural(one.pieces, "{n} piece", "{n} pieces"),
        plural(one.seconds, "at least {n} second", "at least {n} seconds") if one.seconds else "",
        tr("hashtags {tags}", tags=" ".join(one.hashtags)) if one.hashtags else "",
        tr("mentions {who}", who=" ".join(one.mentions)) if one.mentions else "",
        tr("links {links}", links=" ".join(one.links)) if one.links else "",
        tr("draft by {day}", day=day(one.draft_due, locale)) if one.draft_due else "",
        tr("not before {day}", day=day(one.post_from, locale)) if one.post_from else "",
        tr("due {day}", day=day(one.due, locale)) if one.due else "",
        plural(one.live_days, "live for {n} day", "live for {n} days") if one.live_days else "",
        one.requirements,
    )
    return f"{isolate(one.what)}: {join(parts, ', ')}"


def _fee(one: FeeLine, locale: Locale, *, hide: bool) -> str:
    return f"{one.what}: {join((money(one.amount, locale, hide=hide) or '–', one.when), ', ')}"


def _right(one: UsageRight, covered: tuple[str, ...], locale: Locale) -> str:
    labels = dict(UsageRight.entity.field("channels").choices)
    edits = dict(UsageRight.entity.field("edits").choices)
    parts = (
        ", ".join(tr(labels.get(code, code)) for code in one.channels) or tr("[channels]"),
        tr("for {pieces}", pieces=", ".join(covered)) if covered else tr("for all content of this agreement"),
        tr("in {places}", places=", ".join(one.territory)) if one.territory else tr("worldwide"),
        _span(one, locale),
        tr("edits: {edits}", edits=", ".join(tr(edits.get(code, code)).lower() for code in one.edits))
        if one.edits
        else tr("unchanged"),
        tr("raw files are handed over") if one.raw_files else "",
        tr("the creator is named") if one.credit_required else "",
    )
    return join(parts, "; ")


def _span(one: UsageRight, locale: Locale) -> str:
    start = day(one.starts_on, locale) or {
        "publication": tr("the publication"), "signature": tr("the signature"),
    }.get(one.start_rule or "", tr("the publication"))  # fmt: skip
    if one.perpetual:
        return tr("from {start}, for ever", start=start)
    if one.ends_on:
        return tr("from {start} to {end}", start=start, end=day(one.ends_on, locale))
    if one.days:
        return tr("from {start} for {span}", start=start, span=plural(one.days, "{n} day", "{n} days"))
    return tr("from {start} to {end}", start=start, end=tr("[end]"))


def _whitelisting(one: Whitelisting, account: str, locale: Locale, *, hide: bool) -> str:
    parts = (
        choice(one, "mechanism") or tr("Ads"),
        tr("through {account}", account=isolate(account)) if account else tr("through [handle]"),
        tr("from {start}", start=day(one.starts_on, locale)) if one.starts_on else "",
        tr("to {end}", end=day(one.ends_on, locale) or tr("[end]")),
        tr("spend at most {sum}", sum=money(one.spend_cap, locale, hide=hide) or tr("[spend]")),
        tr("from ad account {account}", account=one.ad_account) if one.ad_account else "",
        tr("the creator approves the words") if one.copy_approval else "",
    )
    return join(parts, ", ")


def _exclusivity(one: Exclusivity, found: Agreement) -> str:
    def named(ids: tuple[str, ...]) -> str:
        return ", ".join(isolate(found.names.get(code, code)) for code in ids)

    wanted = one.scope or ("both" if one.rivals and one.categories else "named" if one.rivals else "category")
    what = (
        tr("no paid work for others at all") if wanted == "all" else "",
        tr("no work in the trade {trades}", trades=named(one.categories) or tr("[trade]"))
        if wanted in ("category", "both")
        else "",
        tr("no work for {names}", names=named(one.rivals) or tr("[competitors]"))
        if wanted in ("named", "both")
        else "",
    )
    when = (
        tr("from {start}", start=day(one.starts_on, found.locale)) if one.starts_on else "",
        tr("to {end}", end=day(one.ends_on, found.locale)) if one.ends_on else "",
        plural(one.days_before, "{n} day before the first post", "{n} days before the first post")
        if one.days_before
        else "",
        plural(one.days_after, "{n} day after the last post", "{n} days after the last post") if one.days_after else "",
    )
    where = (
        tr("on {platforms}", platforms=", ".join(one.platforms)) if one.platforms else tr("on all platforms"),
        tr("in {places}", places=", ".join(one.markets)) if one.markets else tr("in all markets"),
        tr("unpaid posts are allowed") if one.organic_allowed else "",
    )
    return join((*what, join(when, ", ") or tr("[start and end]"), *where), "; ")


def _apart(words: str, locale: Locale) -> str:
    """What is written from the right keeps its own order within English words."""
    return isolate(words) if locale.text_direction == "rtl" else words
