"""The first run: three ways to begin, each leading to a folder and a first page."""

from pathlib import Path

import pytest
from fakes import FakeDialogs, InlineRunner
from press import Key, Modifier, click, press
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from infludesk.gui.imports.filters import LISTS
from infludesk.gui.navigation import Place
from infludesk.gui.pages.first_run import FirstRun, Sample, free_folder, place_words
from infludesk.kernel.errors import Cancelled, Problem
from infludesk.kernel.progress import Progress

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


class Begun:
    """The window, and what it began."""

    def __init__(self, qtbot: QtBot, dialogs: FakeDialogs, base: Path, sample: Sample | None = None) -> None:
        self.window = FirstRun(dialogs, base, sample=sample, runner=InlineRunner())
        self.places: list[tuple[Path, Place]] = []
        self.window.began.connect(lambda folder, place: self.places.append((folder, place)))
        qtbot.addWidget(self.window)
        self.window.show()


@pytest.fixture
def begun(qtbot: QtBot, dressed: QApplication, dialogs: FakeDialogs, tmp_path: Path) -> Begun:
    del dressed
    return Begun(qtbot, dialogs, tmp_path / "InfluDesk", lambda folder, _progress: folder.mkdir())


def test_a_contact_list_is_chosen_before_anything_is_made(begun: Begun, dialogs: FakeDialogs, tmp_path: Path) -> None:
    click(begun.window.list_button)
    assert begun.places == []
    dialogs.path = tmp_path / "list.csv"
    click(begun.window.list_button)
    assert begun.places == [(tmp_path / "InfluDesk", Place("imports", about=(f"file:{tmp_path / 'list.csv'}",)))]
    assert dialogs.filters == LISTS


def test_a_dropped_file_is_a_contact_list(begun: Begun, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name\nAna\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    begun.window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert [place.about for _, place in begun.places] == [(f"file:{path}",)]


def test_start_empty_opens_today(begun: Begun, tmp_path: Path) -> None:
    click(begun.window.empty_button)
    assert begun.places == [(tmp_path / "InfluDesk", Place("today"))]


def test_the_sample_has_a_folder_of_its_own_and_is_made_once(begun: Begun, tmp_path: Path) -> None:
    folder = tmp_path / "InfluDesk sample"
    click(begun.window.sample_button)
    assert folder.is_dir()
    (folder / "workspace.db").touch()
    click(begun.window.sample_button)
    assert begun.places == [(folder, Place("today"))] * 2
    assert begun.window.choices.isEnabled()


def test_progress_is_shown_while_the_sample_is_made(
    qtbot: QtBot, dressed: QApplication, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    del dressed
    seen: list[str] = []

    def sample(_folder: Path, progress: Progress) -> None:
        progress(3, 12)
        seen.append(made.window.progress.words)
        assert not made.window.choices.isEnabled()

    made = Begun(qtbot, dialogs, tmp_path / "InfluDesk", sample)
    click(made.window.sample_button)
    assert seen == ["Making the sample workspace 3 of 12 · 25 %"]
    assert not made.window.progress.isVisible()


@pytest.mark.parametrize("error", [Problem("disk.full", "The disk is full."), Cancelled(), ValueError("odd")])
def test_a_sample_that_fails_leaves_nothing_behind(
    qtbot: QtBot, dressed: QApplication, dialogs: FakeDialogs, tmp_path: Path, error: Exception
) -> None:
    del dressed

    def sample(folder: Path, _progress: Progress) -> None:
        folder.mkdir()
        raise error

    made = Begun(qtbot, dialogs, tmp_path / "InfluDesk", sample)
    click(made.window.sample_button)
    assert made.places == []
    assert list(tmp_path.glob("InfluDesk*")) == []
    assert made.window.strip.isVisible() == isinstance(error, Problem)
    assert dialogs.said == (["odd"] if isinstance(error, ValueError) else [])


def test_without_a_sample_there_is_no_such_choice(
    qtbot: QtBot, dressed: QApplication, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    del dressed
    window = Begun(qtbot, dialogs, tmp_path / "InfluDesk").window
    assert not window.sample_button.isVisible()
    assert "Look around with sample data" not in [one.text() for one in window.findChildren(QLabel)]


def test_another_folder_can_be_chosen(begun: Begun, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "Elsewhere"
    click(begun.window.change_button)
    click(begun.window.empty_button)
    assert begun.window.where.toolTip() == str(tmp_path / "Elsewhere")
    assert begun.places == [(tmp_path / "Elsewhere", Place("today"))]


def test_an_existing_workspace_is_opened(begun: Begun, dialogs: FakeDialogs, tmp_path: Path) -> None:
    dialogs.path = tmp_path / "old"
    click(begun.window.open_button)
    assert begun.places == [(tmp_path / "old", Place("today"))]


def test_the_next_free_folder_is_used(tmp_path: Path) -> None:
    base = tmp_path / "InfluDesk"
    assert free_folder(base) == base
    base.mkdir()
    assert free_folder(base) == base
    (base / "workspace.db").touch()
    assert free_folder(base) == base / "Workspace 2"
    (base / "Workspace 2").mkdir()
    (base / "Workspace 2" / "workspace.db").touch()
    assert free_folder(base) == base / "Workspace 3"


def test_a_folder_is_named_from_home_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert place_words(tmp_path / "Documents" / "InfluDesk") == "Documents / InfluDesk"


def test_nothing_is_cut_at_the_smallest_width(begun: Begun) -> None:
    begun.window.resize(begun.window.minimumSizeHint())
    QApplication.processEvents()
    for one in (begun.window.list_button, begun.window.sample_button, begun.window.empty_button):
        assert one.width() >= one.sizeHint().width()
        assert one.fontMetrics().horizontalAdvance(one.text()) <= one.width()


def test_several_files_begin_one_after_the_other_and_a_folder_is_refused_in_words(begun: Begun, tmp_path: Path) -> None:
    begun.window.start_with(tmp_path)
    assert begun.window.strip.accessibleName().startswith(f'"{tmp_path.name}" is a folder.')
    assert begun.places == []
    begun.window.start_with(tmp_path / "a.csv", tmp_path / "b.csv")
    assert begun.places[0][1].about == (f"file:{tmp_path / 'a.csv'}", f"file:{tmp_path / 'b.csv'}")


def test_what_was_copied_is_pasted(begun: Begun) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    begun.window.start_pasted()
    assert begun.window.strip.accessibleName().startswith("Nothing was copied that can be read.")
    clipboard.setText("Name\tEmail\nAna\tana@example.com")
    begun.window.activateWindow()
    press(begun.window.list_button, Key.Key_V, Modifier.ControlModifier)
    clipboard.clear()
    assert begun.places[0][1] == Place("imports", about=("paste",))
