"""One caption under several rule packs: what each says, in numbers, as a check to keep, and as words to the creator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infludesk.content.captions.check import IN_PIECE, Checked, Finding
from infludesk.content.captions.sight import SHARED, answers_of, question, with_seen
from infludesk.content.checking import check_caption, language_of
from infludesk.content.keeping import Kept
from infludesk.contracts.markets import label_for
from infludesk.contracts.rulepacks import RulePack
from infludesk.kernel.text import join, tr

_WORST = ("fail", "review", "pass", "not_applicable")


@dataclass(frozen=True, slots=True)
class Asked:
    """A caption and its setting, as ``check_caption`` takes it; an empty ``lang`` means that of the text."""

    caption: str
    platform: str
    format: str
    connection: str
    lang: str
    day: str

    @property
    def language(self) -> str:
        """The language checked in: the one named, else the text's, else English."""
        return self.lang or language_of(self.caption) or "en"


@dataclass(frozen=True, slots=True)
class PackChecked:
    """What one pack says: of the caption alone, and with what a person saw of the piece."""

    pack: RulePack
    scan: Checked
    whole: Checked
    outcome: str

    @property
    def problems(self) -> tuple[Finding, ...]:
        """What is broken."""
        return tuple(one for one in self.whole.findings if one.result == "fail")

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What a person must decide."""
        return tuple(one for one in self.whole.findings if one.result == "review")


def run(asked: Asked, packs: Sequence[RulePack], answers: Mapping[str, str]) -> tuple[PackChecked, ...]:
    """Check one caption under each pack.

    Args:
        asked: the caption and its setting.
        packs: the packs, each of another code.
        answers: as ``answer_key`` names them → yes, no, unsure or not_applicable.
    """
    lang = asked.language
    return tuple(_checked(asked, pack, lang, answers) for pack in packs)


def answer_key(pack: RulePack, rule: str) -> str:
    """What an answer is kept under: an aspect of the piece that all packs share, else the pack's own rule."""
    key = question(pack, rule)
    return key if key in SHARED else f"{pack.code}/{rule}"


def of_the_piece(answers: Mapping[str, str], packs: Sequence[RulePack]) -> dict[str, str]:
    """The answers that hold for another text too: about what was seen of the piece, not about words of its caption."""
    decided = {f"{pack.code}/{rule.code}": rule.decides for pack in packs for rule in pack.rules}
    return {key: answer for key, answer in answers.items() if decided.get(key, key) in (*IN_PIECE, "")}


def worst(checked: Sequence[PackChecked]) -> str:
    """The worst outcome of several packs; empty for none."""
    return next((code for code in _WORST if any(one.outcome == code for one in checked)), "")


def to_keep(about: str, asked: Asked, checked: Sequence[PackChecked]) -> list[Kept]:
    """The checks to keep on a post or draft (``table:id``), one for each pack."""
    return [
        Kept(about, one.pack.key, one.outcome, asked.connection, asked.caption, _kept_findings(one)) for one in checked
    ]


def feedback(asked: Asked, checked: Sequence[PackChecked], *, creator: str, piece: str) -> str:
    """What to tell the creator: what is to change, the section cited, and a wording that passes."""
    lines = []
    for one in checked:
        for found in (*one.problems, *one.questions):
            words = tr("Found: “{words}”.", words=found.found) if found.found else ""
            lines.append(f"- {join((found.why, words), ' ')} ({found.cite}, {one.pack.name})")
    wording = label_for([one.pack for one in checked], asked.language, asked.connection)
    parts = [
        tr("Hello {name},", name=creator) if creator else tr("Hello,"),
        tr("we looked at the caption of {piece}.", piece=piece) if piece else tr("we looked at your caption."),
        "\n".join([tr("What to change or to tell us:"), *lines]) if lines else tr("Nothing has to change."),
        tr("A wording that works: {wording}", wording=wording.text) if wording and lines else "",
        "\n".join([tr("The caption we read:"), asked.caption.strip()]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _checked(asked: Asked, pack: RulePack, lang: str, answers: Mapping[str, str]) -> PackChecked:
    scan = check_caption(
        asked.caption, pack=pack, platform=asked.platform, format=asked.format, connection=asked.connection, lang=lang,
        day=asked.day,
    )  # fmt: skip
    own = {key.removeprefix(f"{pack.code}/"): answer for key, answer in answers.items()}
    whole = with_seen(scan, pack, own)
    return PackChecked(pack, scan, whole, whole.verdict if asked.connection != "none" else "not_applicable")


def _kept_findings(one: PackChecked) -> dict[str, tuple[str, str, str, str]]:
    results = answers_of(one.whole.findings)
    return {
        found.rule: (results[found.rule], found.found, found.why, found.found_by)
        for found in one.whole.findings
        if found.rule in results
    }
