"""Tell old one-byte encodings of Europe apart: the right one gives words that each fit one language's alphabet."""

import re
import unicodedata

# In order of likelihood, with the letters beyond ASCII of languages that were written in each.
_LANGUAGES = {
    "cp1252": ("áéíñóúü", "àâæçèéêëîïôœùûüÿ", "äöüß", "àèéìíîòóùú", "ãáâàçéêíóôõúü", "æøåéöäü", "åäöéü", "áæðéíóöúýþ",
               "àçèéíïòóúü", "áéèëïóöüê"),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "iso8859_2": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
    "cp1254": ("âçğıiîöşüû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
    "mac_roman": ("áéíñóúü", "àâæçèéêëîïôœùûüÿ", "äöüß", "àèéìíîòóùú", "ãáâàçéêíóôõúü", "æøåéöäü"),
    "cp850": ("áéíñóúü", "àâæçèéêëîïôùûüÿ", "äöüß", "àèéìíîòóùú", "ãáâàçéêíóôõúü", "æøåéöäü"),
}  # fmt: skip
_ALPHABETS = {name: [frozenset(one + one.upper() + "İ" * (name == "cp1254")) for one in many]
              for name, many in _LANGUAGES.items()}  # fmt: skip
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_EDGES = frozenset("“”„‘’‚–—…«»‹›®™©°ºª·•¡¿´`\xa0")
_WORDS = 2_000
_MOST = 0.8
_PORTUGUESE = re.compile("[õÕ](?![eE])")


def european(sample: bytes) -> str:
    """The encoding in which nearly all words beyond ASCII fit an alphabet; empty where none is."""
    words = {match[0] for match, _ in zip(_WORD.finditer(sample), range(_WORDS), strict=False)}
    fits = {name: sum(_fits(word, name) for word in words) for name in _ALPHABETS}
    best = max(fits, key=fits.__getitem__)
    return best if words and fits[best] >= _MOST * len(words) else ""


def _fits(word: bytes, encoding: str) -> bool:
    """Whether a word is of one language, in small letters but for the first, or all in capitals."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return False
    for part in re.split(f"[{re.escape(''.join(_EDGES))}]", text):
        letters = {letter for letter in part if letter > "\x7f"}
        if any(not letter.isalpha() for letter in letters) and not _is_sign(part):
            return False
        letters = {letter for letter in letters if letter.isalpha()}
        if not any(letters <= alphabet for alphabet in _ALPHABETS[encoding]) or _PORTUGUESE.search(part):
            return False
        if part[1:] != part[1:].lower() and part != part.upper() and any(map(str.isupper, letters - {part[0]})):
            return False
    return True


def _is_sign(part: str) -> bool:
    """Whether a part is signs alone, such as a currency's."""
    return all(unicodedata.category(letter)[0] in "SP" for letter in part)
