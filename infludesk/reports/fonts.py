"""The bundled fonts: one per script, chosen by what each can draw, shaped and set in reading order."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, groupby
from typing import Any, Literal

from bidi.algorithm import get_display  # type: ignore[import-untyped]  # ships neither types nor stubs
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapedStr, TTFont, shapeFragWord

from infludesk.paths import resource

Weight = Literal["regular", "medium", "semibold", "bold"]

_OTHERS = ("DroidSansFallback", "NanumGothic-Regular", "NotoEmoji-Regular")
_SCRIPTS = ("Arabic", "Hebrew", "Devanagari", "Thai")
_CHAINS: dict[Weight, tuple[str, ...]] = {
    "regular": ("NotoSans-Regular", *(f"NotoSans{s}-Regular" for s in _SCRIPTS), *_OTHERS),
    "medium": ("NotoSans-Medium", *(f"NotoSans{s}-Regular" for s in _SCRIPTS), *_OTHERS),
    "semibold": ("NotoSans-SemiBold", *(f"NotoSans{s}-SemiBold" for s in _SCRIPTS), *_OTHERS),
    "bold": ("NotoSans-Bold", *(f"NotoSans{s}-SemiBold" for s in _SCRIPTS), *_OTHERS),
}
_FEATURES = {"kern": True, "liga": False, "dlig": False}
_ISOLATED = re.compile("([\u2066-\u2068])([^\u2066-\u2069]*)\u2069")
_BASES = {"\u2066": "L", "\u2067": "R"}  # the third isolate takes the direction of its first letter
_CONTROLS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF, 0xAD))
_PLACE, _MISSING = "\ufffc", "□"
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_RTL = ("R", "AL")
_CODE = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4,6})>$", re.MULTILINE)
_BASIC, _PRIVATE, _STAND = 0xFFFF, 0xF0000, 0x100000
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))

Order = Literal["ltr", "rtl", "digits"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one font in drawing order, at 1 pt.

    Attributes:
        font: its registered name.
        text: what is drawn; a shaped string where the script asks for it.
        width: at 1 pt.
        said: the letters the glyphs stand for, where they do not say so themselves.
    """

    font: str
    text: str
    width: float
    said: str = ""

    @property
    def pieces(self) -> tuple[tuple[str, float, float, bool], ...]:
        """What is drawn, how far right and up at 1 pt, and whether it is a mark its letter already names."""
        data: Any = getattr(self.text, "__shapeData__", None)
        if not data or not any(glyph.y_offset for glyph in data):
            return ((self.text, 0, 0, False),)
        starts = accumulate((glyph.x_advance for glyph in data), initial=0)
        return tuple(
            (
                str.__getitem__(self.text, i),
                (start + glyph.x_offset) / 1000,
                glyph.y_offset / 1000,
                not self.said and not glyph.x_advance,
            )
            for i, (glyph, start) in enumerate(zip(data, starts, strict=False))
        )


@dataclass(frozen=True, slots=True)
class Line:
    """Text ready to draw: its runs, its width at 1 pt, and the characters no font has."""

    runs: tuple[Run, ...]
    width: float
    missing: str = ""


def line(text: str, weight: Weight, *, kern: bool = False) -> Line:
    """Set one line: reading order, font per script, shaping where the script or ``kern`` asks for it."""
    if text.isascii() and text.isprintable() and not kern:
        font = first(weight)
        width = pdfmetrics.stringWidth(text, font, 1)
        return Line((Run(font, text, width),), width)
    return _line(text, weight, kern)


def width(text: str, weight: Weight, *, kern: bool = False) -> float:
    """The width of a line at 1 pt."""
    return line(text, weight, kern=kern).width


@cache
def first(weight: Weight) -> str:
    """The registered font of Latin, Greek and Cyrillic."""
    _face(_CHAINS[weight][0])
    return _CHAINS[weight][0]


