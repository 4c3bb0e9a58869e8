"""The rule packs: every version is listed, files are read with care, and the labels of several markets are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeDialogs
from press import click, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from shiboken6 import delete

from infludesk.campaigns.model import Campaign
from infludesk.clients.model import Client
from infludesk.contracts.packs import known_packs, market_packs
from infludesk.contracts.shipped import shipped_pack
from infludesk.contracts.store import pack
from infludesk.db.rows import insert
from infludesk.db.transaction import Tx
from infludesk.flows.caption_subjects import scratch_packs
from infludesk.flows.pack_changes import add_pack, turn_off
from infludesk.gui.contracts.pack_dialogs import EVERYWHERE, EditPackDialog, MarketPackDialog
from infludesk.gui.desk import Desk
from infludesk.gui.kit.theme import theme
from infludesk.gui.main_window import MainWindow
from infludesk.gui.navigation import Place
from infludesk.gui.pages.rule_packs import RulePacksPage
from infludesk.records.model import RULE_PACKS
from infludesk.records.store import setting
from infludesk.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
ALL = ["au@2021.1", "ca@2025.1", "de@2022.1", "eu@2023.1", "fr@2023.1", "uk-cap@2023.1", "in@2023.1", "us-ftc@2023.1"]
OWN = shipped_pack("ca").replace('version = "2025.1"', 'version = "2026.1"')


def campaign(tx: Tx, packs: tuple[str, ...], state: str = "live") -> str:
    client = insert(tx, Client(name="Acme"))
    return insert(tx, Campaign(name="Spring", client_id=client.id, rule_packs=packs, state=state)).id


@pytest.fixture
def page(desk: Desk) -> Iterator[RulePacksPage]:
    made = RulePacksPage(desk)
    made.resize(1064, 740)
    yield made
    delete(made)


def cells(page: RulePacksPage, key: str) -> list[str]:
    page.table.rows.with_rows([key], lambda: None)
    found = page.table.rows.cells(key)
    assert found is not None
    return [one.display for one in found]


def words_in(widget: QWidget) -> str:
    for _ in range(3):  # what events bring may need events to be seen
        QApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def look_at(page: RulePacksPage, key: str) -> None:
    page.focus_on(key)
    page.detail.show_record(key)


def dialog_of(page: RulePacksPage, kind: type[QDialog]) -> QDialog:
    found: QDialog = page.findChildren(kind)[-1]
    return found


def test_every_shipped_pack_is_listed_without_storing_any(page: RulePacksPage, workspace: Workspace) -> None:
    page.show()
    assert page.table.rows.ids == ALL
    assert cells(page, "ca@2025.1") == [
        "Canada: Ad Standards guidelines", "CA", "2025.1", "from 31 Oct 2025", "12 · V 4 · S 2 · G 6", "–",
    ]  # fmt: skip
    assert workspace.read(lambda conn: conn.execute("SELECT count(*) FROM rule_pack").fetchone()[0]) == 0


def test_what_uses_a_pack_is_counted_and_an_ended_one_is_marked(page: RulePacksPage, workspace: Workspace) -> None:
    ended = OWN.replace("effective_from = 2025-10-31", "effective_from = 2025-10-31\neffective_to = 2026-01-31")
    workspace.do(add_pack, text=ended)
    workspace.do(campaign, packs=("ca",))
    workspace.do(campaign, packs=("ca@2026.1", "de"))
    page.show()
    assert cells(page, "ca@2026.1")[5] == "2 campaigns"
    assert cells(page, "ca@2026.1")[3] == "Ended"
    assert cells(page, "de@2022.1")[5] == "1 campaign"
    assert page.strip.accessibleName() == "ca@2026.1 ended on 31 Jan 2026. 2 running campaigns use it."
    page.filters.set_values("", {"view": "ended"})
    assert page.table.rows.ids == ["ca@2026.1"]
    for column in page.columns():
        if column.sortable:
            page.sort_by(column.key, descending=True)
            assert page.table.rows.ids == ["ca@2026.1"]


def test_a_version_shows_labels_rules_places_and_sources(page: RulePacksPage) -> None:
    page.show()
    look_at(page, "uk-cap@2023.1")
    for section in page.detail.parts.values():
        section.set_open(True)
    shown = words_in(page.detail)
    for words in (
        "Guidance from dated sources, not legal advice.", "English", "Pass", "Risky", "Fail", "gifted",
        "Is the label one that people understand", "CAP Code", "V: read in the source", "G: guidance", "Video",
        "It is in the film",
    ):  # fmt: skip
        assert words in shown, words
    assert not page.detail.parts["changed"].isVisibleTo(page.detail)


def test_a_version_is_compared_with_the_one_before(page: RulePacksPage, workspace: Workspace) -> None:
    text = OWN.replace('text = "Influencer"', 'text = "Influencer"')
    text = text.replace('code = "CA-9"', 'code = "CA-99"').replace("Are the words clear?", "Are the words plain?")
    workspace.do(add_pack, text=text)
    page.show()
    look_at(page, "ca@2026.1")
    page.detail.parts["changed"].set_open(True)
    shown = words_in(page.detail)
    assert "Rules added | CA-99 | Rules removed | CA-9 | Rules changed | CA-2" in shown


def test_a_file_is_added_and_can_be_taken_back(
    page: RulePacksPage, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page.show()
    dialogs.path = tmp_path / "canada.toml"
    dialogs.path.write_text(OWN, encoding="utf-8-sig")
    click(page.add_button)
    assert page.table.current_id == "ca@2026.1"
    assert "Own" in cells(page, "ca@2026.1")[0]
    workspace.undo()
    page.reload()
    assert page.table.rows.ids == ALL


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "CA-1"', "", "code is missing (in rules 1)."),
        ('version = "2026.1"', 'version = "2025.1"  # mine', "ca@2025.1 is here already, with another text."),
        ("effective_from", "efective_from", "effective_from is missing (in the pack)."),
        ('formats = ["live"]', 'formats = ["telegram"]', 'formats names "telegram", which is not known'),
        ("cite =", 'cites = "x"\ncite =', '"cites" is not known (in rules 1).'),
        ("[[rules]]", "[[rules", "This rule pack cannot be read"),
    ],
)  # fmt: skip
def test_mistakes_in_a_file_are_told_with_their_place(  # noqa: PLR0917
    page: RulePacksPage, workspace: Workspace, dialogs: FakeDialogs, tmp_path: Path, old: str, new: str, said: str
) -> None:
    page.show()
    assert old in OWN
    dialogs.path = tmp_path / "canada.toml"
    dialogs.path.write_text(OWN.replace(old, new, 1), encoding="utf-8")
    click(page.add_button)
    assert said in page.strip.accessibleName()
    assert len(workspace.read(known_packs)) == len(ALL)


def test_a_file_that_is_no_text_is_refused(page: RulePacksPage, dialogs: FakeDialogs, tmp_path: Path) -> None:
    page.show()
    dialogs.path = tmp_path / "canada.toml"
    dialogs.path.write_bytes(b"\xff\xfe\x00\xd8")
    click(page.add_button)
    assert page.strip.accessibleName().startswith('"canada.toml" cannot be read.')


def test_a_copy_is_edited_and_checked_before_it_is_kept(page: RulePacksPage, workspace: Workspace) -> None:
    page.show()
    look_at(page, "ca@2025.1")
    click(page.detail.edit_button)
    dialog = dialog_of(page, EditPackDialog)
    assert isinstance(dialog, EditPackDialog)
    text = dialog.text.toPlainText()
    assert 'version = "2025.1-own1"' in text
    dialog.text.setPlainText(text.replace('asked_of = "both"', 'asked_of = "nobody"', 1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    assert 'asked_of is "nobody", not one of post, contract, both, background' in dialog.said.text()
    dialog.text.setPlainText(text.replace("Are the words clear?", "Are the words plain?"))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert page.table.current_id == "ca@2025.1-own1"
    known = {one.key: one for one in workspace.read(known_packs)}
    assert known["ca@2025.1-own1"].origin == "user"
    assert "Are the words clear?" in known["ca@2025.1"].text
    look_at(page, "ca@2025.1-own1")
    click(page.detail.edit_button)
    again = dialog_of(page, EditPackDialog)
    assert isinstance(again, EditPackDialog)
    assert 'version = "2025.1-own2"' in again.text.toPlainText()
    again.text.setPlainText(text)
    press(again, Qt.Key.Key_Return, CTRL)
    assert again.isVisible()
    assert "ca@2025.1-own1 is here already, with another text." in again.strip.accessibleName()


def test_a_copy_is_saved_as_a_file_to_edit(page: RulePacksPage, dialogs: FakeDialogs, tmp_path: Path) -> None:
    page.show()
    look_at(page, "de@2022.1")
    dialogs.path = tmp_path / "de.toml"
    page.offers()["pack.save"].run()
    written = dialogs.path.read_text(encoding="utf-8")
    assert written == shipped_pack("de").replace('version = "2022.1"', 'version = "2022.1-own1"')


def test_a_pack_is_the_default_of_a_market(page: RulePacksPage, workspace: Workspace) -> None:
    page.show()
    look_at(page, "eu@2023.1")
    click(page.detail.default_button)
    dialog = dialog_of(page, MarketPackDialog)
    assert isinstance(dialog, MarketPackDialog)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.isVisible()
    dialog.country.setCurrentIndex(dialog.country.findData("ES"))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert workspace.read(market_packs) == {"ES": "eu"}
    assert "Default for ES" in cells(page, "eu@2023.1")[0]
    undone = workspace.undo()
    assert "Set default pack for Spain" in undone.changes.label
    assert workspace.read(market_packs) == {}


def test_a_pack_is_the_default_everywhere_until_it_is_taken_back(page: RulePacksPage, workspace: Workspace) -> None:
    def chosen() -> str:
        return workspace.read(lambda conn: setting(conn, RULE_PACKS))

    def choose(verb: str) -> None:
        click(page.detail.default_button)
        dialog = page.findChildren(MarketPackDialog)[-1]
        dialog.country.setCurrentIndex(dialog.country.findData(EVERYWHERE))
        assert dialog.confirm_button.text() == verb
        press(dialog, Qt.Key.Key_Return, CTRL)

    page.show()
    for key in ("eu@2023.1", "us-ftc@2023.1"):
        look_at(page, key)
        choose("Set default")
    assert chosen() == "eu us-ftc"
    assert workspace.read(scratch_packs) == ("eu@2023.1", "us-ftc@2023.1")
    assert "Default everywhere" in cells(page, "us-ftc@2023.1")[0]
    look_at(page, "eu@2023.1")
    choose("Take default back")
    assert chosen() == "us-ftc"
    undone = workspace.undo()
    assert "Take back default pack everywhere" in undone.changes.label
    assert chosen() == "eu us-ftc"


def test_the_list_fits_beside_its_panel(window: MainWindow) -> None:
    window.go(Place("rule_packs"))
    page = window.page
    assert isinstance(page, RulePacksPage)
    page.focus_on("eu@2023.1")
    assert page.inspector_frame.isVisible()
    assert page.table.horizontalScrollBar().maximum() == 0


def test_a_pack_is_turned_off_for_new_work_and_on_again(page: RulePacksPage, workspace: Workspace) -> None:
    page.show()
    look_at(page, "in@2023.1")
    click(page.detail.turn_button)
    assert [one.key for one in workspace.read(known_packs) if one.off] == ["in@2023.1"]
    assert page.detail.turn_button.text() == "Turn on for new work"
    assert "in@2023.1" not in page.detail.labels.packs.boxes
    page.filters.set_values("", {"view": "off"})
    assert page.table.rows.ids == ["in@2023.1"]
    page.offers()["pack.turn"].run()
    assert not any(one.off for one in workspace.read(known_packs))


def test_the_labels_that_pass_in_several_markets(page: RulePacksPage) -> None:
    page.show()
    page.table.rows.tick(["de@2022.1", "us-ftc@2023.1"], on=True)
    page.chosen.acted.emit()
    assert page.detail.labels.isVisible()
    shown = words_in(page.detail.labels)
    assert "English | Passes in all | Werbung / ad" in shown
    assert "German | Passes in all | Werbung" in shown
    assert "us-ftc@2023.1 · FTC staff guidance, Disclosures 101" in shown
    assert "It is before the fold" in shown
    labels = page.detail.labels
    labels.format.setCurrentIndex(labels.format.findData("live"))
    labels.format.activated.emit(0)
    assert "It is repeated in the stream" in words_in(labels)
    click(labels.packs.boxes["de@2022.1"])
    click(labels.packs.boxes["us-ftc@2023.1"])
    assert "Choose a market; nothing is assumed" in words_in(labels)


def test_a_pack_turned_off_is_not_used_for_new_work(workspace: Workspace) -> None:
    workspace.do(add_pack, text=OWN)
    newest = workspace.read(known_packs)
    assert [one.key for one in newest if one.pack.code == "ca"] == ["ca@2026.1", "ca@2025.1"]
    workspace.do(turn_off, key="ca@2026.1")
    found = workspace.read(lambda conn: (pack(conn, "ca"), pack(conn, "ca@2026.1")))
    assert [one.key for one in found if one] == ["ca@2025.1", "ca@2026.1"]


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_fits_the_window_in_both_looks(
    window: MainWindow, dressed: QApplication, size: tuple[int, int], look: str
) -> None:
    theme.apply(dressed, "dark" if look == "dark" else "light", "comfortable")
    window.resize(*size)
    window.go(Place("rule_packs", "us-ftc@2023.1"))
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, RulePacksPage)
    for section in page.detail.parts.values():
        section.set_open(True)
    page.detail.show_labels_of(ALL)
    QApplication.processEvents()
    inside = page.detail.area.widget()
    assert inside is not None
    if page.inspector_frame.isVisible():
        assert inside.minimumSizeHint().width() <= page.detail.area.viewport().width()
    assert (window.width(), window.height()) == size
    page.grab()


def test_the_tab_leads_from_contracts_to_the_packs(window: MainWindow) -> None:
    window.go(Place("contracts"))
    window.actions_["tab.next"].trigger()
    for _ in range(3):
        if isinstance(window.page, RulePacksPage):
            break
        window.actions_["tab.next"].trigger()
    assert isinstance(window.page, RulePacksPage)
