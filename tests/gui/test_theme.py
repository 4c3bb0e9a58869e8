"""The theme: contrast measured from the tokens, names that exist, one place for colours, live switching."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import infludesk.gui
from infludesk.gui.kit import fonts, icons, stylesheet
from infludesk.gui.kit.focus import FocusRing
from infludesk.gui.kit.theme import Theme, theme
from infludesk.gui.kit.tokens import Shade, mix, tokens
from infludesk.paths import resource

GUI = Path(infludesk.gui.__file__).parent
THEME_FILES = {"tokens.py", "theme.py", "palette.py", "fonts.py", "stylesheet.py", "icons.py", "focus.py"}
SHADES: tuple[Shade, Shade] = ("light", "dark")
SURFACES = ("desk", "page", "raised", "sunken", "hover", "selected", "selected-quiet")
TEXTS = ("text", "text-2", "text-3", "accent-text", "success-text", "warn-text", "danger-text", "info-text")
STATES = ("accent", "success", "warn", "danger", "info")
PAGE_TEXT = 4.5
MARK = 3.0

# The offscreen platform says so of every window with a layout.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast of two ``#rrggbb``."""

    def luminance(color: str) -> float:
        parts = [value / 255 for value in bytes.fromhex(color[1:])]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("shade", SHADES)
def test_texts_are_readable_on_every_surface(shade: Shade) -> None:
    colors = tokens().colors[shade]
    low = {
        (name, on): round(ratio, 2)
        for name in TEXTS
        for on in SURFACES
        if (ratio := contrast(colors[name], colors[on])) < PAGE_TEXT
    }
    assert low == {}


@pytest.mark.parametrize("shade", SHADES)
def test_state_texts_are_readable_on_their_tints_and_fills(shade: Shade) -> None:
    colors = tokens().colors[shade]
    pairs = [(f"{s}-text", f"{s}-tint") for s in STATES] + [(f"on-{s}", s) for s in STATES]
    pairs += [("text", f"{s}-tint") for s in STATES] + [("on-accent", "accent-hover")]
    low = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < PAGE_TEXT} == {}


@pytest.mark.parametrize("shade", SHADES)
def test_marks_and_borders_stand_out(shade: Shade) -> None:
    colors = tokens().colors[shade]
    pairs = [("border-control", on) for on in ("page", "raised", "sunken")]
    pairs += [("focus-ring", on) for on in (*SURFACES, "accent-tint")]
    pairs += [("stale", on) for on in SURFACES] + [("accent", on) for on in SURFACES]
    assert [pair for pair in pairs if contrast(colors[pair[0]], colors[pair[1]]) < MARK] == []
    assert [c for c in tokens().charts[shade] if contrast(c, colors["raised"]) < MARK] == []


@pytest.mark.parametrize("shade", SHADES)
def test_initials_are_readable_on_every_hue(shade: Shade) -> None:
    colors = tokens().colors[shade]
    for hue in tokens().charts[shade]:
        assert contrast(mix(hue, colors["text"], 0.45), mix(hue, colors["raised"], 0.18)) >= PAGE_TEXT


def test_both_shades_have_the_same_tokens() -> None:
    light, dark = (tokens().colors[shade] for shade in SHADES)
    assert set(light) == set(dark)


def test_every_token_reaches_the_program(qapp: QApplication) -> None:
    mine = Theme()
    mine.apply(qapp, "light", "comfortable")
    given = tokens()
    assert all(mine.color(name).name() == value.lower() for name, value in given.colors["light"].items())
    assert [mine.chart(i).name() for i in range(8)] == [value.lower() for value in given.charts["light"]]
    assert all(mine.metric(name) == round(value) for name, value in given.sizes.items() if value >= 1)
    assert all((mine.size(name).width(), mine.size(name).height()) == pair for name, pair in given.pairs.items())
    assert all(mine.font(name).pixelSize() == style.size for name, style in given.types.items())
    assert all(mine.line(name) == style.line for name, style in given.types.items())
    assert [mine.elevation(n)[:2] for n in range(3)] == [(y, blur) for y, blur, _ in given.elevations]


