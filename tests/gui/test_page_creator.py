"""A creator's page: contacts logged, channels added, fields saved, and every old value one step away."""

from collections.abc import Callable, Iterator

import pytest
from press import Key, Modifier, click, press, type_text
from PySide6.QtCore import QEvent
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from infludesk.creators import store
from infludesk.creators.commands import add_account, add_creator, block, log_contact, set_field
from infludesk.creators.model import ContactPoint
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.gui.creators.origins import OriginsDialog
from infludesk.gui.creators.parts import Secret
from infludesk.gui.desk import Desk
from infludesk.gui.navigation import Place
from infludesk.gui.pages.creator import CreatorPage
from infludesk.importing.columns.mapping import propose
from infludesk.importing.commands import import_creators, prepare
from infludesk.importing.files.csv_file import read_csv
from infludesk.kernel.ids import ref
from infludesk.team.store import add_member
from infludesk.workspace import Workspace


@pytest.fixture
def zofia(workspace: Workspace) -> str:
    """A creator with one channel and two entries."""
    made = str(workspace.do(add_creator, name="Zofia Wiśniewska", profile="https://www.instagram.com/zosia.w/").value)
    workspace.do(log_contact, creator_id=made, kind="email", body="Sent the brief", follow_up="2026-03-10")
    workspace.do(log_contact, creator_id=made, kind="call", body="She likes it", function="pr")
    return made


