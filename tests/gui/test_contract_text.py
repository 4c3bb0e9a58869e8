"""The text of a contract on its page: clauses are changed by keys, versions compared, and papers leave the program."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from fakes import FakeDialogs
from press import Key, Modifier, click, press, type_text
from pypdf import PdfReader
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from infludesk.campaigns.model import Brief, Campaign, Participation
from infludesk.clients.model import Client
from infludesk.contracts import clause_store, commands
from infludesk.contracts.model import Contract, ContractClause, ContractParty
from infludesk.creators.model import Creator
from infludesk.db.rows import find, get, insert
from infludesk.db.transaction import Tx
from infludesk.flows.contract_checklist import items
from infludesk.flows.draft import contract_from_participation
from infludesk.flows.send import send_contract, sent_texts
from infludesk.flows.sign import sign_contract
from infludesk.gui import mail
from infludesk.gui.contracts.dialogs import ClauseDialog, SendDialog, WhyDialog
from infludesk.gui.contracts.drafting import DraftDialog
from infludesk.gui.contracts.parties import PartyRow
from infludesk.gui.contracts.section_row import SectionRow
from infludesk.gui.desk import Desk
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.contract import ContractPage
from infludesk.kernel.money import Money
from infludesk.payments.model import CreatorFee
from infludesk.workspace import Workspace

ALT, CONTROL = Modifier.AltModifier, Modifier.ControlModifier
LONG = "صاحب السمو محمد بن عبد الرحمن 李小龙 " + "Maximiliana-Alexandra von und zu Hohenfels " * 3


def agree(tx: Tx, *, creator: str = "Ana Ruiz", age: str = "adult") -> str:
    client = insert(tx, Client(name="Acme", country="US", currency="USD"))
    campaign = insert(tx, Campaign(name="Spring Launch", client_id=client.id, markets=("US",)))
    who = insert(tx, Creator(name=creator, email="ana@example.org", age_check=age))
    joined = insert(tx, Participation(campaign_id=campaign.id, creator_id=who.id, stage="agreed", pay="paid"))
    insert(tx, Brief(campaign_id=campaign.id, title="Spring", who_shoots="creator", disclosure_wording="#ad"))
    insert(tx, CreatorFee(participation_id=joined.id, amount=Money(90_000, "USD"), trigger="published", kind="content"))
    return joined.id


def draft(workspace: Workspace, *, creator: str = "Ana Ruiz", age: str = "adult") -> str:
    joined = workspace.do(agree, creator=creator, age=age).value
    return str(workspace.do(contract_from_participation, participation_id=joined).value)


@pytest.fixture
def contract(workspace: Workspace) -> str:
    return draft(workspace)


@pytest.fixture
def page(desk: Desk, contract: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[ContractPage]:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    made = ContractPage(desk)
    made.resize(1120, 760)
    made.go_to(Place("contract", contract))
    made.show()
    made.show_part("text")
    yield made
    delete(made)


def clauses(workspace: Workspace, contract: str) -> list[ContractClause]:
    return workspace.read(lambda conn: clause_store.clauses(conn, contract))


def codes(workspace: Workspace, contract: str) -> list[str | None]:
    return [one.code for one in clauses(workspace, contract)]


def row_of(page: ContractPage, code: str) -> SectionRow:
    assert page.text_view is not None
    key = next(one.key for one in page.text_view.sections if one.clause and one.clause.code == code)
    return page.text.rows[key]


def words_in(widget: QWidget) -> str:
    for _ in range(3):  # what events bring may need events to be seen
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def sign(workspace: Workspace, contract: str) -> None:
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")
    workspace.do(sign_contract, contract_id=contract, signed_on="2026-03-11", attachments=workspace.attachments)


def chosen_in_menu(page: ContractPage, words: str) -> None:
    next(act for act in page.more.menu().actions() if act.text() == words).trigger()


# the text


def test_the_text_shows_every_section_and_what_is_open_in_it(page: ContractPage) -> None:
    said = words_in(page.text)
    assert "§ 1 Parties" in said
    assert "$900.00" in said
    assert "[kill fee]" in said
    assert "terms are open in the text." in said
    assert "Open: Kill fee" in words_in(row_of(page, "kill_fee"))
    assert page.outline.item(0).text() == "§ 1 Parties"


def test_internal_amounts_are_blanked_in_the_text(page: ContractPage, desk: Desk) -> None:
    desk.hide_internal(on=True)
    assert "$900.00" not in words_in(page.text)
    assert "•••" in words_in(page.text)
    page.show_part("compare")
    assert "not shown" in words_in(page.compare)


def test_words_are_changed_where_they_stand(page: ContractPage, workspace: Workspace, contract: str) -> None:
    row = row_of(page, "conduct")
    page.text.focus(row.key)
    press(row, Key.Key_Return)
    assert row.form is not None
    area = row.form.row("text").edit.main
    type_text(area, "We behave. ")
    row.form.row("text").edit.left.emit()
    stored = next(one for one in clauses(workspace, contract) if one.code == "conduct")
    assert "We behave." in (stored.text or "")
    assert "We behave." in row.words.text()
    type_text(area, "{wage}")
    row.form.row("text").edit.left.emit()
    assert "{wage} stands for no term." in words_in(row)


def test_a_clause_moves_with_its_keys_and_the_outline_follows(
    window: MainWindow, workspace: Workspace, contract: str
) -> None:
    window.go(Place("contract", contract))
    page = window.page
    assert isinstance(page, ContractPage)
    page.show_part("text")
    first, second = codes(workspace, contract)[:2]
    page.text.focus(row_of(page, str(first)).key)
    press(window, Key.Key_Down, ALT)
    assert codes(workspace, contract)[:2] == [second, first]
    press(window, Key.Key_Up, ALT)
    assert codes(workspace, contract)[:2] == [first, second]
    press(page.text.rows[page.text.current], Key.Key_Down)
    assert page.text.current == row_of(page, str(second)).key
    press(window, Key.Key_Delete)
    assert second not in codes(workspace, contract)
    press(window, Key.Key_Z, CONTROL)
    assert codes(workspace, contract)[:2] == [first, second]


def test_a_clause_of_the_library_is_added_by_its_words(page: ContractPage, workspace: Workspace, contract: str) -> None:
    page.text.focus(row_of(page, "licence").key)
    page.offers()["new"].run()
    dialog: ClauseDialog = page.findChildren(ClauseDialog)[-1]
    type_text(dialog.search, "buy-out")
    assert dialog.chosen is not None
    assert "Guidance" in dialog.text.text()
    press(dialog.search, Key.Key_Return)
    assert "licence" not in codes(workspace, contract)
    assert "buyout" in codes(workspace, contract)
    assert workspace.read(lambda conn: get(conn, Contract, contract)).rights_model == "buyout"


def test_an_own_clause_is_written_and_kept(
    page: ContractPage, workspace: Workspace, contract: str, dialogs: FakeDialogs
) -> None:
    dialogs.words = "Tea"
    page.text.focus(row_of(page, "work").key)
    click(page.text.write_button)
    assert codes(workspace, contract)[1] == "own1"
    row = row_of(page, "own1")
    assert page.text.current == row.key
    assert row.form is not None
    type_text(row.form.row("text").edit.main, "At five.")
    row.form.row("text").edit.left.emit()
    row.kept.emit()
    assert workspace.read(clause_store.offered).clauses["own_tea"].text == "At five."
    dialogs.words = "Ours"
    chosen_in_menu(page, "Save as template…")
    assert "own_ours" in workspace.read(clause_store.offered).templates
    page.text.remove()
    page.pick_clause()
    dialog: ClauseDialog = page.findChildren(ClauseDialog)[-1]
    assert dialog.drop_button.isHidden()
    type_text(dialog.search, "At five")
    assert not dialog.drop_button.isHidden()
    click(dialog.drop_button)
    assert "own_tea" not in workspace.read(clause_store.offered).clauses
    dialog.reject()


def test_a_term_is_put_in_from_the_list(page: ContractPage) -> None:
    row = row_of(page, "conduct")
    page.text.focus(row.key)
    row._insert("kill_fee")
    assert row.form is not None
    assert row.form.row("text").edit.text().startswith("{kill_fee}")


def test_the_parties_section_leads_to_the_parties_and_a_guardian_signs_late(
    page: ContractPage, workspace: Workspace
) -> None:
    minor = draft(workspace, creator="Kim", age="minor")
    page.go_to(Place("contract", minor))
    page.show_part("text")
    page.text.focus("parties")
    page.text.rows["parties"].parties_asked.emit()
    assert page.parts.value == "terms"
    assert page.parties.is_open
    guardian = workspace.read(lambda conn: find(conn, ContractParty, "role = 'guardian'"))[0]
    sign(workspace, minor)
    page.reload()
    row = page.parties.rows[guardian.id]
    assert isinstance(row, PartyRow)
    row.set_open(True)
    assert "partly signed" in words_in(page.parties)
    late = row.late
    assert late is not None
    type_text(late.row("signed_on").edit.main, "2026-03-12")
    press(late.row("signed_on").edit.main, Key.Key_Return)
    assert workspace.read(lambda conn: get(conn, ContractParty, guardian.id)).signed_on == "2026-03-12"
    assert "partly signed" not in words_in(page.parties)


def test_a_party_is_added_for_a_role(page: ContractPage, workspace: Workspace, contract: str) -> None:
    menu = page.parties.roles()
    next(act for act in menu.actions() if act.text() == "Manager").trigger()
    found = workspace.read(lambda conn: clause_store.parties(conn, contract))
    assert [one.role for one in found][-1] == "manager"
    assert page.parties.rows[found[-1].id].is_open


# what stands still, and what comes after


def test_a_signed_text_stands_still_and_leads_on(page: ContractPage, workspace: Workspace, contract: str) -> None:
    sign(workspace, contract)
    page.reload()
    assert "signed on 11 Mar 2026" in words_in(page.text)
    assert not page.text.add_button.isVisible()
    page.text.focus_section(3)
    row = page.text.rows[page.text.current]
    assert row.body is None
    assert page.offers()["clause.up"].why_not
    asked: list[Place] = []
    page.desk.gone.connect(asked.append)
    chosen_in_menu(page, "Addendum")
    assert asked[-1].page == "contract"
    page.go_to(asked[-1])
    assert page.path[0][0].startswith("Addendum to Ana Ruiz")
    chosen_in_menu(page, "Open Ana Ruiz, Spring Launch (Signed)")
    assert asked[-1].record == contract


def test_versions_are_compared_by_signs(page: ContractPage, workspace: Workspace, contract: str) -> None:
    page.show_part("compare")
    assert "There is one version so far." in words_in(page.compare)
    workspace.do(commands.check_done, contract_id=contract)
    workspace.do(send_contract, contract_id=contract, accept_open_with_note="Small job")
    workspace.do(commands.mark_redlined, contract_id=contract)
    workspace.do(commands.set_contract_field, contract_id=contract, name="fix_hours", value=48)
    page.reload()
    page.compare.load(contract)
    said = words_in(page.compare)
    assert "1 section differs." in said
    assert "§ 15 Guidance, monitoring and corrections · Changed" in said
    assert "−<s>24</s>" in said
    assert "+<u>48</u>" in said
    spoken = [one.accessibleName() for one in page.compare.findChildren(QLabel)]
    assert any("removed: 24" in one and "added: 48" in one for one in spoken)


def test_a_contract_is_cancelled_with_its_reason(page: ContractPage, workspace: Workspace, contract: str) -> None:
    chosen_in_menu(page, "Cancel contract…")
    dialog: WhyDialog = page.findChildren(WhyDialog)[-1]
    assert not dialog.confirm_button.isEnabled()
    type_text(dialog.why, "No budget")
    press(dialog, Key.Key_Return, CONTROL)
    stored = workspace.read(lambda conn: get(conn, Contract, contract))
    assert (stored.state, stored.ended_why) == ("cancelled", "No budget")


# papers


def test_sending_makes_an_e_mail_draft_with_the_pdf(page: ContractPage, workspace: Workspace, contract: str) -> None:
    for number in range(1, 33):
        workspace.do(commands.answer_item, contract_id=contract, item=number, answer="in_text")
    workspace.do(commands.check_done, contract_id=contract)
    page.reload()
    click(page.main_button)
    asked: SendDialog = page.findChildren(SendDialog)[-1]
    assert "open in the text" in words_in(asked)
    assert not asked.confirm_button.isEnabled()
    type_text(asked.note, "Agreed by telephone")
    press(asked, Key.Key_Return, CONTROL)
    assert workspace.read(lambda conn: get(conn, Contract, contract)).state == "sent"
    assert len(workspace.read(lambda conn: sent_texts(conn, contract))) == 1
    (path,) = (workspace.folder / mail.FOLDER).glob("*.eml")
    draft_mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert draft_mail["To"] == "ana@example.org"
    (attached,) = draft_mail.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert "The e-mail draft is ready." in words_in(page)


def test_pdf_internal_pdf_and_text_are_saved(page: ContractPage, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "a"
    page.offers()["pdf"].run()
    assert len(PdfReader(tmp_path / "a.pdf").pages) >= 2
    assert "Saved a.pdf." in words_in(page)
    dialogs.path = tmp_path / "b.pdf"
    chosen_in_menu(page, "Create internal PDF…")
    assert "Internal copy" in PdfReader(tmp_path / "b.pdf").pages[0].extract_text()
    dialogs.path = tmp_path / "c"
    chosen_in_menu(page, "Save as text…")
    assert (tmp_path / "c.txt").read_text(encoding="utf-8").startswith("Ana Ruiz, Spring Launch\n\n§ 1 Parties\n")


# sizes and keys


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("part", ["terms", "text", "compare"])
def test_long_names_fit_every_size(window: MainWindow, workspace: Workspace, size: tuple[int, int], part: str) -> None:
    contract = draft(workspace, creator=LONG)
    window.resize(*size)
    window.go(Place("contract", contract))
    page = window.page
    assert isinstance(page, ContractPage)
    page.show_part(part)
    page.text.focus("parties")
    if part == "text":
        page.text.focus(row_of(page, "kill_fee").key)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    inside = page.text.area.widget()
    assert inside is not None
    assert part != "text" or inside.minimumSizeHint().width() <= page.text.area.viewport().width()


def test_parts_are_stepped_through_by_keys(window: MainWindow, contract: str) -> None:
    window.go(Place("contract", contract))
    page = window.page
    assert isinstance(page, ContractPage)
    seen = []
    for _ in range(4):
        press(window, Key.Key_Tab, CONTROL)
        seen.append(page.parts.value)
    assert seen == ["text", "compare", "history", "terms"]


def test_a_contract_is_checked_in_forty_keys(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    """F12: from an agreed creator to Check done."""
    workspace.do(agree)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go(Place("contracts"))
    press(window, Key.Key_N, CONTROL)
    dialog = window.page.findChildren(DraftDialog)[-1]
    qtbot.waitUntil(dialog.list.hasFocus)
    press(dialog.list, Key.Key_Return)
    pressed = 2
    page = window.page
    assert isinstance(page, ContractPage)
    contract = page.place.record
    found = workspace.read(lambda conn: items(conn, contract))
    assert sum(one.answer != "open" for one in found) >= 14
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for _ in [one for one in found if one.answer == "open"]:
        press(window, Key.Key_F8)
        press(window, Key.Key_Return, CONTROL)
        pressed += 2
    assert page.view is not None
    assert page.view.left == ()
    press(page.main_button, Key.Key_Space)
    pressed += 2  # to the button, and on it
    assert workspace.read(lambda conn: get(conn, Contract, contract)).state == "in_check"
    assert pressed <= 40