class _Font(TTFont):  # type: ignore[misc]  # the library ships no types
    """A font whose embedded glyphs say the letters they stand for, joined forms and emoji included."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, shapable=True)
        # shaping adds codes of its own, which are no letters
        self.letters = frozenset(code for code, glyph in self.face.charToGlyph.items() if glyph)
        self._letters: dict[int, str] = {}
        self._codes: dict[tuple[str, str], str] = {}

    def lettered(self, drawn: str, data: Any, text: str) -> str:
        """A run drawn by codes of their own where a glyph does not name its letter.

        The widest glyph of each cluster carries all its letters.
        """
        codes: list[str] = []
        starts = sorted({glyph.cluster for glyph in data})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        for cluster, places in groupby(range(len(data)), key=lambda i: data[i].cluster):
            glyphs = list(places)
            base = max(glyphs, key=lambda i: data[i].x_advance)
            said = text[cluster : ends[cluster]]
            codes += [self._code(str.__getitem__(drawn, i), said if i == base else "") for i in glyphs]
        made: str = ShapedStr("".join(codes), data)
        return made

    def _code(self, char: str, letters: str) -> str:
        if char == letters:
            return char
        if (char, letters) not in self._codes:
            code = _PRIVATE + len(self._codes)
            self._codes[char, letters] = chr(code)
            self._letters[code] = letters
            self.face.charToGlyph[code] = self.face.charToGlyph[ord(char)]
            self.face.charWidths[code] = self.face.charWidths[ord(char)]
        return self._codes[char, letters]

    def addObjects(self, doc: Any) -> None:  # noqa: N802  reportlab's name
        super().addObjects(doc)
        for key, stream in doc.idToObject.items():
            if key.startswith("toUnicodeCMap:") and key.endswith(f"+{self.face.name.decode()}"):
                stream.content = _CODE.sub(self._said, stream.content)

    def _said(self, found: re.Match[str]) -> str:
        code = int(found[2], 16)
        return f"<{found[1]}> <{self._letters.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"


@cache
def _face(name: str) -> _Font:
    font = _Font(name, str(resource("fonts", f"{name}.ttf")))
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=8192)
def _line(text: str, weight: Weight, kern: bool) -> Line:  # noqa: FBT001  a key of the cache
    missing: list[str] = []
    runs: list[Run] = []
    text = "".join(_plain(char, weight) for char in text)
    for (font, order), chars in groupby(_fonts(_visual(text), weight, missing), key=lambda found: found[1:]):
        part = "".join(char for char, *_ in chars)
        shaped = order != "digits" and (kern or font != first(weight) or not part.isascii())
        runs.append(_run(font, part[::-1] if order == "rtl" else part, shaped=shaped))
    return Line(tuple(runs), sum(run.width for run in runs), "".join(missing))


def _plain(char: str, weight: Weight) -> str:
    """A letter no font has, by the plain letters it is a form of: ``𝓐`` by ``A``."""
    if char.isascii() or _font_of(char, weight):
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if all(_font_of(one, weight) for one in plain) else char


def _visual(text: str) -> str:
    """Put a line into left-to-right drawing order; what is isolated keeps an order of its own."""
    text = "".join(" " if c in "\t\n\r\v\f\x85\u2028\u2029" else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cc")
    if not any(unicodedata.bidirectional(c) in (*_RTL, "AN") for c in text):
        return text.translate(_CONTROLS)
    inner: list[tuple[str, str]] = []

    def take(found: re.Match[str]) -> str:
        inner.append((found[1], found[2]))
        return _PLACE

    outer = _ISOLATED.sub(take, text.replace(_PLACE, "")).translate(_CONTROLS)
    shown = _ordered(outer, base="L")
    for mark, part in inner:
        plain = part.translate(_CONTROLS)
        shown = shown.replace(_PLACE, _ordered(plain, base=_BASES.get(mark)) if plain else "", 1)
    return shown


def _ordered(text: str, *, base: str | None = None) -> str:
    """Left-to-right drawing order; a letter newer than Python's tables stands in as one that reads from the left."""
    odd = [char for char in text if not unicodedata.bidirectional(char)]
    if not odd:
        return str(get_display(text, base_dir=base))
    stands = {ord(char): _STAND + i for i, char in enumerate(dict.fromkeys(odd))}
    shown = str(get_display(text.translate(stands), base_dir=base))
    return shown.translate({stand: char for char, stand in stands.items()})


def _fonts(text: str, weight: Weight, missing: list[str]) -> list[tuple[str, str, Order]]:
    """Each character with its font, and the way its run is read."""
    found: list[tuple[str, str, Order]] = []
    for char in text:
        joins = char in _JOINERS or bool(unicodedata.combining(char))
        if joins and found and (char in _JOINERS or _has(found[-1][1], char)):
            found.append((char, *found[-1][1:]))
            continue
        if char in _JOINERS:
            continue
        if char == " " and found and found[-1][2] != "digits" and _has(found[-1][1], char):
            found.append((char, *found[-1][1:]))
            continue
        name = _font_of(char, weight)
        if name is None:
            missing.append(char)
            found.append((_MISSING, _font_of(_MISSING, weight) or first(weight), "ltr"))
            continue
        found.append((char, name, _order(char, name, joins=joins)))
    return found


def _order(char: str, font: str, *, joins: bool) -> Order:
    way = unicodedata.bidirectional(char)
    if way == "AN":
        return "digits"
    return "rtl" if way in _RTL or (joins and ("Hebrew" in font or "Arabic" in font)) else "ltr"


def _font_of(char: str, weight: Weight) -> str | None:
    if any(low <= ord(char) <= high for low, high in _HANGUL) and _has(_OTHERS[1], char):
        return _OTHERS[1]
    return next((name for name in _CHAINS[weight] if _has(name, char)), None)


def _has(name: str, char: str) -> bool:
    return ord(char) in _face(name).letters


def _run(font: str, text: str, *, shaped: bool) -> Run:
    plain = pdfmetrics.stringWidth(text, font, 1)
    if not shaped:
        return Run(font, text, plain)
    drawn = shapeFragWord([plain, (_Fragment(font), text)], features=_FEATURES, force=True)[1][1]
    data: Any = getattr(drawn, "__shapeData__", None)
    if not data:
        return Run(font, drawn, plain)
    said = "" if drawn == text and not any(glyph.y_offset for glyph in data) else text
    # viewers lose letters beyond the first 65,536 where they stand beside the glyphs
    if any(unicodedata.bidirectional(c) in _RTL or ord(c) > _BASIC for c in text):
        drawn, said = _face(font).lettered(drawn, data, text), ""
    return Run(font, drawn, sum(glyph.x_advance for glyph in data) / 1000, said)


@dataclass(slots=True, eq=False)
class _Fragment:
    """What the shaper asks of a fragment."""

    fontName: str  # noqa: N815  reportlab's name
    fontSize: float = 10  # noqa: N815  reportlab's name
