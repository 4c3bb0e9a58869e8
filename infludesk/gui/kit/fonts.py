"""The bundled typefaces: registered once, then handed out by the names of the type scale."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from infludesk.gui.kit.tokens import TypeStyle, tokens
from infludesk.paths import resource

_EMOJI = "Noto Emoji"


@cache
def register() -> tuple[str, ...]:
    """Register every bundled typeface; the families found. Needs the running application."""
    found: dict[str, None] = {}
    for file in sorted(resource("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return tuple(found)


def build(style: TypeStyle, *, weight: int | None = None, mono: bool = False) -> QFont:
    """A font of the scale with its fallbacks for other scripts and emoji; ``weight`` overrides the scale's."""
    given = tokens()
    font = QFont()
    font.setFamilies([given.mono if mono else given.family, *given.fallback, _EMOJI])
    font.setPixelSize(style.size)
    font.setWeight(QFont.Weight(weight or style.weight))
    return font
