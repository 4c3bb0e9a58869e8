"""How rule packs are put into words: when they hold, what uses them, how sure they are."""

from babel import Locale

from infludesk.contracts.packs import KnownPack
from infludesk.contracts.rulepacks import RulePack
from infludesk.flows.pack_list import ListedPack, Used
from infludesk.kernel.dates import show_day
from infludesk.kernel.text import join, plural, tr

VERDICT_WORDS = {"fine": "Pass", "risky": "Risky", "not_fine": "Fail"}


def in_force_words(pack: RulePack, locale: Locale) -> str:
    """From when a pack holds, and until when."""
    start = tr("from {day}", day=show_day(pack.effective_from, locale))
    return join((start, tr("until {day}", day=show_day(pack.effective_to, locale)) if pack.effective_to else ""), " ")


def used_words(used: Used) -> str:
    """What names a version: "2 campaigns, 1 check"; empty for nothing."""
    return join(
        (
            plural(used.campaigns, "{n} campaign", "{n} campaigns") if used.campaigns else "",
            plural(used.briefs, "{n} brief", "{n} briefs") if used.briefs else "",
            plural(used.contracts, "{n} contract", "{n} contracts") if used.contracts else "",
            plural(used.checks, "{n} check", "{n} checks") if used.checks else "",
        ),
        ", ",
    )


def default_words(known: KnownPack) -> str:
    """For which markets it is the default: "Default for ES · Default everywhere"; empty for none."""
    somewhere = tr("Default for {countries}", countries=", ".join(known.markets)) if known.markets else ""
    return join((somewhere, tr("Default everywhere") if known.everywhere else ""))


def confidence_words(row: ListedPack) -> str:
    """How many rules were read in the source, taken from a second one, or are guidance: "V 9 · S 2 · G 1"."""
    return join(f"{mark} {row.confidence[mark]}" for mark in "VSG" if row.confidence.get(mark))


def ended_words(row: ListedPack, locale: Locale) -> str:
    """That a pack's last day has passed, and how many running campaigns use it still; empty while it holds."""
    if not row.ended:
        return ""
    ended = tr("{pack} ended on {day}.", pack=row.id, day=show_day(row.known.pack.effective_to, locale))
    running = "{n} running campaign uses it.", "{n} running campaigns use it."
    return join((ended, plural(row.used.running, *running) if row.used.running else ""), " ")
