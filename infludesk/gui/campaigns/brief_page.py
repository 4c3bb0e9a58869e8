"""The brief as one page: what it says in order, and how many pages it takes."""

from html import escape

from PySide6.QtWidgets import QTextBrowser

from infludesk.campaigns.brief_words import SECTIONS, SectionChange, is_filled, lines_of
from infludesk.campaigns.model import Brief
from infludesk.gui.kit.cells import Cell, Pill
from infludesk.gui.kit.theme import theme
from infludesk.kernel.fields import Field
from infludesk.kernel.text import isolate, plural, tr
from infludesk.reports.brief import MOST_PAGES

_SIGNS = {"+": "+", "-": "−"}
_KINDS = {"added": "Added", "removed": "Removed", "changed": "Changed"}


def page_meter(pages: int) -> Cell:
    """How long the brief is: one page is best, two are the most; 0 while it is not known."""
    if not pages:
        return Pill(tr("Counting pages"))
    words = plural(pages, "{n} page", "{n} pages")
    if pages > MOST_PAGES:
        return Pill(tr("{pages}: too long", pages=words), "warn", "alert")
    return Pill(words, "success" if pages == 1 else "info", "check" if pages == 1 else "")


def page_html(brief: Brief | None) -> str:
    """The page as rich text; empty sections are left out."""
    if brief is None or not any(is_filled(brief, field) for field in SECTIONS):
        return f"<p>{escape(tr('The page is empty. Begin with the goal, or from a template.'))}</p>"
    filled = [field for field in SECTIONS if is_filled(brief, field)]
    parts = (f"<h4>{escape(tr(field.label))}</h4>{_body(brief, field)}" for field in filled)
    return f"<h3>{escape(isolate(brief.title or tr('Brief')))}</h3>{''.join(parts)}"


def changes_html(found: tuple[SectionChange, ...]) -> str:
    """What changed, section by section: added words under a line with a plus, removed ones struck with a minus."""
    if not found:
        return f"<p>{escape(tr('Both say the same.'))}</p>"
    parts = []
    for one in found:
        words = "".join(_marked(piece.sign, piece.text) for piece in one.pieces)
        parts.append(f"<h4>{escape(tr(one.field.label))} · {escape(tr(_KINDS[one.kind]))}</h4><p>{words}</p>")
    return "".join(parts)


class BriefPage(QTextBrowser):
    """The page, to read; its links lead nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("The brief as a page"))
        self.setOpenLinks(False)

    def show_brief(self, brief: Brief | None) -> None:
        """Show a text; where it is the same the place read stays."""
        self.show_html(page_html(brief))

    def show_html(self, html: str) -> None:
        """Show rich text made here."""
        if html != self.property("shown"):
            self.setProperty("shown", html)
            self.setHtml(html)


def _body(brief: Brief, field: Field) -> str:
    lines = lines_of(field, getattr(brief, field.name))
    if field.kind == "list":
        return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in lines)}</ul>"
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _marked(sign: str, text: str) -> str:
    words = escape(text).replace("\n", "<br>")
    if sign == "=":
        return words
    color = theme.color("success-text" if sign == "+" else "danger-text").name()
    line = "underline" if sign == "+" else "line-through"
    return f'<span style="color:{color};text-decoration:{line}">[{_SIGNS[sign]}{words}]</span>'
