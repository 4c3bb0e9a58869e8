"""vCard's content lines, 2.1 to 4.0, read leniently: folding, groups, parameters, quoted-printable, escapes."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";((?:[^;\"]|\"[^\"]*\")*)")
_ESCAPE = re.compile(r"\\([nN,;:\"\\])")
_FOLD = re.compile(rb"(?<![=\r])\r?\n[ \t]")
_DROPPED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a card: its name in capitals, its value still escaped.

    Attributes:
        parameters: name in small letters → values in small letters; ``type`` also holds 2.1's bare words.
    """

    group: str
    name: str
    parameters: dict[str, list[str]]
    value: str

    @property
    def types(self) -> list[str]:
        """What the property is for: home, work, pref, fax."""
        return self.parameters.get("type", [])

    @property
    def parts(self) -> list[str]:
        """The value's components, between semicolons."""
        return [unescape(part) for part in re.split(r"(?<!\\);", self.value)]


@dataclass(slots=True)
class Card:
    """The lines of one card; ``whole`` where its END was there."""

    lines: list[Line] = field(default_factory=list)
    whole: bool = False


def unfold(data: bytes) -> bytes:
    """Join folded lines before they are decoded: a fold may stand inside a letter.

    Soft line breaks of quoted-printable stay, and so does UTF-16, whose lines end in other bytes.
    """
    return data if b"\0" in data else _FOLD.sub(b"", data)


def read_cards(text: str) -> Iterator[Card]:
    """Each card of a text; lines that make no sense are passed over, and so are cards inside cards."""
    card, depth = Card(), 0
    for group, name, parameters, value in _raw_lines(text):
        mark = name if value.strip().upper() == "VCARD" else ""
        if mark == "BEGIN" and depth and card.lines and card.lines[-1].name == "AGENT":
            depth += 1
        elif mark == "BEGIN":
            if depth:
                yield card
            card, depth = Card(), 1
        elif mark == "END" and depth:
            depth -= 1
            if not depth:
                card.whole = True
                yield card
        elif depth == 1 and name not in _DROPPED:
            card.lines.append(Line(group, name, parameters, _decoded(value, parameters)))
    if depth:
        yield card


def unescape(text: str) -> str:
    r"""Undo ``\,``, ``\;`` and ``\n``."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def _raw_lines(text: str) -> Iterator[tuple[str, str, dict[str, list[str]], str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    at = 0
    while at < len(lines):
        found = _LINE.fullmatch(lines[at])
        at += 1
        if not found:
            continue
        group, name, rest, value = found.groups()
        parameters, parts = _parameters(rest), [value]
        soft = "quoted-printable" in parameters.get("encoding", [])
        while at < len(lines) and (parts[-1].endswith("=") if soft else lines[at][:1] in (" ", "\t")):
            parts[-1] = parts[-1][:-1] if soft else parts[-1]
            parts.append(lines[at] if soft else lines[at][1:])
            at += 1
        yield group or "", name.upper(), parameters, "".join(parts)


def _parameters(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in _PARAMETER.findall(text):
        name, equals, values = one.partition("=")
        if not equals:
            bare = name.lower()
            name, values = ("encoding", bare) if bare in ("quoted-printable", "base64") else ("type", bare)
        found.setdefault(name.strip().lower(), []).extend(v.strip().lower() for v in values.replace('"', "").split(","))
    return found


def _decoded(value: str, parameters: dict[str, list[str]]) -> str:
    if "quoted-printable" not in parameters.get("encoding", []):
        return value
    data = quopri.decodestring(value.encode("utf-8"))
    for encoding in (*parameters.get("charset", []), "utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")