def imported(workspace: Workspace, text: str, name: str) -> str:
    """The creator that a list of one row makes."""
    sheet = read_csv(text.encode(), name)
    prepared = workspace.read(lambda conn: prepare(conn, sheet, propose(sheet), today=workspace.today()))
    return str(workspace.do(import_creators, prepared=prepared).value.creators[0])


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """The widgets of one test are gone before the next is dressed."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Callable[[Place], CreatorPage]:
    """Shows the page at a place, as the window does."""

    def shown(place: Place) -> CreatorPage:
        page = CreatorPage(desk)
        desk.gone.connect(page.go_to)
        qtbot.addWidget(page)
        page.resize(1280 - 208, 740)
        page.go_to(place)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        QApplication.processEvents()
        if landing := page.landing():
            landing.setFocus()
        return page

    return shown


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses given to the browser and the mail program, which are not started."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toString()))
    return found


def whole(workspace: Workspace, creator: str) -> store.Whole:
    """A creator as stored."""
    return workspace.read(lambda conn: store.whole(conn, creator))


def test_the_head_says_who_it_is_and_the_log_line_has_the_focus_when_asked(
    show: Callable[[Place], CreatorPage], zofia: str
) -> None:
    page = show(Place("creator", zofia, about=("log",)))
    assert page.name.whole == "Zofia Wiśniewska"
    assert "Prospect" in page.line.whole
    assert page.log_line.words.hasFocus()
    assert page.path[0][0] == "Zofia Wiśniewska"


def test_a_contact_is_logged_with_its_next_step(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    page = show(Place("creator", zofia, about=("log",)))
    line = page.log_line
    assert line.details is not None
    press(line.words, Key.Key_Up)
    assert line.kind == "note"
    press(line.words, Key.Key_Down)
    type_text(line.words, "Rates agreed")
    type_text(line.details.next_step, "31/02/2026")
    press(line.details.next_step, Key.Key_Return)
    assert line.message.text().startswith("There is no 31 February 2026.")
    line.details.next_step.clear()
    type_text(line.details.next_step, "+3")
    assert line.details.read_as.text() == "15 Mar 2026"
    line.details.function.setCurrentIndex(line.details.function.findData("pr"))
    press(line.details.next_step, Key.Key_Return)
    entry = workspace.read(lambda conn: store.timeline(conn, zofia))[0]
    assert (entry.kind, entry.body, entry.follow_up, entry.function) == ("call", "Rates agreed", "2026-03-15", "pr")
    assert page.timeline.list.rows.entries[0].body == "Rates agreed"
    assert not line.details.next_step.text()


def test_the_timeline_is_filtered_changed_and_trashed(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    page = show(Place("creator", zofia))
    tab = page.timeline
    assert [one.body for one in tab.list.rows.entries] == ["She likes it", "Sent the brief"]
    tab.kind.setCurrentIndex(tab.kind.findData("email"))
    assert [one.body for one in tab.list.rows.entries] == ["Sent the brief"]
    tab.list.setFocus()
    press(tab.list, Key.Key_Return)
    QApplication.processEvents()
    assert tab.dialog is not None
    area = tab.dialog.form.row("body").edit.main
    type_text(area, "Today: ")
    press(area, Key.Key_Return, Modifier.ControlModifier)
    bodies = [one.body for one in workspace.read(lambda conn: store.timeline(conn, zofia))]
    assert "Today: Sent the brief" in bodies
    page.offers()["trash"].run()
    assert tab._stack.currentWidget() is tab.nothing
    tab.clear_filters()
    assert [one.body for one in tab.list.rows.entries] == ["She likes it"]


def test_a_channel_is_added_by_its_address_and_a_post_is_refused_below_it(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    tab = show(Place("creator", zofia, "accounts")).accounts
    type_text(tab.address, "https://www.tiktok.com/@zosia/video/7")
    press(tab.address, Key.Key_Return)
    assert tab.message.text().startswith("This is the address of a post. The account was not added.")
    assert tab.address.text()
    tab.address.clear()
    type_text(tab.address, "zosia live")
    tab.platform.setCurrentIndex(tab.platform.findData("twitch"))
    click(tab.add_button)
    assert (
        tab.message.text()
        == "A handle has no spaces. Nothing was changed. Use zosia_live or paste the profile address."
    )
    tab.address.clear()
    type_text(tab.address, "https://m.youtube.com/@zosia?si=1")
    press(tab.address, Key.Key_Return)
    assert {one.platform for one in whole(workspace, zofia).accounts} == {"instagram", "youtube"}
    assert tab.account is not None
    assert tab.account.platform == "youtube"


def test_figures_are_entered_with_their_day_and_the_channel_opens(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace, opened: list[str], qtbot: QtBot
) -> None:
    tab = show(Place("creator", zofia, "accounts")).accounts
    click(tab.open_button)
    assert opened == ["https://www.instagram.com/zosia.w/"]
    press(tab.table, Key.Key_Return)
    QApplication.processEvents()
    assert tab.dialog is not None
    field = tab.dialog.form.row("followers").edit.main
    type_text(field, "12.4k")
    press(field, Key.Key_Return, Modifier.ControlModifier)
    (reading,) = whole(workspace, zofia).latest.values()
    assert (reading.followers, reading.day, reading.source) == (12_400, "2026-03-12", "manual")
    qtbot.waitUntil(lambda: tab.table.rows.index(0, 3).data() == "12,400")
    click(tab.trash_button)
    assert not whole(workspace, zofia).accounts


def test_tags_relations_and_fields_are_saved_as_they_are_left(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    page = show(Place("creator", zofia, "details"))
    tab = page.details
    assert tab.form is not None
    assert tab.tags is not None
    assert tab.ties is not None
    type_text(tab.tags.edit.main, "food, travel")
    press(tab.tags.edit.main, Key.Key_Return)
    tab.ties.edit.put(("employee", "customer"))
    tab.ties.edit.left.emit()
    form = tab.form
    form.focus("city")
    type_text(form.row("city").edit.main, "Gdynia")
    press(form.row("city").edit.main, Key.Key_Return)
    mia = str(workspace.do(add_member, name="Mia Lind").value.id)
    page.ask_reload()
    owner = form.row("owner_id").edit
    form.focus("owner_id")
    press(owner.main, Key.Key_A, Modifier.ControlModifier)
    type_text(owner.main, "Mia Lind")
    press(owner.main, Key.Key_Return)
    found = whole(workspace, zofia)
    assert found.creator.owner_id == mia
    assert [one.label for one in found.tags] == ["food", "travel"]
    assert {one.kind for one in found.ties} == {"employee", "customer"}
    assert found.creator.city == "Gdynia"
    type_text(form.row("email").edit.main, "ana@gmial")
    press(form.row("email").edit.main, Key.Key_Return)
    assert form.row("email").message.startswith('"ana@gmial" has no ending such as .com.')
    assert whole(workspace, zofia).creator.email is None


def test_who_recommended_them_is_found_by_typing(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    leo = workspace.do(add_creator, name="Leo Park").value
    tab = show(Place("creator", zofia, "details")).details
    assert tab.form is not None
    tab.form.focus("referred_by_id")
    field = tab.form.row("referred_by_id").edit
    type_text(field.main, "Leo Park")
    press(field.main, Key.Key_Return)
    assert whole(workspace, zofia).creator.referred_by_id == leo


def test_an_old_value_comes_back_in_two_actions(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    workspace.do(set_field, creator_id=zofia, name="country", value="PL")
    workspace.do(set_field, creator_id=zofia, name="country", value="DE")
    workspace.do(set_field, creator_id=zofia, name="topics", value=("food",))
    page = show(Place("creator", zofia, "details"))
    assert page.details.form is not None
    page.details.form.focus("country")
    page.offers()["history"].run()
    history = page.history
    assert page.tabs.current == "history"
    assert history.strip.isVisible()
    assert history.chosen is not None
    assert (history.chosen.what, history.chosen.old_text, history.chosen.new_text) == ("Country", "Poland", "Germany")
    assert history.table.hasFocus()
    press(history.table, Key.Key_Return)
    assert whole(workspace, zofia).creator.country == "PL"
    click(history.strip._action)
    assert {one.what for one in history._found.values()} >= {"Country", "Topics", "Added", "Account: Added"}


def test_private_values_are_masked_in_the_history_and_beside_it_until_asked_for(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    workspace.do(set_field, creator_id=zofia, name="phone", value="+48 600 100 200")
    page = show(Place("creator", zofia, "history"))
    assert [one.new_text for one in page.history._found.values() if one.what == "Phone"] == ["••••••"]
    texts = [label.text() for label in page.side.contact.findChildren(type(page.side.step))]
    assert "+48 600 100 200" not in texts
    (secret,) = page.side.contact.findChildren(Secret)
    click(secret.show_button)
    assert secret.words.text() == "+48 600 100 200"


def test_every_phone_beside_the_tabs_is_masked(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    def reach(tx: Tx) -> None:
        for kind, value in (("phone", "+48 600 300"), ("whatsapp", "+48 600 400"), ("email", "z@example.com")):
            insert(tx, ContactPoint(owner=ref("creator", zofia), kind=kind, value=value))

    workspace.do(reach)
    page = show(Place("creator", zofia))
    secrets = page.side.contact.findChildren(Secret)
    assert len(secrets) == 2
    told = " ".join(one.text() for one in page.side.contact.findChildren(QLabel))
    assert "+48" not in told
    assert "z@example.com" in told
    for one in secrets:
        click(one.show_button)
    assert sorted(one.words.text() for one in secrets) == ["+48 600 300", "+48 600 400"]


def test_the_first_value_of_a_field_says_which_file_it_came_from(
    show: Callable[[Place], CreatorPage], workspace: Workspace
) -> None:
    creator = imported(workspace, "Name,Email,City,Shoe\nAna,ana@example.com,Oslo,38\n", "fair.csv")
    workspace.do(set_field, creator_id=creator, name="city", value="Bergen")
    page = show(Place("creator", creator))
    page.show_history("email")
    (email,) = page.history._found.values()
    assert (email.what, email.new_text, email.label) == ("E-mail", "ana@example.com", "Import 1 creator from fair.csv")
    assert not page.history.restore_button.isEnabled()
    page.show_history("city")
    later, first = page.history._found.values()
    assert (later.old_text, later.new_text) == ("Oslo", "Bergen")
    assert (first.new_text, first.label) == ("Oslo", "Import 1 creator from fair.csv")


def test_the_row_of_the_file_can_be_read_beside_the_creator(
    show: Callable[[Place], CreatorPage], workspace: Workspace
) -> None:
    page = show(Place("creator", imported(workspace, "Name,Email,Shoe\nAna,ana@example.com,38\n", "fair.csv")))
    (rows,) = page.side.origin.findChildren(QPushButton)
    assert rows.text() == "Show the file's row"
    click(rows)
    (dialog,) = page.findChildren(OriginsDialog)
    words = [one.text() for one in dialog.findChildren(QLabel)]
    assert any("fair.csv" in one and "row 2" in one for one in words)
    assert any("Shoe" in one for one in words)
    press(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_block_shows_above_all_and_is_lifted_there(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    workspace.do(block, creator_id=zofia, channel="email", source="reply of 3 March")
    page = show(Place("creator", zofia))
    assert page.blocked.isVisible()
    assert "E-mail · Asked us" in page.blocked.accessibleName()
    click(page.blocked._action)
    assert not page.blocked.isVisible()
    assert not whole(workspace, zofia).blocks
    page.tabs.choose("details")
    click(page.details.block_button)
    assert whole(workspace, zofia).blocks
    assert page.details.block_button.text() == "Allow contact"


def test_a_next_step_is_done_beside_the_tabs(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    page = show(Place("creator", zofia))
    assert page.side.step.text() == "2 days late"
    click(page.side.done_button)
    assert page.side.step.text() == "None planned"
    assert not any(one.follow_up for one in workspace.read(lambda conn: store.timeline(conn, zofia)))


def test_the_page_goes_through_the_list_last_shown(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace
) -> None:
    leo = str(workspace.do(add_creator, name="Leo Park").value)
    page = show(Place("creator", zofia, "accounts", ("list", zofia, leo)))
    assert page.offers()["record.previous"].why_not == "The list ends here."
    page.offers()["record.next"].run()
    assert page.name.whole == "Leo Park"
    assert page.tabs.current == "accounts"
    page.offers()["record.previous"].run()
    assert page.name.whole == "Zofia Wiśniewska"


def test_a_creator_in_the_trash_is_said_to_be_gone(
    show: Callable[[Place], CreatorPage], zofia: str, desk: Desk
) -> None:
    page = show(Place("creator", zofia, "details"))
    gone: list[Place] = []
    desk.gone.disconnect(page.go_to)
    desk.gone.connect(gone.append)
    page.offers()["trash"].run()
    assert gone == [Place("creators")]
    assert page._body.currentWidget() is page.gone
    desk.tasks.undo()
    assert page._body.currentWidget() is page._record


def test_the_page_fits_at_the_smallest_window_and_long_names_are_cut(
    show: Callable[[Place], CreatorPage], workspace: Workspace
) -> None:
    name = "Maximiliana Katharina von und zu Hohenlohe-Langenburg " * 3
    page = show(Place("creator", str(workspace.do(add_creator, name=name).value)))
    assert page.side.isVisible()
    page.resize(1024 - 208, 620)
    QApplication.processEvents()
    assert not page.side.isVisible()
    assert page.minimumSizeHint().width() <= 1024 - 208
    assert page.name.toolTip() == name.strip()
    assert page.name.text().endswith("…")


def test_hidden_internal_figures_hide_what_was_said(
    show: Callable[[Place], CreatorPage], zofia: str, workspace: Workspace, desk: Desk
) -> None:
    page = show(Place("creator", zofia))
    workspace.do(add_account, creator_id=zofia, profile="https://x.com/zosia")
    desk.hide_internal(on=True)
    assert page.timeline.list.rows.index(0, 0).data() == "•••"
    desk.hide_internal(on=False)
    assert page.timeline.list.rows.index(0, 0).data() == "She likes it"
