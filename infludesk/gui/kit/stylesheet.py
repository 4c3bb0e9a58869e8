"""The style sheet: its template filled with colours, sizes and type, and the few glyph files it points to."""

import atexit
import re
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from PySide6.QtCore import QDir

from infludesk.gui.kit import icons
from infludesk.gui.kit.tokens import tokens
from infludesk.paths import resource

_PLACE = re.compile(r"\{(color|px|size|type|glyph)\.([^{}\s]+)\}")
_TERM = re.compile(r"([+-]?)(\d+)")


def render(template: str, colors: Mapping[str, str]) -> str:
    """Fill a template.

    ``{color.text}`` is a colour, ``{px.32-1-1}`` a sum of px,
    ``{size.radius.control}`` a size token, ``{type.small}`` size and weight, ``{glyph.check.on-accent}`` a picture.

    Raises:
        KeyError: the template names a token that is not there.
    """

    def fill(place: re.Match[str]) -> str:
        kind, name = place.groups()
        match kind:
            case "color":
                return colors[name]
            case "px":
                return f"{_sum(name)}px"
            case "size":
                return f"{whole(tokens().sizes[name])}px"
            case "type":
                style = tokens().types[name]
                return f"font-size: {style.size}px; font-weight: {style.weight}"
            case _:
                glyph, color = name.split(".")
                return f"url({_glyph(glyph, colors[color])})"

    return _PLACE.sub(fill, template)


def template() -> str:
    """The program's own template."""
    return resource("theme", "style.qss").read_text(encoding="utf-8")


def whole(length: float) -> int:
    """A length in whole px; what is there stays at least one px."""
    return max(1, round(length)) if length else 0


def _sum(terms: str) -> int:
    return sum(int(sign + n) for sign, n in _TERM.findall(terms))


def _glyph(name: str, color: str) -> str:
    # The colour is part of the file name because Qt keeps pictures by name, also across themes.
    file = _folder() / f"{name}-{color[1:]}.svg"
    if not file.exists():
        file.write_bytes(icons.source(name, color))
    return f"theme:{file.name}"


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="infludesk-theme-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    QDir.addSearchPath("theme", str(folder))
    return folder
