"""Step 3 of the import: the row in focus, whose value stands, and who the questions are."""

from collections.abc import Callable
from pathlib import Path

from imports_page import creators, go, words
from press import Key, Modifier, click, press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infludesk.creators.commands import add_creator, block, set_field
from infludesk.creators.model import AccountSnapshot, Creator
from infludesk.db.rows import find, get
from infludesk.flows.trash import trash_creators
from infludesk.gui.imports.draft import MATCHES, REVIEW
from infludesk.gui.imports.matches import MatchesStep
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.imports import ImportsPage
from infludesk.workspace import Workspace

LIST = "list.csv"  # what ``write`` calls it

HEADS = "Name,Email,City,Language"


def known(workspace: Workspace, name: str, email: str, city: str = "") -> str:
    """A creator of this name, address and city."""
    made = str(workspace.do(add_creator, name=name, email=email).value)
    if city:
        workspace.do(set_field, creator_id=made, name="city", value=city)
    return made


def matches(page: ImportsPage, path: Path) -> MatchesStep:
    """The third step on a file."""
    go(page, f"file:{path}")
    page.wizard.show_step(MATCHES)
    return page.wizard.matches


def focus(step: MatchesStep, row: str) -> None:
    """Go to a row, as the arrows do."""
    step.table.focus_id(row)
    step.show_focused()
    QApplication.processEvents()


def city(workspace: Workspace, creator: str) -> str | None:
    """Where a creator lives."""
    return workspace.read(lambda conn: get(conn, Creator, creator)).city


def go_on(page: ImportsPage) -> None:
    """Ctrl+Enter."""
    page.offers()["main"].run()


def test_the_row_in_focus_shows_why_what_comes_in_and_its_cells(page: ImportsPage, write: Callable[..., Path]) -> None:
    step = matches(page, write(HEADS, "Ana Ruiz,ana@example.com,Oslo,German", ",leo@,Rome,"))
    focus(step, "2")
    told = words(step.panel)
    for part in ("Row 2 · New", "Comes in", "E-mail", "ana@example.com", "Language", "German", "In the file"):
        assert part in told
    focus(step, "3")
    assert "has neither a name nor an account" in words(step.panel)
    assert "leo@" in words(step.panel), "the cells are shown as they were in the file"


