"""All colours of a report from one brand colour, darkened in OKLab until they can be read."""

import math
import re
from dataclasses import dataclass
from functools import lru_cache

ACCENT = "#0D6072"
TEXT, TEXT_2, TEXT_3 = "#1B1F22", "#4C5358", "#5F666B"
DIVIDER, SUNKEN, CONTROL = "#E6E3DC", "#F3F1EC", "#878C8E"
TALLY_OFF, DANGER_TEXT = "#CFCBC1", "#A12822"
TONES = {  # the tint, and words on it
    "success": ("#E4F2E7", "#1F6B3A"),
    "warn": ("#FCF0D9", "#834700"),
    "danger": ("#FBE8E5", DANGER_TEXT),
}
WHITE, BLACK = "#FFFFFF", "#101415"
_STEP, _TINT = 0.005, 0.08
_CHROMA_STEP, _SLACK = 0.97, 1e-4
_MARK_CONTRAST, _INK_CONTRAST = 3.0, 4.5
_HEX = re.compile(r"#?([0-9a-fA-F]{6})")

RGB = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """The brand's colours as ``#RRGGBB``.

    Attributes:
        brand: the band on page 1: as given, darkened only where no words could be read on it.
        mark: bars and lines; at least 3:1 on white.
        tint: 8 % of the brand over white; panels.
        ink: headings and links; at least 4.5:1 on the tint.
        on_brand: words on the band; at least 4.5:1.
    """

    brand: str
    mark: str
    tint: str
    ink: str
    on_brand: str


@lru_cache(maxsize=64)
def palette(colour: str) -> Palette:
    """Derive a report's colours; a colour that cannot be read gives the program's accent."""
    found = _HEX.fullmatch(colour.strip())
    brand = f"#{found[1].upper()}" if found else ACCENT
    tint = _hex(_mix(_rgb(brand), _TINT))
    mark = darkened(brand, on=WHITE, contrast=_MARK_CONTRAST)
    ink = darkened(brand, on=tint, contrast=_INK_CONTRAST)
    band = brand
    if ratio(on_colour(brand), brand) < _INK_CONTRAST:
        band = darkened(brand, on=WHITE, contrast=_INK_CONTRAST)
    return Palette(band, mark, tint, ink, on_colour(band))


def darkened(colour: str, *, on: str, contrast: float) -> str:
    """Darken in OKLab by steps of 0.005 at the same hue until ``contrast`` to 1 on ``on`` is met."""
    light, a, b = _oklab(_rgb(colour))
    found = colour
    for step in range(int(light / _STEP) + 1):
        if ratio(found, on) >= contrast:
            break
        found = _hex(_of_oklab(light - (step + 1) * _STEP, a, b))
    return found


def on_colour(ground: str) -> str:
    """White or near-black, whichever reads better on ``ground``."""
    return WHITE if ratio(WHITE, ground) >= ratio(BLACK, ground) else BLACK


def ratio(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2: 1 to 21."""
    low, high = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (high + 0.05) / (low + 0.05)


def _rgb(colour: str) -> RGB:
    digits = colour.lstrip("#")
    return int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255


def _hex(rgb: RGB) -> str:
    return "#" + "".join(f"{round(min(1, max(0, c)) * 255):02X}" for c in rgb)


def _mix(rgb: RGB, share: float) -> RGB:
    red, green, blue = (c * share + 1 - share for c in rgb)
    return red, green, blue


def _linear(c: float) -> float:
    return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  sRGB


def _gamma(c: float) -> float:
    return 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055  # noqa: PLR2004  sRGB


def _luminance(rgb: RGB) -> float:
    red, green, blue = map(_linear, rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(rgb: RGB) -> RGB:
    """Björn Ottosson's OKLab: lightness, green-red, blue-yellow."""
    red, green, blue = map(_linear, rgb)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _of_oklab(light: float, a: float, b: float) -> RGB:
    """Leave OKLab at the same lightness and hue, with the chroma the screen can show."""
    rgb = _linear_of(light, a, b)
    while any(not -_SLACK <= c <= 1 + _SLACK for c in rgb):
        a, b = a * _CHROMA_STEP, b * _CHROMA_STEP
        rgb = _linear_of(light, a, b)
    red, green, blue = (_gamma(max(0.0, c)) for c in rgb)
    return red, green, blue


def _linear_of(light: float, a: float, b: float) -> RGB:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
