"""The table of step 3: a row per row of the file, what becomes of it, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from infludesk.gui.desk import Desk
from infludesk.gui.imports.values import Own, added_names, kept_words, value_words
from infludesk.gui.kit.cells import NumberCell, Pill, State, Text
from infludesk.gui.kit.formats import Formats
from infludesk.gui.kit.table_model import Column
from infludesk.importing.people.comparing import Kept
from infludesk.importing.people.decisions import Decision
from infludesk.kernel.text import isolate, join, number, tr

ALL, PROBLEM = "all", "problem"
_BLOCKED = "Do not contact: the mark stays."
OUTCOMES: tuple[tuple[str, str, State], ...] = (
    ("new", "New", "success"), ("fills", "Fills blanks", "info"), ("conflict", "Conflict", "warn"),
    ("same", "Same", "neutral"), ("suggested", "Question", "warn"), ("skipped", "Skipped", "danger"),
)  # fmt: skip
_WORDS = {code: words for code, words, _ in OUTCOMES}
_STATES = {code: state for code, _, state in OUTCOMES}
_HAPPENS = {
    "new": "A new creator", "fills": "Fills what is blank", "conflict": "Fills what is blank; yours stays",
    "same": "Nothing to change", "suggested": "New until you answer",
    "skipped": "Left out",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A row with what was chosen for it.

    Attributes:
        decision: what becomes of it, its question answered.
        who: its name.
        theirs: ``Kept.code`` of what is taken from the file.
        own: the user's own fields.
        blocked: whether it goes to somebody who is not to be contacted.
    """

    decision: Decision
    who: str
    theirs: frozenset[str] = frozenset()
    own: Own = ()
    blocked: bool = False


def columns(desk: Desk) -> tuple[Column[MatchRow], ...]:
    """Row, creator, outcome, what happens, and why."""
    return (
        Column("row", tr("Row"), 48, lambda one: NumberCell(number(one.decision.row)), "right", sortable=False),
        Column("who", tr("Creator"), 160, lambda one: Text(isolate(one.who), strong=True), sortable=False),
        Column("outcome", tr("Outcome"), 104, lambda one: _pill(one.decision.outcome), sortable=False),
        Column("happens", tr("What happens"), 176, _happens, sortable=False),
        Column("why", tr("Why"), 160, lambda one: _why(one, desk.formats), sortable=False, stretch=True),
    )  # fmt: skip


def outcome_words(decision: Decision) -> str:
    """What becomes of a row, in a word."""
    return tr(_WORDS[decision.outcome])


def blocked_words() -> str:
    """What is said of a row that goes to somebody who is not to be contacted."""
    return tr(_BLOCKED)


def groups(one: Decision) -> tuple[str, ...]:
    """The filters that show a row."""
    return (ALL, one.outcome, PROBLEM) if one.problems else (ALL, one.outcome)


def is_open(one: Decision) -> bool:
    """Whether a person may want to look at a row."""
    return one.outcome in ("skipped", "suggested", "conflict") or bool(one.problems)


def named(one: Decision, cells: Sequence[str], place: int | None) -> str:
    """The name in a row, else its first cells."""
    name = cells[place] if place is not None and cells else one.fill.creator.get("name") if one.fill else ""
    return str(name or " · ".join([cell for cell in cells if cell.strip()][:2]) or tr("An empty row"))


def _pill(outcome: str) -> Pill:
    return Pill(tr(_WORDS[outcome]), _STATES[outcome], "alert" if outcome == "skipped" else "")


def _happens(one: MatchRow) -> Text:
    fill, outcome = one.decision.fill, one.decision.outcome
    words = [tr(_HAPPENS[outcome])]
    if outcome in ("fills", "conflict"):
        added = added_names(fill, one.own) if fill else []
        taken = [kept_words(kept, one.own) for kept in one.decision.kept if kept.code in one.theirs]
        said = [
            tr("Adds {fields}", fields=", ".join(added)) if added else "",
            tr("Takes {fields} from the file", fields=", ".join(taken)) if taken else "",
        ]
        words = [part for part in said if part] or words
    return Text(join(words, "; "))


def _why(one: MatchRow, formats: Formats) -> Text:
    decision = one.decision
    flaws = [f"{isolate(note.value)}: {note.reason}" if note.value else note.reason for note in decision.problems]
    kept = [_kept(each, one, formats) for each in decision.kept]
    words = join((decision.reason, blocked_words() if one.blocked else "", *kept, *flaws))
    return Text(words or "–", tone="text-2", problem="\n".join((*kept, *flaws)))


def _kept(kept: Kept, one: MatchRow, formats: Formats) -> str:
    said = {
        "field": kept_words(kept, one.own),
        "ours": value_words(kept.field, kept.ours, formats, one.own),
        "theirs": value_words(kept.field, kept.theirs, formats, one.own),
    }
    if kept.code in one.theirs:
        return tr("{field}: {theirs} takes the place of {ours}", **said)
    return tr("{field}: {ours} stays, the file says {theirs}", **said)
