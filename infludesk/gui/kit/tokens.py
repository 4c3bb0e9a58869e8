"""The design's values, read once from the token file: colours, type and sizes; no Qt."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from infludesk.paths import resource

Shade = Literal["light", "dark"]
_K = TypeVar("_K")
_V = TypeVar("_V")
_SIZES = ("space", "radius", "row", "control", "icon", "layout", "tally")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale: size and line in px at 96 dpi, weight 100 to 900."""

    size: int
    line: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens. Colours are ``#rrggbb`` by shade and name, sizes px by ``section.name``."""

    colors: Mapping[Shade, Mapping[str, str]]
    charts: Mapping[Shade, tuple[str, ...]]
    types: Mapping[str, TypeStyle]
    sizes: Mapping[str, float]
    pairs: Mapping[str, tuple[int, int]]
    elevations: tuple[tuple[int, int, float], ...]
    family: str
    mono: str
    fallback: tuple[str, ...]


@cache
def tokens() -> Tokens:
    """The tokens of the program's token file."""
    return parse(tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8")))


def parse(raw: Mapping[str, Any]) -> Tokens:
    """Turn the parsed token file into frozen values."""
    shades: tuple[Shade, Shade] = ("light", "dark")
    sizes = {f"{section}.{name}": value for section in _SIZES for name, value in raw[section].items()}
    font = raw["font"]
    return Tokens(
        colors=_frozen({s: _frozen({k: v for k, v in raw["color"][s].items() if k != "chart"}) for s in shades}),
        charts=_frozen({s: tuple(raw["color"][s]["chart"]) for s in shades}),
        types=_frozen({name: TypeStyle(*values) for name, values in raw["type"].items()}),
        sizes=_frozen({k: v for k, v in sizes.items() if not isinstance(v, list)}),
        pairs=_frozen({k: (v[0], v[1]) for k, v in sizes.items() if isinstance(v, list)}),
        elevations=tuple((y, blur, alpha) for y, blur, alpha in raw["elevation"].values()),
        family=font["family"],
        mono=font["mono"],
        fallback=tuple(font["fallback"]),
    )


def mix(first: str, second: str, share: float) -> str:
    """The opaque colour of ``share`` (0 to 1) of ``first`` over ``second``, both ``#rrggbb``."""
    pairs = zip(bytes.fromhex(first[1:]), bytes.fromhex(second[1:]), strict=True)
    return "#" + bytes(round(a * share + b * (1 - share)) for a, b in pairs).hex()


def _frozen(values: dict[_K, _V]) -> Mapping[_K, _V]:
    return MappingProxyType(values)
