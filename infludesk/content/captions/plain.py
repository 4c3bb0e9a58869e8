"""A caption as a reader sees it: small plain letters, each with its place in the original. Pure."""

import unicodedata
from dataclasses import dataclass

# Letters of other scripts that look like Latin ones, small and capital.
_ALIKE = (
    "аaвbеeкkмmнhоoрpсcтtуyхxіiјjѕsԁdԛqԝwɡgһhӏlɑaґrпn"
    "АAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅS"
    "αaοoρpνvιiκkτtυuχxγyηnωwσo"
    "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
    "ᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrѕsᴛtᴜuᴠvᴡwʏyᴢz"
    "ɩiıiłløo"
)
_LATIN = dict(zip(_ALIKE[::2], _ALIKE[1::2], strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe"}
_LATIN |= {chr(start + n): chr(ord("A") + n) for start in (0x1F150, 0x1F170) for n in range(26)}
_SIGNS = dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("‐‑−", "-") | {"﹟": "#", "＃": "#"}


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` is small and plain; ``at[n]`` is where its nth letter stands in ``original``."""

    text: str
    at: tuple[int, ...]
    original: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A part of the plain text as a part of the original."""
        if start >= end:
            return 0, 0
        return self.at[start], self.at[end - 1] + 1

    def found(self, start: int, end: int) -> str:
        """The words as they were written."""
        first, last = self.place(start, end)
        return self.original[first:last].strip()

    def disguised(self, start: int, end: int) -> bool:
        """Whether a part hides look-alike letters, invisible signs or another width."""
        shown = self.found(start, end)
        return any(_hides(letter) for letter in shown)


def plain(caption: str) -> Plain:
    """Take off width, case, accents, invisible signs and letters that only look Latin."""
    letters: list[str] = []
    at: list[int] = []
    for place, raw in enumerate(caption):
        for letter in _shown(raw):
            letters.append(letter)
            at.append(place)
    return Plain("".join(letters), tuple(at), caption)


def folded(text: str) -> str:
    """Bring a wording to the form captions are compared in."""
    return plain(text).text


def visible(text: str) -> str:
    """A text with its capitals, without invisible signs and other widths."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")


def _shown(raw: str) -> str:
    if raw in "\n\t":
        return raw if raw == "\n" else " "
    if raw == "\r" or unicodedata.category(raw) in ("Cf", "Mn", "Me", "Cc"):
        return "\n" if raw == "\u0085" else ""
    if raw in "\u2028\u2029":
        return "\n"
    shown = "".join(_LATIN.get(one, one) for one in unicodedata.normalize("NFKC", _SIGNS.get(raw, raw)))
    taken = unicodedata.normalize("NFKD", shown.casefold())
    kept = "".join(_LATIN.get(one, one) for one in taken if not unicodedata.combining(one)).casefold()
    return "".join(_SIGNS.get(one, one) for one in kept)


def _hides(letter: str) -> bool:
    if letter in _SIGNS or letter.isascii() or unicodedata.combining(letter):
        return False
    shown = _shown(letter).strip("#")
    latin = shown.isascii() and shown.isalpha() and not unicodedata.normalize("NFD", letter)[0].isascii()
    return latin or unicodedata.category(letter) == "Cf"
