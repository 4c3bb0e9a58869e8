"""Bytes to text: byte order marks, UTF-16 without one, UTF-8, and the old Windows and Mac encodings."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from infludesk.importing.files.alphabets import european
from infludesk.importing.files.sheet import not_a_table

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x1f\x8b",
          b"7z\xbc\xaf", b"Rar!", b"RIFF", b"\x7fELF", b"SQLite format 3\0", b"BM\0", b"OggS", b"ID3")  # fmt: skip
_MARKUP = re.compile(r"\s*(<!doctype|<html|<\?xml|\{\\rtf|\{\s*\"|\[\s*\{)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_OLD = ["cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "shift_jis", "euc_jp", "gb18030",
        "big5", "euc_kr"]  # fmt: skip
_WRONG = re.compile("[\u00c2-\u00c5\u00d0\u00d1\u00e2][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]{1,2}")
_RUN = 3
_FEW = 3
_WORD = 100
_SAMPLE = 200_000


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """Read bytes as text, without its byte order mark, and say in which encoding.

    Args:
        data: the whole file.
        name: the file's name, for the Problem.
        encoding: the user's choice; letters it cannot hold become U+FFFD.

    Raises:
        Problem: ``import.not_a_table``: the bytes are no text, or the text is a web page, RTF or JSON.
    """
    if data.startswith(_MAGIC):
        raise not_a_table(name)
    found = encoding or _encoding(data)
    if not found:
        raise not_a_table(name)
    try:
        text = data.decode(found, errors="replace").removeprefix("\ufeff")
    except LookupError:
        raise not_a_table(name) from None
    sample = text[:_SAMPLE]
    if _MARKUP.match(sample) or len(_CONTROL.findall(sample)) > max(_FEW, len(sample) // 100) or "\0" in text:
        raise not_a_table(name)
    return text, found


def wrong_letters(text: str) -> tuple[str, str] | None:
    """The first word that was once read in the wrong encoding, and how it should look: ``JosÃ©``, ``José``."""
    for match in _WRONG.finditer(text):
        first = max(0, match.start() - _WORD)
        start = max(first - 1, *(text.rfind(blank, first, match.start()) for blank in ' \t\n,;|"')) + 1
        word = re.split(r'[\s,;|"]', text[start : match.end() + 20])[0]
        try:
            right = word.encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        if right != word:
            return word, right
    return None


def _encoding(data: bytes) -> str:
    """The encoding's name; empty where the bytes are no text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data:
        return _wide(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _nearly_utf8(data) else _old(data)
    return "utf-8"


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: zeros stand at every second place only, and it reads as text with line ends."""
    for first, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        zeros, others = data[first::2].count(0), data[1 - first :: 2].count(0)
        if zeros * 10 > len(data) // 2 and not others:
            return name
    return ""


def _nearly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken letters, as a file cut in the middle or joined of two has."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    return sum(c > "\x7f" for c in text) > 3 * text.count("\ufffd")


def _old(data: bytes) -> str:
    """The European encoding whose letters make words, else Windows-1252 or what charset-normalizer takes it for."""
    if b"\r" in data and b"\n" not in data:
        return "mac_roman"
    sample = data[:_SAMPLE]
    if found := european(sample):
        return found
    text = sample.decode("cp1252", errors="replace")
    if _strange(text) * 5 <= sum(c > "\x7f" for c in text):
        return "cp1252"
    high = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    best = from_bytes(high, cp_isolation=_OLD).best()
    return best.encoding if best else "cp1252"


def _strange(text: str) -> int:
    """Count letters beyond ASCII that Western names do not have: in long runs, or signs inside a word."""
    runs = sum(len(run) for run in re.findall(rf"[^\x00-\x7f]{{{_RUN},}}", text))
    signs = sum(
        unicodedata.category(sign)[0] in "SN" or sign in "¿¡\ufffd"
        for sign in re.findall(r"(?<=\w)[^\x00-\x7f](?=\w)", text)
    )
    return runs + signs
