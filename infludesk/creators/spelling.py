"""Words of names brought to one spelling: plain Latin letters, a loose spelling, and the consonants one hears. Pure."""

import re
from functools import lru_cache

from infludesk.kernel.text import fold

_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиійїклмнопрстуфхцчшщъыьэюяђјљњћџѓќѕў",
        (
            "a", "b", "v", "g", "g", "d", "e", "ye", "e", "zh", "z", "i", "i", "i", "i", "k", "l", "m", "n", "o", "p",
            "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "dj", "j", "lj",
            "nj", "c", "dz", "g", "k", "dz", "u",
        ), strict=True,
    )
)  # fmt: skip
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        (
            "a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y",
            "f", "ch", "ps", "o",
        ), strict=True,
    )
)  # fmt: skip
_GREEK_PAIRS = {"ου": "ou", "μπ": "b", "ντ": "d", "γκ": "g", "γγ": "ng", "ευ": "ev", "αυ": "av", "τζ": "tz"}
_LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n",
          "ə": "a", "ħ": "h"}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | _LATIN)
# Arabic and Hebrew write consonants: each in the class that ``code`` gives the Latin letter it is written with
_CONSONANTS = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهوپچژگکی", "bttihhddrzsxsdtzgfkklmnhupxzgki", strict=True))
    | dict.fromkeys("اأإآءعئؤةىـ", "") | {"ي": "i"}
    | dict(zip("בגדהוזחטיכךלמםנןספףצץקרשת", "bgdhuzhtikklmmnnsffxxkrxt", strict=True)) | dict.fromkeys("אע", "")
)  # fmt: skip
_SEMITIC = re.compile("[\u0590-\u06ff]+")
# what a rule needs of a word, so that most need not be tried; the rule; what it writes
_LOOSE = tuple(
    (needed.split("|"), re.compile(pattern), to)
    for needed, pattern, to in (
        ("chr", "chr", "kr"), ("sh|ch", "shch|tsch|sch|sh|tch|ch", "x"), ("kh", "kh", "h"), ("zh", "zh", "z"),
        ("ph", "ph", "f"), ("th", "th", "t"), ("gh", "gh", "g"), ("ck", "ck", "k"), ("q", "qu?", "k"),
        ("c", "c(?=[eiy])", "s"), ("c", "c", "k"), ("ks", "ks", "x"), ("w", "w", "v"), ("tz|ts|dz", "tz|ts|dz", "z"),
        ("f", "(?<=[oe])ff?$", "v"), ("dj", "dj(?=[oe])", "d"), ("yo|jo", "(?<=[^aeiou])[yj]o", "e"),
        ("y|j", "[yj]", "i"), ("ae", "ae", "a"), ("oe", "oe", "o"), ("ue", "ue", "u"), ("ou|oo", "ou|oo", "u"),
        ("ee|ie|ii", "ee|ie|ii+", "i"), ("ei", "e(?=i)", "a"), ("h", "(?<=[^aeiou])h|h$", ""),
        ("", r"(.)\1+", r"\1"), ("z", "z$", "s"),
        ("va", "(?<=..[oe]v)a$", ""), ("ska", "(?<=.sk)a(?:ia)?$", "i"),  # Ivanova and Ivanov, Kowalska and Kowalski
    )
)  # fmt: skip
_VOWELS = re.compile("[aeiou]")
_HEARD = str.maketrans("zvf", "sbf")


def plain(text: str) -> str:
    """Fold, and write Cyrillic, Greek and the letters of the North in plain Latin ones; other scripts stay."""
    folded = fold(text)
    if folded.isascii():
        return folded
    for pair, letters in _GREEK_PAIRS.items():
        folded = folded.replace(pair, letters)
    return folded.translate(_LETTERS)


@lru_cache(maxsize=65_536)
def loose(word: str) -> str:
    """One spelling for the many of a plain word: Mueller and Muller, Yulia and Julia, Eric and Erik."""
    for needed, pattern, to in _LOOSE:
        for letters in needed:
            if letters in word:
                word = pattern.sub(to, word)
                break
    return word


@lru_cache(maxsize=65_536)
def code(word: str) -> str:
    """The consonants one hears, with ``a`` for a vowel in front; equal for محمد and Mohamed. East Asian stays."""
    spelt = _heard(word) if _SEMITIC.fullmatch(word) else loose(word)
    if not spelt or not spelt.isascii():
        return word
    spelt = spelt.translate(_HEARD)
    start = "a" if spelt[0] in "aeiou" else spelt[0]
    return start + _VOWELS.sub("", spelt[1:])


def _heard(word: str) -> str:
    """A word of Arabic or Hebrew by its consonants; a first letter that only carries a vowel is one."""
    word = word[2:] if word.startswith("ال") and len(word) > len("العل") else word
    start = "a" if word[0] in "اأإآعאע" else "v" if word[0] in "وו" else ""
    rest = word[1:] if start else word
    return start + rest.translate(_CONSONANTS).removesuffix("h")
