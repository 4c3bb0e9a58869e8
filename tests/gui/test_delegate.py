"""The delegates: every cell in both shades, right edges, names that do not fit, states and the sidebar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from pytestqt.qtbot import QtBot

from infludesk.gui.kit import avatar
from infludesk.gui.kit.cell_paint import PAINTERS
from infludesk.gui.kit.cells import (
    Bar,
    Cell,
    Due,
    Masked,
    MoneyCell,
    NumberCell,
    Person,
    Pill,
    Tags,
    Tally,
    Text,
    Tick,
)
from infludesk.gui.kit.delegate import CellDelegate, HoverRow, Role, cell_at, natural_width
from infludesk.gui.kit.theme import Density, Mode, theme
from infludesk.gui.nav_delegate import NavDelegate, NavItem

MARGIN = 40
HANDLES = (("instagram", "zosia.w"), ("tiktok", "zosia"), ("blog", "zosia.example"))
NAMES = [
    "Zofia Wiśniewska-Kowalczyk of the very long double name",
    "مريم عبد الرحمن الأنصاري",
    "株式会社さくらインフルエンサーマーケティング",
    "Ola 🌿✨🔥💄👩‍👩‍👧‍👦🇵🇱 🌿✨🔥💄 every day",
    "नेहा शर्मा कुलकर्णी",
]
CELLS: list[Cell] = [
    Text("Skincare"),
    Text("Skincare", "two reels", strong=True),
    Person("Zofia Wiśniewska", "ゾフィア", HANDLES, key="c1"),
    Person("Harbor & Pine", kind="organisation", key="o1"),
    Tally(7, 10, "Signed"),
    Tally(10, 10, "Paid", "finished"),
    Tally(3, 10, "Declined", "stopped"),
    Tally(12, 17, counted=True),
    Tally(30, 60, counted=True),
    Pill("Draft"),
    Pill("Late", "danger", "clock"),
    Pill("Signed", "success"),
    Pill("Due", "warn"),
    Pill("Sent", "info"),
    Pill("New", "accent"),
    MoneyCell("1,200.00", "EUR"),
    MoneyCell("−1,200.00", internal=True),
    Due("4 days late", "late"),
    Due("today", "today"),
    Due("in 3 days"),
    Due("2 Mar", "done"),
    NumberCell("12,431"),
    NumberCell(),
    NumberCell(na_reason="no reach given"),
    NumberCell("4.1%", stale_text="as of 3 Feb"),
    NumberCell("98%", question="higher than usual"),
    Masked(),
    Tick("on"),
    Tick("part"),
    Tick(),
    Tags(("vegan", "sport", "family", "travel")),
    Bar(0.4, "21 of 42"),
    Text("Berlin", fresh=True, problem="two creators have this handle"),
]


def index_of(cell: object, role: Role = Role.CELL) -> tuple[QStandardItemModel, QModelIndex]:
    """A model of two columns with the cell in the second, away from the lead column."""
    model = QStandardItemModel(1, 2)
    item = QStandardItem()
    item.setData(cell, role)
    model.setItem(0, 1, item)
    return model, model.index(0, 1)


def paint(
    cell: object,
    *,
    width: int = 220,
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
    rtl: bool = False,
    ratio: float = 1.0,
    delegate: QStyledItemDelegate | None = None,
    role: Role = Role.CELL,
) -> QImage:
    """The cell painted into a picture with a margin that must stay untouched."""
    _model, index = index_of(cell, role)
    delegate = delegate or CellDelegate()
    high = theme.row_height()
    image = QImage(
        round((width + 2 * MARGIN) * ratio),
        round((high + 2 * MARGIN) * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    option = QStyleOptionViewItem()
    option.rect = QRect(MARGIN, MARGIN, width, high)
    option.state = state
    option.direction = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


def inside(image: QImage) -> QImage:
    return image.copy(MARGIN, MARGIN, image.width() - 2 * MARGIN, image.height() - 2 * MARGIN)


def ink(image: QImage, ground: str = "raised") -> list[int]:
    """The columns in which something stands on the ground, the line below left out."""
    paper = theme.color(ground).rgb()
    rows = range(image.height() - 1)
    return [x for x in range(image.width()) if any(image.pixel(x, y) != paper for y in rows)]


def untouched(image: QImage) -> bool:
    edge = [(x, y) for x in range(image.width()) for y in range(image.height())]
    box = QRect(MARGIN, MARGIN, image.width() - 2 * MARGIN, image.height() - 2 * MARGIN)
    return all(box.contains(x, y) or image.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_every_kind_of_cell_has_a_painter() -> None:
    assert {type(cell) for cell in CELLS} == set(PAINTERS)
    named = {kind.__name__ for kind in Cell.__subclasses__()}
    assert named == {kind.__name__ for kind in PAINTERS}


@pytest.mark.parametrize("density", ["comfortable", "compact"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{type(cell).__name__}-{cell.display[:12]}")
def test_every_cell_draws_in_every_dress(qapp: QApplication, cell: Cell, mode: Mode, density: Density) -> None:
    theme.apply(qapp, mode, density)
    for state in (
        QStyle.StateFlag.State_Enabled,
        QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active | QStyle.StateFlag.State_HasFocus,
    ):
        image = paint(cell, state=state)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        assert ink(inside(image), "selected" if selected else "raised")
    assert untouched(paint(cell, width=60))


@pytest.mark.parametrize("cell", [MoneyCell("1,200.00", "EUR"), NumberCell("12,431"), NumberCell(na_reason="no reach")])
def test_numbers_end_at_the_right(qapp: QApplication, cell: Cell) -> None:
    theme.apply(qapp, "light", "comfortable")
    columns = ink(inside(paint(cell)))
    assert 220 - 8 - 5 <= columns[-1] < 220 - 8 + 1
    assert columns[0] > 110


def test_numbers_of_one_length_are_as_wide(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    assert natural_width(NumberCell("1,111")) == natural_width(NumberCell("8,888"))


def test_right_to_left_mirrors(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    assert ink(inside(paint(Text("Berlin"))))[0] < 20
    mirrored = ink(inside(paint(Text("Berlin"), rtl=True)))
    assert mirrored[0] > 110
    assert mirrored[-1] > 200
    assert ink(inside(paint(NumberCell("12"), rtl=True)))[-1] < 60


@pytest.mark.parametrize("density", ["comfortable", "compact"])
@pytest.mark.parametrize("name", NAMES)
def test_long_names_stay_in_their_cell(qapp: QApplication, name: str, density: Density) -> None:
    theme.apply(qapp, "light", density)
    for width in (40, 90, 160):
        for cell in (
            Text(name),
            Text(name, name),
            Person(name, name, (("instagram", name),)),
            Pill(name),
            Tags((name,)),
        ):
            image = paint(cell, width=width)
            assert untouched(image)
            columns = ink(inside(image))
            assert not columns or columns[-1] <= width - 8 + 2, (name, width, type(cell))


@given(st.text(max_size=60))
def test_any_text_can_be_a_name(name: str) -> None:
    letters = avatar.initials(name)
    assert letters
    assert " " not in letters
    assert 0 <= avatar.hue(name) < avatar.HUES


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Zofia Wiśniewska", "ZW"),
        ("zosia", "Z"),
        ("Ana Maria de Souza", "AS"),
        ("E\u0301lise Müller", "ÉM"),
        ("田中 花子", "田"),
        ("مريم عبد", "م"),
        ("🌿 Ola", "O"),
        ("🌿✨", "?"),
        ("", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert avatar.initials(name) == letters


def test_hue_is_the_same_in_every_run() -> None:
    assert [avatar.hue(key) for key in ("c1", "c2", "zosia", "")] == [1, 3, 7, 0]


@pytest.mark.parametrize(("density", "high"), [("comfortable", 40), ("compact", 28)])
def test_row_heights(qapp: QApplication, density: Density, high: int) -> None:
    theme.apply(qapp, "light", density)
    _model, index = index_of(Text("Berlin"))
    assert CellDelegate().sizeHint(QStyleOptionViewItem(), index).height() == high


def test_natural_width_shows_the_cell_whole(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    for cell in CELLS:
        wide, wider = natural_width(cell), natural_width(cell) + 200
        if isinstance(cell, MoneyCell | NumberCell | Tick) or cell.problem:
            continue
        assert ink(inside(paint(cell, width=wide))) == ink(inside(paint(cell, width=wider))), cell


def test_selection_is_quiet_without_the_window(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    chosen = QStyle.StateFlag.State_Selected
    delegate = CellDelegate(lead_column=1)
    quiet = inside(paint(Text("Berlin"), state=chosen, delegate=delegate))
    loud = inside(paint(Text("Berlin"), state=chosen | QStyle.StateFlag.State_Active, delegate=delegate))
    assert quiet.pixelColor(1, 5) == theme.color("selected-quiet")
    assert loud.pixelColor(1, 5) == theme.color("accent")
    assert loud.pixelColor(12, 5) == theme.color("selected")


def test_focus_is_a_ring_of_two(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    state = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Active
    image = inside(paint(Text("Berlin"), state=state))
    ring = theme.color("focus-ring")
    assert [image.pixelColor(x, 20) == ring for x in (0, 1, 2)] == [True, True, False]
    assert image.pixelColor(100, 39) == ring


def test_internal_is_hatched(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    image = inside(paint(MoneyCell("12.00", internal=True)))
    hatch: QColor = theme.color("hatch")
    assert sum(image.pixelColor(x, 5) == hatch for x in range(60, 120)) == 10
    assert inside(paint(MoneyCell("12.00"))).pixelColor(62, 5) == theme.color("raised")


def test_more_tags_than_room_are_counted(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    two = ink(inside(paint(Tags(("vegan", "sport")), width=130)))
    many = ink(inside(paint(Tags(("vegan", "sport", "family", "travel")), width=130)))
    assert many != two
    assert many[-1] <= 122


@pytest.mark.parametrize("ratio", [1.5, 2.0])
def test_cells_draw_on_fine_screens(qapp: QApplication, ratio: float) -> None:
    theme.apply(qapp, "light", "comfortable")
    for cell in CELLS:
        assert not paint(cell, ratio=ratio).isNull()


def test_a_model_without_cells_shows_its_text(qapp: QApplication) -> None:
    model = QStandardItemModel(1, 1)
    model.setItem(0, 0, QStandardItem("Berlin"))
    assert cell_at(model.index(0, 0)) == Text("Berlin")
    assert qapp is not None


def test_hover_follows_the_pointer_over_the_row(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light", "comfortable")
    model = QStandardItemModel(3, 2)
    for row in range(3):
        for column in range(2):
            model.setItem(row, column, QStandardItem("Berlin"))
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    delegate = CellDelegate(view)
    view.setItemDelegate(delegate)
    hover = HoverRow(view, delegate)
    view.show()
    with qtbot.waitSignal(hover.moved):
        QTest.mouseMove(view.viewport(), view.visualRect(model.index(1, 0)).center())
    assert delegate.hover_row == 1
    place = view.visualRect(model.index(1, 1)).topRight()
    assert view.viewport().grab().toImage().pixelColor(place.x() - 2, place.y() + 2) == theme.color("hover")
    hover.show_row(-1)
    assert delegate.hover_row == -1


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("collapsed", [False, True])
@pytest.mark.parametrize(
    "item",
    [
        NavItem("Today", "today", badge=7, badge_word="late"),
        NavItem("Creators", "creators", badge=120),
        NavItem("Waiting for a reply, all markets and all brands", "star", "view"),
        NavItem("Library", kind="heading"),
    ],
)
def test_sidebar_rows_draw(qapp: QApplication, item: NavItem, mode: Mode, *, collapsed: bool) -> None:
    theme.apply(qapp, mode, "comfortable")
    width = 52 if collapsed else 208
    for state in (QStyle.StateFlag.State_Enabled, QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
        image = paint(item, width=width, state=state, delegate=NavDelegate(collapsed=collapsed), role=Role.NAV)
        assert ink(inside(image), "desk")
        assert untouched(image)


def test_sidebar_heights_and_words(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    _page, page = index_of(NavItem("Today", "today"), Role.NAV)
    _head, head = index_of(NavItem("Library", kind="heading"), Role.NAV)
    hints = [NavDelegate().sizeHint(QStyleOptionViewItem(), index) for index in (page, head)]
    assert [(hint.width(), hint.height()) for hint in hints] == [(208, 30), (208, 34)]
    assert NavItem("Today", badge=7, badge_word="late").spoken == "Today, 7 late"
    assert NavItem("Trash").spoken == "Trash"
