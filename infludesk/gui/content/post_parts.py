"""What a post's panel is made of: the reading, the checks made, and the evidence kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from infludesk.clients.model import Client
from infludesk.content import store
from infludesk.content.model import OUTCOMES, RESULTS, Deliverable, DisclosureCheck, Evidence
from infludesk.content.store import ListedPiece, MadeCheck, Proof, WholePost
from infludesk.contracts import store as contracts
from infludesk.db.driver import Connection
from infludesk.db.rows import get
from infludesk.gui.creators.parts import empty
from infludesk.gui.desk import Desk
from infludesk.gui.kit.cells import State
from infludesk.gui.kit.citation import Citation
from infludesk.gui.kit.parts import button, frame, label
from infludesk.gui.kit.theme import theme
from infludesk.kernel.dates import show_moment
from infludesk.kernel.text import isolate, join, tr
from infludesk.records.store import stored_file
from infludesk.team.store import members

OUTCOME_STATES: dict[str, State] = {"pass": "success", "review": "warn", "fail": "danger"}
_SPOKEN = ("no", "unsure")
_KINDS = {
    "screenshot": (".png", ".jpg", ".jpeg", ".webp", ".heic", ".gif"),
    "recording": (".mp4", ".mov", ".webm", ".mkv", ".m4a", ".mp3"),
    "e_mail": (".eml", ".msg"),
    "page": (".pdf", ".html", ".htm", ".mhtml"),
}


@dataclass(frozen=True, slots=True)
class PieceView:
    """Everything shown of one row of the content list.

    Attributes:
        row: the row.
        piece: the deliverable; None for a post that nobody promised.
        whole: its newest post; None until it is published.
        packs: the rule packs of the campaign, else of its client.
        rules: pack and rule's code → its words, for the checks made.
        intact: evidence's id → whether the hash still fits; None where the file is not there.
        members: (id, name).
    """

    row: ListedPiece
    piece: Deliverable | None
    whole: WholePost | None
    packs: tuple[str, ...]
    rules: Mapping[tuple[str, str], str]
    intact: Mapping[str, bool | None]
    members: tuple[tuple[str, str], ...]


def read_piece(conn: Connection, record_id: str, attachments: Path) -> PieceView | None:
    """Read a piece or a post with all that its panel shows; None where there is no such live one."""
    rows = store.listed(conn, [record_id]) if record_id else []
    if not rows:
        return None
    row = rows[0]
    whole = store.post(conn, row.post_id) if row.post_id else None
    campaign = whole.campaign if whole else None
    packs = campaign.rule_packs if campaign else ()
    if campaign and not packs and campaign.client_id:
        packs = get(conn, Client, campaign.client_id).rule_packs
    return PieceView(
        row=row,
        piece=get(conn, Deliverable, row.id) if row.kind == "deliverable" else None,
        whole=whole,
        packs=packs,
        rules=_rules(conn, whole),
        intact={one.evidence.id: _is_intact(one, attachments) for one in whole.evidence} if whole else {},
        members=tuple((one.id, one.name or "") for one in members(conn)),
    )


def kind_of_file(path: Path) -> str:
    """The kind of evidence a file is, by its ending."""
    ending = path.suffix.lower()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "other")


class ChecksMade(QWidget):
    """The checks of a post, the newest first, and what follows from the newest.

    Signals:
        fix_asked: the id of the check the creator is to correct the post after.
        fixed: the id of the check whose fix was made.
    """

    fix_asked = Signal(str)
    fixed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.asks = False
        self.ask_button, self.fixed_button = button(""), button("")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(8), 0, 0)
        self._column.setSpacing(theme.px(8))

    def load(self, view: PieceView) -> None:
        """Show the checks."""
        empty(self._column)
        self.asks = False
        checks = view.whole.checks if view.whole else ()
        for place, made in enumerate(checks):
            self._column.addWidget(self._card(made, view, newest=place == 0))
        if not checks:
            self._column.addWidget(label(tr("No check yet."), "help", wrap=True))

    def show_cards(self) -> None:
        """Show now what the layout would show with the next events."""
        for at in range(self._column.count()):
            item = self._column.itemAt(at)
            if item is not None and (card := item.widget()) is not None:
                card.show()

    def _card(self, made: MadeCheck, view: PieceView, *, newest: bool) -> QWidget:
        card, check = frame("card"), made.check
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(4))
        outcome = tr(dict(OUTCOMES).get(check.outcome or "", ""))
        column.addWidget(label(outcome, OUTCOME_STATES.get(check.outcome or "", "small")))
        when = show_moment(check.checked_at, self._desk.locale, self._desk.zone)
        column.addWidget(label(join((when, isolate(made.checked_by), made.pack)), "help", wrap=True))
        for found in made.findings:
            if found.result in _SPOKEN:
                words = view.rules.get((made.pack, found.rule or ""), found.rule or "")
                result = tr(dict(RESULTS)[found.result or ""])
                column.addWidget(label(join((result, words, found.seen, found.note)), "small", wrap=True))
                column.addWidget(Citation(found.cite or "", made.pack))
        if fix := self._fix_words(check):
            column.addWidget(label(fix, "info" if check.fixed_at else "warn", wrap=True))
        if newest and check.outcome in ("fail", "review") and not check.fixed_at:
            column.addLayout(self._buttons(check))
        return card

    def _buttons(self, check: DisclosureCheck) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self.asks = True
        again = tr("Ask again…") if check.fix_asked_at else tr("Ask for a fix…")
        self.ask_button = button(again, small=True)
        self.ask_button.clicked.connect(lambda: self.fix_asked.emit(check.id))
        row.addWidget(self.ask_button)
        self.fixed_button = button(tr("Fixed"), small=True)
        self.fixed_button.clicked.connect(lambda: self.fixed.emit(check.id))
        row.addWidget(self.fixed_button)
        row.addStretch(1)
        return row

    def _fix_words(self, check: DisclosureCheck) -> str:
        locale, zone = self._desk.locale, self._desk.zone
        if check.fixed_at:
            return tr("Fixed {when}; check the post again.", when=show_moment(check.fixed_at, locale, zone))
        if check.fix_asked_at:
            due = self._desk.formats.show_value(DisclosureCheck.entity.field("fix_due"), check.fix_due)
            return tr("Fix asked for {when}, due {due}", when=show_moment(check.fix_asked_at, locale, zone), due=due)
        return ""


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
        empty(self._lines)
        proofs = view.whole.evidence if view.whole else ()
        for one in proofs:
            self._lines.addWidget(self._line(one, intact=view.intact.get(one.evidence.id)))
        if not proofs:
            nothing = tr("No evidence yet. Saving a check adds it.")
            self._lines.addWidget(label(nothing, "help", wrap=True))

    def _line(self, proof: Proof, *, intact: bool | None) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        kind = tr(Evidence.entity.field("kind").choice(proof.evidence.kind or "other"))
        name = isolate(proof.file.name or "") if proof.file else ""
        column.addWidget(label(join((kind, name)), wrap=True))
        when = show_moment(proof.evidence.taken_at, self._desk.locale, self._desk.zone)
        column.addWidget(label(join((when, isolate(proof.taken_by))), "help", wrap=True))
        state, words = {
            True: ("success", tr("Hash verified")),
            False: ("danger", tr("Changed since it was kept")),
            None: ("warn", tr("The file is not in the workspace's folder")),
        }[intact]
        hash_words = tr("{words}: {hash}", words=words, hash=(proof.evidence.sha256 or "")[:12])
        hash_label = label(hash_words, state, wrap=True)
        hash_label.setToolTip(proof.evidence.sha256 or "")
        column.addWidget(hash_label)
        return line


def _rules(conn: Connection, whole: WholePost | None) -> dict[tuple[str, str], str]:
    keys = {made.pack for made in whole.checks} if whole else set()
    packs = [pack for key in keys if (pack := contracts.pack(conn, key))]
    return {(pack.key, rule.code): rule.text for pack in packs for rule in pack.rules}


def _is_intact(proof: Proof, attachments: Path) -> bool | None:
    evidence = proof.evidence
    if proof.file is None:
        return sha256((evidence.text or "").encode()).hexdigest() == evidence.sha256
    path = stored_file(attachments, proof.file.sha256)
    if path is None:
        return None
    try:
        facts = path.stat()
        return _hash(path, facts.st_mtime_ns, facts.st_size) == evidence.sha256
    except OSError:
        return None


@lru_cache(maxsize=512)
def _hash(path: Path, _changed: int, _size: int) -> str:
    """The hash of a file; worked out anew when it was changed."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
