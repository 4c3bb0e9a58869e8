"""Something that may disclose a tie. Pure."""

from dataclasses import dataclass

from infludesk.content.captions.lexicon import Wording


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something that may disclose a tie.

    Attributes:
        kind: what it tells, one of the packs' ``KINDS``.
        lang: its language.
        text: the wording, as packs write it; the whole match for a sentence.
        form: ``tag``, ``label`` or ``sentence``.
        verdict: fine, risky or not_fine, where no pack says otherwise.
        start: where it starts in the plain text.
        end: where it ends.
    """

    kind: str
    lang: str
    text: str
    form: str
    verdict: str
    start: int
    end: int


def of_wording(one: Wording, form: str, start: int, end: int) -> Disclosure:
    """A known wording at its place."""
    return Disclosure(one.kind, one.lang, one.text, form, one.verdict, start, end)
