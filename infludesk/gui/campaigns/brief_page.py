"""The brief as one page: what it says in order, and how much of the page it fills."""

from collections.abc import Sequence
from html import escape
from math import ceil

from PySide6.QtWidgets import QTextBrowser

from infludesk.campaigns.model import Brief
from infludesk.gui.kit.formats import Formats
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, tr

# What a page of the PDF takes at body size: lines of so many letters, a heading with the room above it.
_LINES = 52
_LETTERS = 92
_HEADING = 2
_HIDDEN = ("campaign_id", "title", "lang", "rule_packs")
FIELDS: tuple[Field, ...] = tuple(field for field in Brief.entity.fields if field.name not in _HIDDEN)


def is_filled(brief: Brief | None, field: Field) -> bool:
    """Whether a section says something."""
    return brief is not None and getattr(brief, field.name) not in (None, "", ())


def share_of_page(brief: Brief | None) -> float:
    """How much of one page the brief fills; above 1 it needs more."""
    lines = 0
    for field in FIELDS:
        if brief is not None and is_filled(brief, field):
            lines += _HEADING + sum(max(1, ceil(len(line) / _LETTERS)) for line in _texts(getattr(brief, field.name)))
    return lines / _LINES


def page_html(brief: Brief | None, formats: Formats) -> str:
    """The page as rich text; empty sections are left out."""
    if brief is None or not any(is_filled(brief, field) for field in FIELDS):
        return f"<p>{escape(tr('The page is empty. Begin with the goal.'))}</p>"
    filled = [field for field in FIELDS if is_filled(brief, field)]
    parts = (f"<h4>{escape(tr(field.label))}</h4>{_body(brief, field, formats)}" for field in filled)
    return f"<h3>{escape(isolate(brief.title or tr('Brief')))}</h3>{''.join(parts)}"


class BriefPage(QTextBrowser):
    """The page, to read; its links lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The brief as a page"))
        self.setOpenLinks(False)

    def show_brief(self, brief: Brief | None, formats: Formats) -> None:
        """Show a text; where it is the same the place read stays."""
        html = page_html(brief, formats)
        if html != self.property("shown"):
            self.setProperty("shown", html)
            self.setHtml(html)


def _texts(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, tuple) else str(value).splitlines()


def _body(brief: Brief, field: Field, formats: Formats) -> str:
    value = getattr(brief, field.name)
    if field.kind == "list":
        return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in _texts(value))}</ul>"
    if field.kind in ("long", "text"):
        return "".join(f"<p>{escape(line)}</p>" for line in _texts(value) if line.strip())
    return f"<p>{escape(formats.show_value(field, value))}</p>"
