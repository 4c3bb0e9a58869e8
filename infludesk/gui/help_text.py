"""What Help says: the written entries, and those made from what the program declares."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from infludesk.creators.model import PLATFORMS
from infludesk.creators.tiers import DEFAULT, tier_label
from infludesk.gui.privacy import STATEMENTS
from infludesk.gui.verbs import MENUS, VERBS, Verb
from infludesk.kernel.text import fold, number, tr
from infludesk.paths import APP, resource
from infludesk.results.formulas import ENGAGEMENTS, ER_VARIANTS, word

_HEADING = re.compile(r"^## (?P<title>.+?) \{(?P<key>[a-z_]+)\}$", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Section:
    """One entry: the key it is gone to by, its title, and its text as Markdown."""

    key: str
    title: str
    body: str

    def holds(self, words: str) -> bool:
        """Whether each word is somewhere in it."""
        text = fold(f"{self.title} {self.body}")
        return all(one in text for one in fold(words).split())


def sections(keys: Callable[[Verb], str]) -> tuple[Section, ...]:
    """Every entry, in the order shown; ``keys`` writes a verb's shortcut as the system does."""
    return (
        *written(resource("help", "en.md").read_text(encoding="utf-8")),
        Section("shortcuts", tr("Keyboard shortcuts"), _shortcuts(keys)),
        Section("metrics", tr("Metrics"), _metrics()),
        Section("privacy", tr("Privacy"), "\n".join(f"- {tr(one)}" for one in STATEMENTS)),
        Section("about", tr("About InfluDesk"), _about()),
        Section("licences", tr("Licences"), _licences()),
    )


def written(text: str) -> tuple[Section, ...]:
    """The entries of a help file: each begins with ``## Title {key}``."""
    found = list(_HEADING.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return tuple(
        Section(one["key"], one["title"], text[one.end() : end].strip()) for one, end in zip(found, ends, strict=True)
    )


def _shortcuts(keys: Callable[[Verb], str]) -> str:
    parts = []
    for menu, words in MENUS:
        rows = [f"| {tr(verb.label)} | {keys(verb)} |" for verb in VERBS if verb.menu == menu and verb.keys]
        if rows:
            head = f"| {tr('Command')} | {tr('Keys')} |\n|---|---|"
            parts.append("\n".join((f"### {tr(words)}\n", head, *rows)))
    lists = (
        (tr("Walk through rows"), tr("Up, Down, Page up, Page down, Home, End")),
        (tr("Open"), tr("Enter")),
        (tr("Tick a row, a range"), tr("Space, Shift with the arrow keys")),
        (tr("Begin to filter"), tr("Type a letter")),
    )
    rows = [f"| {what} | {how} |" for what, how in lists]
    parts.append("\n".join((f"### {tr('In lists')}\n", f"| {tr('Command')} | {tr('Keys')} |\n|---|---|", *rows)))
    return "\n\n".join(parts)


def _metrics() -> str:
    platforms = dict(PLATFORMS)
    engaged = [
        f"- **{tr(platforms.get(code, code))}**: {' + '.join(word(part) for part in parts)}"
        for code, parts in ENGAGEMENTS.items()
    ]
    rates = [f"- **{tr('Engagement rate')} {tr(one.label)}**: {tr(one.formula)}" for one in ER_VARIANTS.values()]
    tiers = [
        f"- **{tier_label(code)}**: {tr('from {n} followers', n=number(begins))}" for code, begins in DEFAULT.items()
    ]
    costs = (
        ("CPM", tr("cost per 1,000 impressions")),
        ("CPE", tr("cost per engagement")),
        ("CPV", tr("cost per view")),
        ("CPC", tr("cost per click")),
        ("CPA", tr("cost per conversion")),
        ("CTR", tr("clicks / impressions")),
        ("ROAS", tr("attributed revenue / spend")),
        ("ROI", tr("(return − cost) / cost")),
    )
    return "\n".join((
        f"### {tr('Engagements')}\n", *engaged, "",
        tr("Without its first part a post's engagements are not known; other parts that are not known count as 0."), "",
        f"### {tr('Engagement rates')}\n", *rates, "",
        tr("A rate of several posts is the sum of engagements over the sum below the line, of posts that have both."),
        "", f"### {tr('Costs and returns')}\n", *(f"- **{code}**: {words}" for code, words in costs), "",
        f"### {tr('Tiers')}\n", *tiers,
    ))  # fmt: skip


def _about() -> str:
    return "\n\n".join((
        f"**{APP} {metadata.version('infludesk')}**",
        tr("Influencer relations in a file you own."),
        tr("Free software under the MIT licence; the parts it is built from have licences of their own."),
    ))  # fmt: skip


def _licences() -> str:
    parts = [f"### {tr('Libraries')}\n\n" + "\n".join(_libraries())]
    found = sorted(resource("icons").parent.rglob("*LICENSE*"), key=lambda path: path.as_posix())
    parts += [f"### {_of(path)}\n\n```\n{path.read_text(encoding='utf-8').strip()}\n```" for path in found]
    return "\n\n".join(parts)


def _libraries() -> list[str]:
    """The libraries that are there, with their versions and the names of their licences."""
    lines = []
    for wanted in metadata.requires("infludesk") or ():
        name = _NAME.match(wanted)
        if name is None or "extra ==" in wanted:
            continue
        try:
            about = metadata.metadata(name[0]).json
        except metadata.PackageNotFoundError:  # a library for other systems, or a frozen program without its metadata
            continue
        licence = str(about.get("license_expression") or about.get("license") or "").partition("\n")[0]
        lines.append(f"- {about['name']} {about['version']}" + (f": {licence}" if licence else ""))
    return lines


def _of(path: Path) -> str:
    """What a licence file covers: the name before LICENSE, else its folder."""
    return path.stem.removesuffix("LICENSE").strip("-") or path.parent.name