def test_every_colour_named_in_the_style_sheet_and_the_sources_exists() -> None:
    known = set(tokens().colors["light"])
    named = set(re.findall(r"\{color\.([\w-]+)\}", stylesheet.template()))
    for file in GUI.rglob("*.py"):
        named |= set(re.findall(r'theme\.color\("([\w-]+)"\)', file.read_text(encoding="utf-8")))
    assert named
    assert named <= known


def test_every_colour_token_is_used() -> None:
    sources = [file.read_text(encoding="utf-8") for file in GUI.rglob("*.py") if file.name != "tokens.py"]
    words = set(re.findall(r'"([\w-]+)"', "\n".join(sources)))
    words |= set(re.findall(r"\{(?:color|glyph\.[\w-]+)\.([\w-]+)\}", stylesheet.template()))
    words |= {f"{state}-{part}" for state in STATES for part in ("text", "tint")}
    words |= {f"on-{state}" for state in STATES}
    assert set(tokens().colors["light"]) - words == set()


def test_every_size_font_and_icon_named_in_the_sources_exists() -> None:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in GUI.rglob("*.py"))
    given = tokens()
    fonts_known = set(given.types) | {"mono"}
    assert set(re.findall(r'theme\.metric\("([\w.-]+)"', sources)) <= set(given.sizes)
    assert set(re.findall(r'theme\.(?:font|line|metrics)\("([\w-]+)"', sources)) <= fonts_known
    assert set(re.findall(r'theme\.(?:icon|pixmap)\("([\w-]+)"', sources)) <= set(icons.FILES)


