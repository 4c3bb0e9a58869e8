"""Avatars: initials on a quiet hue; a circle for a person, a square for an organisation."""

import unicodedata
import zlib
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter

from infludesk.gui.kit.theme import theme

HUES = 8
_LETTERS = 0.4  # of the side
_fonts: dict[int, QFont] = {}

theme.changed.connect(_fonts.clear)


def hue(key: str) -> int:
    """The hue of a key, 0 to 7: the same on every machine and in every run."""
    return zlib.crc32(key.encode()) % HUES


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """First letters of the first and the last word; one alone in scripts without capitals; ``?`` without letters."""
    words = [letter for word in name.split() if (letter := _first_letter(word))]
    if not words:
        return "?"
    if words[0].lower() == words[0].upper():
        return words[0]
    return (words[0] + (words[-1] if len(words) > 1 else "")).upper()


def draw(painter: QPainter, place: QRect, name: str, key: str, *, organisation: bool = False) -> None:
    """Draw the avatar that fills ``place``, a square in logical px."""
    fill, letters = theme.avatar(hue(key or name))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    radius = theme.metric("radius.control") if organisation else place.width() / 2
    painter.drawRoundedRect(place, radius, radius)
    painter.setBrush(QBrush())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    _write(painter, place, initials(name), letters)


def _write(painter: QPainter, place: QRect, text: str, color: QColor) -> None:
    painter.setFont(_font(place.width()))
    painter.setPen(color)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip), text)


def _font(side: int) -> QFont:
    if (known := _fonts.get(side)) is None:
        known = _fonts[side] = QFont(theme.font("strong"))
        known.setPixelSize(max(1, round(side * _LETTERS)))
    return known


def _first_letter(word: str) -> str:
    """The first letter with the marks that belong to it."""
    for start, char in enumerate(word):
        if unicodedata.category(char)[0] in "LN":
            end = start + 1
            while end < len(word) and unicodedata.category(word[end])[0] == "M":
                end += 1
            return unicodedata.normalize("NFC", word[start:end])
    return ""
