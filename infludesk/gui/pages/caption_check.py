"""The caption check: whether a caption tells the tie in the markets chosen, while it is typed, with the rules cited."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from infludesk.content.caption_run import Asked, PackChecked, feedback, of_the_piece, run, to_keep, worst
from infludesk.content.checking import platform_folds
from infludesk.content.keeping import keep_checks
from infludesk.content.model import OUTCOMES
from infludesk.contracts.markets import Choice, label_for
from infludesk.contracts.packs import offered
from infludesk.contracts.rulepacks import RulePack
from infludesk.db.driver import Connection
from infludesk.flows.caption_subjects import Subject, packs_of, scratch_packs, subject
from infludesk.gui.content.caption_edit import CaptionEdit
from infludesk.gui.content.caption_result import PackCard
from infludesk.gui.content.caption_setting import CaptionSetting
from infludesk.gui.content.post_parts import draft_words
from infludesk.gui.desk import Desk
from infludesk.gui.kit.elided import Elided
from infludesk.gui.kit.parts import announce, button, label, scrolled
from infludesk.gui.kit.theme import theme
from infludesk.gui.kit.widgets import PageHead, Strip
from infludesk.gui.mail import open_drafts
from infludesk.gui.navigation import Place
from infludesk.gui.page import Page, Path
from infludesk.gui.page_tabs import PageTabs
from infludesk.gui.verbs import Offer
from infludesk.kernel.changes import Outcome
from infludesk.kernel.errors import Problem
from infludesk.kernel.mail import Mail
from infludesk.kernel.text import isolate, join, tr

_PAUSE = 120
_LEFT, _LEAST_LEFT, _LEAST_RIGHT = 400, 320, 360
_RESULTS = ("fail", "review", "pass")
Known = tuple[list[RulePack], tuple[str, ...], Subject | None]


class CaptionCheckPage(Page):
    """A caption on the left, what the packs say of it on the right; of a piece or post it is filled in.

    Without one it is a scratch pad, and nothing is stored.
    """

    key = "caption_check"
    shows = ("rule_pack", "setting", "post", "content_draft", "disclosure_check")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.subject: Subject | None = None
        self.checked: tuple[PackChecked, ...] = ()
        self.answers: dict[str, str] = {}
        self.cards: dict[str, PackCard] = {}
        self._asked: Asked | None = None
        self._fresh, self._without_market = True, False
        self.keep_button = button(tr("Keep check"), "primary", icon="check")
        self.feedback_button = button(tr("Send feedback…"), icon="email")
        self.head = PageHead(tr("Caption check"), "", (self.feedback_button, self.keep_button))
        self.tabs, self.about = PageTabs(desk, "content", self.key), Elided("", "muted")
        self.strip, self.earlier = Strip(apart=True), Strip(apart=True)
        self.caption, self.setting = CaptionEdit(), CaptionSetting(desk)
        self.ruler = label("", "help", wrap=True)
        self.wording, self.wording_why = label("", "strong", wrap=True), label("", "help", wrap=True)
        self.copy_button = button(tr("Copy"), small=True)
        self.notice = label(tr("Guidance from dated sources, not legal advice."), "help", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._connect()

    # where one is

    @property
    def path(self) -> Path:
        about = self.subject
        return ((join((tr("Caption check"), isolate(about.what) if about else "")), self.place),)

    def go_to(self, place: Place) -> None:
        if place.record != self.place.record:
            self._fresh = True
            self.caption.clear()
            self.answers.clear()
            for strip in (self.strip, self.earlier):
                strip.say("info", "")
        super().go_to(place)
        self.caption.selectAll()

    def landing(self) -> QWidget | None:
        return self.caption

    def panes(self) -> list[QWidget]:
        return [self.tabs.bar, self.caption, self.setting, self._results]

    # what is read

    def reload(self) -> None:
        record = self.place.record

        def query(conn: Connection) -> Known:
            found = subject(conn, record) if record else None
            named = found.packs if found else scratch_packs(conn)
            packs = offered(conn)
            besides = [one for one in packs_of(conn, named) if one.key not in {pack.key for pack in packs}]
            kept = [pack for pack in packs if pack.code not in {one.code for one in besides}]
            return [*kept, *besides], named, found

        self.desk.tasks.read(query, self._take, key=(self.key, "known"))

    def _take(self, known: Known) -> None:
        packs, named, self.subject = known
        self.setting.offer(packs)
        if self._fresh:
            self._fresh = False
            if named or self.subject is not None:
                self.setting.packs.choose(named)
            if self.subject is not None:
                self.setting.fill(self.subject)
                self.caption.setPlainText(self.subject.caption)
                self.caption.selectAll()
        self._tell_subject()
        self.check()
        self.moved.emit(self.place)
        self.offering.emit()

    def _tell_subject(self) -> None:
        one = self.subject
        words = join((isolate(one.what), isolate(one.creator), isolate(one.campaign))) if one else ""
        self.about.say(words or tr("Scratch pad: nothing is stored"))
        self.keep_button.setVisible(one is not None and bool(one.about))
        before = one.earlier if one is not None and one.about.startswith("post:") else None
        if one is None or before is None:
            self.earlier.say("info", "")
            return
        same = before.caption.strip() == self.caption.toPlainText().strip()
        text = tr("The text here is the same.") if same else tr("The text here is another one.")
        self.earlier.say("info", draft_words(before, self.desk), text, action=tr("Check the published text"))

    # the check

    def check(self) -> None:
        """Check what is there now; off the window's thread, the latest text wins."""
        self._pause.stop()
        asked, packs = self.setting.asked(self.caption.toPlainText()), self.setting.chosen
        answers = dict(self.answers)
        self._tell_market(missing=not packs)
        if not asked.caption.strip():
            packs = ()
        markets = self.setting.chosen

        def query(_conn: Connection) -> tuple[tuple[PackChecked, ...], Choice | None]:
            return run(asked, packs, answers), label_for(markets, asked.language, asked.connection)

        self.desk.tasks.read(query, partial(self._show, asked), key=(self.key, "check"))

    def _tell_market(self, *, missing: bool) -> None:
        if missing:
            defaults = tr("Defaults for your markets are set under Rule packs.")
            self.strip.say("info", tr("Choose a market; nothing is assumed"), defaults, action=tr("Rule packs"))
        elif self._without_market:
            self.strip.say("info", "")
        self._without_market = missing

    def _typed(self) -> None:
        """The text is another one: what was answered about its words holds no more."""
        self.answers = of_the_piece(self.answers, self.setting.chosen)
        self._pause.start()

    def _answer(self, key: str, answer: str) -> None:
        self.answers[key] = answer
        self.check()

    def _show(self, asked: Asked, found: tuple[tuple[PackChecked, ...], Choice | None]) -> None:
        before = worst(self.checked)
        self._asked, (self.checked, wording) = asked, found
        self._put_cards()
        marks = [
            (*one.place, one.result)
            for checked in self.checked
            for one in checked.whole.findings
            if one.result in _RESULTS and one.place[1] > one.place[0]
        ]
        self._rule(asked, marks)
        self._show_wording(wording)
        if (now := worst(self.checked)) != before and now:
            announce(self, tr(dict(OUTCOMES)[now]))
        self.feedback_button.setEnabled(bool(self.checked))
        self.keep_button.setEnabled(bool(self.checked))
        self.offering.emit()

    def _put_cards(self) -> None:
        codes = [one.pack.key for one in self.checked]
        for key in set(self.cards) - set(codes):
            gone = self.cards.pop(key)
            gone.hide()
            gone.deleteLater()
        for place, one in enumerate(self.checked):
            card = self.cards.get(one.pack.key)
            if card is None:
                card = self.cards[one.pack.key] = PackCard(one.pack)
                card.answered.connect(self._answer)
            if self._card_column.indexOf(card) != place:
                self._card_column.insertWidget(place, card)
            card.say(one, self.answers)
            card.show()
        self.waiting.setVisible(not self.checked)

    def _rule(self, asked: Asked, marks: list[tuple[int, int, str]]) -> None:
        """Where the platform cuts the text, as a line in it and in words."""
        fold = platform_folds().get(asked.platform)
        if fold is None:
            self.caption.show_marks(marks, -1)
            self.ruler.setText(tr("Where this platform cuts a caption is not known."))
            return
        sure, hidden = fold.ends(asked.caption)
        cut = hidden < len(asked.caption)
        self.caption.show_marks(marks, hidden if cut else -1)
        shown = tr("Seen for certain: {sure} of {all} characters.", sure=sure, all=len(asked.caption))
        last = asked.caption[max(0, hidden - 24) : hidden].strip().split("\n")[-1]
        after = tr("Cut off at the latest after “…{words}”.", words=isolate(last)) if cut else tr("Nothing is cut off.")
        self.ruler.setText(join((shown, after), " "))

    def _show_wording(self, wording: Choice | None) -> None:
        for part in (self.wording, self.wording_why, self.copy_button):
            part.setVisible(wording is not None)
        if wording is None:
            return
        fine = wording.verdict == "fine"
        self.wording.setText(
            tr("Passes in all: {words}", words=wording.text)
            if fine
            else tr("Comes closest: {words}", words=wording.text)
        )
        self.copy_button.setAccessibleName(tr("Copy {words}", words=wording.text))
        self.copy_button.setProperty("words", wording.text)
        why = [join((one.pack, one.cite, one.why)) for one in wording.reasons if not fine or len(wording.reasons) > 1]
        self.wording_why.setText("\n".join(why))
        self.wording_why.setVisible(bool(why))

    # what is done here

    def offers(self) -> dict[str, Offer]:
        nothing = "" if self.checked else tr("Paste a caption and choose a market first.")
        about = self.subject.about if self.subject is not None else ""
        words = tr("Keep check") if about else tr("Scratch pad: nothing is stored")
        return self.tabs.offers() | {
            "main": Offer(self.keep, words, nothing), "check": Offer(self._begin, tr("Check a caption")),
        }  # fmt: skip

    def keep(self) -> None:
        """Keep what the packs say on the post or draft; on the scratch pad say that nothing is stored."""
        one = self.subject
        if one is None or not one.about:
            text = tr("This piece has neither a draft nor a post yet.") if one else tr("No piece or post is selected.")
            self.strip.say("info", tr("Nothing is stored."), text, closable=True)
            return
        asked = self.setting.asked(self.caption.toPlainText())  # what was typed last may not be shown yet
        ready = self.checked and asked.caption.strip()
        checks = to_keep(one.about, asked, run(asked, self.setting.chosen, self.answers)) if ready else []
        if checks:
            self.desk.tasks.do(keep_checks, then=self._kept, otherwise=self.strip.say_problem, checks=checks)

    def _kept(self, _outcome: Outcome) -> None:
        words = tr(dict(OUTCOMES).get(worst(self.checked), ""))
        self.strip.say(
            "success", tr("Kept: {outcome}", outcome=words), tr("The text is kept as evidence."), closable=True
        )

    def send(self) -> None:
        """Open an e-mail draft that tells the creator what is to change."""
        if self._asked is None or not self.checked:
            return
        one = self.subject or Subject(id="")
        text = feedback(self._asked, self.checked, creator=one.creator, piece=one.what)
        title = tr("Your caption for {piece}", piece=one.what) if one.what else tr("Your caption")
        try:
            open_drafts(self.desk, [Mail([one.email] if one.email else [], title, text)])
        except Problem as problem:
            self.strip.say_problem(problem)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self.copy_button.property("words")))
        self.desk.say(tr("Copied."))

    def _begin(self) -> None:
        """Begin a caption: the box is ready for the next one."""
        self.caption.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.caption.selectAll()

    def _again(self) -> None:
        """Take the post's own text, or wait for it to be pasted."""
        self.earlier.say("info", "")
        self._begin()
        self.check()

    # building

    def _connect(self) -> None:
        self.caption.textChanged.connect(self._typed)
        self.caption.pasted.connect(self.check)
        self._pause.timeout.connect(self.check)
        self.setting.changed.connect(self.check)
        self.keep_button.clicked.connect(self.keep)
        self.feedback_button.clicked.connect(self.send)
        self.copy_button.clicked.connect(self._copy)
        self.earlier.acted.connect(self._again)
        self.strip.acted.connect(lambda: self.desk.go("rule_packs"))

    def _lay_out(self) -> None:
        left, self._results = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.px(24), 0, theme.px(16), theme.px(16))
        column.setSpacing(theme.px(8))
        column.addWidget(self.about)
        column.addWidget(self.caption, 1)
        column.addWidget(self.ruler)
        column.addWidget(self.setting)
        left.setMinimumWidth(theme.px(_LEAST_LEFT))
        self._card_column = QVBoxLayout(self._results)
        self._card_column.setContentsMargins(theme.px(16), 0, theme.px(24), theme.px(16))
        self._card_column.setSpacing(theme.px(12))
        self.waiting = label(
            tr("The verdict stands here as soon as there is a caption and a market."), "muted", wrap=True
        )
        for part in (self.waiting, self._wording_line(), self.wording_why, self.notice):
            self._card_column.addWidget(part)
        self._card_column.addStretch(1)
        right = scrolled(self._results)
        right.setMinimumWidth(theme.px(_LEAST_RIGHT))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(_LEFT), 10_000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.head, self.tabs, self.strip, self.earlier, split):
            whole.addWidget(part, 1 if part is split else 0)

    def _wording_line(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.wording, 1)
        row.addWidget(self.copy_button)
        return line
