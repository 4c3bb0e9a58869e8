"""The lines that address cards and calendars are made of (RFC 6350 and 5545): escapes, and folding by bytes."""

import re

_LONGEST = 75  # bytes of a line
_ESCAPED = re.compile(r"[\\,;]|\r\n|\r|\n")
# Signs of control have no place in a value; a tab has.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def escaped(value: str | None) -> str:
    """A value with its escapes."""
    if not value or value.isalnum():
        return value or ""
    return _ESCAPED.sub(lambda found: "\\n" if found[0][0] in "\r\n" else f"\\{found[0]}", _CONTROLS.sub("", value))


def folded(line: str) -> str:
    """Cut into lines of 75 bytes, never inside a letter."""
    data = line.encode()
    if len(data) <= _LONGEST:
        return line
    parts, start = [], 0
    while start < len(data):
        end = min(start + _LONGEST - bool(start), len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:  # noqa: PLR2004  inside a letter of several bytes
            end -= 1
        parts.append(data[start:end].decode())
        start = end
    return "\r\n ".join(parts)