def test_ours_stays_unless_the_files_value_is_taken(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    ana = known(workspace, "Ana Ruiz", "ana@example.com", "Oslo")
    path = write(HEADS, "Ana Ruiz,ana@example.com,Bergen,Norwegian")
    step = matches(page, path)
    focus(step, "2")
    ours, theirs = step.panel.sides["creator.city"]
    assert (ours.text(), theirs.text()) == ("Yours: Oslo", "In the file: Bergen")
    assert ours.isChecked()
    ours.setFocus()
    press(ours, Key.Key_Down)
    cells = step.table.rows.cells("2")
    assert step.panel.sides["creator.city"][1].isChecked()
    page.wizard.show_step(REVIEW)
    assert "1 value of the file takes the place of yours." in words(page.wizard.review)
    page.wizard.show_step(MATCHES)
    QApplication.processEvents()
    cells = step.table.rows.cells("2")
    assert cells is not None
    assert "Takes City from the file" in cells[3].display
    assert "Bergen takes the place of Oslo" in cells[4].display
    go_on(page)
    go_on(page)
    assert city(workspace, ana) == "Bergen"
    workspace.undo()
    assert city(workspace, ana) == "Oslo"


def test_theirs_is_taken_for_a_row_a_column_and_everything(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    ana = known(workspace, "Ana Ruiz", "ana@example.com", "Oslo")
    workspace.do(set_field, creator_id=ana, name="region", value="East")
    known(workspace, "Leo Park", "leo@example.com", "Rome")
    lines = ("Name,Email,City,Region", "Ana Ruiz,ana@example.com,Bergen,West", "Leo Park,leo@example.com,Milan,")
    step = matches(page, write(*lines))
    draft = page.wizard.draft
    assert draft is not None
    focus(step, "2")
    assert step.panel.all_button is not None
    click(step.panel.all_button)
    assert page.wizard.draft is not None
    assert page.wizard.draft.theirs == {(2, "creator.region"), (2, "creator.city")}
    assert step.panel.all_button.text() == "Keep all of yours"

    def pick(words: str) -> frozenset[tuple[int, str]]:
        next(one for one in step.for_all.menu().actions() if one.text().startswith(words)).trigger()
        assert page.wizard.draft is not None
        return page.wizard.draft.theirs

    assert pick("Keep everything of yours") == frozenset()
    assert pick("Take City from the file (2)") == {(2, "creator.city"), (3, "creator.city")}
    assert len(pick("Take everything from the file (3)")) == 3


def test_a_question_is_answered_by_keys_and_the_row_goes_there(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    mia = known(workspace, "Mia Holm", "office@example.com", "Oslo")
    path = write(HEADS, "Ana,ana@example.com,,", "Nora Berg,office@example.com,Bergen,")
    step = matches(page, path)
    assert "Question 1" in [one.text() for one in step.segments.stops]
    page.offers()["item.next"].run()
    assert step.table.current_id == "3"
    later = step.panel.answers[""]
    assert later.hasFocus()
    assert later.isChecked()
    assert "Same person: Mia Holm" in [one.text() for one in step.panel.answers.values()]
    assert "Same e-mail as Mia Holm, another name." in words(step.panel)
    press(later, Key.Key_Up)
    press(step.panel.answers["new"], Key.Key_Up)
    same = step.panel.answers[f"merge:{mia}"]
    assert same.isChecked()
    assert same.hasFocus(), "the choice keeps the focus, so that F8 goes on from it"
    assert "creator.city" in step.panel.sides, "whose city stands is asked at once"
    page.wizard.show_step(REVIEW)
    assert page.wizard.review.account.text() == "1 created, 1 merged, 0 skipped = 2 rows"
    go_on(page)
    assert creators(workspace) == ["Ana", "Mia Holm"]
    assert city(workspace, mia) == "Oslo"


def test_somebody_else_and_later_make_a_new_creator(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    known(workspace, "Mia Holm", "office@example.com")
    step = matches(page, write(HEADS, "Nora Berg,office@example.com,Bergen,"))
    focus(step, "2")
    click(step.panel.answers["new"])
    assert page.wizard.draft is not None
    assert page.wizard.draft.answers == {2: "new"}
    assert page.wizard.draft.open_questions == 0
    click(step.panel.answers[""])
    assert page.wizard.draft.answers == {}
    page.wizard.show_step(REVIEW)
    assert "1 question is left for later: it waits under Duplicates." in words(page.wizard.review)
    go_on(page)
    assert creators(workspace) == ["Mia Holm", "Nora Berg"]


def test_all_questions_are_answered_at_once(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    known(workspace, "Mia Holm", "office@example.com")
    known(workspace, "Leo Park", "desk@example.com")
    step = matches(page, write(HEADS, "Nora Berg,office@example.com,,", "Tom Wu,desk@example.com,,"))
    next(one for one in step.for_all.menu().actions() if "same person (2)" in one.text()).trigger()
    page.wizard.show_step(REVIEW)
    assert page.wizard.review.account.text() == "0 created, 2 merged, 0 skipped = 2 rows"


def test_a_person_in_the_trash_is_named_with_the_reason(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    gone = known(workspace, "Mia Holm", "mia@example.com")
    workspace.do(trash_creators, creator_ids=[gone])
    step = matches(page, write(HEADS, "Mia Holm,mia@example.com,,", "Leo,leo@example.com,,"))
    focus(step, "2")
    assert "trash" in words(step.panel).lower()
    assert workspace.read(lambda conn: [one.name for one in find(conn, Creator, "deleted_at IS NULL")]) == []


def test_a_row_of_somebody_not_to_be_contacted_is_marked(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    mia = known(workspace, "Mia Holm", "mia@example.com")
    workspace.do(block, creator_id=mia, reason="asked")
    step = matches(page, write(HEADS, "Mia Holm,mia@example.com,Oslo,"))
    focus(step, "2")
    assert "Do not contact: the mark stays." in words(step.panel)
    cells = step.table.rows.cells("2")
    assert cells is not None
    assert "Do not contact" in cells[4].display
    page.wizard.show_step(REVIEW)
    assert "1 row goes to somebody marked do not contact; the mark stays." in words(page.wizard.review)


def test_one_box_ticks_the_rows_shown_and_none_of_those_that_are_skipped(
    page: ImportsPage, write: Callable[..., Path]
) -> None:
    step = matches(page, write(HEADS, "Ana,ana@example.com,,", "Leo,leo@example.com,,", ",,Rome,"))
    assert step.all_box.checkState() == Qt.CheckState.Checked
    press(step.table, Key.Key_Space)
    assert step.all_box.checkState() == Qt.CheckState.PartiallyChecked
    click(step.all_box, QPoint(8, step.all_box.height() // 2))
    assert step.table.rows.ticks == {"2", "3"}
    click(step.all_box, QPoint(8, step.all_box.height() // 2))
    assert step.table.rows.ticks == frozenset()
    assert step.all_box.checkState() == Qt.CheckState.Unchecked
    assert "2 rows unticked" in words(step)


def test_questions_are_walked_and_answered_in_the_window_by_keys_alone(
    window: MainWindow, workspace: Workspace, write: Callable[..., Path]
) -> None:
    known(workspace, "Mia Holm", "office@example.com", "Oslo")
    known(workspace, "Leo Park", "desk@example.com")
    path = write(HEADS, "Nora Berg,office@example.com,Bergen,", "Tom Wu,desk@example.com,,")
    window.activateWindow()
    window.go(Place("imports", about=(f"file:{path}",)))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, ImportsPage)
    step = page.wizard.matches

    def hit(key: Key, modifiers: Modifier = Modifier.NoModifier) -> QWidget:
        press(QApplication.focusWidget() or window, key, modifiers)
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    hit(Key.Key_Return, Modifier.ControlModifier)
    assert page.wizard.step == MATCHES
    assert hit(Key.Key_F8) is step.panel.answers[""]
    assert hit(Key.Key_Up) is step.panel.answers["new"]
    assert hit(Key.Key_F8) is step.panel.answers[""], "the next question"
    assert step.table.current_id == "3"
    hit(Key.Key_Up)
    hit(Key.Key_Up)
    assert page.wizard.draft is not None
    assert page.wizard.draft.answers[2] == "new"
    assert page.wizard.draft.answers[3].startswith("merge:")
    hit(Key.Key_Return, Modifier.ControlModifier)
    assert page.wizard.step == REVIEW
    assert page.wizard.review.account.text() == "1 created, 1 merged, 0 skipped = 2 rows"
    hit(Key.Key_Return, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert page.wizard.step == MATCHES
    focus(step, "3")
    assert step.panel.answers[page.wizard.draft.answers[3]].isChecked(), "an answer can be changed still"


def test_with_every_outcome_nothing_is_wider_than_the_smallest_window(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    known(workspace, "Ana Ruiz", "ana@example.com", "Oslo")
    known(workspace, "Leo Park", "leo@example.com", "Rome")
    known(workspace, "Mia Holm", "office@example.com")
    known(workspace, "Tom Wu", "tom@example.com")
    path = write(
        HEADS, f"Ana Ruiz,ana@example.com,{'Llanfairpwll' * 9},",
        "Leo Park,leo@example.com,Rome,", "Nora,office@example.com,,",
        "Tom Wu,tom@example.com,Cork,", "Kai,kai@gmial,,", "Zoe,zoe@example.com,,", ",,Rome,",
    )  # fmt: skip
    page.resize(1024 - 56, 640)
    step = matches(page, path)
    assert len(step.segments.stops) == 8, "all, six outcomes, and problems"
    press(step.table, Key.Key_Space)
    for row in ("2", "4", "8"):
        focus(step, row)
        QApplication.processEvents()
        assert page.width() == 1024 - 56
        for one in (*step.segments.stops, step.all_box, step.for_all, step.panel):
            assert one.mapTo(page, one.rect().topRight()).x() < page.width(), one.accessibleName()
        sides = (side for pair in step.panel.sides.values() for side in pair)
        for choice in (*sides, *step.panel.answers.values()):
            assert choice.sizeHint().width() <= choice.width(), choice.text()
            assert choice.mapTo(page, choice.rect().topRight()).x() < page.width(), choice.text()


def test_the_filters_count_what_is_answered(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    for name, email in (("Mia Holm", "office@example.com"), ("Leo Park", "desk@example.com")):
        known(workspace, name, email)
    step = matches(page, write(HEADS, "Nora Berg,office@example.com,,", "Tom Wu,desk@example.com,,"))
    click(next(one for one in step.segments.stops if one.text() == "Question 2"))
    focus(step, "2")
    click(step.panel.answers["new"])
    assert [one.text() for one in step.segments.stops] == ["All 2", "New 1", "Question 1"]
    assert step.segments.value == "suggested", "the filter stays"
    assert len(step.table.rows.ids) == 2, "and nothing jumps away"
    focus(step, "3")
    click(step.panel.answers["new"])
    assert [one.text() for one in step.segments.stops] == ["All 2", "New 2", "Question 0"]
    click(next(one for one in step.segments.stops if one.text() == "New 2"))
    assert len(step.table.rows.ids) == 2
    focus(step, "2")
    click(step.panel.answers[""])
    click(next(one for one in step.segments.stops if one.text() == "Question 1"))
    assert tuple(step.table.rows.ids) == ("2",)


def test_figures_of_an_account_that_is_there_are_no_new_account(
    page: ImportsPage, write: Callable[..., Path], qtbot: QtBot
) -> None:
    heads = "Name,Instagram,Followers"
    go(page, f"file:{write(heads, 'Lena Klein,lena.klein8,', name='first.csv')}")
    page.wizard.show_step(REVIEW)
    go_on(page)
    step = matches(page, write(heads, "Lena Klein,lena.klein8,1200"))
    qtbot.waitUntil(lambda: step.table.rows.cells("2") is not None)
    cells = step.table.rows.cells("2")
    assert cells is not None
    assert cells[3].display == "Adds figures of lena.klein8"


def test_of_two_channels_of_a_row_each_has_its_own_sides(
    page: ImportsPage, workspace: Workspace, write: Callable[..., Path]
) -> None:
    heads = "Name,Instagram,Instagram followers,TikTok,TikTok followers"
    go(page, f"file:{write(heads, 'Ana Ruiz,ana.fit,10,ana,11', name='first.csv')}")
    page.wizard.show_step(REVIEW)
    go_on(page)
    step = matches(page, write(heads, "Ana Ruiz,ana.fit,20,ana,21"))
    focus(step, "2")
    first, second = "account_snapshot.followers@instagram:ana.fit", "account_snapshot.followers@tiktok:ana"
    assert list(step.panel.sides) == [first, second]
    assert "Instagram: Followers · ana.fit" in words(step.panel)
    click(step.panel.sides[second][1])
    assert page.wizard.draft is not None
    assert page.wizard.draft.theirs == {(2, second)}
    assert step.panel.sides[first][0].isChecked()
    go_on(page)
    go_on(page)
    stands = workspace.read(lambda conn: find(conn, AccountSnapshot))
    assert sorted(one.followers or 0 for one in stands) == [10, 21]


def test_a_row_unticked_can_be_ticked_again_after_the_review(page: ImportsPage, write: Callable[..., Path]) -> None:
    lines = ("Ana Ruiz,ana@example.com,,", "Ana Ruiz,ana@example.com,Oslo,")
    step = matches(page, write(HEADS, *lines))
    step.table.rows.tick(["2"], on=False)
    page.wizard.show_step(REVIEW)
    assert page.wizard.review.account.text() == "1 created, 0 merged, 1 skipped = 2 rows"
    page.wizard.show_step(MATCHES)
    step.table.rows.tick(["2"], on=True)
    page.wizard.show_step(REVIEW)
    assert page.wizard.review.account.text() == "1 created, 1 merged, 0 skipped = 2 rows"
