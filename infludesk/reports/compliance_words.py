"""Sentences of a compliance report: how a fix stands, and long texts in pieces that a table shows whole."""

from collections.abc import Callable

from infludesk.content.fixes import STATES, show_hours
from infludesk.kernel.text import join, tr
from infludesk.reports.compliance_facts import FixLine, ProofLine
from infludesk.reports.pdf_table import GUTTER, LINES
from infludesk.reports.pdf_text import CELL, Style, wrap


def pieces(text: str, wide: float, style: Style = CELL) -> list[str]:
    """A text cut so that each piece fits a row of a column ``wide`` mm; nothing is left out."""
    found, start, end = [], 0, 0
    for at, line in enumerate(wrap(text, style, wide - GUTTER)):
        if at and at % LINES == 0:
            found.append(text[start:end].strip())
            start = end
        end = text.index(line, end) + len(line)
    return [*found, text[start:end].strip()]


def fix_words(fix: FixLine, at: Callable[[str], str]) -> str:
    """How a fix stands, with its hours: ``Deadline missed, 26 h of 24 h, due 13 Mar 2026, 10:30``."""
    state = tr(dict(STATES)[fix.state])
    hours = ""
    if fix.asked_at:
        used = show_hours(fix.used)
        hours = (
            tr("{used} of {allowed}", used=used, allowed=show_hours(fix.allowed)) if fix.allowed is not None else used
        )
    due = tr("due {at}", at=at(fix.due_at)) if fix.due_at else tr("no deadline agreed") if fix.asked_at else ""
    return join((state, hours, due), ", ")


def proof_words(one: ProofLine, at: Callable[[str], str]) -> tuple[str, str]:
    """What is kept, and how its hash stands."""
    what = join((join((one.kind, one.name)), tr("kept {at}", at=at(one.taken_at)), one.taken_by), ", ")
    state = {
        "intact": tr("Hash verified"),
        "missing": tr("File is not there"),
        "unread": tr("Not verified"),
    }.get(one.state) or (
        tr("Changed since {at}", at=at(one.changed_at)) if one.changed_at else tr("Does not fit its hash")
    )
    return what, state
