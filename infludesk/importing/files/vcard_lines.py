"""vCard's content lines, 2.1 to 4.0, read leniently: folding, groups, parameters, quoted-printable, escapes."""

import binascii
import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# possessive, so that a line of megabytes takes no more than its length
_LINE = re.compile(r"(?:([\w-]++)\.)?([A-Za-z][\w-]*+)((?:;(?:[^:;\"]++|\"[^\"]*+\")*+)*+):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";((?:[^;\"]++|\"[^\"]*+\")*+)")
_ESCAPE = re.compile(r"\\([nN,;:\"\\])")
_COMPONENT, _ENTRY = (re.compile(rf"(?:\\.|[^{sign}\\]|\\$)*+", re.DOTALL) for sign in ";,")
_FOLD = re.compile(rb"(?<![=\r])\r?\n[ \t]")
_MARK = re.compile(r"(?:BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_DROPPED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_PICTURE = re.compile(
    rb"^(?:[\w-]++\.)?(?:%b)[;:][^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+" % "|".join(_DROPPED).encode(),
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_PARAMETERS = 10_000
_MOST_LINES = 10_000


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
        return _apart(_COMPONENT, self.value)

    @property
    def entries(self) -> list[str]:
        """The entries of a list, between commas."""
        return _apart(_ENTRY, self.value)


@dataclass(slots=True)
class Card:
    """The lines of one card; ``whole`` where its END was there, ``cut`` where it has too many lines."""

    lines: list[Line] = field(default_factory=list)
    whole: bool = False
    cut: bool = False


def unfold(data: bytes) -> bytes:
    """Join folded lines before they are decoded: a fold may stand inside a letter; pictures are left out.

    Soft line breaks of quoted-printable stay, and so does UTF-16, whose lines end in other bytes.
    """
    return data if b"\0" in data else _FOLD.sub(b"", _PICTURE.sub(b"", data))


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
        elif depth == 1 and len(card.lines) == _MOST_LINES:
            card.cut = True
        elif depth == 1 and name not in _DROPPED:
            card.lines.append(Line(group, name, parameters, _decoded(value, parameters)))
    if depth:
        yield card


def unescape(text: str) -> str:
    r"""Undo ``\,``, ``\;`` and ``\n``."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()


def _apart(one: re.Pattern[str], text: str) -> list[str]:
    """The parts of a value between its unescaped signs."""
    found, at = [], 0
    while at <= len(text) and (part := one.match(text, at)):
        found.append(unescape(part[0]))
        at = part.end() + 1
    return found


def _raw_lines(text: str) -> Iterator[tuple[str, str, dict[str, list[str]], str]]:
    lines = (line.removesuffix("\n") for line in io.StringIO(text, newline=None))
    line = next(lines, None)
    while line is not None:
        found = _LINE.fullmatch(line)
        line = next(lines, None)
        if not found:
            continue
        group, name, rest, value = found.groups()
        parameters, whole = _parameters(rest), io.StringIO()
        soft = "quoted-printable" in parameters.get("encoding", [])
        while line is not None and _goes_on(value, line, soft=soft):
            whole.write(value[:-1] if soft else value)
            value = line if soft else line[1:]
            line = next(lines, None)
        whole.write(value)
        yield group or "", name.upper(), parameters, whole.getvalue()


def _goes_on(value: str, line: str, *, soft: bool) -> bool:
    """Whether a line belongs to the value before it."""
    return value.endswith("=") and not _MARK.fullmatch(line) if soft else line[:1] in (" ", "\t")


def _parameters(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in _PARAMETER.findall(text[:_LONGEST_PARAMETERS]):
        name, equals, values = one.partition("=")
        if not equals:
            bare = name.lower()
            name, values = ("encoding", bare) if bare in ("quoted-printable", "base64") else ("type", bare)
        found.setdefault(name.strip().lower(), []).extend(v.strip().lower() for v in values.replace('"', "").split(","))
    return found


def _decoded(value: str, parameters: dict[str, list[str]]) -> str:
    how = parameters.get("encoding", [])
    if "quoted-printable" in how:
        data = quopri.decodestring(value.encode("utf-8"))
    elif how in (["b"], ["base64"]):
        data = _from_base64(value)
    else:
        return value
    for encoding in (*parameters.get("charset", []), "utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeError, LookupError):
            continue
    return data.decode("latin-1")


def _from_base64(value: str) -> bytes:
    try:
        return binascii.a2b_base64(value)
    except ValueError:
        return value.encode("utf-8")
