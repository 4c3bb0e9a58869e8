"""What a post's panel is made of: the reading, and the evidence kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.content import store
from infludesk.content.fixing import FixTerms, fix_terms
from infludesk.content.keeping import DraftChecked
from infludesk.content.model import OUTCOMES, Evidence
from infludesk.content.store import ListedPiece, Proof, WholePost
from infludesk.contracts import store as contracts
from infludesk.db.driver import Connection
from infludesk.flows.caption_subjects import subject
from infludesk.flows.content_list import listed
from infludesk.flows.evidence_files import Kept, file_state, text_state
from infludesk.gui.creators.parts import show_below
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import State
from infludesk.gui.kit.parts import breakable, button, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_day, show_moment
from infludesk.kernel.ids import ref
from infludesk.kernel.text import isolate, join, plural, tr
from infludesk.team.tasks import next_actions

OUTCOME_STATES: dict[str, State] = {"pass": "success", "review": "warn", "fail": "danger"}

_AT_ONCE = 50_000_000  # bytes read while a post is shown; larger files wait to be verified


@dataclass(frozen=True, slots=True)
class PieceView:
    """Everything shown of one row of the content list.

    Attributes:
        row: the row.
        whole: its newest post; None until it is published.
        packs: the rule packs it is checked under, by ``code@version``; none where no market is known.
        rules: pack and rule's code → its words, for the checks made.
        kept: evidence's id → how it stands against its hash.
        terms: until when the creator corrects the post.
        earlier: how its draft was checked; None where it was not.
        also_open: what else is said to come next, where more than one next action is open.
    """

    row: ListedPiece
    whole: WholePost | None
    packs: tuple[str, ...]
    rules: Mapping[tuple[str, str], str]
    kept: Mapping[str, Kept]
    terms: FixTerms
    earlier: DraftChecked | None
    also_open: tuple[str, ...]


def read_piece(conn: Connection, record_id: str, attachments: Path, now: datetime, today: str) -> PieceView | None:
    """Read a piece or a post with all that its panel shows; None where there is no such live one.

    ``now`` is the moment from which readings are due, ``today`` the day, as stored.
    """
    rows = listed(conn, [record_id], now, today) if record_id else []
    if not rows:
        return None
    row = rows[0]
    whole = store.post(conn, row.post_id) if row.post_id else None
    checked = subject(conn, row.post_id or row.id)
    return PieceView(
        row=row,
        whole=whole,
        packs=checked.packs if checked else (),
        rules=_rules(conn, whole),
        kept={one.evidence.id: _kept(one, attachments) for one in whole.evidence} if whole else {},
        terms=fix_terms(conn, row.post_id or None),
        earlier=checked.earlier if checked and row.post_id else None,
        also_open=also_open(conn, row),
    )


def also_open(conn: Connection, row: ListedPiece) -> tuple[str, ...]:
    """The titles of the open next actions of a row beside the one that is shown."""
    found = next_actions(conn, ref(row.kind, row.id)) if row.task_id else []
    return tuple(one.title or "" for one in found if one.id != row.task_id)


def also_open_words(titles: Sequence[str]) -> str:
    """That there is more than one next action; empty where there is not."""
    also = join((isolate(one) for one in titles), ", ")
    return (
        plural(
            len(titles),
            "One more next action is open: {titles}",
            "{n} more next actions are open: {titles}",
            titles=also,
        )
        if titles
        else ""
    )


def draft_words(earlier: DraftChecked, desk: Desk) -> str:
    """When the draft was checked, and what came out."""
    when = show_moment(earlier.checked_at, desk.locale, desk.zone)
    outcome = tr(dict(OUTCOMES).get(earlier.outcome, "")).lower()
    return tr("Checked as a draft on {when}: {outcome}", when=when, outcome=outcome)


def proof_words(proof: Proof, desk: Desk) -> str:
    """What is kept, since when and by whom."""
    kind = tr(Evidence.entity.field("kind").choice(proof.evidence.kind or "other"))
    name = isolate(breakable(proof.file.name or "")) if proof.file else ""
    when = show_moment(proof.evidence.taken_at, desk.locale, desk.zone)
    return join((kind, name, when, isolate(proof.taken_by)))


def hash_words(kept: Kept | None, desk: Desk) -> tuple[str, str]:
    """How a file or text stands against its hash: the kind of label, and the words."""
    match kept.state if kept else "unread":
        case "intact":
            return "success", tr("Hash verified")
        case "changed":
            day = kept.changed_at if kept else ""
            since = tr("Changed since {day}", day=show_day(day[:10], desk.locale)) if day else ""
            return "danger", since or tr("Does not fit its hash")
        case "missing":
            return "warn", tr("The file is not in the workspace's folder")
    return "help", tr("Not verified yet")


class EvidenceList(QWidget):
    """What is kept about a post as proof.

    Signals:
        add_asked: a file is to be added.
    """

    add_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(8))
        self.add_button = button(tr("Add file…"), icon="add", small=True)
        self.add_button.clicked.connect(self.add_asked)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._lines)
        column.addLayout(foot)

    def load(self, view: PieceView) -> None:
        """Show the evidence."""
        proofs = view.whole.evidence if view.whole else ()
        lines = [self._line(one, view.kept.get(one.evidence.id)) for one in proofs]
        nothing = tr("No evidence yet. Saving a check adds it.")
        show_below(self._lines, lines or [label(nothing, "help", wrap=True)])

    def _line(self, proof: Proof, kept: Kept | None) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(label(proof_words(proof, self._desk), wrap=True))
        state, words = hash_words(kept, self._desk)
        said = tr("{words}: {hash}", words=words, hash=(proof.evidence.sha256 or "")[:12])
        hash_label = label(said, state, wrap=True)
        hash_label.setToolTip(proof.evidence.sha256 or "")
        column.addWidget(hash_label)
        return line


def _rules(conn: Connection, whole: WholePost | None) -> dict[tuple[str, str], str]:
    keys = {made.pack for made in whole.checks} if whole else set()
    packs = [pack for key in keys if (pack := contracts.pack(conn, key))]
    return {(pack.key, rule.code): rule.text for pack in packs for rule in pack.rules}


def _kept(proof: Proof, attachments: Path) -> Kept:
    if proof.file is None:
        return text_state(proof.evidence.text, proof.evidence.sha256)
    return file_state(attachments, proof.file.sha256, read=(proof.file.bytes or 0) <= _AT_ONCE)