def test_no_colour_of_its_own_outside_the_theme() -> None:
    forbidden = re.compile(r"#[0-9a-fA-F]{6}\b|\bQColor\(|\bsetStyleSheet\(")
    found = {
        (file.name, match.group())
        for file in GUI.rglob("*.py")
        if file.name not in THEME_FILES
        for match in forbidden.finditer(file.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_template_is_filled_completely() -> None:
    filled = stylesheet.render("a { b: {color.text}; c: {px.32-1-1}; d: {size.radius.card} }", {"text": "#123456"})
    assert filled == "a { b: #123456; c: 30px; d: 8px }"
    whole = stylesheet.render(stylesheet.template(), tokens().colors["dark"])
    assert not re.findall(r"\{(?:color|px|size|type|glyph)\.", whole)
    assert whole.count("{") == whole.count("}")
    with pytest.raises(KeyError):
        stylesheet.render("{color.mauve}", tokens().colors["light"])


def test_switching_is_live(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Save")
    plain = QWidget()
    qtbot.addWidget(button)
    qtbot.addWidget(plain)
    for shade in SHADES:
        with qtbot.waitSignal(theme.changed):
            theme.apply(qapp, shade, "comfortable")
        assert theme.mode == shade
        qtbot.waitUntil(lambda: plain.palette().color(QPalette.ColorRole.Window) == theme.color("page"))
        inactive = qapp.palette().color(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight)
        assert inactive == theme.color("selected-quiet")
        face = button.grab().toImage().pixelColor(button.width() // 2, 4)
        assert face == theme.color("raised")


def test_system_without_a_scheme_is_light(qapp: QApplication) -> None:
    theme.apply(qapp, "dark", "comfortable")
    theme.apply(qapp, "system", "comfortable")
    wanted = "dark" if qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    assert theme.mode == wanted


def test_density_sets_row_heights(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "compact")
    assert theme.row_height() == 28
    theme.apply(qapp, "light", "comfortable")
    assert theme.row_height() == 40
    assert theme.px(0) == 0
    assert theme.px(0.2) == 1


def test_weights_come_from_the_bundled_family(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    for weight in (400, 500, 600):
        info = QFontInfo(theme.font("body", weight))
        assert (info.family(), info.weight()) == ("Noto Sans", weight)
    assert QFontInfo(theme.font("mono")).family() == "Noto Sans Mono"
    assert set(tokens().fallback) <= set(fonts.register())


@pytest.mark.parametrize("size", ["", "small"])
@pytest.mark.parametrize("kind", ["", "primary", "quiet", "danger"])
def test_button_heights(qapp: QApplication, qtbot: QtBot, kind: str, size: str) -> None:
    theme.apply(qapp, "light", "comfortable")
    button = QPushButton("Save")
    button.setProperty("kind", kind)
    button.setProperty("scale", size)
    qtbot.addWidget(button)
    assert button.sizeHint().height() == (26 if size else 32)


def test_fields_keep_their_height_with_focus(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light", "comfortable")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    fields = [QLineEdit(), QComboBox()]
    for field in fields:
        layout.addWidget(field)
    window.show()
    window.activateWindow()
    for field in fields:
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        assert [each.height() for each in fields] == [32, 32]


def test_set_state_takes_effect_at_once(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light", "comfortable")
    button = QPushButton("Save")
    qtbot.addWidget(button)
    wide = button.sizeHint()
    theme.set_state(button, kind="primary", scale="small")
    assert button.sizeHint().height() == 26
    assert button.sizeHint().width() < wide.width()
    button.resize(button.sizeHint())
    assert button.grab().toImage().pixelColor(button.width() // 2, 4) == theme.color("accent")


@pytest.mark.parametrize("make", [QPushButton, QToolButton, QTabBar])
def test_ring_surrounds_what_has_the_focus(qapp: QApplication, qtbot: QtBot, make: type[QWidget]) -> None:
    theme.apply(qapp, "light", "comfortable")
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    control, field = make(), QLineEdit()
    if isinstance(control, QTabBar):
        control.addTab("Fees")
    control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout.addWidget(control)
    layout.addWidget(field)
    window.show()
    window.activateWindow()
    control.setFocus()
    qtbot.waitUntil(control.hasFocus)
    ring = window.findChild(FocusRing)
    assert isinstance(ring, FocusRing)
    assert ring.isVisible()
    assert ring.geometry() == control.geometry().adjusted(-3, -3, 3, 3)
    edge = window.grab().toImage().pixelColor(ring.geometry().center().x(), ring.geometry().top())
    assert edge == theme.color("focus-ring")
    field.setFocus()
    assert not ring.isVisible()


def test_every_icon_has_its_file_and_draws(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    for name in icons.FILES:
        image = theme.pixmap(name, "text", 16, 2.0).toImage()
        assert (image.width(), image.height()) == (32, 32)
        drawn = sum(image.pixelColor(x, y).alpha() > 128 for x in range(32) for y in range(32))
        assert drawn > 20, name


def test_every_icon_file_is_named() -> None:
    files = {file.stem for file in resource("icons").glob("*.svg")}
    assert files == set(icons.FILES.values())
    assert "ISC License" in (resource("icons", "LICENSE.txt")).read_text(encoding="utf-8")


@pytest.mark.parametrize(("side", "ratio"), [(16, 1.0), (16, 2.0), (12, 1.5), (24, 2.0)])
def test_icons_are_drawn_for_the_screen(qapp: QApplication, side: int, ratio: float) -> None:
    theme.apply(qapp, "light", "comfortable")
    drawn = theme.icon("flag").pixmap(QSize(side, side), ratio)
    assert drawn.deviceIndependentSize().toSize() == QSize(side, side)
    assert drawn.width() == round(side * ratio)


def test_an_icon_follows_the_theme_and_greys_when_disabled(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    icon = theme.icon("dot", "accent")

    def middle(mode: QIcon.Mode) -> str:
        return icon.pixmap(QSize(16, 16), 1.0, mode).toImage().pixelColor(8, 8).name()

    assert middle(QIcon.Mode.Normal) == theme.color("accent").name()
    theme.apply(qapp, "dark", "comfortable")
    assert middle(QIcon.Mode.Normal) == theme.color("accent").name()
    assert middle(QIcon.Mode.Disabled) == theme.color("text-disabled").name()


def test_charts_beyond_the_eighth_are_grey(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    assert theme.chart(8) == theme.color("text-3")


def test_hatch_is_a_tile_of_six(qapp: QApplication) -> None:
    theme.apply(qapp, "light", "comfortable")
    tile = theme.brush("hatch", 2.0).texture()
    assert tile.width() == 12
    assert theme.brush("accent").color() == theme.color("accent")
